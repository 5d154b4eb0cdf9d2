import { sql } from 'kysely';
import type { AdmissionProblem } from '../../../core/conflicts/admission-problems.ts';
import type { Command } from '../../../core/kernel/command.ts';
import type { SeriesOfAnotherStation } from '../../../core/organization/void-number.ts';
import { type Access, mayCloseLost } from '../../../core/permissions.ts';
import type { State } from '../store/state.ts';

type Closing = { readonly seriesId?: unknown; readonly lostStation?: unknown } | null;

/**
 * NUM-05: a company that had no server closed the series of an earlier machine, and joins now. Of a machine that was enrolled here the server itself closes the
 * series, when it is revoked: nobody else knows which numbers it gives.
 */
export const lostStationProblem = async (
  state: State,
  { kind, body }: Command,
  { role }: Access,
): Promise<AdmissionProblem | SeriesOfAnotherStation | null> => {
  const { seriesId, lostStation } = (kind === 'number-series.close' ? (body as Closing) : null) ?? {};
  if (typeof lostStation !== 'string') return null;
  if (!mayCloseLost(role)) return { code: 'access.role', kind, role };
  const known = await state.transaction
    .selectFrom('station')
    .select('code')
    .where(sql<boolean>`lower(code) = ${lostStation.toLowerCase()}`)
    .executeTakeFirst();
  return known === undefined ? null : { code: 'series.of-another-station', seriesId: String(seriesId), station: known.code };
};
