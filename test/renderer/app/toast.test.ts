import { notificationsStore } from '@mantine/notifications';
import { afterEach, describe, expect, it } from 'vitest';
import { toast } from '../../../renderer/app/toast.tsx';

const told = (): readonly unknown[] => {
  const { notifications, queue } = notificationsStore.getState();
  return [...notifications, ...queue].map(({ message }) => message);
};

describe('news at the foot of the page', () => {
  afterEach(() => {
    notificationsStore.setState({ ...notificationsStore.getState(), notifications: [], queue: [] });
  });

  it('[A12] make room for newer ones: what was told ten acts ago never stands over the page', () => {
    for (let act = 1; act <= 10; act += 1) toast({ message: `act ${act}` });
    expect(told()).toEqual(['act 9', 'act 10']);
  });
});
