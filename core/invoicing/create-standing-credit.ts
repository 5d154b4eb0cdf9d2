import { type Change, type Command, created } from '../kernel/command.ts';
import { derivedId } from '../kernel/ids.ts';
import { invariant } from '../kernel/invariant.ts';
import { done, type Outcome, refuse } from '../kernel/outcome.ts';
import { schemaFor } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { type EnteredProblem, enteredLines } from './entered-lines.ts';
import { type Draft, issued, type IssueProblem } from './issue.ts';
import {
  type BooksLocked,
  deskFor,
  type IssuingFacts,
  issuingFacts,
  type IssuingKinds,
  lockProblems,
  settledWrites,
  today,
} from './issuing-facts.ts';
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
import { createStandingCreditSchema } from './schema.ts';
import type { CreditNote, CreditReason, EnteredPrice } from './types.ts';

/** A plan's price cannot be turned round: what is credited is an agreed amount. */
export type NewCreditLine = Omit<NewLine, 'price'> & { readonly price: Extract<EnteredPrice, { readonly kind: 'agreed' }> };

/** Prices are what the customer gets: a positive price is credited. Taxes of self-calculated entities likewise. */
export type CreateStandingCredit = Command<
  'credit-note.create-standing',
  NamedParties & {
    readonly lines: readonly NewCreditLine[];
    readonly reason: CreditReason;
    readonly disposition: CreditNote['disposition'];
    readonly note: string;
  }
>;

export type CreateStandingCreditProblem =
  | ManualProblem
  | EnteredProblem
  | IssueProblem
  | BooksLocked
  /** It credits nothing. */
  | { readonly code: 'credit-note.not-positive'; readonly grossMinor: number };

type Facts = { readonly manual: ManualFacts; readonly issuing: IssuingFacts | null };

const negatedText = (text: string): string => (text.startsWith('-') ? text.slice(1) : `-${text}`);

/** The line as a charge below zero. */
const turned = (line: NewCreditLine): NewCreditLine => ({
  ...line,
  price: { ...line.price, unitPrice: negatedText(line.price.unitPrice) },
  tax:
    line.tax === null
      ? null
      : { ...line.tax, taxes: line.tax.taxes.map((tax) => ({ ...tax, taxMinor: tax.taxMinor === 0 ? 0 : -tax.taxMinor })) },
});

const draftOf = (command: CreateStandingCredit, parties: Parties, manual: ManualFacts): Outcome<Draft, CreateStandingCreditProblem> => {
  const { reason, disposition, note } = command.body;
  const on = today(command, parties.entity);
  const locked = lockProblems(parties.entity, on);
  if (locked.length > 0) return { ok: false, problems: locked };
  const lines = enteredLines(newLines(command, command.body.lines.map(turned)), settingOf(parties, manual, on));
  if (!lines.ok) return lines;
  const grossMinor = lines.value.reduce((sum, line) => sum - line.grossMinor, 0);
  if (grossMinor <= 0) return refuse({ code: 'credit-note.not-positive', grossMinor });
  return done({
    ...parties,
    type: 'credit-note',
    id: derivedId('cn', command.id),
    on,
    lines: lines.value,
    origin: 'manual',
    netTermsDays: 0,
    reason,
    disposition,
    note,
  });
};

/** INV-16, INV-23: a credit that corrects no invoice, such as goodwill: taxed by the rules of its day, it stands as balance until something uses it. */
export const createStandingCredit: UseCase<CreateStandingCredit, Facts, CreateStandingCreditProblem, Reads<ManualKinds & IssuingKinds>> = {
  kind: 'credit-note.create-standing',
  shape: schemaFor<CreateStandingCredit['body']>()(createStandingCreditSchema),

  gather: async (command, source) => {
    const manual = await manualFacts(source, command.body.customerId, command.body.lines);
    const parties = partiesOf(command, manual);
    return {
      manual,
      issuing: parties.ok ? await issuingFacts(source, { customerId: parties.value.customer.id, entityId: parties.value.entity.id }) : null,
    };
  },

  plan: (command, { manual, issuing }) => {
    const parties = partiesOf(command, manual);
    if (!parties.ok) return parties;
    invariant(issuing !== null, 'parties that were found have facts');
    const draft = draftOf(command, parties.value, manual);
    if (!draft.ok) return draft;
    const desk = deskFor(command, issuing);
    const note = issued(draft.value, desk);
    if (!note.ok) return note;
    invariant(note.value.kind === 'credit-note', 'a credit note was drafted');
    const writes = [created<CreditNote>(note.value), ...settledWrites(desk.account, issuing.account), ...desk.numbers.writes()];
    return done({ command, writes } satisfies Change<CreateStandingCredit>);
  },
};
