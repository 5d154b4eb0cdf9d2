import { readFile, rm } from 'node:fs/promises';
import { writeWhole } from '../files/write-whole.ts';
import type { Secrets } from '../secrets.ts';
import { type AddressProblem, serverOrigin } from './address.ts';
import { type NoAnswer, noAnswerOf } from './no-answer.ts';
import { listen, type Question, type Told, talk } from './talk.ts';

export type ServerAnswer = { readonly kind: 'answer'; readonly status: number; readonly body: string } | NoAnswer;

export type Connected =
  | { readonly kind: 'connected'; readonly origin: string }
  | { readonly kind: 'refused'; readonly problem: AddressProblem | 'not-a-server' }
  | NoAnswer;

/** What the station says to its server: the main process alone holds the token and the station's key, and no window ever sees them. */
export interface ServerLink {
  /** Looks whether a server of ours answers there, and keeps the address. */
  readonly connect: (typed: string) => Promise<Connected>;
  readonly known: () => Promise<string | null>;
  readonly ask: (method: 'GET' | 'POST', path: string, body: string) => Promise<ServerAnswer>;
  readonly listen: (heard: (text: string | null) => void) => Promise<void>;
  readonly deafen: () => void;
  /** Address, token and key are gone. */
  readonly forget: () => Promise<void>;
}

interface Wire {
  readonly talk: (question: Question) => Promise<Told>;
  readonly listen: typeof listen;
}

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (text: string): Fields | null => {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : null;
  } catch {
    return null;
  }
};

const signInPath = '/people/v1/sign-in';
/** The end of a sign-in with the organization (organization-sign-in.ts). */
export const exchangePath = '/people/v1/oidc/exchange';
const sessionPaths = [signInPath, exchangePath];
const enrolPath = '/people/v1/stations';
const signOutPaths = ['/people/v1/sign-out', '/people/v1/sign-out-everywhere'];

type Proof = 'server-token' | 'station-key';

/**
 * Secrets that the system keeps. Where it has no place for them, the token lasts as long as the program; the station's key, which opens nothing without a
 * person's password and without which the machine would need another code at every start, lies in a file that only this user reads.
 */
const openPocket = (secrets: Secrets, keyFile: string) => {
  const held = new Map<Proof, string>();
  return {
    keep: async (name: Proof, value: string): Promise<void> => {
      held.set(name, value);
      const outcome = await secrets.keep(name, value);
      if (name === 'station-key' && outcome === 'no-keyring') await writeWhole(keyFile, value, 0o600);
    },
    read: async (name: Proof): Promise<string | null> => {
      const found = held.get(name) ?? (await secrets.read(name));
      return found === null && name === 'station-key' ? readFile(keyFile, 'utf8').catch(() => null) : found;
    },
    forget: async (name: Proof): Promise<void> => {
      held.delete(name);
      await secrets.forget(name);
      if (name === 'station-key') await rm(keyFile, { force: true });
    },
  };
};

type Pocket = ReturnType<typeof openPocket>;

/** What is sent: a sign-in proves the station, and asks for a token instead of a cookie where it has the choice. */
const outgoing = async (path: string, body: string, pocket: Pocket): Promise<string> => {
  const fields = sessionPaths.includes(path) ? fieldsOf(body) : null;
  if (fields === null) return body;
  const key = await pocket.read('station-key');
  const station = fields['station'] === null || key === null ? null : (fieldsOf(key) ?? null);
  return JSON.stringify({ ...fields, station, ...(path === signInPath ? { keep: 'token' } : {}) });
};

/** What the window is told: token and key stay here. */
const incoming = async (path: string, { status, body }: Told, pocket: Pocket): Promise<string> => {
  if (signOutPaths.includes(path)) await pocket.forget('server-token');
  const fields = status === 200 ? fieldsOf(body) : null;
  if (fields === null) return body;
  const { token, key, code } = fields;
  if (sessionPaths.includes(path) && typeof token === 'string') {
    await pocket.keep('server-token', token);
    return JSON.stringify({ ...fields, token: null });
  }
  if (path === enrolPath && typeof key === 'string' && typeof code === 'string') {
    await pocket.keep('station-key', JSON.stringify({ code, key }));
    return JSON.stringify({ ...fields, key: '' });
  }
  return body;
};

export const openServerLink = (file: string, secrets: Secrets, wire: Wire = { talk, listen }): ServerLink => {
  const pocket = openPocket(secrets, `${file}.key`);
  let origin: string | null | undefined;
  let stop: (() => void) | null = null;

  const known = async (): Promise<string | null> => {
    if (origin === undefined) {
      const text = await readFile(file, 'utf8').catch(() => '');
      const address = fieldsOf(text)?.['address'];
      const kept = serverOrigin(typeof address === 'string' ? address : '');
      origin = 'origin' in kept ? kept.origin : null;
    }
    return origin;
  };
  const deafen = (): void => {
    stop?.();
    stop = null;
  };

  return {
    known,
    deafen,
    connect: async (typed) => {
      const found = serverOrigin(typed);
      if ('problem' in found) return { kind: 'refused', problem: found.problem };
      try {
        const { status, body } = await wire.talk({ method: 'GET', origin: found.origin, path: '/healthz', body: '', token: null });
        if (status !== 200 || fieldsOf(body) === null) return { kind: 'refused', problem: 'not-a-server' };
      } catch (error) {
        return noAnswerOf(error);
      }
      // Another server gets nothing that this one gave.
      if ((await known()) !== found.origin) {
        deafen();
        await pocket.forget('server-token');
        await pocket.forget('station-key');
      }
      await writeWhole(file, Buffer.from(JSON.stringify({ address: found.origin })), 0o600);
      origin = found.origin;
      return { kind: 'connected', origin: found.origin };
    },
    ask: async (method, path, body) => {
      const server = await known();
      if (server === null) return { kind: 'no-answer', reason: 'unreachable', detail: '' };
      try {
        const token = await pocket.read('server-token');
        const told = await wire.talk({ method, origin: server, path, body: await outgoing(path, body, pocket), token });
        return { kind: 'answer', status: told.status, body: await incoming(path, told, pocket) };
      } catch (error) {
        return noAnswerOf(error);
      }
    },
    listen: async (heard) => {
      deafen();
      const server = await known();
      if (server === null) heard(null);
      else stop = wire.listen({ origin: server, path: '/sync/v1/notices', token: await pocket.read('server-token') }, heard);
    },
    forget: async () => {
      deafen();
      origin = null;
      await rm(file, { force: true });
      await pocket.forget('server-token');
      await pocket.forget('station-key');
    },
  };
};
