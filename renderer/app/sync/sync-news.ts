import { useEffect, useMemo } from 'react';
import { useTranslations } from 'use-intl';
import { create } from 'zustand';
import { type Access, mayGive } from '../../../core/permissions.ts';
import type { CommandKind } from '../../../core/use-cases.ts';
import { useSession } from '../../state/session.ts';
import type { SyncNews, SyncStatus } from '../../workers/sync/sync-api.ts';
import { fetchAllPages } from '../feature.ts';
import { shell } from '../files.ts';
import { toast } from '../toast.tsx';
import { workstation } from '../workstation.ts';
import { shellWire } from './server-door.ts';

type State = { readonly status: SyncStatus | null; readonly pending: ReadonlySet<string> };

/** How the sync stands, as the store's worker told it last. */
const useSyncNews = create<State>(() => ({ status: null, pending: new Set<string>() }));

const nothing: ReadonlySet<string> = new Set();

const same = (a: ReadonlySet<string>, b: readonly string[]): boolean => a.size === b.length && b.every((each) => a.has(each));

const heard = ({ status, pending }: SyncNews): void => {
  remember(status);
  const before = useSyncNews.getState().pending;
  // What reads only the marks is not drawn again when the clock of the last sync moves.
  useSyncNews.setState({ status, pending: same(before, pending) ? before : pending.length === 0 ? nothing : new Set(pending) });
};

/** The first page comes first. */
const pagesAfterMs = 2_000;

/** The store knows better than the window, which may have lost what it noted last, who works here and under which code. */
const remember = ({ user, station, state }: SyncStatus): void => {
  const session = useSession.getState();
  if (user !== null && session.signedIn[user.id] !== user.name) session.set({ signedIn: { ...session.signedIn, [user.id]: user.name } });
  if (station === null || state === 'left') return;
  const known = { station, hasBegun: true, ...(user === null ? {} : { user: user.id }) };
  const isKnown = session.station === station && session.hasBegun && (user === null || session.user === user.id);
  if (!isKnown) session.set(known);
};

/** Who somebody is who gave commands here. */
export const usePersonName = (): ((id: string) => string) => {
  const signedIn = useSession((session) => session.signedIn);
  return (id) => signedIn[id] ?? id;
};

/** Outside of what the router draws, since news come at any moment. */
const openInbox = (): void => {
  location.hash = '#/sync/inbox';
};

let hasBegun = false;

/** Lets the sync run while the window is open, and says what it must say at once: that work was refused or numbers are void (A11). */
export const useSync = (): void => {
  const text = useTranslations('app.sync');
  useEffect(() => {
    if (hasBegun) return;
    hasBegun = true;
    const begun = workstation().sync.begin(shellWire(), (news) => {
      heard(news);
      if (news.wasErased) {
        useSession.getState().set({ hasBegun: false });
        toast({ message: text('erased'), tone: 'bad' });
      }
      const refused = news.arrived.filter(({ kind }) => kind === 'refused').length;
      const voided = news.arrived.reduce((sum, item) => sum + item.voided.length, 0);
      const act = { label: text('toInbox'), run: openInbox };
      if (refused > 0) toast({ message: text('refused', { count: refused }), tone: 'bad', act });
      if (voided > 0) toast({ message: text('voided', { count: voided }), tone: 'bad', act });
    });
    // Where the store cannot be opened, the page says why (StoreTrouble).
    begun.catch(() => undefined);
    const back = (): void => void workstation().sync.network(true);
    const gone = (): void => void workstation().sync.network(false);
    if (shell() === null) setTimeout(() => void fetchAllPages(), pagesAfterMs);
    window.addEventListener('online', back);
    window.addEventListener('offline', gone);
  }, [text]);
};

export const useSyncStatus = (): SyncStatus | null => useSyncNews(({ status }) => status);

/** A11: the document was written by a command that the server has not judged yet. */
export const useIsPending = (kind: string, id: string | null): boolean =>
  useSyncNews(({ pending }) => id !== null && pending.has(`${kind} ${id}`));

/** Whose work this is; `null` where nobody signs in, since the station works for itself. */
export const useAccess = (): Access | null =>
  useSyncNews(({ status }) => (status?.user === null || status?.user === undefined || status.state === 'left' ? null : status.user));

/** ROL-05: the same as a problem, for the forms of commands. */
export const useRoleProblem = (kind: CommandKind): RoleProblem | null => {
  const access = useAccess();
  const role = access?.role;
  return useMemo(() => (role === undefined || mayGive(role, kind) ? null : { code: 'access.role', kind, role }), [role, kind]);
};

type RoleProblem = { readonly code: 'access.role'; readonly kind: string; readonly role: string };
