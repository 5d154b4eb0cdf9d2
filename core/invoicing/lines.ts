import type { BilledLine, OutstandingCharge } from '../billing/types.ts';
import type { Customer } from '../customers/types.ts';
import { invariant } from '../kernel/invariant.ts';
import type { Outcome } from '../kernel/outcome.ts';
import type { Currency } from '../money/currency.ts';
import type { Policies } from '../organization/policies.ts';
import { roundingFor } from '../organization/rounding.ts';
import type { OperatingEntity } from '../organization/types.ts';
import { taxedLines } from '../tax/amounts.ts';
import { creditedShare } from '../tax/credited.ts';
import { type TaxProblem, taxDecision } from '../tax/decide.ts';
import type { TaxRateIndex } from '../tax/rates.ts';
import type { TaxDecision } from '../tax/types.ts';
import type { PlainDate } from '../time/plain-date.ts';
import type { CreditNote, Invoice, Line } from './types.ts';

export type IssuedDocument = Invoice | CreditNote;

/** Every line of a customer's documents, with what was taken back of it so far. */
export type LineBook = {
  readonly billed: readonly BilledLine[];
  readonly line: (lineId: string) => { readonly line: Line; readonly documentId: string } | undefined;
  /** Signed as the line's `chargedMinor`; by lines of documents that are not void. */
  readonly creditedMinor: (lineId: string) => number;
};

const isVoid = (document: IssuedDocument): boolean => document.state.kind === 'void';

/** Drafts by hand do not count: nothing is billed until a document is at least pending. */
const counts = (document: IssuedDocument): boolean => document.state.kind !== 'draft';

export const lineBook = (documents: readonly IssuedDocument[]): LineBook => {
  const lines = new Map<string, { readonly line: Line; readonly documentId: string }>();
  const credited = new Map<string, number>();
  const billed: BilledLine[] = [];
  for (const document of documents) {
    if (!counts(document)) continue;
    for (const line of document.lines) {
      lines.set(line.id, { line, documentId: document.id });
      billed.push({ ...line, documentId: document.id, customerId: document.customerId, isVoid: isVoid(document), taxOutcome: line.decision.outcome });
      if (line.credits !== null && !isVoid(document)) credited.set(line.credits.lineId, (credited.get(line.credits.lineId) ?? 0) - line.chargedMinor);
    }
  }
  return { billed, line: (id) => lines.get(id), creditedMinor: (id) => credited.get(id) ?? 0 };
};

/** Whom, where and how a document is taxed. */
export type TaxSetting = { readonly entity: OperatingEntity; readonly customer: Customer; readonly rates: TaxRateIndex; readonly on: PlainDate };

const decisionFor = (setting: TaxSetting, taxClass: string): Outcome<TaxDecision, TaxProblem> =>
  taxDecision(
    {
      seller: { country: setting.entity.address.country, treatment: setting.entity.taxTreatment, registrations: setting.entity.taxRegistrations },
      buyer: {
        type: setting.customer.type,
        country: setting.customer.billingAddress.country,
        region: setting.customer.billingAddress.region,
        taxIds: setting.customer.taxIds,
        exemptions: setting.customer.taxExemptions,
      },
      taxClass,
      on: setting.on,
    },
    setting.rates,
  );

/** A credit takes back at the original's tax (TAX-15), and no more than is left of the line (INV-19); `null` where nothing is left. */
const creditLine = (charge: OutstandingCharge, book: LineBook, taken: Map<string, number>): Line | null => {
  const lineId = charge.credits?.lineId ?? '';
  const original = book.line(lineId)?.line;
  invariant(original !== undefined, 'a credit names a line of the customer');
  const before = book.creditedMinor(lineId) + (taken.get(lineId) ?? 0);
  const left = original.chargedMinor - before;
  const wanted = -charge.chargedMinor;
  const part = Math.sign(left) * Math.min(Math.abs(left), Math.abs(wanted));
  if (part === 0 || Math.sign(wanted) !== Math.sign(left)) return null;
  taken.set(lineId, (taken.get(lineId) ?? 0) + part);
  const share = creditedShare(original, before, before + part);
  const capped: OutstandingCharge =
    part === wanted
      ? charge
      : { ...charge, listMinor: -part, discountMinor: 0, chargedMinor: -part, working: { ...charge.working, price: null, fullMinor: -part, discounts: [], slice: null } };
  return {
    ...capped,
    netMinor: zero(-share.netMinor),
    taxMinor: zero(-share.taxMinor),
    grossMinor: zero(-share.grossMinor),
    decision: original.decision,
    taxes: share.taxes.map((tax) => ({ ...tax, taxMinor: zero(-tax.taxMinor) })),
  };
};

/** Never minus zero: it would make other bytes. */
const zero = (minor: number): number => (minor === 0 ? 0 : minor);

/** The charges of one document with their tax. Charges are taxed now; credits repeat the tax of the line that they take back. */
export const documentLines = (
  charges: readonly OutstandingCharge[],
  setting: TaxSetting,
  book: LineBook,
  policies: Policies,
  currency: Currency,
  /** What documents of the same computation took back already, by line; grows. */
  taken: Map<string, number> = new Map(),
): Outcome<readonly Line[], TaxProblem> => {
  const decisions = new Map<string, TaxDecision>();
  const problems: TaxProblem[] = [];
  for (const charge of charges) {
    if (charge.credits !== null || decisions.has(charge.taxClass)) continue;
    const answer = decisionFor(setting, charge.taxClass);
    if (answer.ok) decisions.set(charge.taxClass, answer.value);
    else problems.push(...answer.problems);
  }
  if (problems.length > 0) return { ok: false, problems };
  const fresh = charges.flatMap((charge) => {
    const decision = decisions.get(charge.taxClass);
    return charge.credits === null && decision !== undefined ? [{ charge, decision }] : [];
  });
  const taxed = taxedLines(
    fresh.map(({ charge, decision }) => ({ chargedMinor: charge.chargedMinor, inclusive: charge.taxInclusive, decision })),
    { policy: policies.taxRounding, rounding: roundingFor(setting.entity, currency), spare: policies.spareUnit },
  );
  let index = -1;
  const lines = charges.flatMap((charge): readonly Line[] => {
    if (charge.credits !== null) {
      const credit = creditLine(charge, book, taken);
      return credit === null ? [] : [credit];
    }
    index += 1;
    const amounts = taxed[index];
    const decision = fresh[index]?.decision;
    invariant(amounts !== undefined && decision !== undefined, 'every charge is taxed');
    return [{ ...charge, ...amounts, decision }];
  });
  return { ok: true, value: lines };
};
