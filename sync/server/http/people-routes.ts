import type { FastifyReply, FastifyRequest } from 'fastify';
import { Type } from 'typebox';
import { roles } from '../../../core/permissions.ts';
import { textSchema } from '../../../core/organization/schema.ts';
import {
  enrolSchema,
  passwordChangeSchema,
  secondFactorEndSchema,
  secondFactorSchema,
  type SignedIn,
  signInNameSchema,
  signInSchema,
} from '../../protocol/people.ts';
import { strictObject } from '../../protocol/shapes.ts';
import { beginSecondFactor, confirmSecondFactor, endSecondFactor } from '../people/own-second-factor.ts';
import { closeSeriesOf } from '../people/close-series-of.ts';
import { instantOf } from '../people/people-store.ts';
import { createPerson, endSessions } from '../people/people.ts';
import { closeSession } from '../people/sessions.ts';
import { isSetupCode } from '../people/setup-code.ts';
import { type Begun, changePassword, signedInOf, signIn } from '../people/sign-in.ts';
import { enrolStation } from '../people/stations.ts';
import { cookieName, isSecure, signedIn } from './authentication.ts';
import type { Dependencies } from './dependencies.ts';
import { orRefuse, refusalOf } from './refusal.ts';
import { get, guarded, post, type Route } from './route.ts';

const none = strictObject({});

/** What somebody says who signs in, as far as it says anything about the machine. */
export const deviceOf = (request: FastifyRequest): string =>
  (request.headers['user-agent'] ?? '').replaceAll(/[^\x20-\x7e]/g, '').slice(0, 200);

/** Gives a browser its cookie; a program has its token in the answer. */
export const keepSession = ({ configuration }: Dependencies, reply: FastifyReply, { secret, signedIn: answer }: Begun): SignedIn => {
  if (answer.token !== null) return answer;
  const secure = isSecure(configuration);
  void reply.setCookie(cookieName(secure), secret, {
    path: '/',
    httpOnly: true,
    sameSite: 'strict',
    secure,
    expires: new Date(answer.expiresAt),
  });
  return answer;
};

const dropCookie = ({ configuration }: Dependencies, reply: FastifyReply): void => {
  const secure = isSecure(configuration);
  void reply.clearCookie(cookieName(secure), { path: '/', httpOnly: true, sameSite: 'strict', secure });
};

/** Signing in and out, one's own password and second factor, and enrolling a machine. */
export const peopleRoutes: readonly Route[] = [
  guarded(
    post('/people/v1/sign-in', 'anybody', signInSchema, async (dependencies, request, reply, body) => {
      const { house, stations, metrics } = dependencies;
      const begun = await signIn(house, stations, body, deviceOf(request));
      metrics.signIns.inc({ result: begun.ok ? 'done' : (begun.problems[0]?.code ?? '') });
      // Whoever was signed in here before is so no more: one browser, one session.
      if (begun.ok && request.caller !== null) await closeSession(house, request.caller.session);
      return keepSession(dependencies, reply, orRefuse(begun));
    }),
  ),
  guarded(
    post(
      '/people/v1/first-administrator',
      'anybody',
      strictObject({
        setupCode: Type.String({ minLength: 1, maxLength: 100 }),
        signInName: signInNameSchema,
        name: textSchema(120, 1),
        password: Type.String({ minLength: 1, maxLength: 256 }),
      }),
      async ({ house }, _request, _reply, { setupCode, ...wanted }) => {
        if (!(await isSetupCode(house, setupCode))) throw refusalOf({ code: 'sign-in.refused' });
        const by = { personId: 'setup', role: roles[0], entityIds: null, station: null };
        const { person } = orRefuse(await createPerson(house, by, { ...wanted, role: 'administrator', entityIds: null }));
        return { id: person.id };
      },
    ),
  ),
  get('/people/v1/session', 'starter', async (_dependencies, request) => signedInOf(signedIn(request))),
  post('/people/v1/sign-out', 'starter', none, async (dependencies, request, reply) => {
    await closeSession(dependencies.house, signedIn(request).session);
    dropCookie(dependencies, reply);
    return {};
  }),
  post('/people/v1/sign-out-everywhere', 'starter', none, async (dependencies, request, reply) => {
    const caller = signedIn(request);
    orRefuse(await endSessions(dependencies.house, caller, caller.personId));
    dropCookie(dependencies, reply);
    return {};
  }),
  guarded(
    post('/people/v1/password', 'starter', passwordChangeSchema, async ({ house }, request, _reply, body) => {
      orRefuse(await changePassword(house, signedIn(request), body));
      return {};
    }),
  ),
  post('/people/v1/second-factor/begin', 'person', none, async ({ house }, request) => beginSecondFactor(house, signedIn(request))),
  guarded(
    post('/people/v1/second-factor', 'person', secondFactorSchema, async ({ house }, request, _reply, { code }) =>
      orRefuse(await confirmSecondFactor(house, signedIn(request), code)),
    ),
  ),
  guarded(
    post('/people/v1/second-factor/end', 'person', secondFactorEndSchema, async ({ house }, request, _reply, { password }) => {
      orRefuse(await endSecondFactor(house, signedIn(request), password));
      return {};
    }),
  ),
  post('/people/v1/stations', 'person', enrolSchema, async ({ house, stations, store }, request, _reply, body) => {
    const caller = signedIn(request);
    const enrolled = orRefuse(await enrolStation(house, stations, caller, body));
    if (caller.station !== null) await closeSeriesOf(store, caller.station, instantOf(house.now()));
    return enrolled;
  }),
];
