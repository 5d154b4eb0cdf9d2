import { ActionIcon, Button, Group, Stack, Text } from '@mantine/core';
import { useFieldArray, useFormContext } from 'react-hook-form';
import { useTranslations } from 'use-intl';
import { TextField } from '../../ui/form/fields.tsx';
import { Icon } from '../../ui/icon.tsx';
import type { ContactValues } from './customer-values.ts';
import classes from './customers.module.css';

/** The people at a customer, each with what they do there. */
export function ContactFields() {
  const text = useTranslations('customers.contacts');
  const { control } = useFormContext<{ contacts: ContactValues[] }>();
  const { fields, append, remove } = useFieldArray({ control, name: 'contacts' });
  return (
    <Stack gap={8} role="group" aria-label={text('title')}>
      <Text fz={13} fw={500}>
        {text('title')}
      </Text>
      {fields.map(({ id }, at) => (
        <section key={id} className={classes['contact']} aria-label={text('one', { number: at + 1 })}>
          <Group grow align="flex-start">
            <TextField name={`contacts.${at}.name`} label={text('name')} maxLength={140} isRequired />
            <TextField name={`contacts.${at}.role`} label={text('role')} placeholder={text('roleHint')} maxLength={60} />
          </Group>
          <Group grow align="flex-start">
            <TextField name={`contacts.${at}.email`} label={text('email')} type="email" maxLength={254} />
            <TextField name={`contacts.${at}.phone`} label={text('phone')} type="tel" maxLength={40} />
          </Group>
          <ActionIcon
            variant="subtle"
            color="gray"
            className={classes['removeContact'] ?? ''}
            aria-label={text('remove', { number: at + 1 })}
            onClick={() => remove(at)}
          >
            <Icon name="cross" />
          </ActionIcon>
        </section>
      ))}
      <Group>
        <Button
          variant="default"
          size="compact-sm"
          leftSection={<Icon name="plus" size={13} />}
          onClick={() => append({ name: '', email: '', phone: '', role: '' })}
        >
          {text('add')}
        </Button>
      </Group>
    </Stack>
  );
}
