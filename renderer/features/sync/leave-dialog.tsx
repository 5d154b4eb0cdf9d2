import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { saveCopy } from '../../app/sync/locked.tsx';
import { serverDoor } from '../../app/sync/server-door.ts';
import { toast } from '../../app/toast.tsx';
import { workstation } from '../../app/workstation.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

type Props = { readonly isOpen: boolean; readonly pending: number; readonly onClose: () => void };

/** Leaving is said, never slipped into: what was not sent is counted, and a copy is offered first. */
export function LeaveDialog({ isOpen, pending, onClose }: Props) {
  const text = useTranslations('sync.leave');
  const [isCopied, setCopied] = useState(false);
  const leave = async (): Promise<void> => {
    // The server hears first that numbers lent to this station are given up. Signed out where it can be reached; else the session ends by itself.
    await workstation().sync.leave();
    await serverDoor.signOut();
    onClose();
    toast({ message: text('done') });
  };
  return (
    <ConfirmDialog
      isOpen={isOpen}
      title={text('title')}
      text={text('text')}
      confirmLabel={text('confirm')}
      isDanger
      isBlocked={pending > 0 && !isCopied}
      onConfirm={leave}
      onClose={onClose}
    >
      <p>{text('pending', { count: pending })}</p>
      <Button variant="default" size="xs" onClick={() => void saveCopy().then(setCopied)}>
        {text('copy')}
      </Button>
    </ConfirmDialog>
  );
}
