/** Within this time so many crashes are no accident: the next load would crash too. */
const windowMs = 60_000;
const tooMany = 3;

export type Remedy = { readonly kind: 'reload'; readonly crashes: number } | { readonly kind: 'safe-page' } | { readonly kind: 'none' };

/** Decides what follows when the window's process is gone. */
export function crashRecovery(): (reason: string, nowMs: number) => Remedy {
  let crashes: readonly number[] = [];
  return (reason, nowMs) => {
    if (reason === 'clean-exit') return { kind: 'none' };
    crashes = [...crashes.filter((at) => nowMs - at < windowMs), nowMs];
    if (crashes.length < tooMany) return { kind: 'reload', crashes: crashes.length };
    crashes = [];
    return { kind: 'safe-page' };
  };
}
