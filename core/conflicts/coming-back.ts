import { derivedId } from '../kernel/ids.ts';
import { numberIn, openedSeries, stemOfPrefix } from '../organization/numbering.ts';
import type { NumberSeries } from '../organization/types.ts';
import type { ClaimedSeries, ClaimFacts, NumberClaim } from './number-claims.ts';

/** How far a series can have come since the backup that it ended at. */
const mostSinceBackup = 100_000;

/**
 * NUM-05: the series that a number comes back to: ended by a restore, and given by the server, or from a block of this station, after the backup. A block that
 * was lent after the backup is not known any more: its numbers come back to the series that it was lent from.
 */
export const endedSeriesOf = (claim: NumberClaim, { station, series }: ClaimFacts): ClaimedSeries | null => {
  const ended = series.filter(
    (each) =>
      each.restored !== undefined &&
      each.entityId === claim.entityId &&
      each.documentType === claim.kind &&
      (each.station === null || each.station === station) &&
      numberIn(each, claim.number) !== null,
  );
  const found = ended.find(({ id }) => id === claim.seriesId) ?? ended.find((each) => each.station === null);
  return found === undefined ? null : { before: found, series: found };
};

/**
 * NUM-05: a central series that was opened after the backup, or in another life of the server: known by its numbers alone. It is ended as those are that the backup
 * knew. The entity's present series is none of them: nobody but this server has counted it.
 */
export const forgottenSeriesOf = (claim: NumberClaim, { entities, series, isRestored, now }: ClaimFacts): ClaimedSeries | null => {
  const entity = entities.find(({ id }) => id === claim.entityId);
  const [, prefix = '', named = '', year = null, digits = ''] = /^(([A-Z0-9-]{1,12}?)-(?:(\d{4})-)?)(\d{3,15})$/.exec(claim.number) ?? [];
  if (!isRestored || entity === undefined || prefix === '') return null;
  const numbering = entity.numbering[claim.kind];
  const isOther = named !== numbering.prefix && stemOfPrefix(named) === stemOfPrefix(numbering.prefix);
  if (numbering.mode === 'station-series' || !isOther) return null;
  const id = derivedId('series', entity.id, claim.kind, prefix);
  if (series.some((each) => each.id === id)) return null;
  const { mode, digits: least } = numbering;
  const key = { id, entityId: entity.id, documentType: claim.kind, mode, station: null, prefix, digits: Math.min(least, digits.length) };
  const opened = openedSeries({ ...key, year: year === null ? null : Number(year) });
  return { before: null, series: { ...opened, state: 'closed', restored: { at: now, from: 1, back: [] } } };
};

/** Whether a number may have been given before the restore and stands on nothing yet. */
export const mayComeBack = ({ restored, block, voided }: Omit<NumberSeries, 'rev'>, running: number): boolean =>
  restored !== undefined &&
  restored.from <= running &&
  running <= (block?.last ?? restored.from + mostSinceBackup) &&
  !restored.back.includes(running) &&
  !voided.some(({ number }) => number === running);
