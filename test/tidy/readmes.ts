import type { TreeFile } from './tree.ts';

const headings = ['Owns', 'Does not own', 'Words'] as const;
const fewestLines = 8;
const mostLines = 60;

/** Folders of the first two levels without a README that says what they own, as `folder: why`. */
export function readmeGaps(files: readonly TreeFile[]): readonly string[] {
  const readmes = new Map(
    files.filter(({ path }) => path.endsWith('/README.md')).map(({ path, text }) => [path.slice(0, -'/README.md'.length), text]),
  );
  return [...foldersOf(files)].flatMap((folder) => {
    const text = readmes.get(folder);
    if (text === undefined) return [`${folder}: no README.md`];
    const lines = text.split('\n').filter((line) => line.trim() !== '');
    const missing = headings.filter((heading) => !lines.some((line) => new RegExp(`^(?:#+ |\\*\\*)${heading}\\b`, 'i').test(line)));
    return [
      ...missing.map((heading) => `${folder}/README.md: no heading "${heading}"`),
      ...(lines.length < fewestLines || lines.length > mostLines
        ? [`${folder}/README.md: ${lines.length} lines with text, wanted ${fewestLines} to ${mostLines}`]
        : []),
    ];
  });
}

/** Folders of the first two levels that hold anything; those whose name starts with a dot are for tools. */
function foldersOf(files: readonly TreeFile[]): ReadonlySet<string> {
  const folders = files.flatMap(({ path }) => {
    const [first, second, third] = path.split('/');
    if (first === undefined || second === undefined || first.startsWith('.')) return [];
    return third === undefined ? [first] : [first, `${first}/${second}`];
  });
  return new Set(folders.toSorted());
}
