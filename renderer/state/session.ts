import { create } from 'zustand';
import { persist } from 'zustand/middleware';

/** Which home and which sections come first; it hides nothing. */
export type Role = 'finance' | 'sales' | 'admin';
/** Somebody who works at this station. */
export type Person = { readonly name: string; readonly role: Role };
export type ThemeChoice = 'light' | 'dark' | 'system';
export type Density = 'normal' | 'compact';
export type UiLocale = 'en' | 'de';

/** Who sits here and how they like it. Kept on this machine for this user; nothing of the company's data. */
export type Session = {
  readonly user: string;
  /** Everybody who works at this station, the one who sits here now possibly among them. */
  readonly people: readonly Person[];
  /** This station's code, part of its legal numbers (NUM-02): made once, kept for ever. */
  readonly station: string;
  /** `null` until the first choice was made. */
  readonly locale: UiLocale | null;
  /** The entity whose work is shown, `null` for all of them. */
  readonly entityId: string | null;
  readonly role: Role;
  readonly theme: ThemeChoice;
  readonly density: Density;
  /** A22: amounts are covered while the screen is shared. */
  readonly isPrivate: boolean;
  /** The first run is behind us: there is a company, however it came. */
  readonly hasBegun: boolean;
  /** Names of those who signed in here, by their ids: commands hold the id. */
  readonly signedIn: Readonly<Record<string, string>>;
  /** The moment at which the demo company plays, `null` outside of it. */
  readonly demoAt: string | null;
};

type Actions = { readonly set: (change: Partial<Session>) => void };

const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

/** Four characters such as `K7M2`, by chance: two stations that never met hardly ever have the same. A server gives certain ones. */
const newStation = (): string => {
  const [a = 0, b = 0, c = 0, d = 0] = crypto.getRandomValues(new Uint32Array(4));
  const pair = (letter: number, digit: number): string => `${letters.charAt(letter % letters.length)}${(digit % 9) + 1}`;
  return pair(a, b) + pair(c, d);
};

const initial = (): Session => ({
  user: 'owner',
  people: [],
  station: newStation(),
  locale: null,
  entityId: null,
  role: 'finance',
  theme: 'system',
  density: 'normal',
  isPrivate: false,
  hasBegun: false,
  signedIn: {},
  demoAt: null,
});

export const useSession = create<Session & Actions>()(
  persist((set) => ({ ...initial(), set: (change) => set(change) }), {
    name: 'counterfoil.session',
    partialize: ({ set: _set, ...session }) => session,
  }),
);

/** The session outside React. */
export const session = (): Session => useSession.getState();
