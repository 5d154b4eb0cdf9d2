import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

const root = path.resolve(import.meta.dirname, '..', '..');

export type ServerProcess = {
  readonly port: number;
  /** The code with which the first administrator is made; empty where there is somebody. */
  readonly setupCode: string;
  readonly child: ChildProcess;
  /** Everything that it has written. */
  output(): string;
  /** With a signal; answers the exit status, `null` where the signal ended it. */
  stop(signal?: NodeJS.Signals): Promise<number | null>;
};

export type Finished = { readonly status: number | null; readonly output: string };

const environmentOf = (settings: Readonly<Record<string, string>>): NodeJS.ProcessEnv => {
  const clean = Object.entries(process.env).filter(([name]) => !name.startsWith('COUNTERFOIL_SERVER_'));
  return { ...Object.fromEntries(clean), ...settings };
};

const hear = ({ stdout, stderr }: ChildProcess, heard: (text: string) => void): void => {
  stdout?.setEncoding('utf8').on('data', heard);
  stderr?.setEncoding('utf8').on('data', heard);
};

/** The server as `npm run server` starts it, in a process of its own. */
export const startServerProcess = async (
  args: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): Promise<ServerProcess> => {
  const child = spawn(process.execPath, [path.join(root, 'sync', 'server', 'main.ts'), '--port', '0', ...args], {
    cwd: root,
    env: environmentOf(settings),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  const ready = Promise.withResolvers<undefined>();
  hear(child, (text) => {
    output += text;
    if (output.includes('"server.started"') && output.includes('Its data')) ready.resolve(undefined);
  });
  const ended = once(child, 'exit');
  await Promise.race([ready.promise, ended]);
  const port = Number(/listens: http:\/\/[^:]+:(\d+)/.exec(output)?.[1] ?? 0);
  if (port === 0) throw new Error(output);
  return {
    port,
    setupCode: /the code (\S+)/.exec(output)?.[1] ?? '',
    child,
    output: () => output,
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal);
      const [status] = (await ended) as [number | null];
      return status;
    },
  };
};

/** A command that comes to an end: `npm run admin -- ...`, or the server with `--check-config`. */
export const finished = async (
  script: 'admin' | 'main',
  args: readonly string[],
  settings: Readonly<Record<string, string>> = {},
): Promise<Finished> => {
  const child = spawn(process.execPath, [path.join(root, 'sync', 'server', `${script}.ts`), ...args], {
    cwd: root,
    env: environmentOf(settings),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  hear(child, (text) => {
    output += text;
  });
  const [status] = (await once(child, 'close')) as [number | null];
  return { status, output };
};
