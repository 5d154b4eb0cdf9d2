import type { Static } from 'typebox';
import { type Command, revised } from '../kernel/command.ts';
import { type EditConflict, edited } from '../kernel/edit.ts';
import { done, refuse } from '../kernel/outcome.ts';
import { editsOf, strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import { idSchema } from '../organization/schema.ts';
import type { CreateProductGroupProblem } from './create-product-group.ts';
import { groupFields } from './schema.ts';
import type { ProductGroup } from './types.ts';

const body = strictObject({ groupId: idSchema, edits: editsOf(groupFields) });

/** CAT-02: another name, or away from the shelf and back. Products keep their group either way. */
export type EditProductGroup = Command<'product-group.edit', Static<typeof body>>;

export type EditProductGroupProblem =
  | { readonly code: 'product-group.missing'; readonly groupId: string }
  | CreateProductGroupProblem
  | EditConflict;

type Facts = { readonly groups: readonly ProductGroup[] };

export const editProductGroup: UseCase<EditProductGroup, Facts, EditProductGroupProblem, Reads<{ 'product-group': ProductGroup }>> = {
  kind: 'product-group.edit',
  shape: body,
  gather: async (_command, source) => ({ groups: await source.list('product-group') }),
  plan: (command, { groups }) => {
    const { groupId, edits } = command.body;
    const before = groups.find((group) => group.id === groupId);
    if (before === undefined) return refuse({ code: 'product-group.missing', groupId });
    const after = edited<ProductGroup, keyof typeof groupFields>(before, edits);
    if (!after.ok) return after;
    const { name } = after.value;
    const taken = groups.find((group) => group.id !== groupId && group.name.toLowerCase() === name.toLowerCase());
    if (taken !== undefined) return refuse({ code: 'product-group.name-taken', name, groupId: taken.id });
    return done({ command, writes: [revised(before, after.value)] });
  },
};
