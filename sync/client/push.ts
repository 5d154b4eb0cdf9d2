import type { JournalEntry } from '../../core/collections.ts';
import type { Push, Verdict } from '../protocol/push.ts';
import { asked } from './answers.ts';
import { agreeOn } from './greet.ts';
import { type InboxItem, inboxItem } from './inbox.ts';
import { KeySet } from './keys.ts';
import { engineOf, type OutboxPlace } from './link.ts';
import { SyncTrouble } from './trouble.ts';
import type { Work } from './work.ts';

/** Misunderstandings in a row before the station waits and greets again. */
const mostDisputes = 3;

/** Verdicts in the order of the outbox, as far as they are without a gap. */
const inOrder = (verdicts: readonly Verdict[], after: number): readonly Verdict[] => {
  const bySequence = new Map(verdicts.map((verdict) => [verdict.sequence, verdict]));
  const ordered: Verdict[] = [];
  for (let verdict = bySequence.get(after + 1); verdict !== undefined; verdict = bySequence.get(after + ordered.length + 1))
    ordered.push(verdict);
  return ordered;
};

/** What the person is told of, and which documents may now say something else here than on the server. */
const taken = async (work: Work, verdicts: readonly Verdict[]): Promise<void> => {
  const { outbox, link, clock } = work;
  const told = new Map(
    verdicts.filter((each) => each.kind === 'refused' || each.isChanged || each.voided.length > 0).map((each) => [each.sequence, each]),
  );
  const loose = new KeySet(link.loose);
  const items: InboxItem[] = [];
  const last = verdicts.at(-1)?.sequence ?? link.acknowledged.sequence;
  if (told.size > 0) {
    for await (const { sequence, entry } of outbox.records(last)) {
      const verdict = told.get(sequence);
      if (verdict === undefined) continue;
      loose.addAll(entry.documents);
      const item = itemOf(entry, verdict, clock.now());
      if (item !== null) items.push(item);
    }
  }
  // The inbox first: a verdict that is heard twice is one item, one that is forgotten would be none.
  const fresh = await work.inbox.add(items);
  const acknowledged = outbox.placeAt(last);
  await work.save({ acknowledged, loose: loose.all });
  await outbox.moveTo(acknowledged);
  if (fresh.length > 0) work.heard({ kind: 'inbox', items: fresh });
};

const itemOf = (entry: JournalEntry, verdict: Verdict, at: string): InboxItem | null => {
  if (verdict.kind === 'refused') return inboxItem('refused', entry, at, verdict);
  return verdict.voided.length > 0 ? inboxItem('voided', entry, at, verdict) : null;
};

/**
 * The server judged commands of which this store never heard a verdict, and does not repeat them: their documents are asked for, so that nothing is shown
 * that the server does not have.
 */
const skipped = async (work: Work, judged: OutboxPlace): Promise<void> => {
  const loose = new KeySet(work.link.loose);
  for (const { sequence, keys } of work.outbox.waiting) if (sequence <= judged.sequence) loose.addAll(keys);
  await work.save({ acknowledged: judged, loose: loose.all });
  await work.outbox.moveTo(judged);
};

/** The message after another one, put together while the server judges that one: it is right where all of it is judged, and else is dropped. */
type Ahead = { readonly after: number; readonly push: Promise<Push | null> };

const messageFrom = (work: Work, from?: OutboxPlace): Promise<Push | null> =>
  work.outbox.next((sequence) => engineOf(work.link, sequence), work.sizes.push, from);

const aheadOf = (work: Work, { commands }: Push): Ahead | null => {
  const last = commands.at(-1)?.sequence ?? 0;
  if (work.outbox.end.sequence <= last) return null;
  const push = messageFrom(work, work.outbox.placeAt(last));
  // Whoever wants it hears what went wrong with it; it may be that nobody does.
  push.catch(() => undefined);
  return { after: last, push };
};

/** Pushes until nothing waits. Commands of this station reach the server in their order, each once in effect however often it is pushed. */
export const pushAll = async (work: Work): Promise<void> => {
  let disputes = 0;
  let ahead: Ahead | null = null;
  for (;;) {
    await work.extend();
    const ready: Push | null = ahead?.after === work.outbox.from.sequence ? await ahead.push : null;
    const push: Push | null = ready ?? (await messageFrom(work));
    if (push === null) return;
    ahead = aheadOf(work, push);
    const answer = await asked(work.transport, 'push', push);
    if (answer.kind === 'out-of-step') {
      disputes += 1;
      if (disputes > mostDisputes) throw new SyncTrouble({ code: 'sync.answer-unreadable', status: 200 });
      const judged = { sequence: answer.acknowledged, digest: answer.digest };
      await agreeOn(work, judged);
      if (judged.sequence > work.link.acknowledged.sequence) await skipped(work, judged);
      continue;
    }
    const verdicts = inOrder(answer.verdicts, push.after);
    if (verdicts.length === 0) throw new SyncTrouble({ code: 'sync.answer-unreadable', status: 200 });
    disputes = 0;
    await taken(work, verdicts);
    work.heard({ kind: 'progress' });
  }
};
