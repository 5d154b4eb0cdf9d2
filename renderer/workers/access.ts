import type { Change, Command, StoredDocument } from '../../core/kernel/command.ts';
import { type Access, mayGive, mayCloseLost } from '../../core/permissions.ts';
import { type CommandKind, useCaseOf } from '../../core/use-cases.ts';
import type { Store } from '../../sync/local/store.ts';
import type { DoorProblem } from './store-api.ts';

/** ROL-05: why somebody may not give commands of a kind, in the server's own words; `null` where they may. */
export const roleProblem = (kind: string, access: Access | null): DoorProblem | null => {
  if (access === null || useCaseOf(kind) === null || mayGive(access.role, kind as CommandKind)) return null;
  return { code: 'access.role', kind, role: access.role };
};

/** A change that whoever is signed in may not make. */
export class OutOfScope extends Error {
  override readonly name = 'OutOfScope';
  readonly problem: DoorProblem;

  constructor(problem: DoorProblem) {
    super(problem.code);
    this.problem = problem;
  }
}

/** NUM-05: the same of whoever says that a machine is lost. */
const lostProblem = ({ kind, body }: Command, { role }: Access): DoorProblem | null => {
  const { lostStation } = (kind === 'number-series.close' ? body : {}) as { readonly lostStation?: unknown };
  return lostStation === undefined || mayCloseLost(role) ? null : { code: 'access.role', kind, role };
};

const entityOf = (document: StoredDocument & { readonly entityId?: unknown }): string | null => {
  if (document.kind === 'entity') return document.id;
  return typeof document.entityId === 'string' ? document.entityId : null;
};

const checkScope = ({ writes }: Change, entityIds: readonly string[]): void => {
  const outside = writes.map(({ document }) => entityOf(document)).find((id) => id !== null && !entityIds.includes(id));
  if (outside !== undefined && outside !== null) throw new OutOfScope({ code: 'access.entity', entityId: outside });
};

/** ROL-05, ROL-06: the store, which takes nothing that whoever is signed in may not do. The server looks closer, and has the last word. */
export const scopedStore = (store: Store, access: Access | null): Store => {
  if (access === null) return store;
  return {
    ...store,
    commit: async (change) => {
      const forbidden = roleProblem(change.command.kind, access);
      const lost = lostProblem(change.command, access);
      if (forbidden !== null) throw new OutOfScope(forbidden);
      if (lost !== null) throw new OutOfScope(lost);
      if (access.entityIds !== null) checkScope(change, access.entityIds);
      return store.commit(change);
    },
  };
};
