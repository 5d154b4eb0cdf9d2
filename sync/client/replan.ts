import type { DocumentKind } from '../../core/collections.ts';
import type { StoredDocument } from '../../core/kernel/command.ts';
import type { ProblemLike } from '../../core/kernel/outcome.ts';
import { groupedBy } from '../../core/kernel/order.ts';
import { numberIn } from '../../core/organization/numbering.ts';
import type { NumberSeries } from '../../core/organization/types.ts';
import { later, type PlainDate } from '../../core/time/plain-date.ts';
import type { Source } from '../../core/sources.ts';
import { useCaseOf } from '../../core/use-cases.ts';
import { layerOver } from '../local/overlay.ts';
import type { DocumentKey, Received } from '../local/received.ts';
import { planned } from '../local/run-command.ts';
import type { DocumentTable, JournalRecord } from '../local/store.ts';
import type { NumberClaim } from '../protocol/push.ts';
import { withBlocksInSight } from '../protocol/blocks-in-sight.ts';
import { claimsOf } from './claims.ts';
import { KeySet } from './keys.ts';

/** A command that waits and that the new state no longer allows: the server will say so too. Its documents are not shown any more. */
export type Hindered = { readonly commandId: string; readonly problems: readonly ProblemLike[] };

export type Replanned = {
  /** Everything that stands now at the documents concerned: the server's state with the waiting commands on top. */
  readonly received: Received;
  /** What the waiting commands wrote this time. */
  readonly laid: readonly DocumentKey[];
  readonly hindered: readonly Hindered[];
};

const withoutRev = ({ rev: _rev, ...content }: NumberSeries): Omit<NumberSeries, 'rev'> => content;

/** The claims of numbers that the state does not know yet. */
const newClaims = async (state: Source, claims: readonly NumberClaim[]): Promise<readonly NumberClaim[]> => {
  const fresh: NumberClaim[] = [];
  for (const claim of claims) {
    const stored = await state.get(claim.kind, claim.documentId);
    if (stored?.number !== claim.number) fresh.push(claim);
  }
  return fresh;
};

/**
 * Lets each series go on with the number that the command gave when it was planned first, from the day on which it stood then: a legal number is never
 * given anew.
 */
class SeriesAtClaims {
  readonly #state: DocumentTable;
  readonly #local: Source;
  /** The last day that the waiting commands so far gave a number on. */
  readonly #days = new Map<string, PlainDate>();

  constructor(state: DocumentTable, local: Source) {
    this.#state = state;
    this.#local = local;
  }

  async before(claims: readonly NumberClaim[]): Promise<void> {
    for (const [seriesId, group] of groupedBy(claims, (claim) => claim.seriesId)) {
      const there = await this.#state.get('number-series', seriesId);
      const series = there ?? (await this.#local.get('number-series', seriesId));
      if (series === null) continue;
      const first = Math.min(...group.map(({ number }) => numberIn(series, number) ?? Infinity));
      const lastIssuedOn = this.#days.get(seriesId) ?? there?.lastIssuedOn ?? null;
      const goingOn: NumberSeries = { ...series, next: first, lastIssuedOn };
      if (Number.isFinite(first)) await this.#state.receive({ documents: [goingOn], removed: [] });
    }
  }

  after(claims: readonly NumberClaim[]): void {
    for (const { seriesId, issuedOn } of claims) this.#days.set(seriesId, later(issuedOn, this.#days.get(seriesId) ?? issuedOn));
  }
}

const claimText = ({ kind, documentId, number, content }: NumberClaim): string => `${kind} ${documentId} ${number} ${content}`;

/** Whether the same numbers are given, to the same documents with the same content. */
const sameNumbers = (before: readonly NumberClaim[], now: readonly NumberClaim[]): boolean => {
  const given = new Set(before.map(claimText));
  return now.length === before.length && now.every((claim) => given.has(claimText(claim)));
};

/** Numbers that were given here stay given, whatever becomes of their commands: no series goes back. */
const seriesKept = async (state: DocumentTable, local: Source, keys: readonly DocumentKey[]): Promise<void> => {
  for (const { kind, id } of keys) {
    if (kind !== 'number-series') continue;
    const here = await local.get('number-series', id);
    if (here === null) continue;
    const there = await state.get('number-series', id);
    const series: NumberSeries =
      there === null
        ? here
        : {
            ...withoutRev(there),
            rev: there.rev,
            next: Math.max(there.next, here.next),
            lastIssuedOn:
              there.lastIssuedOn === null || here.lastIssuedOn === null
                ? (there.lastIssuedOn ?? here.lastIssuedOn)
                : later(there.lastIssuedOn, here.lastIssuedOn),
          };
    await state.receive({ documents: [series], removed: [] });
  }
};

const standing = async (state: Source, keys: readonly DocumentKey[]): Promise<Received> => {
  const documents: StoredDocument[] = [];
  const removed: DocumentKey[] = [];
  for (const [kind, group] of groupedBy(keys, (key) => key.kind)) {
    const found = new Map((await state.list(kind as DocumentKind, { ids: group.map(({ id }) => id) })).map((each) => [each.id, each]));
    for (const key of group) {
      const document = found.get(key.id);
      if (document === undefined) removed.push(key);
      else documents.push(document);
    }
  }
  return { documents, removed };
};

/**
 * The waiting commands planned again, in their order, over the server's state: edits of other fields merge, work on what is gone is hindered. Nothing is
 * written. `server` must tell of every document that a waiting command wrote.
 */
export const replanned = async (local: Source, server: Received, records: AsyncIterable<JournalRecord>): Promise<Replanned> => {
  const state = layerOver(local);
  await state.receive(server);
  const laid = new KeySet();
  const written = new KeySet([...server.documents, ...server.removed]);
  const hindered: Hindered[] = [];
  const numbers = new SeriesAtClaims(state, local);
  const series = new KeySet();
  for await (const { entry } of records) {
    const { command } = entry;
    series.addAll(entry.documents.filter(({ kind }) => kind === 'number-series'));
    const useCase = useCaseOf(command.kind);
    if (useCase === null) {
      hindered.push({ commandId: command.id, problems: [{ code: 'command.kind-unknown' }] });
      continue;
    }
    const claims = claimsOf(entry);
    const fresh = await newClaims(state, claims);
    await numbers.before(fresh);
    const plan = await planned(withBlocksInSight(state, command, claims), useCase, command);
    numbers.after(fresh);
    if (!plan.ok) {
      hindered.push({ commandId: command.id, problems: plan.problems });
      continue;
    }
    const documents = plan.value.writes.map(({ document }) => document);
    if (!sameNumbers(fresh, await newClaims(state, claimsOf({ documents })))) {
      hindered.push({ commandId: command.id, problems: [{ code: 'sync.numbers-differ' }] });
      continue;
    }
    await state.put(documents);
    laid.addAll(documents);
    written.addAll(documents);
  }
  await seriesKept(state, local, series.all);
  written.addAll(series.all);
  return { received: await standing(state, written.all), laid: laid.all, hindered };
};
