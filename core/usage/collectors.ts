import { invariant, must, unreachable } from '../kernel/invariant.ts';
import { type DecimalText, isDecimalText } from '../money/exact.ts';
import type { Instant } from '../time/instant.ts';
import type { Collector } from './collector.ts';
import { byPlace, type Placed, type UsageWindow } from './moments.ts';
import { atScale, compareScaled, powerOfTen, type Scaled, scaledOf, ScaledSum, scaledText, scan } from './scaled.ts';
import { Changes, Levels } from './time-weighted.ts';
import type { Aggregation } from './types.ts';

class Count implements Collector {
  private count = 0;
  take(): boolean {
    this.count += 1;
    return true;
  }
  absorb(other: this): void {
    this.count += other.count;
  }
  quantity(): DecimalText {
    return String(this.count);
  }
}

class Sum implements Collector {
  private readonly sum = new ScaledSum();
  private readonly scratch: Scaled = { digits: 0, scale: 0 };
  take(value: string): boolean {
    if (!scan(value, this.scratch)) return false;
    this.sum.add(this.scratch.digits, this.scratch.scale);
    return true;
  }
  absorb(other: this): void {
    this.sum.absorb(other.sum);
  }
  quantity(): DecimalText {
    return this.sum.text();
  }
}

class Max implements Collector {
  private greatest: Scaled | null = null;
  private scratch: Scaled = { digits: 0, scale: 0 };
  take(value: string): boolean {
    if (!scan(value, this.scratch)) return false;
    if (this.greatest === null || compareScaled(this.scratch, this.greatest) > 0) {
      this.greatest = this.scratch;
      this.scratch = { digits: 0, scale: 0 };
    }
    return true;
  }
  absorb(other: this): void {
    if (other.greatest === null) return;
    if (this.greatest === null || compareScaled(other.greatest, this.greatest) > 0) this.greatest = { ...other.greatest };
  }
  quantity(): DecimalText {
    return this.greatest === null ? '0' : scaledText(BigInt(this.greatest.digits), this.greatest.scale);
  }
}

class Last implements Collector {
  private readonly continuous: boolean;
  private last: (Placed & { readonly value: string }) | null = null;
  private readonly scratch: Scaled = { digits: 0, scale: 0 };
  constructor(continuous: boolean) {
    this.continuous = continuous;
  }
  take(value: string, at: Instant, receivedAt: Instant, id: string): boolean {
    if (!scan(value, this.scratch)) return false;
    // The commonest case, an older event, is decided without making an object.
    if (this.last !== null && at < this.last.at) return true;
    const place = { at, receivedAt, id, value };
    if (this.last === null || byPlace(place, this.last) > 0) this.last = place;
    return true;
  }
  absorb(other: this): void {
    if (other.last !== null && (this.last === null || byPlace(other.last, this.last) > 0)) this.last = other.last;
  }
  quantity(carriedIn: DecimalText | null): DecimalText {
    const value = scaledOf(this.last?.value ?? (this.continuous ? carriedIn : null) ?? '0');
    return scaledText(BigInt(value.digits), value.scale);
  }
}

/** Remembers each distinct value once, with how often it came. */
class Percentile implements Collector {
  private readonly percent: DecimalText;
  private readonly counts = new Map<string, number>();
  private count = 0;
  private readonly scratch: Scaled = { digits: 0, scale: 0 };
  constructor(percent: DecimalText) {
    this.percent = percent;
  }
  take(value: string): boolean {
    const known = this.counts.get(value);
    if (known === undefined && !scan(value, this.scratch)) return false;
    this.counts.set(value, (known ?? 0) + 1);
    this.count += 1;
    return true;
  }
  absorb(other: this): void {
    for (const [value, count] of other.counts) this.counts.set(value, (this.counts.get(value) ?? 0) + count);
    this.count += other.count;
  }
  /** OR-21: nearest rank, ⌈p × N⌉ in whole numbers. */
  quantity(): DecimalText {
    if (this.count === 0) return '0';
    const share = scaledOf(this.percent);
    const whole = 100n * powerOfTen(share.scale);
    const rank = (BigInt(share.digits) * BigInt(this.count) + whole - 1n) / whole;
    let seen = 0n;
    const found = ascending(this.counts).find(({ count }) => {
      seen += BigInt(count);
      return seen >= rank;
    });
    const { digits, scale } = must(found, 'a rank lies among the values');
    return scaledText(BigInt(digits), scale);
  }
}

/** The values in ascending order, all at one scale, so that comparing them is comparing whole numbers. */
const ascending = (counts: ReadonlyMap<string, number>): readonly (Scaled & { readonly count: number })[] => {
  const values = [...counts].map(([text, count]) => ({ ...scaledOf(text), count }));
  const scale = values.reduce((greatest, value) => Math.max(greatest, value.scale), 0);
  for (const value of values) {
    const digits = typeof value.digits === 'number' ? value.digits * 10 ** (scale - value.scale) : Number.NaN;
    value.digits = Number.isSafeInteger(digits) ? digits : atScale(value, scale);
    value.scale = scale;
  }
  return values.sort(compareScaled);
};

class Unique implements Collector {
  private readonly values = new Set<string>();
  take(value: string): boolean {
    this.values.add(value);
    return true;
  }
  absorb(other: this): void {
    for (const value of other.values) this.values.add(value);
  }
  quantity(): DecimalText {
    return String(this.values.size);
  }
}

export const collectorOf = (aggregation: Aggregation, window: UsageWindow): Collector => {
  switch (aggregation.kind) {
    case 'count':
      return new Count();
    case 'sum':
      return new Sum();
    case 'max':
      return new Max();
    case 'last':
      return new Last(aggregation.continuous);
    case 'percentile':
      invariant(isDecimalText(aggregation.percent), 'a percentile is a number');
      return new Percentile(aggregation.percent);
    case 'unique':
      return new Unique();
    case 'time-weighted':
      return aggregation.each === 'level' ? new Levels(window, aggregation.continuous) : new Changes(window, aggregation.continuous);
    default:
      return unreachable(aggregation);
  }
};
