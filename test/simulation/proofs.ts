import { type AnyDocument, collections, type DocumentKind } from '../../core/collections.ts';
import { planBillingRun } from '../../core/invoicing/run-plan.ts';
import { canonical } from '../../core/kernel/canonical.ts';
import { type Edit, sameData } from '../../core/kernel/edit.ts';
import type { Source } from '../../core/sources.ts';
import { advanceChanges } from '../../sync/local/advance-all.ts';
import { scratchStore } from '../../sync/local/overlay.ts';
import { memoryCommands } from '../../sync/local/memory/commands.ts';
import { memoryDocuments } from '../../sync/local/memory/documents.ts';
import { type Store, storeOver } from '../../sync/local/store.ts';
import type { ChainEntry } from '../../sync/server/chain/entry.ts';
import { type Finding, issuedOf } from './number-proofs.ts';
import type { Station } from './station.ts';

const kinds = Object.values(collections).flat() as readonly DocumentKind[];

/** The same documents on both sides, to the last byte, as far as they are to be seen here. */
export const sameState = async (
  name: string,
  here: Source,
  there: Source,
  isSeen: (document: AnyDocument) => boolean,
): Promise<readonly Finding[]> => {
  const findings: Finding[] = [];
  for (const kind of kinds) {
    const mine: readonly AnyDocument[] = await here.list(kind);
    const theirs = (await there.list(kind)).filter((document) => isSeen(document));
    const texts = new Map(theirs.map((document) => [document.id, canonical(document)]));
    for (const document of mine) {
      const text = texts.get(document.id);
      if (text === undefined) findings.push(`${name} has the ${kind} ${document.id}, which the server does not have`);
      else if (text !== canonical(document)) findings.push(`${name} has another ${kind} ${document.id} than the server`);
      texts.delete(document.id);
    }
    for (const id of texts.keys()) findings.push(`${name} lacks the ${kind} ${id}`);
  }
  return findings;
};

/** Nothing is owed twice: no line is charged on two documents. */
export const nothingBilledTwice = async (server: Source): Promise<readonly Finding[]> => {
  const findings: Finding[] = [];
  const seen = new Map<string, string>();
  for (const document of await issuedOf(server)) {
    if (document.state.kind === 'void') continue;
    for (const { id } of document.lines) {
      const other = seen.get(id);
      if (other !== undefined && other !== document.id) findings.push(`the line ${id} is on ${other} and on ${document.id}`);
      seen.set(id, document.id);
    }
  }
  return findings;
};

/** Money is never spent twice: what pays is at least what was paid with it, and no invoice takes more than it asks for. */
export const moneyAddsUp = async (server: Source): Promise<readonly Finding[]> => {
  const findings: Finding[] = [];
  const spent = new Map<string, number>();
  for (const { id, totals, settlements } of await server.list('invoice')) {
    let settled = 0;
    for (const { amountMinor, kind, sourceId } of settlements) {
      settled += amountMinor;
      const key = `${kind} ${sourceId}`;
      spent.set(key, (spent.get(key) ?? 0) + amountMinor);
    }
    if (settled > totals.grossMinor) findings.push(`the invoice ${id} took ${settled} of ${totals.grossMinor}`);
  }
  for (const { id, amountMinor, state } of await server.list('payment')) {
    const most = state.kind === 'reversed' ? 0 : amountMinor;
    if ((spent.get(`payment ${id}`) ?? 0) > most) findings.push(`the payment ${id} paid ${spent.get(`payment ${id}`)} of ${most}`);
  }
  return findings;
};

const copyOf = async (source: Source): Promise<Store> => {
  const documents = memoryDocuments();
  for (const kind of kinds) await documents.put(await source.list(kind));
  return storeOver(documents, memoryCommands());
};

/** Bills everything, and then once more: the second time there is nothing. */
export const billedAgainGivesNothing = async (server: Source, at: string, today: string): Promise<readonly Finding[]> => {
  const books = scratchStore(await copyOf(server));
  const by = { user: 'auditor', station: 'LAST' };
  const request = {
    period: { start: '2025-01-01', end: today },
    entityIds: (await books.list('entity')).map(({ id }) => id),
    customerIds: null,
    at,
    by,
    issuer: 'station' as const,
  };
  for (const change of await advanceChanges(books, { at, by })) await books.commit(change);
  for (const change of (await planBillingRun(books, request))?.changes ?? []) await books.commit(change);
  const twice = await nothingBilledTwice(books);
  const again = await planBillingRun(books, request);
  const documents = again?.documents ?? [];
  return [...twice, ...documents.map(({ id, customerId }) => `billed again, ${customerId} gets ${id}`)];
};

type Given = { readonly station: Station; readonly ids: ReadonlySet<string> };

/** Every command that was given at a station is judged; a refused one lies in its inbox. */
export const nothingForgotten = async (station: Station, entries: readonly ChainEntry[]): Promise<readonly Finding[]> => {
  const findings: Finding[] = [];
  const inbox = new Set((await station.inbox()).map(({ id }) => id));
  const verdicts = new Map(
    entries.filter((entry) => entry.station === station.code).map(({ command, verdict }) => [command.id, verdict.kind]),
  );
  for await (const { entry } of station.disk.journal()) {
    const { id, kind } = entry.command;
    const verdict = verdicts.get(id);
    if (verdict === undefined) findings.push(`${station.code} gave ${id} (${kind}), and the server never judged it`);
    if (verdict === 'refused' && !inbox.has(id)) findings.push(`${id} (${kind}) was refused, and nobody at ${station.code} was told`);
  }
  return findings;
};

const givenAt = async (station: Station): Promise<Given> => {
  const ids = new Set<string>();
  for await (const { entry } of station.disk.journal()) ids.add(entry.command.id);
  return { station, ids };
};

/** Nobody is said to have given what they did not give. */
export const nothingInvented = async (stations: readonly Station[], entries: readonly ChainEntry[]): Promise<readonly Finding[]> => {
  const given = new Map((await Promise.all(stations.map(givenAt))).map(({ station, ids }) => [station.code, ids]));
  return entries.flatMap(({ station, command }) =>
    given.get(station)?.has(command.id) === false ? [`${station} is said to have given ${command.id}, and did not`] : [],
  );
};

type EditBody = { readonly fields?: object; readonly edits?: object; readonly attributes?: object; readonly metadata?: object };

/** An edit changes what it names, from what its author saw, and nothing else: so edits of different fields stand side by side. */
export const editsAreTheirOwn = (entries: readonly ChainEntry[]): readonly Finding[] => {
  const findings: Finding[] = [];
  for (const { command, verdict, written } of entries) {
    if (verdict.kind !== 'accepted' || !/^(?:customer|entity|product)\.edit$/.test(command.kind)) continue;
    const { fields = {}, edits = {}, attributes = {}, metadata = {} } = command.body as EditBody;
    const named: Readonly<Record<string, Partial<Edit<unknown>>>> = { ...fields, ...edits };
    const keyed = { attributes: Object.keys(attributes).length > 0, metadata: Object.keys(metadata).length > 0 };
    for (const [field, change] of Object.entries(written[0]?.changes ?? {})) {
      if (field in keyed && keyed[field as keyof typeof keyed]) continue;
      const wanted = named[field];
      if (wanted === undefined) findings.push(`${command.id} (${command.kind}) changed ${field}, which it did not name`);
      else if (!sameData(wanted.from, change?.from))
        findings.push(`${command.id} (${command.kind}) wrote over a ${field} that nobody had seen`);
    }
  }
  return findings;
};
