import type { Command } from '../kernel/command.ts';
import { done } from '../kernel/outcome.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { changeOf, gatherCustomer, type NamedCustomer, type NamedCustomerProblem } from './change-customer.ts';
import { type TaxIdProblem, taxIdProblems } from './customer-problems.ts';
import { type AddTaxIdBody, addTaxIdSchema } from './schema.ts';
import { strengthOf, taxIdKey, taxIdOf } from './tax-id.ts';
import type { Customer, TaxId } from './types.ts';

/** TAX-07: a tax number, with what is known of it. */
export type AddTaxId = Command<'customer.add-tax-id', AddTaxIdBody>;

/**
 * A number that the customer already has is not added again: it takes the new evidence where that says at least as much. Whether the form and the check
 * digits hold is for the tax rules to say (core/tax); here the evidence is only kept.
 */
export const addTaxId: UseCase<AddTaxId, NamedCustomer, NamedCustomerProblem | TaxIdProblem, Reads<{ customer: Customer }>> = {
  kind: 'customer.add-tax-id',
  shape: addTaxIdSchema,
  gather: gatherCustomer,
  plan: (command, facts) =>
    changeOf(command, facts, (customer) => {
      const added = taxIdOf(command.body.taxId, command.at);
      const taxIds = withTaxId(customer.taxIds, added);
      const problems = taxIdProblems([added]);
      return problems.length > 0 ? { ok: false, problems } : done({ ...customer, taxIds });
    }),
};

const withTaxId = (taxIds: readonly TaxId[], added: TaxId): readonly TaxId[] => {
  const key = taxIdKey(added);
  if (!taxIds.some((each) => taxIdKey(each) === key)) return [...taxIds, added];
  return taxIds.map((each) => (taxIdKey(each) === key && strengthOf(added.validity) >= strengthOf(each.validity) ? added : each));
};
