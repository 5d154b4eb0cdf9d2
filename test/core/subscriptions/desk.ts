import { strict as assert } from 'node:assert';
import { type AnyDocument, type DocumentKind, type Documents, indexEntryOf } from '../../../core/collections.ts';
import type { Change, Command } from '../../../core/kernel/command.ts';
import { sameData } from '../../../core/kernel/edit.ts';
import { byText } from '../../../core/kernel/order.ts';
import type { Outcome, ProblemLike } from '../../../core/kernel/outcome.ts';
import { shaped } from '../../../core/kernel/shape.ts';
import type { UseCase, Where } from '../../../core/kernel/use-case.ts';
import { orderSchema } from '../../../core/orders/schema.ts';
import type { Source } from '../../../core/sources.ts';
import { advanceSubscriptions } from '../../../core/subscriptions/advance-subscriptions.ts';
import { createSubscription, type CreateSubscription } from '../../../core/subscriptions/create-subscription.ts';
import { subscriptionSchema } from '../../../core/subscriptions/schema.ts';
import type { Subscription, SubscriptionItem, Term } from '../../../core/subscriptions/types.ts';
import { later } from '../../../core/time/plain-date.ts';
import { timelineBreaks } from './timeline-breaks.ts';

const held = (document: AnyDocument, where: Where): boolean => {
  const entry = indexEntryOf(document);
  return (
    (where.ids === undefined || where.ids.includes(document.id)) &&
    (where.customerIds === undefined || where.customerIds.includes(entry.customerId)) &&
    (where.state === undefined || where.state === entry.state)
  );
};

const shapeProblems = (schema: Parameters<typeof shaped>[0], value: unknown): readonly unknown[] => {
  const outcome = shaped(schema, value);
  return outcome.ok ? [] : outcome.problems;
};

type Uses<C extends Command, F, P extends ProblemLike> = UseCase<C, F, P, Source>;

/** A company in memory: commands are planned on what it holds and their writes kept, each checked against its schema and against what a timeline may be. */
export class Desk {
  readonly #documents = new Map<string, AnyDocument>();
  #commands = 0;
  /** The latest day that it has seen: a late command meets a state that has gone on. */
  #today = '';

  constructor(documents: readonly AnyDocument[]) {
    this.put(...documents);
  }

  put(...documents: readonly AnyDocument[]): void {
    for (const document of documents) this.#documents.set(`${document.kind}/${document.id}`, document);
  }

  readonly source: Source = {
    get: <K extends DocumentKind>(kind: K, id: string) =>
      Promise.resolve((this.#documents.get(`${kind}/${id}`) ?? null) as Documents[K] | null),
    list: <K extends DocumentKind>(kind: K, where: Where = {}) =>
      Promise.resolve(
        [...this.#documents.values()]
          .filter((entry) => entry.kind === kind && held(entry, where))
          .toSorted((a, b) => byText(a.id, b.id)) as Documents[K][],
      ),
  };

  command<C extends Command>(kind: C['kind'], body: C['body'], at: string): C {
    this.#commands += 1;
    return {
      id: `cmd-${this.#commands}`,
      kind,
      at: at.length === 10 ? `${at}T09:00:00.000Z` : at,
      by: { user: 'ada', station: 'A7' },
      body,
    } as C;
  }

  /** Plans a command without keeping anything: a preview. */
  async preview<C extends Command, F, P extends ProblemLike>(
    useCase: Uses<C, F, P>,
    body: C['body'],
    at: string,
  ): Promise<Outcome<Change<C>, P>> {
    assert.deepEqual(shapeProblems(useCase.shape as Parameters<typeof shaped>[0], body), []);
    const command = this.command<C>(useCase.kind, body, at);
    return useCase.plan(command, await useCase.gather(command, this.source));
  }

  /** Plans a command and keeps what it writes; a refusal fails the test with its problems. `at` is a day (nine in the morning, UTC) or an instant. */
  async run<C extends Command, F, P extends ProblemLike>(useCase: Uses<C, F, P>, body: C['body'], at: string): Promise<Change<C>> {
    const outcome = await this.preview(useCase, body, at);
    if (!outcome.ok) throw new Error(`refused: ${JSON.stringify(outcome.problems)}`);
    for (const write of outcome.value.writes) this.#keep(write.document as AnyDocument, write.basedOn, at);
    return outcome.value;
  }

  /** The codes that a command is refused for; empty where it is not. Nothing is kept. */
  async refused<C extends Command, F, P extends ProblemLike>(useCase: Uses<C, F, P>, body: C['body'], at: string): Promise<readonly P[]> {
    const outcome = await this.preview(useCase, body, at);
    return outcome.ok ? [] : outcome.problems;
  }

  #keep(document: AnyDocument, basedOn: number | null, at: string): void {
    const before = this.#documents.get(`${document.kind}/${document.id}`);
    this.#today = later(this.#today, at.slice(0, 10));
    assert.equal(basedOn, before?.rev ?? null);
    assert.ok(sameData(document, JSON.parse(JSON.stringify(document))), 'a document is plain data');
    if (document.kind === 'subscription') {
      assert.deepEqual(shapeProblems(subscriptionSchema, document), []);
      // A command on entitlements alone leaves the timeline as it is, whatever has fallen due.
      const edits = before?.kind !== 'subscription' || before.history !== document.history;
      assert.deepEqual(edits ? timelineBreaks(document, at.slice(0, 10), this.#today) : [], []);
    }
    if (document.kind === 'order') assert.deepEqual(shapeProblems(orderSchema, document), []);
    this.put(document);
  }

  async subscription(id: string): Promise<Subscription> {
    const found = await this.source.get('subscription', id);
    if (found === null) throw new Error(`no subscription ${id}`);
    return found;
  }

  /** Sells a subscription and answers its id. */
  async create(body: Partial<CreateSubscription['body']>, at: string): Promise<string> {
    const change = await this.run(createSubscription, { customerId: 'cus_1', plan: 'basic', cycle: 'monthly', ...body }, at);
    return change.writes[0]?.document.id ?? '';
  }

  async advance(id: string, at: string, withoutPaymentMethod = false): Promise<Subscription> {
    await this.run(advanceSubscriptions, { subscriptionIds: [id], ...(withoutPaymentMethod ? { withoutPaymentMethod: [id] } : {}) }, at);
    return this.subscription(id);
  }
}

export const kinds = (subscription: Subscription): readonly string[] => subscription.history.map(({ kind }) => kind);

export const itemNamed = (subscription: Subscription, id = 'base'): SubscriptionItem => {
  const found = subscription.items.find((item) => item.id === id);
  if (found === undefined) throw new Error(`no item ${id}`);
  return found;
};

/** Terms as `from..until plan xquantity`, for reading. */
export const termsOf = (subscription: Subscription, id = 'base'): readonly string[] =>
  itemNamed(subscription, id).terms.map(({ from, until, planId, quantity }) => `${from}..${until ?? ''} ${planId} x${quantity}`);

export const openTermOf = (subscription: Subscription, id = 'base'): Term => {
  const term = itemNamed(subscription, id).terms.at(-1);
  if (term === undefined) throw new Error('no term');
  return term;
};
