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
export {
  type Answer,
  type ConsoleMethod,
  METHODS,
  type MethodOwner,
  methodNamed,
  methodsOf,
  type Parameter,
  type ParameterKind,
} from "./methods.ts";
