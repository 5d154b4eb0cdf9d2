import { verify } from 'node:crypto';
import { canonical } from '../../../core/kernel/canonical.ts';
import type { Digest } from '../../../core/kernel/digest.ts';
import type { Signer } from '../store/signer.ts';

/** BEY-04: how far the chain reaches, signed: a chain that ends before it was cut off. */
export type SignedHead = {
  readonly epoch: string;
  readonly position: number;
  readonly hash: Digest;
  readonly signedAt: string;
  readonly keyId: string;
  readonly signature: string;
};

const signedText = ({ epoch, position, hash, signedAt }: Omit<SignedHead, 'keyId' | 'signature'>): string =>
  canonical({ what: 'counterfoil audit head', epoch, position, hash, signedAt });

export const signedHead = (signer: Signer, head: Omit<SignedHead, 'keyId' | 'signature'>): SignedHead => ({
  ...head,
  keyId: signer.keyId,
  signature: signer.sign(signedText(head)),
});

export const isSignedBy = (head: SignedHead, publicKey: string): boolean => {
  try {
    return verify(null, Buffer.from(signedText(head)), publicKey, Buffer.from(head.signature, 'base64'));
  } catch {
    return false;
  }
};
