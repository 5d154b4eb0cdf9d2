import { activatePlan } from './catalog/activate-plan.ts';
import { activateProduct } from './catalog/activate-product.ts';
import { addFeature } from './catalog/add-feature.ts';
import { appendExternalValues } from './catalog/append-external-values.ts';
import { archivePlan } from './catalog/archive-plan.ts';
import { archiveProduct } from './catalog/archive-product.ts';
import { createExternalSeries } from './catalog/create-external-series.ts';
import { createPlan } from './catalog/create-plan.ts';
import { createProductGroup } from './catalog/create-product-group.ts';
import { createProduct } from './catalog/create-product.ts';
import { createSegment } from './catalog/create-segment.ts';
import { deactivatePlan } from './catalog/deactivate-plan.ts';
import { deleteProduct } from './catalog/delete-product.ts';
import { discardDraft } from './catalog/discard-draft.ts';
import { editDraft } from './catalog/edit-draft.ts';
import { editFeature } from './catalog/edit-feature.ts';
import { editPlan } from './catalog/edit-plan.ts';
import { editProductGroup } from './catalog/edit-product-group.ts';
import { editProduct } from './catalog/edit-product.ts';
import { editSegment } from './catalog/edit-segment.ts';
import { grandfatherPlan } from './catalog/grandfather-plan.ts';
import { linkAddOn } from './catalog/link-add-on.ts';
import { publishPlan } from './catalog/publish-plan.ts';
import { removeFeature } from './catalog/remove-feature.ts';
import { setSuccessor } from './catalog/set-successor.ts';
import { startDraft } from './catalog/start-draft.ts';
import { unarchiveProduct } from './catalog/unarchive-product.ts';
import { unlinkAddOn } from './catalog/unlink-add-on.ts';
import { addTaxExemption } from './customers/add-tax-exemption.ts';
import { addTaxId } from './customers/add-tax-id.ts';
import { archiveCustomer } from './customers/archive-customer.ts';
import { createCustomer } from './customers/create-customer.ts';
import { editCustomer } from './customers/edit-customer.ts';
import { removeTaxExemption } from './customers/remove-tax-exemption.ts';
import { removeTaxId } from './customers/remove-tax-id.ts';
import { unarchiveCustomer } from './customers/unarchive-customer.ts';
import { applyCreditNote } from './invoicing/apply-credit-note.ts';
import { createAdjustment } from './invoicing/create-adjustment.ts';
import { createCreditNote } from './invoicing/create-credit-note.ts';
import { createManualInvoice } from './invoicing/create-manual-invoice.ts';
import { createStandingCredit } from './invoicing/create-standing-credit.ts';
import { discardManualInvoice } from './invoicing/discard-manual-invoice.ts';
import { editManualInvoice } from './invoicing/edit-manual-invoice.ts';
import { finaliseCreditNote, finaliseInvoice } from './invoicing/finalise.ts';
import { postManualInvoice } from './invoicing/post-manual-invoice.ts';
import { runBilling } from './invoicing/run-billing.ts';
import { setCreditNoteTax, setInvoiceTax } from './invoicing/set-tax.ts';
import { voidCreditNote } from './invoicing/void-credit-note.ts';
import { voidInvoice } from './invoicing/void-invoice.ts';
import { withdrawAdjustment } from './invoicing/withdraw-adjustment.ts';
import { writeOffInvoice } from './invoicing/write-off-invoice.ts';
import { activateOffer } from './offers/activate-offer.ts';
import { archiveOffer } from './offers/archive-offer.ts';
import { createOffer } from './offers/create-offer.ts';
import { editOffer } from './offers/edit-offer.ts';
import { grantPromotionalCredit } from './offers/grant-promotional-credit.ts';
import { revokePromotionalCredit } from './offers/revoke-promotional-credit.ts';
import { cancelOrderLine } from './orders/cancel-order-line.ts';
import { cancelOrder } from './orders/cancel-order.ts';
import { placeOrder } from './orders/place-order.ts';
import { reachMilestone } from './orders/reach-milestone.ts';
import { addExchangeRates } from './organization/add-exchange-rates.ts';
import { archiveEntity } from './organization/archive-entity.ts';
import { closeSeries } from './organization/close-series.ts';
import { createEntity } from './organization/create-entity.ts';
import { editEntity } from './organization/edit-entity.ts';
import { editInvoiceSettings, editPolicies, editTemplate } from './organization/edit-settings.ts';
import { endSeriesAtRestore } from './organization/end-at-restore.ts';
import { leaseBlock } from './organization/lease-block.ts';
import { lockBooks } from './organization/lock-books.ts';
import { makeFallback } from './organization/make-fallback.ts';
import { returnBlock } from './organization/return-block.ts';
import { voidNumber } from './organization/void-number.ts';
import { allocatePayment } from './payments/allocate-payment.ts';
import { recordPayment } from './payments/record-payment.ts';
import { recordRefund } from './payments/record-refund.ts';
import { reversePayment } from './payments/reverse-payment.ts';
import { reverseRefund } from './payments/reverse-refund.ts';
import { accelerateInstalments } from './subscriptions/accelerate-instalments.ts';
import { activateSubscription } from './subscriptions/activate-subscription.ts';
import { adjustEntitlement } from './subscriptions/adjust-entitlement.ts';
import { advanceEntitlements } from './subscriptions/advance-entitlements.ts';
import { advanceSubscriptions } from './subscriptions/advance-subscriptions.ts';
import { applyMigration } from './subscriptions/apply-migration.ts';
import { attachAddOn } from './subscriptions/attach-add-on.ts';
import { cancelSubscription } from './subscriptions/cancel-subscription.ts';
import { changePlan } from './subscriptions/change-plan.ts';
import { changeQuantity } from './subscriptions/change-quantity.ts';
import { confirmTrial } from './subscriptions/confirm-trial.ts';
import { consumeEntitlement } from './subscriptions/consume-entitlement.ts';
import { createSubscription } from './subscriptions/create-subscription.ts';
import { detachAddOn } from './subscriptions/detach-add-on.ts';
import { endOffer } from './subscriptions/end-offer.ts';
import { negotiatePrice } from './subscriptions/negotiate-price.ts';
import { pauseSubscription } from './subscriptions/pause-subscription.ts';
import { reactivateSubscription } from './subscriptions/reactivate-subscription.ts';
import { redeemOffer } from './subscriptions/redeem-offer.ts';
import { resumeSubscription } from './subscriptions/resume-subscription.ts';
import { setEntitlementInUse } from './subscriptions/set-entitlement-in-use.ts';
import { updateSubscription } from './subscriptions/update-subscription.ts';
import { withdrawChange } from './subscriptions/withdraw-change.ts';
import { addTaxRate } from './tax/add-tax-rate.ts';
import { changeTaxRate } from './tax/change-tax-rate.ts';
import { endTaxRate } from './tax/end-tax-rate.ts';
import { addTaxRegistration, endTaxRegistration } from './tax/tax-registrations.ts';
import { archiveMetric } from './usage/archive-metric.ts';
import { createMetric } from './usage/create-metric.ts';
import { recordUsage } from './usage/record-usage.ts';
import type { Change, Command } from './kernel/command.ts';
import type { Outcome, ProblemLike } from './kernel/outcome.ts';
import type { UseCase } from './kernel/use-case.ts';
import type { Source } from './sources.ts';

/** THE list of use cases, by domain. A command's kind finds its use case here; hosts, screens, tests and the server compute what they need from this list. */
export const useCases = [
  createAdjustment,
  withdrawAdjustment,
  runBilling,
  applyCreditNote,
  createCreditNote,
  createStandingCredit,
  finaliseCreditNote,
  setCreditNoteTax,
  voidCreditNote,
  addTaxExemption,
  addTaxId,
  archiveCustomer,
  createCustomer,
  editCustomer,
  removeTaxExemption,
  removeTaxId,
  unarchiveCustomer,
  adjustEntitlement,
  advanceEntitlements,
  consumeEntitlement,
  setEntitlementInUse,
  archiveEntity,
  createEntity,
  editEntity,
  editInvoiceSettings,
  editPolicies,
  editTemplate,
  lockBooks,
  makeFallback,
  addExchangeRates,
  appendExternalValues,
  createExternalSeries,
  createManualInvoice,
  discardManualInvoice,
  editManualInvoice,
  finaliseInvoice,
  postManualInvoice,
  setInvoiceTax,
  voidInvoice,
  writeOffInvoice,
  archiveMetric,
  createMetric,
  applyMigration,
  closeSeries,
  endSeriesAtRestore,
  leaseBlock,
  returnBlock,
  voidNumber,
  activateOffer,
  archiveOffer,
  createOffer,
  editOffer,
  cancelOrder,
  cancelOrderLine,
  placeOrder,
  reachMilestone,
  allocatePayment,
  recordPayment,
  reversePayment,
  activatePlan,
  archivePlan,
  createPlan,
  deactivatePlan,
  discardDraft,
  editPlan,
  editDraft,
  grandfatherPlan,
  linkAddOn,
  publishPlan,
  setSuccessor,
  startDraft,
  unlinkAddOn,
  createProductGroup,
  editProductGroup,
  activateProduct,
  addFeature,
  archiveProduct,
  createProduct,
  deleteProduct,
  editProduct,
  editFeature,
  removeFeature,
  unarchiveProduct,
  grantPromotionalCredit,
  revokePromotionalCredit,
  recordRefund,
  reverseRefund,
  createSegment,
  editSegment,
  accelerateInstalments,
  activateSubscription,
  advanceSubscriptions,
  attachAddOn,
  cancelSubscription,
  changePlan,
  changeQuantity,
  confirmTrial,
  createSubscription,
  detachAddOn,
  endOffer,
  negotiatePrice,
  pauseSubscription,
  reactivateSubscription,
  redeemOffer,
  resumeSubscription,
  updateSubscription,
  withdrawChange,
  addTaxRate,
  changeTaxRate,
  endTaxRate,
  addTaxRegistration,
  endTaxRegistration,
  recordUsage,
] as const;

type Listed = (typeof useCases)[number];

export type CommandKind = Listed['kind'];

type Named<K extends CommandKind> = Extract<Listed, { readonly kind: K }>;

/** The command of a kind. */
export type CommandOf<K extends CommandKind> = Parameters<Named<K>['plan']>[0];

/** What a command of a kind says. */
export type BodyOf<K extends CommandKind> = CommandOf<K>['body'];

export type AnyCommand = CommandOf<CommandKind>;

type ProblemsIn<T> = T extends { readonly ok: false; readonly problems: readonly (infer P)[] } ? P : never;

/** What a use case may find wrong. */
export type ProblemOf<K extends CommandKind> = ProblemsIn<ReturnType<Named<K>['plan']>>;

export type AnyProblem = ProblemOf<CommandKind>;

/** A use case whose kind is only known at run time. The command has its shape checked before it comes here. */
export type AnyUseCase = UseCase<Command, unknown, ProblemLike, Source>;

const byKind = new Map<string, AnyUseCase>(useCases.map((useCase) => [useCase.kind, useCase as unknown as AnyUseCase]));

export const useCaseOf = (kind: string): AnyUseCase | null => byKind.get(kind) ?? null;

export const commandKinds: readonly CommandKind[] = useCases.map((useCase) => useCase.kind);

/** What planning a command comes to. */
export type Planned = Outcome<Change, ProblemLike>;
