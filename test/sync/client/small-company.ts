import type { Customer } from '../../../core/customers/types.ts';
import type { Command } from '../../../core/kernel/command.ts';
import { runAnyCommand } from '../../../sync/local/run-command.ts';
import { advanceChanges } from '../../../sync/local/advance-all.ts';
import { sampleCustomer } from '../../support/billing-world.ts';
import { companyOf, manyBuyers, ran, runOf } from '../../support/run-company.ts';
import { ServerDouble } from './server-double.ts';
import { stationAt, type StationHere, type StationOptions } from './station-world.ts';

let count = 0;

/** Gives a command at a station. */
export const given = async (
  station: StationHere,
  kind: string,
  body: unknown,
  options: { readonly id?: string; readonly at?: string; readonly station?: string } = {},
): Promise<void> => {
  count += 1;
  const command: Command = {
    id: options.id ?? `cmd_${station.client.status().station}_${count}`,
    kind,
    at: options.at ?? '2025-06-01T09:00:00.000Z',
    by: { user: 'usr_1', station: station.client.status().station ?? 'A7' },
    body,
  };
  const outcome = await runAnyCommand(station.store, command);
  if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
};

type Fields = Readonly<Record<string, { readonly from: unknown; readonly to: unknown }>>;

export const editCustomer = (station: StationHere, fields: Fields, customerId = 'cus_a', id?: string): Promise<void> =>
  given(station, 'customer.edit', { customerId, fields, attributes: {}, metadata: {} }, id === undefined ? {} : { id });

export const customerOf = async (
  source: { get(kind: 'customer', id: string): Promise<Customer | null> },
  id = 'cus_a',
): Promise<Customer> => {
  const customer = await source.get('customer', id);
  if (customer === null) throw new Error(`no customer ${id}`);
  return customer;
};

/** A server with a company and one customer, or many who owe something in May. */
export const serverWith = async (buyers = 0): Promise<ServerDouble> => {
  const server = new ServerDouble();
  await server.absorb([...companyOf(), sampleCustomer({ id: 'cus_a', name: 'Acme' }), ...manyBuyers(buyers)]);
  return server;
};

/** A station that has pulled everything. */
export const joined = async (server: ServerDouble, code: string, options: StationOptions = {}): Promise<StationHere> => {
  const station = await stationAt(server, code, options);
  await station.client.cycle();
  return station;
};

/** Bills May at a station, under numbers of its own. */
export const bill = async (station: StationHere): Promise<void> => {
  const by = { user: 'usr_1', station: station.client.status().station ?? '' };
  for (const change of await advanceChanges(station.store, { at: '2025-06-01T05:00:00.000Z', by })) await station.store.commit(change);
  await ran(station.store, runOf('2025-05-01', '2025-06-01', { by }));
};
