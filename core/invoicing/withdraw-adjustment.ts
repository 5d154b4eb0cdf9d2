import { type Command, revised } from '../kernel/command.ts';
import { done, refuse } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { idSchema } from '../organization/schema.ts';
import type { OperatingEntity } from '../organization/types.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { type MissingParty, today } from './issuing-facts.ts';
import type { Adjustment } from './types.ts';

export type WithdrawAdjustment = Command<'adjustment.withdraw', { readonly adjustmentId: string }>;

export type WithdrawAdjustmentProblem =
  | MissingParty
  | { readonly code: 'adjustment.missing'; readonly adjustmentId: string }
  | { readonly code: 'adjustment.withdrawn'; readonly adjustmentId: string; readonly on: PlainDate };

type Facts = { readonly adjustment: Adjustment | null; readonly entity: OperatingEntity | null };

/** INV-23: it is owed no longer. What a run billed of it goes back with the next one, which compares what is owed with what was billed. */
export const withdrawAdjustment: UseCase<
  WithdrawAdjustment,
  Facts,
  WithdrawAdjustmentProblem,
  Reads<{ adjustment: Adjustment; entity: OperatingEntity }>
> = {
  kind: 'adjustment.withdraw',
  shape: strictObject({ adjustmentId: idSchema }),

  gather: async (command, source) => {
    const adjustment = await source.get('adjustment', command.body.adjustmentId);
    return { adjustment, entity: adjustment === null ? null : await source.get('entity', adjustment.entityId) };
  },

  plan: (command, { adjustment, entity }) => {
    const { adjustmentId } = command.body;
    if (adjustment === null) return refuse({ code: 'adjustment.missing', adjustmentId });
    if (entity === null) return refuse({ code: 'entity.missing', entityId: adjustment.entityId });
    const { state } = adjustment;
    if (state.kind === 'withdrawn') return refuse({ code: 'adjustment.withdrawn', adjustmentId, on: state.on });
    return done({
      command,
      writes: [revised<Adjustment>(adjustment, { ...adjustment, state: { kind: 'withdrawn', on: today(command, entity) } })],
    });
  },
};
