import { planBillingRun } from '../../core/invoicing/run-plan.ts';
import type { Source } from '../../core/sources.ts';
import { daysAfter, type PlainDate } from '../../core/time/plain-date.ts';
import { advanceChanges } from '../../sync/local/advance-all.ts';
import { overlay } from '../../sync/local/overlay.ts';
import type { BilledAhead, Stamp } from './store-api.ts';

/** Noon of the day after, in UTC: the whole day has passed in every zone in which a company works. */
const morningAfter = (day: PlainDate): string => `${daysAfter(day, 1)}T12:00:00.000Z`;

/**
 * What billing would make of what `source` says, of everything due through a day (inclusive), for some customers: time first does its work up to that
 * day, so that what is planned lands. Nothing is written.
 */
export const billedAhead = async (
  source: Source,
  customerIds: readonly string[],
  stamp: Stamp,
  through: PlainDate,
): Promise<BilledAhead> => {
  if (customerIds.length === 0) return { through, documents: [], exceptions: [], subscriptions: [] };
  const { at, by } = stamp;
  const morning = morningAfter(through);
  const changes = await advanceChanges(source, { at: morning > at ? morning : at, by }, customerIds);
  const [first] = changes;
  const then =
    first === undefined ? source : await overlay(source, { command: first.command, writes: changes.flatMap(({ writes }) => writes) });
  const entityIds = (await source.list('entity')).map(({ id }) => id);
  const run = await planBillingRun(then, {
    period: { start: at.slice(0, 10), end: daysAfter(through, 1) },
    entityIds,
    customerIds,
    at,
    by,
    issuer: 'station',
  });
  return {
    through,
    documents: run?.documents ?? [],
    exceptions: run?.exceptions ?? [],
    subscriptions: await then.list('subscription', { customerIds }),
  };
};
