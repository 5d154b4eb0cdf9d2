import { Text } from '@mantine/core';
import { useTranslations } from 'use-intl';
import type { EntitlementDefinition, PlanVersion } from '../../../../core/catalog/types.ts';
import { useDocument } from '../../../app/hooks.ts';
import { useUi } from '../../../ui/settings.tsx';
import classes from '../catalog.module.css';

/** The facets of a grant beyond its amount, in the user's language; what is usual goes without saying. */
const useGrantWords = () => {
  const text = useTranslations('catalog.grant');
  const { moment, number, percent } = useUi();
  const expiryOf = ({ expiry, autoExtendDays }: EntitlementDefinition): string => {
    const ends =
      expiry.kind === 'relative'
        ? text('says.relative', { days: expiry.days, from: expiry.from })
        : expiry.kind === 'fixed'
          ? moment(expiry.at)
          : text(`expiries.${expiry.kind}`);
    return autoExtendDays === null ? ends : `${ends}, ${text('says.extends', { days: autoExtendDays })}`;
  };
  const carriedOf = ({ carryOver }: EntitlementDefinition): readonly string[] => {
    if (carryOver === null) return [];
    const { cap } = carryOver;
    if (cap.kind === 'units') return [text('says.carriesUnits', { quantity: number(cap.quantity) })];
    return [cap.kind === 'allowances' ? text('says.carriesTimes', { times: number(cap.times) }) : text('says.carries')];
  };
  const rulesOf = (each: EntitlementDefinition): string =>
    [
      ...carriedOf(each),
      ...(each.alertsAt.length === 0 ? [] : [text('says.alerts', { at: each.alertsAt.map((at) => percent(String(at))).join(', ') })]),
      text(`says.onPause.${each.onPause}`),
      each.onCancel.kind === 'later'
        ? text('says.onCancelLater', { days: each.onCancel.days })
        : text(`says.onCancel.${each.onCancel.kind}`),
      text(`says.onDowngrade.${each.onDowngrade}`),
    ].join(' · ');
  return { expiryOf, rulesOf };
};

/** What a version grants. */
export function Grants({ version }: { readonly version: PlanVersion }) {
  const text = useTranslations('catalog.grant');
  const { value: product } = useDocument('product', version.productId);
  const { number } = useUi();
  const words = useGrantWords();
  if (version.entitlements.length === 0)
    return (
      <Text fz={13} c="dimmed">
        {text('none')}
      </Text>
    );
  const heads = ['feature', 'grants', 'counting', 'expiry', 'atLimit', 'rules'] as const;
  return (
    <div className={classes['scroll']}>
      <table className={classes['table']} aria-label={text('title')}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th key={head} scope="col">
                {text(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {version.entitlements.map((each) => {
            const feature = product?.features.find(({ id }) => id === each.featureId);
            const unit = feature?.type === 'quantified' ? feature.unit : '';
            return (
              <tr key={each.id}>
                <th scope="row">{feature?.name ?? each.featureId}</th>
                <td>
                  {each.grant.kind === 'limit' ? `${number(each.grant.quantity)} ${unit}` : text(`kinds.${each.grant.kind}`)}
                  {each.perUnit && ` ${text('perUnit')}`}
                </td>
                <td>{text(`countings.${each.counting}`)}</td>
                <td>{words.expiryOf(each)}</td>
                <td>{each.grant.kind === 'limit' ? text(`atLimits.${each.atLimit}`) : '–'}</td>
                <td className={classes['quiet']}>{words.rulesOf(each)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}
