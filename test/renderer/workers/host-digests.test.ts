import { expect, it } from 'vitest';
import { digestOf, digestsOfValues } from '../../../core/kernel/digest.ts';
import { hostDigests } from '../../../renderer/workers/host-digests.ts';

it("[BEY-02] the host's digests are the engine's, though all are written into the same room", async () => {
  const values = ['', 'abc', 'ä ß € 😀', 'x'.repeat(100_000), { a: '\n' }, 'last'];
  expect(await hostDigests(values)).toEqual(values.map(digestOf));
  expect(await digestsOfValues(values)).toEqual(values.map(digestOf));
});
