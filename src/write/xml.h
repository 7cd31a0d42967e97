/* Text in XML: what KML and the styles of QGIS share. */
#ifndef AIRLOG_WRITE_XML_H
#define AIRLOG_WRITE_XML_H

#include "airlog/base.h"

/* As the content of an element. Characters that XML cannot hold become U+FFFD. */
void airlog_xml_text(airlog_buffer *out, airlog_text text);
/* Between the double quotes of an attribute. */
void airlog_xml_attribute(airlog_buffer *out, const char *text);

#endif
