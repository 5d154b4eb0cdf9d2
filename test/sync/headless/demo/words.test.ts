import { describe, expect, it } from 'vitest';
import { csvLine, guarded } from '../../../../core/views/csv.ts';
import { readOptions } from '../../../../sync/headless/demo/options.ts';
import { inWords, progressOn, type Screen } from '../../../../sync/headless/demo/progress.ts';
import { thousands } from '../../../../sync/headless/demo/words.ts';
import { delimiterOf } from '../../../../sync/headless/import/records.ts';
import { unguarded } from '../../../../sync/headless/import/readers.ts';

describe('[A18] an exported cell', () => {
  it.each(['=1+1', '+44 20', '-5 apples', '@cmd', '\tx', '\rx'])(
    '%j arrives in a spreadsheet as words, and comes back as it was',
    (cell) => {
      expect(guarded(cell)).toBe(`'${cell}`);
      expect(unguarded(guarded(cell))).toBe(cell);
    },
  );

  it.each(['plain', '1+1=2', "'tis", '', 'a=b', '漢字'])('%j stays as it is', (cell) => {
    expect(guarded(cell)).toBe(cell);
    expect(unguarded(cell)).toBe(cell);
  });

  it('is quoted where it must be', () => {
    expect(csvLine(['a', 'b,c', 'd"e', 'f\ng', ' h', ''])).toBe('a,"b,c","d""e","f\ng"," h",\n');
  });
});

describe('a delimiter', () => {
  it.each([
    ['a,b,c\n1;2;3', ','],
    ['a;b;c\n1,2', ';'],
    ['a\tb\tc', '\t'],
    ['"a;b;c;d",e', ','],
    ['one', ','],
    ['\n\na;b', ';'],
  ])('is the one that the head of %j uses most', (text, delimiter) => {
    expect(delimiterOf(text)).toBe(delimiter);
  });
});

describe('options', () => {
  it('have sensible values where nothing is said', () => {
    const options = readOptions([], '/demo');
    expect(options).toMatchObject({ months: 12, skipBadRows: false, data: '/demo' });
    expect(options).toHaveProperty('workers');
  });

  it.each([
    [['--months', '3', '--no-pdf'], { months: 3, workers: 0 }],
    [['--workers', '4', '--skip-bad-rows'], { workers: 4, skipBadRows: true }],
  ])('%j are read', (args, expected) => {
    expect(readOptions(args, '/demo')).toMatchObject(expected);
  });

  it.each([['--months', '0'], ['--months', '1.5'], ['--workers', 'two'], ['--out'], ['--unknown'], ['extra']])(
    '%s %s is refused in words',
    (...args) => {
      expect(readOptions(args, '/demo')).toHaveProperty('wrong');
    },
  );
});

describe('progress', () => {
  const drawn = (isTTY: boolean): { readonly text: () => string; readonly screen: Screen; readonly clock: { ms: number } } => {
    let text = '';
    return {
      text: () => text,
      screen: {
        isTTY,
        columns: 60,
        write: (more) => {
          text += more;
        },
      },
      clock: { ms: 0 },
    };
  };

  it('in a terminal is one moving line, with the time that is left', () => {
    const { text, screen, clock } = drawn(true);
    const progress = progressOn(screen, 100, () => clock.ms);
    progress.begin('January', 50);
    clock.ms = 10_000;
    progress.did(25);
    expect(text()).toBe(' 25 %  January, 30 s left');
    clock.ms = 20_000;
    progress.end('January: done');
    expect(text()).toContain('\r\u001B[2K 50 %  January: done\n');
  });

  it('elsewhere is plain lines, not too many', () => {
    const { text, screen, clock } = drawn(false);
    const progress = progressOn(screen, 100, () => clock.ms);
    progress.begin('January', 50);
    for (let step = 0; step < 50; step += 1) {
      clock.ms += 500;
      progress.did(1);
    }
    progress.end('January: done');
    expect(text().split('\n')).toEqual([' 20 %  January, 40 s left', ' 40 %  January, 30 s left', ' 50 %  January: done, 25 s left', '']);
    expect(text()).not.toContain('\u001B');
  });

  it('never says that it is done before it is', () => {
    const { text, screen, clock } = drawn(false);
    const progress = progressOn(screen, 10, () => clock.ms);
    progress.begin('more than was thought', 20);
    clock.ms = 60_000;
    progress.did(20);
    expect(text()).toBe(' 99 %  more than was thought, under 5 s left\n');
  });

  it.each([
    [0, 'under 5 s'],
    [7, '10 s'],
    [89, '90 s'],
    [90, '2 min'],
    [600, '10 min'],
  ])('%d seconds are %s', (seconds, words) => {
    expect(inWords(seconds)).toBe(words);
  });

  it.each([
    ['0', '0'],
    ['999', '999'],
    ['1000', '1,000'],
    ['1234567.89', '1,234,567.89'],
    ['-1234.50', '-1,234.50'],
  ])('%s is written %s', (digits, words) => {
    expect(thousands(digits)).toBe(words);
  });
});
