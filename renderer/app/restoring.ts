import { create } from 'zustand';

type Restoring = {
  /** The question stands open. */
  readonly isOpen: boolean;
  /** The backup that came from outside: double-clicked, or dropped on the program. */
  readonly offered: File | null;
  readonly ask: (offered: File | null) => void;
  readonly close: () => void;
};

/** Whether a backup shall be restored, wherever the wish came from: the settings, the menu, a file that was opened with the program. */
export const useRestoring = create<Restoring>()((set) => ({
  isOpen: false,
  offered: null,
  ask: (offered) => set({ isOpen: true, offered }),
  close: () => set({ isOpen: false, offered: null }),
}));
