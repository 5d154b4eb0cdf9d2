import { useDebouncedValue } from '@mantine/hooks';
import { useFormContext } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import type { Comparable } from '../../../core/customers/duplicates.ts';
import type { CustomerId } from '../../../core/customers/types.ts';
import { useAsked } from '../../app/hooks.ts';
import { recordPath } from '../../app/navigation.ts';
import { workstation } from '../../app/workstation.ts';
import { Note } from '../../ui/note.tsx';

/** What of the form is compared. */
type Compared = {
  companyName: string;
  personName: string;
  email: string;
  externalId: string;
  postalCode: string;
  city: string;
  country: string | null;
  taxNumber?: string;
};

/** S8: accounts that may be the same customer, while they are typed. A warning: two firms may share a name. */
export function Duplicates({ id }: { readonly id?: CustomerId }) {
  const text = useTranslations('customers.duplicates');
  const { watch } = useFormContext<Compared>();
  const { companyName, personName, email, externalId, postalCode, city, country, taxNumber = '' } = watch();
  const name = companyName.trim() === '' ? personName.trim() : companyName.trim();
  const compared: Comparable = {
    ...(id === undefined ? {} : { id }),
    externalId,
    email,
    name,
    taxIds: taxNumber.trim() === '' ? [] : [{ country: country ?? '', value: taxNumber.trim(), validity: { kind: 'unchecked' } }],
    billingAddress: { lines: [], city, postalCode, region: '', country: country ?? '' },
  };
  const isEnough = name.length >= 3 || email.length >= 5 || externalId !== '' || taxNumber.length >= 5;
  const [key] = useDebouncedValue(isEnough ? JSON.stringify(compared) : null, 250);
  const { value: found = [] } = useAsked(
    key === null ? null : `duplicates|${key}`,
    () => workstation().likelyDuplicates(JSON.parse(key ?? '{}') as Comparable),
    (changed) => changed.some(({ kind }) => kind === 'customer'),
  );
  if (found.length === 0 || !isEnough) return null;
  return (
    <Note tone="warning" title={text('title', { count: found.length })}>
      <ul style={{ margin: '4px 0 0', paddingInlineStart: 16 }}>
        {found.map((other) => (
          <li key={other.id}>
            <a href={`#${recordPath('customer', other.id) ?? ''}`} target="_blank" rel="noreferrer">
              {other.name}
            </a>{' '}
            {other.place} – {other.reasons.map((reason) => text(`reasons.${reason}`)).join(', ')}
          </li>
        ))}
      </ul>
    </Note>
  );
}
