/* One curve of one fixture as SVG: sizes and costs on logarithmic axes, every run a dot, medians a
 * line, cliffs marked. */
#ifndef RUNNER_PLOT_H
#define RUNNER_PLOT_H

#include "points.h"
#include "xml.h"

/* Writes an <svg> element.  Nothing is written when no size has a positive value. */
void plot_write(struct xml *xml, const struct fixture_result *fixture,
                const struct points *points, enum metric metric, const char *title);

#endif
