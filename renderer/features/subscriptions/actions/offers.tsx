import { useTranslations } from 'use-intl';
import { useDocuments, useToday } from '../../../app/hooks.ts';
import { DateField } from '../../../ui/form/date-field.tsx';
import { SelectField, TextField } from '../../../ui/form/fields.tsx';
import { ActionDrawer, type ActionProps } from './action-drawer.tsx';

type RedeemValues = { how: string; code: string; offerId: string | null; startsOn: string | null };

/** OFR-01 to OFR-12: a discount from now on, by its code or picked from the list. */
export function RedeemOffer(props: ActionProps) {
  const text = useTranslations('subscriptions.actions');
  const today = useToday();
  const { subscription } = props;
  const offers = useDocuments('offer').value ?? [];
  const picked = offers.filter(
    ({ state, reach }) =>
      state === 'active' && reach.kind !== 'automatic' && (reach.kind !== 'negotiated' || reach.customerId === subscription.customerId),
  );
  return (
    <ActionDrawer<'subscription.redeem-offer', RedeemValues>
      {...props}
      kind="subscription.redeem-offer"
      title={text('redeem.title')}
      text={text('redeem.text')}
      submit={text('redeem.submit')}
      done={text('redeem.done')}
      defaults={{ how: 'code', code: '', offerId: null, startsOn: today < subscription.startsOn ? subscription.startsOn : today }}
      bodyOf={({ how, code, offerId, startsOn }) => {
        if (startsOn === null || startsOn === '' || (how === 'code' ? code.trim() === '' : offerId === null)) return null;
        return {
          subscriptionId: subscription.id,
          startsOn,
          offer: how === 'code' ? { kind: 'code', code: code.trim() } : { kind: 'offer', offerId: offerId ?? '' },
        };
      }}
    >
      {(values) => (
        <>
          <SelectField
            name="how"
            label={text('redeem.how')}
            choices={(['code', 'offer'] as const).map((value) => ({ value, label: text(`redeem.hows.${value}`) }))}
          />
          {values.how === 'code' ? (
            <TextField name="code" label={text('redeem.code')} maxLength={60} isRequired isFirst />
          ) : (
            <SelectField
              name="offerId"
              label={text('redeem.offer')}
              choices={picked.map(({ id, name }) => ({ value: id, label: name }))}
              isRequired
            />
          )}
          <DateField name="startsOn" label={text('redeem.startsOn')} description={text('redeem.startsOnHint')} isRequired width={260} />
        </>
      )}
    </ActionDrawer>
  );
}

type EndValues = { endsOn: string | null };

/** An offer that runs ends early. */
export function EndOffer({ redemptionId, ...props }: ActionProps & { readonly redemptionId: string }) {
  const text = useTranslations('subscriptions.actions');
  const today = useToday();
  const { subscription } = props;
  const redemption = subscription.redemptions.find(({ id }) => id === redemptionId);
  return (
    <ActionDrawer<'subscription.end-offer', EndValues>
      {...props}
      kind="subscription.end-offer"
      title={text('endOffer.title', { offer: redemption?.name ?? '' })}
      text={text('endOffer.text')}
      submit={text('endOffer.submit')}
      done={text('endOffer.done')}
      isDanger
      defaults={{ endsOn: today }}
      bodyOf={({ endsOn }) => (endsOn === null || endsOn === '' ? null : { subscriptionId: subscription.id, redemptionId, endsOn })}
    >
      {() => <DateField name="endsOn" label={text('endOffer.endsOn')} isRequired width={260} />}
    </ActionDrawer>
  );
}
