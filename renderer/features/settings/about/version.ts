declare const counterfoilBuiltVersion: string | undefined;

/** The version that was built; nothing where the source runs as it is, as in tests. */
export const builtVersion: string = typeof counterfoilBuiltVersion === 'string' ? counterfoilBuiltVersion : '';
