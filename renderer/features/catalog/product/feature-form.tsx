import { useFormContext, useWatch } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import type { Feature, Product } from '../../../../core/catalog/types.ts';
import { editsBetween, FormDialog, useDraftForm } from '../../../app/forms.tsx';
import { useCommand, useDocuments } from '../../../app/hooks.ts';
import { toast } from '../../../app/toast.tsx';
import { SelectField, TextField } from '../../../ui/form/fields.tsx';

type Values = { type: string; name: string; code: string; unit: string; metricId: string | null };

function Fields({ isNew }: { readonly isNew: boolean }) {
  const text = useTranslations('catalog.feature');
  const { control } = useFormContext();
  const type: unknown = useWatch({ control, name: 'type' });
  const metrics = useDocuments('metric').value ?? [];
  return (
    <>
      <SelectField
        name="type"
        label={text('type')}
        choices={(['binary', 'quantified'] as const).map((value) => ({ value, label: text(`types.${value}`) }))}
        isDisabled={!isNew}
        isRequired
      />
      <TextField name="name" label={text('name')} maxLength={200} isRequired isFirst />
      <TextField name="code" label={text('code')} description={text('codeHint')} maxLength={64} isDisabled={!isNew} isRequired />
      {type === 'quantified' && (
        <>
          <TextField name="unit" label={text('unit')} maxLength={60} />
          <SelectField
            name="metricId"
            label={text('metric')}
            description={text('metricHint')}
            choices={metrics.map(({ id, name }) => ({ value: id, label: name }))}
            isClearable
          />
        </>
      )}
    </>
  );
}

/** CAT-07 to CAT-09: a feature of a product; its code and type stay, since plans rest on them. */
export function FeatureForm({
  product,
  feature,
  onClose,
}: {
  readonly product: Product;
  readonly feature: Feature | null;
  readonly onClose: () => void;
}) {
  const text = useTranslations('catalog.feature');
  const quantified = feature?.type === 'quantified' ? feature : null;
  const form = useDraftForm<Values>(null, {
    type: feature?.type ?? 'binary',
    name: feature?.name ?? '',
    code: feature?.code ?? '',
    unit: quantified?.unit ?? '',
    metricId: quantified?.metricId ?? null,
  });
  const add = useCommand('product.add-feature');
  const edit = useCommand('product.edit-feature');
  const save = async ({ type, name, code, unit, metricId }: Values): Promise<void> => {
    const outcome =
      feature === null
        ? await add.run({
            productId: product.id,
            feature:
              type === 'binary'
                ? { type: 'binary', code: code.trim(), name: name.trim() }
                : { type: 'quantified', code: code.trim(), name: name.trim(), unit: unit.trim(), metricId },
          })
        : await edit.run({
            productId: product.id,
            featureId: feature.id,
            edits:
              feature.type === 'binary'
                ? editsBetween(feature, { name: name.trim() })
                : editsBetween(feature, { name: name.trim(), unit: unit.trim(), metricId }),
          });
    if (!outcome.ok) return;
    toast({ message: text('saved', { name }) });
    onClose();
  };
  return (
    <FormDialog
      title={feature === null ? text('new') : feature.name}
      {...(feature === null ? { submitLabel: text('create') } : {})}
      form={form}
      onSubmit={save}
      onClose={onClose}
      problems={[...add.problems, ...edit.problems]}
      isBusy={add.isRunning || edit.isRunning}
      size={460}
    >
      <Fields isNew={feature === null} />
    </FormDialog>
  );
}
