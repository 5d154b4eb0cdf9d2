import { sameData } from '../kernel/edit.ts';
import type { IssuedDocument } from './lines.ts';
import type { InvoiceState } from './types.ts';

/** INV-08, INV-18: a change that an issued document does not allow. `path` is a JSON pointer (RFC 6901) into it. */
export type ImmutabilityProblem =
  | { readonly code: 'document.immutable'; readonly documentId: string; readonly path: string }
  /** No move of the table of states. */
  | {
      readonly code: 'document.no-such-move';
      readonly documentId: string;
      readonly from: InvoiceState['kind'];
      readonly to: InvoiceState['kind'];
    };

type StateKind = InvoiceState['kind'];

/** Beside its lines, whatever made a draft may change with it. */
const draftFields = [
  'issuedOn',
  'dueOn',
  'supply',
  'seller',
  'buyer',
  'placeOfSupply',
  'lines',
  'entered',
  'totals',
  'taxes',
  'entityCurrencyTax',
  'thirdPartyTax',
  'locale',
  'policies',
  'engine',
  'note',
] as const;
/** NUM-01: what a document is given when it is issued. */
const issueFields = ['number', 'seriesId', 'issuedOn', 'dueOn', 'entityCurrencyTax', 'settlements'] as const;
/** TAX-05: what the answer of a tax provider changes. */
const taxFields = ['lines', 'totals', 'taxes', 'entityCurrencyTax', 'thirdPartyTax'] as const;
/** Where an issued document stands with money and with a tax provider; a provisional number is given once (NUM-02). */
const lifeFields = ['settlements', 'number', 'thirdPartyTax'] as const;

/**
 * The table of states of spec 7.1 with what may change on each move; a move that is not here does not exist. `paid` is no stored state: money only adds settlements.
 * Draft to posted is the table's two moves in one change.
 */
const moves: Readonly<Partial<Record<`${StateKind}>${StateKind}`, readonly string[]>>> = {
  'draft>draft': draftFields,
  'draft>pending': draftFields,
  'draft>posted': [...draftFields, ...issueFields],
  'draft>void': [],
  'pending>pending': taxFields,
  'pending>posted': issueFields,
  'pending>void': ['thirdPartyTax'],
  'posted>posted': lifeFields,
  'posted>void': lifeFields,
  'posted>uncollectible': [],
  'uncollectible>uncollectible': lifeFields,
  'void>void': ['thirdPartyTax'],
};

/** Only an invoice is owed, so only an invoice is lost. */
const isMoveOf = (document: IssuedDocument, to: StateKind): boolean => document.kind === 'invoice' || to !== 'uncollectible';

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (document: IssuedDocument): Fields => ({ ...document });

/** Settlements are a growing set: those that were there stay as they were, in their order. */
const keepsSettlements = (before: Fields, after: Fields): boolean => {
  const [old, now] = [before['settlements'], after['settlements']];
  return Array.isArray(old) && Array.isArray(now) && old.length <= now.length && old.every((entry, index) => sameData(entry, now[index]));
};

const stages = ['pending', 'quoted', 'committed', 'voided'];

const stageOf = (value: unknown): number =>
  typeof value === 'object' && value !== null && 'kind' in value ? stages.indexOf(String(value.kind)) : -1;

/** On an issued document the provider's state only goes on, and none appears. */
const goesOn = (before: unknown, after: unknown): boolean => stageOf(before) >= 0 && stageOf(after) > stageOf(before);

const isIssued = (state: StateKind): boolean => state === 'posted' || state === 'uncollectible' || state === 'void';

const isAllowed = (field: string, before: Fields, after: Fields, from: StateKind): boolean => {
  if (field === 'settlements') return keepsSettlements(before, after);
  if (field === 'number') return before['number'] === null;
  if (field === 'thirdPartyTax' && isIssued(from)) return goesOn(before['thirdPartyTax'], after['thirdPartyTax']);
  return true;
};

/**
 * INV-08: everything that a new revision of a document changes and may not. After posting only settlements grow and the state moves along the
 * table; corrections are credit notes. A store asks before it writes, the server before it admits.
 */
export const immutabilityProblems = (before: IssuedDocument, after: IssuedDocument): readonly ImmutabilityProblem[] => {
  const documentId = before.id;
  const [from, to] = [before.state.kind, after.state.kind];
  const allowed = moves[`${from}>${to}`];
  if (allowed === undefined || !isMoveOf(before, to)) return [{ code: 'document.no-such-move', documentId, from, to }];
  const [old, now] = [fieldsOf(before), fieldsOf(after)];
  const keys = [...new Set([...Object.keys(old), ...Object.keys(now)])].filter((key) => key !== 'rev' && (key !== 'state' || from === to));
  return keys
    .filter((key) => !sameData(old[key], now[key]) && !(allowed.includes(key) && isAllowed(key, old, now, from)))
    .map((key) => ({ code: 'document.immutable', documentId, path: `/${key}` }));
};
