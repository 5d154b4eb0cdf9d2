import { columnOf } from '../entity-column.ts';
import type { NumberedMigration } from '../migrate.ts';

/** What documents of several entities said once: too little to know who has all of them. */
const several = '*';

/** ROL-06: a billing run over several entities says which. It counts as changed, so that it comes to those who have them all and were not given it. */
export const entitiesOfRuns: NumberedMigration = {
  name: '0005-entities-of-runs',
  up: async (database) => {
    const runs = await database
      .selectFrom('document')
      .select(['sequence', 'body'])
      .where('entity_id', '=', several)
      .orderBy('sequence')
      .execute();
    let { sequence } = await database.selectFrom('counter').select('sequence').executeTakeFirstOrThrow();
    for (const run of runs) {
      sequence += 1;
      const { entityIds } = JSON.parse(run.body) as { readonly entityIds: readonly string[] };
      await database
        .updateTable('document')
        .set({ sequence, entity_id: columnOf(entityIds) })
        .where('sequence', '=', run.sequence)
        .execute();
    }
    await database.updateTable('counter').set({ sequence }).execute();
  },
};
