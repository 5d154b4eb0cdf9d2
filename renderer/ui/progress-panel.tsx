import { Button, Group, Progress, Stack, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useUi } from './settings.tsx';

type Props = {
  readonly title: string;
  /** What is counted, in words: "customers read". */
  readonly unit: string;
  readonly done: number;
  readonly of: number;
  /** `null` while it cannot be told. */
  readonly leftMs: number | null;
  readonly isPaused: boolean;
  readonly onPause?: () => void;
  readonly onResume?: () => void;
  readonly onCancel?: () => void;
};

/** Long work: how far, how long still, and the ways to stop it (F3). Told to screen readers at every tenth, not at every step. */
export function ProgressPanel({ title, unit, done, of, leftMs, isPaused, onPause, onResume, onCancel }: Props) {
  const text = useTranslations('ui.progress');
  const { number } = useUi();
  const percent = of === 0 ? 0 : Math.floor((done / of) * 100);
  const seconds = leftMs === null ? null : Math.ceil(leftMs / 1000);
  const left =
    seconds === null
      ? text('unknown')
      : seconds < 60
        ? text('seconds', { count: seconds })
        : text('minutes', { count: Math.ceil(seconds / 60) });
  return (
    <Stack gap={8} role="group" aria-label={title}>
      <Group justify="space-between" gap="xs">
        <Text fw={600}>{title}</Text>
        <Text fz={13} c="dimmed">
          {isPaused ? text('paused') : left}
        </Text>
      </Group>
      <Progress value={percent} size="sm" aria-label={title} transitionDuration={100} />
      <Group justify="space-between" gap="xs">
        <Text fz={13} c="dimmed">
          {text('done', { done: number(done), of: number(of), unit })}
        </Text>
        <Group gap={6}>
          {isPaused && onResume !== undefined && (
            <Button variant="default" onClick={onResume}>
              {text('resume')}
            </Button>
          )}
          {!isPaused && onPause !== undefined && (
            <Button variant="default" onClick={onPause}>
              {text('pause')}
            </Button>
          )}
          {onCancel !== undefined && (
            <Button variant="default" onClick={onCancel}>
              {text('cancel')}
            </Button>
          )}
        </Group>
      </Group>
      <span className="cf-visually-hidden" role="status">
        {text('spoken', { percent: percent - (percent % 10) })}
      </span>
    </Stack>
  );
}
