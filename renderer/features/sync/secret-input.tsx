import { PasswordInput } from '@mantine/core';
import { useTranslations } from 'use-intl';

type Props = {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly autoComplete: 'current-password' | 'new-password';
  readonly error?: string | null;
};

/** A password that is typed; it can be looked at on the way. */
export function SecretInput({ label, value, onChange, autoComplete, error = null }: Props) {
  const text = useTranslations('sync');
  return (
    <PasswordInput
      label={label}
      value={value}
      onChange={(event) => onChange(event.currentTarget.value)}
      autoComplete={autoComplete}
      error={error}
      visibilityToggleButtonProps={{ 'aria-label': text('show') }}
      required
    />
  );
}
