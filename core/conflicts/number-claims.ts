import { type Write, created, revised } from '../kernel/command.ts';
import type { Digest } from '../kernel/digest.ts';
import { derivedId } from '../kernel/ids.ts';
import { done, type Outcome } from '../kernel/outcome.ts';
import { groupedBy, sortedBy } from '../kernel/order.ts';
import { dateProblems, numberIn, type NumberingProblem, openedSeries, seriesFor } from '../organization/numbering.ts';
import type { DocumentType, NumberSeries, OperatingEntity } from '../organization/types.ts';
import type { Instant } from '../time/instant.ts';
import { partsOf, type PlainDate } from '../time/plain-date.ts';

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
};

/** A claim on a number that nobody has seen before. `running` is the running number in its series. */
export type FreshClaim = { readonly claim: NumberClaim; readonly running: number };

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

/** NUM-01, NUM-03: the new numbers of one series follow on each other and on the last one, each once, on days that never go backwards. */
const freshProblems = ({ series }: ClaimedSeries, fresh: readonly FreshClaim[]): readonly ClaimProblem[] => {
  const [first] = fresh;
  if (first === undefined) return [];
  if (series.state === 'closed') return [{ code: 'series.closed', seriesId: series.id, prefix: series.prefix }];
  const wrong = fresh.find(({ running }, index) => running !== series.next + index);
  if (wrong !== undefined) return [forged(wrong.claim, 'not-the-next')];
  return dateProblems(
    series,
    fresh.map(({ claim }) => claim.issuedOn),
  );
};

/**
 * NUM-01 to NUM-03: what a station says of its numbers, held against the ledger. The ones that are known, on their documents or voided, are passed over; the new ones are the next of the
 * station's own series, or the station did not give them.
 */
export const checkedClaims = (claims: readonly NumberClaim[], facts: ClaimFacts): Outcome<CheckedClaims, ClaimProblem> => {
  const problems: ClaimProblem[] = [];
  const series = new Map<string, ClaimedSeries>();
  const fresh: FreshClaim[] = [];
  for (const claim of claims) {
    // Known, and where it belongs. A number of a central series comes from the server: the station can only repeat it.
    if (facts.stored.get(claim.documentId) === claim.number) continue;
    const place = series.get(claim.seriesId) ?? seriesOf(claim, facts);
    const running = place === null ? null : numberIn(place.series, claim.number);
    if (place === null) problems.push(forged(claim, 'no-series-of-the-station'));
    else if (running === null || place.series.documentType !== claim.kind) problems.push(forged(claim, 'not-of-the-series'));
    else if (running >= place.series.next) {
      series.set(claim.seriesId, place);
      fresh.push({ claim, running });
    } else if (!place.series.voided.some(({ number }) => number === running)) problems.push(forged(claim, 'on-no-such-document'));
  }
  const ordered = sortedBy(fresh, ({ claim, running }) => `${claim.seriesId} ${String(running).padStart(15, '0')}`);
  const seen = new Set<string>();
  for (const { claim } of ordered) {
    if (seen.has(claim.documentId)) problems.push(forged(claim, 'claimed-twice'));
    seen.add(claim.documentId);
  }
  const groups = groupedBy(ordered, ({ claim }) => claim.seriesId);
  for (const [id, place] of series) problems.push(...freshProblems(place, groups.get(id) ?? []));
  return problems.length > 0 ? { ok: false, problems } : done({ fresh: ordered, series });
};

/** NUM-04: the series after all their fresh numbers, whether on documents or voided: counted on, so that the station's next number fits. */
export const seriesAfter = (
  { fresh, series }: CheckedClaims,
  voidings: readonly Voiding[],
  at: Instant,
): readonly Write<NumberSeries>[] => {
  const groups = groupedBy(fresh, ({ claim }) => claim.seriesId);
  return sortedBy([...series], ([id]) => id).flatMap(([id, place]) => {
    const taken = groups.get(id) ?? [];
    const last = taken.at(-1);
    if (last === undefined) return [];
    const voided = voidings
      .filter(({ fresh: { claim } }) => claim.seriesId === id)
      .map(({ fresh: { running }, reason }) => ({ number: running, reason, at }))
      .sort((a, b) => a.number - b.number);
    const after = {
      ...place.series,
      next: last.running + 1,
      lastIssuedOn: last.claim.issuedOn,
      voided: [...place.series.voided, ...voided],
    };
    return [place.before === null ? created<NumberSeries>(after) : revised(place.before, after)];
  });
};
