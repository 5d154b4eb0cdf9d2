import { Button, Group, Stack, Title } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ProblemLike } from '../../core/kernel/outcome.ts';
import { keepCopy } from './files.ts';
import { ErrorSummary } from './problems.tsx';
import { workstation } from './workstation.ts';

const askAgainMs = 1500;

/** The store cannot be opened: why, and what can be done. An older store is brought up to date here, with a copy kept first (A25). */
export function StoreTrouble() {
  const text = useTranslations('app.trouble');
  const [problems, setProblems] = useState<readonly ProblemLike[]>([]);
  const [isBusy, setBusy] = useState(false);
  useEffect(() => {
    void workstation()
      .status()
      .then((status) => setProblems(status.ok ? [] : status.problems));
  }, []);
  // A26: one window owns the store. When it is closed this one goes on by itself.
  const isElsewhere = problems.some(({ code }) => code === 'store.in-use');
  useEffect(() => {
    if (!isElsewhere) return undefined;
    const ask = async (): Promise<void> => {
      if ((await workstation().status()).ok) location.reload();
    };
    const timer = setInterval(() => void ask(), askAgainMs);
    return () => clearInterval(timer);
  }, [isElsewhere]);
  const migrate = async (): Promise<void> => {
    setBusy(true);
    const outcome = await workstation().migrate((copy) => keepCopy('before-update.counterfoil', copy));
    setBusy(false);
    if (outcome.ok) location.reload();
    else setProblems(outcome.problems);
  };
  const isOlder = problems.some(({ code }) => code === 'store.older');
  return (
    <Stack p="xl" maw={640} component="main">
      <Title order={1} fz={18}>
        {text('title')}
      </Title>
      <ErrorSummary problems={problems} />
      <Group>
        {isOlder && (
          <Button loading={isBusy} onClick={() => void migrate()}>
            {text('update')}
          </Button>
        )}
        <Button variant="default" disabled={isBusy} onClick={() => location.reload()}>
          {text('again')}
        </Button>
      </Group>
    </Stack>
  );
}
