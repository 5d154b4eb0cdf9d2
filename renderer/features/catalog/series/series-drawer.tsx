import { Button, Group, Stack, Text, Textarea } from '@mantine/core';
import { useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { ExternalSeries } from '../../../../core/catalog/types.ts';
import { useCommand, useDocument } from '../../../app/hooks.ts';
import { ErrorSummary } from '../../../app/problems.tsx';
import { toast } from '../../../app/toast.tsx';
import { MomentText } from '../../../ui/date-text.tsx';
import { PeekDrawer } from '../../../ui/peek-drawer.tsx';
import { useUi } from '../../../ui/settings.tsx';
import classes from '../catalog.module.css';
import { seriesValues } from './series-values.ts';

const shown = 200;

/** The newest values first: the newest one at or before a moment is what holds then. */
function Values({ series }: { readonly series: ExternalSeries }) {
  const text = useTranslations('catalog.external-series');
  const { number } = useUi();
  const newest = series.values.slice(-shown).toReversed();
  if (newest.length === 0)
    return (
      <Text fz={13} c="dimmed">
        {text('noValues')}
      </Text>
    );
  return (
    <>
      <table className={classes['table']} aria-label={text('values')}>
        <thead>
          <tr>
            <th scope="col">{text('from')}</th>
            <th scope="col" className={classes['end']}>
              {text('value')}
            </th>
          </tr>
        </thead>
        <tbody>
          {newest.map(({ at, value }) => (
            <tr key={at}>
              <th scope="row">
                <MomentText at={at} />
              </th>
              <td className={classes['end']}>{number(value)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {series.values.length > shown && (
        <Text fz={12} c="dimmed">
          {text('more', { count: series.values.length - shown })}
        </Text>
      )}
    </>
  );
}

function Add({ series }: { readonly series: ExternalSeries }) {
  const text = useTranslations('catalog.external-series');
  const locale = useLocale();
  const { instantAt } = useUi();
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState<readonly number[]>([]);
  const { run, isRunning, problems } = useCommand('external-series.append');
  const add = async (): Promise<void> => {
    const found = seriesValues(typed, locale, instantAt);
    setWrong(found.wrong);
    if (found.wrong.length > 0 || found.values.length === 0) return;
    const outcome = await run({ seriesId: series.id, values: [...found.values] });
    if (!outcome.ok) return;
    setTyped('');
    toast({ message: text('added', { count: found.values.length }) });
  };
  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void add();
      }}
    >
      <Stack gap="xs">
        <ErrorSummary problems={problems} />
        <Textarea
          label={text('add')}
          description={text('addHint')}
          placeholder={text('addSample')}
          autosize
          minRows={3}
          maxRows={10}
          value={typed}
          error={wrong.length === 0 ? null : text('wrongLines', { lines: wrong.slice(0, 10).join(', ') })}
          onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          styles={{ input: { fontVariantNumeric: 'tabular-nums' } }}
        />
        <Group justify="flex-end">
          <Button type="submit" loading={isRunning} disabled={typed.trim() === ''}>
            {text('addButton')}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** OR-6: one series: what is known, and how more comes in. A value that is known is never replaced, since prices may rest on it. */
export function SeriesDrawer({ id, onClose }: { readonly id: string; readonly onClose: () => void }) {
  const { value: series } = useDocument('external-series', id);
  return (
    <PeekDrawer isOpen title={series?.name ?? ''} onClose={onClose}>
      {series !== undefined && series !== null && (
        <Stack gap="lg">
          <Add series={series} />
          <Values series={series} />
        </Stack>
      )}
    </PeekDrawer>
  );
}
