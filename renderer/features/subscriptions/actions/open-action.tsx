import { AttachAddOn, DetachAddOn } from './add-ons.tsx';
import type { ActionProps } from './action-drawer.tsx';
import { CancelSubscription, ReactivateSubscription } from './cancel.tsx';
import { ChangePlan } from './change-plan.tsx';
import { ChangeQuantity } from './change-quantity.tsx';
import { EndOffer, RedeemOffer } from './offers.tsx';
import { PauseSubscription, ResumeSubscription } from './pause.tsx';
import { NegotiatePrice } from './price.tsx';
import { AccelerateInstalments, ActivateSubscription, ConfirmTrial, WithdrawChange } from './simple.tsx';

/** An action with what it is about: an item, a planned change or a redemption; empty for the subscription itself. */
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
    | 'end-offer';
  readonly about: string;
};

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
  }
}
