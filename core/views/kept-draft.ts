import type { Invoice } from '../invoicing/types.ts';
import { canonical } from '../kernel/canonical.ts';
import { addedIds, type DraftEdit, type DraftForm, draftForm, savedForm, storedLine } from './invoice-draft.ts';

/** A13: what was typed into a draft and not stored yet, as a machine keeps it beside its store. */
export type KeptDraft = {
  /** The revision of the draft that it was typed over. */
  readonly rev: number;
  readonly form: DraftForm;
  /** What of it was on its way into the store. It is kept before the store takes it, so that whoever comes back can tell that it did. */
  readonly saving: DraftEdit | null;
};

/** Whether what an edit says of fields and stored lines is how the draft stands. */
const isWritten = (invoice: Invoice, { body }: DraftEdit): boolean => {
  const { note, netTermsDays } = draftForm(invoice);
  const stored = new Map(invoice.entered.map((line) => [line.id, storedLine(line)]));
  const fields = body.fields.note === undefined || body.fields.note.to === note;
  const terms = body.fields.netTermsDays === undefined || body.fields.netTermsDays.to === netTermsDays;
  return fields && terms && Object.entries(body.lines).every(([id, { to }]) => canonical(stored.get(id) ?? null) === canonical(to));
};

/** The command that added an edit's lines; `null` where none did. */
const adderOf = ({ entered }: Invoice, edit: DraftEdit): string | null => {
  const ids = new Set(entered.map(({ id }) => id));
  return entered.map(({ commandId }) => commandId).find((commandId) => addedIds(edit, commandId).every((id) => ids.has(id))) ?? null;
};

/**
 * A13: the form to go on with after a crash; `null` where what was kept is over: the draft was changed since by somebody else. Where the crash came between
 * the store's taking what was saved and the machine's hearing of it, its lines are stored already and must not come twice, and what was typed meanwhile is
 * still there.
 */
export const resumedForm = ({ rev, form, saving }: KeptDraft, invoice: Invoice): DraftForm | null => {
  if (rev === invoice.rev) return form;
  if (saving === null || invoice.rev !== rev + 1 || !isWritten(invoice, saving)) return null;
  if (saving.addedKeys.length === 0) return form;
  const adder = adderOf(invoice, saving);
  return adder === null ? null : savedForm(form, saving, adder);
};
