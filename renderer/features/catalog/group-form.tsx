import { useTranslations } from 'use-intl';
import type { ProductGroup } from '../../../core/catalog/types.ts';
import { editsBetween, FormDialog, useDraftForm } from '../../app/forms.tsx';
import { useCommand, useDocument } from '../../app/hooks.ts';
import { toast } from '../../app/toast.tsx';
import { CheckField, TextField } from '../../ui/form/fields.tsx';

type Values = { name: string; isArchived: boolean };

function Dialog({ group, onClose }: { readonly group: ProductGroup | null; readonly onClose: () => void }) {
  const text = useTranslations('catalog.product-group');
  const form = useDraftForm<Values>(null, { name: group?.name ?? '', isArchived: group?.state === 'archived' });
  const create = useCommand('product-group.create');
  const edit = useCommand('product-group.edit');
  const save = async ({ name, isArchived }: Values): Promise<void> => {
    const outcome =
      group === null
        ? await create.run({ name: name.trim() })
        : await edit.run({
            groupId: group.id,
            edits: editsBetween(group, { name: name.trim(), state: isArchived ? ('archived' as const) : ('active' as const) }),
          });
    if (!outcome.ok) return;
    toast({ message: text('saved', { name }) });
    onClose();
  };
  return (
    <FormDialog
      title={group === null ? text('new') : group.name}
      form={form}
      onSubmit={save}
      onClose={onClose}
      problems={[...create.problems, ...edit.problems]}
      isBusy={create.isRunning || edit.isRunning}
      size={440}
    >
      <TextField name="name" label={text('name')} maxLength={200} isRequired isFirst />
      {group !== null && <CheckField name="isArchived" label={text('archived')} description={text('archivedHint')} />}
    </FormDialog>
  );
}

/** CAT-02: a shelf that products are shown on, new or under another name. */
export function GroupForm({ id, onClose }: { readonly id: string | null; readonly onClose: () => void }) {
  const { value } = useDocument('product-group', id);
  return id !== null && (value === undefined || value === null) ? null : <Dialog group={value ?? null} onClose={onClose} />;
}
