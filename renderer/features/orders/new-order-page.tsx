import { Group } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { currencyFor, entityFor } from '../../../core/customers/billing-entity.ts';
import { type AheadState, useAhead } from '../../app/ahead/use-ahead.ts';
import { BilledDocuments } from '../../app/ahead/billed-documents.tsx';
import { useCatalog } from '../../app/catalog.ts';
import { CustomerField } from '../../app/customer-field.tsx';
import { FormPage } from '../../app/form-page.tsx';
import { useDraftForm } from '../../app/forms.tsx';
import { useCommand, useDocument, useDocuments, useToday } from '../../app/hooks.ts';
import { recordPath, useGo, useSearchParam } from '../../app/navigation.ts';
import { useProblemText } from '../../app/problems.tsx';
import { toast } from '../../app/toast.tsx';
import { DateField } from '../../ui/form/date-field.tsx';
import { LongTextField } from '../../ui/form/fields.tsx';
import { NumberField } from '../../ui/form/number-field.tsx';
import { LineFields } from './line-fields.tsx';
import { emptyOrder, lastDue, orderBodyOf, type OrderValues } from './order-values.ts';
import classes from './orders.module.css';
import { useSellable } from './sellable.ts';

/** OPE-05, CUR-04: in which currency this customer is billed. */
const useCurrency = (customerId: string | null, entityId: string | null): string => {
  const customer = useDocument('customer', customerId).value ?? null;
  const entities = useDocuments('entity').value;
  if (customer === null || entities === undefined) return '';
  const found = entityFor({ ...customer, entityId: entityId ?? customer.entityId }, entities);
  return found.ok ? currencyFor(customer, found.value) : '';
};

/** What of the next billing comes from the order that is being entered; what else falls due is none of its business. */
function OrderAhead({ state, customerId }: { readonly state: AheadState; readonly customerId: string | null }) {
  const text = useTranslations('orders');
  const words = useProblemText();
  const stored = useDocuments('order', { customerIds: [customerId ?? ''] }).value ?? [];
  const { ahead, problems, isAsking } = state;
  if (problems.length > 0 && !isAsking) {
    return (
      <div className={classes['ahead']} role="status">
        {[...new Set(problems.map(words))].map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
    );
  }
  if (ahead === null) return <BilledDocuments documents={[]} empty={text('form.hint')} />;
  const isNew = (orderId: string): boolean => !stored.some(({ id }) => id === orderId);
  const documents = ahead.documents.filter(({ lines }) => lines.some(({ source }) => source.kind === 'order' && isNew(source.orderId)));
  return (
    <div className={classes['ahead']} aria-busy={isAsking}>
      <h2>{text('form.billed')}</h2>
      <BilledDocuments documents={documents} empty={text('form.nothing')} />
    </div>
  );
}

/** BIL-01, BIL-06, INV-12: sells something once. What it will be billed stands beside the form before anything is written. */
export function Page() {
  const text = useTranslations('orders');
  const go = useGo();
  const today = useToday();
  const catalog = useCatalog();
  const [customerId] = useSearchParam('customer');
  const form = useDraftForm<OrderValues>(
    customerId === '' ? 'order' : `order.${customerId}`,
    emptyOrder(customerId === '' ? null : customerId, today),
  );
  const values = form.watch();
  const sellable = useSellable(catalog, values.customerId);
  const currency = useCurrency(values.customerId, values.entityId);
  const { run, isRunning, problems } = useCommand('order.place');
  const body = orderBodyOf(values);
  const state = useAhead(body === null ? null : { kind: 'order.place', body, through: lastDue(values, today) }, today);
  const save = async (): Promise<void> => {
    if (body === null) return;
    const outcome = await run(body);
    if (!outcome.ok) return;
    form.forget();
    toast({ message: text('placed') });
    const id = outcome.value.ids.find(({ kind }) => kind === 'order')?.id ?? '';
    go(recordPath('order', id) ?? '/orders');
  };
  return (
    <FormPage
      title={text('new')}
      list={{ label: text('title'), href: '#/orders' }}
      customerId={customerId}
      needs={{ needs: ['entity', 'customer'] }}
      form={form}
      onSubmit={save}
      submitLabel={text('form.submit')}
      isBusy={isRunning}
      problems={problems}
      preview={<OrderAhead state={state} customerId={values.customerId} />}
      previewLabel={text('form.preview')}
    >
      <CustomerField name="customerId" label={text('form.customer')} />
      <LineFields sellable={sellable} currency={currency} />
      <Group grow align="flex-start">
        <DateField name="placedOn" label={text('form.placedOn')} isRequired />
        <NumberField
          name="netTermsDays"
          label={text('form.netTerms')}
          description={text('form.netTermsHint')}
          digits={0}
          unit={text('form.days')}
        />
      </Group>
      <LongTextField name="note" label={text('form.note')} maxLength={1000} />
    </FormPage>
  );
}
