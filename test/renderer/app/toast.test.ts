// @vitest-environment happy-dom
import { describe, expect, it } from 'vitest';
import { toast, undoLast } from '../../../renderer/app/toast.tsx';

describe('[A12] taking back', () => {
  it('goes back one change after the other, each once, the latest first', () => {
    const undone: string[] = [];
    const change = (name: string): void => toast({ message: name, undo: { label: 'Undo', run: () => undone.push(name) } });
    change('first');
    toast({ message: 'nothing to take back' });
    change('second');
    expect([undoLast(), undoLast(), undoLast()]).toEqual([true, true, false]);
    expect(undone).toEqual(['second', 'first']);
  });

  it('remembers the last twenty', () => {
    let undone = 0;
    for (let at = 0; at < 25; at += 1) toast({ message: 'x', undo: { label: 'Undo', run: () => (undone += 1) } });
    while (undoLast());
    expect(undone).toBe(20);
  });
});
