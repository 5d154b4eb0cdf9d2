import type { Write } from '../../../../core/kernel/command.ts';
import type { BodyOf, CommandKind } from '../../../../core/use-cases.ts';
import { useCommand } from '../../../app/hooks.ts';
import { toast } from '../../../app/toast.tsx';
import type { Refusal } from '../../../workers/store-api.ts';
import { usePreview } from './use-preview.ts';

/** What a drawer needs of the command that it fills in. */
export type Act = {
  /** For the drawer: what submits it, whether it can be, and what stands in the way. */
  readonly drawer: {
    readonly onSubmit: () => Promise<void>;
    readonly onClose: () => void;
    readonly isReady: boolean;
    readonly isRunning: boolean;
    readonly problems: readonly Refusal[];
  };
  /** It is filled in, and nothing stands in its way. */
  readonly isRight: boolean;
  readonly writes: readonly Write[] | null;
};

/** A command that is planned while it is filled in (`null`: it is not yet), and given when it is submitted; then the drawer is closed with a word. */
export const useAct = <K extends CommandKind>(kind: K, body: BodyOf<K> | null, done: string, onClose: () => void): Act => {
  const command = useCommand(kind);
  const { writes, problems, isAsking } = usePreview(kind, body);
  const isRight = body !== null && problems.length === 0;
  const onSubmit = async (): Promise<void> => {
    if (body === null) return;
    const outcome = await command.run(body);
    if (!outcome.ok) return;
    toast({ message: done });
    onClose();
  };
  return {
    drawer: {
      onSubmit,
      onClose,
      isReady: isRight && !isAsking,
      isRunning: command.isRunning,
      problems: command.problems.length > 0 ? command.problems : problems,
    },
    isRight,
    writes,
  };
};
