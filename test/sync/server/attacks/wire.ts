import { connect } from 'node:net';
import type { Answered } from '../../../support/answered.ts';
import type { Attack } from './attack.ts';
import type { World } from './world.ts';

const paths: readonly (readonly [path: string, status: number, code: string])[] = [
  ['/../../../etc/passwd', 404, 'request.unknown-address'],
  ['/%2e%2e/%2e%2e/etc/passwd', 404, 'request.unknown-address'],
  ['/..%2f..%2f..%2fetc%2fpasswd', 404, 'request.unknown-address'],
  ['/..%5c..%5cwindows%5cwin.ini', 404, 'request.unknown-address'],
  ['/assets/../../package.json', 404, 'request.unknown-address'],
  ['//evil.example/sync/v1/pull', 404, 'request.unknown-address'],
  ['/counterfoil.sqlite', 404, 'request.unknown-address'],
  ['/audit-key.pem', 404, 'request.unknown-address'],
  ['/sync/v1/push%00.js', 404, 'request.unknown-address'],
  ['/people/v1/oidc/return?state=%00&code=%00', 303, ''],
  ['/%', 400, 'request.malformed-address'],
  ['/%ff%fe', 400, 'request.malformed-address'],
  ['/sync/v1/../../admin/v1/people', 404, 'request.unknown-address'],
  ['/SYNC/V1/HELLO', 404, 'request.unknown-address'],
  ['/admin/v1/people/', 404, 'request.unknown-address'],
  [`/${'a'.repeat(12_000)}`, 404, 'request.unknown-address'],
];

const pathTricks = paths.map(
  ([path, status, code]): Attack => ({
    name: `the path ${path.slice(0, 60)}`,
    status,
    code,
    ask: ({ running, fin }) => running.ask({ path, headers: fin.headers }),
  }),
);

const methods = ['GET', 'PUT', 'DELETE', 'PATCH', 'OPTIONS'].map(
  (method): Attack => ({
    name: `${method} where something is posted`,
    status: 404,
    code: 'request.unknown-address',
    ask: ({ running, fin }) => running.ask({ method, path: '/sync/v1/push', headers: fin.headers }),
  }),
);

const headed = (
  name: string,
  headers: Readonly<Record<string, string>>,
  status: number,
  code: string,
  path = '/people/v1/session',
): Attack => ({
  name: `a header: ${name}`,
  status,
  code,
  ask: ({ running }) => running.ask({ path, headers }),
});

const headers: readonly Attack[] = [
  headed("another host's name", { host: 'evil.example' }, 421, 'request.other-host'),
  headed('a name that begins as ours', { host: '127.0.0.1.evil.example' }, 421, 'request.other-host'),
  headed('a host with a path', { host: '127.0.0.1/evil' }, 421, 'request.other-host'),
  headed(
    'who says to come from this machine',
    { 'x-forwarded-for': '127.0.0.1', 'x-real-ip': '127.0.0.1' },
    401,
    'metrics.token-needed',
    '/metrics',
  ),
  headed(
    'who says to be somebody',
    { 'x-forwarded-user': 'fin', 'x-remote-user': 'fin', 'x-counterfoil-user': 'fin' },
    401,
    'sign-in.needed',
  ),
  headed('another method in disguise', { 'x-http-method-override': 'POST' }, 404, 'request.unknown-address', '/people/v1/sign-in'),
  headed(
    'another address in disguise',
    { 'x-original-url': '/admin/v1/people', 'x-rewrite-url': '/admin/v1/people' },
    401,
    'sign-in.needed',
  ),
  headed('two hundred cookies', { cookie: Array.from({ length: 200 }, (_, index) => `c${index}=x`).join('; ') }, 401, 'sign-in.needed'),
];

/** As bytes on the wire: what no honest client would send. */
const raw = (name: string, bytes: string, status: number, code = ''): Attack => ({
  name: `on the wire: ${name}`,
  status,
  code,
  ask: ({ running }: World) => spoken(running.port, bytes),
});

const spoken = async (port: number, bytes: string): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1');
    let text = '';
    socket.setEncoding('latin1').on('data', (part: string) => (text += part));
    socket.on('error', reject);
    socket.on('close', () => resolve({ status: Number(/^HTTP\/1\.1 (\d{3})/.exec(text)?.[1] ?? 0), headers: {}, text, json: null }));
    socket.end(bytes);
  });

const line = (text: string): string => `${text}\r\n`;
const post =
  line('POST /people/v1/sign-in HTTP/1.1') + line('host: 127.0.0.1') + line('x-counterfoil: 1') + line('content-type: application/json');

const wire: readonly Attack[] = [
  raw('no host', line('GET /healthz HTTP/1.1') + line(''), 400),
  raw('two lengths (request smuggling)', `${post + line('content-length: 2') + line('content-length: 50') + line('')}{}`, 400),
  raw(
    'a length and pieces (request smuggling)',
    `${post + line('content-length: 3') + line('transfer-encoding: chunked') + line('')}0\r\n\r\n`,
    400,
  ),
  raw('a length below nothing', `${post + line('content-length: -5') + line('')}{}`, 400),
  raw('a header with a line of its own', line('GET /healthz HTTP/1.1') + line('host: 127.0.0.1') + 'x: a\rb: c\r\n' + line(''), 400),
  raw(
    'a header of thirty thousand letters',
    line('GET /healthz HTTP/1.1') + line('host: 127.0.0.1') + line(`x: ${'a'.repeat(30_000)}`) + line(''),
    431,
  ),
  raw('another protocol', line('SSH-2.0-OpenSSH_9.2') + line(''), 400),
  raw('a method that nobody has', line('STEAL / HTTP/1.1') + line('host: 127.0.0.1') + line(''), 400),
];

export const wireAttacks: readonly Attack[] = [...pathTricks, ...methods, ...headers, ...wire];
