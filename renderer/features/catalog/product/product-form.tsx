import { Group } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { Product } from '../../../../core/catalog/types.ts';
import { CreateDialog, type CreateProps } from '../../../app/create-dialog.tsx';
import { editsBetween, FormDialog, useDraftForm } from '../../../app/forms.tsx';
import { useCommand, useDocuments } from '../../../app/hooks.ts';
import { toast } from '../../../app/toast.tsx';
import { LongTextField, SelectField, TextField } from '../../../ui/form/fields.tsx';
import { type Pair, factsOf, pairsOf } from '../../../ui/form/pairs.ts';
import { PairsField } from '../../../ui/form/pairs-field.tsx';

type Values = {
  name: string;
  code: string;
  description: string;
  type: string;
  groupId: string | null;
  newGroup: string;
  taxClass: string;
  recognition: string | null;
  metadata: Pair[];
};

const valuesOf = (product: Product | null): Values => ({
  name: product?.name ?? '',
  code: product?.code ?? '',
  description: product?.description ?? '',
  type: product?.type ?? 'base',
  groupId: product?.groupId ?? null,
  newGroup: '',
  taxClass: product?.taxClass ?? 'standard',
  recognition: product?.recognition ?? null,
  metadata: pairsOf(product?.metadata ?? {}),
});

const fieldsOf = (values: Values, groupId: string | null) => ({
  name: values.name.trim(),
  code: values.code.trim(),
  description: values.description.trim(),
  groupId,
  taxClass: values.taxClass.trim(),
  recognition: values.recognition as Product['recognition'],
  metadata: factsOf(values.metadata),
});

const recognitions = ['immediate', 'straight-line', 'milestone', 'on-consumption', 'none'] as const;

function Fields({ isNew }: { readonly isNew: boolean }) {
  const text = useTranslations('catalog.product');
  const lists = useTranslations('lists.product.codes.type');
  const groups = useDocuments('product-group').value ?? [];
  return (
    <>
      <Group grow align="flex-start">
        <TextField name="name" label={text('name')} maxLength={200} isRequired isFirst />
        <TextField name="code" label={text('sku')} description={text('skuHint')} maxLength={64} isRequired />
      </Group>
      <LongTextField name="description" label={text('description')} maxLength={4000} />
      <Group grow align="flex-start">
        {isNew && (
          <SelectField
            name="type"
            label={text('type')}
            choices={(['base', 'add-on', 'service'] as const).map((value) => ({ value, label: lists(value) }))}
            isRequired
          />
        )}
        <TextField name="taxClass" label={text('taxClass')} description={text('taxClassHint')} maxLength={60} />
      </Group>
      <Group grow align="flex-start">
        <SelectField
          name="groupId"
          label={text('group')}
          choices={groups.filter(({ state }) => state === 'active').map(({ id, name }) => ({ value: id, label: name }))}
          isClearable
        />
        <TextField name="newGroup" label={text('newGroup')} description={text('newGroupHint')} maxLength={200} />
      </Group>
      <SelectField
        name="recognition"
        label={text('recognition')}
        placeholder={text('byBilling')}
        choices={recognitions.map((value) => ({ value, label: text(`recognitions.${value}`) }))}
        isClearable
      />
      <PairsField name="metadata" label={text('metadata')} description={text('metadataHint')} />
    </>
  );
}

/** The group that was chosen, or the one that was named anew; `undefined` where it could not be made. */
const useGroup = () => {
  const { run, problems } = useCommand('product-group.create');
  const groupOf = async (values: Values): Promise<string | null | undefined> => {
    if (values.newGroup.trim() === '') return values.groupId;
    const outcome = await run({ name: values.newGroup.trim() });
    return outcome.ok ? outcome.value.ids.find(({ kind }) => kind === 'product-group')?.id : undefined;
  };
  return { groupOf, problems };
};

/** CAT-03, CAT-05: a product in preparation. */
export function CreateProduct(props: CreateProps) {
  const text = useTranslations('catalog.product');
  const form = useDraftForm<Values>('product', valuesOf(null));
  const { run, isRunning, problems } = useCommand('product.create');
  const group = useGroup();
  const create = async (values: Values) => {
    const groupId = await group.groupOf(values);
    return groupId === undefined ? null : run({ ...fieldsOf(values, groupId), type: values.type as Product['type'], features: [] });
  };
  return (
    <CreateDialog
      {...props}
      kind="product"
      title={text('new')}
      submitLabel={text('create')}
      form={form}
      create={create}
      said={(values) => text('created', { name: values.name })}
      problems={[...group.problems, ...problems]}
      isBusy={isRunning}
      size={640}
    >
      <Fields isNew />
    </CreateDialog>
  );
}

/** Names only what differs; what was billed keeps its tax class. */
export function EditProduct({ product, onClose }: { readonly product: Product; readonly onClose: () => void }) {
  const text = useTranslations('catalog.product');
  const form = useDraftForm<Values>(`product.${product.id}.${product.rev}`, valuesOf(product));
  const { run, isRunning, problems } = useCommand('product.edit');
  const group = useGroup();
  const save = async (values: Values): Promise<void> => {
    const groupId = await group.groupOf(values);
    if (groupId === undefined) return;
    const outcome = await run({ productId: product.id, edits: editsBetween(product, fieldsOf(values, groupId)) });
    if (!outcome.ok) return;
    form.forget();
    toast({ message: text('saved', { name: values.name }) });
    onClose();
  };
  return (
    <FormDialog
      title={text('edit')}
      form={form}
      onSubmit={save}
      onClose={onClose}
      problems={[...group.problems, ...problems]}
      isBusy={isRunning}
      size={640}
    >
      <Fields isNew={false} />
    </FormDialog>
  );
}
