import { type Role, roles } from '../../../core/permissions.ts';
import { closeSeriesOf } from '../people/close-series-of.ts';
import { listStations } from '../people/list-stations.ts';
import { instantOf } from '../people/people-store.ts';
import {
  console as atTheServer,
  createPerson,
  editPerson,
  endSessions,
  listPeople,
  named,
  type PersonEdit,
  resetPassword,
} from '../people/people.ts';
import { revokeStation } from '../people/stations.ts';
import { stationsOver } from '../people/stations-over.ts';
import { type Asked, type Command, CommandFailed, opened, type Opened, orFail } from './command.ts';

const roleOf = (given: string | undefined): Role => {
  const role = roles.find((each) => each === given);
  if (role === undefined) throw new CommandFailed(`A role is one of ${roles.join(', ')}.`);
  return role;
};

const scopeOf = (given: string | undefined): readonly string[] | null => (given === undefined || given === 'all' ? null : given.split(','));

const idOf = async ({ house }: Opened, name: string | undefined): Promise<string> => {
  const row = name === undefined ? undefined : await named(house.db, name.toLowerCase());
  if (row === undefined) throw new CommandFailed(`Nobody signs in as ${name ?? '(no name)'}.`);
  return row.id;
};

const create = async (asked: Asked, all: Opened): Promise<void> => {
  const [, signInName = ''] = asked.rest;
  if (!/^[a-z0-9][a-z0-9._+@-]{0,119}$/.test(signInName)) {
    throw new CommandFailed('A name to sign in with has small letters, digits and . _ + @ - in it.');
  }
  const { role, name, entities } = asked.options;
  const wanted = { signInName, name: name ?? signInName, role: roleOf(role), entityIds: scopeOf(entities) };
  const { person, password } = orFail(await createPerson(all.house, atTheServer, wanted));
  asked.say(`${person.signInName} (${person.role}) may sign in with this password, and then sets another:\n\n    ${password ?? ''}\n`);
};

const edits: Readonly<Record<string, (asked: Asked) => PersonEdit>> = {
  deactivate: () => ({ state: 'inactive' }),
  activate: () => ({ state: 'active' }),
  change: ({ options: { role, name, entities } }) => ({
    ...(role === undefined ? {} : { role: roleOf(role) }),
    ...(name === undefined ? {} : { name }),
    ...(entities === undefined ? {} : { entityIds: scopeOf(entities) }),
  }),
};

const list = async ({ say }: Asked, { house }: Opened): Promise<void> => {
  for (const { signInName, name, role, entityIds, state, hasSecondFactor } of await listPeople(house.reader)) {
    const notes = [state === 'active' ? '' : 'may not sign in', hasSecondFactor ? 'second factor' : ''].filter((note) => note !== '');
    say([signInName, name, role, entityIds === null ? 'all entities' : entityIds.join(','), ...notes].join('  '));
  }
};

export const userCommand: Command = (asked) =>
  opened(asked, async (all) => {
    const [what = 'list', name] = asked.rest;
    const edit = edits[what];
    if (what === 'list') await list(asked, all);
    else if (what === 'create') await create(asked, all);
    else if (what === 'reset') {
      const withoutFactor = asked.options['without-second-factor'] === true;
      const { password } = orFail(await resetPassword(all.house, atTheServer, await idOf(all, name), withoutFactor));
      asked.say(`The new password, to be changed at once:\n\n    ${password}\n`);
    } else if (what === 'sign-out') {
      orFail(await endSessions(all.house, atTheServer, await idOf(all, name)));
      asked.say('Signed out everywhere.');
    } else if (edit !== undefined) {
      const person = orFail(await editPerson(all.house, atTheServer, await idOf(all, name), edit(asked)));
      asked.say(`${person.signInName}: ${person.role}, ${person.state}.`);
    } else throw new CommandFailed('user list | create | change | reset | deactivate | activate | sign-out');
    return 0;
  });

export const stationCommand: Command = (asked) =>
  opened(asked, async ({ house, store }) => {
    const [what = 'list', code = ''] = asked.rest;
    if (what === 'list') {
      for (const station of await listStations(house)) {
        asked.say(
          [station.code, station.name, station.state, station.lastSeenAt ?? 'never seen', station.program, station.people.join(', ')].join(
            '  ',
          ),
        );
      }
    } else if (what === 'revoke') {
      const wipe = asked.options.wipe === true;
      orFail(await revokeStation(house, stationsOver(house.now), atTheServer, code, wipe));
      const closed = await closeSeriesOf(store, code, instantOf(house.now()));
      asked.say(`${code} is revoked${wipe ? ' and told to erase what it holds' : ''}; ${closed} number series are closed.`);
    } else throw new CommandFailed('station list | revoke CODE [--wipe]');
    return 0;
  });
