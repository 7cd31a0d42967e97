#!/usr/bin/env python3
"""Fits the parameters of src/place/radius.c, checks them on reports that took no part, and prints both.

    fit_radius.py --rows PROGRAM --shared FOLDER [--share .965] [--rounds 2500] [--curve]

The 95 % radius of an offset in compass words is

    hypot(k c d^g, base),  base = point + point_extent R   of a town, a port, a cape
                                area + area_extent R     of an island, a region, a country

d and R in km (R is what the budget gives: half of it beyond an edge); c and g apart for the four main winds, for those between them, and for the sixteen; k is 1, or `measured`
where the distance stands in kilometres alone, as it does where somebody measured it on a map. Quantile regression of
log(error / radius) at --share, the corpora weighted alike. What is another place of the name (off by more than 3 d +
50 km), marked ambiguous or no offset takes no part: --share is above 0.95 because those count against the circle all
the same. The search is a walk from a fixed seed: the same rows give the same figures.

Checked: fitted on the half of the reports whose id hashes even, counted on the others, and the other way round; and
fitted without a corpus, counted on it. --curve shows what less coverage would buy.
"""
import argparse
import math
import pathlib
import random
import zlib

import place

START = {"main": 4.4, "main_power": .65, "between": 2.9, "between_power": .8, "fine": 2.5, "fine_power": .75,
         "measured": .6, "point": 6, "point_extent": .3, "area": 6, "area_extent": .7}
LIMITS = {"point_extent": (0, 1), "area_extent": (0, 2), "measured": (.2, 1), "main_power": (.5, 1),
          "between_power": (.5, 1), "fine_power": (.5, 1)}


def wind(half):
    return "main" if half >= 44 else "between" if half > 15 else "fine"


def rows(program, shared):
    """(corpus, odd, takes part, error, d, wind, area, R, measured, published, strict) of each report."""
    for corpus in place.CORPORA:
        for report, row, away, offset in place.judge(program, shared, corpus):
            if not row or row["kind"] != "offset" or not offset:
                continue
            extent = float(row["extent"]) / 1000
            area = row["area"] == "1"
            meant = row["ambiguous"] != "1" and away <= 3 * offset + 50
            yield (corpus, zlib.crc32(report["id"].encode()) & 1, meant, away, offset, wind(float(row["half"])), area,
                   extent, row["metric"] == "1", float(row["published"]) / 1000, float(row["strict"]) / 1000)


def radius_km(one, p):
    spread = p[one[5]] * one[4] ** p[one[5] + "_power"] * (p["measured"] if one[8] else 1)
    base = p["area"] + p["area_extent"] * one[7] if one[6] else p["point"] + p["point_extent"] * one[7]
    return math.hypot(spread, base)


def fit(sample, share, rounds):
    sample = [one for one in sample if one[2]]
    count = {corpus: sum(one[0] == corpus for one in sample) for corpus in place.CORPORA}
    weighted = [(one, math.log(max(one[3], .05)), 1 / count[one[0]]) for one in sample]

    def cost(p):
        total = 0
        for one, error, weight in weighted:
            excess = error - math.log(radius_km(one, p))
            total += weight * (share * excess if excess > 0 else (share - 1) * excess)
        return total
    draw, best, width = random.Random(3), dict(START), .3
    least = cost(best)
    for turn in range(rounds):
        near = dict(best)
        for name in draw.sample(sorted(near), 3):
            value = near[name] * math.exp(draw.gauss(0, width * (.3 if name.endswith("power") else 1)))
            low, high = LIMITS.get(name, (.01, 100))
            near[name] = min(high, max(low, value))
        now = cost(near)
        if now < least:
            best, least = near, now
        if (turn + 1) % max(1, rounds // 5) == 0:
            width *= .6
    return best


def inside(sample, p):
    return sum(one[3] <= radius_km(one, p) for one in sample) / len(sample) if sample else math.nan


def show(title, sample, p):
    cells = [f"{inside([one for one in sample if one[0] == corpus], p):8.1%}" for corpus in place.CORPORA]
    ratio = place.quantile([radius_km(one, p) / max(.001, one[9]) for one in sample], .5)
    meant = [one for one in sample if one[2]]
    print(f"{title:34}{len(sample):6}{''.join(cells)}{inside(sample, p):8.1%}{inside(meant, p):8.1%}{ratio:9.2f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", required=True)
    parser.add_argument("--shared", type=pathlib.Path, required=True)
    parser.add_argument("--share", type=float, default=.965)
    parser.add_argument("--rounds", type=int, default=2500)
    parser.add_argument("--curve", action="store_true", help="coverage against width")
    arguments = parser.parse_args()
    sample = list(rows(arguments.rows, arguments.shared))
    whole = fit(sample, arguments.share, arguments.rounds)
    for name, value in whole.items():
        print(f"{name:14}{value:8.3f}")
    print(f"{'':40}" + "".join(f"{corpus[:7]:>8}" for corpus in place.CORPORA) + f"{'all':>8}{'meant':>8}{'/bound':>9}")
    show("fitted on all, counted on all", sample, whole)
    for odd in (0, 1):
        half = fit([one for one in sample if one[1] == odd], arguments.share, arguments.rounds)
        show(f"fitted on half {odd}, counted on the other", [one for one in sample if one[1] != odd], half)
    for corpus in place.CORPORA:
        without = fit([one for one in sample if one[0] != corpus], arguments.share, arguments.rounds)
        show(f"fitted without {corpus}, counted on it", [one for one in sample if one[0] == corpus], without)
    for share in (.5, .6, .7, .8, .85, .9, .95, .98) if arguments.curve else ():
        show(f"share {share}", sample, fit(sample, share, arguments.rounds))


if __name__ == "__main__":
    main()
