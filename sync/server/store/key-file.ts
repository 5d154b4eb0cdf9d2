import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';

const isThere = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EEXIST';

/** What a file holds for nobody else to read; made where there is none yet. It appears whole, also where two processes start at once: both read the same. */
export const keptInFile = (file: string, make: () => string): string => {
  const passing = `${file}.${process.pid}`;
  writeFileSync(passing, make(), { mode: 0o600, flush: true });
  try {
    linkSync(passing, file);
  } catch (error) {
    if (!isThere(error)) throw error;
  } finally {
    rmSync(passing);
  }
  return readFileSync(file, 'utf8');
};
