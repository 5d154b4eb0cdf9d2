/** Numbers that look random and are the same in every run, on every machine: mulberry32, whole-number arithmetic only. */
export type Random = {
  /** From 0 (inclusive) to 1 (exclusive). */
  readonly share: () => number;
  /** A whole number, both ends inclusive. */
  readonly whole: (from: number, to: number) => number;
  /** True in this many of a hundred cases. */
  readonly chance: (percent: number) => boolean;
  readonly pick: <T>(choices: readonly T[]) => T;
  /** One of the choices, each as often as its weight says. */
  readonly weighted: <T>(choices: readonly (readonly [weight: number, choice: T])[]) => T;
  /** A new order of the same values. */
  readonly shuffled: <T>(values: readonly T[]) => readonly T[];
  /** Around 1: most between 0.7 and 1.3, none outside 0.1 to 1.9. */
  readonly around: () => number;
  /** An independent series, so that more of one thing does not change every other thing. */
  readonly fork: (name: string) => Random;
};

const seedOf = (text: string, seed: number): number => {
  let hash = seed ^ 0x811c9dc5;
  for (let at = 0; at < text.length; at += 1) hash = Math.imul(hash ^ text.charCodeAt(at), 0x01000193);
  return hash >>> 0;
};

export const random = (seed: number): Random => {
  let state = seed >>> 0;
  const share = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const whole = (from: number, to: number): number => from + Math.floor(share() * (to - from + 1));
  const pick = <T>(choices: readonly T[]): T => choices[whole(0, choices.length - 1)] as T;
  return {
    share,
    whole,
    pick,
    chance: (percent) => share() * 100 < percent,
    weighted: (choices) => {
      let left = share() * choices.reduce((sum, [weight]) => sum + weight, 0);
      for (const [weight, choice] of choices) {
        left -= weight;
        if (left < 0) return choice;
      }
      return pick(choices)[1];
    },
    shuffled: (values) => {
      const copy = [...values];
      for (let at = copy.length - 1; at > 0; at -= 1) {
        const other = whole(0, at);
        [copy[at], copy[other]] = [copy[other] as (typeof copy)[number], copy[at] as (typeof copy)[number]];
      }
      return copy;
    },
    around: () => 0.1 + ((share() + share() + share()) / 3) * 1.8,
    fork: (name) => random(seedOf(name, seed)),
  };
};
