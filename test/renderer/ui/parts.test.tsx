// @vitest-environment happy-dom
import { cleanup, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useForm } from 'react-hook-form';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { ConfirmDialog } from '../../../renderer/ui/confirm-dialog.tsx';
import { EmptyState } from '../../../renderer/ui/empty-state.tsx';
import { ErrorSummary } from '../../../renderer/ui/error-summary.tsx';
import { Explain, ExplainStep } from '../../../renderer/ui/explain.tsx';
import { FilterBar } from '../../../renderer/ui/filters/filter-bar.tsx';
import type { FilterField, UiFilter } from '../../../renderer/ui/filters/filter-types.ts';
import { TextField } from '../../../renderer/ui/form/fields.tsx';
import { Form } from '../../../renderer/ui/form/form.tsx';
import { NumberField } from '../../../renderer/ui/form/number-field.tsx';
import { ColumnsMenu } from '../../../renderer/ui/grid/columns-menu.tsx';
import { type GridLayout, noLayout } from '../../../renderer/ui/grid/grid-types.ts';
import { decimalRoom, Money, MoneyList } from '../../../renderer/ui/money.tsx';
import { ProgressPanel } from '../../../renderer/ui/progress-panel.tsx';
import { SavedViews } from '../../../renderer/ui/saved-views.tsx';
import { StatusBadge } from '../../../renderer/ui/status-badge.tsx';
import { giveLayout } from './browser.ts';
import { drawn } from './drawn.tsx';

beforeAll(() => giveLayout());
afterEach(cleanup);

describe('[A22] an amount', () => {
  it('stands with its currency', () => {
    drawn(<Money minor={-123_450} currency="EUR" />);
    expect(screen.getByText('-1,234.50').textContent).toContain('EUR');
  });

  it('is covered while the screen is shared', () => {
    drawn(<Money minor={123_450} currency="EUR" />, { isPrivate: true });
    expect(screen.queryByText(/1,234/)).toBeNull();
  });
});

describe('[A17] amounts of several currencies', () => {
  const decimals: Readonly<Record<string, number>> = { EUR: 2, JPY: 0, KWD: 3 };
  const amount = (minor: number, currency: string): string => {
    const digits = decimals[currency] ?? 2;
    return (minor / 10 ** digits).toFixed(digits);
  };

  it('leave free what others have behind the sign, so that signs stand in line', () => {
    expect([...decimalRoom(['EUR', 'JPY'], amount)]).toEqual([
      ['EUR', ''],
      ['JPY', '.00'],
    ]);
    expect([...decimalRoom(['EUR', 'JPY', 'KWD'], amount).values()]).toEqual(['0', '.000', '']);
    expect([...decimalRoom(['JPY'], amount).values()]).toEqual(['']);
  });

  it('say nothing of that room', () => {
    drawn(
      <MoneyList
        amounts={[
          { minor: 4_121_343, currency: 'EUR' },
          { minor: 2_513_829, currency: 'JPY' },
        ]}
      />,
      { amount },
    );
    expect(screen.getByText('2513829').textContent).toBe('2513829JPY');
    expect(document.querySelectorAll('[data-room=".00"]')).toHaveLength(1);
  });
});

describe('a state', () => {
  it('is a word with a sign, never a colour alone', () => {
    drawn(<StatusBadge tone="bad">Overdue</StatusBadge>);
    expect(screen.getByText('Overdue').querySelector('svg')).not.toBeNull();
  });
});

describe('[A16] an empty list', () => {
  it.each(['nothing', 'filtered', 'forbidden', 'not-synced'] as const)('says why it is empty (%s) and what to do next', async (cause) => {
    let done = 0;
    drawn(
      <EmptyState cause={cause} title="No invoices" text="Nothing was billed yet." action={{ label: 'Bill', run: () => (done += 1) }} />,
    );
    expect(screen.getByRole('status').getAttribute('data-cause')).toBe(cause);
    await userEvent.click(screen.getByRole('button', { name: 'Bill' }));
    expect(done).toBe(1);
  });
});

describe('[A12] a confirmation', () => {
  it('states how many and how much, and does it once', async () => {
    let done = 0;
    drawn(
      <ConfirmDialog
        isOpen
        title="Void invoices?"
        text="They stay on record."
        count={3}
        sums={[
          { minor: 12_000, currency: 'EUR' },
          { minor: 500, currency: 'GBP' },
        ]}
        confirmLabel="Void"
        onConfirm={() => void (done += 1)}
        onClose={() => undefined}
      />,
    );
    expect(await screen.findByText('3 records')).toBeDefined();
    expect(screen.getByText('120.00')).toBeDefined();
    expect(screen.getByText('5.00')).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: 'Void' }));
    expect(done).toBe(1);
  });
});

describe('[F3] long work', () => {
  it('says how far it is and how long still, and can be paused and stopped', async () => {
    const heard: string[] = [];
    drawn(
      <ProgressPanel
        title="Billing"
        unit="documents"
        done={250}
        of={1000}
        leftMs={75_000}
        isPaused={false}
        onPause={() => heard.push('pause')}
        onCancel={() => heard.push('stop')}
      />,
    );
    expect(screen.getByText('250 of 1,000 documents')).toBeDefined();
    expect(screen.getByText('About 2 minutes left')).toBeDefined();
    expect(screen.getByRole('progressbar', { name: 'Billing' }).getAttribute('aria-valuenow')).toBe('25');
    await userEvent.click(screen.getByRole('button', { name: 'Pause' }));
    await userEvent.click(screen.getByRole('button', { name: 'Stop' }));
    expect(heard).toEqual(['pause', 'stop']);
  });
});

describe('[A15] what was wrong', () => {
  it('is announced and takes the focus', () => {
    const { redraw } = drawn(<ErrorSummary title="Two things" messages={[]} />);
    expect(screen.queryByRole('alert')).toBeNull();
    redraw(<ErrorSummary title="Two things" messages={['No name.', 'No country.', 'No name.']} />);
    const box = screen.getByRole('alert');
    expect(document.activeElement).toBe(box);
    expect(box.querySelectorAll('li').length).toBe(2);
  });
});

type Values = { name: string; price: string };
function Sale({ onSave }: { readonly onSave: (values: Values) => void }) {
  const form = useForm<Values>({ defaultValues: { name: '', price: '' } });
  return (
    <Form form={form} onSubmit={onSave}>
      <TextField name="name" label="Name" isRequired />
      <NumberField name="price" label="Price" digits={2} />
    </Form>
  );
}

describe('[A15] a form', () => {
  it('ties each error to its field and goes to the first one', async () => {
    const saved: Values[] = [];
    drawn(<Sale onSave={(values) => saved.push(values)} />);
    const user = userEvent.setup();
    await user.type(screen.getByLabelText('Price'), '1.234');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    const name = screen.getByLabelText(/Name/);
    await waitFor(() => expect(name.getAttribute('aria-invalid')).toBe('true'));
    expect(document.activeElement).toBe(name);
    const described = name.getAttribute('aria-describedby') ?? '';
    expect(document.getElementById(described.split(' ').at(-1) ?? '')?.textContent).toBe('This is needed.');
    expect(screen.getByText('At most 2 decimals.')).toBeDefined();
    expect(saved).toEqual([]);
  });

  it('saves by Ctrl+Enter what was typed, as decimal text', async () => {
    const saved: Values[] = [];
    drawn(<Sale onSave={(values) => saved.push(values)} />);
    const user = userEvent.setup();
    await user.type(screen.getByLabelText(/Name/), 'Support');
    await user.type(screen.getByLabelText('Price'), '1,234.50{Control>}{Enter}{/Control}');
    await waitFor(() => expect(saved).toEqual([{ name: 'Support', price: '1234.50' }]));
  });
});

const fields: readonly FilterField[] = [
  {
    key: 'status',
    label: 'Status',
    type: 'code',
    labelOf: (value) => value.toUpperCase(),
    choices: async () => [{ value: 'paid', label: 'PAID', count: 4 }],
  },
  { key: 'issuedOn', label: 'Issued', type: 'date', labelOf: (value) => value, choices: async () => [] },
];

describe('[A6] filters', () => {
  it('are chips that can be taken away', async () => {
    let filters: readonly UiFilter[] = [
      { column: 'status', op: 'is', values: ['paid', 'void', 'draft'] },
      { column: 'issuedOn', op: 'period', values: ['last-month'] },
    ];
    drawn(
      <FilterBar fields={fields} filters={filters} onFilters={(next) => (filters = next)} text="" onText={() => undefined} quick={[]} />,
    );
    expect(screen.getByText(/PAID and 2 more/)).toBeDefined();
    expect(screen.getByText(/Last month/)).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: 'Remove the filter on Status' }));
    expect(filters).toEqual([{ column: 'issuedOn', op: 'period', values: ['last-month'] }]);
  });

  it('are added by choosing a column and its values', async () => {
    let filters: readonly UiFilter[] = [];
    drawn(
      <FilterBar fields={fields} filters={filters} onFilters={(next) => (filters = next)} text="" onText={() => undefined} quick={[]} />,
    );
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'Filter' }));
    await user.click(await screen.findByRole('button', { name: 'Status' }));
    await user.click(await screen.findByRole('checkbox', { name: /PAID/ }));
    await user.click(screen.getByRole('button', { name: 'Apply' }));
    expect(filters).toEqual([{ column: 'status', op: 'is', values: ['paid'] }]);
  });

  it('[A4, A15] are added without a mouse: the keyboard goes on to the values, and back to where it began', async () => {
    drawn(<FilterBar fields={fields} filters={[]} onFilters={() => undefined} text="" onText={() => undefined} quick={[]} />);
    const user = userEvent.setup();
    const begin = screen.getByRole('button', { name: 'Filter' });
    begin.focus();
    await user.keyboard('{Enter}');
    const status = await screen.findByRole('button', { name: 'Status' });
    await waitFor(() => expect(document.activeElement).toBe(status));
    await user.keyboard('{Enter}');
    const how = await screen.findByRole('combobox', { name: /Status/ });
    await waitFor(() => expect(document.activeElement).toBe(how));
    await user.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('combobox', { name: /Status/ })).toBeNull());
    await waitFor(() => expect(document.activeElement).toBe(begin));
  });

  it('stand ready as quick filters, pressed while they hold', async () => {
    const quick = [{ id: 'paid', label: 'Paid', filters: [{ column: 'status', op: 'is', values: ['paid'] } as const] }];
    let filters: readonly UiFilter[] = quick[0]?.filters ?? [];
    drawn(
      <FilterBar fields={fields} filters={filters} onFilters={(next) => (filters = next)} text="" onText={() => undefined} quick={quick} />,
    );
    const button = screen.getByRole('button', { name: 'Paid' });
    expect(button.getAttribute('aria-pressed')).toBe('true');
    await userEvent.click(button);
    expect(filters).toEqual([]);
  });
});

describe('[A5] the columns menu', () => {
  it('hides, moves and pins without a mouse', async () => {
    let layout: GridLayout = noLayout;
    const columns = [
      { key: 'a', label: 'Alpha' },
      { key: 'b', label: 'Beta' },
    ];
    const { redraw } = drawn(<ColumnsMenu columns={columns} layout={layout} onLayout={(next) => (layout = next)} />);
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'Columns' }));
    await user.click(await screen.findByRole('checkbox', { name: 'Beta' }));
    expect(layout.hidden).toEqual(['b']);
    redraw(<ColumnsMenu columns={columns} layout={layout} onLayout={(next) => (layout = next)} />);
    await user.click(screen.getByRole('button', { name: 'Move Beta up' }));
    expect(layout.order).toEqual(['b', 'a']);
    redraw(<ColumnsMenu columns={columns} layout={layout} onLayout={(next) => (layout = next)} />);
    await user.click(screen.getByRole('button', { name: 'Keep Alpha in sight' }));
    expect(layout.pinned).toEqual(['a']);
  });
});

describe('[A6] saved views', () => {
  it('are named and saved', async () => {
    const saved: string[] = [];
    drawn(
      <SavedViews
        views={[]}
        currentId={null}
        onOpen={() => undefined}
        onSave={(name) => saved.push(name)}
        onRename={() => undefined}
        onShare={() => undefined}
        onDefault={() => undefined}
        onDelete={() => undefined}
      />,
    );
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'Saved views' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Save this view' }));
    await user.type(await screen.findByLabelText('Name of the view'), 'Month end');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(saved).toEqual(['Month end']);
  });
});

describe('[A6] a saved view that is shown', () => {
  it('is renamed, and its address is handed on', async () => {
    const renamed: string[] = [];
    let shared = 0;
    drawn(
      <SavedViews
        views={[{ id: 'v1', name: 'Month end', isDefault: false }]}
        currentId="v1"
        onOpen={() => undefined}
        onSave={() => undefined}
        onRename={(id, name) => renamed.push(`${id} ${name}`)}
        onShare={() => {
          shared += 1;
        }}
        onDefault={() => undefined}
        onDelete={() => undefined}
      />,
    );
    const user = userEvent.setup();
    await user.click(screen.getByRole('button', { name: 'Saved views' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Copy link to this view' }));
    expect(shared).toBe(1);
    await user.click(screen.getByRole('button', { name: 'Saved views' }));
    await user.click(await screen.findByRole('menuitem', { name: 'Rename “Month end”' }));
    const field = await screen.findByLabelText('Name of the view');
    expect((field as HTMLInputElement).value).toBe('Month end');
    await user.clear(field);
    await user.type(field, 'Closing');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(renamed).toEqual(['v1 Closing']);
  });
});

describe('[F5] an explanation', () => {
  it('opens from the figure itself', async () => {
    drawn(
      <Explain label="Explain the total" figure="120.00">
        {() => <ExplainStep label="Net" value="100.00" />}
      </Explain>,
    );
    await userEvent.click(screen.getByRole('button', { name: /Explain the total/ }));
    expect(await screen.findByText('100.00')).toBeDefined();
  });
});
