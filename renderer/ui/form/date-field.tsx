import { DateInput } from '@mantine/dates';
import { useLocale } from 'use-intl';
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

/** A day without a clock, kept as `YYYY-MM-DD`; empty or `null` for none. It can be typed or chosen. */
export function DateField(props: FieldProps & { readonly from?: string; readonly until?: string; readonly isClearable?: boolean }) {
  const locale = useLocale();
  const { ref, name, value, onChange, onBlur, error } = useField<string | null>(props);
  const { from, until, isClearable = false } = props;
  return (
    <DateInput
      ref={ref}
      name={name}
      label={props.label}
      description={props.description}
      withAsterisk={props.isRequired ?? false}
      disabled={props.isDisabled ?? false}
      value={value === '' ? null : (value ?? null)}
      onChange={(day: string | null) => onChange(day)}
      onBlur={onBlur}
      error={error}
      clearable={isClearable}
      valueFormat={formatOf(locale)}
      dateParser={(typed) => dayOf(typed, locale)}
      highlightToday
      {...(from === undefined ? {} : { minDate: from })}
      {...(until === undefined ? {} : { maxDate: until })}
      {...(props.width === undefined ? {} : { w: props.width })}
    />
  );
}
