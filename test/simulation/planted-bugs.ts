import { numberBugs } from './planted-number-bugs.ts';
import { call, type Fields, inModule, type PlantedBug } from './planting.ts';

type Any = (...given: never[]) => unknown;
type Table = Readonly<Record<string, Any>>;

const memoryDocuments = (changed: (table: Table) => Fields) =>
  inModule('../../sync/local/memory/documents.ts', (original) => ({
    memoryDocuments: () => {
      const table = call(original, 'memoryDocuments')() as Table;
      return { ...table, ...changed(table) };
    },
  }));

const pullAnswer = (changed: (answer: Fields & { readonly documents: readonly unknown[] }) => Fields) =>
  inModule('../../sync/server/replication/pull.ts', (original) => ({
    pulled: async (...given: readonly unknown[]) => {
      const answer = JSON.parse((await call(original, 'pulled')(...given)) as string) as Fields & {
        readonly documents: readonly unknown[];
      };
      return JSON.stringify(changed(answer));
    },
  }));

type Push = Fields & { readonly commands: readonly Fields[]; readonly after: number };
type Taken = Fields & { readonly verdicts: readonly Fields[] };

const pushAnswer = (changed: (answer: Taken, push: Push) => Fields) =>
  inModule('../../sync/server/admission/admit.ts', (original) => ({
    admitBatch: async (...given: readonly unknown[]) => {
      const answer = (await call(original, 'admitBatch')(...given)) as Taken;
      return answer['kind'] === 'taken' ? changed(answer, given[2] as Push) : answer;
    },
  }));

const edited = (changed: (before: Fields, edits: Readonly<Record<string, Fields>>, result: Fields) => unknown) =>
  inModule('../../core/kernel/edit.ts', (original) => ({
    edited: (before: Fields, edits: Readonly<Record<string, Fields>>, at?: string) =>
      changed(before, edits, call(original, 'edited')(before, edits, at) as Fields),
  }));

/** Every one of these is found by a few dozen worlds; a world without them finds nothing. */
export const plantedBugs: readonly PlantedBug[] = [
  ...numberBugs,
  {
    name: 'a station drops one of the documents that come in together',
    plant: memoryDocuments(({ receive }) => ({
      receive: ({ documents, removed }: { documents: readonly unknown[]; removed: readonly unknown[] }) =>
        (receive as unknown as (received: unknown) => unknown)({
          documents: documents.length > 2 ? documents.slice(1) : documents,
          removed,
        }),
    })),
  },
  {
    name: 'an edit writes over a field that it did not name',
    plant: edited((before, _edits, result) =>
      result['ok'] === true && 'purchaseOrder' in before
        ? { ok: true, value: { ...(result['value'] as Fields), purchaseOrder: `${String(before['purchaseOrder'])}.` } }
        : result,
    ),
  },
  {
    name: 'an edit does not look at what its author saw',
    plant: edited((before, edits) => ({
      ok: true,
      value: { ...before, ...Object.fromEntries(Object.entries(edits).map(([key, edit]) => [key, edit['to']])) },
    })),
  },
  {
    name: 'a number is taken twice',
    plant: inModule('../../core/organization/numbering.ts', (original) => ({
      takeNumbers: (series: Fields, ...rest: readonly unknown[]) => {
        const taken = call(original, 'takeNumbers')(series, ...rest) as {
          readonly ok: boolean;
          readonly value: { readonly series: Fields };
        };
        if (!taken.ok || Number(series['next']) % 3 !== 0) return taken;
        return { ok: true, value: { ...taken.value, series: { ...taken.value.series, next: series['next'] } } };
      },
    })),
  },
  {
    name: 'a number is left out',
    plant: inModule('../../core/organization/numbering.ts', (original) => ({
      takeNumbers: (series: Fields, ...rest: readonly unknown[]) =>
        call(original, 'takeNumbers')(Number(series['next']) % 4 === 0 ? { ...series, next: Number(series['next']) + 1 } : series, ...rest),
    })),
  },
  {
    name: 'the numbers of refused work are not voided',
    plant: inModule('../../core/conflicts/number-claims.ts', (original) => ({
      seriesAfter: (checked: unknown, _voidings: unknown, at: unknown) => call(original, 'seriesAfter')(checked, [], at),
    })),
  },
  {
    name: 'a pull skips a change',
    plant: pullAnswer((answer) =>
      answer['kind'] === 'batch' && answer['isLast'] === false && answer.documents.length > 3
        ? { ...answer, documents: answer.documents.slice(0, -1) }
        : answer,
    ),
  },
  {
    name: 'a restored server goes by its old name, so that the resync is missed',
    plant: inModule('../../sync/server/store/epoch.ts', () => ({ epochOf: () => 'always-the-same-life' })),
  },
  {
    name: 'a refusal is told as an acceptance',
    plant: pushAnswer((answer) => ({
      ...answer,
      verdicts: answer.verdicts.map((verdict) => ({ ...verdict, kind: 'accepted', isChanged: false })),
    })),
  },
  {
    name: 'commands are acknowledged that nobody judged',
    plant: inModule('../../sync/server/admission/admit.ts', (original) => ({
      admitBatch: async (...[store, pusher, push, now]: readonly unknown[]) => {
        const { commands } = push as Push;
        if (commands.length < 2) return call(original, 'admitBatch')(store, pusher, push, now);
        const half = { ...(push as Push), commands: commands.slice(0, 1) };
        const answer = (await call(original, 'admitBatch')(store, pusher, half, now)) as Taken;
        if (answer['kind'] !== 'taken') return answer;
        const rest = commands.slice(1).map(({ sequence, command }) => ({
          kind: 'accepted',
          sequence,
          commandId: (command as Fields)['id'],
          isChanged: false,
          voided: [],
        }));
        return { ...answer, verdicts: [...answer.verdicts, ...rest], acknowledged: commands.at(-1)?.['sequence'] };
      },
    })),
  },
  {
    name: 'a command is lost when the power goes off after it was given',
    plant: inModule('../../sync/local/memory/commands.ts', (original) => ({
      memoryCommands: () => {
        const log = call(original, 'memoryCommands')() as Table;
        let written = 0;
        return {
          ...log,
          append: (entry: never, digest: never) => {
            written += 1;
            // It lies in a buffer that nobody flushes.
            return written % 7 === 0 ? Promise.resolve(written) : log['append']?.(entry, digest);
          },
        };
      },
    })),
  },
  {
    name: 'what was billed before is not subtracted',
    plant: inModule('../../core/invoicing/lines.ts', (original) => ({ lineBook: () => call(original, 'lineBook')([]) })),
  },
  {
    name: 'a change of the state has no sequence of its own',
    plant: inModule('../../sync/server/store/document-row.ts', (original) => ({
      rowOf: (document: Fields, text: unknown, entity: unknown, sequence: number) =>
        call(original, 'rowOf')(document, text, entity, document['kind'] === 'customer' && document['rev'] === 3 ? 1 : sequence),
    })),
  },
  {
    name: 'the audit chain links an entry to another one',
    plant: inModule('../../sync/server/chain/entry.ts', (original) => ({
      linkedEntry: (previous: string, entry: Fields) =>
        call(original, 'linkedEntry')(Number(entry['position']) % 9 === 0 ? previous.replace(/^./, '0') : previous, entry),
    })),
  },
  {
    name: 'who is revoked is served on',
    plant: inModule('../../sync/server/replication/hello.ts', (original) => ({
      welcomed: async (...given: readonly unknown[]) => {
        const answer = (await call(original, 'welcomed')(...given)) as Fields;
        return answer['code'] === 'station.revoked' ? { code: 'station.unknown' } : answer;
      },
    })),
  },
  {
    name: 'a station believes its own outcome over the server’s',
    plant: memoryDocuments(({ receive, get }) => ({
      receive: async ({ documents, removed }: { documents: readonly Fields[]; removed: readonly unknown[] }) => {
        const mine = get as unknown as (kind: unknown, id: unknown) => Promise<Fields | null>;
        const fresh: Fields[] = [];
        for (const document of documents) {
          const here = await mine(document['kind'], document['id']);
          if (here === null || Number(here['rev']) < Number(document['rev'])) fresh.push(document);
        }
        return (receive as unknown as (received: unknown) => unknown)({ documents: fresh, removed });
      },
    })),
  },
];
