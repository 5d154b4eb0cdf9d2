import { session, useSession } from '../state/session.ts';
import { keep, keptUnder } from './kept.ts';

const name = 'station';

/** NUM-02: this station has one code for ever. The session knows it at once, but is written behind; what a crash took of it is put right here. */
export const settleStation = async (): Promise<void> => {
  const kept = await keptUnder(name);
  if (typeof kept === 'string') {
    if (kept !== session().station) useSession.getState().set({ station: kept });
  } else await keep(name, session().station);
};
