import type { EventName, Tells } from '../ipc/contract.ts';

type Send = (event: EventName, told: unknown) => void;

/** What the shell tells a window. Until the window listens, it waits here; after a reload it waits again. */
export interface Mailbox {
  readonly tell: <K extends EventName>(event: K, told: Tells<K>) => void;
  readonly listening: () => void;
  readonly gone: () => void;
}

export function openMailbox(send: Send): Mailbox {
  let listens = false;
  let waiting: (() => void)[] = [];
  return {
    tell: (event, told) => {
      if (listens) send(event, told);
      // A choice of the menu is for the moment in which it was made.
      else if (event !== 'menu.chosen')
        waiting.push(() => {
          send(event, told);
        });
    },
    listening: () => {
      listens = true;
      const letters = waiting;
      waiting = [];
      for (const letter of letters) letter();
    },
    gone: () => {
      listens = false;
    },
  };
}
