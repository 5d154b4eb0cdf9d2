import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import { useForm } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { promotionalCreditLeft } from '../../../../core/offers/promotional-credit.ts';
import type { PromotionalCredit } from '../../../../core/offers/types.ts';
import { linksOfPromotionalCredit } from '../../../../core/views/account-links.ts';
import { FormDialog } from '../../../app/forms.tsx';
import { useCommand, useDocument, useToday } from '../../../app/hooks.ts';
import { toast } from '../../../app/toast.tsx';
import { DateField } from '../../../ui/form/date-field.tsx';
import { LongTextField } from '../../../ui/form/fields.tsx';
import { Status } from '../../../app/list/cells.tsx';
import { Timeline } from '../../../app/record/timeline.tsx';
import { DateText } from '../../../ui/date-text.tsx';
import { Money } from '../../../ui/money.tsx';
import { PeekDrawer } from '../../../ui/peek-drawer.tsx';
import { Facts } from '../record/facts.tsx';
import { Links } from '../record/links.tsx';
import { useAccount } from '../record/use-account.ts';
import { CustomerName, type PeekProps } from './peek-facts.tsx';

type RevokeValues = { on: string | null; reason: string };

/** OFR-25: what is left can no longer be used; what it paid stays paid. */
function Revoke({ credit, onClose }: { readonly credit: PromotionalCredit; readonly onClose: () => void }) {
  const text = useTranslations('invoices.promotional');
  const fields = useTranslations('invoices.fields');
  const today = useToday();
  const form = useForm<RevokeValues>({ defaultValues: { on: today, reason: '' }, mode: 'onTouched' });
  const { run, isRunning, problems } = useCommand('promotional-credit.revoke');
  const save = async ({ on, reason }: RevokeValues): Promise<void> => {
    const outcome = await run({ creditId: credit.id, on: on ?? today, reason: reason.trim() });
    if (!outcome.ok) return;
    toast({ message: text('revoked') });
    onClose();
  };
  return (
    <FormDialog
      title={text('revokeTitle')}
      form={form}
      onSubmit={save}
      onClose={onClose}
      problems={problems}
      isBusy={isRunning}
      submitLabel={text('revoke')}
      size={440}
    >
      <p style={{ margin: 0, fontSize: 13, color: 'var(--cf-quiet)' }}>{text('revokeText')}</p>
      <DateField name="on" label={text('from')} isRequired width={200} />
      <LongTextField name="reason" label={fields('reason')} maxLength={500} isRequired />
    </FormDialog>
  );
}

/** OFR-25: credit that was given away: what is left of it, what it paid, and the way to take the rest back. */
export function PromotionalPeek({ id, onClose }: PeekProps) {
  const text = useTranslations('invoices');
  const today = useToday();
  const { value: credit } = useDocument('promotional-credit', id);
  const { value: entity } = useDocument('entity', credit?.entityId ?? null);
  const account = useAccount(credit ?? null);
  const [isRevoking, setRevoking] = useState(false);
  if (credit === undefined || credit === null || account === undefined) return null;
  const left = promotionalCreditLeft(
    credit,
    account.invoices.flatMap(({ settlements }) => settlements),
    today,
  );
  return (
    <>
      <PeekDrawer isOpen title={text('money.onePromotional')} onClose={onClose}>
        <Stack gap="lg">
          <Group justify="space-between">
            <Money minor={credit.amountMinor} currency={credit.currency} strong />
            <Status kind="promotional-credit" code={credit.state.kind} />
          </Group>
          {credit.state.kind === 'granted' && (
            <Group>
              <Button variant="default" onClick={() => setRevoking(true)}>
                {text('promotional.revoke')}
              </Button>
            </Group>
          )}
          <Facts
            title={text('facts.title')}
            rows={[
              { label: text('fields.customer'), value: <CustomerName id={credit.customerId} /> },
              { label: text('fields.entity'), value: entity?.legalName ?? '' },
              { label: text('promotional.left'), value: <Money minor={left} currency={credit.currency} /> },
              { label: text('promotional.grantedOn'), value: <DateText on={credit.grantedOn} /> },
              { label: text('promotional.expiresOn'), value: <DateText on={credit.expiresOn} /> },
              { label: text('fields.reason'), value: credit.reason },
              ...(credit.state.kind === 'revoked'
                ? [
                    {
                      label: text('promotional.revokedOn'),
                      value: (
                        <>
                          <DateText on={credit.state.on} /> · {credit.state.reason}
                        </>
                      ),
                    },
                  ]
                : []),
            ]}
          />
          <Links
            title={text('links.pays')}
            links={linksOfPromotionalCredit(credit.id, account.invoices)}
            currency={credit.currency}
            none={text('links.paysNone')}
          />
          <Timeline documentId={credit.id} />
        </Stack>
      </PeekDrawer>
      {isRevoking && <Revoke credit={credit} onClose={() => setRevoking(false)} />}
    </>
  );
}
