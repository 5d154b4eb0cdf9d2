import { describe, expect, it } from 'vitest';
import { activatePlan } from '../../../core/catalog/activate-plan.ts';
import { archivePlan } from '../../../core/catalog/archive-plan.ts';
import { deactivatePlan } from '../../../core/catalog/deactivate-plan.ts';
import { grandfatherPlan } from '../../../core/catalog/grandfather-plan.ts';
import {
  isPubliclyListed,
  keepsRenewing,
  mayBecome,
  moveTargets,
  type PlanState,
  takesNewSubscriptions,
} from '../../../core/catalog/plan-status.ts';
import { setSuccessor } from '../../../core/catalog/set-successor.ts';
import type { Plan } from '../../../core/catalog/types.ts';
import { type Catalog, codes, onSale, plan, published, version, world } from './sample.ts';

describe('the life of a plan', () => {
  const states: readonly PlanState[] = ['draft', 'active', 'inactive', 'grandfathered', 'archived'];

  it('[CAT-13] [CF-5] the machine, every pair of states', () => {
    const steps = states.flatMap((from) => states.filter((to) => mayBecome(from, to)).map((to) => `${from} -> ${to}`));
    expect(steps).toEqual([
      'draft -> active',
      'draft -> archived',
      'active -> inactive',
      'active -> grandfathered',
      'active -> archived',
      'inactive -> active',
      'inactive -> grandfathered',
      'inactive -> archived',
      'grandfathered -> active',
      'grandfathered -> archived',
    ]);
  });

  it('[CAT-13] new subscriptions only while active; all that were sold keep renewing', () => {
    expect(states.map(takesNewSubscriptions)).toEqual([false, true, false, false, false]);
    expect(states.map(keepsRenewing)).toEqual([false, true, true, true, true]);
  });

  it('[OFR-20] only active public plans stand in the public catalog', () => {
    expect(states.map((state) => isPubliclyListed({ state, visibility: 'public' }))).toEqual([false, true, false, false, false]);
    expect(isPubliclyListed({ state: 'active', visibility: 'private' })).toBe(false);
  });

  const at = (state: PlanState, more: Partial<Plan> = {}): Catalog =>
    world(onSale('pln_1', { state, currentVersion: state === 'draft' ? 0 : 1, ...more }), published('pln_1'), onSale('pln_2'));
  const commands = {
    inactive: (catalog: Catalog) => catalog.given(deactivatePlan, { planId: 'pln_1' }),
    active: (catalog: Catalog) => catalog.given(activatePlan, { planId: 'pln_1' }),
    grandfathered: (catalog: Catalog) => catalog.given(grandfatherPlan, { planId: 'pln_1', successorPlanId: null }),
    archived: (catalog: Catalog) => catalog.given(archivePlan, { planId: 'pln_1' }),
  } as const;

  it('[CAT-13] [OFR-20] the commands follow the machine from every state', async () => {
    for (const from of states) {
      for (const to of ['inactive', 'active', 'grandfathered', 'archived'] as const) {
        const catalog = at(from);
        const outcome = await commands[to](catalog);
        // A draft becomes active only by being published; what already is, is no step.
        const allowed = from === to || (mayBecome(from, to) && !(from === 'draft' && to === 'active'));
        expect(`${from} -> ${to}: ${outcome.ok}`).toBe(`${from} -> ${to}: ${allowed}`);
        expect(catalog.get('plan', 'pln_1').state).toBe(allowed ? to : from);
      }
    }
  });

  it('[CAT-13] a draft is not activated but published', async () => {
    expect(codes(await at('draft').given(activatePlan, { planId: 'pln_1' }))).toEqual(['plan.nothing-published']);
  });

  it('[CAT-13] a grandfathered plan comes back only where no successor was published', async () => {
    const withSuccessor = (currentVersion: number): Catalog =>
      world(
        onSale('pln_1', { state: 'grandfathered', successorPlanId: 'pln_2' }),
        plan('pln_2', { currentVersion, state: currentVersion === 0 ? 'draft' : 'inactive' }),
      );
    expect(codes(await withSuccessor(0).given(activatePlan, { planId: 'pln_1' }))).toEqual([]);
    expect(await withSuccessor(1).given(activatePlan, { planId: 'pln_1' })).toMatchObject({
      ok: false,
      problems: [{ code: 'plan.successor-published', successorPlanId: 'pln_2' }],
    });
  });

  it('[OFR-20] grandfathering names a successor and ends what was in preparation', async () => {
    const catalog = world(onSale('pln_1', { draftVersion: 2 }), published('pln_1'), version('pln_1', 2), onSale('pln_2'));
    await catalog.given(grandfatherPlan, { planId: 'pln_1', successorPlanId: 'pln_2' });
    expect(catalog.get('plan', 'pln_1')).toMatchObject({ state: 'grandfathered', successorPlanId: 'pln_2', draftVersion: null });
    expect(codes(await catalog.given(grandfatherPlan, { planId: 'pln_none', successorPlanId: null }))).toEqual(['plan.missing']);
  });

  it('[OFR-20] successors exist, are not archived, and never run in a circle', async () => {
    const catalog = world(
      onSale('pln_1'),
      onSale('pln_2', { successorPlanId: 'pln_3' }),
      onSale('pln_3', { successorPlanId: 'pln_1' }),
      onSale('pln_4', { state: 'archived' }),
    );
    expect(await catalog.given(grandfatherPlan, { planId: 'pln_1', successorPlanId: 'pln_2' })).toMatchObject({
      ok: false,
      problems: [{ code: 'plan.successor-cycle', chain: ['pln_2', 'pln_3', 'pln_1'] }],
    });
    const successor = (to: string) => catalog.given(setSuccessor, { planId: 'pln_1', edits: { successorPlanId: { from: null, to } } });
    expect(codes(await successor('pln_1'))).toEqual(['plan.successor-cycle']);
    expect(codes(await successor('pln_none'))).toEqual(['plan.successor-missing']);
    expect(codes(await successor('pln_4'))).toEqual(['plan.successor-archived']);
    expect(codes(await catalog.given(setSuccessor, { planId: 'pln_3', edits: { successorPlanId: { from: 'pln_1', to: null } } }))).toEqual(
      [],
    );
    expect(codes(await successor('pln_2'))).toEqual([]);
    expect(codes(await catalog.given(setSuccessor, { planId: 'pln_1', edits: { successorPlanId: { from: null, to: 'pln_3' } } }))).toEqual([
      'edit.conflict',
    ]);
    expect(codes(await catalog.given(setSuccessor, { planId: 'pln_none', edits: {} }))).toEqual(['plan.missing']);
  });

  it('[CAT-25] where a customer can move: the named plans, or all of the product, as far as they are on sale', () => {
    const plans = [onSale('pln_1'), onSale('pln_2'), onSale('pln_3', { state: 'grandfathered' }), onSale('pln_4', { productId: 'prd_2' })];
    const names = (from: Plan): readonly string[] => moveTargets(from, plans).map(({ id }) => id);
    expect(names(onSale('pln_1'))).toEqual(['pln_2']);
    expect(names(onSale('pln_1', { upgradePaths: ['pln_3', 'pln_4'] }))).toEqual(['pln_4']);
  });
});
