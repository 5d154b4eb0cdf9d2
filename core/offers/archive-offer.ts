import { type Command, revised } from '../kernel/command.ts';
import { done, refuse } from '../kernel/outcome.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { earlier, type PlainDate } from '../time/plain-date.ts';
import { type ArchiveOfferBody, archiveOfferSchema } from './schema.ts';
import type { Offer, OfferId } from './types.ts';

/** `lastDay` is the last day on which subscriptions that start still get it by themselves; nobody redeems it any more. */
export type ArchiveOffer = Command<'offer.archive', ArchiveOfferBody>;

export type ArchiveOfferProblem =
  | { readonly code: 'offer.missing'; readonly offerId: OfferId }
  | { readonly code: 'offer.archived'; readonly offerId: OfferId };

/** OFR-08: running redemptions continue. A draft that is archived was never open, and has no last day. */
export const archiveOffer: UseCase<ArchiveOffer, { readonly offer: Offer | null }, ArchiveOfferProblem, Reads<{ offer: Offer }>> = {
  kind: 'offer.archive',
  shape: archiveOfferSchema,
  gather: async (command, source) => ({ offer: await source.get('offer', command.body.offerId) }),
  plan: (command, { offer }) => {
    const { offerId, lastDay } = command.body;
    if (offer === null) return refuse({ code: 'offer.missing', offerId });
    if (offer.state === 'archived') return refuse({ code: 'offer.archived', offerId });
    const redeemableThrough: PlainDate | null = offer.state === 'draft' ? null : earlier(offer.redeemableThrough ?? lastDay, lastDay);
    return done({ command, writes: [revised<Offer>(offer, { ...offer, redeemableThrough, state: 'archived' })] });
  },
};
