/* How a process that will fill its heap once, and soon ends, should get its memory. */
#ifndef COMMON_HEAP_H
#define COMMON_HEAP_H

/* From here on, malloc takes memory from the system in large pieces and in large pages, where the
 * system has them: a page fault for each 4 KiB was a seventh of what a file costs.  Without them,
 * nothing changes. */
void heap_take_large_pages(void);

#endif
