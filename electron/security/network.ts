import { isOurs } from '../app-address.ts';

/**
 * Whether the window's session may load this. Everything of ours comes from the app protocol or is made in the page;
 * `devtools:` is for builds that have them.
 */
export function mayLoad(address: string, devTools: boolean): boolean {
  const url = URL.parse(address);
  if (url === null) return false;
  switch (url.protocol) {
    case 'app:':
      return isOurs(address);
    case 'blob:':
      return isOurs(url.pathname);
    case 'data:':
      return true;
    case 'devtools:':
    case 'chrome-devtools:':
      return devTools;
    default:
      return false;
  }
}

export interface NetworkSession {
  readonly webRequest: {
    onBeforeRequest(listener: (details: { readonly url: string }, answer: (response: { cancel: boolean }) => void) => void): void;
  };
  setProxy(config: { mode: 'direct' }): Promise<void>;
  setSpellCheckerEnabled(enabled: boolean): void;
}

/** Keeps the window's session off every network: no request, no proxy discovery, no dictionary to download. */
export async function cutNetwork(session: NetworkSession, devTools: boolean, cut: (protocol: string) => void): Promise<void> {
  session.webRequest.onBeforeRequest(({ url }, answer) => {
    const may = mayLoad(url, devTools);
    if (!may) cut(URL.parse(url)?.protocol ?? 'none');
    answer({ cancel: !may });
  });
  session.setSpellCheckerEnabled(false);
  await session.setProxy({ mode: 'direct' });
}

/** Switches for Chromium, set before it starts: nothing is fetched in the background, and the window's network resolves no name. */
export const networkSwitches: readonly (readonly [name: string, value?: string])[] = [
  ['disable-background-networking'],
  ['disable-component-update'],
  ['disable-domain-reliability'],
  ['no-pings'],
  ['disable-features', 'DnsOverHttps,AsyncDns,AutofillServerCommunication,MediaRouter,OptimizationHints,NetworkTimeServiceQuerying'],
];

/** Without an update feed there is no reason to resolve any name, so none is. */
export const nameResolutionOff = ['host-resolver-rules', 'MAP * ~NOTFOUND'] as const;
