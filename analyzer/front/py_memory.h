/* Memory for tree-sitter: a pool for the time of one parse, dropped as a whole.
 *
 * It serves two ends.  A parse makes and drops a hundred thousand little trees, which the general
 * allocator takes some tenth of the time for, and a whole tree needs no taking apart in the end.
 * And tree-sitter 0.20 counts the children of a node in 16 bits: an ERROR node with more of them
 * makes it free a pointer into the middle of a block; the pool knows its own blocks by a seal and
 * lets any other pointer be. */
#ifndef ANALYZER_FRONT_PY_MEMORY_H
#define ANALYZER_FRONT_PY_MEMORY_H

/* Between start and end, whatever tree-sitter allocates comes from the pool.  One parse at a time;
 * parsers and trees made in between must not be used, nor deleted, afterwards. */
void py_memory_start(void);
void py_memory_end(void);

#endif
