import { Drawer } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslations } from 'use-intl';

type Props = { readonly isOpen: boolean; readonly title: ReactNode; readonly onClose: () => void; readonly children: ReactNode };

/** Looks into a record without leaving the list: Esc closes it and the focus goes back. */
export function PeekDrawer({ isOpen, title, onClose, children }: Props) {
  const text = useTranslations('ui.confirm');
  return (
    <Drawer
      opened={isOpen}
      onClose={onClose}
      title={title}
      position="right"
      size={480}
      overlayProps={{ backgroundOpacity: 0.12 }}
      closeButtonProps={{ 'aria-label': text('close') }}
    >
      {children}
    </Drawer>
  );
}
