import { create } from 'zustand';
import { persist } from 'zustand/middleware';

/** A record or page that was opened: what the palette offers first. */
export type RecentPlace = { readonly path: string; readonly title: string; readonly detail: string; readonly kind: string };

type Recent = { readonly places: readonly RecentPlace[]; readonly visited: (place: RecentPlace) => void; readonly forget: () => void };

const longest = 12;

export const useRecent = create<Recent>()(
  persist(
    (set) => ({
      places: [],
      visited: (place) => set(({ places }) => ({ places: [place, ...places.filter(({ path }) => path !== place.path)].slice(0, longest) })),
      forget: () => set({ places: [] }),
    }),
    { name: 'counterfoil.recent', partialize: ({ places }) => ({ places }) },
  ),
);
