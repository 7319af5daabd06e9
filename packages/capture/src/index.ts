export { type CaptureOrigin, captureTrace, packetsInOrder } from "./capture-trace.ts";
export type { Conversation, ProtocolCounts } from "./conversation.ts";
export {
  type ConversationLimits,
  type ConversationPacket,
  ConversationPackets,
} from "./conversation-packets.ts";
export { CaptureSurvey, type LeftOut } from "./survey.ts";
