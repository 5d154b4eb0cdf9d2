import { Menu, UnstyledButton } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { monthsAfter, monthStart } from '../../core/time/plain-date.ts';
import { useSession } from '../state/session.ts';
import { ConfirmDialog } from '../ui/confirm-dialog.tsx';
import { DateText } from '../ui/date-text.tsx';
import { clock } from './clock.ts';
import classes from './frame.module.css';
import { useAsked, useToday } from './hooks.ts';
import { workstation } from './workstation.ts';

/** The demo company lives in the year of its files: the morning on which February is to be billed. */
const demoMoment = '2025-03-01T08:00:00.000Z';

/** In the demo company: that it is one, on which day it plays, and the ways onward and out (A1). Nothing anywhere else. */
export function DemoBadge() {
  const text = useTranslations('app.demo');
  const { demoAt, set } = useSession();
  const today = useToday();
  const [isAsking, setAsking] = useState(false);
  const { value } = useAsked(
    'is-demo',
    () => workstation().status(),
    (changed) => changed.some(({ kind }) => kind === 'entity'),
  );
  const isDemo = value?.ok === true && value.value.isDemo;
  useEffect(() => {
    if (isDemo && !clock.isStopped()) clock.set(demoAt ?? demoMoment);
  }, [isDemo, demoAt]);
  if (!isDemo) return null;
  const moveTo = (day: string): void => {
    const moment = `${day}T08:00:00.000Z`;
    set({ demoAt: moment });
    clock.set(moment);
  };
  const reset = async (): Promise<void> => {
    await workstation().reset();
    clock.set(null);
    set({ demoAt: null, hasBegun: false, entityId: null });
    setAsking(false);
  };
  return (
    <>
      <Menu position="bottom-start" width={240}>
        <Menu.Target>
          <UnstyledButton className={classes['demo'] ?? ''}>
            {text('badge')} · <DateText on={today} />
          </UnstyledButton>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{text('hint')}</Menu.Label>
          <Menu.Item onClick={() => moveTo(monthsAfter(monthStart(today), 1))}>{text('nextMonth')}</Menu.Item>
          <Menu.Item onClick={() => setAsking(true)}>{text('reset')}</Menu.Item>
        </Menu.Dropdown>
      </Menu>
      <ConfirmDialog
        isOpen={isAsking}
        title={text('resetTitle')}
        text={text('resetText')}
        confirmLabel={text('reset')}
        isDanger
        onConfirm={reset}
        onClose={() => setAsking(false)}
      />
    </>
  );
}
