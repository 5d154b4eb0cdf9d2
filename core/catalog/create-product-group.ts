import type { Static } from 'typebox';
import { type Command, created } from '../kernel/command.ts';
import { derivedId } from '../kernel/ids.ts';
import { done, refuse } from '../kernel/outcome.ts';
import { strictObject } from '../kernel/shape.ts';
import type { Reads, UseCase } from '../kernel/use-case.ts';
import type { ProductGroup } from './types.ts';
import { nameSchema } from './version-schema.ts';

const body = strictObject({ name: nameSchema });

/** CAT-02: a shelf to show products on; it never affects billing. */
export type CreateProductGroup = Command<'product-group.create', Static<typeof body>>;

export type CreateProductGroupProblem = { readonly code: 'product-group.name-taken'; readonly name: string; readonly groupId: string };

type Facts = { readonly groups: readonly ProductGroup[] };

export const createProductGroup: UseCase<CreateProductGroup, Facts, CreateProductGroupProblem, Reads<{ 'product-group': ProductGroup }>> = {
  kind: 'product-group.create',
  shape: body,
  gather: async (_command, source) => ({ groups: await source.list('product-group') }),
  plan: (command, { groups }) => {
    const name = command.body.name.trim();
    const taken = groups.find((group) => group.name.toLowerCase() === name.toLowerCase());
    if (taken !== undefined) return refuse({ code: 'product-group.name-taken', name, groupId: taken.id });
    return done({
      command,
      writes: [created<ProductGroup>({ id: derivedId('grp', command.id), kind: 'product-group', name, state: 'active' })],
    });
  },
};
