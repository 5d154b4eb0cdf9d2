import { Badge, Button, Group, Radio, Stack, Text } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import type { OperatingEntity } from '../../../../core/organization/types.ts';
import { editsBetween } from '../../../app/forms.tsx';
import { useCommand } from '../../../app/hooks.ts';
import { ErrorSummary } from '../../../app/problems.tsx';
import { toast } from '../../../app/toast.tsx';
import classes from '../settings.module.css';
import { answered, answerOf, defaultAnswer, type PolicyQuestion, policyQuestions } from './policy-choices.ts';

type QuestionProps = {
  readonly asked: PolicyQuestion;
  readonly value: string;
  readonly isDisabled: boolean;
  readonly onChange: (value: string) => void;
};

function Question({ asked, value, isDisabled, onChange }: QuestionProps) {
  const text = useTranslations('settings.policies');
  const { id, choices } = asked;
  return (
    <Radio.Group
      className={classes['question'] ?? ''}
      label={text(`questions.${id}.title`)}
      description={text(`questions.${id}.text`)}
      value={value}
      onChange={onChange}
      labelProps={{ fw: 600 }}
    >
      <Stack gap={6} mt={8}>
        {choices.map((choice) => (
          <Radio
            key={choice}
            value={choice}
            disabled={isDisabled}
            label={
              <span>
                {text(`questions.${id}.choices.${choice}`)}{' '}
                {choice === defaultAnswer(asked) && (
                  <Badge variant="light" color="gray" size="xs" component="span">
                    {text('default')}
                  </Badge>
                )}
              </span>
            }
          />
        ))}
      </Stack>
    </Radio.Group>
  );
}

/** Spec 16: where practice differs, the entity decides. What was issued keeps the rules that it was made with. */
export function PoliciesPanel({ entity }: { readonly entity: OperatingEntity }) {
  const text = useTranslations('settings.policies');
  const [answers, setAnswers] = useState<Readonly<Record<string, string>>>({});
  const { run, isRunning, problems } = useCommand('entity.edit-policies');
  const next = answered(entity.policies, answers);
  const changed = policyQuestions.filter((asked) => answerOf(next, asked) !== answerOf(entity.policies, asked));
  const save = async (): Promise<void> => {
    const outcome = await run({ entityId: entity.id, edits: editsBetween(entity.policies, next) });
    if (!outcome.ok) return;
    toast({ message: text('saved') });
  };
  return (
    <>
      <Text c="dimmed" fz={13} mb="md" maw={640}>
        {text('intro')}
      </Text>
      {problems.length > 0 && <ErrorSummary problems={problems} />}
      {policyQuestions.map((asked) => (
        <Question
          key={asked.id}
          asked={asked}
          value={answerOf(next, asked)}
          isDisabled={entity.state !== 'active'}
          onChange={(value) => setAnswers({ ...answers, [asked.id]: value })}
        />
      ))}
      {changed.length > 0 && (
        <Group className={classes['saveBar'] ?? ''} justify="space-between" role="status">
          <Text fz={13}>{text('changed', { count: changed.length })}</Text>
          <Group gap="xs">
            <Button variant="default" onClick={() => setAnswers({})}>
              {text('reset')}
            </Button>
            <Button loading={isRunning} onClick={() => void save()}>
              {text('save')}
            </Button>
          </Group>
        </Group>
      )}
    </>
  );
}
