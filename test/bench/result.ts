import { findChromium } from '../../.scripts/find-chromium.ts';
import type { Measured } from './measure.ts';

/** One figure that has a bound. `atMost`: lower is better; else it is a least value. */
export type Result = {
  readonly name: string;
  readonly what: string;
  readonly value: number;
  readonly bound: number;
  readonly atMost: boolean;
  readonly figures: Measured['figures'];
};

export const measured = (name: string, what: string, { ratio, bound, figures }: Measured): Result => ({
  name,
  what,
  value: ratio,
  bound,
  atMost: true,
  figures,
});

/** Why Chromium cannot be measured here; `null` where it can. */
export const chromiumMissing = (): string | null => {
  const found = findChromium();
  return 'missing' in found ? `Chromium: ${found.missing}` : null;
};

export const skipped = (name: string, reason: string): readonly Result[] => {
  console.log(`  skipped  ${name.padEnd(15)} ${reason}`);
  return [];
};

export const holds = ({ value, bound, atMost }: Result): boolean => (atMost ? value <= bound : value >= bound);

export const line = (result: Result): string =>
  `  ${holds(result) ? 'holds ' : 'BROKEN'}  ${result.name.padEnd(16)} ${String(result.value).padStart(7)}  (${result.atMost ? 'at most' : 'at least'} ${result.bound})  ${result.what}`;
