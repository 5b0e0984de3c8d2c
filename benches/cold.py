#!/usr/bin/env python3
"""Measure a cold question: start, load and check the story, give one answer as of T, exit.

    cold.py --lore ../target/release/lore [--peers DIR] [SIZE ...]

For every size (1,000, 10,000, 100,000 and 1,000,000 events unless named) a story is made under
--stories, and these take turns on it, one after the other, round after round:

    lore            lore -s STORY who allied --of X --as-of T --format json
    serde-owned     the yardstick in baseline/: serde_json into plain owned structs, nothing more
    serde-slice     the same from bytes that are not known to be text
    each peer       DIR/peers/peer_*.py cold NEUTRAL Q, on the same story in the peers' own form

Whole processes, from before the start until after the exit; wall and processor seconds and the
peak of resident memory are the kernel's account of that one child (`wait4`).  One round is not
counted.  Figures are medians over rounds; a ratio is taken within each round, and its median is
shown.  Every answer is checked against expect.py.  Tables go to standard output as Markdown, every
single run to --out as JSON.  Standard library only.
"""
import argparse
import json
import os
import platform
import shutil
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
YARDSTICK = "serde-owned"
SIZES = [1_000, 10_000, 100_000, 1_000_000]
# Python may keep its compiled modules, whatever the shell we run in thinks of that: the peers start sooner.
PLAIN = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
SLOW_SECONDS, SLOW_ROUNDS = 5, 3        # who takes longer than this sits out after so many rounds


def rounds_for(size):
    return 21 if size <= 10_000 else 11 if size <= 100_000 else 5


def story(size, folder, seed):
    """Paths of the story, its neutral form and its questions, made if they are not there."""
    stem = folder / f"story-{size}-{seed}"
    paths = [stem.with_suffix(end) for end in (".json", ".neutral.json", ".q.json")]
    if not all(path.exists() for path in paths):
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run([sys.executable, HERE / "generate.py", str(size), paths[0], "--seed", str(seed)],
                       check=True, stdout=sys.stderr)
    return paths


def contenders(args, peers, ours, neutral, asked):
    """name -> command line"""
    question = json.loads(asked.read_text())
    commands = {}
    if args.lore:
        commands["lore"] = [args.lore, "-s", ours, "who", "allied", "--of", question["X"],
                            "--as-of", question["T"], "--format", "json"]
    commands[YARDSTICK] = [args.baseline, ours, "pairs", "str"]
    commands["serde-slice"] = [args.baseline, ours, "pairs", "slice"]
    for module in sorted(peers.glob("peer_*.py")):
        name = module.stem.removeprefix("peer_")
        if not args.only or name in args.only:
            commands[name] = [args.python or args.peers / "venv/bin/python", module, "cold", neutral, asked]
    return {name: [str(word) for word in command] for name, command in commands.items()}


def run(command, limit, folder):
    """One whole process: its seconds, its peak, and what it wrote."""
    # A file, not a pipe: nobody has to read while the child is being timed.
    with open(folder / "out", "w+b") as out, open(folder / "err", "w+b") as err:
        actions = [(os.POSIX_SPAWN_DUP2, out.fileno(), 1), (os.POSIX_SPAWN_DUP2, err.fileno(), 2)]
        start = time.perf_counter()
        child = os.posix_spawnp(command[0], command, PLAIN, file_actions=actions)
        alarm = threading.Timer(limit, os.kill, (child, signal.SIGKILL))
        alarm.start()
        _, status, usage = os.wait4(child, 0)
        wall = time.perf_counter() - start
        alarm.cancel()
        out.seek(0)
        err.seek(0)
        code = os.waitstatus_to_exitcode(status)
        if code != 0:
            last = err.read().decode(errors="replace").strip().splitlines()[-1:]
            return {"error": f"more than {limit:.0f} s" if code == -signal.SIGKILL else f"exit {code}: {' '.join(last)}"}
        return {"wall": wall, "cpu": usage.ru_utime + usage.ru_stime, "peak_mb": usage.ru_maxrss / 1024,
                "output": out.read()}


def take_turns(commands, rounds, limit, folder):
    """Everybody once per round; the first round warms up.  name -> {"runs": […], "output": …} or {"error": …}"""
    results = {name: {"runs": []} for name in commands}
    for turn in range(-1, rounds):
        for name, command in commands.items():
            result = results[name]
            done = result.get("runs", ())
            if "error" in result or (len(done) >= SLOW_ROUNDS and done[0]["wall"] > SLOW_SECONDS):
                continue
            once = run(command, limit, folder)
            if "error" in once:
                results[name] = once
                print(f"  {name}: {once['error']}", file=sys.stderr)
                continue
            result["output"] = once.pop("output")
            if turn >= 0:
                done.append({"round": turn, **once})
        print(f"  round {turn + 1} of {rounds}", end="\r", file=sys.stderr)
    return results


def judge(results, size, ours, asked, folder):
    """Whether everybody's answer is the expected one."""
    expect = [sys.executable, str(HERE / "expect.py"), str(ours), str(asked)]
    expected = subprocess.run(expect, check=True, capture_output=True).stdout.strip()
    for name, result in results.items():
        if "error" in result:
            continue
        output = result.pop("output")
        if name == "lore":
            (folder / "answer").write_bytes(output)
            verdict = subprocess.run([*expect, "--answer", str(folder / "answer")], stdout=subprocess.DEVNULL)
            result["agrees"] = verdict.returncode == 0
        elif name.startswith("serde-"):
            result["agrees"] = output.strip() == str(size).encode()
        else:
            result["agrees"] = output.strip() == expected
        if not result["agrees"]:
            print(f"  {name}: ANOTHER ANSWER", file=sys.stderr)
    return len(expected.splitlines())


def summarise(results):
    for result in results.values():
        if result.get("runs"):
            for key in ("wall", "cpu", "peak_mb"):
                result[key] = statistics.median(once[key] for once in result["runs"])


def ratio(results, name, other, key="wall"):
    """The median of one over the other, round by round."""
    sides = [{once["round"]: once[key] for once in results[who].get("runs", ())} for who in (name, other)]
    both = [sides[0][turn] / sides[1][turn] for turn in sides[0] if turn in sides[1] and sides[1][turn]]
    return statistics.median(both) if both else None


def milliseconds(seconds):
    ms = seconds * 1000
    return f"{ms:.1f} ms" if ms < 100 else f"{ms:,.0f} ms"


def times(value):
    return "" if value is None else f"{value:.2f}"


def table(head, rows):
    lines = ["| " + " | ".join(head) + " |", "|" + " --- |" + " ---: |" * (len(head) - 1)]
    return "\n".join(lines + ["| " + " | ".join(map(str, row)) + " |" for row in rows]) + "\n"


def peak(result, floor):
    """The kernel counts a child's peak from before its own program starts, so it has a floor."""
    return f"≤ {floor:.0f} MB" if result["peak_mb"] < floor + 1 else f"{result['peak_mb']:,.0f} MB"


def size_table(measured):
    results, rows = measured["results"], []
    against = [YARDSTICK] + ["lore"] * ("lore" in results)
    for name, result in results.items():
        if "error" in result:
            rows.append([name, result["error"], *[""] * (3 + len(against))])
            continue
        low, high = (pick(once["wall"] for once in result["runs"]) for pick in (min, max))
        rows.append([name + ("" if result["agrees"] else " (ANOTHER ANSWER)"), milliseconds(result["wall"]),
                     f"{milliseconds(low)} – {milliseconds(high)}", milliseconds(result["cpu"]),
                     peak(result, measured["floor_mb"]), *(times(ratio(results, name, other)) for other in against)])
    return f"### {measured['size']:,} events, {measured['story_mb']:.1f} MB, {measured['allies']} allies\n\n" + \
        table(["", "wall", "least – most", "processor", "peak memory", *(f"× {other}" for other in against)], rows)


def growth_table(all_measured):
    rows = []
    for measured in all_measured:
        results = measured["results"]
        row = [f"{measured['size']:,}"]
        for name in ("lore", YARDSTICK):
            result = results.get(name, {"error": "not run"})
            row += ["–", "–", "–"] if "error" in result else [
                milliseconds(result["wall"]), f"{result['wall'] * 1e6 / measured['size']:.2f} µs",
                peak(result, measured["floor_mb"])]
        both = all("runs" in results.get(name, ()) for name in ("lore", YARDSTICK))
        rows.append(row + ["", ""] if not both else
                    row + [times(ratio(results, "lore", YARDSTICK)), times(ratio(results, "lore", YARDSTICK, "cpu"))])
    return "### Growth\n\n" + table(
        ["events", "lore", "an event", "peak", YARDSTICK, "an event", "peak", "wall ratio", "processor ratio"], rows)


def machine():
    model = next((line.split(":")[1].strip() for line in open("/proc/cpuinfo", encoding="utf-8")
                  if line.startswith("model name")), platform.machine())
    return {"processor": model, "cores": os.cpu_count(), "system": platform.platform(),
            "python": platform.python_version(), "date": time.strftime("%Y-%m-%d %H:%M UTC", time.gmtime())}


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sizes", nargs="*", type=int, metavar="SIZE")
    parser.add_argument("--lore", type=Path, help="the program to measure; left out, only the others run")
    parser.add_argument("--baseline", type=Path, default=HERE / "baseline/target/release/serde-owned")
    parser.add_argument("--peers", type=Path, metavar="DIR", help="the folder that has peers/peer_*.py")
    parser.add_argument("--python", type=Path, help="the peers' Python (default: DIR/venv/bin/python)")
    parser.add_argument("--only", type=lambda text: text.split(","), help="these peers alone: pydict,duckdb,…")
    parser.add_argument("--rounds", type=int, help="counted rounds (default: 21, 11 at 100,000, 5 above)")
    parser.add_argument("--limit", type=float, default=300, help="seconds before a run is given up")
    parser.add_argument("--stories", type=Path, default=Path(tempfile.gettempdir()) / "lore-bench")
    parser.add_argument("--seed", type=int, default=11)
    parser.add_argument("--out", type=Path, help="where the single runs go (default: STORIES/cold.json)")
    args = parser.parse_args()
    all_measured = []
    with tempfile.TemporaryDirectory() as scratch:
        scratch = Path(scratch)
        peers = scratch / "peers"
        if args.peers:
            # A copy, so that what Python compiles is kept and yet lands in nobody else's folder.
            shutil.copytree(args.peers / "peers", peers, copy_function=shutil.copyfile)
            peers.chmod(0o755)
        floor = run(["true"], 10, scratch)["peak_mb"]
        for size in args.sizes or SIZES:
            ours, neutral, asked = story(size, args.stories, args.seed)
            load = os.getloadavg()[0]
            print(f"{size:,} events; load before {load:.2f}", file=sys.stderr)
            commands = contenders(args, peers, ours, neutral, asked)
            results = take_turns(commands, args.rounds or rounds_for(size), args.limit, scratch)
            allies = judge(results, size, ours, asked, scratch)
            summarise(results)
            all_measured.append({"size": size, "story_mb": ours.stat().st_size / 1e6, "allies": allies,
                                 "load_before": load, "floor_mb": floor, "commands": commands, "results": results})
            print("\n" + size_table(all_measured[-1]), flush=True)
    print(growth_table(all_measured))
    out = args.out or args.stories / "cold.json"
    out.write_text(json.dumps({"machine": machine(), "measured": all_measured}, indent=1) + "\n")
    print(f"single runs: {out}", file=sys.stderr)
    return 0 if all(result.get("agrees") for m in all_measured for result in m["results"].values()) else 1


if __name__ == "__main__":
    sys.exit(main())
