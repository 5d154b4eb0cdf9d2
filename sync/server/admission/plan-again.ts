import type { TSchema } from 'typebox';
import type { AdmissionProblem } from '../../../core/conflicts/admission-problems.ts';
import { onlyCustomer } from '../../../core/conflicts/reduced-run.ts';
import type { RunBilling } from '../../../core/invoicing/run-billing.ts';
import type { Change, Command } from '../../../core/kernel/command.ts';
import { InvariantBroken } from '../../../core/kernel/invariant.ts';
import { type Outcome, type ProblemLike, refuse } from '../../../core/kernel/outcome.ts';
import type { Source } from '../../../core/sources.ts';
import { type AnyUseCase, useCaseOf } from '../../../core/use-cases.ts';
import { quicklyShaped } from './body-form.ts';

/** A command with its facts as the server has them, to be decided as often as need be. */
export type Gathered = {
  readonly command: Command;
  readonly decide: (command: Command) => Outcome<Change, ProblemLike>;
};

const failed = (): Outcome<never, AdmissionProblem> => refuse({ code: 'command.failed' });

/** What the engine stops on must not stop the queue behind it. A fault of the database goes on to whoever pushes. */
const decidedBy = (useCase: AnyUseCase, command: Command, facts: unknown): Outcome<Change, ProblemLike> => {
  try {
    return useCase.plan(command, facts);
  } catch {
    // Planning is pure: whatever went wrong, nothing has happened.
    return failed();
  }
};

/** The form of a command's body, and the facts that the server has on it. */
export const gathered = async (source: Source, command: Command): Promise<Outcome<Gathered, ProblemLike>> => {
  const useCase = useCaseOf(command.kind);
  if (useCase === null) return refuse({ code: 'command.kind-unknown', kind: command.kind });
  const body = quicklyShaped(useCase.shape as TSchema, command.body);
  if (!body.ok) return body;
  try {
    const facts = await useCase.gather(command, source);
    return { ok: true, value: { command, decide: (asked) => decidedBy(useCase, asked, facts) } };
  } catch (error) {
    if (error instanceof InvariantBroken) return failed();
    throw error;
  }
};

/** The customers of a part of a billing run whose work, looked at alone, does not hold any more. */
export const failingCustomers = ({ command, decide }: Gathered, holds: (change: Change) => boolean): ReadonlySet<string> => {
  const run = command as RunBilling;
  const customerIds = [...new Set(run.body.work.map(({ customerId }) => customerId))];
  return new Set(
    customerIds.filter((customerId) => {
      const plan = decide(onlyCustomer(run, customerId));
      return !plan.ok || !holds(plan.value);
    }),
  );
};
