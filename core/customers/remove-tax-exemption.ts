import type { Command } from '../kernel/command.ts';
import { sameData } from '../kernel/edit.ts';
import { done, refuse } from '../kernel/outcome.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { changeOf, gatherCustomer, type NamedCustomer, type NamedCustomerProblem } from './change-customer.ts';
import { type TaxExemptionBody, taxExemptionBodySchema } from './schema.ts';
import type { Customer } from './types.ts';

export type RemoveTaxExemption = Command<'customer.remove-tax-exemption', TaxExemptionBody>;

export type RemoveTaxExemptionProblem =
  | NamedCustomerProblem
  | { readonly code: 'customer.exemption-missing'; readonly country: string; readonly certificate: string };

/** Takes back an exemption that was wrong from the start; one that ended keeps its last day instead. Issued documents keep their reason. */
export const removeTaxExemption: UseCase<RemoveTaxExemption, NamedCustomer, RemoveTaxExemptionProblem, Reads<{ customer: Customer }>> = {
  kind: 'customer.remove-tax-exemption',
  shape: taxExemptionBodySchema,
  gather: gatherCustomer,
  plan: (command, facts) =>
    changeOf(command, facts, (customer) => {
      const { exemption } = command.body;
      const taxExemptions = customer.taxExemptions.filter((each) => !sameData(each, exemption));
      return taxExemptions.length === customer.taxExemptions.length
        ? refuse({ code: 'customer.exemption-missing', country: exemption.country, certificate: exemption.certificate })
        : done({ ...customer, taxExemptions });
    }),
};
