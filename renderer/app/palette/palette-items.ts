import { useEffect, useMemo, useState } from 'react';
import { useTranslations } from 'use-intl';
import { useRecent } from '../../state/recent.ts';
import type { IconName } from '../../ui/icon.tsx';
import { mayGive } from '../../../core/permissions.ts';
import type { CommandKind } from '../../../core/use-cases.ts';
import { folded } from '../../../core/views/rows.ts';
import type { SearchHit } from '../../../core/views/search.ts';
import { features } from '../features.ts';
import { recordPath } from '../navigation.ts';
import { useProblemText } from '../problems.tsx';
import { useAccess } from '../sync/sync-news.ts';
import { workstation } from '../workstation.ts';
import type { PaletteMode } from './palette-state.ts';

export type PaletteItem = {
  readonly id: string;
  readonly group: 'recent' | 'records' | 'actions' | 'pages';
  readonly title: string;
  readonly detail: string;
  readonly icon: IconName;
  readonly path: string | null;
  readonly run: (() => void) | null;
  /** Why it cannot be chosen; `null` where it can. */
  readonly reason: string | null;
};

const icons: Readonly<Record<string, IconName>> = {
  customer: 'people',
  subscription: 'loop',
  invoice: 'invoice',
  'credit-note': 'credit',
  product: 'layers',
  plan: 'tag',
  offer: 'percent',
  metric: 'gauge',
  entity: 'building',
};

const iconOf = (kind: string): IconName => icons[kind] ?? 'right';

const mostHits = 20;

/** Records that match, as they are found; an older question never takes the place of a newer one. */
const useHits = (text: string, isOn: boolean): readonly SearchHit[] => {
  const [hits, setHits] = useState<readonly SearchHit[]>([]);
  useEffect(() => {
    if (!isOn || text.trim() === '') {
      setHits([]);
      return undefined;
    }
    let isCurrent = true;
    void workstation()
      .search(text, mostHits)
      .then((found) => isCurrent && setHits(found));
    return () => {
      isCurrent = false;
    };
  }, [text, isOn]);
  return hits;
};

/** What can be gone to and done: pages and actions of every feature. */
const useDoings = (mode: PaletteMode): readonly PaletteItem[] => {
  const text = useTranslations();
  const access = useAccess();
  const problem = useProblemText();
  const refusal = problem({ code: 'access.role' });
  return useMemo(() => {
    const reasonOf = (kind: CommandKind | undefined): string | null =>
      kind === undefined || access === null || mayGive(access.role, kind) ? null : refusal;
    const actions = features.flatMap((feature): readonly PaletteItem[] =>
      (feature.actions ?? [])
        .filter(({ creates, isFor }) => (mode === 'everything' || creates === true) && isFor?.(access) !== false)
        .map(
          ({ id, label, icon = 'plus', to, run, gives }): PaletteItem => ({
            id: `${feature.id}.${id}`,
            group: 'actions',
            title: text(`${feature.id}.${label}`),
            detail: reasonOf(gives) ?? '',
            icon,
            path: to ?? null,
            run: run ?? null,
            reason: reasonOf(gives),
          }),
        ),
    );
    if (mode === 'create') return actions;
    const pages = features.flatMap((feature): readonly PaletteItem[] =>
      (feature.nav ?? [])
        .filter(({ isFor }) => isFor?.(access) !== false)
        .map(
          ({ label, path, icon }): PaletteItem => ({
            id: `page${path}`,
            group: 'pages',
            title: text(`${feature.id}.${label}`),
            detail: '',
            icon,
            path,
            run: null,
            reason: null,
          }),
        ),
    );
    return [...actions, ...pages];
  }, [text, mode, access, refusal]);
};

/** A word of the title begins so: `inv` means the invoices, while `voice` may stand anywhere. */
const begins = (title: string, words: readonly string[]): boolean => {
  const parts = folded(title).split(/\s+/);
  return words.every((word) => parts.some((part) => part.startsWith(word)));
};

/**
 * What the palette offers for what is typed: recent places first where nothing is typed; else what can be done and gone to by that name, which is there
 * at once, below it the records as they are found, and last what only has it somewhere in its name.
 */
export const usePaletteItems = (typed: string, mode: PaletteMode): readonly PaletteItem[] => {
  const lists = useTranslations('lists');
  const recent = useRecent((state) => state.places);
  const hits = useHits(typed, mode === 'everything');
  const doings = useDoings(mode);
  return useMemo(() => {
    const words = folded(typed)
      .split(/\s+/)
      .filter((word) => word !== '');
    const matches = ({ title }: PaletteItem): boolean => words.every((word) => folded(title).includes(word));
    if (words.length === 0) {
      const places = recent.map(
        ({ path, title, detail, kind }): PaletteItem => ({
          id: `recent${path}`,
          group: 'recent',
          title,
          detail,
          icon: iconOf(kind),
          path,
          run: null,
          reason: null,
        }),
      );
      return [...(mode === 'everything' ? places.slice(0, 8) : []), ...doings];
    }
    const records = hits.flatMap(({ kind, id, title, detail }): readonly PaletteItem[] => {
      const path = recordPath(kind, id);
      const one = lists.has(`${kind}.one`) ? lists(`${kind}.one`) : kind;
      return path === null
        ? []
        : [
            {
              id: `${kind}${id}`,
              group: 'records',
              title: title === '' ? one : title,
              detail: [one, detail].filter((part) => part !== '').join(' · '),
              icon: iconOf(kind),
              path,
              run: null,
              reason: null,
            },
          ];
    });
    const matching = doings.filter(matches);
    return [...matching.filter(({ title }) => begins(title, words)), ...records, ...matching.filter(({ title }) => !begins(title, words))];
  }, [typed, mode, recent, hits, doings, lists]);
};
