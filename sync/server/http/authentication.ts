import type { FastifyRequest } from 'fastify';
import { peopleHeader } from '../../protocol/people.ts';
import type { Configuration } from '../configuration/settings.ts';
import { isLoopback } from '../configuration/settings.ts';
import type { Caller, PeopleHouse } from '../people/people-store.ts';
import { callerOf } from '../people/sessions.ts';
import { revokedStation } from '../people/stations.ts';
import { Refusal, refusalOf } from './refusal.ts';

/** Who a route is for. `anybody` may be signed in or not; `starter` is signed in, though the password may still have to be changed. */
export type Needs = 'anybody' | 'starter' | 'person' | 'station';

declare module 'fastify' {
  interface FastifyRequest {
    caller: Caller | null;
  }
}

/** What a browser keeps. With the prefix it holds for this one host, over https, and nobody but this server can set it. */
export const cookieName = (isSecure: boolean): string => (isSecure ? '__Host-counterfoil' : 'counterfoil');

/** Where the server is, as browsers say it in `Origin`. */
export const ownOrigin = (configuration: Configuration, request: FastifyRequest): string =>
  configuration.address ?? `http://${request.headers.host ?? ''}`;

export const isSecure = (configuration: Configuration): boolean => configuration.address?.startsWith('https:') === true;

const hostOf = (header: string): string => URL.parse(`http://${header}`)?.hostname ?? '';

/** A page of another origin could reach the server by a name that it resolves to it; its requests carry that name. */
export const isOurHost = (configuration: Configuration, header: string | undefined): boolean => {
  if (header === undefined || !/^[A-Za-z0-9.:[\]_-]{1,255}$/.test(header)) return false;
  if (configuration.address !== null && header.toLowerCase() === new URL(configuration.address).host) return true;
  const host = hostOf(header);
  if (isLoopback(host)) return true;
  // Without an address of its own only a trial is open to others: by its number, which no name server gives away.
  return configuration.address === null && configuration['allow-plain-http'] && /^(?:\d{1,3}(?:\.\d{1,3}){3}|\[[0-9a-f:]+\])$/.test(host);
};

/** The secret that a request brings: of a program in its header, else of a browser in its cookie. */
const secretOf = (request: FastifyRequest, configuration: Configuration): { secret: string; keep: 'cookie' | 'token' } | null => {
  const { authorization } = request.headers;
  if (authorization !== undefined) {
    const [, secret] = /^Bearer ([A-Za-z0-9_-]{43})$/.exec(authorization) ?? [];
    return secret === undefined ? null : { secret, keep: 'token' };
  }
  const cookie = request.cookies[cookieName(isSecure(configuration))];
  return cookie !== undefined && /^[A-Za-z0-9_-]{43}$/.test(cookie) ? { secret: cookie, keep: 'cookie' } : null;
};

/** Who asks; `null` where nobody is signed in. A cookie's secret in the header, or the other way round, is none. */
export const callerBehind = async (request: FastifyRequest, configuration: Configuration, house: PeopleHouse): Promise<Caller | null> => {
  const given = secretOf(request, configuration);
  const caller = given === null ? null : await callerOf(house, given.secret);
  return caller !== null && caller.keep === given?.keep ? caller : null;
};

/**
 * A message that changes something comes from our own page or from a program: it carries our header, which a page of another origin cannot send, and where
 * the browser says whence it comes, it is from here.
 */
export const checkOrigin = (request: FastifyRequest, configuration: Configuration): void => {
  if (request.method === 'GET' || request.method === 'HEAD') return;
  const { origin } = request.headers;
  const site = request.headers['sec-fetch-site'];
  const isForeign =
    (origin !== undefined && origin !== ownOrigin(configuration, request)) ||
    (site !== undefined && site !== 'same-origin' && site !== 'none') ||
    (request.caller?.keep !== 'token' && request.headers[peopleHeader] !== '1');
  if (isForeign) throw new Refusal(403, { code: 'request.foreign' });
};

/** Lets in whom the route is for. */
export const checkNeeds = async (request: FastifyRequest, needs: Needs, house: PeopleHouse): Promise<void> => {
  if (needs === 'anybody') return;
  const { caller } = request;
  if (caller === null) throw refusalOf({ code: 'sign-in.needed' });
  if (needs === 'starter') return;
  if (caller.mustChangePassword) throw refusalOf({ code: 'sign-in.password-change-needed' });
  if (needs !== 'station') return;
  if (caller.station === null) throw refusalOf({ code: 'station.needed' });
  const revoked = await revokedStation(house, caller.station);
  if (revoked !== null) throw refusalOf({ code: 'station.revoked', wipe: revoked.wipe });
};

export const signedIn = (request: FastifyRequest): Caller => {
  if (request.caller === null) throw refusalOf({ code: 'sign-in.needed' });
  return request.caller;
};
