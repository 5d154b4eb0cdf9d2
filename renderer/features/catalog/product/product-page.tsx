import { Button, Menu, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Product } from '../../../../core/catalog/types.ts';
import { type CommandDoor, useCommand, useDocument } from '../../../app/hooks.ts';
import { Status } from '../../../app/list/cells.tsx';
import { useGo, usePathParam } from '../../../app/navigation.ts';
import { ErrorSummary } from '../../../app/problems.tsx';
import { RecordPage } from '../../../app/record/record-page.tsx';
import { Timeline } from '../../../app/record/timeline.tsx';
import { toast } from '../../../app/toast.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { Icon } from '../../../ui/icon.tsx';
import { CreatePlan } from '../plan/plan-form.tsx';
import { FeatureForm } from './feature-form.tsx';
import { EditProduct } from './product-form.tsx';
import { type Open, Overview } from './product-parts.tsx';

/** What may be done with a product in its state. */
function Acts({
  product,
  onOpen,
  onActivate,
  onUnarchive,
}: {
  readonly product: Product;
  readonly onOpen: (id: Open['id']) => void;
  readonly onActivate: () => void;
  readonly onUnarchive: () => void;
}) {
  const text = useTranslations('catalog');
  const { state } = product;
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" rightSection={<Icon name="down" size={13} />}>
            {text('acts')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {state === 'draft' && <Menu.Item onClick={onActivate}>{text('product.activate')}</Menu.Item>}
          {state === 'archived' && <Menu.Item onClick={onUnarchive}>{text('product.unarchive')}</Menu.Item>}
          {state !== 'archived' && (
            <Menu.Item color="var(--cf-tone-bad)" onClick={() => onOpen('archive')}>
              {text('product.archive')}
            </Menu.Item>
          )}
          <Menu.Item color="var(--cf-tone-bad)" onClick={() => onOpen('delete')}>
            {text('product.delete')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <Button onClick={() => onOpen('edit')}>{text('product.edit')}</Button>
    </>
  );
}

/** Away from the shelf, or away for good; each says what it means first. */
function EndDialog({
  product,
  act,
  door,
  onClose,
  onEnded,
}: {
  readonly product: Product;
  readonly act: 'archive' | 'delete';
  readonly door: Pick<CommandDoor<'product.archive'> | CommandDoor<'product.delete'>, 'run' | 'problems'>;
  readonly onClose: () => void;
  readonly onEnded: () => void;
}) {
  const text = useTranslations('catalog.product');
  const end = async (): Promise<void> => {
    const outcome = await door.run({ productId: product.id });
    if (!outcome.ok) return;
    toast({ message: text(act === 'archive' ? 'archived' : 'deleted') });
    onEnded();
  };
  return (
    <ConfirmDialog
      isOpen
      isDanger
      title={text(`${act}Title`, { name: product.name })}
      text={text(`${act}Text`)}
      confirmLabel={text(act)}
      onConfirm={end}
      onClose={onClose}
    >
      <ErrorSummary problems={door.problems} />
    </ConfirmDialog>
  );
}

/** What stands open over the page. */
function Opened({ product, open, onClose }: { readonly product: Product; readonly open: Open; readonly onClose: () => void }) {
  const go = useGo();
  const archive = useCommand('product.archive');
  const remove = useCommand('product.delete');
  switch (open.id) {
    case 'edit':
      return <EditProduct product={product} onClose={onClose} />;
    case 'feature':
      return <FeatureForm key={open.feature?.id ?? 'new'} product={product} feature={open.feature} onClose={onClose} />;
    case 'plan':
      return <CreatePlan productId={product.id} onClose={onClose} onCreated={(planId) => go(`/catalog/plans/${planId}/draft`)} />;
    case 'archive':
      return <EndDialog product={product} act="archive" door={archive} onClose={onClose} onEnded={onClose} />;
    case 'delete':
      return <EndDialog product={product} act="delete" door={remove} onClose={onClose} onEnded={() => go('/catalog?tab=products')} />;
  }
}

/** One product: what it is, its features, its plans. */
export function Page() {
  const text = useTranslations('catalog');
  const id = usePathParam('id');
  const record = useDocument('product', id);
  const [open, setOpen] = useState<Open | null>(null);
  const activate = useCommand('product.activate');
  const back = useCommand('product.unarchive');
  const product = record.value ?? null;
  const openOne = (which: Open['id']): void => setOpen({ id: which, feature: null });
  return (
    <>
      <RecordPage
        kind="product"
        record={{ ...record, value: product?.state === 'deleted' ? null : record.value }}
        title={({ name }) => name}
        detail={({ code }) => code}
        crumbs={[{ label: text('title'), href: '#/catalog?tab=products' }]}
        badge={({ state }) => <Status kind="product" code={state} />}
        onEdit={() => openOne('edit')}
        actions={(each) => (
          <Acts
            product={each}
            onOpen={openOne}
            onActivate={() => void activate.run({ productId: id })}
            onUnarchive={() => void back.run({ productId: id })}
          />
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
      {product !== null && open !== null && <Opened product={product} open={open} onClose={() => setOpen(null)} />}
    </>
  );
}
