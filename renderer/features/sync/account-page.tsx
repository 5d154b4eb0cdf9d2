import { useCallback, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ProblemLike } from '../../../core/kernel/outcome.ts';
import { useGo } from '../../app/navigation.ts';
import { ErrorSummary } from '../../app/problems.tsx';
import { serverDoor, type SignedIn } from '../../app/sync/server-door.ts';
import { useServerReason } from '../../app/sync/server-reason.ts';
import { useSyncStatus } from '../../app/sync/sync-news.ts';
import { toast } from '../../app/toast.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Facts, Section } from '../../ui/facts.tsx';
import { PageBody, PageHeader } from '../../ui/page-header.tsx';
import { PasswordForm } from './password-form.tsx';
import { SecondFactor } from './second-factor.tsx';
import classes from './sync.module.css';

/** One's own account at the server. Others' accounts are an administrator's. */
export function Page() {
  const text = useTranslations('sync');
  const roles = useTranslations('app.sync.roles');
  const [session, setSession] = useState<SignedIn | null>(null);
  const [problems, setProblems] = useState<readonly ProblemLike[]>([]);
  const load = useCallback(async (): Promise<void> => {
    const outcome = await serverDoor.session();
    setProblems(outcome.ok ? [] : outcome.problems);
    setSession(outcome.ok ? outcome.value : null);
  }, []);
  const go = useGo();
  const status = useSyncStatus();
  const isBound = status !== null && status.server !== null;
  const away = useServerReason();
  useEffect(() => {
    if (isBound && away === null) void load();
  }, [isBound, away, load]);
  if (status === null) return null;
  if (status.server === null) {
    return (
      <EmptyState
        isPage
        cause="nothing"
        title={text('needServer')}
        text={text('aloneText')}
        action={{ label: text('toSync'), run: () => go('/sync') }}
      />
    );
  }
  return (
    <>
      <PageHeader title={text('account')} crumbs={[{ label: text('title'), href: '#/sync' }]} />
      <PageBody>
        {away === null && problems.length > 0 && <ErrorSummary problems={problems} />}
        {away !== null && session === null && <EmptyState cause="not-synced" title={text('accountAway')} text={away} />}
        {session !== null && (
          <div className={classes['parts']}>
            <Facts
              facts={[
                { label: text('status.user'), value: session.user.name },
                { label: text('join.name'), value: session.user.signInName },
                { label: text('status.role'), value: roles(session.user.role) },
              ]}
            />
            <Section title={text('password.title')}>
              <PasswordForm onChanged={() => toast({ message: text('password.done') })} />
            </Section>
            <Section title={text('factor.title')}>
              <SecondFactor isOn={session.user.hasSecondFactor} onChanged={() => void load()} />
            </Section>
          </div>
        )}
      </PageBody>
    </>
  );
}
