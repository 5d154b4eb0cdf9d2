import { Button, Checkbox, Group, Stack, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { OperatingEntity } from '../../../core/organization/types.ts';
import { DayInput } from '../../ui/form/date-field.tsx';
import type { ScopeChoice, ScopeFault } from './scope.ts';

type Props = {
  readonly entities: readonly OperatingEntity[];
  readonly choice: ScopeChoice;
  readonly fault: ScopeFault | null;
  readonly isBusy: boolean;
  readonly onChange: (choice: ScopeChoice) => void;
  readonly onPreview: () => void;
};

/** What is billed: days and entities. Nothing is written before it was shown. */
export function ScopeForm({ entities, choice, fault, isBusy, onChange, onPreview }: Props) {
  const text = useTranslations('billing-run');
  const day = (key: 'from' | 'through') => (
    <DayInput
      label={text(`scope.${key}`)}
      description={text(`scope.${key}Hint`)}
      value={choice[key]}
      error={fault !== null && fault !== 'no-entity' && key === 'through' ? text(`fault.${fault}`) : undefined}
      onDay={(chosen) => chosen !== null && onChange({ ...choice, [key]: chosen })}
      w={240}
      disabled={isBusy}
    />
  );
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (fault === null) onPreview();
      }}
    >
      <Stack gap="md">
        <Group align="flex-start" gap="lg">
          {day('from')}
          {day('through')}
        </Group>
        <Checkbox.Group
          label={text('scope.entities')}
          value={[...choice.entityIds]}
          error={fault === 'no-entity' ? text('fault.no-entity') : undefined}
          onChange={(entityIds) => onChange({ ...choice, entityIds })}
        >
          <Group gap="lg" mt={6}>
            {entities.map(({ id, code, legalName }) => (
              <Checkbox key={id} value={id} label={`${code} · ${legalName}`} disabled={isBusy} />
            ))}
          </Group>
        </Checkbox.Group>
        <Group>
          <Button type="submit" loading={isBusy} disabled={fault !== null}>
            {text('scope.preview')}
          </Button>
          <Text fz={13} c="dimmed">
            {text('scope.promise')}
          </Text>
        </Group>
      </Stack>
    </form>
  );
}
