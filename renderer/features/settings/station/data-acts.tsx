import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { clock } from '../../../app/clock.ts';
import { useRows, useToday } from '../../../app/hooks.ts';
import { useGo } from '../../../app/navigation.ts';
import { workstation } from '../../../app/workstation.ts';
import { useSession } from '../../../state/session.ts';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';

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
