import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { isOurs } from './app-address.ts';
import { headersFor, mediaTypeOf, withNonce } from './security/content-policy.ts';

/** Where a file of the bundle lies, by its path in an address (`/assets/main.js`). */
export type Bundle = ReadonlyMap<string, string>;

/**
 * Lists the built interface once. Only what this list names is ever delivered, so no spelling of a path can lead out of
 * the folder; a symbolic link is not listed.
 */
export async function listBundle(folder: string): Promise<Bundle> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return new Map(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => {
        const file = path.join(entry.parentPath, entry.name);
        return [`/${path.relative(folder, file).split(path.sep).join('/')}`, file];
      }),
  );
}

/** The path that an address asks for, decoded once; null where it is not ours or cannot be decoded. */
export function pathOf(address: string): string | null {
  if (!isOurs(address)) return null;
  try {
    return decodeURIComponent(new URL(address).pathname);
  } catch {
    return null;
  }
}

/** Pages that the shell makes itself, by their path. */
export type OwnPages = Readonly<Record<string, () => string>>;

/** Answers requests of the app protocol: a listed file, a page of the shell's own, or 404. */
export const appProtocol =
  (bundle: Bundle, ownPages: OwnPages) =>
  async (request: { readonly url: string; readonly method: string }): Promise<Response> => {
    if (request.method !== 'GET') return refusal(405);
    const asked = pathOf(request.url);
    if (asked === null) return refusal(404);
    const own = ownPages[asked];
    if (own !== undefined) return page(own());
    const file = bundle.get(asked);
    const mediaType = mediaTypeOf(asked);
    if (file === undefined || mediaType === undefined) return refusal(404);
    const content = await readFile(file);
    return asked.endsWith('.html')
      ? page(content.toString())
      : new Response(content, { headers: { ...headersFor(''), 'Content-Type': mediaType } });
  };

function page(text: string): Response {
  const nonce = randomBytes(16).toString('base64');
  return new Response(withNonce(text, nonce), { headers: { ...headersFor(nonce), 'Content-Type': 'text/html; charset=utf-8' } });
}

const refusal = (status: number): Response => new Response(null, { status, headers: headersFor('') });
