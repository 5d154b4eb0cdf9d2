import { useTranslations } from 'use-intl';
import type { Currency } from '../../../../core/money/currency.ts';
import type { Recomputation } from '../../../../core/views/explanation.ts';
import { Icon } from '../../../ui/icon.tsx';
import { useUi } from '../../../ui/settings.tsx';
import classes from './explanation.module.css';

/** What computing it again gave, just now. */
export function Recomputed({ again, currency }: { readonly again: Recomputation; readonly currency: Currency }) {
  const text = useTranslations('invoices.explain');
  const { money, isPrivate } = useUi();
  const amount = (minor: number): string => (isPrivate ? '•••••' : money(minor, currency));
  return (
    <div className={classes['again']} data-broken={!again.holds || undefined} role="status">
      <Icon name={again.holds ? 'check' : 'warning'} size={14} />
      {again.holds
        ? text('holds', { amount: amount(again.recomputedMinor) })
        : text('differs', { amount: amount(again.recomputedMinor), stored: amount(again.storedMinor) })}
    </div>
  );
}
