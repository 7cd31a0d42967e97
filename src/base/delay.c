#include "airlog/base.h"

#include <dlfcn.h>
#include <string.h>

airlog_status airlog_delay_load(const char *soname, const char *const names[], airlog_delayed out[], size_t count,
                                airlog_error *error) {
    void *library = dlopen(soname, RTLD_LAZY | RTLD_LOCAL);
    if (!library) {
        return airlog_fail(error, AIRLOG_E_LIBRARY, "%s could not be loaded (%s); install the package that holds it",
                           soname, dlerror());
    }
    for (size_t i = 0; i < count; i++) {
        void *found = dlsym(library, names[i]);
        if (!found) return airlog_fail(error, AIRLOG_E_LIBRARY, "%s has no function %s", soname, names[i]);
        memcpy(&out[i], &found, sizeof found); /* ISO C has no cast from object to function pointer */
    }
    return AIRLOG_OK;
}
