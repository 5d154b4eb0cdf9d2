import { useEffect, useRef } from 'react';
import { Icon } from './icon.tsx';
import classes from './error-summary.module.css';

/** What was wrong, in sentences. It takes the focus when it appears, so that nobody has to look for it. */
export function ErrorSummary({ title, messages }: { readonly title: string; readonly messages: readonly string[] }) {
  const box = useRef<HTMLDivElement>(null);
  const key = messages.join('\n');
  useEffect(() => {
    if (key !== '') box.current?.focus();
  }, [key]);
  if (messages.length === 0) return null;
  return (
    <div ref={box} className={classes['box']} role="alert" tabIndex={-1}>
      <Icon name="warning" />
      <div>
        <strong>{title}</strong>
        <ul>
          {[...new Set(messages)].map((message) => (
            <li key={message}>{message}</li>
          ))}
        </ul>
      </div>
    </div>
  );
}
