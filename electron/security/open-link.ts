/** Hosts that a link may lead to. Everything else is copied by hand, if at all. */
const hosts: ReadonlySet<string> = new Set(['counterfoil.example', 'docs.counterfoil.example', 'ec.europa.eu']);

/**
 * The link as it may be opened: https to a host on the list, or mail to one address without anything smuggled in; else null. `server` is for the shell alone:
 * the origin that the person named, of which no window names a page.
 */
export function openable(address: string, server: string | null = null): URL | null {
  const url = URL.parse(address);
  if (url === null || url.username !== '' || url.password !== '') return null;
  if (server !== null && url.origin === server) return url;
  if (url.protocol === 'https:') return hosts.has(url.hostname) && url.port === '' ? url : null;
  if (url.protocol === 'mailto:') return /^[\w.+-]+@[\w-]+(?:\.[\w-]+)+$/.test(url.pathname) && onlySubject(url) ? url : null;
  return null;
}

/** A mail link may carry a subject and a text; `attach` and the like are mail programs' own ideas. */
const onlySubject = (url: URL): boolean => [...url.searchParams.keys()].every((key) => key === 'subject' || key === 'body');

export interface LinkHost {
  readonly confirm: (shown: string) => Promise<boolean>;
  readonly open: (address: string) => Promise<void>;
}

/** What the user is asked about: nobody reads more of the server's own addresses than whose they are. */
const shownOf = (url: URL, server: string | null): string => {
  if (url.origin === server) return server;
  return url.protocol === 'mailto:' ? url.pathname : url.href;
};

/** Opens a link in the system's browser or mail program, when it may be and the user says so. */
export async function openLink(address: string, host: LinkHost, server: string | null = null): Promise<'opened' | 'declined' | 'refused'> {
  const url = openable(address, server);
  if (url === null) return 'refused';
  if (!(await host.confirm(shownOf(url, server)))) return 'declined';
  await host.open(url.href);
  return 'opened';
}
