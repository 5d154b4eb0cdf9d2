import { Button } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ProblemLike } from '../../../core/kernel/outcome.ts';
import { shell } from '../../app/files.ts';
import { ErrorSummary } from '../../app/problems.tsx';
import { serverDoor } from '../../app/sync/server-door.ts';

/** The organization's own sign-in, where the server knows one. It sends a browser away and has it come back; the desktop program asks for name and password. */
export function OrganizationSignIn({ isKnownStation }: { readonly isKnownStation: boolean }) {
  const text = useTranslations('sync.organization');
  const [isOffered, setOffered] = useState(false);
  const [problems, setProblems] = useState<readonly ProblemLike[]>([]);
  useEffect(() => {
    const look = async (): Promise<void> => {
      const ways = await serverDoor.ways();
      setOffered(ways.ok && ways.value.oidc);
    };
    if (shell() === null) void look();
  }, []);
  const begin = async (): Promise<void> => {
    const begun = await serverDoor.beginOidc(isKnownStation);
    if (begun.ok) location.assign(begun.value.address);
    else setProblems(begun.problems);
  };
  if (!isOffered) return null;
  return (
    <>
      {problems.length > 0 && <ErrorSummary problems={problems} />}
      <Button variant="default" onClick={() => void begin()}>
        {text('action')}
      </Button>
    </>
  );
}
