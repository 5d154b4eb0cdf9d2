import { ActionIcon, Button, Group, Stack, Text } from '@mantine/core';
import { useFieldArray, useFormContext } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { Icon } from '../icon.tsx';
import { TextField } from './fields.tsx';

type Props = {
  readonly name: string;
  readonly label: string;
  readonly description?: string;
  readonly most?: number;
};

/** Free facts, name and value side by side: any number of them, in the order in which they were entered. */
export function PairsField({ name, label, description, most = 50 }: Props) {
  const text = useTranslations('ui.form.pairs');
  const { control } = useFormContext();
  const { fields, append, remove } = useFieldArray({ control, name });
  const wrongName = (typed: string): string | null => (/^[A-Za-z0-9][A-Za-z0-9_.-]{0,59}$/.test(typed.trim()) ? null : text('nameForm'));
  return (
    <Stack gap={6} role="group" aria-label={label}>
      <div>
        <Text fz={13} fw={500}>
          {label}
        </Text>
        {description !== undefined && (
          <Text fz={12} c="dimmed">
            {description}
          </Text>
        )}
      </div>
      {fields.map(({ id }, at) => (
        <Group key={id} gap="xs" align="flex-end" wrap="nowrap">
          <TextField name={`${name}.${at}.name`} label={text('name')} maxLength={60} width={180} isRequired check={wrongName} />
          <div style={{ flex: 1 }}>
            <TextField name={`${name}.${at}.value`} label={text('value')} maxLength={500} />
          </div>
          <ActionIcon variant="subtle" color="gray" mb={4} aria-label={text('remove', { number: at + 1 })} onClick={() => remove(at)}>
            <Icon name="cross" />
          </ActionIcon>
        </Group>
      ))}
      {fields.length < most && (
        <Group>
          <Button
            variant="default"
            size="compact-sm"
            leftSection={<Icon name="plus" size={13} />}
            aria-label={text('addTo', { what: label })}
            onClick={() => append({ name: '', value: '' })}
          >
            {text('add')}
          </Button>
        </Group>
      )}
    </Stack>
  );
}
