import { byText } from '../kernel/order.ts';
import { taxIdKey } from './tax-id.ts';
import type { Customer, CustomerId } from './types.ts';

/** Why two accounts may be the same customer, the strongest reason first. */
export type DuplicateReason = 'external-id' | 'tax-id' | 'email' | 'name-and-place' | 'name';

export type LikelyDuplicate = { readonly customerId: CustomerId; readonly reasons: readonly [DuplicateReason, ...DuplicateReason[]] };

/** What is compared; a customer that is still being entered has no id. */
export type Comparable = Pick<Customer, 'externalId' | 'email' | 'name' | 'taxIds' | 'billingAddress'> & { readonly id?: CustomerId };

const weights: Readonly<Record<DuplicateReason, number>> = { 'external-id': 5, 'tax-id': 4, email: 3, 'name-and-place': 2, name: 1 };

/**
 * S8: accounts that may be the same customer, the likeliest first. A warning, no refusal: two reps may be right that two firms share a name. Archived
 * accounts count, since they can be taken out of the archive.
 */
export const likelyDuplicates = (customer: Comparable, others: readonly Customer[]): readonly LikelyDuplicate[] => {
  const wanted = traitsOf(customer);
  const found = others.flatMap((other): readonly LikelyDuplicate[] => {
    if (other.id === customer.id) return [];
    const [first, ...more] = sharedBy(wanted, traitsOf(other));
    return first === undefined ? [] : [{ customerId: other.id, reasons: [first, ...more] }];
  });
  return found.sort((a, b) => weightOf(b) - weightOf(a) || byText(a.customerId, b.customerId));
};

const weightOf = ({ reasons }: LikelyDuplicate): number => weights[reasons[0]] * 10 + reasons.length;

type Traits = {
  readonly externalId: string;
  readonly taxIds: readonly string[];
  readonly email: string;
  readonly name: string;
  readonly place: string;
};

const traitsOf = ({ externalId, taxIds, email, name, billingAddress }: Comparable): Traits => ({
  externalId: plain(externalId),
  taxIds: taxIds.map(taxIdKey),
  email: email.trim().toLowerCase(),
  name: nameKey(name),
  place: `${billingAddress.country}|${plain(billingAddress.postalCode)}|${plain(billingAddress.city)}`,
});

const sharedBy = (a: Traits, b: Traits): readonly DuplicateReason[] => {
  const reasons: DuplicateReason[] = [];
  if (a.externalId !== '' && a.externalId === b.externalId) reasons.push('external-id');
  if (a.taxIds.some((key) => b.taxIds.includes(key))) reasons.push('tax-id');
  if (a.email !== '' && a.email === b.email) reasons.push('email');
  if (a.name !== '' && a.name === b.name) reasons.push(a.place === b.place ? 'name-and-place' : 'name');
  return reasons;
};

/** Lower case, without accents, punctuation and blanks: letters and digits of any script. */
const plain = (text: string): string => words(text).join('');

const words = (text: string): readonly string[] =>
  text
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '');

/** Forms of companies, as they end a name once points are gone: `Acme Ltd.`, `ACME S.A.` and `Acme GmbH & Co. KG` are all `acme`. */
const legalForms = new Set(
  (
    'ab ag as aps asa bv co company corp corporation cv eg eood ev gbr gmbh inc incorporated kft kg kk lda limited llc llp lp ltd ltda mbh nv ou oy oyj ' +
    'plc pty pte rl sa sarl sas sasu se sl sp spa spzoo sro srl ug'
  ).split(' '),
);

const nameKey = (name: string): string => {
  const all = [...words(name.replace(/(?<=\p{L})\.(?=\p{L}\b)/gu, ''))];
  while (all.length > 1 && legalForms.has(all.at(-1) ?? '')) all.pop();
  return all.join('');
};
