import type {
  EntitlementDefinition,
  Feature,
  Plan,
  PlanVersion,
  PriceComponent,
  PriceVariant,
  Product,
  Segment,
} from '../../../core/catalog/types.ts';
import type { AnyDocument, DocumentKind, Documents } from '../../../core/collections.ts';
import type { Change, Command } from '../../../core/kernel/command.ts';
import type { Outcome, ProblemLike } from '../../../core/kernel/outcome.ts';
import { shaped } from '../../../core/kernel/shape.ts';
import type { UseCase } from '../../../core/kernel/use-case.ts';
import type { OperatingEntity } from '../../../core/organization/types.ts';
import type { Source } from '../../../core/sources.ts';
import type { Metric } from '../../../core/usage/types.ts';
import { planned } from '../../support/held-documents.ts';
import { british, stored } from '../organization/sample.ts';

export const entity: OperatingEntity = stored(british(), {
  taxRegistrations: [{ country: 'GB', region: '', number: 'GB123456782', from: '2020-01-01', until: null }],
});

export const metric = (id: string, more: Partial<Metric> = {}): Metric => ({
  id,
  kind: 'metric',
  rev: 1,
  code: id,
  name: 'API calls',
  eventName: 'call',
  property: '',
  aggregation: { kind: 'count' },
  filters: [],
  unit: 'call',
  rounding: null,
  state: 'active',
  ...more,
});

export const segment = (code: string, more: Partial<Segment> = {}): Segment => ({
  id: `seg_${code}`,
  kind: 'segment',
  rev: 1,
  code,
  name: code,
  state: 'active',
  ...more,
});

export const features: readonly Feature[] = [
  { id: 'fea_api', type: 'binary', code: 'api-access', name: 'API access' },
  { id: 'fea_seats', type: 'quantified', code: 'seats', name: 'Seats', unit: 'seat', metricId: null },
  { id: 'fea_calls', type: 'quantified', code: 'calls', name: 'API calls', unit: 'call', metricId: 'met_calls' },
];

export const product = (id = 'prd_1', more: Partial<Product> = {}): Product => ({
  id,
  kind: 'product',
  rev: 1,
  name: 'Platform',
  code: id.toUpperCase(),
  description: '',
  groupId: null,
  type: 'base',
  features,
  taxClass: 'standard',
  recognition: null,
  metadata: {},
  state: 'active',
  ...more,
});

export const component = (id: string, more: Partial<PriceComponent> = {}): PriceComponent => ({
  id,
  name: id,
  quantity: { kind: 'one' },
  price: { kind: 'fixed', amount: '49' },
  timing: 'advance',
  included: '0',
  taxClass: '',
  ...more,
});

export const usage = (id: string, more: Partial<PriceComponent> = {}): PriceComponent =>
  component(id, {
    quantity: { kind: 'usage', metricId: 'met_calls' },
    price: { kind: 'per-unit', unitPrice: '0.01' },
    timing: 'arrears',
    ...more,
  });

export const variant = (id = 'gbp-monthly', more: Partial<PriceVariant> = {}): PriceVariant => ({
  id,
  currency: 'GBP',
  cycle: { name: 'monthly', interval: { unit: 'month', count: 1 } },
  segment: '',
  taxInclusive: false,
  components: [component('base')],
  combination: { kind: 'sum' },
  minimumCommitment: null,
  maximumSpend: null,
  setupFee: null,
  ramp: null,
  chargeThreshold: null,
  minimumCharge: null,
  packs: [],
  instalmentTotal: null,
  ...more,
});

export const plan = (id = 'pln_1', more: Partial<Plan> = {}): Plan => ({
  id,
  kind: 'plan',
  rev: 1,
  productId: 'prd_1',
  code: id,
  name: 'Pro',
  description: '',
  visibility: 'public',
  restrictions: { countries: [], segments: [] },
  addOns: [],
  upgradePaths: [],
  successorPlanId: null,
  currentVersion: 0,
  draftVersion: 1,
  state: 'draft',
  ...more,
});

/** A plan that is on sale. */
export const onSale = (id: string, more: Partial<Plan> = {}): Plan =>
  plan(id, { state: 'active', currentVersion: 1, draftVersion: null, ...more });

export const version = (planId = 'pln_1', number = 1, more: Partial<PlanVersion> = {}): PlanVersion => ({
  id: `${planId}@${number}`,
  kind: 'plan-version',
  rev: 1,
  planId,
  productId: 'prd_1',
  version: number,
  billing: { kind: 'recurring' },
  variants: [variant()],
  entitlements: [],
  trial: null,
  quantity: { minimum: '1', maximum: null },
  term: null,
  state: { kind: 'draft' },
  ...more,
});

export const published = (planId: string, number = 1, more: Partial<PlanVersion> = {}): PlanVersion =>
  version(planId, number, { state: { kind: 'published', at: '2026-01-01T00:00:00.000Z' }, ...more });

/** Five seats, compared with what is taken. */
export const seatLimit: EntitlementDefinition = {
  id: 'seats',
  featureId: 'fea_seats',
  grant: { kind: 'limit', quantity: '5' },
  counting: 'limit',
  perUnit: false,
  expiry: { kind: 'never' },
  carryOver: null,
  autoExtendDays: null,
  atLimit: 'block',
  alertsAt: [],
  trialQuantity: null,
  onPause: 'retain',
  onCancel: { kind: 'now' },
  onDowngrade: 'now',
};

/** Documents that commands change, one after the other, as at a station. */
export class Catalog {
  #documents: readonly AnyDocument[];

  constructor(...documents: readonly AnyDocument[]) {
    this.#documents = documents;
  }

  /** Plans the command on the documents, after its body passed the shape, and writes what it decided. */
  async given<C extends Command, F, P extends ProblemLike>(
    useCase: UseCase<C, F, P, Source>,
    body: C['body'],
    at?: string,
  ): Promise<Outcome<Change<C>, P>> {
    const form = shaped(useCase.shape as Parameters<typeof shaped>[0], body);
    if (!form.ok) throw new Error(`${useCase.kind}: ${JSON.stringify(form.problems)}`);
    const outcome = await planned(useCase, body, this.#documents, at);
    if (outcome.ok) {
      for (const { basedOn, document } of outcome.value.writes) {
        const before = this.#documents.find(({ id }) => id === document.id);
        if ((before?.rev ?? null) !== basedOn) throw new Error(`${document.id} was based on ${basedOn}`);
        this.#documents = [...this.#documents.filter(({ id }) => id !== document.id), document as AnyDocument];
      }
    }
    return outcome;
  }

  get<K extends DocumentKind>(kind: K, id: string): Documents[K] {
    const found = this.#documents.find((document) => document.kind === kind && document.id === id);
    if (found === undefined) throw new Error(`no ${kind} ${id}`);
    return found as Documents[K];
  }

  all<K extends DocumentKind>(kind: K): readonly Documents[K][] {
    return this.#documents.filter((document) => document.kind === kind) as unknown as readonly Documents[K][];
  }
}

/** Everything that a plan needs around it. */
export const world = (...more: readonly AnyDocument[]): Catalog =>
  new Catalog(entity, metric('met_calls'), segment('partner'), segment('enterprise'), product(), ...more);

export const codes = (outcome: Outcome<unknown, ProblemLike>): readonly string[] =>
  outcome.ok ? [] : outcome.problems.map(({ code }) => code);
