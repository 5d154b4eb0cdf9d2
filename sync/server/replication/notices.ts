import type { Notice } from '../../protocol/pull.ts';
import { announcementIn } from '../store/announcement.ts';
import type { ServerStore } from '../store/open.ts';
import { standing } from './pull.ts';
import type { Visitor } from './visitor.ts';

export type Listening = Pick<Visitor, 'station' | 'user'>;

type Listener = { readonly who: Listening; readonly heard: (notice: Notice) => void };

/** Who listens in this process. One ear hears what all processes announce, and tells each listener what concerns it. */
export type NoticeHub = { listen(who: Listening, heard: (notice: Notice) => void): () => void; close(): void };

const isRevoked = async (store: ServerStore, station: string): Promise<boolean> => {
  const row = await store.reader.selectFrom('station').select('state').where('code', '=', station).executeTakeFirst();
  return row?.state !== 'enrolled';
};

export const noticeHub = (store: ServerStore): NoticeHub => {
  const listeners = new Set<Listener>();
  const tell = (notice: Notice, fits: (listener: Listener) => boolean = () => true): void => {
    for (const listener of listeners) if (fits(listener)) listener.heard(notice);
  };
  const present = async (): Promise<Notice> => ({ kind: 'changed', sequence: (await standing(store)).sequence });

  const hear = async (text: string | null): Promise<void> => {
    if (text === null) {
      if (listeners.size > 0) tell(await present());
      return;
    }
    const announcement = announcementIn(text);
    switch (announcement?.kind) {
      case 'changed':
      case 'resync':
        return tell(announcement);
      case 'station': {
        const { station } = announcement;
        // What a station may do is asked again at its next message; only that it may do nothing is said at once.
        if (await isRevoked(store, station)) tell({ kind: 'revoked' }, ({ who }) => who.station === station);
        return;
      }
      case 'person':
        return tell({ kind: 'resync' }, ({ who }) => who.user.id === announcement.person);
      case undefined:
        break;
    }
  };

  const stop = store.hear((text) => {
    // A reader that fails now is asked again by the next announcement.
    hear(text).catch(() => undefined);
  });
  return {
    listen: (who, heard) => {
      const listener = { who, heard };
      listeners.add(listener);
      // The first one comes by itself: whatever happened while nobody listened is asked for.
      const greet = async (): Promise<void> => {
        const notice = await present();
        if (listeners.has(listener)) heard(notice);
      };
      greet().catch(() => undefined);
      return () => listeners.delete(listener);
    },
    close: () => {
      stop();
      listeners.clear();
    },
  };
};
