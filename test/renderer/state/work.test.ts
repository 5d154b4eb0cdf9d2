import { describe, expect, it } from 'vitest';
import { beginWork, useWork } from '../../../renderer/state/work.ts';

describe('long work', () => {
  it('[A13] is over when it has ended: progress that arrives late does not keep the window busy, nor ask before it closes', () => {
    const run = beginWork({ id: 'billing-run', title: 'Billing', path: '/runs/new' });
    run.tell(49, 50);
    expect(useWork.getState().running).toEqual([{ id: 'billing-run', title: 'Billing', path: '/runs/new', done: 49, of: 50 }]);
    run.end();
    run.tell(50, 50);
    expect(useWork.getState().running).toEqual([]);
  });

  it('begins anew under the same name', () => {
    beginWork({ id: 'billing-run', title: 'Billing', path: '/runs/new' }).end();
    const next = beginWork({ id: 'billing-run', title: 'Billing', path: '/runs/new' });
    next.tell(1, 2);
    expect(useWork.getState().running).toHaveLength(1);
    next.end();
  });
});
