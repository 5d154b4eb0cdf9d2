import { derivedId } from '../../../core/kernel/ids.ts';
import type { Command } from '../../../core/kernel/command.ts';
import type { EndSeriesAtRestore } from '../../../core/organization/end-at-restore.ts';
import { stemOfPrefix } from '../../../core/organization/numbering.ts';
import type { DocumentType, NumberSeries, OperatingEntity } from '../../../core/organization/types.ts';
import { admitOwn } from '../admission/admit.ts';
import { serverAuthor, serverStationIn } from '../admission/author.ts';
import { announcementText } from '../store/announcement.ts';
import { epochOf, type Life, markOf } from '../store/epoch.ts';
import type { ServerStore } from '../store/open.ts';
import { serverState } from '../store/state.ts';

const documentTypes: readonly DocumentType[] = ['invoice', 'credit-note'];
const longestPrefix = 12;

/** The name of a series in another life: `INV`, `INVR2KLM`, `INVR3FGH`. */
const prefixIn = (life: Life, prefix: string, taken: ReadonlySet<string>): string => {
  const stem = stemOfPrefix(prefix);
  for (let count = 0; ; count += 1) {
    const ending = `R${markOf(life)}${count === 0 ? '' : count}`;
    const name = `${stem.slice(0, longestPrefix - ending.length)}${ending}`;
    if (!taken.has(name)) return name;
  }
};

const isCountedHere = ({ mode }: { readonly mode: NumberSeries['mode'] }): boolean => mode !== 'station-series';

/** What the server counts itself, or may have counted since the backup, ends there. */
const endings = (
  entities: readonly OperatingEntity[],
  series: readonly NumberSeries[],
  life: Life,
  now: string,
): readonly EndSeriesAtRestore[] => {
  const taken = new Set(entities.flatMap(({ numbering }) => documentTypes.map((type) => numbering[type].prefix)));
  const by = { user: serverAuthor.person, station: serverStationIn(life) };
  return entities.flatMap((entity) =>
    documentTypes
      .filter(
        (type) =>
          (isCountedHere(entity.numbering[type]) && entity.state === 'active') ||
          series.some((each) => each.entityId === entity.id && each.documentType === type && isCountedHere(each) && each.state === 'open'),
      )
      .map((documentType): EndSeriesAtRestore => {
        const prefix = prefixIn(life, entity.numbering[documentType].prefix, taken);
        taken.add(prefix);
        const id = derivedId('cmd', 'new-life', life.epoch, entity.id, documentType);
        return { id, kind: 'number-series.end-at-restore', at: now, by, body: { entityId: entity.id, documentType, prefix } };
      }),
  );
};

/**
 * NUM-05: what a restore ends with. The server begins another life: stations pull everything anew and bring again what it has forgotten. A central series, and a
 * block lent from one, may have given numbers since the backup: they end where the backup saw them, and entities number on under another prefix; the server's
 * own commands get another station for the same reason.
 */
export const beginNewLife = async (store: ServerStore, now: string): Promise<{ readonly epoch: string; readonly closed: number }> => {
  const epoch = epochOf();
  const life = await store.exclusively(async ({ transaction, counter, announce }): Promise<Life> => {
    const next = { life: counter.life + 1, epoch };
    await transaction.updateTable('counter').set(next).where('single', '=', 1).execute();
    await announce(announcementText({ kind: 'resync' }));
    return next;
  });
  const { source } = serverState(store);
  const open = (await source.list('number-series')).filter((each) => isCountedHere(each) && each.state === 'open');
  const commands: readonly Command[] = endings(await source.list('entity'), open, life, now);
  await admitOwn(store, commands, now);
  return { epoch, closed: open.length };
};
