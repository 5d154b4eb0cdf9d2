import type { Piece, TableLayout } from './definition.ts';
import { epcPayload, modulesOf, readableIban } from './epc.ts';
import { labelStyle, line, paragraph, plainLayout, type Sheet, small, textWidth } from './sheet.ts';

type Field = { readonly label: string; readonly value: string };

const fieldsOf = ({ view, wording }: Sheet): readonly Field[] => {
  const { payment } = view;
  if (payment === null) return [];
  const { account, reference } = payment;
  return [
    { label: wording.accountHolder, value: account.holder },
    { label: wording.bank, value: account.bank },
    { label: wording.iban, value: readableIban(account.iban) },
    { label: wording.bic, value: account.bic },
    ...account.details,
    { label: wording.reference, value: reference },
  ].filter(({ value }) => value.trim() !== '');
};

/** Points to a module of the code: whole ones draw sharply, and two make a code of about three centimetres, which a phone reads at arm's length. */
const moduleSize = 2;
const gap = 22;

/** Column widths for so many fields side by side. */
const widthsFor = (sheet: Sheet, fields: readonly Field[], across: number): readonly number[] =>
  Array.from({ length: across }, (_, column) =>
    Math.ceil(
      Math.max(
        ...fields
          .filter((_field, index) => index % across === column)
          .map((field) =>
            Math.max(
              textWidth(sheet, field.value, { fontSize: sheet.look.sizes.text, bold: true }),
              textWidth(sheet, field.label, { fontSize: sheet.look.sizes.label }),
            ),
          ),
      ),
    ),
  );

const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);

/** Labels over values, as many side by side as the width holds. The reference must not be forgotten, so it is strong. */
const fieldGrid = (sheet: Sheet, fields: readonly Field[], width: number): Piece => {
  const { sizes, rowPadding } = sheet.look;
  let across = Math.min(4, fields.length);
  while (across > 1 && sum(widthsFor(sheet, fields, across)) + gap * (across - 1) > width) across -= 1;
  const natural = widthsFor(sheet, fields, across);
  const widths = across === 1 ? [width] : natural;
  const cells = fields.map((field, index): Piece => {
    const room = widths[index % across] ?? width;
    const bold = field.label === sheet.wording.reference;
    return {
      stack: [paragraph(sheet, field.label, room, labelStyle(sheet)), paragraph(sheet, field.value, room, { fontSize: sizes.text, bold })],
      width: room,
    };
  });
  return {
    stack: Array.from({ length: Math.ceil(cells.length / across) }, (_, row) => ({
      columns: cells.slice(row * across, (row + 1) * across),
      columnGap: gap,
      margin: [0, row === 0 ? 0 : rowPadding, 0, 0] as const,
    })),
  };
};

const code = (sheet: Sheet, payload: string, size: number): Piece => ({
  stack: [
    { qr: payload, fit: size, eccLevel: 'M', mode: 'octet' },
    { ...line(sheet, sheet.wording.scanToPay, small(sheet)), margin: [0, 3, 0, 0] },
  ],
  width: size,
});

/** Where to pay and with which reference, and for transfers in euro a code that a banking app reads. `null` where nothing is to be paid by transfer. */
export const paymentBlock = (sheet: Sheet): Piece | null => {
  const { view, look, wording, width } = sheet;
  const fields = fieldsOf(sheet);
  const payable = view.kind === 'invoice' && view.dueMinor > 0 && (view.standing.kind === 'issued' || view.standing.kind === 'provisional');
  if (fields.length === 0 || !payable) return null;
  const payload = epcPayload(view);
  const padding = look.panel ? 13 : 0;
  const qrSize = payload === null ? 0 : moduleSize * modulesOf(payload);
  const inner = width - 2 * padding - (payload === null ? 0 : qrSize + gap);
  const left: Piece = {
    stack: [
      { ...line(sheet, wording.payment, { fontSize: look.sizes.text + 1, bold: true }), margin: [0, 0, 0, 3] },
      fieldGrid(sheet, fields, inner),
    ],
    width: inner,
  };
  const inside: Piece = payload === null ? left : { columns: [left, code(sheet, payload, qrSize)], columnGap: gap };
  const frame: TableLayout = {
    ...plainLayout(0, padding === 0 ? 9 : padding - 3, padding === 0 ? 0 : padding - 4),
    hLineWidth: (at) => (at === 0 && !look.panel ? 0.5 : 0),
    hLineColor: () => look.colours.rule,
    paddingLeft: () => padding,
    paddingRight: () => padding,
  };
  return {
    table: { widths: [width - 2 * padding], body: [[{ stack: [inside], ...(look.panel ? { fillColor: look.colours.panel } : {}) }]] },
    layout: frame,
    unbreakable: true,
  };
};
