import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import delivery from '../../assets/window-delivery.json' with { type: 'json' };

const mediaTypes: Readonly<Record<string, string>> = delivery.mediaTypes;

/** What a browser is given: the headers that go with it, and the content. */
export type Delivered = { readonly headers: Readonly<Record<string, string>>; readonly mediaType: string; readonly content: Buffer };

export type InterfaceFiles = {
  /** What lies under a path of an address as it stands in the request; `null` for nothing. */
  find(target: string): Promise<Delivered | null>;
};

/** The headers of every answer, whatever it is: the policy of the shell (assets/window-delivery.json). */
export const deliveryHeaders = (nonce: string): Readonly<Record<string, string>> => ({
  ...delivery.headers,
  'Content-Security-Policy': delivery.policy.join('; ').replaceAll(delivery.noncePlace, nonce),
});

/** A page with the nonce of its headers in every place that is meant for it. */
export const withNonce = (page: string, nonce: string): string => page.replaceAll(delivery.noncePlace, nonce);

/** The built interface: the files that the folder holds now. Only these are ever served, so no spelling of a path leads elsewhere. */
export const interfaceFiles = async (folder: string): Promise<InterfaceFiles> => {
  const files = await listed(folder);
  return {
    find: async (target) => {
      const asked = pathOf(target);
      const file = asked === null ? undefined : files.get(asked);
      const mediaType = mediaTypes[path.extname(file ?? '').slice(1)];
      if (file === undefined || mediaType === undefined) return null;
      const nonce = randomBytes(16).toString('base64');
      const stored = await readFile(file);
      const content = file.endsWith('.html') ? Buffer.from(withNonce(stored.toString(), nonce)) : stored;
      return { headers: deliveryHeaders(nonce), mediaType, content };
    },
  };
};

/** Regular files by their path in an address. */
const listed = async (folder: string): Promise<ReadonlyMap<string, string>> => {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return new Map(files.map((file) => [`/${path.relative(folder, file).split(path.sep).join('/')}`, file]));
};

const pathOf = (target: string): string | null => {
  try {
    const asked = decodeURIComponent(new URL(target, 'http://localhost').pathname);
    return asked === '/' ? '/index.html' : asked;
  } catch {
    return null;
  }
};
