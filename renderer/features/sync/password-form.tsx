import { Button } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ProblemLike } from '../../../core/kernel/outcome.ts';
import { ErrorSummary } from '../../app/problems.tsx';
import { serverDoor } from '../../app/sync/server-door.ts';
import { SecretInput } from './secret-input.tsx';
import classes from './sync.module.css';

/** A password of one's own. */
export function PasswordForm({ onChanged }: { readonly onChanged: () => void }) {
  const text = useTranslations('sync.password');
  const [current, setCurrent] = useState('');
  const [next, setNext] = useState('');
  const [again, setAgain] = useState('');
  const [problems, setProblems] = useState<readonly ProblemLike[]>([]);
  const [isBusy, setBusy] = useState(false);
  const differs = again !== '' && again !== next;
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    if (again !== next) return;
    setBusy(true);
    const outcome = await serverDoor.changePassword(current, next);
    setBusy(false);
    setProblems(outcome.ok ? [] : outcome.problems);
    if (!outcome.ok) return;
    setCurrent('');
    setNext('');
    setAgain('');
    onChanged();
  };
  return (
    <form className={classes['narrow']} onSubmit={(event) => void submit(event)}>
      {problems.length > 0 && <ErrorSummary problems={problems} />}
      <SecretInput label={text('current')} value={current} onChange={setCurrent} autoComplete="current-password" />
      <SecretInput label={text('next')} value={next} onChange={setNext} autoComplete="new-password" />
      <SecretInput
        label={text('repeat')}
        value={again}
        onChange={setAgain}
        autoComplete="new-password"
        error={differs ? text('differ') : null}
      />
      <Button type="submit" loading={isBusy} disabled={differs}>
        {text('save')}
      </Button>
    </form>
  );
}
