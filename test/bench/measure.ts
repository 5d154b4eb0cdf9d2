/** What a bench found: how many times the bound's unit it took, and what it may take at most. Other figures are for reading. */
export type Measured = {
  readonly ratio: number;
  readonly bound: number;
  /** Further figures, by what they are, unit last. */
  readonly figures: Readonly<Record<string, number>>;
};

/** Processor time of all threads of this process, in milliseconds: neighbours on the machine do not count. */
const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

/** Processor milliseconds that some work takes. */
export const cpuOf = async (work: () => unknown): Promise<number> => {
  const started = cpuMs();
  await work();
  return cpuMs() - started;
};

export const median = (values: readonly number[]): number => {
  const ascending = [...values].sort((a, b) => a - b);
  const middle = ascending.length >> 1;
  const [low = Number.NaN, high = Number.NaN] = [ascending[ascending.length - 1 - middle], ascending[middle]];
  return (low + high) / 2;
};

export const rounded = (value: number, digits = 2): number => Number(value.toFixed(digits));
