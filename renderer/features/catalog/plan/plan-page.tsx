import { Select, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { Plan, PlanVersion } from '../../../../core/catalog/types.ts';
import { useCatalog } from '../../../app/catalog.ts';
import { useDocument } from '../../../app/hooks.ts';
import { Status } from '../../../app/list/cells.tsx';
import { usePathParam } from '../../../app/navigation.ts';
import { RecordPage } from '../../../app/record/record-page.tsx';
import { Timeline } from '../../../app/record/timeline.tsx';
import { Facts } from '../../../ui/facts.tsx';
import classes from '../catalog.module.css';
import { AddOns } from './add-ons.tsx';
import { type PlanAct, PlanActDialog, PlanActs, PublishDialog, useSubscriberCount } from './plan-acts.tsx';
import { EditPlan } from './plan-form.tsx';
import { Grants } from './grants-table.tsx';
import { Prices } from './prices-table.tsx';
import { useVersions } from './use-versions.ts';
import { Versions } from './versions.tsx';

function PlanFacts({ plan }: { readonly plan: Plan }) {
  const text = useTranslations('catalog.plan');
  const visibility = useTranslations('lists.plan.codes.visibility');
  const catalog = useCatalog();
  const count = useSubscriberCount(plan);
  return (
    <Facts
      facts={[
        {
          label: text('product'),
          value: (
            <a className={classes['link']} href={`#/catalog/products/${plan.productId}`}>
              {catalog.product(plan.productId)}
            </a>
          ),
        },
        { label: text('code'), value: plan.code },
        { label: text('visibility'), value: visibility(plan.visibility) },
        { label: text('subscribers'), value: count },
        {
          label: text('countries'),
          value: plan.restrictions.countries.length === 0 ? text('everywhere') : plan.restrictions.countries.join(', '),
        },
        {
          label: text('segments'),
          value: plan.restrictions.segments.length === 0 ? text('everybody') : plan.restrictions.segments.join(', '),
        },
        {
          label: text('upgradePaths'),
          value: plan.upgradePaths.length === 0 ? text('anyPlan') : plan.upgradePaths.map(catalog.plan).join(', '),
        },
        {
          label: text('successor'),
          value:
            plan.successorPlanId === null ? null : (
              <a href={`#/catalog/plans/${plan.successorPlanId}`}>{catalog.plan(plan.successorPlanId)}</a>
            ),
        },
      ]}
    />
  );
}

function Overview({ plan, versions }: { readonly plan: Plan; readonly versions: readonly PlanVersion[] }) {
  const text = useTranslations('catalog.changes');
  const [chosen, choose] = useState<string | null>(null);
  const shown =
    versions.find(({ version }) => String(version) === chosen) ??
    versions.find(({ version }) => version === plan.currentVersion) ??
    versions[0];
  return (
    <Stack gap="lg">
      <PlanFacts plan={plan} />
      {shown !== undefined && versions.length > 1 && (
        <Select
          w={240}
          label={text('shown')}
          allowDeselect={false}
          value={String(shown.version)}
          onChange={choose}
          data={versions.map(({ version, state }) => ({
            value: String(version),
            label: `${text('version', { version })} · ${text(version === plan.currentVersion ? 'sold' : state.kind === 'draft' ? 'draft' : 'earlier')}`,
          }))}
        />
      )}
      {shown !== undefined && <Prices version={shown} />}
    </Stack>
  );
}

/** One plan: what it costs, what it grants, how its versions differ, which add-ons go with it. */
export function Page() {
  const text = useTranslations('catalog');
  const id = usePathParam('id');
  const record = useDocument('plan', id);
  const plan = record.value ?? null;
  const versions = useVersions(plan);
  const [act, setAct] = useState<PlanAct | null>(null);
  const close = (): void => setAct(null);
  const draft = versions?.find(({ version }) => version === plan?.draftVersion);
  const current = versions?.find(({ version }) => version === plan?.currentVersion) ?? null;
  const shown = draft !== undefined && current === null ? draft : current;
  return (
    <>
      <RecordPage
        kind="plan"
        record={versions === undefined && record.value !== null ? { ...record, value: undefined } : record}
        title={({ name }) => name}
        detail={({ code }) => code}
        crumbs={[{ label: text('title'), href: '#/catalog' }]}
        badge={({ state }) => <Status kind="plan" code={state} />}
        onEdit={() => setAct('edit')}
        actions={(each) => <PlanActs plan={each} onAct={setAct} />}
        tabs={(each) => [
          { id: 'overview', label: text('tabs.prices'), content: () => <Overview plan={each} versions={versions ?? []} /> },
          { id: 'grants', label: text('grant.title'), content: () => (shown === null ? null : <Grants version={shown} />) },
          { id: 'versions', label: text('changes.versions'), content: () => <Versions plan={each} versions={versions ?? []} /> },
          { id: 'add-ons', label: text('addOn.title'), content: () => <AddOns plan={each} /> },
          { id: 'timeline', label: text('tabs.timeline'), content: () => <Timeline documentId={each.id} /> },
        ]}
      />
      {plan !== null && act === 'edit' && <EditPlan plan={plan} onClose={close} />}
      {plan !== null && act === 'publish' && draft !== undefined && (
        <PublishDialog plan={plan} draft={draft} current={current} onClose={close} onPublished={close} />
      )}
      {plan !== null && act !== null && act !== 'edit' && act !== 'publish' && (
        <PlanActDialog key={act} plan={plan} act={act} onClose={close} />
      )}
    </>
  );
}
