import type { Static } from 'typebox';
import { type Command, created } from '../kernel/command.ts';
import { derivedId } from '../kernel/ids.ts';
import { done, refuse } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import type { Segment } from './types.ts';
import { lowerCode, nameSchema } from './version-schema.ts';

const body = strictObject({ code: lowerCode, name: nameSchema });

/** CAT-26: a kind of customer that prices, discounts, rules and reports may ask for. The code never changes, since documents carry it. */
export type CreateSegment = Command<'segment.create', Static<typeof body>>;

export type CreateSegmentProblem = { readonly code: 'segment.code-taken'; readonly segmentCode: string };

type Facts = { readonly segments: readonly Segment[] };

export const createSegment: UseCase<CreateSegment, Facts, CreateSegmentProblem, Reads<{ segment: Segment }>> = {
  kind: 'segment.create',
  shape: body,
  gather: async (_command, source) => ({ segments: await source.list('segment') }),
  plan: (command, { segments }) => {
    const { code, name } = command.body;
    if (segments.some((segment) => segment.code === code)) return refuse({ code: 'segment.code-taken', segmentCode: code });
    return done({
      command,
      writes: [created<Segment>({ id: derivedId('seg', command.id), kind: 'segment', code, name: name.trim(), state: 'active' })],
    });
  },
};
