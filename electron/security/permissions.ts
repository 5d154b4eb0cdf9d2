import { isOurs } from '../app-address.ts';

const granted: ReadonlySet<string> = new Set(['clipboard-sanitized-write', 'persistent-storage', 'notifications']);

/** What a page may use beside the page itself: three things, and only our own page. */
export const mayUse = (permission: string, origin: string): boolean => granted.has(permission) && isOurs(origin);

/** The part of Electron's session that permissions are asked at. */
export interface PermissionSession {
  setPermissionRequestHandler(
    handler: (
      contents: unknown,
      permission: string,
      answer: (granted: boolean) => void,
      details: { readonly requestingUrl: string },
    ) => void,
  ): void;
  setPermissionCheckHandler(handler: (contents: unknown, permission: string, origin: string) => boolean): void;
  setDevicePermissionHandler(handler: () => boolean): void;
  setDisplayMediaRequestHandler(handler: (request: unknown, answer: (streams: object) => void) => void): void;
}

export function guardPermissions(session: PermissionSession, denied: (permission: string) => void): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) => {
    const may = mayUse(permission, details.requestingUrl);
    if (!may) denied(permission);
    answer(may);
  });
  session.setPermissionCheckHandler((_contents, permission, origin) => mayUse(permission, origin));
  session.setDevicePermissionHandler(() => false);
  session.setDisplayMediaRequestHandler((_request, answer) => {
    denied('display-capture');
    answer({});
  });
}
