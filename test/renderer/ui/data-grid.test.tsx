// @vitest-environment happy-dom
import { cleanup, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { DataGrid } from '../../../renderer/ui/grid/data-grid.tsx';
import { type GridColumn, type GridLayout, type GridSort, type GridSource, noLayout } from '../../../renderer/ui/grid/grid-types.ts';
import { noSelection, type Selection } from '../../../renderer/ui/grid/selection.ts';
import { giveLayout } from './browser.ts';
import { drawn } from './drawn.tsx';

type Sale = { readonly id: string; readonly name: string; readonly price: number };

const sales: readonly Sale[] = Array.from({ length: 10_000 }, (_each, at) => ({ id: `s${at}`, name: `Sale ${at}`, price: at * 10 }));

const source: GridSource<Sale> = {
  count: sales.length,
  at: (index) => sales[index],
  want: () => undefined,
  idsBetween: async (from, to) => sales.slice(from, to + 1).map(({ id }) => id),
};

const columns: readonly GridColumn<Sale>[] = [
  { key: 'name', label: 'Name', width: 200, render: ({ name }) => name },
  { key: 'price', label: 'Price', width: 100, align: 'end', render: ({ price }) => String(price), total: '499,950' },
  { key: 'note', label: 'Note', width: 100, render: () => null },
];

const heard: { opened: string[]; selection: Selection; sort: readonly GridSort[] } = { opened: [], selection: noSelection, sort: [] };

function Sheet({ layout = noLayout }: { readonly layout?: GridLayout }) {
  const [selection, setSelection] = useState<Selection>(noSelection);
  const [sort, setSort] = useState<readonly GridSort[]>([]);
  heard.selection = selection;
  heard.sort = sort;
  return (
    <DataGrid
      label="Sales"
      testId="grid-sales"
      columns={columns}
      source={source}
      layout={layout}
      onLayout={() => undefined}
      sort={sort}
      onSort={setSort}
      selection={selection}
      onSelection={setSelection}
      onOpen={({ id }, how) => heard.opened.push(`${id} ${how}`)}
      hasTotals
    />
  );
}

beforeAll(() => giveLayout());
afterEach(() => {
  cleanup();
  heard.opened = [];
});

const chosen = (): readonly string[] => (heard.selection.kind === 'some' ? [...heard.selection.ids] : ['all']);

describe('[A5] the grid', () => {
  it('draws what is in sight and tells how much there is', () => {
    drawn(<Sheet />);
    const grid = screen.getByRole('grid', { name: 'Sales' });
    // 10,000 rows, the head and the totals.
    expect(grid.getAttribute('aria-rowcount')).toBe('10002');
    expect(within(grid).getAllByRole('row').length).toBeLessThan(60);
    expect(screen.getByText('Sale 0')).toBeDefined();
    expect(screen.getByText('499,950')).toBeDefined();
  });

  it('shows the columns that the layout leaves, in its order', () => {
    drawn(<Sheet layout={{ order: ['price', 'name'], hidden: ['note'], widths: {}, pinned: [] }} />);
    const heads = screen.getAllByRole('columnheader').map(({ textContent }) => textContent);
    expect(heads).toEqual(['', 'Price', 'Name']);
  });

  it('keeps pinned columns first', () => {
    drawn(<Sheet layout={{ order: [], hidden: [], widths: {}, pinned: ['price'] }} />);
    expect(screen.getAllByRole('columnheader')[1]?.textContent).toBe('Price');
  });

  it('sorts by a click on a head, and says so', async () => {
    drawn(<Sheet />);
    const head = screen.getByRole('columnheader', { name: 'Name' });
    await userEvent.click(head);
    expect(heard.sort).toEqual([{ column: 'name', descending: false }]);
    expect(screen.getByRole('columnheader', { name: /Name/ }).getAttribute('aria-sort')).toBe('ascending');
  });
});

describe('[A4] the grid by keyboard', () => {
  it('moves, opens here and opens beside', async () => {
    drawn(<Sheet />);
    const user = userEvent.setup();
    await user.tab();
    expect(document.activeElement).toBe(screen.getByTestId('grid-sales'));
    await user.keyboard('{ArrowDown}{ArrowDown}{Enter}');
    await user.keyboard('k{Control>}{Enter}{/Control}');
    expect(heard.opened).toEqual(['s2 here', 's1 beside']);
  });

  it('[A7] selects a row, a range, everything and nothing', async () => {
    drawn(<Sheet />);
    const user = userEvent.setup();
    await user.tab();
    await user.keyboard('{ArrowDown} ');
    expect(chosen()).toEqual(['s1']);
    await user.keyboard('{ArrowDown}{ArrowDown}{Shift>} {/Shift}');
    expect(chosen()).toEqual(['s1', 's2', 's3']);
    await user.keyboard('{Control>}a{/Control}');
    expect(chosen()).toEqual(['all']);
    await user.keyboard('{Control>}{Shift>}a{/Shift}{/Control}');
    expect(chosen()).toEqual([]);
  });

  it('names the active cell to those who do not see it', async () => {
    drawn(<Sheet />);
    const user = userEvent.setup();
    await user.tab();
    await user.keyboard('{ArrowDown}{ArrowRight}');
    const active = screen.getByTestId('grid-sales').getAttribute('aria-activedescendant') ?? '';
    expect(document.getElementById(active)?.textContent).toBe('10');
  });
});
