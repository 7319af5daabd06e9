type PluralOnly = `${string}_one`;

/**
 * The shape that a translation of `T` must have: the same keys, any text. Keys of the singular (`…_one`) may be left
 * out, as Chinese has one form for every count.
 */
export type SameShape<T> = {
  readonly [K in keyof T as K extends PluralOnly ? never : K]: T[K] extends string ? string : SameShape<T[K]>;
} & { readonly [K in keyof T as K extends PluralOnly ? K : never]?: string };
