import { Button, Group } from '@mantine/core';
import { notifications } from '@mantine/notifications';

type Action = { readonly label: string; readonly run: () => void };

type Toast = {
  readonly message: string;
  readonly tone?: 'good' | 'bad';
  /** Takes it back; the button is there as long as the toast is. */
  readonly undo?: Action;
  /** Leads to where something is to be done about it. */
  readonly act?: Action;
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
export const toast = ({ message, tone = 'good', undo, act }: Toast): void => {
  const id = crypto.randomUUID();
  const back: Undo | null = undo === undefined ? null : { toastId: id, run: undo.run };
  if (back !== null) undos.push(back);
  if (undos.length > mostUndos) undos.shift();
  shown.push(id);
  for (const old of shown.splice(0, shown.length - shownAtOnce)) notifications.hide(old);
  const done = (): void => {
    notifications.hide(id);
    act?.run();
  };
  const button = back === null ? act && { label: act.label, run: done } : { label: undo?.label ?? '', run: () => runUndo(back) };
  notifications.show({
    id,
    autoClose: button === undefined ? shownMs : 2 * shownMs,
    color: tone === 'good' ? 'accent' : 'red',
    withCloseButton: true,
    message:
      button === undefined ? (
        message
      ) : (
        <Group justify="space-between" gap="sm">
          {message}
          <Button size="compact-xs" variant="light" onClick={button.run}>
            {button.label}
          </Button>
        </Group>
      ),
  });
};
