import type { ReactNode } from 'react';
import classes from './record.module.css';

export type FactRow = { readonly label: string; readonly value: ReactNode };

/** Small facts under a heading. */
export function Facts({ title, rows }: { readonly title: string; readonly rows: readonly FactRow[] }) {
  return (
    <section aria-label={title}>
      <h2 className={classes['heading']}>{title}</h2>
      <dl className={classes['facts']}>
        {rows.map(({ label, value }) => (
          <div key={label} style={{ display: 'contents' }}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
