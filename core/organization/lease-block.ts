import { Type } from 'typebox';
import { type Command, created, revised } from '../kernel/command.ts';
import { done, refuse } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import type { MissingEntity } from './edit-entity.ts';
import { dayOf } from './entity-day.ts';
import { blockSizeOf, isRunningLow, lentBlock, lentSeries, numbersLeft, openBlocks } from './number-block.ts';
import { type NumberingProblem, openedSeries, seriesFor } from './numbering.ts';
import { documentTypeSchema, idSchema, stationSchema } from './schema.ts';
import type { DocumentType, EntityId, NumberSeries, OperatingEntity } from './types.ts';

/** Which numbers a station wants a block of. */
export type BlockWish = { readonly entityId: EntityId; readonly documentType: DocumentType; readonly year: number };

export const blockWishFields = {
  entityId: idSchema,
  documentType: documentTypeSchema,
  year: Type.Integer({ minimum: 1, maximum: 9999 }),
};

/** `isAsked`: a person wants numbers for a longer way; else the station asks by itself, when little is left. */
export type LeaseBlock = Command<
  'number-series.lease-block',
  BlockWish & { readonly station: NumberSeries['id']; readonly isAsked: boolean }
>;

export type LeaseBlockProblem =
  | MissingEntity
  | NumberingProblem
  /** The entity numbers otherwise, or not in that year. */
  | { readonly code: 'block.not-lent'; readonly entityId: EntityId; readonly documentType: DocumentType; readonly year: number }
  | { readonly code: 'block.enough-left'; readonly prefix: string; readonly left: number };

type Facts = { readonly entity: OperatingEntity | null; readonly series: readonly NumberSeries[] };

/** What a station may hold at a time, in blocks. */
const mostBlocks = 5;

/** NUM-02: the server lends a station the next numbers of a central series. Nobody else gets them, and each is accounted for (NUM-04). */
export const leaseBlock: UseCase<
  LeaseBlock,
  Facts,
  LeaseBlockProblem,
  Reads<{ entity: OperatingEntity; 'number-series': NumberSeries }>
> = {
  kind: 'number-series.lease-block',
  shape: strictObject({ ...blockWishFields, station: stationSchema, isAsked: Type.Boolean() }),

  gather: async (command, source) => ({
    entity: await source.get('entity', command.body.entityId),
    series: await source.list('number-series'),
  }),

  plan: (command, { entity, series: all }) => {
    const { entityId, documentType, year, station, isAsked } = command.body;
    if (entity === null) return refuse({ code: 'entity.missing', entityId });
    const lent = lentSeries(entity, station, dayOf(entity.zone, command.at)).some(
      (each) => each.documentType === documentType && each.year === year,
    );
    if (!lent || entity.state !== 'active') return refuse({ code: 'block.not-lent', entityId, documentType, year });
    const key = seriesFor(entity, documentType, station, year);
    const before = all.find(({ id }) => id === key.id);
    const size = blockSizeOf(entity.numbering[documentType]);
    const blocks = openBlocks(all, key.id, station);
    const left = blocks.reduce((sum, block) => sum + numbersLeft(block), 0);
    const isEnough = isAsked ? blocks.length >= mostBlocks : !isRunningLow(left, size);
    if (isEnough) return refuse({ code: 'block.enough-left', prefix: key.prefix, left });
    const leased = lentBlock(before ?? openedSeries(key), station, size);
    if (!leased.ok) return leased;
    const { block, series } = leased.value;
    const write = before === undefined ? created<NumberSeries>(series) : revised(before, series);
    return done({ command, writes: [write, created<NumberSeries>(block)] });
  },
};
