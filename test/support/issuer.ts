import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

export type TestIssuer = { readonly address: string; close(): void };

/** An issuer on this machine: whoever types a name is that name, at an address that is verified where the name says so. */
export const startIssuer = async (redirects: readonly string[]): Promise<TestIssuer> => {
  let handler: ReturnType<Provider['callback']> = () => undefined;
  const server = createServer((request, response) => {
    handler(request, response);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(address, {
    clients: [
      {
        client_id: 'counterfoil',
        application_type: 'native',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code'],
        response_types: ['code'],
        redirect_uris: redirects,
      },
    ],
    cookies: { keys: ['a key of the test'] },
    claims: { openid: ['sub'], email: ['email', 'email_verified'] },
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    findAccount: (_context: unknown, sub: string) => ({
      accountId: sub,
      claims: () => ({ sub, email: `${sub.replace(/^unproved-/, '')}@firm.example`, email_verified: !sub.startsWith('unproved-') }),
    }),
    ttl: { Interaction: 600, Grant: 600, Session: 600, AccessToken: 600, IdToken: 600, AuthorizationCode: 60 },
  });
  handler = provider.callback();
  return {
    address,
    close: () => {
      server.closeAllConnections();
      server.close();
    },
  };
};

/** Signs in at the issuer as a browser does, and answers where it sends the browser in the end. */
export const signedInAt = async (start: string, name: string, home: string): Promise<URL> => {
  const cookies = new Map<string, string>();
  let next = new URL(start);
  let form: URLSearchParams | null = null;
  for (let steps = 0; steps < 15; steps += 1) {
    const cookie = [...cookies].map(([key, value]) => `${key}=${value}`).join('; ');
    const answer: Response = await fetch(next, {
      redirect: 'manual',
      headers: { cookie },
      ...(form === null ? {} : { method: 'POST', body: form }),
    });
    for (const set of answer.headers.getSetCookie()) {
      const [, key = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      cookies.set(key, value);
    }
    form = null;
    const location = answer.headers.get('location');
    if (location === null) {
      const page = await answer.text();
      const action = /action="([^"]+)"/.exec(page)?.[1];
      const prompt = /name="prompt" value="(\w+)"/.exec(page)?.[1];
      if (action === undefined || prompt === undefined) throw new Error(`the issuer stopped at ${next.pathname} with ${answer.status}`);
      next = new URL(action, next);
      form = new URLSearchParams({ prompt, login: name, password: 'any' });
      continue;
    }
    next = new URL(location, next);
    if (next.href.startsWith(home)) return next;
  }
  throw new Error('the issuer never came to an end');
};
