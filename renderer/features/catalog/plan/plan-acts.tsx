import { Button, Menu, Select, Stack } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useTranslations } from 'use-intl';
import { contentDigest } from '../../../../core/catalog/publish-plan.ts';
import type { Plan, PlanVersion } from '../../../../core/catalog/types.ts';
import { useCatalog } from '../../../app/catalog.ts';
import { useCommand, useRows, useToday } from '../../../app/hooks.ts';
import { useGo } from '../../../app/navigation.ts';
import { ErrorSummary } from '../../../app/problems.tsx';
import { toast } from '../../../app/toast.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { Icon } from '../../../ui/icon.tsx';
import type { Refusal } from '../../../workers/store-api.ts';
import { Changes } from './versions.tsx';

export type PlanAct = 'edit' | 'publish' | 'activate' | 'deactivate' | 'grandfather' | 'archive' | 'discard' | 'successor';

/** How many subscriptions name this plan as theirs now. */
export const useSubscriberCount = (plan: Plan): number | null => {
  const today = useToday();
  const { value } = useRows({
    kind: 'subscription',
    filters: [
      { column: 'plan', op: 'is', values: [plan.name] },
      { column: 'status', op: 'is-not', values: ['cancelled'] },
    ],
    text: '',
    sort: [],
    from: 0,
    count: 1,
    on: today,
    entityId: null,
  });
  return value?.matching ?? null;
};

/** What may be done with a plan in its state. */
export function PlanActs({ plan, onAct }: { readonly plan: Plan; readonly onAct: (act: PlanAct) => void }) {
  const text = useTranslations('catalog');
  const go = useGo();
  const start = useCommand('plan.start-draft');
  const begin = async (): Promise<void> => {
    const outcome = await start.run({ planId: plan.id });
    if (outcome.ok) go(`/catalog/plans/${plan.id}/draft`);
  };
  const { state, draftVersion, currentVersion } = plan;
  const offered: readonly PlanAct[] = [
    'edit',
    ...(state === 'active' ? (['deactivate', 'grandfather'] as const) : []),
    ...(state === 'inactive' ? (['activate', 'grandfather'] as const) : []),
    ...(state === 'grandfathered' ? (['activate'] as const) : []),
    ...(currentVersion > 0 ? (['successor'] as const) : []),
    ...(draftVersion !== null && currentVersion > 0 ? (['discard'] as const) : []),
  ];
  if (state === 'archived')
    return (
      <Button variant="default" onClick={() => go(`/catalog/plans/${plan.id}/migrate`)}>
        {text('migration.open')}
      </Button>
    );
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" rightSection={<Icon name="down" size={13} />}>
            {text('acts')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {offered.map((act) => (
            <Menu.Item key={act} onClick={() => onAct(act)}>
              {text(`plan.act.${act}`)}
            </Menu.Item>
          ))}
          {currentVersion > 0 && <Menu.Item onClick={() => go(`/catalog/plans/${plan.id}/migrate`)}>{text('migration.open')}</Menu.Item>}
          <Menu.Divider />
          <Menu.Item color="var(--cf-tone-bad)" onClick={() => onAct('archive')}>
            {text('plan.act.archive')}
          </Menu.Item>
        </Menu.Dropdown>
      </Menu>
      {draftVersion === null ? (
        state !== 'grandfathered' && (
          <Button loading={start.isRunning} onClick={() => void begin()}>
            {text('plan.startDraft')}
          </Button>
        )
      ) : (
        <>
          <Button variant="default" onClick={() => go(`/catalog/plans/${plan.id}/draft`)}>
            {text('plan.editDraft', { version: draftVersion })}
          </Button>
          <Button onClick={() => onAct('publish')}>{text('plan.act.publish')}</Button>
        </>
      )}
    </>
  );
}

/** Publishing shows what changes and everything that is still in the way, before it is done for good. */
export function PublishDialog({
  plan,
  draft,
  current,
  onClose,
  onPublished,
}: {
  readonly plan: Plan;
  readonly draft: PlanVersion;
  readonly current: PlanVersion | null;
  readonly onClose: () => void;
  readonly onPublished: () => void;
}) {
  const text = useTranslations('catalog.plan');
  const { run, preview, problems } = useCommand('plan.publish');
  const [ahead, setAhead] = useState<readonly Refusal[] | null>(null);
  const count = useSubscriberCount(plan);
  const body = { planId: plan.id, version: draft.version, content: contentDigest(draft) };
  useEffect(() => {
    let isCurrent = true;
    void preview({ planId: plan.id, version: draft.version, content: null }).then(
      (outcome) => isCurrent && setAhead(outcome.ok ? [] : outcome.problems),
    );
    return () => {
      isCurrent = false;
    };
  }, [preview, plan.id, draft]);
  const publish = async (): Promise<void> => {
    const outcome = await run(body);
    if (!outcome.ok) return;
    toast({ message: text('published', { name: plan.name, version: draft.version }) });
    onPublished();
  };
  const shown = problems.length > 0 ? problems : (ahead ?? []);
  return (
    <ConfirmDialog
      isOpen
      title={text('publishTitle', { name: plan.name, version: draft.version })}
      text={current === null ? text('publishFirst') : text('publishText', { count: count ?? 0 })}
      confirmLabel={text('act.publish')}
      isBlocked={ahead === null || ahead.length > 0}
      onConfirm={publish}
      onClose={onClose}
    >
      <Stack gap="sm">
        <ErrorSummary problems={shown} />
        {current !== null && <Changes before={current} after={draft} />}
      </Stack>
    </ConfirmDialog>
  );
}

/** One act that changes a plan's state, with its consequence in a sentence. */
export function PlanActDialog({
  plan,
  act,
  onClose,
}: {
  readonly plan: Plan;
  readonly act: Exclude<PlanAct, 'edit' | 'publish'>;
  readonly onClose: () => void;
}) {
  const text = useTranslations('catalog.plan');
  const catalog = useCatalog();
  const count = useSubscriberCount(plan);
  const [successor, setSuccessor] = useState<string | null>(plan.successorPlanId);
  const doors = {
    activate: useCommand('plan.activate'),
    deactivate: useCommand('plan.deactivate'),
    archive: useCommand('plan.archive'),
    grandfather: useCommand('plan.grandfather'),
    successor: useCommand('plan.set-successor'),
    discard: useCommand('plan.discard-draft'),
  };
  const run = async () => {
    const planId = plan.id;
    switch (act) {
      case 'grandfather':
        return doors.grandfather.run({ planId, successorPlanId: successor });
      case 'successor':
        return doors.successor.run({ planId, edits: { successorPlanId: { from: plan.successorPlanId, to: successor } } });
      case 'discard':
        return doors.discard.run({ planId, version: plan.draftVersion ?? 0 });
      case 'activate':
      case 'deactivate':
      case 'archive':
        return doors[act].run({ planId });
    }
  };
  const confirm = async (): Promise<void> => {
    const outcome = await run();
    if (!outcome.ok) return;
    toast({ message: text('done', { name: plan.name }) });
    onClose();
  };
  return (
    <ConfirmDialog
      isOpen
      title={text(`actTitle.${act}`, { name: plan.name })}
      text={text(`actText.${act}`, { count: count ?? 0 })}
      confirmLabel={text(`act.${act}`)}
      isDanger={act === 'archive' || act === 'discard'}
      onConfirm={confirm}
      onClose={onClose}
    >
      {(act === 'grandfather' || act === 'successor') && (
        <Select
          label={text('successor')}
          description={text('successorHint')}
          data={catalog.plans
            .filter(({ id, state }) => id !== plan.id && state !== 'archived')
            .map(({ id, name }) => ({ value: id, label: name }))}
          value={successor}
          onChange={setSuccessor}
          searchable
          clearable
        />
      )}
      <ErrorSummary problems={doors[act].problems} />
    </ConfirmDialog>
  );
}
