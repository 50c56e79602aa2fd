#include "xml.h"

#include <dlfcn.h>
#include <libxml/xmlwriter.h>
#include <stdarg.h>
#include <stdlib.h>

#define XML_FUNCTIONS(X)                                                                          \
    X(OutputBufferCreateFile) X(NewTextWriter) X(FreeTextWriter) X(TextWriterSetIndent)           \
    X(TextWriterStartDocument) X(TextWriterEndDocument) X(TextWriterStartElement)                 \
    X(TextWriterEndElement) X(TextWriterWriteVFormatAttribute) X(TextWriterWriteString)

/* __typeof__ is a GNU builtin: it takes the types from the header. */
static struct {
#define XML_POINTER(name) __typeof__(xml##name) *name;
    XML_FUNCTIONS(XML_POINTER)
#undef XML_POINTER
    void *library;
} api;

struct xml {
    xmlTextWriterPtr writer;
};

static const char *load_functions(void *library)
{
#define XML_LOAD(name)                                                                            \
    *(void **)&api.name = dlsym(library, "xml" #name);                                            \
    if (!api.name)                                                                                \
        return "xml" #name;
    XML_FUNCTIONS(XML_LOAD)
#undef XML_LOAD
    return NULL;
}

int xml_open(struct err *err)
{
    static const char *const names[] = {"libxml2.so.2", "libxml2.so.16", "libxml2.so",
                                        "libxml2.2.dylib", "libxml2.dylib"};
    const char *missing;

    for (size_t i = 0; i < sizeof names / sizeof *names && !api.library; i++)
        api.library = dlopen(names[i], RTLD_LAZY | RTLD_LOCAL);
    if (!api.library)
        return err_set(err, "libxml2 is needed for this format and was not found; "
                       "Debian, Ubuntu: apt install libxml2; Fedora: dnf install libxml2; "
                       "macOS: brew install libxml2");
    missing = load_functions(api.library);
    return missing ? err_set(err, "libxml2 has no %s", missing) : 0;
}

struct xml *xml_new(FILE *stream, bool declared)
{
    struct xml *xml = calloc(1, sizeof *xml);
    struct err err;
    xmlOutputBufferPtr buffer;

    if (xml_open(&err) != 0)
        die("%s", err.text);
    buffer = api.OutputBufferCreateFile(stream, NULL);
    if (!xml || !buffer || !(xml->writer = api.NewTextWriter(buffer)))
        die("out of memory");
    if (declared) {
        api.TextWriterSetIndent(xml->writer, 1);
        api.TextWriterStartDocument(xml->writer, NULL, "UTF-8", NULL);
    }
    return xml;
}

void xml_start(struct xml *xml, const char *element)
{
    api.TextWriterStartElement(xml->writer, (const xmlChar *)element);
}

void xml_attribute(struct xml *xml, const char *name, const char *format, ...)
{
    va_list arguments;

    va_start(arguments, format);
    api.TextWriterWriteVFormatAttribute(xml->writer, (const xmlChar *)name, format, arguments);
    va_end(arguments);
}

void xml_text(struct xml *xml, const char *text)
{
    api.TextWriterWriteString(xml->writer, (const xmlChar *)text);
}

void xml_end(struct xml *xml)
{
    api.TextWriterEndElement(xml->writer);
}

void xml_close(struct xml *xml)
{
    api.TextWriterEndDocument(xml->writer);
    api.FreeTextWriter(xml->writer);
    free(xml);
}
