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

/** CAT-19 to CAT-21: which add-ons go with the plan, and whether they share its invoice. */
export function AddOns({ plan }: { readonly plan: Plan }) {
  const text = useTranslations('catalog.addOn');
  const catalog = useCatalog();
  const link = useCommand('plan.link-add-on');
  const unlink = useCommand('plan.unlink-add-on');
  const [chosen, choose] = useState<string | null>(null);
  const [invoicing, setInvoicing] = useState<Invoicing>('consolidated');
  const linked = new Set(plan.addOns.map(({ planId }) => planId));
  const addOnProducts = new Set(catalog.products.filter(({ type }) => type === 'add-on').map(({ id }) => id));
  const offered = catalog.plans.filter(
    ({ id, productId, state }) => addOnProducts.has(productId) && state !== 'archived' && !linked.has(id),
  );
  const ways = (['consolidated', 'separate'] as const).map((value) => ({ value, label: text(`invoicings.${value}`) }));
  const add = async (): Promise<void> => {
    if (chosen === null) return;
    const outcome = await link.run({ planId: plan.id, addOnPlanId: chosen, invoicing });
    if (outcome.ok) choose(null);
  };
  return (
    <Stack gap="md">
      <ErrorSummary problems={[...link.problems, ...unlink.problems]} />
      {plan.addOns.length === 0 ? (
        <Text fz={13} c="dimmed">
          {text('none')}
        </Text>
      ) : (
        <table className={classes['table']} aria-label={text('title')}>
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
            {plan.addOns.map((each) => {
              const name = catalog.plan(each.planId);
              return (
                <tr key={each.planId}>
                  <th scope="row">
                    <a href={`#/catalog/plans/${each.planId}`}>{name}</a>
                  </th>
                  <td>
                    <Status kind="plan" code={catalog.planOf(each.planId)?.state ?? 'draft'} />
                  </td>
                  <td>
                    <Select
                      size="xs"
                      w={220}
                      aria-label={text('invoicingOf', { name })}
                      data={ways}
                      value={each.invoicing}
                      allowDeselect={false}
                      onChange={(value) => void link.run({ planId: plan.id, addOnPlanId: each.planId, invoicing: value as Invoicing })}
                    />
                  </td>
                  <td className={classes['end']}>
                    <ActionIcon
                      variant="subtle"
                      color="gray"
                      aria-label={text('unlink', { name })}
                      onClick={() => void unlink.run({ planId: plan.id, addOnPlanId: each.planId })}
                    >
                      <Icon name="cross" />
                    </ActionIcon>
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      )}
      {plan.state !== 'archived' && (
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
          <Button variant="default" disabled={chosen === null} loading={link.isRunning} onClick={() => void add()}>
            {text('link')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
