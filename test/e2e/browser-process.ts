import { globSync, readFileSync } from 'node:fs';

/** The process of the browser that works on this profile, itself and not one of its children. Linux only: it reads /proc. */
export function browserProcess(profile: string): number {
  const found = globSync('/proc/[0-9]*/cmdline').flatMap((file) => {
    const command = commandOf(file);
    const isBrowser = command.includes(`--user-data-dir=${profile}`) && !command.some((argument) => argument.startsWith('--type='));
    return isBrowser ? [Number(file.split('/')[2])] : [];
  });
  const [pid] = found;
  if (pid === undefined) throw new Error(`no browser works on ${profile}`);
  return pid;
}

function commandOf(file: string): readonly string[] {
  try {
    return readFileSync(file, 'utf8').split('\0');
  } catch {
    // It has ended since it was listed.
    return [];
  }
}
