import { describe, expect, it } from 'vitest';
import type { ChangeConflict } from '../../sync/local/conflict.ts';
import { type CommandLog, storeOver } from '../../sync/local/store.ts';
import { Crash, crashingAfter } from './crashing.ts';
import { change, segment } from './documents.ts';
import { dumped, expected, first, type Keeper, second } from './store-contract.ts';

/** A log that tells when it has so many commands. */
const heardUpTo = (log: CommandLog, count: number): { readonly log: CommandLog; readonly appended: Promise<undefined> } => {
  const { promise, resolve } = Promise.withResolvers<undefined>();
  const append: CommandLog['append'] = async (records) => {
    const sequence = await log.append(records);
    if (sequence >= count) resolve(undefined);
    return sequence;
  };
  return { log: { ...log, append }, appended: promise };
};

/** What every store does with commits that are written at once: the next one is appended while the documents of the one before are laid down. */
export const overlappingContract = (name: string, keeper: Keeper): void => {
  describe(`${name}: commits at once`, () => {
    it('appends the next command while documents are still being written, and goes on from what they will be', async () => {
      const { documents, log } = await keeper.empty();
      const gate = Promise.withResolvers<undefined>();
      const put: typeof documents.put = async (written) => {
        await gate.promise;
        await documents.put(written);
      };
      const three = heardUpTo(log, 3);
      const store = storeOver({ ...documents, put }, three.log);
      const third = change('cmd_3', segment('a', 'active', 3));
      const commits = [first, second, third].map((each) => store.commit(each));
      await three.appended;
      expect(await store.list('segment')).toEqual([]);
      const stale = store.commit(change('cmd_4', segment('a', 'archived', 3))).then(
        () => null,
        (error: unknown) => error,
      );
      gate.resolve(undefined);
      await Promise.all(commits);
      expect(((await stale) as ChangeConflict).stale).toEqual([{ kind: 'segment', id: 'a', basedOn: 2, found: 3 }]);
      expect(await dumped(store)).toEqual(await expected(first, second, third));
    });

    it('[OFF-03] a crash among commits that are written at once leaves the first so many, each whole once it is healed', async () => {
      const third = change('cmd_3', segment('z', 'active'));
      const all = [first, second, third];
      const steps = all.reduce((sum, { writes }) => sum + writes.length + 2, 0);
      for (let writes = 0; writes <= steps; writes += 1) {
        const broken = crashingAfter(await keeper.empty(), writes);
        const store = storeOver(broken.documents, broken.log);
        const ended = await Promise.allSettled(all.map((each) => store.commit(each)));
        const again = await keeper.again();
        const healed = storeOver(again.documents, again.log);
        await healed.resume();
        const known = await Promise.all(all.map(async ({ command }) => (await healed.known(command.id)) !== null));
        const happened = all.slice(0, known.filter(Boolean).length);
        expect(known).toEqual(all.map((each) => happened.includes(each)));
        // Whoever was told that it happened is never wrong.
        expect(known.filter((is, at) => ended[at]?.status === 'fulfilled' && !is)).toEqual([]);
        expect(await dumped(healed)).toEqual(await expected(...happened));
        for (const each of all) await healed.commit(each);
        expect(await dumped(healed)).toEqual(await expected(...all));
      }
    });

    it('what could not be written is written by the next commit of the same store, with everything that was appended behind it', async () => {
      const { documents, log } = await keeper.empty();
      const gate = Promise.withResolvers<undefined>();
      let isFull = true;
      const put: typeof documents.put = async (written) => {
        await gate.promise;
        if (isFull) throw new Crash();
        await documents.put(written);
      };
      const two = heardUpTo(log, 2);
      const store = storeOver({ ...documents, put }, two.log);
      const ended = Promise.allSettled([store.commit(first), store.commit(second)]);
      await two.appended;
      gate.resolve(undefined);
      expect((await ended).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
      isFull = false;
      const third = change('cmd_3', segment('z', 'active'));
      await store.commit(third);
      expect(await dumped(store)).toEqual(await expected(first, second, third));
    });
  });
};
