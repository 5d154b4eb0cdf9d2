import { describe, expect, it } from 'vitest';
import type { TestCase, TestResult } from '@playwright/test/reporter';
import type { TestModule } from 'vitest/node';
import { countOf } from '../../.scripts/count-reporter.ts';
import { countOf as countOfScreens, skippedBecause } from '../../.scripts/e2e-count-reporter.ts';

/** As much of a test file's result as is counted. */
const moduleOf = (states: readonly ('passed' | 'failed' | 'skipped' | 'pending')[], errors = 0): TestModule =>
  ({
    errors: () => Array.from({ length: errors }, () => ({ message: 'x' })),
    children: { allTests: () => states.map((state) => ({ result: () => ({ state }) })) },
  }) as unknown as TestModule;

/** As much of an end-to-end test as is counted. */
const screenTest = (outcome: ReturnType<TestCase['outcome']>, reason?: string): Pick<TestCase, 'outcome' | 'results' | 'annotations'> => ({
  outcome: () => outcome,
  results: [{} as TestResult],
  annotations: reason === undefined ? [] : [{ type: 'skip', description: reason }],
});

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

  it('counts the end-to-end tests of both hosts, with the reasons of those that were skipped', () => {
    const tests = [
      screenTest('expected'),
      screenTest('flaky'),
      screenTest('unexpected'),
      screenTest('skipped', 'no browser'),
      screenTest('skipped', 'no browser'),
    ];
    expect(countOfScreens(tests, 1)).toEqual({ passed: 2, failed: 2, skipped: 2 });
    expect(skippedBecause(tests)).toEqual(['2 skipped: no browser']);
  });

  it('counts an end-to-end test that never began as a failure', () => {
    expect(countOfScreens([{ ...screenTest('skipped'), results: [] }], 0)).toEqual({ passed: 0, failed: 1, skipped: 0 });
  });
});
