import { type Change, type Command, revised } from '../kernel/command.ts';
import { invariant } from '../kernel/invariant.ts';
import { done, type Outcome, refuse } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import type { Policies } from '../organization/policies.ts';
import { idSchema } from '../organization/schema.ts';
import { daysBetween, type PlainDate } from '../time/plain-date.ts';
import { orNoDate } from './document-schema.ts';
import { isSuppressed } from './drafts.ts';
import type { NotDraft } from './edit-manual-invoice.ts';
import { type EnteredProblem, enteredLines } from './entered-lines.ts';
import { type Draft, issued, type IssueProblem } from './issue.ts';
import {
  type DateProblem,
  dateProblems,
  deskFor,
  type IssuingFacts,
  issuingFacts,
  type IssuingKinds,
  type MissingInvoice,
  type MissingParty,
  today,
} from './issuing-facts.ts';
import { type ManualFacts, manualFacts, type ManualKinds, type ManualProblem, type Parties, partiesOf, settingOf } from './manual-facts.ts';
import type { Invoice, Line } from './types.ts';

/** `on`: the day of issue, `null` for today. An earlier one may be named, as long as the series has not passed it (NUM-03). */
export type PostManualInvoice = Command<'invoice.post-draft', { readonly invoiceId: string; readonly on: PlainDate | null }>;

export type PostManualInvoiceProblem =
  | MissingInvoice
  | MissingParty
  | NotDraft
  | ManualProblem
  | EnteredProblem
  | IssueProblem
  | DateProblem
  | { readonly code: 'invoice.no-lines'; readonly invoiceId: string }
  /** Money goes back by a credit note. */
  | {
      readonly code: 'invoice.below-zero';
      readonly invoiceId: string;
      readonly grossMinor: number;
      readonly instead: 'credit-note.create-standing';
    }
  /** POL-12 */
  | { readonly code: 'invoice.zero-suppressed'; readonly invoiceId: string; readonly policy: Policies['zeroInvoices'] };

type Facts = { readonly invoice: Invoice | null; readonly manual: ManualFacts | null; readonly issuing: IssuingFacts | null };

const totalProblems = (invoiceId: string, lines: readonly Line[], { entity }: Parties): readonly PostManualInvoiceProblem[] => {
  if (lines.length === 0) return [{ code: 'invoice.no-lines', invoiceId }];
  const grossMinor = lines.reduce((sum, line) => sum + line.grossMinor, 0);
  if (grossMinor < 0) return [{ code: 'invoice.below-zero', invoiceId, grossMinor, instead: 'credit-note.create-standing' }];
  const policy = entity.policies.zeroInvoices;
  return isSuppressed(lines, policy) ? [{ code: 'invoice.zero-suppressed', invoiceId, policy }] : [];
};

/** The draft priced and taxed on its day of issue, ready for its number. */
const readied = (
  command: PostManualInvoice,
  invoice: Invoice,
  parties: Parties,
  manual: ManualFacts,
): Outcome<Draft, PostManualInvoiceProblem> => {
  const { entity } = parties;
  const on = command.body.on ?? today(command, entity);
  const wrong = dateProblems(command, entity, on);
  if (wrong.length > 0) return { ok: false, problems: wrong };
  const lines = enteredLines(invoice.entered, settingOf(parties, manual, on));
  if (!lines.ok) return lines;
  const problems = totalProblems(invoice.id, lines.value, parties);
  if (problems.length > 0) return { ok: false, problems };
  return done({
    ...parties,
    type: 'invoice',
    id: invoice.id,
    on,
    lines: lines.value,
    entered: invoice.entered,
    origin: 'manual',
    netTermsDays: daysBetween(invoice.issuedOn, invoice.dueOn),
    reason: 'other',
    disposition: 'balance',
    note: invoice.note,
  });
};

/**
 * INV-12, INV-11: the draft leaves its author's hands. It is posted at once with its number, or waits as pending for the entity's time of grace or for a
 * tax provider (TAX-05).
 */
export const postManualInvoice: UseCase<PostManualInvoice, Facts, PostManualInvoiceProblem, Reads<ManualKinds & IssuingKinds>> = {
  kind: 'invoice.post-draft',
  shape: strictObject({ invoiceId: idSchema, on: orNoDate }),

  gather: async (command, source) => {
    const invoice = await source.get('invoice', command.body.invoiceId);
    if (invoice === null) return { invoice, manual: null, issuing: null };
    const [manual, issuing] = await Promise.all([manualFacts(source, invoice.customerId, invoice.entered), issuingFacts(source, invoice)]);
    return { invoice, manual, issuing };
  },

  plan: (command, { invoice, manual, issuing }) => {
    const { invoiceId, on } = command.body;
    if (invoice === null || manual === null || issuing === null) return refuse({ code: 'invoice.missing', invoiceId });
    if (invoice.state.kind !== 'draft') return refuse({ code: 'invoice.not-draft', invoiceId, found: invoice.state.kind });
    const named = { customerId: invoice.customerId, entityId: invoice.entityId, currency: invoice.currency };
    const parties = partiesOf({ ...command, body: named }, manual);
    if (!parties.ok) return parties;
    const draft = readied(command, invoice, parties.value, manual);
    if (!draft.ok) return draft;
    const desk = deskFor(command, issuing);
    const posted = issued(draft.value, desk);
    if (!posted.ok) return posted;
    invariant(posted.value.kind === 'invoice', 'an invoice becomes an invoice');
    const { issuedOn, seriesId } = posted.value;
    if (on !== null && issuedOn !== on)
      return refuse({ code: 'series.date-backwards', seriesId: seriesId ?? '', on, lastIssuedOn: issuedOn });
    return done({
      command,
      writes: [revised<Invoice>(invoice, posted.value), ...desk.numbers.writes()],
    } satisfies Change<PostManualInvoice>);
  },
};
