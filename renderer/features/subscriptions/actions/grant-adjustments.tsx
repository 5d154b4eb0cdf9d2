import { Group } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { EntitlementDefinition } from '../../../../core/catalog/types.ts';
import type { Grant } from '../../../../core/entitlements/types.ts';
import { DateField } from '../../../ui/form/date-field.tsx';
import { LongTextField, SelectField } from '../../../ui/form/fields.tsx';
import { NumberField } from '../../../ui/form/number-field.tsx';
import { ActionDrawer, type ActionProps } from './action-drawer.tsx';

/** Every adjustment has a reason: it stands in the grant's log and in the journal (ENT-25). */
function ReasonField() {
  const text = useTranslations('subscriptions.actions.grants');
  return <LongTextField name="reason" label={text('reason')} maxLength={500} isRequired />;
}

type TopUpValues = { quantity: string; until: string | null; reason: string };

/** A day as the moment at which units end: the whole day may still be used. */
const endOf = (day: string | null): string | null => (day === null || day === '' ? null : `${day}T23:59:59.999Z`);

/** ENT-25: more units, or a higher limit, until a day or for as long as the grant. */
export function TopUpGrant({ grant, ...props }: ActionProps & { readonly grant: Grant }) {
  const text = useTranslations('subscriptions.actions.grants');
  const { subscription, catalog } = props;
  const feature = catalog.feature(grant.featureId);
  return (
    <ActionDrawer<'entitlement.adjust', TopUpValues>
      {...props}
      kind="entitlement.adjust"
      title={text('topUp.title', { feature: feature?.name ?? '' })}
      text={text('topUp.text')}
      submit={text('topUp.submit')}
      done={text('topUp.done')}
      defaults={{ quantity: '', until: null, reason: '' }}
      bodyOf={({ quantity, until, reason }) =>
        /^\d+(\.\d+)?$/.test(quantity) && reason.trim() !== ''
          ? {
              subscriptionId: subscription.id,
              adjustment: { kind: 'top-up', grantId: grant.id, quantity, expiresAt: endOf(until), reason: reason.trim() },
            }
          : null
      }
    >
      {() => (
        <>
          <Group grow align="flex-start">
            <NumberField
              name="quantity"
              label={text('topUp.quantity')}
              isRequired
              {...(feature?.type === 'quantified' ? { unit: feature.unit } : {})}
            />
            <DateField name="until" label={text('until')} description={text('untilHint')} isClearable />
          </Group>
          <ReasonField />
        </>
      )}
    </ActionDrawer>
  );
}

/** ENT-25: a grant ends now. */
export function RevokeGrant({ grant, ...props }: ActionProps & { readonly grant: Grant }) {
  const text = useTranslations('subscriptions.actions.grants');
  const { subscription, catalog } = props;
  return (
    <ActionDrawer<'entitlement.adjust', { reason: string }>
      {...props}
      kind="entitlement.adjust"
      title={text('revoke.title', { feature: catalog.feature(grant.featureId)?.name ?? '' })}
      text={text('revoke.text')}
      submit={text('revoke.submit')}
      done={text('revoke.done')}
      isDanger
      defaults={{ reason: '' }}
      bodyOf={({ reason }) =>
        reason.trim() === ''
          ? null
          : { subscriptionId: subscription.id, adjustment: { kind: 'revoke', grantId: grant.id, reason: reason.trim() } }
      }
    >
      {() => <ReasonField />}
    </ActionDrawer>
  );
}

type GrantValues = {
  featureId: string | null;
  how: string;
  quantity: string;
  expiry: string;
  on: string | null;
  atLimit: string;
  reason: string;
};

/** What of a feature is given by hand: the settings that matter are asked for, the others are the usual ones. */
const definitionOf = ({ featureId, how, quantity, expiry, on, atLimit }: GrantValues): EntitlementDefinition | null => {
  if (featureId === null || (how !== 'access' && how !== 'unlimited' && !/^\d+(\.\d+)?$/.test(quantity))) return null;
  const ends = endOf(on);
  if (expiry === 'fixed' && ends === null) return null;
  return {
    id: 'by-hand',
    featureId,
    grant: how === 'access' || how === 'unlimited' ? { kind: how } : { kind: 'limit', quantity },
    counting: how === 'access' ? 'none' : how === 'limit' ? 'limit' : 'consumable',
    perUnit: false,
    expiry: expiry === 'fixed' ? { kind: 'fixed', at: ends ?? '' } : { kind: expiry as 'never' | 'period-end' },
    carryOver: null,
    autoExtendDays: null,
    atLimit: atLimit as 'block' | 'warn' | 'overage',
    alertsAt: [],
    trialQuantity: null,
    onPause: 'suspend',
    onCancel: { kind: 'period-end' },
    onDowngrade: 'now',
  };
};

function GrantFields({ values, isCounted }: { readonly values: GrantValues; readonly isCounted: boolean }) {
  const text = useTranslations('subscriptions.actions.grants');
  const hows = isCounted ? (['consumable', 'limit', 'unlimited'] as const) : (['access'] as const);
  return (
    <>
      {isCounted && (
        <Group grow align="flex-start">
          <SelectField name="how" label={text('how')} choices={hows.map((value) => ({ value, label: text(`hows.${value}`) }))} />
          {values.how !== 'unlimited' && <NumberField name="quantity" label={text('quantity')} isRequired />}
        </Group>
      )}
      <Group grow align="flex-start">
        <SelectField
          name="expiry"
          label={text('expiry')}
          choices={(['never', 'period-end', 'fixed'] as const).map((value) => ({ value, label: text(`expiries.${value}`) }))}
        />
        {values.expiry === 'fixed' && <DateField name="on" label={text('until')} isRequired />}
      </Group>
      {isCounted && values.how !== 'unlimited' && (
        <SelectField
          name="atLimit"
          label={text('atLimit')}
          choices={(['block', 'warn', 'overage'] as const).map((value) => ({ value, label: text(`atLimits.${value}`) }))}
        />
      )}
    </>
  );
}

/** ENT-25: a feature beside the plan. */
export function GrantFeature(props: ActionProps) {
  const text = useTranslations('subscriptions.actions.grants');
  const { subscription, catalog } = props;
  const features = catalog.products.flatMap((product) =>
    product.features.map((feature) => ({ value: feature.id, label: `${feature.name} · ${product.name}` })),
  );
  return (
    <ActionDrawer<'entitlement.adjust', GrantValues>
      {...props}
      kind="entitlement.adjust"
      title={text('grant.title')}
      text={text('grant.text')}
      submit={text('grant.submit')}
      done={text('grant.done')}
      defaults={{ featureId: null, how: 'consumable', quantity: '', expiry: 'never', on: null, atLimit: 'block', reason: '' }}
      bodyOf={(values) => {
        const feature = values.featureId === null ? null : catalog.feature(values.featureId);
        const how = feature?.type === 'binary' ? 'access' : values.how;
        const definition = definitionOf({ ...values, how });
        if (definition === null || values.reason.trim() === '') return null;
        return { subscriptionId: subscription.id, adjustment: { kind: 'grant', definition, reason: values.reason.trim() } };
      }}
    >
      {(values) => (
        <>
          <SelectField name="featureId" label={text('feature')} choices={features} isRequired />
          {values.featureId !== null && (
            <GrantFields values={values} isCounted={catalog.feature(values.featureId)?.type === 'quantified'} />
          )}
          <ReasonField />
        </>
      )}
    </ActionDrawer>
  );
}
