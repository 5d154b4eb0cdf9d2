import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';

type Toast = {
  readonly message: string;
  readonly tone?: 'good' | 'bad';
  /** Takes it back; the button is there as long as the toast is. */
  readonly undo?: { readonly label: string; readonly run: () => void };
};

const shownMs = 6000;

/** Says in one line what happened. Where it can be taken back, the way back stands beside it (A12). */
export const toast = ({ message, tone = 'good', undo }: Toast): void => {
  const id = crypto.randomUUID();
  notifications.show({
    id,
    autoClose: undo === undefined ? shownMs : 2 * shownMs,
    color: tone === 'good' ? 'accent' : 'red',
    withCloseButton: true,
    message:
      undo === undefined ? (
        message
      ) : (
        <Group justify="space-between" gap="sm">
          {message}
          <Button
            size="compact-xs"
            variant="light"
            onClick={() => {
              notifications.hide(id);
              undo.run();
            }}
          >
            {undo.label}
          </Button>
        </Group>
      ),
  });
};
