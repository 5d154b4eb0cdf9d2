import { Stack, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { Currency } from '../../../../core/money/currency.ts';
import type { TotalExplanation as Explained, TotalPart } from '../../../../core/views/explanation.ts';
import { ExplainStep } from '../../../ui/explain.tsx';
import { Money } from '../../../ui/money.tsx';
import { useUi } from '../../../ui/settings.tsx';
import { Recomputed } from './recomputed.tsx';

type Props = { readonly title: string; readonly explained: Explained; readonly currency: Currency; readonly hint?: string };

/** A total and what it is the sum of. */
export function TotalExplanation({ title, explained, currency, hint }: Props) {
  const text = useTranslations('invoices');
  const { percent, day } = useUi();
  const labelOf = (part: TotalPart): string => {
    switch (part.kind) {
      case 'line':
        return part.title;
      case 'tax':
        return part.tax.name === ''
          ? text(`explain.outcomes.${part.tax.outcome}`)
          : text('explain.steps.tax', { name: part.tax.name, percent: percent(part.tax.percent) });
      case 'total':
        return text(`totals.${part.total}`);
      case 'settlement':
        return `${text(`settlements.${part.settlement.kind}`)} · ${day(part.settlement.on)}`;
    }
  };
  return (
    <Stack gap={8}>
      <Text fw={600} fz={13}>
        {title}
      </Text>
      {hint !== undefined && (
        <Text fz={12} c="dimmed">
          {hint}
        </Text>
      )}
      <div>
        {explained.parts.map((part, index) => (
          // Parts have no names of their own and never move.
          <ExplainStep
            key={`${index}-${part.kind}`}
            label={labelOf(part)}
            value={<Money minor={part.minor} currency={currency} withoutCurrency />}
          />
        ))}
        <ExplainStep label={title} value={<Money minor={explained.again.storedMinor} currency={currency} />} isTotal />
      </div>
      <Recomputed again={explained.again} currency={currency} />
    </Stack>
  );
}
