import type { OperatingEntity } from '../../../core/organization/types.ts';
import { daysAfter } from '../../../core/time/plain-date.ts';
import { bill, linesOf, sampleEntity, type SoldPlan, type World, worldOf } from '../../support/billing-world.ts';
import { plans } from './catalog.ts';
import type { Desk } from './desk.ts';

/** Bills one subscription of a desk as the runs would: what was billed stays billed. */
export class Till {
  readonly #desk: Desk;
  readonly #id: string;
  readonly #world: World;

  constructor(desk: Desk, id: string, sold: readonly SoldPlan[] = plans(), entity: OperatingEntity = sampleEntity()) {
    this.#desk = desk;
    this.#id = id;
    this.#world = worldOf(sold, {}, { entity });
  }

  /** The lines of a run on a day, for everything that falls due on it or before: `title from..until minor`, in the order of their text. */
  async run(day: string): Promise<readonly string[]> {
    return this.runBefore(day, daysAfter(day, 1));
  }

  async runBefore(from: string, before: string): Promise<readonly string[]> {
    this.#world.record = { ...this.#world.record, subscriptions: [await this.#desk.subscription(this.#id)] };
    const billed = bill(this.#world, from, before);
    if (billed.exceptions.length > 0) throw new Error(JSON.stringify(billed.exceptions));
    return [...linesOf(billed)].sort();
  }

  /** Invoices and credit notes so far. */
  get record(): World['record'] {
    return this.#world.record;
  }
}
