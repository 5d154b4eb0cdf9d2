import { expect, it } from 'vitest';
import { digestsOfTexts } from '../../../core/kernel/digest.ts';
import { hostDigests } from '../../../renderer/workers/host-digests.ts';

it("[BEY-02] the host's digests are the engine's", async () => {
  const texts = ['', 'abc', 'ä ß € 😀', 'x'.repeat(10_000), String.raw`{"a":"\n"}`];
  expect(await hostDigests(texts)).toEqual(await digestsOfTexts(texts));
});
