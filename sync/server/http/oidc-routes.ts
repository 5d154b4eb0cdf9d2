import { oidcBeginSchema, oidcFinishSchema, type OidcBegun, type WaysToSignIn } from '../../protocol/people.ts';
import { beginOidc, finishOidc } from '../people/oidc.ts';
import { hasPeople } from '../people/people.ts';
import { isSecure, ownOrigin } from './authentication.ts';
import type { Dependencies } from './dependencies.ts';
import { deviceOf, keepSession } from './people-routes.ts';
import { orRefuse, Refusal } from './refusal.ts';
import { get, guarded, post, type Route } from './route.ts';

const returnPath = '/people/v1/oidc/return';
const bindingCookie = (secure: boolean): string => (secure ? '__Host-counterfoil-oidc' : 'counterfoil-oidc');

const clientOf = ({ oidc }: Dependencies): NonNullable<Dependencies['oidc']> => {
  if (oidc === null) throw new Refusal(404, { code: 'request.unknown-address' });
  return oidc;
};

/** Signing in at the organization's own issuer. */
export const oidcRoutes: readonly Route[] = [
  get('/people/v1/ways', 'anybody', async ({ oidc, house }): Promise<WaysToSignIn> => {
    return { password: true, oidc: oidc !== null, isSetUp: await hasPeople(house.reader) };
  }),
  guarded(
    post('/people/v1/oidc/begin', 'anybody', oidcBeginSchema, async (dependencies, request, reply, body): Promise<OidcBegun> => {
      const { configuration, house } = dependencies;
      const back = `${ownOrigin(configuration, request)}${returnPath}`;
      const { address, binding } = orRefuse(await beginOidc(house, clientOf(dependencies), body, back));
      if (body.loopbackPort !== null) return { address, binding };
      const secure = isSecure(configuration);
      // The issuer sends the browser back from its own site: a strict cookie would stay behind.
      void reply.setCookie(bindingCookie(secure), binding, { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: 600 });
      return { address, binding: null };
    }),
  ),
  guarded(
    post('/people/v1/oidc/finish', 'anybody', oidcFinishSchema, async (dependencies, request, reply, body) => {
      const { house, stations } = dependencies;
      const begun = await finishOidc(house, stations, clientOf(dependencies), body, deviceOf(request));
      return keepSession(dependencies, reply, orRefuse(begun));
    }),
  ),
  guarded(
    get(returnPath, 'anybody', async (dependencies, request, reply) => {
      const { house, stations, configuration } = dependencies;
      const cookie = bindingCookie(isSecure(configuration));
      const [, query = ''] = request.url.split('?', 2);
      const binding = request.cookies[cookie] ?? '';
      const begun = await finishOidc(house, stations, clientOf(dependencies), { query, binding }, deviceOf(request));
      void reply.clearCookie(cookie, { path: '/' });
      // The page says what came of it; nothing of what the issuer said stays in the address.
      if (!begun.ok) return reply.redirect(`/#/sign-in?refused=${begun.problems[0]?.code ?? ''}`, 303);
      keepSession(dependencies, reply, begun.value);
      return reply.redirect('/', 303);
    }),
  ),
];
