import { Anchor } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { missingFor, type SetupStepId } from '../../../core/views/setup-phases.ts';
import { Note } from '../../ui/note.tsx';
import { useDocuments } from '../hooks.ts';
import { useSetupCounts } from './counts.ts';
import { placeOf } from './places.ts';
import classes from './section-needs.module.css';

/** Steps that lacked nothing when they were last looked at. What a step needs is hardly ever taken away again, and counting it costs. */
const complete = new Set<SetupStepId>();

/** PHS-02: at the start of a section, what has to be there before its work can begin, each with the way to it. Nothing is shown where nothing lacks. */
export function SectionNeeds({ step }: { readonly step: SetupStepId }) {
  const text = useTranslations('home.guide');
  const [entity] = useDocuments('entity').value ?? [];
  const counts = useSetupCounts(!complete.has(step));
  const missing = counts === undefined ? [] : missingFor(step, counts);
  const isComplete = counts !== undefined && missing.length === 0;
  useEffect(() => {
    if (isComplete) complete.add(step);
  }, [isComplete, step]);
  if (missing.length === 0) return null;
  return (
    <div className={classes['needs']}>
      <Note tone="info" title={text('needs')}>
        <ul>
          {missing.map((id) => (
            <li key={id}>
              <Anchor href={`#${placeOf(id, entity?.id)}`} fz="inherit">
                {text(`steps.${id}.title`)}
              </Anchor>
            </li>
          ))}
        </ul>
      </Note>
    </div>
  );
}
