import type { IncomingHttpHeaders, IncomingMessage } from 'node:http';
import { Agent as PlainAgent, request as plainRequest } from 'node:http';
import { Agent, request as secureRequest } from 'node:https';
import tls from 'node:tls';
import { createGunzip } from 'node:zlib';

export interface Question {
  readonly method: 'GET' | 'POST';
  readonly origin: string;
  readonly path: string;
  readonly body: string;
  readonly token: string | null;
}

export interface Told {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
}

const answerLimitMs = 60_000;
/** The server says something every ten seconds; a stream that is silent for longer is dead. */
const silenceMs = 25_000;
const largestAnswer = 64 * 1024 * 1024;

/** What Node trusts by itself and what the administrators of this machine trust beside it. */
const trusted = (): string[] => [
  ...new Set([...tls.rootCertificates, ...tls.getCACertificates('system'), ...tls.getCACertificates('extra')]),
];

let secureAgent: Agent | null = null;
const plainAgent = new PlainAgent({ keepAlive: true });
const agentFor = (origin: string): Agent | PlainAgent => {
  if (!origin.startsWith('https:')) return plainAgent;
  secureAgent ??= new Agent({ keepAlive: true, ca: trusted(), minVersion: 'TLSv1.2' });
  return secureAgent;
};

class TimedOut extends Error {
  override readonly name = 'TimedOut';
  readonly code = 'ETIMEDOUT';
}

const sent = ({ method, origin, path, body, token }: Question, accept: string, silence: number): Promise<IncomingMessage> => {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const request = (origin.startsWith('https:') ? secureRequest : plainRequest)(new URL(path, origin), {
    method,
    agent: agentFor(origin),
    headers: {
      accept,
      'accept-encoding': 'gzip',
      'x-counterfoil': '1',
      ...(token === null ? {} : { authorization: `Bearer ${token}` }),
      ...(method === 'POST' ? { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) } : {}),
    },
  });
  request.setTimeout(silence, () => request.destroy(new TimedOut()));
  request.on('response', resolve);
  request.on('error', reject);
  request.end(method === 'POST' ? body : undefined);
  return promise;
};

const textOf = async (response: IncomingMessage): Promise<string> => {
  const packed = response.headers['content-encoding'] === 'gzip';
  const stream = packed ? response.pipe(createGunzip()) : response;
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of stream) {
    const bytes = piece as Buffer;
    length += bytes.length;
    if (length > largestAnswer) throw new Error('the answer is too large');
    pieces.push(bytes);
  }
  return Buffer.concat(pieces).toString('utf8');
};

/** One message and its answer. Redirects are not followed: what the person named is what is asked. */
export const talk = async (question: Question): Promise<Told> => {
  const response = await sent(question, 'application/json', answerLimitMs);
  return { status: response.statusCode ?? 0, headers: response.headers, body: await textOf(response) };
};

/** The live stream in pieces, until the function that it answers is called. `heard(null)` where it ended by itself. */
export const listen = (question: Omit<Question, 'method' | 'body'>, heard: (text: string | null) => void): (() => void) => {
  let response: IncomingMessage | null = null;
  let isStopped = false;
  const end = (): void => {
    if (!isStopped) heard(null);
    isStopped = true;
  };
  const open = async (): Promise<void> => {
    response = await sent({ ...question, method: 'GET', body: '' }, 'text/event-stream', silenceMs);
    if (isStopped || response.statusCode !== 200) {
      response.destroy();
      end();
      return;
    }
    response.setEncoding('utf8');
    response.on('data', (text: string) => {
      if (!isStopped) heard(text);
    });
    response.on('close', end);
    response.on('error', end);
  };
  open().catch(end);
  return () => {
    isStopped = true;
    response?.destroy();
  };
};
