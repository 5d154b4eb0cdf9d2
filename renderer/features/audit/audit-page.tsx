import { Button, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { commandKinds } from '../../../core/use-cases.ts';
import { csvLine } from '../../../core/views/csv.ts';
import { saveFile } from '../../app/files.ts';
import { useAsked, useDocuments } from '../../app/hooks.ts';
import { useSearchParam } from '../../app/navigation.ts';
import { useCommandText } from '../../app/record/timeline.tsx';
import { toast } from '../../app/toast.tsx';
import { workstation } from '../../app/workstation.ts';
import { useSession } from '../../state/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { DayInput } from '../../ui/form/date-field.tsx';
import { PageBody, PageHeader } from '../../ui/page-header.tsx';
import type { JournalFilter, JournalItem } from '../../workers/store-api.ts';
import classes from './audit.module.css';
import { AuditEntry } from './audit-entry.tsx';
import { customerIdOf, fileColumns, linesOf, namedOf, type SubjectWords } from './audit-lines.ts';

const pageSize = 50;
/** Entries that are read at once for the file. */
const filePage = 500;

type Chosen = Omit<JournalFilter, 'limit' | 'skip'>;

/** The filters, kept in the page's address. */
const useChosen = () => {
  const [kind, setKind] = useSearchParam('kind');
  const [user, setUser] = useSearchParam('user');
  const [from, setFrom] = useSearchParam('from');
  const [until, setUntil] = useSearchParam('until');
  const [documentId, setDocumentId] = useSearchParam('document');
  const chosen: Chosen = {
    ...(kind === '' ? {} : { commandKinds: [kind] }),
    ...(user === '' ? {} : { user }),
    ...(from === '' ? {} : { from }),
    ...(until === '' ? {} : { until }),
    ...(documentId === '' ? {} : { documentId }),
  };
  return { chosen, kind, setKind, user, setUser, from, setFrom, until, setUntil, documentId, setDocumentId };
};

function Filters({ users, filters }: { readonly users: readonly string[]; readonly filters: ReturnType<typeof useChosen> }) {
  const text = useTranslations('audit');
  const words = useCommandText();
  const kinds = commandKinds.map((value) => ({ value, label: words(value) })).toSorted((a, b) => a.label.localeCompare(b.label));
  const { kind, setKind, user, setUser, from, setFrom, until, setUntil, documentId, setDocumentId } = filters;
  return (
    <div className={classes['filters']} role="search" aria-label={text('filters')}>
      <Select
        label={text('kind')}
        placeholder={text('any')}
        data={kinds}
        value={kind === '' ? null : kind}
        onChange={(next) => setKind(next ?? '')}
        searchable
        clearable
        w={260}
        limit={200}
      />
      <Select
        label={text('user')}
        placeholder={text('anybody')}
        data={[...users]}
        value={user === '' ? null : user}
        onChange={(next) => setUser(next ?? '')}
        searchable
        clearable
        w={180}
      />
      <DayInput label={text('from')} value={from} onDay={(day) => setFrom(day ?? '')} clearable w={150} size="sm" />
      <DayInput label={text('until')} value={until} onDay={(day) => setUntil(day ?? '')} clearable w={150} size="sm" />
      {documentId !== '' && (
        <Button variant="default" onClick={() => setDocumentId('')}>
          {text('allDocuments')}
        </Button>
      )}
    </div>
  );
}

/** The customers whose records the entries name, by their names. */
const useCustomerNames = (items: readonly JournalItem[]): SubjectWords['customer'] => {
  const ids = [...new Set(items.flatMap((item) => namedOf(item).map(customerIdOf)))].filter((id) => id !== null).toSorted();
  const customers = useDocuments('customer', { ids }).value ?? [];
  const names = new Map(customers.map((customer) => [customer.id, customer.name]));
  return (id) => names.get(id) ?? null;
};

/** Everything that matches, as text, read in pieces. */
const fileOf = async (chosen: Chosen, heads: readonly string[], words: (kind: string) => string): Promise<Blob> => {
  const parts = [csvLine(heads)];
  for (let skip = 0; ; skip += filePage) {
    const { items, matching } = await workstation().journal({ ...chosen, skip, limit: filePage });
    for (const item of items) parts.push(linesOf(item, words));
    if (skip + filePage >= matching) return new Blob(parts, { type: 'text/csv' });
  }
};

/** A20: every command that was ever given, newest first, with who, when, and what was before and after. */
export function Page() {
  const text = useTranslations('audit');
  const words = useCommandText();
  const filters = useChosen();
  const { chosen } = filters;
  const own = useSession((session) => session.user);
  const [count, setCount] = useState(pageSize);
  const [isSaving, setSaving] = useState(false);
  const key = JSON.stringify(chosen);
  const { value, error } = useAsked(
    `audit|${key}|${count}`,
    () => workstation().journal({ ...chosen, limit: count }),
    () => true,
  );
  const customer = useCustomerNames(value?.items ?? []);
  if (error !== null) throw error;
  const users = [
    ...new Set([own, ...(filters.user === '' ? [] : [filters.user]), ...(value?.items ?? []).map(({ command }) => command.by.user)]),
  ].toSorted();
  const save = async (): Promise<void> => {
    setSaving(true);
    try {
      const file = await fileOf(
        chosen,
        fileColumns.map((column) => text(`columns.${column}`)),
        words,
      );
      const saved = await saveFile('csv', 'audit.csv', file);
      if (saved.kind === 'saved') toast({ message: text('saved', { name: saved.name }) });
      if (saved.kind === 'failed') toast({ message: text('failed', { reason: saved.reason }), tone: 'bad' });
    } finally {
      setSaving(false);
    }
  };
  return (
    <>
      <PageHeader
        title={text('title')}
        badge={value !== undefined && <span className={classes['who']}>{text('count', { count: value.matching })}</span>}
        actions={
          <Button variant="default" loading={isSaving} disabled={value === undefined || value.matching === 0} onClick={() => void save()}>
            {text('export')}
          </Button>
        }
      />
      <PageBody wide>
        <Filters users={users} filters={filters} />
        {value === undefined && (
          <p className={classes['who']} role="status" aria-busy>
            {text('reading')}
          </p>
        )}
        {value?.matching === 0 && (
          <EmptyState
            cause={key === '{}' ? 'nothing' : 'filtered'}
            title={text(key === '{}' ? 'emptyTitle' : 'filteredTitle')}
            text={text(key === '{}' ? 'emptyText' : 'filteredText')}
          />
        )}
        <ol className={classes['list']} aria-label={text('title')}>
          {(value?.items ?? []).map((item) => (
            <AuditEntry key={item.sequence} item={item} customer={customer} />
          ))}
        </ol>
        {value !== undefined && value.matching > count && (
          <Button variant="default" onClick={() => setCount(count + pageSize)}>
            {text('more', { count: Math.min(pageSize, value.matching - count) })}
          </Button>
        )}
      </PageBody>
    </>
  );
}
