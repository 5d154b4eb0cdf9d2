// `npm start`: the workstation, in Electron where it can be had, else in the browser. It says which, and why.

import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { buildWhereStale } from './build-stale.ts';
import { type EmbeddedServer, embeddedServer } from './embedded-server.ts';
import { electronFlags, findElectron, lacksDisplay } from './find-electron.ts';

const root = path.resolve(import.meta.dirname, '..');

/** The documents of a browser belong to the address with its port, so the port stays. */
const usualPort = '47391';
/** A program that ends with a failure this early has not opened. */
const startMs = 15_000;

const usage = `npm start                 opens the workstation: in Electron where it can be had, else in the browser
npm start -- --browser    in the browser in any case
npm start -- --port N     the browser's port (usually ${usualPort}); documents in the browser belong to it
npm start -- --no-open    serves it for the browser without opening one
npm start -- FILE         opens a .counterfoil file in Electron`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    browser: { type: 'boolean', default: false },
    port: { type: 'string', default: usualPort },
    'no-open': { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

if (values.help) console.log(usage);
else process.exitCode = await start();

async function start(): Promise<number> {
  if (!buildWhereStale('interface')) return 1;
  const why = values.browser || values['no-open'] ? 'as asked' : await inElectron();
  return why === null ? 0 : inBrowser(why);
}

/** Opens the desktop program and waits for its end; or why it cannot be opened. */
async function inElectron(): Promise<string | null> {
  if (lacksDisplay(process.platform, process.env)) return 'there is no display for a desktop window (DISPLAY is not set)';
  const electron = findElectron(true);
  if ('missing' in electron) return `Electron cannot be had: ${electron.missing}`;
  if (!buildWhereStale('shell')) return 'the shell could not be built';
  const flags = electronFlags();
  console.log(`Counterfoil opens in Electron (${electron.file})${flags.length > 0 ? ', without a sandbox, since root has none' : ''}.`);
  const server = await embeddedServer(usualPort);
  if ('address' in server) console.log(`A server of your own is ready to be joined at ${server.address}.\n${server.firstAdministrator}`);
  else console.log(`Without a server of its own: ${server.missing}`);
  const started = performance.now();
  const child = spawn(electron.file, [...flags, root, ...positionals], {
    cwd: process.cwd(),
    stdio: ['ignore', 'inherit', 'inherit'],
    env: shellEnvironment(),
  });
  const ended = (await Promise.race([once(child, 'exit'), once(child, 'error').then(([error]: unknown[]) => [String(error)])])) as [
    unknown,
  ];
  if ('address' in server) await server.stop();
  const [status] = ended;
  if (status === 0 || performance.now() - started > startMs) return null;
  return `Electron did not start (${typeof status === 'string' ? status : `it ended with ${String(status)}`})`;
}

/** With ELECTRON_RUN_AS_NODE, which editors set for their own use, Electron would be a plain Node. */
function shellEnvironment(): NodeJS.ProcessEnv {
  const { ELECTRON_RUN_AS_NODE: _plainNode, ...rest } = process.env;
  return rest;
}

async function inBrowser(why: string): Promise<number> {
  const server: EmbeddedServer = await embeddedServer(values.port);
  if ('missing' in server) {
    console.error(server.missing);
    return 1;
  }
  console.log(`Counterfoil runs in the browser: ${why}.`);
  console.log(`
    ${server.address}

Only this machine can reach it. Documents stay in this browser, under this address, until you join the server that runs there too.
${server.firstAdministrator}Ctrl-C ends it.`);
  if (!values['no-open']) openBrowser(server.address);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM'), once(process, 'SIGHUP')]);
  await server.stop();
  return 0;
}

/** Whether a browser came up is seen by the user; the address stands above in any case. */
function openBrowser(address: string): void {
  if (lacksDisplay(process.platform, process.env)) return;
  const openers: Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>> = { darwin: ['open'], win32: ['cmd', '/c', 'start', ''] };
  const [command, ...args] = openers[process.platform] ?? ['xdg-open'];
  spawnSync(command, [...args, address], { stdio: 'ignore' });
}
