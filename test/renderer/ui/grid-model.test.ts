import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { orderedKeys } from '../../../renderer/ui/grid/columns-menu.tsx';
import { fitted } from '../../../renderer/ui/grid/fitted.ts';
import { nextSort } from '../../../renderer/ui/grid/use-grid-keyboard.ts';
import { keyIntent } from '../../../renderer/ui/grid/grid-keys.ts';
import { everything, isSelected, noSelection, selectedCount, toggled, withRows } from '../../../renderer/ui/grid/selection.ts';

const place = { row: 5, column: 1, page: 10, lastRow: 99, lastColumn: 4 };
const press = (key: string, held: Partial<Record<'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey', boolean>> = {}) => ({
  key,
  shiftKey: false,
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  ...held,
});

describe('[A4] keys in a grid', () => {
  it.each([
    ['ArrowDown', {}, { kind: 'move', row: 6, column: 1, isRange: false }],
    ['k', {}, { kind: 'move', row: 4, column: 1, isRange: false }],
    ['ArrowDown', { shiftKey: true }, { kind: 'move', row: 6, column: 1, isRange: true }],
    ['End', { ctrlKey: true }, { kind: 'move', row: 99, column: 4, isRange: false }],
    ['Home', { metaKey: true }, { kind: 'move', row: 0, column: 0, isRange: false }],
    ['PageDown', {}, { kind: 'move', row: 15, column: 1, isRange: false }],
    [' ', {}, { kind: 'select', isRange: false }],
    [' ', { shiftKey: true }, { kind: 'select', isRange: true }],
    ['a', { ctrlKey: true }, { kind: 'select-all' }],
    ['Enter', {}, { kind: 'open', isBeside: false }],
    ['Enter', { ctrlKey: true }, { kind: 'open', isBeside: true }],
  ] as const)('%s %o', (key, held, intent) => {
    expect(keyIntent(press(key, held), place)).toEqual(intent);
  });

  it('sort and size the column when the head has the focus', () => {
    const head = { ...place, row: -1 };
    expect(keyIntent(press('Enter', { shiftKey: true }), head)).toEqual({ kind: 'sort', isAlso: true });
    expect(keyIntent(press('ArrowRight', { altKey: true }), head)).toEqual({ kind: 'resize', by: 16 });
  });

  it('leave every other key to whoever wants it', () => {
    expect(keyIntent(press('Escape'), place)).toBeNull();
    expect(keyIntent(press('k', { ctrlKey: true }), place)).toBeNull();
    expect(keyIntent(press('c'), place)).toBeNull();
  });
});

describe('[A5] sorting', () => {
  it('goes up, down and off with each use of a head', () => {
    const up = nextSort([], 'name', false);
    expect(up).toEqual([{ column: 'name', descending: false }]);
    const down = nextSort(up, 'name', false);
    expect(down).toEqual([{ column: 'name', descending: true }]);
    expect(nextSort(down, 'name', false)).toEqual([]);
  });

  it('adds a column to the others with Shift and keeps their order', () => {
    const two = nextSort([{ column: 'status', descending: true }], 'name', true);
    expect(two).toEqual([
      { column: 'status', descending: true },
      { column: 'name', descending: false },
    ]);
    expect(nextSort(two, 'name', true)).toEqual([
      { column: 'status', descending: true },
      { column: 'name', descending: true },
    ]);
  });
});

describe('[A7] selection', () => {
  it('of everything but some counts the rest', () => {
    const selection = toggled(toggled(everything, 'a'), 'b');
    expect(selectedCount(selection, 100)).toBe(98);
    expect(isSelected(selection, 'a')).toBe(false);
    expect(isSelected(selection, 'c')).toBe(true);
  });

  it('says of each row what was said of it last', () => {
    const step = fc.record({ ids: fc.array(fc.constantFrom<string>('a', 'b', 'c', 'd'), { maxLength: 3 }), isIn: fc.boolean() });
    fc.assert(
      fc.property(fc.boolean(), fc.array(step, { maxLength: 8 }), (fromAll, steps) => {
        const start = fromAll ? everything : noSelection;
        const selection = steps.reduce((now, { ids, isIn }) => withRows(now, ids, isIn), start);
        for (const id of ['a', 'b', 'c', 'd']) {
          const last = steps.findLast(({ ids }) => ids.includes(id));
          expect(isSelected(selection, id)).toBe(last?.isIn ?? fromAll);
        }
      }),
    );
  });
});

describe('[A5] columns', () => {
  it('stand as somebody ordered them; new ones come after', () => {
    expect(orderedKeys(['a', 'b', 'c', 'new'], ['c', 'gone', 'a'])).toEqual(['c', 'a', 'b', 'new']);
  });
});

describe('[A5] widths in the room that there is', () => {
  const columns = [
    { key: 'name', width: 200, isFlexible: true },
    { key: 'note', width: 100, isFlexible: true },
    { key: 'total', width: 120, isFlexible: false },
  ];
  const widthsIn = (room: number): readonly (number | undefined)[] => columns.map(({ key }) => fitted(columns, room).get(key));

  it('words take what is left over, each in its proportion, up to twice their width', () => {
    expect(widthsIn(570)).toEqual([300, 150, 120]);
    expect(widthsIn(720)).toEqual([400, 200, 120]);
  });

  it('what words leave is shared by all columns, until a very wide window has a margin', () => {
    expect(widthsIn(900)).toEqual([460, 260, 180]);
    expect(widthsIn(5000)).toEqual([520, 320, 240]);
  });

  it('a list without words fills its page too', () => {
    const figures = [
      { key: 'number', width: 200, isFlexible: false },
      { key: 'total', width: 100, isFlexible: false },
    ];
    expect([...fitted(figures, 400).values()]).toEqual([250, 150]);
  });

  it('words give some up before the grid scrolls to the side; figures never do', () => {
    expect(widthsIn(360)).toEqual([160, 80, 120]);
    expect(widthsIn(100)).toEqual([120, 60, 120]);
  });

  it('stay as they are as long as the room is not known', () => {
    expect(widthsIn(0)).toEqual([200, 100, 120]);
  });
});
