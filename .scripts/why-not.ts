import { spawnSync } from 'node:child_process';

/** Programs that have started once. */
const started = new Set<string>();

/** Why this program does not start here (a library that the machine lacks, a stub that only says what to install), or null. */
export function whyNot(program: string): string | null {
  if (started.has(program)) return null;
  const { status, stderr, error } = spawnSync(program, ['--version', '--no-sandbox'], { encoding: 'utf8', timeout: 60_000 });
  if (status === 0) {
    started.add(program);
    return null;
  }
  const said = error?.message ?? stderr.trim().split('\n').at(-1) ?? '';
  return `it does not start (${said === '' ? `it ended with ${String(status)}` : said})`;
}
