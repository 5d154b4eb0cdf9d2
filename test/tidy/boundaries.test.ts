import { describe, expect, it } from 'vitest';
import { boundaryBreaks } from './boundaries.ts';
import { importsOf } from './imports.ts';
import { sourceFiles, textFiles } from './tree.ts';

describe('boundaries', () => {
  it('are kept: imports run one way', () => {
    expect(boundaryBreaks(sourceFiles(textFiles()))).toEqual([]);
  });

  it.each([
    ['core/money/a.ts', `import { plan } from '../billing/plan.ts';`, 'core/money lies below core/billing'],
    ['core/billing/a.ts', `import { Decimal } from 'decimal.js';`, 'decimal.js belongs to core/money'],
    ['core/billing/a.ts', `import { Temporal } from 'temporal-polyfill';`, 'temporal-polyfill belongs to core/time'],
    ['core/billing/a.ts', `import { sha256 } from '@noble/hashes/sha2.js';`, '@noble/hashes belongs to core/kernel'],
    ['core/billing/a.ts', `import { de } from 'stdnum';`, 'stdnum belongs to core/tax'],
    ['core/billing/a.ts', `import { readFile } from 'node:fs/promises';`, 'core is pure'],
    ['core/billing/a.ts', `import type { View } from '../../renderer/print/view.ts';`, 'core imports core only'],
    ['core/gadgets/a.ts', `import { done } from '../kernel/outcome.ts';`, 'core/gadgets has no place'],
    ['core/money/a.ts', `const late = await import('../billing/plan.ts');`, 'core/money lies below core/billing'],
    ['core/money/a.ts', `export { plan } from '../billing/plan.ts';`, 'core/money lies below core/billing'],
    ['core/money/a.ts', `import {\n  plan,\n  other,\n} from '../billing/plan.ts';`, 'core/money/a.ts:4: '],
    ['core/billing/a.ts', `export type { Money } from '../money/money.ts';`, 'no barrels in core'],
    ['sync/server/a.ts', `import { createRxDatabase } from 'rxdb';`, 'sync/server may never use rxdb'],
    ['sync/server/a.ts', `import { open } from '../local/database.ts';`, 'sync/server may not import sync/local'],
    ['sync/protocol/a.ts', `import { createHash } from 'node:crypto';`, 'sync/protocol has no Node'],
    ['sync/headless/a.ts', `import { List } from '../../renderer/ui/list.tsx';`, 'may not import renderer/ui'],
    ['renderer/print/a.ts', `import { join } from 'node:path';`, 'renderer/print has no Node'],
    ['renderer/app/a.ts', `import { readFile } from 'node:fs';`, 'renderer/app has no Node'],
    ['renderer/app/a.ts', `import { channels } from '../../electron/ipc/contract.ts';`, 'only types of electron/ipc/contract'],
    ['renderer/app/a.ts', `import type { Window } from '../../electron/window.ts';`, 'may not import electron/window.ts'],
    ['renderer/features/quotes/a.ts', `import { List } from '../invoices/list.tsx';`, 'renderer/features/quotes may not import'],
    ['renderer/ui/a.ts', `import { money } from '../../core/money/money.ts';`, 'renderer/ui may not import core'],
    ['electron/main.ts', `import { plan } from '../core/billing/plan.ts';`, 'electron may not import core'],
    ['electron/preload.ts', `import { serve } from './ipc/serve.ts';`, 'electron/preload may not import electron/ipc/serve.ts'],
    ['electron/preload.ts', `import { join } from 'node:path';`, 'electron/preload has no Node'],
    ['sync/gadgets/a.ts', `import { join } from 'node:path';`, 'sync/gadgets has no line in the table'],
  ])('that %s breaks with %j are found', (path, text, wrong) => {
    const breaks = boundaryBreaks([{ path, text }]);
    expect(breaks).toHaveLength(1);
    expect(breaks[0]).toContain(wrong);
  });

  it.each([
    ['core/billing/a.ts', `import { done } from '../kernel/outcome.ts';\nimport { rate } from './rate.ts';`],
    ['core/money/exact.ts', `import { Decimal } from 'decimal.js';`],
    ['renderer/app/a.ts', `import type { Bridge } from '../../electron/ipc/contract.ts';`],
    ['renderer/features/quotes/a.ts', `import { List } from '../../ui/list.tsx';\nimport { b } from './b.ts';`],
    ['electron/preload.ts', `import { channels } from './ipc/contract.ts';\nimport { contextBridge } from 'electron';`],
    ['sync/headless/a.ts', `import { memoryStore } from '../local/memory.ts';\nimport fs from 'node:fs';`],
    ['core/billing/a.ts', `// import { Decimal } from 'decimal.js';`],
  ])('that %s keeps are not reported', (path, text) => {
    expect(boundaryBreaks([{ path, text }])).toEqual([]);
  });

  it('are read off every form of import', () => {
    const text = [
      `import 'a';`,
      `import b from 'b/deep';`,
      `import type { C } from '@c/c/deep';`,
      `import { d, type E } from "d";`,
      `import * as f from 'f';`,
      `export * from 'g';`,
      `const h = import('h');`,
      `const notOne = "import x from 'y'";`,
    ].join('\n');
    expect(importsOf({ path: 'core/x.ts', text }).map(({ target }) => target)).toEqual(['a', 'b', '@c/c', 'd', 'f', 'g', 'h']);
  });
});
