import type { Payment, Refund } from '../../../../core/payments/types.ts';
import { useDocument } from '../../../app/hooks.ts';
import { recordPath } from '../../../app/navigation.ts';
import { DateText } from '../../../ui/date-text.tsx';
import type { FactRow } from '../record/facts.tsx';

export type PeekProps = { readonly id: string; readonly onClose: () => void };

export function CustomerName({ id }: { readonly id: string }) {
  const name = useDocument('customer', id).value?.name ?? '';
  const path = recordPath('customer', id);
  return path === null ? name : <a href={`#${path}`}>{name}</a>;
}

/** When and why money did not stay. */
export const reversal = (state: Payment['state'] | Refund['state'], label: string): readonly FactRow[] =>
  state.kind === 'reversed'
    ? [
        {
          label,
          value: (
            <>
              <DateText on={state.on} /> · {state.reason}
            </>
          ),
        },
      ]
    : [];
