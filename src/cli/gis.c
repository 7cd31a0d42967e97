/* Loads airlog-gis from where the command finds its other library. */
#include "gis.h"

#include <dlfcn.h>
#include <string.h>

#define GIS_LIBRARY "libairlog-gis.so.0"

typedef struct gis_name {
    const char *name;
    size_t offset; /* of its pointer in cli_gis */
} gis_name;

static const gis_name names[] = {
#define AIRLOG_GIS(function) {#function, offsetof(cli_gis, function)},
#include "gis.def"
#undef AIRLOG_GIS
};

airlog_status airlog_cli_gis(const cli_gis **out, airlog_error *error) {
    static cli_gis functions; /* the command has one thread when it asks */
    static bool loaded;
    *out = &functions;
    if (loaded) return AIRLOG_OK;
    /* dlopen() is called from here and not from libairlog, because the search path is the caller's. */
    void *library = dlopen(GIS_LIBRARY, RTLD_NOW | RTLD_LOCAL);
    if (!library)
        return airlog_fail(error, AIRLOG_E_LIBRARY,
                           "datasets need %s, which does not load: %s; JSON Lines work without it", GIS_LIBRARY,
                           dlerror());
    for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
        void *found = dlsym(library, names[i].name);
        if (!found)
            return airlog_fail(error, AIRLOG_E_LIBRARY, "%s is of another version: no %s", GIS_LIBRARY, names[i].name);
        memcpy((char *)&functions + names[i].offset, &found, sizeof found);
    }
    loaded = true;
    return AIRLOG_OK;
}
