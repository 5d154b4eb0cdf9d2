// Counts what the test run proved, for the closing line of `npm test`. Written as a file, since the run is a process of
// its own.

import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import type { SerializedError } from 'vitest';
import type { Reporter, TestModule } from 'vitest/node';

export interface Count {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: number;
}

/** The environment variable that names the file to write. */
export const countFileVariable = 'COUNTERFOIL_TEST_COUNT_FILE';

export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly SerializedError[]): void {
    const file = process.env[countFileVariable];
    if (file === undefined) return;
    mkdirSync(path.dirname(file), { recursive: true });
    writeFileSync(file, JSON.stringify(countOf(modules, unhandledErrors.length)));
  }
}

/** A file that could not be loaded, and an error outside any test, count as one failure each: they hide tests. */
export function countOf(modules: readonly TestModule[], errorsOutsideTests: number): Count {
  let passed = 0;
  let failed = errorsOutsideTests;
  let skipped = 0;
  for (const module of modules) {
    failed += module.errors().length;
    for (const test of module.children.allTests()) {
      const { state } = test.result();
      if (state === 'passed') passed += 1;
      else if (state === 'skipped') skipped += 1;
      else failed += 1;
    }
  }
  return { passed, failed, skipped };
}
