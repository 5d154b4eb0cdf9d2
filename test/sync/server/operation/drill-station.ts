import { setImmediate } from 'node:timers/promises';
import type { BodyOf, CommandKind } from '../../../../core/use-cases.ts';
import { SyncClient } from '../../../../sync/client/sync-client.ts';
import { type Answer, NoAnswer, type Transport } from '../../../../sync/client/transport.ts';
import { memoryStore } from '../../../../sync/local/memory/store.ts';
import { runAnyCommand } from '../../../../sync/local/run-command.ts';
import type { Store } from '../../../../sync/local/store.ts';
import { ask } from '../../../support/answered.ts';
import type { Machine } from '../../../support/running-server.ts';
import { ran, runOf } from '../../../support/run-company.ts';

/** A station with the real client, whose messages go over HTTP to wherever the server is. */
export type DrillStation = {
  readonly machine: Machine;
  readonly store: Store;
  /** How often it has worked and synced. */
  rounds(): number;
  /** Issues invoices and edits, a sync after each. */
  workUntil(signal: AbortSignal): Promise<void>;
  bill(start: string, end: string): Promise<void>;
  /** Syncs until nothing waits; throws where something hinders it. */
  inStep(): Promise<void>;
  offline(): void;
  moved(port: number, headers: Readonly<Record<string, string>>): void;
};

type Way = { readonly port: number; readonly headers: Readonly<Record<string, string>> };

const transportBy = (way: () => Way | null): Transport => ({
  request: async (path, body): Promise<Answer> => {
    const found = way();
    if (found === null) throw new NoAnswer('unreachable');
    const answered = await ask(found.port, { path: `/sync/v1/${path}`, body, headers: found.headers });
    return { status: answered.status, body: answered.json };
  },
  notices: () => () => undefined,
});

export const drillStation = async (machine: Machine, port: number, at: string): Promise<DrillStation> => {
  let way: Way | null = { port, headers: machine.headers };
  let rounds = 0;
  let commands = 0;
  const store = memoryStore();
  const client = await SyncClient.open({
    store,
    transport: transportBy(() => way),
    clock: { now: () => at, later: () => () => undefined, chance: () => 0.5 },
    program: { name: 'drill', form: 1 },
  });
  await client.join('', machine.code);
  const by = { user: machine.userId, station: machine.code };
  const give = async <K extends CommandKind>(kind: K, body: BodyOf<K>): Promise<string> => {
    commands += 1;
    const given = await runAnyCommand(store, { id: `cmd_${machine.code}_${commands}`, kind, at, by, body });
    if (!given.ok) throw new Error(JSON.stringify(given.problems));
    return given.value.kind === 'committed' ? (given.value.change.writes[0]?.document.id ?? '') : '';
  };
  const inStep = async (): Promise<void> => {
    const trouble = await client.cycle();
    if (trouble !== null) throw new Error(JSON.stringify(trouble));
  };
  const work = async (): Promise<void> => {
    rounds += 1;
    const price = { kind: 'agreed' as const, unitPrice: String(rounds), taxClass: 'standard', taxInclusive: false, productId: null };
    const invoiceId = await give('invoice.create-manual', {
      customerId: 'cus_0001',
      entityId: 'ent_uk',
      currency: 'GBP',
      netTermsDays: 14,
      note: '',
      lines: [{ description: 'Hours', quantity: '1', period: null, tax: null, price }],
    });
    await give('invoice.post-draft', { invoiceId, on: null });
    await inStep();
  };
  await inStep();
  return {
    machine,
    store,
    rounds: () => rounds,
    workUntil: async (signal) => {
      while (!signal.aborted) {
        await work();
        await setImmediate();
      }
    },
    bill: async (start, end) => {
      await ran(store, runOf(start, end, { at, by }));
    },
    inStep,
    offline: () => {
      way = null;
    },
    moved: (to, headers) => {
      way = { port: to, headers };
    },
  };
};
