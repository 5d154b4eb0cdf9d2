import { useTranslations } from 'use-intl';
import type { PersonView } from '../../../app/sync/administration-door.ts';
import { StatusBadge, type Tone } from '../../../ui/status-badge.tsx';

const stateOf = ({
  state,
  waitsUntil,
  mustChangePassword,
}: PersonView): readonly [name: 'inactive' | 'waiting' | 'invited' | 'active', tone: Tone] => {
  if (state === 'inactive') return ['inactive', 'neutral'];
  if (waitsUntil !== null) return ['waiting', 'warning'];
  return mustChangePassword ? ['invited', 'info'] : ['active', 'good'];
};

/** Whether somebody may sign in, and what is in their way. */
export function PersonState({ person }: { readonly person: PersonView }) {
  const text = useTranslations('administration.people.states');
  const [name, tone] = stateOf(person);
  return <StatusBadge tone={tone}>{text(name)}</StatusBadge>;
}
