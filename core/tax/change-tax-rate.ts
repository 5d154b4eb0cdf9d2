import { type Command, created, revised } from '../kernel/command.ts';
import { derivedId } from '../kernel/ids.ts';
import { doneUnless, refuse } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { percentSchema } from '../money/schema.ts';
import type { DecimalText } from '../money/exact.ts';
import { idSchema } from '../organization/schema.ts';
import { plainDateSchema } from '../time/schema.ts';
import type { PlainDate } from '../time/plain-date.ts';
import type { EndTaxRateProblem } from './end-tax-rate.ts';
import { type TaxRateProblem, taxRateProblems } from './tax-rate-rules.ts';
import type { TaxRate } from './types.ts';

/** `from` is the first day of the new percentage. */
export type ChangeTaxRate = Command<
  'tax-rate.change',
  { readonly taxRateId: string; readonly percent: DecimalText; readonly from: PlainDate }
>;

export type ChangeTaxRateProblem = EndTaxRateProblem | TaxRateProblem;

type Facts = { readonly rates: readonly TaxRate[] };

/** TAX-04: a new percentage from a day on: the running rate ends and its successor begins, in one change. What was billed keeps its rate. */
export const changeTaxRate: UseCase<ChangeTaxRate, Facts, ChangeTaxRateProblem, Reads<{ 'tax-rate': TaxRate }>> = {
  kind: 'tax-rate.change',
  shape: strictObject({ taxRateId: idSchema, percent: percentSchema, from: plainDateSchema }),

  gather: async (_command, source) => ({ rates: await source.list('tax-rate') }),

  plan: (command, { rates }) => {
    const { taxRateId, percent, from } = command.body;
    const before = rates.find((rate) => rate.id === taxRateId);
    if (before === undefined) return refuse({ code: 'tax-rate.missing', taxRateId });
    if (before.until !== null) return refuse({ code: 'tax-rate.already-ended', taxRateId, until: before.until });
    if (from <= before.from) return refuse({ code: 'tax-rate.ends-before-start', from: before.from, until: from });
    const ended = revised(before, { ...before, until: from });
    const successor: Omit<TaxRate, 'rev'> = { ...before, id: derivedId('rate', command.id), percent, from };
    const others = rates.map((rate) => (rate.id === taxRateId ? ended.document : rate));
    return doneUnless(taxRateProblems(successor, others), () => ({ command, writes: [ended, created<TaxRate>(successor)] }));
  },
};
