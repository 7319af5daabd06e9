import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";

/** In seconds: from a tenth of a millisecond, a command on a quiet machine, to one that a person would notice. */
const BUCKETS = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5];

export interface ServerMetrics {
  readonly registry: Registry;
  readonly events: Counter;
  readonly labsOpened: Counter;
  readonly openSeconds: Histogram;
  readonly messages: Counter<"direction">;
  readonly refusals: Counter<"code">;
  readonly commandSeconds: Histogram<"command">;
}

/** What is read only when someone asks for the numbers. */
export interface Gauges {
  labs(): ReadonlyMap<string, number>;
  watchers(): number;
  readyProcesses(): number;
  restarts(): number;
  recordings(): ReadonlyMap<string, number>;
}

export function createMetrics(): ServerMetrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  return {
    registry,
    events: new Counter({ name: "wirestage_events_total", help: "Events taken into traces", registers }),
    labsOpened: new Counter({ name: "wirestage_labs_opened_total", help: "Labs opened", registers }),
    openSeconds: new Histogram({
      name: "wirestage_lab_open_seconds",
      help: "From the request for a lab to its answer",
      buckets: BUCKETS,
      registers,
    }),
    messages: new Counter({
      name: "wirestage_websocket_messages_total",
      help: "WebSocket messages",
      labelNames: ["direction"],
      registers,
    }),
    refusals: new Counter({
      name: "wirestage_refusals_total",
      help: "Errors told to clients, by code",
      labelNames: ["code"],
      registers,
    }),
    commandSeconds: new Histogram({
      name: "wirestage_command_seconds",
      help: "From a command's arrival to the lab's answer",
      labelNames: ["command"],
      buckets: BUCKETS,
      registers,
    }),
  };
}

export function observeGauges({ registry }: ServerMetrics, gauges: Gauges): void {
  const registers = [registry];
  const byState = (name: string, help: string, counts: () => ReadonlyMap<string, number>) =>
    new Gauge({
      name,
      help,
      labelNames: ["state"],
      registers,
      collect() {
        this.reset();
        for (const [state, count] of counts()) this.set({ state }, count);
      },
    });
  byState("wirestage_labs", "Labs that are kept, by state", gauges.labs);
  byState("wirestage_recordings", "Recordings being written, and waiting for that", gauges.recordings);
  new Gauge({
    name: "wirestage_watchers",
    help: "WebSocket connections to labs",
    registers,
    collect() {
      this.set(gauges.watchers());
    },
  });
  new Gauge({
    name: "wirestage_lab_processes",
    help: "Lab processes that are ready",
    registers,
    collect() {
      this.set(gauges.readyProcesses());
    },
  });
  new Gauge({
    name: "wirestage_lab_process_restarts",
    help: "Lab processes started in place of a crashed one",
    registers,
    collect() {
      this.set(gauges.restarts());
    },
  });
}
