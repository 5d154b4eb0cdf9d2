import { useTranslations } from 'use-intl';
import { CreateDialog, type CreateProps } from '../../../app/create-dialog.tsx';
import { useDraftForm } from '../../../app/forms.tsx';
import { useCommand } from '../../../app/hooks.ts';
import { TextField } from '../../../ui/form/fields.tsx';

/** OR-6: a new series of outside values. Rules ask for it by its name, so the name stays. */
export function SeriesForm(props: CreateProps) {
  const text = useTranslations('catalog.external-series');
  const form = useDraftForm<{ name: string }>(null, { name: '' });
  const { run, isRunning, problems } = useCommand('external-series.create');
  return (
    <CreateDialog
      {...props}
      kind="external-series"
      title={text('new')}
      submitLabel={text('create')}
      form={form}
      create={({ name }) => run({ name: name.trim() })}
      said={({ name }) => text('created', { name })}
      problems={problems}
      isBusy={isRunning}
      size={440}
    >
      <TextField name="name" label={text('name')} description={text('nameHint')} maxLength={200} isRequired isFirst />
    </CreateDialog>
  );
}
