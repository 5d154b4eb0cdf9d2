import { describe, expect, it } from 'vitest';
import type { TestModule } from 'vitest/node';
import { countOf } from '../../.scripts/count-reporter.ts';

/** As much of a test file's result as is counted. */
const moduleOf = (states: readonly ('passed' | 'failed' | 'skipped' | 'pending')[], errors = 0): TestModule =>
  ({
    errors: () => Array.from({ length: errors }, () => ({ message: 'x' })),
    children: { allTests: () => states.map((state) => ({ result: () => ({ state }) })) },
  }) as unknown as TestModule;

describe('the closing line', () => {
  it('counts every test of every file', () => {
    expect(countOf([moduleOf(['passed', 'passed', 'failed']), moduleOf(['skipped', 'passed'])], 0)).toEqual({
      passed: 3,
      failed: 1,
      skipped: 1,
    });
  });

  it('counts a file that does not load and an error outside tests as failures', () => {
    expect(countOf([moduleOf([], 1), moduleOf(['passed'])], 2)).toEqual({ passed: 1, failed: 3, skipped: 0 });
  });

  it('counts a test that never ended as a failure', () => {
    expect(countOf([moduleOf(['pending'])], 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});
