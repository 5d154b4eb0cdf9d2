import type { LogFacts } from '../ipc/contract.ts';

/** Facts that the shell adds to those that the window may send. */
export type Facts = LogFacts & { readonly [K in 'channel' | 'reason' | 'protocol' | 'version' | 'places']?: string } & {
  readonly exitCode?: number;
};

const numbers = new Set(['count', 'total', 'ms', 'attempt', 'exitCode']);
const codes = new Set(['code', 'channel', 'reason', 'protocol', 'version', 'places']);

/** A code, a version or a place in a message: no spaces between letters that could make a sentence, no separators of amounts. */
const codeLike = /^[a-z0-9][a-z0-9.:/_~ -]{0,119}$/i;

/**
 * A log line: the event's code and facts of known names whose values are whole counts and codes. Whatever else comes in
 * is left out, so no name of a customer and no amount of money can reach the file, whoever calls.
 */
export function logLine(event: string, facts: Readonly<Record<string, unknown>>): string {
  const written = Object.entries(facts).flatMap(([key, value]) => {
    if (numbers.has(key) && Number.isSafeInteger(value)) return [`${key}=${String(value)}`];
    if (codes.has(key) && typeof value === 'string' && codeLike.test(value)) return [`${key}=${value.replaceAll(' ', '_')}`];
    return [];
  });
  return [event, ...written].join(' ');
}

const frame = /^\s*at (?:(?:async )?(?<call>[\w$.<>[\] ]+) \()?(?:.*[\\/])?(?<file>[\w.-]+\.\w+):(?<line>\d+):\d+\)?$/;

/**
 * What may be kept of an error: its class, its system code and where in our code it arose. Its message is left out, since
 * it may quote a document, and so are folders, since they name the user.
 */
export function errorTrace(error: unknown): string {
  if (!(error instanceof Error)) return 'thrown something that is no error';
  const code = (error as NodeJS.ErrnoException).code;
  const places = (error.stack ?? '').split('\n').flatMap((line) => {
    const found = frame.exec(line)?.groups;
    return found === undefined ? [] : [`${found['call'] ?? ''}@${found['file'] ?? ''}:${found['line'] ?? ''}`];
  });
  const kind = /^\w{1,40}$/.test(error.name) ? error.name : 'Error';
  return [kind, ...(code !== undefined && /^[A-Z0-9_]{2,40}$/.test(code) ? [code] : []), ...places.slice(0, 8)].join(' ');
}
