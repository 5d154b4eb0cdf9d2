import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileSource } from '../../../../sync/headless/file-source.ts';
import type { Mapping } from '../../../../sync/headless/import/header.ts';
import type { ImportProblem } from '../../../../sync/headless/import/problems.ts';
import {
  boolean,
  country,
  currency,
  date,
  decimal,
  instant,
  integer,
  list,
  oneOf,
  type Reader,
  text,
} from '../../../../sync/headless/import/readers.ts';
import { rowsOf } from '../../../../sync/headless/import/rows.ts';
import { maybe, needed, type Table } from '../../../../sync/headless/import/table.ts';

type Sale = { readonly id: string; readonly price: string; readonly on: string; readonly note: string };

const table: Table<Sale> = {
  name: 'sales',
  columns: {
    id: needed(text(10), 'sale no'),
    price: needed(decimal({ from: '0', to: '1000000' }), 'unit price'),
    on: needed(date, 'date'),
    note: maybe(text(40), ''),
  },
  open: { prefix: 'tag:', read: text(20) },
};

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'counterfoil-rows-'));
});
afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

const read = async (content: string | Uint8Array, mapping?: Mapping) => {
  const file = path.join(folder, 'sales.csv');
  await writeFile(file, content);
  return all(file, mapping);
};

const all = async (file: string, mapping?: Mapping) => {
  const rows: unknown[] = [];
  const problems: ImportProblem[] = [];
  let broken = false;
  for await (const batch of rowsOf(fileSource(file), table, mapping)) {
    rows.push(...batch.rows);
    problems.push(...batch.problems);
    broken ||= batch.broken;
  }
  return { rows, problems, broken };
};

const head = 'id,price,on,note\n';
const good = 'A1,12.50,2025-03-01,first\n';
const row = (line: number, id: string, price: string, on: string, note: string, open: Record<string, string> = {}) => ({
  line,
  row: { id, price, on, note },
  open,
});

describe('[USG-13] a CSV file is read', () => {
  it('with commas, semicolons or tabs, in any order of columns, whatever the case and the spaces of the head', async () => {
    const expected = { rows: [row(2, 'A1', '12.50', '2025-03-01', 'first')], problems: [], broken: false };
    expect(await read(`${head}${good}`)).toEqual(expected);
    expect(await read('Note;Sale No;Date;Unit-Price\nfirst;A1;2025-03-01;12.50\n')).toEqual(expected);
    expect(await read('NOTE\tsale_no\tdate\tunitPrice\n first \t A1\t2025-03-01 \t12.50')).toEqual(expected);
  });

  it('with a byte order mark, without, and with the line ends of any machine', async () => {
    const { rows } = await read(`${head}${good}`);
    expect((await read(`\uFEFF${head}${good}`)).rows).toEqual(rows);
    expect((await read(`${head}${good}`.replaceAll('\n', '\r\n'))).rows).toEqual(rows);
    expect((await read(`${head}${good}`.replaceAll('\n', '\r'))).rows).toEqual(rows);
  });

  it('with quoted delimiters, quotes and line breaks, and still knows the line of every row', async () => {
    const content = `${head}\nA1,1,2025-03-01,"a, ""b""\nand c"\n\n\nA2,2,2025-03-02,ok\nA3,x,2025-03-03,\n`;
    expect(await read(content)).toEqual({
      rows: [row(3, 'A1', '1', '2025-03-01', 'a, "b"\nand c'), row(7, 'A2', '2', '2025-03-02', 'ok')],
      problems: [{ code: 'value.not-decimal', file: 'sales.csv', line: 8, column: 'price', value: 'x', facts: {} }],
      broken: false,
    });
  });

  it('with optional columns left out, and open columns gathered', async () => {
    expect(await read('id,price,on,tag:Region,TAG:tier\nA1,1,2025-03-01,north,\n')).toEqual({
      rows: [row(2, 'A1', '1', '2025-03-01', '', { Region: 'north' })],
      problems: [],
      broken: false,
    });
  });

  it('by an explicit mapping, which also leaves columns out', async () => {
    const mapping = { Nummer: 'id', Preis: 'price', Tag: 'on', Intern: null, Gegend: 'tag:region' };
    expect(await read('Nummer;Preis;Tag;Intern;Gegend\nA1;1;2025-03-01;x;Nord\n', mapping)).toEqual({
      rows: [row(2, 'A1', '1', '2025-03-01', '', { region: 'Nord' })],
      problems: [],
      broken: false,
    });
  });

  it('with only a head as no rows', async () => {
    expect(await read(head)).toEqual({ rows: [], problems: [], broken: false });
  });

  it('in pieces: rows that lie across them are whole, and each keeps its line', async () => {
    const count = 20_000;
    const lines = Array.from({ length: count }, (_, n) => `B${n},${n}.25,2025-03-01,"größe ${n}\n漢字 ""${n}"""\n`);
    const { rows, problems } = await read(`${head}${lines.join('')}`);
    expect(problems).toEqual([]);
    expect(rows).toHaveLength(count);
    for (const n of [0, 1, 7777, 13_131, count - 1]) {
      expect(rows[n]).toEqual(row(2 + 2 * n, `B${n}`, `${n}.25`, '2025-03-01', `größe ${n}\n漢字 "${n}"`));
    }
  });
});

const utf16 = (bigEndian: boolean, mark: boolean): Uint8Array => {
  const bytes = Buffer.from(`${mark ? '\uFEFF' : ''}${head}${good}`, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
};

const latin1 = Buffer.concat([Buffer.from(`${head}${good}`), Buffer.from('A2,1,2025-03-01,Größe\n', 'latin1')]);

type HostileFile = readonly [what: string, content: string | Uint8Array, code: string, line: number, mapping: Mapping];
const unmapped: Mapping = {};

/** What is wrong with the whole file. */
const hostileFiles: readonly HostileFile[] = [
  ['nothing at all', '', 'file.empty', 0, unmapped],
  ['only blank lines', '\n\r\n\n', 'file.empty', 0, unmapped],
  ['only a byte order mark', '\uFEFF', 'file.empty', 0, unmapped],
  ['UTF-16 of Windows with a mark', utf16(false, true), 'file.encoding', 1, unmapped],
  ['UTF-16 the other way round with a mark', utf16(true, true), 'file.encoding', 1, unmapped],
  ['UTF-16 without a mark', utf16(false, false), 'file.encoding', 1, unmapped],
  ['UTF-16 the other way round without a mark', utf16(true, false), 'file.encoding', 1, unmapped],
  ['an umlaut of Latin-1 on the third line', latin1, 'file.encoding', 3, unmapped],
  ['a zero byte', `${head}A1,1,2025-03-01,a\u0000b\n`, 'file.encoding', 2, unmapped],
  ['a picture', Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 0, 0, 0, 13]), 'file.encoding', 1, unmapped],
  ['text after a closing quote', `${head}${good}A2,1,2025-03-01,"a"b\n${good}`, 'row.quotes', 3, unmapped],
  ['an unclosed quote at the end', `${head}${good}A2,1,2025-03-01,"a\n`, 'row.quotes', 3, unmapped],
  ['a column less', 'id,price,note\n', 'header.column-missing', 1, unmapped],
  ['a head twice', 'id,price,on,id\n', 'header.column-twice', 1, unmapped],
  ['a head and its alias', 'id,price,on,Sale No\n', 'header.column-twice', 1, unmapped],
  ['an open column twice', 'id,price,on,tag:a,tag:a\n', 'header.column-twice', 1, unmapped],
  ['a head that nobody knows', 'id,price,on,nope\n', 'header.column-unknown', 1, unmapped],
  ['a head without a name', 'id,price,on,\n', 'header.column-unknown', 1, unmapped],
  ['an open column without a name', 'id,price,on,tag:\n', 'header.column-unknown', 1, unmapped],
  ['no head', good, 'header.column-unknown', 1, unmapped],
  ['a mapping of a head that is not there', head, 'mapping.header-missing', 0, { Betrag: 'price' }],
  ['a mapping to a column that nobody knows', head, 'mapping.column-unknown', 0, { note: 'remark' }],
  ['a quote that is never closed', `${head}${good}A2,1,2025-03-01,"${'x'.repeat(3_000_000)}`, 'row.too-long', 3, unmapped],
  [
    'a quote that is never closed, over many lines',
    `${head}A2,1,2025-03-01,"${'x,1,2025-03-01,y\n'.repeat(200_000)}`,
    'row.too-long',
    2,
    unmapped,
  ],
  ['a line without an end', `${head}${good}A2,${'1'.repeat(6_000_000)}`, 'row.too-long', 3, unmapped],
];

/** What is wrong with one row of four. */
const hostileRows: readonly (readonly [string, string, string, string])[] = [
  ['a column too many', 'A2,1,2025-03-01,a,b', 'row.too-many-columns', ''],
  ['a column too few', 'A2,1,2025-03-01', 'row.too-few-columns', ''],
  ['no id', ',1,2025-03-01,a', 'value.missing', 'id'],
  ['an id of white space', '   ,1,2025-03-01,a', 'value.missing', 'id'],
  ['an id beyond its length', 'A1234567890,1,2025-03-01,a', 'value.too-long', 'id'],
  ['a letter that rings', 'A\u0007,1,2025-03-01,a', 'value.control-character', 'id'],
  ['a mark that turns text around', 'A2,1,2025-03-01,a\u202Egnp', 'value.control-character', 'note'],
  ['no price', 'A2,,2025-03-01,a', 'value.missing', 'price'],
  ['a price that is no number', 'A2,NaN,2025-03-01,a', 'value.not-decimal', 'price'],
  ['a price without an end', 'A2,Infinity,2025-03-01,a', 'value.not-decimal', 'price'],
  ['a price with an exponent', 'A2,1e30,2025-03-01,a', 'value.not-decimal', 'price'],
  ['a price with thousands marks', 'A2,"1,000.00",2025-03-01,a', 'value.not-decimal', 'price'],
  ['a price with a comma', 'A2,"12,50",2025-03-01,a', 'value.not-decimal', 'price'],
  ['a price with a currency', 'A2,£12.50,2025-03-01,a', 'value.not-decimal', 'price'],
  ['a price in hexadecimal', 'A2,0x10,2025-03-01,a', 'value.not-decimal', 'price'],
  ['a price with Arabic digits', 'A2,١٢,2025-03-01,a', 'value.not-decimal', 'price'],
  ['a price below zero', 'A2,-0.01,2025-03-01,a', 'value.out-of-range', 'price'],
  ['a price of 10^30', `A2,1${'0'.repeat(29)},2025-03-01,a`, 'value.out-of-range', 'price'],
  ['a price of 31 digits', `A2,1${'0'.repeat(30)},2025-03-01,a`, 'value.not-decimal', 'price'],
  ['31 February', 'A2,1,2025-02-31,a', 'value.not-date', 'on'],
  ['29 February of a common year', 'A2,1,2025-02-29,a', 'value.not-date', 'on'],
  ['a date of another country', 'A2,1,01/03/2025,a', 'value.not-date', 'on'],
  ['a date of two digits', 'A2,1,25-03-01,a', 'value.not-date', 'on'],
  ['a date with a time', 'A2,1,2025-03-01T00:00:00Z,a', 'value.not-date', 'on'],
  ['the year zero', 'A2,1,0000-03-01,a', 'value.not-date', 'on'],
];

describe('[USG-13] a file that cannot be read', () => {
  it.each(hostileFiles)('with %s gives its reason and no rows', async (_case, content, code, line, mapping) => {
    const { rows, problems, broken } = await read(content, mapping);
    expect(problems.map((problem) => [problem.code, problem.file, problem.line])).toContainEqual([code, 'sales.csv', line]);
    expect(broken).toBe(true);
    expect(rows.length).toBeLessThanOrEqual(1);
  });

  it('that is not there, or is a folder, says so', async () => {
    expect(await all(path.join(folder, 'none.csv'))).toMatchObject({
      rows: [],
      problems: [{ code: 'file.missing', file: 'none.csv' }],
      broken: true,
    });
    await mkdir(path.join(folder, 'folder.csv'), { recursive: true });
    expect(await all(path.join(folder, 'folder.csv'))).toMatchObject({
      problems: [{ code: 'file.unreadable', facts: { reason: 'EISDIR' } }],
    });
  });

  it('names every fault of its head at once', async () => {
    const { problems } = await read('id,id,what\n');
    expect(problems.map(({ code, column }) => `${code} ${column}`)).toEqual([
      'header.column-twice id',
      'header.column-unknown what',
      'header.column-missing price',
      'header.column-missing on',
    ]);
  });
});

describe('[USG-13] a row', () => {
  it.each(hostileRows)('with %s is named, and the rows around it are read', async (_case, bad, code, column) => {
    const { rows, problems, broken } = await read(`${head}${good}${bad}\nA3,3,2025-03-03,third\n`);
    expect(problems.map((problem) => [problem.code, problem.line, problem.column])).toEqual([[code, 3, column]]);
    expect(rows).toEqual([row(2, 'A1', '12.50', '2025-03-01', 'first'), row(4, 'A3', '3', '2025-03-03', 'third')]);
    expect(broken).toBe(false);
  });

  it('with several faults has each named, with what stands there, shortened', async () => {
    const { problems } = await read(`${head},${'9'.repeat(99)},x,${'y'.repeat(99)}\n`);
    expect(problems.map(({ code, column, value }) => [code, column, value])).toEqual([
      ['value.missing', 'id', ''],
      ['value.not-decimal', 'price', `${'9'.repeat(59)}…`],
      ['value.not-date', 'on', 'x'],
      ['value.too-long', 'note', `${'y'.repeat(59)}…`],
    ]);
  });
});

describe('[USG-13] a cell', () => {
  const cases: readonly (readonly [string, Reader<unknown>, string, unknown])[] = [
    ['text', text(5), '漢字', '漢字'],
    ['text that a spreadsheet would take for a formula', text(9), "'=1+1", '=1+1'],
    ['text that begins with an apostrophe', text(9), "'tis", "'tis"],
    ['decimal', decimal(), '-0012.3400', '-0012.3400'],
    ['integer', integer(-5, 5), '-5', -5],
    ['integer with decimals', integer(0, 9), '1.0', { code: 'value.not-integer' }],
    ['integer above', integer(0, 9), '10', { code: 'value.out-of-range' }],
    ['date', date, '2024-02-29', '2024-02-29'],
    ['instant', instant, '2025-01-31T23:59:59Z', '2025-01-31T23:59:59.000Z'],
    ['instant with milliseconds', instant, '2025-01-31T23:59:59.123Z', '2025-01-31T23:59:59.123Z'],
    ['instant with an offset', instant, '2025-01-31T23:30:00-02:00', '2025-02-01T01:30:00.000Z'],
    ['instant on no day', instant, '2025-02-30T10:00:00Z', { code: 'value.not-instant' }],
    ['instant at no hour', instant, '2025-02-20T24:00:01Z', { code: 'value.not-instant' }],
    ['instant without a zone', instant, '2025-02-20T10:00:00', { code: 'value.not-instant' }],
    ['currency', currency, 'gbp', 'GBP'],
    ['unknown currency', currency, 'GBX', { code: 'value.not-currency' }],
    ['inherited name', currency, 'toString', { code: 'value.not-currency' }],
    ['country', country, 'gr', 'GR'],
    ['unknown country', country, 'EL', { code: 'value.not-country' }],
    ['boolean', boolean, 'Yes', true],
    ['no boolean', boolean, 'maybe', { code: 'value.not-boolean' }],
    ['inherited boolean', boolean, 'constructor', { code: 'value.not-boolean' }],
    ['choice', oneOf('active', 'archived'), 'Active', 'active'],
    ['no choice', oneOf('active', 'archived'), 'new', { code: 'value.not-one-of' }],
    ['list', list(text(9)), 'a | b|', ['a', 'b']],
    ['empty list', list(text(9)), '', []],
    ['list with a value twice', list(text(9)), 'a|a', { code: 'value.repeated' }],
    ['list with a bad value', list(country), 'DE|XX', { code: 'value.not-country' }],
  ];

  it.each(cases)('%s', (_case, reader, cell, expected) => {
    expect(reader(cell)).toEqual(expected);
  });
});
