import { describe, expect, it } from 'vitest';
import { outsidePlaces } from './outside-places.ts';
import { textFiles } from './tree.ts';

const own = /^test\/tidy\/outside-places(?:\.test)?\.ts$/;

describe('outside places', () => {
  it('are named nowhere', () => {
    // Data is what a customer sends; the lock file is npm's, with a test of its own.
    const files = textFiles().filter(({ path }) => !own.test(path) && !path.endsWith('.csv') && path !== 'package-lock.json');
    expect(outsidePlaces(files)).toEqual([]);
  });

  it.each([
    ['README.md', 'see /home/ann/counterfoil'],
    ['README.md', 'look at `/tmp/demo-out`'],
    ['core/a.ts', 'const at = "C:\\Users";'],
    ['README.md', 'as in ../shared/plan.md'],
    ['core/money/a.ts', 'see ../../../plan.md'],
    ['README.md', 'set it to https://registry.example.org/npm'],
  ])('in %s are found: %s', (path, text) => {
    expect(outsidePlaces([{ path, text }])).toHaveLength(1);
  });

  it.each([
    ['core/money/a.ts', "import { done } from '../kernel/outcome.ts';"],
    ['README.md', 'the page https://example.org/work/terms and the route /invoices/home/list'],
    ['core/money/README.md', 'see ../../README.md'],
  ])('are not seen where there are none: %s: %s', (path, text) => {
    expect(outsidePlaces([{ path, text }])).toEqual([]);
  });
});
