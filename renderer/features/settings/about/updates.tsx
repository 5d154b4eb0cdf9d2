import { Button, Group, Text } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { UpdateState } from '../../../../electron/ipc/contract.ts';
import { shell } from '../../../app/files.ts';
import { Section } from '../../../ui/facts.tsx';

/** A25: whether there is a newer version, its notes, and the way to it. The shell holds it back while a billing run is on its way. */
export function Updates() {
  const text = useTranslations('settings.about.updates');
  const bridge = shell();
  const [state, setState] = useState<UpdateState>({ kind: 'idle' });
  useEffect(() => shell()?.hear['update.changed'](setState), []);
  if (bridge === null) return null;
  const said =
    state.kind === 'available' || state.kind === 'ready'
      ? text(state.kind, { version: state.version })
      : state.kind === 'downloading'
        ? text('downloading', { version: state.version, percent: state.percent })
        : state.kind === 'failed'
          ? text(`failed.${state.reason}`)
          : text(state.kind);
  return (
    <Section title={text('title')}>
      <Text fz={13.5} role="status">
        {said}
      </Text>
      {(state.kind === 'available' || state.kind === 'ready') && state.notes !== '' && (
        <Text fz={13} c="dimmed" style={{ whiteSpace: 'pre-wrap' }}>
          {state.notes}
        </Text>
      )}
      <Group gap="xs" mt="xs">
        {state.kind === 'available' ? (
          <Button onClick={() => void bridge.ask['update.fetch']({}).then(setState)}>{text('fetch')}</Button>
        ) : state.kind === 'ready' ? (
          <Button onClick={() => void bridge.ask['update.install']({}).then(setState)}>{text('install')}</Button>
        ) : (
          <Button
            variant="default"
            disabled={state.kind === 'downloading' || state.kind === 'checking'}
            onClick={() => void bridge.ask['update.check']({}).then(setState)}
          >
            {text('check')}
          </Button>
        )}
      </Group>
    </Section>
  );
}
