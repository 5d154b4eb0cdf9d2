import type { Command } from '../../../core/kernel/command.ts';
import type { Digest } from '../../../core/kernel/digest.ts';
import { fastDigestOf } from '../chain/hash.ts';

/** By which a repeated command is recognised, as at the station (`commandDigest` of sync/local): what it wants, not when or by whom it was tried again. */
export const digestOfCommand = ({ kind, body }: Pick<Command, 'kind' | 'body'>): Digest => fastDigestOf({ kind, body });
