/* rules/models/c/compression.yaml: input that a streaming compressor was given lies in it until it
 * is told that there is no more.  Bytes of output are counted. */
#include <bzlib.h>
#include <lz4frame.h>
#include <lzma.h>
#include <string.h>
#include <zlib.h>
#include <zstd.h>

#include "proof.h"

enum { INPUT = 1000, OUTPUT = 4096 };
static unsigned char input[INPUT], output[OUTPUT];

/* Text that does not compress to nothing. */
static void fill(void)
{
    unsigned state = 1;

    for (size_t i = 0; i < INPUT; i++) {
        state = state * 1103515245 + 12345;
        input[i] = (unsigned char)(state >> 16);
    }
}

static void with_zlib(void)
{
    z_stream stream = {.next_in = input, .avail_in = INPUT, .next_out = output,
                       .avail_out = OUTPUT};

    CHECK(deflateInit(&stream, 6) == Z_OK);
    CHECK(deflate(&stream, Z_NO_FLUSH) == Z_OK);
    CHECK(stream.avail_in == 0);
    CHECK(stream.total_out <= 2); /* the header */
    CHECK(deflate(&stream, Z_FINISH) == Z_STREAM_END);
    CHECK(stream.total_out > INPUT / 2);
    deflateEnd(&stream);
}

static void with_bzip2(void)
{
    bz_stream stream = {.next_in = (char *)input, .avail_in = INPUT, .next_out = (char *)output,
                        .avail_out = OUTPUT};

    CHECK(BZ2_bzCompressInit(&stream, 9, 0, 0) == BZ_OK);
    CHECK(BZ2_bzCompress(&stream, BZ_RUN) == BZ_RUN_OK);
    CHECK(stream.avail_in == 0 && stream.total_out_lo32 == 0);
    CHECK(BZ2_bzCompress(&stream, BZ_FINISH) == BZ_STREAM_END);
    CHECK(stream.total_out_lo32 > INPUT / 2);
    BZ2_bzCompressEnd(&stream);
}

static void with_lzma(void)
{
    lzma_stream stream = LZMA_STREAM_INIT;

    stream.next_in = input;
    stream.avail_in = INPUT;
    stream.next_out = output;
    stream.avail_out = OUTPUT;
    CHECK(lzma_easy_encoder(&stream, 6, LZMA_CHECK_CRC32) == LZMA_OK);
    CHECK(lzma_code(&stream, LZMA_RUN) == LZMA_OK);
    CHECK(stream.avail_in == 0 && stream.total_out < 64); /* headers */
    CHECK(lzma_code(&stream, LZMA_FINISH) == LZMA_STREAM_END);
    CHECK(stream.total_out > INPUT / 2);
    lzma_end(&stream);
}

static void with_zstd(void)
{
    ZSTD_CCtx *context = ZSTD_createCCtx();
    ZSTD_inBuffer in = {input, INPUT, 0};
    ZSTD_outBuffer out = {output, OUTPUT, 0};

    CHECK(!ZSTD_isError(ZSTD_compressStream2(context, &out, &in, ZSTD_e_continue)));
    CHECK(in.pos == INPUT && out.pos == 0);
    CHECK(ZSTD_compressStream2(context, &out, &in, ZSTD_e_end) == 0);
    CHECK(out.pos > INPUT / 2);
    ZSTD_freeCCtx(context);
}

static void with_lz4(void)
{
    LZ4F_cctx *context;
    size_t header;

    CHECK(!LZ4F_isError(LZ4F_createCompressionContext(&context, LZ4F_VERSION)));
    header = LZ4F_compressBegin(context, output, OUTPUT, NULL);
    CHECK(!LZ4F_isError(header));
    CHECK(LZ4F_compressUpdate(context, output + header, OUTPUT - header, input, 100, NULL) == 0);
    CHECK(LZ4F_compressEnd(context, output + header, OUTPUT - header, NULL) > 50);
    LZ4F_freeCompressionContext(context);
}

int main(void)
{
    fill();
    with_zlib();
    with_bzip2();
    with_lzma();
    with_zstd();
    with_lz4();
    return proof_mistakes != 0;
}
