import { type Command, revised } from '../kernel/command.ts';
import { done, refuse } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { idSchema, textSchema } from '../organization/schema.ts';
import type { OperatingEntity } from '../organization/types.ts';
import { type MissingInvoice, type MissingParty, today } from './issuing-facts.ts';
import { dueMinor, type InvoiceStatus, invoiceStatus } from './status.ts';
import type { Invoice } from './types.ts';

export type WriteOffInvoice = Command<'invoice.write-off', { readonly invoiceId: string; readonly reason: string }>;

export type WriteOffProblem =
  | MissingInvoice
  | MissingParty
  /** Only what is posted and not fully paid can be lost. */
  | { readonly code: 'invoice.not-open'; readonly invoiceId: string; readonly found: InvoiceStatus };

type Facts = { readonly invoice: Invoice | null; readonly entity: OperatingEntity | null };

/** INV-03: posted becomes uncollectible: nobody expects the money any more. It stays due, so that late money still pays it. */
export const writeOffInvoice: UseCase<WriteOffInvoice, Facts, WriteOffProblem, Reads<{ invoice: Invoice; entity: OperatingEntity }>> = {
  kind: 'invoice.write-off',
  shape: strictObject({ invoiceId: idSchema, reason: textSchema(500, 1) }),

  gather: async (command, source) => {
    const invoice = await source.get('invoice', command.body.invoiceId);
    return { invoice, entity: invoice === null ? null : await source.get('entity', invoice.entityId) };
  },

  plan: (command, { invoice, entity }) => {
    const { invoiceId, reason } = command.body;
    if (invoice === null) return refuse({ code: 'invoice.missing', invoiceId });
    if (entity === null) return refuse({ code: 'entity.missing', entityId: invoice.entityId });
    const on = today(command, entity);
    if (invoice.state.kind !== 'posted' || dueMinor(invoice) <= 0)
      return refuse({ code: 'invoice.not-open', invoiceId, found: invoiceStatus(invoice, on) });
    return done({ command, writes: [revised<Invoice>(invoice, { ...invoice, state: { kind: 'uncollectible', on, reason } })] });
  },
};
