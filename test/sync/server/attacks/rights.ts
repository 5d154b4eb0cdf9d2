import { pushedOf } from '../../../support/pushing-station.ts';
import type { Attack } from './attack.ts';
import { claimedBy, commandOf, documents, hello, planted, push, pushedCommand, pushOf, type World } from './world.ts';
import { ran, runOf, storeWith } from '../../../support/run-company.ts';
import type { Machine } from '../../../support/running-server.ts';

type Somebody = 'sally' | 'fin' | 'otto' | 'auditor' | 'developer' | 'marketing';

const headersOf = ({ sally, fin, otto, auditor, tokens }: World, who: Somebody): Readonly<Record<string, string>> =>
  ({ sally: sally.headers, fin: fin.headers, otto: otto.headers, auditor, developer: tokens.developer, marketing: tokens.marketing })[who];

const asked = (who: Somebody, what: string, path: string, body?: object | ((world: World) => object)): Attack => ({
  name: `${who} ${what}`,
  status: 403,
  code: 'access.role',
  ask: (world) => {
    const headers = headersOf(world, who);
    if (body === undefined) return world.running.ask({ path, headers });
    return world.running.post(path, typeof body === 'function' ? (body as (world: World) => object)(world) : body, headers);
  },
});

const evil = { signInName: 'evil', name: 'Evil', role: 'sales', entityIds: null };

/** ROL-06: somebody of one entity asks what became of numbers, and hears of no other entity's. */
const othersNumbers: Attack = {
  name: 'otto looks for numbers of another entity: there is none in the answer',
  status: 200,
  code: '"series":[',
  ask: async (world) => {
    const answer = await world.running.ask({ path: '/admin/v1/numbers', headers: world.otto.headers });
    const { series } = answer.json as unknown as { readonly series: readonly { readonly entityId: string }[] };
    if (series.length === 0 || series.some(({ entityId }) => entityId !== 'ent_uk')) throw new Error(answer.text);
    return answer;
  },
};

/** ROL-06, AUD-05: who works for one entity reads what was done to it, and of everything else that there was something. */
const othersHistory = (['/admin/v1/audit', '/admin/v1/audit/export'] as const).map(
  (path): Attack => ({
    name: `the auditor of one entity reads the chain at ${path}: nothing of another entity, of people or machines is in it`,
    status: 200,
    code: 'billing.run',
    ask: async (world) => {
      const answer = await world.running.ask({ path, headers: world.auditor });
      if (/ent_de|person\.create|station\.enrol|"refused"/.test(answer.text)) throw new Error(answer.text);
      return answer;
    },
  }),
);

/** ROL-05, ROL-06: numbers for somebody who issues no documents, or none of that entity. */
const othersBlocks = (['sally', 'otto'] as const).map(
  (who): Attack => ({
    name: `${who} asks for numbers that are not for them`,
    status: 200,
    code: who === 'sally' ? 'access.role' : 'access.entity',
    ask: (world) => {
      const wanted = [{ entityId: who === 'sally' ? 'ent_uk' : 'ent_de', documentType: 'invoice', year: 2025 }];
      return world.running.post('/sync/v1/blocks', { wanted, isAsked: true }, headersOf(world, who));
    },
  }),
);

/** Signed in, and asking for what is not theirs. */
const administration: readonly Attack[] = [
  asked('sally', 'makes somebody', '/admin/v1/people/create', evil),
  asked('sally', 'makes herself administrator', '/admin/v1/people/edit', ({ sally }: World) => ({
    id: sally.userId,
    role: 'administrator',
  })),
  asked('sally', 'lists people', '/admin/v1/people'),
  asked('sally', 'reads the audit chain', '/admin/v1/audit'),
  asked('sally', 'takes the audit chain home', '/admin/v1/audit/export'),
  asked('sally', "asks what became of the company's numbers", '/admin/v1/numbers'),
  asked('developer', "asks what became of the company's numbers", '/admin/v1/numbers'),
  asked('sally', 'lets herself try again', '/admin/v1/people/unlock', ({ sally }: World) => ({ id: sally.userId })),
  asked('fin', "turns an administrator's second factor off", '/admin/v1/people/reset-second-factor', ({ root }: World) => ({
    id: root.userId,
  })),
  asked('otto', 'has the chain of every entity gone through', '/admin/v1/audit/verify', {}),
  asked('auditor', 'reads how far the chain of every entity reaches', '/admin/v1/audit/head'),
  asked('sally', 'revokes a machine', '/admin/v1/stations/revoke', { code: 'A7', wipe: true }),
  asked('sally', 'starts a job', '/admin/v1/jobs/ask', { job: 'billing', what: 'run' }),
  asked('fin', 'holds a job back', '/admin/v1/jobs/ask', { job: 'backup', what: 'pause' }),
  asked('fin', 'makes an administrator', '/admin/v1/people/create', { ...evil, role: 'administrator' }),
  asked('fin', "resets an administrator's password", '/admin/v1/people/reset-password', ({ root }: World) => ({
    id: root.userId,
    withoutSecondFactor: true,
  })),
  asked('fin', 'raises their own role', '/admin/v1/people/edit', ({ fin }: World) => ({ id: fin.userId, role: 'administrator' })),
  asked('otto', 'makes somebody for every entity', '/admin/v1/people/create', evil),
  asked('otto', 'makes somebody for another entity', '/admin/v1/people/create', { ...evil, entityIds: ['ent_de'] }),
  asked('auditor', 'changes people', '/admin/v1/people/create', evil),
  asked('developer', 'reads who there is', '/admin/v1/people'),
  asked('marketing', 'reads how the server does', '/admin/v1/health'),
];

/** A push of what is refused with a code. */
export const pushed = (
  name: string,
  code: string,
  machine: (world: World) => Machine,
  command: (world: World) => Parameters<typeof push>[2],
  more: { readonly voids?: true } = {},
): Attack => ({ name, status: 200, code: `"code":"${code}"`, ask: (world) => push(world, machine(world), command(world)), ...more });

export const sally = (world: World) => world.sally;
export const otto = (world: World) => world.otto;
/** An e-mail address changed by somebody who never saw it. */
export const edit = (customerId: string, to: string) => ({
  customerId,
  fields: { email: { from: 'x@x.example', to } },
  attributes: {},
  metadata: {},
});

/** What a station may not bring. Each is judged, refused, and changes nothing. */
const commands: readonly Attack[] = [
  pushed('sales voids an invoice', 'access.role', sally, (world) => [
    pushedCommand(commandOf(world.sally, 'invoice.void', { invoiceId: world.invoice.id, reason: 'mine' })),
  ]),
  pushed('sales writes an issued invoice off', 'access.role', sally, (world) => [
    pushedCommand(commandOf(world.sally, 'invoice.write-off', { invoiceId: world.invoice.id, reason: 'mine' })),
  ]),
  pushed('sales edits an issued invoice', 'access.role', sally, (world) => [
    pushedCommand(commandOf(world.sally, 'invoice.edit-draft', { invoiceId: world.invoice.id, lines: [] })),
  ]),
  pushed('finance edits an issued invoice as if it were a draft', 'shape.invalid', otto, (world) => [
    pushedCommand(commandOf(world.otto, 'invoice.edit-draft', { invoiceId: world.invoice.id, totals: { totalMinor: 1 } })),
  ]),
  pushed('sales records a payment', 'access.role', sally, (world) => [
    pushedCommand(commandOf(world.sally, 'payment.record', { amount: { minor: 1, currency: 'GBP' } })),
  ]),
  pushed('a station lends itself numbers', 'command.not-for-stations', otto, (world) => [
    pushedCommand(
      commandOf(world.otto, 'number-series.lease-block', {
        entityId: 'ent_uk',
        documentType: 'invoice',
        year: 2025,
        station: 'C1',
        isAsked: true,
      }),
    ),
  ]),
  pushed('a station ends the series of the company', 'command.not-for-stations', otto, (world) => [
    pushedCommand(commandOf(world.otto, 'number-series.end-at-restore', { entityId: 'ent_uk', documentType: 'invoice', prefix: 'EVIL' })),
  ]),
  pushed("finance closes another station's series", 'series.of-another-station', otto, (world) => [
    pushedCommand(commandOf(world.otto, 'number-series.close', { seriesId: world.invoice.seriesId, reason: 'mine' })),
  ]),
  pushed(
    'an administrator closes the series of a station that is at work',
    'series.of-another-station',
    (world) => world.root,
    (world) => [pushedCommand(commandOf(world.root, 'number-series.close', { seriesId: world.invoice.seriesId, reason: 'lost' }))],
  ),
  pushed("a station gives up what is another one's", 'series.not-a-block', otto, (world) => [
    pushedCommand(commandOf(world.otto, 'number-series.return-block', { seriesId: world.invoice.seriesId, reason: 'not-needed' })),
  ]),
  pushed('sales bills', 'access.role', sally, (world) => [
    pushedCommand(commandOf(world.sally, 'billing.run', world.pushed.commands[0]?.command.body)),
  ]),
  pushed('finance of one entity edits a customer of another', 'access.entity', otto, (world) => [
    pushedCommand(
      commandOf(world.otto, 'customer.edit', {
        ...edit('cus_de', 'otto@evil.example'),
        fields: { email: { from: planted.email, to: 'otto@evil.example' } },
      }),
    ),
  ]),
  pushed('finance of one entity edits another entity', 'access.entity', otto, (world) => [
    pushedCommand(commandOf(world.otto, 'entity.archive', { entityId: 'ent_de' })),
  ]),
  pushed("finance of one entity has another entity's customer copied onto an invoice of its own", 'access.entity', otto, (world) => [
    pushedCommand(
      commandOf(world.otto, 'invoice.create-manual', {
        customerId: 'cus_de',
        entityId: 'ent_uk',
        currency: null,
        netTermsDays: null,
        note: '',
        lines: [],
      }),
    ),
  ]),
  pushed("sales of one entity archives another entity's customer", 'access.entity', sally, (world) => [
    pushedCommand(commandOf(world.sally, 'customer.archive', { customerId: 'cus_de' })),
  ]),
  pushed("finance of one entity takes another entity's customer out of everybody's sight", 'access.entity', otto, (world) => [
    pushedCommand(
      commandOf(world.otto, 'customer.edit', {
        ...edit('cus_everybody', ''),
        fields: { entityId: { from: null, to: 'ent_uk' } },
      }),
    ),
  ]),
  pushed(
    'finance bills what its run does not name, for whoever may see the run',
    'run.entity-outside',
    (world) => world.fin,
    (world) => [
      pushedCommand(
        commandOf(world.fin, 'billing.run', { ...(world.pushed.commands[0]?.command.body as object), runId: 'run_all', entityIds: [] }),
      ),
    ],
  ),
  pushed('finance of one entity takes a customer over from nowhere', 'edit.conflict', otto, (world) => [
    pushedCommand(commandOf(world.otto, 'customer.edit', edit('cus_0001', 'otto@evil.example'))),
  ]),
  pushed('a command in the name of somebody who never signed in there', 'access.author', sally, (world) => [
    pushedCommand(
      commandOf(world.sally, 'customer.archive', { customerId: 'cus_0001' }, { by: { user: world.fin.userId, station: 'B1' } }),
    ),
  ]),
  pushed('a command in the name of the server', 'access.author', sally, (world) => [
    pushedCommand(commandOf(world.sally, 'customer.archive', { customerId: 'cus_0001' }, { by: { user: 'server', station: 'B1' } })),
  ]),
  pushed('a command of another station', 'command.other-station', sally, (world) => [
    pushedCommand(
      commandOf(world.sally, 'customer.archive', { customerId: 'cus_0001' }, { by: { user: world.sally.userId, station: 'A7' } }),
    ),
  ]),
  pushed("a command as the server's own", 'command.other-station', sally, (world) => [
    pushedCommand(commandOf(world.sally, 'customer.archive', { customerId: 'cus_0001' }, { by: { user: 'server', station: 'SERVER' } })),
  ]),
  pushed('a command from next week', 'command.from-future', sally, (world) => [
    pushedCommand(commandOf(world.sally, 'customer.archive', { customerId: 'cus_0001' }, { at: '2025-06-08T08:00:00.000Z' })),
  ]),
  ...['person.create', '__proto__', 'constructor', 'toString', 'customer.edit; drop table document'].map((kind) =>
    pushed(`a command of the kind ${kind}`, 'command.kind-unknown', sally, (world) => [pushedCommand(commandOf(world.sally, kind, {}))]),
  ),
  pushed('a body that is no body of its kind', 'shape.invalid', sally, (world) => [
    pushedCommand(commandOf(world.sally, 'customer.edit', null)),
  ]),
  pushed('SQL in every string of a body', 'shape.invalid', sally, (world) => [
    pushedCommand(commandOf(world.sally, 'customer.edit', edit("cus_0001'; drop table document; --", "'; drop table person; --"))),
  ]),
  pushed('the id of a command that wanted something else', 'command.id-reused', otto, (world) => [
    pushedCommand({
      ...commandOf(world.otto, 'customer.archive', { customerId: 'cus_0002' }),
      id: world.pushed.commands[0]?.command.id ?? '',
    }),
  ]),
  pushed("a number of another station's series", 'number.forged', otto, (world) => [
    pushedCommand(commandOf(world.otto, 'customer.archive', { customerId: 'cus_0002' }), [
      { ...claimedBy(world), number: world.invoice.number.replace(/\d+$/, '000900') },
    ]),
  ]),
  pushed('a number that is not the next', 'number.forged', otto, (world) => [
    pushedCommand(commandOf(world.otto, 'customer.archive', { customerId: 'cus_0002' }), [
      { ...claimedBy(world), number: world.invoice.number.replaceAll('A7', 'C1').replace(/\d+$/, '999999') },
    ]),
  ]),
  pushed('a number of a series that there is not', 'number.forged', otto, (world) => [
    pushedCommand(commandOf(world.otto, 'customer.archive', { customerId: 'cus_0002' }), [
      { ...claimedBy(world), seriesId: 'series_none', number: 'INV-C1-2025-000900' },
    ]),
  ]),
  pushed(
    'a number on a document of another',
    'number.forged',
    (world) => world.fin,
    (world) => [
      pushedCommand(commandOf(world.fin, 'customer.archive', { customerId: 'cus_0002' }), [
        { ...claimedBy(world), documentId: 'inv_other' },
      ]),
    ],
  ),
];

const billedWith = async (world: World, total: (content: string) => string) => {
  const { otto: machine } = world;
  const store = await storeWith(documents);
  await ran(
    store,
    runOf('2025-06-01', '2025-07-01', { by: { user: machine.userId, station: machine.code }, at: '2025-06-01T08:00:00.000Z' }),
  );
  const found = [];
  for await (const record of store.journal()) {
    const command = pushedOf(record);
    found.push({ ...command, numbers: command.numbers.map((claim) => ({ ...claim, content: total(claim.content) })) });
  }
  return found;
};

/** Pushes that are not what a station's outbox says. */
const outboxes: readonly Attack[] = [
  {
    name: 'a changed total: the invoices say something else than what is owed',
    status: 200,
    code: '"reason":"differs"',
    voids: true,
    ask: async (world) => push(world, world.otto, await billedWith(world, () => 'f'.repeat(64))),
  },
  {
    name: "a replay of another station's push",
    status: 200,
    code: '"kind":"out-of-step"',
    ask: ({ running, sally: machine, pushed: theirs }) =>
      running.post('/sync/v1/push', { ...theirs, digest: 'e'.repeat(64) }, machine.headers),
  },
  {
    name: "a replay of one's own push: the same answer, nothing twice",
    status: 200,
    code: '"kind":"accepted"',
    ask: ({ running, fin, pushed: own }) => running.post('/sync/v1/push', own, fin.headers),
  },
  {
    name: 'a push whose commands were reordered',
    status: 200,
    code: '"kind":"out-of-step"',
    ask: async (world) => {
      const next = await pushOf(world, world.otto, [
        pushedCommand(commandOf(world.otto, 'customer.archive', { customerId: 'cus_0001' })),
        pushedCommand(commandOf(world.otto, 'customer.archive', { customerId: 'cus_0002' })),
      ]);
      return world.running.post('/sync/v1/push', { ...next, commands: next.commands.toReversed() }, world.otto.headers);
    },
  },
  {
    name: 'a push that leaves commands out',
    status: 200,
    code: '"kind":"out-of-step"',
    ask: async (world) => {
      const next = await pushOf(world, world.otto, [pushedCommand(commandOf(world.otto, 'customer.archive', { customerId: 'cus_0001' }))]);
      return world.running.post('/sync/v1/push', { ...next, after: next.after + 7 }, world.otto.headers);
    },
  },
  {
    name: 'a push that goes on from another outbox',
    status: 200,
    code: '"kind":"out-of-step"',
    ask: async (world) => {
      const next = await pushOf(world, world.otto, [pushedCommand(commandOf(world.otto, 'customer.archive', { customerId: 'cus_0001' }))]);
      return world.running.post('/sync/v1/push', { ...next, digest: 'd'.repeat(64) }, world.otto.headers);
    },
  },
  {
    name: 'a hello as another station',
    status: 401,
    code: 'station.unknown',
    ask: ({ running, sally: machine }) => running.post('/sync/v1/hello', hello('A7'), machine.headers),
  },
  {
    name: "another entity's document by its id",
    status: 200,
    code: '{"documents":[{"kind":"customer","id":"cus_de","_deleted":true}]}',
    ask: ({ running, otto: machine }) =>
      running.post('/sync/v1/documents', { keys: [{ kind: 'customer', id: 'cus_de' }] }, machine.headers),
  },
  {
    name: 'a document of a kind that the role does not read',
    status: 200,
    code: '"_deleted":true',
    ask: ({ running, sally: machine }) =>
      running.post('/sync/v1/documents', { keys: [{ kind: 'person', id: machine.userId }] }, machine.headers),
  },
  {
    name: 'a document whose kind is SQL',
    status: 200,
    code: '"_deleted":true',
    ask: ({ running, sally: machine }) =>
      running.post('/sync/v1/documents', { keys: [{ kind: "x' union select password_hash from person --", id: 'a' }] }, machine.headers),
  },
  {
    name: 'pulling with the view of somebody who sees more',
    status: 200,
    code: '"kind":"resync"',
    ask: async ({ running, fin, sally: machine }) => {
      const welcome = await running.post('/sync/v1/hello', hello('A7'), fin.headers);
      return running.post('/sync/v1/pull', { checkpoint: null, limit: 5_000, view: welcome.json?.['view'] }, machine.headers);
    },
  },
];

export const rightsAttacks: readonly Attack[] = [
  ...othersBlocks,
  ...othersHistory,
  ...administration,
  othersNumbers,
  ...commands,
  ...outboxes,
];
