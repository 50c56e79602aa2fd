/* rules/models/c/async.yaml: a request is only made; it is done later.  Each one here cannot be
 * done before somebody writes into a pipe, or runs the event loop. */
#include <aio.h>
#include <errno.h>
#include <string.h>
#include <unistd.h>
#include <uv.h>

#include "proof.h"

static int finished;

static void with_aio(void)
{
    int ends[2];
    char byte = 0;
    struct aiocb request;
    const struct aiocb *list[1] = {&request};

    CHECK(pipe(ends) == 0);
    memset(&request, 0, sizeof request);
    request.aio_fildes = ends[0];
    request.aio_buf = &byte;
    request.aio_nbytes = 1;
    CHECK(aio_read(&request) == 0);
    CHECK(aio_error(&request) == EINPROGRESS);
    CHECK(write(ends[1], "x", 1) == 1);
    CHECK(aio_suspend(list, 1, NULL) == 0);
    CHECK(aio_error(&request) == 0 && aio_return(&request) == 1 && byte == 'x');
    close(ends[0]);
    close(ends[1]);
}

static void done(uv_fs_t *request)
{
    finished++;
    uv_fs_req_cleanup(request);
}

static void with_uv(void)
{
    uv_loop_t loop;
    uv_fs_t request;

    CHECK(uv_loop_init(&loop) == 0);
    CHECK(uv_fs_stat(&loop, &request, "/", done) == 0);
    CHECK(finished == 0);
    uv_run(&loop, UV_RUN_DEFAULT);
    CHECK(finished == 1);
    uv_loop_close(&loop);
}

int main(void)
{
    with_aio();
    with_uv();
    return proof_mistakes != 0;
}
