import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { headersFor, withNonce } from '../security/content-policy.ts';

/** What the browser brought back: a code, or the code of a problem; and how it is told what came of it. */
export interface Returned {
  readonly kind: 'returned';
  readonly brought: { readonly code: string } | { readonly error: string };
  readonly show: (page: string) => Promise<void>;
}

export interface ReturnListener {
  readonly port: number;
  readonly returned: Promise<Returned>;
  readonly close: () => void;
}

/** RFC 8252: `http://127.0.0.1:PORT/return`, on a port that the system gives. It hears one answer, which knows the state; everybody else is told nothing. */
export const listenForReturn = async (state: string): Promise<ReturnListener> => {
  const { promise: returned, resolve } = Promise.withResolvers<Returned>();
  let isHeard = false;
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5_000, maxHeaderSize: 8_192 }, (request, response) => {
    const { port } = request.socket.address() as AddressInfo;
    const brought = isHeard ? null : broughtBy(request, `127.0.0.1:${port}`, state);
    if (brought === null) {
      response.writeHead(404, { ...headersFor(''), connection: 'close' }).end();
      return;
    }
    isHeard = true;
    const gone = Promise.withResolvers<undefined>();
    response.once('close', () => {
      gone.resolve(undefined);
    });
    const show = async (page: string): Promise<void> => {
      answer(response, page);
      await gone.promise;
    };
    resolve({ kind: 'returned', brought, show });
  });
  server.maxConnections = 20;
  const listening = Promise.withResolvers<undefined>();
  server.once('error', listening.reject);
  server.listen(0, '127.0.0.1', () => {
    listening.resolve(undefined);
  });
  await listening.promise;
  return {
    port: (server.address() as AddressInfo).port,
    returned,
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
};

const isSame = (given: string, wanted: string): boolean =>
  given.length === wanted.length && timingSafeEqual(Buffer.from(given), Buffer.from(wanted));

/** `null` for whoever was not sent here by the server: another path, another name for this machine (a page that rebinds its own), another state. */
const broughtBy = ({ method, url = '', headers }: IncomingMessage, host: string, state: string): Returned['brought'] | null => {
  const [path, query = ''] = url.split('?', 2);
  if (method !== 'GET' || path !== '/return' || headers.host !== host || /[^\x21-\x7e]/.test(url)) return null;
  const given = new URLSearchParams(query);
  if (!isSame(given.get('state') ?? '', state)) return null;
  const code = given.get('code') ?? '';
  if (/^[\w-]{43}$/.test(code)) return { code };
  const error = given.get('error') ?? '';
  return { error: /^[a-z][a-z-]{0,30}\.[a-z-]{1,30}$/.test(error) ? error : 'sign-in.refused' };
};

const answer = (response: ServerResponse, page: string): void => {
  const nonce = randomBytes(16).toString('base64');
  response.writeHead(200, {
    ...headersFor(nonce),
    'Content-Type': 'text/html; charset=utf-8',
    'Cache-Control': 'no-store',
    Connection: 'close',
  });
  response.end(withNonce(page, nonce));
};
