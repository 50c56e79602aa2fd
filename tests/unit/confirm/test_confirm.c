#include <criterion/criterion.h>
#include <string.h>

#include "assembly.h"
#include "between.h"

/* What gcc prints for a region with a loop (line 9) that calls a function of the file, a second
 * region that is empty, and work (line 20) that was moved out of it. */
static const char gcc_text[] =
    "\t.file\t\"a.c\"\n"
    "\t.text\n"
    "\t.file 1 \"a.c\"\n"
    "\t.file 2 \"/usr/include/x.h\"\n"
    "\t.type\twork, @function\n"
    "work:\n"
    ".LFB0:\n"
    "\t.cfi_startproc\n"
    "\t.loc 1 4 5\n"
    "\timull\t%edi, %eax\n"
    "\tret\n"
    "\t.cfi_endproc\n"
    "main:\n"
    "\t.cfi_startproc\n"
    "\tcall\tclock@PLT\n"
    "#APP\n"
    "# 8 \"a.c\" 1\n"
    "\t/* benchlint-marker 0 start */\n"
    "# 0 \"\" 2\n"
    "#NO_APP\n"
    ".L3:\n"
    "\t.loc 1 9 9\n"
    "\taddl\t$1, %ebx\n"
    "\tcall\twork\n"
    "\t.loc 2 9 1\n"
    "\tnop\n"
    "\tcmpl\t$10, %ebx\n"
    "\tjne\t.L3\n"
    "\t/* benchlint-marker 0 stop */\n"
    "\tcall\tclock@PLT\n"
    "\t/* benchlint-marker 1 start */\n"
    "\t/* benchlint-marker 1 stop */\n"
    "\t.loc 1 20 3\n"
    "\tincl\t%eax\n"
    "\t/* benchlint-marker 2 start */\n"
    "\tjmp\t*%rax\n"
    "\t/* benchlint-marker 2 stop */\n"
    "\tret\n";

static struct arena arena;
static struct assembly assembly;

static void read_gcc(void)
{
    cr_assert(assembly_read(gcc_text, strlen(gcc_text), "a.c", &arena, &assembly));
}

static void release(void)
{
    arena_release(&arena);
}

/* Instructions from one line of the file, inside or outside. */
static struct line_count of_line(const struct assembly *code, const struct between *between,
                                 uint32_t line, bool inside)
{
    bool has[32] = {false};
    struct line_set lines = {has, 32, false};

    has[line] = true;
    return between_lines(code, between, &lines, inside);
}

TestSuite(confirm, .init = read_gcc, .fini = release);

Test(confirm, a_loop_between_markers_is_seen)
{
    struct between between = between_markers(&assembly, 0, &arena);

    cr_assert(between.found);
    cr_expect(between.has_loop);
    cr_expect_eq(between.calls, 1);
    cr_expect_eq(of_line(&assembly, &between, 9, true).all, 2, "the header's line 9 is not ours");
    cr_expect_eq(of_line(&assembly, &between, 4, true).all, 2, "the callee is inside");
    cr_expect_eq(of_line(&assembly, &between, 9, true).looped, 2);
    cr_expect_eq(of_line(&assembly, &between, 9, true).calls, 1);
    cr_expect_eq(of_line(&assembly, &between, 4, true).looped, 0, "a callee does not go round");
    cr_expect_eq(of_line(&assembly, &between, 20, true).all, 0);
    cr_expect_geq(of_line(&assembly, &between, 20, false).all, 1);
}

Test(confirm, an_empty_region_is_found_and_empty)
{
    struct between between = between_markers(&assembly, 1, &arena);

    cr_assert(between.found);
    cr_expect_eq(between.count, 0);
    cr_expect_not(between.has_loop);
}

Test(confirm, an_indirect_jump_is_not_followed)
{
    cr_expect(between_markers(&assembly, 2, &arena).indirect);
    cr_expect_not(between_markers(&assembly, 1, &arena).indirect);
}

Test(confirm, a_marker_that_is_not_there_is_not_found)
{
    cr_expect_not(between_markers(&assembly, 9, &arena).found);
}

Test(confirm, the_whole_program_has_every_line)
{
    struct between all = between_all(&assembly, &arena);

    cr_expect_geq(of_line(&assembly, &all, 20, true).all, 1);
    cr_expect_eq(of_line(&assembly, &all, 9, false).all, 0);
}

/* clang for AArch64: another comment sign, other mnemonics. */
Test(confirm, aarch64_is_read)
{
    static const char text[] = "\t.file\t1 \"/src\" \"a.c\"\n"
                               "main:\n"
                               "\tbl\tclock\n"
                               "\t//APP\n"
                               "\t/* benchlint-marker 0 start */\n"
                               "\t//NO_APP\n"
                               ".LBB0_1:\n"
                               "\t.loc\t1 7 3\n"
                               "\tsubs\tx8, x8, #1\n"
                               "\tb.ne\t.LBB0_1\n"
                               "\tcbz\tx0, .LBB0_2\n"
                               "\t/* benchlint-marker 0 stop */\n"
                               ".LBB0_2:\n"
                               "\tret\n";
    struct assembly other = {0};
    struct between between;

    cr_assert(assembly_read(text, strlen(text), "/src/a.c", &arena, &other));
    between = between_markers(&other, 0, &arena);
    cr_expect(between.found);
    cr_expect(between.has_loop);
    cr_expect_eq(between.calls, 0);
    cr_expect_gt(of_line(&other, &between, 7, true).looped, 0);
}

/* The code of headers has no line of the file, but it can be counted. */
Test(confirm, code_of_other_files_is_counted_apart)
{
    struct between between = between_markers(&assembly, 0, &arena);
    struct line_set headers = {NULL, 0, true};
    struct line_count count = between_lines(&assembly, &between, &headers, true);

    cr_expect_eq(count.all, 0);
    cr_expect_gt(count.elsewhere, 0);
    cr_expect_gt(count.elsewhere_looped, 0);
}

Test(confirm, a_string_instruction_is_a_loop)
{
    static const char text[] = "\t.file 1 \"a.c\"\nmain:\n"
                               "\t/* benchlint-marker 0 start */\n"
                               "\t.loc 1 3 1\n\trep stosq\n"
                               "\t/* benchlint-marker 0 stop */\n\trep ret\n";
    struct assembly other = {0};
    struct between between;

    cr_assert(assembly_read(text, strlen(text), "a.c", &arena, &other));
    between = between_markers(&other, 0, &arena);
    cr_expect(between.has_loop);
    cr_expect_eq(of_line(&other, &between, 3, true).looped, 1);
}

Test(confirm, no_text_is_no_assembly)
{
    struct assembly none = {0};

    cr_expect_not(assembly_read("", 0, "a.c", &arena, &none));
    cr_expect_not(assembly_read("\n\n", 2, "a.c", &arena, &none));
}

Test(confirm, a_function_that_is_handed_over_may_run)
{
    static const char text[] = "\t.file\t1 \"/src\" \"a.c\"\n"
                               "\t.type\tmain._omp_fn.0, @function\n"
                               "main._omp_fn.0:\n"
                               "\t.loc\t1 7 3\n"
                               "\taddsd\t(%rcx), %xmm0\n"
                               "\tret\n"
                               "main:\n"
                               "\t.loc\t1 9 3\n"
                               "#APP\n"
                               "\t# benchlint-marker 0 start\n"
                               "#NO_APP\n"
                               "\tleaq\tmain._omp_fn.0(%rip), %rdi\n"
                               "\tcall\tGOMP_parallel@PLT\n"
                               "#APP\n"
                               "\t# benchlint-marker 0 stop\n"
                               "#NO_APP\n"
                               "\tret\n";
    struct assembly other = {0};
    struct between between;

    cr_assert(assembly_read(text, strlen(text), "/src/a.c", &arena, &other));
    between = between_markers(&other, 0, &arena);
    cr_expect_geq(of_line(&other, &between, 7, true).all, 1);
}
