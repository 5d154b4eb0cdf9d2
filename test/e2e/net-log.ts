interface NetLog {
  readonly constants: { readonly logEventTypes: Readonly<Record<string, number>> };
  readonly events: readonly { readonly type: number; readonly params?: Readonly<Record<string, unknown>> }[];
}

/** Events of Chromium's network stack that stand for an attempt to reach something. */
const attempts = ['URL_REQUEST_START_JOB', 'HOST_RESOLVER_MANAGER_REQUEST', 'TCP_CONNECT_ATTEMPT', 'UDP_CONNECT', 'SSL_CONNECT'];

/** What a program's network stack tried, from the log that it wrote itself (`--log-net-log`), background work included. */
export function networkTouched(text: string): readonly string[] {
  const log = parsed(text);
  const names = new Map(attempts.map((name) => [log.constants.logEventTypes[name], name]));
  return log.events.flatMap(({ type, params }) => {
    const name = names.get(type);
    const to = params?.['url'] ?? params?.['host'] ?? params?.['address'];
    return name === undefined || typeof to !== 'string' ? [] : [`${name} ${to}`];
  });
}

/**
 * A program that was killed left its log without an end: in the middle of a line, each event having one of its own; or as it closed, when all was said but the
 * last bracket.
 */
function parsed(text: string): NetLog {
  const whole = text.slice(0, text.lastIndexOf('\n')).trimEnd();
  const endings = [text, `${text}}`, `${whole.replace(/,$/, '')}]}`];
  for (const ending of endings) {
    try {
      return JSON.parse(ending) as NetLog;
    } catch {
      // The next way in which it may have been cut off.
    }
  }
  throw new Error(`the network log cannot be read: ${text.slice(-200)}`);
}
