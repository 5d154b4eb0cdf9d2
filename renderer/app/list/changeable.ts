import { type Access, isOfOtherEntity } from '../../../core/permissions.ts';
import type { Row } from '../../../core/views/rows.ts';

/** ROL-06: of these rows those that somebody may change. Whom their entity only bills stands in their list, and is another entity's. */
export const changeable = (rows: readonly Pick<Row, 'id' | 'entityId'>[], access: Access | null): readonly string[] =>
  rows.filter(({ entityId }) => !isOfOtherEntity(access, entityId === '' ? null : entityId)).map(({ id }) => id);
