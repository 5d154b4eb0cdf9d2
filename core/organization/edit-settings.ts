import { type Command, revised } from '../kernel/command.ts';
import { type EditConflict, edited, type Edits } from '../kernel/edit.ts';
import { done, refuse } from '../kernel/outcome.ts';
import { editsOf, strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import type { MissingEntity } from './edit-entity.ts';
import type { Policies } from './policies.ts';
import { idSchema, invoiceSettingFields, policyFields, templateFields } from './schema.ts';
import type { EntityId, InvoiceSettings, OperatingEntity, TemplateSettings } from './types.ts';

type TermSettings = Omit<InvoiceSettings, 'template'>;

export type EditPolicies = Command<'entity.edit-policies', { readonly entityId: EntityId; readonly edits: Edits<Policies> }>;
export type EditInvoiceSettings = Command<
  'entity.edit-invoice-settings',
  { readonly entityId: EntityId; readonly edits: Edits<TermSettings> }
>;
export type EditTemplate = Command<'entity.edit-template', { readonly entityId: EntityId; readonly edits: Edits<TemplateSettings> }>;

export type EditSettingsProblem = EditConflict | MissingEntity;

type Facts = { readonly entity: OperatingEntity | null };
type Source = Reads<{ entity: OperatingEntity }>;
type SettingsCase<C extends EditPolicies | EditInvoiceSettings | EditTemplate> = UseCase<C, Facts, EditSettingsProblem, Source>;

const gather = async (command: { readonly body: { readonly entityId: EntityId } }, source: Source): Promise<Facts> => ({
  entity: await source.get('entity', command.body.entityId),
});

/** Spec 16: the policies of an entity. Documents keep the policies that they were made with; the next ones get these. */
export const editPolicies: SettingsCase<EditPolicies> = {
  kind: 'entity.edit-policies',
  shape: strictObject({ entityId: idSchema, edits: editsOf(policyFields) }),
  gather,
  plan: (command, { entity }) => {
    if (entity === null) return refuse({ code: 'entity.missing', entityId: command.body.entityId });
    const policies = edited<Policies, keyof Policies>(entity.policies, command.body.edits, '/policies');
    return policies.ok ? done({ command, writes: [revised(entity, { ...entity, policies: policies.value })] }) : policies;
  },
};

/** INV-11: terms, grace, balances and language of new documents. */
export const editInvoiceSettings: SettingsCase<EditInvoiceSettings> = {
  kind: 'entity.edit-invoice-settings',
  shape: strictObject({ entityId: idSchema, edits: editsOf(invoiceSettingFields) }),
  gather,
  plan: (command, { entity }) => {
    if (entity === null) return refuse({ code: 'entity.missing', entityId: command.body.entityId });
    const invoices = edited<InvoiceSettings, keyof TermSettings>(entity.invoices, command.body.edits, '/invoices');
    return invoices.ok ? done({ command, writes: [revised(entity, { ...entity, invoices: invoices.value })] }) : invoices;
  },
};

/** INV-11: how documents look. */
export const editTemplate: SettingsCase<EditTemplate> = {
  kind: 'entity.edit-template',
  shape: strictObject({ entityId: idSchema, edits: editsOf(templateFields) }),
  gather,
  plan: (command, { entity }) => {
    if (entity === null) return refuse({ code: 'entity.missing', entityId: command.body.entityId });
    const template = edited<TemplateSettings, keyof TemplateSettings>(entity.invoices.template, command.body.edits, '/invoices/template');
    if (!template.ok) return template;
    return done({ command, writes: [revised(entity, { ...entity, invoices: { ...entity.invoices, template: template.value } })] });
  },
};
