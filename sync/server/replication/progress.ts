import { sortedBy } from '../../../core/kernel/order.ts';
import type { Checkpoint } from '../../protocol/pull.ts';
import type { ServerStore } from '../store/open.ts';
import type { StationRow } from '../store/tables.ts';
import type { Greeted } from './hello.ts';

/** D6: how far each station is, and when it was heard last. */
export type Progress = {
  /** It greeted: what it says of itself. */
  readonly greeted: Greeted;
  /** It has everything up to here. */
  reached(station: string, checkpoint: Checkpoint): void;
  /** Notes what was heard last. */
  close(): Promise<void>;
};

const laterMs = 1_000;

/** What is heard of a station, as its row has it. */
type News = Partial<Pick<StationRow, 'last_seen_at' | 'program' | 'engine' | 'given' | 'pulled' | 'pulled_epoch'>>;

/** Noted a moment later and all together: no station waits for it, and fifty that hear of one change cost one write. What could not be noted comes again with the next exchange. */
export const progressOver = ({ database }: ServerStore): Progress => {
  const noted = new Map<string, Checkpoint>();
  const heard = new Map<string, News>();
  let timer: NodeJS.Timeout | null = null;
  let underWay: Promise<void> = Promise.resolve();

  const note = async (): Promise<void> => {
    timer = null;
    // In the same order at every server: none waits for another one in a circle.
    const rows = sortedBy([...heard], ([station]) => station);
    heard.clear();
    await database.transaction().execute(async (tx) => {
      for (const [station, news] of rows) await tx.updateTable('station').set(news).where('code', '=', station).execute();
    });
    for (const [station, { pulled, pulled_epoch: epoch }] of rows)
      if (pulled !== undefined && epoch !== undefined) noted.set(station, { sequence: pulled, epoch });
  };
  const write = (): void => {
    underWay = note().catch(() => undefined);
  };
  const hear = (station: string, news: News): void => {
    heard.set(station, { ...heard.get(station), ...news });
    timer ??= setTimeout(write, laterMs);
  };

  return {
    greeted: (station, { at, program, engine, outbox }) => hear(station, { last_seen_at: at, program, engine, given: outbox.sequence }),
    reached: (station, { sequence, epoch }) => {
      const last = { pulled: noted.get(station)?.sequence, pulled_epoch: noted.get(station)?.epoch, ...heard.get(station) };
      if (last.pulled !== sequence || last.pulled_epoch !== epoch) hear(station, { pulled: sequence, pulled_epoch: epoch });
    },
    close: async () => {
      if (timer !== null) {
        clearTimeout(timer);
        write();
      }
      await underWay;
    },
  };
};
