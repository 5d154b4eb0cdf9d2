import { ActionIcon, Button, Select, Stack } from '@mantine/core';
import { useFieldArray, useFormContext, useWatch } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import type { CreditPack } from '../../../../core/catalog/types.ts';
import { Section } from '../../../ui/facts.tsx';
import { TextField } from '../../../ui/form/fields.tsx';
import { NumberField } from '../../../ui/form/number-field.tsx';
import { Icon } from '../../../ui/icon.tsx';
import classes from '../catalog.module.css';
import { freeId } from './draft-models.ts';
import { IntervalFields } from './interval-fields.tsx';

function Pack({ at, currency, onRemove }: { readonly at: string; readonly currency: string; readonly onRemove: () => void }) {
  const text = useTranslations('catalog.draft');
  const { control, setValue } = useFormContext();
  const pack = useWatch({ control, name: at }) as CreditPack | undefined;
  if (pack === undefined) return null;
  const setExpiry = (kind: string | null): void =>
    setValue(`${at}.expiresAfter`, kind === 'after' ? { unit: 'month', count: '12' } : null, { shouldDirty: true });
  return (
    <div className={classes['card']} role="group" aria-label={pack.name}>
      <div className={classes['cardHead']}>
        {pack.name}
        <ActionIcon variant="subtle" color="gray" aria-label={text('removePack', { name: pack.name })} onClick={onRemove}>
          <Icon name="cross" />
        </ActionIcon>
      </div>
      <div className={classes['fields']}>
        <TextField name={`${at}.name`} label={text('packName')} maxLength={200} isRequired />
        <NumberField name={`${at}.price`} label={text('price')} unit={currency} />
        <NumberField name={`${at}.credit`} label={text('credit')} />
        <Select
          label={text('packExpiry')}
          data={(['never', 'after'] as const).map((value) => ({ value, label: text(`packExpiries.${value}`) }))}
          value={pack.expiresAfter === null ? 'never' : 'after'}
          allowDeselect={false}
          onChange={setExpiry}
        />
        {pack.expiresAfter !== null && <IntervalFields at={`${at}.expiresAfter`} label={text('packLasts')} />}
      </div>
    </div>
  );
}

/** BIL-06: what can be bought to fill the credit up, and how long it lasts. */
export function PackFields({ at, currency }: { readonly at: string; readonly currency: string }) {
  const text = useTranslations('catalog.draft');
  const { control, getValues } = useFormContext();
  const { fields, append, remove } = useFieldArray({ control, name: `${at}.packs`, keyName: 'fieldKey' });
  const add = (): void => {
    const taken = ((getValues(`${at}.packs`) as readonly CreditPack[] | undefined) ?? []).map(({ id }) => id);
    append({
      id: freeId('pack', taken),
      name: text('packNew', { number: fields.length + 1 }),
      price: '0',
      credit: '0',
      expiresAfter: null,
    });
  };
  return (
    <Section title={text('packs')}>
      <Stack gap={0}>
        {fields.map((field, index) => (
          <Pack key={field.fieldKey} at={`${at}.packs.${index}`} currency={currency} onRemove={() => remove(index)} />
        ))}
        <Button variant="subtle" size="compact-sm" w="fit-content" leftSection={<Icon name="plus" size={13} />} onClick={add}>
          {text('addPack')}
        </Button>
      </Stack>
    </Section>
  );
}
