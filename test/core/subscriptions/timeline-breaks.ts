import { servicePeriods } from '../../../core/subscriptions/periods.ts';
import type { Subscription, SubscriptionItem } from '../../../core/subscriptions/types.ts';
import { daysAfter } from '../../../core/time/plain-date.ts';

const termBreaks = (item: SubscriptionItem): readonly string[] =>
  item.terms.flatMap((term, index) => {
    const before = item.terms[index - 1];
    const breaks: string[] = [];
    if (term.until !== null && (term.until < term.from || (term.until === term.from && term.untilSecond < term.fromSecond)))
      breaks.push('a term ends before it starts');
    if (term.until === null && index < item.terms.length - 1) breaks.push('an open term is not the last');
    const left = before?.until ?? null;
    if (before !== undefined && left !== null && (left > term.from || (left === term.from && before.untilSecond > term.fromSecond)))
      breaks.push('terms overlap');
    return breaks;
  });

const cadenceBreaks = (item: SubscriptionItem, horizon: string): readonly string[] => {
  const breaks: string[] = [];
  item.cadence.forEach((stretch, index) => {
    const next = item.cadence[index + 1];
    if (stretch.until !== null && stretch.until <= stretch.from) breaks.push('a stretch has no days');
    if (stretch.until === null && next !== undefined) breaks.push('an open stretch is not the last');
    if (next !== undefined && stretch.until !== next.from) breaks.push('stretches do not tile');
  });
  const periods = servicePeriods(item, horizon);
  periods.forEach(({ period }, index) => {
    if (period.end <= period.start) breaks.push('a period has no days');
    const next = periods[index + 1];
    if (next !== undefined && next.period.start !== period.end) breaks.push('periods do not tile');
  });
  return breaks;
};

/** Every served day after billing began lies in a billing period. */
const coverBreaks = (item: SubscriptionItem): readonly string[] => {
  const open = item.terms.at(-1);
  const last = item.cadence.at(-1);
  return open?.until === null && (last === undefined || (last.until !== null && last.until !== '9999-12-31'))
    ? ['a live item has no open cadence']
    : [];
};

const stateBreaks = (subscription: Subscription, today: string): readonly string[] => {
  const { state, items, pauses, planned } = subscription;
  const breaks: string[] = [];
  const open = items.filter((item) => item.terms.at(-1)?.until === null);
  const base = items.find(({ type }) => type === 'base');
  if (state.kind === 'cancelled' && open.length > 0) breaks.push('a cancelled subscription has an open term');
  if (state.kind !== 'cancelled' && base?.terms.at(-1)?.until !== null) breaks.push('a live subscription has no open base term');
  if (state.kind === 'cancelled' && planned.length > 0) breaks.push('a cancelled subscription plans something');
  const pause = pauses.at(-1);
  if (state.kind === 'paused' && (pause?.from !== state.since || pause.until !== state.resumesOn))
    breaks.push('the pause is not the last one');
  if (state.kind !== 'paused' && pause !== undefined && (pause.until === null || (pause.until > today && state.kind === 'active')))
    breaks.push('an open pause without a paused state');
  if (state.kind === 'trial' && items.some((item) => item.terms.at(-1)?.until === null && (item.cadence[0]?.from ?? '') < state.endsOn))
    breaks.push('billed before the trial ends');
  const cancel = planned.find(({ change }) => change.kind === 'cancel');
  if (state.kind === 'active' && state.cancelsOn !== (cancel?.on ?? null)) breaks.push('the flag and the planned cancel differ');
  return breaks;
};

const plannedBreaks = ({ planned, state }: Subscription, today: string): readonly string[] => [
  ...(state.kind === 'active' && planned.some(({ on }) => on <= today) ? ['a planned change does not lie ahead'] : []),
  ...(planned.some(({ on }, index) => on < (planned[index - 1]?.on ?? '')) ? ['planned changes are out of order'] : []),
];

/** What is wrong with a timeline; empty where nothing is. `day` is that of the command that wrote it, `today` the last one that the subscription has seen. */
export const timelineBreaks = (subscription: Subscription, day: string, today = day): readonly string[] => [
  ...subscription.items.flatMap((item) =>
    [...termBreaks(item), ...cadenceBreaks(item, daysAfter(today, 800)), ...coverBreaks(item)].map((text) => `${item.id}: ${text}`),
  ),
  ...stateBreaks(subscription, today),
  ...plannedBreaks(subscription, day),
];
