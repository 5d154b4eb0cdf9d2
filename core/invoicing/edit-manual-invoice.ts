import { type Command, revised } from '../kernel/command.ts';
import { type Edit, type EditConflict, edited, sameData } from '../kernel/edit.ts';
import { done, type Outcome, refuse } from '../kernel/outcome.ts';
import { schemaFor } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { daysBetween } from '../time/plain-date.ts';
import { draftInvoice } from './create-manual-invoice.ts';
import type { EnteredProblem } from './entered-lines.ts';
import type { MissingInvoice } from './issuing-facts.ts';
import { type ManualFacts, manualFacts, type ManualKinds, type ManualProblem, newLines, type NewLine, partiesOf } from './manual-facts.ts';
import { editManualInvoiceSchema } from './schema.ts';
import type { EnteredLine, Invoice, InvoiceState } from './types.ts';

/**
 * Names only what it changes: fields and lines each with what its author saw, `to: null` for a line that goes. Lines that are added need no `from`, so that two stations
 * may each add one.
 */
export type EditManualInvoice = Command<
  'invoice.edit-draft',
  {
    readonly invoiceId: string;
    readonly fields: { readonly note?: Edit<string>; readonly netTermsDays?: Edit<number> };
    readonly lines: Readonly<Record<string, { readonly from: NewLine; readonly to: NewLine | null }>>;
    readonly added: readonly NewLine[];
  }
>;

export type NotDraft = { readonly code: 'invoice.not-draft'; readonly invoiceId: string; readonly found: InvoiceState['kind'] };

export type EditManualInvoiceProblem =
  | MissingInvoice
  | NotDraft
  | EditConflict
  | ManualProblem
  | EnteredProblem
  | { readonly code: 'invoice.too-many-lines'; readonly lines: number; readonly most: number };

type Facts = { readonly invoice: Invoice | null; readonly manual: ManualFacts | null };

/** More than anybody enters by hand; one document stays one page of work. */
const mostEnteredLines = 500;

const shown = ({ id: _id, commandId: _commandId, ...line }: EnteredLine): NewLine => line;

/** Each line as its edit wants it, `null` where it goes, or the conflict. A line that is as wanted already is no conflict: an edit may arrive twice. */
const editedLine = (
  before: EnteredLine,
  edit: { readonly from: NewLine; readonly to: NewLine | null } | undefined,
): Outcome<EnteredLine | null, EditConflict> => {
  if (edit === undefined || sameData(shown(before), edit.to)) return done(before);
  if (!sameData(shown(before), edit.from))
    return refuse({ code: 'edit.conflict', path: `/entered/${before.id}`, expected: edit.from, found: shown(before) });
  return done(edit.to === null ? null : { id: before.id, commandId: before.commandId, ...edit.to });
};

const editedLines = (
  entered: readonly EnteredLine[],
  edits: EditManualInvoice['body']['lines'],
): Outcome<readonly EnteredLine[], EditConflict> => {
  const answers = entered.map((line) => editedLine(line, edits[line.id]));
  const known = new Set(entered.map((line) => line.id));
  const gone = Object.entries(edits)
    .filter(([id, edit]) => !known.has(id) && edit.to !== null)
    .map(([id, edit]): EditConflict => ({ code: 'edit.conflict', path: `/entered/${id}`, expected: edit.from, found: null }));
  const conflicts = [...answers.flatMap((answer) => (answer.ok ? [] : answer.problems)), ...gone];
  if (conflicts.length > 0) return { ok: false, problems: conflicts };
  return done(answers.flatMap((answer) => (answer.ok && answer.value !== null ? [answer.value] : [])));
};

/** INV-12: a draft is priced and taxed anew with every edit, on the day that it was begun for. */
export const editManualInvoice: UseCase<EditManualInvoice, Facts, EditManualInvoiceProblem, Reads<ManualKinds & { invoice: Invoice }>> = {
  kind: 'invoice.edit-draft',
  shape: schemaFor<EditManualInvoice['body']>()(editManualInvoiceSchema),

  gather: async (command, source) => {
    const invoice = await source.get('invoice', command.body.invoiceId);
    if (invoice === null) return { invoice, manual: null };
    const wanted = Object.values(command.body.lines).flatMap((edit) => edit.to ?? []);
    return { invoice, manual: await manualFacts(source, invoice.customerId, [...invoice.entered, ...wanted, ...command.body.added]) };
  },

  plan: (command, { invoice, manual }) => {
    const { invoiceId, fields, lines, added } = command.body;
    if (invoice === null || manual === null) return refuse({ code: 'invoice.missing', invoiceId });
    if (invoice.state.kind !== 'draft') return refuse({ code: 'invoice.not-draft', invoiceId, found: invoice.state.kind });
    const named = { customerId: invoice.customerId, entityId: invoice.entityId, currency: invoice.currency };
    const parties = partiesOf({ ...command, body: named }, manual);
    const terms = edited({ note: invoice.note, netTermsDays: daysBetween(invoice.issuedOn, invoice.dueOn) }, fields);
    const kept = editedLines(invoice.entered, lines);
    if (!parties.ok || !terms.ok || !kept.ok)
      return {
        ok: false,
        problems: [parties, terms, kept].flatMap((answer): readonly EditManualInvoiceProblem[] => (answer.ok ? [] : answer.problems)),
      };
    const entered = [...kept.value, ...newLines(command, added)];
    if (entered.length > mostEnteredLines) return refuse({ code: 'invoice.too-many-lines', lines: entered.length, most: mostEnteredLines });
    const draft = draftInvoice({ id: invoiceId, parties: parties.value, ...terms.value, entered, on: invoice.issuedOn }, manual);
    return draft.ok ? done({ command, writes: [revised<Invoice>(invoice, draft.value)] }) : draft;
  },
};
