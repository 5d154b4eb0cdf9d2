import { performance } from 'node:perf_hooks';
import { setImmediate } from 'node:timers/promises';
import type { Command } from '../../../core/kernel/command.ts';
import { invariant } from '../../../core/kernel/invariant.ts';
import { isServerStation } from '../../../core/organization/server-station.ts';
import { outboxAfter } from '../../protocol/outbox-digest.ts';
import type { Push, PushAnswer, PushedCommand, Verdict } from '../../protocol/push.ts';
import type { Unwelcome } from '../../protocol/hello.ts';
import { engineVersion } from '../../../core/engine.ts';
import { type Chain, chainInside } from '../chain/append.ts';
import { digestOfCommand } from './command-digest.ts';
import { announcementText } from '../store/announcement.ts';
import type { Inside, ServerStore } from '../store/open.ts';
import { serverState, type State } from '../store/state.ts';
import type { StationRow } from '../store/tables.ts';
import { type Case, type Pusher, serverAuthor, serverStationIn } from './author.ts';
import { type Judgement, judged, refused, repeated } from './judge.ts';
import { KnownCommands } from './known-commands.ts';
import { answeredBefore } from './answered-before.ts';
import { stationNumbers } from './station-numbers.ts';
import { writtenDocuments } from './written.ts';

/** Others wait at the door: what takes longer goes on in a transaction of its own. Whatever was judged by then is safe. */
const longestInsideMs = 250;
/** Requests that only read want an answer too. */
const longestWithoutPauseMs = 25;

const verdictOf = ({ verdict, voided }: Judgement, sequence: number, commandId: string): Verdict =>
  verdict.kind === 'accepted'
    ? { kind: 'accepted', sequence, commandId, isChanged: verdict.isChanged, voided }
    : { kind: 'refused', sequence, commandId, reasons: verdict.reasons, voided };

/** What stands before the door together with whoever is let in. */
type Court = { readonly state: State; readonly chain: Chain; readonly known: KnownCommands };

/** One command: judged, written, and entered in the chain. */
const tried = async ({ state, chain, known }: Court, asked: Case, sequence: number): Promise<Verdict> => {
  const { pushed, station, author } = asked;
  const { command, engine, outcome } = pushed;
  const digest = digestOfCommand(command);
  const numbers = await stationNumbers(state, asked);
  const before = await known.accepted(command.id);
  const reused = { code: 'command.id-reused', commandId: command.id } as const;
  const judgement = await (before === null
    ? judged(state, asked, numbers)
    : before.digest === digest
      ? repeated(state, asked, numbers)
      : refused(state, asked, numbers, [reused]));
  const verdict = verdictOf(judgement, sequence, command.id);
  await state.write(judgement.writings);
  state.forget();
  if (verdict.kind === 'accepted' && before === null) await known.accept(command.id, { digest, position: chain.next() });
  chain.append(
    {
      station,
      stationSequence: sequence,
      person: author?.person ?? '',
      command,
      engine,
      outcome,
      verdict,
      written: writtenDocuments(judgement.writings),
    },
    digest,
  );
  return verdict;
};

const pause = (): Promise<void> => setImmediate();

/** A clock that says when to let others in for a moment, and when it has been long enough. */
const patience = () => {
  const begun = performance.now();
  let paused = begun;
  return {
    isOver: () => performance.now() - begun > longestInsideMs,
    breathe: async (): Promise<void> => {
      if (performance.now() - paused < longestWithoutPauseMs) return;
      await pause();
      paused = performance.now();
    },
  };
};

const courtIn = (store: ServerStore, state: State, inside: Inside, now: string, commandIds: readonly string[]): Court => ({
  state,
  chain: chainInside(store, inside, now),
  known: new KnownCommands(state.transaction, store.dialect, commandIds),
});

const adjourn = async ({ state, chain }: Court, { counter, announce }: Inside): Promise<void> => {
  await chain.end();
  if (state.sequence() > counter.sequence) await announce(announcementText({ kind: 'changed', sequence: state.sequence() }));
};

type Session =
  | { readonly kind: 'taken'; readonly verdicts: readonly Verdict[]; readonly acknowledged: number; readonly digest: string }
  | Extract<PushAnswer, { kind: 'out-of-step' }>
  | Unwelcome;

const stationIn = (state: State, code: string): Promise<StationRow | undefined> =>
  state.transaction.selectFrom('station').selectAll().where('code', '=', code).executeTakeFirst();

/** NUM-05: the machines with whose books it joined. */
const earlierMachinesOf = async (state: State, station: string): Promise<ReadonlySet<string>> => {
  const rows = await state.transaction.selectFrom('earlier_machine').select('code').where('station', '=', station).execute();
  return new Set(rows.map(({ code }) => code));
};

/** As many of the commands as there is time for, in one transaction. */
const session = async (store: ServerStore, state: State, inside: Inside, pusher: Pusher, push: Push, now: string): Promise<Session> => {
  const station = await stationIn(state, pusher.station);
  if (station === undefined) return { code: 'station.unknown' };
  if (station.state !== 'enrolled') return { code: 'station.revoked' };
  const before = await answeredBefore(state.transaction, station, push);
  if (before === null) return { kind: 'out-of-step', acknowledged: station.acknowledged, digest: station.outbox_digest };
  const left = push.commands.slice(before.length);
  const verdicts: Verdict[] = [...before];
  if (left.length === 0) return { kind: 'taken', verdicts, acknowledged: station.acknowledged, digest: station.outbox_digest };
  const earlier = await earlierMachinesOf(state, station.code);
  const court = courtIn(
    store,
    state,
    inside,
    now,
    left.map(({ command }) => command.id),
  );
  const time = patience();
  let { acknowledged, outbox_digest: digest } = station;
  for (const pushed of left) {
    const author = pusher.authors.get(pushed.command.by.user) ?? null;
    const giver = earlier.has(pushed.command.by.station) ? pushed.command.by.station : station.code;
    const asked: Case = { pushed, station: station.code, giver, author, now, isRestored: inside.counter.life > 1 };
    verdicts.push(await tried(court, asked, pushed.sequence));
    acknowledged = pushed.sequence;
    digest = outboxAfter(digest, pushed.command.id, digestOfCommand(pushed.command));
    if (time.isOver()) break;
    await time.breathe();
  }
  await state.transaction
    .updateTable('station')
    .set({ acknowledged, outbox_digest: digest, last_seen_at: now })
    .where('code', '=', station.code)
    .execute();
  await adjourn(court, inside);
  return { kind: 'taken', verdicts, acknowledged, digest };
};

/**
 * Takes a station's commands in their order: each is judged once, whatever the same push brings again. A refusal is an answer like any other and holds
 * up nothing behind it. What takes long is committed in between, so that a crash loses no verdict that was given.
 */
export const admitBatch = async (store: ServerStore, pusher: Pusher, push: Push, now: string): Promise<PushAnswer | Unwelcome> => {
  invariant(!isServerStation(pusher.station), 'no station has the code of the server');
  const server = serverState(store);
  const verdicts: Verdict[] = [];
  for (let left = push; ; await pause()) {
    const asked = left;
    const answer = await server.exclusively((state, inside) => session(store, state, inside, pusher, asked, now));
    if (!('kind' in answer)) return answer;
    if (answer.kind === 'out-of-step') return verdicts.length === 0 ? answer : { kind: 'taken', verdicts, acknowledged: left.after };
    verdicts.push(...answer.verdicts);
    const commands = left.commands.slice(answer.verdicts.length);
    if (commands.length === 0) return { kind: 'taken', verdicts, acknowledged: answer.acknowledged };
    left = { after: answer.acknowledged, digest: answer.digest, commands };
  }
};

/** A command of the server's own, as if a station had pushed it. */
const ownCommand = (command: Command, station: string, sequence: number): PushedCommand => ({
  sequence,
  command: { ...command, by: { ...command.by, station } },
  engine: engineVersion,
  outcome: '0'.repeat(64),
  numbers: [],
});

/**
 * The server's own commands: what time does, what an administrator asks for on its command line. They are given at the station of the server's present life. One that was accepted before has no
 * further effect, so that any number of servers may try the same job.
 */
export const admitOwn = (store: ServerStore, commands: readonly Command[], now: string): Promise<readonly Verdict[]> =>
  serverState(store).exclusively(async (state, inside) => {
    const ids = commands.map(({ id }) => id);
    const court = courtIn(store, state, inside, now, ids);
    const verdicts: Verdict[] = [];
    const time = patience();
    const station = serverStationIn(inside.counter);
    for (const command of commands) {
      const before = await court.known.accepted(command.id);
      const sequence = court.chain.next();
      if (before?.digest === digestOfCommand(command)) {
        verdicts.push({ kind: 'accepted', sequence: before.position, commandId: command.id, isChanged: false, voided: [] });
        continue;
      }
      const asked: Case = {
        pushed: ownCommand(command, station, sequence),
        station,
        giver: station,
        author: serverAuthor,
        now,
        isRestored: inside.counter.life > 1,
      };
      verdicts.push(await tried(court, asked, sequence));
      await time.breathe();
    }
    await adjourn(court, inside);
    return verdicts;
  });
