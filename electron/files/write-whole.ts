import { randomBytes } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/** Writes a file that is either there whole or as it was before: to a neighbour first, flushed to disk, then renamed over it. */
export async function writeWhole(file: string, content: Uint8Array | string, mode = 0o644): Promise<void> {
  const neighbour = path.join(path.dirname(file), `.${path.basename(file).slice(0, 40)}.${randomBytes(6).toString('hex')}.part`);
  try {
    const handle = await open(neighbour, 'wx', mode);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(neighbour, file);
  } catch (error) {
    await rm(neighbour, { force: true });
    throw error;
  }
}

/** Writes a file only where none is; false where one is. */
export async function writeNew(file: string, content: Uint8Array): Promise<boolean> {
  let handle;
  try {
    handle = await open(file, 'wx', 0o644);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
  try {
    await handle.writeFile(content);
    await handle.sync();
  } catch (error) {
    await rm(file, { force: true });
    throw error;
  } finally {
    await handle.close();
  }
  return true;
}
