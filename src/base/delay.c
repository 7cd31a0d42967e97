#include "airlog/base.h"

#include <dlfcn.h>
#include <string.h>

/* How a library is bound. Its symbols are looked for among its own libraries first: PROJ brings 43 of them and 15,000
 * look-ups, which is nearly all of what loading it costs, and a tenth of that is asking the program before. Not where
 * something stands in for the C library's allocator (a sanitizer, a preloaded one): it has to serve every library. */
static int binding(void) {
#ifdef RTLD_DEEPBIND
    void *allocator = dlsym(RTLD_DEFAULT, "malloc"), *library = dlsym(RTLD_DEFAULT, "getenv");
    Dl_info one, other;
    if (allocator && library && dladdr(allocator, &one) && dladdr(library, &other) && one.dli_fbase == other.dli_fbase)
        return RTLD_LAZY | RTLD_LOCAL | RTLD_DEEPBIND;
#endif
    return RTLD_LAZY | RTLD_LOCAL;
}

airlog_status airlog_delay_load(const char *soname, const char *const names[], airlog_delayed out[], size_t count,
                                airlog_error *error) {
    void *library = dlopen(soname, binding());
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
