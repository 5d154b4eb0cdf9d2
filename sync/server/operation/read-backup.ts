import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import { exportFormat } from '../chain/export.ts';
import type { CounterRow, EntryRow, SigningKeyRow } from '../store/tables.ts';
import { type BackupHead, type BackupPage, type BackupTail, backupVersion } from './backup-format.ts';

/** Why a file cannot be put back. */
export type BackupProblem =
  | { readonly code: 'backup.unreadable' }
  | { readonly code: 'backup.other-version'; readonly version: number }
  /** It ends too early: it was cut off, or is still being written. */
  | { readonly code: 'backup.cut-off' }
  | { readonly code: 'backup.edited' };

export type Checked =
  | { readonly ok: true; readonly head: BackupHead; readonly tail: BackupTail }
  | { readonly ok: false; readonly problem: BackupProblem };

async function* linesOf(file: string): AsyncGenerator<string> {
  const unpacked = createReadStream(file).pipe(createGunzip());
  const lines = createInterface({ input: unpacked, crlfDelay: Number.POSITIVE_INFINITY });
  unpacked.on('error', () => lines.close());
  try {
    yield* lines;
  } catch {
    // An archive that is broken or cut off ends here: its last line is missing, and that is what is told.
  }
}

const valueOf = (line: string): Readonly<Record<string, unknown>> | null => {
  try {
    return JSON.parse(line) as Readonly<Record<string, unknown>>;
  } catch {
    return null;
  }
};

/** Reads the file to its end, before anything is done with it: whether it is whole, and as it was written. */
export const checkedBackup = async (file: string): Promise<Checked> => {
  const hash = createHash('sha256');
  let head: BackupHead | null = null;
  let tail: BackupTail | null = null;
  let rows = 0;
  for await (const line of linesOf(file)) {
    const value = valueOf(line);
    if (value === null) return { ok: false, problem: { code: head === null ? 'backup.unreadable' : 'backup.cut-off' } };
    if (head === null) {
      if (value['format'] !== 'counterfoil-backup') return { ok: false, problem: { code: 'backup.unreadable' } };
      head = value as unknown as BackupHead;
      if (head.version !== backupVersion) return { ok: false, problem: { code: 'backup.other-version', version: head.version } };
    }
    if (value['end'] === true) tail = value as unknown as BackupTail;
    else {
      hash.update(`${line}\n`);
      if (Array.isArray(value['rows'])) rows += value['rows'].length;
    }
  }
  if (head === null) return { ok: false, problem: { code: 'backup.unreadable' } };
  if (tail === null) return { ok: false, problem: { code: 'backup.cut-off' } };
  const isWhole = tail.rows === rows && tail.sha256 === hash.digest('hex');
  return isWhole ? { ok: true, head, tail } : { ok: false, problem: { code: 'backup.edited' } };
};

/** The pages of a file that was checked. */
export async function* pagesOfBackup(file: string): AsyncGenerator<BackupPage> {
  for await (const line of linesOf(file)) {
    const value = valueOf(line);
    if (value !== null && typeof value['table'] === 'string') yield value as unknown as BackupPage;
  }
}

/** BEY-04: the audit chain in a backup, as an export says it: it is verified without a server. */
export async function* chainOfBackup(file: string): AsyncGenerator<string> {
  let counter: CounterRow | null = null;
  const keys: SigningKeyRow[] = [];
  for await (const { table, rows } of pagesOfBackup(file)) {
    if (table === 'counter') counter = (rows[0] ?? null) as CounterRow | null;
    if (table === 'signing_key') keys.push(...(rows as unknown as SigningKeyRow[]));
  }
  yield JSON.stringify({
    format: exportFormat,
    version: 1,
    keys: keys.map(({ id, public_key, since }) => ({ id, publicKey: public_key, since })),
  });
  for await (const { table, rows } of pagesOfBackup(file)) {
    if (table !== 'entry') continue;
    for (const { previous, hash, content } of rows as unknown as EntryRow[])
      yield `{"previous":"${previous}","hash":"${hash}","entry":${content}}`;
  }
  if (counter === null || counter.position === 0) {
    yield JSON.stringify({ head: null });
    return;
  }
  const { epoch, position, hash, signed_at: signedAt, key_id: keyId, signature } = counter;
  yield JSON.stringify({ head: { epoch, position, hash, signedAt, keyId, signature } });
}
