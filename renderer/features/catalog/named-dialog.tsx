import { useTranslations } from 'use-intl';
import type { ProductGroup, Segment } from '../../../core/catalog/types.ts';
import { editsBetween, FormDialog, useDraftForm } from '../../app/forms.tsx';
import { toast } from '../../app/toast.tsx';
import type { CommandDoor } from '../../app/hooks.ts';
import { CheckField, TextField } from '../../ui/form/fields.tsx';

type Values = { name: string; code: string; isArchived: boolean };

/** Its name and whether it is put away: what can be edited. */
export type NamedEdits = ReturnType<typeof namedEdits>;

const namedEdits = (named: ProductGroup | Segment, { name, isArchived }: Values) =>
  editsBetween<ProductGroup | Segment, 'name' | 'state'>(named, { name: name.trim(), state: isArchived ? 'archived' : 'active' });

type Door = Pick<CommandDoor<'segment.create'>, 'problems' | 'isRunning'>;

/** What has little more than a name, new or under another one: a shelf of products, a kind of customer. Its words are `catalog.<kind>`. */
export function NamedDialog({
  kind,
  named,
  doors,
  onCreate,
  onEdit,
  onClose,
}: {
  readonly kind: 'product-group' | 'segment';
  readonly named: ProductGroup | Segment | null;
  /** Of both commands, for what was wrong. */
  readonly doors: readonly Door[];
  readonly onCreate: (name: string, code: string) => Promise<{ readonly ok: boolean }>;
  readonly onEdit: (id: string, edits: NamedEdits) => Promise<{ readonly ok: boolean }>;
  readonly onClose: () => void;
}) {
  const text = useTranslations(`catalog.${kind}`);
  const form = useDraftForm<Values>(null, {
    name: named?.name ?? '',
    code: named?.kind === 'segment' ? named.code : '',
    isArchived: named?.state === 'archived',
  });
  const save = async (values: Values): Promise<void> => {
    const name = values.name.trim();
    const outcome = await (named === null ? onCreate(name, values.code.trim()) : onEdit(named.id, namedEdits(named, values)));
    if (!outcome.ok) return;
    toast({ message: text('saved', { name }) });
    onClose();
  };
  return (
    <FormDialog
      title={named === null ? text('new') : named.name}
      form={form}
      onSubmit={save}
      onClose={onClose}
      problems={doors.flatMap(({ problems }) => problems)}
      isBusy={doors.some(({ isRunning }) => isRunning)}
      size={440}
      {...(named === null ? { submitLabel: text('create') } : {})}
    >
      <TextField name="name" label={text('name')} maxLength={200} isRequired isFirst />
      {kind === 'segment' && (
        <TextField name="code" label={text('code')} description={text('codeHint')} maxLength={64} isRequired isDisabled={named !== null} />
      )}
      {named !== null && <CheckField name="isArchived" label={text('archived')} description={text('archivedHint')} />}
    </FormDialog>
  );
}
