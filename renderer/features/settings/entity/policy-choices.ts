import { defaultPolicies, type Policies } from '../../../../core/organization/policies.ts';

/** One question of spec 16: where it stands among the policies, its answers in order, the default first. `id` is also its key among the texts. */
export type PolicyQuestion = {
  readonly id: string;
  readonly rule: string;
  readonly field: keyof Policies;
  /** Of a policy with parts, such as `zeroUsage.stairStep`. */
  readonly part: string | null;
  readonly choices: readonly string[];
};

const question = (
  id: string,
  rule: string,
  field: keyof Policies,
  choices: readonly string[],
  part: string | null = null,
): PolicyQuestion => ({ id, rule, field, part, choices });

export const policyQuestions: readonly PolicyQuestion[] = [
  question('prorationBasis', 'POL-02', 'prorationBasis', ['actual-days', 'thirty-day-month', 'seconds']),
  question('changeDay', 'POL-03', 'changeDay', ['new-plan', 'old-plan']),
  question('upgradeCredit', 'POL-04', 'upgradeCredit', ['unused-part', 'whole-charge', 'none']),
  question('seatChanges', 'POL-10', 'seatChanges', ['prorated', 'highest', 'value-at-end']),
  question('discountOrder', 'POL-05', 'discountOrder', ['staged', 'as-applied', 'best-single']),
  question('stairStep', 'POL-01', 'zeroUsage', ['due', 'not-due'], 'stairStep'),
  question('zeroGraduated', 'POL-01', 'zeroUsage', ['not-due', 'due'], 'graduatedFlat'),
  question('graduatedFlat', 'POL-09', 'graduatedFlat', ['added', 'last-only']),
  question('taxRounding', 'POL-06', 'taxRounding', ['line', 'rate', 'document']),
  question('roundingMode', 'POL-07', 'roundingMode', ['half-away-from-zero', 'half-even', 'half-up']),
  question('spareUnit', 'POL-08', 'spareUnit', ['largest-remainder', 'first', 'last', 'largest-part']),
  question('recognitionGrain', 'POL-11', 'recognitionGrain', ['equal-months', 'days', 'seconds']),
  question('zeroInvoices', 'POL-12', 'zeroInvoices', ['promotional-only', 'issued', 'suppressed']),
];

/** The answer that some policies give to a question. */
export const answerOf = (policies: Policies, { field, part }: PolicyQuestion): string => {
  const answer: unknown = policies[field];
  return String(part === null ? answer : (answer as Readonly<Record<string, string>>)[part]);
};

export const defaultAnswer = (asked: PolicyQuestion): string => answerOf(defaultPolicies, asked);

/** The policies with other answers; questions without one keep theirs. */
export const answered = (policies: Policies, answers: Readonly<Record<string, string>>): Policies =>
  policyQuestions.reduce<Policies>((sum, { id, field, part }) => {
    const answer = answers[id];
    if (answer === undefined) return sum;
    return { ...sum, [field]: part === null ? answer : { ...(sum[field] as object), [part]: answer } };
  }, policies);
