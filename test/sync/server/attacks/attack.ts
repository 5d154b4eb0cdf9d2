import type { Answered } from '../../../support/answered.ts';
import type { World } from './world.ts';

/** One hostile request: what it is, what comes back, and (for a push) the code of the refusal, as a part of the answer's text. */
export type Attack = {
  readonly name: string;
  readonly status: number;
  readonly code: string;
  /** The station's own numbers are noted as void, and a run that came to nothing as one: that is no damage. */
  readonly voids?: true;
  readonly ask: (world: World) => Promise<Answered>;
};
