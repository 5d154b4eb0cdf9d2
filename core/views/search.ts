import type { Customer } from '../customers/types.ts';
import type { CreditNote, Invoice } from '../invoicing/types.ts';
import { majorText } from '../money/money.ts';
import { folded } from './rows.ts';

/** One thing that can be found: how it is called, what stands beside it, and every text it answers to. */
export type SearchEntry = {
  readonly kind: string;
  readonly id: string;
  readonly title: string;
  readonly detail: string;
  /** Folded words and numbers, separated by line feeds. */
  readonly words: string;
  /** Later things come first among equals: a day, empty where it has none. */
  readonly on: string;
};

export type SearchHit = Pick<SearchEntry, 'kind' | 'id' | 'title' | 'detail'>;

const entry = (kind: string, id: string, title: string, detail: string, on: string, ...words: readonly string[]): SearchEntry => ({
  kind,
  id,
  title,
  detail,
  on,
  words: [title, detail, ...words]
    .filter((word) => word !== '')
    .map(folded)
    .join('\n'),
});

const ofDocument = (document: Invoice | CreditNote): SearchEntry => {
  const { kind, id, number, buyer, issuedOn, currency, totals } = document;
  // People search an amount as they read it: with a point or a comma, and without its sign.
  const amount = majorText(Math.abs(totals.grossMinor), currency);
  return entry(kind, id, number ?? '', buyer.name, issuedOn, amount, amount.replace('.', ','), buyer.purchaseOrder, id);
};

const ofCustomer = ({ id, name, email, billingAddress, externalId, taxIds, contacts, signedUpOn }: Customer): SearchEntry =>
  entry(
    'customer',
    id,
    name,
    [billingAddress.city, billingAddress.country].filter(Boolean).join(', '),
    signedUpOn,
    email,
    externalId,
    ...taxIds.map(({ value }) => value),
    ...contacts.flatMap((contact) => [contact.name, contact.email]),
    id,
  );

/** Anything with a name: products, plans, offers, metrics, entities. */
type Named = { readonly id: string; readonly kind: string; readonly name?: string; readonly code?: string; readonly legalName?: string };

const namedKinds: ReadonlySet<string> = new Set(['product', 'plan', 'offer', 'metric', 'entity']);

/** What a document answers to; `null` for kinds that nobody looks for by name. */
export const searchEntryOf = (document: Named): SearchEntry | null => {
  if (document.kind === 'invoice' || document.kind === 'credit-note') return ofDocument(document as unknown as Invoice | CreditNote);
  if (document.kind === 'customer') return ofCustomer(document as unknown as Customer);
  if (!namedKinds.has(document.kind)) return null;
  const { id, kind, code = '' } = document;
  return entry(kind, id, document.name ?? document.legalName ?? code, code, '', id);
};

/** Every word of the question must stand somewhere in the entry. 0: it does not; higher is better. */
const scoreOf = ({ words }: SearchEntry, parts: readonly string[]): number => {
  let score = 0;
  for (const part of parts) {
    const at = words.indexOf(part);
    if (at === -1) return 0;
    const before = at === 0 ? '\n' : words.charAt(at - 1);
    const after = words.charAt(at + part.length);
    if (before === '\n') score += after === '' || after === '\n' ? 8 : 5;
    // The end of a number is what people remember: 0042 of INV-A7-2026-000042.
    else if (after === '' || after === '\n') score += 4;
    else score += /[\p{L}\p{N}]/u.test(before) ? 1 : 3;
  }
  return score;
};

const better = (a: SearchEntry, b: SearchEntry): number =>
  a.on === b.on ? (a.title < b.title ? -1 : a.title > b.title ? 1 : 0) : a.on < b.on ? 1 : -1;

type Found = { readonly entry: SearchEntry; readonly score: number };

/** The best answers, at most `limit`, of entries in several lists with empty places: exact first, then what begins or ends so, then newer before older. */
export const searched = (lists: Iterable<readonly (SearchEntry | null)[]>, text: string, limit: number): readonly SearchHit[] => {
  const parts = folded(text)
    .split(/\s+/)
    .filter((part) => part !== '');
  if (parts.length === 0) return [];
  // Only the best are kept, in order: a single letter stands in everything, and nothing is made for what is not among them.
  const best: Found[] = [];
  for (const list of lists) {
    for (const each of list) {
      const score = each === null ? 0 : scoreOf(each, parts);
      if (each === null || score === 0) continue;
      let at = best.length;
      for (let before = best[at - 1]; before !== undefined && isAhead(each, score, before); before = best[at - 1]) at -= 1;
      if (at >= limit) continue;
      best.splice(at, 0, { entry: each, score });
      if (best.length > limit) best.pop();
    }
  }
  return best.map(({ entry: { kind, id, title, detail } }) => ({ kind, id, title, detail }));
};

const isAhead = (each: SearchEntry, score: number, other: Found): boolean =>
  score > other.score || (score === other.score && better(each, other.entry) < 0);
