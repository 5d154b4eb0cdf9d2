/** One condition. `period` names a stretch of time that moves with the day, such as `this-month`. */
export type UiFilter = {
  readonly column: string;
  readonly op: 'is' | 'is-not' | 'contains' | 'from' | 'until' | 'empty' | 'filled' | 'period';
  readonly values: readonly string[];
};

export type FilterOp = UiFilter['op'];

export type FilterChoice = { readonly value: string; readonly label: string; readonly count?: number };

/** What can be filtered by. `choices` are asked for when somebody wants to choose. */
export type FilterField = {
  readonly key: string;
  readonly label: string;
  readonly type: 'text' | 'code' | 'date' | 'instant' | 'number' | 'money';
  readonly labelOf: (value: string) => string;
  readonly choices: () => Promise<readonly FilterChoice[]>;
};

/** A set of filters with a name, one click away. */
export type QuickFilter = { readonly id: string; readonly label: string; readonly filters: readonly UiFilter[] };

/** Stretches of time that move with the day. */
export const periods = [
  'today',
  'yesterday',
  'last-7',
  'last-30',
  'last-90',
  'next-30',
  'this-month',
  'last-month',
  'this-quarter',
  'last-quarter',
  'this-year',
  'last-year',
] as const;
export type PeriodName = (typeof periods)[number];

/** Ways to ask of a column, the usual one first. */
export const opsOf = (type: FilterField['type']): readonly FilterOp[] => {
  switch (type) {
    case 'code':
      return ['is', 'is-not'];
    case 'text':
      return ['contains', 'is', 'is-not', 'empty', 'filled'];
    case 'date':
    case 'instant':
      return ['period', 'from', 'until', 'empty'];
    case 'number':
    case 'money':
      return ['from', 'until'];
  }
};
