import { Kbd, UnstyledButton } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { Icon } from '../ui/icon.tsx';
import classes from './frame.module.css';
import { openPalette } from './palette/palette-state.ts';
import { modLabel } from './shortcuts.ts';

/** Search, always in sight. */
export function RailTools() {
  const text = useTranslations('app');
  return (
    <UnstyledButton className={classes['search'] ?? ''} onClick={() => openPalette('everything')}>
      <Icon name="search" size={14} />
      <span className={classes['searchLabel']}>{text('search')}</span>
      <Kbd size="xs">{modLabel} K</Kbd>
    </UnstyledButton>
  );
}
