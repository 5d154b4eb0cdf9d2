import path from 'node:path';
import type { TreeFile } from './tree.ts';

/** Folders of one machine: nothing of ours can rely on them. */
const machinePath = /(?<![\w.:/~-])\/(?:home|root|tmp|work|workspace|Users|mnt|private\/var)\/[\w.-]+|\b[A-Z]:\\\w+/;
const registryHost = /\bregistry\.[a-z0-9-]+\.[a-z]{2,}|\b(?:npm|verdaccio|artifactory|nexus)\.[a-z0-9-]+\.[a-z]{2,}/;
const climb = /(?<![\w./])(?:\.\.\/)+[\w.-]*/g;

/** Whatever only one machine, one network or one workplace has, as `file:line: what`. */
export function outsidePlaces(files: readonly TreeFile[]): readonly string[] {
  return files.flatMap((file) =>
    file.text.split('\n').flatMap((line, index) => {
      const found = [machinePath.exec(line)?.[0], registryHost.exec(line)?.[0], ...climbsOut(file.path, line)];
      return found.flatMap((place) => (place === undefined ? [] : [`${file.path}:${index + 1}: ${place}`]));
    }),
  );
}

/** A relative path that leaves the project names something that a clone does not have. */
const climbsOut = (file: string, line: string): readonly string[] =>
  Array.from(line.matchAll(climb), ([found]) => found).filter((found) => path.posix.join(path.posix.dirname(file), found).startsWith('..'));
