import { BarChart, LineChart } from 'echarts/charts';
import { AriaComponent, GridComponent, TooltipComponent } from 'echarts/components';
import { init, use } from 'echarts/core';
import { SVGRenderer } from 'echarts/renderers';
import { type ReactNode, useEffect, useRef } from 'react';
import classes from './chart.module.css';

use([BarChart, LineChart, AriaComponent, GridComponent, TooltipComponent, SVGRenderer]);

/** One line or row of bars. `values` go with the chart's categories, `null` where there is none. */
export type Series = { readonly name: string; readonly kind: 'line' | 'step' | 'bar'; readonly values: readonly (number | null)[] };

type Props = {
  readonly title: string;
  /** What stands along the bottom: days, months, quantities. */
  readonly categories: readonly string[];
  readonly categoryLabel: string;
  readonly series: readonly Series[];
  /** A value as people read it, for the axis, the tip and the table. */
  readonly format: (value: number) => string;
  readonly height?: number;
  /** What the table beneath says instead of the formatted value, such as an amount with its currency. */
  readonly cell?: (value: number) => ReactNode;
};

/** The frame's colours, so that light and dark are equals; shapes tell series apart where colour does not. */
const colours = (element: HTMLElement): readonly string[] => {
  const style = getComputedStyle(element);
  return ['--cf-accent', '--cf-tone-good', '--cf-tone-warning', '--cf-tone-bad', '--cf-tone-neutral'].map((name) =>
    style.getPropertyValue(name).trim(),
  );
};

const optionOf = ({ categories, series, format }: Props, element: HTMLElement) => {
  const style = getComputedStyle(element);
  const quiet = style.getPropertyValue('--cf-quiet').trim();
  const line = style.getPropertyValue('--cf-line').trim();
  return {
    aria: { enabled: false },
    animation: false,
    color: [...colours(element)],
    textStyle: { fontFamily: 'Inter', fontSize: 12 },
    grid: { left: 8, right: series.length > 1 ? 90 : 24, top: 12, bottom: 4, containLabel: true },
    tooltip: {
      trigger: 'axis',
      renderMode: 'richText',
      valueFormatter: (value: unknown) => (typeof value === 'number' ? format(value) : ''),
    },
    xAxis: {
      type: 'category',
      data: [...categories],
      axisLine: { lineStyle: { color: line } },
      axisTick: { show: false },
      axisLabel: { color: quiet, hideOverlap: true },
    },
    yAxis: {
      type: 'value',
      splitLine: { lineStyle: { color: line } },
      axisLabel: { color: quiet, formatter: (value: number) => format(value) },
    },
    series: series.map(({ name, kind, values }) => ({
      name,
      type: kind === 'bar' ? 'bar' : 'line',
      ...(kind === 'step' ? { step: 'end' } : {}),
      data: [...values],
      showSymbol: values.length < 25,
      symbolSize: 5,
      barMaxWidth: 28,
      // The name stands at the end of its line: no legend to look up.
      ...(series.length > 1 ? { endLabel: { show: kind !== 'bar', formatter: '{a}', color: quiet } } : {}),
    })),
  };
};

/** A plain chart, drawn as SVG so that it prints well, with the same figures in a table beneath. */
export function Chart(props: Props) {
  const { title, categories, categoryLabel, series, format, height = 220, cell = format } = props;
  const place = useRef<HTMLDivElement>(null);
  const latest = useRef(props);
  latest.current = props;
  const key = JSON.stringify({ categories, series });
  useEffect(() => {
    const element = place.current;
    if (element === null) return undefined;
    const chart = init(element, null, { renderer: 'svg' });
    const draw = (): void => chart.setOption(optionOf(latest.current, element) as never, true);
    draw();
    const resized = new ResizeObserver(() => chart.resize());
    resized.observe(element);
    // The theme is an attribute of the document.
    const themed = new MutationObserver(draw);
    themed.observe(document.documentElement, { attributes: true, attributeFilter: ['data-mantine-color-scheme'] });
    return () => {
      resized.disconnect();
      themed.disconnect();
      chart.dispose();
    };
  }, [key]);
  return (
    <figure className={classes['figure']} aria-label={title}>
      <figcaption>{title}</figcaption>
      <div ref={place} style={{ height }} aria-hidden="true" />
      <div className={classes['scroll']} tabIndex={0} role="region" aria-label={title}>
        <table className={classes['table']}>
          <thead>
            <tr>
              <th scope="col">{categoryLabel}</th>
              {series.map(({ name }) => (
                <th key={name} scope="col" className={classes['figureCell']}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {categories.map((category, at) => (
              <tr key={category}>
                <th scope="row">{category}</th>
                {series.map(({ name, values }) => {
                  const value = values[at] ?? null;
                  return (
                    <td key={name} className={classes['figureCell']}>
                      {value === null ? '–' : cell(value)}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </figure>
  );
}
