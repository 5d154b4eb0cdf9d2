import { Button, Progress } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { type SetupCounts, setupGuide, type SetupPhase, type SetupStep } from '../../../core/views/setup-phases.ts';
import { useDocuments } from '../../app/hooks.ts';
import { placeOf } from '../../app/setup/places.ts';
import { Icon } from '../../ui/icon.tsx';
import classes from './home.module.css';

function Step({ step }: { readonly step: SetupStep }) {
  const text = useTranslations('home.guide');
  const [entity] = useDocuments('entity').value ?? [];
  const { id, isOptional, state } = step;
  const names = state.kind === 'locked' ? state.missing.map((each) => text(`steps.${each}.name`)).join(', ') : '';
  return (
    <li className={classes['step']} data-state={state.kind}>
      <span className={classes['mark']}>{state.kind === 'done' && <Icon name="check" size={12} />}</span>
      <div>
        <strong>{text(`steps.${id}.title`)}</strong> {isOptional && <em>{text('optional')}</em>}
        <p>{state.kind === 'locked' ? text('missing', { names }) : text(`steps.${id}.text`)}</p>
      </div>
      {state.kind === 'done' ? (
        <span className={classes['stateText']}>{text('done')}</span>
      ) : state.kind === 'locked' ? (
        <span className={classes['stateText']}>{text('locked')}</span>
      ) : (
        <Button
          component="a"
          href={`#${placeOf(id, entity?.id)}`}
          variant="default"
          aria-label={text('doStep', { step: text(`steps.${id}.title`) })}
        >
          {text('do')}
        </Button>
      )}
    </li>
  );
}

function Phase({ phase, isOpen, onToggle }: { readonly phase: SetupPhase; readonly isOpen: boolean; readonly onToggle: () => void }) {
  const text = useTranslations('home.guide');
  const panel = `phase-${phase.id}`;
  // The guide counts what has to be done: steps of a phase that nobody has to do are no part of its sum.
  const isOptional = phase.steps.every((step) => step.isOptional);
  return (
    <li className={classes['phase']}>
      <button type="button" className={classes['phaseHead']} aria-expanded={isOpen} aria-controls={panel} onClick={onToggle}>
        <Icon name={isOpen ? 'down' : 'right'} size={12} />
        <span className={classes['phaseName']}>
          {phase.id}. {text(`phases.${phase.id}`)}
        </span>
        {isOptional && <span className={classes['stateText']}>{text(phase.done === phase.of ? 'done' : 'optional')}</span>}
        {!isOptional && <span className={classes['stateText']}>{text('progress', { done: phase.done, of: phase.of })}</span>}
        {!isOptional && <Progress value={(100 * phase.done) / phase.of} w={96} size="sm" aria-label={text(`phases.${phase.id}`)} />}
      </button>
      {isOpen && (
        <ol id={panel} className={classes['steps']}>
          {phase.steps.map((step) => (
            <Step key={step.id} step={step} />
          ))}
        </ol>
      )}
    </li>
  );
}

/** PHS-01, A2: six phases; each step ticks itself when its data exists, and says what it lacks until it can be done. */
export function SetUpGuide({ counts, onDismiss }: { readonly counts: SetupCounts; readonly onDismiss?: () => void }) {
  const text = useTranslations('home.guide');
  const guide = setupGuide(counts);
  const current = guide.phases.find(({ steps }) => steps.some(({ id }) => id === guide.next)) ?? null;
  const [opened, setOpened] = useState<number | null | undefined>(undefined);
  const open = opened === undefined ? (current?.id ?? null) : opened;
  return (
    <section className={classes['card']} aria-label={text('title')}>
      <header className={classes['cardHead']}>
        <h2>{text('title')}</h2>
        <span className={classes['stateText']}>
          {guide.done === guide.of ? text('allDone') : text('progress', { done: guide.done, of: guide.of })}
        </span>
        {onDismiss !== undefined && (
          <Button variant="subtle" color="gray" size="compact-xs" onClick={onDismiss}>
            {text('dismiss')}
          </Button>
        )}
      </header>
      <ol className={classes['phases']}>
        {guide.phases.map((phase) => (
          <Phase key={phase.id} phase={phase} isOpen={open === phase.id} onToggle={() => setOpened(open === phase.id ? null : phase.id)} />
        ))}
      </ol>
    </section>
  );
}
