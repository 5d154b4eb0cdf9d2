import { useTranslations } from 'use-intl';
import { commandKinds } from '../../../../core/use-cases.ts';
import { useCommandText } from '../../../app/record/timeline.tsx';
import type { PersonView } from '../../../app/sync/administration-door.ts';

/** What stands in the chain beside commands: what happened to people, stations, jobs and the server. */
const eventKinds = [
  'person.create',
  'person.edit',
  'person.sign-in',
  'person.change-password',
  'person.reset-password',
  'person.set-second-factor',
  'person.end-second-factor',
  'person.reset-second-factor',
  'person.unlock',
  'person.end-sessions',
  'station.enrol',
  'station.revoke',
  'job.run',
  'job.pause',
  'job.resume',
  'job.retry',
] as const;

export const auditKinds: readonly string[] = [...eventKinds, ...commandKinds];

/** What an entry is about, in words. */
export const useKindWords = (): ((kind: string) => string) => {
  const text = useTranslations('administration.audit.events');
  const command = useCommandText();
  return (kind) => (text.has(kind) ? text(kind) : command(kind));
};

/** Who somebody in the chain is; who is no person has a name of their own. */
export const usePersonWords = (people: readonly PersonView[]): ((id: string) => string) => {
  const text = useTranslations('administration.audit.actors');
  const names = new Map(people.map(({ id, name }) => [id, name]));
  return (id) => names.get(id) ?? (text.has(id) ? text(id) : id);
};
