import { type AnyDocument, collections, type DocumentKind } from '../../core/collections.ts';
import { engineVersion } from '../../core/engine.ts';
import type { IssuedDocument } from '../../core/invoicing/lines.ts';
import { contentDigest } from '../../core/invoicing/run-hash.ts';
import type { Access } from '../../core/permissions.ts';
import { emptyOutbox, outboxAfter } from '../../sync/protocol/outbox-digest.ts';
import { outcomeDigest } from '../../sync/protocol/outcome-digest.ts';
import type { NumberClaim, Push, PushAnswer, PushedCommand } from '../../sync/protocol/push.ts';
import type { Unwelcome } from '../../sync/protocol/hello.ts';
import type { JournalRecord, Store } from '../../sync/local/store.ts';
import { commandDigest } from '../../sync/local/store.ts';
import { admitBatch } from '../../sync/server/admission/admit.ts';
import type { Pusher } from '../../sync/server/admission/author.ts';
import type { ServerStore } from '../../sync/server/store/open.ts';

const isNumbered = (document: { readonly kind: string }): document is IssuedDocument & { number: string; seriesId: string } => {
  if (document.kind !== 'invoice' && document.kind !== 'credit-note') return false;
  const { number, seriesId } = document as IssuedDocument;
  return number !== null && seriesId !== null;
};

export const claimOf = (document: IssuedDocument & { number: string; seriesId: string }): NumberClaim => ({
  kind: document.kind,
  documentId: document.id,
  entityId: document.entityId,
  seriesId: document.seriesId,
  number: document.number,
  issuedOn: document.issuedOn,
  content: contentDigest(document),
});

/** A command of a station's journal as it goes to the server. */
export const pushedOf = ({ sequence, entry: { command, documents } }: JournalRecord): PushedCommand => ({
  sequence,
  command,
  engine: engineVersion,
  outcome: outcomeDigest(documents),
  numbers: documents.filter(isNumbered).map(claimOf),
});

export const everyAccess: Access = { role: 'administrator', entityIds: null };

/** A station as far as the server sees it: what it pushes, written without the client. */
export type PushingStation = {
  readonly code: string;
  readonly pusher: Pusher;
  enrol(server: ServerStore): Promise<void>;
  /** What waits: all that the server has not judged, or so much of it. */
  next(most?: number): Promise<Push>;
  /** Pushes until nothing waits. */
  push(server: ServerStore, now?: string): Promise<readonly PushAnswer[]>;
  /** Pushes something made by hand in the place of what waits. */
  pushThis(server: ServerStore, push: Push, now?: string): Promise<PushAnswer | Unwelcome>;
};

export const laterThanAll = '2031-01-01T00:00:00.000Z';

export const pushingStation = (
  store: Store,
  code: string,
  authors: Readonly<Record<string, Access>> = { usr_1: everyAccess, ada: everyAccess, 'usr_back-office': everyAccess },
): PushingStation => {
  let acknowledged = 0;
  let digest = emptyOutbox;
  const pusher = { station: code, authors: new Map(Object.entries(authors).map(([user, access]) => [user, { person: user, access }])) };
  const next = async (most = 50): Promise<Push> => {
    const commands: PushedCommand[] = [];
    for await (const record of store.journal(acknowledged)) {
      commands.push(pushedOf(record));
      if (commands.length === most) break;
    }
    return { after: acknowledged, digest, commands };
  };
  const heard = (push: Push, answer: PushAnswer): void => {
    if (answer.kind !== 'taken') return;
    for (const { sequence, command } of push.commands) {
      if (sequence <= acknowledged || sequence > answer.acknowledged) continue;
      digest = outboxAfter(digest, command.id, commandDigest(command));
      acknowledged = sequence;
    }
  };
  return {
    code,
    pusher,
    enrol: async (server) => {
      await server.database
        .insertInto('station')
        .values({
          code,
          name: `Station ${code}`,
          state: 'enrolled',
          acknowledged: 0,
          outbox_digest: emptyOutbox,
          enrolled_at: '2025-01-01T00:00:00.000Z',
          last_seen_at: null,
          program: '',
          engine: '',
        })
        .execute();
    },
    next,
    push: async (server, now = laterThanAll) => {
      const answers: PushAnswer[] = [];
      for (;;) {
        const push = await next();
        if (push.commands.length === 0) return answers;
        const answer = await admitBatch(server, pusher, push, now);
        if (!('kind' in answer) || answer.kind !== 'taken') throw new Error(`not taken: ${JSON.stringify(answer)}`);
        heard(push, answer);
        answers.push(answer);
      }
    },
    pushThis: (server, push, now = laterThanAll) => admitBatch(server, pusher, push, now),
  };
};

const kinds: readonly DocumentKind[] = Object.values(collections).flat();

/** Everything that a station or the server holds, as one value. */
export const stateOf = async (source: Pick<Store, 'list'>): Promise<Readonly<Record<string, readonly AnyDocument[]>>> => {
  const entries: [string, readonly AnyDocument[]][] = [];
  for (const kind of kinds) entries.push([kind, await source.list(kind)]);
  return Object.fromEntries(entries);
};
