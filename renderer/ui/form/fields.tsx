import { Checkbox, MultiSelect, Select, Switch, Textarea, TextInput } from '@mantine/core';
import type { ReactNode } from 'react';
import { useController, useFormContext } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { useFieldProblem } from './field-problems.ts';

/** What every field takes. `name` is a path into the form's values, such as `address.city`. */
export type FieldProps = {
  readonly name: string;
  readonly label: string;
  readonly description?: ReactNode;
  readonly isRequired?: boolean;
  readonly isDisabled?: boolean;
  readonly width?: number | string;
  /** A sentence where the text is not right, else `null`. */
  readonly check?: (text: string) => string | null;
};

export type Choice = { readonly value: string; readonly label: string };

/** The field's state in the form; its value is of the kind that the field's own part asks for. Mantine ties the error to the input (`aria-describedby`, `aria-invalid`); the form focuses the first one that is wrong. */
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters -- a form's values are text, choices or switches; which of them is the field's to say
export const useField = <T,>({ name, isRequired = false, check }: Pick<FieldProps, 'name' | 'isRequired' | 'check'>) => {
  const text = useTranslations('ui.form');
  const { control } = useFormContext();
  const problem = useFieldProblem(name);
  const { field, fieldState } = useController({
    name,
    control,
    rules: {
      validate: (value: unknown) => {
        const isEmpty = value === '' || value === null || value === undefined || (Array.isArray(value) && value.length === 0);
        if (isEmpty) return isRequired ? text('required') : true;
        return (typeof value === 'string' ? check?.(value) : null) ?? true;
      },
    },
  });
  return { ...field, value: field.value as T, error: fieldState.error?.message ?? problem };
};

const common = ({ label, description, isRequired = false, isDisabled = false, width }: FieldProps) => ({
  label,
  description,
  withAsterisk: isRequired,
  'aria-required': isRequired,
  disabled: isDisabled,
  ...(width === undefined ? {} : { w: width }),
});

/** One line of text. */
export function TextField(
  props: FieldProps & {
    readonly placeholder?: string;
    readonly maxLength?: number;
    readonly type?: 'text' | 'email' | 'tel' | 'url';
    readonly isFirst?: boolean;
  },
) {
  const { ref, name, value, onChange, onBlur, error } = useField<string>(props);
  const { placeholder, maxLength, type = 'text', isFirst = false } = props;
  return (
    <TextInput
      {...common(props)}
      ref={ref}
      name={name}
      type={type}
      value={value ?? ''}
      onChange={onChange}
      onBlur={onBlur}
      error={error}
      {...(placeholder === undefined ? {} : { placeholder })}
      {...(maxLength === undefined ? {} : { maxLength })}
      {...(isFirst ? { 'data-autofocus': true } : {})}
    />
  );
}

/** Several lines of text. */
export function LongTextField(props: FieldProps & { readonly maxLength?: number; readonly rows?: number }) {
  const { ref, name, value, onChange, onBlur, error } = useField<string>(props);
  const { maxLength, rows = 2 } = props;
  return (
    <Textarea
      {...common(props)}
      ref={ref}
      name={name}
      value={value ?? ''}
      onChange={onChange}
      onBlur={onBlur}
      error={error}
      minRows={rows}
      {...(maxLength === undefined ? {} : { maxLength })}
    />
  );
}

/** One of some values, found by typing. Its value is the choice's value, `null` for none. */
export function SelectField(
  props: FieldProps & {
    readonly choices: readonly Choice[];
    readonly isClearable?: boolean;
    readonly placeholder?: string;
    readonly isFirst?: boolean;
    /** Told what was chosen, where other fields follow from it. */
    readonly onChosen?: (value: string | null) => void;
  },
) {
  const { ref, name, value, onChange, onBlur, error } = useField<string | null>(props);
  const { choices, isClearable = false, placeholder, isFirst = false, onChosen } = props;
  return (
    <Select
      {...common(props)}
      ref={ref}
      name={name}
      value={value ?? null}
      onChange={(chosen) => {
        onChange(chosen);
        onChosen?.(chosen);
      }}
      onBlur={onBlur}
      error={error}
      data={[...choices]}
      searchable={choices.length > 7}
      clearable={isClearable}
      allowDeselect={isClearable}
      limit={300}
      {...(placeholder === undefined ? {} : { placeholder })}
      {...(isFirst ? { 'data-autofocus': true } : {})}
    />
  );
}

/** Any number of some values. */
export function MultiSelectField(props: FieldProps & { readonly choices: readonly Choice[] }) {
  const { ref, name, value, onChange, onBlur, error } = useField<readonly string[]>(props);
  return (
    <MultiSelect
      {...common(props)}
      ref={ref}
      name={name}
      value={[...(value ?? [])]}
      onChange={onChange}
      onBlur={onBlur}
      error={error}
      data={[...props.choices]}
      searchable
      limit={300}
    />
  );
}

/** Yes or no, as a box among others. */
export function CheckField(props: FieldProps) {
  const { ref, name, value, onChange, onBlur, error } = useField<boolean>(props);
  return (
    <Checkbox
      ref={ref}
      name={name}
      label={props.label}
      description={props.description}
      disabled={props.isDisabled ?? false}
      checked={value ?? false}
      onChange={onChange}
      onBlur={onBlur}
      error={error}
    />
  );
}

/** On or off, for something that takes effect by itself. */
export function SwitchField(props: FieldProps) {
  const { ref, name, value, onChange, onBlur, error } = useField<boolean>(props);
  return (
    <Switch
      ref={ref}
      name={name}
      label={props.label}
      description={props.description}
      disabled={props.isDisabled ?? false}
      checked={value ?? false}
      onChange={onChange}
      onBlur={onBlur}
      error={error}
    />
  );
}
