import { randomUUID } from 'node:crypto';
import type { AdmissionProblem } from '../../../core/conflicts/admission-problems.ts';
import type { Command } from '../../../core/kernel/command.ts';
import type { BlockWish, LeaseBlock } from '../../../core/organization/lease-block.ts';
import { isBlock } from '../../../core/organization/number-block.ts';
import { numberText } from '../../../core/organization/numbering.ts';
import type { NumberSeries } from '../../../core/organization/types.ts';
import { mayGive } from '../../../core/permissions.ts';
import type { BlockAnswer, BlocksAnswer, BlocksWanted } from '../../protocol/blocks.ts';
import type { Unwelcome } from '../../protocol/hello.ts';
import type { Reason } from '../../protocol/push.ts';
import { admitOwn } from '../admission/admit.ts';
import { serverStation } from '../admission/author.ts';
import { gathered } from '../admission/plan-again.ts';
import { closeSeriesOf } from '../people/close-series-of.ts';
import type { Visitor } from '../replication/visitor.ts';
import type { ServerStore } from '../store/open.ts';
import { serverState } from '../store/state.ts';

const mayNot = ({ user: { role, entityIds } }: Visitor, { entityId }: BlockWish): AdmissionProblem | null => {
  const kind = 'number-series.lease-block';
  if (!mayGive(role, kind)) return { code: 'access.role', kind, role };
  return entityIds === null || entityIds.includes(entityId) ? null : { code: 'access.entity', entityId };
};

/** Whether it would be lent at all: what comes to nothing stands in no audit trail, however often it is asked. */
const hindrances = async (store: ServerStore, command: Command): Promise<readonly Reason[]> => {
  const found = await gathered(serverState(store).source, command);
  const plan = found.ok ? found.value.decide(command) : found;
  return plan.ok ? [] : plan.problems;
};

const lent = async (store: ServerStore, visitor: Visitor, wish: BlockWish, isAsked: boolean, now: string): Promise<BlockAnswer> => {
  const problem = mayNot(visitor, wish);
  if (problem !== null) return { kind: 'refused', reasons: [problem] };
  const command: LeaseBlock = {
    id: `lease_${randomUUID()}`,
    kind: 'number-series.lease-block',
    at: now,
    by: { user: visitor.user.id, station: serverStation },
    body: { ...wish, station: visitor.station, isAsked },
  };
  const reasons = await hindrances(store, command);
  if (reasons.length > 0) return { kind: 'refused', reasons };
  const [verdict] = await admitOwn(store, [command], now);
  if (verdict?.kind !== 'accepted') return { kind: 'refused', reasons: verdict?.reasons ?? [] };
  const all: readonly NumberSeries[] = await serverState(store).source.list('number-series');
  const own = all.filter(isBlock).filter((each) => each.station === visitor.station && each.entityId === wish.entityId);
  const newest = own
    .filter(({ documentType, year }) => documentType === wish.documentType && (year === null || year === wish.year))
    .reduce<(typeof own)[number] | null>((last, each) => (last === null || each.block.first > last.block.first ? each : last), null);
  if (newest === null) return { kind: 'refused', reasons: [] };
  const { id: seriesId, block } = newest;
  return { kind: 'lent', seriesId, first: numberText(newest, block.first), last: numberText(newest, block.last) };
};

const unwelcome = async (store: ServerStore, code: string): Promise<Unwelcome | null> => {
  const station = await store.reader.selectFrom('station').select('state').where('code', '=', code).executeTakeFirst();
  if (station === undefined) return { code: 'station.unknown' };
  return station.state === 'enrolled' ? null : { code: 'station.revoked' };
};

/** NUM-02: lends a station the blocks that it asks for, each by a command of the server's own, which stands in the audit trail and comes to everybody with the pull. */
export const lentBlocks = async (
  store: ServerStore,
  visitor: Visitor,
  { wanted, isAsked }: BlocksWanted,
  now: string,
): Promise<BlocksAnswer | Unwelcome> => {
  const { station } = visitor;
  const before = await unwelcome(store, station);
  if (before !== null) return before;
  const blocks: BlockAnswer[] = [];
  for (const wish of wanted) blocks.push(await lent(store, visitor, wish, isAsked, now));
  // Revoked meanwhile: its series were closed before these were lent.
  const after = await unwelcome(store, station);
  if (after !== null) await closeSeriesOf(store, station, now);
  return after ?? { blocks };
};
