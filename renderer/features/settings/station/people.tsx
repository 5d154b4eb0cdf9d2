import { ActionIcon, Button, Group, Radio, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { toast } from '../../../app/toast.tsx';
import { type Person, type Role, useSession } from '../../../state/session.ts';
import { Section } from '../../../ui/facts.tsx';
import { Icon } from '../../../ui/icon.tsx';
import classes from '../settings.module.css';

const roles = ['finance', 'sales', 'admin'] as const;

const useRoles = () => {
  const text = useTranslations('settings.station');
  return roles.map((value) => ({ value, label: text(`roles.${value}`) }));
};

/** One person: whether it is them now, their name, the home that comes first for them. */
function Row({
  person,
  isNow,
  onWork,
  onChange,
  onRemove,
}: {
  readonly person: Person;
  readonly isNow: boolean;
  readonly onWork: () => void;
  readonly onChange: (person: Person) => void;
  readonly onRemove: () => void;
}) {
  const text = useTranslations('settings.station');
  const [name, setName] = useState(person.name);
  const keep = (): void => {
    if (name.trim() === '') setName(person.name);
    else if (name.trim() !== person.name) onChange({ ...person, name: name.trim() });
  };
  return (
    <div className={classes['person']} role="group" aria-label={person.name}>
      <Radio name="now" aria-label={text('workAs', { name: person.name })} checked={isNow} onChange={onWork} />
      <TextInput
        size="xs"
        aria-label={isNow ? text('userName') : text('nameOf', { name: person.name })}
        value={name}
        maxLength={80}
        onChange={(event) => setName(event.currentTarget.value)}
        onBlur={keep}
        onKeyDown={(event) => event.key === 'Enter' && keep()}
      />
      <Select
        size="xs"
        aria-label={text('roleOf', { name: person.name })}
        data={useRoles()}
        value={person.role}
        allowDeselect={false}
        onChange={(role) => onChange({ ...person, role: role as Role })}
      />
      <ActionIcon
        variant="subtle"
        color="gray"
        disabled={isNow}
        aria-label={text('removePerson', { name: person.name })}
        onClick={onRemove}
      >
        <Icon name="cross" />
      </ActionIcon>
    </div>
  );
}

/** Everybody who works at this station, and who of them sits here now: their name stands beside everything that is done. */
export function People() {
  const text = useTranslations('settings.station');
  const { user, role, people, set } = useSession();
  const [added, setAdded] = useState('');
  const now: Person = { name: user, role };
  const others = people.filter(({ name }) => name !== user);
  const all = [now, ...others].toSorted((a, b) => a.name.localeCompare(b.name));
  const work = (person: Person): void => {
    set({ user: person.name, role: person.role, people: [now, ...others] });
    toast({ message: text('userSaved', { name: person.name }) });
  };
  const change = (before: Person, after: Person): void => {
    if (after.name !== before.name && all.some(({ name }) => name === after.name))
      return toast({ message: text('known', { name: after.name }), tone: 'bad' });
    if (before.name !== user) return set({ people: others.map((each) => (each.name === before.name ? after : each)) });
    set({ user: after.name, role: after.role, people: others });
    return after.name === before.name ? undefined : toast({ message: text('userSaved', { name: after.name }) });
  };
  const add = (): void => {
    const name = added.trim();
    if (name === '') return;
    if (all.some((each) => each.name === name)) return toast({ message: text('known', { name }), tone: 'bad' });
    set({ people: [...others, { name, role: 'finance' }] });
    return setAdded('');
  };
  return (
    <Section title={text('user')}>
      <p className={classes['quiet']}>{text('userText')}</p>
      <div role="radiogroup" aria-label={text('user')}>
        {all.map((person) => (
          <Row
            key={person.name}
            person={person}
            isNow={person.name === user}
            onWork={() => work(person)}
            onChange={(after) => change(person, after)}
            onRemove={() => set({ people: others.filter(({ name }) => name !== person.name) })}
          />
        ))}
      </div>
      <Group gap="xs" mt="sm">
        <TextInput
          size="xs"
          w={240}
          aria-label={text('newPerson')}
          placeholder={text('newPerson')}
          value={added}
          maxLength={80}
          onChange={(event) => setAdded(event.currentTarget.value)}
          onKeyDown={(event) => event.key === 'Enter' && add()}
        />
        <Button size="xs" variant="default" disabled={added.trim() === ''} onClick={add}>
          {text('addPerson')}
        </Button>
      </Group>
    </Section>
  );
}
