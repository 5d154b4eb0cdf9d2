import { open, rename, rm } from 'node:fs/promises';
import path from 'node:path';

/** Makes a rename or a new file in the folder last through a power cut. Windows keeps folders by itself and cannot open them. */
export const syncFolder = async (folder: string): Promise<void> => {
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

/** Writes a file so that its name stands either for the whole new text or for what it stood for before, never for a part. */
export const writeWhole = async (
  file: string,
  chunks: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>,
): Promise<void> => {
  const partial = `${file}.part`;
  const handle = await open(partial, 'w', 0o644);
  try {
    for await (const chunk of chunks) await handle.appendFile(chunk);
    await handle.sync();
    await handle.close();
    await rename(partial, file);
  } catch (error) {
    await handle.close().catch(() => undefined);
    await rm(partial, { force: true });
    throw error;
  }
  await syncFolder(path.dirname(file));
};
