import { Type } from 'typebox';
import { listOf, strictObject } from '../../core/kernel/shape.ts';
import { idSchema, stationSchema } from '../../core/organization/schema.ts';
import { countedDateSchema, instantSchema } from '../../core/time/schema.ts';

/** SHA-256 in lower-case hexadecimal. */
export const digestSchema = Type.String({ pattern: '^[0-9a-f]{64}$', minLength: 64, maxLength: 64 });
/** A count of things in order, from 0. */
export const sequenceSchema = Type.Integer({ minimum: 0, maximum: Number.MAX_SAFE_INTEGER });
/** Text that a program writes, not a person: without control characters, which not every database keeps. */
export const plainSchema = (maxLength: number) => Type.String({ pattern: '^[^\\u0000-\\u001f\\u007f]+$', maxLength });
export const kindSchema = plainSchema(80);
/** What a server calls its present life: another one after every restore from a backup. */
export const epochSchema = Type.String({ pattern: '^[A-Za-z0-9_-]{8,64}$', maxLength: 64 });

/** What names a document: two kinds may share an id. */
export const documentKeySchema = strictObject({ kind: kindSchema, id: idSchema });

export { countedDateSchema, idSchema, instantSchema, listOf, stationSchema, strictObject };
