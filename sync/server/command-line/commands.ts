import type { Command } from './command.ts';
import { secondFactorKeyCommand } from './seal-commands.ts';
import { stationCommand, userCommand } from './people-commands.ts';
import { backupCommand, doctorCommand, jobCommand, restoreCommand, verifyCommand } from './store-commands.ts';

export const commands: Readonly<Record<string, Command>> = {
  backup: backupCommand,
  restore: restoreCommand,
  verify: verifyCommand,
  user: userCommand,
  station: stationCommand,
  job: jobCommand,
  'second-factor-key': secondFactorKeyCommand,
  doctor: doctorCommand,
};

export const usage = `npm run admin -- user create NAME --role ROLE [--name "Full Name"] [--entities ID,ID]
npm run admin -- user list | change | reset | deactivate | activate | sign-out NAME
npm run admin -- station list | revoke CODE [--wipe]
npm run admin -- job list | run | pause | resume NAME | retry NAME DUE-AT
npm run admin -- backup [--into DIR]     while the server runs
npm run admin -- restore FILE            into an empty data folder or database
npm run admin -- verify [FILE] [--key ID] the audit chain of the server, of a backup or of an export
npm run admin -- second-factor-key new    makes one for the setting second-factor.keys
npm run admin -- second-factor-key lost   goes on without the former one
npm run admin -- doctor                  looks at everything that can be mended
Each takes --config FILE and --data DIR as the server does.`;
