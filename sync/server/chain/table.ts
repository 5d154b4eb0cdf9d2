import type { FoundEntry } from './search.ts';

const columns = [
  'position',
  'admitted_at',
  'given_at',
  'station',
  'station_sequence',
  'person',
  'command_kind',
  'command_id',
  'verdict',
  'changed',
  'reasons',
  'voided_numbers',
  'documents',
  'hash',
] as const;

/** A cell that a spreadsheet neither splits nor takes for a formula. */
const cell = (value: string): string => {
  const tame = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(tame) ? `"${tame.replaceAll('"', '""')}"` : tame;
};

const rowOf = ({ position, admittedAt, station, stationSequence, person, command, verdict, written, hash }: FoundEntry): string =>
  [
    String(position),
    admittedAt,
    command.at,
    station,
    String(stationSequence),
    person,
    command.kind,
    command.id,
    verdict.kind,
    verdict.kind === 'accepted' && verdict.isChanged ? 'yes' : '',
    verdict.kind === 'refused' ? verdict.reasons.map(({ code }) => code).join(' ') : '',
    verdict.voided.map(({ number, reason }) => `${number} (${reason})`).join(' '),
    written.map(({ kind, id, rev }) => `${kind}/${id}@${rev}`).join(' '),
    hash,
  ]
    .map(cell)
    .join(',');

/** AUD-05: entries as a table of comma-separated values (RFC 4180), line by line. */
export async function* entryTable(entries: AsyncIterable<FoundEntry>): AsyncGenerator<string> {
  yield `${columns.join(',')}\r\n`;
  for await (const entry of entries) yield `${rowOf(entry)}\r\n`;
}
