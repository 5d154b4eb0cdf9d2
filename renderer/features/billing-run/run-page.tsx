import { Anchor, Button, Group, Paper, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useAsked, useDocuments, useToday } from '../../app/hooks.ts';
import { useGo } from '../../app/navigation.ts';
import { SectionNeeds } from '../../app/setup/section-needs.tsx';
import { workstation } from '../../app/workstation.ts';
import { useSession } from '../../state/session.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Note } from '../../ui/note.tsx';
import { PageBody, PageHeader } from '../../ui/page-header.tsx';
import { ProgressPanel } from '../../ui/progress-panel.tsx';
import type { RunProgress } from '../../workers/store-api.ts';
import { PreviewPanel } from './preview-panel.tsx';
import { ResultPanel } from './result-panel.tsx';
import { firstChoice, type ScopeChoice, scopeFault, scopeOf } from './scope.ts';
import { ScopeForm } from './scope-form.tsx';
import { useRun } from './use-run.ts';

/** F3: choose what is billed, look at it, then let it happen. */
export function Page() {
  const text = useTranslations('billing-run');
  const go = useGo();
  const today = useToday();
  const entityId = useSession((session) => session.entityId);
  const entities = useDocuments('entity', { state: 'active' }).value;
  const [chosen, setChosen] = useState<ScopeChoice | null>(null);
  const run = useRun();
  if (entities === undefined) return null;
  const choice =
    chosen ??
    firstChoice(
      today,
      entityId,
      entities.map(({ id }) => id),
    );
  const nameOf = (id: string): string => entities.find((entity) => entity.id === id)?.legalName ?? id;
  const { stage } = run;
  return (
    <>
      <PageHeader title={text('new')} crumbs={[{ label: text('title'), href: '#/runs' }]} />
      <SectionNeeds step="run" />
      <PageBody wide>
        {entities.length === 0 ? (
          <EmptyState
            cause="nothing"
            title={text('noEntity.title')}
            text={text('noEntity.text')}
            action={{ label: text('noEntity.action'), run: () => go('/settings') }}
          />
        ) : (
          <Stack gap="xl">
            <Unfinished />
            {stage.kind === 'choosing' && (
              <ScopeForm
                entities={entities}
                choice={choice}
                fault={scopeFault(choice, today)}
                isBusy={false}
                onChange={setChosen}
                onPreview={() => run.preview(scopeOf(choice))}
              />
            )}
            {stage.kind === 'previewing' && (
              <Progress title={text('progress.previewing')} progress={stage.progress} onCancel={run.cancel} />
            )}
            {stage.kind === 'previewed' && (
              <PreviewPanel
                preview={stage.preview}
                nameOf={nameOf}
                onBack={run.choose}
                onStart={() => run.start(stage.scope, text('progress.running'))}
              />
            )}
            {stage.kind === 'running' && (
              <Progress
                title={text('progress.running')}
                progress={stage.progress}
                onPause={run.pause}
                onResume={run.resume}
                onCancel={run.cancel}
              />
            )}
            {stage.kind === 'done' && <ResultPanel result={stage.result} nameOf={nameOf} onAgain={run.choose} />}
            {stage.kind === 'broken' && (
              <Note tone="bad" isUrgent title={text('broken.title')}>
                <Stack gap="xs" align="flex-start">
                  <Text fz={13}>{text('broken.text', { reason: stage.reason })}</Text>
                  <Button size="xs" variant="default" onClick={run.choose}>
                    {text('broken.again')}
                  </Button>
                </Stack>
              </Note>
            )}
          </Stack>
        )}
      </PageBody>
    </>
  );
}

type ProgressProps = {
  readonly title: string;
  readonly progress: RunProgress | null;
  readonly onPause?: () => void;
  readonly onResume?: () => void;
  readonly onCancel: () => void;
};

function Progress({ title, progress, onPause, onResume, onCancel }: ProgressProps) {
  const text = useTranslations('billing-run.progress');
  const unit = progress?.phase === 'committing' ? text('documents') : text('customers');
  return (
    <Paper withBorder p="lg" radius="md" maw={640}>
      <ProgressPanel
        title={title}
        unit={unit}
        done={progress?.done ?? 0}
        of={progress?.of ?? 0}
        leftMs={progress?.leftMs ?? null}
        isPaused={progress?.phase === 'paused'}
        {...(onPause === undefined ? {} : { onPause })}
        {...(onResume === undefined ? {} : { onResume })}
        onCancel={onCancel}
      />
    </Paper>
  );
}

/** A run that an interruption left half way: whole parts stand, and a new run makes exactly the rest. */
function Unfinished() {
  const text = useTranslations('billing-run.unfinished');
  const { value: runs = [] } = useAsked(
    'unfinished-runs',
    () => workstation().run.unfinished(),
    (changed) => changed.some(({ kind }) => kind === 'billing-run'),
  );
  return (
    <>
      {runs.map((unfinished) => (
        <Note key={unfinished.runId} tone="warning" isUrgent title={text('title')}>
          <Group gap="xs">
            <Text fz={13}>{text('text', { done: unfinished.done, planned: unfinished.planned })}</Text>
            <Anchor fz={13} href={`#/runs/${encodeURIComponent(unfinished.runId)}`}>
              {text('open')}
            </Anchor>
          </Group>
        </Note>
      ))}
    </>
  );
}
