import type { CommandKind } from '../../core/use-cases.ts';
import { setUpWays } from './command-screens-set-up.ts';

/**
 * Where people give a command: the file that sends it and the message on what they click; or why nobody gives it by hand. `says` is what stands in
 * the file where that is not the kind itself.
 */
export type Way =
  | { readonly screen: string; readonly action: string; readonly says?: string }
  /** A sentence: who gives the command instead. */
  | { readonly none: string };

export type MoneyKind = Extract<
  CommandKind,
  `${'customer' | 'subscription' | 'entitlement' | 'order' | 'usage' | 'metric' | 'billing' | 'invoice' | 'credit-note' | 'adjustment' | 'payment' | 'refund' | 'promotional-credit'}.${string}`
>;

const customers = 'renderer/features/customers';
const subscriptions = 'renderer/features/subscriptions/actions';
const invoices = 'renderer/features/invoices';
const usage = 'renderer/features/usage';
const notYet = 'no screen yet, the command is given through files and the tests only';

/** Customers, what they bought, what they used, and money. */
const moneyWays: Readonly<Record<MoneyKind, Way>> = {
  'customer.create': { screen: `${customers}/customer-form.tsx`, action: 'customers.new' },
  'customer.edit': { screen: `${customers}/customer-form.tsx`, action: 'customers.edit' },
  'customer.archive': { screen: `${customers}/archive.tsx`, action: 'customers.archive' },
  'customer.unarchive': { screen: `${customers}/archive.tsx`, action: 'customers.bringBack' },
  'customer.add-tax-id': { screen: `${customers}/tax-panel.tsx`, action: 'customers.tax.addNumber' },
  'customer.remove-tax-id': { screen: `${customers}/tax-panel.tsx`, action: 'customers.tax.remove' },
  'customer.add-tax-exemption': { screen: `${customers}/tax-panel.tsx`, action: 'customers.tax.addExemption' },
  'customer.remove-tax-exemption': { screen: `${customers}/tax-panel.tsx`, action: 'customers.tax.remove' },

  'subscription.create': { screen: 'renderer/features/subscriptions/create-page.tsx', action: 'subscriptions.new' },
  'subscription.activate': { screen: `${subscriptions}/simple.tsx`, action: 'subscriptions.menu.activate' },
  'subscription.confirm-trial': { screen: `${subscriptions}/simple.tsx`, action: 'subscriptions.menu.confirm-trial' },
  'subscription.change-plan': { screen: `${subscriptions}/change-plan.tsx`, action: 'subscriptions.menu.change-plan' },
  'subscription.change-quantity': { screen: `${subscriptions}/change-quantity.tsx`, action: 'subscriptions.menu.change-quantity' },
  'subscription.negotiate-price': { screen: `${subscriptions}/price.tsx`, action: 'subscriptions.menu.negotiate-price' },
  'subscription.attach-add-on': { screen: `${subscriptions}/add-ons.tsx`, action: 'subscriptions.menu.attach-add-on' },
  'subscription.detach-add-on': { screen: `${subscriptions}/add-ons.tsx`, action: 'subscriptions.menu.detach-add-on' },
  'subscription.redeem-offer': { screen: `${subscriptions}/offers.tsx`, action: 'subscriptions.menu.redeem-offer' },
  'subscription.end-offer': { screen: `${subscriptions}/offers.tsx`, action: 'subscriptions.offers.end' },
  'subscription.pause': { screen: `${subscriptions}/pause.tsx`, action: 'subscriptions.menu.pause' },
  'subscription.resume': { screen: `${subscriptions}/pause.tsx`, action: 'subscriptions.menu.resume' },
  'subscription.cancel': { screen: `${subscriptions}/cancel.tsx`, action: 'subscriptions.menu.cancel' },
  'subscription.reactivate': { screen: `${subscriptions}/cancel.tsx`, action: 'subscriptions.menu.reactivate' },
  'subscription.withdraw-change': { screen: `${subscriptions}/simple.tsx`, action: 'subscriptions.planned.withdraw' },
  'subscription.accelerate': { screen: `${subscriptions}/simple.tsx`, action: 'subscriptions.menu.accelerate' },
  'subscription.update': { screen: `${subscriptions}/update.tsx`, action: 'subscriptions.menu.update' },
  'subscription.advance': { none: 'what falls due with time is given by the worker when it opens the store and before it bills' },
  'entitlement.adjust': { screen: `${subscriptions}/grant-adjustments.tsx`, action: 'subscriptions.menu.top-up' },
  'entitlement.consume': { screen: `${subscriptions}/consumption.tsx`, action: 'subscriptions.menu.consume' },
  'entitlement.set-in-use': { screen: `${subscriptions}/consumption.tsx`, action: 'subscriptions.menu.set-in-use' },
  'entitlement.advance': { none: 'what renews and expires with time is given by the worker when it opens the store and before it bills' },

  'order.place': { none: notYet },
  'order.cancel': { none: notYet },
  'order.cancel-line': { none: notYet },
  'order.reach-milestone': { none: notYet },

  'usage.record': { screen: `${usage}/event-form.tsx`, action: 'usage.record.title' },
  'metric.create': { screen: `${usage}/metric-form.tsx`, action: 'usage.metrics.new' },
  'metric.archive': { screen: `${usage}/metric-page.tsx`, action: 'usage.metrics.archive' },

  'billing.run': { screen: 'renderer/features/billing-run/use-run.ts', action: 'billing-run.start.action', says: '.start(' },
  'invoice.create-manual': { screen: `${invoices}/draft/new-invoice-page.tsx`, action: 'invoices.newInvoice' },
  'invoice.edit-draft': { screen: `${invoices}/draft/use-draft.ts`, action: 'invoices.draft.add' },
  'invoice.discard-draft': { screen: `${invoices}/draft/draft-page.tsx`, action: 'invoices.draft.discard' },
  'invoice.post-draft': { screen: `${invoices}/actions/finalise-dialog.tsx`, action: 'invoices.draft.post' },
  'invoice.finalise': { screen: `${invoices}/actions/finalise-dialog.tsx`, action: 'invoices.actions.finalise' },
  'invoice.void': { screen: `${invoices}/actions/reason-dialog.tsx`, action: 'invoices.actions.void' },
  'invoice.write-off': { screen: `${invoices}/actions/reason-dialog.tsx`, action: 'invoices.actions.writeOff' },
  'invoice.set-tax': { none: 'the answer of a tax provider; the connector that asked for it gives the command' },
  'credit-note.create': { screen: `${invoices}/actions/credit-drawer.tsx`, action: 'invoices.actions.credit' },
  'credit-note.create-standing': { screen: `${invoices}/actions/standing-credit-drawer.tsx`, action: 'invoices.newCredit' },
  'credit-note.apply': { screen: `${invoices}/actions/allocate-drawer.tsx`, action: 'invoices.actions.apply' },
  'credit-note.finalise': { screen: `${invoices}/actions/finalise-dialog.tsx`, action: 'invoices.actions.finalise' },
  'credit-note.void': { screen: `${invoices}/actions/reason-dialog.tsx`, action: 'invoices.actions.void' },
  'credit-note.set-tax': { none: 'the answer of a tax provider; the connector that asked for it gives the command' },
  'adjustment.create': { screen: `${invoices}/actions/adjustment-drawer.tsx`, action: 'invoices.newAdjustment' },
  'adjustment.withdraw': { screen: `${invoices}/money/money-peek.tsx`, action: 'invoices.actions.withdraw' },
  'payment.record': { screen: `${invoices}/actions/payment-drawer.tsx`, action: 'invoices.recordPayment' },
  'payment.allocate': { screen: `${invoices}/actions/allocate-drawer.tsx`, action: 'invoices.actions.allocate' },
  'payment.reverse': { screen: `${invoices}/actions/reason-dialog.tsx`, action: 'invoices.actions.reverse' },
  'refund.record': { screen: `${invoices}/actions/refund-drawer.tsx`, action: 'invoices.actions.refund' },
  'refund.reverse': { screen: `${invoices}/actions/reason-dialog.tsx`, action: 'invoices.actions.reverse' },
  'promotional-credit.grant': { none: notYet },
  'promotional-credit.revoke': { none: notYet },
};

/** THE list: every command kind with the screen action that gives it. A new use case does not compile here until somebody has said where it is given. */
export const commandWays: Readonly<Record<CommandKind, Way>> = { ...moneyWays, ...setUpWays };

/** What does not hold: a screen that is not there or does not send the command, an action without words in a language. */
export const brokenWays = (
  ways: Readonly<Record<string, Way>>,
  textAt: (path: string) => string | null,
  languages: Readonly<Record<string, (key: string) => boolean>>,
): readonly string[] =>
  Object.entries(ways).flatMap(([kind, way]) => {
    if ('none' in way) return way.none.length < 20 ? [`${kind}: say who gives it instead`] : [];
    const text = textAt(way.screen);
    if (text === null) return [`${kind}: ${way.screen} is not there`];
    const missing = Object.entries(languages).flatMap(([language, has]) =>
      has(way.action) ? [] : [`${kind}: ${way.action} is not said in ${language}`],
    );
    const signs = way.says === undefined ? [`'${kind}'`, `"${kind}"`] : [way.says];
    return signs.some((sign) => text.includes(sign)) ? missing : [...missing, `${kind}: ${way.screen} does not send it`];
  });
