import { type Static, Type } from 'typebox';
import type { Role } from '../../core/permissions.ts';
import { digestSchema, epochSchema, instantSchema, plainSchema, sequenceSchema, stationSchema, strictObject } from './shapes.ts';

/** The head of the server's audit chain as a station last saw it: a server that does not know it was put back from a backup (NUM-05). */
export const headSchema = strictObject({ epoch: epochSchema, sequence: sequenceSchema, hash: digestSchema });
export type Head = Static<typeof headSchema>;

/** The first message of every connection. */
export const helloSchema = strictObject({
  protocol: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
  engine: plainSchema(40),
  /** The form of the documents that the station can keep (sync/local/rxdb/forms.ts). */
  form: Type.Integer({ minimum: 1, maximum: 1_000_000 }),
  program: plainSchema(80),
  station: stationSchema,
  /** The station's clock: a wrong one is caught before it dates a document (NUM-03). */
  at: instantSchema,
  /** How far the outbox reaches, with its digest there. */
  outbox: strictObject({ sequence: sequenceSchema, digest: digestSchema }),
  seen: Type.Union([headSchema, Type.Null()]),
});
export type Hello = Static<typeof helloSchema>;

export type Welcome = {
  readonly protocol: number;
  readonly engine: string;
  readonly form: number;
  readonly at: string;
  readonly head: Head;
  /** The last sequence of this station that the server has judged, and the outbox digest there. The station pushes from there on. */
  readonly acknowledged: { readonly sequence: number; readonly digest: string };
  readonly user: { readonly id: string; readonly name: string; readonly role: Role; readonly entityIds: readonly string[] | null };
  /** Digest of what this user may see: another one means pulling everything anew. */
  readonly view: string;
  /** `update`: the program is too old to pull; it may push. */
  readonly pull: 'open' | 'update';
  /** The server was put back from a backup since this station last saw it: what it acknowledged beyond is pushed again. */
  readonly isRestored: boolean;
};

/** Why a station is not served; the HTTP status says the same. */
export type Unwelcome =
  | { readonly code: 'station.unknown' }
  | { readonly code: 'station.revoked' }
  /** The station's own store was put back from a copy: it must be enrolled anew, under another code (NUM-05). */
  | { readonly code: 'station.put-back'; readonly acknowledged: number }
  | { readonly code: 'protocol.too-old'; readonly oldest: number }
  | { readonly code: 'protocol.too-new'; readonly newest: number };
