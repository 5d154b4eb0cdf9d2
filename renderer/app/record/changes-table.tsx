import { useTranslations } from 'use-intl';
import { isCurrency } from '../../../core/money/currency.ts';
import { isInstant } from '../../../core/time/instant.ts';
import { isPlainDate } from '../../../core/time/plain-date.ts';
import { covered, useUi } from '../../ui/settings.tsx';
import { type FieldChange, nothing } from './changes.ts';
import classes from './timeline.module.css';

/** So many fields are told at once; a plan that was just made has hundreds. */
const shown = 80;

/** A field's name from the outside in; what is no name of ours is an id or a code and stands as it is. */
const useFieldName = (): ((path: string) => string) => {
  const words = useTranslations('fields');
  return (path) =>
    path
      .split('.')
      .map((part) => (words.has(part as never) ? words(part as never) : part))
      .join(' › ');
};

/** A value as people read it: amounts with their currency, days and moments in the user's form, yes and no. */
const useFieldValue = () => {
  const text = useTranslations('app.timeline');
  const { day, moment, money, isPrivate } = useUi();
  return (value: string, { path, currency }: FieldChange): string => {
    if (value === nothing) return value;
    if (value === 'true' || value === 'false') return text(value === 'true' ? 'yes' : 'no');
    if (isInstant(value)) return moment(value);
    if (isPlainDate(value)) return day(value);
    if (!/^-?\d+(\.\d+)?$/.test(value)) return value;
    if (path.endsWith('Minor') && currency !== undefined && isCurrency(currency)) return money(Number(value), currency);
    // A price is a number like any other here: while amounts are covered, every one of them is.
    return isPrivate ? covered : value;
  };
};

/** What differs, field by field. */
export function Changes({ changes }: { readonly changes: readonly FieldChange[] }) {
  const text = useTranslations('app.timeline');
  const nameOf = useFieldName();
  const valueOf = useFieldValue();
  return (
    <>
      <table className={classes['changes']}>
        <thead>
          <tr>
            <th scope="col">{text('field')}</th>
            <th scope="col">{text('before')}</th>
            <th scope="col">{text('after')}</th>
          </tr>
        </thead>
        <tbody>
          {changes.slice(0, shown).map((change) => (
            <tr key={change.path}>
              <th scope="row">{nameOf(change.path)}</th>
              <td>{valueOf(change.before, change)}</td>
              <td>{valueOf(change.after, change)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {changes.length > shown && <p className={classes['who']}>{text('moreFields', { count: changes.length - shown })}</p>}
    </>
  );
}
