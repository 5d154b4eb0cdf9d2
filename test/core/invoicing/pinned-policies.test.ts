import { expect, it } from 'vitest';
import { shaped } from '../../../core/kernel/shape.ts';
import { editPolicies } from '../../../core/organization/edit-settings.ts';
import { defaultPolicies, type Policies } from '../../../core/organization/policies.ts';
import { Books, line } from './books.ts';

const grains: readonly Policies['recognitionGrain'][] = ['equal-months', 'days', 'seconds'];

it('[POL-11] the grain of recognition is a setting with a default, and stays on a document as it was when the document was issued', async () => {
  expect(defaultPolicies.recognitionGrain).toBe('equal-months');
  const books = new Books();
  const issued: string[] = [(await books.posted([line('10')])).id];
  for (const [index, to] of grains.slice(1).entries()) {
    await books.wrote(editPolicies, { entityId: 'ent_uk', edits: { recognitionGrain: { from: grains[index] ?? to, to } } });
    issued.push((await books.posted([line('10')])).id);
  }
  expect(issued.map((id) => books.one('invoice', id).policies.recognitionGrain)).toEqual(grains);
  const body = { entityId: 'ent_uk', edits: { recognitionGrain: { from: 'seconds', to: 'weeks' } } };
  expect(shaped(editPolicies.shape as Parameters<typeof shaped>[0], body)).toMatchObject({
    ok: false,
    problems: expect.arrayContaining([expect.objectContaining({ path: '/edits/recognitionGrain/to' })]) as unknown,
  });
});
