export {
  type Bilingual,
  CONSTANTS,
  type ConsoleConstant,
  type ConsoleOption,
  type ConstantKind,
  constantNamed,
  constantsOf,
  type Family,
  OPTIONS,
  type OptionValue,
  optionNamed,
  type SocketType,
} from "./constants.ts";
export type { Answer, ConsoleMethod, MethodOwner, Parameter, ParameterKind } from "./method.ts";
export { METHODS, methodNamed, methodsOf } from "./methods.ts";
