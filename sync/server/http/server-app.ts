import { randomUUID } from 'node:crypto';
import compress from '@fastify/compress';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import rateLimit from '@fastify/rate-limit';
import fastify, { LogController, type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { constants, type ZlibOptions, type ZstdOptions } from 'node:zlib';
import { quicklyShaped } from '../admission/body-form.ts';
import { oldestPushedVersion } from '../../protocol/version.ts';
import { deliveryHeaders } from '../interface-files.ts';
import { loggerOptions } from '../operation/log.ts';
import { callerBehind, checkNeeds, checkOrigin, isOurHost, isSecure, type Needs } from './authentication.ts';
import type { Configuration } from '../configuration/settings.ts';
import type { PeopleHouse } from '../people/people-store.ts';
import { waitOfAddress } from '../people/tries.ts';
import type { Dependencies } from './dependencies.ts';
import { answerError } from './errors.ts';
import { jsonOf } from './json-body.ts';
import { networkOf } from './network-of.ts';
import { orMalformed, Refusal } from './refusal.ts';
import type { Route } from './route.ts';
import { routes } from './routes.ts';

export type LogStream = { write(line: string): void };

/**
 * The server over HTTP, around whatever is given: nothing is listened to yet. Each request passes the same gates in this order: host, session, rate,
 * origin, who the route is for, size and depth of the body, its form. Only then does the route see it.
 */
export const serverApp = async (dependencies: Dependencies, logStream: LogStream | null = null): Promise<FastifyInstance> => {
  const { configuration, metrics } = dependencies;
  const bodyMs = configuration['limits.body-seconds'] * 1000;
  const app = fastify({
    logger: loggerOptions(configuration['log.level'], logStream),
    logController: new LogController({ disableRequestLogging: true, requestIdLogLabel: 'requestId' }),
    genReqId: () => randomUUID(),
    requestIdHeader: false,
    bodyLimit: configuration['limits.body-kilobytes'] * 1024,
    requestTimeout: bodyMs,
    // Node looks at what has taken too long only so often.
    http: { connectionsCheckingInterval: Math.min(1_000, bodyMs / 2), headersTimeout: Math.min(10_000, bodyMs), maxHeaderSize: 16_384 },
    keepAliveTimeout: 30_000,
    forceCloseConnections: 'idle',
    return503OnClosing: true,
    trustProxy: configuration.proxies.length > 0 ? [...configuration.proxies] : false,
    routerOptions: { maxParamLength: 100, ignoreTrailingSlash: false },
    exposeHeadRoutes: false,
    // An address that cannot be read comes to no route and passes no gate.
    frameworkErrors: (error, request, reply) => {
      void answerUnread(error, request, reply);
    },
  });
  app.decorateRequest('caller', null);
  app.decorate('openStreams', new Set<FastifyReply['raw']>());
  app.setErrorHandler(answerError);
  app.setNotFoundHandler(async (request, reply) => notFound(dependencies, request, reply));
  await app.register(cookie);
  await app.register(helmet, {
    contentSecurityPolicy: false,
    hsts: isSecure(configuration) ? { maxAge: 31_536_000, includeSubDomains: false } : false,
  });
  await app.register(compress, {
    threshold: 1_024,
    encodings: ['zstd', 'gzip'],
    requestEncodings: ['gzip'],
    zlibOptions: quickly,
  });
  addGates(app, dependencies);
  await app.register(rateLimit, {
    max: configuration['limits.requests-per-minute'],
    timeWindow: 60_000,
    hook: 'onRequest',
    keyGenerator: (request) => request.caller?.session ?? networkOf(request.ip),
    errorResponseBuilder: (_request, { ttl }) => tooMany(ttl),
  });
  addDoor(app, dependencies);
  app.addContentTypeParser('application/json', { parseAs: 'buffer' }, (_request, body, done) => {
    try {
      done(null, jsonOf(body as Buffer, configuration['limits.depth']));
    } catch (error) {
      done(error as Error);
    }
  });
  app.removeContentTypeParser('text/plain');
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'none';
    const status = reply.statusCode;
    metrics.requests.observe({ method: request.method, route, status }, reply.elapsedTime / 1000);
    const station = request.caller?.station ?? undefined;
    request.log.info({ method: request.method, route, status, ms: Math.round(reply.elapsedTime), station });
  });
  app.addHook('preClose', async () => {
    for (const stream of app.openStreams) stream.end();
  });
  for (const route of routes) addRoute(app, dependencies, route);
  return app;
};

const answerUnread = async (error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<void> => {
  await reply.headers(deliveryHeaders('')).send(await answerError(error, request, reply));
};

/** gzip and zstd each have a word of their own for it; a page of documents shrinks to a fiftieth all the same. */
const quickly: ZlibOptions & ZstdOptions = { level: constants.Z_BEST_SPEED, params: { [constants.ZSTD_c_compressionLevel]: 1 } };

/** Before anything is read of the body. */
const addGates = (app: FastifyInstance, { configuration, house }: Dependencies): void => {
  app.addHook('onRequest', async (request, reply) => {
    void reply.headers({ ...deliveryHeaders(''), 'cache-control': 'no-store', 'x-request-id': request.id });
    if (!isOurHost(configuration, request.headers.host)) throw new Refusal(421, { code: 'request.other-host' });
    request.caller = await callerBehind(request, configuration, house);
  });
};

declare module 'fastify' {
  interface FastifyContextConfig {
    needs?: Needs;
    isGuarded?: boolean;
  }
}

/**
 * After the rate, before the body: whoever is not let in has none of it read. Not later: between unpacking a body and reading it nothing may be waited for, or a
 * broken one is never noticed.
 */
const addDoor = (app: FastifyInstance, { configuration, house }: Dependencies): void => {
  app.addHook('onRoute', (route) => {
    const needs = route.config?.needs;
    if (needs === undefined) return;
    const check = async (request: FastifyRequest): Promise<void> => {
      checkOrigin(request, configuration);
      await checkNeeds(request, needs, house);
      if (route.config?.isGuarded === true) await checkTries(request, configuration, house);
    };
    route.onRequest = [route.onRequest ?? [], check].flat();
  });
};

/** Guessing is counted for all servers of a database together, and only for messages that came as far as this. */
const checkTries = async (request: FastifyRequest, configuration: Configuration, house: PeopleHouse): Promise<void> => {
  const what = request.routeOptions.url ?? '';
  const waitMs = await waitOfAddress(house, what, networkOf(request.ip), configuration['limits.sign-ins-per-minute']);
  if (waitMs > 0) throw tooMany(waitMs);
};

const tooMany = (ttlMs: number): Refusal => {
  const seconds = Math.max(1, Math.ceil(ttlMs / 1000));
  return new Refusal(429, { code: 'request.too-many', seconds }, { 'retry-after': String(seconds) });
};

const addRoute = (app: FastifyInstance, dependencies: Dependencies, route: Route): void => {
  const { configuration } = dependencies;
  const guard = {
    rateLimit: { max: configuration['limits.sign-ins-per-minute'], keyGenerator: (request: FastifyRequest) => networkOf(request.ip) },
  };
  app.route({
    method: route.method,
    url: route.path,
    config: { needs: route.needs, isGuarded: route.isGuarded, ...(route.isGuarded ? guard : {}) },
    handler: async (request, reply) => {
      const body: unknown = route.body === null ? null : orMalformed(quicklyShaped(route.body, request.body ?? null));
      const answer = await route.answer(dependencies, request, reply, body as never);
      return reply.sent ? reply : answer;
    },
  });
};

/** The interface, for whoever asks with a browser; an address of another version; nothing. */
const notFound = async ({ files }: Dependencies, request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
  const [, version] = /^\/(?:sync|people|admin)\/v(\d{1,6})\//.exec(request.url) ?? [];
  if (version !== undefined && Number(version) < oldestPushedVersion) {
    throw new Refusal(426, { code: 'protocol.too-old', oldest: oldestPushedVersion }, { upgrade: 'counterfoil' });
  }
  const isAsked = request.method === 'GET' || request.method === 'HEAD';
  const found = isAsked ? await files?.find(request.raw.url ?? '/') : null;
  if (found === null || found === undefined) throw new Refusal(404, { code: 'request.unknown-address' });
  return reply.code(200).headers(found.headers).type(found.mediaType).send(found.content);
};
