/** A job: what runs by itself, when, and whether somebody holds it back. */
export type JobRow = {
  name: string;
  is_paused: 0 | 1;
  /** Every moment of its schedule through this one has its run. */
  planned_until: string;
};

/** One run of a job. `due_at` names it, and the commands that it gives are named by it: a second try meets the first. */
export type JobRunRow = {
  job: string;
  due_at: string;
  state: 'due' | 'running' | 'done' | 'failed';
  attempts: number;
  /** Not before this moment. */
  retry_at: string;
  /** Who runs it, and until when it is believed to. */
  lease_by: string;
  lease_until: string;
  started_at: string;
  ended_at: string;
  /** Why it failed last; empty for not. */
  code: string;
  /** What it came to: counts, as JSON. */
  result: string;
};

export type JobTables = { job: JobRow; job_run: JobRunRow };
