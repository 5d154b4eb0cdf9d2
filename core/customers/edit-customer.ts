import type { Command } from '../kernel/command.ts';
import { type EditConflict, edited, type Edits } from '../kernel/edit.ts';
import { done, type Outcome } from '../kernel/outcome.ts';
import type { UseCase } from '../kernel/use-case.ts';
import { changeOf, type NamedCustomer, type NamedCustomerProblem } from './change-customer.ts';
import { type CustomerRuleFacts, type CustomerRuleProblem, customerProblems } from './customer-problems.ts';
import { type CustomerSource, ruleFacts } from './customer-source.ts';
import { namedBy, type Party, type PartyProblem, partyOf } from './party.ts';
import { type EditCustomerBody, editCustomerSchema } from './schema.ts';
import type { Customer } from './types.ts';

/** Names only the fields that it changes, each with what its author saw, so that edits of different fields from two stations merge. */
export type EditCustomer = Command<'customer.edit', EditCustomerBody>;

export type EditCustomerProblem = NamedCustomerProblem | EditConflict | PartyProblem | CustomerRuleProblem;

type EditFacts = Omit<CustomerRuleFacts, 'on'> & NamedCustomer;

export const editCustomer: UseCase<EditCustomer, EditFacts, EditCustomerProblem, CustomerSource> = {
  kind: 'customer.edit',
  shape: editCustomerSchema,

  gather: async (command, source) => {
    const { customerId, fields } = command.body;
    const named = {
      externalId: fields.externalId?.to.trim() ?? '',
      entityId: fields.entityId?.to ?? null,
      segments: fields.segments?.to ?? [],
    };
    return { customer: await source.get('customer', customerId), ...(await ruleFacts(source, named)) };
  },

  plan: (command, facts) =>
    changeOf(command, facts, (customer): Outcome<Customer, EditCustomerProblem> => {
      const after = editedCustomer(customer, command.body);
      if (!after.ok) return after;
      const problems = customerProblems(after.value, customer, { ...facts, on: command.at.slice(0, 10) });
      return problems.length > 0 ? { ok: false, problems } : after;
    }),
};

const editedCustomer = (customer: Customer, body: EditCustomerBody): Outcome<Customer, EditConflict | PartyProblem> => {
  const fields = edited<Customer & Party, keyof EditCustomerBody['fields']>({ ...customer, ...partyOf(customer) }, body.fields);
  const attributes = editedFacts(customer.attributes, body.attributes, '/attributes');
  const metadata = editedFacts(customer.metadata, body.metadata, '/metadata');
  if (!fields.ok || !attributes.ok || !metadata.ok) return { ok: false, problems: [fields, attributes, metadata].flatMap(problemsOf) };
  const { companyName, personName, ...rest } = fields.value;
  const named = namedBy({ companyName, personName });
  if (!named.ok) return named;
  const { externalId, email } = rest;
  return done({
    ...rest,
    ...named.value,
    externalId: externalId.trim(),
    email: email.trim(),
    attributes: attributes.value,
    metadata: metadata.value,
  });
};

const problemsOf = (outcome: Outcome<unknown, EditConflict>): readonly EditConflict[] => (outcome.ok ? [] : outcome.problems);

type FreeFacts = Readonly<Record<string, string>>;

/** Free facts are edited one by one, so that two stations may each add one; `null` is a fact that is not there. */
const editedFacts = (before: FreeFacts, edits: EditCustomerBody['attributes'], at: string): Outcome<FreeFacts, EditConflict> => {
  const open: Readonly<Record<string, string | null>> = before;
  const missing = Object.keys(edits).filter((key) => !Object.hasOwn(before, key));
  const after = edited({ ...open, ...Object.fromEntries(missing.map((key) => [key, null])) }, edits as Edits<typeof open, string>);
  if (!after.ok) return { ok: false, problems: after.problems.map((problem) => ({ ...problem, path: `${at}${problem.path}` })) };
  return done(Object.fromEntries(Object.entries(after.value).filter((entry): entry is [string, string] => entry[1] !== null)));
};
