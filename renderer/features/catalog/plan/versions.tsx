import { Group, Select, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { contentOf } from '../../../../core/catalog/plan-rules.ts';
import type { Plan, PlanVersion } from '../../../../core/catalog/types.ts';
import { type VersionChange, versionChanges } from '../../../../core/views/version-changes.ts';
import { MomentText } from '../../../ui/date-text.tsx';
import { Section } from '../../../ui/facts.tsx';
import { StatusBadge } from '../../../ui/status-badge.tsx';
import classes from '../catalog.module.css';

/** What differs between two versions, a line for each figure. */
export function Changes({ before, after }: { readonly before: PlanVersion; readonly after: PlanVersion }) {
  const text = useTranslations('catalog.changes');
  const fields = useTranslations('catalog.fields');
  const changes = versionChanges(contentOf(before), contentOf(after));
  const pathOf = ({ path }: VersionChange): string => path.map((part) => (fields.has(part) ? fields(part) : part)).join(' › ');
  if (changes.length === 0)
    return (
      <Text fz={13} c="dimmed">
        {text('none')}
      </Text>
    );
  return (
    <table className={classes['table']} aria-label={text('title')}>
      <thead>
        <tr>
          <th scope="col">{text('what')}</th>
          <th scope="col">{text('version', { version: before.version })}</th>
          <th scope="col">{text('version', { version: after.version })}</th>
        </tr>
      </thead>
      <tbody>
        {changes.map((change) => (
          <tr key={change.path.join('/')}>
            <th scope="row">{pathOf(change)}</th>
            <td>{change.before ?? '–'}</td>
            <td>{change.kind === 'removed' ? text('removed') : (change.after ?? '–')}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** CAT-27: every version, unchanged since it was published, and what changed between two of them. */
export function Versions({ plan, versions }: { readonly plan: Plan; readonly versions: readonly PlanVersion[] }) {
  const text = useTranslations('catalog.changes');
  const newest = versions[0]?.version ?? 0;
  const [from, setFrom] = useState<string | null>(null);
  const [to, setTo] = useState<string | null>(null);
  const after = versions.find(({ version }) => String(version) === (to ?? String(newest)));
  const before = versions.find(({ version }) => String(version) === (from ?? String(newest - 1)));
  const choices = versions.map(({ version }) => ({ value: String(version), label: text('version', { version }) }));
  return (
    <Stack gap="lg">
      <table className={classes['table']} aria-label={text('versions')}>
        <thead>
          <tr>
            <th scope="col">{text('versionHead')}</th>
            <th scope="col">{text('state')}</th>
            <th scope="col">{text('published')}</th>
            <th scope="col" className={classes['end']}>
              {text('prices')}
            </th>
          </tr>
        </thead>
        <tbody>
          {versions.map((each) => (
            <tr key={each.id}>
              <th scope="row">{text('version', { version: each.version })}</th>
              <td>
                <StatusBadge tone={each.version === plan.currentVersion ? 'good' : 'neutral'}>
                  {text(each.version === plan.currentVersion ? 'sold' : each.state.kind === 'draft' ? 'draft' : 'earlier')}
                </StatusBadge>
              </td>
              <td>{each.state.kind === 'published' ? <MomentText at={each.state.at} /> : '–'}</td>
              <td className={classes['end']}>{each.variants.length}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {versions.length > 1 && (
        <Section
          title={text('title')}
          action={
            <Group gap="xs">
              <Select
                size="xs"
                w={140}
                aria-label={text('from')}
                data={choices}
                value={from ?? String(newest - 1)}
                onChange={setFrom}
                allowDeselect={false}
              />
              <Select
                size="xs"
                w={140}
                aria-label={text('to')}
                data={choices}
                value={to ?? String(newest)}
                onChange={setTo}
                allowDeselect={false}
              />
            </Group>
          }
        >
          {before !== undefined && after !== undefined && <Changes before={before} after={after} />}
        </Section>
      )}
    </Stack>
  );
}
