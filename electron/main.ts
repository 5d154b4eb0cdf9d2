// The start of the desktop program. What must be settled before Electron is ready stands here, in its order; the rest is
// in shell.ts.

import path from 'node:path';
import { app, dialog, protocol } from 'electron';
import { scheme } from './app-address.ts';
import { becomeSingleInstance, fileAmong } from './instance.ts';
import { openLog } from './log/log.ts';
import { lockNavigation } from './security/navigation.ts';
import { nameResolutionOff, networkSwitches } from './security/network.ts';
import { readSettings } from './settings.ts';
import { type Shell, startShell } from './shell.ts';
import { languageOf, wordsIn } from './words.ts';

protocol.registerSchemesAsPrivileged([{ scheme, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } }]);
// Every process of a page is sandboxed. Only root, for whom Chromium has no sandbox, says otherwise (tests in a container).
if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox();

const settings = readSettings(path.join(app.getPath('userData'), 'station.json'));
for (const [name, value] of [...networkSwitches, ...(settings.feed === null ? [nameResolutionOff] : [])]) {
  if (value === undefined) app.commandLine.appendSwitch(name);
  else app.commandLine.appendSwitch(name, value);
}

const logFile = path.join(app.getPath('logs'), 'counterfoil.log');
const log = openLog(logFile);
const waitingFiles: string[] = [];
let shell: Shell | null = null;

function openFile(file: string): void {
  if (shell === null) waitingFiles.push(file);
  else shell.openFile(file);
}

function stopForGood(error: unknown): void {
  log.error('shell.broken', error);
  const words = wordsIn(languageOf(app.getLocale()));
  dialog.showErrorBox(words('broken.title'), `${words('broken.detail')}\n\n${logFile}`);
  app.exit(1);
}

process.on('uncaughtException', stopForGood);
process.on('unhandledRejection', stopForGood);

app.on('web-contents-created', (_event, contents) => {
  lockNavigation(contents, (event) => {
    log.warn('navigation.prevented', { code: event });
  });
});
// Every session starts by fetching a dictionary for its language; a list without languages, set at once, stops that.
app.on('session-created', (session) => {
  session.setSpellCheckerLanguages([]);
});
app.on('child-process-gone', (_event, { type, reason, exitCode }) => {
  log.warn('process.gone', { code: type.toLowerCase().replaceAll(' ', '-'), reason, exitCode });
});

if (becomeSingleInstance(app, () => shell?.front(), openFile)) {
  const asked = fileAmong(process.argv, process.cwd());
  if (asked !== null) waitingFiles.push(asked);
  void start().catch(stopForGood);
} else {
  app.quit();
}

async function start(): Promise<void> {
  await app.whenReady();
  const home = path.resolve(import.meta.dirname, '..', '..');
  // Tests show the shell a page of their own. A packaged program shows what it was packaged with.
  const bundle = (app.isPackaged ? undefined : process.env['COUNTERFOIL_WINDOW']) ?? path.join(home, 'dist', 'renderer');
  const started = await startShell({
    settings,
    log,
    logFile,
    bundle,
    preload: path.join(import.meta.dirname, 'preload.cjs'),
    icon: process.platform === 'linux' ? path.join(home, 'assets', 'icons', '256x256.png') : null,
  });
  shell = started;
  started.open();
  app.on('activate', started.front);
  for (const file of waitingFiles) started.openFile(file);
  log.info('shell.started', { version: app.getVersion() });
}
