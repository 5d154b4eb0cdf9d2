import classes from './text.module.css';
import { useUi } from './settings.tsx';

type Props = {
  readonly minor: number;
  readonly currency: string;
  /** Where a heading already names the currency. */
  readonly withoutCurrency?: boolean;
  readonly strong?: boolean;
};

/** An amount: figures of one width, the currency quieter beside them. */
export function Money({ minor, currency, withoutCurrency = false, strong = false }: Props) {
  const { amount, isPrivate } = useUi();
  return (
    <span className={classes['money']} data-strong={strong || undefined} data-negative={minor < 0 || undefined}>
      {isPrivate ? <span className={classes['covered']}>{'•••••'}</span> : amount(minor, currency)}
      {!withoutCurrency && <span className={classes['currency']}>{currency}</span>}
    </span>
  );
}

/** Amounts of several currencies, one under the other. */
export function MoneyList({ amounts }: { readonly amounts: readonly { readonly minor: number; readonly currency: string }[] }) {
  return (
    <span className={classes['moneyList']}>
      {amounts.map(({ minor, currency }) => (
        <Money key={currency} minor={minor} currency={currency} />
      ))}
    </span>
  );
}
