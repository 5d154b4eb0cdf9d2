import { Button, Group, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ProblemLike } from '../../../core/kernel/outcome.ts';
import { shell } from '../../app/files.ts';
import { ErrorSummary } from '../../app/problems.tsx';
import { serverDoor, type SignedIn } from '../../app/sync/server-door.ts';
import { RefusedNote } from './refused-note.tsx';

type Props = { readonly isKnownStation: boolean; readonly onSignedIn: (signedIn: SignedIn) => void };

/** Whether the server knows an organization's sign-in. */
const useOffer = (): boolean => {
  const [isOffered, setOffered] = useState(false);
  useEffect(() => {
    const look = async (): Promise<void> => {
      const ways = await serverDoor.ways();
      setOffered(ways.ok && ways.value.oidc);
    };
    void look();
  }, []);
  return isOffered;
};

function Waiting() {
  const text = useTranslations('sync.organization');
  return (
    <Group justify="space-between" wrap="nowrap" role="status">
      <Text fz={13} c="dimmed">
        {text('waiting')}
      </Text>
      <Button variant="subtle" size="compact-sm" onClick={serverDoor.cancelSignIn} autoFocus>
        {text('cancel')}
      </Button>
    </Group>
  );
}

/** The organization's own sign-in, where the server knows one. A browser is sent away and comes back; the desktop program waits for the system's browser. */
export function OrganizationSignIn({ isKnownStation, onSignedIn }: Props) {
  const text = useTranslations('sync.organization');
  const isOffered = useOffer();
  const [problem, setProblem] = useState<ProblemLike | null>(null);
  const [isBusy, setBusy] = useState(false);
  // Whoever leaves the page waits no more.
  useEffect(() => serverDoor.cancelSignIn, []);
  const begin = async (): Promise<void> => {
    setBusy(true);
    setProblem(null);
    const outcome = await serverDoor.signInWithOrganization(isKnownStation);
    setBusy(false);
    if (!outcome.ok) setProblem(outcome.problems[0] ?? null);
    else if (outcome.value !== null) onSignedIn(outcome.value);
  };
  if (!isOffered) return null;
  return (
    <>
      {problem !== null &&
        (text.has(`refused.${problem.code}.title`) ? <RefusedNote code={problem.code} /> : <ErrorSummary problems={[problem]} />)}
      {isBusy && shell() !== null ? (
        <Waiting />
      ) : (
        <Button variant="default" loading={isBusy} onClick={() => void begin()}>
          {text('action')}
        </Button>
      )}
    </>
  );
}
