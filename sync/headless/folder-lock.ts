import { open, readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout } from 'node:timers/promises';

/** Another process works in the folder. */
export class FolderInUse extends Error {
  override readonly name = 'FolderInUse';
  readonly file: string;

  constructor(file: string, processId: number) {
    super(`Process ${processId} is already working in this folder. Wait for it, or delete ${file} if there is no such process.`);
    this.file = file;
  }
}

/** Claims a folder for this process until the answer is called. A claim whose process is gone is taken over. */
export const lockFolder = async (folder: string): Promise<() => Promise<void>> => {
  const file = path.join(folder, 'lock');
  for (let tries = 0; tries < 3; tries += 1) {
    if (await claimed(file)) return () => rm(file, { force: true });
    const owner = await ownerOf(file);
    if (owner > 0 && isRunning(owner)) throw new FolderInUse(file, owner);
    await rm(file, { force: true });
  }
  throw new FolderInUse(file, 0);
};

const claimed = async (file: string): Promise<boolean> => {
  try {
    const handle = await open(file, 'wx', 0o600);
    await handle.writeFile(`${process.pid}\n`);
    await handle.close();
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
};

/** The process that claims the folder; 0 where the file says nothing, even after its writer had time to finish. */
const ownerOf = async (file: string): Promise<number> => {
  const text = await readFile(file, 'utf8').catch(() => '');
  if (text !== '') return Number(text.trim());
  await setTimeout(100);
  return Number((await readFile(file, 'utf8').catch(() => '')).trim());
};

const isRunning = (processId: number): boolean => {
  try {
    process.kill(processId, 0);
    return true;
  } catch (error) {
    // It exists, but belongs to someone else.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
};
