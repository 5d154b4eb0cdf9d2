import type { Command } from '../kernel/command.ts';
import { sameData } from '../kernel/edit.ts';
import { done } from '../kernel/outcome.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { changeOf, gatherCustomer, type NamedCustomer, type NamedCustomerProblem } from './change-customer.ts';
import { type ExemptionProblem, exemptionProblems } from './customer-problems.ts';
import { type TaxExemptionBody, taxExemptionBodySchema } from './schema.ts';
import type { Customer } from './types.ts';

/** TAX-10: a certificate with its reason, its reach and its time. The same one entered twice is one. */
export type AddTaxExemption = Command<'customer.add-tax-exemption', TaxExemptionBody>;

export const addTaxExemption: UseCase<
  AddTaxExemption,
  NamedCustomer,
  NamedCustomerProblem | ExemptionProblem,
  Reads<{ customer: Customer }>
> = {
  kind: 'customer.add-tax-exemption',
  shape: taxExemptionBodySchema,
  gather: gatherCustomer,
  plan: (command, facts) =>
    changeOf(command, facts, (customer) => {
      const { exemption } = command.body;
      const problems = exemptionProblems(exemption);
      if (problems.length > 0) return { ok: false, problems };
      const known = customer.taxExemptions.some((each) => sameData(each, exemption));
      return done(known ? customer : { ...customer, taxExemptions: [...customer.taxExemptions, exemption] });
    }),
};
