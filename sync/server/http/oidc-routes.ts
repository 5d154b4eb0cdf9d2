import type { FastifyReply, FastifyRequest } from 'fastify';
import {
  oidcBeginSchema,
  type OidcBegun,
  type OidcDesktop,
  oidcDesktopSchema,
  oidcExchangeSchema,
  type WaysToSignIn,
} from '../../protocol/people.ts';
import { shaped } from '../../../core/kernel/shape.ts';
import { backAtDesktop, exchanged } from '../people/desktop-sign-in.ts';
import { beginOidc, endOidc } from '../people/oidc.ts';
import { hasPeople } from '../people/people.ts';
import { isSecure, ownOrigin } from './authentication.ts';
import type { Dependencies } from './dependencies.ts';
import { desktopPage } from './desktop-page.ts';
import { deviceOf, keepSession } from './people-routes.ts';
import { orMalformed, orRefuse, Refusal } from './refusal.ts';
import { get, guarded, post, type Route } from './route.ts';

const returnPath = '/people/v1/oidc/return';
const bindingCookie = (secure: boolean): string => (secure ? '__Host-counterfoil-oidc' : 'counterfoil-oidc');

const clientOf = ({ oidc }: Dependencies): NonNullable<Dependencies['oidc']> => {
  if (oidc === null) throw new Refusal(404, { code: 'request.unknown-address' });
  return oidc;
};

const returnTo = ({ configuration }: Dependencies, request: FastifyRequest): string => `${ownOrigin(configuration, request)}${returnPath}`;

/** The browser keeps what binds the sign-in to it. The issuer sends it back from its own site: a strict cookie would stay behind. */
const bind = ({ configuration }: Dependencies, reply: FastifyReply, binding: string): void => {
  const secure = isSecure(configuration);
  void reply.setCookie(bindingCookie(secure), binding, { path: '/', httpOnly: true, sameSite: 'lax', secure, maxAge: 600 });
};

const desktopOf = (request: FastifyRequest): OidcDesktop => {
  const { port, ...rest } = request.query as Readonly<Record<string, unknown>>;
  return orMalformed(
    shaped<OidcDesktop>(oidcDesktopSchema, { ...rest, port: typeof port === 'string' && /^\d{4,5}$/.test(port) ? Number(port) : null }),
  );
};

/**
 * A desktop program has opened the system's browser here. Whoever sits before it is asked first: a link to this page may come from somebody else who works on
 * the same machine. Only the browser that was asked may come back.
 */
const begunAtDesktop = async (dependencies: Dependencies, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const { configuration, house } = dependencies;
  const client = clientOf(dependencies);
  const desktop = desktopOf(request);
  // The program may know the server by another name than browsers come back to: the cookie would stay behind.
  const { host = '' } = request.headers;
  if (configuration.address !== null && host.toLowerCase() !== new URL(configuration.address).host) {
    return reply.redirect(`${configuration.address}${request.url}`, 303);
  }
  const begun = await beginOidc(house, client, { station: null, desktop }, returnTo(dependencies, request));
  if (!begun.ok) return reply.redirect(backAtDesktop(desktop, { error: begun.problems[0]?.code ?? '' }), 303);
  bind(dependencies, reply, begun.value.binding);
  const { headers, page } = desktopPage(begun.value.address, request.headers['accept-language']);
  return reply.headers(headers).type('text/html; charset=utf-8').send(page);
};

/** The browser is back from the issuer. Nothing of what the issuer said stays in an address. */
const returned = async (dependencies: Dependencies, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> => {
  const { house, stations, configuration } = dependencies;
  const cookie = bindingCookie(isSecure(configuration));
  const [, query = ''] = request.url.split('?', 2);
  const binding = request.cookies[cookie] ?? '';
  const ended = await endOidc(house, stations, clientOf(dependencies), { query, binding }, deviceOf(request));
  void reply.clearCookie(cookie, { path: '/' });
  if (!ended.ok) return reply.redirect(`/#/sign-in?refused=${ended.problems[0]?.code ?? ''}`, 303);
  if (ended.value.kind === 'desktop') return reply.redirect(ended.value.address, 303);
  keepSession(dependencies, reply, ended.value.begun);
  return reply.redirect('/', 303);
};

/** Signing in at the organization's own issuer. */
export const oidcRoutes: readonly Route[] = [
  get('/people/v1/ways', 'anybody', async ({ oidc, house }): Promise<WaysToSignIn> => {
    return { password: true, oidc: oidc !== null, isSetUp: await hasPeople(house.reader) };
  }),
  guarded(
    post('/people/v1/oidc/begin', 'anybody', oidcBeginSchema, async (dependencies, request, reply, { station }): Promise<OidcBegun> => {
      const begun = await beginOidc(
        dependencies.house,
        clientOf(dependencies),
        { station, desktop: null },
        returnTo(dependencies, request),
      );
      const { address, binding } = orRefuse(begun);
      bind(dependencies, reply, binding);
      return { address };
    }),
  ),
  guarded(get('/people/v1/oidc/desktop', 'anybody', begunAtDesktop)),
  guarded(get(returnPath, 'anybody', returned)),
  guarded(
    post('/people/v1/oidc/exchange', 'anybody', oidcExchangeSchema, async (dependencies, request, reply, body) => {
      const { house, stations } = dependencies;
      clientOf(dependencies);
      return keepSession(dependencies, reply, orRefuse(await exchanged(house, stations, body, deviceOf(request))));
    }),
  ),
];
