import { accessSync, constants, existsSync, statfsSync, statSync } from 'node:fs';
import path from 'node:path';
import { exportedChain } from '../chain/export.ts';
import { verifiedChain } from '../chain/verify.ts';
import type { Configuration } from '../configuration/settings.ts';
import { builtInterface, houseOver } from '../start-server.ts';
import type { PeopleHouse } from '../people/people-store.ts';
import { hasPeople } from '../people/people.ts';
import { sealKeyFile } from '../people/seal.ts';
import { sealStateOf } from '../people/seal-second-factors.ts';
import type { ServerStore } from '../store/open.ts';
import { listBackups } from './backup.ts';
import { backupFolder } from './backup-folder.ts';
import { measuredIn } from './measured.ts';
import { plainBackups } from './plain-backups.ts';

/** What was looked at, how it is, and what to do where it is not well. */
export type Finding = { readonly what: string; readonly is: 'well' | 'worth-a-look' | 'wrong'; readonly say: string };

const dayMs = 86_400_000;
const leastFreeBytes = 1_000_000_000;

/** Looks at everything that an administrator can mend, and changes nothing. */
export const examined = async (configuration: Configuration, store: ServerStore, nowMs: number): Promise<readonly Finding[]> => [
  ...folderFindings(configuration),
  await chainFinding(store),
  ...(await peopleFindings(configuration, store, nowMs)),
  ...(await workFindings(store, nowMs)),
  await backupFinding(configuration, nowMs),
  ...(await plainBackupFindings(configuration, store)),
  interfaceFinding(configuration),
  addressFinding(configuration),
];

const well = (what: string, say: string): Finding => ({ what, is: 'well', say });
const look = (what: string, say: string): Finding => ({ what, is: 'worth-a-look', say });
const wrong = (what: string, say: string): Finding => ({ what, is: 'wrong', say });

const folderFindings = ({ data }: Configuration): readonly Finding[] => {
  const folder = path.resolve(data);
  try {
    accessSync(folder, constants.R_OK | constants.W_OK);
  } catch {
    return [wrong('data folder', `${folder} cannot be read and written by this user`)];
  }
  const isOpen = process.platform !== 'win32' && (statSync(folder).mode & 0o077) !== 0;
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  return [
    isOpen ? look('data folder', `others may look into ${folder}: chmod 700`) : well('data folder', folder),
    free < leastFreeBytes ? wrong('disk', `${Math.round(free / 1e6)} MB are left`) : well('disk', `${Math.round(free / 1e9)} GB are left`),
  ];
};

const chainFinding = async (store: ServerStore): Promise<Finding> => {
  const { entries, problems } = await verifiedChain(exportedChain(store));
  const [first] = problems;
  return first === undefined
    ? well('audit chain', `${entries} entries, whole and signed`)
    : wrong('audit chain', `${problems.length} breaks, the first: ${JSON.stringify(first)}`);
};

const peopleFindings = async (configuration: Configuration, store: ServerStore, nowMs: number): Promise<readonly Finding[]> => {
  const house = houseOver(store, configuration, () => nowMs);
  if (!(await hasPeople(house.reader)))
    return [look('people', 'nobody may sign in yet: npm run admin -- user create NAME --role administrator')];
  const administrators = await house.reader
    .selectFrom('person')
    .select(['totp_secret'])
    .where('role', '=', 'administrator')
    .where('state', '=', 'active')
    .execute();
  return [await sealFinding(house, configuration), secondFactorFinding(administrators)];
};

const secondFactorFinding = (administrators: readonly { readonly totp_secret: string | null }[]): Finding => {
  const without = administrators.filter(({ totp_secret }) => totp_secret === null).length;
  return without > 0
    ? look('second factor', `${without} of ${administrators.length} administrators sign in with a password alone`)
    : well('second factor', 'every administrator has one');
};

/** What is to be done for people whose second factor cannot be read. */
export const unreadableLine = (names: readonly string[]): string =>
  names.length === 0
    ? 'Every second factor can be read.'
    : `The second factor of ${names.join(', ')} cannot be read: put its key back, or reset each (npm run admin -- user reset NAME --without-second-factor). Until then a code for when the authenticator is lost lets them in.`;

const sealFinding = async (house: PeopleHouse, configuration: Configuration): Promise<Finding> => {
  const what = 'second factor key';
  const { missing, unreadable, plain } = await sealStateOf(house);
  const place = configuration['second-factor.keys'] === null ? sealKeyFile(configuration.data) : '`second-factor.keys`';
  if (missing.length > 0 || unreadable.length > 0) {
    return wrong(what, `${missing.join(', ') || 'what was encrypted'} is not in ${place}. ${unreadableLine(unreadable)}`);
  }
  if (plain > 0) return look(what, `${plain} second factors are not encrypted yet: the next start of the server does it`);
  const isOpen = process.platform !== 'win32' && ((statSync(place, { throwIfNoEntry: false })?.mode ?? 0) & 0o077) !== 0;
  return isOpen ? look(what, `others may read ${place}: chmod 600`) : well(what, `in ${place}; keep a copy apart from the backups`);
};

const workFindings = async (store: ServerStore, nowMs: number): Promise<readonly Finding[]> => {
  const { stations, jobsFailed, oldestDueSeconds } = await measuredIn(store, new Date(nowMs).toISOString());
  const silent = stations.filter(({ silentSeconds }) => silentSeconds > 14 * 86_400).map(({ station }) => station);
  return [
    silent.length > 0
      ? look('stations', `not heard of for two weeks: ${silent.join(', ')}; revoke what is lost`)
      : well('stations', `${stations.length} enrolled`),
    jobsFailed > 0 ? wrong('jobs', `${jobsFailed} runs failed and wait: npm run admin -- job list`) : well('jobs', 'none has failed'),
    oldestDueSeconds > 3_600
      ? wrong('jobs due', `the oldest for ${Math.round(oldestDueSeconds / 60)} minutes: does a server run?`)
      : well('jobs due', 'none is late'),
  ];
};

const backupFinding = async (configuration: Configuration, nowMs: number): Promise<Finding> => {
  const [last] = await listBackups(backupFolder(configuration));
  if (last === undefined) return look('backup', 'there is none: npm run admin -- backup');
  const days = Math.floor((nowMs - Date.parse(last.at)) / dayMs);
  return days > 2 ? look('backup', `the last is ${days} days old`) : well('backup', last.file);
};

const plainBackupFindings = async (configuration: Configuration, store: ServerStore): Promise<readonly Finding[]> => {
  const files = await plainBackups(store.reader, backupFolder(configuration));
  if (files.length === 0) return [];
  const names = files.map((file) => path.basename(file)).join(', ');
  return [
    look(
      'backups from before',
      `second factors lie in the clear in ${names}: make a new backup, and delete these and their copies. Whoever may have read one: npm run admin -- user reset NAME --without-second-factor for each person with a second factor`,
    ),
  ];
};

const interfaceFinding = (configuration: Configuration): Finding => {
  const folder = configuration.interface ?? builtInterface;
  return existsSync(path.join(folder, 'index.html')) ? well('interface', folder) : look('interface', 'not built: npm run build:renderer');
};

const addressFinding = ({ address, 'allow-plain-http': isPlain }: Configuration): Finding => {
  if (isPlain) return wrong('address', 'passwords go over the network in the clear: allow-plain-http is for a trial');
  return address === null
    ? look('address', 'only this machine reaches the server: set `address` and a reverse proxy with TLS')
    : well('address', address);
};
