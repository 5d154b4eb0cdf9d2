import type { Static } from 'typebox';
import { type Command, revised } from '../kernel/command.ts';
import { sortedBy } from '../kernel/order.ts';
import { doneUnless, refuse } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import type { DecimalText } from '../money/exact.ts';
import { idSchema } from '../organization/schema.ts';
import type { Instant } from '../time/instant.ts';
import { externalValuesSchema } from './schema.ts';
import type { ExternalSeries } from './types.ts';

const body = strictObject({ seriesId: idSchema, values: externalValuesSchema });

/**
 * OR-6: more values of a series, in any order. A value that is known is never replaced, since prices may rest on it; one that arrives late fills its
 * gap, and the next billing charges the difference to what the fallback gave.
 */
export type AppendExternalValues = Command<'external-series.append', Static<typeof body>>;

export type AppendExternalValuesProblem =
  | { readonly code: 'external-series.missing'; readonly seriesId: string }
  | {
      readonly code: 'external-series.value-known';
      readonly seriesId: string;
      readonly at: Instant;
      readonly known: DecimalText;
      readonly found: DecimalText;
    };

type Facts = { readonly series: ExternalSeries | null };

export const appendExternalValues: UseCase<
  AppendExternalValues,
  Facts,
  AppendExternalValuesProblem,
  Reads<{ 'external-series': ExternalSeries }>
> = {
  kind: 'external-series.append',
  shape: body,
  gather: async (command, source) => ({ series: await source.get('external-series', command.body.seriesId) }),
  plan: (command, { series }) => {
    const { seriesId } = command.body;
    if (series === null) return refuse({ code: 'external-series.missing', seriesId });
    const byMoment = new Map(series.values.map((entry) => [entry.at, entry.value]));
    const problems: AppendExternalValuesProblem[] = [];
    for (const { at, value } of command.body.values) {
      const known = byMoment.get(at);
      if (known === undefined) byMoment.set(at, value);
      else if (known !== value) problems.push({ code: 'external-series.value-known', seriesId, at, known, found: value });
    }
    const values = sortedBy(
      [...byMoment].map(([at, value]) => ({ at, value })),
      (entry) => entry.at,
    );
    return doneUnless(problems, () => ({
      command,
      writes: values.length === series.values.length ? [] : [revised(series, { ...series, values })],
    }));
  },
};
