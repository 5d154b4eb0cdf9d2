import { constants } from 'node:fs';
import { open } from 'node:fs/promises';
import type { FileFailure } from '../ipc/contract.ts';

export type Read = { readonly ok: true; readonly bytes: Uint8Array } | { readonly ok: false; readonly reason: FileFailure };

/** Reads a regular file of at most `maxBytes`. A pipe, a device or a file that grows while it is read is refused, not waited for. */
export async function readBounded(file: string, maxBytes: number): Promise<Read> {
  try {
    // Without O_NONBLOCK (absent on Windows) opening a pipe would wait for somebody to write into it.
    const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const { size, isFile } = await handle.stat().then((stat) => ({ size: stat.size, isFile: stat.isFile() }));
      if (!isFile) return { ok: false, reason: 'not-a-file' };
      if (size > maxBytes) return { ok: false, reason: 'too-large' };
      const bytes = new Uint8Array(size);
      let filled = 0;
      while (filled < size) {
        const { bytesRead } = await handle.read(bytes, filled, size - filled, filled);
        if (bytesRead === 0) return { ok: false, reason: 'unreadable' };
        filled += bytesRead;
      }
      const { bytesRead: beyond } = await handle.read(new Uint8Array(1), 0, 1, size);
      return beyond === 0 ? { ok: true, bytes } : { ok: false, reason: 'unreadable' };
    } finally {
      await handle.close();
    }
  } catch (error) {
    return { ok: false, reason: failureOf(error) };
  }
}

const failures: Readonly<Record<string, FileFailure>> = {
  ENOENT: 'missing',
  ENOTDIR: 'missing',
  EISDIR: 'not-a-file',
  EACCES: 'not-allowed',
  EPERM: 'not-allowed',
  ENOSPC: 'disk-full',
  EDQUOT: 'disk-full',
  EFBIG: 'too-large',
  EROFS: 'read-only',
};

/** What the system said, as one of the reasons that the window has a sentence for. */
export function failureOf(error: unknown): FileFailure {
  const code = (error as NodeJS.ErrnoException | null)?.code;
  return (code === undefined ? undefined : failures[code]) ?? 'unreadable';
}
