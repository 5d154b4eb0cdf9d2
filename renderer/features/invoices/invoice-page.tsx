import { ActionIcon, Button, Menu } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { invoiceActions } from '../../../core/invoicing/invoice-actions.ts';
import { dueMinor, invoiceStatus } from '../../../core/invoicing/status.ts';
import type { Invoice } from '../../../core/invoicing/types.ts';
import { linksOfInvoice } from '../../../core/views/account-links.ts';
import { isDiscarded } from '../../../core/views/lists/documents.ts';
import { useDocument, useToday } from '../../app/hooks.ts';
import { Status } from '../../app/list/cells.tsx';
import { recordPath, useGo, usePathParam } from '../../app/navigation.ts';
import { useHotkey } from '../../app/shortcuts.ts';
import { toast } from '../../app/toast.tsx';
import { Note } from '../../ui/note.tsx';
import { useUi } from '../../ui/settings.tsx';
import { DateText } from '../../ui/date-text.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Icon } from '../../ui/icon.tsx';
import { PageHeader } from '../../ui/page-header.tsx';
import { CreditDrawer } from './actions/credit-drawer.tsx';
import { FinaliseDialog } from './actions/finalise-dialog.tsx';
import { PaymentDrawer } from './actions/payment-drawer.tsx';
import { ReasonDialog } from './actions/reason-dialog.tsx';
import { DraftPage } from './draft/draft-page.tsx';
import { writeAgain } from './draft/write-again.ts';
import { Facts } from './record/facts.tsx';
import { LinesTable } from './record/lines-table.tsx';
import { Links } from './record/links.tsx';
import { Parties } from './record/parties.tsx';
import { BillPage } from './record/record-frame.tsx';
import classes from './record/record.module.css';
import { TotalFigure, Totals } from './record/totals.tsx';
import { type CustomerAccount, useAccount } from './record/use-account.ts';

/** One invoice: a draft is edited, what is issued is read, explained and acted on. */
export function Page() {
  const text = useTranslations('invoices');
  const go = useGo();
  const id = usePathParam('id');
  const { value: invoice } = useDocument('invoice', id);
  if (invoice === undefined) return null;
  if (invoice === null) {
    return (
      <>
        <PageHeader title={text('invoice')} crumbs={[{ label: text('title'), href: '#/invoices' }]} />
        <EmptyState
          cause="nothing"
          title={text('missing.title')}
          text={text('missing.text')}
          action={{ label: text('missing.action', { page: text('title') }), run: () => go('/invoices') }}
        />
      </>
    );
  }
  return invoice.state.kind === 'draft' ? <DraftPage key={invoice.id} invoice={invoice} /> : <Record key={invoice.id} invoice={invoice} />;
}

type Doing = 'finalise' | 'credit' | 'payment' | 'void' | 'write-off';

function Record({ invoice }: { readonly invoice: Invoice }) {
  const text = useTranslations('invoices');
  const today = useToday();
  const [doing, setDoing] = useState<Doing | null>(null);
  const account = useAccount(invoice);
  const close = (): void => setDoing(null);
  return (
    <>
      <BillPage
        document={invoice}
        title={invoice.number ?? text(isDiscarded(invoice) ? 'discarded' : 'noNumber')}
        badge={<Status kind="invoice" code={isDiscarded(invoice) ? 'discarded' : invoiceStatus(invoice, today)} />}
        actions={isDiscarded(invoice) ? <WriteAgain invoice={invoice} /> : <Actions invoice={invoice} onDo={setDoing} />}
        details={() => <Details invoice={invoice} account={account} />}
      />
      {doing === 'finalise' && <FinaliseDialog document={invoice} onClose={close} />}
      {doing === 'credit' && account !== undefined && <CreditDrawer invoice={invoice} account={account} onClose={close} />}
      {doing === 'payment' && <PaymentDrawer invoice={invoice} onClose={close} />}
      {doing === 'void' && (
        <ReasonDialog
          kind="invoice.void"
          id={invoice.id}
          sum={{ minor: invoice.totals.grossMinor, currency: invoice.currency }}
          onClose={close}
        />
      )}
      {doing === 'write-off' && (
        <ReasonDialog
          kind="invoice.write-off"
          id={invoice.id}
          sum={{ minor: dueMinor(invoice), currency: invoice.currency }}
          onClose={close}
        />
      )}
    </>
  );
}

/** A12: what was discarded by mistake is written again. */
function WriteAgain({ invoice }: { readonly invoice: Invoice }) {
  const text = useTranslations('invoices.draft');
  const go = useGo();
  const again = async (): Promise<void> => {
    const id = await writeAgain(invoice);
    if (id === null) toast({ tone: 'bad', message: text('notAgain') });
    else go(`/invoices/${encodeURIComponent(id)}`);
  };
  return <Button onClick={() => void again()}>{text('again')}</Button>;
}

const doings = {
  'invoice.finalise': 'finalise',
  'payment.record': 'payment',
  'credit-note.create': 'credit',
  'invoice.write-off': 'write-off',
  'invoice.void': 'void',
} as const;
const labels = {
  finalise: 'actions.finalise',
  payment: 'recordPayment',
  credit: 'actions.credit',
  'write-off': 'actions.writeOff',
  void: 'actions.void',
} as const;

/** INV-15: what the state allows; the first is the one thing to do, what cannot be taken back is in the menu. */
function Actions({ invoice, onDo }: { readonly invoice: Invoice; readonly onDo: (doing: Doing) => void }) {
  const text = useTranslations('invoices');
  const allowed = invoiceActions(invoice);
  const offered = Object.entries(doings).flatMap(([action, doing]) =>
    allowed.includes(action as (typeof allowed)[number]) ? [doing] : [],
  );
  const open = offered.filter((doing) => doing !== 'void' && doing !== 'write-off');
  const grave = offered.filter((doing) => doing === 'void' || doing === 'write-off');
  const [primary, ...others] = open;
  useHotkey('p', () => onDo('payment'), open.includes('payment'));
  return (
    <>
      {grave.length > 0 && (
        <Menu position="bottom-end">
          <Menu.Target>
            <ActionIcon aria-label={text('actions.more')} variant="default">
              <Icon name="dots" />
            </ActionIcon>
          </Menu.Target>
          <Menu.Dropdown>
            {grave.map((doing) => (
              <Menu.Item key={doing} color="var(--cf-tone-bad)" onClick={() => onDo(doing)}>
                {text(labels[doing])}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      )}
      {others.map((doing) => (
        <Button key={doing} variant="default" onClick={() => onDo(doing)}>
          {text(labels[doing])}
        </Button>
      ))}
      {primary !== undefined && <Button onClick={() => onDo(primary)}>{text(labels[primary])}</Button>}
    </>
  );
}

function Details({ invoice, account }: { readonly invoice: Invoice; readonly account: CustomerAccount | undefined }) {
  const text = useTranslations('invoices');
  const { state } = invoice;
  const { day } = useUi();
  const links = account === undefined ? [] : linksOfInvoice(invoice, account);
  const numbers = new Map((account?.invoices ?? []).map(({ id, number }) => [id, number ?? id]));
  return (
    <div className={classes['record']}>
      <div className={classes['main']}>
        <div className={classes['figures']}>
          <div className={classes['figure']}>
            <span className={classes['label']}>{text('totals.due')}</span>
            <span className={classes['large']}>
              <TotalFigure document={invoice} total="due" minor={dueMinor(invoice)} />
            </span>
          </div>
          <div className={classes['figure']}>
            <span className={classes['label']}>{text('totals.gross')}</span>
            <span className={classes['large']}>
              <TotalFigure document={invoice} total="gross" minor={invoice.totals.grossMinor} />
            </span>
          </div>
          {state.kind !== 'void' && (
            <div className={classes['figure']}>
              <span className={classes['label']}>{text('facts.dueOn')}</span>
              <span className={classes['large']}>
                <DateText on={invoice.dueOn} />
              </span>
            </div>
          )}
        </div>
        {(state.kind === 'void' || state.kind === 'uncollectible') && (
          <Note tone={state.kind === 'void' ? 'info' : 'warning'} title={text(`ended.${state.kind}`, { on: day(state.on) })}>
            <p>{state.reason}</p>
          </Note>
        )}
        <Parties document={invoice} />
        <LinesTable document={invoice} numberOf={(id) => numbers.get(id) ?? id} />
        <Totals document={invoice} />
        {invoice.note !== '' && <p style={{ whiteSpace: 'pre-wrap', fontSize: 13, margin: 0 }}>{invoice.note}</p>}
      </div>
      <aside className={classes['side']}>
        <DocumentFacts document={invoice} />
        <Links
          title={text('links.paidBy')}
          links={links.filter(({ relation }) => relation === 'paid-by')}
          currency={invoice.currency}
          none={text('links.notPaid')}
        />
        <Links
          title={text('links.creditedBy')}
          links={links.filter(({ relation }) => relation === 'credited-by')}
          currency={invoice.currency}
          none={text('links.notCredited')}
        />
      </aside>
    </div>
  );
}

/** What else the document says of itself, and what made it. */
function DocumentFacts({ document }: { readonly document: Invoice }) {
  const text = useTranslations('invoices.facts');
  const codes = useTranslations('lists.invoice.codes');
  const run = document.runId === '' ? null : recordPath('billing-run', document.runId);
  return (
    <Facts
      title={text('title')}
      rows={[
        { label: text('issuedOn'), value: <DateText on={document.issuedOn} /> },
        { label: text('dueOn'), value: <DateText on={document.dueOn} /> },
        { label: text('entity'), value: document.seller.legalName },
        { label: text('currency'), value: document.currency },
        {
          label: text('origin'),
          value: run === null ? codes(`origin.${document.origin}`) : <a href={`#${run}`}>{codes(`origin.${document.origin}`)}</a>,
        },
        { label: text('engine'), value: document.engine },
      ]}
    />
  );
}
