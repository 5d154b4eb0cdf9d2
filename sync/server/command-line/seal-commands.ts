import { unreadableLine } from '../operation/doctor.ts';
import { newSealKey } from '../people/seal.ts';
import { giveUpSealKey, sealStateOf } from '../people/seal-second-factors.ts';
import { type Command, CommandFailed, opened } from './command.ts';

export const secondFactorKeyCommand: Command = async (asked) => {
  const [what] = asked.rest;
  if (what === 'new') {
    asked.say(newSealKey());
    return 0;
  }
  if (what !== 'lost') throw new CommandFailed('second-factor-key new | lost');
  return opened(asked, async ({ house }) => {
    await giveUpSealKey(house);
    const { unreadable } = await sealStateOf(house);
    asked.say(`From now on the key ${house.seal.keyId()} counts. ${unreadableLine(unreadable)}`);
    return 0;
  });
};
