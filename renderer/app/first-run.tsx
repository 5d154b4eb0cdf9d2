import { Button, Text, Title } from '@mantine/core';
import { type ReactNode, useRef, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useSession } from '../state/session.ts';
import { useWork } from '../state/work.ts';
import type { DemoProgress } from '../workers/store-api.ts';
import { Icon, type IconName } from '../ui/icon.tsx';
import classes from './first-run.module.css';
import { keepCopy } from './files.ts';
import { useProblemText } from './problems.tsx';
import { workstation } from './workstation.ts';

/** The long work of filling the demo company. */
export const demoWork = 'demo';

type ChoiceProps = { readonly icon: IconName; readonly title: string; readonly text: string; readonly action: ReactNode };

function Choice({ icon, title, text, action }: ChoiceProps) {
  return (
    <li className={classes['choice']}>
      <Icon name={icon} size={20} />
      <div>
        <Title order={2} fz={14}>
          {title}
        </Title>
        <Text fz={13} c="dimmed">
          {text}
        </Text>
      </div>
      {action}
    </li>
  );
}

/** What the choices do. */
const useBeginnings = () => {
  const text = useTranslations('app.firstRun');
  const sentence = useProblemText();
  const set = useSession((session) => session.set);
  const { show, end } = useWork();
  const [progress, setProgress] = useState<DemoProgress | null>(null);
  const [isBusy, setBusy] = useState(false);
  const [refused, setRefused] = useState<string | null>(null);

  /** An interrupted demo left a part of itself behind: half a company is worse than none. */
  const cleared = async (): Promise<void> => {
    const status = await workstation().status();
    if (status.ok && status.value.isDemo) await workstation().reset();
  };
  const busily = async (work: () => Promise<string | null>): Promise<void> => {
    setBusy(true);
    setRefused(null);
    const problem = await work();
    if (problem === null) set({ hasBegun: true });
    else setRefused(problem);
    setBusy(false);
  };
  const start = (): Promise<void> => busily(() => cleared().then(() => null));
  const openDemo = (): Promise<void> =>
    busily(async () => {
      await cleared();
      show({ id: demoWork, title: text('demo.title'), done: 0, of: 1, path: '/' });
      const outcome = await workstation().demo(setProgress);
      end(demoWork);
      return outcome.ok ? null : text('demoRefused', { why: outcome.problems.map(sentence).join(' ') });
    });
  const restore = (file: File): Promise<void> =>
    busily(async () => {
      const outcome = await workstation().restore(file, (copy) => keepCopy('before-restore.counterfoil', copy));
      return outcome.ok ? null : text('restoreRefused', { name: file.name, why: outcome.problems.map(sentence).join(' ') });
    });
  return { start, openDemo, restore, progress, isBusy, refused };
};

/** Chooses a backup from the disk. */
function RestoreButton({ isBusy, onChosen }: { readonly isBusy: boolean; readonly onChosen: (file: File) => void }) {
  const text = useTranslations('app.firstRun.restore');
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button variant="default" disabled={isBusy} onClick={() => input.current?.click()}>
        {text('action')}
      </Button>
      <input
        ref={input}
        type="file"
        hidden
        accept=".counterfoil"
        aria-label={text('title')}
        onChange={(event) => {
          const chosen = event.currentTarget.files?.[0];
          if (chosen !== undefined) onChosen(chosen);
        }}
      />
    </>
  );
}

/** A1: a fresh profile chooses how to begin. */
export function FirstRun() {
  const text = useTranslations('app.firstRun');
  const { start, openDemo, restore, progress, isBusy, refused } = useBeginnings();
  const startButton = (
    <Button disabled={isBusy} onClick={() => void start()}>
      {text('empty.action')}
    </Button>
  );
  const demoButton = (
    <Button variant="default" loading={isBusy} onClick={() => void openDemo()}>
      {text('demo.action')}
    </Button>
  );
  const serverButton = (
    <Button variant="default" component="a" href="#/connect" disabled={isBusy}>
      {text('server.action')}
    </Button>
  );
  const demoText =
    progress === null ? text('demo.text') : text('demo.progress', { file: progress.file, done: progress.done, of: progress.of });
  return (
    <main className={classes['page']}>
      <div className={classes['card']}>
        <Title order={1} fz={22}>
          {text('title')}
        </Title>
        <Text c="dimmed" mb={8}>
          {text('text')}
        </Text>
        {refused !== null && (
          <Text role="alert" c="var(--cf-tone-bad)" fz={13}>
            {refused}
          </Text>
        )}
        <ul className={classes['choices']}>
          <Choice icon="building" title={text('empty.title')} text={text('empty.text')} action={startButton} />
          <Choice icon="layers" title={text('demo.title')} text={demoText} action={demoButton} />
          <Choice
            icon="upload"
            title={text('restore.title')}
            text={text('restore.text')}
            action={<RestoreButton isBusy={isBusy} onChosen={(file) => void restore(file)} />}
          />
          <Choice icon="exchange" title={text('server.title')} text={text('server.text')} action={serverButton} />
        </ul>
      </div>
    </main>
  );
}
