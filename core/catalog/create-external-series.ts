import type { Static } from 'typebox';
import { type Command, created } from '../kernel/command.ts';
import { derivedId } from '../kernel/ids.ts';
import { done, refuse } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import type { ExternalSeries } from './types.ts';
import { nameSchema } from './version-schema.ts';

const body = strictObject({ name: nameSchema });

/** OR-6: an outside value by date, such as a market price; dynamic rules ask for it by its name, which is unique and never changes. */
export type CreateExternalSeries = Command<'external-series.create', Static<typeof body>>;

export type CreateExternalSeriesProblem = { readonly code: 'external-series.name-taken'; readonly name: string };

type Facts = { readonly series: readonly ExternalSeries[] };

export const createExternalSeries: UseCase<
  CreateExternalSeries,
  Facts,
  CreateExternalSeriesProblem,
  Reads<{ 'external-series': ExternalSeries }>
> = {
  kind: 'external-series.create',
  shape: body,
  gather: async (_command, source) => ({ series: await source.list('external-series') }),
  plan: (command, { series }) => {
    const name = command.body.name.trim();
    if (series.some((entry) => entry.name === name)) return refuse({ code: 'external-series.name-taken', name });
    return done({
      command,
      writes: [created<ExternalSeries>({ id: derivedId('ext', command.id), kind: 'external-series', name, values: [] })],
    });
  },
};
