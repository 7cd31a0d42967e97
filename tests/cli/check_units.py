"""Every unit of the prompt against GNU units, udunits2 and PROJ: the same constant to the last digits.

Each row of src/cli/units.def is converted by the built airlog to the first unit of its dimension, with --exact, and by
the other programs that know the unit. Every row is checked by at least one of them, or by its definition below.
"""
import argparse
import fractions
import re
import shutil
import subprocess
import sys

SKIPPED = 77
CLOSE = 5e-15  # relative: --exact writes 15 digits

# The unit that a dimension is measured in: for airlog, GNU units, udunits2.
BASE = {"LENGTH": ("m", "m", "m"), "SPEED": ("m/s", "m/s", "m/s"), "TIME": ("s", "s", "s"),
        "ANGLE": ("deg", "degree", "arc_degree"), "PRESSURE": ("Pa", "Pa", "Pa"), "MASS": ("kg", "kg", "kg")}

# Symbol: names for GNU units, udunits2 and PROJ; None where the program does not have it.
NAMES = {
    "m": ("m", "m", "m"), "km": ("km", "km", "km"), "NM": ("nauticalmile", "nautical_mile", "kmi"),
    "mi": ("mile", "international_mile", "mi"), "ft": ("ft", "international_foot", "ft"),
    "FL": ("100 ft", "100 international_foot", None), "in": ("inch", "international_inch", "in"),
    "yd": ("yard", "international_yard", "yd"), "cm": ("cm", "cm", "cm"), "mm": ("mm", "mm", "mm"),
    "dm": ("dm", "dm", None),  # PROJ 9.1 has 0.01 for it
    "hm": ("hm", "hm", None), "fathom": ("fathom", "1.8288 m", "fath"), "cable": ("nauticalmile/10", None, None),
    "league": ("3 nauticalmile", None, None), "furlong": ("furlong", None, None), "chain": ("chain", None, "ch"),
    "rod": ("rod", None, None), "link": ("link", None, "link"), "us-ft": ("surveyfoot", "US_survey_foot", "us-ft"),
    "us-mi": ("surveymile", "US_survey_mile", "us-mi"), "us-in": ("surveyfoot/12", None, "us-in"),
    "us-yd": ("3 surveyfoot", "US_survey_yard", "us-yd"), "us-ch": ("66 surveyfoot", "66 US_survey_feet", "us-ch"),
    "ind-ft": (None, None, "ind-ft"), "ind-yd": (None, None, "ind-yd"), "ind-ch": (None, None, "ind-ch"),
    "uk-nmi": ("brnauticalmile", None, None),
    "m/s": ("m/s", "m/s", None), "km/h": ("km/hour", "km/hour", None), "kt": ("knot", "international_knot", None),
    "mph": ("mile/hour", "international_mile/hour", None), "ft/s": ("ft/s", "international_foot/s", None),
    "ft/min": ("ft/min", "international_foot/min", None), "m/min": ("m/min", "m/min", None),
    "km/s": ("km/s", "km/s", None),
    "s": ("s", "s", None), "min": ("min", "min", None), "h": ("hour", "hour", None), "d": ("day", "day", None),
    "wk": ("week", "week", None), "ms": ("ms", "ms", None),
    "deg": ("degree", "arc_degree", None), "arcmin": ("arcmin", "arc_minute", None),
    "arcsec": ("arcsec", "arc_second", None), "rad": ("radian", "radian", None), "mrad": ("mradian", "mradian", None),
    "gon": ("grade", None, None), "mil": ("circle/6400", None, None), "point": ("circle/32", None, None),
    "turn": ("circle", "circle", None),
    "hPa": ("hPa", "hPa", None), "inHg": (None, "3386.388640341 Pa", None), "mbar": ("millibar", "millibar", None),
    "mmHg": (None, "133.322387415 Pa", None), "torr": ("torr", "torr", None), "Pa": ("Pa", "Pa", None),
    "kPa": ("kPa", "kPa", None), "bar": ("bar", "bar", None), "psi": ("psi", None, None), "atm": ("atm", "atm", None),
    "kg": ("kg", "kg", None), "lb": ("lb", "lb", None), "g": ("g", "g", None), "t": ("tonne", "metric_ton", None),
    "oz": ("oz", "avoirdupois_ounce", None), "short-ton": ("shortton", "short_ton", None),
    "long-ton": ("brton", "long_ton", None), "stone": ("stone", None, None),
}

# What the other programs do not have, or have rounded: the definition itself.
DEFINED = {
    # millimetre and inch of mercury by convention: density 13595.1 kg/m3, standard gravity
    "mmHg": fractions.Fraction("13.5951") * fractions.Fraction("9.80665"),
    "inHg": fractions.Fraction("13.5951") * fractions.Fraction("9.80665") * fractions.Fraction("25.4"),
}
NOT_A_FACTOR = {"Mach"}


def rows(definitions):
    """(dimension, symbol) of each row."""
    text = open(definitions, encoding="utf-8").read()
    return re.findall(r'^AIRLOG_UNIT\((\w+), "([^"]+)"', text, flags=re.M)


def by_airlog(command, units):
    """One of each unit in its base, in one run."""
    lines = "".join(f"{'FL1' if symbol == 'FL' else '1 ' + symbol} {BASE[dimension][0]}\n" for dimension, symbol in units)
    done = subprocess.run([command, "convert", "--exact", "-q", "-"], input=lines, capture_output=True, text=True)
    answers = done.stdout.splitlines()
    if done.returncode or len(answers) != len(units):
        raise SystemExit(f"airlog convert: exit {done.returncode}, {len(answers)} answers for {len(units)} questions\n"
                         + done.stderr)
    return [float(answer.split()[0]) for answer in answers]


def by_units(name, base):
    done = subprocess.run(["units", "-t", "-o", "%.17g", name, base], capture_output=True, text=True)
    return float(done.stdout) if done.returncode == 0 and done.stdout.strip() else None


def by_udunits(name, base):
    done = subprocess.run(["udunits2", "-H", name, "-W", base], capture_output=True, text=True)
    found = re.search(r"= ([-+.\deE]+) ", done.stdout)
    return float(found.group(1)) if found else None


def by_proj():
    """Name to metres, as PROJ lists them."""
    done = subprocess.run(["proj", "-lu"], capture_output=True, text=True)
    return {line.split()[0]: line.split()[1] for line in done.stdout.splitlines() if len(line.split()) > 2}


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--command", required=True)
    parser.add_argument("--definitions", required=True)
    arguments = parser.parse_args()
    missing = [name for name in ("units", "udunits2", "proj") if not shutil.which(name)]
    if missing:
        print("skipped: not installed: " + ", ".join(missing))
        return SKIPPED
    units = [row for row in rows(arguments.definitions) if row[1] not in NOT_A_FACTOR]
    metres = by_proj()
    problems, compared = [], {"units": 0, "udunits2": 0, "proj": 0, "definition": 0}

    def compare(who, symbol, ours, theirs, close):
        compared[who] += 1
        if theirs is None:
            problems.append(f"{symbol}: {who} does not know the name that is asked for")
        elif abs(ours / theirs - 1) > close:
            problems.append(f"{symbol}: airlog {ours!r}, {who} {theirs!r}")

    for (dimension, symbol), ours in zip(units, by_airlog(arguments.command, units)):
        names = NAMES.get(symbol)
        if not names or not (any(names) or symbol in DEFINED):
            problems.append(f"{symbol}: no other program and no definition to compare with")
            continue
        if names[0]:
            compare("units", symbol, ours, by_units(names[0], BASE[dimension][1]), CLOSE)
        if names[1]:  # it prints six digits
            compare("udunits2", symbol, ours, by_udunits(names[1], BASE[dimension][2]), 5e-6)
        if names[2]:  # the digits that it prints
            digits = len(metres[names[2]].replace(".", "").lstrip("0"))
            compare("proj", symbol, ours, float(metres[names[2]]), max(CLOSE, 10.0 ** (1 - digits)))
        if symbol in DEFINED:
            compare("definition", symbol, ours, float(DEFINED[symbol]), CLOSE)
    for name in sorted(set(metres) - {names[2] for names in NAMES.values()} - {"dm"}):
        problems.append(f"PROJ has the unit {name}, airlog has not")
    print(f"{len(units)} units; compared with " + ", ".join(f"{who} {count}" for who, count in compared.items()))
    print("\n".join(problems))
    return 1 if problems or min(compared.values()) == 0 else 0


if __name__ == "__main__":
    sys.exit(main())
