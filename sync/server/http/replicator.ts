import type { FastifyRequest } from 'fastify';
import { signedIn } from './authentication.ts';
import type { Replicator } from './dependencies.ts';

/** Who replicates, of a route that is for stations. */
export const replicatorOf = (request: FastifyRequest): Replicator => {
  const caller = signedIn(request);
  return {
    person: { id: caller.personId, name: caller.name, role: caller.role, entityIds: caller.entityIds },
    station: caller.station ?? '',
  };
};
