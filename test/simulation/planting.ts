import { vi } from 'vitest';

/** A mistake that somebody could make, put into the real code of one module. */
export type PlantedBug = { readonly name: string; readonly plant: Plant };

/** Plants it; what it answers pulls it out again. */
type Plant = () => () => void;

type Module = Readonly<Record<string, unknown>>;
type Any = (...given: never[]) => unknown;

/** Replaces some of a module's exports by what `changed` makes of them. */
export const inModule =
  (path: string, changed: (original: Module) => Module): Plant =>
  () => {
    vi.doMock(path, async (original: () => Promise<unknown>) => {
      const module = (await original()) as Module;
      return { ...module, ...changed(module) };
    });
    return () => vi.doUnmock(path);
  };

export const call = (original: Module, name: string): ((...given: readonly unknown[]) => unknown) =>
  original[name] as Any as (...given: readonly unknown[]) => unknown;

export type Fields = Readonly<Record<string, unknown>>;
