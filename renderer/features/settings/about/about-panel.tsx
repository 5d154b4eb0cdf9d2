import { Anchor, Button, Group, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { rowKinds } from '../../../../core/views/lists/row-specs.ts';
import type { Answers } from '../../../../electron/ipc/contract.ts';
import { saveFile, shell } from '../../../app/files.ts';
import { useToday } from '../../../app/hooks.ts';
import { toast } from '../../../app/toast.tsx';
import { workstation } from '../../../app/workstation.ts';
import { useSession } from '../../../state/session.ts';
import { Facts, Section } from '../../../ui/facts.tsx';
import classes from '../settings.module.css';
import { diagnosticsText } from './diagnostics.ts';
import { Updates } from './updates.tsx';
import { builtVersion } from './version.ts';

/** What the program around the window is; `null` in a browser. */
const useShellAbout = (): Answers<'app.about'> | null => {
  const [about, setAbout] = useState<Answers<'app.about'> | null>(null);
  useEffect(() => {
    void shell()?.ask['app.about']({}).then(setAbout);
  }, []);
  return about;
};

/** A file for support that names nobody and no amount (A24). */
function Diagnostics() {
  const text = useTranslations('settings.about');
  const today = useToday();
  const { locale, theme, density, role, entityId } = useSession();
  const save = async (): Promise<void> => {
    const bridge = shell();
    if (bridge !== null) {
      const kept = await bridge.ask['diagnostics.save']({});
      if (kept.kind === 'saved') toast({ message: text('saved', { name: kept.name }) });
      return;
    }
    const status = await workstation().status();
    const counted = await Promise.all(
      rowKinds.map(
        async (kind) =>
          [
            kind,
            (await workstation().rows({ kind, filters: [], text: '', sort: [], from: 0, count: 0, on: today, entityId: null })).matching,
          ] as const,
      ),
    );
    const facts = {
      version: builtVersion,
      browser: navigator.userAgent,
      language: locale ?? 'machine',
      theme,
      density,
      role,
      oneEntity: entityId !== null,
      documents: status.ok ? status.value.documents : 'unknown',
      storageKept: status.ok ? String(status.value.isPersistent) : 'unknown',
    };
    const file = new Blob([diagnosticsText(facts, Object.fromEntries(counted))], { type: 'text/plain' });
    const saved = await saveFile('text', `counterfoil-diagnostics-${today}.txt`, file);
    if (saved.kind === 'saved') toast({ message: text('saved', { name: saved.name }) });
  };
  return (
    <Section title={text('support')}>
      <div className={classes['row']}>
        <div>
          <strong>{text('diagnostics')}</strong>
          <p>{text('diagnosticsText')}</p>
        </div>
        <Button variant="default" onClick={() => void save()}>
          {text('diagnosticsSave')}
        </Button>
      </div>
    </Section>
  );
}

/** The licences of everything that is built in, from the file that the build writes beside the window. */
function Licences() {
  const text = useTranslations('settings.about');
  const [shown, setShown] = useState<string | null>(null);
  const show = async (): Promise<void> => {
    const answer = await fetch('./licences.txt').catch(() => null);
    setShown(answer?.ok === true ? await answer.text() : text('noLicences'));
  };
  return (
    <Section title={text('licences')}>
      {shown === null ? (
        <Group>
          <Button variant="default" onClick={() => void show()}>
            {text('showLicences')}
          </Button>
        </Group>
      ) : (
        <pre className={classes['licences']} tabIndex={0} aria-label={text('licences')}>
          {shown}
        </pre>
      )}
    </Section>
  );
}

/** A24: which version this is, what it is made of, and what support may be sent. */
export function AboutPanel() {
  const text = useTranslations('settings.about');
  const about = useShellAbout();
  const station = useSession((session) => session.station);
  return (
    <>
      <Section title="Counterfoil">
        <Facts
          facts={[
            { label: text('version'), value: about?.version ?? builtVersion },
            { label: text('runsIn'), value: text(about === null ? 'browser' : 'desktop') },
            { label: text('station'), value: station },
            ...(about === null
              ? []
              : [
                  { label: 'Electron', value: about.electron },
                  { label: 'Chromium', value: about.chromium },
                  { label: 'Node', value: about.node },
                  { label: text('platform'), value: about.platform },
                ]),
          ]}
        />
        <Text fz={13} c="dimmed" mt="xs">
          {text('local')}
        </Text>
        <Anchor href="#/help" fz={13}>
          {text('help')}
        </Anchor>
      </Section>
      <Updates />
      <Diagnostics />
      <Licences />
    </>
  );
}
