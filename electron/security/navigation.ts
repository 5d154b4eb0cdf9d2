import { homeAddress, safePageAddress } from '../app-address.ts';

interface Preventable {
  preventDefault(): void;
}

/** The part of Electron's web contents through which a page could go elsewhere. */
export interface Navigable {
  on(event: 'will-navigate' | 'will-redirect', listener: (event: Preventable, url: string) => void): unknown;
  on(event: 'will-frame-navigate', listener: (event: Preventable & { readonly url: string }) => void): unknown;
  on(event: 'will-attach-webview', listener: (event: Preventable) => void): unknown;
  setWindowOpenHandler(handler: (details: { readonly url: string }) => { action: 'deny' }): void;
}

/** The window shows two pages only: the interface, whatever its hash route, and the shell's safe page. */
export function mayNavigateTo(address: string): boolean {
  const page = address.split('#', 1)[0];
  return page === homeAddress || page === safePageAddress;
}

/** Locks every page there will ever be: it may not leave, embed or open anything. */
export function lockNavigation(contents: Navigable, prevented: (event: string) => void): void {
  const stay = (name: string, event: Preventable, url: string): void => {
    if (mayNavigateTo(url)) return;
    event.preventDefault();
    prevented(name);
  };
  contents.on('will-navigate', (event, url) => {
    stay('will-navigate', event, url);
  });
  contents.on('will-redirect', (event, url) => {
    stay('will-redirect', event, url);
  });
  contents.on('will-frame-navigate', (event) => {
    stay('will-frame-navigate', event, event.url);
  });
  contents.on('will-attach-webview', (event) => {
    event.preventDefault();
    prevented('will-attach-webview');
  });
  contents.setWindowOpenHandler(() => {
    prevented('window-open');
    return { action: 'deny' };
  });
}
