import type { RunBilling } from '../invoicing/run-billing.ts';

/**
 * A part of a billing run without some customers' work: they were billed elsewhere, or owe something else by now. The part then no longer comes to what the
 * run's hash says, so it says none.
 */
export const withoutCustomers = (command: RunBilling, customerIds: ReadonlySet<string>): RunBilling => ({
  ...command,
  body: { ...command.body, work: command.body.work.filter(({ customerId }) => !customerIds.has(customerId)), hash: '' },
});

/** A part of a billing run for one customer alone, to see whether it still holds. */
export const onlyCustomer = (command: RunBilling, customerId: string): RunBilling => ({
  ...command,
  body: { ...command.body, work: command.body.work.filter((work) => work.customerId === customerId) },
});
