import fuses from '@electron/fuses';

const { FuseV1Options, getCurrentFuseWire } = fuses;

/** A fuse is a sign in the program's file. */
const [isOff, isOn] = ['0', '1'].map((sign) => sign.charCodeAt(0));

/** How every fuse of a packaged program must stand. The inspector is open only in the build that tests drive. */
const wanted = (forTests: boolean): readonly (readonly [name: string, fuse: number, on: boolean])[] => [
  ['RunAsNode', FuseV1Options.RunAsNode, false],
  ['EnableCookieEncryption', FuseV1Options.EnableCookieEncryption, true],
  ['EnableNodeOptionsEnvironmentVariable', FuseV1Options.EnableNodeOptionsEnvironmentVariable, false],
  ['EnableNodeCliInspectArguments', FuseV1Options.EnableNodeCliInspectArguments, forTests],
  ['EnableEmbeddedAsarIntegrityValidation', FuseV1Options.EnableEmbeddedAsarIntegrityValidation, true],
  ['OnlyLoadAppFromAsar', FuseV1Options.OnlyLoadAppFromAsar, true],
  ['GrantFileProtocolExtraPrivileges', FuseV1Options.GrantFileProtocolExtraPrivileges, false],
];

/** Fuses of this program that stand otherwise than they must, by name. */
export async function wrongFuses(program: string, forTests: boolean): Promise<readonly string[]> {
  const wire = (await getCurrentFuseWire(program)) as unknown as Readonly<Record<number, number>>;
  return wanted(forTests)
    .filter(([, fuse, on]) => wire[fuse] !== (on ? isOn : isOff))
    .map(([name]) => name);
}
