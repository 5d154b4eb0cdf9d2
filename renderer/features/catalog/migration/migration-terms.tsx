import { Checkbox, Select, Stack } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useCatalog } from '../../../app/catalog.ts';
import { useDocuments } from '../../../app/hooks.ts';
import { DayInput } from '../../../ui/form/date-field.tsx';
import classes from '../catalog.module.css';
import type { Terms } from './use-migration.ts';

/** What somebody chose so far. */
export type Choices = {
  readonly to: string | null;
  readonly when: Terms['when'];
  readonly notBefore: string;
  readonly offerId: string | null;
  readonly losesPrices: boolean;
  readonly movesContracts: boolean;
  readonly detaches: boolean;
};

export const noChoices: Choices = {
  to: null,
  when: 'next-period',
  notBefore: '',
  offerId: null,
  losesPrices: false,
  movesContracts: false,
  detaches: false,
};

/** The terms that the choices make; `null` until there is a plan to move to. */
export const termsOf = (migrationId: string, from: string, choices: Choices): Terms | null =>
  choices.to === null
    ? null
    : {
        migrationId,
        from,
        to: choices.to,
        when: choices.when,
        agreedPrices: choices.losesPrices ? 'lose' : 'stay',
        contracts: choices.movesContracts ? 'move' : 'stay',
        unlinkedAddOns: choices.detaches ? 'detach' : 'refuse',
        ...(choices.notBefore === '' ? {} : { notBefore: choices.notBefore }),
        ...(choices.offerId === null ? {} : { offerId: choices.offerId }),
      };

/** Where they move, when, and what they take with them. */
export function MigrationTerms({
  from,
  choices,
  isBusy,
  onChange,
}: {
  readonly from: string;
  readonly choices: Choices;
  readonly isBusy: boolean;
  readonly onChange: (choices: Choices) => void;
}) {
  const text = useTranslations('catalog.migration');
  const catalog = useCatalog();
  const offers = (useDocuments('offer').value ?? []).filter(({ state }) => state === 'active');
  const plans = catalog.plans.filter(({ id, state }) => id !== from && state === 'active');
  return (
    <>
      <div className={classes['fields']}>
        <Select
          label={text('to')}
          data={plans.map(({ id, name }) => ({ value: id, label: name }))}
          value={choices.to}
          onChange={(to) => onChange({ ...choices, to })}
          searchable
          disabled={isBusy}
          withAsterisk
        />
        <Select
          label={text('when')}
          data={(['next-period', 'now'] as const).map((value) => ({ value, label: text(`whens.${value}`) }))}
          value={choices.when}
          onChange={(when) => onChange({ ...choices, when: when as Terms['when'] })}
          allowDeselect={false}
          disabled={isBusy}
        />
        <DayInput
          label={text('notBefore')}
          description={text('notBeforeHint')}
          value={choices.notBefore}
          onDay={(day) => onChange({ ...choices, notBefore: day ?? '' })}
          clearable
          disabled={isBusy}
        />
        <Select
          label={text('offer')}
          data={offers.map(({ id, name }) => ({ value: id, label: name }))}
          value={choices.offerId}
          onChange={(offerId) => onChange({ ...choices, offerId })}
          placeholder={text('noOffer')}
          clearable
          disabled={isBusy}
        />
      </div>
      <Stack gap={8}>
        {(['losesPrices', 'movesContracts', 'detaches'] as const).map((name) => (
          <Checkbox
            key={name}
            label={text(name)}
            checked={choices[name]}
            disabled={isBusy}
            onChange={({ currentTarget }) => onChange({ ...choices, [name]: currentTarget.checked })}
          />
        ))}
      </Stack>
    </>
  );
}
