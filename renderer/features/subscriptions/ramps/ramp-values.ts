import type { Ramp } from '../../../../core/catalog/types.ts';

/** A step of an agreed ramp as the form holds it. People count periods from one. */
export type RampStepValues = { period: string; on: string | null; price: string };
/** By component. `by` says whether its steps stand at periods or at days: they cannot be mixed. */
export type RampValues = { by: string; steps: RampStepValues[] };

export const noRamp: RampValues = { by: 'period', steps: [] };

export const rampValuesOf = (ramps: readonly Ramp[], componentIds: readonly string[]): Record<string, RampValues> =>
  Object.fromEntries(
    componentIds.map((id) => {
      const steps = ramps.find(({ componentId }) => componentId === id)?.steps ?? [];
      return [
        id,
        {
          by: steps[0]?.from.kind ?? 'period',
          steps: steps.map(({ from, price }) => ({
            period: from.kind === 'period' ? String(from.index + 1) : '',
            on: from.kind === 'date' ? from.on : null,
            price,
          })),
        },
      ];
    }),
  );

const stepOf = (by: string, { period, on, price }: RampStepValues): Ramp['steps'][number] | null => {
  if (!/^\d+(\.\d+)?$/.test(price)) return null;
  if (by === 'date') return on === null || on === '' ? null : { from: { kind: 'date', on }, price };
  return /^[1-9]\d{0,3}$/.test(period) ? { from: { kind: 'period', index: Number(period) - 1 }, price } : null;
};

/** The ramps that the form says; `null` while a step is not complete. A component without steps has none. */
export const rampsOf = (values: Readonly<Record<string, RampValues | undefined>>): readonly Ramp[] | null => {
  const ramps = Object.entries(values).flatMap(([componentId, ramp]) =>
    ramp === undefined || ramp.steps.length === 0 ? [] : [{ componentId, steps: ramp.steps.map((step) => stepOf(ramp.by, step)) }],
  );
  return ramps.some(({ steps }) => steps.includes(null)) ? null : (ramps as readonly Ramp[]);
};
