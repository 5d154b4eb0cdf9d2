import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const manifest = JSON.parse(readFileSync('package.json', 'utf8')) as {
  readonly dependencies: Record<string, string>;
  readonly devDependencies: Record<string, string>;
};

const floating = (versions: Record<string, string>): string[] =>
  Object.entries(versions)
    .filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))
    .map(([name, version]) => `${name}@${version}`);

describe('versions', () => {
  it('are pinned exactly', () => {
    expect(floating({ ...manifest.dependencies, ...manifest.devDependencies })).toEqual([]);
  });
  it('that float are found', () => {
    expect(floating({ a: '^1.0.0', b: 'latest', c: '1.2.3' })).toEqual(['a@^1.0.0', 'b@latest']);
  });
});
