import type { BilledLine } from './types.ts';

/** The id of the nth billing of a slot says what it bills, so that a second try meets the first. Occurrences count from 0. */
export const lineId = (slot: string, occurrence: number): string => `${slot}#${occurrence}`;

const occurrenceIn = ({ charge }: BilledLine): number => Number(charge.id.slice(charge.id.lastIndexOf('#') + 1));

/**
 * The next occurrence of a slot. Not the number of its lines: a credit that found nothing left to take and a document of zero that was not issued leave
 * holes, and a number that was given never comes again.
 */
export const nextOccurrence = (lines: readonly BilledLine[]): number =>
  lines.reduce((next, line) => Math.max(next, occurrenceIn(line) + 1), 0);
