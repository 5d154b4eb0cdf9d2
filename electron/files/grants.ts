import { randomBytes } from 'node:crypto';

/** What the user chose in a dialog of this session. A window holds the grant and never the path, so it can name no other place. */
export interface Grants {
  readonly give: (path: string, kind: 'file' | 'folder') => string;
  readonly folder: (grant: string) => string | null;
  readonly any: (grant: string) => string | null;
}

export function openGrants(): Grants {
  const given = new Map<string, { readonly path: string; readonly kind: 'file' | 'folder' }>();
  return {
    give: (path, kind) => {
      const grant = randomBytes(16).toString('hex');
      given.set(grant, { path, kind });
      return grant;
    },
    folder: (grant) => {
      const found = given.get(grant);
      return found?.kind === 'folder' ? found.path : null;
    },
    any: (grant) => given.get(grant)?.path ?? null,
  };
}
