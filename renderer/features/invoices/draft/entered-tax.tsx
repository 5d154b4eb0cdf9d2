import { TextInput } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { EnteredTax } from '../../../../core/invoicing/types.ts';
import type { Currency } from '../../../../core/money/currency.ts';
import { AmountInput, DecimalInput } from '../actions/amount-input.tsx';

const none: EnteredTax['taxes'][number] = { name: '', percent: '0', taxMinor: 0 };

/** TAX-03: an entity that calculates its tax itself says it line by line, and is not corrected. */
export function EnteredTaxFields({
  tax,
  currency,
  onTax,
}: {
  readonly tax: EnteredTax | null;
  readonly currency: Currency;
  readonly onTax: (tax: EnteredTax | null) => void;
}) {
  const text = useTranslations('invoices.enteredTax');
  const [first = none] = tax?.taxes ?? [];
  const change = (part: Partial<typeof first>, jurisdiction = tax?.jurisdiction ?? ''): void =>
    onTax({ jurisdiction, taxes: [{ ...first, ...part }] });
  return (
    <>
      <TextInput
        size="xs"
        w={90}
        label={text('jurisdiction')}
        maxLength={10}
        value={tax?.jurisdiction ?? ''}
        onChange={({ currentTarget }) => change({}, currentTarget.value.toUpperCase())}
      />
      <TextInput
        size="xs"
        w={110}
        label={text('name')}
        maxLength={40}
        value={first.name}
        onChange={({ currentTarget }) => change({ name: currentTarget.value })}
      />
      <DecimalInput
        size="xs"
        w={80}
        label={text('percent')}
        value={first.percent}
        onValue={(percent) => percent !== null && change({ percent })}
      />
      <AmountInput
        size="xs"
        w={130}
        label={text('amount')}
        minor={first.taxMinor}
        currency={currency}
        onMinor={(taxMinor) => taxMinor !== null && change({ taxMinor })}
      />
    </>
  );
}
