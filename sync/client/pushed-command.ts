import { contentOf } from '../../core/invoicing/run-hash.ts';
import { digestOfSequence, type Digests } from '../../core/kernel/digest.ts';
import { must } from '../../core/kernel/invariant.ts';
import type { JournalRecord } from '../local/store.ts';
import { outcomeContents } from '../protocol/outcome-digest.ts';
import type { PushedCommand } from '../protocol/push.ts';
import { claimedDocuments, claimOf } from './claims.ts';

/** A command of the journal as it goes to the server, with what it came to here and the numbers that it gave. */
export const pushedCommand = async ({ sequence, entry }: JournalRecord, engine: string, digestsOf: Digests): Promise<PushedCommand> => {
  const { id, kind, at, by, body } = entry.command;
  const written = outcomeContents(entry.documents);
  const claimed = claimedDocuments(entry);
  const digests = await digestsOf([...written, ...claimed.map(contentOf)]);
  return {
    sequence,
    command: { id, kind, at, by, body },
    engine,
    outcome: digestOfSequence(digests.slice(0, written.length)),
    numbers: claimed.map((document, index) => claimOf(document, must(digests[written.length + index], 'each content has its digest'))),
  };
};
