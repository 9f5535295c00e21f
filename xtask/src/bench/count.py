"""`cargo xtask bench count`: `gongdi count …` beside the references, each count in a process of its own.

Called as `count.py GONGDI DATA WORK`: the program, the open data, a folder to unpack into. `references.py` lies beside.
GONGDI_BENCH_SECONDS bounds the whole (480); what there was no time for is said, not guessed.
"""

import gzip
import itertools
import json
import os
import resource
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

GONGDI, DATA, WORK = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
END = time.monotonic() + float(os.environ.get("GONGDI_BENCH_SECONDS", "480"))
# Seconds of processor time after which a reference is stopped: its ratio is then at least so much.
LIMIT = 30


def measured(command, wall, bounded=True):
    """Runs a command: what it printed, its processor seconds, its peak MiB, how it ended.

    Without a bound the child is spawned, not forked: copying this process's pages costs milliseconds that are not the child's.
    """
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        limit = (lambda: resource.setrlimit(resource.RLIMIT_CPU, (LIMIT, LIMIT + 1))) if bounded else None
        one = {name: "1" for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "NUMBA_NUM_THREADS")}
        child = subprocess.Popen(command, stdout=out, stderr=err, preexec_fn=limit, env={**os.environ, **one})
        alarm = threading.Timer(max(wall, 1), child.kill)
        alarm.start()
        _, status, used = os.wait4(child.pid, 0)
        alarm.cancel()
        child.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        err.seek(0)
        said = err.read().decode(errors="replace").strip().splitlines()
        peak = used.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
        seconds = used.ru_utime + used.ru_stime
        return out.read().decode(), seconds, peak, child.returncode, said[-1] if said else ""


def plain(path):
    """The file unpacked, for references that read no .gz."""
    target = WORK / path.name.removesuffix(".gz")
    target.write_bytes(gzip.decompress(path.read_bytes()) if path.suffix == ".gz" else path.read_bytes())
    return target


def ours(arguments):
    """Best of three: seconds, MiB, the JSON."""
    runs = [measured([GONGDI, "count", *map(str, arguments), "--json"], 60, bounded=False) for _ in range(3)]
    if any(run[3] != 0 for run in runs):
        sys.exit(f"✗ gongdi count {' '.join(map(str, arguments))}: {runs[-1][4]}")
    return min(run[1] for run in runs), max(run[2] for run in runs), json.loads(runs[0][0])


def reference(arguments):
    """Seconds of reading and counting as far as they were seen, MiB, outcome or None, and a note."""
    left = END - time.monotonic()
    if left < 5:
        return None, None, None, "no time left"
    script = str(Path(__file__).with_name("references.py"))
    printed, seconds, peak, code, said = measured([sys.executable, script, *map(str, arguments)], left)
    told = {}
    for line in printed.splitlines():
        told |= json.loads(line)
    if code == 0 and "cpu" in told:
        return told, peak, told["outcome"], ""
    if code < 0 and "start" in told:
        return told | {"cpu": seconds - told["start"]}, peak, None, "stopped"
    return None, None, None, f"left out: {said[:70] or 'stopped before it counted'}"


def agreement(left, right):
    """Adjusted Rand index of two groupings of the people both place: 1 is the same, 0 is chance."""
    people = sorted(set(left) & set(right))
    pairs = lambda names: sum(n * (n - 1) / 2 for n in {x: names.count(x) for x in names}.values())
    a, b = [left[p] for p in people], [right[p] for p in people]
    both, total = pairs(list(zip(a, b))), len(people) * (len(people) - 1) / 2
    chance = pairs(a) * pairs(b) / total
    return (both - chance) / ((pairs(a) + pairs(b)) / 2 - chance)


def row(case, mine, theirs, aim, same, most=None, reading=True):
    """Prints a row. A stopped reference gives a bound; memory over `most` MiB falls short as well."""
    seconds, mib, _ = mine
    told, peak, _, note = theirs
    small = most is None or mib <= most
    goal = "told" if aim is None else f"{aim}×"
    left = f"| {case} | {seconds * 1000:.0f} ms, {mib:.0f} MiB"
    if told is None:
        print(f"{left} | {note} | – | – | {goal} | – | {same} |", flush=True)
        return
    counted = told["cpu"]
    whole = counted + told["read"] if reading else counted
    more = "≥ " if note == "stopped" else ""
    if aim is None:
        verdict = "–"
    elif whole >= aim * seconds and small:
        verdict = "ok"
    else:
        verdict = "stopped too soon" if more and small else "SHORT"
    theirs = f"{more}{whole:.2f} s, {peak:.0f} MiB"
    ratios = f"{more}{whole / seconds:.3g}× | {more}{counted / seconds:.3g}×"
    print(f"{left} | {theirs} | {ratios} | {goal} | {verdict} | {same} |", flush=True)


def same(mine, theirs, recorded=None):
    """Whether the outcome is the reference's, else the one recorded beside the data."""
    if theirs is not None:
        return "same" if mine == theirs else "DIFFERS"
    if recorded is not None:
        return "same as recorded" if mine == sorted(recorded) else "DIFFERS from recorded"
    return "–"


def budget(name, rule, form, key):
    """One budget; `key` is the record's name of the outcome."""
    source = DATA / "B_pb" / f"{name}.pb.gz"
    how = {"add1": ["equal-shares", "--completion", "add1", "--exhaustive-stop"]}.get(rule, [rule])
    mine = ours(["budget", source, "--utility", "cost", "--rule", *how])
    theirs = reference(["pabutools", plain(source), f"rule={rule}", f"many={form}"])
    recorded = json.loads(source.with_name(f"{name}.expected.json").read_text())["rules"]
    kept = recorded.get(key, {}).get("outcome_in_order")
    case = f"budget {name.split('_', 1)[1]}, {rule}" + (", pabutools with equal ballots merged" * (form == "merged"))
    row(case, mine, theirs, 100, same(sorted(mine[2]["selected"]), theirs[2], kept))


def opinions(name):
    """One conversation: random axes there, exact ones here, so groups are compared by their agreement."""
    source = DATA / "A_polis" / name / "votes.csv.gz"
    mine, theirs = ours(["opinions", source]), reference(["red-dwarf", plain(source)])
    recorded = json.loads(source.with_name("expected.json").read_text()).get("group_members")
    sides = [("ours", mine[2]["groups"]), ("the Polis server", recorded)]
    place = {who: {str(p): group for group, people in of.items() for p in people} for who, of in sides if of}
    place |= {"red-dwarf": theirs[2]} if theirs[2] else {}
    told = [f"{a} and {b} {agreement(place[a], place[b]):.2f}" for a, b in itertools.combinations(place, 2)]
    index = "groups agree: " + ", ".join(told)
    row(f"opinions {name}", mine, theirs, 30, index, most=60, reading=False)


def ward(name):
    """One Scottish ward; VoteKit transfers exact fractions, five decimals cut here."""
    source = DATA / "C_elections" / "stv_scottish" / f"{name}.blt.gz"
    mine = ours(["election", source, "--method", "scottish-stv"])
    theirs = reference(["votekit", plain(source), f"seats={mine[2]['seats']}"])
    recorded = json.loads(source.with_name(f"{name}.expected.json").read_text()).get("elected")
    row(f"STV {name}", mine, theirs, 100, same(sorted(mine[2]["elected"]), theirs[2], recorded))


def committee(method, rule):
    """Ten of the projects of a real budget, by the approvals of 2,553 people."""
    names, profile, section = {}, [], ""
    for line in plain(DATA / "B_pb" / "Poland_Swiecie_2023.pb.gz").read_text(encoding="utf-8-sig").splitlines():
        fields = line.split(";")
        if line in ("META", "PROJECTS", "VOTES"):
            section, columns = line, None
        elif columns is None:
            columns = fields
        elif section == "PROJECTS":
            names[fields[columns.index("project_id")]] = len(names)
        elif section == "VOTES":
            profile.append([names[name] for name in fields[columns.index("vote")].split(",")])
    target = WORK / "swiecie.abc.yaml"
    target.write_text(f"profile: {profile}\nnum_cand: {len(names)}\ncommitteesize: 10\n")
    mine = ours(["committee", target, "--method", method, "--all"])
    theirs = reference(["abcvoting", target, f"rule={rule}"])
    all_tied = [sorted(map(str, names)) for names in mine[2]["names"]]
    told = "–" if theirs[2] is None else "same" if theirs[2] in all_tied else "DIFFERS"
    row(f"committee Swiecie_2023, 10 seats, {method}", mine, theirs, None, told, reading=False)


def panel(name, size, stated):
    """Leximin with its certificate here; their maximin, which stops at the lowest chance. `stated`: not measured."""
    folder = DATA / "D_sortition" / name
    people, features = folder / "people.csv", folder / "features.csv"
    mine = ours(["panel", people, features, "--size", size])
    theirs = reference(["sortition-algorithms", people, f"features={features}", f"size={size}"])
    recorded = json.loads((folder / "expected.json").read_text())["leximin_probability"]
    off = max(abs(float(mine[2]["probability"][person]) - chance) for person, chance in recorded.items())
    gap = int(mine[2]["gap"]["numerator"]) / int(mine[2]["gap"]["denominator"])
    case = f"panel {name}, leximin against their maximin"
    row(case, mine, theirs, 1, f"certificate's gap {gap:.0e}, off the recorded leximin by at most {off:.0e}")
    verdict = "ok" if mine[0] <= stated else "SHORT"
    print(f"| panel {name}, aggregated leximin | {mine[0] * 1000:.0f} ms, {mine[1]:.0f} MiB | {stated} s (stated, "
          f"not measured) | {stated / mine[0]:.3g}× | – | 1× | {verdict} | – |", flush=True)


def main():
    """Small cases first: when time is up, the large ones are told as bounds or left out."""
    print("| case | ours, all of it | reference | ratio | its count alone | aim | verdict | outcome |")
    print("|---|---|---|---|---|---|---|---|", flush=True)
    assen, swiecie = "Netherlands_Assen_2024", "Poland_Swiecie_2023"
    praga, lodz = "Poland_Warszawa_2020_Praga-Poludnie", "Poland_Lodz_2022"
    budget(assen, "add1", "plain", "mes_cost_add1_stop_when_exhaustive")
    ward("glasgow_2007_linn")
    ward("dundee_2022_ward1")
    opinions("vw")
    opinions("vtaiwan.uberx")
    budget(swiecie, "equal-shares", "plain", "mes_cost")
    for method, rule in (("seq-pav", "seqpav"), ("phragmen", "seqphragmen"), ("equal-shares", "equal-shares")):
        committee(method, rule)
    budget(swiecie, "add1", "merged", "mes_cost_add1_stop_when_exhaustive")
    panel("fixture150", 22, 11.9)
    panel("example_small_20", 20, 0.011)
    budget(praga, "equal-shares", "plain", "mes_cost")
    budget(praga, "phragmen", "plain", "sequential_phragmen")
    budget(lodz, "greedy", "plain", "greedy_cost_utility")
    budget(lodz, "equal-shares", "plain", "mes_cost")
    budget(swiecie, "add1", "plain", "mes_cost_add1_stop_when_exhaustive")


if __name__ == "__main__":
    main()
