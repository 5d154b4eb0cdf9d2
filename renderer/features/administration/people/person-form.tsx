import { useTranslations } from 'use-intl';
import type { Role } from '../../../../core/permissions.ts';
import { FormDialog, useDraftForm } from '../../../app/forms.tsx';
import { useDocuments } from '../../../app/hooks.ts';
import { administrationDoor, type PersonView } from '../../../app/sync/administration-door.ts';
import { useAccess } from '../../../app/sync/sync-news.ts';
import { toast } from '../../../app/toast.tsx';
import { MultiSelectField, SelectField, TextField } from '../../../ui/form/fields.tsx';
import { useOrder } from '../use-order.ts';
import { rolesToGive } from './may-touch.ts';
import type { OneTime } from './one-time-secret.tsx';

type Values = {
  readonly signInName: string;
  readonly name: string;
  readonly role: Role;
  readonly scope: 'all' | 'some';
  readonly entityIds: string[];
};

const valuesOf = (person: PersonView | null, canGiveAll: boolean): Values => ({
  signInName: person?.signInName ?? '',
  name: person?.name ?? '',
  role: person?.role ?? 'finance',
  scope: person === null ? (canGiveAll ? 'all' : 'some') : person.entityIds === null ? 'all' : 'some',
  entityIds: [...(person?.entityIds ?? [])],
});

const signInForm = /^[a-z0-9][a-z0-9._+@-]{0,119}$/;

/** Role and scope: what somebody may do, and in whose books. */
function RoleFields({ scope, isSelf }: { readonly scope: 'all' | 'some'; readonly isSelf: boolean }) {
  const text = useTranslations('administration.people.form');
  const roleText = useTranslations('app.sync.roles');
  const may = useTranslations('administration.people.mayDo');
  const access = useAccess();
  const entities = useDocuments('entity').value ?? [];
  const canGiveAll = access?.entityIds === null;
  const given = entities.filter(({ id }) => access?.entityIds?.includes(id) !== false);
  return (
    <>
      <SelectField
        name="role"
        label={text('role')}
        description={isSelf ? text('notOwn') : undefined}
        isDisabled={isSelf}
        isRequired
        choices={rolesToGive(access).map((value) => ({ value, label: `${roleText(value)} – ${may(value)}` }))}
      />
      <SelectField
        name="scope"
        label={text('scope')}
        isDisabled={isSelf}
        isRequired
        choices={(canGiveAll ? (['all', 'some'] as const) : (['some'] as const)).map((value) => ({
          value,
          label: text(`scopes.${value}`),
        }))}
      />
      {scope === 'some' && (
        <MultiSelectField
          name="entityIds"
          label={text('entities')}
          isDisabled={isSelf}
          isRequired
          choices={given.map(({ id, code, legalName }) => ({ value: id, label: `${code} – ${legalName}` }))}
        />
      )}
    </>
  );
}

type Props = {
  /** `null`: somebody new. */
  readonly person: PersonView | null;
  readonly isSelf: boolean;
  readonly onSaved: (secret: OneTime | null) => void;
  readonly onClose: () => void;
};

/** Makes somebody, or changes what they are called and may do. */
export function PersonForm({ person, isSelf, onSaved, onClose }: Props) {
  const text = useTranslations('administration.people.form');
  const canGiveAll = useAccess()?.entityIds === null;
  const form = useDraftForm<Values>(null, valuesOf(person, canGiveAll));
  const { give, isBusy, problems } = useOrder();
  const scope = form.watch('scope');
  const save = async (values: Values): Promise<void> => {
    const entityIds = values.scope === 'all' ? null : values.entityIds;
    const fields = { name: values.name.trim(), role: values.role, entityIds };
    const signInName = values.signInName.trim().toLowerCase();
    if (person === null) {
      const made = await give(administrationDoor.createPerson({ ...fields, signInName }));
      if (made !== null) onSaved({ kind: 'made', name: fields.name, signInName, password: made.password });
      return;
    }
    const changed = await give(administrationDoor.editPerson(person.id, isSelf ? { name: fields.name } : fields));
    if (changed === null) return;
    toast({ message: text('saved', { name: fields.name }) });
    onSaved(null);
  };
  return (
    <FormDialog
      title={text(person === null ? 'add' : 'edit')}
      form={form}
      onSubmit={save}
      onClose={onClose}
      problems={problems}
      isBusy={isBusy}
      submitLabel={text(person === null ? 'create' : 'save')}
    >
      <TextField name="name" label={text('name')} isRequired isFirst maxLength={120} />
      {person === null && (
        <TextField
          name="signInName"
          label={text('signInName')}
          description={text('signInHint')}
          isRequired
          maxLength={120}
          check={(typed) => (signInForm.test(typed.trim().toLowerCase()) ? null : text('signInForm'))}
        />
      )}
      <RoleFields scope={scope} isSelf={isSelf} />
    </FormDialog>
  );
}
