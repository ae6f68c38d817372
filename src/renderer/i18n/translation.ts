/**
 * The shape an English file must have: every key of the Korean one, and beside each counted key (`x_other`)
 * the singular that Korean does not need (`x_one`). A missing or an extra key is a type error.
 */
export type TranslationOf<T> = {
  readonly [K in keyof T]: T[K] extends string ? string : TranslationOf<T[K]>;
} & {
  readonly [K in keyof T as K extends `${infer Base}_other` ? `${Base}_one` : never]: string;
};
