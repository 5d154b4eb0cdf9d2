import { TextInput } from '@mantine/core';
import { useUi } from '../settings.tsx';
import { type FieldProps, useField } from './fields.tsx';

/** A day and a time of day by the clock of the books, kept as a moment in UTC. */
export function MomentField(props: FieldProps) {
  const { ref, name, value, onChange, onBlur, error } = useField<string>(props);
  const { wallTime, instantAt, zone } = useUi();
  return (
    <TextInput
      ref={ref}
      name={name}
      type="datetime-local"
      label={props.label}
      description={props.description ?? zone}
      withAsterisk={props.isRequired ?? false}
      defaultValue={wallTime(value ?? '')}
      onChange={({ currentTarget }) => onChange(instantAt(currentTarget.value) ?? '')}
      onBlur={onBlur}
      error={error}
      {...(props.width === undefined ? {} : { w: props.width })}
    />
  );
}
