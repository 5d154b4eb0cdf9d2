import type { NewLine } from '../invoicing/manual-facts.ts';
import type { EnteredLine, EnteredTax, Invoice, Line } from '../invoicing/types.ts';
import { canonical } from '../kernel/canonical.ts';
import { derivedId } from '../kernel/ids.ts';
import type { DecimalText } from '../money/exact.ts';
import { daysAfter, daysBetween, isPlainDate, type PlainDate } from '../time/plain-date.ts';
import type { EditManualInvoice } from '../invoicing/edit-manual-invoice.ts';

/** A line of a manual invoice while somebody fills it in: everything may still be missing. Days are as people say them, the last one included. */
export type LineForm = {
  /** Its place on the screen; never stored. */
  readonly key: string;
  /** The stored line's id, `null` until it was saved. */
  readonly id: string | null;
  readonly description: string;
  readonly quantity: DecimalText | null;
  readonly price:
    | {
        readonly kind: 'agreed';
        readonly unitPrice: DecimalText | null;
        readonly taxClass: string;
        readonly taxInclusive: boolean;
        readonly productId: string | null;
      }
    | { readonly kind: 'plan'; readonly planId: string; readonly planVersion: number; readonly variantId: string };
  readonly from: string;
  readonly through: string;
  readonly tax: EnteredTax | null;
};

export type DraftForm = { readonly lines: readonly LineForm[]; readonly note: string; readonly netTermsDays: number };

export const emptyLine = (key: string, taxClass: string): LineForm => ({
  key,
  id: null,
  description: '',
  quantity: '1',
  price: { kind: 'agreed', unitPrice: null, taxClass, taxInclusive: false, productId: null },
  from: '',
  through: '',
  tax: null,
});

const lineForm = ({ id, description, quantity, price, period, tax }: EnteredLine): LineForm => ({
  key: id,
  id,
  description,
  quantity,
  price,
  from: period?.start ?? '',
  through: period === null || period === undefined ? '' : daysAfter(period.end, -1),
  tax,
});

export const draftForm = (invoice: Invoice): DraftForm => ({
  lines: invoice.entered.map(lineForm),
  note: invoice.note,
  netTermsDays: daysBetween(invoice.issuedOn, invoice.dueOn),
});

export type LineFault = 'description' | 'quantity' | 'price' | 'tax-class' | 'period';

const isDay = (text: string): text is PlainDate => isPlainDate(text);

/** What a line still lacks before it can be stored, in the order of its fields. A plan's line may take the plan's own name. */
export const lineFaults = ({ description, quantity, price, from, through }: LineForm): readonly LineFault[] => {
  const faults: LineFault[] = [];
  if (price.kind === 'agreed' && description.trim() === '') faults.push('description');
  if (quantity === null) faults.push('quantity');
  if (price.kind === 'agreed' && price.unitPrice === null) faults.push('price');
  if (price.kind === 'agreed' && price.taxClass.trim() === '') faults.push('tax-class');
  const isEmpty = from === '' && through === '';
  if (!isEmpty && (!isDay(from) || !isDay(through) || from > through)) faults.push('period');
  return faults;
};

/** The line as it is stored; `null` while it lacks something. */
export const newLineOf = (form: LineForm): NewLine | null => {
  const { description, quantity, price, from, through, tax } = form;
  if (lineFaults(form).length > 0 || quantity === null) return null;
  const period = isDay(from) && isDay(through) ? { start: from, end: daysAfter(through, 1) } : null;
  if (price.kind === 'plan') return { description: description.trim(), quantity, price, period, tax };
  const { unitPrice } = price;
  return unitPrice === null
    ? null
    : { description: description.trim(), quantity, price: { ...price, unitPrice, taxClass: price.taxClass.trim() }, period, tax };
};

/** A stored line as an edit names it. */
export const storedLine = ({ id: _id, commandId: _commandId, ...line }: EnteredLine): NewLine => line;

const isSame = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b);

/** An edit, and the places on the screen of the lines that it adds, in the order in which they get their ids. */
export type DraftEdit = { readonly body: EditManualInvoice['body']; readonly addedKeys: readonly string[] };

/**
 * What must be told to the store so that the draft is as the form says; `null` where it is already. A line that lacks something stays as it is stored
 * until it is whole.
 */
export const draftEdit = (invoice: Invoice, form: DraftForm): DraftEdit | null => {
  const before = draftForm(invoice);
  const stored = new Map(invoice.entered.map((line) => [line.id, line]));
  const kept = new Set(form.lines.flatMap(({ id }) => (id === null ? [] : [id])));
  const lines: Record<string, { readonly from: NewLine; readonly to: NewLine | null }> = {};
  for (const [id, line] of stored) if (!kept.has(id)) lines[id] = { from: storedLine(line), to: null };
  for (const each of form.lines) {
    const was = each.id === null ? undefined : stored.get(each.id);
    const to = newLineOf(each);
    if (each.id !== null && was !== undefined && to !== null && !isSame(storedLine(was), to))
      lines[each.id] = { from: storedLine(was), to };
  }
  const fresh = form.lines.flatMap((each) => {
    const line = each.id === null ? newLineOf(each) : null;
    return line === null ? [] : [{ key: each.key, line }];
  });
  const fields: EditManualInvoice['body']['fields'] = {
    ...(before.note === form.note ? {} : { note: { from: before.note, to: form.note } }),
    ...(before.netTermsDays === form.netTermsDays ? {} : { netTermsDays: { from: before.netTermsDays, to: form.netTermsDays } }),
  };
  if (Object.keys(fields).length === 0 && Object.keys(lines).length === 0 && fresh.length === 0) return null;
  return { body: { invoiceId: invoice.id, fields, lines, added: fresh.map(({ line }) => line) }, addedKeys: fresh.map(({ key }) => key) };
};

/** The ids of the lines that an edit added, in their order, once it was committed. */
export const addedIds = ({ addedKeys }: DraftEdit, commandId: string): readonly string[] =>
  addedKeys.map((_key, at) => derivedId('ln', commandId, at));

/** The form once an edit was committed: lines that it added know their ids. */
export const savedForm = (form: DraftForm, edit: DraftEdit, commandId: string): DraftForm => {
  const ids = addedIds(edit, commandId);
  return { ...form, lines: form.lines.map((line) => ({ ...line, id: ids[edit.addedKeys.indexOf(line.key)] ?? line.id })) };
};

/** The lines of `shown` (the draft as an edit would leave it) that a line of the form came to; a plan's price makes one for each of its components. */
export const madeLines = (shown: Invoice, stored: Invoice, edit: DraftEdit | null, line: LineForm): readonly Line[] => {
  // What is added gets its id only with the command, and stands behind what is kept.
  const kept = stored.entered.filter(({ id }) => edit?.body.lines[id]?.to !== null).length;
  const at = edit?.addedKeys.indexOf(line.key) ?? -1;
  const entered = line.id === null ? (at === -1 ? undefined : shown.entered[kept + at]) : shown.entered.find(({ id }) => id === line.id);
  return entered === undefined ? [] : shown.lines.filter(({ id }) => id === entered.id || id.startsWith(`${entered.id}/`));
};
