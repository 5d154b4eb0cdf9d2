import { Menu, UnstyledButton } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useSession } from '../state/session.ts';
import { Icon } from '../ui/icon.tsx';
import classes from './frame.module.css';
import { localeNames, uiLocales } from './messages.ts';
import { SyncChip } from './sync/sync-chip.tsx';

/** Where one stands: what is kept where, and how the window looks. */
export function RailFoot() {
  const text = useTranslations('app');
  const { theme, density, locale, isPrivate, set } = useSession();
  const tick = <Icon name="check" size={14} />;
  return (
    <>
      <SyncChip />
      <Menu position="top-start" width={220}>
        <Menu.Target>
          <UnstyledButton className={classes['footButton'] ?? ''}>
            <Icon name="contrast" />
            <span className={classes['footLabel']}>{text('view.label')}</span>
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{text('view.theme')}</Menu.Label>
          {(['light', 'dark', 'system'] as const).map((choice) => (
            <Menu.Item key={choice} onClick={() => set({ theme: choice })} rightSection={theme === choice ? tick : null}>
              {text(`view.themes.${choice}`)}
            </Menu.Item>
          ))}
          <Menu.Label>{text('view.density')}</Menu.Label>
          {(['normal', 'compact'] as const).map((choice) => (
            <Menu.Item key={choice} onClick={() => set({ density: choice })} rightSection={density === choice ? tick : null}>
              {text(`view.densities.${choice}`)}
            </Menu.Item>
          ))}
          <Menu.Label>{text('view.language')}</Menu.Label>
          {uiLocales.map((choice) => (
            <Menu.Item key={choice} lang={choice} onClick={() => set({ locale: choice })} rightSection={locale === choice ? tick : null}>
              {localeNames[choice]}
            </Menu.Item>
          ))}
          <Menu.Divider />
          <Menu.Item onClick={() => set({ isPrivate: !isPrivate })} rightSection={isPrivate ? tick : null}>
            {text('view.private')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
