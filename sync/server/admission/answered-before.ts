import type { Transaction } from 'kysely';
import { outboxAfter } from '../../protocol/outbox-digest.ts';
import type { Push, Verdict } from '../../protocol/push.ts';
import { digestOfCommand } from './command-digest.ts';
import type { ChainEntry } from '../chain/entry.ts';
import type { StationRow, Tables } from '../store/tables.ts';

/**
 * The verdicts that were given before on the first commands of a push: an answer may get lost, and the same push comes again. `null` where the push does not
 * go on from what the server has judged of this station: a gap, or other commands under the same count.
 */
export const answeredBefore = async (
  transaction: Transaction<Tables>,
  { code, acknowledged, outbox_digest: expected }: StationRow,
  { after, digest, commands }: Push,
): Promise<readonly Verdict[] | null> => {
  if (after > acknowledged || commands.some(({ sequence }, index) => sequence !== after + 1 + index)) return null;
  const again = commands.slice(0, acknowledged - after);
  const rows =
    again.length === 0
      ? []
      : await transaction
          .selectFrom('entry')
          .select(['command_id', 'command_digest', 'content'])
          .where('station', '=', code)
          .where('station_sequence', '>', after)
          .where('station_sequence', '<=', after + again.length)
          .orderBy('station_sequence')
          .execute();
  const isSame = again.every(({ command }, index) => {
    const row = rows[index];
    return row?.command_id === command.id && row.command_digest === digestOfCommand(command);
  });
  if (!isSame) return null;
  // All the way: only then is it known that both speak of the same commands.
  const reached = rows.reduce((before, row) => outboxAfter(before, row.command_id, row.command_digest), digest);
  if (after + again.length === acknowledged && reached !== expected) return null;
  return rows.map(({ content }) => (JSON.parse(content) as ChainEntry).verdict);
};
