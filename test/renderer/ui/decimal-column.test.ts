import { describe, expect, it } from 'vitest';
import { decimalColumn } from '../../../renderer/ui/decimal-column.ts';

describe('figures under each other', () => {
  it('[CUR-02] meet at their decimal signs, whatever decimals they have', () => {
    const behind = decimalColumn(['0.004742', '0.00478', '151.2', '20', '1.10']);
    expect(['0.004742', '0.00478', '151.2', '20', '1.10'].map(behind)).toEqual([
      '',
      '\u2007',
      '\u2007'.repeat(5),
      `\u2008${'\u2007'.repeat(6)}`,
      '\u2007'.repeat(5),
    ]);
  });

  it('need nothing where none has decimals', () => {
    expect(decimalColumn(['20', '7.00'])('20')).toBe('');
    expect(decimalColumn([])('20')).toBe('');
  });
});
