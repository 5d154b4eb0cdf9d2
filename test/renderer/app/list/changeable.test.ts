import { describe, expect, it } from 'vitest';
import { changeable } from '../../../../renderer/app/list/changeable.ts';

const rows = [
  { id: 'cus_own', entityId: 'ent_de' },
  { id: 'cus_guest', entityId: 'ent_fr' },
  { id: 'cus_of_all', entityId: '' },
];

describe('what is done to selected rows', () => {
  it('[ROL-06] leaves out customers of another entity, whom one only bills', () => {
    expect(changeable(rows, { role: 'finance', entityIds: ['ent_de'] })).toEqual(['cus_own', 'cus_of_all']);
    expect(changeable(rows, { role: 'finance', entityIds: null })).toHaveLength(3);
    expect(changeable(rows, null)).toHaveLength(3);
  });
});
