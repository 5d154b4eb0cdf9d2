/** A seeded source of chance: the same seed gives the same world, today and for ever (mulberry32). */
export type Chance = {
  /** A whole number from 0 up to and without `bound`. */
  below(bound: number): number;
  /** True so many times out of a hundred. */
  percent(likely: number): boolean;
  pick<T>(values: readonly T[]): T | null;
  /** A source of its own, so that one part of the world drawing more does not move the others. */
  fork(name: string): Chance;
};

const hashed = (text: string): number => {
  let hash = 2_166_136_261;
  for (let index = 0; index < text.length; index += 1) hash = Math.imul(hash ^ text.charCodeAt(index), 16_777_619);
  return hash >>> 0;
};

export const chanceOf = (seed: string): Chance => {
  let state = hashed(seed);
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return (mixed ^ (mixed >>> 14)) >>> 0;
  };
  const below = (bound: number): number => Math.floor((next() / 4_294_967_296) * bound);
  return {
    below,
    percent: (likely) => below(100) < likely,
    pick: (values) => values[below(values.length)] ?? null,
    fork: (name) => chanceOf(`${seed}/${name}`),
  };
};
