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
    const undone: string[] = [];
    const changes = Array.from({ length: 25 }, (_each, at) => String(at));
    for (const name of changes) toast({ message: name, undo: { label: 'Undo', run: () => undone.push(name) } });
    while (undoLast());
    expect(undone).toEqual(changes.slice(5).toReversed());
  });
});
