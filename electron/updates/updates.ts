import type { UpdateState, Work } from '../ipc/contract.ts';
import { judged, notesOf, type Offer } from './feed.ts';

/** The part of electron-updater that is used. */
export interface Updater {
  autoDownload: boolean;
  autoInstallOnAppQuit: boolean;
  allowDowngrade: boolean;
  allowPrerelease: boolean;
  setFeedURL(options: { provider: 'generic'; url: string }): void;
  checkForUpdates(): Promise<{ readonly updateInfo: Offer } | null>;
  downloadUpdate(): Promise<unknown>;
  quitAndInstall(): void;
  on(event: 'download-progress', listener: (progress: { readonly percent: number }) => void): unknown;
}

export interface Updates {
  readonly check: () => Promise<UpdateState>;
  readonly fetch: () => Promise<UpdateState>;
  readonly install: () => Promise<UpdateState>;
}

export interface UpdateFacts {
  readonly feed: string | null;
  readonly version: string;
  /** Loaded only when there is a feed. */
  readonly updater: () => Promise<Updater>;
  readonly work: () => Work;
  readonly changed: (state: UpdateState) => void;
  readonly failed: (error: unknown) => void;
  /** Asks what closing asks; true to go on. */
  readonly mayClose: () => Promise<boolean>;
}

const off: Updates = {
  check: async () => Promise.resolve({ kind: 'off' }),
  fetch: async () => Promise.resolve({ kind: 'off' }),
  install: async () => Promise.resolve({ kind: 'off' }),
};

/** Updates from a generic feed, only when the user asks for each step, and never while a billing run is under way. */
export function openUpdates(facts: UpdateFacts): Updates {
  if (facts.feed === null) return off;
  const url = facts.feed;
  let updater: Updater | null = null;
  let state: UpdateState = { kind: 'idle' };
  const become = (next: UpdateState): UpdateState => {
    state = next;
    facts.changed(next);
    return next;
  };

  const ready = async (): Promise<Updater> => {
    if (updater !== null) return updater;
    const loaded = await facts.updater();
    loaded.autoDownload = false;
    loaded.autoInstallOnAppQuit = false;
    loaded.allowDowngrade = false;
    loaded.allowPrerelease = false;
    loaded.setFeedURL({ provider: 'generic', url });
    loaded.on('download-progress', ({ percent }) => {
      if (state.kind === 'downloading') become({ ...state, percent: Math.max(0, Math.min(100, Math.floor(percent))) });
    });
    updater = loaded;
    return loaded;
  };

  const step = async (act: (updater: Updater) => Promise<UpdateState>): Promise<UpdateState> => {
    if (facts.work().run !== null) return { kind: 'waits-for-run' };
    try {
      return await act(await ready());
    } catch (error) {
      facts.failed(error);
      return become({ kind: 'failed', reason: failureOf(error) });
    }
  };

  return {
    check: async () =>
      step(async (from) => {
        if (state.kind === 'ready' || state.kind === 'downloading') return state;
        become({ kind: 'checking' });
        const found = await from.checkForUpdates();
        return become(found === null ? { kind: 'current' } : stateOf(found.updateInfo, facts.version));
      }),
    fetch: async () =>
      step(async (from) => {
        if (state.kind !== 'available') return state;
        const { version, notes } = state;
        become({ kind: 'downloading', version, percent: 0 });
        await from.downloadUpdate();
        return become({ kind: 'ready', version, notes });
      }),
    install: async () =>
      step(async (from) => {
        if (state.kind === 'ready' && (await facts.mayClose())) from.quitAndInstall();
        return state;
      }),
  };
}

function stateOf(offer: Offer, version: string): UpdateState {
  switch (judged(offer, version)) {
    case 'newer':
      return { kind: 'available', version: offer.version, notes: notesOf(offer) };
    case 'same':
      return { kind: 'current' };
    case 'older':
      return { kind: 'failed', reason: 'older' };
    case 'not-genuine':
      return { kind: 'failed', reason: 'not-genuine' };
  }
}

function failureOf(error: unknown): 'unreachable' | 'not-genuine' | 'other' {
  const said = error instanceof Error ? `${(error as NodeJS.ErrnoException).code ?? ''} ${error.message}` : '';
  if (/CHECKSUM|sha512|signature|INVALID_UPDATE/i.test(said)) return 'not-genuine';
  return /ENOTFOUND|ECONN|ETIMEDOUT|ERR_(?:NAME|INTERNET|CONNECTION|CERT|ADDRESS|NETWORK)|HTTP_ERROR/i.test(said) ? 'unreachable' : 'other';
}
