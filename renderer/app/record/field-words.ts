import { useTranslations } from 'use-intl';
import { isCurrency } from '../../../core/money/currency.ts';
import { isInstant } from '../../../core/time/instant.ts';
import { isPlainDate } from '../../../core/time/plain-date.ts';
import { covered, useUi } from '../../ui/settings.tsx';
import { type FieldChange, nothing } from './changes.ts';

/** The parts of a path, from the outside in: as changes name it (`a.b`), or as a JSON pointer (`/a/b`). */
const partsOf = (path: string): readonly string[] =>
  path.startsWith('/')
    ? path
        .slice(1)
        .split('/')
        .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'))
    : path.split('.');

/** A field's name from the outside in; what is no name of ours is an id or a code and stands as it is. */
export const useFieldName = (): ((path: string) => string) => {
  const words = useTranslations('fields');
  return (path) =>
    partsOf(path)
      .map((part) => (words.has(part as never) ? words(part as never) : part))
      .join(' › ');
};

/** A value as people read it: amounts with their currency, days and moments in the user's form, yes and no. */
export const useFieldValue = (): ((value: string, of: Pick<FieldChange, 'path' | 'currency'>) => string) => {
  const text = useTranslations('app.timeline');
  const { day, moment, money, isPrivate } = useUi();
  return (value, { path, currency }) => {
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
