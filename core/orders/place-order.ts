import { type Static, Type } from 'typebox';
import { gatherOffered, type Missing, missing, type OfferedReads } from '../catalog/offered.ts';
import { currencyFor } from '../customers/billing-entity.ts';
import type { Customer, CustomerId } from '../customers/types.ts';
import { type Command, created } from '../kernel/command.ts';
import { derivedId } from '../kernel/ids.ts';
import { done } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { currencySchema, unsignedDecimalSchema } from '../money/schema.ts';
import { entityFor, type EntitySelectionProblem } from '../organization/entity-selection.ts';
import { roundingFor } from '../organization/rounding.ts';
import { idSchema, textSchema } from '../organization/schema.ts';
import type { EntityId, OperatingEntity } from '../organization/types.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { countedDateSchema } from '../time/schema.ts';
import { dateIn } from '../time/zone.ts';
import { type LineFacts, orderLine, type OrderLineProblem, type PrepaidSubscription } from './order-lines.ts';
import { manualFields, netTermsSchema } from './schema.ts';
import type { Order } from './types.ts';

const nameOf = textSchema(120, 1);

export const placeOrderLineSchema = strictObject({
  item: Type.Union([
    /** A one-off plan by its id or code; the cycle need not be named where there is one. */
    strictObject({ kind: Type.Literal('plan'), plan: nameOf, cycle: Type.Optional(nameOf) }),
    /** BIL-06: credit for a pre-paid subscription. */
    strictObject({ kind: Type.Literal('pack'), subscriptionId: idSchema, packId: idSchema }),
    strictObject(manualFields),
  ]),
  /** Default 1. */
  quantity: Type.Optional(unsignedDecimalSchema),
  /** Default: what the plan says, else at once. */
  trigger: Type.Optional(
    Type.Union([
      strictObject({ kind: Type.Literal('order') }),
      strictObject({ kind: Type.Literal('date'), on: countedDateSchema }),
      strictObject({ kind: Type.Literal('milestone'), name: nameOf }),
    ]),
  ),
});

export type PlaceOrderLine = Static<typeof placeOrderLineSchema>;

export const placeOrderSchema = strictObject({
  customerId: idSchema,
  lines: Type.Immutable(Type.Array(placeOrderLineSchema, { minItems: 1, maxItems: 500 })),
  entityId: Type.Optional(idSchema),
  currency: Type.Optional(currencySchema),
  /** Default: today. */
  placedOn: Type.Optional(countedDateSchema),
  netTermsDays: Type.Optional(netTermsSchema),
  note: Type.Optional(textSchema(1000)),
});

export type PlaceOrder = Command<'order.place', Static<typeof placeOrderSchema>>;

export type PlaceOrderFacts = {
  readonly customer: Customer | null;
  readonly entities: readonly OperatingEntity[];
  /** In the order of the lines. */
  readonly lines: readonly LineFacts[];
};

export type PlaceOrderProblem =
  | OrderLineProblem
  | EntitySelectionProblem
  | Missing<'customer' | 'entity'>
  | { readonly code: 'customer.archived'; readonly customerId: CustomerId }
  | { readonly code: 'books.locked'; readonly entityId: EntityId; readonly on: PlainDate; readonly lockedBefore: PlainDate };

type Source = Reads<OfferedReads & { customer: Customer; entity: OperatingEntity; subscription: PrepaidSubscription }>;

const lineFacts = async (source: Source, { item }: PlaceOrderLine): Promise<LineFacts> => {
  if (item.kind === 'manual') return { offered: null, subscription: null };
  if (item.kind === 'plan') return { offered: await gatherOffered(source, item.plan), subscription: null };
  const subscription = await source.get('subscription', item.subscriptionId);
  const term = subscription?.items.find(({ type }) => type === 'base')?.terms.at(-1);
  if (term === undefined) return { offered: null, subscription };
  // A pack costs what the version says that the subscription was sold (CAT-27).
  const version = await source.get('plan-version', `${term.planId}@${term.planVersion}`);
  return { offered: { wanted: term.planId, plan: null, product: null, version }, subscription };
};

/** BIL-01, BIL-06, BIL-09, INV-12: sells something once. What it costs is billed from the day on which each line's trigger comes. */
export const placeOrder: UseCase<PlaceOrder, PlaceOrderFacts, PlaceOrderProblem, Source> = {
  kind: 'order.place',
  shape: placeOrderSchema,

  gather: async (command, source) => {
    const [customer, entities, lines] = await Promise.all([
      source.get('customer', command.body.customerId),
      source.list('entity'),
      Promise.all(command.body.lines.map((line) => lineFacts(source, line))),
    ]);
    return { customer, entities, lines };
  },

  plan: (command, { customer, entities, lines }) => {
    const { body } = command;
    const problems: PlaceOrderProblem[] = [];
    if (customer === null) problems.push(missing('customer', body.customerId));
    else if (customer.state === 'archived') problems.push({ code: 'customer.archived', customerId: customer.id });
    if (entities.length === 0) problems.push(missing('entity', customer?.billingAddress.country ?? ''));
    if (customer === null || entities.length === 0) return { ok: false, problems };
    const { country } = customer.billingAddress;
    const entity = entityFor({ entityId: body.entityId ?? customer.entityId, country }, entities);
    if (!entity.ok) return { ok: false, problems: [...problems, ...entity.problems] };
    const { id: entityId, zone, policies, booksLockedBefore: lockedBefore } = entity.value;
    const placedOn = body.placedOn ?? dateIn(command.at, zone);
    if (lockedBefore !== null && placedOn < lockedBefore) problems.push({ code: 'books.locked', entityId, on: placedOn, lockedBefore });
    const currency = body.currency ?? currencyFor(customer, entity.value);
    const outcomes = body.lines.map((line, index) =>
      orderLine(line, lines[index] ?? { offered: null, subscription: null }, index + 1, { customer, country, currency }),
    );
    problems.push(...outcomes.flatMap((outcome) => (outcome.ok ? [] : outcome.problems)));
    if (problems.length > 0) return { ok: false, problems };
    const order: Omit<Order, 'rev'> = {
      id: derivedId('ord', command.id),
      kind: 'order',
      customerId: customer.id,
      entityId,
      currency,
      placedOn,
      lines: outcomes.flatMap((outcome) => (outcome.ok ? [outcome.value] : [])),
      policies,
      rounding: roundingFor(entity.value, currency),
      netTermsDays: body.netTermsDays ?? null,
      note: body.note ?? '',
      state: { kind: 'placed' },
    };
    return done({ command, writes: [created<Order>(order)] });
  },
};
