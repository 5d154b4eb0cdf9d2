import { describe, expect, it } from 'vitest';
import type { Row } from '../../../core/views/rows.ts';
import { type ExportColumn, listFile } from '../../../renderer/workers/export/list-file.ts';
import { columnName } from '../../../renderer/workers/export/xlsx.ts';
import { crc32 } from '../../../renderer/workers/export/zip.ts';

const column = (key: string, type: ExportColumn['type'], words: ExportColumn['words'] = {}): ExportColumn => ({
  key,
  type,
  label: key.toUpperCase(),
  words,
  currencyLabel: `${key.toUpperCase()} (currency)`,
});
const columns = [
  column('name', 'text'),
  column('status', 'code', { paid: 'Paid' }),
  column('on', 'date'),
  column('gross', 'money'),
  column('count', 'number'),
];

const row = (id: string, cells: Row['cells']): Row => ({ id, kind: 'invoice', customerId: '', entityId: '', cells });
const rows = [
  row('1', { name: '=1+1', status: 'paid', on: '2026-11-20', gross: { minor: 123_450, currency: 'EUR' }, count: '2.5' }),
  row('2', { name: 'Smith, "Jo"\nLtd', status: 'other', on: null, gross: { minor: -1200, currency: 'JPY' }, count: null }),
  row('3', { name: '', status: null, on: null, gross: null, count: 7 }),
];

/** The files of a ZIP archive by name, unpacked by the host's own inflate. */
const unzipped = async (file: Blob): Promise<ReadonlyMap<string, string>> => {
  const bytes = new Uint8Array(await file.arrayBuffer());
  const view = new DataView(bytes.buffer);
  const files = new Map<string, string>();
  for (let at = 0; view.getUint32(at, true) === 0x04034b50; ) {
    const [crc, packed, nameLength] = [view.getUint32(at + 14, true), view.getUint32(at + 18, true), view.getUint16(at + 26, true)];
    const start = at + 30 + nameLength;
    const content = await new Response(
      new Blob([bytes.subarray(start, start + packed)]).stream().pipeThrough(new DecompressionStream('deflate-raw')),
    ).bytes();
    expect(crc32(content)).toBe(crc);
    files.set(new TextDecoder().decode(bytes.subarray(at + 30, start)), new TextDecoder().decode(content));
    at = start + packed;
  }
  return files;
};

describe('[A18] a list as CSV', () => {
  it('has amounts with a point beside their currency, codes in words, and nothing that a spreadsheet takes for a formula', async () => {
    const text = await (await listFile('csv', 'Invoices', columns, rows)).text();
    expect(text.replace('\uFEFF', '')).toBe(
      [
        'NAME,STATUS,ON,GROSS,GROSS (currency),COUNT',
        "'=1+1,Paid,2026-11-20,1234.50,EUR,2.5",
        '"Smith, ""Jo""\nLtd",other,,-1200,JPY,',
        ',,,,,7',
        '',
      ].join('\n'),
    );
  });

  it('begins with a mark that tells spreadsheets its alphabet', async () => {
    const bytes = new Uint8Array(await (await listFile('csv', 'Invoices', columns, [])).arrayBuffer());
    expect([...bytes.subarray(0, 3)]).toEqual([0xef, 0xbb, 0xbf]);
  });
});

describe('[A18] a list as an Excel workbook', () => {
  it('holds text as text, amounts and days as numbers with their formats', async () => {
    const sheet = (await unzipped(await listFile('xlsx', 'Invoices', columns, rows))).get('xl/worksheets/sheet1.xml') ?? '';
    expect(sheet).toContain('<c r="A2" s="0" t="inlineStr"><is><t xml:space="preserve">=1+1</t></is></c>');
    expect(sheet).not.toContain('<f>');
    // 20 November 2026 is day 46346 of a spreadsheet.
    expect(sheet).toContain('<c r="C2" s="2"><v>46346</v></c>');
    expect(sheet).toContain('<c r="D2" s="5"><v>1234.50</v></c>');
    expect(sheet).toContain('<c r="D3" s="3"><v>-1200</v></c>');
    expect(sheet).toContain('Smith, &quot;Jo&quot;');
  });

  it('has every part that a workbook needs, and the same bytes for the same rows', async () => {
    const file = await listFile('xlsx', 'A/B: [list]', columns, rows);
    const parts = await unzipped(file);
    expect([...parts.keys()].toSorted()).toEqual([
      '[Content_Types].xml',
      '_rels/.rels',
      'xl/_rels/workbook.xml.rels',
      'xl/styles.xml',
      'xl/workbook.xml',
      'xl/worksheets/sheet1.xml',
    ]);
    expect(parts.get('xl/workbook.xml')).toContain('name="A B   list "');
    expect(new Uint8Array(await (await listFile('xlsx', 'A/B: [list]', columns, rows)).arrayBuffer())).toEqual(
      new Uint8Array(await file.arrayBuffer()),
    );
  });

  it.each([
    [0, 'A'],
    [25, 'Z'],
    [26, 'AA'],
    [701, 'ZZ'],
    [702, 'AAA'],
  ])('calls column %i %s', (index, name) => {
    expect(columnName(index)).toBe(name);
  });
});
