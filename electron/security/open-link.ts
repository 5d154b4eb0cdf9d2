/** Hosts that a link may lead to. Everything else is copied by hand, if at all. */
const hosts: ReadonlySet<string> = new Set(['counterfoil.example', 'docs.counterfoil.example', 'ec.europa.eu']);

/** The link as it may be opened: https to a host on the list, or mail to one address without anything smuggled in; else null. */
export function openable(address: string): URL | null {
  const url = URL.parse(address);
  if (url === null || url.username !== '' || url.password !== '') return null;
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

/** Opens a link in the system's browser or mail program, when it may be and the user says so. */
export async function openLink(address: string, host: LinkHost): Promise<'opened' | 'declined' | 'refused'> {
  const url = openable(address);
  if (url === null) return 'refused';
  if (!(await host.confirm(url.protocol === 'mailto:' ? url.pathname : url.href))) return 'declined';
  await host.open(url.href);
  return 'opened';
}
