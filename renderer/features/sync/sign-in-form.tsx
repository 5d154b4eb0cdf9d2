import { Button, TextInput } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ProblemLike } from '../../../core/kernel/outcome.ts';
import { ErrorSummary } from '../../app/problems.tsx';
import { serverDoor } from '../../app/sync/server-door.ts';
import type { SignedIn } from '../../app/sync/server-door.ts';
import { OrganizationSignIn } from './organization-sign-in.tsx';
import { SecretInput } from './secret-input.tsx';
import classes from './sync.module.css';

type Props = { readonly isKnownStation: boolean; readonly onSignedIn: (signedIn: SignedIn) => void };

/** Name, password, and the second factor where somebody has one. */
export function SignInForm({ isKnownStation, onSignedIn }: Props) {
  const text = useTranslations('sync.join');
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [code, setCode] = useState('');
  const [wantsCode, setWantsCode] = useState(false);
  const [problems, setProblems] = useState<readonly ProblemLike[]>([]);
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    const outcome = await serverDoor.signIn(name, password, code.trim(), isKnownStation);
    setBusy(false);
    if (outcome.ok) {
      onSignedIn(outcome.value);
      return;
    }
    setProblems(outcome.problems);
    if (outcome.problems.some(({ code: problem }) => problem === 'sign-in.second-factor-wanted')) setWantsCode(true);
  };
  return (
    <form className={classes['narrow']} onSubmit={(event) => void submit(event)}>
      {problems.length > 0 && <ErrorSummary problems={problems} />}
      <TextInput
        label={text('name')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        autoComplete="username"
        required
        data-autofocus
        autoFocus
      />
      <SecretInput label={text('password')} value={password} onChange={setPassword} autoComplete="current-password" />
      {wantsCode && (
        <TextInput
          label={text('code')}
          value={code}
          onChange={(event) => setCode(event.currentTarget.value)}
          autoComplete="one-time-code"
          required
        />
      )}
      <Button type="submit" loading={isBusy}>
        {text('signIn')}
      </Button>
      <OrganizationSignIn isKnownStation={isKnownStation} onSignedIn={onSignedIn} />
    </form>
  );
}
