import { randomBytes } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import delivery from '../../assets/window-delivery.json' with { type: 'json' };

export interface StaticServer {
  /** Where the interface is, with the port that the system gave: `http://127.0.0.1:49152/`. */
  readonly address: string;
  readonly close: () => Promise<void>;
}

const loopback = '127.0.0.1';
const mediaTypes: Readonly<Record<string, string>> = delivery.mediaTypes;

/**
 * Serves the built interface to browsers of this machine only, where there is no desktop shell. Node's http and nothing
 * else: the files that the folder holds at the start, the same policy as in the shell, no writing, no listing.
 *
 * @param port 0 for one that is free. The interface's documents belong to its address, so a person's own port stays the same.
 */
export async function serveInterface(folder: string, port = 0): Promise<StaticServer> {
  const files = await listed(folder);
  const server = createServer((request, response) => {
    answer(files, server, request, response).catch(() => {
      response.destroy();
    });
  });
  server.requestTimeout = 10_000;
  server.headersTimeout = 10_000;
  server.maxHeadersCount = 100;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen({ host: loopback, port }, resolve);
  });
  return {
    address: `http://${loopback}:${portOf(server)}/`,
    close: async () => {
      server.closeAllConnections();
      await new Promise<void>((resolve) => {
        server.close(() => {
          resolve();
        });
      });
    },
  };
}

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

/** Regular files by their path in an address. Only these are ever served, so no spelling of a path leads elsewhere. */
async function listed(folder: string): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  return new Map(files.map((file) => [`/${path.relative(folder, file).split(path.sep).join('/')}`, file]));
}

async function answer(
  files: ReadonlyMap<string, string>,
  server: Server,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  // A page of another origin could reach us by a name that it resolves to 127.0.0.1; its requests carry that name.
  if (request.headers.host !== `${loopback}:${portOf(server)}`) return refuse(response, 421);
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405);
  const asked = pathOf(request.url ?? '/');
  const file = asked === null ? undefined : files.get(asked);
  const mediaType = mediaTypes[path.extname(file ?? '').slice(1)];
  if (file === undefined || mediaType === undefined) return refuse(response, 404);
  const nonce = randomBytes(16).toString('base64');
  const stored = await readFile(file);
  const content = file.endsWith('.html') ? Buffer.from(stored.toString().replaceAll(delivery.noncePlace, nonce)) : stored;
  response.writeHead(200, { ...headers(nonce), 'Content-Type': mediaType, 'Content-Length': content.byteLength });
  response.end(request.method === 'HEAD' ? undefined : content);
}

function pathOf(target: string): string | null {
  try {
    const asked = decodeURIComponent(new URL(target, `http://${loopback}`).pathname);
    return asked === '/' ? '/index.html' : asked;
  } catch {
    return null;
  }
}

const headers = (nonce: string): Readonly<Record<string, string>> => ({
  ...delivery.headers,
  'Content-Security-Policy': delivery.policy.join('; ').replaceAll(delivery.noncePlace, nonce),
});

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { ...headers(''), 'Content-Length': 0 });
  response.end();
}
