import type { Command } from '../kernel/command.ts';
import { done } from '../kernel/outcome.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { changeOf, gatherCustomer, type NamedCustomer, type NamedCustomerProblem } from './change-customer.ts';
import { type NamedCustomerBody, namedCustomerSchema } from './schema.ts';
import type { Customer } from './types.ts';

export type ArchiveCustomer = Command<'customer.archive', NamedCustomerBody>;

/** An archived customer buys nothing new and is not edited; what runs keeps being billed, and documents keep its name. */
export const archiveCustomer: UseCase<ArchiveCustomer, NamedCustomer, NamedCustomerProblem, Reads<{ customer: Customer }>> = {
  kind: 'customer.archive',
  shape: namedCustomerSchema,
  gather: gatherCustomer,
  plan: (command, facts) => changeOf(command, facts, (customer) => done({ ...customer, state: 'archived' })),
};
