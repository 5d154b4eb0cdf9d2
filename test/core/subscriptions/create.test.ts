import { describe, expect, it } from 'vitest';
import { deskOf } from './catalog.ts';
import { kinds, termsOf } from './desk.ts';

describe('subscription.create', () => {
  it('[SUB-02] is active at once, with its first period from today', async () => {
    const desk = deskOf();
    const id = await desk.create({}, '2026-06-10');
    const subscription = await desk.subscription(id);
    expect(subscription.state).toEqual({ kind: 'active', since: '2026-06-10', cancelsOn: null });
    expect(termsOf(subscription)).toEqual(['2026-06-10.. basic x1']);
    expect(kinds(subscription)).toEqual(['created', 'activated']);
  });
});
