import { useTranslations } from 'use-intl';
import { FormDialog, useDraftForm } from '../../../app/forms.tsx';
import { useCommand } from '../../../app/hooks.ts';
import { toast } from '../../../app/toast.tsx';
import { TextField } from '../../../ui/form/fields.tsx';

/** OR-6: a new series of outside values. Rules ask for it by its name, so the name stays. */
export function SeriesForm({ onClose, onCreated }: { readonly onClose: () => void; readonly onCreated: (id: string) => void }) {
  const text = useTranslations('catalog.external-series');
  const form = useDraftForm<{ name: string }>(null, { name: '' });
  const { run, isRunning, problems } = useCommand('external-series.create');
  const save = async ({ name }: { name: string }): Promise<void> => {
    const outcome = await run({ name: name.trim() });
    if (!outcome.ok) return;
    toast({ message: text('created', { name }) });
    onClose();
    const made = outcome.value.ids.find(({ kind }) => kind === 'external-series');
    if (made !== undefined) onCreated(made.id);
  };
  return (
    <FormDialog
      title={text('new')}
      submitLabel={text('create')}
      form={form}
      onSubmit={save}
      onClose={onClose}
      problems={problems}
      isBusy={isRunning}
      size={440}
    >
      <TextField name="name" label={text('name')} description={text('nameHint')} maxLength={200} isRequired isFirst />
    </FormDialog>
  );
}
