import { describe, expect, it } from 'vitest';
import type { Cell, Column, Row } from '../../../../core/views/rows.ts';
import { figuresOf, momentsOf } from '../../../../renderer/app/formats.ts';
import { type ColumnContents, columnWidth, momentColumnWidth } from '../../../../renderer/app/list/column-widths.ts';
import { nothingSeen, seenWith } from '../../../../renderer/app/list/seen.ts';
import { textWidth } from '../../../../renderer/ui/grid/text-width.ts';
import type { UiSettings } from '../../../../renderer/ui/settings.tsx';

const settings = (tag: string): UiSettings => ({
  ...figuresOf(tag),
  ...momentsOf(tag, 'UTC'),
  today: '2026-01-01',
  density: 'normal',
  isPrivate: false,
});

const widthOf = (key: string, type: Column['type'], cells: readonly Cell[], more: Partial<ColumnContents> = {}, tag = 'en-GB') =>
  columnWidth(
    { column: { key, type }, head: 'Head', sorts: 0, cells, totals: [], rooms: new Map(), mayWait: false, wanted: undefined, ...more },
    settings(tag),
  );

describe('[A5] widths of columns that nobody drew', () => {
  it('a legal number is as wide as the longest that is there, and gives nothing up', () => {
    const short = widthOf('number', 'text', ['INV-0001']);
    const long = widthOf('number', 'text', ['DE-INV-K7M2-2025-000127']);
    expect(short.width).toBeLessThan(120);
    expect(long.width).toBeGreaterThan(191 + 16);
    expect(long.isFlexible).toBe(false);
    expect(widthOf('number', 'text', ['INV-0001'], { mayWait: true }).width).toBeGreaterThan(short.width);
  });

  it('words ask for what they need, no more than the page wants, and can be cut; a short code cannot', () => {
    const name = 'Stonebridge Cold Storage Limited';
    expect(widthOf('customer', 'text', [name], { wanted: 200 })).toEqual({ width: 216, isFlexible: true });
    expect(widthOf('customer', 'text', [name], { wanted: 400 }).width).toBeLessThan(270);
    expect(widthOf('entity', 'text', ['DE']).isFlexible).toBe(false);
  });

  it('[D2] a moment stands whole, in every language and by every clock', () => {
    for (const [tag, zone] of [
      ['en-GB', 'Europe/Berlin'],
      ['de-DE', 'Asia/Kathmandu'],
    ] as const) {
      const ui = momentsOf(tag, zone);
      expect(momentColumnWidth(ui)).toBeGreaterThan(textWidth(ui.moment('2026-11-20T20:46:00.000Z')));
    }
  });

  it('amounts have room for themselves and for their total', () => {
    const cells: Cell[] = [{ minor: 1234, currency: 'EUR' }];
    const alone = widthOf('gross', 'money', cells);
    const summed = widthOf('gross', 'money', cells, { totals: [{ minor: 123_456_789, currency: 'EUR' }] });
    expect(summed.width - alone.width).toBeGreaterThan(40);
  });

  it('[A17] yen have room for the decimals that euros below them have', () => {
    const yen: Cell[] = [{ minor: 1_234_567, currency: 'JPY' }];
    const beside = widthOf('gross', 'money', yen, { rooms: new Map([['JPY', '.00']]) });
    expect(beside.width - widthOf('gross', 'money', yen).width).toBeGreaterThan(10);
  });

  it('a head has room for its words, and for the sign of the sort where it is sorted', () => {
    const plain = widthOf('lines', 'number', [1], { head: 'Subscriptions' });
    expect(plain.width).toBeGreaterThan(80);
    expect(widthOf('lines', 'number', [1], { head: 'Subscriptions', sorts: 1 }).width).toBe(plain.width + 17);
    expect(widthOf('lines', 'number', [1], { head: 'Subscriptions', sorts: 2 }).width).toBe(plain.width + 25);
  });

  it('[A17] days are whole in either language, in German as its books write them', () => {
    expect(settings('de-DE').columnDay('2026-03-31')).toBe('31.03.2026');
    expect(settings('en-GB').columnDay('2026-03-31')).toBe('31 Mar 2026');
    expect(widthOf('dueOn', 'date', [], {}, 'de-DE').width).toBeLessThan(widthOf('dueOn', 'date', []).width);
  });
});

describe('[A5] what a list has shown', () => {
  const columns: readonly Column[] = [
    { key: 'customer', type: 'text' },
    { key: 'reason', type: 'code' },
  ];
  const row = (customer: string, reason: string | null): Row => ({
    id: customer,
    kind: 'credit-note',
    customerId: '',
    entityId: '',
    cells: { customer, reason },
  });

  it('grows by what is wider, and stays the same object where nothing is', () => {
    const first = seenWith(columns, [row('Willow Mill', 'goodwill'), row('Ill Pill & Lilli', null)], nothingSeen);
    expect(first).toEqual({ customer: ['Ill Pill & Lilli'], reason: ['goodwill'] });
    expect(seenWith(columns, [row('Ada', 'goodwill')], first)).toBe(first);
    expect(seenWith(columns, [row('Ada', 'duplicate')], first)['reason']).toEqual(['goodwill', 'duplicate']);
  });
});
