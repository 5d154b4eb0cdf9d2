import { useTranslations } from 'use-intl';
import { useToday } from '../../../app/hooks.ts';
import { DateField } from '../../../ui/form/date-field.tsx';
import { SelectField } from '../../../ui/form/fields.tsx';
import { ActionDrawer, type ActionProps } from './action-drawer.tsx';

/** Spec 5.1: the first payment was made. */
export function ActivateSubscription(props: ActionProps) {
  const text = useTranslations('subscriptions.actions.activate');
  return (
    <ActionDrawer
      {...props}
      kind="subscription.activate"
      title={text('title')}
      text={text('text')}
      submit={text('submit')}
      done={text('done')}
      defaults={{}}
      bodyOf={() => ({ subscriptionId: props.subscription.id })}
    />
  );
}

type TrialValues = { when: string };

/** CF-6: the customer stays. */
export function ConfirmTrial(props: ActionProps) {
  const text = useTranslations('subscriptions.actions.confirmTrial');
  return (
    <ActionDrawer<'subscription.confirm-trial', TrialValues>
      {...props}
      kind="subscription.confirm-trial"
      title={text('title')}
      text={text('text')}
      submit={text('submit')}
      done={text('done')}
      defaults={{ when: 'now' }}
      bodyOf={({ when }) => ({ subscriptionId: props.subscription.id, when: when as 'now' | 'trial-end' })}
    >
      {() => (
        <SelectField
          name="when"
          label={text('when')}
          choices={(['now', 'trial-end'] as const).map((value) => ({ value, label: text(`whens.${value}`) }))}
        />
      )}
    </ActionDrawer>
  );
}

/** SUB-13: what is planned does not happen. */
export function WithdrawChange({ changeId, ...props }: ActionProps & { readonly changeId: string }) {
  const text = useTranslations('subscriptions.actions.withdraw');
  return (
    <ActionDrawer
      {...props}
      kind="subscription.withdraw-change"
      title={text('title')}
      text={text('text')}
      submit={text('submit')}
      done={text('done')}
      defaults={{}}
      bodyOf={() => ({ subscriptionId: props.subscription.id, changeId })}
    />
  );
}

type AccelerateValues = { on: string | null; reason: string };

/** BIL-03: every remaining instalment at once. */
export function AccelerateInstalments({ itemId, ...props }: ActionProps & { readonly itemId: string }) {
  const text = useTranslations('subscriptions.actions.accelerate');
  const today = useToday();
  return (
    <ActionDrawer<'subscription.accelerate', AccelerateValues>
      {...props}
      kind="subscription.accelerate"
      title={text('title')}
      text={text('text')}
      submit={text('submit')}
      done={text('done')}
      defaults={{ on: today, reason: 'early-settlement' }}
      bodyOf={({ on, reason }) =>
        on === null || on === ''
          ? null
          : { subscriptionId: props.subscription.id, itemId, on, reason: reason as 'early-settlement' | 'default' }
      }
    >
      {() => (
        <>
          <SelectField
            name="reason"
            label={text('reason')}
            choices={(['early-settlement', 'default'] as const).map((value) => ({ value, label: text(`reasons.${value}`) }))}
          />
          <DateField name="on" label={text('on')} isRequired width={260} />
        </>
      )}
    </ActionDrawer>
  );
}
