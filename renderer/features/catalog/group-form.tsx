import { useCommand, useDocument } from '../../app/hooks.ts';
import { NamedDialog } from './named-dialog.tsx';

/** CAT-02: a shelf that products are shown on, new or under another name. */
export function GroupForm({ id, onClose }: { readonly id: string | null; readonly onClose: () => void }) {
  const { value } = useDocument('product-group', id);
  const create = useCommand('product-group.create');
  const edit = useCommand('product-group.edit');
  if (id !== null && (value === undefined || value === null)) return null;
  return (
    <NamedDialog
      kind="product-group"
      named={value ?? null}
      doors={[create, edit]}
      onCreate={(name) => create.run({ name })}
      onEdit={(groupId, edits) => edit.run({ groupId, edits })}
      onClose={onClose}
    />
  );
}
