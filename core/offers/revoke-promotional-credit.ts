import { type Command, revised } from '../kernel/command.ts';
import { done, refuse } from '../kernel/outcome.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import type { OperatingEntity } from '../organization/types.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { type RevokePromotionalCreditBody, revokePromotionalCreditSchema } from './schema.ts';
import type { PromotionalCredit } from './types.ts';

export type RevokePromotionalCredit = Command<'promotional-credit.revoke', RevokePromotionalCreditBody>;

export type RevokePromotionalCreditProblem =
  | { readonly code: 'promotional-credit.missing'; readonly creditId: string }
  | { readonly code: 'promotional-credit.revoked'; readonly creditId: string; readonly on: PlainDate }
  | { readonly code: 'promotional-credit.not-yet-granted'; readonly creditId: string; readonly grantedOn: PlainDate }
  | { readonly code: 'books.locked'; readonly lockedBefore: PlainDate; readonly on: PlainDate };

type RevokeFacts = { readonly credit: PromotionalCredit | null; readonly entity: OperatingEntity | null };

/** OFR-25: what is left can no longer be used from the day on; what it paid stays paid. */
export const revokePromotionalCredit: UseCase<
  RevokePromotionalCredit,
  RevokeFacts,
  RevokePromotionalCreditProblem,
  Reads<{ 'promotional-credit': PromotionalCredit; entity: OperatingEntity }>
> = {
  kind: 'promotional-credit.revoke',
  shape: revokePromotionalCreditSchema,

  gather: async (command, source) => {
    const credit = await source.get('promotional-credit', command.body.creditId);
    return { credit, entity: credit === null ? null : await source.get('entity', credit.entityId) };
  },

  plan: (command, { credit, entity }) => {
    const { creditId, on, reason } = command.body;
    if (credit === null) return refuse({ code: 'promotional-credit.missing', creditId });
    if (credit.state.kind === 'revoked') return refuse({ code: 'promotional-credit.revoked', creditId, on: credit.state.on });
    if (on < credit.grantedOn) return refuse({ code: 'promotional-credit.not-yet-granted', creditId, grantedOn: credit.grantedOn });
    const lockedBefore = entity?.booksLockedBefore ?? null;
    if (lockedBefore !== null && on < lockedBefore) return refuse({ code: 'books.locked', lockedBefore, on });
    return done({ command, writes: [revised<PromotionalCredit>(credit, { ...credit, state: { kind: 'revoked', on, reason } })] });
  },
};
