import { useCallback, useEffect, useState } from 'react';
import { workstation } from '../../app/workstation.ts';
import { beginWork } from '../../state/work.ts';
import type { RunPreview, RunProgress, RunResult, RunScope } from '../../workers/store-api.ts';

/** Where the page stands. A preview belongs to the scope that it was made for. */
export type RunStage =
  | { readonly kind: 'choosing' }
  | { readonly kind: 'previewing'; readonly progress: RunProgress | null }
  | { readonly kind: 'previewed'; readonly scope: RunScope; readonly preview: RunPreview }
  | { readonly kind: 'running'; readonly progress: RunProgress | null }
  | { readonly kind: 'done'; readonly result: RunResult }
  | { readonly kind: 'broken'; readonly reason: string };

export type RunDesk = {
  readonly stage: RunStage;
  readonly preview: (scope: RunScope) => void;
  readonly start: (scope: RunScope, title: string) => void;
  readonly pause: () => void;
  readonly resume: () => void;
  readonly cancel: () => void;
  readonly choose: () => void;
};

const reasonOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));

const workId = 'billing-run';

/** Drives one billing run through the workstation: preview, start, pause, cancel. The run itself goes on in the worker if the page is left. */
export const useRun = (): RunDesk => {
  const [stage, setStage] = useState<RunStage>({ kind: 'choosing' });

  // A preview that nobody looks at any more need not be finished; a run that was started goes on.
  const isPreviewing = stage.kind === 'previewing';
  useEffect(() => () => void (isPreviewing && workstation().run.cancel()), [isPreviewing]);

  const preview = useCallback((scope: RunScope) => {
    setStage({ kind: 'previewing', progress: null });
    const heard = (progress: RunProgress): void => setStage((now) => (now.kind === 'previewing' ? { kind: 'previewing', progress } : now));
    workstation()
      .run.preview(scope, heard)
      .then(
        (found) => setStage(found === null ? { kind: 'choosing' } : { kind: 'previewed', scope, preview: found }),
        (error: unknown) => setStage({ kind: 'broken', reason: reasonOf(error) }),
      );
  }, []);

  const start = useCallback((scope: RunScope, title: string) => {
    setStage({ kind: 'running', progress: null });
    const work = beginWork({ id: workId, title, path: '/runs/new' });
    const heard = (progress: RunProgress): void => {
      setStage((now) => (now.kind === 'running' ? { kind: 'running', progress } : now));
      work.tell(progress.done, progress.of);
    };
    workstation()
      .run.start(scope, heard)
      .then(
        (result) => setStage({ kind: 'done', result }),
        (error: unknown) => setStage({ kind: 'broken', reason: reasonOf(error) }),
      )
      .finally(work.end);
  }, []);

  return {
    stage,
    preview,
    start,
    pause: useCallback(() => void workstation().run.pause(), []),
    resume: useCallback(() => void workstation().run.resume(), []),
    cancel: useCallback(() => void workstation().run.cancel(), []),
    choose: useCallback(() => setStage({ kind: 'choosing' }), []),
  };
};
