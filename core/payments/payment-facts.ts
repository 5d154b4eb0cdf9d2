import type { AccountFacts } from '../invoicing/account.ts';
import { accountFacts, type AccountKinds } from '../invoicing/issuing-facts.ts';
import type { Reads } from '../kernel/use-case.ts';
import type { OperatingEntity } from '../organization/types.ts';
import type { Payment, Refund } from './types.ts';

/** What changing one stored payment or refund looks at. */
export type MoneyKinds = Omit<AccountKinds, 'payment' | 'refund'> & { payment: Payment; refund: Refund; entity: OperatingEntity };

export type MoneyFacts<D> = { readonly document: D | null; readonly entity: OperatingEntity | null; readonly account: AccountFacts | null };

export const moneyFacts = async <D extends { readonly customerId: string; readonly entityId: string }>(
  document: D | null,
  source: Reads<MoneyKinds>,
): Promise<MoneyFacts<D>> => {
  if (document === null) return { document, entity: null, account: null };
  const { customerId, entityId } = document;
  const [entity, account] = await Promise.all([source.get('entity', entityId), accountFacts(source, customerId, entityId)]);
  return { document, entity, account };
};

export type PaymentProblem =
  | { readonly code: 'payment.missing'; readonly paymentId: string }
  | { readonly code: 'payment.reversed'; readonly paymentId: string; readonly on: string; readonly reason: string };
