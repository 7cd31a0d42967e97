/* As consumer.c, for the library that writes layers. */
#include <airlog/write.h>
#include <stdio.h>

int main(void) {
    const char *format = airlog_write_format_of("incidents.gpkg");
    printf("%s\n", format ? format : "none");
    return 0;
}
