import type { Command } from '../kernel/command.ts';
import { done, refuse } from '../kernel/outcome.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { changeOf, gatherCustomer, type NamedCustomer, type NamedCustomerProblem } from './change-customer.ts';
import { type RemoveTaxIdBody, removeTaxIdSchema } from './schema.ts';
import { taxIdKey } from './tax-id.ts';
import type { Customer } from './types.ts';

export type RemoveTaxId = Command<'customer.remove-tax-id', RemoveTaxIdBody>;

export type RemoveTaxIdProblem =
  | NamedCustomerProblem
  | { readonly code: 'customer.tax-id-missing'; readonly country: string; readonly value: string };

/** Documents that were issued keep the number that they carry. */
export const removeTaxId: UseCase<RemoveTaxId, NamedCustomer, RemoveTaxIdProblem, Reads<{ customer: Customer }>> = {
  kind: 'customer.remove-tax-id',
  shape: removeTaxIdSchema,
  gather: gatherCustomer,
  plan: (command, facts) =>
    changeOf(command, facts, (customer) => {
      const { country, value } = command.body;
      const taxIds = customer.taxIds.filter((each) => taxIdKey(each) !== taxIdKey({ country, value }));
      return taxIds.length === customer.taxIds.length
        ? refuse({ code: 'customer.tax-id-missing', country, value })
        : done({ ...customer, taxIds });
    }),
};
