import { Title } from '@mantine/core';
import type { ReactNode } from 'react';
import classes from './page.module.css';
import { Icon } from './icon.tsx';

export type Crumb = { readonly label: string; readonly href: string };

type Props = {
  readonly title: ReactNode;
  /** The way up, from the top. */
  readonly crumbs?: readonly Crumb[];
  /** Beside the title: a status. */
  readonly badge?: ReactNode;
  /** One primary action, last; others before it as quiet buttons. */
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
};

/** The head of a page: where one is, what it is, and the one thing to do. */
export function PageHeader({ title, crumbs = [], badge, actions, children }: Props) {
  return (
    <header className={classes['header']}>
      <div className={classes['headLine']}>
        <div className={classes['titleBox']}>
          {crumbs.map(({ label, href }) => (
            <span key={href} className={classes['crumb']}>
              <a href={href}>{label}</a>
              <Icon name="right" size={12} />
            </span>
          ))}
          <Title order={1} className={classes['title'] ?? ''}>
            {title}
          </Title>
          {badge}
        </div>
        <div className={`${classes['actions']} cf-no-print`}>{actions}</div>
      </div>
      {children}
    </header>
  );
}

/** The scrolled part of a page that is no list. */
export function PageBody({ children, wide = false }: { readonly children: ReactNode; readonly wide?: boolean }) {
  return (
    // It scrolls, so the keyboard must get there even where nothing in it can be focused.
    <div className={classes['body']} tabIndex={0}>
      <div className={classes['column']} data-wide={wide || undefined}>
        {children}
      </div>
    </div>
  );
}
