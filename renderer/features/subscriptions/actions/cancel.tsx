import { useTranslations } from 'use-intl';
import type { CancelReason } from '../../../../core/subscriptions/types.ts';
import { recordPath, useGo } from '../../../app/navigation.ts';
import { DateField } from '../../../ui/form/date-field.tsx';
import { LongTextField, SelectField } from '../../../ui/form/fields.tsx';
import { ActionDrawer, type ActionProps } from './action-drawer.tsx';
import { WhenFields, whenOf } from './when.tsx';

type CancelValues = { when: string; on: string | null; reason: string; note: string; credit: string };

const reasons = ['customer_request', 'payment_failure', 'migration', 'other'] as const;

/** SUB-10, SUB-11, CXL-12: the end, with its reason and what is credited. */
export function CancelSubscription(props: ActionProps) {
  const text = useTranslations('subscriptions.actions');
  const { subscription } = props;
  const { kind } = subscription.state;
  const isRunning = kind === 'active' || kind === 'trial';
  return (
    <ActionDrawer<'subscription.cancel', CancelValues>
      {...props}
      kind="subscription.cancel"
      title={text('cancel.title')}
      text={text('cancel.text')}
      submit={text('cancel.submit')}
      done={text('cancel.done')}
      isDanger
      defaults={{ when: isRunning ? 'period-end' : 'now', on: null, reason: 'customer_request', note: '', credit: 'prorated' }}
      bodyOf={(values) => {
        const when = whenOf(values);
        if (when === null) return null;
        return {
          subscriptionId: subscription.id,
          when,
          reason: values.reason as CancelReason,
          ...(values.note.trim() === '' ? {} : { note: values.note.trim() }),
          ...(kind === 'active' ? { credit: values.credit as 'none' | 'prorated' | 'full' } : {}),
        };
      }}
    >
      {(values) => (
        <>
          <SelectField
            name="reason"
            label={text('cancel.reason')}
            choices={reasons.map((value) => ({ value, label: text(`reasons.${value}`) }))}
            isRequired
          />
          <LongTextField name="note" label={text('cancel.note')} maxLength={500} />
          <WhenFields choices={isRunning ? ['period-end', 'now', 'on'] : ['now', 'on']} />
          {kind === 'active' && values.when !== 'period-end' && (
            <SelectField
              name="credit"
              label={text('cancel.credit')}
              choices={(['prorated', 'none', 'full'] as const).map((value) => ({ value, label: text(`cancel.credits.${value}`) }))}
            />
          )}
        </>
      )}
    </ActionDrawer>
  );
}

type ReactivateValues = { mode: string; on: string | null; addOns: string; carryOver: string };

/** SUB-12, OR-23: it lives again, as itself or as a new one. */
export function ReactivateSubscription(props: ActionProps) {
  const text = useTranslations('subscriptions.actions');
  const go = useGo();
  const { subscription } = props;
  return (
    <ActionDrawer<'subscription.reactivate', ReactivateValues>
      {...props}
      kind="subscription.reactivate"
      title={text('reactivate.title')}
      text={text('reactivate.text')}
      submit={text('reactivate.submit')}
      done={text('reactivate.done')}
      defaults={{ mode: 'same', on: null, addOns: 'restore', carryOver: 'lost' }}
      onDone={(ids) => {
        const next = ids.find(({ kind, id }) => kind === 'subscription' && id !== subscription.id);
        if (next !== undefined) go(recordPath('subscription', next.id) ?? '/subscriptions');
      }}
      bodyOf={(values) => ({
        subscriptionId: subscription.id,
        mode: values.mode as 'same' | 'new',
        addOns: values.addOns as 'restore' | 'drop',
        carryOver: values.carryOver as 'lost' | 'restored',
        ...(values.on === null || values.on === '' ? {} : { on: values.on }),
      })}
    >
      {(values) => (
        <>
          <SelectField
            name="mode"
            label={text('reactivate.mode')}
            choices={(['same', 'new'] as const).map((value) => ({ value, label: text(`reactivate.modes.${value}`) }))}
          />
          <DateField name="on" label={text('reactivate.on')} description={text('reactivate.onHint')} isClearable width={260} />
          {subscription.items.length > 1 && (
            <SelectField
              name="addOns"
              label={text('reactivate.addOns')}
              choices={(['restore', 'drop'] as const).map((value) => ({ value, label: text(`reactivate.addOnChoices.${value}`) }))}
            />
          )}
          {values.mode === 'same' && (
            <SelectField
              name="carryOver"
              label={text('reactivate.carryOver')}
              choices={(['lost', 'restored'] as const).map((value) => ({ value, label: text(`reactivate.carryOvers.${value}`) }))}
            />
          )}
        </>
      )}
    </ActionDrawer>
  );
}
