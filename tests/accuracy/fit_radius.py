#!/usr/bin/env python3
"""Fits the parameters of src/place/radius.c and prints them.

    fit_radius.py --rows PROGRAM --shared FOLDER [--share .97] [--rounds 4000]

The 95 % radius of an offset in compass words is

    hypot(c d^g, base),  base = point + point_extent R   of a town, a port, a cape
                                area + area_extent R     of an island, a region, a country

d and R in km, c and g apart for the four main winds (and the sixteen) and for those between. Quantile regression of
log(error / radius) at --share, the corpora weighted alike. Places that are another place of the name (off by more than
3 d + 50 km) and those that are marked ambiguous do not take part; --share is above 0.95 because they count against
the circle all the same. The search is a random walk from a fixed seed: the same rows give the same figures.
"""
import argparse
import math
import pathlib
import random

import place

AREA_KINDS = {2, 3, 8, 9, 10, 17, 18, 19}  # admin area, country, island, sea, strait, airspace, region, water
NAMES = ("main", "main_power", "between", "between_power", "point", "point_extent", "area", "area_extent")


def rows(program, shared):
    for corpus in place.CORPORA:
        kept = []
        for _, row, away, offset in place.judge(program, shared, corpus):
            if not row or row["kind"] != "offset" or row["ambiguous"] == "1" or not offset:
                continue
            if away > 3 * offset + 50:
                continue
            extent = float(row["extent"]) / 1000
            area = int(row["anchor_kind"]) in AREA_KINDS and extent > 25
            kept.append((away, offset, 15 < float(row["half"]) < 45, area, extent))
        for one in kept:
            yield one + (1 / len(kept),)


def radius_km(one, p):
    _, offset, between, area, extent, _ = one
    spread = p[2] * offset ** p[3] if between else p[0] * offset ** p[1]
    return math.hypot(spread, p[6] + p[7] * extent if area else p[4] + p[5] * extent)


def cost(sample, p, share):
    total = 0
    for one in sample:
        excess = math.log(max(one[0], .05) / radius_km(one, p))
        total += one[5] * (share * excess if excess > 0 else (share - 1) * excess)
    return total


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rows", required=True)
    parser.add_argument("--shared", type=pathlib.Path, required=True)
    parser.add_argument("--share", type=float, default=.97)
    parser.add_argument("--rounds", type=int, default=4000)
    arguments = parser.parse_args()
    sample = list(rows(arguments.rows, arguments.shared))
    draw = random.Random(3)
    best = [4, .65, 3, .8, 7, .1, 4, .7]
    least = cost(sample, best, arguments.share)
    width = .3
    for turn in range(arguments.rounds):
        near = [value * math.exp(draw.gauss(0, width * (.3 if name.endswith("power") else 1)))
                if draw.random() < .4 else value for name, value in zip(NAMES, best)]
        now = cost(sample, near, arguments.share)
        if now < least:
            best, least = near, now
        if (turn + 1) % (arguments.rounds // 5) == 0:
            width *= .6
    held = sum(one[0] <= radius_km(one, best) for one in sample) / len(sample)
    print(f"{len(sample)} rows, {held:.1%} inside")
    for name, value in zip(NAMES, best):
        print(f"{name:14}{value:8.3f}")


if __name__ == "__main__":
    main()
