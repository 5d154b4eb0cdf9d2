import { TextInput, type TextInputProps } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import type { Currency } from '../../../../core/money/currency.ts';
import type { DecimalText } from '../../../../core/money/exact.ts';
import { majorText } from '../../../../core/money/money.ts';
import { type FigureSigns, typedDecimal, typedMinor } from '../../../../core/views/typed-decimal.ts';

const signsOf = (locale: string): FigureSigns => {
  const parts = new Intl.NumberFormat(locale, { useGrouping: true }).formatToParts(12_345.5);
  const sign = (type: 'decimal' | 'group', usual: string): string => parts.find((part) => part.type === type)?.value ?? usual;
  return { decimal: sign('decimal', '.'), group: sign('group', ',') };
};

const useSigns = (): FigureSigns => {
  const locale = useLocale();
  return useMemo(() => signsOf(locale), [locale]);
};

type Common = Omit<TextInputProps, 'value' | 'onChange'>;

/** Keeps what is typed while it says the value that is held; another value from outside replaces it. */
const useTyped = <T,>(
  value: T | null,
  written: (value: T) => string,
  read: (typed: string) => T | null,
): readonly [string, (typed: string) => T | null] => {
  const [typed, setTyped] = useState(value === null ? '' : written(value));
  useEffect(() => {
    setTyped((before) => (read(before) === value ? before : value === null ? before : written(value)));
    // Only what comes from outside counts here.
  }, [value]);
  const type = (next: string): T | null => {
    setTyped(next);
    return read(next);
  };
  return [typed, type];
};

/** An amount of money as the user's language writes it; `null` while it is none. */
export function AmountInput({
  minor,
  currency,
  onMinor,
  ...field
}: Common & { readonly minor: number | null; readonly currency: Currency; readonly onMinor: (minor: number | null) => void }) {
  const text = useTranslations('invoices.fields');
  const signs = useSigns();
  const [typed, type] = useTyped(
    minor,
    (value: number) => majorText(value, currency).replace('.', signs.decimal),
    (value) => typedMinor(value, currency, signs),
  );
  const isWrong = typed.trim() !== '' && typedMinor(typed, currency, signs) === null;
  return (
    <TextInput
      inputMode="decimal"
      rightSection={<span style={{ fontSize: 12, color: 'var(--cf-quiet)' }}>{currency}</span>}
      rightSectionWidth={48}
      styles={{ input: { textAlign: 'end', fontVariantNumeric: 'tabular-nums' } }}
      {...field}
      value={typed}
      error={isWrong ? text('notAmount', { currency }) : field.error}
      onChange={({ currentTarget }) => onMinor(type(currentTarget.value))}
    />
  );
}

/** A quantity or price with all its decimals. */
export function DecimalInput({
  value,
  onValue,
  ...field
}: Common & { readonly value: DecimalText | null; readonly onValue: (value: DecimalText | null) => void }) {
  const text = useTranslations('invoices.fields');
  const signs = useSigns();
  const [typed, type] = useTyped(
    value,
    (written: DecimalText) => written.replace('.', signs.decimal),
    (read) => typedDecimal(read, signs),
  );
  const isWrong = typed.trim() !== '' && typedDecimal(typed, signs) === null;
  return (
    <TextInput
      inputMode="decimal"
      styles={{ input: { textAlign: 'end', fontVariantNumeric: 'tabular-nums' } }}
      {...field}
      value={typed}
      error={isWrong ? text('notNumber') : field.error}
      onChange={({ currentTarget }) => onValue(type(currentTarget.value))}
    />
  );
}
