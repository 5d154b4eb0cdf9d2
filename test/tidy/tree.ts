import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** A file of the project: its path from the root with forward slashes, and its text. */
export interface TreeFile {
  readonly path: string;
  readonly text: string;
}

export const root = path.resolve(import.meta.dirname, '..', '..');

/** What version control ignores too, and what only machines write. */
const ignoredFolders = new Set(['.git', 'node_modules', 'dist', 'out', 'coverage', 'test-results', 'playwright-report']);
const textEndings = /\.(?:ts|tsx|mjs|cjs|js|json|jsonc|md|yml|yaml|html|css|csv|svg|txt|py|sh)$/;
const textNames = new Set(['.npmrc', '.gitignore', '.gitattributes', '.editorconfig', '.node-version', 'run']);

/** Every text file of the project. */
export function textFiles(): readonly TreeFile[] {
  return pathsUnder('').map((file) => ({ path: file, text: readFileSync(path.join(root, file), 'utf8') }));
}

/** The files that are code of ours. */
export const sourceFiles = (files: readonly TreeFile[]): readonly TreeFile[] => files.filter((file) => /\.(?:ts|tsx|mjs)$/.test(file.path));

function pathsUnder(folder: string): string[] {
  return readdirSync(path.join(root, folder), { withFileTypes: true }).flatMap((entry) => {
    const at = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (entry.isDirectory()) return ignoredFolders.has(entry.name) ? [] : pathsUnder(at);
    return entry.isFile() && (textEndings.test(entry.name) || textNames.has(entry.name)) && !entry.name.endsWith('.log') ? [at] : [];
  });
}
