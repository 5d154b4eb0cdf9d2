import {
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  type Configuration as Client,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client';
import { done, type Outcome, refuse } from '../../../core/kernel/outcome.ts';
import type { OidcBegin, OidcDesktop, PeopleProblem } from '../../protocol/people.ts';
import { backAtDesktop, handedOver } from './desktop-sign-in.ts';
import { type Claims, sessionBehind } from './oidc-session.ts';
import { instantOf, type PeopleHouse } from './people-store.ts';
import { digestOfSecret, isSecretOf, newSecret } from './secrets.ts';
import type { Begun } from './sign-in.ts';
import { provedStation, type Stations } from './stations.ts';
import type { OidcFlowRow } from './tables.ts';

/** Long enough for a person to sign in at the issuer. */
const flowMs = 10 * 60_000;

/** Where the browser goes, and what it keeps meanwhile: only the browser that began may come back. */
export type Begin = { readonly address: string; readonly binding: string };

/** Begins a sign-in: everything that it needs to end well is kept in the database, so that any server may end it. */
export const beginOidc = async (
  house: PeopleHouse,
  client: () => Promise<Client>,
  { station: proof, desktop }: OidcBegin & { readonly desktop: OidcDesktop | null },
  redirect: string,
): Promise<Outcome<Begin, PeopleProblem>> => {
  const station = proof === null ? done(null) : await provedStation(house.db, proof);
  if (!station.ok) return station;
  const issuer = await client().catch(() => null);
  if (issuer === null) return refuse({ code: 'oidc.unreachable' });
  const [state, verifier, nonce, binding] = [randomState(), randomPKCECodeVerifier(), randomNonce(), newSecret()];
  await house.db
    .insertInto('oidc_flow')
    .values({
      state,
      verifier,
      nonce,
      redirect,
      binding: digestOfSecret(binding),
      station: station.value,
      desktop: desktop === null ? null : JSON.stringify(desktop),
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

/** What becomes of a browser that is back: it has a session itself, or it goes on to the desktop program that sent it. */
export type End = { readonly kind: 'session'; readonly begun: Begun } | { readonly kind: 'desktop'; readonly address: string };

/** Ends it, once, for the browser that began it. */
export const endOidc = async (
  house: PeopleHouse,
  stations: Stations,
  client: () => Promise<Client>,
  { query, binding }: { readonly query: string; readonly binding: string },
  device: string,
): Promise<Outcome<End, PeopleProblem>> => {
  const flow = await takenFlow(house, new URLSearchParams(query).get('state') ?? '');
  // Another browser than the one that began is not even sent on.
  if (flow === null || !isSecretOf(flow.binding, binding)) return refuse({ code: 'sign-in.refused' });
  const claims = await claimsOf(client, flow, query);
  if (flow.desktop !== null) {
    const desktop = JSON.parse(flow.desktop) as OidcDesktop;
    const returned = claims.ok ? { code: await handedOver(house, desktop, claims.value) } : { error: claims.problems[0]?.code ?? '' };
    return done({ kind: 'desktop', address: backAtDesktop(desktop, returned) });
  }
  if (!claims.ok) return claims;
  const begun = await sessionBehind(house, stations, claims.value, { station: flow.station, keep: 'cookie', device });
  return begun.ok ? done({ kind: 'session', begun: begun.value }) : begun;
};

/** Taken out as it is read: a second one that comes with the same state finds nothing. */
const takenFlow = async (house: PeopleHouse, state: string): Promise<OidcFlowRow | null> => {
  if (!/^[\w-]{16,200}$/.test(state)) return null;
  const flow = await house.db.deleteFrom('oidc_flow').where('state', '=', state).returningAll().executeTakeFirst();
  return flow === undefined || Date.parse(flow.expires_at) <= house.now() ? null : flow;
};

const claimsOf = async (
  client: () => Promise<Client>,
  { verifier, state, nonce, redirect }: OidcFlowRow,
  query: string,
): Promise<Outcome<Claims, PeopleProblem>> => {
  const issuer = await client().catch(() => null);
  if (issuer === null) return refuse({ code: 'oidc.unreachable' });
  const checks = { pkceCodeVerifier: verifier, expectedState: state, expectedNonce: nonce, idTokenExpected: true };
  try {
    const tokens = await authorizationCodeGrant(issuer, new URL(`${redirect}?${query}`), checks);
    const claims = tokens.claims();
    if (claims === undefined) return refuse({ code: 'sign-in.refused' });
    // An address that anybody may claim proves nothing.
    const email = claims['email_verified'] === true && typeof claims['email'] === 'string' ? claims['email'].toLowerCase() : null;
    return done({ subject: `${claims.iss}|${claims.sub}`, email });
  } catch {
    return refuse({ code: 'sign-in.refused' });
  }
};
