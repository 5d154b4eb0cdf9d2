// `npm run admin -- ...`: what an administrator does at the server's own command line, whether or not the server runs.

import { parseArgs } from 'node:util';
import { commands, usage } from './command-line/commands.ts';
import { CommandFailed } from './command-line/command.ts';
import { problemLines, readConfiguration } from './configuration/read-configuration.ts';
import { openServerStore } from './store/open.ts';
import { houseOver } from './start-server.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    config: { type: 'string' },
    data: { type: 'string' },
    role: { type: 'string' },
    name: { type: 'string' },
    entities: { type: 'string' },
    into: { type: 'string' },
    key: { type: 'string' },
    wipe: { type: 'boolean', default: false },
    'without-second-factor': { type: 'boolean', default: false },
    help: { type: 'boolean', short: 'h', default: false },
  },
});

process.exitCode = await run();

async function run(): Promise<number> {
  const [name = '', ...rest] = positionals;
  const command = commands[name];
  if (values.help || command === undefined) {
    console.log(usage);
    return values.help ? 0 : 2;
  }
  const read = readConfiguration(
    values.config ?? process.env['COUNTERFOIL_SERVER_CONFIG'] ?? null,
    process.env,
    values.data === undefined ? {} : { data: values.data },
  );
  if (!read.ok) {
    console.error(problemLines(read.problems).join('\n'));
    return 2;
  }
  const { configuration } = read;
  const open = async () => {
    const store = await openServerStore({ folder: configuration.data, database: configuration.database });
    return { store, house: houseOver(store, configuration, Date.now), close: () => store.close() };
  };
  try {
    return await command({ configuration, open, rest, options: values, say: (line) => console.log(line) });
  } catch (error) {
    if (!(error instanceof CommandFailed)) throw error;
    console.error(error.message);
    return 1;
  }
}
