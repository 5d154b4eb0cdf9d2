import { type Command, revised } from '../kernel/command.ts';
import { done, refuse } from '../kernel/outcome.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { gatherCustomer, type NamedCustomer } from './change-customer.ts';
import { type NamedCustomerBody, namedCustomerSchema } from './schema.ts';
import type { Customer, CustomerId } from './types.ts';

export type UnarchiveCustomer = Command<'customer.unarchive', NamedCustomerBody>;

export type UnarchiveCustomerProblem =
  | { readonly code: 'customer.missing'; readonly customerId: CustomerId }
  | { readonly code: 'customer.not-archived'; readonly customerId: CustomerId };

export const unarchiveCustomer: UseCase<UnarchiveCustomer, NamedCustomer, UnarchiveCustomerProblem, Reads<{ customer: Customer }>> = {
  kind: 'customer.unarchive',
  shape: namedCustomerSchema,
  gather: gatherCustomer,
  plan: (command, { customer }) => {
    const { customerId } = command.body;
    if (customer === null) return refuse({ code: 'customer.missing', customerId });
    if (customer.state !== 'archived') return refuse({ code: 'customer.not-archived', customerId });
    return done({ command, writes: [revised<Customer>(customer, { ...customer, state: 'active' })] });
  },
};
