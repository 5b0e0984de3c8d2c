#!/usr/bin/env python3
"""Measure how long a question in English takes: start, load the story, read the question, answer it, exit.

    ask.py [--lore ../target/release/lore] [--events 10000] [--rounds 15]

Two goals were set:

    warm    the seed's story, data/what-you-leave-behind, whose files have just been read: under 20 ms
    cold    a made-up story of 10,000 events, read from its text each time: under 150 ms

Nothing is kept between two questions in either: *warm* says only that the story is small and that its
files come from the page cache.  With hyperfine on the path (https://github.com/sharkdp/hyperfine) it does
the timing; without it, whole processes are timed here, from before the start until after the exit, taking
turns, one round going first uncounted.  Figures are medians.  The goals are for the wall, on a machine that
does nothing else; processor seconds hold on a busy one too, and the ratio is of those: a question to the exact
command that gives the same answer, or nearly, so that it shows what reading English costs and no more.

Every question has to be answered (exit status 0, or 1 for a no).  Tables go to standard output as
Markdown, every single run to --out as JSON.  Standard library only; the status is 1 if a goal is missed.
"""
import argparse
import json
import os
import platform
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
SEED = HERE.parent / "data" / "what-you-leave-behind"
ANSWERED = (0, 1)
WARM, COLD = 0.020, 0.150

# What is asked of the seed's story, and the exact command that it is held against.
OF_SEED = [
    ("who killed Weyoun", ["who", "killed"]),
    ("who is allied with the Federation", ["who", "allied", "--of", "federation", "--as-of", "end"]),
    ("who died after being captured", ["who", "dead"]),
    ("where is Sisko at the end", ["who", "present", "--of", "sisko", "--as-of", "end"]),
    ("how many died", ["who", "dead"]),
    ("why is Weyoun dead", ["why", "dead", "weyoun"]),
    ("how are Kira and Weyoun connected", ["path", "kira", "weyoun"]),
    ("what happened to Dukat", ["timeline", "dukat"]),
]


def of_made_up(asked):
    """The same sorts of question about a made-up story: X has the most allies in it."""
    one, other = asked["X"], asked["Y"]
    return [
        (f"who is allied with {one}", ["who", "allied", "--of", one, "--as-of", "end"]),
        ("who died after being captured", ["who", "dead"]),
        ("who killed the most", ["who", "killed"]),
        (f"where is {one} at the end", ["who", "present", "--of", one, "--as-of", "end"]),
        ("how many died", ["who", "dead"]),
        (f"why is {one} alive", ["why", "alive", one]),
        (f"how are {one} and {other} connected", ["path", one, other]),
        (f"what happened to {one}", ["timeline", one]),
    ]


def made_up(folder, events, seed):
    """Paths of a made-up story and of what to ask of it, made if they are not there."""
    stem = folder / f"story-{events}-{seed}"
    ours, asked = stem.with_suffix(".json"), stem.with_suffix(".q.json")
    if not (ours.exists() and asked.exists()):
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run([sys.executable, HERE / "generate.py", str(events), ours, "--seed", str(seed)],
                       check=True, stdout=sys.stderr)
    return ours, json.loads(asked.read_text())


def once(command, folder):
    """One whole process: its seconds by the clock, and those of the processor."""
    with open(folder / "out", "wb") as out, open(folder / "err", "w+b") as err:
        actions = [(os.POSIX_SPAWN_DUP2, out.fileno(), 1), (os.POSIX_SPAWN_DUP2, err.fileno(), 2)]
        start = time.perf_counter()
        child = os.posix_spawnp(command[0], command, os.environ, file_actions=actions)
        _, status, usage = os.wait4(child, 0)
        wall = time.perf_counter() - start
        if os.waitstatus_to_exitcode(status) not in ANSWERED:
            err.seek(0)
            first = err.read().decode(errors="replace").strip().splitlines()[:1]
            raise SystemExit(f"not answered: {' '.join(command[3:])}: {' '.join(first)}")
    return {"wall": wall, "cpu": usage.ru_utime + usage.ru_stime}


def by_turns(commands, rounds, folder):
    """Everybody once a round; the first round is not counted."""
    runs = [[] for _ in commands]
    for turn in range(-1, rounds):
        for place, command in enumerate(commands):
            run = once(command, folder)
            if turn >= 0:
                runs[place].append(run)
        print(f"  round {turn + 1} of {rounds}", end="\r", file=sys.stderr)
    return runs


def by_hyperfine(commands, rounds, folder):
    for command in commands:
        once(command, folder)
    out = folder / "hyperfine.json"
    quoted = [" ".join(f"'{word}'" for word in command) for command in commands]
    subprocess.run(["hyperfine", "-N", "-i", "--warmup", "2", "--runs", str(rounds), "--style", "none",
                    "--export-json", str(out), *quoted], check=True, stdout=sys.stderr)
    results = json.loads(out.read_text())["results"]
    return [[{"wall": wall, "cpu": result["user"] + result["system"]} for wall in result["times"]] for result in results]


def measure(args, story, questions, folder):
    lore = [str(args.lore), "-s", str(story)]
    asked = [[*lore, "ask", question] for question, _ in questions]
    exact = [[*lore, *command] for _, command in questions]
    commands = [command for pair in zip(asked, exact) for command in pair]
    runs = (by_hyperfine if args.hyperfine else by_turns)(commands, args.rounds, folder)
    rows = []
    for place, (question, command) in enumerate(questions):
        ours, theirs = runs[2 * place], runs[2 * place + 1]
        rows.append({"question": question, "command": "lore " + " ".join(command), "ask": ours, "exact": theirs})
    return rows


def milliseconds(seconds):
    return f"{seconds * 1000:.1f} ms"


def median(runs, key):
    return statistics.median(run[key] for run in runs)


def table(title, rows, goal):
    lines = [f"### {title}: under {goal * 1000:.0f} ms", "",
             "| question | wall | least – most | of the goal | processor | × exact command |",
             "| --- | ---: | ---: | ---: | ---: | ---: |"]
    for row in rows:
        wall, walls = median(row["ask"], "wall"), [run["wall"] for run in row["ask"]]
        ratio = median(row["ask"], "cpu") / median(row["exact"], "cpu")
        lines.append(f"| {row['question']} | {milliseconds(wall)} | {milliseconds(min(walls))} – "
                     f"{milliseconds(max(walls))} | {wall / goal:.2f}{' **over**' * (wall > goal)} | "
                     f"{milliseconds(median(row['ask'], 'cpu'))} | {ratio:.2f} |")
    return "\n".join(lines) + "\n"


def main():
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--lore", type=Path, default=HERE.parent / "target" / "release" / "lore")
    words.add_argument("--events", type=int, default=10_000)
    words.add_argument("--rounds", type=int, default=15)
    words.add_argument("--seed", type=int, default=11)
    words.add_argument("--stories", type=Path, default=Path(tempfile.gettempdir()) / "lorescope-benches")
    words.add_argument("--out", type=Path, help="where every single run is written, as JSON")
    words.add_argument("--without-hyperfine", action="store_true")
    args = words.parse_args()
    if not args.lore.exists():
        raise SystemExit(f"{args.lore} is not there: build it with `cargo build --release`, or name it with --lore")
    args.hyperfine = shutil.which("hyperfine") is not None and not args.without_hyperfine
    story, asked = made_up(args.stories, args.events, args.seed)
    with tempfile.TemporaryDirectory() as folder:
        warm = measure(args, SEED, OF_SEED, Path(folder))
        cold = measure(args, story, of_made_up(asked), Path(folder))
    timed = "hyperfine" if args.hyperfine else "this script"
    print(f"{os.cpu_count()} cores, {platform.machine()}; {args.rounds} rounds, timed by {timed}\n")
    print(table("The seed's story, warm", warm, WARM))
    print(table(f"A made-up story of {args.events:,} events, cold", cold, COLD))
    if args.out:
        args.out.write_text(json.dumps({"warm": warm, "cold": cold}, indent=1))
    missed = [row for rows, goal in ((warm, WARM), (cold, COLD)) for row in rows if median(row["ask"], "wall") > goal]
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
