import { randomUUID } from 'node:crypto';
import { engineVersion } from '../../../core/engine.ts';
import { serverStation } from '../admission/author.ts';
import { digestOfCommand } from '../admission/command-digest.ts';
import { type Chain, chainInside } from '../chain/append.ts';
import { announcementText } from '../store/announcement.ts';
import type { ServerStore } from '../store/open.ts';
import { instantOf, type PeopleEvent, type PeopleHouse, type PeopleSettings } from './people-store.ts';

/** AUD-01: what happened to people and stations stands in the same chain as what commands did. */
const entered = (chain: Chain, event: PeopleEvent, at: string): void => {
  const { kind, by, station, body } = event;
  const command = { id: `event_${randomUUID()}`, kind, at, by: { user: by, station: station ?? serverStation }, body };
  const sequence = chain.next();
  chain.append(
    {
      station: serverStation,
      stationSequence: sequence,
      person: by,
      command,
      engine: engineVersion,
      outcome: '0'.repeat(64),
      verdict: { kind: 'accepted', sequence, commandId: command.id, isChanged: false, voided: [] },
      written: [],
    },
    digestOfCommand(command),
  );
};

/** Whoever is served just now as this person, or at this station, is told that what they may do is another thing now. */
const announcementOf = ({ kind, body }: PeopleEvent): string | null => {
  if (kind === 'person.edit') return announcementText({ kind: 'person', person: String(body['id']) });
  return kind === 'station.revoke' ? announcementText({ kind: 'station', station: String(body['code']) }) : null;
};

/** People in the server's store: a change and its entry in the audit chain are one transaction, through the one door. */
export const peopleOver = (store: ServerStore, settings: PeopleSettings): PeopleHouse => ({
  ...settings,
  db: store.database,
  reader: store.reader,
  change: (work) =>
    store.exclusively(async (inside) => {
      const now = instantOf(settings.now());
      const chain = chainInside(store, inside, now);
      const result = await work(inside.transaction, async (event) => {
        entered(chain, event, now);
        const announcement = announcementOf(event);
        if (announcement !== null) await inside.announce(announcement);
      });
      await chain.end();
      return result;
    }),
});
