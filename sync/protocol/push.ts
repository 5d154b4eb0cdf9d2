import { type Static, Type } from 'typebox';
import {
  digestSchema,
  countedDateSchema,
  idSchema,
  instantSchema,
  kindSchema,
  listOf,
  plainSchema,
  sequenceSchema,
  stationSchema,
  strictObject,
} from './shapes.ts';

/**
 * A legal number that a document of the command carries at the station (NUM-01): which document, from which series, and what the document says there
 * (`contentDigest` of core/invoicing/run-hash.ts). Every numbered document that the command wrote is named; the server knows which numbers are new.
 */
export const numberClaimSchema = strictObject({
  kind: Type.Union([Type.Literal('invoice'), Type.Literal('credit-note')]),
  documentId: idSchema,
  entityId: idSchema,
  seriesId: idSchema,
  number: plainSchema(60),
  issuedOn: countedDateSchema,
  content: digestSchema,
});
export type NumberClaim = Static<typeof numberClaimSchema>;

export const pushedCommandSchema = strictObject({
  /** The station's own count, from 1, without gaps. */
  sequence: Type.Integer({ minimum: 1, maximum: Number.MAX_SAFE_INTEGER }),
  command: strictObject({
    id: idSchema,
    kind: kindSchema,
    at: instantSchema,
    by: strictObject({ user: idSchema, station: stationSchema }),
    body: Type.Unknown(),
  }),
  /** Which arithmetic planned it at the station (core/engine.ts). */
  engine: plainSchema(40),
  /** What it came to there (`outcomeDigest`): the same outcome needs nobody's attention. */
  outcome: digestSchema,
  numbers: listOf(numberClaimSchema, 2_000),
});
export type PushedCommand = Static<typeof pushedCommandSchema>;

/** Commands in the station's order, without gaps. */
export const pushSchema = strictObject({
  /** The last sequence before the first of these. */
  after: sequenceSchema,
  /** The outbox digest at `after` (outbox-digest.ts): it tells a station's store that was put back from a copy. */
  digest: digestSchema,
  commands: listOf(pushedCommandSchema, 500),
});
export type Push = Static<typeof pushSchema>;

/** A reason as data, with the facts that a screen needs; the codes of the use cases and of the door, and those of admission (verdict-codes in core/conflicts). */
export type Reason = { readonly code: string } & Readonly<Record<string, unknown>>;

/** A number that the station gave and that no document carries now. A person is told. */
export type VoidedNumber = { readonly number: string; readonly documentId: string; readonly reason: string };

/** What the server made of a command. The same command pushed again gets the same verdict. */
export type Verdict =
  | {
      readonly kind: 'accepted';
      readonly sequence: number;
      readonly commandId: string;
      /** The server's state came to something else than the station's: other work was merged in, or a part was left out. The pull brings it. */
      readonly isChanged: boolean;
      readonly voided: readonly VoidedNumber[];
    }
  | {
      readonly kind: 'refused';
      readonly sequence: number;
      readonly commandId: string;
      readonly reasons: readonly Reason[];
      readonly voided: readonly VoidedNumber[];
    };

export type PushAnswer =
  | {
      readonly kind: 'taken';
      readonly verdicts: readonly Verdict[];
      /** The last sequence of this station that the server has judged. */
      readonly acknowledged: number;
    }
  /** The server has judged less or more than the station believes, or other commands: `hello` says where to go on. Nothing was judged. */
  | { readonly kind: 'out-of-step'; readonly acknowledged: number; readonly digest: string };
