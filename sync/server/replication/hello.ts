import { engineVersion } from '../../../core/engine.ts';
import type { Head, Hello, Unwelcome, Welcome } from '../../protocol/hello.ts';
import { documentForm, oldestPushedVersion, protocolVersion } from '../../protocol/version.ts';
import type { ServerStore } from '../store/open.ts';
import type { StationRow } from '../store/tables.ts';
import { standing } from './pull.ts';
import { accessOf, type Visitor, viewDigest, viewOf } from './visitor.ts';

/** NUM-05: whether the server was put back since the station last saw the head of its chain. */
const isPutBack = async (store: ServerStore, seen: Head | null, epoch: string, position: number): Promise<boolean> => {
  if (seen === null) return false;
  if (seen.epoch !== epoch || seen.sequence > position) return true;
  if (seen.sequence === 0) return false;
  const entry = await store.reader.selectFrom('entry').select('hash').where('position', '=', seen.sequence).executeTakeFirst();
  return entry?.hash !== seen.hash;
};

const versionProblem = (protocol: number): Unwelcome | null => {
  if (protocol < oldestPushedVersion) return { code: 'protocol.too-old', oldest: oldestPushedVersion };
  return protocol > protocolVersion ? { code: 'protocol.too-new', newest: protocolVersion } : null;
};

/** The station's own store was put back from a copy: it ends before what it pushed once, or says something else there. */
const isCopy = ({ acknowledged, outbox_digest: digest }: StationRow, { outbox }: Hello): boolean =>
  outbox.sequence < acknowledged || (outbox.sequence === acknowledged && outbox.digest !== digest);

/** Told what a station that was let in says of itself. */
export type Greeted = (station: string, said: { readonly at: string } & Pick<Hello, 'program' | 'engine' | 'outbox'>) => void;

/** The first message of every exchange: both sides learn where they stand. Nothing is written. */
export const welcomed = async (
  store: ServerStore,
  visitor: Visitor,
  hello: Hello,
  now: string,
  greeted: Greeted = () => undefined,
): Promise<Welcome | Unwelcome> => {
  const wrong = versionProblem(hello.protocol);
  if (wrong !== null) return wrong;
  const station = await store.reader.selectFrom('station').selectAll().where('code', '=', visitor.station).executeTakeFirst();
  if (station === undefined || hello.station !== station.code) return { code: 'station.unknown' };
  if (station.state === 'revoked') return { code: 'station.revoked' };
  if (isCopy(station, hello)) return { code: 'station.put-back', acknowledged: station.acknowledged };
  const { program, engine, outbox } = hello;
  greeted(station.code, { at: now, program, engine, outbox });
  const { epoch, position, hash } = await standing(store);
  return {
    protocol: protocolVersion,
    engine: engineVersion,
    form: documentForm,
    at: now,
    head: { epoch, sequence: position, hash: hash === '' ? noEntryYet : hash },
    acknowledged: { sequence: station.acknowledged, digest: station.outbox_digest },
    user: visitor.user,
    view: viewDigest(viewOf(accessOf(visitor))),
    pull: hello.form < documentForm || hello.protocol < protocolVersion ? 'update' : 'open',
    isRestored: await isPutBack(store, hello.seen, epoch, position),
  };
};

/** What stands for a hash where there is none: a digest as any other in form. */
const noEntryYet = '0'.repeat(64);
