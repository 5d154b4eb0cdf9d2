import { call, type Fields, inModule, type PlantedBug } from './planting.ts';

type Lent = { readonly ok: boolean; readonly value: { readonly block: Fields; readonly series: Fields } };
type Planned = {
  readonly ok: boolean;
  readonly value: { readonly command: unknown; readonly writes: readonly { readonly document: Fields }[] };
};
type UseCase = Fields & { readonly plan: (command: unknown, facts: unknown) => Planned };

const blocks = '../../core/organization/number-block.ts';

/** Mistakes with numbers that the server lends, and with what a restore ends. */
export const numberBugs: readonly PlantedBug[] = [
  {
    name: 'the same block is lent twice',
    plant: inModule(blocks, (original) => ({
      lentBlock: (series: Fields, ...rest: readonly unknown[]) => {
        const lent = call(original, 'lentBlock')(series, ...rest) as Lent;
        return lent.ok ? { ok: true, value: { ...lent.value, series } } : lent;
      },
    })),
  },
  {
    name: 'a number of a block that was given up is used',
    plant: inModule(blocks, (original) => ({
      endedSeries: (series: Fields, ...rest: readonly unknown[]) => {
        const ended = call(original, 'endedSeries')(series, ...rest) as Fields;
        return { ...ended, next: series['next'], state: 'open' };
      },
    })),
  },
  {
    name: 'what is left of a block that was given up is not voided',
    plant: inModule(blocks, (original) => ({
      endedSeries: (series: Fields, ...rest: readonly unknown[]) => {
        const ended = call(original, 'endedSeries')(series, ...rest) as Fields;
        return { ...ended, voided: series['voided'] };
      },
    })),
  },
  {
    name: 'a block goes on after a restore',
    plant: inModule('../../core/organization/end-at-restore.ts', (original) => {
      const useCase = original['endSeriesAtRestore'] as UseCase;
      const plan = (command: unknown, facts: unknown): Planned => {
        const planned = useCase.plan(command, facts);
        if (!planned.ok) return planned;
        return {
          ok: true,
          value: { ...planned.value, writes: planned.value.writes.filter(({ document }) => document['block'] === undefined) },
        };
      };
      return { endSeriesAtRestore: { ...useCase, plan } };
    }),
  },
  {
    name: 'a restored server takes no number back that was given after its backup',
    plant: inModule('../../core/conflicts/coming-back.ts', () => ({ mayComeBack: () => false })),
  },
];
