import type { Work } from '../ipc/contract.ts';
import type { Words } from '../words.ts';

export const noWork: Work = { unsaved: 0, unsent: 0, run: null };

/** What closing now would cost, as sentences; none where nothing would be lost or left standing. */
export function costOfClosing(work: Work, words: Words): readonly string[] {
  return [
    ...(work.unsaved > 0 ? [words('closing.unsaved', { count: work.unsaved })] : []),
    ...(work.run !== null ? [words('closing.run', { done: work.run.done, total: work.run.total })] : []),
    ...(work.unsent > 0 ? [words('closing.unsent', { count: work.unsent })] : []),
  ];
}

export interface Closable {
  on(event: 'close', listener: (event: { preventDefault(): void }) => void): unknown;
  close(): void;
}

/**
 * Asks before a window closes on unsaved or unfinished work, once, however often closing is tried meanwhile.
 *
 * @param confirm shows the question in the system's own dialog; true to close
 * @param stayed is called when the user keeps the window open, so that quitting the program ends there too
 * @returns the same question for a restart: once agreed, the window closes without another
 */
export function guardClosing(
  window: Closable,
  work: () => Work,
  confirm: (work: Work) => Promise<boolean>,
  stayed: () => void,
): { readonly mayClose: () => Promise<boolean> } {
  let agreed = false;
  let asking = false;
  const ask = async (): Promise<void> => {
    asking = true;
    try {
      agreed = await confirm(work());
    } finally {
      asking = false;
    }
    if (agreed) window.close();
    else stayed();
  };
  window.on('close', (event) => {
    if (agreed || costsNothing(work())) return;
    event.preventDefault();
    if (!asking) void ask();
  });
  return {
    mayClose: async () => {
      agreed = costsNothing(work()) || (await confirm(work()));
      return agreed;
    },
  };
}

const costsNothing = ({ unsaved, unsent, run }: Work): boolean => unsaved === 0 && unsent === 0 && run === null;
