import type { Policies } from '../organization/policies.ts';
import { unknownEnd } from '../subscriptions/freezing.ts';
import { type Ruler, rulerOf, type ServicePeriod } from '../subscriptions/periods.ts';
import type { Pause, SubscriptionItem, Term } from '../subscriptions/types.ts';
import { daysAfter, daysBetween, earlier, later, type PlainDate } from '../time/plain-date.ts';

/**
 * The part of a billing period in which one term is charged. `start` and `end` are positions on the period's ruler; the days are those of the
 * calendar, for dates on documents.
 */
export type TermSlice = { readonly term: Term; readonly from: PlainDate; readonly until: PlainDate; readonly start: number; readonly end: number };

export type SlicedPeriod = { readonly served: ServicePeriod; readonly ruler: Ruler; readonly slices: readonly TermSlice[]; readonly closesOn: PlainDate };

/** POL-03: the day of a change belongs to the new plan, or still to the old one. Only where one term follows another; a start or an end has no rival. */
const changePosition = (ruler: Ruler, date: PlainDate, second: number, contested: boolean, policy: Policies['changeDay']): number =>
  contested && policy === 'old-plan' && ruler.unit === 'day' ? ruler.at(daysAfter(date, 1), 0) : ruler.at(date, second);

/**
 * The days of the period that pauses leave uncharged: those of periods that begin while paused. The period that a pause interrupts gives nothing back;
 * where it was frozen its cadence says so (OR-11).
 */
const uncharged = (served: ServicePeriod, pauses: readonly Pause[]): readonly { readonly from: PlainDate; readonly until: PlainDate }[] =>
  pauses.flatMap((pause) => {
    if (pause.from > served.period.start) return [];
    const until = pause.until === null ? served.period.end : earlier(pause.until, served.period.end);
    return until > served.period.start ? [{ from: served.period.start, until }] : [];
  });

const startOf = (served: ServicePeriod, ruler: Ruler, term: Term, follows: boolean, policy: Policies['changeDay']): number | null => {
  if (term.from > served.period.start) {
    if (term.firstPart === 'free') return null;
    return changePosition(ruler, term.from, term.fromSecond, follows, policy);
  }
  if (served.stub === 'free') return null;
  if (served.stub === 'full') return 0;
  return ruler.at(served.period.start, term.from === served.period.start ? term.fromSecond : 0);
};

/** A cycle change closed the period before its end, which frozen days had put off. While nobody knows for how long, nothing is closed. */
const isCut = ({ period, nominal, frozen }: ServicePeriod): boolean =>
  period.end !== unknownEnd &&
  daysBetween(nominal.end, period.end) < frozen.reduce((days, entry) => days + daysBetween(entry.from, entry.until), 0);

const endOf = (served: ServicePeriod, ruler: Ruler, term: Term, followed: boolean, policy: Policies['changeDay']): number | null => {
  const leaves = term.until !== null && term.until < served.period.end;
  const cut = isCut(served);
  if (!leaves && !cut) return ruler.of;
  if (term.unusedPart === 'kept') return ruler.of;
  if (term.unusedPart === 'whole-credited') return null;
  return leaves ? changePosition(ruler, term.until ?? served.period.end, term.untilSecond, followed, policy) : ruler.at(served.period.end, 0);
};

/** When the item's last term in the period ends early, the period closes then: usage and arrears fall due on that day. */
const closing = (served: ServicePeriod, terms: readonly Term[]): PlainDate => {
  const last = terms.at(-1);
  return last === undefined || last.until === null ? served.period.end : earlier(last.until, served.period.end);
};

/** SUB-24, SUB-28: the charged slices of one billing period, in order of time. They never overlap, save where an old charge is kept beside a new one. */
export const slicedPeriod = (
  item: SubscriptionItem,
  served: ServicePeriod,
  pauses: readonly Pause[],
  policies: Pick<Policies, 'prorationBasis' | 'changeDay'>,
): SlicedPeriod => {
  const ruler = rulerOf(served, policies.prorationBasis);
  const terms = item.terms.filter((term) => term.from < served.period.end && (term.until === null || term.until > served.period.start));
  const holes = uncharged(served, pauses);
  const slices: TermSlice[] = [];
  for (const term of terms) {
    const index = item.terms.indexOf(term);
    const follows = item.terms[index - 1]?.until === term.from;
    const followed = term.until !== null && item.terms[index + 1]?.from === term.until;
    const start = startOf(served, ruler, term, follows, policies.changeDay);
    const end = endOf(served, ruler, term, followed, policies.changeDay);
    if (start === null || end === null || end <= start) continue;
    const from = later(term.from, served.period.start);
    const until = term.until === null ? served.period.end : earlier(term.until, served.period.end);
    const hole = holes.find((entry) => entry.from <= from && entry.until > from);
    if (hole === undefined) slices.push({ term, from, until, start, end });
    else if (hole.until < until) slices.push({ term, from: hole.until, until, start: ruler.at(hole.until, 0), end });
  }
  return { served, ruler, slices, closesOn: closing(served, terms) };
};
