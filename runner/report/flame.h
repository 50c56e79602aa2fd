/* Flame graphs as SVG: what runs on both sides of a cliff, the callers below what they call, as
 * wide as their share of the samples. */
#ifndef RUNNER_FLAME_H
#define RUNNER_FLAME_H

#include "result.h"
#include "xml.h"

/* Writes an <svg> element for each side that was sampled, the lower first; nothing without any.
 * What is there above only is coloured. */
void flame_write(struct xml *xml, const struct cliff *cliff);

#endif
