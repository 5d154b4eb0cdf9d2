import { gzipSync } from 'node:zlib';
import type { Attack } from './attack.ts';
import { hello, type World } from './world.ts';

const told = (name: string, body: unknown, code: string, status = 400, headers: Readonly<Record<string, string>> = {}): Attack => ({
  name: `a body ${name}`,
  status,
  code,
  ask: ({ running, fin }: World) => running.post('/sync/v1/documents', body, { ...fin.headers, ...headers }),
});

const nested = (depth: number, open: string, close: string): string => open.repeat(depth) + close.repeat(depth);

/** Bodies that are not what they should be. */
const bodies: readonly Attack[] = [
  told('of a hundred thousand open brackets', '['.repeat(100_000), 'request.too-deep'),
  told('nested ten thousand times', nested(10_000, '[', ']'), 'request.too-deep'),
  told('of objects in objects in objects', `${'{"a":'.repeat(5_000)}1${'}'.repeat(5_000)}`, 'request.too-deep'),
  told('of two megabytes', { keys: [{ kind: 'customer', id: 'x'.repeat(2_000_000) }] }, 'request.too-large', 413),
  told('that unpacks to a hundred megabytes', gzipSync(Buffer.alloc(100_000_000, ' ')), 'request.too-large', 413, {
    'content-encoding': 'gzip',
  }),
  told('that says it is packed and is not', '{"keys":[]}', 'request.not-decompressed', 400, { 'content-encoding': 'gzip' }),
  told('packed as nobody packs', '{"keys":[]}', 'request.encoding-unknown', 415, { 'content-encoding': 'rot13' }),
  told('that is no JSON', '{"keys":[}', 'request.not-json'),
  told('that is no UTF-8', Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), 'request.not-utf8'),
  told('with half a character', '{"keys":[{"kind":"\\ud800","id":"a"}]}', '_deleted', 200),
  told('that is empty', '', 'request.not-json'),
  told('that is nothing', 'null', 'request.malformed'),
  told('with a key that reaches behind objects', '{"keys":[],"__proto__":{"isAdmin":true}}', 'request.forbidden-key'),
  told('with the same key in other letters', '{"keys":[],"\\u005f_proto__":{"isAdmin":true}}', 'request.forbidden-key'),
  told('with a constructor of its own', '{"keys":[],"constructor":{"prototype":{"isAdmin":true}}}', 'request.forbidden-key'),
  told('with a key more', { keys: [], role: 'administrator' }, 'request.malformed'),
  told('with an object for a list', { keys: { length: 1, 0: {} } }, 'request.malformed'),
  told(
    'with more keys than may be asked for',
    { keys: Array.from({ length: 1_001 }, (_, index) => ({ kind: 'a', id: `a${index}` })) },
    'request.malformed',
  ),
  told('of a form in a page', 'keys=1', 'request.not-json', 415, { 'content-type': 'application/x-www-form-urlencoded' }),
  told('of plain text, as a page may send it', '{"keys":[]}', 'request.not-json', 415, { 'content-type': 'text/plain' }),
  told('of parts', '--x--', 'request.not-json', 415, { 'content-type': 'multipart/form-data; boundary=x' }),
];

const ending: readonly Attack[] = [told('whose kind ends texts', { keys: [{ kind: 'customer\u0000', id: 'a' }] }, 'request.malformed')];

const pulling = (name: string, pull: unknown): Attack => ({
  name: `a pull with ${name}`,
  status: 400,
  code: 'request.malformed',
  ask: ({ running, fin }) => running.post('/sync/v1/pull', pull, fin.headers),
});

const lending = (name: string, message: unknown, status = 400, code = 'request.malformed'): Attack => ({
  name: `a wish for numbers ${name}`,
  status,
  code,
  ask: ({ running, fin }) => running.post('/sync/v1/blocks', message, fin.headers),
});

const wanted = { entityId: 'ent_uk', documentType: 'invoice', year: 2025 };

/** NUM-02: numbers are lent only where the entity lends them, and so many as it says. */
const lendings: readonly Attack[] = [
  lending('that says how many', { wanted: [{ ...wanted, count: 1e9 }], isAsked: true }),
  lending('of another station', { wanted: [{ ...wanted, station: 'A1' }], isAsked: true }),
  lending('a thousand times', { wanted: Array.from({ length: 1_000 }, () => wanted), isAsked: true }),
  lending('of no year', { wanted: [{ ...wanted, year: 1e308 }], isAsked: true }),
  lending('of an entity that is SQL', { wanted: [{ ...wanted, entityId: "' or 1=1 --" }], isAsked: true }),
  lending('of an entity that numbers by station', { wanted: [wanted], isAsked: true }, 200, 'block.not-lent'),
  lending('of an entity that there is not', { wanted: [{ ...wanted, entityId: 'ent_none' }], isAsked: true }, 200, 'entity.missing'),
];

const view = 'a'.repeat(64);

const pulls: readonly Attack[] = [
  pulling('no end', { checkpoint: null, limit: 1e9, view }),
  pulling('a limit below nothing', { checkpoint: null, limit: -1, view }),
  pulling('a limit of text', { checkpoint: null, limit: '10; drop table document', view }),
  pulling('a checkpoint beyond all numbers', '{"checkpoint":{"epoch":"aaaaaaaa","sequence":1e308},"limit":1,"view":""}'),
  pulling('SQL for a view', { checkpoint: null, limit: 1, view: "' or 1=1 --".padEnd(64, ' ') }),
  pulling('SQL for an epoch', { checkpoint: { epoch: "' or 1=1 --", sequence: 1 }, limit: 1, view }),
];

const greeting = (name: string, changes: Readonly<Record<string, unknown>>, status: number, code: string): Attack => ({
  name: `a hello ${name}`,
  status,
  code,
  ask: ({ running, fin }) => running.post('/sync/v1/hello', { ...hello('A7'), ...changes }, fin.headers),
});

const hellos: readonly Attack[] = [
  greeting('of a version to come', { protocol: 99 }, 501, 'protocol.too-new'),
  greeting('whose program ends texts', { program: 'a\u0000b' }, 400, 'request.malformed'),
  greeting('of no version', { protocol: 0 }, 400, 'request.malformed'),
  greeting('with SQL for a program', { program: "'; drop table station; --".repeat(10) }, 400, 'request.malformed'),
  greeting('with a clock that is none', { at: 'yesterday' }, 400, 'request.malformed'),
  {
    name: 'an address of a version that is too old',
    status: 426,
    code: 'protocol.too-old',
    ask: ({ running, fin }) => running.post('/sync/v0/push', {}, fin.headers),
  },
  {
    name: 'a push of more commands than one takes',
    status: 400,
    code: 'request.malformed',
    ask: ({ running, fin, pushed }) =>
      running.post(
        '/sync/v1/push',
        { ...pushed, commands: Array.from({ length: 501 }, () => ({ ...pushed.commands[0], numbers: [] })) },
        fin.headers,
      ),
  },
  {
    name: 'an audit question with SQL in it',
    status: 400,
    code: 'request.malformed',
    ask: ({ running, root }) => running.ask({ path: `/admin/v1/audit?station=${encodeURIComponent("A7' or 1=1")}`, headers: root.headers }),
  },
  {
    name: 'an audit question with the same key twice',
    status: 400,
    code: 'request.malformed',
    ask: ({ running, root }) => running.ask({ path: '/admin/v1/audit?before=1&before=2', headers: root.headers }),
  },
  {
    name: 'an audit question about a moment that is none',
    status: 400,
    code: 'request.malformed',
    ask: ({ running, root }) => running.ask({ path: "/admin/v1/audit?from=2025-06-01'--", headers: root.headers }),
  },
  {
    name: 'a machine revoked for a reason of a megabyte',
    status: 400,
    code: 'request.malformed',
    ask: ({ running, root }) =>
      running.post('/admin/v1/stations/revoke', { code: 'A7', wipe: false, reason: 'x'.repeat(100_000) }, root.headers),
  },
  {
    name: 'SQL for the name of a new machine',
    status: 400,
    code: 'request.malformed',
    ask: ({ running, tokens }) => running.post('/people/v1/stations', { code: "X'--", name: 'x', localAuthors: ["' or 1=1"] }, tokens.fin),
  },
  {
    name: "a machine under another one's code, in small letters",
    status: 409,
    code: 'station.code-taken',
    ask: ({ running, tokens }) => running.post('/people/v1/stations', { code: 'a7', name: 'x', localAuthors: [] }, tokens.fin),
  },
  {
    name: "a machine under the server's own code",
    status: 409,
    code: 'station.code-taken',
    ask: ({ running, tokens }) => running.post('/people/v1/stations', { code: 'Server', name: 'x', localAuthors: [] }, tokens.fin),
  },
];

export const formAttacks: readonly Attack[] = [...bodies, ...ending, ...pulls, ...lendings, ...hellos];
