import { readFile } from 'node:fs/promises';
import type { Grants } from '../../files/grants.ts';
import type { Log } from '../../log/log.ts';
import type { Secrets } from '../../secrets.ts';
import { openLink, type LinkHost } from '../../security/open-link.ts';
import type { Updates } from '../../updates/updates.ts';
import type { Answers, Asks, Language, Work } from '../contract.ts';
import type { Handlers } from '../serve.ts';
import { type FileHost, saveAs } from './files.ts';
import type { ServerHandlers } from './server.ts';

/** What the program itself answers: about, appearance, work, links, secrets, updates, logs. */
export interface ProgramHost {
  readonly about: Answers<'app.about'>;
  readonly packaged: boolean;
  readonly platform: NodeJS.Platform;
  readonly language: () => Language;
  readonly appear: (appearance: Asks<'app.appear'>) => void;
  readonly listening: (windowId: number) => void;
  readonly report: (windowId: number, work: Work) => void;
  readonly print: (windowId: number) => Promise<boolean>;
  /** The window's page as a PDF. */
  readonly pdfOfPage: (windowId: number, landscape: boolean) => Promise<Uint8Array>;
  readonly links: (windowId: number) => LinkHost;
  readonly logFile: string;
}

export type ProgramHandlers = Omit<
  Handlers,
  'file.save' | 'file.open' | 'file.reveal' | 'folder.choose' | 'folder.write' | 'document.view' | keyof ServerHandlers
>;

const platforms: Partial<Readonly<Record<NodeJS.Platform, 'mac' | 'windows'>>> = { darwin: 'mac', win32: 'windows' };

export const programHandlers = (
  host: ProgramHost,
  files: FileHost,
  grants: Grants,
  secrets: Secrets,
  updates: Updates,
  log: Log,
): ProgramHandlers => ({
  'app.ready': (_question, windowId) => {
    // The answer first: what waited is delivered to a page that knows it is ready.
    setImmediate(() => {
      host.listening(windowId);
    });
    return { platform: platforms[host.platform] ?? 'linux', language: host.language(), packaged: host.packaged };
  },
  'app.about': () => host.about,
  'app.appear': (appearance) => {
    host.appear(appearance);
    return {};
  },
  'work.report': (work, windowId) => {
    host.report(windowId, work);
    return {};
  },
  'page.print': async (_question, windowId) => ({ printed: await host.print(windowId) }),
  'page.save-pdf': async ({ name, landscape }, windowId) =>
    saveAs(files, grants, windowId, 'pdf', name, await host.pdfOfPage(windowId, landscape)),
  'link.open': async ({ url }, windowId) => ({ outcome: await openLink(url, host.links(windowId)) }),
  'secret.keep': async ({ name, value }) => ({ outcome: await secrets.keep(name, value) }),
  'secret.known': async ({ name }) => ({ known: await secrets.known(name) }),
  'secret.forget': async ({ name }) => {
    await secrets.forget(name);
    return {};
  },
  'update.check': async () => updates.check(),
  'update.fetch': async () => updates.fetch(),
  'update.install': async () => updates.install(),
  'log.write': ({ level, event, facts }) => {
    if (level === 'error') log.error(`window.${event}`, undefined, facts);
    else log[level](`window.${event}`, facts);
    return {};
  },
  'diagnostics.save': async (_question, windowId) => saveDiagnostics(host, files, grants, windowId),
});

/** Versions and the log, as one text file: neither holds a name or an amount. */
export async function saveDiagnostics(
  host: ProgramHost,
  files: FileHost,
  grants: Grants,
  windowId: number,
): Promise<Answers<'diagnostics.save'>> {
  const log = await readFile(host.logFile, 'utf8').catch(() => '');
  const text = `${Object.entries(host.about)
    .map(([key, value]) => `${key}: ${String(value)}`)
    .join('\n')}\n\n${log}`;
  return saveAs(files, grants, windowId, 'text', `counterfoil-diagnostics-${host.about.version}.txt`, text);
}
