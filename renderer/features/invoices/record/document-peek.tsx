import { Stack } from '@mantine/core';
import { type Row, textOf } from '../../../../core/views/rows.ts';
import { useDocument, useDocuments } from '../../../app/hooks.ts';
import { cellOf, Status } from '../../../app/list/cells.tsx';
import { LinesTable } from './lines-table.tsx';
import { Totals } from './totals.tsx';

/** What the drawer beside a list shows of a document, in the state that the list says. */
export function DocumentPeek({ kind, row }: { readonly kind: 'invoice' | 'credit-note'; readonly row: Row }) {
  const { value: document } = useDocument(kind, row.id);
  const ids = (document?.lines ?? []).flatMap(({ credits }) => credits?.documentId ?? []);
  const credited = useDocuments('invoice', { ids }).value ?? [];
  if (document === undefined || document === null) return null;
  return (
    <Stack gap="lg">
      <div>
        <Status kind={kind} code={textOf(cellOf(row, 'status'))} />
      </div>
      <strong>{document.buyer.name}</strong>
      <LinesTable document={document} numberOf={(id) => credited.find((invoice) => invoice.id === id)?.number ?? ''} />
      <Totals document={document} />
    </Stack>
  );
}
