import { Button, TextInput } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ProblemLike } from '../../../core/kernel/outcome.ts';
import { ErrorSummary } from '../../app/problems.tsx';
import { serverDoor } from '../../app/sync/server-door.ts';
import { SecretInput } from './secret-input.tsx';
import classes from './sync.module.css';

/** A server without people makes its first administrator of whoever has the code that it showed at its start. */
export function FirstAdministrator({ onMade }: { readonly onMade: () => void }) {
  const text = useTranslations('sync.first');
  const [code, setCode] = useState('');
  const [signInName, setSignInName] = useState('');
  const [name, setName] = useState('');
  const [password, setPassword] = useState('');
  const [problems, setProblems] = useState<readonly ProblemLike[]>([]);
  const [isBusy, setBusy] = useState(false);
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    const outcome = await serverDoor.firstAdministrator(code.trim(), signInName.trim().toLowerCase(), name.trim(), password);
    setBusy(false);
    if (outcome.ok) onMade();
    else setProblems(outcome.problems);
  };
  return (
    <form className={classes['narrow']} onSubmit={(event) => void submit(event)}>
      {problems.length > 0 && <ErrorSummary problems={problems} />}
      <TextInput label={text('code')} value={code} onChange={(event) => setCode(event.currentTarget.value)} autoComplete="off" required />
      <TextInput
        label={text('signInName')}
        value={signInName}
        onChange={(event) => setSignInName(event.currentTarget.value)}
        autoComplete="username"
        required
      />
      <TextInput label={text('name')} value={name} onChange={(event) => setName(event.currentTarget.value)} autoComplete="name" required />
      <SecretInput label={text('password')} value={password} onChange={setPassword} autoComplete="new-password" />
      <Button type="submit" loading={isBusy}>
        {text('save')}
      </Button>
    </form>
  );
}
