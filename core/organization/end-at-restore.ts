import { type Command, revised, type Write } from '../kernel/command.ts';
import { done, refuse } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import type { MissingEntity } from './edit-entity.ts';
import { documentTypeSchema, entityFields, idSchema } from './schema.ts';
import type { DocumentType, EntityId, NumberSeries, OperatingEntity } from './types.ts';

/** `prefix`: what the entity numbers on with. */
export type EndSeriesAtRestore = Command<
  'number-series.end-at-restore',
  { readonly entityId: EntityId; readonly documentType: DocumentType; readonly prefix: string }
>;

type Facts = { readonly entity: OperatingEntity | null; readonly series: readonly NumberSeries[] };

/**
 * NUM-05: a server that was put back from a backup continues no series that it counts itself, nor the blocks that it lent from one: it may have given numbers since
 * that it does not know. They end where the backup saw them; what stations bring again keeps its number there, and everything new gets one under another prefix.
 */
export const endSeriesAtRestore: UseCase<
  EndSeriesAtRestore,
  Facts,
  MissingEntity,
  Reads<{ entity: OperatingEntity; 'number-series': NumberSeries }>
> = {
  kind: 'number-series.end-at-restore',
  shape: strictObject({
    entityId: idSchema,
    documentType: documentTypeSchema,
    prefix: entityFields.numbering.properties.invoice.properties.prefix,
  }),

  gather: async (command, source) => ({
    entity: await source.get('entity', command.body.entityId),
    series: await source.list('number-series'),
  }),

  plan: (command, { entity, series }) => {
    const { entityId, documentType, prefix } = command.body;
    if (entity === null) return refuse({ code: 'entity.missing', entityId });
    const known = series.filter(
      (each) => each.entityId === entityId && each.documentType === documentType && each.mode !== 'station-series' && each.state === 'open',
    );
    const ended = known.map((each) => {
      const restored = { at: command.at, from: each.next, back: [] };
      return revised(each, { ...each, state: 'closed', restored });
    });
    const numbering = entity.numbering[documentType];
    if (numbering.mode === 'station-series') return done({ command, writes: ended });
    const renamed = { ...entity, numbering: { ...entity.numbering, [documentType]: { ...numbering, prefix } } };
    const writes: readonly Write[] = [...ended, revised(entity, renamed)];
    return done({ command, writes });
  },
};
