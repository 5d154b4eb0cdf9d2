import { csvLine, guarded } from '../../../core/views/csv.ts';
import { changesOf } from '../../app/record/changes.ts';
import type { JournalItem } from '../../workers/store-api.ts';

type Change = JournalItem['changes'][number];

/** How a document is called by people: its number, its name, its code; `null` where it has none of them. */
export const calledOf = ({ before, after }: Change): string | null => {
  const document = (after ?? before) as Readonly<Record<string, unknown>> | null;
  for (const key of ['number', 'legalName', 'name', 'code', 'prefix']) {
    const value = document?.[key];
    if (typeof value === 'string' && value !== '') return value;
  }
  return null;
};

/** The same for a file, where the id says which one it was. */
export const nameOf = (change: Change): string => calledOf(change) ?? change.id;

/** Documents named one by one in a line; a billing run writes thousands. */
const named = 3;

/** Whose a record is, where it says so. */
export const customerIdOf = ({ before, after }: Change): string | null => {
  const customerId = ((after ?? before) as { readonly customerId?: unknown } | null)?.customerId;
  return typeof customerId === 'string' && customerId !== '' ? customerId : null;
};

/** The records that a line names: of a billing run the first of thousands. */
export const namedOf = (item: JournalItem): readonly Change[] => item.changes.slice(0, named);

/** How a line calls what has to be told by its kind and by whose it is. */
export type SubjectWords = {
  readonly kind: (kind: string) => string;
  /** `null` where the customer is not known here. */
  readonly customer: (customerId: string) => string | null;
};

const subjectOf = (change: Change, words: SubjectWords): string => {
  const kind = words.kind(change.kind);
  const called = calledOf(change);
  // The beginning that all numbers of a series share would be read as one of them, cut off.
  if (called !== null) return change.kind === 'number-series' ? `${kind} ${called}` : called;
  const customerId = customerIdOf(change);
  const customer = customerId === null ? null : words.customer(customerId);
  return customer === null ? kind : `${kind} (${customer})`;
};

/**
 * What a command touched: the first few by name, by their kind and their customer where they have none, and how many more. An id says nothing to anybody.
 */
export const subjectsOf = (item: JournalItem, words: SubjectWords): { readonly names: readonly string[]; readonly more: number } => {
  const names = [...new Set(item.changes.map((change) => subjectOf(change, words)))].slice(0, named);
  return { names, more: item.changes.length - names.length };
};

/** The columns of the file, by their keys among the texts. */
export const fileColumns = ['sequence', 'at', 'user', 'station', 'command', 'document', 'name', 'field', 'before', 'after'] as const;

/** One line for each field that changed; a new document has one line that says so. Times are in UTC, so that files of two stations agree. */
export const linesOf = (item: JournalItem, words: (kind: string) => string): string => {
  const { sequence, command, changes } = item;
  const head = [String(sequence), command.at, command.by.user, command.by.station, words(command.kind)];
  const line = (...rest: readonly string[]): string => csvLine([...head, ...rest].map(guarded));
  if (changes.length === 0) return line('', '', '', '', '');
  return changes
    .map((change) => {
      const { kind, id, before, after } = change;
      const fields = before === null ? [] : changesOf(before, after);
      const subject = [`${kind} ${id}`, nameOf(change)];
      return fields.length === 0
        ? line(...subject, '', '', '')
        : fields.map((field) => line(...subject, field.path, field.before, field.after)).join('');
    })
    .join('');
};
