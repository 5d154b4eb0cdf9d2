import { describe, expect, it } from 'vitest';
import { diagnosticsText } from '../../../renderer/features/settings/about/diagnostics.ts';

describe('[A24] the diagnostic file', () => {
  it('holds versions, settings and counts, in the order of the lists, and nothing else', () => {
    expect(diagnosticsText({ version: '1.2.3', theme: 'dark', oneEntity: true }, { invoice: 12, customer: 3 })).toBe(
      'version: 1.2.3\ntheme: dark\noneEntity: true\ndocuments.customer: 3\ndocuments.invoice: 12\n',
    );
  });
});
