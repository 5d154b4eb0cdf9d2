import type { Kysely, Transaction } from 'kysely';
import type { Role } from '../../../core/permissions.ts';
import type { Tables } from '../store/tables.ts';

/** A person who may sign in. Never deleted: the audit chain names them for ever. */
export type PersonRow = {
  id: string;
  sign_in_name: string;
  name: string;
  role: Role;
  /** JSON list of ids; `null` for every entity (ROL-06). */
  entity_ids: string | null;
  state: 'active' | 'inactive';
  /** argon2id in PHC form; `null` for people who come through OIDC only. */
  password_hash: string | null;
  must_change_password: 0 | 1;
  /** Sealed (`seal.ts`), as is the next one. */
  totp_secret: string | null;
  /** Given, and not proved by a code yet. */
  totp_begun: string | null;
  /** The last time step of which a code was taken: a code counts once. */
  totp_step: number;
  /** JSON list of digests: codes for when the authenticator is lost. */
  recovery_codes: string;
  oidc_subject: string | null;
  created_at: string;
};

export type SessionRow = {
  /** Digest of the secret that the client holds: a copy of the database signs nobody in. */
  digest: string;
  person_id: string;
  station: string | null;
  keep: 'cookie' | 'token';
  created_at: string;
  used_at: string;
  expires_at: string;
  /** Program and system, as the client says. */
  device: string;
};

/** What proves that a machine is a station; its progress is in the store's `station`. */
export type StationKeyRow = {
  code: string;
  digest: string;
  enrolled_by: string;
  enrolled_at: string;
  state: 'enrolled' | 'revoked';
  wipe: 0 | 1;
};

/** Failed tries of a sign-in name, whether or not somebody has it. */
export type SignInTryRow = { name: string; failed: number; wait_until: string; tried_at: string };

/** How often somebody tried something from one address in the minute that ends then. */
export type AddressTryRow = { digest: string; tried: number; until: string };

/** A sign-in through OIDC that has left for the issuer. In the database, so that any server process may finish it. */
export type OidcFlowRow = {
  state: string;
  verifier: string;
  nonce: string;
  redirect: string;
  /** Digest of what binds it to the browser that began it. */
  binding: string;
  /** Of a browser's own sign-in; a desktop program proves its station when it fetches its session. */
  station: string | null;
  /** JSON of `OidcDesktop`; `null` for a browser's own sign-in. */
  desktop: string | null;
  expires_at: string;
};

/** What the issuer said of somebody, until the desktop program that began fetches its session with the code. */
export type OidcHandOverRow = {
  /** Digest of the code. */
  digest: string;
  challenge: string;
  subject: string;
  email: string | null;
  expires_at: string;
};

export type PeopleTables = {
  person: PersonRow;
  session: SessionRow;
  station_key: StationKeyRow;
  sign_in_try: SignInTryRow;
  address_try: AddressTryRow;
  oidc_flow: OidcFlowRow;
  oidc_hand_over: OidcHandOverRow;
  people_note: { key: string; value: string };
};

export type PeopleReader = Kysely<Tables>;
export type PeopleWriter = Transaction<Tables>;
