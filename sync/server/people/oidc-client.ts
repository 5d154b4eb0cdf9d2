import { allowInsecureRequests, type Configuration as Client, discovery, None } from 'openid-client';

export type Issuer = {
  readonly address: string;
  readonly client: string;
  readonly secret: string | null;
};

/** What leads to the issuer and back: asked of it once, and again where it did not answer. */
export const oidcClient = ({ address, client, secret }: Issuer): (() => Promise<Client>) => {
  let known: Promise<Client> | null = null;
  const url = new URL(address);
  return async () => {
    known ??= discovery(url, client, secret ?? undefined, secret === null ? None() : undefined, {
      timeout: 10,
      // oxlint-disable-next-line typescript/no-deprecated -- it is not: it only stands out; an issuer on this machine alone is asked in the clear (settings.ts)
      ...(url.protocol === 'http:' ? { execute: [allowInsecureRequests] } : {}),
    });
    try {
      return await known;
    } catch (error) {
      known = null;
      throw error;
    }
  };
};
