/** What one lab, connection or machine may use unless the server was told otherwise. Lengths in bytes, times in ms. */
export const LIMITS = {
  /** Labs open at the same time on one server. */
  labs: 32,
  /** A lab that nobody watches and that nobody commands is closed. */
  idleMs: 10 * 60_000,
  /** Events of one trace; a lab that reaches it stops and can still be watched and saved. */
  events: 200_000,
  /** Bytes of one trace's events as JSON. */
  traceBytes: 64 * 1024 * 1024,
  /** A frame on the wire: Ethernet's header and the MTU. */
  frameBytes: 1_514,
  /** Frames between the hosts of one lab at the same time. */
  framesOnWire: 4_096,
  /** Rules of one lab's wire at the same time. */
  rules: 16,
  /** Commands that a lab gives again by itself, to run as another ran. */
  scriptSteps: 1_000,
  /** Sockets that one program holds open; a call that would make one more answers EMFILE. */
  sockets: 256,
  /** One line typed into a program, in UTF-16 units. */
  inputLength: 4_096,
  /** Lines given with a run. */
  inputLines: 256,
  /** Calls that one program makes in all; a loop that never ends is ended by it. */
  calls: 5_000,
  /** Events of one program's lines, output and calls together: whatever it does, its lab goes on. */
  programEvents: 25_000,
  /** Programs that run at the same time in one lab, consoles and commands included. */
  programs: 16,
  /** Programs that one lab starts in all. */
  programsEver: 256,
  /** Memory of one Python program (RLIMIT_AS). */
  pythonBytes: 512 * 1024 * 1024,
  /** Processor time of one Python program, in s (RLIMIT_CPU). */
  pythonCpuSeconds: 60,
  /** Processes and threads of one Python program at the same time. */
  pythonProcesses: 32,
  /** What a file of `makefile` gathers for one read or line; one that would be longer answers MemoryError. */
  fileBytes: 1024 * 1024,
  /** Calls that one console waits in at the same time. */
  consoleCalls: 32,
  /** Names that one console knows. */
  consoleNames: 64,
  /** One statement typed into a console, in UTF-16 units. */
  statementLength: 4_096,
  /** Bytes that one statement hands to a call, repetitions as `b"x" * 70000` counted in full. */
  statementBytes: 1024 * 1024,
  /** Source text that the tracer of a command tells, in UTF-16 units; the rest is cut off. */
  sourceLength: 64 * 1024,
  /** What a program may have printed in all, in UTF-16 units. */
  outputLength: 1024 * 1024,
  /** Words of a command started from the machine's terminal, as they are told to the lab; further ones are left out. */
  commandWords: 64,
  /** One of these words, in UTF-16 units; the rest is cut off. */
  commandLength: 256,
  /** Connections to a server's exec socket at the same time. */
  execConnections: 64,
  /** Recordings that one server keeps. */
  recordings: 1_000,
  /** The name of a recording, in UTF-16 units. */
  recordingName: 80,
  /** Names of programs that a recording is listed with. */
  recordingPrograms: 8,
  /** Body of one HTTP request. */
  bodyBytes: 1024 * 1024,
  /** One WebSocket message from a client. */
  messageBytes: 16 * 1024,
  /** WebSocket messages from one client within a second. */
  messagesPerSecond: 50,
  /** WebSocket connections to one lab. */
  watchers: 64,
  /** Events in one batch. */
  batchEvents: 2_000,
  /** Events in one page of the plain GET. */
  pageEvents: 1_000,
  /** Bytes of a frame in the live stream; the whole frame is fetched on demand. */
  snapLength: 256,
} as const;
