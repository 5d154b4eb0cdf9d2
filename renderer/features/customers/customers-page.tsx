import { Button } from '@mantine/core';
import { useTranslations } from 'use-intl';
import { ListPage } from '../../app/list/list-page.tsx';
import { useSearchParam } from '../../app/navigation.ts';

/** Everybody who is billed. */
export function Page() {
  const text = useTranslations('customers');
  const [, setNew] = useSearchParam('new');
  const create = { label: text('new'), run: () => setNew('1') };
  return (
    <ListPage
      kind="customer"
      title={text('title')}
      columns={['name', 'status', 'country', 'open', 'subscriptions', 'email', 'signedUpOn']}
      widths={{ name: 260, email: 240 }}
      actions={<Button onClick={create.run}>{create.label}</Button>}
      empty={{ title: text('empty.title'), text: text('empty.text'), action: create }}
    />
  );
}
