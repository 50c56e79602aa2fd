/* rules/models/c/async.yaml: submitting hands requests to the kernel and does not wait for them. */
#include <errno.h>
#include <liburing.h>
#include <unistd.h>

#include "proof.h"

int main(void)
{
    struct io_uring ring;
    struct io_uring_cqe *result = NULL;
    int ends[2];
    char byte = 0;

    SKIP_UNLESS(io_uring_queue_init(4, &ring, 0) == 0); /* a sandbox may forbid it */
    CHECK(pipe(ends) == 0);
    io_uring_prep_read(io_uring_get_sqe(&ring), ends[0], &byte, 1, 0);
    CHECK(io_uring_submit(&ring) == 1);
    CHECK(io_uring_peek_cqe(&ring, &result) == -EAGAIN && byte == 0);
    CHECK(write(ends[1], "x", 1) == 1);
    CHECK(io_uring_wait_cqe(&ring, &result) == 0 && byte == 'x');
    io_uring_cqe_seen(&ring, result);
    io_uring_queue_exit(&ring);
    return proof_mistakes != 0;
}
