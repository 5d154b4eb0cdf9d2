import type { IssuedDocument } from '../../core/invoicing/lines.ts';
import { isBlock, numbersLeft } from '../../core/organization/number-block.ts';
import { gapReport, numberLedgers } from '../../core/organization/number-ledger.ts';
import { numberIn } from '../../core/organization/numbering.ts';
import type { NumberSeries } from '../../core/organization/types.ts';
import type { Source } from '../../core/sources.ts';
import { claimsOf } from '../../sync/client/claims.ts';
import type { ChainEntry } from '../../sync/server/chain/entry.ts';
import type { ServerSide } from './server-side.ts';
import type { Station } from './station.ts';

/** What does not hold once everything has healed, in words for whoever looks for the bug. */
export type Finding = string;

export const issuedOf = async (source: Source): Promise<readonly IssuedDocument[]> => [
  ...(await source.list('invoice')),
  ...(await source.list('credit-note')),
];

/** NUM-04: every number of every series is on one document, void with its reason, or lent to a station. */
export const numbersAddUp = async (server: Source): Promise<readonly Finding[]> => {
  const { gaps, unexplained } = gapReport(numberLedgers(await server.list('number-series'), await issuedOf(server)));
  if (unexplained === 0) return [];
  return gaps
    .filter(({ fate }) => fate.kind === 'unexplained' || fate.kind === 'doubled')
    .map(({ text, fate }) => `${text} is ${fate.kind}`);
};

/** NUM-02: no number is lent twice, and none stays lent to a station that is gone or to a series that has ended. */
export const blocksAddUp = async (server: Source, stations: readonly Station[]): Promise<readonly Finding[]> => {
  const series = await server.list('number-series');
  const blocks = series.filter(isBlock);
  const gone = new Set(stations.filter(({ isRevoked }) => isRevoked).map(({ code }) => code));
  const lenders = new Map(series.map((each) => [each.id, each]));
  return blocks.flatMap((each) => {
    const { block, station, id, prefix } = each;
    const name = `the block ${prefix}${block.first} to ${block.last} of ${station}`;
    const twice = blocks.filter(
      (other) => other.id < id && other.block.of === block.of && other.block.first <= block.last && block.first <= other.block.last,
    );
    const lender = lenders.get(block.of);
    const isOpen = numbersLeft(each) > 0;
    return [
      ...twice.map((other) => `${name} was lent to ${other.station} as well`),
      ...(lender === undefined || lender.next <= block.last ? [`${name} was lent from nowhere`] : []),
      ...(isOpen && gone.has(station ?? '') ? [`${name} is still lent to it, though it is revoked`] : []),
      ...(isOpen && lender?.state === 'closed' ? [`${name} goes on, though its series has ended`] : []),
    ];
  });
};

const isVoid = (number: string, series: readonly NumberSeries[]): boolean =>
  series.some((each) => {
    const running = numberIn(each, number);
    return running !== null && each.voided.some((entry) => entry.number === running);
  });

/** A number that was given on paper says the same on the server, or is void there. */
export const numbersGivenStand = async (station: Station, server: Source): Promise<readonly Finding[]> => {
  const findings: Finding[] = [];
  const documents = new Map((await issuedOf(server)).map((document) => [document.id, document]));
  const series = await server.list('number-series');
  for await (const { entry } of station.disk.journal()) {
    for (const { documentId, number } of claimsOf(entry)) {
      if (documents.get(documentId)?.number === number || isVoid(number, series)) continue;
      findings.push(`${station.code} gave ${number} to ${documentId}, and the server neither has it nor voided it`);
    }
  }
  return findings;
};

/** No number was ever printed on two documents: not by stations, not by the server, not in any of its lives. */
export const printedOnce = async (stations: readonly Station[], { source, printed }: ServerSide): Promise<readonly Finding[]> => {
  const documents = new Map<string, Set<string>>();
  const note = (number: string, documentId: string): void => {
    documents.set(number, (documents.get(number) ?? new Set()).add(documentId));
  };
  for (const { number, id } of await issuedOf(source)) if (number !== null) note(number, id);
  for (const { number, documentId } of printed) note(number, documentId);
  for (const station of stations) {
    for await (const { entry } of station.disk.journal()) for (const { number, documentId } of claimsOf(entry)) note(number, documentId);
  }
  return [...documents].filter(([, ids]) => ids.size > 1).map(([number, ids]) => `${number} was printed on ${[...ids].join(' and ')}`);
};

/** What a station had heard of numbers that the server gave to its own work, when that server was lost. */
export type Heard = { readonly station: Station; readonly documentId: string; readonly number: string };

export const heardAt = async (stations: readonly Station[], entries: readonly ChainEntry[]): Promise<readonly Heard[]> => {
  const heard: Heard[] = [];
  // Whose work a document is: another station may have made the same one, and its own was refused.
  const makers = new Map(
    entries.flatMap(({ command, verdict, written }) =>
      verdict.kind === 'refused' ? [] : written.flatMap(({ id, changes }) => (changes === undefined ? [[id, command.id] as const] : [])),
    ),
  );
  for (const station of stations) {
    const here = new Map((await issuedOf(station.disk)).map(({ id, number }) => [id, number]));
    for await (const { entry } of station.disk.journal()) {
      for (const document of entry.documents) {
        if (document.kind !== 'invoice' && document.kind !== 'credit-note') continue;
        const number = here.get(document.id) ?? null;
        const isMaker = makers.get(document.id) === entry.command.id;
        if (isMaker && (document as IssuedDocument).number === null && number !== null)
          heard.push({ station, documentId: document.id, number });
      }
    }
  }
  return heard;
};

/** NUM-05: what comes back to a restored server keeps its number, or that number is void. */
export const heardNumbersStand = async (heard: readonly Heard[], server: Source): Promise<readonly Finding[]> => {
  const documents = new Map((await issuedOf(server)).map(({ id, number }) => [id, number]));
  const series = await server.list('number-series');
  return heard
    .filter(({ station }) => !station.isRevoked)
    .filter(({ documentId, number }) => documents.get(documentId) !== number && !isVoid(number, series))
    .map(({ documentId, number, station }) => `${station.code} had ${number} on ${documentId}, which has ${documents.get(documentId)} now`);
};
