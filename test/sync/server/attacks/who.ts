import { randomBytes } from 'node:crypto';
import { goodPassword } from '../../../support/running-server.ts';
import type { Attack } from './attack.ts';
import { hello, type World } from './world.ts';

const pull = { checkpoint: null, limit: 10, view: 'a'.repeat(64) };
const some = { name: 'fin', password: goodPassword, station: null, keep: 'token' };

const closed: readonly (readonly [method: 'GET' | 'POST', path: string, body: unknown])[] = [
  ['POST', '/sync/v1/hello', hello('A7')],
  ['POST', '/sync/v1/push', { after: 0, digest: 'a'.repeat(64), commands: [] }],
  ['POST', '/sync/v1/pull', pull],
  ['POST', '/sync/v1/documents', { keys: [{ kind: 'customer', id: 'cus_de' }] }],
  ['POST', '/sync/v1/blocks', { wanted: [{ entityId: 'ent_uk', documentType: 'invoice', year: 2025 }], isAsked: true }],
  ['GET', '/sync/v1/notices', undefined],
  ['GET', '/people/v1/session', undefined],
  ['POST', '/people/v1/stations', { code: null, name: 'x', localAuthors: [] }],
  ['POST', '/people/v1/password', { current: goodPassword, next: 'another good phrase' }],
  ['GET', '/admin/v1/people', undefined],
  ['POST', '/admin/v1/people/create', { signInName: 'evil', name: 'E', role: 'administrator', entityIds: null }],
  ['POST', '/admin/v1/people/reset-second-factor', { id: 'user_x' }],
  ['POST', '/admin/v1/people/unlock', { id: 'user_x' }],
  ['GET', '/admin/v1/audit/export', undefined],
  ['GET', '/admin/v1/audit/head', undefined],
  ['POST', '/admin/v1/audit/verify', {}],
  ['GET', '/admin/v1/numbers', undefined],
  ['POST', '/admin/v1/jobs/ask', { job: 'billing', what: 'run' }],
  ['POST', '/admin/v1/stations/revoke', { code: 'A7', wipe: true }],
];

/** Nobody, or somebody who is not who they say. */
const withoutToken = closed.map(
  ([method, path, body]): Attack => ({
    name: `no token: ${method} ${path}`,
    status: 401,
    code: 'sign-in.needed',
    ask: ({ running }) => (method === 'GET' ? running.ask({ path }) : running.post(path, body)),
  }),
);

const asking = (
  name: string,
  headers: (world: World) => Promise<Readonly<Record<string, string>>> | Readonly<Record<string, string>>,
): Attack => ({
  name,
  status: 401,
  code: 'sign-in.needed',
  ask: async (world) => world.running.post('/sync/v1/pull', pull, await headers(world)),
});

const bearer = (secret: string) => ({ authorization: `Bearer ${secret}` });
const secretOf = ({ authorization = '' }: Readonly<Record<string, string>>): string => authorization.slice('Bearer '.length);

const badTokens: readonly Attack[] = [
  asking('a token that is guessed', () => bearer(randomBytes(32).toString('base64url'))),
  asking('a token with SQL in it', () => bearer("' OR 1=1 --")),
  asking('a token of another kind: Basic', () => ({ authorization: `Basic ${Buffer.from(`fin:${goodPassword}`).toString('base64')}` })),
  asking('a token that was cut short', ({ fin }) => bearer(secretOf(fin.headers).slice(0, -1))),
  asking('a token in capitals', ({ fin }) => bearer(secretOf(fin.headers).toUpperCase())),
  asking("a program's token as a browser's cookie", ({ fin }) => ({ cookie: `counterfoil=${secretOf(fin.headers)}` })),
  asking('a cookie that the attacker made up (session fixation)', () => ({ cookie: `counterfoil=${'x'.repeat(43)}` })),
  asking('a token after signing out', async ({ running }) => {
    const headers = await running.token('fin');
    await running.post('/people/v1/sign-out', {}, headers);
    return headers;
  }),
  asking('a token after signing out everywhere', async ({ running }) => {
    const [one, other] = [await running.token('traveller'), await running.token('traveller')];
    await running.post('/people/v1/sign-out-everywhere', {}, other);
    return one;
  }),
];

/** The cookie that a browser of fin's has. */
const cookieOf = async ({ running }: World): Promise<Readonly<Record<string, string>>> => {
  const begun = await running.post('/people/v1/sign-in', { ...some, keep: 'cookie' });
  const [cookie = ''] = begun.headers['set-cookie'] as string[];
  return { cookie: cookie.split(';')[0] ?? '' };
};

const crossSite = (name: string, headers: Readonly<Record<string, string>>): Attack => ({
  name: `another site's page: ${name}`,
  status: 403,
  code: 'request.foreign',
  ask: async (world) =>
    world.running.ask({
      path: '/people/v1/stations',
      body: { code: null, name: 'x', localAuthors: [] },
      headers: { ...(await cookieOf(world)), ...headers },
    }),
});

const otherSites: readonly Attack[] = [
  crossSite('without our header', {}),
  crossSite('with another value of it', { 'x-counterfoil': 'true' }),
  crossSite('with its origin', { 'x-counterfoil': '1', origin: 'https://evil.example' }),
  crossSite('with no origin that it would tell', { 'x-counterfoil': '1', origin: 'null' }),
  crossSite('from our host by another port', { 'x-counterfoil': '1', origin: 'http://127.0.0.1:1' }),
  crossSite('as the browser says', { 'x-counterfoil': '1', 'sec-fetch-site': 'cross-site' }),
  crossSite('from a sister name', { 'x-counterfoil': '1', 'sec-fetch-site': 'same-site' }),
  {
    name: "another site's page: a sign-in in its own name",
    status: 403,
    code: 'request.foreign',
    ask: ({ running }) => running.ask({ path: '/people/v1/sign-in', body: { ...some, keep: 'cookie' } }),
  },
];

const signingIn = (name: string, body: Readonly<Record<string, unknown>>, status = 401, code = 'sign-in.refused'): Attack => ({
  name: `sign-in: ${name}`,
  status,
  code,
  ask: ({ running }) => running.post('/people/v1/sign-in', { ...some, ...body }),
});

const signIns: readonly Attack[] = [
  signingIn('a wrong password', { name: 'marketing', password: 'wrong' }),
  signingIn('nobody of that name', { name: 'nobody' }),
  signingIn('SQL in the name', { name: "fin' OR '1'='1" }),
  signingIn('SQL in the password', { name: 'developer', password: "' OR '1'='1' --" }),
  signingIn('a name with nothing in it that ends texts', { name: 'fin\u0000' }, 400, 'request.malformed'),
  signingIn('an empty password', { password: '' }, 400, 'request.malformed'),
  signingIn('a name that is an object', { name: { $ne: null } }, 400, 'request.malformed'),
  signingIn('a password of a megabyte', { password: 'x'.repeat(500_000) }, 400, 'request.malformed'),
  signingIn("another machine's code without its key", { station: { code: 'A7', key: 'guessed' } }, 401, 'station.unknown'),
  signingIn('SQL in the code of a machine', { station: { code: "A7'--", key: 'x' } }, 400, 'request.malformed'),
  signingIn('a code of an authenticator that is SQL', { code: "1' OR 1" }, 400, 'request.malformed'),
  {
    name: 'the first administrator once more',
    status: 401,
    code: 'sign-in.refused',
    ask: ({ running }) =>
      running.post('/people/v1/first-administrator', {
        setupCode: 'aaaaa-aaaaa-aaaaa-aaaaa',
        signInName: 'evil',
        name: 'E',
        password: goodPassword,
      }),
  },
];

export const whoAttacks: readonly Attack[] = [...withoutToken, ...badTokens, ...otherSites, ...signIns];
