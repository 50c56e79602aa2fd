/* The files of the project that a Python file stands in, as far as its imports speak of them. */
#ifndef ANALYZER_FRONT_PY_PROJECT_H
#define ANALYZER_FRONT_PY_PROJECT_H

#include "ir.h"

struct py_project;

struct py_project *py_project_new(void);
void py_project_free(struct py_project *project); /* accepts NULL */
/* Whom units may ask.  What was answered before is forgotten where it takes much memory. */
struct ir_project *py_project_ask(struct py_project *project);

#endif
