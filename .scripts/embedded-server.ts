// The sync server inside `npm start`: the interface and a server to be joined under one address, on this machine only.

import { problemLines, readConfiguration } from '../sync/server/configuration/read-configuration.ts';
import { startServer } from '../sync/server/start-server.ts';

export type EmbeddedServer =
  | {
      readonly address: string;
      /** How the first administrator is made; empty once there is somebody. */
      readonly firstAdministrator: string;
      readonly stop: () => Promise<void>;
    }
  /** Why there is none. */
  | { readonly missing: string };

/** Its log is for servers that run by themselves (`npm run server`). */
const noLog = { write: (): void => undefined };

export async function embeddedServer(port: string): Promise<EmbeddedServer> {
  const read = readConfiguration(process.env['COUNTERFOIL_SERVER_CONFIG'] ?? null, process.env, {
    'listen.host': '127.0.0.1',
    'listen.port': port,
  });
  if (!read.ok) return { missing: problemLines(read.problems).join('\n') };
  try {
    const { address, setupCode, stop } = await startServer(read.configuration, { log: noLog });
    const firstAdministrator = setupCode === null ? '' : `Its first administrator is made with the code ${setupCode}.\n`;
    return { address, firstAdministrator, stop };
  } catch (error) {
    const taken = error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
    const where = `http://127.0.0.1:${port}/`;
    return {
      missing: taken
        ? `Port ${port} is taken: Counterfoil may be running already at ${where}. Otherwise choose another with --port.`
        : String(error),
    };
  }
}
