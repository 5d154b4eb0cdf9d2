import { type Command, revised } from '../kernel/command.ts';
import { doneUnless, refuse } from '../kernel/outcome.ts';
import type { UseCase } from '../kernel/use-case.ts';
import { later, type PlainDate } from '../time/plain-date.ts';
import {
  type OfferReferenceProblem,
  type OfferReferences,
  offerReferences,
  type OfferSource,
  referenceProblems,
} from './offer-references.ts';
import { type ActivateOfferBody, activateOfferSchema } from './schema.ts';
import type { Offer, OfferId } from './types.ts';

/** `on` is the first day on which it can be redeemed, unless the offer itself names a later one. */
export type ActivateOffer = Command<'offer.activate', ActivateOfferBody>;

export type ActivateOfferProblem =
  | { readonly code: 'offer.missing'; readonly offerId: OfferId }
  | { readonly code: 'offer.not-draft'; readonly offerId: OfferId; readonly state: Offer['state'] }
  | { readonly code: 'offer.window-over'; readonly offerId: OfferId; readonly through: PlainDate; readonly on: PlainDate }
  | OfferReferenceProblem;

type ActivateOfferFacts = { readonly offer: Offer | null; readonly known: OfferReferences | null };

/**
 * Writes the day into the offer: an offer that applies by itself reaches subscriptions that start from then on, never what was billed before it existed.
 */
export const activateOffer: UseCase<ActivateOffer, ActivateOfferFacts, ActivateOfferProblem, OfferSource> = {
  kind: 'offer.activate',
  shape: activateOfferSchema,

  gather: async (command, source) => {
    const offer = await source.get('offer', command.body.offerId);
    return { offer, known: offer === null ? null : await offerReferences(offer, source) };
  },

  plan: (command, { offer, known }) => {
    const { offerId, on } = command.body;
    if (offer === null || known === null) return refuse({ code: 'offer.missing', offerId });
    if (offer.state !== 'draft') return refuse({ code: 'offer.not-draft', offerId, state: offer.state });
    const through = offer.redeemableThrough;
    if (through !== null && through < on) return refuse({ code: 'offer.window-over', offerId, through, on });
    return doneUnless(referenceProblems(offer, offerId, known), () => ({
      command,
      writes: [revised<Offer>(offer, { ...offer, redeemableFrom: later(offer.redeemableFrom ?? on, on), state: 'active' })],
    }));
  },
};
