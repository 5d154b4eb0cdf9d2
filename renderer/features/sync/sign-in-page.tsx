import { Button, Title } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useGo, useSearchParam } from '../../app/navigation.ts';
import type { SignedIn } from '../../app/sync/server-door.ts';
import { useSyncStatus } from '../../app/sync/sync-news.ts';
import { toast } from '../../app/toast.tsx';
import { workstation } from '../../app/workstation.ts';
import { useSession } from '../../state/session.ts';
import { PageBody, PageHeader } from '../../ui/page-header.tsx';
import { homeOf } from './home-of.ts';
import { PasswordForm } from './password-form.tsx';
import { RefusedNote } from './refused-note.tsx';
import { SignInForm } from './sign-in-form.tsx';
import classes from './sync.module.css';

/** No server is joined yet: whoever was sent back on the way there hears why, and goes on with joining. */
function NotJoined({ refused }: { readonly refused: string }) {
  const text = useTranslations('sync');
  const go = useGo();
  return (
    <div className={classes['center']}>
      <section className={classes['card']} aria-labelledby="sign-in-title">
        <Title order={1} fz={20} id="sign-in-title">
          {text('signIn')}
        </Title>
        <RefusedNote code={refused} />
        <p>{text('needServer')}</p>
        <Button onClick={() => go('/connect')}>{text('connect')}</Button>
      </section>
    </div>
  );
}

/** Signs somebody in at the server that this station works with; what waits is sent then, whoever gave it. */
export function Page() {
  const text = useTranslations('sync');
  const status = useSyncStatus();
  const go = useGo();
  const set = useSession((session) => session.set);
  const [refused] = useSearchParam('refused');
  const [changing, setChanging] = useState<SignedIn | null>(null);
  if (status === null) return null;
  if (status.server === null) return <NotJoined refused={refused} />;
  const begun = async ({ user }: SignedIn): Promise<void> => {
    set({ user: user.id, role: homeOf(user.role) });
    await workstation().sync.now();
    toast({ message: text('signInPage.done', { name: user.name }) });
    go('/');
  };
  return (
    <>
      <PageHeader title={text('signIn')} crumbs={[{ label: text('title'), href: '#/sync' }]} />
      <PageBody>
        {changing === null ? (
          <>
            <RefusedNote code={refused} />
            <p>{text('signInPage.text', { server: status.server })}</p>
            <SignInForm
              isKnownStation
              onSignedIn={(signedIn) => (signedIn.user.mustChangePassword ? setChanging(signedIn) : void begun(signedIn))}
            />
          </>
        ) : (
          <>
            <p>{text('join.changeText')}</p>
            <PasswordForm onChanged={() => void begun(changing)} />
          </>
        )}
      </PageBody>
    </>
  );
}
