#include "story.h"

#include <inttypes.h>
#include <string.h>

#include "text.h"

struct teller {
    const struct story *story;
    const struct fixture_result *fixture;
    FILE *stream;
    bool color;
    unsigned told; /* headings */
    struct arena arena;
};

static void heading(struct teller *teller, const char *text)
{
    fprintf(teller->stream, "%s%s%s%s\n", teller->told++ ? "\n" : "",
            teller->color ? "\033[1m" : "", text, teller->color ? "\033[0m" : "");
}

static void tell_run(struct teller *teller, const struct points *points)
{
    const struct fixture_result *fixture = teller->fixture;
    const struct story *story = teller->story;
    heading(teller, "What was run");
    fprintf(teller->stream, "  %s\n  %zu runs in %s", story->command, fixture->runs,
            seconds_text(fixture->seconds, &teller->arena));
    if (points->count)
        fprintf(teller->stream, ", n from %" PRId64 " to %" PRId64, points->items[0].n,
                points->items[points->count - 1].n);
    fputs(".\n", teller->stream);
    text_measurements(fixture, points, teller->color, teller->stream);
    if (story->within)
        fprintf(teller->stream,
                "  How large can n be in %s?  %s %" PRId64 ", start-up included.\n",
                seconds_text(story->budget, &teller->arena), story->narrowed ? "About" : "At least",
                story->within);
}

static const char *claim_text(enum claim claim, double amount, struct arena *arena)
{
    bool bytes = claim == CLAIM_TOUCHED || claim == CLAIM_STORED;
    return bytes ? bytes_text(amount, arena) : arena_printf(arena, "%.3g", amount);
}

static void tell_claims(struct teller *teller)
{
    const struct claims_result *claims = &teller->fixture->claims;
    const struct story *story = teller->story;
    struct arena *arena = &teller->arena;
    heading(teller, "What was claimed");
    if (!claims->present)
        fputs("  Nothing: with --claims=EXPR, the bytes in n that a run says it writes, they are "
              "held\n  against this machine's memory.\n",
              teller->stream);
    static const char *const says[CLAIM_COUNT] = {
        [CLAIM_TOUCHED] = "handles %s bytes",
        [CLAIM_STORED] = "still holds %s bytes at its end",
        [CLAIM_FLOPS] = "does %s floating-point operations",
        [CLAIM_ITEMS] = "handles %s items",
    };
    for (int i = 0; i < CLAIM_COUNT; i++) {
        if (!story->claims[i])
            continue;
        fputs("  A run ", teller->stream);
        fprintf(teller->stream, says[i], story->claims[i]);
        fprintf(teller->stream, ": %s at n = %" PRId64 ".\n",
                claim_text((enum claim)i, claims->amount[i], arena), claims->n);
    }
    if (claims->rate > 0)
        fprintf(teller->stream, "  That is %s a second of processor time%s%s.\n",
                claim_text(claims->of, claims->rate, arena),
                claims->ceiling > 0 ? "; the fastest that this machine does is " : "",
                claims->ceiling > 0 ? claim_text(claims->of, claims->ceiling, arena) : "");
}

static bool is_claim(const struct result_finding *finding)
{
    return strcmp(finding->rule, "BR104") == 0 || strcmp(finding->rule, "BR105") == 0;
}

static void tell_findings(struct teller *teller, bool of_claims, const char *title)
{
    bool any = false;
    for (size_t i = 0; i < teller->fixture->findings.count; i++) {
        const struct result_finding *finding = &teller->fixture->findings.items[i];
        if (is_claim(finding) != of_claims || strcmp(finding->rule, "BR109") == 0)
            continue;
        if (!any)
            heading(teller, title);
        any = true;
        fprintf(teller->stream, "  %s [%s]\n", finding->message, finding->rule);
    }
}

static void tell_counts(struct teller *teller)
{
    struct arena *arena = &teller->arena;
    for (size_t i = 0; i < teller->fixture->cliff_count; i++) {
        const struct cliff *cliff = &teller->fixture->cliffs[i];
        const struct sample_count *below = &cliff->below.count, *above = &cliff->above.count;
        if (below->present && above->present)
            fprintf(teller->stream,
                    "  Calls into the C library copied %s at n = %" PRId64 " and %s at n = %" PRId64
                    ", and allocated %s and %s.\n",
                    bytes_text((double)below->copied, arena), cliff->below.n,
                    bytes_text((double)above->copied, arena), cliff->above.n,
                    bytes_text((double)below->allocated, arena),
                    bytes_text((double)above->allocated, arena));
    }
}

static void tell_blame(struct teller *teller)
{
    const struct fixture_result *fixture = teller->fixture;
    for (size_t i = 0; i < fixture->cliff_count; i++) {
        const struct blame *blame = &fixture->cliffs[i].blame;
        if (!blame->present && !blame->unavailable)
            continue;
        heading(teller, "Who did it");
        if (!blame->present) {
            fprintf(teller->stream, "  Not known: %s.\n", blame->unavailable);
            continue;
        }
        fprintf(teller->stream,
                "  Above n = %" PRId64 ", and not below, %.0f %% of the %s are under %s",
                fixture->cliffs[i].n, blame->share * 100, cliff_blamed_for(&fixture->cliffs[i]),
                blame->cause);
        fprintf(teller->stream, blame->mechanism ? ", in %s.\n" : ".\n", blame->mechanism);
        for (size_t k = 0; k < blame->chain_length; k++)
            fprintf(teller->stream, "  %*s%s\n", (int)(k < 20 ? k * 2 : 40), "", blame->chain[k]);
        if (blame->wanted)
            fprintf(teller->stream, "  More would be named with %s.\n", blame->wanted);
    }
}

/* Cost that fits the class "1" among others is one that start-up drowns, not one that stays. */
static bool is_constant(const struct scaling *scaling)
{
    return strcmp(scaling->class_name, "1") == 0;
}

static void tell_side(struct teller *teller, const struct scaling *scaling, const char *side)
{
    if (!scaling->present)
        return;
    if (is_constant(scaling))
        fprintf(teller->stream,
                "  Its cost does not depend on n%s: either n is not the size of its work, or the "
                "work is not done.\n",
                side);
    else if (strncmp(scaling->class_name, "1 or ", 5) == 0)
        fprintf(teller->stream,
                "  Its cost hardly grows%s: beside its start-up the work that n adds is too little "
                "to tell how it grows.\n",
                side);
    else
        fprintf(teller->stream, "  As %s (n^%.2f)%s.\n", scaling->class_name, scaling->exponent,
                side);
    if (scaling->telling > 0)
        fprintf(teller->stream, "  A sweep up to n = %.0f would rule some of these classes out.\n",
                scaling->telling);
}

static void tell_growth(struct teller *teller)
{
    const struct fixture_result *fixture = teller->fixture;
    if (!fixture->below.present && !fixture->above.present)
        return;
    heading(teller, "How it grows");
    tell_side(teller, &fixture->below, fixture->cliff_count ? " below the cliff" : "");
    tell_side(teller, &fixture->above, " above the cliff");
}

/* The command with the size in the place of {n}. */
static void write_command(struct teller *teller, int64_t n)
{
    fputs("  /usr/bin/time -v ", teller->stream);
    for (const char *at = teller->story->command; *at;) {
        if (strncmp(at, "{n}", 3) == 0) {
            fprintf(teller->stream, "%" PRId64, n);
            at += 3;
        } else {
            fputc(*at++, teller->stream);
        }
    }
    fputc('\n', teller->stream);
}

static void tell_check(struct teller *teller, const struct points *points)
{
    const struct fixture_result *fixture = teller->fixture;
    if (!points->count)
        return;
    heading(teller, "How to check by hand");
    if (fixture->cliff_count) {
        write_command(teller, fixture->cliffs[0].bracket_low);
        write_command(teller, fixture->cliffs[0].n);
    } else {
        write_command(teller, points->items[0].n);
        write_command(teller, points->items[points->count - 1].n);
    }
}

void report_story(const struct run_result *result, const struct story *story,
                  const struct report_options *options, FILE *stream)
{
    struct teller teller = {.story = story,
                            .fixture = &result->fixtures.items[0],
                            .stream = stream,
                            .color = options->color};
    if (teller.fixture->status != FIXTURE_OK) {
        report_text(result, options, stream);
    } else {
        struct points points = points_of(teller.fixture, &teller.arena);
        tell_run(&teller, &points);
        tell_claims(&teller);
        tell_findings(&teller, true, "What cannot be true");
        tell_findings(&teller, false, "Where it breaks");
        tell_counts(&teller);
        tell_blame(&teller);
        tell_growth(&teller);
        tell_check(&teller, &points);
    }
    arena_release(&teller.arena);
}
