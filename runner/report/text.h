/* The part of the text report that an account of an investigation shows too. */
#ifndef RUNNER_TEXT_H
#define RUNNER_TEXT_H

#include <stdio.h>

#include "points.h"

/* The curve as a line of bars, and some rows of figures with both sides of each cliff. */
void text_measurements(const struct fixture_result *fixture, const struct points *points,
                       bool color, FILE *stream);

#endif
