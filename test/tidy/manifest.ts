export interface Manifest {
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

export interface Lock {
  readonly packages: Readonly<
    Record<string, Manifest & { readonly version?: string; readonly resolved?: string; readonly integrity?: string }>
  >;
}

const all = (manifest: Manifest | undefined): readonly (readonly [name: string, version: string])[] =>
  Object.entries({ ...manifest?.dependencies, ...manifest?.devDependencies });

/** Versions that may become others by themselves. */
export const floatingVersions = (manifest: Manifest): readonly string[] =>
  all(manifest)
    .filter(([, version]) => !/^\d+\.\d+\.\d+$/.test(version))
    .map(([name, version]) => `${name}@${version}`);

/** What the lock file says otherwise than the manifest, or should not say. */
export function lockFaults(manifest: Manifest, lock: Lock): readonly string[] {
  const wanted = all(manifest);
  const noted = Object.fromEntries(all(lock.packages['']));
  const packages = Object.entries(lock.packages).filter(([place]) => place !== '');
  return [
    ...wanted.filter(([name, version]) => noted[name] !== version).map(([name, version]) => `${name}@${version} is not in the lock file`),
    ...Object.keys(noted)
      .filter((name) => !wanted.some(([each]) => each === name))
      .map((name) => `${name} is in the lock file only`),
    ...packages.filter(([, each]) => each.resolved !== undefined).map(([place]) => `${place} names the address it came from`),
    ...packages.filter(([, each]) => each.integrity === undefined).map(([place]) => `${place} has no checksum`),
  ];
}
