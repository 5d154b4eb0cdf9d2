import { type Access, isAllowed } from '../../../core/permissions.ts';

/** The rooms of the administration, in the order of their tabs. */
const rooms = ['people', 'stations', 'jobs', 'audit', 'numbers', 'health'] as const;
export type Room = (typeof rooms)[number];

const mayEnter: Readonly<Record<Room, (access: Access) => boolean>> = {
  people: ({ role }) => isAllowed(role, { area: 'people', level: 'read' }),
  stations: ({ role }) => isAllowed(role, { area: 'people', level: 'read' }),
  jobs: ({ role }) => role === 'administrator',
  // Of somebody's own entities: what was done to them, and of everything else that there was something (ROL-06).
  audit: ({ role }) => isAllowed(role, { area: 'audit', level: 'read' }),
  numbers: ({ role }) => isAllowed(role, { area: 'audit', level: 'read' }),
  health: ({ role }) => role === 'administrator',
};

/** Those that are open to somebody; the server says the same when it is asked. `null`: nobody signs in here. */
export const roomsOf = (access: Access | null): readonly Room[] => (access === null ? [] : rooms.filter((room) => mayEnter[room](access)));
