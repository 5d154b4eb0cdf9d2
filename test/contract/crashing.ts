import type { CommandLog, DocumentTable } from '../../sync/local/store.ts';

/** The power went off. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

export type Tables = { readonly documents: DocumentTable; readonly log: CommandLog };

/**
 * The same tables, which stop working once `writes` writes have been made: each document, each command, each note and each mark of progress is one.
 * `tornAppend` lets the command that hits the limit arrive although its writer never learns of it.
 */
export const crashingAfter = (tables: Tables, writes: number, tornAppend = false): Tables => {
  let left = writes;
  const spend = (): void => {
    if (left <= 0) throw new Crash();
    left -= 1;
  };
  return {
    documents: {
      ...tables.documents,
      put: async (documents) => {
        for (const document of documents) {
          spend();
          await tables.documents.put([document]);
        }
      },
      receive: async ({ documents, removed }) => {
        const changed = [];
        for (const document of documents) {
          spend();
          changed.push(...(await tables.documents.receive({ documents: [document], removed: [] })));
        }
        for (const key of removed) {
          spend();
          changed.push(...(await tables.documents.receive({ documents: [], removed: [key] })));
        }
        return changed;
      },
      keepNote: async (name, text) => {
        spend();
        await tables.documents.keepNote(name, text);
      },
    },
    log: {
      ...tables.log,
      append: async (records) => {
        let sequence = 0;
        for (const record of records) {
          if (left <= 0 && tornAppend) await tables.log.append([record]);
          spend();
          sequence = await tables.log.append([record]);
        }
        return sequence;
      },
      markApplied: async (sequence) => {
        spend();
        await tables.log.markApplied(sequence);
      },
    },
  };
};
