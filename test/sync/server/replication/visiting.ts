import type { Role } from '../../../../core/permissions.ts';
import { engineVersion } from '../../../../core/engine.ts';
import { emptyOutbox } from '../../../../sync/protocol/outbox-digest.ts';
import type { Hello } from '../../../../sync/protocol/hello.ts';
import type { PullAnswer } from '../../../../sync/protocol/pull.ts';
import { documentForm } from '../../../../sync/protocol/version.ts';
import type { Replication } from '../../../../sync/server/replication/replication.ts';
import type { Visitor } from '../../../../sync/server/replication/visitor.ts';

/** Somebody at a station who greets and pulls, without HTTP and without the client. */

export const now = '2025-07-01T00:00:00.000Z';

export const visitor = (role: Role = 'administrator', entityIds: readonly string[] | null = null, station = 'A7'): Visitor => ({
  station,
  user: { id: 'per_1', name: 'Ada', role, entityIds },
  authors: new Map(),
});

export const helloOf = (changes: Partial<Hello> = {}): Hello => ({
  protocol: 1,
  engine: engineVersion,
  form: documentForm,
  program: 'counterfoil 0.1.0',
  station: 'A7',
  at: now,
  outbox: { sequence: 0, digest: emptyOutbox },
  seen: null,
  ...changes,
});

export const viewOf = async (replication: Replication, who: Visitor): Promise<string> => {
  const welcome = await replication.hello(who, helloOf({ station: who.station }), now);
  if ('code' in welcome) throw new Error(welcome.code);
  return welcome.view;
};

export type Batch = Extract<PullAnswer, { kind: 'batch' }>;

/** Pulls until everything is there; answers the pages. */
export const pulledAll = async (replication: Replication, who: Visitor, limit: number, from: Batch['checkpoint'] | null = null) => {
  const view = await viewOf(replication, who);
  const pages: Batch[] = [];
  for (let checkpoint = from; ; ) {
    const answer = JSON.parse(await replication.pull(who, { checkpoint, limit, view })) as PullAnswer;
    if (answer.kind === 'resync') throw new Error('resync');
    pages.push(answer);
    if (answer.isLast) return pages;
    ({ checkpoint } = answer);
  }
};
