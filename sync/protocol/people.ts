import { type Static, Type } from 'typebox';
import { roles } from '../../core/permissions.ts';
import { textSchema } from '../../core/organization/schema.ts';
import { idSchema, listOf, plainSchema, stationSchema, strictObject } from './shapes.ts';

/**
 * Signing in, and what belongs to people and stations: `POST /people/v1/...`. A browser keeps a cookie that no script reads; a desktop program asks for a
 * `token`, keeps it in its main process, and sends it as `Authorization: Bearer`. With a cookie, every message that changes something also carries the
 * header `X-Counterfoil: 1`, which no page of another origin can send.
 */
export const peopleHeader = 'x-counterfoil';

const secretSchema = Type.String({ minLength: 1, maxLength: 256 });
/** What a person types to sign in: an e-mail address or a short name. */
export const signInNameSchema = Type.String({ pattern: '^[a-z0-9][a-z0-9._+@-]{0,119}$', maxLength: 120 });
/** A one-time code: six digits of the authenticator, or one of the codes for when it is lost. */
const codeSchema = Type.String({ pattern: '^(\\d{6}|[a-z2-7]{5}-[a-z2-7]{5})$', maxLength: 11 });
export const roleSchema = Type.Unsafe<(typeof roles)[number]>(Type.Enum([...roles]));
/** ROL-06: the entities whose work somebody does; `null` for all of them. */
export const scopeSchema = Type.Union([listOf(idSchema, 200), Type.Null()]);

/** A station proves which one it is with the key that it was given when it was enrolled. */
const stationProofSchema = strictObject({ code: stationSchema, key: secretSchema });

/** `sign-in` */
export const signInSchema = strictObject({
  name: plainSchema(120),
  password: secretSchema,
  code: Type.Optional(codeSchema),
  /** `null` where this machine is not enrolled yet: then only `enrol` follows. */
  station: Type.Union([stationProofSchema, Type.Null()]),
  keep: Type.Enum(['cookie', 'token']),
});
export type SignIn = Static<typeof signInSchema>;

export type SignedInUser = {
  readonly id: string;
  readonly name: string;
  readonly signInName: string;
  readonly role: (typeof roles)[number];
  readonly entityIds: readonly string[] | null;
  readonly hasSecondFactor: boolean;
  /** The password was set by somebody else: only `password` is open until it is changed. */
  readonly mustChangePassword: boolean;
};

/** The answer to `sign-in`, `session` and the end of an OIDC sign-in. `token` only where it was asked for, and only once. */
export type SignedIn = {
  readonly user: SignedInUser;
  readonly station: string | null;
  readonly expiresAt: string;
  readonly token: string | null;
};

/**
 * `oidc/begin`: signing in at the organization's own issuer (OpenID Connect, with PKCE). The browser is sent to `address`, and comes back to the server, which
 * gives it its cookie.
 */
export const oidcBeginSchema = strictObject({ station: Type.Union([stationProofSchema, Type.Null()]) });
export type OidcBegin = Static<typeof oidcBeginSchema>;
export type OidcBegun = { readonly address: string };

/** A secret of 256 bits in base64url, or the SHA-256 of one. */
const bits256Schema = Type.String({ pattern: '^[A-Za-z0-9_-]{43}$', maxLength: 43 });

/**
 * `GET oidc/desktop`: a desktop program signs somebody in with the system's browser (RFC 8252). It listens on `http://127.0.0.1:PORT/return`, and opens this
 * address with its port, a `state` that only it knows, and the SHA-256 of a verifier that it keeps. The browser comes to the port with the same `state` and
 * either a `code`, good for one `oidc/exchange` within a minute, or an `error`: the code of a problem.
 */
export const oidcDesktopSchema = strictObject({
  port: Type.Integer({ minimum: 1024, maximum: 65_535 }),
  state: bits256Schema,
  challenge: bits256Schema,
});
export type OidcDesktop = Static<typeof oidcDesktopSchema>;

/** `oidc/exchange`: whoever shows the code and the verifier is the program that began. Answers `SignedIn` with a token. */
export const oidcExchangeSchema = strictObject({
  code: bits256Schema,
  verifier: bits256Schema,
  station: Type.Union([stationProofSchema, Type.Null()]),
});
export type OidcExchange = Static<typeof oidcExchangeSchema>;

/** `GET /people/v1/ways`: how one may sign in here, before anybody has. */
export type WaysToSignIn = { readonly password: true; readonly oidc: boolean; readonly isSetUp: boolean };

/** `password`: every other session of the person ends. */
export const passwordChangeSchema = strictObject({ current: secretSchema, next: secretSchema });

/** `second-factor`: the secret that `second-factor/begin` gave counts once a code of it was given; it answers the codes for when it is lost. */
export const secondFactorSchema = strictObject({ code: codeSchema });
export type SecondFactorBegun = { readonly secret: string; readonly address: string };
export type SecondFactorSet = { readonly recoveryCodes: readonly string[] };
export const secondFactorEndSchema = strictObject({ password: secretSchema });

/**
 * `stations`: enrols this machine. Its code stands in the legal numbers that it gives (NUM-02), so it is given once and never again. `null` asks for
 * one that is free. The local authors are ids that stand in its commands from before it joined; they count as the person who enrols it. The earlier
 * machines are other codes that stand there: its books came from a backup of theirs (NUM-05).
 */
export const enrolSchema = strictObject({
  code: Type.Union([stationSchema, Type.Null()]),
  name: textSchema(80, 1),
  localAuthors: listOf(idSchema, 50),
  earlierMachines: Type.Optional(listOf(stationSchema, 50)),
});
export type Enrol = Static<typeof enrolSchema>;
/** The session goes on as this station's. The key is told only now. */
export type Enrolled = { readonly code: string; readonly key: string };

/** Why something of this was refused; the HTTP status says the same: 401, 403, 409, 422 and 429. */
export type PeopleProblem =
  | { readonly code: 'sign-in.refused' }
  | { readonly code: 'sign-in.second-factor-wanted' }
  /** Too many tries: nothing is even looked at until then. */
  | { readonly code: 'sign-in.wait'; readonly seconds: number }
  /** The issuer does not answer, or there is none. */
  | { readonly code: 'oidc.unreachable' }
  | { readonly code: 'sign-in.needed' }
  | { readonly code: 'sign-in.password-change-needed' }
  | { readonly code: 'station.needed' }
  | { readonly code: 'station.code-taken'; readonly free: string }
  /** `wipe`: the administrator asks that what lies on the machine be erased. */
  | { readonly code: 'station.revoked'; readonly wipe: boolean }
  | { readonly code: 'password.too-short'; readonly least: number }
  | { readonly code: 'password.too-long'; readonly most: number }
  | { readonly code: 'password.like-name' }
  | { readonly code: 'password.common' }
  | { readonly code: 'password.same' }
  | { readonly code: 'second-factor.wrong' }
  /** The server has not the key any more that it is encrypted with: a recovery code still counts. */
  | { readonly code: 'second-factor.unreadable' }
  | { readonly code: 'access.role' }
  | { readonly code: 'person.unknown' }
  | { readonly code: 'person.name-taken' }
  | { readonly code: 'person.last-administrator' }
  | { readonly code: 'station.unknown' };
