import type { Customer } from '../customers/types.ts';
import { type Command, created } from '../kernel/command.ts';
import { derivedId } from '../kernel/ids.ts';
import { doneUnless } from '../kernel/outcome.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { type Currency, inUse } from '../money/currency.ts';
import type { OperatingEntity } from '../organization/types.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { type GrantPromotionalCreditBody, grantPromotionalCreditSchema } from './schema.ts';
import type { PromotionalCredit } from './types.ts';

export type GrantPromotionalCredit = Command<'promotional-credit.grant', GrantPromotionalCreditBody>;

export type GrantPromotionalCreditProblem =
  | { readonly code: 'customer.missing'; readonly customerId: string }
  | { readonly code: 'customer.archived'; readonly customerId: string }
  | { readonly code: 'entity.missing'; readonly entityId: string }
  | { readonly code: 'entity.archived'; readonly entityId: string }
  | { readonly code: 'books.locked'; readonly lockedBefore: PlainDate; readonly on: PlainDate }
  | { readonly code: 'promotional-credit.currency-not-in-use'; readonly currency: Currency; readonly on: PlainDate }
  | { readonly code: 'promotional-credit.expires-before-it-starts'; readonly grantedOn: PlainDate; readonly expiresOn: PlainDate };

type GrantFacts = { readonly customer: Customer | null; readonly entity: OperatingEntity | null };

/** OFR-25: credit of one entity in one currency, never paid out. It pays invoices after tax (OR-17). */
export const grantPromotionalCredit: UseCase<
  GrantPromotionalCredit,
  GrantFacts,
  GrantPromotionalCreditProblem,
  Reads<{ customer: Customer; entity: OperatingEntity }>
> = {
  kind: 'promotional-credit.grant',
  shape: grantPromotionalCreditSchema,

  gather: async (command, source) => ({
    customer: await source.get('customer', command.body.customerId),
    entity: await source.get('entity', command.body.entityId),
  }),

  plan: (command, facts) =>
    doneUnless(grantProblems(command.body, facts), () => ({
      command,
      writes: [
        created<PromotionalCredit>({
          id: derivedId('pcr', command.id),
          kind: 'promotional-credit',
          ...command.body,
          state: { kind: 'granted' },
        }),
      ],
    })),
};

const grantProblems = (body: GrantPromotionalCreditBody, { customer, entity }: GrantFacts): readonly GrantPromotionalCreditProblem[] => {
  const { customerId, entityId, currency, grantedOn, expiresOn } = body;
  const problems: GrantPromotionalCreditProblem[] = [];
  if (customer === null) problems.push({ code: 'customer.missing', customerId });
  else if (customer.state !== 'active') problems.push({ code: 'customer.archived', customerId });
  if (entity === null) problems.push({ code: 'entity.missing', entityId });
  else if (entity.state !== 'active') problems.push({ code: 'entity.archived', entityId });
  const lockedBefore = entity?.booksLockedBefore ?? null;
  if (lockedBefore !== null && grantedOn < lockedBefore) problems.push({ code: 'books.locked', lockedBefore, on: grantedOn });
  if (!inUse(currency, grantedOn)) problems.push({ code: 'promotional-credit.currency-not-in-use', currency, on: grantedOn });
  if (expiresOn !== null && expiresOn <= grantedOn) {
    problems.push({ code: 'promotional-credit.expires-before-it-starts', grantedOn, expiresOn });
  }
  return problems;
};
