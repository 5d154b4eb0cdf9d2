import { Button, Text, TextInput, Title } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ProblemLike } from '../../../core/kernel/outcome.ts';
import { shell } from '../../app/files.ts';
import { useGo, useSearchParam } from '../../app/navigation.ts';
import { ErrorSummary } from '../../app/problems.tsx';
import { serverDoor, type SignedIn } from '../../app/sync/server-door.ts';
import { useSyncStatus } from '../../app/sync/sync-news.ts';
import { toast } from '../../app/toast.tsx';
import { workstation } from '../../app/workstation.ts';
import { useSession } from '../../state/session.ts';
import { homeOf } from './home-of.ts';
import { useLocalWork } from './local-work.ts';
import { PasswordForm } from './password-form.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { StationStep } from './station-step.tsx';
import classes from './sync.module.css';

type Step =
  | { readonly kind: 'address' }
  | { readonly kind: 'sign-in'; readonly origin: string }
  | { readonly kind: 'password' | 'station'; readonly origin: string; readonly signedIn: SignedIn };

const stepNumber: Readonly<Record<Step['kind'], number>> = { address: 1, 'sign-in': 2, password: 2, station: 3 };

/** F1: where the server is, looked at before anything else is asked. A browser can only join the one that its page came from. */
function AddressStep({ onFound }: { readonly onFound: (origin: string) => void }) {
  const text = useTranslations('sync.join');
  const known = useSyncStatus()?.server ?? '';
  const isBrowser = shell() === null;
  const [address, setAddress] = useState(known);
  const [problems, setProblems] = useState<readonly ProblemLike[]>([]);
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    const outcome = await serverDoor.connected(address);
    setBusy(false);
    if (outcome.ok) onFound(outcome.value);
    else setProblems(outcome.problems);
  };
  return (
    <form className={classes['narrow']} onSubmit={(event) => void submit(event)}>
      {problems.length > 0 && <ErrorSummary problems={problems} />}
      {isBrowser ? (
        <Text fz={14}>{text('browser', { origin: location.origin })}</Text>
      ) : (
        <TextInput
          label={text('address')}
          description={text('addressHint')}
          value={address}
          onChange={(event) => setAddress(event.currentTarget.value)}
          required
          autoFocus
        />
      )}
      <Button type="submit" loading={isBusy}>
        {text('check')}
      </Button>
    </form>
  );
}

/** Joining a server, step by step. Nothing of the store is touched before the last one. */
export function Page() {
  const text = useTranslations('sync');
  const go = useGo();
  const [again] = useSearchParam('again');
  const [step, setStep] = useState<Step>({ kind: 'address' });
  const status = useSyncStatus();
  const work = useLocalWork();
  const set = useSession((session) => session.set);
  const isAnew = again === '1';

  const joined = ({ user }: SignedIn, station: string): void => {
    set({ user: user.id, station, role: homeOf(user.role), hasBegun: true, demoAt: null });
    toast({ message: text('join.joined') });
    go('/');
  };
  /** The same server again: this machine proves which station it is, and goes on where it left. */
  const rejoined = async (origin: string, signedIn: SignedIn): Promise<boolean> => {
    const isSame = status?.state === 'left' && status.server === origin && status.station === signedIn.station;
    if (isAnew || !isSame || signedIn.station === null) return false;
    return (await workstation().sync.join(origin, signedIn.station, 'keep')) === null;
  };
  const begun = async (origin: string, signedIn: SignedIn): Promise<void> => {
    if (signedIn.user.mustChangePassword) setStep({ kind: 'password', origin, signedIn });
    else if (await rejoined(origin, signedIn)) joined(signedIn, signedIn.station ?? '');
    else setStep({ kind: 'station', origin, signedIn });
  };
  return (
    <div className={classes['center']}>
      <section className={classes['card']} aria-labelledby="connect-title">
        <div>
          <Text fz={12} c="dimmed">
            {text('join.steps', { step: stepNumber[step.kind] })}
          </Text>
          <Title order={1} fz={20} id="connect-title">
            {step.kind === 'password' ? text('join.change') : step.kind === 'station' ? text('join.station') : text('connect')}
          </Title>
        </div>
        {isAnew && <Text fz={13}>{text('join.again')}</Text>}
        {step.kind === 'address' && <AddressStep onFound={(origin) => setStep({ kind: 'sign-in', origin })} />}
        {step.kind === 'sign-in' && (
          <SignInForm isKnownStation={!isAnew && status?.state === 'left'} onSignedIn={(signedIn) => void begun(step.origin, signedIn)} />
        )}
        {step.kind === 'password' && (
          <>
            <Text fz={14}>{text('join.changeText')}</Text>
            <PasswordForm
              onChanged={() => void begun(step.origin, { ...step.signedIn, user: { ...step.signedIn.user, mustChangePassword: false } })}
            />
          </>
        )}
        {step.kind === 'station' && work !== null && (
          <>
            <Text fz={13} c="dimmed">
              {text('join.welcome', { name: step.signedIn.user.name })}
            </Text>
            <StationStep
              origin={step.origin}
              work={work}
              canKeep={!isAnew && status?.state === 'alone' && !work.isDemo}
              onJoined={(station) => joined(step.signedIn, station)}
            />
          </>
        )}
        <Button variant="subtle" onClick={() => (step.kind === 'address' ? go('/') : setStep({ kind: 'address' }))}>
          {step.kind === 'address' ? text('join.cancel') : text('join.back')}
        </Button>
      </section>
    </div>
  );
}
