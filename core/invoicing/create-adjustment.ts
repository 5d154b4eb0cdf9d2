import type { Customer } from '../customers/types.ts';
import { type Command, created } from '../kernel/command.ts';
import { derivedId } from '../kernel/ids.ts';
import { done } from '../kernel/outcome.ts';
import { schemaFor } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import type { OperatingEntity } from '../organization/types.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { type BooksLocked, lockProblems, today } from './issuing-facts.ts';
import { type ManualProblem, type NamedParties, partiesOf } from './manual-facts.ts';
import { createAdjustmentSchema } from './schema.ts';
import type { Adjustment } from './types.ts';

/** `amountMinor` is signed and before tax: above zero the customer owes it, below zero it is owed to the customer. `on`: `null` for today. */
export type CreateAdjustment = Command<
  'adjustment.create',
  NamedParties & { readonly amountMinor: number; readonly taxClass: string; readonly reason: string; readonly on: PlainDate | null }
>;

export type CreateAdjustmentProblem = ManualProblem | BooksLocked | { readonly code: 'adjustment.zero' };

type Facts = { readonly customer: Customer | null; readonly entities: readonly OperatingEntity[] };

/** INV-23: a debit or credit that happens once, with its reason, billed by the next run that reaches its day. */
export const createAdjustment: UseCase<
  CreateAdjustment,
  Facts,
  CreateAdjustmentProblem,
  Reads<{ customer: Customer; entity: OperatingEntity }>
> = {
  kind: 'adjustment.create',
  shape: schemaFor<CreateAdjustment['body']>()(createAdjustmentSchema),

  gather: async (command, source) => ({
    customer: await source.get('customer', command.body.customerId),
    entities: await source.list('entity'),
  }),

  plan: (command, facts) => {
    const parties = partiesOf(command, facts);
    if (!parties.ok) return parties;
    const { customer, entity, currency } = parties.value;
    const { amountMinor, taxClass, reason } = command.body;
    const on = command.body.on ?? today(command, entity);
    const problems: CreateAdjustmentProblem[] = [...lockProblems(entity, on)];
    if (amountMinor === 0) problems.push({ code: 'adjustment.zero' });
    if (problems.length > 0) return { ok: false, problems };
    const adjustment: Omit<Adjustment, 'rev'> = {
      id: derivedId('adj', command.id),
      kind: 'adjustment',
      customerId: customer.id,
      entityId: entity.id,
      currency,
      amountMinor,
      taxClass,
      reason,
      on,
      state: { kind: 'open' },
    };
    return done({ command, writes: [created<Adjustment>(adjustment)] });
  },
};
