import type { OrganizationSignIn } from '../../server/organization-sign-in.ts';
import type { ServerLink } from '../../server/server-link.ts';
import type { EventName, Tells } from '../contract.ts';
import type { Handlers } from '../serve.ts';

export type ServerHandlers = Pick<
  Handlers,
  | 'server.known'
  | 'server.connect'
  | 'server.sign-in'
  | 'server.cancel-sign-in'
  | 'server.ask'
  | 'server.listen'
  | 'server.deafen'
  | 'server.forget'
>;

type Tell = <K extends EventName>(event: K, told: Tells<K>) => void;

/** Messages to the server that the person named, and nowhere else. */
export const serverHandlers = (link: ServerLink, organization: OrganizationSignIn, tell: Tell): ServerHandlers => ({
  'server.known': async () => ({ origin: await link.known() }),
  'server.connect': async ({ address }) => link.connect(address),
  'server.sign-in': async ({ isKnownStation }) => organization.begin(isKnownStation),
  'server.cancel-sign-in': () => {
    organization.cancel();
    return {};
  },
  'server.ask': async ({ method, path, body }) => link.ask(method, path, body),
  'server.listen': async () => {
    await link.listen((text) => {
      tell('server.heard', { text });
    });
    return {};
  },
  'server.deafen': () => {
    link.deafen();
    return {};
  },
  'server.forget': async () => {
    await link.forget();
    return {};
  },
});
