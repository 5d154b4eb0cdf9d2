import type { ReactNode } from 'react';
import classes from './text.module.css';

/** What a state means to people, never which domain it is of. */
export type Tone = 'neutral' | 'info' | 'good' | 'warning' | 'bad';

/** Each tone has a shape of its own, so that colour is never the only sign (WCAG 1.4.1). */
const shapes: Readonly<Record<Tone, ReactNode>> = {
  neutral: <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="1.5" strokeDasharray="2.1 2.1" />,
  info: (
    <>
      <circle cx="6" cy="6" r="4" fill="none" stroke="currentColor" strokeWidth="1.5" />
      <path d="M6 3.5A2.5 2.5 0 0 1 6 8.5Z" fill="currentColor" />
    </>
  ),
  good: (
    <>
      <circle cx="6" cy="6" r="4.75" fill="currentColor" />
      <path
        d="m4 6.1 1.4 1.4L8.1 4.7"
        fill="none"
        stroke="var(--cf-surface)"
        strokeWidth="1.3"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </>
  ),
  warning: <path d="M6 1.75 10.75 10H1.25Z" fill="currentColor" stroke="currentColor" strokeLinejoin="round" />,
  bad: <path d="m6 1 5 5-5 5-5-5Z" fill="currentColor" />,
};

/** A state in words with its sign. */
export function StatusBadge({ tone, children }: { readonly tone: Tone; readonly children: ReactNode }) {
  return (
    <span className={classes['status']} data-tone={tone}>
      <svg width="12" height="12" viewBox="0 0 12 12" aria-hidden="true" focusable="false">
        {shapes[tone]}
      </svg>
      {children}
    </span>
  );
}
