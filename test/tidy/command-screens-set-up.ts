import type { CommandKind } from '../../core/use-cases.ts';
import type { MoneyKind, Way } from './command-screens.ts';

const entity = 'renderer/features/settings/entity';
const rates = 'renderer/features/settings/rates';
const product = 'renderer/features/catalog/product';
const plan = 'renderer/features/catalog/plan';
const offers = 'renderer/features/catalog/offers';

/** What is set up before anything is sold: legal entities, numbers, tax, rates, the catalog. */
export const setUpWays: Readonly<Record<Exclude<CommandKind, MoneyKind>, Way>> = {
  'entity.create': { screen: `${entity}/entity-form.tsx`, action: 'settings.entities.new' },
  'entity.edit': { screen: `${entity}/entity-form.tsx`, action: 'settings.entities.edit' },
  'entity.archive': { screen: `${entity}/entity-acts.tsx`, action: 'settings.entities.archive' },
  'entity.make-fallback': { screen: `${entity}/entity-acts.tsx`, action: 'settings.entities.makeFallback' },
  'entity.lock-books': { screen: `${entity}/entity-acts.tsx`, action: 'settings.entities.lockBooks' },
  'entity.edit-invoice-settings': { screen: `${entity}/invoice-settings-form.tsx`, action: 'settings.entityTabs.invoices' },
  'entity.edit-policies': { screen: `${entity}/policies-panel.tsx`, action: 'settings.entityTabs.policies' },
  'entity.edit-template': { screen: `${entity}/template-panel.tsx`, action: 'settings.entityTabs.template' },
  'number-series.close': { screen: 'renderer/features/settings/numbers/series-acts.tsx', action: 'settings.numbers.close' },
  'number-series.end-at-restore': { none: 'only the server itself gives it, when it is put back from a backup' },
  'number-series.lease-block': { none: 'the server itself gives it when a station asks for numbers, by itself or in the numbers panel' },
  'number-series.return-block': { none: 'the station gives it by itself when a block is of no use any more, or when it leaves its server' },
  'number-series.void-number': { screen: 'renderer/features/settings/numbers/series-acts.tsx', action: 'settings.numbers.skip' },
  'tax-registration.add': { screen: `${entity}/registrations.tsx`, action: 'settings.registrations.new' },
  'tax-registration.end': { screen: `${entity}/registrations.tsx`, action: 'settings.registrations.end' },
  'tax-rate.add': { screen: `${rates}/add-tax-rate.tsx`, action: 'settings.tax.new' },
  'tax-rate.change': { screen: `${rates}/rate-dialog.tsx`, action: 'settings.tax.change' },
  'tax-rate.end': { screen: `${rates}/rate-dialog.tsx`, action: 'settings.tax.end' },
  'exchange-rate.add': { screen: `${rates}/add-exchange-rate.tsx`, action: 'settings.rates.new' },

  'product-group.create': { screen: `${product}/product-form.tsx`, action: 'catalog.product.newGroup' },
  'product-group.edit': { screen: 'renderer/features/catalog/group-form.tsx', action: 'catalog.product-group.saved' },
  'segment.create': { screen: 'renderer/features/catalog/segment-form.tsx', action: 'catalog.segment.new' },
  'segment.edit': { screen: 'renderer/features/catalog/segment-form.tsx', action: 'catalog.segment.saved' },
  'product.create': { screen: `${product}/product-form.tsx`, action: 'catalog.product.new' },
  'product.edit': { screen: `${product}/product-form.tsx`, action: 'catalog.product.edit' },
  'product.activate': { screen: `${product}/product-page.tsx`, action: 'catalog.product.activate' },
  'product.archive': { screen: `${product}/product-page.tsx`, action: 'catalog.product.archive' },
  'product.unarchive': { screen: `${product}/product-page.tsx`, action: 'catalog.product.unarchive' },
  'product.delete': { screen: `${product}/product-page.tsx`, action: 'catalog.product.delete' },
  'product.add-feature': { screen: `${product}/feature-form.tsx`, action: 'catalog.feature.new' },
  'product.edit-feature': { screen: `${product}/feature-form.tsx`, action: 'catalog.feature.edit' },
  'product.remove-feature': { screen: `${product}/product-parts.tsx`, action: 'catalog.feature.remove' },
  'plan.create': { screen: `${plan}/plan-form.tsx`, action: 'catalog.plan.new' },
  'plan.edit': { screen: `${plan}/plan-form.tsx`, action: 'catalog.plan.edit' },
  'plan.start-draft': { screen: `${plan}/plan-acts.tsx`, action: 'catalog.plan.startDraft' },
  'plan.edit-draft': { screen: 'renderer/features/catalog/draft/draft-editor.tsx', action: 'catalog.draft.save' },
  'plan.discard-draft': { screen: `${plan}/plan-acts.tsx`, action: 'catalog.plan.act.discard' },
  'plan.publish': { screen: `${plan}/plan-acts.tsx`, action: 'catalog.plan.act.publish' },
  'plan.activate': { screen: `${plan}/plan-acts.tsx`, action: 'catalog.plan.act.activate' },
  'plan.deactivate': { screen: `${plan}/plan-acts.tsx`, action: 'catalog.plan.act.deactivate' },
  'plan.grandfather': { screen: `${plan}/plan-acts.tsx`, action: 'catalog.plan.act.grandfather' },
  'plan.archive': { screen: `${plan}/plan-acts.tsx`, action: 'catalog.plan.act.archive' },
  'plan.set-successor': { screen: `${plan}/plan-acts.tsx`, action: 'catalog.plan.act.successor' },
  'plan.link-add-on': { screen: `${plan}/add-ons.tsx`, action: 'catalog.addOn.link' },
  'plan.unlink-add-on': { screen: `${plan}/add-ons.tsx`, action: 'catalog.addOn.unlink' },
  'offer.create': { screen: `${offers}/offer-form.tsx`, action: 'catalog.offer.new' },
  'offer.edit': { screen: `${offers}/offer-form.tsx`, action: 'catalog.offer.edit' },
  'offer.activate': { screen: `${offers}/offer-page.tsx`, action: 'catalog.offer.activate' },
  'offer.archive': { screen: `${offers}/offer-page.tsx`, action: 'catalog.offer.archive' },
  'migration.apply': { screen: 'renderer/features/catalog/migration/use-migration.ts', action: 'catalog.migration.apply' },
  'external-series.create': { screen: 'renderer/features/catalog/series/series-form.tsx', action: 'catalog.external-series.new' },
  'external-series.append': { screen: 'renderer/features/catalog/series/series-drawer.tsx', action: 'catalog.external-series.add' },
};
