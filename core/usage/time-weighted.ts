import { byText } from '../kernel/order.ts';
import type { DecimalText } from '../money/exact.ts';
import type { Instant } from '../time/instant.ts';
import type { Collector } from './collector.ts';
import { msOf, msReader, type UsageWindow } from './moments.ts';
import { powerOfTen, roundedQuotient, type Scaled, scaledOf, ScaledSum, scaledText, scan } from './scaled.ts';

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
export class Levels implements Collector {
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
    let { digits, scale } = scaledOf((this.continuous ? carriedIn : null) ?? '0');
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
export class Changes implements Collector {
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
    const before = scaledOf((this.continuous ? carriedIn : null) ?? '0');
    all.addTimes(before.digits, before.scale, this.untilMs - msOf(this.window.from));
    return average(all, this.window);
  }
}
