import { timingSafeEqual } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { digestOfSecret } from '../people/secrets.ts';
import { isLoopback } from '../configuration/settings.ts';
import type { Dependencies } from './dependencies.ts';
import { Refusal } from './refusal.ts';
import { get, type Route } from './route.ts';

/** With a token: who has it. Without one: this machine, asked directly and not through a proxy. */
const mayScrape = ({ configuration }: Dependencies, request: FastifyRequest): boolean => {
  const token = configuration['metrics.token'];
  if (token === null)
    return isLoopback(request.socket.remoteAddress?.replace(/^::ffff:/, '') ?? '') && request.headers['x-forwarded-for'] === undefined;
  const given = /^Bearer (\S+)$/.exec(request.headers.authorization ?? '')?.[1] ?? '';
  return timingSafeEqual(Buffer.from(digestOfSecret(given)), Buffer.from(digestOfSecret(token)));
};

/** What is asked by machines that watch the server. */
export const operationRoutes: readonly Route[] = [
  /** The process answers. It asks nothing else, so that a slow database does not have it killed. */
  get('/healthz', 'anybody', async () => ({ status: 'ok' })),
  /** It can serve: the store answers. */
  get('/readyz', 'anybody', async ({ readiness }, _request, reply) => {
    const { isReady, checks } = await readiness();
    void reply.code(isReady ? 200 : 503);
    return { status: isReady ? 'ready' : 'not-ready', checks };
  }),
  get('/metrics', 'anybody', async (dependencies, request, reply) => {
    if (!mayScrape(dependencies, request)) throw new Refusal(401, { code: 'metrics.token-needed' });
    void reply.type(dependencies.metrics.registry.contentType);
    return dependencies.metrics.text(await dependencies.measured());
  }),
];
