import { Anchor, Table, Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { RunException } from '../../../core/invoicing/types.ts';
import { useDocument } from '../../app/hooks.ts';
import { recordPath } from '../../app/navigation.ts';

function CustomerName({ id }: { readonly id: string }) {
  const { value } = useDocument('customer', id);
  const path = recordPath('customer', id);
  const name = value?.name ?? id;
  return path === null ? <>{name}</> : <Anchor href={`#${path}`}>{name}</Anchor>;
}

/** Whom the run left out, why, and where it is put right. The others are billed all the same. */
export function ExceptionsTable({ exceptions }: { readonly exceptions: readonly RunException[] }) {
  const text = useTranslations('billing-run');
  const words = useTranslations('problems');
  const subscriptionPath = (id: string): string | null => (id === '' ? null : recordPath('subscription', id));
  return (
    <Table aria-label={text('exceptions.label')} verticalSpacing={6}>
      <Table.Tbody>
        {exceptions.map(({ customerId, subscriptionId, code, facts }) => {
          const path = subscriptionPath(subscriptionId);
          return (
            <Table.Tr key={`${customerId}|${subscriptionId}|${code}|${Object.values(facts).join('|')}`}>
              <Table.Td w={240}>
                <CustomerName id={customerId} />
              </Table.Td>
              <Table.Td>
                <Text fz={13}>{words.has(code) ? words(code, facts) : code}</Text>
              </Table.Td>
              <Table.Td ta="right">{path !== null && <Anchor href={`#${path}`}>{text('exceptions.open')}</Anchor>}</Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}
