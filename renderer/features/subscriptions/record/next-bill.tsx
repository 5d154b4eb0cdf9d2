import { useTranslations } from 'use-intl';
import type { Subscription } from '../../../../core/subscriptions/types.ts';
import { previewThrough } from '../../../../core/views/subscription-strip.ts';
import { BilledDocuments, documentsOf } from '../../../app/ahead/billed-documents.tsx';
import { sumsOf } from '../../../app/ahead/ahead-panel.tsx';
import { useAsked, useToday } from '../../../app/hooks.ts';
import { useProblemText } from '../../../app/problems.tsx';
import { workstation } from '../../../app/workstation.ts';
import type { BilledAhead } from '../../../workers/store-api.ts';
import type { IssuedDocument } from '../../../../core/invoicing/lines.ts';

/** What the next billing makes of a subscription if nothing is changed until then. `undefined` while it is worked out. */
export type NextBill = {
  readonly on: string | null;
  readonly sums: readonly { readonly minor: number; readonly currency: string }[];
  readonly documents: readonly IssuedDocument[];
  readonly exceptions: BilledAhead['exceptions'];
};

export const useNextBill = (subscription: Subscription): NextBill | undefined => {
  const today = useToday();
  const through = previewThrough(subscription, today);
  const { value } = useAsked(
    subscription.state.kind === 'cancelled' ? null : `ahead|${subscription.id}|${subscription.rev}|${today}|${through}`,
    () => workstation().billedAhead([subscription.customerId], through),
    (changed) => changed.some(({ kind }) => kind !== 'customer'),
  );
  if (subscription.state.kind === 'cancelled') return { on: null, sums: [], documents: [], exceptions: [] };
  if (value === undefined) return undefined;
  const documents = documentsOf(value.documents, subscription.id);
  const on = documents[0]?.issuedOn ?? null;
  const first = documents.filter((document) => document.issuedOn === on);
  return {
    on,
    sums: sumsOf(first),
    documents,
    exceptions: value.exceptions.filter(({ subscriptionId }) => subscriptionId === subscription.id),
  };
};

/** The documents of the next billing, and what would be left out and why. */
export function NextBillDocuments({ bill }: { readonly bill: NextBill }) {
  const text = useTranslations('subscriptions.bill');
  const words = useProblemText();
  return (
    <>
      {bill.exceptions.map((exception) => (
        <p key={exception.code}>{words(exception)}</p>
      ))}
      <BilledDocuments documents={bill.documents} empty={text('nothing')} />
    </>
  );
}
