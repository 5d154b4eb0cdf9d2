import { dayNumber } from '../../../core/time/plain-date.ts';
import { zipped } from './zip.ts';

/** A cell of a sheet. Text is always text: a spreadsheet never takes it for a formula (A18). */
export type SheetCell =
  | { readonly kind: 'text'; readonly text: string }
  /** Plain decimal notation; `digits` are those that are shown. */
  | { readonly kind: 'number'; readonly value: string; readonly digits: number | null }
  | { readonly kind: 'date'; readonly on: string }
  | { readonly kind: 'empty' };

const mediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const head = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
const main = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packageRelations = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** XML takes no control characters but tab and line ends. */
const escaped = (text: string): string =>
  text
    .replaceAll(/[^\P{Cc}\t\n\r]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');

/** `A` for 0, `AA` for 26. */
export const columnName = (index: number): string =>
  index < 26 ? String.fromCharCode(65 + index) : columnName(Math.floor(index / 26) - 1) + columnName(index % 26);

/** Styles by their place in `cellXfs`: plain, bold, day, and numbers with 0 to 4 decimals. */
const [plainStyle, boldStyle, dayStyle, firstNumberStyle] = [0, 1, 2, 3];
const decimals = [0, 1, 2, 3, 4];
const formatCode = (digits: number): string => (digits === 0 ? '#,##0' : `#,##0.${'0'.repeat(digits)}`);

const styles = `${head}<styleSheet ${main}><numFmts count="6"><numFmt numFmtId="164" formatCode="yyyy-mm-dd"/>${decimals
  .map((digits) => `<numFmt numFmtId="${165 + digits}" formatCode="${formatCode(digits)}"/>`)
  .join(
    '',
  )}</numFmts><fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts><fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills><borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs><cellXfs count="8"><xf/><xf fontId="1" applyFont="1"/><xf numFmtId="164" applyNumberFormat="1"/>${decimals
  .map((digits) => `<xf numFmtId="${165 + digits}" applyNumberFormat="1"/>`)
  .join('')}</cellXfs></styleSheet>`;

/** Days since 30 December 1899, as spreadsheets count (the date system that takes 1900 for a leap year, right from March 1900 on). */
const serial = (on: string): number => dayNumber(on) + 25_569;

const cellXml = (cell: SheetCell, place: string, style = plainStyle): string => {
  switch (cell.kind) {
    case 'empty':
      return '';
    case 'text':
      return `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${escaped(cell.text)}</t></is></c>`;
    case 'number':
      return `<c r="${place}" s="${cell.digits === null ? plainStyle : firstNumberStyle + cell.digits}"><v>${escaped(cell.value)}</v></c>`;
    case 'date':
      return `<c r="${place}" s="${dayStyle}"><v>${serial(cell.on)}</v></c>`;
  }
};

const rowXml = (cells: readonly SheetCell[], row: number, style?: number): string =>
  `<row r="${row}">${cells.map((cell, at) => cellXml(cell, `${columnName(at)}${row}`, style)).join('')}</row>`;

/** A workbook with one sheet: a bold head that stays in sight, and the rows (ECMA-376). */
export const workbook = (sheet: string, titles: readonly string[], rows: Iterable<readonly SheetCell[]>): Promise<Blob> => {
  const body: string[] = [
    rowXml(
      titles.map((text) => ({ kind: 'text', text })),
      1,
      boldStyle,
    ),
  ];
  for (const cells of rows) body.push(rowXml(cells, body.length + 1));
  const name = escaped(sheet.replaceAll(/[[\]:*?/\\]/g, ' ').slice(0, 31)) || 'Sheet';
  const view =
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>';
  const columns = `<cols>${titles.map((_title, at) => `<col min="${at + 1}" max="${at + 1}" width="18" customWidth="1"/>`).join('')}</cols>`;
  return zipped(
    [
      {
        name: '[Content_Types].xml',
        text: `${head}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="${mediaType}.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>`,
      },
      {
        name: '_rels/.rels',
        text: `${head}<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${office}/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
      },
      {
        name: 'xl/workbook.xml',
        text: `${head}<workbook ${main} xmlns:r="${office}"><sheets><sheet name="${name}" sheetId="1" r:id="rId1"/></sheets></workbook>`,
      },
      {
        name: 'xl/_rels/workbook.xml.rels',
        text: `${head}<Relationships xmlns="${packageRelations}"><Relationship Id="rId1" Type="${office}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="rId2" Type="${office}/styles" Target="styles.xml"/></Relationships>`,
      },
      { name: 'xl/styles.xml', text: styles },
      {
        name: 'xl/worksheets/sheet1.xml',
        text: `${head}<worksheet ${main}>${view}${columns}<sheetData>${body.join('')}</sheetData></worksheet>`,
      },
    ],
    mediaType,
  );
};
