import { spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable } from 'node:stream';
import { lacksDisplay } from '../../.scripts/find-electron.ts';

/** Where a program shows its windows, as its environment says it. */
export type Display = { readonly env: Readonly<Record<string, string>>; close(): void };

/** This machine's own display, or one that nobody sees where it has none; `null` where it cannot have one. */
export const openDisplay = async (): Promise<Display | null> => {
  if (!lacksDisplay(process.platform, process.env)) return { env: {}, close: () => undefined };
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'], {
    stdio: ['ignore', 'ignore', 'ignore', 'pipe'],
  });
  const told = server.stdio[3] as Readable;
  // It says its number once it serves; a machine without it says so at once.
  const [number] = (await Promise.race([once(told, 'data'), once(server, 'exit'), once(server, 'error').catch(() => [])])) as [unknown];
  if (!(number instanceof Uint8Array)) return null;
  return { env: { DISPLAY: `:${String(number).trim()}` }, close: () => server.kill() };
};
