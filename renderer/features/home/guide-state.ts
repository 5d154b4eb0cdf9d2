import { create } from 'zustand';
import { persist } from 'zustand/middleware';

type GuideState = { readonly isDismissed: boolean; readonly dismiss: (isDismissed: boolean) => void };

/** Whether this user has put the guide aside; it stays to be found in the palette. */
export const useGuideState = create<GuideState>()(
  persist((set) => ({ isDismissed: false, dismiss: (isDismissed) => set({ isDismissed }) }), {
    name: 'counterfoil.guide',
    partialize: ({ isDismissed }) => ({ isDismissed }),
  }),
);
