/** What happy-dom lacks and the parts need: a layout, and the questions that Mantine asks of the window. */
export const giveLayout = (width = 900, height = 400): void => {
  Object.defineProperty(HTMLElement.prototype, 'offsetHeight', { configurable: true, get: () => height });
  Object.defineProperty(HTMLElement.prototype, 'offsetWidth', { configurable: true, get: () => width });
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, get: () => height });
  HTMLElement.prototype.scrollIntoView = () => undefined;
};
