import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { dueMinor } from '../../../../core/invoicing/status.ts';
import type { CreditNote, Invoice } from '../../../../core/invoicing/types.ts';
import { useAsked } from '../../../app/hooks.ts';
import { workstation } from '../../../app/workstation.ts';
import { MomentText } from '../../../ui/date-text.tsx';
import { Money } from '../../../ui/money.tsx';
import type { JournalItem } from '../../../workers/store-api.ts';
import classes from './record.module.css';

const pageSize = 30;

/** A20: everything that happened to a record: who, when, and what it was before. Newest first. */
export function History({ documentId }: { readonly documentId: string }) {
  const text = useTranslations('invoices.history');
  const [shown, setShown] = useState(pageSize);
  const { value } = useAsked(
    `history|${documentId}|${shown}`,
    () => workstation().journal({ documentId, limit: shown }),
    (changed) => changed.some(({ id }) => id === documentId || id === ''),
  );
  if (value === undefined) return null;
  return (
    <section aria-label={text('title')}>
      <ol className={classes['history']}>
        {value.items.map((item) => (
          <Event key={item.sequence} item={item} documentId={documentId} />
        ))}
      </ol>
      {value.matching > value.items.length && (
        <Button variant="default" onClick={() => setShown(shown + pageSize)}>
          {text('more')}
        </Button>
      )}
    </section>
  );
}

function Event({ item, documentId }: { readonly item: JournalItem; readonly documentId: string }) {
  const text = useTranslations('invoices.history');
  const { command } = item;
  const change = item.changes.find(({ id }) => id === documentId);
  const reason = reasonOf(command.body);
  return (
    <li className={classes['event']}>
      <div>{text.has(`commands.${command.kind}`) ? text(`commands.${command.kind}`) : text('commands.other')}</div>
      {reason !== '' && <div>{text('reason', { reason })}</div>}
      {change !== undefined && <Difference before={change.before} after={change.after} />}
      <div className={classes['under']}>
        <MomentText at={command.at} /> · {text('by', { user: command.by.user, station: command.by.station })}
      </div>
    </li>
  );
}

const reasonOf = (body: unknown): string => {
  const reason: unknown = typeof body === 'object' && body !== null && 'reason' in body ? body.reason : '';
  return typeof reason === 'string' ? reason : '';
};

const isBill = (document: unknown): document is Invoice | CreditNote =>
  typeof document === 'object' &&
  document !== null &&
  'kind' in document &&
  (document.kind === 'invoice' || document.kind === 'credit-note');

/** The state and what is open, where they changed. */
function Difference({ before, after }: { readonly before: unknown; readonly after: unknown }) {
  const text = useTranslations('lists');
  const words = useTranslations('invoices.history');
  if (!isBill(after)) return null;
  const was = isBill(before) ? before : null;
  const stateOf = ({ kind, state }: Invoice | CreditNote): string => text(`${kind}.codes.status.${state.kind}`);
  const dueOf = (document: Invoice | CreditNote): number => (document.kind === 'invoice' ? dueMinor(document) : 0);
  return (
    <>
      {was !== null && was.state.kind !== after.state.kind && (
        <div className={classes['quiet']}>
          {stateOf(was)} → {stateOf(after)}
        </div>
      )}
      {was !== null && dueOf(was) !== dueOf(after) && (
        <div className={classes['quiet']}>
          {words('open')} <Money minor={dueOf(was)} currency={after.currency} withoutCurrency /> →{' '}
          <Money minor={dueOf(after)} currency={after.currency} />
        </div>
      )}
      {was === null && (
        <div className={classes['quiet']}>
          <Money minor={after.totals.grossMinor} currency={after.currency} />
        </div>
      )}
    </>
  );
}
