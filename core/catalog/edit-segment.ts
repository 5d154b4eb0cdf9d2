import type { Static } from 'typebox';
import { type Command, revised } from '../kernel/command.ts';
import { type EditConflict, edited } from '../kernel/edit.ts';
import { done, refuse } from '../kernel/outcome.ts';
import { editsOf, strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { idSchema } from '../organization/schema.ts';
import { segmentFields } from './schema.ts';
import type { Segment } from './types.ts';

const body = strictObject({ segmentId: idSchema, edits: editsOf(segmentFields) });

/** CAT-26: another name, or no longer offered for new prices. What was published or sold for the segment stays. */
export type EditSegment = Command<'segment.edit', Static<typeof body>>;

export type EditSegmentProblem = { readonly code: 'segment.missing'; readonly segmentId: string } | EditConflict;

type Facts = { readonly segment: Segment | null };

export const editSegment: UseCase<EditSegment, Facts, EditSegmentProblem, Reads<{ segment: Segment }>> = {
  kind: 'segment.edit',
  shape: body,
  gather: async (command, source) => ({ segment: await source.get('segment', command.body.segmentId) }),
  plan: (command, { segment }) => {
    const { segmentId, edits } = command.body;
    if (segment === null) return refuse({ code: 'segment.missing', segmentId });
    const after = edited<Segment, keyof typeof segmentFields>(segment, edits);
    return after.ok ? done({ command, writes: [revised(segment, after.value)] }) : after;
  },
};
