import { type Digest, digestOfText } from '../../core/kernel/digest.ts';

/** The digest of an outbox before its first command. */
export const emptyOutbox: Digest = digestOfText('counterfoil outbox');

/** The digest of an outbox after one more command: each is linked to all before it, so that both sides know whether they speak of the same commands. */
export const outboxAfter = (before: Digest, commandId: string, commandDigest: Digest): Digest =>
  digestOfText(`${before}|${commandId}|${commandDigest}`);
