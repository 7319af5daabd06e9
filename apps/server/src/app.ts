import { join } from "node:path";
import Fastify, { type FastifyBaseLogger, LogController } from "fastify";
import { serializerCompiler, validatorCompiler, type ZodTypeProvider } from "fastify-type-provider-zod";
import type { App } from "./app-instance.ts";
import type { Config } from "./config/config.ts";
import { ExecSocket } from "./exec/exec-socket.ts";
import { type PrivateDirectories, privateDirectory } from "./exec/private-directory.ts";
import type { KernelProbe } from "./labs/kernel-probe.ts";
import type { Lab } from "./labs/lab.ts";
import { LabRegistry } from "./labs/lab-registry.ts";
import { ProcessPool } from "./labs/process-pool.ts";
import { createMetrics, observeGauges, type ServerMetrics } from "./metrics.ts";
import { addBodyParser } from "./plugins/body.ts";
import { addErrorHandler, answerError } from "./plugins/errors.ts";
import { addHelmet } from "./plugins/helmet.ts";
import { addPage } from "./plugins/page.ts";
import { addRateLimit } from "./plugins/rate-limit.ts";
import { addSwagger } from "./plugins/swagger.ts";
import { addWebSocket } from "./plugins/websocket.ts";
import { readPrograms } from "./read-programs.ts";
import { RecordingArchive } from "./recordings/kept/archive.ts";
import { RecordingKeeper } from "./recordings/kept/recording-keeper.ts";
import { RecordingQueue } from "./recordings/recording-queue.ts";
import type { WorkerOptions } from "./recordings/write-in-worker.ts";
import { addComparisonTimingRoute } from "./routes/comparison-timing.ts";
import { addFrameRoute } from "./routes/frames.ts";
import { addHealthRoute } from "./routes/health.ts";
import { addLabRoutes } from "./routes/labs.ts";
import { addMetricsRoute } from "./routes/metrics.ts";
import { addProgramsRoute } from "./routes/programs.ts";
import { addProtocolRoute } from "./routes/protocol.ts";
import { addRecordingRoute } from "./routes/recording.ts";
import { addRecordingsRoutes } from "./routes/recordings.ts";
import { addTraceRoute } from "./routes/trace.ts";
import { checkAddressed } from "./security/host-and-origin.ts";
import type { Timers } from "./timers.ts";
import { TimingDesk } from "./timing/timing-desk.ts";

/** What the server takes from the machine. */
export interface Machine {
  readonly timers: Timers;
  /** Wall clock as ISO 8601. */
  readonly wallClock: () => string;
  readonly probe: KernelProbe;
  readonly log: FastifyBaseLogger;
}

/** Longest time for a whole request to come in, in ms. */
const REQUEST_MS = 30_000;

export interface WirestageServer {
  /** Takes requests from now on; answers with the URL. Port 0 is any free one. @throws as bind(2) fails */
  listen(place: { readonly port: number; readonly host: string }): Promise<string>;
  /** Ends connections, labs and processes. */
  close(): Promise<void>;
}

/**
 * The server, ready to listen, its lab processes being started.
 * @throws where a program's source is missing
 */
export async function buildServer(config: Config, machine: Machine): Promise<WirestageServer> {
  const { timers, log, wallClock } = machine;
  const programs = await readPrograms(config.programsDir);
  const metrics = createMetrics();
  const app = createApp(config, log, metrics);
  const pool = startPool(config, machine);
  const archive = new RecordingArchive(config.recordings.kept, log);
  const keeper = new RecordingKeeper({ archive, worker: workerOptions(config), timers });
  await keeper.start();
  const registry = new LabRegistry({
    pool,
    limits: config.labs,
    timers,
    wallClock,
    metrics,
    follower: keeper,
  });
  const recordings = new RecordingQueue(config.recordings);
  const timing = new TimingDesk(config.timing, timers);
  const execSocket = new ExecSocket({ ...config.exec, registry, timers, log });
  observeLabs(metrics, registry, pool, recordings);
  // First of all preClose hooks: watchers learn why before the WebSocket plugin closes what is still open.
  app.addHook("preClose", async () => registry.stop());
  app.addHook("preClose", async () => execSocket.close());
  app.addHook("preClose", async () => recordings.stop());
  app.addHook("preClose", async () => timing.stop());
  // Its labs are over by now.
  app.addHook("preClose", async () => keeper.stop());
  endConnectionsAtStop(app);
  app.addHook("onClose", async () => pool.stop());
  addErrorHandler(app, config.bodyBytes, metrics);
  addBodyParser(app);
  // Before all hooks that may refuse a request: it is this plugin that then closes the socket of an upgrade.
  await addWebSocket(app);
  checkEveryRequest(app, config);
  await addHelmet(app);
  await addRateLimit(app, config.requestsPerMinute);
  await addSwagger(app, config.version);
  addHealthRoute(app, pool, config.version, () => archive.keeping);
  addProgramsRoute(app, pool, programs);
  addLabRoutes(app, registry, config.labsPerMinute);
  addTraceRoute(app, { registry, limits: config.live, timers, metrics, bodyBytes: config.bodyBytes });
  addFrameRoute(app, registry);
  addComparisonTimingRoute(app, timing);
  addRecordingRoute(app, { registry, queue: recordings, worker: workerOptions(config) });
  addRecordingsRoutes(app, archive);
  addProtocolRoute(app);
  addMetricsRoute(app, metrics);
  await addPage(app, config.webDir);
  return {
    listen: async ({ port, host }) => {
      const address = await app.listen({ port, host });
      await execSocket.open(Number(new URL(address).port));
      return address;
    },
    close: () => app.close(),
  };
}

/** Its processes take as long to start as the rest of the server. */
function startPool(config: Config, { probe, timers, log }: Machine): ProcessPool {
  const pool = new ProcessPool({
    command: [...config.labCommand, ...pythonCache(config.exec)],
    processes: config.labProcesses,
    probe,
    timers,
    log,
  });
  pool.start();
  return pool;
}

/**
 * Where lab processes keep what Python compiles, from one start of a server to the next. Where this user has no such
 * place each makes one of its own.
 */
function pythonCache(places: PrivateDirectories): string[] {
  try {
    return [join(privateDirectory(places), "python")];
  } catch {
    return [];
  }
}

function createApp(config: Config, log: FastifyBaseLogger, metrics: ServerMetrics): App {
  const app = Fastify({
    loggerInstance: log,
    bodyLimit: config.bodyBytes,
    requestTimeout: REQUEST_MS,
    // Whoever knows a lab's address may read it: none belongs into a log.
    logController: new LogController({ disableRequestLogging: true }),
    forceCloseConnections: "idle",
    frameworkErrors: (error, request, reply) => {
      // No hook runs for these, so that nobody else closes the socket of an upgrade.
      if (request.headers.upgrade !== undefined) {
        reply.raw.once("finish", () => request.raw.socket.destroySoon());
      }
      answerError(error, request, reply, config.bodyBytes, metrics);
    },
  }).withTypeProvider<ZodTypeProvider>();
  app.setValidatorCompiler(validatorCompiler);
  app.setSerializerCompiler(serializerCompiler);
  return app;
}

/** A connection whose last answer comes after the stop would otherwise be kept alive, and the stop would wait for it. */
function endConnectionsAtStop(app: App): void {
  let stopping = false;
  app.addHook("preClose", async () => {
    stopping = true;
  });
  app.addHook("onSend", async (_request, reply) => {
    if (stopping) reply.header("connection", "close");
  });
}

function workerOptions({ version, recordings }: Config): WorkerOptions {
  return { entry: recordings.workerEntry, application: `Wirestage ${version}` };
}

function checkEveryRequest(app: App, { host, allowedHosts }: Config): void {
  const allowedNames = new Set([host.toLowerCase(), ...allowedHosts]);
  app.addHook("onRequest", async ({ method, headers }) => {
    const isUpgrade = headers.upgrade !== undefined;
    checkAddressed({ method, isUpgrade, host: headers.host, origin: headers.origin }, allowedNames);
  });
}

function observeLabs(
  metrics: ServerMetrics,
  registry: LabRegistry,
  pool: ProcessPool,
  recordings: RecordingQueue,
): void {
  const labs = (): readonly Lab[] => [...registry.labs];
  observeGauges(metrics, {
    labs: () => countStates(labs()),
    watchers: () => labs().reduce((sum, lab) => sum + lab.watcherCount, 0),
    readyProcesses: () => pool.readyProcesses.length,
    restarts: () => pool.restarts,
    recordings: () => recordings.counts,
  });
}

function countStates(labs: readonly Lab[]): ReadonlyMap<string, number> {
  const counts = new Map([["open", 0]]);
  for (const { phase } of labs) counts.set(phase.state, (counts.get(phase.state) ?? 0) + 1);
  return counts;
}
