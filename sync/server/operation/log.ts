import type { FastifyBaseLogger, FastifyServerOptions } from 'fastify';

/** What is written about what happens. Codes and facts: no names, amounts, bodies or secrets. */
export type Logger = Pick<FastifyBaseLogger, 'info' | 'warn' | 'error'>;

type LoggerOptions = Exclude<FastifyServerOptions['logger'], boolean | undefined>;

/** What an error may say in a log: what kind it is and where it arose. Its message may hold what somebody wrote, so it is left out. */
export const plainError = (error: unknown): Readonly<Record<string, unknown>> => {
  if (!(error instanceof Error)) return { type: typeof error };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const code = 'code' in error && typeof error.code === 'string' && /^[\w.-]{1,60}$/.test(error.code) ? { code: error.code } : {};
  return {
    type: error.name,
    ...code,
    at: frames.slice(0, 12).map((line) => line.trim().replace(/^at /, '')),
    ...(error.cause instanceof Error ? { cause: plainError(error.cause) } : {}),
  };
};

/** The same, as the framework wants it for the errors that it writes itself. */
const framedError = (error: unknown): { type: string; message: string; stack: string } => {
  const { type, code, at } = plainError(error);
  return { type: String(type), message: typeof code === 'string' ? code : '', stack: Array.isArray(at) ? at.join('\n') : '' };
};

/** pino, one line of JSON for each thing; request and reply are told by their id and route, never by their address or headers. */
export const loggerOptions = (level: string, stream: LoggerOptions['stream'] | null): LoggerOptions => ({
  level,
  base: null,
  timestamp: () => `,"time":"${new Date().toISOString()}"`,
  formatters: { level: (label: string) => ({ level: label }) },
  serializers: { err: framedError, error: plainError, req: () => ({}), res: () => ({}) },
  ...(stream === null || stream === undefined ? {} : { stream }),
});
