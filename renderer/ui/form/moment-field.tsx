import { TextInput } from '@mantine/core';
import { type FieldProps, useField } from './fields.tsx';

const two = (value: number): string => String(value).padStart(2, '0');

/** A moment as this machine's clock shows it, which is how the screens write moments: `2026-11-20T09:30`. Empty where it is none. */
export const typedMoment = (at: string | null | undefined): string => {
  const date = new Date(at ?? '');
  if (Number.isNaN(date.getTime())) return '';
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}T${two(date.getHours())}:${two(date.getMinutes())}`;
};

/** What was typed by this machine's clock as a moment in UTC; `null` where it is none. */
export const momentOf = (typed: string): string | null => {
  const date = new Date(typed.trim().replace(' ', 'T'));
  return /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}/.test(typed.trim()) && !Number.isNaN(date.getTime()) ? date.toISOString() : null;
};

/** A day and a time of day, kept as a moment in UTC. */
export function MomentField(props: FieldProps) {
  const { ref, name, value, onChange, onBlur, error } = useField<string>(props);
  return (
    <TextInput
      ref={ref}
      name={name}
      type="datetime-local"
      label={props.label}
      description={props.description}
      withAsterisk={props.isRequired ?? false}
      defaultValue={typedMoment(value)}
      onChange={({ currentTarget }) => onChange(momentOf(currentTarget.value) ?? '')}
      onBlur={onBlur}
      error={error}
      {...(props.width === undefined ? {} : { w: props.width })}
    />
  );
}
