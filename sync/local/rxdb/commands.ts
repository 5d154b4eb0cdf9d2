import type { JournalEntry } from '../../../core/collections.ts';
import type { Appended, CommandLog, JournalRecord } from '../store.ts';
import { bodyOf, checkStorable, commandIndex, type CommandRecord, type Envelope, keyOf, ownEnvelope, sequenceKey } from './envelope.ts';
import { tellingFull, WriteRefused } from './faults.ts';
import type { Forms } from './forms.ts';
import type { Table } from './table.ts';

/** How far commands are applied: a small document, so that a big command is never written twice. */
const markKind = '~mark';
const markId = 'applied';

/** Commands read at first, and at most, at once; and the characters that they should come to: one may hold a hundred invoices, or a new e-mail address. */
const firstPage = 4;
const mostInPage = 200;
const pageText = 2_000_000;

/** As many commands as come to about as much as is read at once, where the next ones are like the last ones. */
const pageAfter = (last: readonly CommandRecord[]): number => {
  if (last.length === 0) return firstPage;
  const text = last.reduce((sum, { body }) => sum + body.length, 0);
  const fitting = Math.floor((pageText * last.length) / Math.max(text, 1));
  // Never many more than before: what follows small ones may be large.
  return Math.max(1, Math.min(fitting, last.length * 4, mostInPage));
};
const beyond = 'a';

export const appliedThrough = async (work: Table<Envelope>): Promise<number> => {
  const [mark] = await work.byKeys([keyOf(markKind, markId)]);
  return mark === undefined ? 0 : (JSON.parse(mark.body) as { readonly through: number }).through;
};

/** Never goes back: an older mark changes nothing. */
export const markApplied = async (work: Table<Envelope>, sequence: number): Promise<void> => {
  if (sequence === 0) return;
  const mark = ownEnvelope(markKind, markId, sequence, JSON.stringify({ through: sequence }));
  await work.replace([mark], (stored, row) => row.rev > stored.rev);
};

export type RxCommands = CommandLog & {
  /** The sequence of the last command; 0 for none. */
  through(): Promise<number>;
};

/**
 * The mark, written behind the commits and never waited for: one that is lost with the power only lets the next start apply again what is there already.
 * Of marks that come while one is being written, the last is written.
 */
const lazyMark = (work: Table<Envelope>) => {
  let wanted = 0;
  let written = 0;
  let writing: Promise<void> | null = null;
  const write = async (): Promise<void> => {
    try {
      while (written < wanted) {
        const sequence = wanted;
        await markApplied(work, sequence);
        written = sequence;
      }
    } finally {
      writing = null;
    }
  };
  return {
    through: async (): Promise<number> => Math.max(wanted, await appliedThrough(work)),
    reached: (sequence: number): void => {
      wanted = Math.max(wanted, sequence);
      writing ??= write();
      // A disk that is full tells so with the next command; the mark is tried again with the next one or at the next start.
      writing.catch(() => undefined);
    },
    settled: async (): Promise<void> => {
      await writing?.catch(() => undefined);
      if (written < wanted) await (writing ??= write());
    },
  };
};

const recordFor = ({ entry: { command, documents }, digest }: Appended, sequence: number, form: number): CommandRecord => ({
  key: sequenceKey(sequence),
  commandId: command.id,
  kind: command.kind,
  at: command.at,
  digest,
  form,
  // A `JournalEntry`, put together from texts that the documents' own collections need as well.
  body: `{"command":${JSON.stringify(command)},"documents":[${documents.map(bodyOf).join(',')}]}`,
});

export const rxCommands = (records: Table<CommandRecord>, work: Table<Envelope>, forms: Forms): RxCommands => {
  const mark = lazyMark(work);
  let through: number | null = null;

  const readThrough = async (): Promise<number> => {
    const [record] = await records.last({ index: 'key', lower: '', upper: beyond }, 1);
    return record === undefined ? 0 : Number(record.key);
  };

  const recordOf = (record: CommandRecord): JournalRecord => {
    const { command, documents } = JSON.parse(record.body) as JournalEntry;
    return { sequence: Number(record.key), entry: { command, documents: forms.raisedAll(documents, record.form) } };
  };

  const appendAll = async (appended: readonly Appended[]): Promise<number> => {
    for (const { entry } of appended) checkStorable(entry.documents);
    const before = through ?? (await readThrough());
    through = null;
    // One transaction: all of them or none.
    const taken = await records.insert(appended.map((each, at) => recordFor(each, before + at + 1, forms.current)));
    if (taken.length > 0) throw new WriteRefused('commands: somebody else wrote to the journal');
    // Only an insert that answered says how far the journal goes; after any other it is read again.
    through = before + appended.length;
    return through;
  };

  return {
    known: async (ids) => {
      const found = await records.stretches(ids.map((id) => ({ index: commandIndex, lower: ['0', id], upper: ['0', id, []] })));
      return new Map(found.flat().map(({ commandId, key, digest }) => [commandId, { sequence: Number(key), digest }]));
    },
    append: (appended) => tellingFull('nothing', () => appendAll(appended)),
    after: async function* (sequence, last) {
      if (last !== undefined && last <= sequence) return;
      const upper = last === undefined ? beyond : sequenceKey(last + 1);
      // A page that asks for no more than there is needs no second one that finds nothing.
      const size = last === undefined ? pageAfter : (read: readonly CommandRecord[]) => Math.min(pageAfter(read), last - sequence);
      for await (const page of records.pages(sequenceKey(sequence + 1), upper, size)) for (const record of page) yield recordOf(record);
    },
    appliedThrough: mark.through,
    markApplied: async (sequence) => {
      mark.reached(sequence);
    },
    marked: mark.settled,
    through: async () => through ?? readThrough(),
  };
};
