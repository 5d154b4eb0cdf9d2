import { FileInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { ProblemLike } from '../../../../core/kernel/outcome.ts';
import { clock } from '../../../app/clock.ts';
import { keepCopy } from '../../../app/files.ts';
import { useRows, useToday } from '../../../app/hooks.ts';
import { useGo } from '../../../app/navigation.ts';
import { ErrorSummary } from '../../../app/problems.tsx';
import { toast } from '../../../app/toast.tsx';
import { workstation } from '../../../app/workstation.ts';
import { useSession } from '../../../state/session.ts';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';

/** Puts a backup in the place of everything, once a copy of what is there was kept. */
export function RestoreAll({ onClose }: { readonly onClose: () => void }) {
  const text = useTranslations('settings.station');
  const [file, setFile] = useState<File | null>(null);
  const [problems, setProblems] = useState<readonly ProblemLike[]>([]);
  const restore = async (): Promise<void> => {
    if (file === null) return;
    const outcome = await workstation().restore(file, (copy) => keepCopy('before-restore.counterfoil', copy));
    if (!outcome.ok) return setProblems(outcome.problems);
    onClose();
    return toast({ message: text('restored', { count: outcome.value.commands }) });
  };
  return (
    <ConfirmDialog
      isOpen
      title={text('restore')}
      text={text('restoreAsk')}
      confirmLabel={text('restore')}
      isDanger
      isBlocked={file === null}
      onConfirm={restore}
      onClose={onClose}
    >
      {problems.length > 0 && <ErrorSummary problems={problems} />}
      <FileInput label={text('file')} placeholder={text('fileChoose')} accept=".counterfoil" value={file} onChange={setFile} />
    </ConfirmDialog>
  );
}

/** Takes everything off this device. Nobody does it by accident: the word has to be typed. */
export function DeleteAll({ documents, onClose }: { readonly documents: number; readonly onClose: () => void }) {
  const text = useTranslations('settings.station');
  const go = useGo();
  const set = useSession((session) => session.set);
  const [typed, setTyped] = useState('');
  const today = useToday();
  const open = useRows({
    kind: 'invoice',
    filters: [{ column: 'status', op: 'is', values: ['posted', 'partially-paid', 'overdue'] }],
    text: '',
    sort: [],
    from: 0,
    count: 0,
    on: today,
    entityId: null,
  });
  const word = text('deleteWord');
  const remove = async (): Promise<void> => {
    await workstation().reset();
    clock.set(null);
    set({ demoAt: null, hasBegun: false, entityId: null });
    onClose();
    go('/');
  };
  return (
    <ConfirmDialog
      isOpen
      title={text('delete')}
      text={text('deleteAsk')}
      count={documents}
      sums={open.value?.totals['due'] ?? []}
      confirmLabel={text('delete')}
      isDanger
      isBlocked={typed.trim().toLocaleLowerCase() !== word.toLocaleLowerCase()}
      onConfirm={remove}
      onClose={onClose}
    >
      <TextInput
        label={text('deleteType', { word })}
        value={typed}
        autoComplete="off"
        onChange={(event) => setTyped(event.currentTarget.value)}
      />
    </ConfirmDialog>
  );
}
