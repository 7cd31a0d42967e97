"""A GeoPackage opens styled in QGIS: categories, fills, lines, labels and aliases, as QGIS itself reads them.

Usage: styles_in_qgis.py WRITER, a program that writes a GeoPackage to the path it is given. Exits 77 without QGIS.
"""
import os
import subprocess
import sys
import tempfile

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
try:
    from qgis.core import QgsApplication, QgsVectorLayer
except ImportError:
    print("QGIS is not here")
    sys.exit(77)


def check(path):
    problems = []
    layers = {}
    for name in ("incidents", "regions", "anchors", "tracks"):
        layer = QgsVectorLayer(f"{path}|layername={name}", name, "ogr")
        if not layer.isValid():
            return [f"{name} does not open"]
        layers[name] = layer
    incidents = layers["incidents"]
    if incidents.renderer().type() != "categorizedSymbol":
        problems.append(f"incidents are drawn by {incidents.renderer().type()}")
    else:
        categories = {category.value() for category in incidents.renderer().categories()}
        index = incidents.fields().indexOf("event")
        for feature in incidents.getFeatures():
            event = feature[index]
            if event and len(event) < 40 and event not in categories:
                problems.append(f"the event '{event}' has no category")
        if "" not in categories:
            problems.append("events without a category are not drawn")
    if not incidents.labelsEnabled():
        problems.append("no labels")
    if incidents.attributeAlias(incidents.fields().indexOf("radius_m")) != "Radius 95 % (m)":
        problems.append("no aliases")
    if not incidents.mapTipTemplate():
        problems.append("no map tip")
    for name, key, value in (("regions", "outline_style", "dash"), ("anchors", "line_style", "dash"),
                             ("tracks", "line_color", "84,39,143,220")):
        found = layers[name].renderer().symbol().symbolLayer(0).properties().get(key)
        if found != value:
            problems.append(f"{name}: {key} is {found}")
    return problems


def main():
    application = QgsApplication([], False)
    application.initQgis()
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "styled.gpkg")
        subprocess.run([sys.argv[1], path], check=True)
        problems = check(path)
    for problem in problems:
        print(problem)
    sys.stdout.flush()
    os._exit(1 if problems else 0)  # QGIS 3.22 may crash while it cleans up


main()
