import { type Static, Type } from 'typebox';
import type { StoredDocument } from '../../core/kernel/command.ts';
import { digestSchema, documentKeySchema, epochSchema, listOf, sequenceSchema, strictObject } from './shapes.ts';

/**
 * How far a station has seen the server's state: every document whose last change has a sequence up to this one, in this life of the server.
 * One sequence counts the changes of all collections in the order of their commits, so that documents that were changed together arrive together.
 */
export const checkpointSchema = strictObject({ epoch: epochSchema, sequence: sequenceSchema });
export type Checkpoint = Static<typeof checkpointSchema>;

export const pullSchema = strictObject({
  /** `null` at the first pull. */
  checkpoint: Type.Union([checkpointSchema, Type.Null()]),
  limit: Type.Integer({ minimum: 1, maximum: 5_000 }),
  /** What this user could see when the checkpoint was given (`hello`): with other permissions everything is pulled anew. */
  view: digestSchema,
});
export type Pull = Static<typeof pullSchema>;

/** A document is gone for this station, deleted or no longer to be seen. */
export type Removed = { readonly kind: string; readonly id: string; readonly _deleted: true };

export type PullAnswer =
  | {
      readonly kind: 'batch';
      readonly documents: readonly (StoredDocument | Removed)[];
      readonly checkpoint: Checkpoint;
      /** Fewer than asked for: the station has everything that there is. */
      readonly isLast: boolean;
    }
  /** The checkpoint belongs to another life of the server or to other permissions: pull from the beginning, and forget what does not come. */
  | { readonly kind: 'resync' };

/** The server's present state of some documents: what a refused command wrote is put back to it. */
export const documentsSchema = strictObject({ keys: listOf(documentKeySchema, 1_000) });
export type DocumentsWanted = Static<typeof documentsSchema>;
export type DocumentsAnswer = { readonly documents: readonly (StoredDocument | Removed)[] };

/** What the live stream says: there is more up to this sequence, or pull from the beginning. After every reconnect the first one comes by itself. */
export type Notice = { readonly kind: 'changed'; readonly sequence: number } | { readonly kind: 'resync' } | { readonly kind: 'revoked' };
