import { type Command, revised } from '../kernel/command.ts';
import { done, refuse } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { idSchema } from '../organization/schema.ts';
import type { OperatingEntity } from '../organization/types.ts';
import type { NotDraft } from './edit-manual-invoice.ts';
import { type MissingInvoice, type MissingParty, today } from './issuing-facts.ts';
import type { Invoice } from './types.ts';

export type DiscardManualInvoice = Command<'invoice.discard-draft', { readonly invoiceId: string }>;

export type DiscardManualInvoiceProblem = MissingInvoice | MissingParty | NotDraft;

type Facts = { readonly invoice: Invoice | null; readonly entity: OperatingEntity | null };

/** INV-12: a draft that nobody wants. It never had a number, so it leaves no gap; it stays as void, so that stations learn of it. */
export const discardManualInvoice: UseCase<
  DiscardManualInvoice,
  Facts,
  DiscardManualInvoiceProblem,
  Reads<{ invoice: Invoice; entity: OperatingEntity }>
> = {
  kind: 'invoice.discard-draft',
  shape: strictObject({ invoiceId: idSchema }),

  gather: async (command, source) => {
    const invoice = await source.get('invoice', command.body.invoiceId);
    return { invoice, entity: invoice === null ? null : await source.get('entity', invoice.entityId) };
  },

  plan: (command, { invoice, entity }) => {
    const { invoiceId } = command.body;
    if (invoice === null) return refuse({ code: 'invoice.missing', invoiceId });
    if (entity === null) return refuse({ code: 'entity.missing', entityId: invoice.entityId });
    if (invoice.state.kind !== 'draft') return refuse({ code: 'invoice.not-draft', invoiceId, found: invoice.state.kind });
    return done({
      command,
      writes: [revised<Invoice>(invoice, { ...invoice, state: { kind: 'void', on: today(command, entity), reason: '' } })],
    });
  },
};
