import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The ending of files that belong to Counterfoil: backups and exports of everything. */
const fileEnding = '.counterfoil';

/**
 * The file that a start was asked to open, from the arguments of the command line; null where none is. Flags are not
 * looked at, and the last file counts.
 */
export function fileAmong(argv: readonly string[], cwd: string): string | null {
  const named = argv.slice(1).filter((argument) => !argument.startsWith('-') && argument.toLowerCase().endsWith(fileEnding));
  const last = named.at(-1);
  if (last === undefined) return null;
  // Desktops hand a file over as its path or as its address.
  return last.startsWith('file:') ? pathOf(last) : path.resolve(cwd, last);
}

function pathOf(address: string): string | null {
  try {
    return fileURLToPath(address);
  } catch {
    return null;
  }
}

export interface InstanceApp {
  requestSingleInstanceLock(): boolean;
  on(event: 'second-instance', listener: (event: unknown, argv: string[], cwd: string) => void): unknown;
  on(event: 'open-file', listener: (event: { preventDefault(): void }, file: string) => void): unknown;
}

/**
 * One program for each profile, since one owner holds its database. A second start brings the first one's window to the
 * front, hands over the file that it was asked to open, and ends.
 *
 * @returns false where this is the second
 */
export function becomeSingleInstance(app: InstanceApp, front: () => void, openFile: (file: string) => void): boolean {
  if (!app.requestSingleInstanceLock()) return false;
  app.on('second-instance', (_event, argv, cwd) => {
    front();
    const file = fileAmong(argv, cwd);
    if (file !== null) openFile(file);
  });
  app.on('open-file', (event, file) => {
    event.preventDefault();
    openFile(file);
  });
  return true;
}
