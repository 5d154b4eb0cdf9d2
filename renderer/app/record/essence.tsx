import { useTranslations } from 'use-intl';
import { dueMinor } from '../../../core/invoicing/status.ts';
import type { CreditNote, Invoice } from '../../../core/invoicing/types.ts';
import { Money } from '../../ui/money.tsx';
import classes from './timeline.module.css';

const reasonOf = (body: unknown): string => {
  if (typeof body !== 'object' || body === null) return '';
  if ('reason' in body && typeof body.reason === 'string') return body.reason;
  return 'adjustment' in body ? reasonOf(body.adjustment) : '';
};

const isBill = (document: unknown): document is Invoice | CreditNote =>
  typeof document === 'object' &&
  document !== null &&
  'kind' in document &&
  (document.kind === 'invoice' || document.kind === 'credit-note');

/** Of a bill what counts: its state and what is open, where they changed; what it comes to, where it is new. */
function BillEssence({ before, after }: { readonly before: unknown; readonly after: Invoice | CreditNote }) {
  const lists = useTranslations('lists');
  const text = useTranslations('app.timeline');
  const was = isBill(before) ? before : null;
  const stateOf = ({ kind, state }: Invoice | CreditNote): string => lists(`${kind}.codes.status.${state.kind}`);
  const dueOf = (document: Invoice | CreditNote): number => (document.kind === 'invoice' ? dueMinor(document) : 0);
  if (was === null) return <Money minor={after.totals.grossMinor} currency={after.currency} />;
  return (
    <>
      {was.state.kind !== after.state.kind && (
        <span>
          {stateOf(was)} → {stateOf(after)}
        </span>
      )}
      {dueOf(was) !== dueOf(after) && (
        <span>
          {text('open')} <Money minor={dueOf(was)} currency={after.currency} withoutCurrency /> →{' '}
          <Money minor={dueOf(after)} currency={after.currency} />
        </span>
      )}
    </>
  );
}

/** A reason that was chosen, in words; `null` for one that was typed. */
const useReasonWord = (): ((reason: string) => string | null) => {
  const words = useTranslations('app.reasons');
  return (reason) => (words.has(reason as never) ? words(reason as never) : null);
};

/** What people want to know of an entry without opening it: the reason that was given, and what became of a bill. */
export function Essence({ body, before, after }: { readonly body: unknown; readonly before: unknown; readonly after: unknown }) {
  const text = useTranslations('app.timeline');
  const wordOf = useReasonWord();
  const reason = reasonOf(body);
  if (reason === '' && !isBill(after)) return null;
  return (
    <div className={classes['essence']}>
      {reason !== '' && <span>{wordOf(reason) ?? text('reason', { reason })}</span>}
      {isBill(after) && <BillEssence before={before} after={after} />}
    </div>
  );
}
