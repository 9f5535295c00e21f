"""The references, one count each in a process of its own: `references.py NAME FILE [OPTION=VALUE…]`.

Prints JSON lines: `start`, the processor time gone when counting begins, with `read`, the part of it that reading the
file took; then `cpu`, the processor time of the count alone, with `outcome`. Loading modules is in neither.
"""

import csv
import importlib
import json
import os
import sys
import time


def read(path):
    """The text of a file, Windows line ends and a byte order mark gone."""
    with open(path, encoding="utf-8-sig") as file:
        return file.read()


def pabutools(path, rule, many="plain"):
    """Exact fractions by gmpy2; `many=merged` lets it merge equal ballots first, which it calls a multiprofile."""
    import pabutools.fractions
    from pabutools.election import Cost_Sat, parse_pabulib
    from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares, sequential_phragmen

    pabutools.fractions.FRACTION = "gmpy2"
    instance, profile = parse_pabulib(path)
    if many == "merged":
        profile = profile.as_multiprofile()
    counts = {
        "greedy": lambda: greedy_utilitarian_welfare(instance, profile, sat_class=Cost_Sat),
        "equal-shares": lambda: method_of_equal_shares(instance, profile, sat_class=Cost_Sat),
        "add1": lambda: method_of_equal_shares(instance, profile, sat_class=Cost_Sat, voter_budget_increment=1),
        "phragmen": lambda: sequential_phragmen(instance, profile),
    }
    return counts[rule], lambda chosen: sorted(project.name for project in chosen)


def red_dwarf(path):
    """The whole map: axes, groups, representative statements. The last vote of a pair counts: it breaks on two."""
    from reddwarf.implementations.polis import run_pipeline

    last = {}
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            pair = int(row["participant"]), int(row["statement"])
            when = float(row.get("time") or 0)
            if pair not in last or last[pair][0] <= when:
                last[pair] = when, int(row["vote"])
    votes = [
        {"participant_id": person, "statement_id": statement, "vote": vote, "modified": int(when)}
        for (person, statement), (when, vote) in last.items()
    ]

    def groups(result):
        frame = result.participants_df
        inside = frame[frame["cluster_id"].notna()]
        return {str(person): str(int(group)) for person, group in inside["cluster_id"].items()}

    return lambda: run_pipeline(votes=votes, random_state=1), groups


def votekit(path, seats):
    """Ranked ballots read from BLT by hand; fractional transfers and the Droop quota."""
    from votekit.ballot import RankBallot
    from votekit.elections import STV
    from votekit.pref_profile import RankProfile

    lines = [line.split() for line in read(path).splitlines()]
    number = int(lines[0][0])
    ballots = []
    for fields in lines[1:]:
        if fields == ["0"]:
            break
        if fields[0].startswith("-"):
            continue
        ranking = [frozenset({name}) for name in fields[1:-1]]
        ballots.append(RankBallot(ranking=ranking, weight=float(fields[0])))
    names = [str(name) for name in range(1, number + 1)]
    profile = RankProfile(ballots=ballots, candidates=names)
    count = lambda: STV(profile, m=int(seats), quota="droop")
    return count, lambda result: sorted(int(name) for tied in result.get_elected() for name in tied)


def abcvoting(path, rule):
    """One committee in exact fractions, equal ballots merged by the library's own weights where it can."""
    from abcvoting import abcrules, fileio

    profile, seats = fileio.read_abcvoting_yaml_file(path)[:2]
    count = lambda: abcrules.compute(rule, profile, committeesize=seats, resolute=True)
    return count, lambda committees: sorted(str(name) for name in committees[0])


def sortition(path, features, size):
    """Maximin by HiGHS: the library's leximin needs a commercial solver."""
    from sortition_algorithms import CSVStringDataSource, SelectionData, Settings, find_random_sample

    settings = Settings(id_column="id", columns_to_keep=[], check_same_address=False, check_same_address_columns=[])
    data = SelectionData(CSVStringDataSource(read(features), read(path)))
    quotas, _ = data.load_features(int(size))
    people, _ = data.load_people(settings, quotas)
    count = lambda: find_random_sample(
        quotas, people, int(size), [], selection_algorithm="maximin", solver_backend="highspy"
    )
    return count, lambda _: None


COUNTS = {
    "pabutools": pabutools,
    "red-dwarf": red_dwarf,
    "votekit": votekit,
    "abcvoting": abcvoting,
    "sortition-algorithms": sortition,
}

# What each loads before it reads.
MODULES = {
    "pabutools": ["pabutools.fractions", "pabutools.election", "pabutools.rules"],
    "red-dwarf": ["reddwarf.implementations.polis"],
    "votekit": ["votekit.ballot", "votekit.elections", "votekit.pref_profile"],
    "abcvoting": ["abcvoting.abcrules", "abcvoting.fileio"],
    "sortition-algorithms": ["sortition_algorithms"],
}


def main():
    """Reads, says so, counts, says what came out."""
    name, path, *options = sys.argv[1:]
    try:
        for module in MODULES[name]:
            importlib.import_module(module)
        loaded = time.process_time()
        count, outcome = COUNTS[name](path, **dict(option.split("=", 1) for option in options))
    except ImportError as missing:
        sys.exit(f"not installed: {missing}")
    # What the libraries themselves print does not belong between our lines.
    lines = os.fdopen(os.dup(1), "w")
    os.dup2(2, 1)
    start = time.process_time()
    print(json.dumps({"start": start, "read": start - loaded}), file=lines, flush=True)
    result = count()
    cpu = time.process_time() - start
    print(json.dumps({"cpu": cpu, "outcome": outcome(result)}), file=lines, flush=True)


if __name__ == "__main__":
    main()
