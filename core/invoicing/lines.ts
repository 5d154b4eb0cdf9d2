import type { BilledLine, OutstandingCharge } from '../billing/types.ts';
import type { Customer } from '../customers/types.ts';
import { invariant } from '../kernel/invariant.ts';
import type { Outcome } from '../kernel/outcome.ts';
import type { Currency } from '../money/currency.ts';
import type { Policies } from '../organization/policies.ts';
import { roundingFor } from '../organization/rounding.ts';
import type { OperatingEntity } from '../organization/types.ts';
import { taxedLines } from '../tax/amounts.ts';
import { type TaxProblem, taxDecision } from '../tax/decide.ts';
import type { TaxRateIndex } from '../tax/rates.ts';
import type { TaxDecision } from '../tax/types.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { type Amounts, amountsOf, creditedByCharge, noAmounts, sumOf } from './credited-part.ts';
import type { CreditNote, Invoice, Line } from './types.ts';

export type IssuedDocument = Invoice | CreditNote;

/** Every line of a customer's documents, with what was taken back of it so far. */
export type LineBook = {
  readonly billed: readonly BilledLine[];
  readonly line: (lineId: string) => { readonly line: Line; readonly documentId: string } | undefined;
  /** Signed as the line's `chargedMinor`; by lines of documents that are not void. */
  readonly creditedMinor: (lineId: string) => number;
  /** The same in net and taxes. */
  readonly credited: (line: Line) => Amounts;
};

const isVoid = (document: IssuedDocument): boolean => document.state.kind === 'void';

/** Drafts by hand do not count: nothing is billed until a document is at least pending. */
const counts = (document: IssuedDocument): boolean => document.state.kind !== 'draft';

export const lineBook = (documents: readonly IssuedDocument[]): LineBook => {
  const lines = new Map<string, { readonly line: Line; readonly documentId: string }>();
  const creditedMinor = new Map<string, number>();
  const credited = new Map<string, Amounts>();
  const billed: BilledLine[] = [];
  for (const document of documents) {
    if (!counts(document)) continue;
    for (const line of document.lines) {
      lines.set(line.id, { line, documentId: document.id });
      billed.push({ charge: line, documentId: document.id, isVoid: isVoid(document) });
      if (line.credits === null || isVoid(document)) continue;
      const { lineId } = line.credits;
      creditedMinor.set(lineId, (creditedMinor.get(lineId) ?? 0) - line.chargedMinor);
      const back = negated(amountsOf(line));
      const before = credited.get(lineId);
      credited.set(lineId, before === undefined ? back : sumOf(before, back));
    }
  }
  return {
    billed,
    line: (id) => lines.get(id),
    creditedMinor: (id) => creditedMinor.get(id) ?? 0,
    credited: (line) => credited.get(line.id) ?? noAmounts(line),
  };
};

/** Whom, where and how a document is taxed. */
export type TaxSetting = {
  readonly entity: OperatingEntity;
  readonly customer: Customer;
  readonly rates: TaxRateIndex;
  readonly on: PlainDate;
};

const decisionFor = (setting: TaxSetting, taxClass: string): Outcome<TaxDecision, TaxProblem> =>
  taxDecision(
    {
      seller: {
        country: setting.entity.address.country,
        treatment: setting.entity.taxTreatment,
        registrations: setting.entity.taxRegistrations,
      },
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

/** Never minus zero: it would make other bytes. */
const zero = (minor: number): number => (minor === 0 ? 0 : minor);

const negated = ({ netMinor, taxesMinor }: Amounts): Amounts => ({
  netMinor: zero(-netMinor),
  taxesMinor: taxesMinor.map((minor) => zero(-minor)),
});

/** What documents of one computation took back, by line and, behind a bar, by each of its taxes. */
type Taken = Map<string, number>;

const takenOf = (taken: Taken, line: Line): Amounts => ({
  netMinor: taken.get(`${line.id}|net`) ?? 0,
  taxesMinor: line.taxes.map((_, index) => taken.get(`${line.id}|${index}`) ?? 0),
});

const take = (taken: Taken, line: Line, chargedMinor: number, part: Amounts): void => {
  const add = (key: string, minor: number): unknown => taken.set(key, (taken.get(key) ?? 0) + minor);
  add(line.id, chargedMinor);
  add(`${line.id}|net`, part.netMinor);
  for (const [index, minor] of part.taxesMinor.entries()) add(`${line.id}|${index}`, minor);
};

/** A credit of a line as it stands on a document: `part` of the line with its sign turned, at the line's own rates (TAX-15). */
export const creditOf = (charge: OutstandingCharge, original: Line, part: Amounts): Line => {
  const { netMinor, taxesMinor } = negated(part);
  const taxMinor = taxesMinor.reduce((sum, minor) => sum + minor, 0);
  return {
    ...charge,
    listMinor: zero(charge.listMinor),
    discountMinor: zero(charge.discountMinor),
    netMinor,
    taxMinor,
    grossMinor: netMinor + taxMinor,
    decision: original.decision,
    taxes: original.taxes.map((tax, index) => ({ ...tax, taxMinor: taxesMinor[index] ?? 0 })),
  };
};

/** A credit takes back at the original's tax (TAX-15), and no more than is left of the line (INV-19); `null` where nothing is left. */
const creditLine = (charge: OutstandingCharge, book: LineBook, taken: Taken): Line | null => {
  const lineId = charge.credits?.lineId ?? '';
  const original = book.line(lineId)?.line;
  invariant(original !== undefined, 'a credit names a line of the customer');
  const left = original.chargedMinor - book.creditedMinor(lineId) - (taken.get(lineId) ?? 0);
  const wanted = -charge.chargedMinor;
  const part = Math.sign(left) * Math.min(Math.abs(left), Math.abs(wanted));
  if (part === 0 || Math.sign(wanted) !== Math.sign(left)) return null;
  const amounts = creditedByCharge(original, sumOf(book.credited(original), takenOf(taken, original)), part);
  take(taken, original, part, amounts);
  const capped: OutstandingCharge =
    part === wanted
      ? charge
      : {
          ...charge,
          listMinor: -part,
          discountMinor: 0,
          chargedMinor: -part,
          working: { ...charge.working, price: null, fullMinor: -part, discounts: [], slice: null },
        };
  return creditOf(capped, original, amounts);
};

/** The charges of one document with their tax. Charges are taxed now; credits repeat the tax of the line that they take back. */
export const documentLines = (
  charges: readonly OutstandingCharge[],
  setting: TaxSetting,
  book: LineBook,
  policies: Policies,
  currency: Currency,
  /** What documents of the same computation took back already, by line; grows. */
  taken: Taken = new Map(),
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
    const { netMinor, taxMinor, grossMinor, taxes } = amounts;
    return [{ ...charge, netMinor, taxMinor, grossMinor, decision, taxes }];
  });
  return { ok: true, value: lines };
};
