import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { PersonView } from '../../../app/sync/administration-door.ts';
import { useSyncStatus } from '../../../app/sync/sync-news.ts';
import { MomentText } from '../../../ui/date-text.tsx';
import { Facts } from '../../../ui/facts.tsx';
import { PeekDrawer } from '../../../ui/peek-drawer.tsx';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import { useEntityCodes } from '../entity-codes.ts';
import type { OneTime } from './one-time-secret.tsx';
import { PersonActs, useHindrance } from './person-acts.tsx';
import { PersonForm } from './person-form.tsx';
import { PersonState } from './person-state.tsx';

type Props = {
  readonly person: PersonView;
  readonly onDone: () => void;
  readonly onSecret: (secret: OneTime) => void;
  readonly onClose: () => void;
};

/** One person: what they may, where they are signed in, and everything that can be done about it. */
export function PersonDrawer({ person, onDone, onSecret, onClose }: Props) {
  const text = useTranslations('administration.people');
  const role = useTranslations('app.sync.roles');
  const self = useSyncStatus()?.user?.id;
  const codes = useEntityCodes();
  const [isEditing, setEditing] = useState(false);
  const reason = useHindrance(person)('edit');
  return (
    <>
      <PeekDrawer isOpen title={person.name} onClose={onClose}>
        <Facts
          facts={[
            { label: text('columns.signInName'), value: person.signInName },
            { label: text('columns.state'), value: <PersonState person={person} /> },
            { label: text('columns.role'), value: role(person.role) },
            { label: text('columns.entities'), value: codes(person.entityIds) },
            { label: text('columns.factor'), value: text(person.hasSecondFactor ? 'factorOn' : 'factorOff') },
            { label: text('columns.sessions'), value: text('sessions', { count: person.sessions }) },
            { label: text('columns.lastSeen'), value: <MomentText at={person.lastSeenAt} /> },
            ...(person.waitsUntil === null ? [] : [{ label: text('columns.waits'), value: <MomentText at={person.waitsUntil} /> }]),
            { label: text('columns.created'), value: <MomentText at={person.createdAt} /> },
          ]}
        />
        <PersonActs person={person} onDone={onDone} onSecret={onSecret}>
          <ReasonedButton reason={reason} onClick={() => setEditing(true)}>
            {text('form.edit')}
          </ReasonedButton>
        </PersonActs>
      </PeekDrawer>
      {isEditing && (
        <PersonForm
          person={person}
          isSelf={person.id === self}
          onSaved={() => {
            setEditing(false);
            onDone();
          }}
          onClose={() => setEditing(false)}
        />
      )}
    </>
  );
}
