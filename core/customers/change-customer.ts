import { type Change, type Command, revised } from '../kernel/command.ts';
import { sameData } from '../kernel/edit.ts';
import { done, type Outcome, type ProblemLike, refuse } from '../kernel/outcome.ts';
import type { Reads } from '../kernel/use-case.ts';
import type { Customer, CustomerId } from './types.ts';

export type NamedCustomerProblem =
  | { readonly code: 'customer.missing'; readonly customerId: CustomerId }
  | { readonly code: 'customer.archived'; readonly customerId: CustomerId };

export type NamedCustomer = { readonly customer: Customer | null };

export const gatherCustomer = async (
  command: { readonly body: { readonly customerId: CustomerId } },
  source: Reads<{ customer: Customer }>,
): Promise<NamedCustomer> => ({ customer: await source.get('customer', command.body.customerId) });

/** The change of one active customer; nothing is written where the customer already is as it shall be. */
export const changeOf = <C extends Command<string, { readonly customerId: CustomerId }>, P extends ProblemLike>(
  command: C,
  { customer }: NamedCustomer,
  next: (before: Customer) => Outcome<Customer, P>,
): Outcome<Change<C>, P | NamedCustomerProblem> => {
  const { customerId } = command.body;
  if (customer === null) return refuse({ code: 'customer.missing', customerId });
  if (customer.state === 'archived') return refuse({ code: 'customer.archived', customerId });
  const after = next(customer);
  if (!after.ok) return after;
  return done({ command, writes: sameData(customer, after.value) ? [] : [revised(customer, after.value)] });
};
