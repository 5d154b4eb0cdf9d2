import type { Flavor } from '../kernel/flavor.ts';

/** A moment in UTC as `2026-11-20T09:30:00.000Z`: always 24 characters, so that text order is time order. */
export type Instant = Flavor<string, 'instant'>;

const form = /^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

export const isInstant = (text: string): text is Instant => form.test(text);
