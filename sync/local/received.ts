import { canonical } from '../../core/kernel/canonical.ts';
import type { StoredDocument } from '../../core/kernel/command.ts';

/** Which document. */
export type DocumentKey = { readonly kind: string; readonly id: string };

/** State as a server has it: documents, and those that it does not have. A document is named once. */
export type Received = { readonly documents: readonly StoredDocument[]; readonly removed: readonly DocumentKey[] };

/** Whether two documents say the same, in whatever order their fields stand: a database on the way may have sorted them. */
export const isSameDocument = (a: StoredDocument, b: StoredDocument): boolean => a.rev === b.rev && canonical(a) === canonical(b);
