import type { OperatingEntity } from '../../../core/organization/types.ts';
import type { TaxRate } from '../../../core/tax/types.ts';
import type { PlainDate } from '../../../core/time/plain-date.ts';
import type { RowFilter } from '../../../core/views/rows.ts';
import { hasRateOn, type SetupCounts } from '../../../core/views/setup-phases.ts';
import { useAsked, useToday } from '../hooks.ts';
import { workstation } from '../workstation.ts';

const is = (column: string, ...values: readonly string[]): RowFilter => ({ column, op: 'is', values });

/** What the guide needs to know of entities and rates: who charges tax without being registered, and which places lack a rate. */
const taxCounts = (
  entities: readonly OperatingEntity[],
  rates: readonly TaxRate[],
  on: PlainDate,
): Pick<SetupCounts, 'entities' | 'untaxedEntities' | 'taxRegistrations' | 'placesWithoutRate' | 'taxRates' | 'bankAccounts'> => {
  const active = entities.filter(({ state }) => state === 'active');
  const charging = active.filter(({ taxTreatment }) => taxTreatment === 'native');
  const registrations = charging.flatMap(({ taxRegistrations }) => taxRegistrations.filter(({ until }) => until === null));
  return {
    entities: active.length,
    untaxedEntities: charging.filter(({ taxRegistrations }) => taxRegistrations.length === 0).length,
    taxRegistrations: registrations.length,
    placesWithoutRate: registrations.filter((registration) => !hasRateOn(registration, rates, on)).length,
    taxRates: rates.length,
    bankAccounts: active.flatMap(({ bankAccounts }) => bankAccounts).length,
  };
};

const setupCounts = async (on: PlainDate): Promise<SetupCounts> => {
  const count = async (kind: string, ...filters: readonly RowFilter[]): Promise<number> =>
    (await workstation().rows({ kind, filters, text: '', sort: [], from: 0, count: 0, on, entityId: null })).matching;
  const [entities, rates, products] = await Promise.all([
    workstation().list('entity'),
    workstation().list('tax-rate'),
    workstation().list('product'),
  ]);
  const [activePlans, offers, customers, subscriptions, lifecycleEvents, usageEvents] = await Promise.all([
    count('plan', is('status', 'active')),
    count('offer'),
    count('customer'),
    count('subscription'),
    count('subscription', is('status', 'paused', 'cancelled', 'ending')),
    count('usage-event'),
  ]);
  const [invoices, payments, creditNotes, finishedRuns] = await Promise.all([
    count('invoice'),
    count('payment'),
    count('credit-note'),
    count('billing-run', is('status', 'finished')),
  ]);
  return {
    ...taxCounts(entities, rates, on),
    products: products.length,
    activePlans,
    features: products.flatMap(({ features }) => features).length,
    offers,
    customers,
    subscriptions,
    lifecycleEvents,
    usageEvents,
    invoices,
    payments,
    creditNotes,
    finishedRuns,
  };
};

/** The whole company, whatever entity is worked for: setting up is done once for all. Where nothing is wanted, nothing is counted. */
export const useSetupCounts = (isWanted = true): SetupCounts | undefined => {
  const today = useToday();
  return useAsked(
    isWanted ? `set-up|${today}` : null,
    () => setupCounts(today),
    () => true,
  ).value;
};
