// Counts what the end-to-end run proved, for the closing line of `npm test`, and says why what was skipped was skipped.

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { FullResult, Reporter, Suite, TestCase } from '@playwright/test/reporter';
import { type Count, countFileVariable } from './count-reporter.ts';

export default class E2eCountReporter implements Reporter {
  private tests: readonly TestCase[] = [];
  private errorsOutsideTests = 0;

  onBegin(_config: unknown, suite: Suite): void {
    this.tests = suite.allTests();
  }

  onError(): void {
    this.errorsOutsideTests += 1;
  }

  onEnd(_result: FullResult): void {
    for (const line of skippedBecause(this.tests)) console.log(line);
    const file = process.env[countFileVariable];
    if (file === undefined) return;
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(countOf(this.tests, this.errorsOutsideTests)));
  }
}

/** Passed is what passed at the first attempt or a later one; what never ran is skipped only where it says so itself. */
export function countOf(tests: readonly Pick<TestCase, 'outcome' | 'results'>[], errorsOutsideTests: number): Count {
  let [passed, failed, skipped] = [0, errorsOutsideTests, 0];
  for (const test of tests) {
    const outcome = test.outcome();
    if (outcome === 'unexpected') failed += 1;
    else if (outcome !== 'skipped') passed += 1;
    else if (test.results.length > 0) skipped += 1;
    else failed += 1;
  }
  return { passed, failed, skipped };
}

/** How many were skipped for each reason, one line each. */
export function skippedBecause(tests: readonly Pick<TestCase, 'outcome' | 'results' | 'annotations'>[]): readonly string[] {
  const reasons = tests
    .filter((test) => test.outcome() === 'skipped' && test.results.length > 0)
    .map(({ annotations }) => annotations.find(({ type }) => type === 'skip')?.description ?? 'no reason given');
  const counted = Map.groupBy(reasons, (reason) => reason);
  return [...counted].map(([reason, all]) => `${all.length} skipped: ${reason}`);
}
