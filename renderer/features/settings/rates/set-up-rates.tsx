import { Table, Text } from '@mantine/core';
import { useWatch } from 'react-hook-form';
import { useLocale, useTranslations } from 'use-intl';
import type { OperatingEntity } from '../../../../core/organization/types.ts';
import { ratesToSetUp, standardRateCountries } from '../../../../core/tax/standard-rates.ts';
import { taxRateProblems } from '../../../../core/tax/tax-rate-rules.ts';
import type { TaxRate } from '../../../../core/tax/types.ts';
import { FormDialog, useDraftForm } from '../../../app/forms.tsx';
import { useCommand, useDocuments, useToday } from '../../../app/hooks.ts';
import { toast } from '../../../app/toast.tsx';
import { DateText } from '../../../ui/date-text.tsx';
import { DateField } from '../../../ui/form/date-field.tsx';
import { SelectField } from '../../../ui/form/fields.tsx';
import { useUi } from '../../../ui/settings.tsx';

type Values = { country: string | null; from: string | null };

/** The rates that would be added: those of the country from that day on, but none that is there already. */
const missingRates = (country: string, from: string, rates: readonly TaxRate[]) =>
  ratesToSetUp(country, from).filter((fields) => taxRateProblems({ id: '', kind: 'tax-rate', ...fields }, rates).length === 0);

function Proposed({ rates }: { readonly rates: readonly TaxRate[] }) {
  const text = useTranslations('settings.tax');
  const { percent } = useUi();
  const [country, from] = useWatch<Values, ['country', 'from']>({ name: ['country', 'from'] });
  if (country === null || from === null || from === '') return <Text c="dimmed">{text('setUpChoose')}</Text>;
  const missing = missingRates(country, from, rates);
  if (missing.length === 0) return <Text role="status">{text('setUpDone')}</Text>;
  return (
    <Table aria-label={text('setUpList')} fz={13}>
      <Table.Thead>
        <Table.Tr>
          {['component', 'percent', 'from', 'until'].map((key) => (
            <Table.Th key={key}>{text(key)}</Table.Th>
          ))}
        </Table.Tr>
      </Table.Thead>
      <Table.Tbody>
        {missing.map((fields) => (
          <Table.Tr key={fields.from}>
            <Table.Td>{fields.component}</Table.Td>
            <Table.Td>{percent(fields.percent)}</Table.Td>
            <Table.Td>
              <DateText on={fields.from} />
            </Table.Td>
            <Table.Td>
              <DateText on={fields.until} />
            </Table.Td>
          </Table.Tr>
        ))}
      </Table.Tbody>
    </Table>
  );
}

type Props = { readonly onClose: () => void; readonly rates: readonly TaxRate[]; readonly entities: readonly OperatingEntity[] };

/** TAX-04: a country's standard rate with what came before it, so that nobody has to look it up. */
export function SetUpRates({ onClose }: { readonly onClose: () => void }) {
  const rates = useDocuments('tax-rate').value;
  const entities = useDocuments('entity').value;
  // The form begins with the first place that lacks a rate, so it waits until that is known.
  return rates === undefined || entities === undefined ? null : <SetUpForm onClose={onClose} rates={rates} entities={entities} />;
}

function SetUpForm({ onClose, rates, entities }: Props) {
  const text = useTranslations('settings.tax');
  const locale = useLocale();
  const names = new Intl.DisplayNames(locale, { type: 'region' });
  const wanted = entities
    .flatMap(({ taxRegistrations }) => taxRegistrations)
    .find(({ country }) => standardRateCountries.includes(country) && !rates.some((rate) => rate.country === country));
  const today = useToday();
  const form = useDraftForm<Values>(null, { country: wanted?.country ?? null, from: wanted?.from ?? today });
  const { run, isRunning, problems } = useCommand('tax-rate.add');
  const save = async ({ country, from }: Values): Promise<void> => {
    const missing = missingRates(country ?? '', from ?? today, rates);
    for (const fields of missing) if (!(await run(fields)).ok) return;
    onClose();
    toast({ message: text('setUpAdded', { count: missing.length }) });
  };
  const choices = standardRateCountries
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .toSorted((a, b) => new Intl.Collator(locale).compare(a.label, b.label));
  return (
    <FormDialog
      title={text('setUp')}
      form={form}
      onSubmit={save}
      onClose={onClose}
      problems={problems}
      isBusy={isRunning}
      submitLabel={text('setUpAction')}
    >
      <Text fz={13} c="dimmed">
        {text('setUpText')}
      </Text>
      <SelectField name="country" label={text('country')} choices={choices} isRequired isFirst />
      <DateField name="from" label={text('setUpFrom')} description={text('setUpFromHint')} isRequired />
      <Proposed rates={rates} />
    </FormDialog>
  );
}
