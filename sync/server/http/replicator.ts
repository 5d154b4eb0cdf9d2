import type { FastifyRequest } from 'fastify';
import { refusalOf } from './refusal.ts';
import { visitorOf } from '../people/stations-over.ts';
import type { Visitor } from '../replication/visitor.ts';
import { signedIn } from './authentication.ts';
import type { Dependencies } from './dependencies.ts';

/** Who replicates, of a route that is for stations. */
export const replicatorOf = async ({ house }: Dependencies, request: FastifyRequest): Promise<Visitor> => {
  const { station, ...caller } = signedIn(request);
  if (station === null) throw refusalOf({ code: 'station.needed' });
  return visitorOf(house, { ...caller, station });
};
