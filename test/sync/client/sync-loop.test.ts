import { describe, expect, it } from 'vitest';
import { backOffMs, SyncLoop, usualPace } from '../../../sync/client/sync-loop.ts';
import type { SyncClock } from '../../../sync/client/clock.ts';
import type { Transport } from '../../../sync/client/transport.ts';
import { editCustomer, joined, serverWith } from './small-company.ts';

/** Timers that a test lets run. */
const timers = () => {
  const due: { readonly ms: number; readonly work: () => void }[] = [];
  const clock: SyncClock = {
    now: () => '2025-06-01T08:00:00.000Z',
    later: (ms, work) => {
      const timer = { ms, work };
      due.push(timer);
      return () => {
        const at = due.indexOf(timer);
        if (at >= 0) due.splice(at, 1);
      };
    },
    chance: () => 1,
  };
  /** Lets the next timer ring and everything end that it began; answers after how long it rang. */
  const ring = async (): Promise<number> => {
    const next = due.shift();
    next?.work();
    for (let turn = 0; turn < 2_000 && due.length === 0; turn += 1) await Promise.resolve();
    return next?.ms ?? -1;
  };
  return { clock, ring, due };
};

const streaming = () => {
  let heard: (() => void) | null = null;
  let ended: (() => void) | null = null;
  const transport: Transport = {
    request: () => Promise.reject(new Error('the client has a wire of its own')),
    notices: (onNotice, onEnd) => {
      heard = () => onNotice({ kind: 'changed', sequence: 1 });
      ended = onEnd;
      return () => {
        heard = null;
      };
    },
  };
  return { transport, notice: () => heard?.(), end: () => ended?.(), isListening: () => heard !== null };
};

describe('when a station talks to its server', () => {
  it('after a command and after a notice soon, else now and then', async () => {
    const station = await joined(await serverWith(), 'A7');
    const { clock, ring, due } = timers();
    const stream = streaming();
    const loop = new SyncLoop(station.client, stream.transport, clock);
    loop.start();
    expect(await ring()).toBe(0);
    expect(due.map(({ ms }) => ms)).toEqual([usualPace.idle]);
    expect(stream.isListening()).toBe(true);
    await editCustomer(station, { email: { from: 'billing@acme.example', to: 'a@b.example' } });
    loop.commandGiven();
    expect(due.map(({ ms }) => ms)).toEqual([usualPace.soon]);
    await ring();
    expect(station.client.status().pending).toBe(0);
    stream.notice();
    expect(due.map(({ ms }) => ms)).toEqual([usualPace.soon]);
    loop.stop();
    expect(due).toEqual([]);
    expect(stream.isListening()).toBe(false);
  });

  it('[A8] backs off while nobody answers, and comes at once when a person asks or the network is back', async () => {
    const station = await joined(await serverWith(), 'A7');
    const { clock, ring, due } = timers();
    const stream = streaming();
    const loop = new SyncLoop(station.client, stream.transport, clock);
    loop.start();
    await ring();
    station.wire.isDown = true;
    stream.end();
    const waits: number[] = [];
    for (let at = 0; at < 9; at += 1) {
      await ring();
      waits.push(due[0]?.ms ?? -1);
    }
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000]);
    expect(station.client.status().state).toBe('offline');
    expect(loop.retryAt).toBe('2025-06-01T08:01:00.000Z');
    loop.commandGiven();
    expect(due.map(({ ms }) => ms)).toEqual([60_000]);
    station.wire.isDown = false;
    loop.wanted();
    expect(due.map(({ ms }) => ms)).toEqual([usualPace.soon]);
    await ring();
    expect(station.client.status().state).toBe('online');
    expect(loop.retryAt).toBeNull();
  });

  it('[A8] the network of the host going away is seen at once', async () => {
    const station = await joined(await serverWith(), 'A7');
    const { clock, ring } = timers();
    const loop = new SyncLoop(station.client, streaming().transport, clock);
    loop.start();
    await ring();
    loop.networkLost();
    expect(station.client.status().state).toBe('offline');
  });

  it('stations that lost the same server come back at different times', () => {
    expect(backOffMs(3, 0, usualPace)).toBe(2_000);
    expect(backOffMs(3, 1, usualPace)).toBe(4_000);
    expect(backOffMs(60, 0.5, usualPace)).toBe(45_000);
  });
});
