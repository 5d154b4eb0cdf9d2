import { derivedId } from '../../core/kernel/ids.ts';
import { dayOf } from '../../core/organization/entity-day.ts';
import type { BlockWish } from '../../core/organization/lease-block.ts';
import { lentNumbers } from '../../core/organization/lent-numbers.ts';
import { isBlock, type NumberBlock, numbersLeft } from '../../core/organization/number-block.ts';
import { seriesFor } from '../../core/organization/numbering.ts';
import type { ReturnReason } from '../../core/organization/return-block.ts';
import type { NumberSeries, OperatingEntity } from '../../core/organization/types.ts';
import { mayGive } from '../../core/permissions.ts';
import { daysAfter, partsOf } from '../../core/time/plain-date.ts';
import { runAnyCommand } from '../local/run-command.ts';
import type { BlocksAnswer } from '../protocol/blocks.ts';
import { asked } from './answers.ts';
import type { Work } from './work.ts';

/** A closed year's documents are still written in January. */
const graceDays = 31;

type Known = { readonly entities: readonly OperatingEntity[]; readonly series: readonly NumberSeries[]; readonly now: string };

/** What the station has, at the server's time as far as it is known: a clock that is wrong ends no year. */
const known = async ({ store, clock, skewMs }: Pick<Work, 'store' | 'clock' | 'skewMs'>): Promise<Known> => ({
  entities: await store.list('entity'),
  series: await store.list('number-series'),
  now: new Date(Date.parse(clock.now()) + skewMs).toISOString(),
});

/** NUM-02: of which series this station has so little left that it asks for more by itself. */
const runningLow = ({ entities, series, now }: Known, station: string): readonly BlockWish[] =>
  entities
    .flatMap((entity) => lentNumbers(entity, series, station, dayOf(entity.zone, now)))
    .filter(({ isLow }) => isLow)
    .map(({ entityId, documentType, year }) => ({ entityId, documentType, year }));

/** The server lends what is wanted; the blocks come with the next pull. Answers whether there are any. */
export const leased = async (work: Work, wanted: readonly BlockWish[], isAsked: boolean): Promise<BlocksAnswer> => {
  if (wanted.length === 0) return { blocks: [] };
  return asked(work.transport, 'blocks', { wanted: wanted.slice(0, 50), isAsked });
};

/** Asks for numbers where little is left, if whoever works here may issue documents at all. Answers whether some were lent. */
export const replenished = async (work: Work): Promise<boolean> => {
  const { user, station } = work.link;
  if (user === null || !mayGive(user.role, 'number-series.lease-block')) return false;
  const wanted = runningLow(await known(work), station).filter(
    ({ entityId }) => user.entityIds === null || user.entityIds.includes(entityId),
  );
  const { blocks } = await leased(work, wanted, false);
  return blocks.some(({ kind }) => kind === 'lent');
};

/** Why nothing will be numbered from a block any more: its year is over, or its entity numbers otherwise by now. */
const idleness = (block: NumberBlock, station: string, { entities, now }: Known): ReturnReason | null => {
  const entity = entities.find(({ id }) => id === block.entityId);
  if (entity === undefined) return null;
  const today = dayOf(entity.zone, now);
  if (block.year !== null && daysAfter(`${block.year}-12-31`, graceDays) < today) return 'year-over';
  const wanted = seriesFor(entity, block.documentType, station, block.year ?? partsOf(today).year);
  return wanted.mode === 'leased-block' && wanted.id === block.block.of ? null : 'not-needed';
};

/**
 * NUM-04: gives up blocks of this station, by commands like any other, so that the server learns of it after everything that was numbered from them.
 * @param reason for all of them; without one only those that nothing will be numbered from.
 */
export const returnedBlocks = async (work: Work, reason: ReturnReason | null = null): Promise<void> => {
  const { store, link } = work;
  const { user, station } = link;
  if (user === null || !mayGive(user.role, 'number-series.return-block')) return;
  const all = await known(work);
  for (const block of all.series.filter(isBlock)) {
    if (block.station !== station || numbersLeft(block) === 0) continue;
    const why = reason ?? idleness(block, station, all);
    if (why === null) continue;
    // Tried again on another day where it was refused, as to somebody who may not.
    const id = derivedId('cmd', 'return-block', block.id, why, all.now.slice(0, 10));
    const by = { user: user.id, station };
    await runAnyCommand(store, {
      id,
      kind: 'number-series.return-block',
      at: all.now,
      by,
      body: { seriesId: block.id, reason: why },
    });
  }
};
