import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { type RowKind, rowSpecs } from '../../../core/views/lists/row-specs.ts';
import type { Row, RowPage, RowQuery } from '../../../core/views/rows.ts';
import type { GridSource } from '../../ui/grid/grid-types.ts';
import { workstation } from '../workstation.ts';
import { nothingSeen, type Seen, seenWith } from './seen.ts';

/** Rows are fetched so many at a time. */
const pageSize = 100;

/** A list without its window: which rows there are, in which order. */
export type ListQuery = Omit<RowQuery, 'kind' | 'from' | 'count'> & { readonly kind: RowKind };

export type RowSource = GridSource<Row> & {
  /** `null` until the first answer. */
  readonly page: Pick<RowPage, 'matching' | 'all' | 'totals'> | null;
  /** Of all rows that this list has shown, whatever it was asked for: its columns only ever grow under somebody's eyes. */
  readonly seen: Seen;
  readonly allIds: () => Promise<readonly string[]>;
};

type Loaded = {
  readonly key: string;
  readonly page: RowPage;
  readonly pages: ReadonlyMap<number, readonly Row[]>;
  readonly seen: Seen;
};

/** Several commits at once ask once; the list follows within a blink. */
const settleMs = 60;

/**
 * A list's rows in pages, as they come into sight. When the store changes, what is in sight is asked for again while the old rows stay, so that nothing
 * flickers; another query clears the list only when its first answer is there.
 */
export const useRowSource = (query: ListQuery): RowSource => {
  const key = JSON.stringify(query);
  const [loaded, setLoaded] = useState<Loaded | null>(null);
  const sight = useRef({ from: 0, to: 0 });
  const asked = useRef(new Set<string>());
  const matching = useRef(0);
  const current = useRef(key);
  current.current = key;

  const fetchPages = useCallback(async (queryKey: string, numbers: readonly number[], isAnew: boolean): Promise<void> => {
    const base = JSON.parse(queryKey) as ListQuery;
    const answers = await Promise.all(numbers.map((number) => workstation().rows({ ...base, from: number * pageSize, count: pageSize })));
    if (current.current !== queryKey) return;
    const [first] = answers;
    if (first === undefined) return;
    matching.current = first.matching;
    setLoaded((before) => {
      const kept = before !== null && before.key === queryKey && !isAnew ? before : null;
      const pages = new Map([...(kept?.pages ?? []), ...numbers.map((number, at) => [number, answers[at]?.rows ?? []] as const)]);
      const seen = seenWith(
        rowSpecs[base.kind].columns,
        answers.flatMap(({ rows }) => rows),
        before?.seen ?? nothingSeen,
      );
      return { key: queryKey, page: kept?.page ?? first, pages, seen };
    });
  }, []);

  useEffect(() => {
    asked.current = new Set(['0']);
    sight.current = { from: 0, to: 0 };
    void fetchPages(key, [0], true);
  }, [key, fetchPages]);

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | null = null;
    const stop = workstation().subscribe(() => {
      timer ??= setTimeout(() => {
        timer = null;
        const numbers = pagesOf(sight.current.from, sight.current.to);
        asked.current = new Set(numbers.map(String));
        void fetchPages(current.current, numbers, true);
      }, settleMs);
    });
    return () => {
      stop();
      if (timer !== null) clearTimeout(timer);
    };
  }, [fetchPages]);

  const want = useCallback(
    (from: number, to: number) => {
      sight.current = { from, to };
      // Half a page ahead either way: what is scrolled to is there when it comes into sight.
      const last = Math.min(to + pageSize / 2, matching.current - 1);
      const missing = pagesOf(Math.max(0, from - pageSize / 2), last).filter((number) => !asked.current.has(String(number)));
      if (missing.length === 0) return;
      for (const number of missing) asked.current.add(String(number));
      void fetchPages(current.current, missing, false);
    },
    [fetchPages],
  );

  return useMemo<RowSource>(() => {
    const allIds = () => workstation().rowIds({ ...(JSON.parse(key) as ListQuery), from: 0, count: 0 });
    return {
      count: loaded?.page.matching ?? 0,
      at: (index) => loaded?.pages.get(Math.floor(index / pageSize))?.[index % pageSize],
      want,
      idsBetween: async (from, to) => (await allIds()).slice(from, to + 1),
      page: loaded === null ? null : loaded.page,
      seen: loaded?.seen ?? nothingSeen,
      allIds,
    };
  }, [loaded, want, key]);
};

const pagesOf = (from: number, to: number): readonly number[] => {
  const first = Math.floor(from / pageSize);
  return Array.from({ length: Math.floor(to / pageSize) - first + 1 }, (_each, at) => first + at);
};
