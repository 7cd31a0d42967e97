#!/usr/bin/env python3
"""How well positions, heights and times are read: one table over the catalogue and the corpora.

    accuracy.py --shared DIR --facts PROGRAM [--floor FILE] [--misses] [--only MEASURE]

Each measure is a list of cases; a case is right, wrong or missed. The rates are compared with the floors
of floor.tsv, and one below its floor is a failure. Exit code 77 (skipped) when DIR is not there.
"""
import argparse
import csv
import json
import os
import re
import subprocess
import sys
import tempfile
import unicodedata

METRES = {"NM": 1852.0, "km": 1000.0, "mi": 1609.344, "m": 1.0, "ft": 0.3048, "yd": 0.9144, "SM": 1609.344}
COMPASS = {name: i * 22.5 for i, name in enumerate(
    "N NNE NE ENE E ESE SE SSE S SSW SW WSW W WNW NW NNW".split())}
KINDS = {"REL": {"offset", "orthogonal"}, "RING": {"ring"}, "SECT": {"sector"}, "NEAR": {"near"}, "OVER": {"over"},
         "IN": {"in"}, "AT": {"at"}, "OFF": {"off"}, "BTW": {"between"}, "MID": {"midway"}, "FRD": {"radial"},
         "CIRC": {"circle"}, "POLY": {"polygon"}, "DEPTH": {"depth"}, "FINAL": {"final"}, "CROSS": {"cross"},
         "XY": {"coordinate"}}
BACKGROUND_ROLES = {4, 5, 6, 7, 8}  # duration, separation, size, background, weather


def fold(text):
    text = unicodedata.normalize("NFKD", text)
    text = "".join(c for c in text if not unicodedata.combining(c)).casefold()
    return " ".join(re.sub(r"[^\w]+", " ", text.replace("'", "").replace("’", "").replace(".", "")).split())


def compass_degrees(word):
    """Degrees of a compass word in any joining, None when it is none."""
    letters = re.sub(r"[\s/.-]", "", word.lower())
    letters = re.sub(r"ern$|erly$|wards?$|ward$", "", letters)
    for name, letter in (("north", "n"), ("south", "s"), ("east", "e"), ("west", "w")):
        letters = letters.replace(name, letter)
    return COMPASS.get(letters.upper())


# ---- facts -------------------------------------------------------------------------------------

class Facts:
    """Facts of many texts, read in one run of the program."""

    def __init__(self, program):
        self.program = program

    def read(self, texts):
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8", delete=False) as out:
            for i, text in enumerate(texts):
                out.write(json.dumps({"id": str(i), "text": text}, ensure_ascii=False) + "\n")
        done = subprocess.run([self.program, out.name], capture_output=True, check=False)
        os.unlink(out.name)
        if done.returncode != 0:
            sys.exit(f"accuracy: {self.program} failed: {done.stderr.decode(errors='replace')}")
        facts = [{"positions": [], "quantities": [], "times": [], "events": 0, "objects": 0} for _ in texts]
        for line in done.stdout.decode("utf-8").splitlines():
            one = json.loads(line)
            merged = facts[int(one["id"])]
            for key in ("positions", "quantities", "times"):
                merged[key] += one[key]
        return facts


def placing(position):
    """True for a position that an incident may take."""
    return position["role"] not in BACKGROUND_ROLES


def same_reference(expected, position):
    got = fold(position.get("ref", ""))
    want = fold(re.sub(r"\((?:misspelt|typo)[^)]*\)", "", expected))
    if not got or not want:
        return False
    whole = fold(" ".join([position.get("ref", "")] + position.get("within", [])))
    return want == got or want in got or got in want or all(word in whole.split() for word in want.split())


def same_distance(want_m, position, slack=1e-6):
    distance = position.get("distance")
    return distance is not None and distance["si"] is not None and abs(distance["si"] - want_m) <= slack * max(want_m, 1)


def same_bearing(want_deg, position):
    got = position.get("bearing")
    return got is not None and abs((got - want_deg + 180) % 360 - 180) < 0.01


def is_offset(position, distance_m, bearing_deg, reference):
    return (position["kind"] in ("offset", "orthogonal") and placing(position) and same_distance(distance_m, position)
            and same_bearing(bearing_deg, position) and (reference is None or same_reference(reference, position)))


# ---- the catalogue's notation ----------------------------------------------------------------------

CALL = re.compile(r"(?:(\d+) × )?\b(" + "|".join(KINDS) + r")\(((?:[^()]|\([^()]*\))*)\)")


def read_amount(text):
    """[(min_m, max_m)] of an expected distance; None when it is not a plain amount."""
    text = re.sub(r"\[.*?\]", "", text).replace(",", "").replace("STATUTE", "").strip().lstrip("≤<>~ ")
    match = re.match(r"([\d./]+(?:\.\.[\d.]+)?)\s*(NM|km|mi|m|ft|yd|SM)?\b", text)
    if not match:
        return None
    units = [match.group(2)] if match.group(2) else ["NM"]
    units += re.findall(r"\bor (NM|mi|km)\b", text)
    amounts = []
    for each in match.group(1).split("/"):
        ends = [float(x) for x in each.split("..")]
        amounts.append([(ends[0] * METRES[u], ends[-1] * METRES[u]) for u in units])
    return amounts


def read_azimuth(text):
    match = re.match(r"\s*([\d.]+)\s*°?", text)
    return float(match.group(1)) % 360 if match else compass_degrees(text.split("(")[0].strip())


def distance_fits(amounts, position):
    distance = position.get("distance")
    if distance is None:
        return False
    for low, high in amounts:
        middle = (low + high) / 2
        if abs(distance["si"] - middle) <= 1e-6 * max(middle, 1):
            return True
    return False


def expected_calls(text):
    """What a row of positions.tsv demands: (kind, reference, amounts, azimuth) each, or None when the column is prose."""
    calls = []
    for times, kind, inside in CALL.findall(text):
        parts = [part.strip() for part in inside.split(";")]
        amounts, azimuth = None, None
        if kind in ("REL", "RING", "FRD", "DEPTH", "FINAL"):
            index = {"REL": 1, "RING": 1, "FRD": 2, "DEPTH": 1, "FINAL": 1}[kind]
            amounts = read_amount(parts[index]) if len(parts) > index else None
            if kind == "RING" and len(parts) == 1:
                amounts = read_amount(parts[0])
                parts[0] = ""
        if kind == "REL" and len(parts) > 2:
            azimuth = read_azimuth(parts[2])
        if kind == "FRD" and len(parts) > 1:
            azimuth = read_azimuth(parts[1])
        if kind == "SECT" and len(parts) > 1:
            azimuth = read_azimuth(parts[1])
        if kind in ("REL", "FRD") and amounts is None:
            return None
        for each in amounts or [None]:
            calls.append((kind, parts[0], each, azimuth))
        if times and amounts and len(amounts) != int(times):
            return None
    return calls


BARE = re.compile(r"\b(XY|CIRC|POLY|DEPTH)\b(?!\()")
NOTHING = re.compile(r"not a position|background|no position|\bBG\b|not an offset|never distance|\bSEP\b|negated")


def row_is_right(expected, facts):
    """True or false for a row of positions.tsv; None when its expectation is prose."""
    calls = expected_calls(expected)
    if calls:
        return all(call_is_met(call, facts) for call in calls)
    if NOTHING.search(expected):
        return not any(placing(p) and not p["negated"] for p in facts["positions"])
    bare = BARE.findall(expected)
    if bare:
        return all(any(p["kind"] in KINDS[kind] for p in facts["positions"]) for kind in bare)
    return None


def call_is_met(call, facts):
    kind, reference, amounts, azimuth = call
    for position in facts["positions"]:
        if position["kind"] not in KINDS[kind]:
            continue
        if amounts is not None and not distance_fits(amounts, position):
            continue
        if azimuth is not None and not same_bearing(azimuth, position):
            continue
        name = re.split(r"[→=,]", re.sub(r"^(alias|ident|navaid|fix)\s+", "", reference))[0]
        if kind in ("XY", "CIRC", "POLY", "CROSS", "BTW", "MID", "FINAL") or not name or "anaphor" in name:
            return True
        if same_reference(name, position):
            return True
    return False


def measure_positions(shared, reader):
    rows = list(csv.DictReader(open(f"{shared}/formats/positions.tsv", encoding="utf-8"), delimiter="\t",
                               quoting=csv.QUOTE_NONE))
    facts = reader.read([row["phrase"] for row in rows])
    cases = []
    for row, fact in zip(rows, facts):
        if row["id"].startswith(("P-H", "P-I", "P-J")):
            continue  # other languages
        right = row_is_right(row["expected"], fact)
        if right is None:
            continue
        got = [(p["kind"], p.get("ref"), p.get("distance", {}).get("value"), p["bearing"]) for p in fact["positions"]]
        cases.append((right, row["id"], f"{row['phrase'][:90]} | wanted {row['expected'][:70]} | got {got}"))
    return cases


def measure_coordinates(shared, reader, good):
    rows = list(csv.DictReader(open(f"{shared}/formats/coords.tsv", encoding="utf-8"), delimiter="\t",
                               quoting=csv.QUOTE_NONE))
    facts = reader.read([row["text"] for row in rows])
    cases = []
    for row, fact in zip(rows, facts):
        points = [p for p in fact["positions"] if "lat" in p]
        if row["lat"] and good:
            right = any(abs(p["lat"] - float(row["lat"])) <= 1e-6 and abs(p["lon"] - float(row["lon"])) <= 1e-6
                        for p in points)
        elif not row["lat"] and not good:
            right = not points
        else:
            continue
        cases.append((right, row["id"], f"{row['text'][:90]} | {row['lat']} {row['lon']} | "
                      f"{[(p['lat'], p['lon']) for p in points]}"))
    return cases


def measure_negatives(shared, reader):
    rows = list(csv.DictReader(open(f"{shared}/formats/negatives.tsv", encoding="utf-8"), delimiter="\t",
                               quoting=csv.QUOTE_NONE))
    facts = reader.read([row["text"] for row in rows])
    cases = []
    for row, fact in zip(rows, facts):
        found = [p for p in fact["positions"] if placing(p) and p["kind"] in
                 ("offset", "ring", "radial", "orthogonal", "coordinate", "circle", "polygon", "depth", "final")]
        cases.append((not found, row["id"], f"{row['text'][:110]} | {[(p['kind'], p['text']) for p in found]}"))
    return cases


# ---- corpora -----------------------------------------------------------------------------------------

def corpus(shared, name):
    with open(f"{shared}/corpora/{name}.jsonl", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines]


def measure_faa_gold(shared, reader):
    records = corpus(shared, "faa_gold_dev")
    cases = {"place": [], "altitude": [], "time": []}
    for record, fact in zip(records, reader.read([r["text"] for r in records])):
        gold, text = record["gold"], record["text"][:200]
        offsets = [p for p in fact["positions"] if p["kind"] == "offset" and placing(p)]
        if gold and gold.get("dist_nm") is not None:
            right = any(is_offset(p, gold["dist_nm"] * 1852, compass_degrees(gold["dir"]), gold["ref_code"] or gold["ref"])
                        or is_offset(p, gold["dist_nm"] * 1852, compass_degrees(gold["dir"]), gold["ref"])
                        for p in fact["positions"])
        else:
            right = not offsets
        cases["place"].append((right, record["id"], f"{text} | {gold} | {[(p['text'], p['ref']) for p in offsets]}"))
        heights = [q for q in fact["quantities"] if q["role"] == 2]
        if record["alt_ft"] is not None:
            right = any(abs(q["si"] / 0.3048 - record["alt_ft"]) < 0.5 for q in heights)
        else:
            right = not heights
        cases["altitude"].append((right, record["id"], f"{text} | {record['alt_ft']} | {[q['text'] for q in heights]}"))
        clock = int(record["time"][:2]) * 3600 + int(record["time"][2:4]) * 60
        right = any(t["clock_s"] == clock and t["letter"] == record["time"][4] for t in fact["times"])
        cases["time"].append((right, record["id"], f"{text} | {record['time']} | {[t['text'] for t in fact['times']]}"))
    return cases


FAA_OFFSET = re.compile(r"(?<![\d.,/'-])(\d{1,2}(?:\.\d+)?) (NNE|NNW|SSE|SSW|ENE|ESE|WNW|WSW|NE|NW|SE|SW|N|S|E|W) "
                        r"(?!BOUND)([A-Z]{3})(?=[. ,]|$)")


def measure_faa(shared, reader):
    records = [r for r in corpus(shared, "faa_dev") if FAA_OFFSET.search(r["text"])]
    cases = []
    for record, fact in zip(records, reader.read([r["text"] for r in records])):
        value, direction, name = FAA_OFFSET.search(record["text"]).groups()
        right = any(is_offset(p, float(value) * 1852, COMPASS[direction], None) and
                    fold(p["ref"]).startswith(fold(name)) for p in fact["positions"])
        got = [(p["text"], p["ref"]) for p in fact["positions"]]
        cases.append((right, record["id"], f"{record['text'][:220]} | {value} {direction} {name} | {got}"))
    return cases


OFFSET = re.compile(
    r"(?<![\d.,])(\d[\d,]*(?:\.\d+)?)\s?-?(nm|nmi|nautical miles?|miles?|mi|km|kms|kilomet(?:er|re)s?)\.?\s*"
    r"(?:\([^)]*\)\s*)?(?:to the )?((?:north|south)[\s/-]?(?:east|west)?|east|west|(?:north|south|east|west)-?(?:north|south)"
    r"-?(?:east|west)|[NS][EW]|[NSEW]|[NSEW][NS][EW])\s+of\s+(?:the\s+)?([A-Z][\w'’.-]+)", re.I)


def unit_metres(word):
    word = word.lower()
    return METRES["NM"] if word.startswith("n") else METRES["km"] if word.startswith("k") else METRES["mi"]


def measure_offsets(shared, reader, name):
    """Texts whose first offset a plain pattern can read: distance, direction and first word of the reference."""
    records = []
    for record in corpus(shared, name):
        match = OFFSET.search(record["text"])
        bearing = compass_degrees(match.group(3)) if match else None
        if bearing is not None and not (match.group(2).lower() == "mi" and match.group(4).islower()):
            records.append((record, match, bearing))
    cases = []
    for (record, match, bearing), fact in zip(records, reader.read([r["text"] for r, _, _ in records])):
        distance = float(match.group(1).replace(",", "")) * unit_metres(match.group(2))
        first = fold(match.group(4)).split()[0] if fold(match.group(4)) else ""
        right = any(is_offset(p, distance, bearing, None) and first in
                    fold(" ".join([p["ref"]] + p.get("within", []))).split() for p in fact["positions"])
        got = [(p["kind"], p["text"], p["ref"]) for p in fact["positions"]]
        cases.append((right, record["id"], f"{match.group(0)} | {record['text'][max(0, match.start() - 60):match.end() + 40]}"
                      f" | {got}"))
    return cases


def measure_nmnh(shared, reader):
    records = [r for r in corpus(shared, "nmnh_vectors")]
    cases = []
    for record, fact in zip(records, reader.read([r["text"] for r in records])):
        gold = record.get("gold") or {}
        if not gold:
            match = re.match(r"([\d.]+) km N of (\w+)", record["text"])
            gold = {"dist": float(match.group(1)), "unit": "km", "dir": "N", "place": match.group(2)}
        bearing = compass_degrees(gold["dir"])
        if gold["dist"] is None:
            right = any(p["kind"] in ("sector", "offset") and same_bearing(bearing, p) and
                        same_reference(gold["place"], p) for p in fact["positions"])
        else:
            right = any(is_offset(p, gold["dist"] * METRES[gold["unit"]], bearing, gold["place"])
                        for p in fact["positions"])
        got = [(p["kind"], p["text"], p["ref"]) for p in fact["positions"]]
        cases.append((right, record["id"], f"{record['text']} | {gold} | {got}"))
    return cases


def all_measures(shared, reader):
    yield "positions.tsv", measure_positions(shared, reader)
    yield "coords.tsv good", measure_coordinates(shared, reader, True)
    yield "coords.tsv bad refused", measure_coordinates(shared, reader, False)
    yield "negatives.tsv phrases", measure_negatives(shared, reader)
    for name, cases in measure_faa_gold(shared, reader).items():
        yield f"faa_gold {name}", cases
    yield "faa offset", measure_faa(shared, reader)
    for name in ("asam_dev", "imb_dev", "pagasa_dev", "wikipedia_dev"):
        yield f"{name} offset", measure_offsets(shared, reader, name)
    yield "nmnh", measure_nmnh(shared, reader)


def read_floors(path):
    with open(path, encoding="utf-8") as lines:
        rows = [line.rstrip("\n").split("\t") for line in lines if line.strip() and not line.startswith("#")]
    return {row[0]: float(row[1]) for row in rows}


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--shared", required=True)
    options.add_argument("--facts", required=True)
    options.add_argument("--floor", default=os.path.join(os.path.dirname(__file__), "floor.tsv"))
    options.add_argument("--misses", action="store_true")
    options.add_argument("--only")
    given = options.parse_args()
    if not os.path.isdir(f"{given.shared}/corpora"):
        print(f"skipped: no measuring texts at {given.shared}")
        return 77
    floors = read_floors(given.floor)
    failed = []
    print(f"{'measure':28}{'cases':>7}{'right':>7}{'missed':>8}{'rate':>9}{'floor':>8}")
    for name, cases in all_measures(given.shared, Facts(given.facts)):
        if given.only and given.only not in name:
            continue
        right = sum(1 for case in cases if case[0])
        rate = 100 * right / len(cases) if cases else 0.0
        floor = floors.get(name)
        print(f"{name:28}{len(cases):7}{right:7}{len(cases) - right:8}{rate:8.1f}%{floor if floor is not None else '':>8}")
        if not cases or (floor is not None and rate < floor):
            failed.append(name)
        if given.misses:
            for ok, ident, what in cases:
                if not ok:
                    print(f"    {ident}: {what}")
    if failed:
        print("below the floor: " + ", ".join(failed))
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
