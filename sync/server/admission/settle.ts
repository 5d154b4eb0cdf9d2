import type { AdmissionProblem } from '../../../core/conflicts/admission-problems.ts';
import type { Voiding } from '../../../core/conflicts/number-claims.ts';
import { withoutCustomers } from '../../../core/conflicts/reduced-run.ts';
import { isProvisional } from '../../../core/conflicts/central-numbers.ts';
import { isIssuedNow, settlement } from '../../../core/conflicts/settlement.ts';
import type { IssuedDocument } from '../../../core/invoicing/lines.ts';
import { entityOutside, type RunBilling } from '../../../core/invoicing/run-billing.ts';
import type { Change, Write } from '../../../core/kernel/command.ts';
import { done, type Outcome, type ProblemLike } from '../../../core/kernel/outcome.ts';
import { isServerStation } from '../../../core/organization/server-station.ts';
import { withBlocksInSight } from '../../protocol/blocks-in-sight.ts';
import type { State } from '../store/state.ts';
import type { Case } from './author.ts';
import { failingCustomers, type Gathered, gathered } from './plan-again.ts';
import { freshOf, type StationNumbers } from './station-numbers.ts';
import { type Digested, digested, isIssuing, outcomeOf, writingsOf } from './writings.ts';

/** What a command comes to on the server, under the numbers that its station gave. */
export type Settled = {
  readonly writes: readonly Write[];
  readonly writings: readonly Digested[];
  readonly outcome: string;
  readonly voidings: readonly Voiding[];
};

const issuedNow = (writings: readonly Digested[]): readonly IssuedDocument[] =>
  writings.flatMap(({ document, before }) =>
    isIssuing(document) && isIssuedNow(before as IssuedDocument | null, document) ? [document] : [],
  );

/** What only the server can number, though the station may have another word: a number that came from an earlier life of the server, or from a block. */
const leftToServer = (writings: readonly Digested[]): readonly IssuedDocument[] =>
  writings.flatMap(({ document }) => (isIssuing(document) && isProvisional(document) ? [document] : []));

const differing = (documents: readonly IssuedDocument[]): readonly AdmissionProblem[] =>
  documents.map(({ id, customerId }) => ({ code: 'document.differs', documentId: id, customerId }));

/** The documents carry exactly the fresh numbers that the station claims for them. */
const sameNumbers = (issued: readonly IssuedDocument[], numbers: StationNumbers): boolean => {
  const { fresh } = freshOf(numbers);
  const claims = new Map(fresh.map(({ claim }) => [claim.documentId, claim]));
  return (
    issued.length === fresh.length &&
    issued.every(({ id, number, seriesId }) => claims.get(id)?.number === number && claims.get(id)?.seriesId === seriesId)
  );
};

/** The plan with the station's numbers on its documents; its own counting of these series is dropped. */
const settled = async (
  state: State,
  { writes }: Change,
  { pushed, station }: Case,
  numbers: StationNumbers,
): Promise<Outcome<Settled, ProblemLike>> => {
  const planned = await writingsOf(state, writes);
  const issued = issuedNow(planned);
  const outcome = outcomeOf(planned);
  const asPlanned = done({ writes, writings: planned, outcome, voidings: [] });
  if (isServerStation(station) || (issued.length === 0 && freshOf(numbers).fresh.length === 0)) return asPlanned;
  // The same documents to the last byte, numbers included: the plan has counted as the station did.
  if (outcome === pushed.outcome && sameNumbers(issued, numbers)) return asPlanned;
  const { documents, unmatched, voidings } = settlement([...issued, ...leftToServer(planned)], freshOf(numbers).fresh, numbers.stored);
  if (unmatched.length > 0) return { ok: false, problems: differing(unmatched) };
  const counted = new Set(issued.map(({ seriesId }) => seriesId));
  const writings = planned.flatMap((writing) => {
    const { document, before } = writing;
    if (document.kind === 'number-series' && counted.has(document.id)) return [];
    const numbered = isIssuing(document) ? documents.get(document.id) : undefined;
    return [numbered === undefined ? writing : digested(numbered, before)];
  });
  return done({ writes, writings, outcome: outcomeOf(writings), voidings });
};

/** Whether everything that a change issues anew is what the station issued. */
const holds = ({ writes }: Change, numbers: StationNumbers): boolean => {
  const documents = writes.flatMap(({ document, basedOn }) =>
    basedOn === null && (document.kind === 'invoice' || document.kind === 'credit-note') ? [document as IssuedDocument] : [],
  );
  const issued = documents.filter((document) => isIssuedNow(null, document));
  return settlement(issued, freshOf(numbers).fresh, numbers.stored).unmatched.length === 0;
};

/** A part of a billing run without whoever was billed elsewhere or owes something else by now; any other command stands or falls as a whole. */
const reduced = ({ command, decide }: Gathered, numbers: StationNumbers): Outcome<Change, ProblemLike> | null => {
  if (command.kind !== 'billing.run' || entityOutside((command as RunBilling).body) !== null) return null;
  const failing = failingCustomers({ command, decide }, (change) => holds(change, numbers));
  return failing.size === 0 ? null : decide(withoutCustomers(command as RunBilling, failing));
};

/** The command planned again on the server's state, as far as it holds there. */
export const settledAgain = async (state: State, asked: Case, numbers: StationNumbers): Promise<Outcome<Settled, ProblemLike>> => {
  const { command } = asked.pushed;
  const found = await gathered(withBlocksInSight(state, command, asked.pushed.numbers), command);
  if (!found.ok) return found;
  const plan = found.value.decide(command);
  const whole = plan.ok ? await settled(state, plan.value, asked, numbers) : plan;
  if (whole.ok || isServerStation(asked.station)) return whole;
  const less = reduced(found.value, numbers);
  if (less === null) return whole;
  return less.ok ? settled(state, less.value, asked, numbers) : less;
};
