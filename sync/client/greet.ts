import { engineVersion } from '../../core/engine.ts';
import { canonical } from '../../core/kernel/canonical.ts';
import type { Hello, Welcome } from '../protocol/hello.ts';
import { protocolVersion } from '../protocol/version.ts';
import { asked } from './answers.ts';
import type { OutboxPlace } from './link.ts';
import { SyncTrouble } from './trouble.ts';
import type { Work } from './work.ts';

const helloOf = ({ link, outbox, program, clock }: Work): Hello => ({
  protocol: protocolVersion,
  engine: engineVersion,
  form: program.form,
  program: program.name,
  station: link.station,
  at: clock.now(),
  outbox: { ...outbox.end },
  seen: link.seen,
});

/**
 * Brings what the server has judged and what this store believes together. A server that knows more: the answer was lost, and the same commands pushed again
 * bring it. One that knows less was put back from a backup: it gets them again. One that knows other commands: this store was put back from a copy.
 */
export const agreeOn = async (work: Work, judged: OutboxPlace): Promise<void> => {
  const here = await work.outbox.digestAt(judged.sequence);
  if (here === null || here !== judged.digest) throw new SyncTrouble({ code: 'station.put-back' });
  if (judged.sequence >= work.link.acknowledged.sequence) return;
  await work.save({ acknowledged: judged });
  await work.outbox.moveTo(judged);
};

/** The first words of every connection. Answers whether everything must be pulled anew. */
export const greet = async (work: Work): Promise<Welcome> => {
  await work.extend();
  const welcome = await asked(work.transport, 'hello', helloOf(work));
  const { link } = work;
  work.skewMs = Date.parse(welcome.at) - Date.parse(work.clock.now());
  work.isPushOnly = welcome.pull === 'update';
  await agreeOn(work, welcome.acknowledged);
  // Another life of the server, or other permissions: what this store has may be what the server no longer gives.
  const isOther = (link.seen !== null && link.seen.epoch !== welcome.head.epoch) || (link.view !== null && link.view !== welcome.view);
  const { head: seen, view, user } = welcome;
  // An older head of the same life tells as well whether the server was put back.
  if (!isOther && link.view === view && canonical(link.user) === canonical(user)) work.remember({ seen });
  else await work.save({ seen, view, user, ...(isOther ? { checkpoint: null, isResyncing: true } : {}) });
  return welcome;
};
