export { type Completion, completeFilter } from "./completion.ts";
export { type CompiledFilter, compileFilter, type DisplayFilter, MAX_LENGTH } from "./display-filter.ts";
export type { FieldType } from "./field.ts";
export { FIELDS, type FilterField } from "./fields.ts";
export type { FilteredFrame } from "./frame-reading.ts";
export type { FilterCode, FilterFacts, FilterProblem } from "./problem.ts";
export type { FilterRemark } from "./remark.ts";
