import { type MissingParty, today } from '../invoicing/issuing-facts.ts';
import { type Command, revised } from '../kernel/command.ts';
import { done, refuse } from '../kernel/outcome.ts';
import { schemaFor } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import type { OperatingEntity } from '../organization/types.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { reverseRefundSchema } from './schema.ts';
import type { Refund } from './types.ts';

export type ReverseRefund = Command<'refund.reverse', { readonly refundId: string; readonly reason: string }>;

export type ReverseRefundProblem =
  | MissingParty
  | { readonly code: 'refund.missing'; readonly refundId: string }
  | { readonly code: 'refund.reversed'; readonly refundId: string; readonly on: PlainDate; readonly reason: string };

type Facts = { readonly refund: Refund | null; readonly entity: OperatingEntity | null };

/** INV-22: the money came back (a closed account, a mistake). Its credit note can be used again. */
export const reverseRefund: UseCase<ReverseRefund, Facts, ReverseRefundProblem, Reads<{ refund: Refund; entity: OperatingEntity }>> = {
  kind: 'refund.reverse',
  shape: schemaFor<ReverseRefund['body']>()(reverseRefundSchema),

  gather: async (command, source) => {
    const refund = await source.get('refund', command.body.refundId);
    return { refund, entity: refund === null ? null : await source.get('entity', refund.entityId) };
  },

  plan: (command, { refund, entity }) => {
    const { refundId, reason } = command.body;
    if (refund === null) return refuse({ code: 'refund.missing', refundId });
    if (entity === null) return refuse({ code: 'entity.missing', entityId: refund.entityId });
    const { state } = refund;
    if (state.kind === 'reversed') return refuse({ code: 'refund.reversed', refundId, on: state.on, reason: state.reason });
    return done({
      command,
      writes: [revised<Refund>(refund, { ...refund, state: { kind: 'reversed', on: today(command, entity), reason } })],
    });
  },
};
