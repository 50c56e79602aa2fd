/* A text that was put together from parts of a file, and where each part of it stands there: cells
 * of a notebook, statements in strings.  Positions in it become positions in the file once it is
 * lowered, so that no later stage knows of it. */
#ifndef ANALYZER_IR_TEXT_H
#define ANALYZER_IR_TEXT_H

#include "ir.h"

/* From a place of the text on, up to the next segment. */
struct ir_segment {
    uint32_t line, column;       /* in the text */
    uint32_t to_line, to_column; /* in the file */
    bool still;                  /* nobody wrote it: all of it is said to stand at that place */
};

struct ir_text {
    const char *text; /* NUL-terminated */
    size_t length;
    const struct ir_segment *segments; /* by place; none: the text is the file */
    size_t segment_count;
};

struct ir_text_builder {
    struct arena *arena; /* of the result */
    struct strbuf text;
    uint32_t line, column; /* where the text ends */
    VEC(struct ir_segment) segments;
};

/* Starts empty, or with a text that is there already. */
void ir_text_start(struct ir_text_builder *builder, struct arena *arena,
                   const struct ir_text *first);
/* Adds bytes that stand in the file at that place, line breaks included. */
void ir_text_add(struct ir_text_builder *builder, struct slice bytes, uint32_t line,
                 uint32_t column);
/* Adds what nobody wrote, for the sake of what stands at that place. */
void ir_text_add_still(struct ir_text_builder *builder, const char *text, uint32_t line,
                       uint32_t column);
/* The result; the builder is then empty. */
struct ir_text ir_text_finish(struct ir_text_builder *builder);

/* Replaces every position of the unit, which was lowered from this text. */
void ir_text_place(struct ir_unit *unit, const struct ir_text *text);

/* The number of the cell that the line of the source stands in, and *line becomes its line in
 * there; 0, and *line stays, when the unit is no notebook. */
uint32_t ir_cell_of(const struct ir_unit *unit, uint32_t *line);

#endif
