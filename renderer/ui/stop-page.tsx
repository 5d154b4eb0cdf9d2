import { Group, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './stop-page.module.css';

type Props = {
  readonly title: string;
  /** What can be done about it. */
  readonly acts: ReactNode;
  readonly children: ReactNode;
};

/** The whole window says one thing, since nothing else may or can be shown: why, and what can be done. */
export function StopPage({ title, acts, children }: Props) {
  return (
    <main className={classes['stop']}>
      <div className={classes['card']} role="alert">
        <Title order={1} fz={18}>
          {title}
        </Title>
        {children}
        <Group>{acts}</Group>
      </div>
    </main>
  );
}
