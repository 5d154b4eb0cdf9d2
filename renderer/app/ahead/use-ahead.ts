import { useEffect, useRef, useState } from 'react';
import type { Subscription } from '../../../core/subscriptions/types.ts';
import type { PlainDate } from '../../../core/time/plain-date.ts';
import type { BodyOf, CommandKind } from '../../../core/use-cases.ts';
import { previewThrough } from '../../../core/views/subscription-strip.ts';
import type { BilledAhead, FollowUp, Refusal } from '../../workers/store-api.ts';
import { workstation } from '../workstation.ts';

/** What a change would do: the subscription that it writes, and what billing makes of it through a day. */
export type Ahead = {
  readonly through: PlainDate;
  readonly subscription: Subscription | null;
  readonly billed: BilledAhead;
};

export type AheadState = {
  /** The last answer; it stays until the next one is there. */
  readonly ahead: Ahead | null;
  readonly problems: readonly Refusal[];
  readonly isAsking: boolean;
};

export type AheadQuestion<K extends CommandKind> = { readonly kind: K; readonly body: BodyOf<K>; readonly followUps?: readonly FollowUp[] };

/** While somebody types nothing is asked. */
const restMs = 200;

const asked = async <K extends CommandKind>({ kind, body, followUps = [] }: AheadQuestion<K>, today: PlainDate): Promise<AheadState> => {
  const planned = await workstation().preview(kind, body);
  if (!planned.ok) return { ahead: null, problems: planned.problems, isAsking: false };
  const written = planned.value.writes.map(({ document }) => document).filter(({ kind: of }) => of === 'subscription') as unknown as readonly Subscription[];
  // A subscription that goes on as a new one writes both; the living one is what comes of it.
  const subscription = written.find(({ state }) => state.kind !== 'cancelled') ?? written[0] ?? null;
  const through = subscription === null ? today : previewThrough(subscription, today);
  const billed = await workstation().previewBilling(kind, body, through, followUps);
  if (!billed.ok) return { ahead: null, problems: billed.problems, isAsking: false };
  return { ahead: { through, subscription, billed: billed.value }, problems: [], isAsking: false };
};

/** SUB-14: asks what a change would do, each time when the question has come to rest. `null` asks nothing. */
export const useAhead = <K extends CommandKind>(question: AheadQuestion<K> | null, today: PlainDate): AheadState => {
  const [state, setState] = useState<AheadState>({ ahead: null, problems: [], isAsking: question !== null });
  const key = question === null ? null : JSON.stringify([question, today]);
  const latest = useRef({ question, today });
  latest.current = { question, today };
  useEffect(() => {
    if (key === null) {
      setState({ ahead: null, problems: [], isAsking: false });
      return undefined;
    }
    let isCurrent = true;
    setState((before) => ({ ...before, isAsking: true }));
    const timer = setTimeout(() => {
      const { question: now, today: on } = latest.current;
      if (now === null) return;
      asked(now, on).then(
        (answer) => isCurrent && setState(answer),
        (error: unknown) => isCurrent && setState({ ahead: null, problems: [{ code: 'store.failed', reason: error instanceof Error ? error.message : String(error) }], isAsking: false }),
      );
    }, restMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [key]);
  return state;
};
