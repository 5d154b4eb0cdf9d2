import { useLocale, useTranslations } from 'use-intl';
import type { OperatingEntity } from '../../../../core/organization/types.ts';
import { numberText, seriesFor } from '../../../../core/organization/numbering.ts';
import { partsOf } from '../../../../core/time/plain-date.ts';
import { useToday } from '../../../app/hooks.ts';
import { useSession } from '../../../state/session.ts';
import { DateText } from '../../../ui/date-text.tsx';
import { Facts, Section } from '../../../ui/facts.tsx';
import { Accounts } from './accounts.tsx';
import { CashRounding } from './cash-rounding.tsx';

/** Who the entity is, as it stands on documents, and what its numbers look like. */
export function EntityFacts({ entity }: { readonly entity: OperatingEntity }) {
  const text = useTranslations('settings.entities');
  const form = useTranslations('settings.entities.form');
  const locale = useLocale();
  const { year } = partsOf(useToday());
  const station = useSession((session) => session.station);
  const regions = new Intl.DisplayNames(locale, { type: 'region' });
  const { address } = entity;
  const country = regions.of(address.country) ?? address.country;
  const sample = (type: 'invoice' | 'credit-note'): string => numberText(seriesFor(entity, type, station, year), 1);
  return (
    <>
      <Section title={text('who')}>
        <Facts
          facts={[
            { label: form('code'), value: entity.code },
            {
              label: form('address'),
              value: [...address.lines, [address.postalCode, address.city].filter(Boolean).join(' '), address.region, country]
                .filter(Boolean)
                .join(', '),
            },
            { label: form('currency'), value: entity.currency },
            { label: form('zone'), value: entity.zone },
            {
              label: form('fiscalYear'),
              value: new Intl.DateTimeFormat(locale, { month: 'long', timeZone: 'UTC' }).format(
                Date.UTC(2024, entity.fiscalYearStartsIn - 1, 1),
              ),
            },
            { label: form('registrationNumber'), value: entity.registrationNumber },
            { label: form('email'), value: entity.email },
            { label: form('website'), value: entity.website },
            { label: form('serves'), value: entity.servesCountries.map((code) => regions.of(code) ?? code).join(', ') },
            { label: text('fallback'), value: text(entity.isFallback ? 'isFallback' : 'notFallback') },
            {
              label: text('locked'),
              value: entity.booksLockedBefore === null ? text('notLocked') : <DateText on={entity.booksLockedBefore} />,
            },
          ]}
        />
      </Section>
      <Accounts entity={entity} />
      <CashRounding entity={entity} />
      <Section title={form('numbersTitle')}>
        <Facts
          facts={[
            { label: text('nextInvoice'), value: sample('invoice') },
            { label: text('nextCredit'), value: sample('credit-note') },
            { label: form('mode'), value: form(`modes.${entity.numbering.invoice.mode}`) },
            { label: form('yearlyShort'), value: text(entity.numbering.invoice.yearly ? 'yes' : 'no') },
          ]}
        />
      </Section>
    </>
  );
}
