import { Cron } from 'croner';
import { address, choice, list, origin, orNone, schedule, secret, type Setting, text, whole, yesOrNo } from './setting.ts';

const isSchedule = (cron: string): boolean => {
  try {
    return new Cron(cron, { paused: true }).nextRun() !== null;
  } catch {
    return false;
  }
};

const zones = new Set(Intl.supportedValuesOf('timeZone'));
const isZone = (zone: string): boolean => zone === 'UTC' || zones.has(zone);

const path = (fallback: string): Setting<string> => text('a path', /^[^\0]{1,1000}$/, fallback);

const key = '[A-Za-z0-9_-]{43}';

/** THE list of settings. Each may stand in the file under its key and in the environment as COUNTERFOIL_SERVER_ with its key in capitals. */
export const settings = {
  /** The data folder: the SQLite file, the keys that sign the head of the audit chain and encrypt second factors, and backups where nothing else is said. */
  data: path('counterfoil-data'),
  /** PostgreSQL; with several server processes it must be. `none`: SQLite in the data folder. */
  database: secret(orNone(address('an address as postgres://user:password@host/name', /^postgres(?:ql)?:$/))),
  'listen.host': text('a host name or an address as 127.0.0.1', /^[A-Za-z0-9.:_-]{1,255}$/, '127.0.0.1'),
  'listen.port': whole(0, 65_535, 47_390, 'the port'),
  /** What browsers and stations call the server. Cookies and the check of where a message comes from stand on it. */
  address: orNone(origin),
  /** Passwords over a network in the clear: only for a trial. */
  'allow-plain-http': yesOrNo(false),
  /** Whose X-Forwarded-For is believed. */
  proxies: list('addresses as 10.0.0.1 or networks as 10.0.0.0/8', /^[0-9A-Fa-f.:]{2,39}(?:\/\d{1,3})?$/),
  /** The built interface. `none` for a server without one. */
  interface: orNone(path('')),
  'limits.body-kilobytes': whole(64, 65_536, 16_384, 'kilobytes'),
  'limits.depth': whole(8, 200, 64, 'levels'),
  'limits.requests-per-minute': whole(10, 1_000_000, 1_200, 'requests'),
  'limits.sign-ins-per-minute': whole(1, 10_000, 20, 'tries'),
  'limits.body-seconds': whole(1, 600, 30, 'seconds'),
  'passwords.least-length': whole(8, 128, 12, 'characters'),
  /** What second factors are encrypted with; the first is used, the others still read. `none`: a file in the data folder, which is made at the first start. */
  'second-factor.keys': secret(
    orNone(text('keys as `npm run admin -- second-factor-key new` makes them, one or more', new RegExp(`^${key}(?:[\\s,]+${key})*$`), '')),
  ),
  'sessions.idle-hours': whole(1, 8_760, 72, 'hours'),
  'sessions.longest-days': whole(1, 365, 30, 'days'),
  'oidc.issuer': orNone(address('an address as https://login.example.com', /^https?:$/)),
  'oidc.client': orNone(text('the name of this client', /^[^\s]{1,200}$/, '')),
  'oidc.secret': secret(orNone(text('the secret of this client', /^[^\s]{1,500}$/, ''))),
  /** Who may read /metrics. `none`: whoever asks from this machine. */
  'metrics.token': secret(orNone(text('at least 16 characters', /^[^\s]{16,200}$/, ''))),
  'log.level': choice(['silent', 'error', 'warn', 'info', 'debug'], 'info'),
  'jobs.enabled': yesOrNo(true),
  'jobs.zone': text('a time zone as Europe/Berlin', /^[A-Za-z0-9_+/-]{1,64}$/, 'UTC'),
  /** Subscriptions that time alone has changed: starts, trial ends, planned changes. */
  'jobs.advance': schedule(isSchedule, '5 0 * * *'),
  'jobs.billing': schedule(isSchedule, null),
  'jobs.backup': schedule(isSchedule, '30 1 * * *'),
  'jobs.tidy': schedule(isSchedule, '17 * * * *'),
  'backup.folder': orNone(path('')),
  'backup.keep': whole(1, 1_000, 14, 'backups'),
} as const satisfies Record<string, Setting<unknown>>;

export type SettingKey = keyof typeof settings;
export type Configuration = { readonly [K in SettingKey]: (typeof settings)[K]['fallback'] };

/** What is wrong between settings that are each right. */
export const contradictions = (configuration: Configuration): readonly { readonly key: SettingKey; readonly form: string }[] => {
  const wrong: { key: SettingKey; form: string }[] = [];
  if (!isZone(configuration['jobs.zone'])) wrong.push({ key: 'jobs.zone', form: settings['jobs.zone'].form });
  const isOpen = !isLoopback(configuration['listen.host']);
  const isPlain = configuration.address === null ? isOpen : isPlainFar(configuration.address);
  if (isPlain && !configuration['allow-plain-http']) {
    wrong.push({
      key: 'address',
      form: 'the https:// address that stations use, since others than this machine reach the server (see allow-plain-http for a trial)',
    });
  }
  if ((configuration['oidc.issuer'] === null) !== (configuration['oidc.client'] === null)) {
    wrong.push({ key: configuration['oidc.issuer'] === null ? 'oidc.issuer' : 'oidc.client', form: 'set where the other of the two is' });
  }
  const issuer = configuration['oidc.issuer'];
  if (issuer !== null && isPlainFar(issuer)) wrong.push({ key: 'oidc.issuer', form: 'an https:// address' });
  return wrong;
};

export const isLoopback = (host: string): boolean =>
  host === 'localhost' || host === '::1' || host === '[::1]' || /^127(?:\.\d{1,3}){3}$/.test(host);

const isPlainFar = (given: string): boolean => {
  const { protocol, hostname } = new URL(given);
  return protocol === 'http:' && !isLoopback(hostname);
};
