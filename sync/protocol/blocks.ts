import { type Static, Type } from 'typebox';
import { blockWishFields } from '../../core/organization/lease-block.ts';
import type { Reason } from './push.ts';
import { listOf, strictObject } from './shapes.ts';

/** NUM-02: a station asks for numbers of its own. The blocks themselves come with the next pull, as everything that the server has decided. */
export const blocksSchema = strictObject({
  wanted: listOf(strictObject(blockWishFields), 50),
  /** A person wants more for a longer way; else the station asks by itself, and gets some only where little is left. */
  isAsked: Type.Boolean(),
});
export type BlocksWanted = Static<typeof blocksSchema>;

/** In the order of the wishes. */
export type BlockAnswer =
  | { readonly kind: 'lent'; readonly seriesId: string; readonly first: string; readonly last: string }
  | { readonly kind: 'refused'; readonly reasons: readonly Reason[] };
export type BlocksAnswer = { readonly blocks: readonly BlockAnswer[] };
