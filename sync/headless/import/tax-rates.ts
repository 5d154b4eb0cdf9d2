import { addTaxRate } from '../../../core/tax/add-tax-rate.ts';
import type { ImportSource } from './import-source.ts';
import type { Mapping } from './header.ts';
import { country, date, decimal, oneOf, text } from './readers.ts';
import { stepsOfRows } from './row-steps.ts';
import { type Entry, step, type Steps } from './step.ts';
import { maybe, needed, type RowOf, type Table } from './table.ts';

export const taxRateTable = {
  name: 'tax-rates',
  columns: {
    country: needed(country),
    region: maybe(text(3), '', 'state'),
    tax_class: needed(text(60), 'class'),
    customer_type: maybe(oneOf('any', 'business', 'individual'), 'any' as const),
    component: needed(text(60), 'tax', 'name'),
    percent: needed(decimal({ from: '0', to: '100' }), 'rate'),
    from: needed(date, 'valid from'),
    until: maybe(date, null, 'valid until'),
  },
} satisfies Table<object>;

/** Imports tax rates, one command each. The same rate again is the same command. */
export const taxRateSteps = (file: ImportSource, entry: Entry, mapping: Mapping = {}): Steps =>
  stepsOfRows<RowOf<typeof taxRateTable>>(
    file,
    taxRateTable,
    async () => (rows) =>
      rows.map(({ row, line }) => {
        const { tax_class: taxClass, customer_type: customerType, ...rest } = row;
        const key = [row.country, row.region, taxClass, customerType, row.component, row.from].join('|');
        return step(entry, addTaxRate, { key, line, body: { ...rest, taxClass, customerType } });
      }),
    1,
    mapping,
  );
