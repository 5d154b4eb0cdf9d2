import { FileInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ProblemLike } from '../../core/kernel/outcome.ts';
import { useSession } from '../state/session.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { keepCopy } from './files.ts';
import { ErrorSummary } from './problems.tsx';
import { useRestoring } from './restoring.ts';
import { toast } from './toast.tsx';
import { workstation } from './workstation.ts';

function Dialog({ offered, onClose }: { readonly offered: File | null; readonly onClose: () => void }) {
  const text = useTranslations('app.restore');
  const set = useSession((session) => session.set);
  const [file, setFile] = useState<File | null>(offered);
  const [problems, setProblems] = useState<readonly ProblemLike[]>([]);
  const restore = async (): Promise<void> => {
    if (file === null) return;
    const outcome = await workstation().restore(file, (copy) => keepCopy('before-restore.counterfoil', copy));
    if (!outcome.ok) return setProblems(outcome.problems);
    set({ hasBegun: true });
    onClose();
    return toast({ message: text('restored', { count: outcome.value.commands }) });
  };
  return (
    <ConfirmDialog
      isOpen
      title={text('title')}
      text={text('ask')}
      confirmLabel={text('title')}
      isDanger
      isBlocked={file === null}
      onConfirm={restore}
      onClose={onClose}
    >
      {problems.length > 0 && <ErrorSummary problems={problems} />}
      <FileInput label={text('file')} placeholder={text('choose')} accept=".counterfoil" value={file} onChange={setFile} />
    </ConfirmDialog>
  );
}

/** Puts a backup in the place of everything, once a copy of what is there was kept. */
export function RestoreDialog() {
  const { isOpen, offered, close } = useRestoring();
  return isOpen ? <Dialog key={offered?.name ?? ''} offered={offered} onClose={close} /> : null;
}
