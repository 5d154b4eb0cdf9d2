import { useEffect } from 'react';
import { useTranslations } from 'use-intl';
import { missingFor, setupGuide, type SetupCounts, type SetupStepId } from '../../../core/views/setup-phases.ts';
import type { Action } from '../../ui/action-button.tsx';
import { useDocuments } from '../hooks.ts';
import { useSetupCounts } from './counts.ts';
import { placeOf } from './places.ts';

/** A step of the set-up guide, or what a section that is none of its steps needs. */
export type Needs = { readonly step: SetupStepId } | { readonly needs: readonly SetupStepId[] };

const missingOf = (props: Needs, counts: SetupCounts): readonly SetupStepId[] => {
  if ('step' in props) return missingFor(props.step, counts);
  const steps = setupGuide(counts).phases.flatMap((phase) => phase.steps);
  return props.needs.filter((need) => steps.find(({ id }) => id === need)?.state.kind !== 'done');
};

/** Sections that lacked nothing when they were last looked at. What is needed is hardly ever taken away again, and counting it costs. */
const complete = new Set<string>();

export type Lacking = { readonly id: SetupStepId; readonly title: string; readonly href: string };

/** What has to be there before the work of a section can begin, each with the way to it; empty where nothing lacks, and until that is known. */
export const useNeeds = (props: Needs): readonly Lacking[] => {
  const text = useTranslations('home.guide');
  const [entity] = useDocuments('entity').value ?? [];
  const key = 'step' in props ? props.step : props.needs.join(' ');
  const counts = useSetupCounts(!complete.has(key));
  const missing = counts === undefined ? [] : missingOf(props, counts);
  const isComplete = counts !== undefined && missing.length === 0;
  useEffect(() => {
    if (isComplete) complete.add(key);
  }, [isComplete, key]);
  return missing.map((id) => ({ id, title: text(`steps.${id}.title`), href: `#${placeOf(id, entity?.id)}` }));
};

/** PHS-02: an action that cannot be done before what it needs is there, and then says so, with the way to the first of it. */
export const useNeeded = (needs: Needs, action: Action): Action => {
  const text = useTranslations('home.guide');
  const lacking = useNeeds(needs);
  const [first] = lacking;
  if (first === undefined) return action;
  const names = lacking.map(({ id }) => text(`steps.${id}.name`)).join(', ');
  return { ...action, lacks: { reason: text('missing', { names }), way: { label: first.title, href: first.href } } };
};
