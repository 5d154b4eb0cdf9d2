import type { InboxItem } from '../../workers/sync/sync-api.ts';

/** Work on more records than this is told by what it was. */
const mostNamed = 3;

/** What people call the record that an item is about; empty where it is about many, or has no name. */
export const subjectOf = ({ mine, keys }: Pick<InboxItem, 'mine' | 'keys'>): string => {
  if (keys.length > mostNamed) return '';
  for (const document of mine) {
    if (document.kind === 'number-series') continue;
    const { name, legalName, number, code } = document as Readonly<Record<string, unknown>>;
    const called = [name, legalName, number, code].find((each) => typeof each === 'string' && each !== '');
    if (typeof called === 'string') return called;
  }
  return '';
};

type Whose = { readonly customerId: string | null; readonly planId: string | null };

/** Whose a record without a name of its own is. */
export const whoseOf = ({ mine, keys }: Pick<InboxItem, 'mine' | 'keys'>): Whose => {
  const [document] = keys.length > mostNamed ? [] : mine;
  const { customerId, planId } = (document ?? {}) as { readonly customerId?: unknown; readonly planId?: unknown };
  return { customerId: typeof customerId === 'string' ? customerId : null, planId: typeof planId === 'string' ? planId : null };
};
