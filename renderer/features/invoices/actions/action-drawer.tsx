import { Button, Drawer, Group, Stack } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';
import { ErrorSummary } from '../../../app/problems.tsx';
import type { Refusal } from '../../../workers/store-api.ts';
import { toldProblems } from './told-problems.ts';

type Props = {
  readonly title: string;
  readonly onClose: () => void;
  readonly onSubmit: () => Promise<void>;
  readonly submitLabel: string;
  readonly isReady: boolean;
  readonly isRunning: boolean;
  readonly isDanger?: boolean;
  readonly problems: readonly Refusal[];
  /** Of the amounts in problems. */
  readonly currency: string;
  readonly children: ReactNode;
  /** What it would come to, under the form. */
  readonly preview?: ReactNode;
};

/** A form at the side with what it would come to beneath it; nothing is written before it is submitted. */
export function ActionDrawer({
  title,
  onClose,
  onSubmit,
  submitLabel,
  isReady,
  isRunning,
  isDanger = false,
  problems,
  currency,
  children,
  preview,
}: Props) {
  const text = useTranslations('ui');
  return (
    <Drawer
      opened
      onClose={onClose}
      title={title}
      position="right"
      size={600}
      overlayProps={{ backgroundOpacity: 0.12 }}
      closeButtonProps={{ 'aria-label': text('confirm.close') }}
    >
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (isReady) void onSubmit();
        }}
      >
        <Stack gap="md">
          <ErrorSummary problems={toldProblems(problems, currency)} />
          {children}
          {preview !== undefined && (
            <Stack gap="md" p="md" bg="var(--cf-hover)" bdrs={8} aria-live="polite">
              {preview}
            </Stack>
          )}
          <Group justify="flex-end" gap="xs">
            <Button variant="default" onClick={onClose} disabled={isRunning}>
              {text('form.cancel')}
            </Button>
            <Button type="submit" loading={isRunning} disabled={!isReady} {...(isDanger ? { color: 'var(--cf-danger)' } : {})}>
              {submitLabel}
            </Button>
          </Group>
        </Stack>
      </form>
    </Drawer>
  );
}
