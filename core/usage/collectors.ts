import { invariant, must, unreachable } from '../kernel/invariant.ts';
import { byText } from '../kernel/order.ts';
import { type DecimalText, isDecimalText } from '../money/exact.ts';
import type { Instant } from '../time/instant.ts';
import { byPlace, msOf, msReader, type Placed, type UsageWindow } from './moments.ts';
import { atScale, compareScaled, powerOfTen, roundedQuotient, type Scaled, ScaledSum, scaledText, scan } from './scaled.ts';
import type { Aggregation } from './types.ts';

/** What one aggregation remembers of the events that it has seen. It takes them in any order. */
export interface Collector {
  /** Takes a value in; `false` where the aggregation needs a number and this is none. */
  take(value: string, at: Instant, receivedAt: Instant, id: string): boolean;
  /** Takes in what another collector of the same metric and window has seen. */
  absorb(other: this): void;
  /** The aggregate; `carriedIn` is the value on which the time before ended. */
  quantity(carriedIn: DecimalText | null): DecimalText;
}

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
    const value = scannedValue(this.last?.value ?? (this.continuous ? carriedIn : null) ?? '0');
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
    const share = scannedValue(this.percent);
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
  const values = [...counts].map(([text, count]) => ({ ...scannedValue(text), count }));
  const scale = values.reduce((greatest, value) => Math.max(greatest, value.scale), 0);
  for (const value of values) {
    const digits = typeof value.digits === 'number' ? value.digits * 10 ** (scale - value.scale) : Number.NaN;
    value.digits = Number.isSafeInteger(digits) ? digits : atScale(value, scale);
    value.scale = scale;
  }
  return values.sort(compareScaled);
};

const scannedValue = (text: string): Scaled => {
  const into: Scaled = { digits: 0, scale: 0 };
  invariant(scan(text, into), 'a value that was taken is a number');
  return into;
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

/** Decimals of an average, the only figure of an aggregate that a division makes. */
const averageDecimals = 20;

/** Value × milliseconds over the window's milliseconds. */
const average = (weighted: ScaledSum, window: UsageWindow): DecimalText => {
  const { digits, scale } = weighted.total();
  const lengthMs = BigInt(msOf(window.until) - msOf(window.from));
  return scaledText(roundedQuotient(digits * powerOfTen(averageDecimals), lengthMs * powerOfTen(scale)), averageDecimals);
};

/**
 * Each value is what there is until the next one. Needs the order of the events, so it remembers them all: in columns, which weigh less than an object
 * for each of millions of events.
 */
class Levels implements Collector {
  private readonly window: UsageWindow;
  private readonly continuous: boolean;
  /** Milliseconds since the window began. */
  private readonly offsetsMs: number[] = [];
  private readonly digits: (number | bigint)[] = [];
  private readonly scales: number[] = [];
  private readonly receivedAt: Instant[] = [];
  private readonly ids: string[] = [];
  private readonly scratch: Scaled = { digits: 0, scale: 0 };
  private readonly ms = msReader();
  private readonly fromMs: number;
  constructor(window: UsageWindow, continuous: boolean) {
    this.window = window;
    this.continuous = continuous;
    this.fromMs = msOf(window.from);
  }
  take(value: string, at: Instant, receivedAt: Instant, id: string): boolean {
    if (!scan(value, this.scratch)) return false;
    this.offsetsMs.push(this.ms(at) - this.fromMs);
    this.digits.push(this.scratch.digits);
    this.scales.push(this.scratch.scale);
    this.receivedAt.push(receivedAt);
    this.ids.push(id);
    return true;
  }
  absorb(other: this): void {
    for (const [index, offsetMs] of other.offsetsMs.entries()) {
      this.offsetsMs.push(offsetMs);
      this.digits.push(other.digits[index] ?? 0);
      this.scales.push(other.scales[index] ?? 0);
      this.receivedAt.push(other.receivedAt[index] ?? '');
      this.ids.push(other.ids[index] ?? '');
    }
  }
  quantity(carriedIn: DecimalText | null): DecimalText {
    const weighted = new ScaledSum();
    let { digits, scale } = scannedValue((this.continuous ? carriedIn : null) ?? '0');
    let sinceMs = 0;
    for (const index of this.inOrder()) {
      const offsetMs = this.offsetsMs[index] ?? 0;
      weighted.addTimes(digits, scale, offsetMs - sinceMs);
      digits = this.digits[index] ?? 0;
      scale = this.scales[index] ?? 0;
      sinceMs = offsetMs;
    }
    weighted.addTimes(digits, scale, msOf(this.window.until) - this.fromMs - sinceMs);
    return average(weighted, this.window);
  }
  /** Places of the events by moment, then by arrival. */
  private inOrder(): Iterable<number> {
    const count = this.offsetsMs.length;
    const byArrival = (a: number, b: number): number =>
      (this.offsetsMs[a] ?? 0) - (this.offsetsMs[b] ?? 0) ||
      byText(this.receivedAt[a] ?? '', this.receivedAt[b] ?? '') ||
      byText(this.ids[a] ?? '', this.ids[b] ?? '');
    const span = (msOf(this.window.until) - this.fromMs) * count;
    if (!Number.isSafeInteger(span)) return [...this.offsetsMs.keys()].sort(byArrival);
    // Moment and place in one number: sorting plain numbers is many times faster than asking a function.
    const keys = Float64Array.from(this.offsetsMs, (offsetMs, index) => offsetMs * count + index).sort();
    const order = Array.from(keys, (key) => key % count);
    return tiesSorted(order, (a, b) => this.offsetsMs[a] === this.offsetsMs[b], byArrival);
  }
}

/** Sorts each run of places that are alike; the runs themselves already stand in order. */
const tiesSorted = (
  order: number[],
  alike: (a: number, b: number) => boolean,
  compare: (a: number, b: number) => number,
): readonly number[] => {
  for (let start = 0; start < order.length; ) {
    let end = start + 1;
    while (end < order.length && alike(order[start] ?? 0, order[end] ?? 0)) end += 1;
    if (end - start > 1) {
      for (const [turn, place] of order.slice(start, end).sort(compare).entries()) order[start + turn] = place;
    }
    start = end;
  }
  return order;
};

/** Each value adds to what there is from its event to the end of the window. */
class Changes implements Collector {
  private readonly window: UsageWindow;
  private readonly continuous: boolean;
  private readonly untilMs: number;
  private readonly weighted = new ScaledSum();
  private readonly scratch: Scaled = { digits: 0, scale: 0 };
  private readonly ms = msReader();
  constructor(window: UsageWindow, continuous: boolean) {
    this.window = window;
    this.continuous = continuous;
    this.untilMs = msOf(window.until);
  }
  take(value: string, at: Instant): boolean {
    if (!scan(value, this.scratch)) return false;
    this.weighted.addTimes(this.scratch.digits, this.scratch.scale, this.untilMs - this.ms(at));
    return true;
  }
  absorb(other: this): void {
    this.weighted.absorb(other.weighted);
  }
  quantity(carriedIn: DecimalText | null): DecimalText {
    const all = new ScaledSum();
    all.absorb(this.weighted);
    const before = scannedValue((this.continuous ? carriedIn : null) ?? '0');
    all.addTimes(before.digits, before.scale, this.untilMs - msOf(this.window.from));
    return average(all, this.window);
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
