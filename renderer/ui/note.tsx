import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';
import classes from './note.module.css';

const icons = { info: 'info', good: 'check', warning: 'warning', bad: 'warning' } as const satisfies Record<string, IconName>;

/** Something worth knowing beside the work at hand: quiet, with a sign of its own, announced when it appears; at once where it is `isUrgent`. */
export function Note({
  tone,
  title,
  isUrgent = false,
  children,
}: {
  readonly tone: keyof typeof icons;
  readonly title: string;
  readonly isUrgent?: boolean;
  readonly children?: ReactNode;
}) {
  return (
    <div className={classes['note']} data-tone={tone} role={isUrgent ? 'alert' : 'status'}>
      <Icon name={icons[tone]} size={14} />
      <div className={classes['body']}>
        <div className={classes['title']}>{title}</div>
        {children}
      </div>
    </div>
  );
}
