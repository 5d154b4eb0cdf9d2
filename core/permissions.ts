import type { DocumentKind } from './collections.ts';
import type { CommandKind } from './use-cases.ts';

/** ROL-02: the named roles. */
export const roles = ['administrator', 'marketing', 'sales', 'finance', 'developer', 'auditor'] as const;
export type Role = (typeof roles)[number];

/** ROL-04: the areas of the matrix, and usage as one of its own (finance imports it, developers send it). */
export type Area = 'organization' | 'catalog' | 'entitlements' | 'usage' | 'customers' | 'subscriptions' | 'documents' | 'people' | 'audit';

/** What somebody may do in an area. Each includes those before it: `change` creates and changes within limits, `edit` does everything. */
export type Level = 'none' | 'read' | 'change' | 'edit';

const levels: readonly Level[] = ['none', 'read', 'change', 'edit'];

/** ROL-04: the matrix of spec 12.3, as far as its areas exist. */
export const permissionMatrix: Readonly<Record<Area, Readonly<Record<Role, Level>>>> = {
  organization: { administrator: 'edit', marketing: 'read', sales: 'none', finance: 'edit', developer: 'read', auditor: 'read' },
  catalog: { administrator: 'edit', marketing: 'edit', sales: 'read', finance: 'read', developer: 'read', auditor: 'read' },
  entitlements: { administrator: 'edit', marketing: 'edit', sales: 'read', finance: 'read', developer: 'edit', auditor: 'read' },
  usage: { administrator: 'edit', marketing: 'read', sales: 'read', finance: 'edit', developer: 'edit', auditor: 'read' },
  customers: { administrator: 'edit', marketing: 'read', sales: 'edit', finance: 'edit', developer: 'read', auditor: 'read' },
  subscriptions: { administrator: 'edit', marketing: 'read', sales: 'change', finance: 'edit', developer: 'read', auditor: 'read' },
  documents: { administrator: 'edit', marketing: 'none', sales: 'read', finance: 'edit', developer: 'read', auditor: 'read' },
  people: { administrator: 'edit', marketing: 'none', sales: 'none', finance: 'edit', developer: 'none', auditor: 'read' },
  audit: { administrator: 'read', marketing: 'none', sales: 'none', finance: 'read', developer: 'none', auditor: 'read' },
};

export type Need = { readonly area: Area; readonly level: Level };

const edit = (area: Area): Need => ({ area, level: 'edit' });
const change = (area: Area): Need => ({ area, level: 'change' });

/** What giving a command needs (ROL-03, ROL-04). A new command does not compile without its line. */
export const needOf: Readonly<Record<CommandKind, Need>> = {
  'adjustment.create': edit('documents'),
  'adjustment.withdraw': edit('documents'),
  'billing.run': edit('documents'),
  'credit-note.apply': edit('documents'),
  'credit-note.create': edit('documents'),
  'credit-note.create-standing': edit('documents'),
  'credit-note.finalise': edit('documents'),
  'credit-note.set-tax': edit('documents'),
  'credit-note.void': edit('documents'),
  'customer.add-tax-exemption': edit('customers'),
  'customer.add-tax-id': edit('customers'),
  'customer.archive': edit('customers'),
  'customer.create': edit('customers'),
  'customer.edit': edit('customers'),
  'customer.remove-tax-exemption': edit('customers'),
  'customer.remove-tax-id': edit('customers'),
  'customer.unarchive': edit('customers'),
  'entitlement.adjust': edit('subscriptions'),
  'entitlement.advance': change('subscriptions'),
  'entitlement.consume': edit('usage'),
  'entitlement.set-in-use': edit('usage'),
  'entity.archive': edit('organization'),
  'entity.create': edit('organization'),
  'entity.edit': edit('organization'),
  'entity.edit-invoice-settings': edit('organization'),
  'entity.edit-policies': edit('organization'),
  'entity.edit-template': edit('organization'),
  'entity.lock-books': edit('organization'),
  'entity.make-fallback': edit('organization'),
  'exchange-rate.add': edit('organization'),
  'external-series.append': edit('catalog'),
  'external-series.create': edit('catalog'),
  'invoice.create-manual': edit('documents'),
  'invoice.discard-draft': edit('documents'),
  'invoice.edit-draft': edit('documents'),
  'invoice.finalise': edit('documents'),
  'invoice.post-draft': edit('documents'),
  'invoice.set-tax': edit('documents'),
  'invoice.void': edit('documents'),
  'invoice.write-off': edit('documents'),
  'metric.archive': edit('entitlements'),
  'metric.create': edit('entitlements'),
  'migration.apply': edit('subscriptions'),
  'number-series.close': edit('organization'),
  'number-series.end-at-restore': edit('organization'),
  'number-series.lease-block': edit('documents'),
  'number-series.return-block': edit('documents'),
  'number-series.void-number': edit('documents'),
  'offer.activate': edit('catalog'),
  'offer.archive': edit('catalog'),
  'offer.create': edit('catalog'),
  'offer.edit': edit('catalog'),
  'order.cancel': change('subscriptions'),
  'order.cancel-line': change('subscriptions'),
  'order.place': change('subscriptions'),
  'order.reach-milestone': change('subscriptions'),
  'payment.allocate': edit('documents'),
  'payment.record': edit('documents'),
  'payment.reverse': edit('documents'),
  'plan.activate': edit('catalog'),
  'plan.archive': edit('catalog'),
  'plan.create': edit('catalog'),
  'plan.deactivate': edit('catalog'),
  'plan.discard-draft': edit('catalog'),
  'plan.edit': edit('catalog'),
  'plan.edit-draft': edit('catalog'),
  'plan.grandfather': edit('catalog'),
  'plan.link-add-on': edit('catalog'),
  'plan.publish': edit('catalog'),
  'plan.set-successor': edit('catalog'),
  'plan.start-draft': edit('catalog'),
  'plan.unlink-add-on': edit('catalog'),
  'product-group.create': edit('catalog'),
  'product-group.edit': edit('catalog'),
  'product.activate': edit('catalog'),
  'product.add-feature': edit('entitlements'),
  'product.archive': edit('catalog'),
  'product.create': edit('catalog'),
  'product.delete': edit('catalog'),
  'product.edit': edit('catalog'),
  'product.edit-feature': edit('entitlements'),
  'product.remove-feature': edit('entitlements'),
  'product.unarchive': edit('catalog'),
  'promotional-credit.grant': edit('documents'),
  'promotional-credit.revoke': edit('documents'),
  'refund.record': edit('documents'),
  'refund.reverse': edit('documents'),
  'segment.create': edit('catalog'),
  'segment.edit': edit('catalog'),
  'subscription.accelerate': edit('subscriptions'),
  'subscription.activate': change('subscriptions'),
  'subscription.advance': change('subscriptions'),
  'subscription.attach-add-on': change('subscriptions'),
  'subscription.cancel': change('subscriptions'),
  'subscription.change-plan': change('subscriptions'),
  'subscription.change-quantity': change('subscriptions'),
  'subscription.confirm-trial': change('subscriptions'),
  'subscription.create': change('subscriptions'),
  'subscription.detach-add-on': change('subscriptions'),
  'subscription.end-offer': edit('subscriptions'),
  'subscription.negotiate-price': edit('subscriptions'),
  'subscription.pause': change('subscriptions'),
  'subscription.reactivate': change('subscriptions'),
  'subscription.redeem-offer': change('subscriptions'),
  'subscription.resume': change('subscriptions'),
  'subscription.update': change('subscriptions'),
  'subscription.withdraw-change': change('subscriptions'),
  'tax-rate.add': edit('organization'),
  'tax-rate.change': edit('organization'),
  'tax-rate.end': edit('organization'),
  'tax-registration.add': edit('organization'),
  'tax-registration.end': edit('organization'),
  'usage.record': edit('usage'),
};

/** What only the server itself does, whatever the role of who asks for it: it alone counts a central series on (NUM-02). */
const kindsOfServer: ReadonlySet<CommandKind> = new Set<CommandKind>(['number-series.end-at-restore', 'number-series.lease-block']);

export const isOfServer = (kind: CommandKind): boolean => kindsOfServer.has(kind);

/**
 * Which area a kind of document is read with. `null`: everybody who signs in reads it, because every computation needs it (an entity's currency and zone, its
 * rates); the screens that configure it are another matter.
 */
export const areaOfKind: Readonly<Record<DocumentKind, Area | null>> = {
  entity: null,
  'number-series': null,
  'rate-table': null,
  'tax-rate': null,
  'product-group': 'catalog',
  segment: 'catalog',
  product: 'catalog',
  plan: 'catalog',
  'plan-version': 'catalog',
  'external-series': 'catalog',
  metric: 'entitlements',
  offer: 'catalog',
  customer: 'customers',
  subscription: 'subscriptions',
  order: 'subscriptions',
  'usage-event': 'usage',
  invoice: 'documents',
  'credit-note': 'documents',
  adjustment: 'documents',
  payment: 'documents',
  refund: 'documents',
  'promotional-credit': 'documents',
  'billing-run': 'documents',
};

/** Who asks: a role, and the entities whose work it covers (ROL-06); `null` for all of them, those to come included. */
export type Access = { readonly role: Role; readonly entityIds: readonly string[] | null };

export const isAllowed = (role: Role, { area, level }: Need): boolean =>
  levels.indexOf(permissionMatrix[area][role]) >= levels.indexOf(level);

/** ROL-05: whether a role may give a command of this kind at all. Which entities it may touch is asked of what the command writes. */
export const mayGive = (role: Role, kind: CommandKind): boolean => isAllowed(role, needOf[kind]);

/** NUM-05: that a machine is lost, and its series ends, only an administrator says, whatever else a role closes. */
export const mayCloseLost = (role: Role): boolean => role === 'administrator';

/** ROL-06: something of another entity than theirs. Of a customer whom one of theirs bills: they see them, and only that entity's people change them. */
export const isOfOtherEntity = (access: Access | null, entityId: string | null): boolean =>
  access !== null && access.entityIds !== null && entityId !== null && !access.entityIds.includes(entityId);

/** Whether a role reads documents of this kind. */
export const mayRead = (role: Role, kind: DocumentKind): boolean => {
  const area = areaOfKind[kind];
  return area === null || isAllowed(role, { area, level: 'read' });
};
