import { createContext, useContext } from 'react';

/** What the engine has against single fields, by their names: shown at the field beside the form's own checks, as long as it holds. */
export const FieldProblems = createContext<ReadonlyMap<string, string>>(new Map());

export const useFieldProblem = (name: string): string | null => useContext(FieldProblems).get(name) ?? null;
