import { Type } from 'typebox';
import { type Command, created, revised, type Write } from '../kernel/command.ts';
import { derivedId } from '../kernel/ids.ts';
import { groupedBy } from '../kernel/order.ts';
import { doneUnless, refuse } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { type Currency, inUse } from '../money/currency.ts';
import { exact } from '../money/exact.ts';
import type { PlainDate } from '../time/plain-date.ts';
import type { MissingEntity } from './edit-entity.ts';
import { exchangeRateFields, idSchema } from './schema.ts';
import type { EntityId, ExchangeRateTable, OperatingEntity } from './types.ts';

type Entry = ExchangeRateTable['rates'][number];

export type AddExchangeRates = Command<'exchange-rate.add', { readonly entityId: EntityId; readonly rates: readonly Entry[] }>;

export type AddExchangeRatesProblem =
  | MissingEntity
  | { readonly code: 'exchange-rate.not-positive'; readonly row: number; readonly rate: string }
  | {
      readonly code: 'exchange-rate.out-of-range';
      readonly row: number;
      readonly rate: string;
      readonly least: string;
      readonly most: string;
    }
  | { readonly code: 'exchange-rate.same-currency'; readonly row: number; readonly currency: Currency }
  | { readonly code: 'exchange-rate.currency-not-in-use'; readonly row: number; readonly currency: Currency; readonly on: PlainDate };

type Facts = { readonly entity: OperatingEntity | null; readonly tables: readonly (ExchangeRateTable | null)[] };

/** One table for each entity and year keeps what a station has to fetch and write small: a bank publishes some 7,500 rates a year. */
const tableId = (entityId: EntityId, year: string): string => derivedId('rates', entityId, year);
const yearOf = (entry: Entry): string => entry.on.slice(0, 4);

/** Between any two currencies there are at most some eight powers of ten; what lies beyond is a slip of the pen. */
const [least, most] = ['0.000000001', '1000000000'] as const;

const rateProblems = (rate: string, row: number): readonly AddExchangeRatesProblem[] => {
  const value = exact(rate);
  if (!value.greaterThan(0)) return [{ code: 'exchange-rate.not-positive', row, rate }];
  return value.lessThan(least) || value.greaterThan(most) ? [{ code: 'exchange-rate.out-of-range', row, rate, least, most }] : [];
};

const rowProblems = (entry: Entry, row: number): readonly AddExchangeRatesProblem[] => {
  const { from, to, on, rate } = entry;
  const dead = [from, to].filter((currency) => !inUse(currency, on));
  return [
    ...rateProblems(rate, row),
    ...(from === to ? [{ code: 'exchange-rate.same-currency', row, currency: from } as const] : []),
    ...dead.map((currency): AddExchangeRatesProblem => ({ code: 'exchange-rate.currency-not-in-use', row, currency, on })),
  ];
};

const isKnown = (table: ExchangeRateTable | null, entry: Entry): boolean =>
  table !== null &&
  table.rates.some(
    (row) =>
      row.from === entry.from && row.to === entry.to && row.on === entry.on && row.rate === entry.rate && row.source === entry.source,
  );

/**
 * CUR-02: adds dated rates. Nothing is taken away: a wrong rate is corrected by a later entry for the same day, and documents keep the rate that they froze. An entry
 * that the table already holds is not added twice, so that a file may be read again.
 */
export const addExchangeRates: UseCase<
  AddExchangeRates,
  Facts,
  AddExchangeRatesProblem,
  Reads<{ entity: OperatingEntity; 'rate-table': ExchangeRateTable }>
> = {
  kind: 'exchange-rate.add',
  shape: strictObject({
    entityId: idSchema,
    rates: Type.Immutable(Type.Array(strictObject(exchangeRateFields), { minItems: 1, maxItems: 10_000 })),
  }),

  gather: async (command, source) => {
    const { entityId, rates } = command.body;
    const years = [...groupedBy(rates, yearOf).keys()];
    return {
      entity: await source.get('entity', entityId),
      tables: await Promise.all(years.map((year) => source.get('rate-table', tableId(entityId, year)))),
    };
  },

  plan: (command, { entity, tables }) => {
    const { entityId, rates } = command.body;
    if (entity === null) return refuse({ code: 'entity.missing', entityId });
    return doneUnless(rates.flatMap(rowProblems), () => {
      const writes = [...groupedBy(rates, yearOf)].flatMap(([year, entries]): readonly Write[] => {
        const id = tableId(entityId, year);
        const table = tables.find((candidate) => candidate?.id === id) ?? null;
        const fresh = entries.filter((entry) => !isKnown(table, entry));
        if (fresh.length === 0) return [];
        if (table === null) return [created<ExchangeRateTable>({ id, kind: 'rate-table', entityId, rates: fresh })];
        return [revised(table, { ...table, rates: [...table.rates, ...fresh] })];
      });
      return { command, writes };
    });
  },
};
