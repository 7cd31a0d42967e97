#!/usr/bin/env python3
"""Aviation messages: how many of the offsets that were read have a position, and whether it lies by the city of the
record (within the offset and 40 NM of it).

    place_faa.py --rows PROGRAM --shared FOLDER --data FOLDER [--list]
"""
import argparse
import collections
import csv
import gzip
import json
import pathlib
import sys

import place

NEAR_KM = 40 * 1.852
FLOORS = (.98, .995)  # located, by the city


def cities(data):
    """(people, lat, lon) of the cities of the United States by (name, area), names in capitals."""
    found = collections.defaultdict(list)
    with gzip.open(data / "places.tsv.gz", "rt", encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            if row["cc"] != "US":
                continue
            here = (int(row["population"] or 0), float(row["lat"]), float(row["lon"]))
            for name in {row["name"], row["ascii"], *row["alt_names"].split("|")}:
                found[name.upper(), f"US.{row['admin1']}"].append(here)
    return found


def states(data):
    with open(data / "admin1.csv", encoding="utf-8") as lines:
        return {row["name"].upper(): row["code"] for row in csv.DictReader(lines) if row["code"].startswith("US.")}


def judge(program, path, data):
    """(report, first stepped row, km from the city or None) of each report whose offset was read."""
    found, by_name, codes = place.positions(program, path), cities(data), states(data)
    for line in open(path, encoding="utf-8"):
        report = json.loads(line)
        rows = [row for row in found.get(report["id"], ()) if row["kind"] in place.STEPPED
                and row["role"] != place.BACKGROUND]
        if not rows:
            continue
        row = next((one for one in rows if one["placed"] == "1"), None)
        city = by_name.get(((report.get("city") or "").upper(), codes.get((report.get("state") or "").upper())))
        away = None
        if row and city:
            _, lat, lon = max(city)
            away = place.apart_km(lat, lon, float(row["lat"]), float(row["lon"])) - float(row["distance"]) / 1000
        yield report, row or rows[0], away


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", required=True, help="the program place-rows")
    parser.add_argument("--shared", type=pathlib.Path, required=True)
    parser.add_argument("--data", type=pathlib.Path, required=True)
    parser.add_argument("--list", action="store_true")
    arguments = parser.parse_args()
    path = arguments.shared / "corpora" / "faa_dev.jsonl"
    if not path.is_file():
        print(f"{path} is not there: skipped")
        sys.exit(77)
    judged = list(judge(arguments.rows, path, arguments.data))
    placed = [one for one in judged if one[1]["placed"] == "1"]
    known = [away for _, _, away in placed if away is not None]
    located, near = len(placed) / len(judged), sum(away <= NEAR_KM for away in known) / len(known)
    print(f"offset read {len(judged)}, located {located:.2%}; city known {len(known)}, by the city {near:.2%}")
    for report, row, away in judged if arguments.list else ():
        if row["placed"] != "1" or (away or 0) > NEAR_KM:
            what = row["why_not"] or f"{away:.0f} km beyond, {row['anchor']}"
            print(f"    {report['id']} {report.get('city')}: {row['reference']!r}: {what}")
    if located < FLOORS[0] or near < FLOORS[1]:
        print(f"under the floor: {FLOORS[0]:.1%} and {FLOORS[1]:.1%}")
        sys.exit(1)


if __name__ == "__main__":
    main()
