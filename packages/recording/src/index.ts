export { RECORDING_VERSION } from "./chunk.ts";
export { RecordingError, type RecordingErrorCode, type RecordingErrorFacts } from "./error.ts";
export { OngoingRecording } from "./ongoing-recording.ts";
export { type RecoveredRecording, readRecording, recoverRecording } from "./read-recording.ts";
export { rewriteRecording } from "./rewrite-recording.ts";
export { type RecordingOptions, writeRecording } from "./write-recording.ts";
