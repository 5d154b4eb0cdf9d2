import type { FastifyReply } from 'fastify';
import { blocksSchema } from '../../protocol/blocks.ts';
import type { Unwelcome } from '../../protocol/hello.ts';
import { helloSchema } from '../../protocol/hello.ts';
import { documentsSchema, pullSchema } from '../../protocol/pull.ts';
import { pushSchema } from '../../protocol/push.ts';
import { oldestPushedVersion, protocolVersion } from '../../protocol/version.ts';
import { instantOf } from '../people/people-store.ts';
import type { Dependencies } from './dependencies.ts';
import { serveNotices } from './notices.ts';
import { Refusal } from './refusal.ts';
import { replicatorOf } from './replicator.ts';
import { get, post, type Route } from './route.ts';

const statusOfUnwelcome: Readonly<Record<Unwelcome['code'], number>> = {
  'station.unknown': 401,
  'station.revoked': 401,
  'station.put-back': 409,
  'protocol.too-old': 426,
  'protocol.too-new': 501,
};

const isUnwelcome = (answer: object): answer is Unwelcome => 'code' in answer && Object.hasOwn(statusOfUnwelcome, answer.code as string);

/** An answer, or why the station is not served. */
const welcomed = <T extends object>(answer: T | Unwelcome): T => {
  if (!isUnwelcome(answer)) return answer;
  const status = statusOfUnwelcome[answer.code];
  throw new Refusal(status, answer, status === 426 ? { upgrade: 'counterfoil' } : {});
};

const checkVersion = (protocol: number): void => {
  if (protocol < oldestPushedVersion) throw new Refusal(426, { code: 'protocol.too-old', oldest: oldestPushedVersion });
  if (protocol > protocolVersion) throw new Refusal(501, { code: 'protocol.too-new', newest: protocolVersion });
};

const nowOf = ({ house }: Dependencies): string => instantOf(house.now());

/** Replication (sync/protocol): a station's commands in, the server's state out. */
export const syncRoutes: readonly Route[] = [
  post('/sync/v1/hello', 'station', helloSchema, async (dependencies, request, _reply, body) => {
    checkVersion(body.protocol);
    const { replication, progress } = dependencies;
    return welcomed(await replication.hello(await replicatorOf(dependencies, request), body, nowOf(dependencies), progress.greeted));
  }),
  post('/sync/v1/push', 'station', pushSchema, async (dependencies, request, _reply, body) => {
    const { replication, metrics } = dependencies;
    const answer = welcomed(await replication.push(await replicatorOf(dependencies, request), body, nowOf(dependencies)));
    if (answer.kind === 'taken') metrics.judged(answer.verdicts);
    return answer;
  }),
  post('/sync/v1/pull', 'station', pullSchema, async (dependencies, request, reply, body) => {
    const { replication, progress } = dependencies;
    const visitor = await replicatorOf(dependencies, request);
    return sendText(reply, await replication.pull(visitor, body, (checkpoint) => progress.reached(visitor.station, checkpoint)));
  }),
  post('/sync/v1/documents', 'station', documentsSchema, async (dependencies, request, reply, body) =>
    sendText(reply, await dependencies.replication.documents(await replicatorOf(dependencies, request), body)),
  ),
  post('/sync/v1/blocks', 'station', blocksSchema, async (dependencies, request, _reply, body) =>
    welcomed(await dependencies.replication.blocks(await replicatorOf(dependencies, request), body, nowOf(dependencies))),
  ),
  get('/sync/v1/notices', 'station', async (dependencies, request, reply) => serveNotices(dependencies, request, reply)),
];

/** JSON that is text already. */
const sendText = (reply: FastifyReply, text: string): FastifyReply => reply.type('application/json; charset=utf-8').send(text);
