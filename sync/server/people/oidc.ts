import {
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  type Configuration as Client,
  discovery,
  None,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { done, type Outcome, refuse } from '../../../core/kernel/outcome.ts';
import type { OidcBegin, PeopleProblem } from '../../protocol/people.ts';
import { instantOf, type PeopleHouse } from './people-store.ts';
import { named } from './people.ts';
import { digestOfSecret, isSecretOf, newSecret } from './secrets.ts';
import { openSession } from './sessions.ts';
import { type Begun, userOf } from './sign-in.ts';
import { provedStation, type Stations } from './stations.ts';
import type { OidcFlowRow, PeopleWriter, PersonRow } from './tables.ts';

/** Long enough for a person to sign in at the issuer. */
const flowMs = 10 * 60_000;

export type Issuer = {
  readonly address: string;
  readonly client: string;
  readonly secret: string | null;
};

/** What leads to the issuer and back: asked of it once, and again where it did not answer. */
export const oidcClient = ({ address, client, secret }: Issuer): (() => Promise<Client>) => {
  let known: Promise<Client> | null = null;
  const url = new URL(address);
  return async () => {
    known ??= discovery(url, client, secret ?? undefined, secret === null ? None() : undefined, {
      timeout: 10,
      // oxlint-disable-next-line typescript/no-deprecated -- it is not: it only stands out; an issuer on this machine alone is asked in the clear (settings.ts)
      ...(url.protocol === 'http:' ? { execute: [allowInsecureRequests] } : {}),
    });
    try {
      return await known;
    } catch (error) {
      known = null;
      throw error;
    }
  };
};

export type Begin = { readonly address: string; readonly binding: string };

/** Begins a sign-in: everything that it needs to end well is kept in the database, so that any server may end it. */
export const beginOidc = async (
  house: PeopleHouse,
  client: () => Promise<Client>,
  asked: OidcBegin,
  serverReturn: string,
): Promise<Outcome<Begin, PeopleProblem>> => {
  const station = asked.station === null ? done(null) : await provedStation(house.db, asked.station);
  if (!station.ok) return station;
  const issuer = await client().catch(() => null);
  if (issuer === null) return refuse({ code: 'oidc.unreachable' });
  const [state, verifier, nonce, binding] = [randomState(), randomPKCECodeVerifier(), randomNonce(), newSecret()];
  const redirect = asked.loopbackPort === null ? serverReturn : `http://127.0.0.1:${asked.loopbackPort}/return`;
  await house.db
    .insertInto('oidc_flow')
    .values({
      state,
      verifier,
      nonce,
      keep: asked.keep,
      redirect,
      binding: digestOfSecret(binding),
      station: station.value,
      expires_at: instantOf(house.now() + flowMs),
    })
    .execute();
  const address = buildAuthorizationUrl(issuer, {
    redirect_uri: redirect,
    scope: 'openid email',
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    state,
    nonce,
  });
  return done({ address: address.href, binding });
};

/** Ends it, for whoever began it, once: the issuer's word for who this is becomes a session of ours. */
export const finishOidc = async (
  house: PeopleHouse,
  stations: Stations,
  client: () => Promise<Client>,
  { query, binding }: { readonly query: string; readonly binding: string },
  device: string,
): Promise<Outcome<Begun, PeopleProblem>> => {
  const flow = await takenFlow(house, new URLSearchParams(query).get('state') ?? '');
  if (flow === null || !isSecretOf(flow.binding, binding)) return refuse({ code: 'sign-in.refused' });
  const issuer = await client().catch(() => null);
  if (issuer === null) return refuse({ code: 'oidc.unreachable' });
  const claims = await claimsOf(issuer, flow, query);
  if (claims === null) return refuse({ code: 'sign-in.refused' });
  return house.change(async (tx, note) => {
    const person = await personBehind(tx, claims);
    if (person === null || person.state !== 'active') return refuse({ code: 'sign-in.refused' });
    if (flow.station !== null) {
      const key = await tx.selectFrom('station_key').select(['state', 'wipe']).where('code', '=', flow.station).executeTakeFirst();
      if (key?.state !== 'enrolled') return refuse({ code: 'station.revoked', wipe: key?.wipe === 1 });
      await stations.addAuthor(tx, flow.station, person.id, person.id);
    }
    const { secret, expiresAt } = await openSession(house, tx, person, { station: flow.station, keep: flow.keep, device });
    await note({ kind: 'person.sign-in', by: person.id, station: flow.station, body: { id: person.id, through: 'oidc' } });
    const token = flow.keep === 'token' ? secret : null;
    return done({ secret, signedIn: { user: userOf(person), station: flow.station, expiresAt, token } });
  });
};

/** Taken out as it is read: a second one that comes with the same state finds nothing. */
const takenFlow = async (house: PeopleHouse, state: string): Promise<OidcFlowRow | null> => {
  if (!/^[\w-]{16,200}$/.test(state)) return null;
  const flow = await house.db.deleteFrom('oidc_flow').where('state', '=', state).returningAll().executeTakeFirst();
  return flow === undefined || Date.parse(flow.expires_at) <= house.now() ? null : flow;
};

type Claims = { readonly subject: string; readonly email: string | null };

const claimsOf = async (issuer: Client, flow: OidcFlowRow, query: string): Promise<Claims | null> => {
  const checks = { pkceCodeVerifier: flow.verifier, expectedState: flow.state, expectedNonce: flow.nonce, idTokenExpected: true };
  try {
    const tokens = await authorizationCodeGrant(issuer, new URL(`${flow.redirect}?${query}`), checks);
    const claims = tokens.claims();
    if (claims === undefined) return null;
    // An address that anybody may claim proves nothing.
    const email = claims['email_verified'] === true && typeof claims['email'] === 'string' ? claims['email'].toLowerCase() : null;
    return { subject: `${claims.iss}|${claims.sub}`, email };
  } catch {
    return null;
  }
};

/** Who this is here: known from before; or whoever was made with this address to sign in with, and is known from now on. Nobody is made by signing in. */
const personBehind = async (tx: PeopleWriter, { subject, email }: Claims): Promise<PersonRow | null> => {
  const known = await tx.selectFrom('person').selectAll().where('oidc_subject', '=', subject).executeTakeFirst();
  if (known !== undefined) return known;
  const fitting = email === null ? undefined : await named(tx, email);
  if (fitting === undefined || fitting.oidc_subject !== null) return null;
  // A password that somebody else set and that was never used is of no use any more.
  const first = fitting.must_change_password === 1 ? ({ password_hash: null, must_change_password: 0 } as const) : {};
  await tx
    .updateTable('person')
    .set({ oidc_subject: subject, ...first })
    .where('id', '=', fitting.id)
    .execute();
  return { ...fitting, oidc_subject: subject, ...first };
};
