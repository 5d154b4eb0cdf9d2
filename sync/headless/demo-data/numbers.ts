import { invariant } from '../../../core/kernel/invariant.ts';
import { isIban } from '../../../core/organization/iban.ts';
import { checkedTaxNumber } from '../../../core/tax/tax-number.ts';
import type { Random } from './random.ts';

const letters = 'ABDEFGHJLNPQRSTUWXYZ'.split('');

/** `#` becomes a digit, `@` a capital letter that no postal service confuses with a digit. */
export const filled = (pattern: string, random: Random): string =>
  pattern.replaceAll(/[#@]/g, (sign) => (sign === '#' ? String(random.whole(0, 9)) : random.pick(letters)));

/** What the body of a tax number looks like; the check digits come of trying. */
const taxNumberForms: Readonly<Record<string, string>> = {
  GB: 'GB#########',
  DE: 'DE#########',
  FR: 'FR###########',
  US: '##-#######',
  JP: 'T#############',
  PL: 'PL##########',
  GR: 'EL#########',
  NL: 'NL#########B##',
  BG: 'BG#########',
  SE: 'SE##########01',
  IE: 'IE#######W',
  CH: 'CHE-###.###.### MWST',
};

/** A number whose form and check digits hold; empty for a country that has none here. */
export const taxNumber = (country: string, random: Random): string => {
  const form = taxNumberForms[country];
  if (form === undefined) return '';
  for (let tries = 0; tries < 100_000; tries += 1) {
    const candidate = filled(form, random);
    const checked = checkedTaxNumber(country, candidate);
    if (checked.ok && checked.value.validity === 'format') return candidate;
  }
  invariant(false, `a tax number of ${country} can be found by trying`);
};

/** ISO 13616: the account with the check digits that it needs. */
export const iban = (country: string, account: string): string => {
  for (let check = 2; check <= 98; check += 1) {
    const candidate = `${country}${String(check).padStart(2, '0')}${account}`;
    if (isIban(candidate)) return candidate.replaceAll(/(.{4})(?=.)/g, '$1 ');
  }
  invariant(false, 'one pair of check digits fits every account');
};
