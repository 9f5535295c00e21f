"""`cargo xtask bench text`: `gongdi text …` beside scikit-learn and jieba on the same messages, each in a process of its own.

Called as `text.py GONGDI DATA WORK`; `text-reference.py` lies beside. Processor time (user and system) of whole processes on one thread; of
the references without loading Python's modules. Training parts and test parts share no message.
"""

import gzip
import json
import os
import resource
import subprocess
import sys
import zlib
from pathlib import Path

GONGDI, DATA, WORK = sys.argv[1], Path(sys.argv[2]), Path(sys.argv[3])
ONE = {name: "1" for name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")}


def measured(command):
    """What it printed, its processor seconds and its peak MiB."""
    child = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, **ONE})
    out, err = child.stdout.read(), child.stderr.read()
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"✗ {' '.join(map(str, command[:4]))}: {err.decode(errors='replace').strip()[-300:]}")
    peak = used.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10)
    return out.decode(), used.ru_utime + used.ru_stime, peak


def ours(*arguments, best=3):
    runs = [measured([GONGDI, "text", *map(str, arguments), "--json"]) for _ in range(best)]
    return runs[0][0], min(run[1] for run in runs), max(run[2] for run in runs)


def reference(*arguments):
    script = Path(__file__).with_name("text-reference.py")
    told = json.loads(measured([sys.executable, str(script), *map(str, arguments)])[0].splitlines()[-1])
    return told


def rows(name):
    with gzip.open(DATA / name, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def write(name, some):
    path = WORK / name
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in some), encoding="utf-8")
    return path


def macro_f1(pairs):
    labels = sorted({given for given, _ in pairs})
    f1 = []
    for label in labels:
        hit = sum(g == s == label for g, s in pairs)
        said, is_ = sum(s == label for _, s in pairs), sum(g == label for g, _ in pairs)
        f1.append(2 * hit / (said + is_) if said + is_ else 0.0)
    return sum(f1) / len(f1)


def row(case, mine, theirs, aim, outcome):
    ratio = theirs / mine
    verdict = "–" if aim is None else ("ok" if ratio >= aim else "SHORT")
    print(f"| {case} | {mine:.2f} s | {theirs:.2f} s | {ratio:.1f}× | {f'{aim}×' if aim else 'told'} | {verdict} | {outcome} |", flush=True)


def b_cubed(found, labelled):
    """Averaged per labelled group, over labelled messages."""
    group_of = {i: n for n, group in enumerate(found) for i in group}
    truth = {i: n for n, group in enumerate(labelled) for i in group}
    scores = []
    for group in labelled:
        each = []
        for i in group:
            mine = {j for j in truth if group_of.get(j, ("alone", j)) == group_of.get(i, ("alone", i))}
            both = len(mine & set(group))
            p, r = both / len(mine), both / len(group)
            each.append(2 * p * r / (p + r))
        scores.append(sum(each) / len(each))
    return sum(scores) / len(scores)


def main():
    kept = [r for r in rows("classify.jsonl.gz") if r.get("dedup_keep", True)]
    part = lambda r: zlib.crc32(str(r.get("dup_group") or f"row{r['row']}").encode()) % 7
    learn, test = [r for r in kept if part(r)], [r for r in kept if not part(r)]
    learn.sort(key=lambda r: zlib.crc32(str(r["row"]).encode()))
    train, held = write("train.jsonl", learn), write("test.jsonl", test)
    print(f"{len(learn)} messages to learn from, {len(test)} held back\n")
    print("| case | ours, all of it | reference | ratio | aim | verdict | outcome |\n|---|---|---|---|---|---|---|")
    model = WORK / "bench.model"
    _, mine, peak = ours("train", train, "--model", model, best=1)
    theirs = reference("classify", train, held)
    row("train, with five folds of figures (reference: once, no figures)", mine, theirs["train"], None, f"ours {peak:.0f} MiB")
    out, mine, peak = ours("suggest", held, "--model", model)
    said = [json.loads(line) for line in out.splitlines()]
    first = [(r["label"], (s["suggestions"] or [{"label": ""}])[0]["label"]) for r, s in zip(test, said)]
    f1 = macro_f1(first)
    sure = [pair for pair, s in zip(first, said) if s["sure"]]
    right = sum(g == s for g, s in sure) / max(len(sure), 1)
    outcome = f"macro-F1 {f1:.3f}, reference {theirs['macro_f1']:.3f}; sure {len(sure) / len(first):.0%}, of them right {right:.1%}; {peak:.0f} MiB (aim 120)"
    row(f"suggest {len(test)} messages with reasons, start and model read", mine, theirs["suggest"], 20, outcome)
    everything = write("all.jsonl", rows("messages.jsonl.gz"))
    _, mine, peak = ours("tokens", everything)
    theirs = reference("tokens", everything)
    row("words of 4,011 messages", mine, theirs["seconds"], None, f"{peak:.0f} MiB")
    out, mine, peak = ours("group", everything)
    theirs = reference("group", everything)
    groups = [group["ids"] for group in json.loads(out)["groups"]]
    labelled = [group["ids"] for group in json.loads((DATA / "groups.json").read_text(encoding="utf-8"))]
    outcome = f"B-cubed {b_cubed(groups, labelled):.3f}, reference {b_cubed(theirs['groups'], labelled):.3f}; {peak:.0f} MiB"
    row("groups of 4,011 messages", mine, theirs["seconds"], None, outcome)


resource.setrlimit(resource.RLIMIT_CPU, (600, 600))
main()
