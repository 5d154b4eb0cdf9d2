import type { Flavor, Id } from './flavor.ts';

/** Who gave a command, and on which enrolled station (or server). */
export type Actor = { readonly user: Id<'user'>; readonly station: Id<'station'> };

/**
 * An intent. The moment, the author and the id come in with it, so that planning it needs no clock and no randomness: the same command on the same
 * facts gives the same bytes anywhere. `at` is an ISO 8601 instant in UTC with milliseconds.
 */
export type Command<Kind extends string = string, Body = unknown> = {
  readonly id: Id<'command'>;
  readonly kind: Kind;
  readonly at: Flavor<string, 'instant'>;
  readonly by: Actor;
  readonly body: Body;
};

/** What every stored document has. `rev` counts its writes from 1; a write says which one it was based on. */
export type StoredDocument = { readonly id: string; readonly kind: string; readonly rev: number };

/** One document to write. `basedOn` is the `rev` that the plan saw, `null` where the document is new. */
export type Write<D extends StoredDocument = StoredDocument> = { readonly basedOn: number | null; readonly document: D };

/** Everything that a command does: it happens as a whole when its command document is inserted. */
export type Change<C extends Command = Command> = { readonly command: C; readonly writes: readonly Write[] };

/** A new document. */
export const created = <D extends StoredDocument>(document: Omit<D, 'rev'>): Write<D> => ({
  basedOn: null,
  document: { ...document, rev: 1 } as D,
});

/** The next revision of a document: `next` replaces it whole, its `rev` is set here. */
export const revised = <D extends StoredDocument>(before: D, next: Omit<D, 'rev'>): Write<D> => ({
  basedOn: before.rev,
  document: { ...next, rev: before.rev + 1 } as D,
});
