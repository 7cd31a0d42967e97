#!/usr/bin/env python3
"""Where positions come to lie on reports whose position is known, and how often the circle holds it.

    place.py --rows PROGRAM --shared FOLDER            a table, one corpus a line; fails under its floors
    place.py --rows PROGRAM --shared FOLDER --list     the wrong and the missing too
"""
import argparse
import collections
import json
import math
import pathlib
import subprocess
import sys

CORPORA = ("pagasa", "imb", "asam", "wikipedia")
STEPPED = ("offset", "radial", "orthogonal")
BACKGROUND = "7"
# located, wrong, inside: at least, at most, at least; what a change may not fall below
FLOORS = {"pagasa": (.99, .01, .93), "imb": (.80, .025, .94), "asam": (.90, .02, .94), "wikipedia": (.83, .06, .90),
          "all": (.88, .03, .94)}
# median error in km of a reader who makes no mistake: what the reporters' own rounding leaves
NOISE_KM = {"pagasa": "25", "imb": "14", "asam": "29"}
FIELDS = ("id kind role placed lat lon radius published strict distance bearing half extent anchor_kind ambiguous "
          "anchor reference why_not candidates area metric margin why").split()


def apart_km(lat1, lon1, lat2, lon2):
    p = math.pi / 180
    h = math.sin((lat2 - lat1) * p / 2) ** 2 + \
        math.cos(lat1 * p) * math.cos(lat2 * p) * math.sin((lon2 - lon1) * p / 2) ** 2
    return 12742.0176 * math.asin(min(1, math.sqrt(h)))


def quantile(values, share):
    values = sorted(values)
    return values[min(len(values) - 1, int(share * len(values)))] if values else float("nan")


def positions(program, path):
    """Rows of each report, as dictionaries."""
    with open(path, "rb") as lines:
        output = subprocess.run([program], stdin=lines, stdout=subprocess.PIPE, check=True).stdout.decode()
    found = collections.defaultdict(list)
    for line in output.splitlines():
        row = dict(zip(FIELDS, line.split("\t")))
        found[row["id"]].append(row)
    return found


def claim(rows, background):
    """The position that stands for the report: the first offset, else the first of any kind."""
    rows = [row for row in rows if row["placed"] == "1" and (background or row["role"] != BACKGROUND)]
    return next((row for row in rows if row["kind"] in STEPPED), rows[0] if rows else None)


def judge(program, shared, corpus):
    """(report, claim, error in km, offset in km) of each report; claim None when nothing was placed."""
    path = shared / "corpora" / f"{corpus}_dev.jsonl"
    found = positions(program, path)
    seen = set()
    for line in open(path, encoding="utf-8"):
        report = json.loads(line)
        if report.get("lat") is None or report["id"] in seen:
            continue
        seen.add(report["id"])
        row = claim(found.get(report["id"], []), corpus == "wikipedia")
        if row is None:
            yield report, None, None, None
            continue
        away = apart_km(report["lat"], report["lon"], float(row["lat"]), float(row["lon"]))
        offset = 0 if row["distance"] == "nan" else float(row["distance"]) / 1000
        yield report, row, away, offset


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", required=True, help="the program place-rows")
    parser.add_argument("--shared", type=pathlib.Path, required=True)
    parser.add_argument("--list", action="store_true")
    arguments = parser.parse_args()
    if not (arguments.shared / "corpora").is_dir():
        print(f"{arguments.shared} is not there: skipped")
        sys.exit(77)
    print(f"{'corpus':10}{'n':>6}{'located':>9}{'wrong':>7}{'median':>8}{'noise':>7}{'p90':>8}{'inside':>8}{'radius':>8}"
          f"{'/bound':>8}{'bound holds':>13}")
    judged = {corpus: list(judge(arguments.rows, arguments.shared, corpus)) for corpus in CORPORA}
    judged["all"] = [row for corpus in CORPORA for row in judged[corpus]]
    failed = []
    for corpus, rows in judged.items():
        placed = [row for row in rows if row[1]]
        located = len(placed) / len(rows)
        wrong = sum(away > 3 * offset + 50 for _, _, away, offset in placed) / len(placed)
        inside = sum(away * 1000 <= float(row["radius"]) for _, row, away, _ in placed) / len(placed)
        holds = sum(away * 1000 <= float(row["published"]) for _, row, away, _ in placed) / len(placed)
        radius = quantile([float(row["radius"]) / 1000 for _, row, _, _ in placed], .5)
        ratio = quantile([float(row["radius"]) / max(1, float(row["published"])) for _, row, _, _ in placed], .5)
        errors = [away for _, _, away, _ in placed]
        print(f"{corpus:10}{len(rows):6}{located:9.1%}{wrong:7.1%}{quantile(errors, .5):8.1f}"
              f"{NOISE_KM.get(corpus, ''):>7}{quantile(errors, .9):8.1f}{inside:8.1%}{radius:8.1f}{ratio:8.2f}{holds:13.1%}")
        floor = FLOORS[corpus]
        if located < floor[0] or wrong > floor[1] or inside < floor[2]:
            failed.append(corpus)
        if arguments.list and corpus != "all":
            for report, row, away, offset in rows:
                if row is None or away > 3 * offset + 50:
                    what = f"{away:.0f} km off, {row['anchor']} for {row['reference']!r}" if row else "not placed"
                    print(f"    {report['id']}: {what}: {' '.join(report['text'].split())[:120]}")
    if failed:
        print("under the floor:", ", ".join(failed))
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
