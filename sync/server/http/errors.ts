import type { FastifyReply, FastifyRequest } from 'fastify';
import { Refusal, type RefusalBody } from './refusal.ts';

/** What the framework itself refuses, by its code; everything that is not here is our own fault, and is told as nothing but that. */
const known: Readonly<Record<string, readonly [status: number, code: string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: [413, 'request.too-large'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, 'request.not-json'],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, 'request.malformed'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [400, 'request.malformed'],
  FST_CP_ERR_INVALID_CONTENT_ENCODING: [415, 'request.encoding-unknown'],
  FST_CP_ERR_INVALID_CONTENT: [400, 'request.not-decompressed'],
  FST_ERR_BAD_URL: [400, 'request.malformed-address'],
  Z_DATA_ERROR: [400, 'request.not-decompressed'],
};

/** Every answer that says no has this form: a code with its facts, and the id under which the log knows the request. */
export const answerError = async (error: unknown, request: FastifyRequest, reply: FastifyReply): Promise<RefusalBody> => {
  if (error instanceof Refusal) {
    void reply.code(error.status).headers(error.headers);
    return { ...error.body, requestId: request.id };
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const [status, told] = known[code] ?? [500, 'server.failed'];
  if (status === 500) request.log.error({ route: request.routeOptions.url, error }, 'request.failed');
  void reply.code(status);
  return { code: told, requestId: request.id };
};
