import type { WindowState } from './window-state.ts';

export interface Placed {
  getNormalBounds(): { x: number; y: number; width: number; height: number };
  isMaximized(): boolean;
  isFullScreen(): boolean;
  isDestroyed(): boolean;
  on(event: 'resize' | 'move' | 'close', listener: () => void): unknown;
}

const settledMs = 400;

/** Notes where the window is whenever it has come to rest, and when it closes. */
export function keepState(window: Placed, write: (state: WindowState) => Promise<void>, failed: (error: unknown) => void): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const note = (): void => {
    clearTimeout(timer);
    if (window.isDestroyed()) return;
    const { x, y, width, height } = window.getNormalBounds();
    write({ box: { x, y, width, height }, maximized: window.isMaximized(), fullScreen: window.isFullScreen() }).catch(failed);
  };
  const later = (): void => {
    clearTimeout(timer);
    timer = setTimeout(note, settledMs);
  };
  window.on('resize', later);
  window.on('move', later);
  window.on('close', note);
}
