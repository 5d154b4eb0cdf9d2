import { done, type Outcome, type ProblemLike } from '../../../core/kernel/outcome.ts';
import { shell } from '../files.ts';

export type Answered<T> = Promise<Outcome<T, ProblemLike>>;
export type Fields = Readonly<Record<string, unknown>>;

const isFields = (value: unknown): value is Fields => typeof value === 'object' && value !== null && !Array.isArray(value);
export const refused = (problem: ProblemLike & Fields): Outcome<never, ProblemLike> => ({ ok: false, problems: [problem] });
export const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
};

export const noAnswer = (reason: string, detail: string) => refused({ code: 'sync.no-answer', reason, detail });

const refusalOf = (status: number, body: unknown): Outcome<never, ProblemLike> =>
  isFields(body) && typeof body['code'] === 'string'
    ? refused({ ...body, code: body['code'] })
    : refused({ code: 'sync.server-failed', status });

type Said = { readonly status: number; readonly text: string };

/** One message to the server: through the shell, or same-origin with the cookie. What comes back is not read yet. */
const said = async (method: 'GET' | 'POST', path: string, body: unknown): Answered<Said> => {
  const bridge = shell();
  const text = method === 'GET' ? '' : JSON.stringify(body);
  if (bridge !== null) {
    const answer = await bridge.ask['server.ask']({ method, path, body: text });
    return answer.kind === 'answer' ? done({ status: answer.status, text: answer.body }) : noAnswer(answer.reason, answer.detail);
  }
  try {
    const response = await fetch(path, {
      method,
      headers: { 'content-type': 'application/json', 'x-counterfoil': '1' },
      ...(method === 'GET' ? {} : { body: text }),
      credentials: 'same-origin',
      cache: 'no-store',
      redirect: 'error',
    });
    return done({ status: response.status, text: await response.text() });
  } catch {
    return noAnswer('unreachable', '');
  }
};

/** What a server's answer says, where it is data. */
export const dataOf = <T>({ status, text }: Said): Outcome<T, ProblemLike> => {
  const data = parsed(text);
  return status === 200 && isFields(data) ? done(data as T) : refusalOf(status, data);
};

/** A message whose answer is data. */
export const asked = async <T>(method: 'GET' | 'POST', path: string, body: unknown): Answered<T> => {
  const answer = await said(method, path, body);
  return answer.ok ? dataOf(answer.value) : answer;
};

/** A question whose answer is a file. */
export const askedText = async (path: string): Answered<string> => {
  const answer = await said('GET', path, null);
  if (!answer.ok) return answer;
  const { status, text } = answer.value;
  return status === 200 ? done(text) : refusalOf(status, parsed(text));
};
