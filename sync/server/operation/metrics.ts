import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';
import type { Verdict } from '../../protocol/push.ts';

/** What is read from the store when somebody asks for the metrics. */
export type Measured = {
  /** Seconds since each enrolled station was last heard of, and whether it has seen everything when it was. */
  readonly stations: readonly { readonly station: string; readonly silentSeconds: number }[];
  /** Documents in the state, entries in the audit chain. */
  readonly sequence: number;
  readonly entries: number;
  /** Work of the jobs that is due and not done, and how long the oldest has been. */
  readonly jobsDue: number;
  readonly oldestDueSeconds: number;
  readonly jobsFailed: number;
};

export type Metrics = {
  readonly registry: Registry;
  readonly streams: Gauge;
  readonly requests: Histogram<'method' | 'route' | 'status'>;
  readonly jobRuns: Counter<'job' | 'result'>;
  readonly signIns: Counter<'result'>;
  judged(verdicts: readonly Verdict[]): void;
  /** The text for Prometheus. */
  text(measured: Measured): Promise<string>;
};

/** What can be counted without saying anything about anybody: no names, no amounts, no ids but those of stations, routes and jobs. */
export const newMetrics = (): Metrics => {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const gauge = (name: string, help: string, labelNames: string[] = []): Gauge => new Gauge({ name, help, labelNames, registers });
  const commands = new Counter({
    name: 'counterfoil_commands_total',
    help: 'Commands that were judged, by verdict; changed: merged with other work',
    labelNames: ['verdict'],
    registers,
  });
  const refusals = new Counter({
    name: 'counterfoil_refusals_total',
    help: 'Reasons why commands were refused',
    labelNames: ['code'],
    registers,
  });
  const voided = new Counter({ name: 'counterfoil_voided_numbers_total', help: 'Legal numbers that no document carries', registers });
  const silent = gauge('counterfoil_station_silent_seconds', 'Seconds since a station was last heard of', ['station']);
  const sequence = gauge('counterfoil_state_sequence', 'Last change of the state');
  const entries = gauge('counterfoil_audit_entries', 'Entries in the audit chain');
  const due = gauge('counterfoil_jobs_due', 'Job runs that are due and not done');
  const oldest = gauge('counterfoil_jobs_oldest_due_seconds', 'How long the oldest of them has been due');
  const failed = gauge('counterfoil_jobs_failed', 'Job runs that failed and wait for somebody');
  return {
    registry,
    streams: gauge('counterfoil_open_streams', 'Stations that listen just now'),
    requests: new Histogram({
      name: 'counterfoil_request_seconds',
      help: 'How long requests took',
      labelNames: ['method', 'route', 'status'],
      buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
      registers,
    }),
    jobRuns: new Counter({ name: 'counterfoil_job_runs_total', help: 'Job runs by result', labelNames: ['job', 'result'], registers }),
    signIns: new Counter({ name: 'counterfoil_sign_ins_total', help: 'Sign-ins by result', labelNames: ['result'], registers }),
    judged: (verdicts) => {
      for (const verdict of verdicts) {
        const isChanged = verdict.kind === 'accepted' && verdict.isChanged;
        commands.inc({ verdict: isChanged ? 'changed' : verdict.kind });
        if (verdict.voided.length > 0) voided.inc(verdict.voided.length);
        if (verdict.kind === 'refused') for (const { code } of verdict.reasons) refusals.inc({ code });
      }
    },
    text: async (measured) => {
      silent.reset();
      for (const { station, silentSeconds } of measured.stations) silent.set({ station }, silentSeconds);
      sequence.set(measured.sequence);
      entries.set(measured.entries);
      due.set(measured.jobsDue);
      oldest.set(measured.oldestDueSeconds);
      failed.set(measured.jobsFailed);
      return registry.metrics();
    },
  };
};
