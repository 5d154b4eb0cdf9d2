import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';

type Toast = {
  readonly message: string;
  readonly tone?: 'good' | 'bad';
  /** Takes it back; the button is there as long as the toast is. */
  readonly undo?: { readonly label: string; readonly run: () => void };
};

const shownMs = 6000;

/** So many at once: older news make room for newer, instead of standing over the page one after the other. */
const shownAtOnce = 2;
const shown: string[] = [];

type Undo = { readonly toastId: string; readonly run: () => void };

/** What can be taken back, the latest last: also after its toast has gone and after another page was opened. */
const undos: Undo[] = [];
const mostUndos = 20;

const runUndo = (undo: Undo): void => {
  undos.splice(undos.indexOf(undo), 1);
  notifications.hide(undo.toastId);
  undo.run();
};

/** Takes back the last thing that can be (Ctrl+Z). Answers whether there was one. */
export const undoLast = (): boolean => {
  const last = undos.at(-1);
  if (last === undefined) return false;
  runUndo(last);
  return true;
};

/** Says in one line what happened. Where it can be taken back, the way back stands beside it (A12). */
export const toast = ({ message, tone = 'good', undo }: Toast): void => {
  const id = crypto.randomUUID();
  const back: Undo | null = undo === undefined ? null : { toastId: id, run: undo.run };
  if (back !== null) undos.push(back);
  if (undos.length > mostUndos) undos.shift();
  shown.push(id);
  for (const old of shown.splice(0, shown.length - shownAtOnce)) notifications.hide(old);
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
          <Button size="compact-xs" variant="light" onClick={() => back !== null && runUndo(back)}>
            {undo.label}
          </Button>
        </Group>
      ),
  });
};
