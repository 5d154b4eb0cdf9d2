import type { Instant } from '../../core/time/instant.ts';
import type { PlainDate } from '../../core/time/plain-date.ts';
import { dateIn, epochMs, isZone } from '../../core/time/zone.ts';

/** The only clock of the window. A test moves it (Q3): `set` stops it at a moment and `null` lets it go again. */
export type WorkstationClock = {
  now(): Instant;
  /** Where an entity keeps its books. Where none is chosen: the zone that all share, or else the one of this machine. */
  zone(entityId: string | null): string;
  /** The day there. */
  today(entityId: string | null): PlainDate;
  set(moment: Instant | null): void;
  isStopped(): boolean;
  /** Tells which zone an entity keeps its books in. */
  placed(zones: Readonly<Record<string, string>>): void;
  /** Calls back when the clock was moved. */
  moved(listener: () => void): () => void;
};

const stoppedKey = 'counterfoil.clock';

const machineZone = (): string => {
  const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
  return isZone(timeZone) ? timeZone : 'UTC';
};

const makeClock = (): WorkstationClock => {
  let stopped: Instant | null = sessionStorage.getItem(stoppedKey);
  let zones: Readonly<Record<string, string>> = {};
  const listeners = new Set<() => void>();
  const zone = (entityId: string | null): string => {
    const chosen = entityId === null ? undefined : zones[entityId];
    const [shared, ...others] = new Set(Object.values(zones));
    return chosen ?? (shared !== undefined && others.length === 0 ? shared : machineZone());
  };
  const now = (): Instant => stopped ?? new Date().toISOString();
  return {
    now,
    zone,
    today: (entityId) => dateIn(now(), zone(entityId)),
    set: (moment) => {
      // Refuses what is no moment, before anything is dated by it.
      if (moment !== null) epochMs(moment);
      stopped = moment;
      // It survives a reload of this window, and no longer.
      if (moment === null) sessionStorage.removeItem(stoppedKey);
      else sessionStorage.setItem(stoppedKey, moment);
      for (const listener of listeners) listener();
    },
    isStopped: () => stopped !== null,
    placed: (next) => {
      zones = next;
      for (const listener of listeners) listener();
    },
    moved: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
};

export const clock: WorkstationClock = makeClock();
