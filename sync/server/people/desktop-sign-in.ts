import { createHash } from 'node:crypto';
import { done, type Outcome, refuse } from '../../../core/kernel/outcome.ts';
import type { OidcDesktop, OidcExchange, PeopleProblem } from '../../protocol/people.ts';
import { type Claims, sessionBehind } from './oidc-session.ts';
import { instantOf, type PeopleHouse } from './people-store.ts';
import { digestOfSecret, newSecret } from './secrets.ts';
import type { Begun } from './sign-in.ts';
import { provedStation, type Stations } from './stations.ts';

/** Long enough for a browser to reach a port of its own machine. */
const codeMs = 60_000;

/** A code for the desktop program that began, which alone has what the challenge was made of. */
export const handedOver = async (house: PeopleHouse, { challenge }: OidcDesktop, claims: Claims): Promise<string> => {
  const code = newSecret();
  const expires_at = instantOf(house.now() + codeMs);
  await house.db
    .insertInto('oidc_hand_over')
    .values({ digest: digestOfSecret(code), challenge, ...claims, expires_at })
    .execute();
  return code;
};

/** The program's own port on the person's own machine (RFC 8252): no other host can be named. */
export const backAtDesktop = ({ port, state }: OidcDesktop, returned: { readonly code: string } | { readonly error: string }): string =>
  `http://127.0.0.1:${port}/return?${String(new URLSearchParams({ ...returned, state }))}`;

/** A session for whoever shows the code and the verifier. A code is gone once it was shown, also with a wrong verifier. */
export const exchanged = async (
  house: PeopleHouse,
  stations: Stations,
  { code, verifier, station: proof }: OidcExchange,
  device: string,
): Promise<Outcome<Begun, PeopleProblem>> => {
  const kept = await house.db.deleteFrom('oidc_hand_over').where('digest', '=', digestOfSecret(code)).returningAll().executeTakeFirst();
  const isOurs =
    kept !== undefined &&
    Date.parse(kept.expires_at) > house.now() &&
    createHash('sha256').update(verifier).digest('base64url') === kept.challenge;
  if (!isOurs) return refuse({ code: 'sign-in.refused' });
  const station = proof === null ? done(null) : await provedStation(house.db, proof);
  if (!station.ok) return station;
  return sessionBehind(house, stations, kept, { station: station.value, keep: 'token', device });
};
