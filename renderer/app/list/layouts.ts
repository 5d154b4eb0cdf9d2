import { create } from 'zustand';
import { persist } from 'zustand/middleware';
import { type GridLayout, noLayout } from '../../ui/grid/grid-types.ts';
import type { ListState } from './list-state.ts';

/** A named state of a list (A6). `isDefault`: the list opens with it. Shared views come with the server; until then each is this user's. */
export type SavedView = { readonly id: string; readonly name: string; readonly state: ListState; readonly isDefault: boolean };

type Layouts = {
  readonly layouts: Readonly<Record<string, GridLayout>>;
  readonly views: Readonly<Record<string, readonly SavedView[]>>;
  readonly setLayout: (list: string, layout: GridLayout) => void;
  readonly setViews: (list: string, views: readonly SavedView[]) => void;
};

/** What this user made of each list; it outlives a restart (A5). */
export const useLayouts = create<Layouts>()(
  persist(
    (set) => ({
      layouts: {},
      views: {},
      setLayout: (list, layout) => set(({ layouts }) => ({ layouts: { ...layouts, [list]: layout } })),
      setViews: (list, next) => set(({ views }) => ({ views: { ...views, [list]: next } })),
    }),
    { name: 'counterfoil.lists', partialize: ({ layouts, views }) => ({ layouts, views }) },
  ),
);

export const layoutOf = (layouts: Readonly<Record<string, GridLayout>>, list: string): GridLayout => layouts[list] ?? noLayout;

export const noViews: readonly SavedView[] = [];
