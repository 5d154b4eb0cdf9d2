import { type Command, revised } from '../kernel/command.ts';
import { done, refuse } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { idSchema } from '../organization/schema.ts';
import { plainDateSchema } from '../time/schema.ts';
import type { PlainDate } from '../time/plain-date.ts';
import type { MissingRate } from './tax-rate-rules.ts';
import type { TaxRate } from './types.ts';

/** `until` is the first day without the rate. */
export type EndTaxRate = Command<'tax-rate.end', { readonly taxRateId: string; readonly until: PlainDate }>;

export type EndTaxRateProblem =
  | MissingRate
  | { readonly code: 'tax-rate.already-ended'; readonly taxRateId: string; readonly until: PlainDate }
  | { readonly code: 'tax-rate.ends-before-start'; readonly from: PlainDate; readonly until: PlainDate };

type Facts = { readonly rate: TaxRate | null };

/** TAX-04: a running rate ends. One that has an end keeps it, since documents stand on it. */
export const endTaxRate: UseCase<EndTaxRate, Facts, EndTaxRateProblem, Reads<{ 'tax-rate': TaxRate }>> = {
  kind: 'tax-rate.end',
  shape: strictObject({ taxRateId: idSchema, until: plainDateSchema }),

  gather: async (command, source) => ({ rate: await source.get('tax-rate', command.body.taxRateId) }),

  plan: (command, { rate }) => {
    const { taxRateId, until } = command.body;
    if (rate === null) return refuse({ code: 'tax-rate.missing', taxRateId });
    if (rate.until !== null) return refuse({ code: 'tax-rate.already-ended', taxRateId, until: rate.until });
    if (until <= rate.from) return refuse({ code: 'tax-rate.ends-before-start', from: rate.from, until });
    return done({ command, writes: [revised(rate, { ...rate, until })] });
  },
};
