import { Menu, UnstyledButton } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { OperatingEntity } from '../../core/organization/types.ts';
import { useSession } from '../state/session.ts';
import { Icon } from '../ui/icon.tsx';
import classes from './frame.module.css';
import { useHotkey } from './shortcuts.ts';

/** F2: which legal entity is worked for is always in sight; Ctrl+Shift+E opens the choice. */
export function EntitySwitcher({ entities }: { readonly entities: readonly OperatingEntity[] }) {
  const text = useTranslations('app');
  const [isOpen, setOpen] = useState(false);
  const { entityId, set } = useSession();
  useHotkey('mod+shift+e', () => setOpen(true));
  const current = entities.find(({ id }) => id === entityId);
  // While the store opens, nobody knows yet how the chosen one is called.
  const isComing = entities.length === 0 && entityId !== null;
  const active = entities.filter(({ state }) => state === 'active');
  return (
    <Menu opened={isOpen} onChange={setOpen} position="bottom-start" width={300}>
      <Menu.Target>
        <UnstyledButton
          className={classes['switcher'] ?? ''}
          aria-label={text('entity.switch', { name: current?.legalName ?? text('entity.all') })}
        >
          <span className={classes['mark']} aria-hidden="true">
            {current?.code.slice(0, 2) ?? '∗'}
          </span>
          <span className={classes['switcherName']}>{isComing ? '' : (current?.legalName ?? text('entity.all'))}</span>
          <Icon name="down" size={12} />
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{text('entity.label')}</Menu.Label>
        <Menu.Item
          onClick={() => set({ entityId: null })}
          leftSection={
            <span className={classes['code']} aria-hidden="true">
              ∗
            </span>
          }
          rightSection={entityId === null ? <Icon name="check" size={14} /> : null}
        >
          {text('entity.all')}
        </Menu.Item>
        {active.map(({ id, code, legalName }) => (
          <Menu.Item
            key={id}
            onClick={() => set({ entityId: id })}
            leftSection={<span className={classes['code']}>{code}</span>}
            rightSection={entityId === id ? <Icon name="check" size={14} /> : null}
          >
            {legalName}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
