import { readFileSync } from 'node:fs';
import { writeWhole } from '../files/write-whole.ts';

export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where the window was: its box while it was neither maximised nor full screen, in device-independent pixels. */
export interface WindowState {
  readonly box: Box | null;
  readonly maximized: boolean;
  readonly fullScreen: boolean;
}

export const smallest = { width: 900, height: 600 } as const;
export const usual: WindowState = { box: null, maximized: false, fullScreen: false };

/** Anything but a state as we write it counts as none: a damaged file costs the window's place, not the start. */
export function readWindowState(file: string): WindowState {
  try {
    const { box, maximized, fullScreen } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
    return { box: isBox(box) ? box : null, maximized: maximized === true, fullScreen: fullScreen === true };
  } catch {
    return usual;
  }
}

export const writeWindowState = async (file: string, state: WindowState): Promise<void> => {
  await writeWhole(file, JSON.stringify(state));
};

function isBox(value: unknown): value is Box {
  if (typeof value !== 'object' || value === null) return false;
  const { x, y, width, height } = value as Record<string, unknown>;
  return [x, y, width, height].every((each) => Number.isSafeInteger(each) && Math.abs(each as number) < 100_000);
}

/** The title bar has to be reachable: this much of it must lie on a display. */
const grip = { width: 120, height: 32 } as const;

/** The box to open with, or null to let the system place a window: where the display of last time is gone, the window comes back. */
export function placed(state: WindowState, workAreas: readonly Box[]): Box | null {
  const { box } = state;
  if (box === null) return null;
  return workAreas.map((area) => fitted(box, area)).find((each) => each !== null) ?? null;
}

/** The box in the size that the area has room for, or null where its grip would not lie on the area. */
function fitted(box: Box, area: Box): Box | null {
  const width = Math.max(smallest.width, Math.min(box.width, area.width));
  const height = Math.max(smallest.height, Math.min(box.height, area.height));
  const seen = Math.min(box.x + width, area.x + area.width) - Math.max(box.x, area.x);
  const reachable = seen >= grip.width && box.y >= area.y && box.y + grip.height <= area.y + area.height;
  return reachable ? { ...box, width, height } : null;
}
