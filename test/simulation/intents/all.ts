import type { Chance } from '../chance.ts';
import { catalogIntents } from './catalog.ts';
import type { Intent } from './intent.ts';
import { moneyIntents } from './money.ts';
import { peopleIntents } from './people.ts';
import { sellingIntents } from './selling.ts';

/** Everything that somebody may wish, from every domain. */
const intents: readonly Intent[] = [...peopleIntents, ...catalogIntents, ...sellingIntents, ...moneyIntents];

const whole = intents.reduce((sum, { weight }) => sum + weight, 0);

export const anyIntent = (chance: Chance): Intent => {
  let left = chance.below(whole);
  for (const intent of intents) {
    left -= intent.weight;
    if (left < 0) return intent;
  }
  throw new Error('the weights have a sum');
};
