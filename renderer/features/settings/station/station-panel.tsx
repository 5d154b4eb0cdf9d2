import { Button, SegmentedControl, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { saveFile } from '../../../app/files.ts';
import { useAsked, useToday } from '../../../app/hooks.ts';
import { localeNames, machineLocale, uiLocales } from '../../../app/messages.ts';
import { useRestoring } from '../../../app/restoring.ts';
import { toast } from '../../../app/toast.tsx';
import { workstation } from '../../../app/workstation.ts';
import { useSession } from '../../../state/session.ts';
import { Facts, Section } from '../../../ui/facts.tsx';
import { useUi } from '../../../ui/settings.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import classes from '../settings.module.css';
import { DeleteAll } from './data-acts.tsx';
import { People } from './people.tsx';

type ChoiceProps<T extends string> = {
  readonly label: string;
  readonly value: T;
  readonly choices: readonly { readonly value: T; readonly label: string }[];
  readonly onChange: (value: T) => void;
};

function Choice<T extends string>({ label, value, choices, onChange }: ChoiceProps<T>) {
  return (
    <div className={classes['row']}>
      <span>{label}</span>
      <SegmentedControl
        size="xs"
        aria-label={label}
        value={value}
        onChange={(next) => onChange(next)}
        data={choices.map((each) => ({ ...each }))}
      />
    </div>
  );
}

const Act = ({ title, text, children }: { readonly title: string; readonly text: string; readonly children: ReactNode }) => (
  <div className={classes['row']}>
    <div>
      <strong>{title}</strong>
      <p>{text}</p>
    </div>
    {children}
  </div>
);

function View() {
  const text = useTranslations('settings.station');
  const view = useTranslations('app.view');
  const { theme, density, locale, set } = useSession();
  return (
    <Section title={text('view')}>
      <Choice
        label={view('theme')}
        value={theme}
        onChange={(next) => set({ theme: next })}
        choices={(['light', 'dark', 'system'] as const).map((value) => ({ value, label: view(`themes.${value}`) }))}
      />
      <Choice
        label={view('density')}
        value={density}
        onChange={(next) => set({ density: next })}
        choices={(['normal', 'compact'] as const).map((value) => ({ value, label: view(`densities.${value}`) }))}
      />
      <Choice
        label={view('language')}
        value={locale ?? machineLocale()}
        onChange={(next) => set({ locale: next })}
        choices={uiLocales.map((value) => ({ value, label: localeNames[value] }))}
      />
    </Section>
  );
}

/** What lies on this device, and how it gets out, in and away. */
export function StationPanel() {
  const text = useTranslations('settings.station');
  const { number } = useUi();
  const today = useToday();
  const station = useSession((session) => session.station);
  const { value } = useAsked(
    'status',
    () => workstation().status(),
    () => true,
  );
  const status = value?.ok === true ? value.value : null;
  const [isDeleting, setDeleting] = useState(false);
  const askRestore = useRestoring((restoring) => restoring.ask);
  const [isBusy, setBusy] = useState(false);
  const exportAll = async (): Promise<void> => {
    setBusy(true);
    try {
      const saved = await saveFile('backup', `counterfoil-${station}-${today}.counterfoil`, await workstation().exportAll());
      if (saved.kind === 'saved') toast({ message: text('exported', { name: saved.name }) });
      if (saved.kind === 'failed') toast({ message: text('exportFailed', { reason: saved.reason }), tone: 'bad' });
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Section title={text('title')}>
        <Facts
          facts={[
            { label: text('code'), value: station },
            { label: text('documents'), value: status === null ? null : number(status.documents) },
            {
              label: text('storage'),
              value:
                status === null ? null : status.isPersistent === true ? (
                  <StatusBadge tone="good">{text('persistent')}</StatusBadge>
                ) : (
                  <StatusBadge tone={status.isPersistent === null ? 'neutral' : 'warning'}>
                    {text(status.isPersistent === null ? 'storageUnknown' : 'notPersistent')}
                  </StatusBadge>
                ),
            },
            { label: text('company'), value: status === null ? null : text(status.isDemo ? 'demo' : 'own') },
          ]}
        />
        <Text c="dimmed" fz={13} mt="xs">
          {text('codeHint')}
        </Text>
        {status?.isPersistent === false && (
          <Text fz={13} mt={4}>
            {text('notPersistentText')}
          </Text>
        )}
      </Section>
      <People />
      <View />
      <Section title={text('data')}>
        <Act title={text('export')} text={text('exportText')}>
          <Button loading={isBusy} onClick={() => void exportAll()}>
            {text('export')}
          </Button>
        </Act>
        <Act title={text('restore')} text={text('restoreText')}>
          <Button variant="default" onClick={() => askRestore(null)}>
            {text('restore')}
          </Button>
        </Act>
        <Act title={text('delete')} text={text('deleteText')}>
          <Button variant="default" c="var(--cf-tone-bad)" onClick={() => setDeleting(true)}>
            {text('delete')}
          </Button>
        </Act>
      </Section>
      {isDeleting && <DeleteAll documents={status?.documents ?? 0} onClose={() => setDeleting(false)} />}
    </>
  );
}
