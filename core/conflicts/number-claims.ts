import { type Write, created, revised } from '../kernel/command.ts';
import type { Digest } from '../kernel/digest.ts';
import { derivedId } from '../kernel/ids.ts';
import { done, type Outcome } from '../kernel/outcome.ts';
import { groupedBy, sortedBy } from '../kernel/order.ts';
import { dateProblems, numberIn, type NumberingProblem, openedSeries, seriesFor } from '../organization/numbering.ts';
import type { DocumentType, NumberSeries, OperatingEntity } from '../organization/types.ts';
import type { Instant } from '../time/instant.ts';
import { partsOf, type PlainDate } from '../time/plain-date.ts';
import { endedSeriesOf, forgottenSeriesOf, mayComeBack } from './coming-back.ts';

/** A legal number that a document carries at the station that issued it, and what the document says there. */
export type NumberClaim = {
  readonly kind: DocumentType;
  readonly documentId: string;
  readonly entityId: string;
  readonly seriesId: string;
  readonly number: string;
  readonly issuedOn: PlainDate;
  /** `contentDigest` of the document. */
  readonly content: Digest;
};

/** Numbers that this station cannot have given: none of them is taken, and none is voided. */
export type ClaimProblem =
  | {
      readonly code: 'number.forged';
      readonly number: string;
      readonly documentId: string;
      readonly why: 'no-series-of-the-station' | 'not-of-the-series' | 'on-no-such-document' | 'not-the-next' | 'claimed-twice';
    }
  | NumberingProblem;

export type ClaimFacts = {
  readonly station: string;
  readonly entities: readonly OperatingEntity[];
  readonly series: readonly NumberSeries[];
  /** Which number the claimed documents carry as they are stored. */
  readonly stored: ReadonlyMap<string, string | null>;
  /** The server was put back from a backup once: it may have forgotten series that it counted itself. */
  readonly isRestored: boolean;
  readonly now: Instant;
};

/** A claim on a number that nobody has seen before. `running` is the running number in its series, `home` the series under which it stands from now on. */
export type FreshClaim = { readonly claim: NumberClaim; readonly running: number; readonly home: string };

/** A series before its fresh numbers; one that the server did not know has no `rev`. */
export type ClaimedSeries = { readonly before: NumberSeries | null; readonly series: Omit<NumberSeries, 'rev'> };

export type CheckedClaims = {
  /** In the order of their series and numbers. */
  readonly fresh: readonly FreshClaim[];
  readonly series: ReadonlyMap<string, ClaimedSeries>;
};

/** Why a station's number stands on no document (NUM-04). */
export type VoidReason =
  /** The document exists already, under a number from elsewhere. */
  | 'billed-elsewhere'
  /** What is to be billed came to something else meanwhile. */
  | 'differs'
  | 'refused';

export type Voiding = { readonly fresh: FreshClaim; readonly reason: VoidReason };

/** What stands before the station's code and after the running year: `INV|2026-`. */
const stemOf = (prefix: string, station: string): string => prefix.replace(`-${station.toUpperCase()}-`, '|');

/**
 * The station's series that has this id. One that is not known is opened under the entity's present numbering, or under one that was in use before (the
 * station may not have heard of the new one yet); `null` where it is not this station's.
 */
const seriesOf = (claim: NumberClaim, { station, entities, series }: ClaimFacts): ClaimedSeries | null => {
  const known = series.find(({ id }) => id === claim.seriesId);
  if (known !== undefined) {
    const isOwn = known.station === station && known.entityId === claim.entityId && known.documentType === claim.kind;
    return isOwn ? { before: known, series: known } : null;
  }
  const entity = entities.find(({ id }) => id === claim.entityId);
  if (entity === undefined) return null;
  const { year } = partsOf(claim.issuedOn);
  const key = seriesFor(entity, claim.kind, station, year);
  if (key.station === station && key.id === claim.seriesId) return { before: null, series: openedSeries(key) };
  return earlierSeries(claim, entity, station, series);
};

const earlierSeries = (
  claim: NumberClaim,
  entity: OperatingEntity,
  station: string,
  series: readonly NumberSeries[],
): ClaimedSeries | null => {
  const digits = /\d+$/.exec(claim.number)?.[0] ?? '';
  const prefix = claim.number.slice(0, claim.number.length - digits.length);
  if (derivedId('series', entity.id, claim.kind, prefix) !== claim.seriesId || !prefix.includes(`-${station.toUpperCase()}-`)) return null;
  const like = series.find(
    (other) =>
      other.entityId === entity.id &&
      other.documentType === claim.kind &&
      other.mode === 'station-series' &&
      other.station !== null &&
      other.digits === digits.length &&
      stemOf(other.prefix, other.station) === stemOf(prefix, station),
  );
  if (like === undefined) return null;
  const opened = openedSeries({ ...like, id: claim.seriesId, station, prefix });
  return { before: null, series: opened };
};

const forged = (claim: NumberClaim, why: Extract<ClaimProblem, { code: 'number.forged' }>['why']): ClaimProblem => ({
  code: 'number.forged',
  number: claim.number,
  documentId: claim.documentId,
  why,
});

/** NUM-01, NUM-03: the new numbers of one series follow on each other and on the last one, each once, on days that never go backwards, inside of the block. */
const freshProblems = ({ series }: ClaimedSeries, fresh: readonly FreshClaim[]): readonly ClaimProblem[] => {
  if (series.restored !== undefined) {
    // What comes back comes in any order; each number once.
    const twice = fresh.find(({ running }, index) => fresh[index - 1]?.running === running);
    return twice === undefined ? [] : [forged(twice.claim, 'claimed-twice')];
  }
  const [first] = fresh;
  if (first === undefined) return [];
  if (series.state === 'closed') return [{ code: 'series.closed', seriesId: series.id, prefix: series.prefix }];
  const wrong = fresh.find(({ running }, index) => running !== series.next + index || running > (series.block?.last ?? Infinity));
  if (wrong !== undefined) return [forged(wrong.claim, 'not-the-next')];
  return dateProblems(
    series,
    fresh.map(({ claim }) => claim.issuedOn),
  );
};

const placeOf = (claim: NumberClaim, facts: ClaimFacts, known: ReadonlyMap<string, ClaimedSeries>): ClaimedSeries | null => {
  const place = endedSeriesOf(claim, facts) ?? seriesOf(claim, facts) ?? forgottenSeriesOf(claim, facts);
  return place === null ? null : (known.get(place.series.id) ?? place);
};

/** A claim on a number that is not on its document as it is stored: fresh, void already (nothing to be said), or wrong. */
const lookedAt = (
  claim: NumberClaim,
  facts: ClaimFacts,
  known: ReadonlyMap<string, ClaimedSeries>,
): ClaimProblem | { readonly place: ClaimedSeries; readonly running: number } | null => {
  const place = placeOf(claim, facts, known);
  if (place === null) {
    const isKnown = facts.series.some(({ id }) => id === claim.seriesId);
    // Of a series that the restored server has forgotten: the document gets another number.
    return facts.isRestored && !isKnown ? null : forged(claim, 'no-series-of-the-station');
  }
  const { series } = place;
  const running = numberIn(series, claim.number);
  if (running === null || series.documentType !== claim.kind) return forged(claim, 'not-of-the-series');
  if (series.restored === undefined ? running >= series.next : mayComeBack(series, running)) return { place, running };
  return series.voided.some(({ number }) => number === running) ? null : forged(claim, 'on-no-such-document');
};

/**
 * NUM-01 to NUM-03: what a station says of its numbers, held against the ledger. The ones that are known, on their documents or voided, are passed over; the new ones are the next of the
 * station's own series, or come back to one that a restore has ended (NUM-05), or the station did not give them.
 */
export const checkedClaims = (claims: readonly NumberClaim[], facts: ClaimFacts): Outcome<CheckedClaims, ClaimProblem> => {
  const problems: ClaimProblem[] = [];
  const series = new Map<string, ClaimedSeries>();
  const fresh: FreshClaim[] = [];
  for (const claim of claims) {
    // Known, and where it belongs.
    if (facts.stored.get(claim.documentId) === claim.number) continue;
    const found = lookedAt(claim, facts, series);
    if (found === null) continue;
    if ('code' in found) problems.push(found);
    else {
      const { place, running } = found;
      series.set(place.series.id, place);
      fresh.push({ claim, running, home: place.series.id });
    }
  }
  const ordered = sortedBy(fresh, ({ home, running }) => `${home} ${String(running).padStart(16, '0')}`);
  const seen = new Set<string>();
  for (const { claim } of ordered) {
    if (seen.has(claim.documentId)) problems.push(forged(claim, 'claimed-twice'));
    seen.add(claim.documentId);
  }
  const groups = groupedBy(ordered, ({ home }) => home);
  for (const [id, place] of series) problems.push(...freshProblems(place, groups.get(id) ?? []));
  return problems.length > 0 ? { ok: false, problems } : done({ fresh: ordered, series });
};

/** A series after its fresh numbers: counted on past them all; or, where a restore has ended it, with those noted that came back. */
const counted = (
  { series }: ClaimedSeries,
  taken: readonly FreshClaim[],
  last: FreshClaim,
  voidings: readonly NumberSeries['voided'][number][],
): Omit<NumberSeries, 'rev'> => {
  const voided = [...series.voided, ...voidings];
  const { restored } = series;
  if (restored === undefined) return { ...series, next: last.running + 1, lastIssuedOn: last.claim.issuedOn, voided };
  const isVoid = new Set(voidings.map(({ number }) => number));
  const back = taken.map(({ running }) => running).filter((running) => !isVoid.has(running));
  return { ...series, voided, restored: { ...restored, back: [...restored.back, ...back].sort((a, b) => a - b) } };
};

/** NUM-04: the series after all their fresh numbers, whether on documents or voided, so that the station's next number fits. */
export const seriesAfter = (
  { fresh, series }: CheckedClaims,
  voidings: readonly Voiding[],
  at: Instant,
): readonly Write<NumberSeries>[] => {
  const groups = groupedBy(fresh, ({ home }) => home);
  return sortedBy([...series], ([id]) => id).flatMap(([id, place]) => {
    const taken = groups.get(id) ?? [];
    const last = taken.at(-1);
    if (last === undefined) return [];
    const voided = voidings
      .filter(({ fresh: { home } }) => home === id)
      .map(({ fresh: { running }, reason }) => ({ number: running, reason, at }))
      .sort((a, b) => a.number - b.number);
    const after = counted(place, taken, last, voided);
    return [place.before === null ? created<NumberSeries>(after) : revised(place.before, after)];
  });
};
