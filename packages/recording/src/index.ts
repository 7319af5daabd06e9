export { RECORDING_VERSION } from "./chunk.ts";
export { RecordingError, type RecordingErrorCode, type RecordingErrorFacts } from "./error.ts";
export { readRecording } from "./read-recording.ts";
export { type RecordingOptions, writeRecording } from "./write-recording.ts";
