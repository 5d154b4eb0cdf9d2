import { Button, Radio, TextInput } from '@mantine/core';
import { type SyntheticEvent, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ProblemLike } from '../../../core/kernel/outcome.ts';
import { ErrorSummary } from '../../app/problems.tsx';
import { saveCopy } from '../../app/sync/locked.tsx';
import { serverDoor } from '../../app/sync/server-door.ts';
import { workstation } from '../../app/workstation.ts';
import { useSession } from '../../state/session.ts';
import type { Beginning } from '../../workers/sync/sync-api.ts';
import type { LocalWork } from './local-work.ts';
import classes from './sync.module.css';

type Props = {
  readonly origin: string;
  readonly work: LocalWork;
  /** The store may be bound as it is: it was never another server's, and it is no demo. */
  readonly canKeep: boolean;
  readonly onJoined: (station: string) => void;
};

/** Enrols this machine: its code, its name, and what becomes of the work that lies here. Nothing is emptied before a copy is saved. */
export function StationStep({ origin, work, canKeep, onJoined }: Props) {
  const text = useTranslations('sync.join');
  const own = useSession((session) => session.station);
  const hasWork = work.authors.length > 0 || work.records > 0;
  const [beginning, setBeginning] = useState<Beginning>(canKeep ? 'keep' : 'afresh');
  const [code, setCode] = useState('');
  const [name, setName] = useState('');
  const [isCopied, setCopied] = useState(false);
  const [problems, setProblems] = useState<readonly ProblemLike[]>([]);
  const [isBusy, setBusy] = useState(false);
  const isKept = hasWork && beginning === 'keep';

  const join = async (): Promise<readonly ProblemLike[]> => {
    // Numbers that were given here carry this machine's own code.
    const wanted = isKept ? own : code.trim() === '' ? null : code.trim().toUpperCase();
    const localAuthors = isKept ? work.authors : [];
    const earlierMachines = isKept ? work.stations.filter((station) => station !== own) : [];
    const enrolled = await serverDoor.enrol({ code: wanted, name: name.trim(), localAuthors, earlierMachines });
    if (!enrolled.ok) return enrolled.problems;
    const problem = await workstation().sync.join(origin, enrolled.value.code, hasWork && !isKept ? 'afresh' : canKeep ? 'keep' : 'afresh');
    if (problem !== null) return [problem];
    onJoined(enrolled.value.code);
    return [];
  };
  const submit = async (event: SyntheticEvent): Promise<void> => {
    event.preventDefault();
    setBusy(true);
    setProblems(await join());
    setBusy(false);
  };
  return (
    <form className={classes['narrow']} onSubmit={(event) => void submit(event)}>
      {problems.length > 0 && <ErrorSummary problems={problems} />}
      <TextInput
        label={text('stationName')}
        description={text('stationNameHint')}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        maxLength={80}
        required
        autoFocus
      />
      {hasWork && (
        <Radio.Group
          label={text('work')}
          description={work.isDemo ? text('demo') : text('workText', { count: work.records })}
          value={beginning}
          onChange={(next) => setBeginning(next === 'keep' ? 'keep' : 'afresh')}
        >
          <div className={classes['choice']}>
            <Radio value="keep" label={text('keep')} description={text('keepHint')} disabled={!canKeep} mt={8} />
            <Radio value="afresh" label={text('afresh')} description={text('afreshHint')} />
          </div>
        </Radio.Group>
      )}
      {hasWork && !isKept && (
        <Button variant={isCopied ? 'subtle' : 'default'} onClick={() => void saveCopy().then(setCopied)}>
          {isCopied ? text('copied') : text('copy')}
        </Button>
      )}
      <TextInput
        label={text('stationCode')}
        description={text('stationHint')}
        value={isKept ? own : code}
        onChange={(event) => setCode(event.currentTarget.value)}
        readOnly={isKept}
        pattern="[A-Za-z0-9]{1,12}"
        maxLength={12}
      />
      <Button type="submit" loading={isBusy} disabled={hasWork && !isKept && !isCopied}>
        {text('join')}
      </Button>
    </form>
  );
}
