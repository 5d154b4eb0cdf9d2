import { done, type Outcome, refuse } from '../kernel/outcome.ts';
import type { Customer } from './types.ts';

/** Whom the documents name: a company or a person, the other one empty. */
export type Party = { readonly companyName: string; readonly personName: string };

export type PartyProblem =
  | { readonly code: 'customer.name-missing' }
  /** Documents carry one name; the person of a company is a contact. */
  | { readonly code: 'customer.two-names'; readonly companyName: string; readonly personName: string };

/** TAX-07: business where a company name exists, else individual. */
export const namedBy = ({ companyName, personName }: Party): Outcome<Pick<Customer, 'name' | 'type'>, PartyProblem> => {
  const company = companyName.trim();
  const person = personName.trim();
  if (company !== '' && person !== '') return refuse({ code: 'customer.two-names', companyName: company, personName: person });
  if (company !== '') return done({ type: 'business', name: company });
  return person === '' ? refuse({ code: 'customer.name-missing' }) : done({ type: 'individual', name: person });
};

export const partyOf = ({ type, name }: Pick<Customer, 'name' | 'type'>): Party =>
  type === 'business' ? { companyName: name, personName: '' } : { companyName: '', personName: name };
