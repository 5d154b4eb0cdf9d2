import { setImmediate } from 'node:timers/promises';
import { type Chance, chanceOf } from './chance.ts';
import { Network } from './network.ts';
import {
  blocksAddUp,
  type Finding,
  type Heard,
  heardAt,
  heardNumbersStand,
  numbersAddUp,
  numbersGivenStand,
  printedOnce,
} from './number-proofs.ts';
import {
  billedAgainGivesNothing,
  editsAreTheirOwn,
  moneyAddsUp,
  nothingBilledTwice,
  nothingForgotten,
  nothingInvented,
  sameState,
} from './proofs.ts';
import type { ServerSide } from './server-side.ts';
import { BackupInHand } from './moved-machine.ts';
import { noSeams, Station, type StationSeams } from './station.ts';
import { WorldClock } from './world-clock.ts';

/** Where a bug is planted, to see whether the world finds it. */
export type Seams = StationSeams & { readonly server: (server: ServerSide) => ServerSide };

export const honest: Seams = { ...noSeams, server: (server) => server };

export type WorldParts = {
  readonly seed: string;
  readonly openServer: (clock: WorldClock, stations: readonly string[]) => Promise<ServerSide>;
  readonly seams?: Seams;
  readonly steps?: number;
};

export type Story = { readonly seed: string; readonly findings: readonly Finding[]; readonly commands: number; readonly stations: number };

const codes = ['A1', 'B2', 'C3', 'D4', 'E5', 'F6', 'G7', 'H8'] as const;
/** The machine that somebody sets up anew from a backup of another one, and what is wished there before it joins. */
const newCode = 'N9';
const worksApart = 4;
/** Exchanges after which a world that has not come to rest never will. */
const mostRounds = 60;

/** Everything that can go on without the network having moved has gone on. */
const settled = (): Promise<void> => setImmediate();

/** One seeded world, from its first command until everything has healed and the books were looked at. */
export const told = async ({ seed, openServer, seams = honest, steps = 220 }: WorldParts): Promise<Story> => {
  const chance = chanceOf(seed);
  const clock = new WorldClock('2025-05-02T08:00:00.000Z');
  const names = codes.slice(0, 2 + chance.below(chance.percent(80) ? 2 : 7));
  const server = seams.server(await openServer(clock, names));
  try {
    const network = new Network(chance.fork('network'), (...message) => server.ear(...message));
    const stations = names.map((code, index) => {
      const skewDays = chance.percent(25) ? chance.below(7) - 3 : 0;
      const parts = { code, user: `user_${index}`, chance: chance.fork(code), clock, skewDays, transport: network.transport(code) };
      return new Station(parts, seams);
    });
    const world: World = { chance: chance.fork('world'), clock, server, network, stations, heard: [] };
    for (const station of stations) await station.start();
    const backup = new BackupInHand(chance.fork('backup'), steps);
    for (let step = 0; step < steps; step += 1) {
      await somethingHappens(world);
      await backup.pass(step, stations);
    }
    const { taken } = backup;
    if (taken !== null) {
      await server.enrolWithBooks(newCode, taken.from.code);
      const person = taken.from.user;
      const parts = {
        code: newCode,
        user: person,
        chance: chance.fork(newCode),
        clock,
        skewDays: 0,
        transport: network.transport(newCode),
      };
      const machine = new Station(parts, seams, taken.disk);
      await machine.start();
      for (let count = 0; count < worksApart; count += 1) await machine.work();
      stations.push(machine);
    }
    const unrest = await healed(world);
    const findings = [...unrest, ...(await looked(world))];
    const commands = (await server.entries()).length;
    return { seed, findings, commands, stations: stations.length };
  } finally {
    await server.close();
  }
};

type World = {
  readonly chance: Chance;
  readonly clock: WorldClock;
  readonly server: ServerSide;
  readonly network: Network;
  readonly stations: readonly Station[];
  /** Numbers of lives of the server that ended. */
  readonly heard: Heard[];
};

const somethingHappens = async (world: World): Promise<void> => {
  const { chance, network, clock, server } = world;
  const station = chance.pick(world.stations);
  if (station === null) return;
  const luck = chance.below(1000);
  if (!station.isRunning) await station.start();
  else if (luck < 330) await station.work();
  else if (luck < 370) await station.bill();
  else if (luck < 520) station.sync();
  else if (luck < 860) for (let count = 0; count < 4; count += 1) await moved(network);
  else if (luck < 900) network.turn(station.code);
  else if (luck < 930) clock.pass(1 + chance.below(60));
  else if (luck < 945) station.stop();
  else if (luck < 960) server.crashNext();
  else if (luck < 970) await server.restart();
  else if (luck < 982) await server.backup();
  else if (luck < 988) await restored(world);
  else if (luck < 994) await server.bill();
  else if (luck < 997 && world.stations.filter(({ isRevoked }) => !isRevoked).length > 2) {
    station.isRevoked = true;
    await server.revoke(station.code);
  }
  await settled();
};

const restored = async ({ server, stations, heard }: World): Promise<void> => {
  const now = await heardAt(stations, await server.entries());
  // What a station has given up since an earlier life ended is not told again.
  if (await server.restore()) heard.splice(0, heard.length, ...now);
};

const moved = async (network: Network): Promise<void> => {
  await network.step();
  await settled();
};

/** The network is whole, every program runs and none stops, and all exchange until nothing moves. */
const healed = async ({ network, stations, server, clock }: World): Promise<readonly Finding[]> => {
  network.calm();
  await server.restart();
  for (const station of stations) {
    station.isCalm = true;
    station.stop();
    await station.start();
  }
  let before = '';
  for (let round = 0; round < mostRounds; round += 1) {
    clock.pass(24);
    for (const station of stations) {
      station.sync();
      await settled();
      while (station.isSyncing || !network.isIdle) await moved(network);
    }
    const now = JSON.stringify([(await server.entries()).length, stations.map(({ pending, trouble }) => [pending, trouble])]);
    if (now === before) break;
    before = now;
  }
  return stations.flatMap(({ code, trouble, pending, isRevoked }) => {
    if (isRevoked) return trouble?.code === 'station.revoked' ? [] : [`the revoked ${code} is not told so: ${JSON.stringify(trouble)}`];
    const wrong = trouble === null ? [] : [`${code} does not come to rest: ${JSON.stringify(trouble)}`];
    return pending === 0 ? wrong : [...wrong, `${code} still has ${pending} commands to send`];
  });
};

const looked = async ({ stations, server, clock, heard }: World): Promise<readonly Finding[]> => {
  const { source } = server;
  const entries = await server.entries();
  const findings: Finding[] = [];
  for (const station of stations.filter(({ isRevoked }) => !isRevoked)) {
    findings.push(...(await sameState(station.code, station.disk, source, await server.seenBy(station.code))));
    findings.push(...(await nothingForgotten(station, entries)));
    findings.push(...(await numbersGivenStand(station, source)));
  }
  const now = clock.now();
  findings.push(
    ...(await numbersAddUp(source)),
    ...(await blocksAddUp(source, stations)),
    ...(await printedOnce(stations, server)),
    ...(await heardNumbersStand(heard, source)),
    ...(await nothingBilledTwice(source)),
    ...(await moneyAddsUp(source)),
    ...(await nothingInvented(stations, entries)),
    ...editsAreTheirOwn(entries),
    ...(await billedAgainGivesNothing(source, now, now.slice(0, 10))),
    ...(await server.chain()),
  );
  return findings;
};
