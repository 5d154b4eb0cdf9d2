const dayMs = 86_400_000;

/** The world's time. Each reading is a little later than the one before, so that no two commands happen at once. */
export class WorldClock {
  #nowMs: number;

  constructor(start: string) {
    this.#nowMs = Date.parse(start);
  }

  now(skewDays = 0): string {
    this.#nowMs += 1;
    return new Date(this.#nowMs + skewDays * dayMs).toISOString();
  }

  pass(hours: number): void {
    this.#nowMs += hours * 3_600_000;
  }
}
