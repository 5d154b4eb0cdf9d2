import type { Policies } from '../organization/policies.ts';
import { unknownEnd } from '../subscriptions/freezing.ts';
import { type Ruler, rulerOf, type ServicePeriod, servicePeriods } from '../subscriptions/periods.ts';
import type { Pause, SubscriptionItem, Term } from '../subscriptions/types.ts';
import { daysAfter, daysBetween, earlier, type PlainDate } from '../time/plain-date.ts';
import type { Sold } from './sold.ts';

/** A term with what it sells, and whether another one touches it at either end: only then has its day of change a rival (POL-03). */
export type TermView = { readonly term: Term; readonly sold: Sold; readonly follows: boolean; readonly followed: boolean };

/** A point of time: a day, and the second of it where proration counts seconds; 0 otherwise. */
export type Moment = { readonly date: PlainDate; readonly second: number };

/**
 * The part of a billing period in which one term is charged. `start` and `end` are positions on the period's ruler; `from` and `until` are the moments of
 * the calendar that they stand for. Both positions are equal where a term gives back all that it charged: then it tells on which day it did.
 */
export type TermSlice = {
  readonly view: TermView;
  readonly start: number;
  readonly end: number;
  readonly from: Moment;
  readonly until: Moment;
  /** The days on which the term took effect and ended. They differ from the moments where the day of change still belongs to the old plan (POL-03). */
  readonly beganOn: PlainDate;
  readonly endedOn: PlainDate;
};

/** One billing period of an item, cut into its terms. */
export type SlicedPeriod = {
  readonly served: ServicePeriod;
  /**
   * How slots call it: by the first day of the full period, and where the item joined later by that day too. Two stretches of one item may share a full
   * period (ended on the 2nd, reactivated on the 24th, both counted from the 1st), and their parts are different things.
   */
  readonly name: string;
  readonly ruler: Ruler;
  /** Every term that was in force in some part of it, charged or not. */
  readonly terms: readonly TermView[];
  readonly slices: readonly TermSlice[];
  /** When the item's last term in the period ends early, the period closes then: usage and arrears fall due on that day. */
  readonly closesOn: PlainDate;
};

const isBefore = (a: Moment, b: Moment): boolean => a.date < b.date || (a.date === b.date && a.second < b.second);

/** Whether the slice's price holds at the moment. */
export const holdsAt = (slice: TermSlice, moment: Moment): boolean => !isBefore(moment, slice.from) && isBefore(moment, slice.until);

type SlicePolicies = Pick<Policies, 'prorationBasis' | 'changeDay'>;

/** POL-03: the day of a change belongs to the new plan, or still to the old one. Only where one term follows another; a start or an end has no rival. */
const changePosition = (ruler: Ruler, date: PlainDate, second: number, contested: boolean, policy: Policies['changeDay']): number =>
  contested && policy === 'old-plan' && ruler.unit === 'day' ? ruler.at(daysAfter(date, 1), 0) : ruler.at(date, second);

/** Days of a period that pauses leave uncharged: those of periods that begin while paused. What a pause interrupts gives nothing back; where it was frozen its cadence says so (OR-11). */
const uncharged = (served: ServicePeriod, pauses: readonly Pause[]): readonly { readonly from: PlainDate; readonly until: PlainDate }[] =>
  pauses.flatMap((pause) => {
    if (pause.from > served.period.start) return [];
    const until = pause.until === null ? served.period.end : earlier(pause.until, served.period.end);
    return until > served.period.start ? [{ from: served.period.start, until }] : [];
  });

const startOf = (served: ServicePeriod, ruler: Ruler, { term, follows }: TermView, policy: Policies['changeDay']): number | null => {
  if (term.from > served.period.start) {
    if (term.firstPart === 'free') return null;
    return changePosition(ruler, term.from, term.fromSecond, follows, policy);
  }
  if (served.stub === 'free') return null;
  if (served.stub === 'full') return 0;
  return ruler.at(served.period.start, term.from === served.period.start ? term.fromSecond : 0);
};

/** A cycle change closed the period before its end, which frozen days had put off. While nobody knows for how long, nothing is closed. */
const isCut = ({ period, nominal, frozen }: ServicePeriod): boolean => {
  if (frozen.length === 0) return period.end < nominal.end;
  const put = frozen.reduce((days, entry) => days + daysBetween(entry.from, entry.until), 0);
  return period.end !== unknownEnd && daysBetween(nominal.end, period.end) < put;
};

const endOf = (served: ServicePeriod, ruler: Ruler, { term, followed }: TermView, policy: Policies['changeDay'], start: number): number => {
  const leaves = term.until !== null && term.until < served.period.end;
  if (!leaves && !isCut(served)) return ruler.of;
  if (term.unusedPart === 'kept') return ruler.of;
  if (term.unusedPart === 'whole-credited') return start;
  return leaves
    ? changePosition(ruler, term.until ?? served.period.end, term.untilSecond, followed, policy)
    : ruler.at(served.period.end, 0);
};

/** The moment from which a change counts: the next day's beginning where the day of change is the old plan's (POL-03). */
const countedFrom = (date: PlainDate, second: number, ruler: Ruler, contested: boolean, policy: Policies['changeDay']): Moment => {
  if (ruler.unit === 'second') return { date, second };
  return { date: contested && policy === 'old-plan' ? daysAfter(date, 1) : date, second: 0 };
};

const boundsOf = (
  served: ServicePeriod,
  ruler: Ruler,
  { term, follows, followed }: TermView,
  policy: Policies['changeDay'],
): Pick<TermSlice, 'from' | 'until' | 'beganOn' | 'endedOn'> => {
  const { start, end } = served.period;
  const begins = term.from >= start;
  const ends = term.until !== null && term.until <= end;
  return {
    from: begins ? countedFrom(term.from, term.fromSecond, ruler, follows && term.from > start, policy) : { date: start, second: 0 },
    until: ends
      ? countedFrom(term.until ?? end, term.untilSecond, ruler, followed && term.until !== end, policy)
      : { date: end, second: 0 },
    beganOn: begins ? term.from : start,
    endedOn: ends ? (term.until ?? end) : end,
  };
};

/** The slice without what a pause leaves uncharged at its beginning; `null` where nothing is left. */
const afterPause = (slice: TermSlice, resumesOn: PlainDate, ruler: Ruler): TermSlice | null => {
  if (resumesOn >= slice.until.date) return null;
  const start = Math.max(slice.start, ruler.at(resumesOn, 0));
  const resumed = { ...slice, start, from: { date: resumesOn, second: 0 }, beganOn: resumesOn };
  if (slice.end === slice.start) return { ...resumed, end: start };
  return start < slice.end ? resumed : null;
};

const sliceOf = (
  served: ServicePeriod,
  ruler: Ruler,
  view: TermView,
  pauses: readonly Pause[],
  policy: Policies['changeDay'],
): TermSlice | null => {
  const start = startOf(served, ruler, view, policy);
  if (start === null) return null;
  const end = endOf(served, ruler, view, policy, start);
  if (end < start || (end === start && view.term.unusedPart !== 'whole-credited')) return null;
  const slice: TermSlice = { view, start, end, ...boundsOf(served, ruler, view, policy) };
  if (pauses.length === 0) return slice;
  const hole = uncharged(served, pauses).find((entry) => entry.until > slice.from.date);
  return hole === undefined ? slice : afterPause(slice, hole.until, ruler);
};

/** Whether a term has anything to do with a period. One that ended at the very second at which the period began has not. */
const touches = ({ term }: TermView, { period }: ServicePeriod): boolean => {
  if (term.from >= period.end) return false;
  if (term.until === null || term.until > period.start) return true;
  return term.until === period.start && term.untilSecond > (term.from === term.until ? term.fromSecond : 0);
};

const closing = (served: ServicePeriod, terms: readonly TermView[]): PlainDate => {
  const until = terms[terms.length - 1]?.term.until ?? null;
  return until === null ? served.period.end : earlier(until, served.period.end);
};

const nameOf = ({ nominal, period, stub }: ServicePeriod): string => (stub === null ? nominal.start : `${nominal.start}~${period.start}`);

/**
 * SUB-24, SUB-28: the item's billing periods that start before a day, each with its charged slices in order of time. Slices never overlap, save where an
 * old charge is kept beside a new one. Periods and terms both ascend, so that a long history is walked once.
 */
export const slicedPeriods = (
  item: SubscriptionItem,
  views: readonly TermView[],
  before: PlainDate,
  pauses: readonly Pause[],
  policies: SlicePolicies,
): readonly SlicedPeriod[] => {
  let first = 0;
  return servicePeriods(item, before).map((served): SlicedPeriod => {
    const ruler = rulerOf(served, policies.prorationBasis);
    // A term that ended before this period began is of no interest to later ones either.
    while (first < views.length && (views[first]?.term.until ?? served.period.end) < served.period.start) first += 1;
    const terms: TermView[] = [];
    const slices: TermSlice[] = [];
    for (let index = first; index < views.length; index += 1) {
      const view = views[index];
      if (view === undefined || view.term.from >= served.period.end) break;
      if (!touches(view, served)) continue;
      terms.push(view);
      const slice = sliceOf(served, ruler, view, pauses, policies.changeDay);
      if (slice !== null) slices.push(slice);
    }
    return { served, name: nameOf(served), ruler, terms, slices, closesOn: closing(served, terms) };
  });
};

/** The first day on which a position of the period's ruler is reached; the period's end where it never is. */
export const dayAt = ({ served, ruler }: Pick<SlicedPeriod, 'served' | 'ruler'>, position: number): PlainDate => {
  const { start, end } = served.period;
  let low = 0;
  let high = daysBetween(start, end);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (ruler.at(daysAfter(start, middle), 0) < position) low = middle + 1;
    else high = middle;
  }
  return daysAfter(start, low);
};
