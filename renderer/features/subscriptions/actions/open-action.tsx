import { clock } from '../../../app/clock.ts';
import { entitlementStandings } from '../../../../core/views/entitlement-standing.ts';
import { AttachAddOn, DetachAddOn } from './add-ons.tsx';
import type { ActionProps } from './action-drawer.tsx';
import { CancelSubscription, ReactivateSubscription } from './cancel.tsx';
import { ChangePlan } from './change-plan.tsx';
import { ChangeQuantity } from './change-quantity.tsx';
import { ConsumeFeature, SetInUse } from './consumption.tsx';
import { GrantFeature, RevokeGrant, TopUpGrant } from './grant-adjustments.tsx';
import { EndOffer, RedeemOffer } from './offers.tsx';
import { PauseSubscription, ResumeSubscription } from './pause.tsx';
import { NegotiatePrice } from './price.tsx';
import { AccelerateInstalments, ActivateSubscription, ConfirmTrial, WithdrawChange } from './simple.tsx';
import { UpdateTerms } from './update.tsx';

type GrantAction = 'grant-feature' | 'top-up' | 'revoke' | 'consume' | 'set-in-use';

/** An action with what it is about: an item, a planned change, a redemption, a grant or a feature; empty for the subscription itself. */
export type OpenAction = {
  readonly id:
    | 'activate'
    | 'confirm-trial'
    | 'change-plan'
    | 'change-quantity'
    | 'attach-add-on'
    | 'detach-add-on'
    | 'negotiate-price'
    | 'accelerate'
    | 'pause'
    | 'resume'
    | 'cancel'
    | 'withdraw-change'
    | 'reactivate'
    | 'redeem-offer'
    | 'end-offer'
    | 'update'
    | GrantAction;
  readonly about: string;
};

/** ENT-25: what is done about a grant, or about the use of a feature. */
function GrantActionOf({ id, about, ...props }: ActionProps & { readonly id: GrantAction; readonly about: string }) {
  const { subscription } = props;
  if (id === 'grant-feature') return <GrantFeature {...props} />;
  const grant = subscription.grants.find((each) => each.id === about);
  if (id === 'top-up' || id === 'revoke') {
    if (grant === undefined) return null;
    return id === 'top-up' ? <TopUpGrant {...props} grant={grant} /> : <RevokeGrant {...props} grant={grant} />;
  }
  const standing = entitlementStandings([subscription], clock.now()).find(({ featureId }) => featureId === about);
  if (standing === undefined) return null;
  return id === 'consume' ? <ConsumeFeature {...props} standing={standing} /> : <SetInUse {...props} standing={standing} />;
}

/** The drawer of the action that was chosen. */
export function ActionOf({ action, ...props }: ActionProps & { readonly action: OpenAction }) {
  const { id, about } = action;
  switch (id) {
    case 'activate':
      return <ActivateSubscription {...props} />;
    case 'confirm-trial':
      return <ConfirmTrial {...props} />;
    case 'change-plan':
      return <ChangePlan {...props} itemId={about} />;
    case 'change-quantity':
      return <ChangeQuantity {...props} itemId={about} />;
    case 'attach-add-on':
      return <AttachAddOn {...props} />;
    case 'detach-add-on':
      return <DetachAddOn {...props} itemId={about} />;
    case 'negotiate-price':
      return <NegotiatePrice {...props} itemId={about} />;
    case 'accelerate':
      return <AccelerateInstalments {...props} itemId={about} />;
    case 'pause':
      return <PauseSubscription {...props} />;
    case 'resume':
      return <ResumeSubscription {...props} />;
    case 'cancel':
      return <CancelSubscription {...props} />;
    case 'withdraw-change':
      return <WithdrawChange {...props} changeId={about} />;
    case 'reactivate':
      return <ReactivateSubscription {...props} />;
    case 'redeem-offer':
      return <RedeemOffer {...props} />;
    case 'end-offer':
      return <EndOffer {...props} redemptionId={about} />;
    case 'update':
      return <UpdateTerms {...props} />;
    default:
      return <GrantActionOf id={id} about={about} {...props} />;
  }
}
