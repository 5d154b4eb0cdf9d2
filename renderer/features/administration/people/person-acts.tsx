import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { ErrorSummary } from '../../../app/problems.tsx';
import { administrationDoor, type PersonView } from '../../../app/sync/administration-door.ts';
import type { Answered } from '../../../app/sync/server-ask.ts';
import { useServerReason } from '../../../app/sync/server-reason.ts';
import { useAccess, useSyncStatus } from '../../../app/sync/sync-news.ts';
import { toast } from '../../../app/toast.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import classes from '../administration.module.css';
import { useOrder } from '../use-order.ts';
import { hindranceOf } from './may-touch.ts';
import type { OneTime } from './one-time-secret.tsx';

const acts = ['reset-password', 'reset-second-factor', 'unlock', 'sign-out', 'deactivate', 'activate'] as const;
type Act = (typeof acts)[number];

const dangerous: ReadonlySet<Act> = new Set(['reset-password', 'reset-second-factor', 'sign-out', 'deactivate']);
/** What one may do about oneself elsewhere, or nobody about themselves. */
const notOnOneself: ReadonlySet<Act> = new Set(['deactivate', 'activate', 'reset-password', 'reset-second-factor']);

/** Whether there is anything to be done about somebody as they are now. */
const isOffered: Readonly<Record<Act, (person: PersonView) => boolean>> = {
  'reset-password': ({ state, hasPassword }) => state === 'active' && hasPassword,
  'reset-second-factor': ({ hasSecondFactor }) => hasSecondFactor,
  unlock: ({ waitsUntil }) => waitsUntil !== null,
  'sign-out': ({ sessions }) => sessions > 0,
  deactivate: ({ state }) => state === 'active',
  activate: ({ state }) => state === 'inactive',
};

/** Why an act cannot be done: the server is away, one's role, or that it is oneself. */
export const useHindrance = (person: PersonView): ((act: Act | 'edit') => string | null) => {
  const text = useTranslations('administration.people.hindrance');
  const away = useServerReason();
  const access = useAccess();
  const self = useSyncStatus()?.user?.id;
  const hindrance = hindranceOf(access, person);
  return (act) => {
    if (away !== null) return away;
    if (hindrance !== null && !(person.id === self && act === 'sign-out')) return text(hindrance);
    return person.id === self && act !== 'edit' && notOnOneself.has(act) ? text('self') : null;
  };
};

const doneBy: Readonly<Record<Exclude<Act, 'reset-password'>, (id: string) => Answered<unknown>>> = {
  'reset-second-factor': administrationDoor.resetSecondFactor,
  unlock: administrationDoor.unlock,
  'sign-out': administrationDoor.endSessions,
  deactivate: (id) => administrationDoor.editPerson(id, { state: 'inactive' }),
  activate: (id) => administrationDoor.editPerson(id, { state: 'active' }),
};

type Props = {
  readonly person: PersonView;
  readonly onDone: () => void;
  readonly onSecret: (secret: OneTime) => void;
  /** Stands first among them. */
  readonly children: ReactNode;
};

/** Everything that can be done about somebody beside changing what they may. What it means is said before it is done. */
export function PersonActs({ person, onDone, onSecret, children }: Props) {
  const text = useTranslations('administration.people.acts');
  const reasonOf = useHindrance(person);
  const [asked, setAsked] = useState<Act | null>(null);
  const { give, problems } = useOrder();
  const { id, name, signInName } = person;
  const run = async (act: Act): Promise<void> => {
    if (act === 'reset-password') {
      const made = await give(administrationDoor.resetPassword(id));
      if (made !== null) onSecret({ kind: 'reset', name, signInName, password: made.password });
    } else if ((await give(doneBy[act](id))) !== null) toast({ message: text(`done.${act}`, { name }) });
    setAsked(null);
    onDone();
  };
  return (
    <>
      {problems.length > 0 && <ErrorSummary problems={problems} />}
      <div className={classes['acts']}>
        {children}
        {acts
          .filter((act) => isOffered[act](person))
          .map((act) => (
            <ReasonedButton
              key={act}
              variant="default"
              reason={reasonOf(act)}
              onClick={() => (dangerous.has(act) ? setAsked(act) : void run(act))}
            >
              {text(`do.${act}`)}
            </ReasonedButton>
          ))}
      </div>
      {asked !== null && (
        <ConfirmDialog
          isOpen
          title={text(`ask.${asked}.title`, { name })}
          text={text(`ask.${asked}.text`, { name })}
          confirmLabel={text(`do.${asked}`)}
          isDanger
          onConfirm={() => run(asked)}
          onClose={() => setAsked(null)}
        />
      )}
    </>
  );
}
