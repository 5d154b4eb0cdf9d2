import { Select } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { OperatingEntity } from '../../../../core/organization/types.ts';

type Props = {
  readonly entities: readonly OperatingEntity[];
  /** `null`: no rule finds one, so somebody has to choose. */
  readonly entity: OperatingEntity | null;
  readonly onChoose: (id: string) => void;
};

/** In whose name something is billed, paid or given. */
export function EntityChoice({ entities, entity, onChoose }: Props) {
  const text = useTranslations('invoices');
  return (
    <Select
      label={text('fields.entity')}
      required={entity === null}
      allowDeselect={false}
      value={entity?.id ?? null}
      onChange={(next) => next !== null && onChoose(next)}
      data={entities.map(({ id, code, legalName }) => ({ value: id, label: `${code} · ${legalName}` }))}
    />
  );
}
