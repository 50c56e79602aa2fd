/* rules/models/c/sqlite.yaml: a statement that is prepared has not run, and nobody else sees what
 * is changed in a transaction before COMMIT.  Rows are counted. */
#include <sqlite3.h>
#include <unistd.h>

#include "proof.h"

static sqlite3 *writer, *reader;

static int rows(void)
{
    sqlite3_stmt *query;
    int count = -1;

    CHECK(sqlite3_prepare_v2(reader, "SELECT count(*) FROM sale", -1, &query, NULL) == SQLITE_OK);
    if (sqlite3_step(query) == SQLITE_ROW)
        count = sqlite3_column_int(query, 0);
    sqlite3_finalize(query);
    return count;
}

static void run(const char *text)
{
    CHECK(sqlite3_exec(writer, text, NULL, NULL, NULL) == SQLITE_OK);
}

int main(void)
{
    char path[] = "/tmp/model_database.XXXXXX";
    int file = mkstemp(path);
    sqlite3_stmt *insert;

    SKIP_UNLESS(file >= 0);
    CHECK(sqlite3_open(path, &writer) == SQLITE_OK && sqlite3_open(path, &reader) == SQLITE_OK);
    run("CREATE TABLE sale (price)");
    CHECK(sqlite3_prepare_v2(writer, "INSERT INTO sale VALUES (?)", -1, &insert, NULL) ==
          SQLITE_OK);
    CHECK(sqlite3_bind_int(insert, 1, 7) == SQLITE_OK);
    CHECK(rows() == 0);
    CHECK(sqlite3_step(insert) == SQLITE_DONE);
    CHECK(rows() == 1);
    sqlite3_finalize(insert);

    run("BEGIN");
    run("INSERT INTO sale VALUES (8)");
    CHECK(rows() == 1);
    run("COMMIT");
    CHECK(rows() == 2);

    sqlite3_close(reader);
    sqlite3_close(writer);
    close(file);
    unlink(path);
    return proof_mistakes != 0;
}
