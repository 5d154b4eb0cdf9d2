import { TextInput } from '@mantine/core';
import { useEffect, useState } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { type FieldProps, useField } from './fields.tsx';

/** The marks of a locale between whole and fraction, and between thousands. */
const marksOf = (locale: string): { readonly decimal: string; readonly group: string } => {
  const parts = new Intl.NumberFormat(locale, { numberingSystem: 'latn' }).formatToParts(12345.6);
  const find = (type: string): string => parts.find((part) => part.type === type)?.value ?? '';
  return { decimal: find('decimal') || '.', group: find('group') };
};

/**
 * What somebody typed as plain decimal text (`1234.5`), `null` where it is no number. The locale's own marks are understood; a point too where the locale
 * uses it for nothing else, or where it cannot stand between thousands.
 */
export const decimalOf = (typed: string, locale: string): string | null => {
  const { decimal, group } = marksOf(locale);
  const bare = typed
    .trim()
    .replaceAll(/[\s\u00A0\u202F']/g, '')
    .replace('−', '-');
  const grouped = group.trim() !== '' && new RegExp(`^-?\\d{1,3}(?:\\${group}\\d{3})+(?:\\${decimal}\\d+)?$`).test(bare);
  const text = (grouped ? bare.replaceAll(group, '') : bare).replace(decimal, '.');
  return /^-?\d+(?:\.\d+)?$/.test(text) ? text : null;
};

/** Plain decimal text as the locale writes it, with all its digits. */
export const typedOf = (value: string, locale: string): string => value.replace('.', marksOf(locale).decimal);

type Props = FieldProps & {
  /** Stands behind the figure: a currency, a unit. */
  readonly unit?: string;
  /** Most decimals; 0 for whole numbers. */
  readonly digits?: number;
  readonly isSigned?: boolean;
  readonly placeholder?: string;
  /** In a table whose head says it already: the label is only heard. */
  readonly isLabelHidden?: boolean;
};

/** A number, kept as decimal text: what was typed is never rounded by a float. */
export function NumberField(props: Props) {
  const text = useTranslations('ui.form');
  const locale = useLocale();
  const { unit, digits = 12, isSigned = false, placeholder, check } = props;
  const wrong = (value: string): string | null => {
    if (!/^-?\d+(?:\.\d+)?$/.test(value)) return text('notNumber');
    if (!isSigned && value.startsWith('-')) return text('notNegative');
    return (value.split('.')[1]?.length ?? 0) > digits ? text('tooManyDigits', { digits }) : (check?.(value) ?? null);
  };
  const { ref, name, value, onChange, onBlur, error } = useField<string>({ ...props, check: wrong });
  const [typed, setTyped] = useState(() => typedOf(value ?? '', locale));
  // Another value from outside is shown; our own typing is left as it is.
  useEffect(() => {
    setTyped((before) => ((decimalOf(before, locale) ?? before) === (value ?? '') ? before : typedOf(value ?? '', locale)));
  }, [value, locale]);
  return (
    <TextInput
      {...(props.isLabelHidden === true ? { 'aria-label': props.label } : { label: props.label })}
      description={props.description}
      withAsterisk={props.isRequired ?? false}
      disabled={props.isDisabled ?? false}
      ref={ref}
      name={name}
      inputMode="decimal"
      autoComplete="off"
      value={typed}
      onChange={(event) => {
        setTyped(event.currentTarget.value);
        onChange(decimalOf(event.currentTarget.value, locale) ?? event.currentTarget.value);
      }}
      onBlur={onBlur}
      error={error}
      styles={{ input: { textAlign: 'end', fontVariantNumeric: 'tabular-nums' } }}
      {...(unit === undefined || (typed === '' && placeholder !== undefined)
        ? {}
        : { rightSection: <span className="cf-unit">{unit}</span>, rightSectionWidth: 16 + unit.length * 9 })}
      {...(placeholder === undefined ? {} : { placeholder })}
      {...(props.width === undefined ? {} : { w: props.width })}
    />
  );
}
