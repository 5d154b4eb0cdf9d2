import { Tabs } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { useRecent } from '../../state/recent.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { type Crumb, PageBody, PageHeader } from '../../ui/page-header.tsx';
import type { Asked } from '../hooks.ts';
import { recordPath, useGo, useSearchParam } from '../navigation.ts';
import { useHotkey } from '../shortcuts.ts';
import { PendingMark } from '../sync/pending-mark.tsx';
import classes from './record-page.module.css';

export type RecordTab = {
  readonly id: string;
  readonly label: string;
  /** Drawn when it is chosen. */
  readonly content: () => ReactNode;
  /** A list fills the page; anything else is scrolled with margins. */
  readonly isList?: boolean;
  /** As wide as the window: two columns, a page to print. */
  readonly isWide?: boolean;
};

type Props<D> = {
  /** Kind of the record, for the list of recent places. */
  readonly kind: string;
  readonly record: Asked<D | null>;
  readonly title: (record: D) => string;
  /** Beside the title in the list of recent places. */
  readonly detail?: (record: D) => string;
  readonly crumbs: readonly Crumb[];
  readonly badge?: (record: D) => ReactNode;
  /** The primary action last. */
  readonly actions?: (record: D) => ReactNode;
  readonly tabs: (record: D) => readonly RecordTab[];
  /** What `E` does. */
  readonly onEdit?: () => void;
};

/** Not every record that has a page is a document; what is one may wait for the server. */
const isStored = (value: unknown): value is { readonly id: string } =>
  typeof value === 'object' && value !== null && 'id' in value && typeof value.id === 'string';

/** The page of one record: its head, its tabs (kept in the address), and what to say where there is none. */
export function RecordPage<D extends { readonly id: string }>({
  kind,
  record,
  title,
  detail,
  crumbs,
  badge,
  actions,
  tabs,
  onEdit,
}: Props<D>) {
  const text = useTranslations('app.record');
  const go = useGo();
  const visited = useRecent((recent) => recent.visited);
  const [chosen, choose] = useSearchParam('tab');
  useHotkey('e', () => onEdit?.(), onEdit !== undefined);
  const { value } = record;
  const name = value === undefined || value === null ? null : title(value);
  const beside = value === undefined || value === null ? '' : (detail?.(value) ?? '');
  // Its own address, not the one that is shown: on the way to another page that is already the other's.
  const path = value === undefined || value === null ? null : recordPath(kind, value.id);
  useEffect(() => {
    if (name === null) return;
    document.title = `${name} – Counterfoil`;
    if (path !== null) visited({ path, title: name, detail: beside, kind });
  }, [name, beside, path, kind, visited]);

  if (record.error !== null) throw record.error;
  if (value === undefined) return null;
  const up = crumbs.at(-1);
  if (value === null) {
    return (
      <EmptyState
        isPage
        cause="nothing"
        title={text('missing.title')}
        text={text('missing.text')}
        action={
          up === undefined ? undefined : { label: text('missing.action', { page: up.label }), run: () => go(up.href.replace(/^#/, '')) }
        }
      />
    );
  }
  const all = tabs(value);
  const current = all.find(({ id }) => id === chosen) ?? all[0];
  return (
    <>
      <PageHeader
        title={name}
        crumbs={crumbs}
        badge={
          <>
            {badge?.(value)}
            {isStored(value) && <PendingMark kind={kind} id={value.id} />}
          </>
        }
        actions={actions?.(value)}
      >
        {all.length > 1 && (
          <Tabs value={current?.id ?? null} onChange={(id) => choose(id === all[0]?.id ? '' : (id ?? ''))} mt={4} className="cf-no-print">
            <Tabs.List>
              {all.map(({ id, label }) => (
                <Tabs.Tab key={id} value={id} id={`tab-${id}`} aria-controls="tab-panel">
                  {label}
                </Tabs.Tab>
              ))}
            </Tabs.List>
          </Tabs>
        )}
      </PageHeader>
      <div
        id="tab-panel"
        className={classes['panel']}
        {...(all.length > 1 ? { role: 'tabpanel', 'aria-labelledby': `tab-${current?.id ?? ''}` } : {})}
      >
        {current?.isList === true ? current.content() : <PageBody wide={current?.isWide ?? false}>{current?.content()}</PageBody>}
      </div>
    </>
  );
}
