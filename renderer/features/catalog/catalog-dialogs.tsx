import { recordPath, useGo } from '../../app/navigation.ts';
import { GroupForm } from './group-form.tsx';
import { CreatePlan } from './plan/plan-form.tsx';
import { CreateProduct } from './product/product-form.tsx';
import { SegmentForm } from './segment-form.tsx';
import { SeriesDrawer } from './series/series-drawer.tsx';
import { SeriesForm } from './series/series-form.tsx';

/** The tabs of the catalog. Plans and products have pages of their own; the small ones open where they stand. */
export const tabs = ['plan', 'product', 'product-group', 'segment', 'external-series'] as const;
export type Tab = (typeof tabs)[number];

/** What is made new on a tab. */
export function NewOf({
  tab,
  onClose,
  onSeries,
}: {
  readonly tab: Tab;
  readonly onClose: () => void;
  readonly onSeries: (id: string) => void;
}) {
  const go = useGo();
  const openProduct = (id: string): void => {
    const path = recordPath('product', id);
    if (path !== null) go(path);
  };
  switch (tab) {
    case 'plan':
      return <CreatePlan productId={null} onClose={onClose} onCreated={(id) => go(`/catalog/plans/${id}/draft`)} />;
    case 'product':
      return <CreateProduct onClose={onClose} onCreated={openProduct} />;
    case 'product-group':
      return <GroupForm id={null} onClose={onClose} />;
    case 'segment':
      return <SegmentForm id={null} onClose={onClose} />;
    case 'external-series':
      return <SeriesForm onClose={onClose} onCreated={onSeries} />;
  }
}

/** What opens from a row of a tab whose records have no page. */
export function OneOf({ tab, id, onClose }: { readonly tab: Tab; readonly id: string; readonly onClose: () => void }) {
  switch (tab) {
    case 'product-group':
      return <GroupForm key={id} id={id} onClose={onClose} />;
    case 'segment':
      return <SegmentForm key={id} id={id} onClose={onClose} />;
    case 'external-series':
      return <SeriesDrawer key={id} id={id} onClose={onClose} />;
    case 'plan':
    case 'product':
      return null;
  }
}
