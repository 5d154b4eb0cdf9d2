import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import * as fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Work } from '../../electron/ipc/contract.ts';
import { keepState } from '../../electron/window/keep-state.ts';
import { openMailbox } from '../../electron/window/mailbox.ts';
import { costOfClosing, guardClosing, noWork } from '../../electron/window/quit-guard.ts';
import { crashRecovery } from '../../electron/window/recovery.ts';
import { type Box, placed, readWindowState, smallest, usual, writeWindowState } from '../../electron/window/window-state.ts';
import { wordsIn } from '../../electron/words.ts';

const screen: Box = { x: 0, y: 0, width: 1920, height: 1080 };
const second: Box = { x: 1920, y: 0, width: 1280, height: 1024 };
const box: Box = { x: 100, y: 80, width: 1200, height: 800 };

describe('the place of the window', () => {
  const at = (each: Box): typeof usual => ({ ...usual, box: each });
  it('is kept on a display that is there', () => {
    expect(placed(at(box), [screen])).toEqual(box);
    expect(placed(at({ ...box, x: 2000 }), [screen, second])).toEqual({ ...box, x: 2000 });
  });
  it('is given up where the title bar could not be reached', () => {
    expect(placed(at({ ...box, x: 2000 }), [screen])).toBeNull();
    expect(placed(at({ ...box, y: -300 }), [screen])).toBeNull();
    expect(placed(at({ ...box, y: 1070 }), [screen])).toBeNull();
    expect(placed(at({ ...box, x: -1150 }), [screen])).toBeNull();
    expect(placed(usual, [screen])).toBeNull();
    expect(placed(at(box), [])).toBeNull();
  });
  it('always leaves a grip on some display and never falls below the smallest size', () => {
    const number = fc.integer({ min: -5000, max: 5000 });
    fc.assert(
      fc.property(
        fc.record({ x: number, y: number, width: fc.integer({ min: 1, max: 5000 }), height: fc.integer({ min: 1, max: 5000 }) }),
        (each) => {
          const found = placed(at(each), [screen, second]);
          if (found === null) return;
          expect(found.width).toBeGreaterThanOrEqual(smallest.width);
          expect(found.height).toBeGreaterThanOrEqual(smallest.height);
          const seen = [screen, second].some(
            (area) =>
              Math.min(found.x + found.width, area.x + area.width) - Math.max(found.x, area.x) >= 120 &&
              found.y >= area.y &&
              found.y < area.y + area.height,
          );
          expect(seen).toBe(true);
        },
      ),
    );
  });
  it('is read back as it was written; a damaged file costs only the place', async () => {
    const folder = mkdtempSync(path.join(tmpdir(), 'counterfoil-window-'));
    const file = path.join(folder, 'window.json');
    const state = { box, maximized: true, fullScreen: false };
    await writeWindowState(file, state);
    expect(readWindowState(file)).toEqual(state);
    for (const damaged of ['', '{', '[]', 'null', '{"box":{"x":"1"}}', '{"box":{"x":1e99,"y":0,"width":1,"height":1}}']) {
      writeFileSync(file, damaged);
      expect(readWindowState(file)).toEqual(usual);
    }
    expect(readWindowState(path.join(folder, 'none.json'))).toEqual(usual);
    rmSync(folder, { recursive: true });
  });
});

describe('noting the place', () => {
  beforeEach(() => {
    vi.useFakeTimers();
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  it('waits until the window has come to rest, and does not miss its closing', () => {
    const listeners: Record<string, () => void> = {};
    const window = {
      getNormalBounds: () => box,
      isMaximized: () => true,
      isFullScreen: () => false,
      isDestroyed: () => false,
      on: (event: string, listener: () => void) => {
        listeners[event] = listener;
      },
    };
    const write = vi.fn<(state: unknown) => Promise<void>>(async () => Promise.resolve());
    keepState(window, write, () => undefined);
    for (let step = 0; step < 50; step += 1) listeners['move']?.();
    vi.advanceTimersByTime(300);
    expect(write).toHaveBeenCalledTimes(0);
    vi.advanceTimersByTime(200);
    expect(write).toHaveBeenCalledTimes(1);
    listeners['resize']?.();
    listeners['close']?.();
    vi.advanceTimersByTime(1000);
    expect(write).toHaveBeenCalledTimes(2);
    expect(write).toHaveBeenLastCalledWith({ box, maximized: true, fullScreen: false });
  });
});

describe('[A13] closing', () => {
  const work: Work = { unsaved: 1, unsent: 0, run: null };
  const closable = () => {
    let listener: (event: { preventDefault: () => void }) => void = () => undefined;
    let closed = 0;
    const window = {
      on: (_event: 'close', each: typeof listener) => {
        listener = each;
      },
      close: () => {
        let prevented = false;
        listener({ preventDefault: () => (prevented = true) });
        if (!prevented) closed += 1;
      },
    };
    return { window, closed: () => closed };
  };
  it('asks once, keeps open when told, and closes when agreed', async () => {
    const { window, closed } = closable();
    let says = false;
    let asked = 0;
    let stayed = 0;
    guardClosing(
      window,
      () => work,
      async () => {
        asked += 1;
        return Promise.resolve(says);
      },
      () => (stayed += 1),
    );
    window.close();
    window.close();
    await vi.waitFor(() => {
      expect(stayed).toBe(1);
    });
    expect([asked, closed()]).toEqual([1, 0]);
    says = true;
    window.close();
    await vi.waitFor(() => {
      expect(closed()).toBe(1);
    });
    expect(asked).toBe(2);
  });
  it('does not ask where nothing is at stake', () => {
    const { window, closed } = closable();
    guardClosing(
      window,
      () => noWork,
      async () => Promise.reject(new Error('asked')),
      () => undefined,
    );
    window.close();
    expect(closed()).toBe(1);
  });
  it('for a restart asks the same, and then closes without another question', async () => {
    const { window, closed } = closable();
    let asked = 0;
    const { mayClose } = guardClosing(
      window,
      () => work,
      async () => {
        asked += 1;
        return Promise.resolve(true);
      },
      () => undefined,
    );
    expect(await mayClose()).toBe(true);
    window.close();
    expect([asked, closed()]).toEqual([1, 1]);
  });
  it('says what it would cost, in the user’s language', () => {
    expect(costOfClosing(noWork, wordsIn('en'))).toEqual([]);
    expect(costOfClosing({ unsaved: 1, unsent: 2, run: { done: 1000, total: 12000 } }, wordsIn('de'))).toEqual([
      '1 Änderung ist noch nicht gespeichert und geht verloren.',
      'Eine Abrechnung läuft: 1.000 von 12.000 Kunden sind fertig. Was fertig ist, bleibt; der Rest folgt beim nächsten Start.',
      '2 Einträge sind noch nicht an den Server gesendet. Sie bleiben auf diesem Rechner und werden später gesendet.',
    ]);
  });
});

describe('a crashed window', () => {
  it('is loaded again, until the third crash within a minute', () => {
    const remedyFor = crashRecovery();
    expect(remedyFor('crashed', 0)).toEqual({ kind: 'reload', crashes: 1 });
    expect(remedyFor('oom', 10_000)).toEqual({ kind: 'reload', crashes: 2 });
    expect(remedyFor('killed', 20_000)).toEqual({ kind: 'safe-page' });
    expect(remedyFor('crashed', 30_000)).toEqual({ kind: 'reload', crashes: 1 });
  });
  it('that crashes now and then is always loaded again', () => {
    const remedyFor = crashRecovery();
    for (let minute = 0; minute < 10; minute += 1) expect(remedyFor('crashed', minute * 60_000)).toEqual({ kind: 'reload', crashes: 1 });
  });
  it('is no crash when it ends cleanly', () => {
    expect(crashRecovery()('clean-exit', 0)).toEqual({ kind: 'none' });
  });
});

describe('what the shell tells a window', () => {
  it('waits until the window listens, and again after a reload; a choice of the menu does not wait', () => {
    const sent: string[] = [];
    const mailbox = openMailbox((event) => sent.push(event));
    mailbox.tell('window.recovered', { crashes: 1 });
    mailbox.tell('menu.chosen', { command: 'search' });
    expect(sent).toEqual([]);
    mailbox.listening();
    mailbox.tell('menu.chosen', { command: 'search' });
    expect(sent).toEqual(['window.recovered', 'menu.chosen']);
    mailbox.gone();
    mailbox.tell('file.refused', { name: 'a.counterfoil', reason: 'missing' });
    expect(sent).toHaveLength(2);
    mailbox.listening();
    expect(sent).toEqual(['window.recovered', 'menu.chosen', 'file.refused']);
  });
});
