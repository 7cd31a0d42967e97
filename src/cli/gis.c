/* Loads airlog-gis from where the command finds its other library. */
#include "gis.h"

#include <dlfcn.h>
#include <stdio.h>
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

/* The two libraries lie in one folder, wherever that was moved to. NULL when it is not there. */
static void *open_beside(void) {
    const char *(*function)(airlog_status) = airlog_status_name;
    void *address;
    Dl_info found;
    char path[4096];
    memcpy(&address, &function, sizeof address);
    if (!dladdr(address, &found) || !found.dli_fname) return NULL;
    const char *slash = strrchr(found.dli_fname, '/');
    if (!slash) return NULL;
    int length = snprintf(path, sizeof path, "%.*s/%s", (int)(slash - found.dli_fname), found.dli_fname, GIS_LIBRARY);
    return length < (int)sizeof path ? dlopen(path, RTLD_NOW | RTLD_LOCAL) : NULL;
}

airlog_status airlog_cli_gis(const cli_gis **out, airlog_error *error) {
    static cli_gis functions; /* the command has one thread when it asks */
    static bool loaded;
    *out = &functions;
    if (loaded) return AIRLOG_OK;
    void *library = open_beside();
    if (!library) library = dlopen(GIS_LIBRARY, RTLD_NOW | RTLD_LOCAL); /* by the search path of the command */
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
