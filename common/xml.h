/* Writing XML with libxml2, which is opened at run time: with what it loads in its turn it would
 * cost each run of a program 2 ms, though hardly any run writes XML. */
#ifndef COMMON_XML_H
#define COMMON_XML_H

#include <stdbool.h>
#include <stdio.h>

#include "err.h"

struct xml; /* a document that is being written */

/* Finds the library; -1 with `err` when it is missing.  To be asked before anything is computed
 * that is to be written. */
int xml_open(struct err *err);

/* A document that goes to `stream` as it is written; to be ended by xml_close.  `declared`: with an
 * XML declaration, and indented; else nothing stands in it but what is put there.  Errors of
 * writing are the stream's. */
struct xml *xml_new(FILE *stream, bool declared);
void xml_start(struct xml *xml, const char *element);
/* Of the element that was started last; before its text. */
void xml_attribute(struct xml *xml, const char *name, const char *format, ...)
    __attribute__((format(printf, 3, 4)));
void xml_text(struct xml *xml, const char *text);
void xml_end(struct xml *xml);
/* Ends all elements that are open, and the document. */
void xml_close(struct xml *xml);

#endif
