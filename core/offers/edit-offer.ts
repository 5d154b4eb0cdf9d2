import { type Command, revised } from '../kernel/command.ts';
import { type EditConflict, edited, sameData } from '../kernel/edit.ts';
import { done, refuse } from '../kernel/outcome.ts';
import type { UseCase } from '../kernel/use-case.ts';
import { withCodeKey } from './code.ts';
import { type OfferProblem, offerProblems } from './offer-problems.ts';
import {
  type OfferReferenceProblem,
  type OfferReferences,
  offerReferences,
  type OfferSource,
  referenceProblems,
} from './offer-references.ts';
import { type EditOfferBody, editOfferSchema } from './schema.ts';
import type { Offer, OfferId } from './types.ts';

/** Names only the fields that it changes, each with what its author saw. */
export type EditOffer = Command<'offer.edit', EditOfferBody>;

export type EditOfferProblem =
  | { readonly code: 'offer.missing'; readonly offerId: OfferId }
  | { readonly code: 'offer.not-draft'; readonly offerId: OfferId; readonly state: Offer['state'] }
  | EditConflict
  | OfferProblem
  | OfferReferenceProblem;

type EditOfferFacts = { readonly offer: Offer | null; readonly known: OfferReferences | null };

/** Drafts only: what can be redeemed keeps its terms, and what should change is archived and made anew. */
export const editOffer: UseCase<EditOffer, EditOfferFacts, EditOfferProblem, OfferSource> = {
  kind: 'offer.edit',
  shape: editOfferSchema,

  gather: async (command, source) => {
    const offer = await source.get('offer', command.body.offerId);
    if (offer === null) return { offer, known: null };
    const { reach, scope } = command.body.fields;
    return { offer, known: await offerReferences({ reach: reach?.to ?? offer.reach, scope: scope?.to ?? offer.scope }, source) };
  },

  plan: (command, { offer, known }) => {
    const { offerId, fields } = command.body;
    if (offer === null || known === null) return refuse({ code: 'offer.missing', offerId });
    if (offer.state !== 'draft') return refuse({ code: 'offer.not-draft', offerId, state: offer.state });
    const after = edited<Offer, keyof typeof fields>(offer, fields);
    if (!after.ok) return after;
    const next = withCodeKey(after.value);
    const problems = [...offerProblems(next), ...referenceProblems(next, offerId, known)];
    if (problems.length > 0) return { ok: false, problems };
    return done({ command, writes: sameData(offer, next) ? [] : [revised(offer, next)] });
  },
};
