import type { AdmissionProblem } from '../../../core/conflicts/admission-problems.ts';
import { centralNumbers, isProvisional } from '../../../core/conflicts/central-numbers.ts';
import type { DocumentKind } from '../../../core/collections.ts';
import { engineVersion } from '../../../core/engine.ts';
import type { Write } from '../../../core/kernel/command.ts';
import { groupedBy } from '../../../core/kernel/order.ts';
import { done, type Outcome, type ProblemLike } from '../../../core/kernel/outcome.ts';
import { isServerStation } from '../../../core/organization/server-station.ts';
import { isOfServer, mayGive } from '../../../core/permissions.ts';
import { type CommandKind, useCaseOf } from '../../../core/use-cases.ts';
import type { Reason, VoidedNumber } from '../../protocol/push.ts';
import type { State } from '../store/state.ts';
import type { Author, Case } from './author.ts';
import { lostStationProblem } from './lost-station.ts';
import { namedOutside, scopeProblems, toldTo } from './scope.ts';
import { type Settled, settledAgain } from './settle.ts';
import { allVoided, countedOn, skippedOn, type StationNumbers, voidedNumbers } from './station-numbers.ts';
import { type Digested, digested, isIssuing, issuedProblems, writingsOf } from './writings.ts';

/** What becomes of a command, with what is to be written: of a refused one, only the ledger of its numbers. */
export type Judgement = {
  readonly verdict:
    | { readonly kind: 'accepted'; readonly isChanged: boolean }
    | { readonly kind: 'refused'; readonly reasons: readonly Reason[] };
  readonly voided: readonly VoidedNumber[];
  readonly writings: readonly Digested[];
};

/** A station's clock may run ahead by this much (NUM-03). */
const mostAheadMs = 24 * 3_600_000;

/** What is wrong before anything is planned. */
const doorProblem = ({ pushed, station, giver, author, now }: Case): AdmissionProblem | null => {
  const { kind, at, by } = pushed.command;
  if (by.station !== giver) return { code: 'command.other-station', station: by.station };
  if (author === null) return { code: 'access.author', user: by.user };
  if (useCaseOf(kind) === null) return { code: 'command.kind-unknown', kind };
  if (isOfServer(kind as CommandKind) && !isServerStation(station)) return { code: 'command.not-for-stations', kind };
  const { role } = author.access;
  if (!mayGive(role, kind as CommandKind)) return { code: 'access.role', kind, role };
  if (Date.parse(at) - Date.parse(now) > mostAheadMs) return { code: 'command.from-future', at, serverAt: now };
  return null;
};

export const refused = async (state: State, asked: Case, numbers: StationNumbers, reasons: readonly Reason[]): Promise<Judgement> => {
  const voidings = allVoided(numbers, 'refused');
  const counted = await countedOn(state, numbers, voidings, asked.now);
  return {
    verdict: { kind: 'refused', reasons },
    voided: voidedNumbers(voidings),
    writings: [...counted, ...(await skippedOn(state, asked, counted))],
  };
};

/** The same command came from another station before: two have billed the same. Its effect stands; the numbers of this station are on no document. */
export const repeated = async (state: State, asked: Case, numbers: StationNumbers): Promise<Judgement> => {
  if (!numbers.claims.ok) return refused(state, asked, numbers, numbers.claims.problems);
  const voidings = allVoided(numbers, 'billed-elsewhere');
  return {
    verdict: { kind: 'accepted', isChanged: true },
    voided: voidedNumbers(voidings),
    writings: await countedOn(state, numbers, voidings, asked.now),
  };
};

/** No plan creates what is there. */
const createdTwice = async (state: State, writes: readonly Write[]): Promise<readonly AdmissionProblem[]> => {
  const problems: AdmissionProblem[] = [];
  const created = writes.flatMap(({ basedOn, document }) => (basedOn === null ? [document] : []));
  for (const [kind, documents] of groupedBy(created, (document) => document.kind)) {
    const ids = await state.existing(
      kind as DocumentKind,
      documents.map(({ id }) => id),
    );
    problems.push(...ids.map((id): AdmissionProblem => ({ code: 'document.exists', kind, id })));
  }
  return problems;
};

const problemsWith = async (state: State, author: Author, { writes, writings }: Settled): Promise<readonly ProblemLike[]> => [
  ...(await createdTwice(state, writes)),
  ...issuedProblems(writings),
  ...(await scopeProblems(state, writings, author.access)),
];

/** NUM-02: what the station issued provisionally gets its number of a central series now. */
const withCentralNumbers = async (state: State, writings: readonly Digested[]): Promise<Outcome<readonly Digested[], ProblemLike>> => {
  const provisional = writings.flatMap(({ document }) => (isIssuing(document) && isProvisional(document) ? [document] : []));
  if (provisional.length === 0) return done(writings);
  const given = centralNumbers(provisional, await state.list('number-series'), await state.list('entity'));
  if (!given.ok) return given;
  const numbered = writings.map((writing) => {
    const document = given.value.documents.get(writing.document.id);
    return document === undefined ? writing : digested(document, writing.before);
  });
  return done([...numbered, ...(await writingsOf(state, given.value.series))]);
};

/**
 * Admission of one command: planned again on the server's state with the same engine, held against what its author may do, against what is issued, and against
 * the station's numbers. Nothing is written here.
 */
export const judged = async (state: State, asked: Case, numbers: StationNumbers): Promise<Judgement> => {
  const { pushed, author, station, now } = asked;
  const refusal = (problems: readonly ProblemLike[]): Promise<Judgement> => refused(state, asked, numbers, problems);
  const atDoor = doorProblem(asked);
  if (atDoor !== null || author === null) return refusal(atDoor === null ? [] : [atDoor]);
  if (!numbers.claims.ok) return refusal(numbers.claims.problems);
  const lost = await lostStationProblem(state, pushed.command, author.access);
  if (lost !== null) return refusal([lost]);
  const again = await settledAgain(state, asked, numbers);
  // A body without its form is of any size, and names nothing.
  const isFormed = again.ok || again.problems.every(({ code }) => code !== 'shape.invalid');
  const outside = isFormed ? await namedOutside(state, pushed.command, author.access) : [];
  if (outside.length > 0) return refusal(outside);
  if (!again.ok) return refusal(isFormed ? await toldTo(state, again.problems, author.access) : again.problems);
  const { writings, voidings, outcome } = again.value;
  const problems = await problemsWith(state, author, again.value);
  if (problems.length > 0) return refusal(problems);
  const isChanged = !isServerStation(station) && (outcome !== pushed.outcome || voidings.length > 0);
  if (isChanged && pushed.engine !== engineVersion) {
    const differs: AdmissionProblem = { code: 'engine.differs', station: pushed.engine, server: engineVersion };
    return refusal([differs]);
  }
  const numbered = await withCentralNumbers(state, writings);
  if (!numbered.ok) return refusal(numbered.problems);
  const written = new Set(writings.flatMap(({ document }) => (document.kind === 'number-series' ? [document.id] : [])));
  return {
    // Where nothing was written, nothing is pulled: the station asks for what it wrote itself, such as a block that had ended here already.
    verdict: { kind: 'accepted', isChanged: isChanged || (writings.length === 0 && !isServerStation(station)) },
    voided: voidedNumbers(voidings),
    writings: [...numbered.value, ...(await countedOn(state, numbers, voidings, now, written))],
  };
};
