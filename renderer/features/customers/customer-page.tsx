import { useTranslations } from 'use-intl';
import { useDocument } from '../../app/hooks.ts';
import { Status } from '../../app/list/cells.tsx';
import { usePathParam } from '../../app/navigation.ts';
import { PageBody, PageHeader } from '../../ui/page-header.tsx';

/** One customer. */
export function Page() {
  const text = useTranslations('customers');
  const id = usePathParam('id');
  const { value: customer } = useDocument('customer', id);
  if (customer === undefined || customer === null) return null;
  return (
    <>
      <PageHeader title={customer.name} crumbs={[{ label: text('title'), href: '#/customers' }]} badge={<Status kind="customer" code={customer.state} />} />
      <PageBody>{customer.email}</PageBody>
    </>
  );
}
