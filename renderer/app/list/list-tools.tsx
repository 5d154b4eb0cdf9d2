import { ActionIcon, Menu } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { RowKind } from '../../../core/views/lists/row-specs.ts';
import { Icon } from '../../ui/icon.tsx';
import { ColumnsMenu, orderedKeys } from '../../ui/grid/columns-menu.tsx';
import type { GridLayout } from '../../ui/grid/grid-types.ts';
import { SavedViews } from '../../ui/saved-views.tsx';
import { saveFile } from '../files.ts';
import { toast } from '../toast.tsx';
import { workstation } from '../workstation.ts';
import { noViews, useLayouts } from './layouts.ts';
import { type ListState, plainList, sameState } from './list-state.ts';
import type { ListQuery } from './use-row-source.ts';
import { useExportColumns } from './use-list-columns.tsx';

type Props = {
  readonly kind: RowKind;
  readonly title: string;
  readonly state: ListState;
  readonly onState: (state: ListState) => void;
  readonly columns: readonly { readonly key: string; readonly label: string }[];
  readonly layout: GridLayout;
  readonly onLayout: (layout: GridLayout) => void;
  readonly query: ListQuery;
};

function ListExport({ kind, title, columns, layout, query }: Props) {
  const text = useTranslations('ui.list');
  const exported = useExportColumns(kind);
  const all = orderedKeys(
    columns.map(({ key }) => key),
    layout.order,
  );
  const shown = all.filter((key) => !layout.hidden.includes(key));
  const save = async (format: 'csv' | 'xlsx', keys: readonly string[]): Promise<void> => {
    const file = await workstation().listFile(format, title, exported(keys), { ...query, from: 0, count: 0 });
    const saved = await saveFile(format, `${title}.${format}`, file);
    if (saved.kind === 'saved') toast({ message: text('exported', { name: saved.name }) });
    if (saved.kind === 'failed') toast({ message: text('exportFailed', { reason: saved.reason }), tone: 'bad' });
  };
  return (
    <Menu position="bottom-end" width={240}>
      <Menu.Target>
        <ActionIcon aria-label={text('export')} title={text('export')}>
          <Icon name="download" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{text('exportShown')}</Menu.Label>
        <Menu.Item onClick={() => void save('csv', shown)}>CSV</Menu.Item>
        <Menu.Item onClick={() => void save('xlsx', shown)}>Excel</Menu.Item>
        <Menu.Label>{text('exportAll')}</Menu.Label>
        <Menu.Item onClick={() => void save('csv', all)}>CSV</Menu.Item>
        <Menu.Item onClick={() => void save('xlsx', all)}>Excel</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

/** At the end of a list's bar: its views, its columns, its export. */
export function ListTools(props: Props) {
  const text = useTranslations('ui.list');
  const { kind, state, onState, columns, layout, onLayout } = props;
  const views = useLayouts((layouts) => layouts.views[kind] ?? noViews);
  const setViews = useLayouts((layouts) => layouts.setViews);
  const current = views.find((view) => sameState(view.state, state));
  const share = async (): Promise<void> => {
    await navigator.clipboard.writeText(location.href);
    toast({ message: text('linkCopied') });
  };
  return (
    <>
      <SavedViews
        views={views}
        currentId={current?.id ?? null}
        onOpen={(id) => onState(views.find((view) => view.id === id)?.state ?? plainList)}
        onSave={(name) =>
          setViews(kind, [...views.filter((view) => view.name !== name), { id: crypto.randomUUID(), name, state, isDefault: false }])
        }
        onRename={(id, name) =>
          setViews(
            kind,
            views.map((view) => (view.id === id ? { ...view, name } : view)),
          )
        }
        onShare={() => void share()}
        onDefault={(id) =>
          setViews(
            kind,
            views.map((view) => ({ ...view, isDefault: view.id === id })),
          )
        }
        onDelete={(id) =>
          setViews(
            kind,
            views.filter((view) => view.id !== id),
          )
        }
      />
      <ColumnsMenu columns={columns} layout={layout} onLayout={onLayout} />
      <ListExport {...props} />
    </>
  );
}
