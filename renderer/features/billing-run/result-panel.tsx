import { Button, Group, Stack, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { useGo } from '../../app/navigation.ts';
import { Note } from '../../ui/note.tsx';
import type { RunResult } from '../../workers/store-api.ts';
import { ExceptionsTable } from './exceptions-table.tsx';
import { Section } from './preview-panel.tsx';
import { TotalsTable } from './totals-table.tsx';

type Props = { readonly result: RunResult; readonly nameOf: (entityId: string) => string; readonly onAgain: () => void };

const tones = { finished: 'good', cancelled: 'warning', failed: 'bad', 'nothing-owed': 'info' } as const;

/** What the run came to, whom it left out, and where its documents are. */
export function ResultPanel({ result, nameOf, onAgain }: Props) {
  const text = useTranslations('billing-run');
  const words = useTranslations('problems');
  const go = useGo();
  const documents = 'documents' in result ? result.documents : 0;
  return (
    <Stack gap="xl">
      <Note tone={tones[result.kind]} title={text(`result.${result.kind}.title`)}>
        <p>{text(`result.${result.kind}.text`, { count: documents })}</p>
        {result.kind === 'failed' && result.problems.map(({ code }) => <p key={code}>{words.has(code) ? words(code) : code}</p>)}
      </Note>
      {'totals' in result && result.totals.length > 0 && (
        <Section title={text('preview.title')}>
          <TotalsTable totals={result.totals} nameOf={nameOf} />
          <Text fz={12} c="dimmed" ff="monospace">
            {text('preview.hash', { hash: result.hash })}
          </Text>
        </Section>
      )}
      {'exceptions' in result && result.exceptions.length > 0 && (
        <Section title={text('exceptions.title')} hint={text('exceptions.hint', { count: result.exceptions.length })}>
          <ExceptionsTable exceptions={result.exceptions} />
        </Section>
      )}
      <Group>
        {'runId' in result && result.runId !== '' && (
          <Button onClick={() => go(`/runs/${encodeURIComponent(result.runId)}`)}>{text('result.open')}</Button>
        )}
        <Button variant="default" onClick={onAgain}>
          {text('result.again')}
        </Button>
      </Group>
    </Stack>
  );
}
