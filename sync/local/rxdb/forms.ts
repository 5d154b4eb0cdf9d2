import { migrations as catalog } from '../../../core/catalog/schema.ts';
import { migrations as customers } from '../../../core/customers/schema.ts';
import { migrations as invoicing } from '../../../core/invoicing/schema.ts';
import type { StoredDocument } from '../../../core/kernel/command.ts';
import { invariant } from '../../../core/kernel/invariant.ts';
import type { Migration } from '../../../core/kernel/shape.ts';
import { migrations as offers } from '../../../core/offers/schema.ts';
import { migrations as orders } from '../../../core/orders/schema.ts';
import { migrations as organization } from '../../../core/organization/schema.ts';
import { migrations as payments } from '../../../core/payments/schema.ts';
import { migrations as subscriptions } from '../../../core/subscriptions/schema.ts';
import { migrations as tax } from '../../../core/tax/schema.ts';
import { migrations as usage } from '../../../core/usage/schema.ts';

/** One change of how documents are written, from one release to the next. Pure; it is given every document of its kinds. */
export type FormStep = { readonly kinds: readonly string[]; readonly migrate: Migration };

/** How documents are written now, and how older ones become so. */
export type Forms = {
  /** The form in which documents are written: 1 for the first release, one more for each step. */
  readonly current: number;
  /** A document of an older form, in the current one. */
  raised(document: StoredDocument, form: number): StoredDocument;
  raisedAll(documents: readonly StoredDocument[], form: number): readonly StoredDocument[];
};

/** Every domain's own list of changes; each entry stands once in `released`. */
export const migrationsOfDomains = {
  catalog,
  customers,
  invoicing,
  offers,
  orders,
  organization,
  payments,
  subscriptions,
  tax,
  usage,
} as const;

/** THE list of steps, in the order in which they were released. One is added at the end and never changed afterwards. */
export const released: readonly FormStep[] = [];

export const formsOf = (steps: readonly FormStep[]): Forms => {
  const current = steps.length + 1;
  const raised = (document: StoredDocument, form: number): StoredDocument => {
    invariant(form >= 1 && form <= current, 'a document is not newer than the engine');
    let at: unknown = document;
    for (const { kinds, migrate } of steps.slice(form - 1)) if (kinds.includes(document.kind)) at = migrate(at);
    const after = at as StoredDocument;
    invariant(
      after.id === document.id && after.kind === document.kind && after.rev === document.rev,
      'a change of form keeps what a document is',
    );
    return after;
  };
  return {
    current,
    raised,
    raisedAll: (documents, form) => (form === current ? documents : documents.map((document) => raised(document, form))),
  };
};

export const currentForms: Forms = formsOf(released);
