import type { Segment } from '../../core/catalog/types.ts';
import type { Change, Command, StoredDocument, Write } from '../../core/kernel/command.ts';
import type { UsageEvent } from '../../core/usage/types.ts';

/** The smallest documents that exercise every index: usage events have a customer and a day, segments a state. */
export const event = (id: string, customerId: string, at: string, rev = 1): UsageEvent => ({
  id,
  kind: 'usage-event',
  rev,
  customerId,
  subscriptionId: '',
  name: 'call',
  at,
  receivedAt: at,
  idempotencyKey: id,
  properties: { count: '1' },
  supersedes: null,
});

export const segment = (id: string, state: Segment['state'], rev = 1, name = id): Segment => ({
  id,
  kind: 'segment',
  rev,
  code: id,
  name,
  state,
});

const command = (id: string, body: unknown = null): Command => ({
  id,
  kind: 'test.write',
  at: '2025-01-01T00:00:00.000Z',
  by: { user: 'usr_1', station: 'A7' },
  body,
});

/** A change by a command of that id: every document is based on the revision before its own. */
export const change = (id: string, ...documents: readonly StoredDocument[]): Change => ({
  command: command(id),
  writes: documents.map((document): Write => ({ basedOn: document.rev === 1 ? null : document.rev - 1, document })),
});
