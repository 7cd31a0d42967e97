#include <cpl_conv.h>
#include <ogr_srs_api.h>

#include "writer.h"

struct airlog_crs {
    OGRSpatialReferenceH reference;
    OGRCoordinateTransformationH from_wgs84; /* NULL when it is WGS 84 */
};

static OGRSpatialReferenceH wgs84(void) {
    OGRSpatialReferenceH reference = OSRNewSpatialReference(NULL);
    if (!reference) return NULL;
    OSRImportFromEPSG(reference, 4326);
    OSRSetAxisMappingStrategy(reference, OAMS_TRADITIONAL_GIS_ORDER);
    return reference;
}

static bool read_name(OGRSpatialReferenceH reference, const char *name) {
    if (OSRSetFromUserInput(reference, name) != OGRERR_NONE) return false;
    OSRSetAxisMappingStrategy(reference, OAMS_TRADITIONAL_GIS_ORDER);
    return true;
}

static airlog_status set_up(airlog_crs *crs, const char *name, const airlog_gdal *heard, airlog_error *error) {
    OGRSpatialReferenceH from = wgs84();
    if (!from) return airlog_gdal_fail(heard, error, AIRLOG_E_LIBRARY, "PROJ gives no WGS 84");
    airlog_status status = AIRLOG_OK;
    crs->reference = name ? OSRNewSpatialReference(NULL) : OSRClone(from);
    if (name && !read_name(crs->reference, name)) {
        status =
            airlog_gdal_fail(heard, error, AIRLOG_E_ARGUMENT, "unknown CRS '%.80s', write one like EPSG:3857", name);
    } else if (name && !OSRIsSame(crs->reference, from)) {
        crs->from_wgs84 = OCTNewCoordinateTransformation(from, crs->reference);
        if (!crs->from_wgs84) {
            status = airlog_gdal_fail(heard, error, AIRLOG_E_ARGUMENT, "WGS 84 cannot be transformed to '%.80s'", name);
        }
    }
    OSRRelease(from);
    return status;
}

airlog_status airlog_crs_open(const char *name, airlog_crs **out, airlog_error *error) {
    *out = NULL;
    airlog_crs *crs = airlog_memory_take(1, sizeof *crs);
    if (!crs) return airlog_fail(error, AIRLOG_E_MEMORY, "no memory for a CRS");
    airlog_gdal heard;
    airlog_gdal_listen(&heard);
    airlog_status status = set_up(crs, name, &heard, error);
    airlog_gdal_leave();
    if (status == AIRLOG_OK) {
        *out = crs;
    } else {
        airlog_crs_close(crs);
    }
    return status;
}

void airlog_crs_close(airlog_crs *crs) {
    if (!crs) return;
    if (crs->from_wgs84) OCTDestroyCoordinateTransformation(crs->from_wgs84);
    if (crs->reference) OSRRelease(crs->reference);
    airlog_memory_give(crs);
}

bool airlog_crs_is_wgs84(const airlog_crs *crs) {
    return !crs->from_wgs84;
}

OGRSpatialReferenceH airlog_crs_reference(const airlog_crs *crs) {
    return crs->reference;
}

bool airlog_crs_transform(const airlog_crs *crs, OGRGeometryH geometry) {
    if (!crs->from_wgs84) return true;
    airlog_gdal heard; /* a point without an image is no failure: the caller counts it */
    airlog_gdal_listen(&heard);
    bool ok = OGR_G_Transform(geometry, crs->from_wgs84) == OGRERR_NONE;
    airlog_gdal_leave();
    return ok;
}
