import type { AnyDocument } from '../../../../core/collections.ts';
import type { Customer } from '../../../../core/customers/types.ts';
import type { Attack } from './attack.ts';
import { edit, otto, pushed, sally } from './rights.ts';
import { commandOf, documents, hello, push, pushedCommand } from './world.ts';

/** ROL-06: somebody of one entity, and a customer of another whom their own bills. */
const guests: readonly Attack[] = [
  pushed('finance of one entity edits a customer of another whom it bills', 'access.entity', otto, (world) => [
    pushedCommand(commandOf(world.otto, 'customer.edit', edit('cus_guest', 'otto@evil.example'))),
  ]),
  pushed('sales of one entity archives a customer of another whom it bills', 'access.entity', sally, (world) => [
    pushedCommand(commandOf(world.sally, 'customer.archive', { customerId: 'cus_guest' })),
  ]),
  pushed('finance of one entity cancels what a customer whom it bills has with another', 'access.entity', otto, (world) => [
    pushedCommand(commandOf(world.otto, 'subscription.cancel', { subscriptionId: 'sub_guest_elsewhere', reason: 'other' })),
  ]),
  pushed('sales of one entity sells in the name of another to a customer whom it bills', 'access.entity', sally, (world) => [
    pushedCommand(
      commandOf(world.sally, 'subscription.create', {
        customerId: 'cus_guest',
        entityId: 'ent_de',
        plan: 'basic',
        cycle: 'monthly',
        startsOn: '2025-06-01',
      }),
    ),
  ]),
  {
    name: "finance of one entity takes the key of another entity's customer: it is taken, and nothing says by whom",
    status: 200,
    code: '"code":"customer.external-id-taken"',
    ask: async (world) => {
      const before = documents.find(({ id }) => id === 'cus_0001') as Customer;
      const fields = { externalId: { from: before.externalId, to: 'K-DE' } };
      const body = { customerId: 'cus_0001', fields, attributes: {}, metadata: {} };
      const answer = await push(world, world.otto, [pushedCommand(commandOf(world.otto, 'customer.edit', body))]);
      if (answer.text.includes('cus_de')) throw new Error(answer.text);
      return answer;
    },
  },
  {
    name: "what a customer has with another entity, by its id, where one's own bills them",
    status: 200,
    code: '{"documents":[{"kind":"subscription","id":"sub_guest_elsewhere","_deleted":true}]}',
    ask: ({ running, otto: machine }) =>
      running.post('/sync/v1/documents', { keys: [{ kind: 'subscription', id: 'sub_guest_elsewhere' }] }, machine.headers),
  },
  {
    name: 'everything that there is to pull for one entity: of another there is only the customer whom it bills',
    status: 200,
    code: '"id":"cus_guest"',
    ask: async ({ running, otto: machine }) => {
      const welcome = await running.post('/sync/v1/hello', hello('C1'), machine.headers);
      const answer = await running.post('/sync/v1/pull', { checkpoint: null, limit: 5_000, view: welcome.json?.['view'] }, machine.headers);
      const { documents: seen } = answer.json as unknown as { readonly documents: readonly AnyDocument[] };
      const foreign = seen.filter((document) => JSON.stringify(document).includes('ent_de')).map(({ id }) => id);
      if (foreign.join() !== 'cus_guest' || JSON.stringify(seen).includes('elsewhere')) throw new Error(foreign.join());
      return answer;
    },
  },
];

/** NUM-05: a machine is said to be lost which is at work. */
const lostStations: readonly Attack[] = [
  pushed(
    'an administrator says that a station that is at work is lost',
    'series.of-another-station',
    (world) => world.root,
    (world) => [
      pushedCommand(commandOf(world.root, 'number-series.close', { seriesId: world.invoice.seriesId, lostStation: world.fin.code })),
    ],
  ),
  pushed('finance says that a station is lost which only administrators may', 'access.role', otto, (world) => [
    pushedCommand(commandOf(world.otto, 'number-series.close', { seriesId: world.invoice.seriesId, lostStation: 'Z9' })),
  ]),
  pushed(
    'an administrator names another station than the series is of',
    'series.of-another-station',
    (world) => world.root,
    (world) => [pushedCommand(commandOf(world.root, 'number-series.close', { seriesId: world.invoice.seriesId, lostStation: 'Z9' }))],
  ),
];

export const guestAttacks: readonly Attack[] = [...guests, ...lostStations];
