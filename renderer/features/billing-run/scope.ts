import { daysAfter, monthStart, type PlainDate } from '../../../core/time/plain-date.ts';
import type { RunScope } from '../../workers/store-api.ts';

/** What a person chooses: the first day that a document may bear, and the last day that is billed. */
export type ScopeChoice = { readonly from: PlainDate; readonly through: PlainDate; readonly entityIds: readonly string[] };

/** From the first of the month through today, for the entity whose work is shown, or all of them. */
export const firstChoice = (today: PlainDate, entityId: string | null, all: readonly string[]): ScopeChoice => ({
  from: monthStart(today),
  through: today,
  entityIds: entityId === null ? all : [entityId],
});

export type ScopeFault = 'no-entity' | 'ends-first' | 'not-yet';

/** What stands in the way of a run; `null` for nothing. Days to come are not billed: what will be changed until then is not known yet. */
export const scopeFault = (choice: ScopeChoice, today: PlainDate): ScopeFault | null => {
  if (choice.entityIds.length === 0) return 'no-entity';
  if (choice.through < choice.from) return 'ends-first';
  return choice.through > today ? 'not-yet' : null;
};

/** Half-open, as the engine counts: the last day is billed, the one after it is not. */
export const scopeOf = (choice: ScopeChoice): RunScope => ({
  period: { start: choice.from, end: daysAfter(choice.through, 1) },
  entityIds: choice.entityIds,
  customerIds: null,
});
