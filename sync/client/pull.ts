import { collections, type DocumentKind } from '../../core/collections.ts';
import { asked } from './answers.ts';
import { KeySet } from './keys.ts';
import type { Checkpoint, PullAnswer } from '../protocol/pull.ts';
import { forgetOthers, receive } from './receiving.ts';
import { SyncTrouble } from './trouble.ts';
import type { Work } from './work.ts';

const kinds = Object.values(collections).flat() as readonly DocumentKind[];

/** A server that says `resync` again and again is not one that can be followed. */
const mostResyncs = 3;

type Batch = Extract<PullAnswer, { readonly kind: 'batch' }>;

const pageAfter = (work: Work, checkpoint: Checkpoint | null): Promise<PullAnswer> =>
  asked(work.transport, 'pull', { checkpoint, limit: work.sizes.pull, view: work.link.view ?? '' });

/** The page after one that is being written: the server and the database work at the same time. Where this page cannot be written nobody waits for it. */
const pageAhead = (work: Work, { checkpoint, isLast }: Batch): Promise<PullAnswer> | null => {
  if (isLast) return null;
  const page = pageAfter(work, checkpoint);
  page.catch(() => undefined);
  return page;
};

/** Only the middle of a pull may come from ahead, since the pages behind it tell what became of it. What ends a pull is asked for when all before it is written. */
const isOfMiddle = (answer: PullAnswer): boolean => answer.kind === 'batch' && !answer.isLast;

/**
 * Pulls until the station has everything that it may see. When everything is pulled anew, how far it came is kept only at the end: an interruption begins
 * again, since only a whole pull tells what is no longer there.
 */
export const pullAll = async (work: Work): Promise<void> => {
  let checkpoint: Checkpoint | null = work.link.isResyncing ? null : work.link.checkpoint;
  let came = new KeySet();
  let resyncs = 0;
  let ahead: Promise<PullAnswer> | null = null;
  for (;;) {
    const early: PullAnswer | null = await ahead;
    ahead = null;
    const answer: PullAnswer = early !== null && isOfMiddle(early) ? early : await pageAfter(work, checkpoint);
    if (answer.kind === 'resync') {
      resyncs += 1;
      if (resyncs > mostResyncs) throw new SyncTrouble({ code: 'sync.answer-unreadable', status: 200 });
      await work.save({ isResyncing: true, checkpoint: null });
      checkpoint = null;
      came = new KeySet();
      continue;
    }
    checkpoint = answer.checkpoint;
    ahead = pageAhead(work, answer);
    await takeBatch(work, answer, came);
    work.heard({ kind: 'progress' });
    if (answer.isLast) break;
  }
  if (work.link.isResyncing) await forgetOthers(work, came, kinds);
  await work.save({ checkpoint, isResyncing: false, syncedAt: work.clock.now() });
};

const takeBatch = async (work: Work, { documents, checkpoint, isLast }: Batch, came: KeySet): Promise<void> => {
  const { isResyncing, loose } = work.link;
  if (isResyncing) {
    for (const word of documents) {
      if ('_deleted' in word) came.delete(word);
      else came.addAll([word]);
    }
  }
  const isIdle = documents.length === 0 && loose.length === 0 && work.outbox.waiting.length === 0;
  if (!isIdle) await receive(work, documents, isResyncing ? {} : { checkpoint }, isLast);
};
