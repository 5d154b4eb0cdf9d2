/** What the bench asks of the window from inside: given to every page before its own scripts run. */
export const windowTools = `
{
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const firstRow = () => document.querySelector('[role="grid"] [role="row"][aria-rowindex="2"] [role="gridcell"][aria-colindex="2"]');
  const isListed = () => (firstRow()?.textContent ?? '').trim() !== '';
  window.bench = {
    /** Since the navigation began, until a list shows its first row. */
    listed: async () => {
      while (!isListed()) await frame();
      return performance.now();
    },
    /** From another page to a list until it shows its first row. */
    opened: async (hash) => {
      // A page without a list.
      location.hash = '#/runs/new';
      while (document.querySelector('[role="grid"]') !== null) await frame();
      await frame();
      const from = performance.now();
      location.hash = hash;
      while (!isListed()) await frame();
      return performance.now() - from;
    },
    /** One question to the store's worker and its answer. */
    rows: async (query) => {
      const from = performance.now();
      await counterfoilWorkstation().rows(query);
      return performance.now() - from;
    },
    found: async (text) => {
      const from = performance.now();
      await counterfoilWorkstation().search(text, 20);
      return performance.now() - from;
    },
    /** Something is committed: what the lists worked out before counts no more. */
    touched: async (at) => {
      const door = counterfoilWorkstation();
      const [invoice] = (await door.rows({ kind: 'customer', filters: [], text: '', sort: [], from: 0, count: 1, on: '2025-06-01', entityId: null })).rows;
      const customer = await door.get('customer', invoice.id);
      const to = 'bench-' + at;
      const fields = { externalId: { from: customer.externalId, to } };
      const outcome = await door.execute('customer.edit', { customerId: customer.id, fields, attributes: {}, metadata: {} });
      if (!outcome.ok) throw new Error(JSON.stringify(outcome.problems));
    },
    /** The intervals between frames for so long. */
    frames: async (ms) => {
      const times = [await frame()];
      while (times[times.length - 1] - times[0] < ms) times.push(await frame());
      return times.slice(1).map((time, at) => time - times[at]);
    },
  };
}
`;
