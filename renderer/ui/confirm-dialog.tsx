import { Button, Group, Modal, Stack, Text } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import { MoneyList } from './money.tsx';

type Props = {
  readonly isOpen: boolean;
  readonly title: string;
  /** What happens and that it cannot be taken back, in the trade's words. */
  readonly text: ReactNode;
  /** How many it touches, and what they come to (A12). */
  readonly count?: number;
  readonly sums?: readonly { readonly minor: number; readonly currency: string }[];
  readonly confirmLabel: string;
  readonly isDanger?: boolean;
  /** It shows a table. */
  readonly isWide?: boolean;
  /** Whether it may be done now; the reason stands in `text`. */
  readonly isBlocked?: boolean;
  readonly onConfirm: () => Promise<void> | void;
  readonly onClose: () => void;
  readonly children?: ReactNode;
};

/** Asks before something that cannot be taken back, and says how many and how much. */
export function ConfirmDialog({
  isOpen,
  title,
  text,
  count,
  sums = [],
  confirmLabel,
  isDanger = false,
  isWide = false,
  isBlocked = false,
  onConfirm,
  onClose,
  children,
}: Props) {
  const words = useTranslations('ui.confirm');
  const [isBusy, setBusy] = useState(false);
  const confirm = async (): Promise<void> => {
    setBusy(true);
    try {
      await onConfirm();
    } finally {
      setBusy(false);
    }
  };
  return (
    <Modal opened={isOpen} onClose={onClose} title={title} closeButtonProps={{ 'aria-label': words('close') }} size={isWide ? 600 : 440}>
      <Stack gap="sm">
        <Text fz={14}>{text}</Text>
        {(count !== undefined || sums.length > 0) && (
          <Group justify="space-between" align="flex-start" p="sm" bg="var(--cf-hover)" bdrs={8}>
            {count !== undefined && <Text fw={600}>{words('count', { count })}</Text>}
            {sums.length > 0 && <MoneyList amounts={sums} />}
          </Group>
        )}
        {children}
        <Group justify="flex-end" gap="xs" mt={4}>
          <Button variant="default" onClick={onClose} disabled={isBusy}>
            {words('cancel')}
          </Button>
          <Button
            {...(isDanger ? { color: 'var(--cf-danger)' } : {})}
            loading={isBusy}
            disabled={isBlocked}
            onClick={() => void confirm()}
            // What is disabled takes no focus, and the keyboard would stay behind the dialog: then it begins at the dialog's first control.
            {...(isBlocked ? {} : { 'data-autofocus': true })}
          >
            {confirmLabel}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}
