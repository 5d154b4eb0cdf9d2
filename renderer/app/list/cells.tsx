import { type ReactNode, useCallback } from 'react';
import { useTranslations } from 'use-intl';
import { type Cell, type Column, isMoney, type Row } from '../../../core/views/rows.ts';
import { DateText, MomentText } from '../../ui/date-text.tsx';
import { Money } from '../../ui/money.tsx';
import { useUi } from '../../ui/settings.tsx';
import { StatusBadge, type Tone } from '../../ui/status-badge.tsx';

/** What each state means to people, by its word. */
const tones: Readonly<Record<string, Tone>> = {
  draft: 'neutral',
  pending: 'neutral',
  trial: 'info',
  posted: 'info',
  'partially-paid': 'info',
  running: 'info',
  placed: 'info',
  open: 'info',
  granted: 'info',
  received: 'good',
  active: 'good',
  paid: 'good',
  finished: 'good',
  ok: 'good',
  paused: 'warning',
  ending: 'warning',
  inactive: 'warning',
  grandfathered: 'warning',
  overdue: 'bad',
  'past-due': 'bad',
  uncollectible: 'bad',
};

const toneOf = (state: string): Tone => tones[state] ?? 'neutral';

/** A state of a kind in words with its sign: `lists.<kind>.<column>.<code>`. */
export function Status({ kind, column = 'status', code }: { readonly kind: string; readonly column?: string; readonly code: string }) {
  const text = useTranslations('lists');
  const key = `${kind}.codes.${column}.${code}`;
  return <StatusBadge tone={toneOf(code)}>{text.has(key) ? text(key) : code}</StatusBadge>;
}

/** Columns whose codes are states and get a sign. */
const statusColumns: ReadonlySet<string> = new Set(['status', 'paymentStatus']);

export const isState = ({ key, type }: Column): boolean => type === 'code' && statusColumns.has(key);

/** A cell as the user's language writes it. */
export const useCellText = (kind: string): ((cell: Cell, column: Column, rooms: ReadonlyMap<string, string>) => ReactNode) => {
  const text = useTranslations('lists');
  const { number } = useUi();
  return useCallback(
    (cell: Cell, { key, type }: Column, rooms: ReadonlyMap<string, string>): ReactNode => {
      if (cell === null || cell === '') return null;
      if (isMoney(cell)) return <Money minor={cell.minor} currency={cell.currency} room={rooms.get(cell.currency)} />;
      switch (type) {
        case 'date':
          return <DateText on={String(cell)} isInColumn />;
        case 'instant':
          return <MomentText at={String(cell)} />;
        case 'number':
          return number(cell);
        case 'code': {
          const message = `${kind}.codes.${key}.${String(cell)}`;
          const words = text.has(message) ? text(message) : String(cell);
          return statusColumns.has(key) ? <StatusBadge tone={toneOf(String(cell))}>{words}</StatusBadge> : words;
        }
        case 'text':
        case 'money':
          return <span title={String(cell)}>{String(cell)}</span>;
      }
    },
    [text, number, kind],
  );
};

export const cellOf = (row: Row, key: string): Cell => row.cells[key] ?? null;

/** What a row is called, by its id where it has no name. */
export const nameIn = (row: Row): string => {
  const name = cellOf(row, 'name');
  return typeof name === 'string' ? name : row.id;
};
