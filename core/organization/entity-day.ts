import type { Instant } from '../time/instant.ts';
import type { PlainDate } from '../time/plain-date.ts';
import { dateIn, isZone, type Zone } from '../time/zone.ts';

/** The day in the zone; where the zone is none (which is a problem of its own), the day in UTC. */
export const dayOf = (zone: Zone, at: Instant): PlainDate => dateIn(at, isZone(zone) ? zone : 'UTC');
