import type { Command } from '../../../core/kernel/command.ts';
import type { Source } from '../../../core/sources.ts';
import type { Verdict } from '../../protocol/push.ts';

/** What a job has to do with while it runs. */
export type JobWork = {
  /** The moment that it was due: what it gives is named by it and dated by it, whenever it is done. */
  readonly dueAt: string;
  readonly source: Source;
  /** Gives commands of the server's own. Those that were accepted before have no further effect. */
  give(commands: readonly Command[]): Promise<readonly Verdict[]>;
  /** Says that the work goes on. @throws LeaseLost where another server has taken it over. */
  goOn(): Promise<void>;
};

/** What a run came to: counts, no names and no amounts. */
export type JobResult = Readonly<Record<string, number | string>>;

export type Job = {
  readonly name: string;
  /** Five fields of cron in the zone of the jobs; `null`: only when somebody asks. */
  readonly schedule: string | null;
  run(work: JobWork): Promise<JobResult>;
};

/** The run took longer than it was believed to, and another server goes on with it. */
export class LeaseLost extends Error {}

/** What a job says where it cannot be done: a code, which stands in the list of runs. */
export class JobFailed extends Error {
  readonly code: string;
  constructor(code: string) {
    super(code);
    this.code = code;
  }
}
