import { useTranslations } from 'use-intl';
import type { EntitlementChange, EntitlementStanding } from '../../../core/views/entitlement-standing.ts';
import { DateText, MomentText } from '../../ui/date-text.tsx';
import { useUi } from '../../ui/settings.tsx';
import { StatusBadge, type Tone } from '../../ui/status-badge.tsx';
import type { CatalogNames } from '../catalog.ts';
import classes from './ahead.module.css';

/** What each state of a grant means to people. */
export const grantTones: Readonly<Record<EntitlementStanding['state'], Tone>> = {
  pending: 'neutral',
  active: 'good',
  exhausted: 'warning',
  expired: 'neutral',
  suspended: 'warning',
  revoked: 'neutral',
};

/** How much of a feature there is, in words. */
const useAllowance = (): ((standing: EntitlementStanding | null) => string) => {
  const text = useTranslations('ahead.entitlements');
  const { number } = useUi();
  return (standing) => {
    if (standing === null) return text('none');
    const { answer, isAccess } = standing;
    if (answer.unlimited) return text('unlimited');
    if (isAccess || (answer.limit === null && answer.entitled)) return text(answer.entitled ? 'access' : 'none');
    return answer.limit === null || answer.limit === '0' ? text('none') : number(answer.limit);
  };
};

type ChangesProps = {
  readonly changes: readonly EntitlementChange[];
  readonly then: string;
  readonly catalog: CatalogNames;
  readonly isNew: boolean;
};

/** What a change does to each feature: before, right after it, and on the day that is looked ahead to. */
export function EntitlementChanges({ changes, then, catalog, isNew }: ChangesProps) {
  const text = useTranslations('ahead.entitlements');
  const allowance = useAllowance();
  if (changes.length === 0) return <p className={classes['none']}>{text('nothing')}</p>;
  return (
    <table className={classes['table']} aria-label={text('title')}>
      <thead>
        <tr>
          <th scope="col">{text('feature')}</th>
          {!isNew && <th scope="col">{text('before')}</th>}
          <th scope="col">{text(isNew ? 'before' : 'after')}</th>
          <th scope="col">
            <DateText on={then} />
          </th>
        </tr>
      </thead>
      <tbody>
        {changes.map(({ featureId, before, after, later, isChanged }) => (
          <tr key={featureId} data-changed={(isChanged && !isNew) || undefined}>
            <th scope="row">{catalog.feature(featureId)?.name ?? featureId}</th>
            {!isNew && <td className={classes['quiet']}>{allowance(before)}</td>}
            <td>{allowance(after)}</td>
            <td>{allowance(later)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Entitlements as they stand: the answer to a check, what is used and left, and when it begins anew or ends. */
export function EntitlementTable({
  standings,
  catalog,
  empty,
}: {
  readonly standings: readonly EntitlementStanding[];
  readonly catalog: CatalogNames;
  readonly empty: string;
}) {
  const text = useTranslations('ahead.entitlements');
  const { number } = useUi();
  const allowance = useAllowance();
  if (standings.length === 0) return <p className={classes['none']}>{empty}</p>;
  return (
    <table className={classes['table']} aria-label={text('title')}>
      <thead>
        <tr>
          <th scope="col">{text('feature')}</th>
          <th scope="col" className={classes['start']}>
            {text('check')}
          </th>
          <th scope="col">{text('limit')}</th>
          <th scope="col">{text('used')}</th>
          <th scope="col">{text('left')}</th>
          <th scope="col">{text('resets')}</th>
          <th scope="col">{text('ends')}</th>
        </tr>
      </thead>
      <tbody>
        {standings.map((standing) => {
          const { featureId, answer, isAccess, state, expiresAt } = standing;
          const feature = catalog.feature(featureId);
          const unit = feature?.type === 'quantified' ? feature.unit : '';
          return (
            <tr key={featureId}>
              <th scope="row">
                {feature?.name ?? featureId} {unit !== '' && <span className={classes['quiet']}>{unit}</span>}
              </th>
              <td className={classes['start']}>
                <StatusBadge tone={grantTones[state]}>{text(`states.${state}`)}</StatusBadge>
              </td>
              <td>{allowance(standing)}</td>
              <td>{isAccess ? <span className={classes['quiet']}>–</span> : number(answer.currentUsage)}</td>
              <td>
                {answer.overLimit !== '0' ? (
                  text('over', { units: number(answer.overLimit) })
                ) : answer.remaining === null || isAccess ? (
                  <span className={classes['quiet']}>–</span>
                ) : (
                  number(answer.remaining)
                )}
              </td>
              <td>
                <MomentText at={answer.resetsAt} />
              </td>
              <td>
                <MomentText at={expiresAt} />
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
