/** What is wrong with the user's data: a code and the facts that a screen needs to explain it. Never a sentence. */
export type ProblemLike = { readonly code: string };

export type Done<T> = { readonly ok: true; readonly value: T };
export type Refused<P extends ProblemLike> = { readonly ok: false; readonly problems: readonly P[] };

/** An answer, or every reason why there is none. Reasons are data; a broken belief of our own throws instead (see `invariant`). */
export type Outcome<T, P extends ProblemLike> = Done<T> | Refused<P>;

export const done = <T>(value: T): Done<T> => ({ ok: true, value });

export const refuse = <P extends ProblemLike>(...problems: readonly [P, ...P[]]): Refused<P> => ({ ok: false, problems });

/** Done when nothing is wrong, else refused with everything that is. */
export const doneUnless = <T, P extends ProblemLike>(problems: readonly P[], value: () => T): Outcome<T, P> =>
  problems.length === 0 ? done(value()) : { ok: false, problems };
