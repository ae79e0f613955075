"""Tasks done in this process as long as that is quick, and by all cores from then on; the results are the same."""

import os
import signal
import time
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future
from itertools import chain
from typing import Any

from toolkit.loading.jobs import Done, Job, Packed, Settings, do, do_all, pack
from toolkit.loading.reading import Task

_ALONE = 3.0
"""Seconds of reading after which other processes are called in; until they have started, this one goes on alone."""
_TOGETHER = 16  # jobs that travel at once
_AHEAD = 3  # such batches for each process, read before they are asked for; this bounds the memory


def do_tasks(tasks: Iterator[Task], settings: Settings, workers: int | None) -> Iterator[Done]:
    """Yields what comes of the tasks, in their order.

    `workers` is the number of processes; None: as many as there are cores, once reading has taken some seconds.
    """
    count = workers or os.cpu_count() or 1
    began = time.monotonic()
    starting: list[Future[list[Done]]] = []
    for task in tasks:
        if count > 1 and not starting and (workers or time.monotonic() - began > _ALONE):
            starting = [_submit([], settings, count) for _ in range(count)]
        if starting and (workers or all(future.done() for future in starting)):
            yield from _in_processes(chain([task], tasks), settings, count)
            return
        yield from do(task, settings) if isinstance(task, Job) else [task]


def _in_processes(tasks: Iterator[Task], settings: Settings, count: int) -> Iterator[Done]:
    waiting: deque[tuple[list[Job | Packed], Future[list[Done]] | list[Done]]] = deque()
    batch: list[Job | Packed] = []
    try:
        for task in tasks:
            if isinstance(task, Job):
                batch.append(pack(task))
            if len(batch) == _TOGETHER or (batch and isinstance(task, Done)):
                waiting.append((batch, _submit(batch, settings, count)))
                batch = []
            if isinstance(task, Done):
                waiting.append(([], [task]))
            while len(waiting) > _AHEAD * count:
                yield from _result(*waiting.popleft(), settings)
        if batch:
            waiting.append((batch, _submit(batch, settings, count)))
        while waiting:
            yield from _result(*waiting.popleft(), settings)
    except KeyboardInterrupt:
        while waiting and _is_done(waiting[0][1]):
            yield from _result(*waiting.popleft(), settings)
        raise
    finally:
        for _, future in waiting:
            if isinstance(future, Future):
                future.cancel()


def _is_done(future: Future[list[Done]] | list[Done]) -> bool:
    return isinstance(future, list) or (future.done() and not future.cancelled())


def _submit(jobs: Sequence[Job | Packed], settings: Settings, count: int) -> "Future[list[Done]]":
    from loky import get_reusable_executor  # most loads are over before it is needed

    executor = get_reusable_executor(max_workers=count, timeout=30, initializer=_leave_interrupts_to_the_first)
    future: Future[list[Done]] = executor.submit(do_all, jobs, settings)
    return future


def _leave_interrupts_to_the_first() -> None:
    """Ctrl-C reaches every process of a terminal; the one that was started by the user decides what comes of it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)


def _result(jobs: list[Job | Packed], future: Any, settings: Settings) -> list[Done]:
    """Waits for a batch. Where its process died, each of its jobs gets one of its own, to find the job at fault."""
    if isinstance(future, list):
        return future
    from loky.process_executor import TerminatedWorkerError

    try:
        done: list[Done] = future.result()
        return done
    except TerminatedWorkerError:
        return [part for job in jobs for part in _alone(job, settings)]


def _alone(job: Job | Packed, settings: Settings) -> list[Done]:
    from loky.process_executor import TerminatedWorkerError

    try:
        return _submit([job], settings, 1).result()
    except TerminatedWorkerError:
        name = job.name if isinstance(job, Job) else job.job.name
        done = Done(name, failed=True)
        done.report.add(name, "skipped", "the process that read it died, perhaps for want of memory")
        return [done]
