import { useTranslations } from 'use-intl';
import type { Subscription } from '../../../core/subscriptions/types.ts';
import { entitlementChanges, entitlementStandings } from '../../../core/views/entitlement-standing.ts';
import { DateText } from '../../ui/date-text.tsx';
import { MoneyList } from '../../ui/money.tsx';
import type { CatalogNames } from '../catalog.ts';
import { clock } from '../clock.ts';
import { useProblemText } from '../problems.tsx';
import classes from './ahead.module.css';
import { BilledDocuments, documentsOf } from './billed-documents.tsx';
import { EntitlementChanges } from './entitlements.tsx';
import type { AheadState } from './use-ahead.ts';

type Props = {
  readonly state: AheadState;
  /** The subscription as it stands; `null` for one that is being made. */
  readonly before: Subscription | null;
  readonly catalog: CatalogNames;
  /** Said while the form is not complete. */
  readonly hint: string;
};

/** Sums by currency of what documents come to. */
export const sumsOf = (
  documents: readonly { readonly currency: string; readonly totals: { readonly grossMinor: number } }[],
): readonly { readonly minor: number; readonly currency: string }[] => {
  const sums = new Map<string, number>();
  for (const { currency, totals } of documents) sums.set(currency, (sums.get(currency) ?? 0) + totals.grossMinor);
  return [...sums].map(([currency, minor]) => ({ currency, minor }));
};

const noon = (day: string): string => `${day}T12:00:00.000Z`;

/** SUB-14: what a change does before it is made: the documents of the next period, and what becomes of entitlements. */
export function AheadPanel({ state, before, catalog, hint }: Props) {
  const text = useTranslations('ahead');
  const words = useProblemText();
  const { ahead, problems, isAsking } = state;
  if (problems.length > 0 && !isAsking) {
    return (
      <div className={classes['panel']} role="status">
        <ul className={classes['none']} style={{ listStyle: 'none', margin: 0 }}>
          {[...new Set(problems.map(words))].map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </div>
    );
  }
  if (ahead === null) return <p className={classes['none']}>{isAsking ? text('asking') : hint}</p>;
  const { subscription, through, subscriptions, exceptions } = ahead;
  const documents = documentsOf(ahead.documents, subscription?.id ?? null);
  const now = clock.now();
  const later = noon(through);
  const then = subscriptions.filter(({ id }) => id === subscription?.id);
  const changes = entitlementChanges(
    before === null ? [] : entitlementStandings([before], now),
    subscription === null ? [] : entitlementStandings([subscription], now),
    entitlementStandings(then, later > now ? later : now),
  );
  const left = exceptions.filter(({ subscriptionId }) => subscriptionId === subscription?.id);
  return (
    <div className={classes['panel']} data-asking={isAsking || undefined} aria-busy={isAsking}>
      <section aria-label={text('documents')}>
        <div className={classes['heading']}>
          <h3>{text('documents')}</h3>
          <span className={classes['hint']}>
            {text('through')} <DateText on={through} />
          </span>
        </div>
        <BilledDocuments documents={documents} empty={text('noDocuments')} />
        {documents.length > 1 && (
          <div className={classes['heading']} style={{ marginTop: 8 }}>
            <span className={classes['hint']}>{text('count', { count: documents.length })}</span>
            <MoneyList amounts={sumsOf(documents)} />
          </div>
        )}
        {left.map((exception) => (
          <p key={exception.code} className={classes['none']}>
            {words(exception)}
          </p>
        ))}
      </section>
      <section aria-label={text('entitlements.title')}>
        <div className={classes['heading']}>
          <h3>{text('entitlements.title')}</h3>
        </div>
        <EntitlementChanges changes={changes} then={through} catalog={catalog} isNew={before === null} />
      </section>
    </div>
  );
}
