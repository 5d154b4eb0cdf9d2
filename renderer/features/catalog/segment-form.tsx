import { useTranslations } from 'use-intl';
import type { Segment } from '../../../core/catalog/types.ts';
import { editsBetween, FormDialog, useDraftForm } from '../../app/forms.tsx';
import { useCommand, useDocument } from '../../app/hooks.ts';
import { toast } from '../../app/toast.tsx';
import { CheckField, TextField } from '../../ui/form/fields.tsx';

type Values = { name: string; code: string; isArchived: boolean };

function Dialog({ segment, onClose }: { readonly segment: Segment | null; readonly onClose: () => void }) {
  const text = useTranslations('catalog.segment');
  const form = useDraftForm<Values>(null, {
    name: segment?.name ?? '',
    code: segment?.code ?? '',
    isArchived: segment?.state === 'archived',
  });
  const create = useCommand('segment.create');
  const edit = useCommand('segment.edit');
  const save = async ({ name, code, isArchived }: Values): Promise<void> => {
    const outcome =
      segment === null
        ? await create.run({ name: name.trim(), code: code.trim() })
        : await edit.run({
            segmentId: segment.id,
            edits: editsBetween(segment, { name: name.trim(), state: isArchived ? ('archived' as const) : ('active' as const) }),
          });
    if (!outcome.ok) return;
    toast({ message: text('saved', { name }) });
    onClose();
  };
  return (
    <FormDialog
      title={segment === null ? text('new') : segment.name}
      form={form}
      onSubmit={save}
      onClose={onClose}
      problems={[...create.problems, ...edit.problems]}
      isBusy={create.isRunning || edit.isRunning}
      size={440}
    >
      <TextField name="name" label={text('name')} maxLength={200} isRequired isFirst />
      <TextField name="code" label={text('code')} description={text('codeHint')} maxLength={64} isRequired isDisabled={segment !== null} />
      {segment !== null && <CheckField name="isArchived" label={text('archived')} description={text('archivedHint')} />}
    </FormDialog>
  );
}

/** CAT-26: a kind of customer, new or under another name. */
export function SegmentForm({ id, onClose }: { readonly id: string | null; readonly onClose: () => void }) {
  const { value } = useDocument('segment', id);
  return id !== null && (value === undefined || value === null) ? null : <Dialog segment={value ?? null} onClose={onClose} />;
}
