import type { Command } from '../kernel/command.ts';
import { sameData } from '../kernel/edit.ts';
import { derivedId } from '../kernel/ids.ts';
import { isDecimalText } from '../money/exact.ts';
import type { Instant } from '../time/instant.ts';
import { msAfter } from '../time/zone.ts';
import type { RecordUsageBody, ReportedEvent } from './schema.ts';
import { passes } from './trace.ts';
import type { Metric, UsageEvent } from './types.ts';

/** What judging a batch needs to know. */
export type RecordFacts = {
  readonly customerIds: ReadonlySet<string>;
  /** Customer by subscription. */
  readonly ownerOf: ReadonlyMap<string, string>;
  /** The active ones. */
  readonly metrics: readonly Metric[];
  /** Events stored under the ids that this batch would use or correct. */
  readonly known: ReadonlyMap<string, UsageEvent>;
};

/** `index` is the event's place in the batch, from 0. */
export type RecordUsageProblem = { readonly index: number } & (
  | { readonly code: 'usage.customer-missing'; readonly customerId: string }
  | { readonly code: 'usage.subscription-missing'; readonly subscriptionId: string }
  /** USG-02: no active metric listens to this name. */
  | { readonly code: 'usage.event-unknown'; readonly name: string }
  /** USG-11: `latest` is five minutes after the command's moment. */
  | { readonly code: 'usage.in-future'; readonly at: Instant; readonly latest: Instant }
  /** None of the metrics that it concerns could read it: it would never be billed. */
  | { readonly code: 'usage.property-missing'; readonly property: string; readonly metricCode: string }
  | { readonly code: 'usage.property-not-number'; readonly property: string; readonly value: string; readonly metricCode: string }
  /** USG-05: the key was used for an event of other content. */
  | { readonly code: 'usage.key-reused'; readonly idempotencyKey: string; readonly eventId: string }
  | { readonly code: 'usage.superseded-missing'; readonly eventId: string }
  /** A correction is of the same customer and name as what it corrects. */
  | { readonly code: 'usage.superseded-differs'; readonly eventId: string }
  /** USG-10: it was corrected before; correct the correction. */
  | { readonly code: 'usage.superseded-twice'; readonly eventId: string; readonly by: string }
);

export type Verdict =
  | { readonly kind: 'accepted'; readonly event: Omit<UsageEvent, 'rev'> }
  | { readonly kind: 'duplicate'; readonly eventId: string }
  | { readonly kind: 'rejected'; readonly problem: RecordUsageProblem };

const toleranceMs = 5 * 60_000;

/**
 * USG-05: the same key of the same customer and event name is the same event. A correction's id comes from what it corrects, so that two corrections
 * of one event meet. Without a key an event is told from others by its command and place alone.
 */
export const eventId = (commandId: string, event: ReportedEvent, index: number): string => {
  if (event.supersedes !== null) return derivedId('use', 'supersedes', event.supersedes);
  if (event.idempotencyKey === '') return derivedId('use', commandId, index);
  return derivedId('use', event.customerId, event.name, event.idempotencyKey);
};

/** USG-03: an event without properties counts as one. A correction without properties withdraws (USG-10). */
const propertiesOf = (event: ReportedEvent): UsageEvent['properties'] =>
  event.supersedes === null && Object.keys(event.properties).length === 0 ? { count: '1' } : event.properties;

const needsNumber = (metric: Metric): boolean => metric.aggregation.kind !== 'count' && metric.aggregation.kind !== 'unique';

type PropertyProblem = Extract<RecordUsageProblem, { code: 'usage.property-missing' | 'usage.property-not-number' }>;

/** What keeps the metrics from reading the event. One that reads it is enough where others miss their property; a number that is none is always wrong. */
const propertyProblem = (metrics: readonly Metric[], properties: UsageEvent['properties'], index: number): PropertyProblem | null => {
  const concerned = metrics.filter((metric) => passes(metric, properties));
  const valueOf = (metric: Metric): string | null =>
    Object.hasOwn(properties, metric.property) ? (properties[metric.property] ?? null) : null;
  for (const metric of concerned) {
    const value = valueOf(metric);
    if (needsNumber(metric) && value !== null && !isDecimalText(value)) {
      return { index, code: 'usage.property-not-number', property: metric.property, value, metricCode: metric.code };
    }
  }
  const missing = concerned.filter((metric) => metric.aggregation.kind !== 'count' && valueOf(metric) === null);
  const first = missing[0];
  if (first === undefined || missing.length < concerned.length) return null;
  return { index, code: 'usage.property-missing', property: first.property, metricCode: first.code };
};

type Known = ReadonlyMap<string, Omit<UsageEvent, 'rev'>>;

const correctionProblem = (event: ReportedEvent, id: string, known: Known, index: number): RecordUsageProblem | null => {
  const { supersedes } = event;
  if (supersedes === null) return null;
  const corrected = known.get(supersedes);
  if (corrected === undefined) return { index, code: 'usage.superseded-missing', eventId: supersedes };
  if (corrected.customerId !== event.customerId || corrected.name !== event.name)
    return { index, code: 'usage.superseded-differs', eventId: supersedes };
  return known.has(id) ? { index, code: 'usage.superseded-twice', eventId: supersedes, by: id } : null;
};

/** A retry that names no moment of its own is the same event whenever it comes. */
const isSame = (known: Omit<UsageEvent, 'rev'>, event: ReportedEvent): boolean =>
  known.name === event.name &&
  known.customerId === event.customerId &&
  known.subscriptionId === event.subscriptionId &&
  known.supersedes === event.supersedes &&
  known.idempotencyKey === event.idempotencyKey &&
  (event.at === null || known.at === event.at) &&
  sameData(known.properties, propertiesOf(event));

const judged = (
  command: Command<string, RecordUsageBody>,
  facts: RecordFacts,
  known: Known,
  index: number,
  event: ReportedEvent,
): Verdict => {
  const reject = (problem: RecordUsageProblem): Verdict => ({ kind: 'rejected', problem });
  const { customerId, subscriptionId, name, idempotencyKey } = event;
  const id = eventId(command.id, event, index);
  const before = known.get(id);
  if (before !== undefined && isSame(before, event)) return { kind: 'duplicate', eventId: id };
  if (before !== undefined && event.supersedes === null) return reject({ index, code: 'usage.key-reused', idempotencyKey, eventId: id });
  if (!facts.customerIds.has(customerId)) return reject({ index, code: 'usage.customer-missing', customerId });
  if (subscriptionId !== '' && facts.ownerOf.get(subscriptionId) !== customerId) {
    return reject({ index, code: 'usage.subscription-missing', subscriptionId });
  }
  const metrics = facts.metrics.filter((metric) => metric.eventName === name);
  if (metrics.length === 0) return reject({ index, code: 'usage.event-unknown', name });
  const at = event.at ?? command.at;
  const latest = msAfter(command.at, toleranceMs);
  if (at > latest) return reject({ index, code: 'usage.in-future', at, latest });
  const properties = propertiesOf(event);
  const withdraws = Object.keys(properties).length === 0;
  const problem = correctionProblem(event, id, known, index) ?? (withdraws ? null : propertyProblem(metrics, properties, index));
  if (problem !== null) return reject(problem);
  const { supersedes } = event;
  const stored = {
    id,
    kind: 'usage-event',
    customerId,
    subscriptionId,
    name,
    at,
    receivedAt: command.at,
    idempotencyKey,
    properties,
    supersedes,
  } as const;
  return { kind: 'accepted', event: stored };
};

/** USG-04: each event of the batch with its verdict, in order. An event is known to those that come after it in the batch. */
export const judgedEvents = (
  command: Command<string, RecordUsageBody>,
  facts: RecordFacts,
): readonly { readonly index: number; readonly verdict: Verdict }[] => {
  const known = new Map<string, Omit<UsageEvent, 'rev'>>(facts.known);
  return command.body.events.map((event, index) => {
    const verdict = judged(command, facts, known, index, event);
    if (verdict.kind === 'accepted') known.set(verdict.event.id, verdict.event);
    return { index, verdict };
  });
};
