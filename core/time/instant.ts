import type { Flavor } from '../kernel/flavor.ts';
import { isPlainDate } from './plain-date.ts';

/** A moment in UTC as `2026-11-20T09:30:00.000Z`: always 24 characters, so that text order is time order. */
export type Instant = Flavor<string, 'instant'>;

const form = /^\d{4}-\d{2}-\d{2}T([01]\d|2[0-3]):[0-5]\d:[0-5]\d\.\d{3}Z$/;

/** A real moment in that form: its day is a day of the calendar. */
export const isInstant = (text: string): text is Instant => form.test(text) && isPlainDate(text.slice(0, 10));
