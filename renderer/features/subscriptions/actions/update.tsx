import { Group } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { CreditPack } from '../../../../core/catalog/types.ts';
import { sameData } from '../../../../core/kernel/edit.ts';
import { baseItem, lastTerm } from '../../../../core/subscriptions/timeline.ts';
import type { Subscription } from '../../../../core/subscriptions/types.ts';
import type { BodyOf } from '../../../../core/use-cases.ts';
import { useDocument } from '../../../app/hooks.ts';
import { CheckField, SelectField } from '../../../ui/form/fields.tsx';
import { NumberField } from '../../../ui/form/number-field.tsx';
import { factEdits, factsOf, type Pair, pairsOf } from '../../../ui/form/pairs.ts';
import { PairsField } from '../../../ui/form/pairs-field.tsx';
import { useUi } from '../../../ui/settings.tsx';
import { ActionDrawer, type ActionProps } from './action-drawer.tsx';

type Values = {
  netTermsDays: string;
  autoRenew: boolean;
  packId: string | null;
  below: string;
  monthlyCap: string;
  metadata: Pair[];
};

const valuesOf = ({ netTermsDays, contract, topUp, metadata }: Subscription): Values => ({
  netTermsDays: netTermsDays === null ? '' : String(netTermsDays),
  autoRenew: contract?.autoRenew ?? true,
  packId: topUp?.packId ?? null,
  below: topUp?.below ?? '',
  monthlyCap: topUp === null ? '1' : String(topUp.monthlyCap),
  metadata: pairsOf(metadata),
});

const topUpOf = ({ packId, below, monthlyCap }: Values): Subscription['topUp'] =>
  packId === null || packId === '' ? null : { packId, below, monthlyCap: Number(monthlyCap) };

const isComplete = ({ netTermsDays, packId, below, monthlyCap }: Values): boolean =>
  /^\d{0,3}$/.test(netTermsDays) && (packId === null || packId === '' || (/^\d+(\.\d+)?$/.test(below) && /^\d{1,6}$/.test(monthlyCap)));

/** Only what differs is said, each field with what it was; `null` where nothing differs. */
const bodyOf = (subscription: Subscription, values: Values): BodyOf<'subscription.update'> | null => {
  if (!isComplete(values)) return null;
  const { contract } = subscription;
  const netTermsDays = values.netTermsDays === '' ? null : Number(values.netTermsDays);
  const topUp = topUpOf(values);
  const fields = {
    ...(netTermsDays === subscription.netTermsDays ? {} : { netTermsDays: { from: subscription.netTermsDays, to: netTermsDays } }),
    ...(sameData(topUp, subscription.topUp) ? {} : { topUp: { from: subscription.topUp, to: topUp } }),
  };
  const metadata = factEdits(subscription.metadata, factsOf(values.metadata));
  const body = {
    ...(Object.keys(fields).length === 0 ? {} : { fields }),
    ...(contract === null || contract.autoRenew === values.autoRenew
      ? {}
      : { autoRenew: { from: contract.autoRenew, to: values.autoRenew } }),
    ...(Object.keys(metadata).length === 0 ? {} : { metadata }),
  };
  return Object.keys(body).length === 0 ? null : { subscriptionId: subscription.id, ...body };
};

/** BIL-06: a pack is bought by itself whenever the balance falls under an amount. */
function TopUpFields({
  packs,
  currency,
  isChosen,
}: {
  readonly packs: readonly CreditPack[];
  readonly currency: string;
  readonly isChosen: boolean;
}) {
  const text = useTranslations('subscriptions.actions.update');
  const { number, price: figure } = useUi();
  return (
    <>
      <SelectField
        name="packId"
        label={text('topUp')}
        description={text('topUpHint')}
        choices={packs.map(({ id, name, price, credit }) => ({
          value: id,
          label: text('pack', { name, credit: number(credit), price: `${figure(price, currency)} ${currency}` }),
        }))}
        isClearable
      />
      {isChosen && (
        <Group grow align="flex-start">
          <NumberField name="below" label={text('below')} isRequired />
          <NumberField name="monthlyCap" label={text('monthlyCap')} digits={0} isRequired />
        </Group>
      )}
    </>
  );
}

/** SUB-08, SUB-18, BIL-02, BIL-06: what changes in place and no period. */
export function UpdateTerms(props: ActionProps) {
  const text = useTranslations('subscriptions.actions');
  const { subscription } = props;
  const term = lastTerm(baseItem(subscription));
  const { value: version } = useDocument('plan-version', `${term.planId}@${term.planVersion}`);
  const packs = version?.variants.find(({ id }) => id === term.variantId)?.packs ?? [];
  return (
    <ActionDrawer<'subscription.update', Values>
      {...props}
      kind="subscription.update"
      title={text('update.title')}
      text={text('update.text')}
      submit={text('update.submit')}
      done={text('update.done')}
      defaults={valuesOf(subscription)}
      bodyOf={(values) => bodyOf(subscription, values)}
    >
      {(values) => (
        <>
          <NumberField
            name="netTermsDays"
            label={text('update.netTerms')}
            description={text('update.netTermsHint')}
            digits={0}
            unit={text('days')}
            width={260}
          />
          {subscription.contract !== null && <CheckField name="autoRenew" label={text('update.autoRenew')} />}
          {packs.length > 0 && (
            <TopUpFields packs={packs} currency={subscription.currency} isChosen={values.packId !== null && values.packId !== ''} />
          )}
          <PairsField name="metadata" label={text('update.metadata')} description={text('update.metadataHint')} most={60} />
        </>
      )}
    </ActionDrawer>
  );
}
