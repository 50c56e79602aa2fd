/* Groups of threads that wait for each other on the device: names only, see README.md.
 * https://docs.nvidia.com/cuda/cuda-c-programming-guide/#cooperative-groups */
#ifndef BENCHLINT_COOPERATIVE_GROUPS_H
#define BENCHLINT_COOPERATIVE_GROUPS_H

#include "cuda_runtime.h"

namespace cooperative_groups {

struct thread_group {
    void sync() const;
    unsigned size() const;
    unsigned thread_rank() const;
    bool is_valid() const;
};
struct thread_block : thread_group {
    dim3 group_index() const;
    dim3 thread_index() const;
};
struct grid_group : thread_group {};
struct multi_grid_group : thread_group {};
struct coalesced_group : thread_group {};
template <unsigned Size, class Parent = void> struct thread_block_tile : thread_group {};

thread_block this_thread_block();
grid_group this_grid();
multi_grid_group this_multi_grid();
coalesced_group coalesced_threads();
template <class Group> void sync(const Group &group);
template <unsigned Size, class Group> thread_block_tile<Size, Group> tiled_partition(const Group &);

} // namespace cooperative_groups

#endif
