import { type CheckedClaims, checkedClaims, seriesAfter, type Voiding } from '../../../core/conflicts/number-claims.ts';
import { voidReason } from '../../../core/conflicts/settlement.ts';
import { done, type Outcome, type ProblemLike } from '../../../core/kernel/outcome.ts';
import { revised } from '../../../core/kernel/command.ts';
import { groupedBy } from '../../../core/kernel/order.ts';
import type { VoidNumber } from '../../../core/organization/void-number.ts';
import type { VoidedNumber } from '../../protocol/push.ts';
import type { State } from '../store/state.ts';
import type { Case } from './author.ts';
import { type Digested, writingsOf } from './writings.ts';

/** The numbers that a command claims, held against the ledger as it stands. */
export type StationNumbers = {
  readonly claims: Outcome<CheckedClaims, ProblemLike>;
  /** Which number the claimed documents carry as they are stored. */
  readonly stored: ReadonlyMap<string, string | null>;
};

const nothingClaimed: CheckedClaims = { fresh: [], series: new Map() };

export const stationNumbers = async (state: State, { pushed, giver, isRestored, now }: Case): Promise<StationNumbers> => {
  if (pushed.numbers.length === 0) return { claims: done(nothingClaimed), stored: new Map() };
  const stored = new Map<string, string | null>();
  for (const [kind, claims] of groupedBy(pushed.numbers, (claim) => claim.kind)) {
    const documents = await state.list(kind as 'invoice' | 'credit-note', { ids: claims.map(({ documentId }) => documentId) });
    for (const { id, number } of documents) stored.set(id, number);
  }
  const [entities, series] = [await state.list('entity'), await state.list('number-series')];
  return { claims: checkedClaims(pushed.numbers, { station: giver, entities, series, stored, isRestored, now }), stored };
};

/** The new ones; none where what the station says of its numbers cannot be. */
export const freshOf = ({ claims }: StationNumbers): CheckedClaims => (claims.ok ? claims.value : nothingClaimed);

export const voidedNumbers = (voidings: readonly Voiding[]): readonly VoidedNumber[] =>
  voidings.map(({ fresh: { claim }, reason }) => ({ number: claim.number, documentId: claim.documentId, reason }));

/** The numbers of a command that has no effect of its own: a refused one, or one that came from elsewhere before. */
export const allVoided = (numbers: StationNumbers, otherwise: 'refused' | 'billed-elsewhere'): readonly Voiding[] =>
  freshOf(numbers).fresh.map((entry) => ({ fresh: entry, reason: voidReason(entry, numbers.stored, otherwise) }));

/**
 * NUM-04: the series of the fresh numbers, counted on past all of them; those that stand on no document are voided with their reason.
 * @param written series that the plan itself counts on rightly.
 */
export const countedOn = (
  state: State,
  numbers: StationNumbers,
  voidings: readonly Voiding[],
  at: string,
  written: ReadonlySet<string> = new Set(),
): Promise<readonly Digested[]> => {
  const { fresh, series } = freshOf(numbers);
  const left = {
    fresh: fresh.filter(({ home }) => !written.has(home)),
    series: new Map([...series].filter(([id]) => !written.has(id))),
  };
  return writingsOf(state, seriesAfter(left, voidings, at));
};

/**
 * A station that skips a number of its own has counted on, whatever becomes of the command: the number is void here too, or the station's next one would not
 * fit. `written`: series that are counted on anyway.
 */
export const skippedOn = async (state: State, { pushed, giver, now }: Case, written: readonly Digested[]): Promise<readonly Digested[]> => {
  const { kind, body } = pushed.command;
  if (kind !== 'number-series.void-number' || typeof body !== 'object' || body === null) return [];
  const { seriesId, number } = body as Partial<VoidNumber['body']>;
  const series = typeof seriesId === 'string' ? await state.get('number-series', seriesId) : null;
  if (series === null || series.station !== giver || series.state === 'closed' || number !== series.next) return [];
  if (series.block !== undefined && number > series.block.last) return [];
  if (written.some(({ document }) => document.id === series.id)) return [];
  const voided = [...series.voided, { number, reason: 'refused', at: now }];
  return writingsOf(state, [revised(series, { ...series, next: number + 1, voided })]);
};
