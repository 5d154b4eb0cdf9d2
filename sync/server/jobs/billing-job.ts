import { dayOf } from '../../../core/organization/entity-day.ts';
import { planBillingRun } from '../../../core/invoicing/run-plan.ts';
import { daysAfter } from '../../../core/time/plain-date.ts';
import { advanced } from './advance-job.ts';
import { type Job, JobFailed, type JobResult, type JobWork } from './job.ts';
import { serverActor } from './server-actor.ts';

/**
 * Bills everything that is due by the end of the day, entity by entity on its own day, through the same use case as a person's run (design, section 3).
 * Nothing is dated before that day: the numbers of a series go on in their order. Begun again after a crash, it makes exactly the rest.
 */
export const billingJob = (schedule: string | null): Job => ({
  name: 'billing',
  schedule,
  run: async (work) => {
    await advanced(work);
    const entities = await work.source.list('entity');
    const total = { documents: 0, exceptions: 0 };
    for (const entity of entities.filter(({ state }) => state === 'active')) {
      const { documents, exceptions } = await billed(work, entity.id, dayOf(entity.zone, work.dueAt));
      total.documents += documents;
      total.exceptions += exceptions;
    }
    return total satisfies JobResult;
  },
});

const billed = async (
  { source, dueAt, give, goOn }: JobWork,
  entityId: string,
  day: string,
): Promise<{ documents: number; exceptions: number }> => {
  await goOn();
  const plan = await planBillingRun(
    source,
    {
      period: { start: day, end: daysAfter(day, 1) },
      entityIds: [entityId],
      customerIds: null,
      at: dueAt,
      by: serverActor,
      issuer: 'server',
    },
    { isCancelled: () => false, priced: goOn },
  );
  if (plan === null) throw new JobFailed('run.cancelled');
  for (const { command } of plan.changes) {
    const [verdict] = await give([command]);
    // Somebody's work came in between: what is left is still owed, and the next try bills it.
    if (verdict?.kind === 'refused') throw new JobFailed(verdict.reasons[0]?.code ?? 'run.refused');
  }
  return { documents: plan.documents.length, exceptions: plan.exceptions.length };
};
