import type { Actor } from '../../../core/kernel/command.ts';
import { serverAuthor, serverStation } from '../admission/author.ts';

/** Who gives what the server does by itself. */
export const serverActor: Actor = { user: serverAuthor.person, station: serverStation };
