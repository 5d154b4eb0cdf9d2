import { Stack } from '@mantine/core';
import { useDocument } from '../../../app/hooks.ts';
import { Status } from '../../../app/list/cells.tsx';
import { LinesTable } from './lines-table.tsx';
import { Totals } from './totals.tsx';

/** What the drawer beside a list shows of a document. */
export function DocumentPeek({ kind, id }: { readonly kind: 'invoice' | 'credit-note'; readonly id: string }) {
  const { value: document } = useDocument(kind, id);
  if (document === undefined || document === null) return null;
  return (
    <Stack gap="lg">
      <div>
        <Status kind={kind} code={document.state.kind} />
      </div>
      <strong>{document.buyer.name}</strong>
      <LinesTable document={document} numberOf={(documentId) => documentId} />
      <Totals document={document} />
    </Stack>
  );
}
