import type { BlocksAnswer, BlocksWanted } from '../../protocol/blocks.ts';
import type { Hello, Unwelcome, Welcome } from '../../protocol/hello.ts';
import type { DocumentsAnswer, DocumentsWanted, Notice, Pull, PullAnswer } from '../../protocol/pull.ts';
import type { Push, PushAnswer } from '../../protocol/push.ts';
import { admitBatch } from '../admission/admit.ts';
import { lentBlocks } from '../numbers/lease-blocks.ts';
import type { ServerStore } from '../store/open.ts';
import { type Greeted, welcomed } from './hello.ts';
import { type Listening, noticeHub } from './notices.ts';
import { type JsonText, namedDocuments, pulled, type Reached } from './pull.ts';
import { accessOf, type Visitor, viewOf } from './visitor.ts';

/**
 * What stations ask, without a word of HTTP. The messages have their form (sync/protocol), and whoever asks is known and may ask; both are the routes' business.
 * A station that is unknown or revoked by the time its message is looked at gets an `Unwelcome`.
 */
export type Replication = {
  hello(visitor: Visitor, message: Hello, now: string, greeted?: Greeted): Promise<Welcome | Unwelcome>;
  push(visitor: Visitor, message: Push, now: string): Promise<PushAnswer | Unwelcome>;
  /** The answer's text, to be sent as it is: documents go from the table to the wire without being read. */
  pull(visitor: Visitor, message: Pull, reached?: Reached): Promise<JsonText<PullAnswer>>;
  documents(visitor: Visitor, message: DocumentsWanted): Promise<JsonText<DocumentsAnswer>>;
  blocks(visitor: Visitor, message: BlocksWanted, now: string): Promise<BlocksAnswer | Unwelcome>;
  /** The live stream; the first notice comes by itself. Answers how to stop. */
  notices(who: Listening, heard: (notice: Notice) => void): () => void;
  close(): void;
};

export const replicationOver = (store: ServerStore): Replication => {
  const hub = noticeHub(store);
  return {
    hello: (visitor, message, now, greeted) => welcomed(store, visitor, message, now, greeted),
    push: (visitor, message, now) => admitBatch(store, visitor, message, now),
    pull: (visitor, message, reached) => pulled(store, viewOf(accessOf(visitor)), message, reached),
    documents: (visitor, message) => namedDocuments(store, viewOf(accessOf(visitor)), message),
    blocks: (visitor, message, now) => lentBlocks(store, visitor, message, now),
    notices: hub.listen,
    close: hub.close,
  };
};
