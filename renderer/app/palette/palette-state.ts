import { create } from 'zustand';

/** `everything`: records, pages and actions. `create`: what can be created, for the key `C`. */
export type PaletteMode = 'everything' | 'create';

type PaletteState = { readonly mode: PaletteMode | null };

export const usePalette = create<PaletteState>()(() => ({ mode: null }));

export const openPalette = (mode: PaletteMode): void => usePalette.setState({ mode });
export const closePalette = (): void => usePalette.setState({ mode: null });
