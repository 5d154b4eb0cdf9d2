import { ActionIcon, Button, Menu } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { creditNoteStatus } from '../../../core/invoicing/status.ts';
import type { CreditNote } from '../../../core/invoicing/types.ts';
import { linksOfNote } from '../../../core/views/account-links.ts';
import { useDocument } from '../../app/hooks.ts';
import { Status } from '../../app/list/cells.tsx';
import { recordPath, useGo, usePathParam } from '../../app/navigation.ts';
import { DateText } from '../../ui/date-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Money } from '../../ui/money.tsx';
import { Note } from '../../ui/note.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { useUi } from '../../ui/settings.tsx';
import { StatusBadge } from '../../ui/status-badge.tsx';
import { AllocateDrawer } from './actions/allocate-drawer.tsx';
import { FinaliseDialog } from './actions/finalise-dialog.tsx';
import { ReasonDialog } from './actions/reason-dialog.tsx';
import { RefundDrawer } from './actions/refund-drawer.tsx';
import { Facts } from './record/facts.tsx';
import { LinesTable } from './record/lines-table.tsx';
import { Links } from './record/links.tsx';
import { Parties } from './record/parties.tsx';
import { BillPage } from './record/record-frame.tsx';
import classes from './record/record.module.css';
import { TotalFigure, Totals } from './record/totals.tsx';
import { type CustomerAccount, useAccount } from './record/use-account.ts';

/** F16: one credit note: what it takes back, what it paid, what is left of it. */
export function Page() {
  const text = useTranslations('invoices');
  const go = useGo();
  const id = usePathParam('id');
  const { value: note } = useDocument('credit-note', id);
  const account = useAccount(note ?? null);
  if (note === undefined) return null;
  if (note === null) {
    return (
      <>
        <PageHeader title={text('creditNote')} crumbs={[{ label: text('creditNotes'), href: '#/credit-notes' }]} />
        <EmptyState
          cause="nothing"
          title={text('missing.title')}
          text={text('missing.text')}
          action={{ label: text('missing.action', { page: text('creditNotes') }), run: () => go('/credit-notes') }}
        />
      </>
    );
  }
  return account === undefined ? null : <Record key={note.id} note={note} account={account} />;
}

type Doing = 'finalise' | 'apply' | 'refund' | 'void';

function Record({ note, account }: { readonly note: CreditNote; readonly account: CustomerAccount }) {
  const text = useTranslations('invoices');
  const [doing, setDoing] = useState<Doing | null>(null);
  const close = (): void => setDoing(null);
  const refundedMinor = account.refunds
    .filter(({ creditNoteId, state }) => creditNoteId === note.id && state.kind === 'paid')
    .reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  const status = creditNoteStatus(note, { settlements: account.invoices.flatMap(({ settlements }) => settlements), refundedMinor });
  return (
    <>
      <BillPage
        document={note}
        title={note.number ?? text('noNumber')}
        badge={
          status === 'applied' || status === 'refunded' ? (
            <StatusBadge tone="good">{text(`noteStatus.${status}`)}</StatusBadge>
          ) : (
            <Status kind="credit-note" code={status} />
          )
        }
        actions={<Actions note={note} account={account} onDo={setDoing} />}
        details={() => <Details note={note} account={account} />}
      />
      {doing === 'finalise' && <FinaliseDialog document={note} onClose={close} />}
      {doing === 'apply' && <AllocateDrawer source={note} account={account} onClose={close} />}
      {doing === 'refund' && <RefundDrawer note={note} account={account} onClose={close} />}
      {doing === 'void' && (
        <ReasonDialog
          kind="credit-note.void"
          id={note.id}
          sum={{ minor: -note.totals.grossMinor, currency: note.currency }}
          onClose={close}
        />
      )}
    </>
  );
}

/** What can be done with it: only what is left of it can be used, and only what nothing used can be voided. */
function Actions({
  note,
  account,
  onDo,
}: {
  readonly note: CreditNote;
  readonly account: CustomerAccount;
  readonly onDo: (doing: Doing) => void;
}) {
  const text = useTranslations('invoices.actions');
  const leftMinor = account.left('credit-note', note.id);
  const isPosted = note.state.kind === 'posted';
  const canVoid = note.state.kind === 'pending' || (isPosted && leftMinor === -note.totals.grossMinor);
  return (
    <>
      {canVoid && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon aria-label={text('more')} variant="default">
              <Icon name="dots" />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item color="var(--cf-tone-bad)" onClick={() => onDo('void')}>
              {text('void')}
            </Menu.Item>
          </Menu.Dropdown>
        </Menu>
      )}
      {isPosted && account.refundable(note.id) > 0 && (
        <Button variant={note.disposition === 'refund' ? 'filled' : 'default'} onClick={() => onDo('refund')}>
          {text('refund')}
        </Button>
      )}
      {isPosted && leftMinor > 0 && (
        <Button variant={note.disposition === 'refund' ? 'default' : 'filled'} onClick={() => onDo('apply')}>
          {text('apply')}
        </Button>
      )}
      {note.state.kind === 'pending' && <Button onClick={() => onDo('finalise')}>{text('finalise')}</Button>}
    </>
  );
}

function Details({ note, account }: { readonly note: CreditNote; readonly account: CustomerAccount }) {
  const text = useTranslations('invoices');
  const codes = useTranslations('lists.credit-note.codes');
  const { day } = useUi();
  const links = linksOfNote(note, account);
  const numbers = new Map(account.invoices.map(({ id, number }) => [id, number ?? id]));
  const run = note.runId === '' ? null : recordPath('billing-run', note.runId);
  return (
    <div className={classes['record']}>
      <div className={classes['main']}>
        <div className={classes['figures']}>
          <div className={classes['figure']}>
            <span className={classes['label']}>{text('credit.leftOfIt')}</span>
            <span className={classes['large']}>
              <Money minor={account.left('credit-note', note.id)} currency={note.currency} />
            </span>
          </div>
          <div className={classes['figure']}>
            <span className={classes['label']}>{text('totals.gross')}</span>
            <span className={classes['large']}>
              <TotalFigure document={note} total="gross" minor={note.totals.grossMinor} />
            </span>
          </div>
        </div>
        {note.state.kind === 'void' && (
          <Note tone="info" title={text('voidNote.ended', { on: day(note.state.on) })}>
            <p>{note.state.reason}</p>
          </Note>
        )}
        <Parties document={note} />
        <LinesTable document={note} numberOf={(id) => numbers.get(id) ?? id} />
        <Totals document={note} />
        {note.note !== '' && <p style={{ whiteSpace: 'pre-wrap', fontSize: 13, margin: 0 }}>{note.note}</p>}
      </div>
      <aside className={classes['side']}>
        <Facts
          title={text('facts.title')}
          rows={[
            { label: text('facts.issuedOn'), value: <DateText on={note.issuedOn} /> },
            { label: text('fields.reason'), value: codes(`reason.${note.reason}`) },
            { label: text('credit.disposition'), value: codes(`disposition.${note.disposition}`) },
            { label: text('facts.entity'), value: note.seller.legalName },
            {
              label: text('facts.origin'),
              value: run === null ? codes(`origin.${note.origin}`) : <a href={`#${run}`}>{codes(`origin.${note.origin}`)}</a>,
            },
            { label: text('facts.engine'), value: note.engine },
          ]}
        />
        <Links
          title={text('links.corrects')}
          links={links.filter(({ relation }) => relation === 'corrects')}
          currency={note.currency}
          none={text('links.correctsNone')}
        />
        <Links
          title={text('links.usedFor')}
          links={links.filter(({ relation }) => relation !== 'corrects')}
          currency={note.currency}
          none={text('links.notUsed')}
        />
      </aside>
    </div>
  );
}
