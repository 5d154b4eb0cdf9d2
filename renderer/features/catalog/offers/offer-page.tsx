import { Button, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Offer } from '../../../../core/offers/types.ts';
import { useCommand, useDocument, useToday } from '../../../app/hooks.ts';
import { Status } from '../../../app/list/cells.tsx';
import { useGo, usePathParam } from '../../../app/navigation.ts';
import { ErrorSummary } from '../../../app/problems.tsx';
import { RecordPage } from '../../../app/record/record-page.tsx';
import { Timeline } from '../../../app/record/timeline.tsx';
import { toast } from '../../../app/toast.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { DateText } from '../../../ui/date-text.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { useUi } from '../../../ui/settings.tsx';
import classes from '../catalog.module.css';
import { OfferForm } from './offer-form.tsx';
import { useOfferWords } from './offer-words.ts';

function OfferFacts({ offer }: { readonly offer: Offer }) {
  const text = useTranslations('catalog.offer');
  const words = useOfferWords();
  const { number } = useUi();
  const { reach, limits } = offer;
  const { value: customer } = useDocument('customer', reach.kind === 'negotiated' ? reach.customerId : null);
  const many = (list: readonly string[]): string => (list.length === 0 ? '–' : list.join(', '));
  return (
    <Stack gap="lg">
      <p className={classes['sentence']}>{words.sentence(offer)}</p>
      <Facts
        facts={[
          { label: text('value'), value: words.gives(offer) },
          { label: text('duration'), value: words.lasts(offer) },
          { label: text('scope'), value: words.on(offer) },
          { label: text('reach'), value: words.reaches(offer) },
          ...(reach.kind === 'negotiated'
            ? [
                {
                  label: text('customer'),
                  value: <a href={`#/customers/${reach.customerId}`}>{customer?.name ?? reach.customerId}</a>,
                },
              ]
            : []),
          ...(reach.kind === 'targeted'
            ? [
                { label: text('segments'), value: many(reach.target.segments) },
                { label: text('countries'), value: many(reach.target.countries) },
              ]
            : []),
          { label: text('redeemableFrom'), value: offer.redeemableFrom === null ? null : <DateText on={offer.redeemableFrom} /> },
          { label: text('redeemableThrough'), value: offer.redeemableThrough === null ? null : <DateText on={offer.redeemableThrough} /> },
          {
            label: text('redeemed'),
            value: limits.total === null ? number(offer.redeemed) : text('redeemedOf', { redeemed: offer.redeemed, total: limits.total }),
          },
          { label: text('perCustomer'), value: limits.perCustomer === null ? text('unlimited') : number(limits.perCustomer) },
          { label: text('firstPurchaseOnly'), value: text(limits.firstPurchaseOnly ? 'yes' : 'no') },
          { label: text('stackable'), value: text(offer.stackable ? 'yes' : 'no') },
          { label: text('appliesToUsage'), value: text(offer.appliesToUsage ? 'yes' : 'no') },
        ]}
      />
    </Stack>
  );
}

type Act = 'edit' | 'activate' | 'archive';

/** One offer: what it gives, to whom, and how often it was taken. */
export function Page() {
  const text = useTranslations('catalog.offer');
  const tabs = useTranslations('catalog.tabs');
  const id = usePathParam('id');
  const go = useGo();
  const today = useToday();
  const record = useDocument('offer', id);
  const offer = record.value ?? null;
  const [act, setAct] = useState<Act | null>(null);
  const [day, setDay] = useState(today);
  const activate = useCommand('offer.activate');
  const archive = useCommand('offer.archive');
  const close = (): void => setAct(null);
  const confirm = async (): Promise<void> => {
    const outcome = act === 'activate' ? await activate.run({ offerId: id, on: day }) : await archive.run({ offerId: id, lastDay: day });
    if (!outcome.ok) return;
    toast({ message: text(act === 'activate' ? 'activated' : 'archived') });
    close();
  };
  return (
    <>
      <RecordPage
        kind="offer"
        record={record}
        title={({ name }) => name}
        detail={({ reach }) => (reach.kind === 'code' ? reach.code : '')}
        crumbs={[{ label: text('many'), href: '#/catalog/offers' }]}
        badge={({ state }) => <Status kind="offer" code={state} />}
        actions={({ state }) => (
          <>
            {state !== 'archived' && (
              <Button variant="default" onClick={() => setAct('archive')}>
                {text('archive')}
              </Button>
            )}
            {state === 'draft' && (
              <Button variant="default" onClick={() => setAct('edit')}>
                {text('edit')}
              </Button>
            )}
            {state === 'draft' && <Button onClick={() => setAct('activate')}>{text('activate')}</Button>}
          </>
        )}
        {...(offer?.state === 'draft' ? { onEdit: () => setAct('edit') } : {})}
        tabs={(each) => [
          { id: 'overview', label: tabs('overview'), content: () => <OfferFacts offer={each} /> },
          { id: 'timeline', label: tabs('timeline'), content: () => <Timeline documentId={each.id} /> },
        ]}
      />
      {offer !== null && act === 'edit' && <OfferForm offer={offer} onClose={close} onCreated={(made) => go(`/catalog/offers/${made}`)} />}
      {offer !== null && (act === 'activate' || act === 'archive') && (
        <ConfirmDialog
          isOpen
          title={text(`${act}Title`, { name: offer.name })}
          text={text(`${act}Text`, { count: offer.redeemed })}
          confirmLabel={text(act)}
          isDanger={act === 'archive'}
          onConfirm={confirm}
          onClose={close}
        >
          {(act === 'activate' || offer.state === 'active') && (
            <TextInput
              type="date"
              label={text(act === 'activate' ? 'from' : 'lastDay')}
              value={day}
              onChange={({ currentTarget }) => setDay(currentTarget.value)}
            />
          )}
          <ErrorSummary problems={act === 'activate' ? activate.problems : archive.problems} />
        </ConfirmDialog>
      )}
    </>
  );
}
