import { DateInput, type DateInputProps } from '@mantine/dates';
import type { Ref } from 'react';
import { useLocale, useTranslations } from 'use-intl';
import { type FieldProps, useField } from './fields.tsx';

const two = (text: string): string => text.padStart(2, '0');

/** A day that was typed, as `YYYY-MM-DD`: ISO, or in the locale's order with any marks between; `null` where it is none. */
export const dayOf = (typed: string, locale: string): string | null => {
  const iso = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(typed.trim());
  if (iso !== null) return `${iso[1]}-${two(iso[2] ?? '')}-${two(iso[3] ?? '')}`;
  const numbers = typed.match(/\d+/g);
  if (numbers?.length !== 3) return null;
  const order = new Intl.DateTimeFormat(locale, { numberingSystem: 'latn', day: '2-digit', month: '2-digit', year: 'numeric' })
    .formatToParts(0)
    .map(({ type }) => type)
    .filter((type) => type === 'day' || type === 'month' || type === 'year');
  const part = (type: string): string => numbers[order.findIndex((each) => each === type)] ?? '';
  const [day, month, year] = [part('day'), part('month'), part('year')];
  if (Number(month) > 12 || Number(day) > 31) return null;
  return `${year.length === 2 ? `20${year}` : year}-${two(month)}-${two(day)}`;
};

/** How a locale writes days, for the calendar's input. */
const formatOf = (locale: string): string =>
  new Intl.DateTimeFormat(locale, { numberingSystem: 'latn', day: '2-digit', month: '2-digit', year: 'numeric' })
    .formatToParts(0)
    .map(({ type, value }) => (type === 'day' ? 'DD' : type === 'month' ? 'MM' : type === 'year' ? 'YYYY' : value))
    .join('');

type DayProps = Omit<DateInputProps, 'value' | 'onChange' | 'dateParser' | 'valueFormat'> & {
  readonly value: string | null;
  readonly onDay: (day: string | null) => void;
};

/** A day, kept as `YYYY-MM-DD`; empty or `null` for none. It can be typed or chosen. For forms there is `DateField`. */
export function DayInput({ value, onDay, ref, ...rest }: DayProps & { readonly ref?: Ref<HTMLInputElement> }) {
  const locale = useLocale();
  const text = useTranslations('ui.form');
  return (
    <DateInput
      clearButtonProps={{ 'aria-label': text('clear') }}
      {...rest}
      {...(ref === undefined ? {} : { ref })}
      value={value === '' ? null : value}
      onChange={(day: string | null) => onDay(day)}
      valueFormat={formatOf(locale)}
      dateParser={(typed) => dayOf(typed, locale)}
      highlightToday
    />
  );
}

/** A day without a clock, as a field of a form. */
export function DateField(props: FieldProps & { readonly from?: string; readonly until?: string; readonly isClearable?: boolean }) {
  const { ref, name, value, onChange, onBlur, error } = useField<string | null>(props);
  const { from, until, isClearable = false } = props;
  return (
    <DayInput
      ref={ref}
      name={name}
      label={props.label}
      description={props.description}
      withAsterisk={props.isRequired ?? false}
      disabled={props.isDisabled ?? false}
      value={value ?? null}
      onDay={onChange}
      onBlur={onBlur}
      error={error}
      clearable={isClearable}
      {...(from === undefined ? {} : { minDate: from })}
      {...(until === undefined ? {} : { maxDate: until })}
      {...(props.width === undefined ? {} : { w: props.width })}
    />
  );
}
