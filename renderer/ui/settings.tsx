import { createContext, useContext } from 'react';

/** What stands in the place of an amount while amounts are covered (A22). */
export const covered = '•••••';

/** How the parts of this folder write figures and days, and how dense they are. The application gives it; nothing here knows a currency. */
export type UiSettings = {
  /** The figure alone, with the currency's decimals: `1,234.50`. */
  readonly amount: (minor: number, currency: string) => string;
  /** With the currency's sign, for sentences: `€1,234.50`. */
  readonly money: (minor: number, currency: string) => string;
  /** A price, which is decimal text in major units: all its decimals, and at least the currency's. `94.9` is `94.90`. */
  readonly price: (value: string, currency: string) => string;
  readonly number: (value: string | number) => string;
  readonly percent: (value: string) => string;
  /** `12 Nov 2026` */
  readonly day: (date: string) => string;
  /** In a column of days, where a language has a shorter way that everybody reads: `12.11.2026` in German. */
  readonly columnDay: (date: string) => string;
  /** A moment in `zone`, which it names: `12 Nov 2026, 09:30 CET`. */
  readonly moment: (instant: string) => string;
  /** Where the books are kept: the zone of every clock on the screen. */
  readonly zone: string;
  /** What a clock in `zone` shows at a moment: `2026-11-12T09:30`; empty where it is none. */
  readonly wallTime: (instant: string) => string;
  /** The moment at which a clock in `zone` shows what was typed; `null` where it is none. */
  readonly instantAt: (wallTime: string) => string | null;
  readonly today: string;
  readonly density: 'normal' | 'compact';
  /** A22: amounts are covered. */
  readonly isPrivate: boolean;
};

const plain: UiSettings = {
  amount: (minor) => String(minor),
  money: (minor, currency) => `${minor} ${currency}`,
  price: (value) => value,
  number: String,
  percent: (value) => `${value} %`,
  day: (date) => date,
  columnDay: (date) => date,
  moment: (instant) => instant,
  zone: 'UTC',
  wallTime: (instant) => instant.slice(0, 16),
  instantAt: (wallTime) => (wallTime === '' ? null : `${wallTime}:00.000Z`),
  today: '2026-01-01',
  density: 'normal',
  isPrivate: false,
};

export const UiSettingsContext = createContext<UiSettings>(plain);

export const useUi = (): UiSettings => useContext(UiSettingsContext);
