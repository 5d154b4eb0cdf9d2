import { useEffect, useState } from 'react';
import type { Write } from '../../../../core/kernel/command.ts';
import type { BodyOf, CommandKind } from '../../../../core/use-cases.ts';
import { workstation } from '../../../app/workstation.ts';
import type { Refusal } from '../../../workers/store-api.ts';

/** What a command would write, or why it may not. `null` writes: nothing is asked, or the first answer is on its way. */
export type Preview = { readonly writes: readonly Write[] | null; readonly problems: readonly Refusal[]; readonly isAsking: boolean };

/** People type faster than it is worth asking. */
const settleMs = 150;

const nothing: Preview = { writes: null, problems: [], isAsking: false };

/** Plans a command while it is filled in, without committing it. What was shown stays until the next answer. `null`: there is nothing to plan yet. */
export const usePreview = <K extends CommandKind>(kind: K, body: BodyOf<K> | null): Preview => {
  const key = body === null ? null : JSON.stringify(body);
  const [answer, setAnswer] = useState<Preview & { readonly key: string | null }>({ ...nothing, key: null });
  useEffect(() => {
    if (key === null) return undefined;
    let isCurrent = true;
    const timer = setTimeout(() => {
      const asked = JSON.parse(key) as BodyOf<K>;
      const ask = async (): Promise<void> => {
        const outcome = await workstation().preview(kind, asked);
        if (!isCurrent) return;
        setAnswer((before) => ({
          key,
          isAsking: false,
          writes: outcome.ok ? outcome.value.writes : before.writes,
          problems: outcome.ok ? [] : outcome.problems,
        }));
      };
      void ask();
    }, settleMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [kind, key]);
  if (key === null) return nothing;
  return { ...answer, isAsking: answer.key !== key };
};
