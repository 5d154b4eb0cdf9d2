import { Button, Text, TextInput, Title } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import { unreachable } from '../../../core/kernel/invariant.ts';
import type { ProblemLike } from '../../../core/kernel/outcome.ts';
import { shell } from '../../app/files.ts';
import { useGo, useSearchParam } from '../../app/navigation.ts';
import { ErrorSummary } from '../../app/problems.tsx';
import { serverDoor, type SignedIn } from '../../app/sync/server-door.ts';
import { useSyncStatus } from '../../app/sync/sync-news.ts';
import { toast } from '../../app/toast.tsx';
import { workstation } from '../../app/workstation.ts';
import { useSession } from '../../state/session.ts';
import { FirstAdministrator } from './first-administrator.tsx';
import { homeOf } from './home-of.ts';
import { useLocalWork } from './local-work.ts';
import { PasswordForm } from './password-form.tsx';
import { SignInForm } from './sign-in-form.tsx';
import { StationStep } from './station-step.tsx';
import classes from './sync.module.css';

type Step =
  | { readonly kind: 'address' }
  | { readonly kind: 'sign-in' | 'first'; readonly origin: string }
  | { readonly kind: 'password' | 'station'; readonly origin: string; readonly signedIn: SignedIn };

const stepNumber: Readonly<Record<Step['kind'], number>> = { address: 1, 'sign-in': 2, first: 2, password: 2, station: 3 };

/** F1: where the server is, looked at before anything else is asked. A browser can only join the one that its page came from. */
function AddressStep({ onFound }: { readonly onFound: (origin: string) => void }) {
  const text = useTranslations('sync.join');
  const known = useSyncStatus()?.server ?? '';
  const isBrowser = shell() === null;
  const [address, setAddress] = useState(known);
  const [problems, setProblems] = useState<readonly ProblemLike[]>([]);
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: SyntheticEvent): Promise<void> => {
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

/** What the steps do. Nothing of the store is touched before the last one. */
const useJoining = () => {
  const text = useTranslations('sync');
  const go = useGo();
  const [again] = useSearchParam('again');
  const [step, setStep] = useState<Step>({ kind: 'address' });
  const status = useSyncStatus();
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
  const changed = (origin: string, signedIn: SignedIn): Promise<void> =>
    begun(origin, { ...signedIn, user: { ...signedIn.user, mustChangePassword: false } });
  /** Whoever comes back from the organization's own sign-in is signed in already. */
  const found = async (origin: string): Promise<void> => {
    const ways = await serverDoor.ways();
    const session = ways.ok && ways.value.oidc ? await serverDoor.session() : null;
    if (session?.ok === true) await begun(origin, session.value);
    else setStep({ kind: 'sign-in', origin });
  };
  return { step, setStep, state: status?.state ?? 'alone', isAnew, joined, begun, changed, found };
};

type Joining = ReturnType<typeof useJoining>;

function SignInStep({ origin, joining }: { readonly origin: string; readonly joining: Joining }) {
  const text = useTranslations('sync.first');
  const { setStep, begun, isAnew, state } = joining;
  return (
    <>
      <SignInForm isKnownStation={!isAnew && state === 'left'} onSignedIn={(signedIn) => void begun(origin, signedIn)} />
      <Button variant="subtle" size="compact-xs" onClick={() => setStep({ kind: 'first', origin })}>
        {text('link')}
      </Button>
    </>
  );
}

function CurrentStep({ joining }: { readonly joining: Joining }) {
  const text = useTranslations('sync');
  const work = useLocalWork();
  const { step, setStep, state, isAnew, joined, changed, found } = joining;
  switch (step.kind) {
    case 'address':
      return <AddressStep onFound={(origin) => void found(origin)} />;
    case 'sign-in':
      return <SignInStep origin={step.origin} joining={joining} />;
    case 'first':
      return (
        <FirstAdministrator
          onMade={() => {
            toast({ message: text('first.done') });
            setStep({ kind: 'sign-in', origin: step.origin });
          }}
        />
      );
    case 'password':
      return (
        <>
          <Text fz={14}>{text('join.changeText')}</Text>
          <PasswordForm onChanged={() => void changed(step.origin, step.signedIn)} />
        </>
      );
    case 'station':
      return work === null ? null : (
        <>
          <Text fz={13} c="dimmed">
            {text('join.welcome', { name: step.signedIn.user.name })}
          </Text>
          <StationStep
            origin={step.origin}
            work={work}
            canKeep={!isAnew && state === 'alone' && !work.isDemo}
            onJoined={(station) => joined(step.signedIn, station)}
          />
        </>
      );
    default:
      return unreachable(step);
  }
}

/** Joining a server, step by step. */
export function Page() {
  const text = useTranslations('sync');
  const go = useGo();
  const joining = useJoining();
  const { step, setStep, isAnew } = joining;
  const titles: Readonly<Record<Step['kind'], string>> = {
    address: text('connect'),
    'sign-in': text('connect'),
    first: text('first.title'),
    password: text('join.change'),
    station: text('join.station'),
  };
  return (
    <div className={classes['center']}>
      <section className={classes['card']} aria-labelledby="connect-title">
        <div>
          <Text fz={12} c="dimmed">
            {text('join.steps', { step: stepNumber[step.kind] })}
          </Text>
          <Title order={1} fz={20} id="connect-title">
            {titles[step.kind]}
          </Title>
        </div>
        {isAnew && <Text fz={13}>{text('join.again')}</Text>}
        <CurrentStep joining={joining} />
        <Button variant="subtle" onClick={() => (step.kind === 'address' ? go('/') : setStep({ kind: 'address' }))}>
          {step.kind === 'address' ? text('join.cancel') : text('join.back')}
        </Button>
      </section>
    </div>
  );
}
