import { useDocument } from '../../../app/hooks.ts';
import { recordPath } from '../../../app/navigation.ts';

export type PeekProps = { readonly id: string; readonly onClose: () => void };

export function CustomerName({ id }: { readonly id: string }) {
  const name = useDocument('customer', id).value?.name ?? '';
  const path = recordPath('customer', id);
  return path === null ? name : <a href={`#${path}`}>{name}</a>;
}
