import { keyIdOfSealed } from '../people/seal.ts';
import { sealedAt } from '../people/seal-second-factors.ts';
import type { PeopleReader, PersonRow } from '../people/tables.ts';
import { listBackups } from './backup.ts';
import { pagesOfBackup } from './read-backup.ts';

const isPlain = (stored: unknown): boolean => typeof stored === 'string' && keyIdOfSealed(stored) === null;

const holdsPlain = async (file: string): Promise<boolean> => {
  let isFound = false;
  for await (const { table, rows } of pagesOfBackup(file)) {
    if (table !== 'person') continue;
    isFound ||= (rows as unknown as readonly PersonRow[]).some(
      ({ totp_secret, totp_begun }) => isPlain(totp_secret) || isPlain(totp_begun),
    );
  }
  return isFound;
};

/** The backups of a folder in which second factors lie in the clear. Only those from before they were encrypted are read. */
export const plainBackups = async (db: PeopleReader, folder: string): Promise<readonly string[]> => {
  const since = await sealedAt(db);
  const found: string[] = [];
  for (const { file, at } of await listBackups(folder)) {
    if (since !== null && at <= since && (await holdsPlain(file))) found.push(file);
  }
  return found;
};
