import type { NumberSeries } from '../../../../core/organization/types.ts';
import { type Access, isOfOtherEntity, mayGive, mayCloseLost } from '../../../../core/permissions.ts';

/** Who closes a series, as far as this window may offer it. */
export type Closing =
  /** This station gives its numbers: it skips them and closes it. */
  | { readonly kind: 'own'; readonly maySkip: boolean; readonly mayClose: boolean; readonly isOfOthers: boolean }
  /** It is that of an earlier machine, which no server knows. */
  | { readonly kind: 'lost' }
  | { readonly kind: 'elsewhere' };

export type Standing = {
  /** This station's code. */
  readonly own: string;
  readonly hasServer: boolean;
  /** `null`: nobody is signed in, the station works for itself. */
  readonly access: Access | null;
  /** The stations that the server knows; `null` where it was not asked, or has not answered. */
  readonly known: readonly string[] | null;
};

/** NUM-05: of a machine that is enrolled only revoking it ends the series; of one that never joined, whoever the server takes it from. */
export const closingOf = (
  { station, entityId }: Pick<NumberSeries, 'station' | 'entityId'>,
  { own, hasServer, access, known }: Standing,
): Closing => {
  if (station === own) {
    const may = (kind: 'number-series.void-number' | 'number-series.close'): boolean => access === null || mayGive(access.role, kind);
    return {
      kind: 'own',
      maySkip: may('number-series.void-number'),
      mayClose: may('number-series.close'),
      isOfOthers: isOfOtherEntity(access, entityId),
    };
  }
  if (station === null) return { kind: 'elsewhere' };
  if (!hasServer) return { kind: 'lost' };
  const isKnown = known === null || known.some((code) => code.toLowerCase() === station.toLowerCase());
  const isAllowed = access !== null && mayCloseLost(access.role) && !isOfOtherEntity(access, entityId);
  return isAllowed && !isKnown ? { kind: 'lost' } : { kind: 'elsewhere' };
};
