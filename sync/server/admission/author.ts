import type { Access } from '../../../core/permissions.ts';
import type { PushedCommand } from '../../protocol/push.ts';
import { type Life, markOf } from '../store/epoch.ts';

/** Who stands behind a user's id in a station's commands. */
export type Author = { readonly person: string; readonly access: Access };

/** The station that pushes, and everybody who has signed in there: a command is judged by what its own author may do, whoever brings it. */
export type Pusher = { readonly station: string; readonly authors: ReadonlyMap<string, Author> };

/** The station of the server's own commands. */
export const serverStation = 'SERVER';

/** NUM-05: a restored server never continues its own series either: in each life its commands have another station. */
export const serverStationIn = (counter: Life): string => `${serverStation}${markOf(counter)}`;

/** The server itself: for what time does, and for what an administrator asks of it by command line. */
export const serverAuthor: Author = { person: 'server', access: { role: 'administrator', entityIds: null } };

/** A command as it comes before the judge. */
export type Case = {
  readonly pushed: PushedCommand;
  readonly station: string;
  /** The machine that gave the command, and its numbers: the station, or an earlier one with whose books it joined (NUM-05). */
  readonly giver: string;
  /** `null`: nobody of this name has signed in at the station. */
  readonly author: Author | null;
  readonly now: string;
  /** The server was put back from a backup once. */
  readonly isRestored: boolean;
};
