import { type Command, created } from '../kernel/command.ts';
import { derivedId } from '../kernel/ids.ts';
import { doneUnless } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { taxRateFields } from './schema.ts';
import { type TaxRateProblem, taxRateProblems } from './tax-rate-rules.ts';
import type { TaxRate } from './types.ts';

export type TaxRateFields = Omit<TaxRate, 'id' | 'kind' | 'rev'>;
export type AddTaxRate = Command<'tax-rate.add', TaxRateFields>;

type Facts = { readonly rates: readonly TaxRate[] };

/** TAX-04. A rate that was added is never edited: it ends, and another one begins. */
export const addTaxRate: UseCase<AddTaxRate, Facts, TaxRateProblem, Reads<{ 'tax-rate': TaxRate }>> = {
  kind: 'tax-rate.add',
  shape: strictObject(taxRateFields),

  gather: async (_command, source) => ({ rates: await source.list('tax-rate') }),

  plan: (command, { rates }) => {
    const rate: Omit<TaxRate, 'rev'> = { id: derivedId('rate', command.id), kind: 'tax-rate', ...command.body };
    return doneUnless(taxRateProblems(rate, rates), () => ({ command, writes: [created<TaxRate>(rate)] }));
  },
};
