declare const flavor: unique symbol;

/**
 * A primitive with a name: a plain literal may be given where a flavored one is wanted, but a customer's id is no plan's id.
 * It has no run-time existence.
 */
export type Flavor<T, Name extends string> = T & { readonly [flavor]?: Name };

export type Id<Name extends string> = Flavor<string, Name>;
