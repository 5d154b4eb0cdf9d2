import { useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { momentColumnWidth } from '../../../app/list/column-widths.ts';
import { type MemoryColumn, MemoryList } from '../../../app/list/memory-list.tsx';
import { useSearchParam } from '../../../app/navigation.ts';
import { administrationDoor, type PersonView } from '../../../app/sync/administration-door.ts';
import { useServerReason } from '../../../app/sync/server-reason.ts';
import { useAccess } from '../../../app/sync/sync-news.ts';
import { MomentText } from '../../../ui/date-text.tsx';
import { ReasonedButton } from '../../../ui/reasoned-button.tsx';
import { useUi } from '../../../ui/settings.tsx';
import classes from '../administration.module.css';
import { useEntityCodes } from '../entity-codes.ts';
import { useServerData } from '../server-data.ts';
import { ServerPanel } from '../server-panel.tsx';
import { mayManage } from './may-touch.ts';
import { type OneTime, OneTimeSecret } from './one-time-secret.tsx';
import { PersonDrawer } from './person-drawer.tsx';
import { PersonForm } from './person-form.tsx';
import { PersonState } from './person-state.tsx';

const useColumns = (): readonly MemoryColumn<PersonView>[] => {
  const text = useTranslations('administration.people');
  const role = useTranslations('app.sync.roles');
  const codes = useEntityCodes();
  const atWidth = momentColumnWidth(useUi());
  return useMemo<readonly MemoryColumn<PersonView>[]>(
    () => [
      { key: 'name', label: text('columns.name'), width: 180, isFlexible: true, render: ({ name }) => name, sortBy: ({ name }) => name },
      {
        key: 'signInName',
        label: text('columns.signInName'),
        width: 170,
        isFlexible: true,
        render: ({ signInName }) => signInName,
        sortBy: ({ signInName }) => signInName,
      },
      {
        key: 'role',
        label: text('columns.role'),
        width: 120,
        render: (person) => role(person.role),
        sortBy: (person) => role(person.role),
      },
      {
        key: 'entities',
        label: text('columns.entities'),
        width: 150,
        isFlexible: true,
        render: ({ entityIds }) => codes(entityIds),
        sortBy: ({ entityIds }) => codes(entityIds),
      },
      {
        key: 'state',
        label: text('columns.state'),
        width: 190,
        render: (person) => <PersonState person={person} />,
        sortBy: ({ state }) => state,
      },
      {
        key: 'factor',
        label: text('columns.factor'),
        width: 130,
        render: ({ hasSecondFactor }) => text(hasSecondFactor ? 'factorOn' : 'factorOff'),
        sortBy: ({ hasSecondFactor }) => Number(hasSecondFactor),
      },
      {
        key: 'lastSeen',
        label: text('columns.lastSeen'),
        width: atWidth,
        render: ({ lastSeenAt }) => <MomentText at={lastSeenAt} />,
        sortBy: ({ lastSeenAt }) => lastSeenAt ?? '',
      },
    ],
    [text, role, codes, atWidth],
  );
};

const searched = ({ name, signInName, role }: PersonView): string => `${name} ${signInName} ${role}`;

/** D2: everybody who may sign in. */
export function PeoplePanel() {
  const text = useTranslations('administration.people');
  const data = useServerData('people', administrationDoor.people);
  const columns = useColumns();
  const access = useAccess();
  const away = useServerReason();
  const [openId, setOpenId] = useSearchParam('open');
  const [doing, setDoing] = useSearchParam('do');
  const [secret, setSecret] = useState<OneTime | null>(null);
  const reason = away ?? (mayManage(access) ? null : text('hindrance.role'));
  return (
    <ServerPanel data={data}>
      {({ people }) => {
        const open = people.find(({ id }) => id === openId);
        return (
          <>
            <div className={classes['bar']}>
              <p>{text('intro')}</p>
              <ReasonedButton reason={reason} onClick={() => setDoing('person')}>
                {text('form.add')}
              </ReasonedButton>
            </div>
            <MemoryList
              name="administration-people"
              label={text('label')}
              columns={columns}
              rows={people}
              searched={searched}
              empty={{ title: text('empty'), text: '' }}
              onOpen={({ id }) => setOpenId(id)}
              openId={openId}
            />
            {open !== undefined && (
              <PersonDrawer person={open} onDone={() => void data.again()} onSecret={setSecret} onClose={() => setOpenId('')} />
            )}
            {doing === 'person' && reason === null && (
              <PersonForm
                person={null}
                isSelf={false}
                onSaved={(made) => {
                  setSecret(made);
                  setDoing('');
                  void data.again();
                }}
                onClose={() => setDoing('')}
              />
            )}
            {secret !== null && <OneTimeSecret secret={secret} onClose={() => setSecret(null)} />}
          </>
        );
      }}
    </ServerPanel>
  );
}
