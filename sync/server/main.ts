// `npm run server`: the server alone, until it is told to stop.

import { once } from 'node:events';
import { existsSync } from 'node:fs';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { problemLines, readConfiguration } from './configuration/read-configuration.ts';
import { type Configuration, type SettingKey, settings } from './configuration/settings.ts';
import { sealKeyFile } from './people/seal.ts';
import { SealKeyMissing } from './people/seal-second-factors.ts';
import { builtInterface, type StartedServer, startServer } from './start-server.ts';

const usage = `npm run server                        starts the server: data in ./counterfoil-data, on this machine only
npm run server -- --config FILE       with the settings of a JSON file (else COUNTERFOIL_SERVER_CONFIG)
npm run server -- --data DIR --port N with another data folder, another port
npm run server -- --check-config      says whether the settings are right, and starts nothing
npm run server -- --settings          lists every setting with what may stand there`;

const { values } = parseArgs({
  options: {
    config: { type: 'string' },
    data: { type: 'string' },
    host: { type: 'string' },
    port: { type: 'string' },
    'check-config': { type: 'boolean', default: false },
    settings: { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

process.exitCode = await run();

async function run(): Promise<number> {
  if (values.help || values.settings) {
    console.log(values.help ? usage : settingLines().join('\n'));
    return 0;
  }
  const read = readConfiguration(values.config ?? process.env['COUNTERFOIL_SERVER_CONFIG'] ?? null, process.env, fromLine());
  if (!read.ok) {
    console.error(problemLines(read.problems).join('\n'));
    return 2;
  }
  if (values['check-config']) {
    console.log('The settings are right.');
    return 0;
  }
  return serve(read.configuration);
}

function fromLine(): Partial<Record<SettingKey, string>> {
  const { data, host, port } = values;
  return {
    ...(data === undefined ? {} : { data }),
    ...(host === undefined ? {} : { 'listen.host': host }),
    ...(port === undefined ? {} : { 'listen.port': port }),
  };
}

function settingLines(): readonly string[] {
  const shown = (value: unknown): string => (value === null ? 'none' : JSON.stringify(value));
  return Object.entries(settings).map(([key, { form, fallback }]) => `${key}: ${form} (${shown(fallback)})`);
}

async function serve(configuration: Configuration): Promise<number> {
  let server: StartedServer;
  try {
    server = await startServer(configuration);
  } catch (error) {
    console.error(whyNot(error, configuration));
    return 1;
  }
  tell(server, configuration);
  await Promise.race([once(process, 'SIGINT'), once(process, 'SIGTERM'), once(process, 'SIGHUP')]);
  await server.stop();
  return 0;
}

function tell({ address, setupCode }: StartedServer, configuration: Configuration): void {
  const shown = configuration.address ?? address;
  console.log(`Counterfoil's server listens: ${shown}`);
  console.log(configuration.database === null ? `Its data: ${path.resolve(configuration.data)}` : 'Its data: PostgreSQL');
  if (configuration.interface === null && !existsSync(path.join(builtInterface, 'index.html'))) {
    console.log('The interface is not built: `npm run build:renderer` makes it, and stations serve themselves without it.');
  }
  if (setupCode === null) return;
  console.log(`
There is nobody yet who may sign in. The first administrator is made in one of two ways:

    npm run admin -- user create NAME --role administrator    on this machine
    the code ${setupCode}                      on the page that ${shown} shows
`);
}

function whyNot(error: unknown, configuration: Configuration): string {
  if (error instanceof SealKeyMissing) return withoutKey(error, configuration);
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const place = `${configuration['listen.host']}:${configuration['listen.port']}`;
  if (code === 'EADDRINUSE') return `${place} is taken: another server may be running. Choose another with listen.port or --port.`;
  if (code === 'EACCES') return `${place} or the folder ${configuration.data} is not for this user to open.`;
  if (code === 'ECONNREFUSED' || code === 'ENOTFOUND') return 'PostgreSQL does not answer at the address of `database`.';
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

function withoutKey({ keyId }: SealKeyMissing, configuration: Configuration): string {
  const place = configuration['second-factor.keys'] === null ? sealKeyFile(configuration.data) : '`second-factor.keys`';
  return `The second factors of this database are encrypted with the key ${keyId}, which is not in ${place}.
All servers of one database need the same one. Where it is lost for good: npm run admin -- second-factor-key lost`;
}
