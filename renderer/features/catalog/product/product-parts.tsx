import { ActionIcon, Button, Stack, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { Feature, Product } from '../../../../core/catalog/types.ts';
import { useCommand, useDocument, useDocuments } from '../../../app/hooks.ts';
import { Status } from '../../../app/list/cells.tsx';
import { recordPath } from '../../../app/navigation.ts';
import { ErrorSummary } from '../../../app/problems.tsx';
import { Facts, Section } from '../../../ui/facts.tsx';
import { Icon } from '../../../ui/icon.tsx';
import classes from '../catalog.module.css';

/** What opens over the product's page. */
export type Open = { readonly id: 'edit' | 'plan' | 'feature' | 'archive' | 'delete'; readonly feature: Feature | null };

function Features({ product, onOpen }: { readonly product: Product; readonly onOpen: (open: Open) => void }) {
  const text = useTranslations('catalog.feature');
  const metrics = useDocuments('metric').value ?? [];
  const remove = useCommand('product.remove-feature');
  return (
    <Section
      title={text('many')}
      action={
        <Button variant="default" size="xs" onClick={() => onOpen({ id: 'feature', feature: null })}>
          {text('new')}
        </Button>
      }
    >
      <ErrorSummary problems={remove.problems} />
      {product.features.length === 0 ? (
        <Text fz={13} c="dimmed">
          {text('none')}
        </Text>
      ) : (
        <table className={classes['table']} aria-label={text('many')}>
          <thead>
            <tr>
              <th scope="col">{text('name')}</th>
              <th scope="col">{text('code')}</th>
              <th scope="col">{text('type')}</th>
              <th scope="col">{text('metric')}</th>
              <th>
                <span className="cf-visually-hidden">{text('acts')}</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {product.features.map((feature) => (
              <tr key={feature.id}>
                <th scope="row">{feature.name}</th>
                <td>{feature.code}</td>
                <td>
                  {text(`types.${feature.type}`)}
                  {feature.type === 'quantified' && feature.unit !== '' && ` · ${feature.unit}`}
                </td>
                <td>{feature.type === 'quantified' ? (metrics.find(({ id }) => id === feature.metricId)?.name ?? '–') : '–'}</td>
                <td className={classes['end']}>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={text('edit', { name: feature.name })}
                    onClick={() => onOpen({ id: 'feature', feature })}
                  >
                    <Icon name="edit" />
                  </ActionIcon>
                  <ActionIcon
                    variant="subtle"
                    color="gray"
                    aria-label={text('remove', { name: feature.name })}
                    onClick={() => void remove.run({ productId: product.id, featureId: feature.id })}
                  >
                    <Icon name="cross" />
                  </ActionIcon>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

function Plans({ product, onOpen }: { readonly product: Product; readonly onOpen: (open: Open) => void }) {
  const text = useTranslations('catalog.plan');
  const lists = useTranslations('lists.plan');
  const plans = (useDocuments('plan').value ?? []).filter(({ productId }) => productId === product.id);
  return (
    <Section
      title={lists('many')}
      action={
        <Button variant="default" size="xs" onClick={() => onOpen({ id: 'plan', feature: null })}>
          {text('new')}
        </Button>
      }
    >
      {plans.length === 0 ? (
        <Text fz={13} c="dimmed">
          {text('emptyText')}
        </Text>
      ) : (
        <table className={classes['table']} aria-label={lists('many')}>
          <thead>
            <tr>
              <th scope="col">{lists('columns.name')}</th>
              <th scope="col">{lists('columns.code')}</th>
              <th scope="col">{lists('columns.status')}</th>
              <th scope="col" className={classes['end']}>
                {lists('columns.version')}
              </th>
            </tr>
          </thead>
          <tbody>
            {plans.map((plan) => (
              <tr key={plan.id}>
                <th scope="row">
                  <a href={`#${recordPath('plan', plan.id) ?? ''}`}>{plan.name}</a>
                </th>
                <td>{plan.code}</td>
                <td>
                  <Status kind="plan" code={plan.state} />
                </td>
                <td className={classes['end']}>{plan.currentVersion === 0 ? '–' : plan.currentVersion}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Section>
  );
}

/** What it is, its features, its plans. */
export function Overview({ product, onOpen }: { readonly product: Product; readonly onOpen: (open: Open) => void }) {
  const text = useTranslations('catalog.product');
  const types = useTranslations('lists.product.codes.type');
  const { value: group } = useDocument('product-group', product.groupId);
  return (
    <Stack gap="lg">
      <Facts
        facts={[
          { label: text('sku'), value: product.code },
          { label: text('type'), value: types(product.type) },
          { label: text('group'), value: group?.name },
          { label: text('taxClass'), value: product.taxClass },
          {
            label: text('recognition'),
            value: product.recognition === null ? text('byBilling') : text(`recognitions.${product.recognition}`),
          },
          { label: text('description'), value: product.description },
          ...Object.entries(product.metadata).map(([label, value]) => ({ label, value })),
        ]}
      />
      <Features product={product} onOpen={onOpen} />
      <Plans product={product} onOpen={onOpen} />
    </Stack>
  );
}
