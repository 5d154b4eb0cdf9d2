import { type Command, revised } from '../kernel/command.ts';
import { type EditConflict, edited, type Edits } from '../kernel/edit.ts';
import { doneUnless, refuse } from '../kernel/outcome.ts';
import { editsOf, strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { dayOf } from './entity-day.ts';
import { type EntityProblem, entityProblems } from './entity-rules.ts';
import { entityFields, idSchema } from './schema.ts';
import type { EntityId, NumberSeries, OperatingEntity } from './types.ts';

/**
 * What may change by an edit. The currency never does: rates, reports and the books rest on it. Policies, invoice settings, tax registrations, the
 * fallback and the lock of the books have commands of their own.
 */
const editable = [
  'code',
  'legalName',
  'address',
  'registrationNumber',
  'email',
  'website',
  'zone',
  'fiscalYearStartsIn',
  'servesCountries',
  'taxTreatment',
  'bankAccounts',
  'numbering',
  'rounding',
] as const;
type Editable = (typeof editable)[number];

export type EditEntity = Command<'entity.edit', { readonly entityId: EntityId; readonly edits: Edits<OperatingEntity, Editable> }>;

export type MissingEntity = { readonly code: 'entity.missing'; readonly entityId: EntityId };
export type EditEntityProblem =
  | EntityProblem
  | EditConflict
  | MissingEntity
  | { readonly code: 'entity.archived'; readonly entityId: EntityId };

type Facts = { readonly entities: readonly OperatingEntity[]; readonly series: readonly NumberSeries[] };

const editableFields = Object.fromEntries(editable.map((field) => [field, entityFields[field]])) as Pick<typeof entityFields, Editable>;

/** OPE-01, OPE-04. Documents that were issued keep what they were made with. */
export const editEntity: UseCase<
  EditEntity,
  Facts,
  EditEntityProblem,
  Reads<{ entity: OperatingEntity; 'number-series': NumberSeries }>
> = {
  kind: 'entity.edit',
  shape: strictObject({ entityId: idSchema, edits: editsOf(editableFields) }),

  gather: async (_command, source) => ({ entities: await source.list('entity'), series: await source.list('number-series') }),

  plan: (command, { entities, series }) => {
    const { entityId, edits } = command.body;
    const before = entities.find((entity) => entity.id === entityId);
    if (before === undefined) return refuse({ code: 'entity.missing', entityId });
    if (before.state === 'archived') return refuse({ code: 'entity.archived', entityId });
    const next = edited<OperatingEntity, Editable>(before, edits);
    if (!next.ok) return next;
    const others = entities.filter((entity) => entity.id !== entityId);
    const problems = entityProblems(next.value, { others, series, on: dayOf(next.value.zone, command.at) });
    return doneUnless(problems, () => ({ command, writes: [revised(before, next.value)] }));
  },
};
