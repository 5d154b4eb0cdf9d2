import { ActionIcon, Button, Group, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Plan } from '../../../../core/catalog/types.ts';
import { useCatalog } from '../../../app/catalog.ts';
import { useCommand } from '../../../app/hooks.ts';
import { Status } from '../../../app/list/cells.tsx';
import { ErrorSummary } from '../../../app/problems.tsx';
import { Icon } from '../../../ui/icon.tsx';
import classes from '../catalog.module.css';

type Invoicing = 'consolidated' | 'separate';

const useWays = () => {
  const text = useTranslations('catalog.addOn');
  return (['consolidated', 'separate'] as const).map((value) => ({ value, label: text(`invoicings.${value}`) }));
};

/** The add-ons that go with the plan, and on whose invoice each stands. */
function Linked({
  plan,
  onInvoicing,
  onUnlink,
}: {
  readonly plan: Plan;
  readonly onInvoicing: (addOnPlanId: string, invoicing: Invoicing) => void;
  readonly onUnlink: (addOnPlanId: string) => void;
}) {
  const text = useTranslations('catalog.addOn');
  const catalog = useCatalog();
  const ways = useWays();
  return (
    <table className={`${classes['table']} ${classes['withFields']}`} aria-label={text('title')}>
      <thead>
        <tr>
          <th scope="col">{text('plan')}</th>
          <th scope="col">{text('state')}</th>
          <th scope="col">{text('invoicing')}</th>
          <th>
            <span className="cf-visually-hidden">{text('acts')}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {plan.addOns.map(({ planId, invoicing }) => {
          const name = catalog.plan(planId);
          return (
            <tr key={planId}>
              <th scope="row">
                <a href={`#/catalog/plans/${planId}`}>{name}</a>
              </th>
              <td>
                <Status kind="plan" code={catalog.planOf(planId)?.state ?? 'draft'} />
              </td>
              <td>
                <Select
                  size="xs"
                  w={220}
                  aria-label={text('invoicingOf', { name })}
                  data={ways}
                  value={invoicing}
                  allowDeselect={false}
                  onChange={(value) => onInvoicing(planId, value as Invoicing)}
                />
              </td>
              <td className={classes['end']}>
                <ActionIcon variant="subtle" color="gray" aria-label={text('unlink', { name })} onClick={() => onUnlink(planId)}>
                  <Icon name="cross" />
                </ActionIcon>
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

/** Chooses one more add-on; `onLink` answers whether it was linked. */
function LinkOne({
  plan,
  isBusy,
  onLink,
}: {
  readonly plan: Plan;
  readonly isBusy: boolean;
  readonly onLink: (addOnPlanId: string, invoicing: Invoicing) => Promise<boolean>;
}) {
  const text = useTranslations('catalog.addOn');
  const catalog = useCatalog();
  const ways = useWays();
  const [chosen, choose] = useState<string | null>(null);
  const [invoicing, setInvoicing] = useState<Invoicing>('consolidated');
  const linked = new Set(plan.addOns.map(({ planId }) => planId));
  const addOnProducts = new Set(catalog.products.filter(({ type }) => type === 'add-on').map(({ id }) => id));
  const offered = catalog.plans.filter(
    ({ id, productId, state }) => addOnProducts.has(productId) && state !== 'archived' && !linked.has(id),
  );
  const add = async (): Promise<void> => {
    if (chosen !== null && (await onLink(chosen, invoicing))) choose(null);
  };
  return (
    <Group align="flex-end" gap="xs">
      <Select
        w={280}
        label={text('plan')}
        placeholder={offered.length === 0 ? text('noneOffered') : text('choose')}
        data={offered.map(({ id, name }) => ({ value: id, label: name }))}
        value={chosen}
        onChange={choose}
        searchable
        disabled={offered.length === 0}
      />
      <Select
        w={220}
        label={text('invoicing')}
        data={ways}
        value={invoicing}
        allowDeselect={false}
        onChange={(value) => setInvoicing(value as Invoicing)}
      />
      <Button variant="default" disabled={chosen === null} loading={isBusy} onClick={() => void add()}>
        {text('link')}
      </Button>
    </Group>
  );
}

/** CAT-19 to CAT-21: which add-ons go with the plan, and whether they share its invoice. */
export function AddOns({ plan }: { readonly plan: Plan }) {
  const text = useTranslations('catalog.addOn');
  const link = useCommand('plan.link-add-on');
  const unlink = useCommand('plan.unlink-add-on');
  const planId = plan.id;
  const setLink = async (addOnPlanId: string, invoicing: Invoicing): Promise<boolean> =>
    (await link.run({ planId, addOnPlanId, invoicing })).ok;
  return (
    <Stack gap="md">
      <ErrorSummary problems={[...link.problems, ...unlink.problems]} />
      {plan.addOns.length === 0 ? (
        <Text fz={13} c="dimmed">
          {text('none')}
        </Text>
      ) : (
        <Linked
          plan={plan}
          onInvoicing={(addOnPlanId, invoicing) => void setLink(addOnPlanId, invoicing)}
          onUnlink={(addOnPlanId) => void unlink.run({ planId, addOnPlanId })}
        />
      )}
      {plan.state !== 'archived' && <LinkOne plan={plan} isBusy={link.isRunning} onLink={setLink} />}
    </Stack>
  );
}
