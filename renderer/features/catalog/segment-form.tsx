import { useCommand, useDocument } from '../../app/hooks.ts';
import { NamedDialog } from './named-dialog.tsx';

/** CAT-26: a kind of customer, new or under another name. */
export function SegmentForm({ id, onClose }: { readonly id: string | null; readonly onClose: () => void }) {
  const { value } = useDocument('segment', id);
  const create = useCommand('segment.create');
  const edit = useCommand('segment.edit');
  if (id !== null && (value === undefined || value === null)) return null;
  return (
    <NamedDialog
      kind="segment"
      named={value ?? null}
      doors={[create, edit]}
      onCreate={(name, code) => create.run({ name, code })}
      onEdit={(segmentId, edits) => edit.run({ segmentId, edits })}
      onClose={onClose}
    />
  );
}
