import type { ReactNode } from 'react';
import classes from './facts.module.css';

export type Fact = { readonly label: string; readonly value: ReactNode };

/** Facts of a record as pairs of name and value; what has no value shows a dash. */
export function Facts({ facts, label }: { readonly facts: readonly Fact[]; readonly label?: string }) {
  return (
    <dl className={classes['facts']} aria-label={label}>
      {facts.map(({ label: name, value }) => (
        <div key={name} className={classes['fact']}>
          <dt>{name}</dt>
          <dd>{value === null || value === undefined || value === '' ? <span className={classes['nothing']}>–</span> : value}</dd>
        </div>
      ))}
    </dl>
  );
}

/** A part of a record's page with its heading and at most one action. */
export function Section({
  title,
  action,
  children,
}: {
  readonly title: string;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className={classes['section']} aria-label={title}>
      <header className={classes['sectionHead']}>
        <h2>{title}</h2>
        {action}
      </header>
      {children}
    </section>
  );
}
