import { type Static, Type } from 'typebox';
import type { NumberFate } from '../../core/organization/number-ledger.ts';
import { textSchema } from '../../core/organization/schema.ts';
import type { Role } from '../../core/permissions.ts';
import { roleSchema, scopeSchema, signInNameSchema } from './people.ts';
import { idSchema, instantSchema, stationSchema, strictObject } from './shapes.ts';

/**
 * What the administrator's page asks (`/admin/v1/...`): `GET people`, `stations`, `jobs`, `audit`, `audit/head`, `audit/export`, `numbers`, `health`, and these,
 * each a POST; `audit/verify` tells nothing and asks for the whole chain to be gone through. Who may ask is the role's business: people and stations need the area
 * `people`, the chain `audit` for every entity, the numbers `audit` for the caller's own entities, jobs and health an administrator.
 */
export const personCreateSchema = strictObject({
  signInName: signInNameSchema,
  name: textSchema(120, 1),
  role: roleSchema,
  entityIds: scopeSchema,
});
export const personEditSchema = strictObject({
  id: idSchema,
  name: Type.Optional(textSchema(120, 1)),
  role: Type.Optional(roleSchema),
  entityIds: Type.Optional(scopeSchema),
  state: Type.Optional(Type.Unsafe<'active' | 'inactive'>(Type.Enum(['active', 'inactive']))),
});
export const personResetSchema = strictObject({ id: idSchema, withoutSecondFactor: Type.Boolean() });
export const personOnlySchema = strictObject({ id: idSchema });
export const stationRevokeSchema = strictObject({
  code: stationSchema,
  wipe: Type.Boolean(),
  /** Stands in the chain beside who did it. */
  reason: Type.Optional(textSchema(200, 1)),
});
export const jobAskSchema = strictObject({
  job: Type.String({ pattern: '^[a-z-]{1,40}$' }),
  what: Type.Unsafe<'run' | 'pause' | 'resume' | 'retry'>(Type.Enum(['run', 'pause', 'resume', 'retry'])),
  /** Which run, for `retry`. */
  dueAt: Type.Optional(instantSchema),
});
/** In the address of `GET audit`: the entries before a position, newest first. */
export const auditQuerySchema = Type.Object(
  {
    before: Type.Optional(Type.String({ pattern: '^\\d{1,15}$' })),
    station: Type.Optional(stationSchema),
    person: Type.Optional(idSchema),
    kind: Type.Optional(Type.String({ pattern: '^[a-z.-]{1,80}$' })),
    document: Type.Optional(idSchema),
    verdict: Type.Optional(Type.Unsafe<'accepted' | 'refused'>(Type.Enum(['accepted', 'refused']))),
    /** When the server judged it: from the first moment, before the second. */
    from: Type.Optional(instantSchema),
    until: Type.Optional(instantSchema),
  },
  { additionalProperties: false },
);
export type AuditQuery = Static<typeof auditQuerySchema>;

/** D2: somebody who may sign in, as whoever sees to people sees them. */
export type PersonView = {
  readonly id: string;
  readonly signInName: string;
  readonly name: string;
  readonly role: Role;
  readonly entityIds: readonly string[] | null;
  readonly state: 'active' | 'inactive';
  readonly hasPassword: boolean;
  readonly hasSecondFactor: boolean;
  readonly mustChangePassword: boolean;
  readonly createdAt: string;
  /** Where they are signed in now, and when one of these was last used. */
  readonly sessions: number;
  readonly lastSeenAt: string | null;
  /** Too many failed tries: nothing is looked at until then. */
  readonly waitsUntil: string | null;
};

/** D6, D13: a station as it was last heard of. How far it is behind is counted in changes of the state and in commands. */
export type StationView = {
  readonly code: string;
  readonly name: string;
  readonly state: 'enrolled' | 'revoked';
  readonly wipe: boolean;
  readonly enrolledAt: string;
  readonly enrolledBy: string;
  readonly lastSeenAt: string | null;
  readonly program: string;
  readonly engine: string;
  readonly acknowledged: number;
  /** Commands that it had given and not sent when it last said so. */
  readonly toPush: number;
  /** Changes of the state since it last had everything; `null` where it never had in this life of the server. */
  readonly toPull: number | null;
  readonly people: readonly string[];
  readonly sessions: number;
};

/** D8 */
export type JobView = {
  readonly name: string;
  readonly schedule: string | null;
  readonly isPaused: boolean;
  /** `null` where it has no schedule or is held back. */
  readonly nextAt: string | null;
  readonly runs: readonly JobRunView[];
};

export type JobRunView = {
  readonly dueAt: string;
  readonly state: 'due' | 'running' | 'done' | 'failed';
  readonly attempts: number;
  readonly retryAt: string;
  readonly startedAt: string;
  readonly endedAt: string;
  readonly code: string;
  readonly result: Readonly<Record<string, number | string>>;
};

export type AuditEntryView = {
  readonly position: number;
  readonly at: string;
  readonly givenAt: string;
  readonly station: string;
  readonly person: string;
  readonly kind: string;
  readonly verdict: 'accepted' | 'refused';
  readonly hash: string;
  /** The whole entry, as it is hashed. */
  readonly content: string;
};

export type AuditPage = { readonly entries: readonly AuditEntryView[]; readonly isLast: boolean };

/** BEY-04: how far the chain reaches, signed. `null` before the first entry. */
export type AuditHeadView = {
  readonly head: {
    readonly epoch: string;
    readonly position: number;
    readonly hash: string;
    readonly signedAt: string;
    readonly keyId: string;
    readonly signature: string;
  } | null;
};

/** What going through the whole chain came to; no problems: it is as it was written. */
export type AuditVerified = {
  readonly entries: number;
  readonly problems: readonly ({ readonly code: string } & Readonly<Record<string, unknown>>)[];
};

/** NUM-04: a series with what became of its numbers. */
export type SeriesNumbers = {
  readonly id: string;
  readonly entityId: string;
  readonly documentType: 'invoice' | 'credit-note';
  readonly prefix: string;
  readonly mode: string;
  readonly station: string | null;
  readonly state: 'open' | 'closed';
  /** The number that comes next. */
  readonly next: string;
  readonly issued: number;
  /** Numbers that no document carries, or more than one does, and why; at most the last 200. */
  readonly gapCount: number;
  readonly gaps: readonly { readonly text: string; readonly fate: NumberFate }[];
  /** Of these, what no reason explains. Always zero. */
  readonly unexplained: number;
};

export type NumbersView = { readonly series: readonly SeriesNumbers[]; readonly unexplained: number };

export type HealthView = {
  readonly isReady: boolean;
  readonly checks: Readonly<Record<string, boolean>>;
  readonly database: 'sqlite' | 'postgres';
  readonly epoch: string;
  readonly documentsChanged: number;
  readonly auditEntries: number;
  readonly jobsDue: number;
  readonly jobsFailed: number;
  readonly oldestDueSeconds: number;
  readonly lastBackup: { readonly at: string; readonly bytes: number } | null;
  readonly protocol: { readonly newest: number; readonly oldestPushed: number };
  readonly engine: string;
};
