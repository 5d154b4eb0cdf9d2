import { useEffect, useRef, useState } from 'react';
import type { PlainDate } from '../../../core/time/plain-date.ts';
import type { BodyOf, CommandKind } from '../../../core/use-cases.ts';
import type { ChangeAhead, FollowUp, Refusal } from '../../workers/store-api.ts';
import { workstation } from '../workstation.ts';

export type AheadState = {
  /** The last answer; it stays until the next one is there. */
  readonly ahead: ChangeAhead | null;
  readonly problems: readonly Refusal[];
  readonly isAsking: boolean;
};

export type AheadQuestion<K extends CommandKind> = {
  readonly kind: K;
  readonly body: BodyOf<K>;
  readonly followUps?: readonly FollowUp[];
  /** The last day that is billed; without it the next period of the subscription that is written, or today. */
  readonly through?: PlainDate;
};

/** While somebody types nothing is asked. */
const restMs = 200;

const asked = async <K extends CommandKind>({ kind, body, followUps = [], through }: AheadQuestion<K>): Promise<AheadState> => {
  const billed = await workstation().previewBilling(kind, body, through ?? null, followUps);
  return billed.ok ? { ahead: billed.value, problems: [], isAsking: false } : { ahead: null, problems: billed.problems, isAsking: false };
};

/** SUB-14: asks what a change would do, each time when the question has come to rest. `null` asks nothing. */
export const useAhead = <K extends CommandKind>(question: AheadQuestion<K> | null, today: PlainDate): AheadState => {
  const [state, setState] = useState<AheadState>({ ahead: null, problems: [], isAsking: question !== null });
  const key = question === null ? null : JSON.stringify([question, today]);
  const latest = useRef(question);
  latest.current = question;
  useEffect(() => {
    if (key === null) {
      setState({ ahead: null, problems: [], isAsking: false });
      return undefined;
    }
    let isCurrent = true;
    setState((before) => ({ ...before, isAsking: true }));
    const timer = setTimeout(() => {
      if (latest.current === null) return;
      asked(latest.current).then(
        (answer) => isCurrent && setState(answer),
        (error: unknown) =>
          isCurrent &&
          setState({
            ahead: null,
            problems: [{ code: 'store.failed', reason: error instanceof Error ? error.message : String(error) }],
            isAsking: false,
          }),
      );
    }, restMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [key]);
  return state;
};
