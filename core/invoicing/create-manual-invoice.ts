import { type Command, created } from '../kernel/command.ts';
import { derivedId } from '../kernel/ids.ts';
import { invariant } from '../kernel/invariant.ts';
import { done, type Outcome } from '../kernel/outcome.ts';
import { schemaFor } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { daysAfter, type PlainDate } from '../time/plain-date.ts';
import { bodyOf } from './body.ts';
import { type EnteredProblem, enteredLines } from './entered-lines.ts';
import { today } from './issuing-facts.ts';
import {
  type ManualFacts,
  manualFacts,
  type ManualKinds,
  type ManualProblem,
  newLines,
  type NamedParties,
  type NewLine,
  type Parties,
  partiesOf,
  settingOf,
} from './manual-facts.ts';
import { createManualInvoiceSchema } from './schema.ts';
import type { EnteredLine, Invoice } from './types.ts';

/** `null` where the customer's own entity, currency or terms hold. `lines` may be empty: a draft is work in progress. */
export type CreateManualInvoice = Command<
  'invoice.create-manual',
  NamedParties & { readonly netTermsDays: number | null; readonly note: string; readonly lines: readonly NewLine[] }
>;

export type CreateManualInvoiceProblem = ManualProblem | EnteredProblem;

/** A draft as it stands with these lines on a day: priced and taxed, with no number, and not converted. */
export const draftInvoice = (
  about: {
    readonly id: string;
    readonly parties: Parties;
    readonly netTermsDays: number;
    readonly note: string;
    readonly entered: readonly EnteredLine[];
    readonly on: PlainDate;
  },
  facts: ManualFacts,
): Outcome<Omit<Invoice, 'rev'>, EnteredProblem> => {
  const { parties, entered, on, note } = about;
  const lines = enteredLines(entered, settingOf(parties, facts, on));
  if (!lines.ok) return lines;
  const body = bodyOf({ ...parties, issuedOn: on, lines: lines.value, rates: null, runId: '', note });
  invariant(!('code' in body), 'a draft needs no exchange rate');
  return done({
    ...body,
    id: about.id,
    kind: 'invoice',
    number: null,
    seriesId: null,
    origin: 'manual',
    entered,
    dueOn: daysAfter(on, about.netTermsDays),
    state: { kind: 'draft' },
    settlements: [],
  });
};

/** INV-12: a charge outside every cycle begins as a draft, without a number, that can still be edited. */
export const createManualInvoice: UseCase<CreateManualInvoice, ManualFacts, CreateManualInvoiceProblem, Reads<ManualKinds>> = {
  kind: 'invoice.create-manual',
  shape: schemaFor<CreateManualInvoice['body']>()(createManualInvoiceSchema),

  gather: (command, source) => manualFacts(source, command.body.customerId, command.body.lines),

  plan: (command, facts) => {
    const parties = partiesOf(command, facts);
    if (!parties.ok) return parties;
    const { customer, entity } = parties.value;
    const { note, lines } = command.body;
    const netTermsDays = command.body.netTermsDays ?? customer.netTermsDays ?? entity.invoices.netTermsDays;
    const about = {
      id: derivedId('inv', command.id),
      parties: parties.value,
      netTermsDays,
      note,
      entered: newLines(command, lines),
      on: today(command, entity),
    };
    const draft = draftInvoice(about, facts);
    return draft.ok ? done({ command, writes: [created<Invoice>(draft.value)] }) : draft;
  },
};
