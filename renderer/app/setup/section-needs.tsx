import { Anchor } from '@mantine/core';
import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { missingFor, setupGuide, type SetupCounts, type SetupStepId } from '../../../core/views/setup-phases.ts';
import { Note } from '../../ui/note.tsx';
import { useDocuments } from '../hooks.ts';
import { useSetupCounts } from './counts.ts';
import { placeOf } from './places.ts';
import classes from './section-needs.module.css';

/** A step of the set-up guide, or what a section that is none of its steps needs. */
type Needs = { readonly step: SetupStepId } | { readonly needs: readonly SetupStepId[] };

const missingOf = (props: Needs, counts: SetupCounts): readonly SetupStepId[] => {
  if ('step' in props) return missingFor(props.step, counts);
  const steps = setupGuide(counts).phases.flatMap((phase) => phase.steps);
  return props.needs.filter((need) => steps.find(({ id }) => id === need)?.state.kind !== 'done');
};

/** Sections that lacked nothing when they were last looked at. What is needed is hardly ever taken away again, and counting it costs. */
const complete = new Set<string>();

/** PHS-02: at the start of a section, what has to be there before its work can begin, each with the way to it. Nothing is shown where nothing lacks. */
export function SectionNeeds(props: Needs) {
  const text = useTranslations('home.guide');
  const [entity] = useDocuments('entity').value ?? [];
  const key = 'step' in props ? props.step : props.needs.join(' ');
  const counts = useSetupCounts(!complete.has(key));
  const missing = counts === undefined ? [] : missingOf(props, counts);
  const isComplete = counts !== undefined && missing.length === 0;
  useEffect(() => {
    if (isComplete) complete.add(key);
  }, [isComplete, key]);
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
