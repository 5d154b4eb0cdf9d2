import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Notice } from '../../protocol/pull.ts';
import { callerBehind } from './authentication.ts';
import { revokedStation } from '../people/stations.ts';
import type { Dependencies } from './dependencies.ts';
import { replicatorOf } from './replicator.ts';

declare module 'fastify' {
  interface FastifyInstance {
    /** Live streams that are open; they end when the server stops. */
    openStreams: Set<FastifyReply['raw']>;
  }
}

/** A line without meaning keeps proxies from closing the stream, and whether the station may still hear is looked at as often. */
const beatMs = 10_000;
/** A station that does not take what it is sent is let go: it asks anew when it is back. */
const mostWaitingBytes = 256 * 1024;

const textOf = (notice: Notice): string => `data: ${JSON.stringify(notice)}\n\n`;

/** The live stream: server-sent events, each a notice. It ends with `revoked` as soon as the session or the station is no more. */
export const serveNotices = async (dependencies: Dependencies, request: FastifyRequest, reply: FastifyReply): Promise<void> => {
  const { replication, metrics } = dependencies;
  const { openStreams } = request.server;
  const who = await replicatorOf(dependencies, request);
  reply.hijack();
  const stream = reply.raw;
  for (const [name, value] of Object.entries(reply.getHeaders())) if (value !== undefined) stream.setHeader(name, value);
  stream.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
  stream.flushHeaders();
  const stop = replication.notices(who, (notice) => {
    if (stream.writableLength > mostWaitingBytes) stream.destroy();
    else if (notice.kind === 'revoked') stream.end(textOf(notice));
    else stream.write(textOf(notice));
  });
  const beat = setInterval(() => {
    isServed(dependencies, request).then(
      (served) => (served ? stream.write(':\n\n') : stream.end(textOf({ kind: 'revoked' }))),
      () => stream.destroy(),
    );
  }, beatMs);
  openStreams.add(stream);
  metrics.streams.inc();
  stream.on('close', () => {
    clearInterval(beat);
    stop();
    openStreams.delete(stream);
    metrics.streams.dec();
  });
};

const isServed = async ({ configuration, house }: Dependencies, request: FastifyRequest): Promise<boolean> => {
  const caller = await callerBehind(request, configuration, house);
  return caller !== null && caller.station !== null && (await revokedStation(house, caller.station)) === null;
};
