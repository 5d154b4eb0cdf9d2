import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { shell } from '../../../app/files.ts';
import { ProgressPanel } from '../../../ui/progress-panel.tsx';
import type { Batch } from './use-batch.ts';

/** Where many PDFs go, how far they are, and which could not be made. */
export function BatchDialog({ batch }: { readonly batch: Batch }) {
  const text = useTranslations('invoices.pdf');
  const words = useTranslations('ui');
  const { stage } = batch;
  return (
    <Modal
      opened={stage.kind !== 'idle'}
      onClose={() => stage.kind !== 'running' && batch.close()}
      title={text('some')}
      size={480}
      closeButtonProps={{ 'aria-label': words('confirm.close') }}
      withCloseButton={stage.kind !== 'running'}
    >
      {stage.kind === 'asking' && (
        <Stack gap="md">
          <Text fz={14}>{text('ask', { count: stage.ids.length })}</Text>
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={batch.close}>
              {words('form.cancel')}
            </Button>
            {/* A browser has no folders, the shell's dialogs know no archives. */}
            {shell() === null ? (
              <Button onClick={() => void batch.start('zip')}>{text('zip')}</Button>
            ) : (
              <Button onClick={() => void batch.start('folder')}>{text('folder')}</Button>
            )}
          </Group>
        </Stack>
      )}
      {stage.kind === 'running' && (
        <ProgressPanel
          title={text('printing')}
          unit={text('documents')}
          done={stage.done}
          of={stage.of}
          leftMs={null}
          isPaused={false}
          onCancel={batch.cancel}
        />
      )}
      {stage.kind === 'report' && (
        <Stack gap="sm">
          <Text fz={14}>{text('someFailed', { count: stage.result.failed.length })}</Text>
          <ul style={{ maxHeight: 240, overflow: 'auto', fontSize: 13 }}>
            {stage.result.failed.map(({ name, reason }) => (
              <li key={name}>
                {name}: {reason}
              </li>
            ))}
          </ul>
          <Group justify="flex-end">
            <Button onClick={batch.close}>{words('bulk.close')}</Button>
          </Group>
        </Stack>
      )}
    </Modal>
  );
}
