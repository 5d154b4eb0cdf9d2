import classes from './text.module.css';
import { type UiSettings, useUi } from './settings.tsx';

type Props = {
  readonly minor: number;
  readonly currency: string;
  /** Where a heading already names the currency. */
  readonly withoutCurrency?: boolean;
  readonly strong?: boolean;
  /** Decimals of its neighbours in a column that it has none of: `decimalRoom`. */
  readonly room?: string | undefined;
};

/** An amount: figures of one width, the currency quieter beside them. */
export function Money({ minor, currency, withoutCurrency = false, strong = false, room = '' }: Props) {
  const { amount, isPrivate } = useUi();
  return (
    <span className={classes['money']} data-strong={strong || undefined} data-negative={minor < 0 || undefined}>
      {isPrivate ? <span className={classes['covered']}>{'•••••'}</span> : amount(minor, currency)}
      {room !== '' && <span className={classes['room']} data-room={room} aria-hidden="true" />}
      {!withoutCurrency && <span className={classes['currency']}>{currency}</span>}
    </span>
  );
}

/**
 * What each currency of a column leaves free after its figures, so that decimal signs stand in line whether a currency has two decimals, three or none:
 * `.00` for yen among euros, nothing for the euros.
 */
export const decimalRoom = (currencies: readonly string[], amount: UiSettings['amount']): ReadonlyMap<string, string> => {
  const decimals = new Map(currencies.map((currency) => [currency, amount(0, currency).slice(1)]));
  const most = [...decimals.values()].reduce((longest, each) => (each.length > longest.length ? each : longest), '');
  return new Map([...decimals].map(([currency, own]) => [currency, most.slice(own.length)]));
};

type ListProps = {
  readonly amounts: readonly { readonly minor: number; readonly currency: string }[];
  /** As the column has it that they sum up, where it has another than theirs. */
  readonly rooms?: ReadonlyMap<string, string> | undefined;
};

/** Amounts of several currencies, one under the other. */
export function MoneyList({ amounts, rooms: given }: ListProps) {
  const { amount } = useUi();
  const rooms =
    given ??
    decimalRoom(
      amounts.map(({ currency }) => currency),
      amount,
    );
  return (
    <span className={classes['moneyList']}>
      {amounts.map(({ minor, currency }) => (
        <Money key={currency} minor={minor} currency={currency} room={rooms.get(currency)} />
      ))}
    </span>
  );
}
