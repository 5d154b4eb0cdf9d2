import { Text, Title } from '@mantine/core';
import { type Action, ActionButton } from './action-button.tsx';
import classes from './page.module.css';
import { Icon, type IconName } from './icon.tsx';

/** Why there is nothing to see (A16): there is none yet, filters hide it, one may not see it, or it has not arrived. */
export type EmptyCause = 'nothing' | 'filtered' | 'forbidden' | 'not-synced';

const icons: Readonly<Record<EmptyCause, IconName>> = {
  nothing: 'layers',
  filtered: 'filter',
  forbidden: 'covered',
  'not-synced': 'exchange',
};

type Props = {
  readonly cause: EmptyCause;
  readonly title: string;
  readonly text: string;
  readonly action?: Action | undefined;
  /** It stands for the whole page, so its title is the page's heading. */
  readonly isPage?: boolean;
};

/** Says why a list is empty and what to do next. */
export function EmptyState({ cause, title, text, action, isPage = false }: Props) {
  return (
    <div className={classes['empty']} data-cause={cause} role="status">
      <span className={classes['emptyIcon']}>
        <Icon name={icons[cause]} size={20} />
      </span>
      <Title order={isPage ? 1 : 2} fz={15} fw={600}>
        {title}
      </Title>
      <Text c="dimmed" fz={13} maw={380} ta="center" className={classes['emptyText'] ?? ''}>
        {text}
      </Text>
      {action !== undefined && <ActionButton action={action} variant={cause === 'nothing' ? 'filled' : 'default'} mt={8} />}
    </div>
  );
}
