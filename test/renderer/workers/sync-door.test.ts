import { describe, expect, it, vi } from 'vitest';
import { newEntity } from '../../../core/organization/new-entity.ts';
import type { Role } from '../../../core/permissions.ts';
import { storeHost } from '../../../renderer/workers/store-host.ts';
import type { Stamp, StoreApi } from '../../../renderer/workers/store-api.ts';
import type { ShellAnswer, ShellWire } from '../../../renderer/workers/sync/shell-transport.ts';
import type { SyncNews } from '../../../renderer/workers/sync/sync-api.ts';
import { SyncWiring, workerClock } from '../../../renderer/workers/sync/sync-wiring.ts';
import type { SyncPath } from '../../../sync/client/transport.ts';
import { ServerDouble } from '../../sync/client/server-double.ts';
import { memoryHome } from './memory-home.ts';

let count = 0;
const stamp = (): Stamp => ({ id: `cmd_${(count += 1)}`, at: '2026-11-20T09:00:00.000Z', by: { user: 'usr_1', station: 'A7' } });
const entity = newEntity(
  {
    code: 'UK',
    legalName: 'Northlight Ltd',
    address: { lines: ['1 Dock St'], city: 'London', postalCode: 'E1', region: '', country: 'GB' },
    currency: 'GBP',
    zone: 'Europe/London',
  },
  { isFallback: true },
);

/** The shell's way to a server in memory. */
const wireTo = (server: ServerDouble): ShellWire => ({
  ask: async (path, body): Promise<ShellAnswer> => {
    const answer = await server.answer('A7', path.slice('/sync/v1/'.length) as SyncPath, JSON.parse(body));
    return { kind: 'answer', status: answer.status, body: JSON.stringify(answer.body) };
  },
  listen: async () => undefined,
  deafen: async () => undefined,
});

const hostWith = async (server: ServerDouble): Promise<{ readonly host: StoreApi; readonly news: SyncNews[] }> => {
  const wiring = new SyncWiring((value) => value, workerClock, 1);
  const host = storeHost({ home: memoryHome(), nowMs: () => performance.now(), wiring, fillDemo: async () => [] });
  const news: SyncNews[] = [];
  await host.syncBegin(wireTo(server), (told) => news.push(told));
  return { host, news };
};

const settled = (news: readonly SyncNews[]): Promise<void> =>
  vi.waitFor(() => expect(news.at(-1)?.status).toMatchObject({ state: 'online', pending: 0 }), { timeout: 5_000 });

const signedInAs = (server: ServerDouble, role: Role): void => {
  server.user = { ...server.user, role };
};

describe("the sync of the store's worker", () => {
  it('[A8] joins with the work that lies here, and tells the count of what waits as it changes', async () => {
    const server = new ServerDouble();
    const { host, news } = await hostWith(server);
    await host.execute('entity.create', entity, stamp());
    expect(news.at(-1)?.status.state ?? 'alone').toBe('alone');
    expect(await host.syncAuthors()).toEqual({ users: ['usr_1'], stations: ['A7'] });
    expect(await host.syncJoin('https://books.example', 'A7', 'keep')).toBeNull();
    await settled(news);
    expect(news.some(({ status, pending }) => status.pending === 1 && pending.length > 0)).toBe(true);
    expect(await server.state.list('entity')).toHaveLength(1);
  });

  it("[ROL-05] refuses at its own door what the role of whoever is signed in does not give, in the server's words", async () => {
    const server = new ServerDouble();
    signedInAs(server, 'auditor');
    const { host, news } = await hostWith(server);
    await host.syncJoin('https://books.example', 'A7', 'keep');
    await settled(news);
    const refused = { ok: false, problems: [{ code: 'access.role', kind: 'entity.create', role: 'auditor' }] };
    expect(await host.execute('entity.create', entity, stamp())).toEqual(refused);
    const run = { period: { start: '2026-11-01', end: '2026-12-01' }, entityIds: ['ent_1'], customerIds: null };
    expect(await host.runStart(run, stamp(), () => undefined)).toMatchObject({ kind: 'failed', problems: [{ code: 'access.role' }] });
    const file = new File(['name\nAcme\n'], 'customers.csv');
    const options = { dryRun: true, skipBadRows: false, mapping: {} };
    const imported = await host.importFile('customers', file, options, stamp(), () => undefined);
    expect(imported).toMatchObject({ outcome: 'refused', problems: [{ code: 'access.role' }] });
    signedInAs(server, 'finance');
    await host.syncNow();
    await vi.waitFor(() => expect(news.at(-1)?.status.user?.role).toBe('finance'), { timeout: 5_000 });
    expect(await host.execute('entity.create', entity, stamp())).toMatchObject({ ok: true });
  });

  it('[NUM-02] signs commands with the code and the user that the server knows, whatever the window remembers', async () => {
    const server = new ServerDouble();
    const { host, news } = await hostWith(server);
    await host.syncJoin('https://books.example', 'B7', 'keep');
    await settled(news);
    await host.execute('entity.create', entity, { ...stamp(), by: { user: 'owner', station: 'X9Y9' } });
    const { items } = await host.journal({ limit: 1 });
    expect(items[0]?.command.by).toEqual({ user: 'usr_1', station: 'B7' });
  });

  it('[ROL-06] refuses what it would write into an entity of others', async () => {
    const server = new ServerDouble();
    server.user = { ...server.user, role: 'finance', entityIds: ['ent_other'] };
    const { host, news } = await hostWith(server);
    await host.syncJoin('https://books.example', 'A7', 'keep');
    await settled(news);
    expect(await host.execute('entity.create', entity, stamp())).toMatchObject({ ok: false, problems: [{ code: 'access.entity' }] });
  });

  it('[A10] begins afresh with what the server has, and what never reached one lies in the inbox', async () => {
    const server = new ServerDouble();
    const { host, news } = await hostWith(server);
    await host.syncJoin('https://books.example', 'A7', 'keep');
    await settled(news);
    server.failure = { status: 401, body: { code: 'station.revoked', wipe: false } };
    await host.execute('entity.create', entity, stamp());
    await vi.waitFor(() => expect(news.at(-1)?.status).toMatchObject({ state: 'blocked', pending: 1 }), { timeout: 5_000 });
    server.failure = null;
    expect(await host.syncJoin('https://books.example', 'B2', 'afresh')).toBeNull();
    await settled(news);
    expect(await host.list('entity')).toEqual([]);
    const [item] = await host.syncInbox();
    expect(item).toMatchObject({ kind: 'unsent', command: { kind: 'entity.create' } });
    const detail = await host.syncInboxDetail(item?.id ?? '');
    expect(detail?.documents.map(({ mine, theirs }) => [mine?.kind, theirs])).toContainEqual(['entity', null]);
    await host.syncSettle(item?.id ?? '', 'theirs');
    expect(news.at(-1)?.status.station).toBe('B2');
  });

  it('[A10] lays a refused edit before a person with what stands against it now, which may be later than the refusal', async () => {
    const server = new ServerDouble();
    const { host, news } = await hostWith(server);
    await host.syncJoin('https://books.example', 'A7', 'keep');
    const made = await host.execute('entity.create', entity, stamp());
    const entityId = made.ok ? (made.value.ids.find(({ kind }) => kind === 'entity')?.id ?? '') : '';
    const renamed = (to: string) =>
      host.execute('entity.edit', { entityId, edits: { legalName: { from: 'Northlight Ltd', to } } }, stamp());
    await settled(news);
    server.refuses = (kind) => kind === 'entity.edit';
    await renamed('Mine Ltd');
    await vi.waitFor(() => expect(news.at(-1)?.status).toMatchObject({ pending: 0, inbox: 1 }), { timeout: 5_000 });
    server.refuses = () => false;
    await vi.waitFor(async () => expect(await renamed('Theirs Ltd')).toMatchObject({ ok: true }), { timeout: 5_000 });
    const [item] = await host.syncInbox();
    const found = { code: 'edit.conflict', path: '/legalName', expected: 'Northlight Ltd', found: 'Theirs Ltd', mine: 'Mine Ltd' };
    expect(await host.syncInboxDetail(item?.id ?? '')).toMatchObject({ conflicts: [found] });
    await host.syncSettle(item?.id ?? '', 'theirs');
    expect(await host.syncInboxDetail(item?.id ?? '')).toMatchObject({ conflicts: [] });
  });

  it('a station that is revoked with the wish that nothing stays on it erases what it holds, and says so', async () => {
    const server = new ServerDouble();
    const { host, news } = await hostWith(server);
    await host.execute('entity.create', entity, stamp());
    await host.syncJoin('https://books.example', 'A7', 'keep');
    await settled(news);
    server.failure = { status: 401, body: { code: 'station.revoked', wipe: true } };
    await host.syncNow();
    await vi.waitFor(() => expect(news.at(-1)).toMatchObject({ wasErased: true, status: { state: 'alone' } }), { timeout: 5_000 });
    expect(await host.list('entity')).toEqual([]);
  });

  it('leaving keeps everything, and nothing is sent any more', async () => {
    const server = new ServerDouble();
    const { host, news } = await hostWith(server);
    await host.syncJoin('https://books.example', 'A7', 'keep');
    await settled(news);
    await host.syncLeave();
    await host.execute('entity.create', entity, stamp());
    expect(await host.list('entity')).toHaveLength(1);
    await vi.waitFor(() => expect(news.at(-1)?.status.state).toBe('left'));
    expect(await server.state.list('entity')).toEqual([]);
  });
});
