import { createHash } from 'node:crypto';
import type { Command } from '../../../../core/kernel/command.ts';
import { engineVersion } from '../../../../core/engine.ts';
import type { AnyDocument } from '../../../../core/collections.ts';
import type { IssuedDocument } from '../../../../core/invoicing/lines.ts';
import { protocolVersion } from '../../../../sync/protocol/version.ts';
import type { NumberClaim, Push, PushedCommand } from '../../../../sync/protocol/push.ts';
import type { Store } from '../../../../sync/local/store.ts';
import type { Answered } from '../../../support/answered.ts';
import { item, sampleCustomer, sampleEntity, sampleSubscription, term } from '../../../support/billing-world.ts';
import { claimOf, pushedOf } from '../../../support/pushing-station.ts';
import { companyOf, manyBuyers, ran, runOf, storeWith } from '../../../support/run-company.ts';
import { type Machine, type RunningServer, runningServer } from '../../../support/running-server.ts';

/** Names that nobody of another entity, role or machine may ever read. */
export const planted = { customer: 'Verborgen und Söhne', email: 'inhaber@verborgen.example' };

const elsewhere: readonly AnyDocument[] = [
  sampleEntity({ id: 'ent_de', code: 'DE', legalName: 'Nordlicht GmbH', currency: 'EUR', isFallback: false, taxRegistrations: [] }),
  sampleCustomer({ id: 'cus_everybody', name: 'Everybody’s' }),
  sampleSubscription([item([term('basic', '2025-04-07')])], { id: 'sub_elsewhere', customerId: 'cus_everybody', entityId: 'ent_de' }),
  sampleCustomer({ id: 'cus_de', name: planted.customer, email: planted.email, entityId: 'ent_de', currency: 'EUR', externalId: 'K-DE' }),
  // The British entity bills this one, and sees who they are: nothing of what they have with their own.
  sampleCustomer({ id: 'cus_guest', name: 'Gast GmbH', entityId: 'ent_de' }),
  sampleSubscription([item([term('basic', '2025-04-07')])], { id: 'sub_guest', customerId: 'cus_guest' }),
  sampleSubscription([item([term('basic', '2025-04-07')])], { id: 'sub_guest_elsewhere', customerId: 'cus_guest', entityId: 'ent_de' }),
];
export const documents = [...companyOf(), ...manyBuyers(6), ...elsewhere];

export type World = {
  readonly running: RunningServer;
  /** Finance of every entity, at A7, where May was billed and pushed. */
  readonly fin: Machine;
  /** Sales, of the British entity only, at B1. */
  readonly sally: Machine;
  /** Finance of the British entity only, at C1. */
  readonly otto: Machine;
  readonly root: Machine;
  readonly auditor: Readonly<Record<string, string>>;
  readonly tokens: Readonly<Record<'fin' | 'sally' | 'developer' | 'marketing', Readonly<Record<string, string>>>>;
  /** What fin's machine pushed, in its order. */
  readonly pushed: Push;
  readonly invoice: IssuedDocument & { readonly number: string; readonly seriesId: string };
  /** Everything that counts: documents, people, machines. Not the chain, which also tells what was refused. */
  digest(withSeries: boolean): Promise<string>;
};

export const hello = (station: string) => ({
  protocol: protocolVersion,
  engine: engineVersion,
  form: 1,
  program: 'attack',
  station,
  at: '2025-06-01T08:00:00.000Z',
  outbox: { sequence: 900_000_000, digest: 'a'.repeat(64) },
  seen: null,
});

/** A machine's next push, of whatever commands. */
export const pushOf = async ({ running }: World, machine: Machine, commands: readonly Omit<PushedCommand, 'sequence'>[]): Promise<Push> => {
  const welcome = await running.post('/sync/v1/hello', hello(machine.code), machine.headers);
  const { sequence, digest } = (welcome.json ?? {})['acknowledged'] as { sequence: number; digest: string };
  return { after: sequence, digest, commands: commands.map((command, index) => ({ ...command, sequence: sequence + 1 + index })) };
};

let given = 0;

/** A command of its own each time. */
export const commandOf = (machine: Machine, kind: string, body: unknown, more: Partial<Command> = {}): Command => ({
  id: `cmd_attack_${(given += 1)}`,
  kind,
  at: '2025-06-01T08:00:00.000Z',
  by: { user: machine.userId, station: machine.code },
  body,
  ...more,
});

export const pushedCommand = (command: Command, numbers: readonly NumberClaim[] = []): Omit<PushedCommand, 'sequence'> => ({
  command,
  engine: engineVersion,
  outcome: '0'.repeat(64),
  numbers,
});

export const push = async (world: World, machine: Machine, commands: readonly Omit<PushedCommand, 'sequence'>[]): Promise<Answered> =>
  world.running.post('/sync/v1/push', await pushOf(world, machine, commands), machine.headers);

/** May billed at a machine of its own, and pushed as a machine does. */
const billedAt = async (running: RunningServer, machine: Machine): Promise<{ readonly pushed: Push; readonly store: Store }> => {
  const store = await storeWith(documents);
  await ran(store, runOf('2025-05-01', '2025-06-01', { by: { user: machine.userId, station: machine.code } }));
  const welcome = await running.post('/sync/v1/hello', { ...hello(machine.code) }, machine.headers);
  const { digest } = (welcome.json ?? {})['acknowledged'] as { digest: string };
  const commands: PushedCommand[] = [];
  for await (const record of store.journal()) commands.push(pushedOf(record));
  const pushed = { after: 0, digest, commands };
  const answer = await running.post('/sync/v1/push', pushed, machine.headers);
  if (!answer.text.includes('"accepted"') || answer.text.includes('"refused"')) throw new Error(answer.text);
  return { pushed, store };
};

/** @param database `null`: SQLite. */
export const attackedWorld = async (database: string | null = null): Promise<World> => {
  // Nobody answers there: what is hostile is refused before anybody is asked.
  const issuer = { 'oidc.issuer': 'http://127.0.0.1:9', 'oidc.client': 'counterfoil' };
  const settings = { 'limits.body-kilobytes': '1024', ...issuer, ...(database === null ? {} : { database }) };
  const running = await runningServer({ documents, settings });
  const { store } = running;
  await running.add('traveller', 'sales');
  for (const role of ['developer', 'marketing', 'auditor'] as const) await running.add(role, role, role === 'auditor' ? ['ent_uk'] : null);
  await running.add('root', 'administrator');
  await running.add('fin', 'finance');
  await running.add('sally', 'sales', ['ent_uk']);
  await running.add('otto', 'finance', ['ent_uk']);
  const fin = await running.enrol('fin', 'A7');
  const { pushed, store: local } = await billedAt(running, fin);
  const invoices = await local.list('invoice');
  const invoice = invoices.find(({ number, state }) => number !== null && state.kind === 'posted');
  return {
    running,
    fin,
    root: await running.enrol('root', 'R1'),
    sally: await running.enrol('sally', 'B1'),
    otto: await running.enrol('otto', 'C1'),
    auditor: await running.token('auditor'),
    tokens: {
      fin: await running.token('fin'),
      sally: await running.token('sally'),
      developer: await running.token('developer'),
      marketing: await running.token('marketing'),
    },
    pushed,
    invoice: invoice as World['invoice'],
    digest: async (withSeries) => {
      const rows = await store.database.selectFrom('document').selectAll().orderBy('kind').orderBy('id').execute();
      const people = await store.database.selectFrom('person').selectAll().orderBy('id').execute();
      const keys = await store.database.selectFrom('station_key').selectAll().orderBy('code').execute();
      const authors = await store.database.selectFrom('station_author').selectAll().orderBy('station').orderBy('author').execute();
      const stations = await store.database.selectFrom('station').select(['code', 'name', 'state']).orderBy('code').execute();
      const jobs = await store.database.selectFrom('job').select(['name', 'is_paused']).orderBy('name').execute();
      const kept = rows.filter(({ kind }) => withSeries || (kind !== 'number-series' && kind !== 'billing-run'));
      return createHash('sha256')
        .update(JSON.stringify([kept, people, keys, authors, stations, jobs]))
        .digest('hex');
    },
  };
};

export const claimedBy = (world: World): NumberClaim => claimOf(world.invoice);
