import type { Documents } from './collections.ts';
import type { Reads } from './kernel/use-case.ts';

/** The read port over every kind of document. A host has one; each use case names the part of it that it needs. */
export type Source = Reads<Documents>;
