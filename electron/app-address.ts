/** The interface's own origin. It never changes: the documents of a station lie under it. */
export const scheme = 'app';
const host = 'billing';

export const homeAddress = `${scheme}://${host}/index.html`;
/** Shown when the interface has crashed too often. Made by the shell, not part of the bundle. */
export const safePageAddress = `${scheme}://${host}/shell/safe-page.html`;

/** Whether an address lies in our origin. Anything that is no address is foreign. */
export function isOurs(address: string): boolean {
  const url = URL.parse(address);
  return url !== null && url.protocol === `${scheme}:` && url.host === host && url.username === '' && url.password === '';
}
