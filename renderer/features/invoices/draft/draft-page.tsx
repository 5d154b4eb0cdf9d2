import { ActionIcon, Button, Menu, NumberInput, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Invoice } from '../../../../core/invoicing/types.ts';
import { emptyLine, type LineForm } from '../../../../core/views/invoice-draft.ts';
import { useCommand, useDocument, useDocuments } from '../../../app/hooks.ts';
import { Status } from '../../../app/list/cells.tsx';
import { useGo } from '../../../app/navigation.ts';
import { ErrorSummary } from '../../../app/problems.tsx';
import { toast } from '../../../app/toast.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { FinaliseDialog } from '../actions/finalise-dialog.tsx';
import { toldProblems } from '../actions/told-problems.ts';
import { Parties } from '../record/parties.tsx';
import { BillPage } from '../record/record-frame.tsx';
import recordClasses from '../record/record.module.css';
import { Totals } from '../record/totals.tsx';
import classes from './draft.module.css';
import { LineRow, offeredPrices } from './line-row.tsx';
import { type DraftDesk, putLineBack, useDraft } from './use-draft.ts';
import { writeAgain } from './write-again.ts';

/** INV-12, A13: a manual invoice while it can still be edited. It saves itself; totals and tax follow every key. */
export function DraftPage({ invoice }: { readonly invoice: Invoice }) {
  const text = useTranslations('invoices');
  const desk = useDraft(invoice);
  const [doing, setDoing] = useState<'post' | 'discard' | null>(null);
  const close = (): void => setDoing(null);
  return (
    <>
      <BillPage
        document={invoice}
        title={text('draft.title', { name: invoice.buyer.name })}
        badge={<Status kind="invoice" code="draft" />}
        actions={
          <>
            <span className={classes['state']} role="status">
              {desk.isWhole ? text(`draft.state.${desk.state}`) : text('draft.incomplete')}
            </span>
            <Menu position="bottom-end">
              <Menu.Target>
                <ActionIcon aria-label={text('actions.more')} variant="default">
                  <Icon name="dots" />
                </ActionIcon>
              </Menu.Target>
              <Menu.Dropdown>
                <Menu.Item color="var(--cf-tone-bad)" onClick={() => setDoing('discard')}>
                  {text('draft.discard')}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
            <Button onClick={() => setDoing('post')} disabled={desk.state !== 'saved' || !desk.isWhole || invoice.entered.length === 0}>
              {text('draft.post')}
            </Button>
          </>
        }
        details={() => <Editor invoice={invoice} desk={desk} />}
      />
      {doing === 'post' && <FinaliseDialog document={invoice} onClose={close} />}
      {doing === 'discard' && <Discard invoice={invoice} onClose={close} />}
    </>
  );
}

function Editor({ invoice, desk }: { readonly invoice: Invoice; readonly desk: DraftDesk }) {
  const text = useTranslations('invoices');
  const { form, change, shown, madeOf } = desk;
  const { value: entity } = useDocument('entity', invoice.entityId);
  const plans = useDocuments('plan').value ?? [];
  const versions = useDocuments('plan-version').value ?? [];
  const offered = offeredPrices(plans, versions, invoice.currency);
  const [lastClass] = form.lines.flatMap(({ price }) => (price.kind === 'agreed' ? [price.taxClass] : [])).toReversed();
  const put = (at: number, line: LineForm): void => change((now) => ({ ...now, lines: now.lines.toSpliced(at, 0, line) }));
  const [added, setAdded] = useState<string | null>(null);
  const add = (): void => {
    const line = emptyLine(crypto.randomUUID(), lastClass ?? 'standard');
    put(form.lines.length, line);
    setAdded(line.key);
  };
  const remove = (line: LineForm, at: number): void => {
    change((now) => ({ ...now, lines: now.lines.filter(({ key }) => key !== line.key) }));
    toast({
      message: text('draft.removed'),
      undo: { label: text('draft.undo'), run: () => void putLineBack(invoice.id, at, line) },
    });
  };
  return (
    <div className={recordClasses['record']}>
      <div className={recordClasses['main']}>
        <ErrorSummary problems={toldProblems(desk.problems, invoice.currency)} />
        <Parties document={invoice} />
        <section aria-label={text('lines.label')}>
          <div className={`${classes['line']} ${classes['head']}`} aria-hidden="true">
            <span>{text('fields.description')}</span>
            <span className={classes['end']}>{text('lines.quantity')}</span>
            <span className={classes['end']}>{text('lines.price')}</span>
            <span>{text('fields.taxClass')}</span>
            <span className={classes['end']}>{text('lines.net', { currency: invoice.currency })}</span>
            <span />
          </div>
          {form.lines.map((line, at) => (
            <LineRow
              key={line.key}
              line={line}
              number={at + 1}
              isBegun={line.key === added}
              currency={invoice.currency}
              policies={invoice.policies}
              isSelfTaxed={entity?.taxTreatment === 'self-calculated'}
              offered={offered}
              made={madeOf(line)}
              onChange={(next) =>
                change((now) => ({ ...now, lines: now.lines.map((each) => (each.key === line.key ? { ...next, id: each.id } : each)) }))
              }
              onRemove={() => remove(line, at)}
            />
          ))}
          <Button mt="sm" variant="default" leftSection={<Icon name="plus" size={14} />} onClick={add}>
            {text('draft.add')}
          </Button>
        </section>
        <Totals document={shown} />
      </div>
      <Conditions desk={desk} />
    </div>
  );
}

/** What is agreed beside the lines: when it is to be paid, and a note. */
function Conditions({ desk: { form, change } }: { readonly desk: DraftDesk }) {
  const text = useTranslations('invoices');
  return (
    <aside className={recordClasses['side']}>
      <Stack gap="md">
        <NumberInput
          label={text('draft.terms')}
          description={text('draft.termsHint')}
          min={0}
          max={365}
          allowDecimal={false}
          clampBehavior="strict"
          value={form.netTermsDays}
          onChange={(value) => typeof value === 'number' && change((now) => ({ ...now, netTermsDays: value }))}
        />
        <Textarea
          label={text('fields.note')}
          description={text('draft.noteHint')}
          maxLength={2000}
          value={form.note}
          onChange={({ currentTarget: { value } }) => change((now) => ({ ...now, note: value }))}
        />
      </Stack>
    </aside>
  );
}

function Discard({ invoice, onClose }: { readonly invoice: Invoice; readonly onClose: () => void }) {
  const text = useTranslations('invoices.draft');
  const go = useGo();
  const command = useCommand('invoice.discard-draft');
  const back = async (): Promise<void> => {
    const id = await writeAgain(invoice);
    if (id !== null) go(`/invoices/${encodeURIComponent(id)}`);
  };
  const confirm = async (): Promise<void> => {
    const outcome = await command.run({ invoiceId: invoice.id });
    if (!outcome.ok) return;
    toast({ message: text('discarded'), undo: { label: text('undo'), run: () => void back() } });
    onClose();
    go('/invoices');
  };
  return (
    <ConfirmDialog
      isOpen
      title={text('discardTitle')}
      text={text('discardText')}
      count={1}
      sums={[{ minor: invoice.totals.grossMinor, currency: invoice.currency }]}
      confirmLabel={text('discard')}
      isDanger
      onConfirm={confirm}
      onClose={onClose}
    >
      <ErrorSummary problems={command.problems} />
    </ConfirmDialog>
  );
}
