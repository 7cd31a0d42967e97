#!/usr/bin/env python3
"""How often facts are read right, by kind and corpus.

    accuracy.py --dump FACTS_DUMP [--shared ../shared] [--misses] [--only MEASURE] [--raise-floor]

Reads the phrases and reports under ../shared (never copied into the project), asks facts_dump what it reads in them and
prints a table: rows, found, right, wrong, missed. `right` counts rows where everything that is expected was read as
expected; `wrong` those where something was read otherwise; `missed` those where nothing was; `label` those of them whose
label is not what the text says: disputed.tsv holds another, and why. Fails below the floor that floor.tsv holds. Exit 77
(skipped) when the corpora are not there. A measure is a function below: add one, add its floor.
"""
import argparse
import json
import math
import os
import re
import subprocess
import sys
import unicodedata

UNITS = {"nautical mile": 1852.0, "mile": 1609.344, "kilometre": 1000.0, "metre": 1.0, "foot": 0.3048, "yard": 0.9144,
         "浬": 1852.0, "公里": 1000.0, "公尺": 1.0, "呎": 0.3048, "FL": 30.48}
SHORT = {"NM": "nautical mile", "nm": "nautical mile", "mi": "mile", "km": "kilometre", "m": "metre", "ft": "foot",
         "SM": "mile", "yd": "yard"}
POINTS = "N NNE NE ENE E ESE SE SSE S SSW SW WSW W WNW NW NNW".split()
AZIMUTH = {name: i * 22.5 for i, name in enumerate(POINTS)}


class Dump:
    """The program that reads facts, asked for many texts at once."""

    def __init__(self, program):
        self.program = program

    def read(self, rows):
        escape = lambda text: text.replace("\\", "\\\\").replace("\n", "\\n").replace("\r", "\\r")
        lines = "".join(f"{i}\t{escape(text)}\n" for i, (_, text) in enumerate(rows))
        done = subprocess.run([self.program], input=lines.encode(), capture_output=True, check=False)
        if done.returncode:
            sys.exit(f"facts_dump failed: {done.stderr.decode()[:400]}")
        facts = [json.loads(line) for line in done.stdout.decode().splitlines()]
        if len(facts) != len(rows):
            sys.exit(f"facts_dump read {len(facts)} of {len(rows)} texts")
        return facts


class Measure:
    def __init__(self, name):
        self.name, self.rows, self.found, self.right, self.wrong, self.missed = name, 0, 0, 0, 0, 0
        self.misses, self.disputes = [], []

    def label(self, row, given):
        """The label to judge by: another where the one that is given is disputed."""
        if row not in DISPUTED:
            return given
        other, why, agrees = DISPUTED[row]
        self.disputes.append((row, given, other, why, agrees))
        return other

    def count(self, verdict, row, text, why=""):
        """verdict: right, wrong or missed"""
        self.rows += 1
        setattr(self, verdict, getattr(self, verdict) + 1)
        if verdict != "missed":
            self.found += 1
        if verdict != "right":
            self.misses.append((row, verdict, why, text))

    @property
    def share(self):
        return 100.0 * self.right / self.rows if self.rows else 100.0


def lines_of(path):
    with open(path, encoding="utf-8") as file:
        return file.read().splitlines()


def table(path):
    """The rows of a file of ours, without its comments, by their first column."""
    rows = [line.split("\t") for line in lines_of(path) if line and not line.startswith("#")]
    return {row[0]: row[1:] for row in rows}


HERE = os.path.dirname(os.path.abspath(__file__))
DISPUTED = {}


def records(path):
    return [json.loads(line) for line in lines_of(path) if line.strip()]


def plain(name):
    """A name without case, marks and hyphens, for comparing."""
    name = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9\u3040-\u9fff]+", "", name.lower())


def same_place(got, wanted):
    """The name as expected, or the longest reading that begins with it: place shrinks it from the right."""
    got, wanted = plain(got), plain(wanted)
    return bool(wanted) and (got == wanted or got.startswith(wanted) or wanted.endswith(got) and len(got) > 2)


def names_of(reference):
    return [reference.get(key, "") for key in ("text", "within", "within2", "within3")]


def near_angle(a, b, by=0.6):
    return a is not None and b is not None and abs((a - b + 540) % 360 - 180) <= by


def amount_fits(quantity, values, unit):
    """The value or range in the unit, as the quantity itself or as the pair in its parentheses."""
    if not quantity:
        return False
    low, high = min(values), max(values)
    own = UNITS.get(quantity["unit"], 0)
    wanted = UNITS.get(unit, own)
    fits = lambda value, expected: abs(value - expected) <= 0.006 * abs(expected) + 1e-9
    if (own == wanted or not unit) and fits(quantity["min"], low) and fits(quantity["max"], high):
        return True
    if quantity["paired_si"] is not None and quantity["paired_unit"] == unit:
        return low == high and fits(quantity["paired_si"], low * wanted)
    return False


# ---- the catalogue of phrases -----------------------------------------------------------------------------------

CODE = re.compile(r"(?:(\d+) × )?\b(REL|RING|SECT|NEAR|OVER|IN|AT|OFF|BTW|MID|FRD|XY|CIRC|POLY|FINAL|DEPTH|CROSS|THROUGH)"
                  r"\(((?:[^()]|\([^()]*\))*)\)")
MEASURED = {"offset", "orthogonal", "radial", "ring", "depth"}
KIND_OF = {"REL": {"offset", "orthogonal"}, "RING": {"ring", "depth"}, "SECT": {"sector"}, "NEAR": {"near", "in", "ring"},
           "OVER": {"over", "in"}, "IN": {"in", "over"}, "AT": {"at", "in", "over"}, "OFF": {"off", "near", "sector"}, "BTW": {"between"},
           "MID": {"midway"}, "FRD": {"radial"}, "FINAL": {"final"}, "DEPTH": {"depth"}, "CROSS": {"cross"}, "THROUGH": {"in", "over"}}


def numbers_in(text):
    return [float(n.replace(",", "")) for n in re.findall(r"\d[\d,]*\.?\d*|\.\d+", text.replace("..", " "))]


def unit_in(text):
    found = re.search(r"\d\s*(NM|nm|mi|km|ft|SM|m|yd)\b", text)
    return SHORT[found.group(1)] if found else ""


def name_in(text):
    """What the expected column calls the place; '' when it only describes it."""
    text = re.sub(r"^(coast of|coast at|alias BDM=|port of|navaid|FAA ident|ident|context|the)\s+", "", text.strip())
    text = re.sub(r"\s*(→|\(|\bor\b).*$", "", re.sub(r"^.*=", "", text))
    text = re.sub(r"\b(coast|airport|buoy|SW|east|west|island|border|AU|NY|land)\b", "", text).strip()
    if not text or text[0] in "…<" or re.match(r"(the |rwy|runway|reported|last|anaphoric|destination|header|field|zone|line)", text):
        return ""
    return text


def fact_fits(code, arguments, fact, phrase):
    if fact["kind"] not in KIND_OF[code]:
        return False
    parts = [re.sub(r"\s*\(.*$", "", p.strip()) for p in re.sub(r"\[[^\]]*\]", "", arguments).split(";")]
    if re.match(r"[<>≤\d]", parts[0]):
        parts.insert(0, "")
    if code in ("BTW", "MID"):
        a, _, b = parts[0].partition(",")
        return same_place(fact["reference"]["text"], a) and same_place(fact.get("reference2", {}).get("text", ""), b)
    name = name_in(parts[0])
    if plain(name) not in plain(phrase):
        name = ""  # what the place is called elsewhere: the words of the phrase decide
        if not fact["reference"]["text"] and not fact["reference"]["anaphora"]:
            return False
    if name == fact["reference"]["kind"] or name.endswith(" line") and fact["reference"]["kind"] == "line":
        name = ""
    if name and not any(same_place(got, name) for got in names_of(fact["reference"])[:2]):
        return False
    if code == "REL" and len(parts) > 2:
        bearing = re.search(r"\d+(\.\d+)?", parts[2])
        if bearing and not near_angle(fact["bearing"], float(bearing.group())):
            return False
    if code == "FRD" and not near_angle(fact["bearing"], numbers_in(parts[1])[0] % 360):
        return False
    if code == "SECT" and len(parts) > 1 and parts[1] in AZIMUTH and not near_angle(fact["bearing"], AZIMUTH[parts[1]]):
        return False
    where = {"REL": 1, "RING": 1, "FRD": 2, "FINAL": 1, "DEPTH": 1}.get(code)
    if where is None or len(parts) <= where:
        return True
    values = numbers_in(parts[where])
    if not values or "/" in parts[where] and ".." not in parts[where]:
        return not values or any(amount_fits(fact["distance"], [v], unit_in(parts[where])) for v in values)
    unit = unit_in(parts[where])
    if " or " in parts[where] and fact["distance"]:
        unit = fact["distance"]["unit"]
    if not unit and fact["kind"] == "offset":  # a bare number: nautical miles, or the unit that was written
        unit = fact["distance"].get("unit", "")
    return amount_fits(fact["distance"], values, unit)


def altitude_fits(expected, facts):
    for found in re.finditer(r"\b(?:ALT|HGT) ((?:FL)?[\d.,]+(?:\.\.[\d,]+)?)\s*(ft|m|km)?", re.sub(r"ALT \d+萬?.*?呎 ?= ?|ALT [\d萬万千]+呎=", "ALT ", expected)):
        values = numbers_in(found.group(1).replace("..", " "))
        unit = SHORT.get(found.group(2) or "ft", "foot")
        heights = [q for q in facts["quantities"] if q["role"] == "altitude"]
        if not any(amount_fits(q, values, unit) for q in heights):
            return f"no altitude {found.group(1)}"
    return ""


def points_fit(expected, facts):
    """XY(lat, lon), CIRC(lat, lon; r): the numbers that the column states."""
    for found in re.finditer(r"\b(XY|CIRC)\(([^()]*)\)", expected):
        text = found.group(2).replace("−", "-")
        stated = re.match(r"\s*(-?\d+\.\d+),\s*(-?\d+\.\d+)", text)
        if not stated:
            continue
        lat, lon = float(stated.group(1)), float(stated.group(2))
        close = lambda p: abs(p[1] - lat) < 6e-5 and abs(p[0] - lon) < 6e-5
        loose = lambda p: abs(p[1] - lat) < 6e-3 and abs(p[0] - lon) < 6e-3
        exact = len(stated.group(1).split(".")[1]) >= 4
        if not any((close if exact else loose)(p) for f in facts["positions"] for p in f["points"]):
            return f"no point {lat}, {lon}"
    return ""


def judge_phrase(expected, facts, phrase):
    """('right' | 'wrong' | 'missed', why)"""
    here = [f for f in facts["positions"] if not f["background"]]
    measured = [f for f in here if f["kind"] in MEASURED]
    why = altitude_fits(expected, facts) or points_fit(expected, facts)
    if why:
        return "wrong" if here else "missed", why
    codes = [(int(c.group(1) or 1), c.group(2), c.group(3)) for c in CODE.finditer(expected)
             if c.group(2) not in ("XY", "CIRC", "POLY")]
    if "REL, as above" in expected:
        return ("right" if len(measured) == 2 else "wrong"), ""
    if re.search(r"unresolved|no reference|no station", expected) or "no ref" in expected:
        loose = [f for f in measured if not f["reference"]["text"] or f["reference"]["anaphora"]]
        return ("right", "") if loose else ("missed", "no unresolved position")
    if not codes:
        if re.search(r"\bPOLY\b", expected):
            return ("right", "") if any(len(f["points"]) > 2 for f in here) or len(here) > 2 else ("missed", "no polygon")
        if re.search(r"CIRC\([A-Z]", expected):
            return ("right", "") if any(f["kind"] in ("ring", "circle") for f in here) else ("missed", "no circle")
        if re.search(r"\bXY\b|\bCIRC\b", expected):
            return ("right", "") if any(f["points"] for f in here) else ("missed", "no point")
        if re.search(r"^TRACK|^LINE", expected):
            return ("right", "") if here or "no position" in expected else ("missed", "no part of the track")
        if re.search(r"\bRING\b", expected):
            return ("right", "") if any(f["kind"] == "ring" for f in here) else ("missed", "no ring")
        if re.search(r"\bSECT\b|part-of", expected):
            return ("right", "") if any(f["kind"] in ("sector", "in") for f in here) else ("missed", "no sector")
        if re.search(r"background|\bBG\b|not a |never|negated|SEP|not an offset", expected):
            return ("wrong", "a position") if [f for f in measured if not f["negated"]] else ("right", "")
        return ("right", "") if here or re.search(r"local|duration", expected) else ("missed", "nothing read")
    left = list(here)
    for count, code, arguments in codes:
        for _ in range(count):
            if "/" in arguments and " / " in phrase and code == "REL":
                arguments = re.sub(r"(\d+)/(\d+)", r"\1", arguments)
            fits = [f for f in left if fact_fits(code, arguments, f, phrase)]
            if not fits:
                return ("wrong" if here else "missed"), f"no {code}({arguments})"
            if code in ("REL", "RING", "FRD") or count > 1:
                left.remove(fits[0])
    wanted = sum(count for count, code, _ in codes if code in ("REL", "RING", "FRD", "DEPTH"))
    extra = [f for f in left if f["kind"] in MEASURED]
    if wanted and len(measured) > wanted and extra and not re.search(r"×2|\bBG\b.*second|second position|/", expected) and " / " not in phrase:
        return "wrong", f"{len(measured)} positions for {wanted}"
    return "right", ""


OTHER_LANGUAGES = {"P-D14", "P-D15", "P-F22"}


def phrases(shared, dump):
    english, others = Measure("positions.tsv English"), Measure("positions.tsv Chinese, Japanese")
    rows = [line.split("\t") for line in lines_of(f"{shared}/formats/positions.tsv")[1:]]
    for row, facts in zip(rows, dump.read([(r[0], r[1]) for r in rows])):
        section = row[0][2]
        if section == "J" or row[0] in OTHER_LANGUAGES:
            continue  # they give nothing, by decision
        measure = others if re.search(r"[\u3040-\u9fff]", row[1]) else english
        verdict, why = judge_phrase(measure.label(row[0], row[2]), facts, row[1])
        measure.count(verdict, row[0], row[1], why)
    return [english, others]


def negatives(shared, dump):
    measure = Measure("negatives.tsv phrases")
    rows = []
    for line in lines_of(f"{shared}/formats/negatives.tsv")[1:]:
        row = line.split("\t")
        if not row[0].startswith("NI"):
            rows += [(row[0], part.replace("(c)", "").strip()) for part in row[1].split(" / ")]
    for (name, text), facts in zip(rows, dump.read(rows)):
        here = [f for f in facts["positions"] if not f["background"] and f["kind"] not in ("in", "over", "near", "at", "off")]
        named = [f for f in facts["positions"] if not f["background"] and f not in here]
        measure.count("wrong" if here or named else "right", name, text,
                      ", ".join(f"{f['kind']} {f['reference']['text']}" for f in here + named))
    return [measure]


def coordinates(shared, dump):
    good, bad = Measure("coords.tsv good"), Measure("coords.tsv bad")
    rows = [line.split("\t") for line in lines_of(f"{shared}/formats/coords.tsv")[1:]]
    for row, facts in zip(rows, dump.read([(r[0], r[1]) for r in rows])):
        points = [p for f in facts["positions"] for p in f["points"]]
        if row[2] in ("", "reject") or not re.match(r"-?\d", row[2]):
            bad.count("wrong" if points else "right", row[0], row[1], str(points[:2]))
            continue
        lat, lon = map(float, good.label(row[0], f"{row[2]} {row[3]}").split())
        fits = any(abs(p[1] - lat) <= 1.1e-6 and abs(p[0] - lon) <= 1.1e-6 for p in points)
        good.count("right" if fits else "wrong" if points else "missed", row[0], row[1], f"{lat} {lon}: {points[:2]}")
    return [m for m in (good, bad) if m.rows]


def times(shared, dump):
    """Section 6 of the catalogue: each phrase of each row, against what times.tsv says of it."""
    measure = Measure("catalogue times")
    wanted = table(f"{HERE}/times.tsv")
    lines = lines_of(f"{shared}/formats/catalogue.md")
    begin = next(i for i, line in enumerate(lines) if line.startswith("## 6. "))
    end = next(i for i, line in enumerate(lines) if line.startswith("## 7. "))
    cells = [line.split("|")[1].strip() for line in lines[begin:end] if line.startswith("|")][2:]
    rows = []
    for number, cell in enumerate(cells, 1):
        for part, phrase in enumerate(re.split(r" / | · | \+ ", re.sub(r"\[[^]]*\]", "", cell)), 1):
            row = f"T{number:02d}.{part}"
            label = wanted.pop(row, None)
            if label is None:
                sys.exit(f"times.tsv has no row {row}: {phrase}")
            rows.append((row, label[1].replace("{}", phrase) if len(label) > 1 else phrase, label[0]))
    if wanted:
        sys.exit(f"times.tsv has rows that the catalogue has not: {' '.join(wanted)}")
    for (row, text, label), facts in zip(rows, dump.read([(r[0], r[1]) for r in rows])):
        got = "; ".join(fact["words"] for fact in facts["times"])
        measure.count("right" if got == label else "wrong" if got else "missed", row, text, f"'{got}' is not '{label}'")
    return [measure]


# ---- FAA -------------------------------------------------------------------------------------------------------------

def faa_gold(shared, dump):
    names = ["distance", "direction", "reference", "altitude", "time", "no position"]
    measures = {name: Measure(f"faa_gold {name}") for name in names}
    rows = records(f"{shared}/corpora/faa_gold_dev.jsonl")
    for row, facts in zip(rows, dump.read([(r["id"], r["text"]) for r in rows])):
        gold, text, name = row["gold"], row["text"], row["id"]
        offsets = [f for f in facts["positions"] if f["kind"] in ("offset", "orthogonal") and not f["background"]]
        if gold is None:
            measures["no position"].count("wrong" if offsets else "right", name, text, str([f["span"] for f in offsets]))
        else:
            first = offsets[0] if offsets else None
            state = lambda ok: "missed" if first is None else "right" if ok else "wrong"
            measures["distance"].count(state(first and abs(first["distance"]["value"] - gold["dist_nm"]) < 1e-6), name, text)
            measures["direction"].count(state(first and near_angle(first["bearing"], AZIMUTH[gold["dir"]])), name, text)
            wanted = [gold["ref"], gold["ref_code"] or ""]
            got = names_of(first["reference"]) if first else []
            measures["reference"].count(state(any(w and plain(w) == plain(g) for w in wanted for g in got)), name, text, str(got))
        heights = [q for q in facts["quantities"] if q["role"] == "altitude"]
        if row["alt_ft"] is None:
            measures["altitude"].count("wrong" if heights else "right", name, text, str([q["span"] for q in heights]))
        else:
            ok = any(abs(q["si"] / 0.3048 - row["alt_ft"]) < 0.5 for q in heights[:1])
            measures["altitude"].count("right" if ok else "wrong" if heights else "missed", name, text, str([q["span"] for q in heights]))
        wanted = int(row["time"][:2]) * 3600 + int(row["time"][2:4]) * 60, row["time"][4]
        got = [(t["clock_s"], t["zone_letter"]) for t in facts["times"]]
        measures["time"].count("right" if got[:1] == [wanted] else "wrong" if got else "missed", name, text, str(got[:2]))
    return list(measures.values())


TERSE = re.compile(r"(?<![\w,./;:-])(\d{1,3}(?:\.\d+)?|\.\d+)\s+(N|NNE|NE|ENE|E|ESE|SE|SSE|S|SSW|SW|WSW|W|WNW|NW|NNW)\s+(?:OF\s+)?(?:THE\s+)?"
                   r"([A-Z][A-Z0-9]{2,})\b")
NO_PLACE = {"BOUND", "AND", "WHILE", "ABOUT", "NOT", "FROM", "WITH", "UAS", "THE", "DURING", "SIDE", "HEADING"}


def faa_terse(shared, dump):
    measure = Measure("faa_dev <n> <DIR> <IDENT or NAME>")
    rows = records(f"{shared}/corpora/faa_dev.jsonl")
    for row, facts in zip(rows, dump.read([(r["id"], r["text"]) for r in rows])):
        text = re.split(r"Summary:|MOR Alert", row["text"])[0]
        found = [m for m in TERSE.finditer(text) if m.group(3) not in NO_PLACE]
        if not found:
            continue
        wanted = found[0]
        end = len(text[:wanted.end()].encode())
        offsets = [f for f in facts["positions"] if f["kind"] == "offset" and f["start"] < end + 1]
        fits = [f for f in offsets if abs(f["distance"]["max"] - float(wanted.group(1))) < 1e-9 and
                near_angle(f["bearing"], AZIMUTH[wanted.group(2)]) and
                any(plain(n).startswith(plain(wanted.group(3))) or wanted.group(3) in n for n in names_of(f["reference"]))]
        verdict = "right" if len(fits) == 1 else "missed" if not offsets else "wrong"
        measure.count(verdict, row["id"], text, f"{wanted.group()} -> {[(f['span'], f['reference']['text']) for f in offsets]}")
    return [measure]


# ---- offsets in prose ----------------------------------------------------------------------------------------------------

PROSE = re.compile(r"(?<![\d.,:/-])(\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)\s*-?\s*(nautical[ -]miles?|NM|nm|nmi|miles?|mi|kms?|KM|Km|kilomet(?:re|er)s?)\b\.?\s*"
                   r"(?:\([^()]*\)\s*)?(?:to the )?(?:due )?"
                   r"((?:north|south|east|west)(?:[ /-]?(?:north|south|east|west))*|[NSEW]{1,3})\s+(?:of|from)\s+(?:the\s+)?(?:[a-z]+\s+of\s+)*"
                   r"([A-Z][\w’'.-]*)", re.IGNORECASE)


def azimuth_of(words):
    letters = "".join(w[0] for w in re.findall(r"north|south|east|west|[nsew]", words.lower())).upper()
    return AZIMUTH.get(letters)


def prose_unit(word):
    word = word.lower()
    if word.startswith("n"):
        return "nautical mile"
    return "kilometre" if word.startswith("k") else "mile"


def prose(corpus):
    def run(shared, dump):
        measure = Measure(f"{corpus} offsets")
        rows = records(f"{shared}/corpora/{corpus}.jsonl")
        for row, facts in zip(rows, dump.read([(r["id"], r["text"]) for r in rows])):
            for found in PROSE.finditer(row["text"]):
                bearing = azimuth_of(found.group(3))
                if bearing is None or not found.group(4)[0].isupper():
                    continue
                value, unit = float(found.group(1).replace(",", "")), prose_unit(found.group(2))
                name = found.group(4).rstrip(".")
                if re.search(r"(\d\s*[-–⁄]\s*|\bto |\band |\bor )$", row["text"][:found.start()]):
                    continue  # the end of a range or a fraction: not one number
                near = [f for f in facts["positions"] if f["kind"] in ("offset", "orthogonal") and name in f["span"] and
                        found.group(1) in f["span"]]
                fits = [f for f in near if amount_fits(f["distance"], [value], unit) and near_angle(f["bearing"], bearing) and
                        any(plain(name) in plain(n) for n in names_of(f["reference"]))]
                measure.count("right" if fits else "wrong" if near else "missed", row["id"], found.group(),
                              str([(f["span"], f["reference"]["text"]) for f in near]))
        return [measure]
    return run


def pagasa(shared, dump):
    measure = Measure("pagasa_dev gold")
    rows = records(f"{shared}/corpora/pagasa_dev.jsonl")
    for row, facts in zip(rows, dump.read([(r["id"], r["text"]) for r in rows])):
        gold = row["gold"]
        offsets = [f for f in facts["positions"] if f["kind"] == "offset"]
        first = offsets[0] if offsets else None
        place = gold["place"].split(",")[0]
        ok = first and amount_fits(first["distance"], [gold["dist_km"]], "kilometre") and near_angle(first["bearing"], azimuth_of(gold["dir"])) and \
            plain(first["reference"]["text"]) == plain(place)
        measure.count("right" if ok else "wrong" if first else "missed", row["id"], row["text"], first["reference"]["text"] if first else "")
    return [measure]


def museum(shared, dump):
    measure = Measure("nmnh_vectors")
    rows = records(f"{shared}/corpora/nmnh_vectors.jsonl")
    for row, facts in zip(rows, dump.read([(r["id"], r["text"]) for r in rows])):
        here = [f for f in facts["positions"] if f["kind"] in ("offset", "sector", "orthogonal")]
        gold = row.get("gold")
        if gold is None:
            measure.count("right" if here else "missed", row["id"], row["text"])
            continue
        unit = SHORT.get(gold["unit"] or "", "")
        fits = [f for f in here if near_angle(f["bearing"], AZIMUTH[gold["dir"]]) and same_place(f["reference"]["text"], gold["place"]) and
                (gold["dist"] is None or amount_fits(f["distance"], [gold["dist"]], unit))]
        measure.count("right" if fits else "wrong" if here else "missed", row["id"], row["text"], str([f["span"] for f in here]))
    return [measure]


MEASURES = [phrases, negatives, coordinates, times, faa_gold, faa_terse, prose("asam_dev"), prose("imb_dev"), prose("wikipedia_dev"),
            prose("ntsb_offset_dev"), pagasa, museum]


# ---- the table --------------------------------------------------------------------------------------------------------------

def read_floor(path):
    floor = {}
    if os.path.exists(path):
        for line in lines_of(path):
            if line and not line.startswith("#"):
                name, share = line.split("\t")
                floor[name] = float(share)
    return floor


def print_table(measures, floor):
    width = max(len(m.name) for m in measures)
    print(f"{'measure':{width}}{'rows':>7}{'found':>7}{'right':>7}{'wrong':>7}{'missed':>7}{'label':>7}{'share':>9}{'floor':>8}")
    for m in measures:
        limit = floor.get(m.name)
        mark = "  below" if limit is not None and m.share < limit else ""
        print(f"{m.name:{width}}{m.rows:7}{m.found:7}{m.right:7}{m.wrong:7}{m.missed:7}{len(m.disputes):7}{m.share:8.2f}%"
              f"{'' if limit is None else f'{limit:7.2f}'}{mark}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--dump", required=True, help="the program facts_dump")
    parser.add_argument("--shared", default=os.path.join(HERE, "..", "..", "..", "shared"))
    parser.add_argument("--misses", action="store_true", help="list every row that is not right")
    parser.add_argument("--only", help="measures whose name holds this")
    parser.add_argument("--raise-floor", action="store_true", help="write today's shares, rounded down, as the floor")
    options = parser.parse_args()
    if not os.path.isdir(os.path.join(options.shared, "corpora")):
        print(f"skipped: no corpora under {options.shared}")
        return 77
    floor_path = os.path.join(HERE, "floor.tsv")
    floor, dump = read_floor(floor_path), Dump(options.dump)
    DISPUTED.update(table(os.path.join(HERE, "disputed.tsv")))
    measures = [m for measure in MEASURES for m in measure(options.shared, dump)]
    measures = [m for m in measures if not options.only or options.only in m.name]
    print_table(measures, floor)
    if options.misses:
        for m in measures:
            for row, given, other, why, agrees in m.disputes:
                print(f"\n{m.name}: {row} judged by '{other}', not '{given}': {why} ({agrees})")
            for row, verdict, why, text in m.misses:
                print(f"\n{m.name}: {row} {verdict}: {why}\n    {text[:400]}")
    if options.raise_floor:
        with open(floor_path, "w", encoding="utf-8") as file:
            file.write("# measure, least share in percent: raised when the reading gets better, never lowered in silence\n")
            file.writelines(f"{m.name}\t{math.floor(m.share * 10) / 10}\n" for m in measures)
    below = [m.name for m in measures if m.name in floor and m.share < floor[m.name]]
    if below:
        print("below the floor:", ", ".join(below))
    return 1 if below else 0


if __name__ == "__main__":
    sys.exit(main())
