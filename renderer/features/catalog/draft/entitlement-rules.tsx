import { Select, TagsInput } from '@mantine/core';
import { useController, useFormContext, useWatch } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import type { EntitlementDefinition, TrialSettings } from '../../../../core/catalog/types.ts';
import { clock } from '../../../app/clock.ts';
import { useFieldProblem } from '../../../ui/form/field-problems.ts';
import { CheckField, SelectField } from '../../../ui/form/fields.tsx';
import { MomentField } from '../../../ui/form/moment-field.tsx';
import { NumberField } from '../../../ui/form/number-field.tsx';
import classes from '../catalog.module.css';

type Props = { readonly at: string; readonly grant: EntitlementDefinition };

const useSet = (at: string) => {
  const { setValue } = useFormContext();
  return (key: string, value: unknown): void => setValue(`${at}.${key}`, value, { shouldDirty: true });
};

const firstExpiry = (kind: EntitlementDefinition['expiry']['kind']) => {
  if (kind === 'relative') return { kind, days: '30', from: 'start', stopsWhileSuspended: false };
  return kind === 'fixed' ? { kind, at: clock.now() } : { kind };
};

/** ENT-07 to ENT-10, ENT-13: when it ends, and whether it goes on by itself. */
function Expiry({ at, grant }: Props) {
  const text = useTranslations('catalog.grant');
  const set = useSet(at);
  const { expiry } = grant;
  const change = (kind: string | null): void => {
    set('expiry', firstExpiry(kind as EntitlementDefinition['expiry']['kind']));
    if (kind === 'never') set('autoExtendDays', null);
  };
  return (
    <>
      <Select
        label={text('expiry')}
        data={(['never', 'period-end', 'relative', 'fixed'] as const).map((value) => ({ value, label: text(`expiries.${value}`) }))}
        value={expiry.kind}
        allowDeselect={false}
        onChange={change}
      />
      {expiry.kind === 'relative' && (
        <>
          <NumberField name={`${at}.expiry.days`} label={text('days')} digits={0} isRequired />
          <SelectField
            name={`${at}.expiry.from`}
            label={text('countedFrom')}
            choices={(['start', 'renewal'] as const).map((value) => ({ value, label: text(`froms.${value}`) }))}
          />
        </>
      )}
      {expiry.kind === 'fixed' && <MomentField name={`${at}.expiry.at`} label={text('expiresAt')} isRequired />}
      {expiry.kind !== 'never' && (
        <NumberField name={`${at}.autoExtendDays`} label={text('autoExtend')} digits={0} placeholder={text('notExtended')} />
      )}
    </>
  );
}

/** ENT-11, ENT-12: what happens to a balance that is left when the next allocation comes. */
function CarryOver({ at, grant }: Props) {
  const text = useTranslations('catalog.grant');
  const set = useSet(at);
  const { carryOver } = grant;
  const change = (kind: string | null): void => {
    const once = carryOver?.once ?? false;
    if (kind === 'lost') set('carryOver', null);
    else if (kind === 'units') set('carryOver', { cap: { kind, quantity: '1' }, once });
    else if (kind === 'allowances') set('carryOver', { cap: { kind, times: '1' }, once });
    else set('carryOver', { cap: { kind: 'none' }, once });
  };
  return (
    <>
      <Select
        label={text('carryOver')}
        data={(['lost', 'none', 'units', 'allowances'] as const).map((value) => ({ value, label: text(`carryOvers.${value}`) }))}
        value={carryOver?.cap.kind ?? 'lost'}
        allowDeselect={false}
        onChange={change}
      />
      {carryOver?.cap.kind === 'units' && <NumberField name={`${at}.carryOver.cap.quantity`} label={text('carryUnits')} />}
      {carryOver?.cap.kind === 'allowances' && <NumberField name={`${at}.carryOver.cap.times`} label={text('carryTimes')} />}
    </>
  );
}

/** ENT-23: shares of the allowance at which somebody is told. */
function Alerts({ at }: { readonly at: string }) {
  const text = useTranslations('catalog.grant');
  const name = `${at}.alertsAt`;
  const { control } = useFormContext();
  const { field } = useController({ control, name });
  const problem = useFieldProblem(name);
  return (
    <TagsInput
      label={text('alerts')}
      description={text('alertsHint')}
      error={problem}
      value={[...((field.value as readonly string[] | undefined) ?? [])]}
      onChange={(typed) =>
        field.onChange([...new Set(typed.map((each) => each.replace('%', '').trim()))].filter((each) => /^\d{1,3}$/.test(each)))
      }
      onBlur={field.onBlur}
    />
  );
}

/** ENT-30: what there is of it on a restricted trial. */
function OnTrial({ at, grant }: Props) {
  const text = useTranslations('catalog.grant');
  const set = useSet(at);
  if (grant.grant.kind !== 'access')
    return <NumberField name={`${at}.trialQuantity`} label={text('onTrial')} placeholder={text('trials.no')} />;
  return (
    <Select
      label={text('onTrial')}
      data={(['no', 'yes'] as const).map((value) => ({ value, label: text(`trials.${value}`) }))}
      value={(grant.trialQuantity ?? '') === '' ? 'no' : 'yes'}
      allowDeselect={false}
      onChange={(value) => set('trialQuantity', value === 'yes' ? '1' : '')}
    />
  );
}

/** ENT-26, ENT-27, ENT-29: what it becomes when the subscription is paused, cancelled or moved down. */
function Behaviour({ at, grant }: Props) {
  const text = useTranslations('catalog.grant');
  const set = useSet(at);
  return (
    <>
      <SelectField
        name={`${at}.onPause`}
        label={text('onPause')}
        choices={(['suspend', 'retain'] as const).map((value) => ({ value, label: text(`onPauses.${value}`) }))}
      />
      <Select
        label={text('onCancel')}
        data={(['now', 'period-end', 'later'] as const).map((value) => ({ value, label: text(`onCancels.${value}`) }))}
        value={grant.onCancel.kind}
        allowDeselect={false}
        onChange={(kind) => set('onCancel', kind === 'later' ? { kind, days: '30' } : { kind })}
      />
      {grant.onCancel.kind === 'later' && <NumberField name={`${at}.onCancel.days`} label={text('daysAfter')} digits={0} isRequired />}
      <SelectField
        name={`${at}.onDowngrade`}
        label={text('onDowngrade')}
        choices={(['now', 'next-period'] as const).map((value) => ({ value, label: text(`onDowngrades.${value}`) }))}
      />
    </>
  );
}

/** ENT-07 to ENT-15, ENT-23, ENT-27, ENT-30: the facets of a grant beyond its amount. A facet that the grant has no use for is not offered, unless it is set. */
export function EntitlementRules({ at, grant }: Props) {
  const text = useTranslations('catalog.grant');
  const { control } = useFormContext();
  const trial = useWatch({ control, name: 'trial' }) as TrialSettings | null;
  const { expiry } = grant;
  const isLimited = grant.grant.kind === 'limit';
  const isRenewed = expiry.kind === 'period-end' || (expiry.kind === 'relative' && expiry.from === 'renewal');
  const mayCarry = isLimited && grant.counting === 'consumable' && isRenewed;
  return (
    <>
      <div className={classes['fields']}>
        <Expiry at={at} grant={grant} />
        {(mayCarry || grant.carryOver !== null) && <CarryOver at={at} grant={grant} />}
        {(isLimited || grant.alertsAt.length > 0) && <Alerts at={at} />}
        {trial?.entitlements === 'restricted' && <OnTrial at={at} grant={grant} />}
        <Behaviour at={at} grant={grant} />
      </div>
      {expiry.kind === 'relative' && <CheckField name={`${at}.expiry.stopsWhileSuspended`} label={text('stopsWhileSuspended')} />}
      {grant.carryOver !== null && <CheckField name={`${at}.carryOver.once`} label={text('carryOnce')} />}
    </>
  );
}
