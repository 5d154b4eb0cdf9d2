/** Free facts as a form holds them: a list, so that a name can be typed letter by letter. */
export type Pair = { name: string; value: string };

type Facts = Readonly<Record<string, string>>;

export const pairsOf = (facts: Facts): Pair[] => Object.entries(facts).map(([name, value]) => ({ name, value }));

/** What the form says; a pair without a name says nothing, and of two with one name the last one holds. */
export const factsOf = (pairs: readonly Pair[]): Facts =>
  Object.fromEntries(pairs.map(({ name, value }) => [name.trim(), value.trim()] as const).filter(([name]) => name !== ''));

/** The facts that differ, each with what it was and what it shall be; `null` stands for a fact that is not there. */
export const factEdits = (
  before: Facts,
  after: Facts,
): Readonly<Record<string, { readonly from: string | null; readonly to: string | null }>> =>
  Object.fromEntries(
    [...new Set([...Object.keys(before), ...Object.keys(after)])]
      .map((name) => [name, { from: before[name] ?? null, to: after[name] ?? null }] as const)
      .filter(([, { from, to }]) => from !== to),
  );
