import { describe, expect, it } from 'vitest';
import { readmeGaps } from './readmes.ts';
import { textFiles } from './tree.ts';

const good = `# Money\n${'\nA line.\n'.repeat(5)}\n## Owns\n\n## Does not own\n\n## Words\n`;

describe('READMEs', () => {
  it('say what each folder of the first two levels owns', () => {
    expect(readmeGaps(textFiles())).toEqual([]);
  });

  it('that are missing are found', () => {
    const files = [
      { path: 'core/README.md', text: good },
      { path: 'core/money/money.ts', text: '' },
      { path: '.scripts/run.mjs', text: '' },
      { path: 'package.json', text: '' },
    ];
    expect(readmeGaps(files)).toEqual(['core/money: no README.md']);
  });

  it('that leave something out are found', () => {
    expect(readmeGaps([{ path: 'core/README.md', text: good.replace('## Does not own', 'It does not own much.') }])).toEqual([
      'core/README.md: no heading "Does not own"',
    ]);
    expect(readmeGaps([{ path: 'core/README.md', text: '## Owns\n## Does not own\n## Words\n' }])).toEqual([
      'core/README.md: 3 lines with text, wanted 8 to 60',
    ]);
  });
});
