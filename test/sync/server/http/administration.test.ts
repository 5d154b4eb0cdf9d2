import { Secret, TOTP } from 'otpauth';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  AuditHeadView,
  AuditPage,
  AuditVerified,
  HealthView,
  JobView,
  NumbersView,
  PersonView,
  StationView,
} from '../../../../sync/protocol/administration.ts';
import { verifiedChain } from '../../../../sync/server/chain/verify.ts';
import { goodPassword } from '../../../support/running-server.ts';
import { attackedWorld, commandOf, hello, push, pushedCommand, type World } from '../attacks/world.ts';

let world: World;
beforeAll(async () => {
  world = await attackedWorld();
}, 120_000);
afterAll(async () => {
  await world.running.stop();
});

const read = async <T>(path: string): Promise<T> => {
  const answer = await world.running.ask({ path, headers: world.root.headers });
  expect(answer.status).toBe(200);
  return answer.json as T;
};
const order = (path: string, body: unknown) => world.running.post(path, body, world.root.headers);

describe("the administrator's page", () => {
  it('[D2, ROL-01] makes people, changes what they may do at once, and lets nobody in any more', async () => {
    const { running } = world;
    const made = await order('/admin/v1/people/create', { signInName: 'sam', name: 'Sam', role: 'sales', entityIds: ['ent_uk'] });
    const { person, password } = made.json as unknown as { person: { id: string }; password: string };
    const signIn = (secret: string) => running.post('/people/v1/sign-in', { name: 'sam', password: secret, station: null, keep: 'token' });
    const begun = await signIn(password);
    const headers = { authorization: `Bearer ${String(begun.json?.['token'])}` };
    await running.post('/people/v1/password', { current: password, next: goodPassword }, headers);
    expect(await order('/admin/v1/people/edit', { id: person.id, role: 'finance', entityIds: null })).toMatchObject({ status: 200 });
    expect(await running.ask({ path: '/people/v1/session', headers })).toMatchObject({
      json: { user: { role: 'finance', entityIds: null } },
    });
    expect(await order('/admin/v1/people/edit', { id: person.id, state: 'inactive' })).toMatchObject({ status: 200 });
    expect(await running.ask({ path: '/people/v1/session', headers })).toMatchObject({ status: 401 });
    expect(await signIn(goodPassword)).toMatchObject({ status: 401 });
    const { people } = await read<{ people: { signInName: string; state: string }[] }>('/admin/v1/people');
    expect(people.find(({ signInName }) => signInName === 'sam')).toMatchObject({ state: 'inactive', role: 'finance' });
    expect(JSON.stringify(people)).not.toMatch(/argon2|hash|secret/i);
  });

  it('[D2, NUM-05] shows machines with how far they are, and closes the series of one that is revoked', async () => {
    const a7 = async () => (await read<{ stations: StationView[] }>('/admin/v1/stations')).stations.find(({ code }) => code === 'A7');
    // What it said when it greeted is noted a moment later.
    await expect.poll(a7, { timeout: 5_000 }).toMatchObject({
      state: 'enrolled',
      acknowledged: 1,
      people: ['Name of fin'],
      program: 'attack',
      toPull: null,
      toPush: 900_000_000 - 1,
    });
    const lost = await world.running.enrol('traveller', 'L1');
    expect(await order('/admin/v1/stations/revoke', { code: 'L1', wipe: true, reason: 'Left in a train' })).toMatchObject({
      status: 200,
      json: { closedSeries: 0 },
    });
    expect(await world.running.post('/sync/v1/hello', hello('L1'), lost.headers)).toMatchObject({ status: 401, json: { wipe: true } });
    expect(await order('/admin/v1/stations/revoke', { code: 'A7', wipe: false })).toMatchObject({ status: 200, json: { closedSeries: 1 } });
  });

  it('[D6] knows how many changes a machine has not pulled yet, and how many commands it has not pushed', async () => {
    const { running, root } = world;
    const { view } = (
      await running.post('/sync/v1/hello', { ...hello('B1'), outbox: { sequence: 3, digest: 'b'.repeat(64) } }, world.sally.headers)
    ).json as { view: string };
    const ask = async (checkpoint: unknown): Promise<{ checkpoint: { epoch: string; sequence: number } }> => {
      const answer = await running.post('/sync/v1/pull', { checkpoint, limit: 5_000, view }, world.sally.headers);
      return answer.json as { checkpoint: { epoch: string; sequence: number } };
    };
    const { checkpoint } = await ask(null);
    const standingOf = async (code: string): Promise<StationView | undefined> =>
      (await read<{ stations: StationView[] }>('/admin/v1/stations')).stations.find((station) => station.code === code);
    await expect.poll(async () => standingOf('B1'), { timeout: 5_000 }).toMatchObject({ toPush: 3, toPull: 0 });
    await push(world, root, [pushedCommand(commandOf(root, 'segment.create', { name: 'Gold', code: 'gold' }))]);
    expect(await standingOf('B1')).toMatchObject({ toPull: 1 });
    await ask(checkpoint);
    await expect.poll(async () => standingOf('B1'), { timeout: 5_000 }).toMatchObject({ toPull: 0 });
  });

  it('[D3] lets somebody who failed too often try again, and turns a lost authenticator off', async () => {
    const { running } = world;
    const id = await running.add('una', 'sales');
    for (let tried = 0; tried < 5; tried += 1)
      await running.post('/people/v1/sign-in', { name: 'una', password: 'wrong', station: null, keep: 'token' });
    const una = async (): Promise<PersonView | undefined> =>
      (await read<{ people: PersonView[] }>('/admin/v1/people')).people.find((person) => person.id === id);
    expect(await una()).toMatchObject({ waitsUntil: expect.any(String) as string, sessions: 0 });
    expect(await order('/admin/v1/people/unlock', { id })).toMatchObject({ status: 200 });
    const headers = await running.token('una');
    expect(await una()).toMatchObject({ waitsUntil: null, sessions: 1 });
    const begun = await running.post('/people/v1/second-factor/begin', {}, headers);
    const code = new TOTP({ secret: Secret.fromBase32(String(begun.json?.['secret'])) }).generate({ timestamp: running.now() });
    await running.post('/people/v1/second-factor', { code }, headers);
    expect(await una()).toMatchObject({ hasSecondFactor: true });
    expect(await order('/admin/v1/people/reset-second-factor', { id })).toMatchObject({ status: 200 });
    expect(await una()).toMatchObject({ hasSecondFactor: false, sessions: 0 });
    await expect(running.token('una')).resolves.toBeDefined();
  });

  it('[NUM-04, ROL-06] says what became of each number, of one’s own entities', async () => {
    const { series, unexplained } = await read<NumbersView>('/admin/v1/numbers');
    expect(unexplained).toBe(0);
    expect(series.find(({ station }) => station === 'A7')).toMatchObject({ entityId: 'ent_uk', documentType: 'invoice', unexplained: 0 });
    expect(series.reduce((sum, { issued }) => sum + issued, 0)).toBeGreaterThan(3);
    const answer = await world.running.ask({ path: '/admin/v1/numbers', headers: world.otto.headers });
    expect((answer.json as unknown as NumbersView).series.map(({ entityId }) => entityId)).toEqual(series.map(() => 'ent_uk'));
  });

  it('[NUM-05] a machine that is enrolled anew is its old station no more', async () => {
    const { running } = world;
    const machine = await running.enrol('otto', 'O1');
    const again = await running.post('/people/v1/stations', { code: 'O2', name: 'again', localAuthors: [] }, machine.headers);
    expect(again).toMatchObject({ status: 200, json: { code: 'O2' } });
    expect(await running.post('/sync/v1/hello', hello('O2'), machine.headers)).toMatchObject({ status: 200 });
    const old = { name: 'otto', password: goodPassword, station: { code: 'O1', key: machine.key }, keep: 'token' };
    expect(await running.post('/people/v1/sign-in', old)).toMatchObject({ status: 401, json: { code: 'station.revoked', wipe: false } });
  });

  it('[D8] lists the jobs, holds one back, and has one done', async () => {
    const { running } = world;
    expect(await order('/admin/v1/jobs/ask', { job: 'tidy', what: 'pause' })).toMatchObject({ status: 200 });
    expect(await order('/admin/v1/jobs/ask', { job: 'tidy', what: 'run' })).toMatchObject({ status: 200 });
    expect(await running.server.work()).toBe(0);
    await order('/admin/v1/jobs/ask', { job: 'tidy', what: 'resume' });
    await order('/admin/v1/jobs/ask', { job: 'backup', what: 'run' });
    expect(await running.server.work()).toBe(2);
    const { jobs } = await read<{ jobs: JobView[] }>('/admin/v1/jobs');
    expect(jobs.map(({ name }) => name)).toEqual(['advance', 'billing', 'backup', 'tidy']);
    expect(jobs.find(({ name }) => name === 'tidy')).toMatchObject({
      isPaused: false,
      nextAt: expect.any(String) as string,
      runs: [{ state: 'done', attempts: 1 }],
    });
    const health = await read<HealthView>('/admin/v1/health');
    expect(health).toMatchObject({ isReady: true, database: 'sqlite', jobsDue: 0, lastBackup: { bytes: expect.any(Number) as number } });
    const metrics = await running.ask({ path: '/metrics' });
    expect(metrics.text).toContain('counterfoil_job_runs_total{job="backup",result="done"} 1');
    expect(metrics.text).toMatch(/counterfoil_station_silent_seconds\{station="R1"\} \d/);
  });

  it('[AUD-05, BEY-04] finds entries, and gives the chain away as it is verified without the server', async () => {
    const { running, sally, root } = world;
    await push(world, sally, [pushedCommand(commandOf(sally, 'invoice.void', { invoiceId: world.invoice.id, reason: 'mine' }))]);
    const refused = await read<AuditPage>('/admin/v1/audit?verdict=refused&station=B1');
    expect(refused).toMatchObject({ isLast: true, entries: [{ kind: 'invoice.void', person: sally.userId }] });
    const history = await read<AuditPage>(`/admin/v1/audit?document=${world.invoice.id}`);
    expect(history.entries.map(({ kind }) => kind)).toEqual(['billing.run']);
    const made = await read<AuditPage>('/admin/v1/audit?kind=person.create');
    expect(made.entries.length).toBeGreaterThan(5);
    const since = await read<AuditPage>('/admin/v1/audit?from=2025-06-01T08%3A00%3A00.000Z&until=2025-06-01T08%3A00%3A00.000Z');
    expect(since.entries).toEqual([]);
    const { head } = await read<AuditHeadView>('/admin/v1/audit/head');
    const whole = (await order('/admin/v1/audit/verify', {})).json as unknown as AuditVerified;
    expect(whole).toEqual({ entries: head?.position, problems: [] });
    const file = await running.ask({ path: '/admin/v1/audit/export', headers: root.headers });
    const { entries, problems } = await verifiedChain(file.text.split('\n'));
    expect({ problems, isLong: entries > 20 }).toEqual({ problems: [], isLong: true });
    const edited = file.text.replace('"reason":"mine"', '"reason":"ours"');
    expect((await verifiedChain(edited.split('\n'))).problems).toMatchObject([{ code: 'entry.edited' }]);
  });
});
