import { createHash, createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { keptInFile } from './key-file.ts';

/** Signs the head of the audit chain (BEY-04). */
export type Signer = { readonly keyId: string; readonly publicKey: string; sign(text: string): string };

const signerOf = (key: KeyObject): Signer => {
  const publicKey = createPublicKey(key).export({ type: 'spki', format: 'pem' }).toString();
  return {
    keyId: keyIdOf(publicKey),
    publicKey,
    sign: (text) => sign(null, Buffer.from(text), key).toString('base64'),
  };
};

/** What a public key is called. */
export const keyIdOf = (publicKey: string): string => createHash('sha256').update(publicKey).digest('hex').slice(0, 16);

/** A key that lasts as long as the process: for tests and trials. */
export const passingSigner = (): Signer => signerOf(generateKeyPairSync('ed25519').privateKey);

/** The key of a data folder; made at the first start, for nobody else to read. */
export const signerIn = (file: string): Signer => {
  const made = (): string => generateKeyPairSync('ed25519').privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
  return signerOf(createPrivateKey(keptInFile(file, made)));
};
