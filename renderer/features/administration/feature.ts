import { type Feature, lazyPage } from '../../app/feature.ts';
import { roomsOf } from './rooms.ts';

export const feature: Feature = {
  id: 'administration',
  routes: [{ path: '/administration', title: 'title', page: lazyPage(() => import('./administration-page.tsx')) }],
  nav: [
    {
      section: 'settings',
      order: 10,
      label: 'title',
      path: '/administration',
      icon: 'building',
      isFor: (access) => roomsOf(access).length > 0,
    },
  ],
  actions: (['people', 'stations', 'jobs', 'audit', 'numbers', 'health'] as const).map((room) => ({
    id: `open-${room}`,
    label: `open.${room}`,
    icon: 'building',
    to: `/administration?tab=${room}`,
    isFor: (access) => roomsOf(access).includes(room),
  })),
};
