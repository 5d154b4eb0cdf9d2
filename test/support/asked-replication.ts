import type { Answer, SyncPath } from '../../sync/client/transport.ts';
import type { Replication } from '../../sync/server/replication/replication.ts';
import type { Visitor } from '../../sync/server/replication/visitor.ts';

const answered = (replication: Replication, visitor: Visitor, path: SyncPath, body: never, now: string): Promise<unknown> => {
  switch (path) {
    case 'hello':
      return replication.hello(visitor, body, now);
    case 'push':
      return replication.push(visitor, body, now);
    case 'pull':
      return replication.pull(visitor, body);
    case 'documents':
      return replication.documents(visitor, body);
    case 'blocks':
      return replication.blocks(visitor, body, now);
  }
};

/** What a station hears from the real server without its HTTP. */
export const askedReplication = async (
  replication: Replication,
  visitor: Visitor,
  path: SyncPath,
  body: unknown,
  now: string,
): Promise<Answer> => {
  const answer = await answered(replication, visitor, path, body as never, now);
  const read: unknown = typeof answer === 'string' ? JSON.parse(answer) : answer;
  const isUnwelcome = typeof read === 'object' && read !== null && 'code' in read;
  return { status: isUnwelcome ? 409 : 200, body: read };
};
