// Runs in the window's sandbox before the page. It gives the page one named function for each channel and each event of
// the contract, and nothing of Electron.

import { contextBridge, ipcRenderer } from 'electron';
import { channels, events } from './ipc/contract.ts';

const ask = Object.fromEntries(
  Object.keys(channels).map((name) => [name, async (question: unknown = {}): Promise<unknown> => ipcRenderer.invoke(name, question)]),
);

const hear = Object.fromEntries(
  Object.keys(events).map((name) => [
    name,
    (listener: (told: unknown) => void): (() => void) => {
      // The event object itself would hand the page a sender; it stays here.
      const heard = (_event: unknown, told: unknown): void => {
        listener(told);
      };
      ipcRenderer.on(name, heard);
      return () => {
        ipcRenderer.off(name, heard);
      };
    },
  ]),
);

contextBridge.exposeInMainWorld('counterfoil', { ask, hear });
