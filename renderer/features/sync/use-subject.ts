import { useDocument } from '../../app/hooks.ts';
import type { InboxItem } from '../../workers/sync/sync-api.ts';
import { subjectOf, whoseOf } from './subject.ts';

/** What people call the record that an item is about: by its own name or number, else by its customer's or its plan's name. */
export const useSubject = (item: Pick<InboxItem, 'mine' | 'keys'>): string => {
  const called = subjectOf(item);
  const { customerId, planId } = whoseOf(item);
  const customer = useDocument('customer', called === '' ? customerId : null).value;
  const plan = useDocument('plan', called === '' ? planId : null).value;
  return called === '' ? (customer?.name ?? plan?.name ?? '') : called;
};
