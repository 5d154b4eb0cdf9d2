import { useTranslations } from 'use-intl';
import { SelectField } from '../../../ui/form/fields.tsx';
import { NumberField } from '../../../ui/form/number-field.tsx';
import { ActionDrawer, type ActionProps } from './action-drawer.tsx';
import { WhenFields, whenOf } from './when.tsx';

type PauseValues = { when: string; on: string | null; days: string; billing: string; entitlements: string };

/** SUB-09, OR-11: billing stops, for a number of days or until somebody asks. */
export function PauseSubscription(props: ActionProps) {
  const text = useTranslations('subscriptions.actions');
  const { subscription } = props;
  return (
    <ActionDrawer<'subscription.pause', PauseValues>
      {...props}
      kind="subscription.pause"
      title={text('pause.title')}
      text={text('pause.text')}
      submit={text('pause.submit')}
      done={text('pause.done')}
      defaults={{ when: 'period-end', on: null, days: '', billing: 'freeze', entitlements: 'by-definition' }}
      bodyOf={(values) => {
        const when = whenOf(values);
        if (when === null || (values.days !== '' && !/^\d{1,4}$/.test(values.days))) return null;
        return {
          subscriptionId: subscription.id,
          when,
          days: values.days === '' ? null : Number(values.days),
          billing: values.billing as 'freeze' | 'keep-anchor',
          entitlements: values.entitlements as 'suspend' | 'retain' | 'by-definition',
        };
      }}
    >
      {() => (
        <>
          <WhenFields />
          <NumberField
            name="days"
            label={text('pause.days')}
            description={text('pause.daysHint')}
            digits={0}
            unit={text('days')}
            width={260}
          />
          <SelectField
            name="billing"
            label={text('pause.billing')}
            choices={(['freeze', 'keep-anchor'] as const).map((value) => ({ value, label: text(`pause.billings.${value}`) }))}
          />
          <SelectField
            name="entitlements"
            label={text('entitlements')}
            choices={(['by-definition', 'suspend', 'retain'] as const).map((value) => ({
              value,
              label: text(`pause.entitlements.${value}`),
            }))}
          />
        </>
      )}
    </ActionDrawer>
  );
}

type ResumeValues = { when: string; on: string | null; anchor: string };

/** SUB-09: service and billing go on. */
export function ResumeSubscription(props: ActionProps) {
  const text = useTranslations('subscriptions.actions');
  const { subscription } = props;
  return (
    <ActionDrawer<'subscription.resume', ResumeValues>
      {...props}
      kind="subscription.resume"
      title={text('resume.title')}
      text={text('resume.text')}
      submit={text('resume.submit')}
      done={text('resume.done')}
      defaults={{ when: 'now', on: null, anchor: 'usual' }}
      bodyOf={(values) => {
        const when = whenOf(values);
        if (when === null || when.kind === 'period-end') return null;
        return {
          subscriptionId: subscription.id,
          when,
          ...(values.anchor === 'usual' ? {} : { anchor: values.anchor as 'keep' | 'shift' }),
        };
      }}
    >
      {() => (
        <>
          <WhenFields choices={['now', 'on']} />
          <SelectField
            name="anchor"
            label={text('resume.anchor')}
            choices={(['usual', 'keep', 'shift'] as const).map((value) => ({ value, label: text(`resume.anchors.${value}`) }))}
          />
        </>
      )}
    </ActionDrawer>
  );
}
