import { Button, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ProblemLike } from '../../core/kernel/outcome.ts';
import { StopPage } from '../ui/stop-page.tsx';
import { keepCopy } from './files.ts';
import { useProblemText } from './problems.tsx';
import { workstation } from './workstation.ts';

const askAgainMs = 1500;

/** The store cannot be opened: why, and what can be done. An older store is brought up to date here, with a copy kept first (A25). */
export function StoreTrouble() {
  const text = useTranslations('app.trouble');
  const sentence = useProblemText();
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
  // Nothing is known yet: an empty window for a blink rather than a page that says nothing.
  if (problems.length === 0) return null;
  const code = problems.map((problem) => problem.code.replace('.', '-')).find((each) => text.has(`titles.${each}`));
  return (
    <StopPage
      title={text(code === undefined ? 'title' : `titles.${code}`)}
      acts={
        <>
          {problems.some((problem) => problem.code === 'store.older') && (
            <Button loading={isBusy} onClick={() => void migrate()}>
              {text('update')}
            </Button>
          )}
          <Button variant="default" disabled={isBusy} onClick={() => location.reload()}>
            {text('again')}
          </Button>
        </>
      }
    >
      {problems.map((problem) => (
        <Text key={problem.code} fz={14}>
          {sentence(problem)}
        </Text>
      ))}
      {isElsewhere && (
        <Text fz={14} c="dimmed">
          {text('goesOn')}
        </Text>
      )}
    </StopPage>
  );
}
