import { Button, Group, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import type { RunPreview } from '../../workers/store-api.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Note } from '../../ui/note.tsx';
import { useUi } from '../../ui/settings.tsx';
import classes from './billing-run.module.css';
import { DifferencesTable } from './differences-table.tsx';
import { DocumentsTable } from './documents-table.tsx';
import { ExceptionsTable } from './exceptions-table.tsx';
import { TotalsTable } from './totals-table.tsx';

export function Section({ title, hint, children }: { readonly title: string; readonly hint?: string; readonly children: ReactNode }) {
  return (
    <Stack gap={8} component="section" aria-label={title}>
      <Group gap="xs" align="baseline">
        <Title order={2} fz={15} fw={600}>
          {title}
        </Title>
        {hint !== undefined && (
          <Text fz={13} c="dimmed">
            {hint}
          </Text>
        )}
      </Group>
      {children}
    </Stack>
  );
}
type Props = {
  readonly preview: RunPreview;
  readonly nameOf: (entityId: string) => string;
  readonly onStart: () => void;
  readonly onBack: () => void;
};

/** What the run would make, to the penny: starting it commits this very plan. */
export function PreviewPanel({ preview, nameOf, onStart, onBack }: Props) {
  const text = useTranslations('billing-run');
  const { number } = useUi();
  const [isAsking, setAsking] = useState(false);
  const isEmpty = preview.documents === 0;
  return (
    <Stack gap="xl">
      {isEmpty ? (
        <Note tone="info" title={text('preview.nothing')}>
          <p>{text('preview.nothingText')}</p>
        </Note>
      ) : (
        <Section title={text('preview.title')} hint={text('preview.count', { count: preview.documents })}>
          <TotalsTable totals={preview.totals} nameOf={nameOf} />
          <Text fz={12} c="dimmed" ff="monospace">
            {text('preview.hash', { hash: preview.hash.slice(0, 16) })}
          </Text>
        </Section>
      )}
      {preview.exceptions.length > 0 && (
        <Section title={text('exceptions.title')} hint={text('exceptions.hint', { count: preview.exceptions.length })}>
          <ExceptionsTable exceptions={preview.exceptions} />
        </Section>
      )}
      {preview.differences.length > 0 && !isEmpty && (
        <Section title={text('differences.title')} hint={text('differences.hint')}>
          <DifferencesTable differences={preview.differences} />
        </Section>
      )}
      {!isEmpty && (
        <Section
          title={text('documents.title')}
          hint={text('documents.hint', { shown: number(preview.sample.length), of: number(preview.documents) })}
        >
          <DocumentsTable documents={preview.sample} />
        </Section>
      )}
      <Group className={classes['foot'] ?? ''}>
        {!isEmpty && <Button onClick={() => setAsking(true)}>{text('start.action', { count: preview.documents })}</Button>}
        <Button variant="default" onClick={onBack}>
          {text('start.back')}
        </Button>
      </Group>
      <ConfirmDialog
        isOpen={isAsking}
        title={text('start.title')}
        text={text('start.text')}
        count={preview.documents}
        sums={[...sumsOf(preview)]}
        confirmLabel={text('start.confirm')}
        onConfirm={() => {
          setAsking(false);
          onStart();
        }}
        onClose={() => setAsking(false)}
      />
    </Stack>
  );
}

/** By currency over all entities. */
const sumsOf = (preview: RunPreview): readonly { readonly minor: number; readonly currency: string }[] => {
  const sums = new Map<string, number>();
  for (const { currency, grossMinor } of preview.totals) sums.set(currency, (sums.get(currency) ?? 0) + grossMinor);
  return [...sums].map(([currency, minor]) => ({ currency, minor }));
};
