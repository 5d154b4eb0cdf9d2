import type { ReactNode } from 'react';
import classes from './app-frame.module.css';
import { useFocusBack } from './focus-back.ts';
import { Icon, type IconName } from './icon.tsx';

export type RailEntry = {
  readonly path: string;
  readonly href: string;
  readonly label: string;
  readonly icon: IconName;
  readonly hint?: string | undefined;
};
export type RailSection = { readonly id: string; readonly label: string; readonly entries: readonly RailEntry[] };

type Props = {
  readonly label: string;
  readonly skipLabel: string;
  /** On top of the rail: the entity switcher. */
  readonly switcher: ReactNode;
  /** Under it: search and what is always in sight. */
  readonly tools: ReactNode;
  readonly sections: readonly RailSection[];
  readonly current: string;
  /** At the foot of the rail: sync and user. */
  readonly foot: ReactNode;
  /** Above the page: banners. */
  readonly banner?: ReactNode;
  readonly children: ReactNode;
};

const holds = (entry: RailEntry, current: string): boolean =>
  entry.path === current || (entry.path !== '/' && current.startsWith(`${entry.path}/`));

/** Of two entries that lead to the page, the nearer one: offers, not the catalog around them. */
const isCurrent = (entry: RailEntry, current: string, beside: readonly RailEntry[]): boolean =>
  holds(entry, current) && !beside.some((other) => other.path.length > entry.path.length && holds(other, current));

/** The window: a rail on the left, the page beside it. */
export function AppFrame({ label, skipLabel, switcher, tools, sections, current, foot, banner, children }: Props) {
  useFocusBack();
  return (
    <div className={classes['frame']}>
      <a
        className={classes['skip']}
        href="#main"
        onClick={(event) => {
          // The address belongs to the router: the page is focused without it.
          event.preventDefault();
          document.getElementById('main')?.focus();
        }}
      >
        {skipLabel}
      </a>
      <nav className={`${classes['rail']} cf-no-print`} aria-label={label}>
        {switcher}
        {tools}
        <div className={classes['sections']}>
          {sections.map((section) => (
            <div key={section.id} className={classes['section']} role="group" aria-label={section.label}>
              {section.entries.length > 1 && (
                <div className={classes['sectionLabel']} aria-hidden="true">
                  {section.label}
                </div>
              )}
              {section.entries.map((entry) => (
                <a
                  key={entry.path}
                  href={entry.href}
                  className={classes['entry']}
                  aria-current={isCurrent(entry, current, section.entries) ? 'page' : undefined}
                  title={entry.hint}
                >
                  <Icon name={entry.icon} />
                  <span className={classes['entryLabel']}>{entry.label}</span>
                </a>
              ))}
            </div>
          ))}
        </div>
        <div className={classes['foot']}>{foot}</div>
      </nav>
      <div className={classes['page']}>
        {banner}
        <main id="main" tabIndex={-1} className={classes['main']}>
          {children}
        </main>
      </div>
    </div>
  );
}
