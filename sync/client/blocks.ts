import { derivedId } from '../../core/kernel/ids.ts';
import { dayOf } from '../../core/organization/entity-day.ts';
import type { BlockWish } from '../../core/organization/lease-block.ts';
import {
  blockSizeOf,
  isBlock,
  isRunningLow,
  lentSeries,
  type NumberBlock,
  numbersLeft,
  openBlocks,
} from '../../core/organization/number-block.ts';
import type { ReturnReason } from '../../core/organization/return-block.ts';
import type { NumberSeries, OperatingEntity } from '../../core/organization/types.ts';
import { mayGive } from '../../core/permissions.ts';
import { daysAfter } from '../../core/time/plain-date.ts';
import { runAnyCommand } from '../local/run-command.ts';
import type { BlocksAnswer } from '../protocol/blocks.ts';
import { asked } from './answers.ts';
import type { Work } from './work.ts';

/** A closed year's documents are still written in January. */
const graceDays = 31;

type Known = { readonly entities: readonly OperatingEntity[]; readonly series: readonly NumberSeries[]; readonly now: string };

const known = async ({ store, clock }: Pick<Work, 'store' | 'clock'>): Promise<Known> => ({
  entities: await store.list('entity'),
  series: await store.list('number-series'),
  now: clock.now(),
});

/** NUM-02: of which series this station has so little left that it asks for more by itself. */
const runningLow = ({ entities, series, now }: Known, station: string): readonly BlockWish[] =>
  entities
    .filter(({ state }) => state === 'active')
    .flatMap((entity) =>
      lentSeries(entity, station, dayOf(entity.zone, now)).flatMap(({ seriesId, documentType, year }): readonly BlockWish[] => {
        const left = openBlocks(series, seriesId, station).reduce((sum, block) => sum + numbersLeft(block), 0);
        const isLow = isRunningLow(left, blockSizeOf(entity.numbering[documentType]));
        return isLow ? [{ entityId: entity.id, documentType, year }] : [];
      }),
    );

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
const idleness = (block: NumberBlock, { entities, now }: Known): ReturnReason | null => {
  const entity = entities.find(({ id }) => id === block.entityId);
  if (entity === undefined) return null;
  const today = dayOf(entity.zone, now);
  if (block.year !== null && daysAfter(`${block.year}-12-31`, graceDays) < today) return 'year-over';
  const { mode, prefix } = entity.numbering[block.documentType];
  return mode === 'leased-block' && block.prefix.startsWith(`${prefix}-`) ? null : 'not-needed';
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
    const why = reason ?? idleness(block, all);
    if (why === null) continue;
    const id = derivedId('cmd', 'return-block', block.id, why);
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
