import { useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { currencyFor, entityFor } from '../../../core/customers/billing-entity.ts';
import { mayBuy } from '../../../core/catalog/may-buy.ts';
import { AheadPanel } from '../../app/ahead/ahead-panel.tsx';
import { useAhead } from '../../app/ahead/use-ahead.ts';
import { useCatalog } from '../../app/catalog.ts';
import { FormPage } from '../../app/form-page.tsx';
import { useDraftForm } from '../../app/forms.tsx';
import { useCommand, useDocument, useDocuments, useToday } from '../../app/hooks.ts';
import { recordPath, useGo, useSearchParam } from '../../app/navigation.ts';
import { useProblemText } from '../../app/problems.tsx';
import { toast } from '../../app/toast.tsx';
import { workstation } from '../../app/workstation.ts';
import { AddOnFields } from './create-add-ons.tsx';
import { BuyerFields, PlanFields, TermsFields, type Sale } from './create-fields.tsx';
import { agreeable, type CreateValues, createBodyOf, emptyCreate, isComplete, variantIn } from './create-values.ts';

/** What the choices made so far come to: who buys, from whom, in which currency, at which price. */
const useSale = (values: CreateValues): Sale => {
  const catalog = useCatalog();
  const { value: customer } = useDocument('customer', values.customerId);
  const entities = useDocuments('entity').value;
  const plan = values.plan === null ? null : catalog.planOf(values.plan);
  const { value: version } = useDocument(
    'plan-version',
    plan === null || plan.currentVersion === 0 ? null : `${plan.id}@${plan.currentVersion}`,
  );
  return useMemo(() => {
    const known = customer ?? null;
    const found =
      known === null || entities === undefined ? null : entityFor({ ...known, entityId: values.entityId ?? known.entityId }, entities);
    const entity = found?.ok === true ? found.value : null;
    const currency = values.currency ?? (known === null || entity === null ? null : currencyFor(known, entity));
    const buyer = known === null ? null : { country: known.billingAddress.country, segments: known.segments };
    const products = new Map(catalog.products.map((product) => [product.id, product]));
    const offered = catalog.plans.filter((each) => {
      const product = products.get(each.productId);
      return (
        product !== undefined &&
        product.type !== 'add-on' &&
        each.currentVersion > 0 &&
        (buyer === null ? each.state === 'active' : mayBuy(each, product, buyer))
      );
    });
    return {
      catalog,
      customer: known,
      entity,
      currency,
      plan,
      version: version ?? null,
      variant: version === null || version === undefined ? null : variantIn(version, values.cycle, currency, known?.segments ?? []),
      offered,
    };
  }, [catalog, customer, entities, plan, version, values.entityId, values.currency, values.cycle]);
};

/** SUB-02: sells a plan. What it will be billed and what it grants stands beside the form before anything is written. */
export function Page() {
  const text = useTranslations('subscriptions');
  const words = useProblemText();
  const go = useGo();
  const today = useToday();
  const [customerId] = useSearchParam('customer');
  const form = useDraftForm<CreateValues>(
    customerId === '' ? 'subscription' : `subscription.${customerId}`,
    emptyCreate(customerId === '' ? null : customerId, today),
  );
  const values = form.watch();
  const sale = useSale(values);
  const { run, isRunning, problems } = useCommand('subscription.create');
  const agreed = agreeable(sale.variant).map(({ id }) => id);
  const body = createBodyOf(values, (componentId) => agreed.includes(componentId));
  const startsOn = values.startsOn ?? today;
  const code = values.offerCode.trim();
  const followUps =
    code === ''
      ? []
      : [
          {
            kind: 'subscription.redeem-offer' as const,
            body: { subscriptionId: '$subscription', offer: { kind: 'code', code }, startsOn },
          },
        ];
  const state = useAhead(isComplete(values) ? { kind: 'subscription.create', body, followUps } : null, today);

  const save = async (): Promise<void> => {
    const outcome = await run(body);
    if (!outcome.ok) return;
    form.forget();
    const id = outcome.value.ids.find(({ kind }) => kind === 'subscription')?.id ?? '';
    const redeemed =
      code === ''
        ? null
        : await workstation().execute('subscription.redeem-offer', { subscriptionId: id, offer: { kind: 'code', code }, startsOn });
    if (redeemed !== null && !redeemed.ok)
      toast({ tone: 'bad', message: text('create.withoutOffer', { reason: redeemed.problems.map(words).join(' ') }) });
    else toast({ message: text('create.done', { customer: sale.customer?.name ?? '' }) });
    go(recordPath('subscription', id) ?? '/subscriptions');
  };
  return (
    <FormPage
      title={text('new')}
      list={{ label: text('title'), href: '#/subscriptions' }}
      customerId={customerId}
      needs={{ step: 'subscription' }}
      form={form}
      onSubmit={save}
      submitLabel={text('create.submit')}
      isBusy={isRunning}
      problems={problems}
      preview={<AheadPanel state={state} before={null} catalog={sale.catalog} hint={text('create.hint')} />}
      previewLabel={text('create.preview')}
    >
      <BuyerFields sale={sale} />
      <PlanFields sale={sale} />
      <AddOnFields sale={sale} />
      <TermsFields sale={sale} />
    </FormPage>
  );
}
