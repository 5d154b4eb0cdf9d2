type Listener = (...told: readonly unknown[]) => void;

/** What pdfmake uses of Node's events. It has no Node here, and no package that stands in for one brings so little. */
export class EventEmitter {
  readonly #listeners = new Map<string, Listener[]>();

  on(event: string, listener: Listener): this {
    this.#listeners.set(event, [...(this.#listeners.get(event) ?? []), listener]);
    return this;
  }

  addListener(event: string, listener: Listener): this {
    return this.on(event, listener);
  }

  removeListener(event: string, listener: Listener): this {
    this.#listeners.set(
      event,
      (this.#listeners.get(event) ?? []).filter((each) => each !== listener),
    );
    return this;
  }

  emit(event: string, ...told: readonly unknown[]): boolean {
    const listeners = this.#listeners.get(event) ?? [];
    for (const listener of listeners) listener.apply(this, told as unknown[]);
    return listeners.length > 0;
  }
}

/** Some import the class by name, some the module as the class. */
export { EventEmitter as default };
