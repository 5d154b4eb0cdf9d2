import { Skeleton, Stack } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useGo } from '../../app/navigation.ts';
import { useProblemText } from '../../app/problems.tsx';
import { useServerReason } from '../../app/sync/server-reason.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Note } from '../../ui/note.tsx';
import classes from './administration.module.css';
import type { ServerData } from './server-data.ts';

const quietMs = 150;

/** What is quick shows nothing in between. */
function Waiting() {
  const text = useTranslations('administration');
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), quietMs);
    return () => clearTimeout(timer);
  }, []);
  if (!isShown) return null;
  return (
    <Stack gap={10} p="12px 24px" role="status" aria-label={text('asking')} aria-busy>
      {[1, 2, 3, 4].map((line) => (
        <Skeleton key={line} height={22} />
      ))}
    </Stack>
  );
}

/** A9, A16: a room with what the server said; or why it says nothing, and what to do. What was heard before stays in sight while the server is away. */
export function ServerPanel<T>({ data, children }: { readonly data: ServerData<T>; readonly children: (value: T) => ReactNode }) {
  const text = useTranslations('administration');
  const problem = useProblemText();
  const go = useGo();
  const reason = useServerReason();
  const { value, problem: last, again } = data;
  const why = reason ?? (last === null ? null : problem(last));
  if (value === undefined) {
    if (why === null) return <Waiting />;
    const isSignedOut = last?.code === 'sign-in.needed';
    const action = isSignedOut ? { label: text('signIn'), run: () => go('/sign-in') } : { label: text('again'), run: () => void again() };
    return <EmptyState cause={last?.code === 'access.role' ? 'forbidden' : 'not-synced'} title={text('away')} text={why} action={action} />;
  }
  return (
    <>
      {why !== null && (
        <div className={classes['stale']}>
          <Note tone="warning" title={text('stale')}>
            {why}
          </Note>
        </div>
      )}
      {children(value)}
    </>
  );
}
