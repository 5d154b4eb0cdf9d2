/** Code-unit order: the same on every host and in every locale, unlike `localeCompare`. */
export const byText = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** Sorts a copy by the texts that `key` gives, in code-unit order. Stable. */
export const sortedBy = <T>(values: readonly T[], key: (value: T) => string): readonly T[] =>
  values
    .map((value) => [key(value), value] as const)
    .sort(([a], [b]) => byText(a, b))
    .map(([, value]) => value);

/** Groups in the order in which the keys first appear. */
export const groupedBy = <T>(values: Iterable<T>, key: (value: T) => string): ReadonlyMap<string, readonly T[]> => {
  const groups = new Map<string, T[]>();
  for (const value of values) {
    const name = key(value);
    const group = groups.get(name);
    if (group === undefined) groups.set(name, [value]);
    else group.push(value);
  }
  return groups;
};
