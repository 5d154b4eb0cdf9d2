import { readFileSync } from 'node:fs';
import { type Configuration, contradictions, type SettingKey, settings } from './settings.ts';

/** What is wrong, where it stands, and what may stand there. Never the value: it may be a password. */
export type ConfigurationProblem = {
  readonly key: string;
  /** `file.json` or the name in the environment. */
  readonly where: string;
  readonly form: string;
};

export type Read =
  | { readonly ok: true; readonly configuration: Configuration }
  | { readonly ok: false; readonly problems: readonly ConfigurationProblem[] };

type Given = ReadonlyMap<string, { readonly value: unknown; readonly where: string }>;

const prefix = 'COUNTERFOIL_SERVER_';
const keys = Object.keys(settings) as SettingKey[];

/** `listen.port` is COUNTERFOIL_SERVER_LISTEN_PORT. */
export const environmentName = (key: string): string => `${prefix}${key.toUpperCase().replaceAll(/[.-]/g, '_')}`;

/**
 * The configuration, or everything that is wrong with it at once. What is later in this order wins: fallbacks, the file, the environment, `given` (the
 * command line). A key that we do not know is a problem, not silence.
 */
export const readConfiguration = (
  file: string | null,
  environment: Readonly<Record<string, string | undefined>>,
  given: Readonly<Partial<Record<SettingKey, string>>> = {},
): Read => {
  const problems: ConfigurationProblem[] = [];
  const all: Given = new Map([
    ...fromFile(file, problems),
    ...fromEnvironment(environment, problems),
    ...Object.entries(given).map(([key, value]) => [key, { value, where: `--${key}` }] as const),
  ]);
  const values = keys.map((key) => {
    const { fallback, form, read } = settings[key];
    const found = all.get(key);
    if (found === undefined) return [key, fallback];
    const value = read(found.value);
    if (value === undefined) problems.push({ key, where: found.where, form });
    return [key, value];
  });
  if (problems.length > 0) return { ok: false, problems };
  const configuration = Object.fromEntries(values) as Configuration;
  const wrong = contradictions(configuration).map(({ key, form }) => ({ key, where: all.get(key)?.where ?? environmentName(key), form }));
  return wrong.length > 0 ? { ok: false, problems: wrong } : { ok: true, configuration };
};

const fromFile = (file: string | null, problems: ConfigurationProblem[]): Given => {
  if (file === null) return new Map();
  let content: unknown;
  try {
    content = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const isMissing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    problems.push({ key: '(the file)', where: file, form: isMissing ? 'a file that exists' : 'a file that can be read, in valid JSON' });
    return new Map();
  }
  const flat = flattened(content, '');
  for (const [key] of flat) {
    if (!Object.hasOwn(settings, key)) problems.push({ key, where: file, form: unknownForm(key) });
  }
  return new Map(flat.map(([key, value]) => [key, { value, where: file }]));
};

/** `{ listen: { port: 1 } }` and `{ 'listen.port': 1 }` say the same. */
const flattened = (value: unknown, path: string): readonly (readonly [string, unknown])[] => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return [[path === '' ? '(the file)' : path, value]];
  return Object.entries(value).flatMap(([key, each]) => flattened(each, path === '' ? key : `${path}.${key}`));
};

const fromEnvironment = (environment: Readonly<Record<string, string | undefined>>, problems: ConfigurationProblem[]): Given => {
  const byName = new Map(keys.map((key) => [environmentName(key), key]));
  const found = new Map<string, { value: unknown; where: string }>();
  for (const [name, value] of Object.entries(environment)) {
    if (!name.startsWith(prefix) || value === undefined || name === `${prefix}CONFIG`) continue;
    const ofFile = name.endsWith('_FILE') ? byName.get(name.slice(0, -'_FILE'.length)) : undefined;
    const key = byName.get(name) ?? ofFile;
    if (key === undefined) problems.push({ key: name, where: 'the environment', form: unknownForm(name) });
    else if (byName.has(name)) found.set(key, { value, where: name });
    else withContent(value, name, key, found, problems);
  }
  return found;
};

/** A secret may lie in a file of its own, whose path stands in the environment. */
const withContent = (
  file: string,
  where: string,
  key: SettingKey,
  found: Map<string, { value: unknown; where: string }>,
  problems: ConfigurationProblem[],
): void => {
  try {
    found.set(key, { value: readFileSync(file, 'utf8').trim(), where });
  } catch {
    problems.push({ key, where, form: 'the path of a file that can be read' });
  }
};

const unknownForm = (name: string): string => {
  const near = keys
    .map((key) => ({ key, distance: distanceOf(name, name.startsWith(prefix) ? environmentName(key) : key) }))
    .toSorted((a, b) => a.distance - b.distance)[0];
  const shown = near === undefined ? '' : name.startsWith(prefix) ? environmentName(near.key) : near.key;
  return near !== undefined && near.distance <= 4 ? `a key that exists; perhaps ${shown}` : `a key that exists: ${keys.join(', ')}`;
};

/** How many letters differ (Levenshtein). */
const distanceOf = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (const [index, letter] of [...a].entries()) {
    const next = [index + 1];
    for (const [at, other] of [...b].entries()) {
      next.push(Math.min((next[at] ?? 0) + 1, (row[at + 1] ?? 0) + 1, (row[at] ?? 0) + (letter === other ? 0 : 1)));
    }
    row = next;
  }
  return row[b.length] ?? 0;
};

/** One line for each problem. */
export const problemLines = (problems: readonly ConfigurationProblem[]): readonly string[] =>
  problems.map(({ key, where, form }) => `${key} (${where}): wanted ${form}.`);
