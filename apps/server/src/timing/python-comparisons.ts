import { spawnSync } from "node:child_process";
import { AGREEING_BYTES, COMPARED_BYTES, TimedMethod } from "@wirestage/protocol";
import { z } from "zod";
import { type TimingExtent, WARMING } from "./time-comparisons.ts";

const PythonTiming = z.object({ version: z.string(), methods: z.array(TimedMethod) });
export type PythonTiming = z.infer<typeof PythonTiming>;

/**
 * As `timeComparisons`, in CPython, whose bytes cannot be overwritten: each answer is an object of its own, wherever it
 * lies. Takes its numbers as JSON, prints JSON.
 */
const SCRIPT = `
import hmac, json, os, random, sys, time

asked = json.loads(sys.argv[1])
clock = time.perf_counter_ns

def repeat_equals(one, other, times):
    for _ in range(times):
        one == other

def repeat_compare_digest(one, other, times):
    compare_digest = hmac.compare_digest
    for _ in range(times):
        compare_digest(one, other)

def wrong_answer(right, agreeing):
    answer = bytearray(right[:agreeing] + os.urandom(len(right))[agreeing:])
    answer[agreeing] = right[agreeing] ^ random.randrange(1, 256)
    return bytes(answer)

def batch_of(repeat, right):
    other = bytes(bytearray(right))
    batch = 64
    while batch < 1 << 20:
        begin = clock()
        repeat(right, other, batch)
        if clock() - begin >= asked["batchNs"]:
            break
        batch *= 2
    return batch

def clock_step():
    steps = []
    for _ in range(2000):
        begin = clock()
        steps.append(clock() - begin)
    return min((step for step in steps if step > 0), default=0)

begin = clock()
right = os.urandom(asked["bytes"])
methods = {"python-equals": repeat_equals, "python-compare-digest": repeat_compare_digest}
batches = {name: batch_of(repeat, right) for name, repeat in methods.items()}
measured = {(name, agreeing): [] for name in methods for agreeing in asked["agreeing"]}
cells = list(measured)
for _ in range(asked["rounds"]):
    if clock() - begin > asked["budgetNs"]:
        break
    random.shuffle(cells)
    for name, agreeing in cells:
        answer = wrong_answer(right, agreeing)
        repeat, batch = methods[name], batches[name]
        repeat(right, answer, asked["warming"])
        since = clock()
        repeat(right, answer, batch)
        measured[name, agreeing].append(round((clock() - since) / batch, 3))

step = clock_step()
print(json.dumps({
    "version": "%d.%d.%d" % sys.version_info[:3],
    "methods": [
        {
            "method": name,
            "batch": batches[name],
            "clockStepNs": step,
            "timings": [
                {"agreeing": agreeing, "nanoseconds": measured[name, agreeing]}
                for agreeing in asked["agreeing"]
            ],
        }
        for name in methods
    ],
}))
`;

/** Start and end of the interpreter, in ms, beside what is measured. */
const START_MS = 3_000;
const LARGEST_ANSWER = 1024 * 1024;

/** Times the comparisons of CPython; null where there is none, or none that answers. Blocks until then. */
export function timePythonComparisons(python: string, extent: TimingExtent): PythonTiming | null {
  const asked = { ...extent, warming: WARMING, bytes: COMPARED_BYTES, agreeing: AGREEING_BYTES };
  const { status, stdout } = spawnSync(python, ["-I", "-B", "-c", SCRIPT, JSON.stringify(asked)], {
    encoding: "utf8",
    stdio: ["ignore", "pipe", "ignore"],
    timeout: extent.budgetNs / 1e6 + START_MS,
    killSignal: "SIGKILL",
    maxBuffer: LARGEST_ANSWER,
  });
  return status === 0 ? (PythonTiming.safeParse(parsed(stdout)).data ?? null) : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
