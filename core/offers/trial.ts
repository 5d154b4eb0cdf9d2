import type { ProductId } from '../catalog/types.ts';
import { daysAfter, later, type PlainDate } from '../time/plain-date.ts';

/** OFR-19: a trial that a customer had, on any subscription. */
export type EarlierTrial = { readonly subscriptionId: string; readonly productId: ProductId; readonly startedOn: PlainDate };

export type TrialProblem = { readonly code: 'trial.already-had'; readonly subscriptionId: string; readonly startedOn: PlainDate };

/**
 * OFR-19: one trial per customer, so that nobody lives on trials. `subscriptionId` is the subscription that wants one: its own trial, entered again,
 * is no second one. Customers may try each product once where the rule is by product.
 */
export const oneTrialPerCustomer = (facts: {
  readonly subscriptionId: string;
  readonly productId: ProductId;
  readonly earlier: readonly EarlierTrial[];
  readonly rule: 'customer' | 'product';
}): TrialProblem | null => {
  const had = facts.earlier.find(
    (trial) => trial.subscriptionId !== facts.subscriptionId && (facts.rule === 'customer' || trial.productId === facts.productId),
  );
  return had === undefined ? null : { code: 'trial.already-had', subscriptionId: had.subscriptionId, startedOn: had.startedOn };
};

/** OFR-19: the day of the notice, by default 3 days before the trial ends, never before it starts. */
export const trialReminderOn = (trial: { readonly startsOn: PlainDate; readonly endsOn: PlainDate }, daysBefore = 3): PlainDate =>
  later(trial.startsOn, daysAfter(trial.endsOn, -daysBefore));
