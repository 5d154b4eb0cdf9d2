import { createHash, randomBytes } from 'node:crypto';
import { type Returned, listenForReturn } from './return-listener.ts';
import { exchangePath, type ServerAnswer, type ServerLink } from './server-link.ts';

/** A person signs in within minutes or has gone elsewhere. */
const limitMs = 5 * 60_000;

/** Why nothing came of it on this side. */
export interface Ended {
  readonly kind: 'ended';
  readonly reason: 'cancelled' | 'timed-out' | 'not-opened';
}

export interface OrganizationSignIn {
  /** Signs in with the system's browser. Another that is still under way is cancelled. `isKnownStation`: proves which station this is. */
  readonly begin: (isKnownStation: boolean) => Promise<ServerAnswer | Ended>;
  readonly cancel: () => void;
}

interface Parts {
  readonly link: Pick<ServerLink, 'known' | 'ask'>;
  /** Through the door for links. */
  readonly open: (address: string, server: string) => Promise<'opened' | 'declined' | 'refused'>;
  /** What the browser shows in the end. */
  readonly page: (isSignedIn: boolean) => string;
  readonly limitMs?: number;
}

const secret = (): string => randomBytes(32).toString('base64url');
const ended = (reason: Ended['reason']): Ended => ({ kind: 'ended', reason });

const startAddress = (origin: string, port: number, state: string, verifier: string): string => {
  const challenge = createHash('sha256').update(verifier).digest('base64url');
  return `${origin}/people/v1/oidc/desktop?${String(new URLSearchParams({ port: String(port), state, challenge }))}`;
};

/**
 * RFC 8252: the server runs the sign-in at the issuer and sends the browser to a port of this machine with a code, which is worth something only together with
 * a verifier that never leaves this process but to the server. The token comes by the link, as every other does.
 */
export const openOrganizationSignIn = ({ link, open, page, limitMs: limit = limitMs }: Parts): OrganizationSignIn => {
  let stop: ((reason: Ended['reason']) => void) | null = null;

  const exchanged = async (
    origin: string,
    brought: Returned['brought'],
    verifier: string,
    isKnownStation: boolean,
  ): Promise<ServerAnswer> => {
    if ('error' in brought) return { kind: 'answer', status: 401, body: JSON.stringify({ code: brought.error }) };
    // Another server gets nothing that this one gave.
    if ((await link.known()) !== origin) return { kind: 'no-answer', reason: 'unreachable', detail: '' };
    const station = isKnownStation ? { code: '-', key: '-' } : null;
    return link.ask('POST', exchangePath, JSON.stringify({ code: brought.code, verifier, station }));
  };

  const begin = async (isKnownStation: boolean): Promise<ServerAnswer | Ended> => {
    stop?.('cancelled');
    const stopped = Promise.withResolvers<Ended>();
    const stopThis = (reason: Ended['reason']): void => {
      stopped.resolve(ended(reason));
    };
    stop = stopThis;
    const origin = await link.known();
    if (origin === null) return { kind: 'no-answer', reason: 'unreachable', detail: '' };
    const [state, verifier] = [secret(), secret()];
    const listener = await listenForReturn(state);
    const timer = setTimeout(stopThis, limit, 'timed-out');
    try {
      const opened = await open(startAddress(origin, listener.port, state, verifier), origin).catch(() => 'refused' as const);
      if (opened !== 'opened') return ended(opened === 'declined' ? 'cancelled' : 'not-opened');
      const first = await Promise.race([listener.returned, stopped.promise]);
      if (first.kind === 'ended') return first;
      const answer = await exchanged(origin, first.brought, verifier, isKnownStation);
      await first.show(page(answer.kind === 'answer' && answer.status === 200));
      return answer;
    } finally {
      clearTimeout(timer);
      listener.close();
      if (stop === stopThis) stop = null;
    }
  };

  return { begin, cancel: () => stop?.('cancelled') };
};
