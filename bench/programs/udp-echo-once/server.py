import socket
import time

CALLS = 4000

loop = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)


def run(calls):
    for _ in range(calls):
        loop.setsockopt(socket.SOL_SOCKET, socket.SO_BROADCAST, 1)


run(CALLS // 4)
begun = time.perf_counter_ns()
run(CALLS)
print(f"each call took {(time.perf_counter_ns() - begun) / CALLS:.0f} ns")
