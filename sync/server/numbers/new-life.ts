import { derivedId } from '../../../core/kernel/ids.ts';
import type { Command } from '../../../core/kernel/command.ts';
import type { DocumentType, NumberSeries, OperatingEntity } from '../../../core/organization/types.ts';
import { admitOwn } from '../admission/admit.ts';
import { serverStationIn } from '../admission/author.ts';
import { announcementText } from '../store/announcement.ts';
import { epochOf } from '../store/epoch.ts';
import type { ServerStore } from '../store/open.ts';
import { serverState } from '../store/state.ts';

const documentTypes: readonly DocumentType[] = ['invoice', 'credit-note'];
const longestPrefix = 12;

/** The next name of a series that may not go on: `INV`, `INVR2`, `INVR3`. */
const nextPrefix = (prefix: string, taken: ReadonlySet<string>): string => {
  const stem = prefix.replace(/R\d+$/, '');
  for (let count = 2; ; count += 1) {
    const ending = `R${count}`;
    const name = `${stem.slice(0, longestPrefix - ending.length)}${ending}`;
    if (!taken.has(name)) return name;
  }
};

/** Central series that were in use: their numbers since the backup are not known here. */
const inUse = (series: readonly NumberSeries[], entity: OperatingEntity, documentType: DocumentType): readonly NumberSeries[] =>
  series.filter(
    (entry) =>
      entry.entityId === entity.id && entry.documentType === documentType && entry.mode !== 'station-series' && entry.state === 'open',
  );

type Given = Pick<Command, 'at' | 'by'>;

const closing = (series: readonly NumberSeries[], epoch: string, given: Given): readonly Command[] =>
  series.map(({ id }) => ({
    ...given,
    id: derivedId('cmd', 'new-life', epoch, id),
    kind: 'number-series.close',
    body: { seriesId: id },
  }));

const renaming = (entity: OperatingEntity, types: readonly DocumentType[], taken: Set<string>, epoch: string, given: Given): Command => {
  const to = { ...entity.numbering };
  for (const type of types) {
    const prefix = nextPrefix(entity.numbering[type].prefix, taken);
    taken.add(prefix);
    to[type] = { ...entity.numbering[type], prefix };
  }
  return {
    ...given,
    id: derivedId('cmd', 'new-life', epoch, entity.id),
    kind: 'entity.edit',
    body: { entityId: entity.id, edits: { numbering: { from: entity.numbering, to } } },
  };
};

/**
 * NUM-05: what a restore ends with. The server begins another life: stations pull everything anew and bring again what it has forgotten. A central series
 * may have given numbers since the backup, so it is closed where the backup saw it, and the entity numbers on under another prefix; the server's
 * own commands get another station for the same reason.
 */
export const beginNewLife = async (store: ServerStore, now: string): Promise<{ readonly epoch: string; readonly closed: number }> => {
  const epoch = epochOf();
  const life = await store.exclusively(async ({ transaction, counter, announce }) => {
    await transaction
      .updateTable('counter')
      .set({ epoch, life: counter.life + 1 })
      .where('single', '=', 1)
      .execute();
    await announce(announcementText({ kind: 'resync' }));
    return counter.life + 1;
  });
  const { source } = serverState(store);
  const [entities, series] = [await source.list('entity'), await source.list('number-series')];
  const given: Given = { at: now, by: { user: 'server', station: serverStationIn(life) } };
  const taken = new Set(entities.flatMap(({ numbering }) => documentTypes.map((type) => numbering[type].prefix)));
  const commands: Command[] = [];
  for (const entity of entities.filter(({ state }) => state === 'active')) {
    const types = documentTypes.filter((type) => inUse(series, entity, type).length > 0);
    if (types.length === 0) continue;
    commands.push(...types.flatMap((type) => closing(inUse(series, entity, type), epoch, given)));
    // An entity whose numbering is of the station sort by now keeps its prefix: only what the server gave is in doubt.
    const central = types.filter((type) => entity.numbering[type].mode !== 'station-series');
    if (central.length > 0) commands.push(renaming(entity, central, taken, epoch, given));
  }
  const verdicts = await admitOwn(store, commands, now);
  return {
    epoch,
    closed: verdicts.filter(({ kind }, index) => kind === 'accepted' && commands[index]?.kind === 'number-series.close').length,
  };
};
