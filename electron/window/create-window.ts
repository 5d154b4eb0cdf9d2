import { BrowserWindow } from 'electron';
import { type WindowFacts, windowOptions } from './window-options.ts';

/** THE factory of windows. */
export function createWindow(facts: WindowFacts): BrowserWindow {
  const window = new BrowserWindow(windowOptions(facts));
  window.once('ready-to-show', () => {
    if (facts.state.maximized) window.maximize();
    if (facts.state.fullScreen) window.setFullScreen(true);
    window.show();
  });
  return window;
}
