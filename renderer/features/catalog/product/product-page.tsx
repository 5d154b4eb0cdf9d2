import { ActionIcon, Button, Menu, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Feature, Product } from '../../../../core/catalog/types.ts';
import { useCommand, useDocument, useDocuments } from '../../../app/hooks.ts';
import { Status } from '../../../app/list/cells.tsx';
import { recordPath, useGo, usePathParam } from '../../../app/navigation.ts';
import { ErrorSummary } from '../../../app/problems.tsx';
import { RecordPage } from '../../../app/record/record-page.tsx';
import { Timeline } from '../../../app/record/timeline.tsx';
import { toast } from '../../../app/toast.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { Facts, Section } from '../../../ui/facts.tsx';
import { Icon } from '../../../ui/icon.tsx';
import classes from '../catalog.module.css';
import { CreatePlan } from '../plan/plan-form.tsx';
import { FeatureForm } from './feature-form.tsx';
import { EditProduct } from './product-form.tsx';

type Open = { readonly id: 'edit' | 'plan' | 'feature' | 'archive' | 'delete'; readonly feature: Feature | null };

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

function Overview({ product, onOpen }: { readonly product: Product; readonly onOpen: (open: Open) => void }) {
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
        ]}
      />
      <Features product={product} onOpen={onOpen} />
      <Plans product={product} onOpen={onOpen} />
    </Stack>
  );
}

/** One product: what it is, its features, its plans. */
export function Page() {
  const text = useTranslations('catalog');
  const go = useGo();
  const id = usePathParam('id');
  const record = useDocument('product', id);
  const [open, setOpen] = useState<Open | null>(null);
  const activate = useCommand('product.activate');
  const back = useCommand('product.unarchive');
  const archive = useCommand('product.archive');
  const remove = useCommand('product.delete');
  const product = record.value ?? null;
  const close = (): void => setOpen(null);
  const end = async (door: typeof archive | typeof remove, said: string): Promise<void> => {
    const outcome = await door.run({ productId: id });
    if (!outcome.ok) return;
    toast({ message: said });
    close();
    if (door === remove) go('/catalog?tab=products');
  };
  return (
    <>
      <RecordPage
        kind="product"
        record={{ ...record, value: product?.state === 'deleted' ? null : record.value }}
        title={({ name }) => name}
        detail={({ code }) => code}
        crumbs={[{ label: text('title'), href: '#/catalog?tab=products' }]}
        badge={({ state }) => <Status kind="product" code={state} />}
        onEdit={() => setOpen({ id: 'edit', feature: null })}
        actions={({ state }) => (
          <>
            <Menu position="bottom-end">
              <Menu.Target>
                <Button variant="default" rightSection={<Icon name="down" size={13} />}>
                  {text('acts')}
                </Button>
              </Menu.Target>
              <Menu.Dropdown>
                {state === 'draft' && (
                  <Menu.Item onClick={() => void activate.run({ productId: id })}>{text('product.activate')}</Menu.Item>
                )}
                {state === 'archived' && (
                  <Menu.Item onClick={() => void back.run({ productId: id })}>{text('product.unarchive')}</Menu.Item>
                )}
                {state !== 'archived' && (
                  <Menu.Item color="var(--cf-tone-bad)" onClick={() => setOpen({ id: 'archive', feature: null })}>
                    {text('product.archive')}
                  </Menu.Item>
                )}
                <Menu.Item color="var(--cf-tone-bad)" onClick={() => setOpen({ id: 'delete', feature: null })}>
                  {text('product.delete')}
                </Menu.Item>
              </Menu.Dropdown>
            </Menu>
            <Button onClick={() => setOpen({ id: 'edit', feature: null })}>{text('product.edit')}</Button>
          </>
        )}
        tabs={(each) => [
          {
            id: 'overview',
            label: text('tabs.overview'),
            content: () => (
              <Stack gap="md">
                <ErrorSummary problems={[...activate.problems, ...back.problems]} />
                <Overview product={each} onOpen={setOpen} />
              </Stack>
            ),
          },
          { id: 'timeline', label: text('tabs.timeline'), content: () => <Timeline documentId={each.id} /> },
        ]}
      />
      {product !== null && open?.id === 'edit' && <EditProduct product={product} onClose={close} />}
      {product !== null && open?.id === 'feature' && (
        <FeatureForm key={open.feature?.id ?? 'new'} product={product} feature={open.feature} onClose={close} />
      )}
      {product !== null && open?.id === 'plan' && (
        <CreatePlan productId={product.id} onClose={close} onCreated={(planId) => go(`/catalog/plans/${planId}/draft`)} />
      )}
      {product !== null && (open?.id === 'archive' || open?.id === 'delete') && (
        <ConfirmDialog
          isOpen
          isDanger
          title={text(`product.${open.id}Title`, { name: product.name })}
          text={text(`product.${open.id}Text`)}
          confirmLabel={text(`product.${open.id}`)}
          onConfirm={() => (open.id === 'archive' ? end(archive, text('product.archived')) : end(remove, text('product.deleted')))}
          onClose={close}
        >
          <ErrorSummary problems={open.id === 'archive' ? archive.problems : remove.problems} />
        </ConfirmDialog>
      )}
    </>
  );
}
