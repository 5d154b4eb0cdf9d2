import { useTranslations } from 'use-intl';
import { WholeNumbers } from '../../ui/whole-numbers.tsx';
import type { FieldChange } from './changes.ts';
import { useFieldName, useFieldValue } from './field-words.ts';
import classes from './timeline.module.css';

/** So many fields are told at once; a plan that was just made has hundreds. */
const shown = 80;

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
              <td>
                <WholeNumbers text={valueOf(change.before, change)} />
              </td>
              <td>
                <WholeNumbers text={valueOf(change.after, change)} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {changes.length > shown && <p className={classes['who']}>{text('moreFields', { count: changes.length - shown })}</p>}
    </>
  );
}
