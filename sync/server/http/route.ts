import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Static, TSchema } from 'typebox';
import type { Needs } from './authentication.ts';
import type { Dependencies } from './dependencies.ts';

/** What a route answers with: data, which is sent as JSON; or it has seen to its reply itself (`reply.hijack()`, a file, a redirect). */
export type Answer = unknown;

/** One route: for whom, the form of what it is told, and what it does. The list of all is in `routes.ts`. */
export type Route = {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly needs: Needs;
  /** The schema of the body; `null` where there is none. */
  readonly body: TSchema | null;
  /** Tried again and again by whoever guesses: fewer a minute from one address. */
  readonly isGuarded: boolean;
  readonly answer: (dependencies: Dependencies, request: FastifyRequest, reply: FastifyReply, body: never) => Promise<Answer>;
};

export const post = <S extends TSchema>(
  path: string,
  needs: Needs,
  body: S,
  answer: (dependencies: Dependencies, request: FastifyRequest, reply: FastifyReply, body: Static<S>) => Promise<Answer>,
): Route => ({ method: 'POST', path, needs, body, isGuarded: false, answer });

export const get = (
  path: string,
  needs: Needs,
  answer: (dependencies: Dependencies, request: FastifyRequest, reply: FastifyReply) => Promise<Answer>,
): Route => ({ method: 'GET', path, needs, body: null, isGuarded: false, answer });

export const guarded = (route: Route): Route => ({ ...route, isGuarded: true });
