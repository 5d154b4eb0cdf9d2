import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { deliveryHeaders, type InterfaceFiles, interfaceFiles } from './interface-files.ts';

export interface StaticServer {
  /** Where the interface is, with the port that the system gave: `http://127.0.0.1:49152/`. */
  readonly address: string;
  readonly close: () => Promise<void>;
}

const loopback = '127.0.0.1';

/**
 * Serves the built interface to browsers of this machine only, where there is no desktop shell. Node's http and nothing
 * else: the files that the folder holds at the start, the same policy as in the shell, no writing, no listing.
 *
 * @param port 0 for one that is free. The interface's documents belong to its address, so a person's own port stays the same.
 */
export async function serveInterface(folder: string, port = 0): Promise<StaticServer> {
  const files = await interfaceFiles(folder);
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

async function answer(files: InterfaceFiles, server: Server, request: IncomingMessage, response: ServerResponse): Promise<void> {
  // A page of another origin could reach us by a name that it resolves to 127.0.0.1; its requests carry that name.
  if (request.headers.host !== `${loopback}:${portOf(server)}`) return refuse(response, 421);
  if (request.method !== 'GET' && request.method !== 'HEAD') return refuse(response, 405);
  const found = await files.find(request.url ?? '/');
  if (found === null) return refuse(response, 404);
  const { headers, mediaType, content } = found;
  response.writeHead(200, { ...headers, 'Content-Type': mediaType, 'Content-Length': content.byteLength });
  response.end(request.method === 'HEAD' ? undefined : content);
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { ...deliveryHeaders(''), 'Content-Length': 0 });
  response.end();
}
