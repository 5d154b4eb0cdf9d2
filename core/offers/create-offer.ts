import { type Command, created } from '../kernel/command.ts';
import { derivedId } from '../kernel/ids.ts';
import { doneUnless } from '../kernel/outcome.ts';
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
import { type CreateOfferBody, createOfferSchema } from './schema.ts';
import type { Offer } from './types.ts';

export type CreateOffer = Command<'offer.create', CreateOfferBody>;

/** OFR-01 to OFR-12: a draft. Nobody can redeem it before it is activated. */
export const createOffer: UseCase<CreateOffer, OfferReferences, OfferProblem | OfferReferenceProblem, OfferSource> = {
  kind: 'offer.create',
  shape: createOfferSchema,
  gather: (command, source) => offerReferences(command.body, source),
  plan: (command, known) => {
    const terms = withCodeKey(command.body);
    const id = derivedId('off', command.id);
    const problems = [...offerProblems(terms), ...referenceProblems(terms, id, known)];
    return doneUnless(problems, () => ({
      command,
      writes: [created<Offer>({ id, kind: 'offer', ...terms, redeemed: 0, state: 'draft' })],
    }));
  },
};
