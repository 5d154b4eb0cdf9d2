import { create } from 'zustand';

/** Long work that goes on while people look elsewhere: a billing run, an import. The frame shows it, and quitting asks first. */
export type LongWork = { readonly id: string; readonly title: string; readonly done: number; readonly of: number; readonly path: string };

type Work = {
  readonly running: readonly LongWork[];
  readonly show: (work: LongWork) => void;
  readonly end: (id: string) => void;
  /** Forms with changes that are not saved, by a name of their own. */
  readonly unsaved: ReadonlySet<string>;
  readonly setUnsaved: (id: string, isUnsaved: boolean) => void;
};

export const useWork = create<Work>()((set) => ({
  running: [],
  show: (work) => set(({ running }) => ({ running: [...running.filter(({ id }) => id !== work.id), work] })),
  end: (id) => set(({ running }) => ({ running: running.filter((each) => each.id !== id) })),
  unsaved: new Set(),
  setUnsaved: (id, isUnsaved) =>
    set(({ unsaved }) => {
      if (unsaved.has(id) === isUnsaved) return {};
      const next = new Set(unsaved);
      if (isUnsaved) next.add(id);
      else next.delete(id);
      return { unsaved: next };
    }),
}));

/** Long work that was begun. What is told of it after its end, as a worker's last messages are, is no longer shown. */
export type BegunWork = { readonly tell: (done: number, of: number) => void; readonly end: () => void };

export const beginWork = (work: Omit<LongWork, 'done' | 'of'>): BegunWork => {
  let isOver = false;
  return {
    tell: (done, of) => {
      if (!isOver) useWork.getState().show({ ...work, done, of });
    },
    end: () => {
      isOver = true;
      useWork.getState().end(work.id);
    },
  };
};
