import { Button } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { momentColumnWidth } from '../../../app/list/column-widths.ts';
import { type MemoryColumn, MemoryList } from '../../../app/list/memory-list.tsx';
import { administrationDoor, type AuditEntryView, type AuditPage, type PersonView } from '../../../app/sync/administration-door.ts';
import { useAccess } from '../../../app/sync/sync-news.ts';
import { MomentText } from '../../../ui/date-text.tsx';
import { EmptyState } from '../../../ui/empty-state.tsx';
import { useUi } from '../../../ui/settings.tsx';
import classes from '../administration.module.css';
import { useServerData } from '../server-data.ts';
import { ServerPanel } from '../server-panel.tsx';
import { useOrder } from '../use-order.ts';
import { AuditFilters, useAuditFilters } from './audit-filters.tsx';
import { useKindWords, usePersonWords } from './audit-words.ts';
import { ChainBar } from './chain-bar.tsx';
import { ChainPart } from './chain-part.tsx';
import { EntryDrawer } from './entry-drawer.tsx';
import { VerdictBadge } from './verdict-badge.tsx';

type Row = AuditEntryView & { readonly id: string };

const noPeople: readonly PersonView[] = [];

function What({ kind }: { readonly kind: string }) {
  return useKindWords()(kind);
}

function Who({ person, people }: { readonly person: string; readonly people: readonly PersonView[] }) {
  return usePersonWords(people)(person);
}

const useColumns = (people: readonly PersonView[]): readonly MemoryColumn<Row>[] => {
  const text = useTranslations('administration.audit');
  const atWidth = momentColumnWidth(useUi());
  return useMemo<readonly MemoryColumn<Row>[]>(
    () => [
      { key: 'position', label: text('columns.position'), width: 72, align: 'end', render: ({ position }) => position },
      { key: 'at', label: text('columns.at'), width: atWidth, render: ({ at }) => <MomentText at={at} /> },
      { key: 'what', label: text('columns.what'), width: 260, isFlexible: true, render: ({ kind }) => <What kind={kind} /> },
      {
        key: 'person',
        label: text('columns.person'),
        width: 230,
        isFlexible: true,
        render: ({ person }) => <Who person={person} people={people} />,
      },
      { key: 'station', label: text('columns.station'), width: 100, render: ({ station }) => station },
      { key: 'verdict', label: text('columns.verdict'), width: 130, render: ({ verdict }) => <VerdictBadge verdict={verdict} /> },
    ],
    [text, people, atWidth],
  );
};

/** The entries of the first page, and those that were asked for after it. */
const useEntries = (first: AuditPage, key: string, question: ReturnType<typeof useAuditFilters>['question']) => {
  const [more, setMore] = useState<readonly AuditEntryView[]>([]);
  const [isLast, setLast] = useState(first.isLast);
  const { give, isBusy } = useOrder();
  useEffect(() => {
    setMore([]);
    setLast(first.isLast);
    // What comes to the front by itself leaves the older pages where they are.
  }, [key]);
  const oldest = first.entries.at(-1)?.position ?? 0;
  const entries = [...first.entries, ...more.filter(({ position }) => position < oldest)];
  const load = async (): Promise<void> => {
    const page = await give(administrationDoor.audit({ ...question, before: String(entries.at(-1)?.position ?? '') }));
    if (page === null) return;
    setMore([...more, ...page.entries]);
    setLast(page.isLast);
  };
  return { entries, isLast, load, isBusy };
};

type EntriesProps = {
  readonly first: AuditPage;
  readonly question: ReturnType<typeof useAuditFilters>['question'];
  readonly people: readonly PersonView[];
};

function Entries({ first, question, people }: EntriesProps) {
  const text = useTranslations('administration.audit');
  const columns = useColumns(people);
  const who = usePersonWords(people);
  const [openId, setOpenId] = useState<string | null>(null);
  const { entries, isLast, load, isBusy } = useEntries(first, JSON.stringify(question), question);
  const rows = useMemo(() => entries.map((entry) => ({ ...entry, id: String(entry.position) })), [entries]);
  const open = rows.find(({ id }) => id === openId);
  if (rows.length === 0) return <EmptyState cause="filtered" title={text('emptyTitle')} text={text('emptyText')} />;
  return (
    <MemoryList
      name="administration-audit"
      label={text('label')}
      columns={columns}
      rows={rows}
      searched={null}
      empty={{ title: text('emptyTitle'), text: text('emptyText') }}
      onOpen={({ id }) => setOpenId(id)}
      openId={openId}
    >
      <div className={classes['foot']}>
        <span className={classes['quiet']} role="status">
          {text('shown', { count: rows.length })}
        </span>
        {!isLast && (
          <Button variant="default" loading={isBusy} onClick={() => void load()}>
            {text('older')}
          </Button>
        )}
      </div>
      {open !== undefined && <EntryDrawer entry={open} who={who(open.person)} onClose={() => setOpenId(null)} />}
    </MemoryList>
  );
}

/** D9: every judged command and every change of people, stations and jobs, linked by hashes. */
export function AuditPanel() {
  const entityIds = useAccess()?.entityIds ?? null;
  const filters = useAuditFilters();
  const { question } = filters;
  const key = JSON.stringify(question);
  const data = useServerData(`audit ${key}`, () => administrationDoor.audit(question));
  const people = useServerData('people', administrationDoor.people).value?.people ?? noPeople;
  const stations = useServerData('stations', administrationDoor.stations).value?.stations ?? [];
  return (
    <>
      {entityIds === null ? <ChainBar /> : <ChainPart entityIds={entityIds} />}
      <AuditFilters filters={filters} people={people} stations={stations.map(({ code }) => code)} />
      <ServerPanel data={data}>{(first) => <Entries key={key} first={first} question={question} people={people} />}</ServerPanel>
    </>
  );
}
