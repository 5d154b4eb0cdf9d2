import type { PeopleProblem } from '../../protocol/people.ts';

/** An answer that says no: a status and a code with its facts. The same form for every route; never a sentence, a stack or a path. */
export type RefusalBody = { readonly code: string } & Readonly<Record<string, unknown>>;

export class Refusal extends Error {
  readonly status: number;
  readonly body: RefusalBody;
  readonly headers: Readonly<Record<string, string>>;

  constructor(status: number, body: RefusalBody, headers: Readonly<Record<string, string>> = {}) {
    super(body.code);
    this.status = status;
    this.body = body;
    this.headers = headers;
  }
}

type Malformed = { readonly path: string; readonly expected: string };

const statusOfPeople: Readonly<Record<PeopleProblem['code'], number>> = {
  'sign-in.refused': 401,
  'sign-in.second-factor-wanted': 401,
  'sign-in.wait': 429,
  'oidc.unreachable': 503,
  'sign-in.needed': 401,
  'sign-in.password-change-needed': 403,
  'station.needed': 403,
  'station.code-taken': 409,
  'station.revoked': 401,
  'password.too-short': 422,
  'password.too-long': 422,
  'password.like-name': 422,
  'password.common': 422,
  'password.same': 422,
  'second-factor.wrong': 401,
  'second-factor.unreadable': 401,
  'access.role': 403,
  'person.unknown': 404,
  'person.name-taken': 409,
  'person.last-administrator': 409,
  'station.unknown': 401,
};

export const refusalOf = (problem: PeopleProblem): Refusal => {
  const headers: Record<string, string> = problem.code === 'sign-in.wait' ? { 'retry-after': String(problem.seconds) } : {};
  return new Refusal(statusOfPeople[problem.code], problem, headers);
};

/** The value of an outcome about people, or its first problem as an answer. */
export const orRefuse = <T>(
  outcome: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly PeopleProblem[] },
): T => {
  if (outcome.ok) return outcome.value;
  throw refusalOf(outcome.problems[0] ?? { code: 'access.role' });
};

/** What has its form, or the one answer to what has not: every place of it, and what may stand there. */
export const orMalformed = <T>(
  outcome: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly problems: readonly Malformed[] },
): T => {
  if (outcome.ok) return outcome.value;
  const problems = outcome.problems.slice(0, 20).map(({ path, expected }) => ({ path, expected }));
  throw new Refusal(400, { code: 'request.malformed', problems });
};
