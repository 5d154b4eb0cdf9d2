import type { Change } from '../../../core/kernel/command.ts';
import { change, event, segment } from '../../contract/documents.ts';

/** Three hundred changes of different sizes: each counts one document up and adds some events. */
export const series: readonly Change[] = Array.from({ length: 300 }, (_, n) =>
  change(
    `cmd_${n}`,
    segment('count', 'active', n + 1),
    ...Array.from({ length: (n * 37) % 60 }, (_each, e) =>
      event(`evt_${n}_${e}`, `cus_${e % 5}`, `2025-03-${String((n % 28) + 1).padStart(2, '0')}T00:00:00.000Z`),
    ),
  ),
);
