import { codeOf } from './code-of.ts';
import type { TreeFile } from './tree.ts';

interface Ban {
  readonly word: RegExp;
  /** What to write in its place, or why not. */
  readonly instead: string;
  /** Where it holds: every file of ours whose path matches. */
  readonly where: RegExp;
  /** Prose counts too, or only code. */
  readonly reads: 'code' | 'everything';
}

const core = /^core\//;
const code = /\.(?:ts|tsx|mjs)$/;
const tests = /^test\//;
/** A browser that cannot be had on this machine is said to be missing there, and nowhere else. */
const testsThatRun = /^test\/(?!e2e\/workstation\.ts$|support\/chromium\.ts$)/;

const bans: readonly Ban[] = [
  { word: /\bDate\.now\b/, instead: 'the moment that came in with the command (`command.at`)', where: core, reads: 'code' },
  { word: /\bnew\s+Date\s*\(/, instead: 'core/time: plain dates and instants as text', where: core, reads: 'code' },
  { word: /\bperformance\.now\b/, instead: 'the moment that came in with the command', where: core, reads: 'code' },
  { word: /\bMath\.random\b/, instead: '`derivedId` of core/kernel/ids.ts', where: core, reads: 'code' },
  { word: /\bcrypto\b/, instead: '`digestOf` of core/kernel/digest.ts', where: core, reads: 'code' },
  { word: /\.toFixed\b/, instead: 'the rounding door of core/money', where: core, reads: 'code' },
  { word: /\bparseFloat\b/, instead: 'an exact decimal of core/money', where: core, reads: 'code' },
  { word: /\.localeCompare\b/, instead: '`byText` of core/kernel/order.ts: the same order on every host', where: core, reads: 'code' },
  { word: /\.toLocale\w+/, instead: 'a format of core/views: the same text on every host', where: core, reads: 'code' },
  { word: /\.only\(/, instead: 'nothing: every test runs', where: tests, reads: 'code' },
  { word: /\.(?:skip|skipIf|runIf|todo|fails)\(/, instead: 'nothing: a test runs or does not exist', where: testsThatRun, reads: 'code' },
  { word: /\bx(?:it|describe|test)\(/, instead: 'nothing: a test runs or does not exist', where: tests, reads: 'code' },
  {
    word: /@ts-(?:ignore|nocheck)\b/,
    instead: 'a right type, or `@ts-expect-error` with what is expected',
    where: code,
    reads: 'everything',
  },
  { word: /\b(?:TODO|FIXME|XXX|HACK)\b/, instead: 'the thing itself, or nothing', where: code, reads: 'everything' },
  {
    word: /\b(?:eslint|oxlint|biome)-(?:disable|ignore)(?:-(?:next-)?line)?\b(?!.*--\s*\S)/,
    instead: 'the same with a reason after ` -- `',
    where: code,
    reads: 'everything',
  },
];

/** Every banned word, as `file:line: word -> what to write`. */
export function bannedWords(files: readonly TreeFile[]): readonly string[] {
  return files.flatMap((file) => {
    const here = bans.filter((ban) => ban.where.test(file.path));
    if (here.length === 0) return [];
    const onlyCode = codeOf(file.text).split('\n');
    const lines = file.text.split('\n');
    return here.flatMap((ban) =>
      (ban.reads === 'code' ? onlyCode : lines).flatMap((line, index) => {
        const found = ban.word.exec(line);
        return found === null ? [] : [`${file.path}:${index + 1}: ${found[0].trim()} -> ${ban.instead}`];
      }),
    );
  });
}
