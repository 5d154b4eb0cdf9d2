import { type Command, created } from '../kernel/command.ts';
import { derivedId } from '../kernel/ids.ts';
import { done } from '../kernel/outcome.ts';
import type { UseCase } from '../kernel/use-case.ts';
import { type CustomerRuleFacts, type CustomerRuleProblem, customerProblems } from './customer-problems.ts';
import { type CustomerSource, ruleFacts } from './customer-source.ts';
import { namedBy, type PartyProblem } from './party.ts';
import { type CreateCustomerBody, createCustomerSchema } from './schema.ts';
import { taxIdOf } from './tax-id.ts';
import type { Customer } from './types.ts';

export type CreateCustomer = Command<'customer.create', CreateCustomerBody>;

export type CreateCustomerProblem = PartyProblem | CustomerRuleProblem;

export const createCustomer: UseCase<CreateCustomer, Omit<CustomerRuleFacts, 'on'>, CreateCustomerProblem, CustomerSource> = {
  kind: 'customer.create',
  shape: createCustomerSchema,

  gather: (command, source) => ruleFacts(source, { ...command.body, externalId: command.body.externalId.trim() }),

  plan: (command, facts) => {
    const { companyName, personName, taxIds, externalId, email, ...fields } = command.body;
    const named = namedBy({ companyName, personName });
    const customer: Omit<Customer, 'rev'> = {
      id: derivedId('cus', command.id),
      kind: 'customer',
      ...fields,
      externalId: externalId.trim(),
      email: email.trim(),
      ...(named.ok ? named.value : { type: 'individual', name: '' }),
      taxIds: taxIds.map((entered) => taxIdOf(entered, command.at)),
      taxExemptions: [],
      state: 'active',
    };
    const broken = customerProblems({ ...customer, rev: 1 }, null, { ...facts, on: command.at.slice(0, 10) });
    const problems = named.ok ? broken : [...named.problems, ...broken];
    return problems.length > 0 ? { ok: false, problems } : done({ command, writes: [created<Customer>(customer)] });
  },
};
