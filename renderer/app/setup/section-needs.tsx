import { Anchor } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { Note } from '../../ui/note.tsx';
import classes from './section-needs.module.css';
import { type Needs, useNeeds } from './use-needs.ts';

/** PHS-02: at the start of a section, what has to be there before its work can begin, each with the way to it. Nothing is shown where nothing lacks. */
export function SectionNeeds(props: Needs) {
  const text = useTranslations('home.guide');
  const lacking = useNeeds(props);
  if (lacking.length === 0) return null;
  return (
    <div className={classes['needs']}>
      <Note tone="info" title={text('needs')}>
        <ul>
          {lacking.map(({ id, title, href }) => (
            <li key={id}>
              <Anchor href={href} fz="inherit">
                {title}
              </Anchor>
            </li>
          ))}
        </ul>
      </Note>
    </div>
  );
}
