import type { BrowserWindowConstructorOptions } from 'electron';
import { type Box, smallest, type WindowState } from './window-state.ts';

export interface WindowFacts {
  readonly preload: string;
  readonly devTools: boolean;
  readonly dark: boolean;
  readonly icon: string | null;
  readonly state: WindowState;
  readonly box: Box | null;
}

/** How every window is made: isolated, sandboxed, without Node, without anything that Chromium tries out. */
export const windowOptions = ({ preload, devTools, dark, icon, box }: WindowFacts): BrowserWindowConstructorOptions => ({
  width: 1440,
  height: 900,
  ...box,
  minWidth: smallest.width,
  minHeight: smallest.height,
  show: false,
  title: 'Counterfoil',
  backgroundColor: dark ? '#16181d' : '#ffffff',
  ...(icon === null ? {} : { icon }),
  webPreferences: {
    preload,
    devTools,
    contextIsolation: true,
    sandbox: true,
    nodeIntegration: false,
    nodeIntegrationInWorker: false,
    nodeIntegrationInSubFrames: false,
    webSecurity: true,
    allowRunningInsecureContent: false,
    webviewTag: false,
    navigateOnDragDrop: false,
    safeDialogs: true,
    spellcheck: false,
    enableWebSQL: false,
    // A billing run goes on while the window is hidden.
    backgroundThrottling: false,
  },
});
