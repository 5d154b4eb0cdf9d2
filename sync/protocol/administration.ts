import { type Static, Type } from 'typebox';
import { textSchema } from '../../core/organization/schema.ts';
import { roleSchema, scopeSchema, signInNameSchema } from './people.ts';
import { idSchema, instantSchema, stationSchema, strictObject } from './shapes.ts';

/**
 * What the administrator's page asks (`/admin/v1/...`): `GET people`, `stations`, `jobs`, `audit`, `audit/export`, `health`, and these, each a POST. Who may ask
 * is the role's business: people and stations need the area `people`, the audit `audit`, jobs and health an administrator.
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
export const stationRevokeSchema = strictObject({ code: stationSchema, wipe: Type.Boolean() });
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
  },
  { additionalProperties: false },
);
export type AuditQuery = Static<typeof auditQuerySchema>;

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
  readonly people: readonly string[];
  readonly sessions: number;
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
