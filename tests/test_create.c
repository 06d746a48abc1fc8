/* What CREATE, ALTER and DROP make of a database: here they are executed, and the database is asked
 * what it has and what it refuses. Their texts are in test_ddl.c and in parity/tables.c. */
#include "db.h"
#include "ddl.h"
#include "orm.h"

/* ---- Helpers ---- */

/* Rows as "1,a;2,b", or the error in their place. Good until the fourth call after this one. */
static const char *rows_of(sqla_conn *c, sqla_stmt *q) {
    static char texts[4][2000];
    static int turn;
    char *text = texts[turn++ % 4];
    size_t end = 0, size = sizeof texts[0];
    sqla_result *r = sqla_execute(c, q);
    *text = '\0';
    for (int n = 0; sqla_next(r); n++)
        for (int i = 0; i < sqla_row_count(r) && end < size; i++) {
            const char *item = sqla_row_text(r, i), *before = i ? "," : n ? ";" : "";
            end += (size_t)snprintf(text + end, size - end, "%s%s", before, item ? item : "NULL");
        }
    if (sqla_result_status(r) != SQLA_OK)
        snprintf(text, size, "%s", sqla_result_error(r)->message);
    sqla_result_free(r);
    return text;
}
static const char *rows(sqla_conn *c, const char *sql) { return rows_of(c, sqla_text(sql)); }

/* SQL that works, is refused by a constraint, or fails otherwise; on a savepoint, so that the
 * transaction goes on. */
static sqla_status try_stmt(sqla_conn *c, sqla_stmt *q) {
    sqla_status status = sqla_begin_nested(c);
    if (status) {
        sqla_unref(q);
        return status;
    }
    status = sqla_exec(c, q) < 0 ? sqla_error(c)->code : SQLA_OK;
    if (status) sqla_rollback(c);
    else sqla_commit(c);
    sqla_clear_error(c);
    return status;
}
static sqla_status try_sql(sqla_conn *c, const char *sql) { return try_stmt(c, sqla_text(sql)); }

#define WORKS(c, sql)   CHECK_STATUS(try_sql((c), (sql)), SQLA_OK)
#define REFUSED(c, sql) CHECK_STATUS(try_sql((c), (sql)), SQLA_INTEGRITY_ERROR)
#define DOES(c, stmt)   CHECK_STATUS(try_stmt((c), (stmt)), SQLA_OK)

/* The lines of an engine's log that begin a CREATE, ALTER or DROP, in order: "CREATE TABLE a;". */
static struct { char text[3000]; int n; } told;
static void tell(const char *line, void *user) {
    static const char *const words[] = { "CREATE ", "ALTER ", "DROP ", "COMMENT " };
    (void)user;
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        size_t end = strlen(told.text), length = strcspn(line, "(\n");
        if (strncmp(line, words[i], strlen(words[i])) != 0) continue;
        told.n++;
        snprintf(told.text + end, sizeof told.text - end, "%.*s;",
                 (int)(line[length] == '(' && line[length - 1] == ' ' ? length - 1 : length), line);
    }
}
static void hush(void) { memset(&told, 0, sizeof told); }

static sqla_engine *telling(const char *url) {
    hush();
    return sqla_create_engine(url, .echo = true, .log = tell);
}

/* Metadata on an empty database: nothing is made yet. */
static db open_empty(sqla_metadata *md) {
    db d = { md, telling(empty_url()), NULL };
    d.c = sqla_connect(d.e);
    return d;
}
/* Everything made. */
static db open_made(sqla_metadata *md) {
    db d = { md, telling(empty_url()), NULL };
    CHECK_STR(sqla_error(md)->message, "");
    CHECK_STATUS(sqla_create_all(d.e, md), SQLA_OK);
    d.c = sqla_connect(d.e);
    return d;
}

static bool there(sqla_conn *c, const char *name) { return sqla_has_table(c, NULL, name); }

#define ID SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true)

/* ---- create_all and drop_all ---- */

SQLA_TABLE(parent, "parent", ID);
SQLA_TABLE(child, "child", ID,
    SQLA_TABLE_COLUMN("p", SQLA_INTEGER, .foreign_key = "parent.id", .fk_name = "fk_child_p"));
SQLA_TABLE(grandchild, "grandchild", ID,
    SQLA_TABLE_COLUMN("c", SQLA_INTEGER, .foreign_key = "child.id"));

TEST(all_is_made_once_and_dropped_backwards) {
    db d = open_empty(sqla_metadata_new(&grandchild, &child, &parent));
    CHECK_STATUS(sqla_create_all(d.e, d.md), SQLA_OK);
    CHECK_STR(told.text, "CREATE TABLE parent;CREATE TABLE child;CREATE TABLE grandchild;");
    hush();
    CHECK_STATUS(sqla_create_all(d.e, d.md), SQLA_OK);
    CHECK_INT(told.n, 0);
    CHECK(there(d.c, "grandchild"));
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    CHECK_STATUS(sqla_drop_all(d.e, d.md), SQLA_OK);
    CHECK_STR(told.text, "DROP TABLE grandchild;DROP TABLE child;DROP TABLE parent;");
    CHECK(!there(d.c, "parent"));
    hush();
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    CHECK_STATUS(sqla_drop_all(d.e, d.md), SQLA_OK);
    CHECK_INT(told.n, 0);
    db_close(&d);
}

/* Two tables that refer to each other. */
SQLA_TABLE(hen, "hen", ID,
    SQLA_TABLE_COLUMN("egg_id", SQLA_INTEGER, .foreign_key = "egg.id", .fk_name = "fk_hen_egg"));
SQLA_TABLE(egg, "egg", ID,
    SQLA_TABLE_COLUMN("hen_id", SQLA_INTEGER, .foreign_key = "hen.id", .fk_name = "fk_egg_hen"));
/* One that does not wait for the other one's key. */
SQLA_TABLE(cart, "cart", ID,
    SQLA_TABLE_COLUMN("horse_id", SQLA_INTEGER, .foreign_key = "horse.id", .use_alter = true,
                      .fk_name = "fk_cart_horse"));
SQLA_TABLE(horse, "horse", ID,
    SQLA_TABLE_COLUMN("cart_id", SQLA_INTEGER, .foreign_key = "cart.id"));
SQLA_TABLE(chicken, "chicken", ID,
    SQLA_TABLE_COLUMN("nest_id", SQLA_INTEGER, .foreign_key = "nest.id"));
SQLA_TABLE(nest, "nest", ID,
    SQLA_TABLE_COLUMN("chicken_id", SQLA_INTEGER, .foreign_key = "chicken.id"));

TEST(tables_in_a_circle_get_their_keys_at_the_end) {
    db d = open_made(sqla_metadata_new(&hen, &egg));
    if (on_postgresql()) {
        CHECK_HAS(told.text, "ALTER TABLE egg ADD CONSTRAINT fk_egg_hen FOREIGN KEY;");
        CHECK_HAS(told.text, "ALTER TABLE hen ADD CONSTRAINT fk_hen_egg FOREIGN KEY;");
        CHECK(strstr(told.text, "CREATE TABLE egg") < strstr(told.text, "ALTER TABLE"));
        CHECK(strstr(told.text, "CREATE TABLE hen") < strstr(told.text, "ALTER TABLE"));
    }
    REFUSED(d.c, "INSERT INTO egg (id, hen_id) VALUES (1, 7)");
    REFUSED(d.c, "INSERT INTO hen (id, egg_id) VALUES (1, 7)");
    WORKS(d.c, "INSERT INTO egg (id) VALUES (1)");
    WORKS(d.c, "INSERT INTO hen (id, egg_id) VALUES (1, 1)");
    WORKS(d.c, "UPDATE egg SET hen_id = 1");
    REFUSED(d.c, "DELETE FROM hen");
    /* SQLite deletes the rows of what it drops, one table after the other. */
    if (!on_postgresql()) WORKS(d.c, "UPDATE hen SET egg_id = NULL");
    if (!on_postgresql()) WORKS(d.c, "UPDATE egg SET hen_id = NULL");
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    CHECK_STATUS(sqla_drop_all(d.e, d.md), SQLA_OK);
    CHECK(!there(d.c, "hen") && !there(d.c, "egg"));
    db_close(&d);
}

TEST(a_key_that_is_added_later_breaks_a_circle) {
    db d = open_made(sqla_metadata_new(&cart, &horse));
    if (on_postgresql())
        CHECK_STR(told.text, "CREATE TABLE cart;CREATE TABLE horse;"
                             "ALTER TABLE cart ADD CONSTRAINT fk_cart_horse FOREIGN KEY;");
    REFUSED(d.c, "INSERT INTO cart (id, horse_id) VALUES (1, 7)");
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    CHECK_STATUS(sqla_drop_all(d.e, d.md), SQLA_OK);
    CHECK(!there(d.c, "cart") && !there(d.c, "horse"));
    db_close(&d);
}

TEST(a_circle_without_names_cannot_be_dropped) {
    db d = open_made(sqla_metadata_new(&chicken, &nest));
    sqla_status want = on_postgresql() ? SQLA_CIRCULAR_DEPENDENCY : SQLA_OK;
    CHECK_STATUS(sqla_drop_all(d.e, d.md), want);
    if (on_postgresql()) CHECK_HAS(sqla_error(d.e)->message, "need names");
    CHECK(there(d.c, "nest") == on_postgresql());
    db_close(&d);
}

TEST(statements_make_and_drop_what_they_name) {
    CHECK_SQL(sqla_create_table(&child, .if_not_exists = true), "default",
              "CREATE TABLE IF NOT EXISTS child ( id INTEGER NOT NULL, p INTEGER, PRIMARY KEY (id), "
              "CONSTRAINT fk_child_p FOREIGN KEY(p) REFERENCES parent (id) )");
    CHECK_SQL(sqla_drop_constraint(&child, "fk_child_p"), "mysql",
              "ALTER TABLE child DROP FOREIGN KEY fk_child_p");
    db d = open_empty(sqla_metadata_new(&parent, &child));
    DOES(d.c, sqla_create_table(&parent));
    CHECK(there(d.c, "parent"));
    CHECK_STATUS(try_stmt(d.c, sqla_create_table(&parent)), bad_sql());
    DOES(d.c, sqla_create_table(&parent, .if_not_exists = true));
    DOES(d.c, sqla_drop_table(&parent));
    CHECK(!there(d.c, "parent"));
    CHECK_STATUS(try_stmt(d.c, sqla_drop_table(&parent)), bad_sql());
    DOES(d.c, sqla_drop_table(&parent, .if_exists = true));
    db_close(&d);
}

TEST(cascade_takes_along_what_depends_on_a_table) {
    if (!needs_postgresql()) return;
    db d = open_made(sqla_metadata_new(&parent, &child));
    CHECK(try_stmt(d.c, sqla_drop_table(&parent)) != SQLA_OK);
    DOES(d.c, sqla_drop_table(&parent, .cascade = true));
    WORKS(d.c, "INSERT INTO child (id, p) VALUES (1, 99)");
    db_close(&d);
}

/* ---- Keys ---- */

SQLA_TABLE(member, "member",
    SQLA_TABLE_COLUMN("user_id", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("role_id", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("since", SQLA_INTEGER, .not_null = true),
    SQLA_TABLE_COLUMN("note", SQLA_STRING(10)),
    SQLA_PRIMARY_KEY("pk_member", "user_id", "role_id"));

TEST(keys_of_two_columns_and_not_null_hold) {
    db d = open_made(sqla_metadata_new(&member));
    WORKS(d.c, "INSERT INTO member VALUES (1, 1, 2020, NULL), (1, 2, 2021, NULL)");
    REFUSED(d.c, "INSERT INTO member VALUES (1, 1, 2022, NULL)");
    REFUSED(d.c, "INSERT INTO member (user_id, role_id) VALUES (2, 2)");
    REFUSED(d.c, "INSERT INTO member (user_id, since) VALUES (2, 2022)");
    CHECK_STR(rows(d.c, "SELECT count(*) FROM member"), "2");
    CHECK_TABLES("mssql", "CREATE TABLE member ( user_id INTEGER NOT NULL, role_id INTEGER NOT "
                 "NULL, since INTEGER NOT NULL, note VARCHAR(10) NULL, CONSTRAINT pk_member "
                 "PRIMARY KEY (user_id, role_id) );", &member);
    db_close(&d);
}

SQLA_TABLE(pair_parent, "par",
    SQLA_TABLE_COLUMN("a", SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("b", SQLA_INTEGER, .primary_key = true));
SQLA_TABLE(pair_child, "ch",
    SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("n", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("m", SQLA_INTEGER),
    SQLA_FOREIGN_KEY("fk_ch", SQLA_NAMES("n", "m"), "par", SQLA_NAMES("a", "b"),
                     .ondelete = "CASCADE", .fk_onupdate = "SET NULL"));

TEST(foreign_keys_of_two_columns_act_on_delete_and_update) {
    db d = open_made(sqla_metadata_new(&pair_parent, &pair_child));
    WORKS(d.c, "INSERT INTO par VALUES (1, 1), (1, 2)");
    REFUSED(d.c, "INSERT INTO ch VALUES (1, 1, 3)");
    WORKS(d.c, "INSERT INTO ch VALUES (1, 1, 1), (2, 1, 2)");
    WORKS(d.c, "UPDATE par SET b = 9 WHERE b = 1");
    CHECK_STR(rows(d.c, "SELECT * FROM ch ORDER BY id"), "1,NULL,NULL;2,1,2");
    WORKS(d.c, "DELETE FROM par WHERE b = 2");
    CHECK_STR(rows(d.c, "SELECT id FROM ch"), "1");
    db_close(&d);
}

SQLA_TABLE(patient, "patient", ID,
    SQLA_TABLE_COLUMN("p", SQLA_INTEGER, .foreign_key = "parent.id", .deferrable = true,
                      .initially = "DEFERRED", .fk_name = "fk_patient"));

TEST(a_deferred_foreign_key_is_checked_at_commit) {
    db d = open_made(sqla_metadata_new(&parent, &patient));
    CHECK_INT(sqla_exec(d.c, sqla_text("INSERT INTO patient VALUES (1, 5)")), 1);
    CHECK_INT(sqla_exec(d.c, sqla_text("INSERT INTO parent VALUES (5)")), 1);
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    CHECK_INT(sqla_exec(d.c, sqla_text("INSERT INTO patient VALUES (2, 6)")), 1);
    CHECK_STATUS(sqla_commit(d.c), SQLA_INTEGRITY_ERROR);
    sqla_clear_error(d.c);
    sqla_rollback_all(d.c);
    CHECK_STR(rows(d.c, "SELECT id FROM patient"), "1");
    db_close(&d);
}

SQLA_TABLE(matched, "matched", ID,
    SQLA_TABLE_COLUMN("n", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("m", SQLA_INTEGER),
    SQLA_FOREIGN_KEY(NULL, SQLA_NAMES("n", "m"), "par", SQLA_NAMES("a", "b"), .match = "FULL"));

TEST(match_full_wants_all_columns_or_none) {
    if (!needs_postgresql()) return;
    db d = open_made(sqla_metadata_new(&pair_parent, &matched));
    WORKS(d.c, "INSERT INTO matched VALUES (1, NULL, NULL)");
    REFUSED(d.c, "INSERT INTO matched VALUES (2, 1, NULL)");
    db_close(&d);
}

/* ---- Unique, check, names by convention ---- */

SQLA_TABLE(ruled, "ruled", ID,
    SQLA_TABLE_COLUMN("a", SQLA_INTEGER, .check = "a > 0", .check_name = "ck_ruled_a"),
    SQLA_TABLE_COLUMN("b", SQLA_INTEGER, .unique = true),
    SQLA_TABLE_COLUMN("c", SQLA_INTEGER),
    SQLA_UNIQUE("uq_ruled", "a", "c"),
    SQLA_CHECK("ck_ruled", "c <> a"));

TEST(unique_and_check_refuse_rows) {
    db d = open_made(sqla_metadata_new(&ruled));
    WORKS(d.c, "INSERT INTO ruled VALUES (1, 1, 1, 2), (2, 1, 2, 3)");
    REFUSED(d.c, "INSERT INTO ruled VALUES (3, 0, 3, 3)");
    REFUSED(d.c, "INSERT INTO ruled VALUES (3, 2, 1, 3)");
    REFUSED(d.c, "INSERT INTO ruled VALUES (3, 1, 3, 2)");
    REFUSED(d.c, "INSERT INTO ruled VALUES (3, 4, 3, 4)");
    CHECK_INT(sqla_exec(d.c, sqla_text("INSERT INTO ruled VALUES (3, 4, 3, 4)")), -1);
    CHECK_HAS(sqla_error(d.c)->message, "ck_ruled");
    db_close(&d);
}

static const sqla_naming convention = {
    .pk = "pk_%(table_name)s", .fk = "fk_%(table_name)s_%(column_0_name)s_%(referred_table_name)s",
    .ck = "ck_%(table_name)s_%(constraint_name)s", .uq = "uq_%(table_name)s_%(column_0_name)s",
    .ix = "ix_%(table_name)s_%(column_0_name)s" };

SQLA_TABLE(named, "ch", ID,
    SQLA_TABLE_COLUMN("par_id", SQLA_INTEGER, .foreign_key = "parent.id", .index = true),
    SQLA_TABLE_COLUMN("email", SQLA_STRING(20), .unique = true),
    SQLA_TABLE_COLUMN("n", SQLA_INTEGER),
    SQLA_CHECK("pos", "n > 0"));

static sqla_metadata *with_names(sqla_metadata *md) {
    CHECK_STATUS(sqla_metadata_naming_n(md, &convention), SQLA_OK);
    return md;
}

TEST(conventions_name_what_has_no_name) {
    db d = open_made(with_names(sqla_metadata_new(&parent, &named)));
    if (on_postgresql())
        CHECK_STR(rows(d.c, "SELECT conname FROM pg_constraint WHERE conrelid = 'ch'::regclass "
                            "AND contype <> 'n' ORDER BY 1"),
                  "ck_ch_pos;fk_ch_par_id_parent;pk_ch;uq_ch_email");
    else
        CHECK_HAS(rows(d.c, "SELECT replace(sql, char(10) || char(9), '') FROM sqlite_master "
                            "WHERE name = 'ch'"), "CONSTRAINT pk_ch PRIMARY KEY (id), CONSTRAINT ck_ch_pos "
                  "CHECK (n > 0), CONSTRAINT fk_ch_par_id_parent FOREIGN KEY(par_id) REFERENCES parent "
                  "(id), CONSTRAINT uq_ch_email UNIQUE (email)");
    CHECK_STR(rows(d.c, on_postgresql()
        ? "SELECT count(*) FROM pg_indexes WHERE indexname = 'ix_ch_par_id'"
        : "SELECT count(*) FROM sqlite_master WHERE name = 'ix_ch_par_id'"), "1");
    CHECK_INT(sqla_exec(d.c, sqla_text("INSERT INTO ch (id, n) VALUES (1, 0)")), -1);
    CHECK_HAS(sqla_error(d.c)->message, "ck_ch_pos");
    db_close(&d);
}

TEST(constraints_are_dropped_and_added_by_their_name) {
    if (!needs_postgresql()) return;
    db d = open_made(sqla_metadata_new(&ruled));
    WORKS(d.c, "INSERT INTO ruled VALUES (1, 1, 1, 2)");
    DOES(d.c, sqla_drop_constraint(&ruled, "uq_ruled"));
    WORKS(d.c, "INSERT INTO ruled VALUES (2, 1, 2, 2)");
    CHECK_STATUS(try_stmt(d.c, sqla_add_constraint(&ruled, "uq_ruled")), SQLA_INTEGRITY_ERROR);
    WORKS(d.c, "DELETE FROM ruled WHERE id = 2");
    DOES(d.c, sqla_add_constraint(&ruled, "uq_ruled"));
    REFUSED(d.c, "INSERT INTO ruled VALUES (2, 1, 2, 2)");
    DOES(d.c, sqla_drop_constraint(&ruled, "ck_ruled", .if_exists = true));
    DOES(d.c, sqla_drop_constraint(&ruled, "ck_ruled", .if_exists = true));
    WORKS(d.c, "INSERT INTO ruled VALUES (2, 4, 2, 4)");
    db_close(&d);
}

TEST(names_of_a_convention_are_dropped_too) {
    if (!needs_postgresql()) return;
    db d = open_made(with_names(sqla_metadata_new(&parent, &named)));
    REFUSED(d.c, "INSERT INTO ch (id, par_id) VALUES (1, 7)");
    DOES(d.c, sqla_drop_constraint(&named, "fk_ch_par_id_parent", .metadata = d.md));
    WORKS(d.c, "INSERT INTO ch (id, par_id) VALUES (1, 7)");
    CHECK_SQL(sqla_drop_constraint(&named, "fk_ch_par_id_parent", .metadata = d.md), "mysql",
              "ALTER TABLE ch DROP FOREIGN KEY fk_ch_par_id_parent");
    db_close(&d);
}

/* ---- Computed columns ---- */

typedef struct Line { int64_t id; int32_t price, count, total; } Line;
SQLA_MODEL(Line, "lines",
    SQLA_COLUMN(Line, id,    .primary_key = true),
    SQLA_COLUMN(Line, price),
    SQLA_COLUMN(Line, count),
    SQLA_COLUMN(Line, total, .computed = SQLA_COMPUTED("price * count", .persisted = true)));

TEST(a_computed_value_is_fetched_after_insert_and_update) {
    db d = open_made(sqla_metadata_new(sqla_entity(Line)));
    sqla_stmt *q = sqla_insert(sqla_entity(Line));
    sqla_set(q, sqla_col(Line, price), 3);
    sqla_set(q, sqla_col(Line, count), 4);
    CHECK_STR(rows_of(d.c, sqla_returning(q, sqla_col(Line, total))), "12");
    q = sqla_set(sqla_update(sqla_entity(Line)), sqla_col(Line, count), 5);
    CHECK_STR(rows_of(d.c, sqla_returning(q, sqla_col(Line, total))), "15");
    CHECK(try_sql(d.c, "UPDATE lines SET total = 1") != SQLA_OK);
    db_close(&d);
}

TEST(a_session_fetches_computed_values) {
    fix f = fix_open(empty_url(), sqla_metadata_new(sqla_entity(Line)));
    Line *a = sqla_add(f.s, sqla_new(Line, .price = 3, .count = 4));
    Line *b = sqla_add(f.s, sqla_new(Line, .price = 2, .count = 1));
    NEED(a && b);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(a->total, 12);
    CHECK_INT(b->total, 2);
    a->count = 5;
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(a->total, 15);
    CHECK_STR(stored_list(f.s, "SELECT total FROM lines ORDER BY id"), "15,2");
done:
    close_fix(&f);
}

TEST(an_expression_alone_computes_too) {
    fix f = fix_open(empty_url(), sqla_metadata_new(sqla_entity(Line)));
    Line *a = sqla_add(f.s, sqla_new(Line, .price = 3, .count = 4));
    NEED(a);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_STATUS(sqla_setattr(a, count, sqla_plus(sqla_col(Line, count), 2)), SQLA_OK);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(a->count, 6);
    CHECK_INT(a->total, 18);
    sqla_stmt *q = sqla_set(sqla_update(sqla_entity(Line)), sqla_col(Line, price), 10);
    CHECK_INT(sqla_exec(f.s, q), 1);
    CHECK(sqla_get(f.s, Line, a->id) == a);
    CHECK_INT(a->total, 60);
done:
    close_fix(&f);
}

typedef struct Tally { int64_t id; int32_t n, version, touched; } Tally;
SQLA_MODEL(Tally, "tallies",
    SQLA_COLUMN(Tally, id,      .primary_key = true),
    SQLA_COLUMN(Tally, n),
    SQLA_COLUMN(Tally, version),
    SQLA_COLUMN(Tally, touched, .onupdate = SQLA_DEFAULT_INT(7)),
    SQLA_MAPPER_ARGS(.version_id_col = "version"));

TEST(an_expression_alone_is_an_update_like_others) {
    fix f = fix_open(empty_url(), sqla_metadata_new(sqla_entity(Tally)));
    Tally *a = sqla_add(f.s, sqla_new(Tally, .n = 3));
    NEED(a);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_STATUS(sqla_setattr(a, n, sqla_plus(sqla_col(Tally, n), 2)), SQLA_OK);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(a->n, 5);
    CHECK_INT(a->version, 2);
    CHECK_INT(a->touched, 7);
    CHECK_INT(stored(f.s, "SELECT version FROM tallies"), 2);
    CHECK_STATUS(sqla_setattr(a, touched, sqla_plus(sqla_col(Tally, touched), 1)), SQLA_OK);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(a->touched, 8);
    CHECK_INT(a->version, 3);
done:
    close_fix(&f);
}

TEST(a_copy_of_a_plain_struct_computes_too) {
    fix f = fix_open(empty_url(), sqla_metadata_new(sqla_entity(Line)));
    const Line plain = { .price = 3, .count = 4 };
    Line *a = sqla_add_copy(f.s, Line, &plain);
    NEED(a);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK_INT(stored(f.s, "SELECT total FROM lines"), 12);
    const Line read = { .id = 2, .price = 3, .count = 5, .total = 12 };
    NEED(sqla_add_copy(f.s, Line, &read));
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK_INT(stored(f.s, "SELECT total FROM lines WHERE id = 2"), 15);
    const Line merged = { .id = 1, .price = 3, .count = 6 };
    Line *b = sqla_merge_copy(f.s, Line, &merged);
    NEED(b);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(b->total, 18);
done:
    close_fix(&f);
}

/* The database refuses it, as it does outside of a session. */
TEST(a_value_of_ones_own_is_not_computed) {
    fix f = fix_open(empty_url(), sqla_metadata_new(sqla_entity(Line)));
    NEED(sqla_add(f.s, sqla_new(Line, .price = 3, .count = 4, .total = 5)));
    CHECK(sqla_flush(f.s) != SQLA_OK);
done:
    close_fix(&f);
}

TEST(plain_structs_leave_computed_columns_alone) {
    db d = open_made(sqla_metadata_new(sqla_entity(Line)));
    Line two[2] = { { .price = 3, .count = 4 }, { .price = 2, .count = 1, .total = 99 } };
    CHECK_STATUS(sqla_bulk_insert(d.c, Line, two, 2), SQLA_OK);
    CHECK_STR(rows(d.c, "SELECT id, total FROM lines ORDER BY id"), "1,12;2,2");
    two[0].id = 1, two[1].id = 2, two[1].count = 7;
    CHECK_STATUS(sqla_bulk_update(d.c, Line, two, 2), SQLA_OK);
    CHECK_STR(rows(d.c, "SELECT id, total FROM lines ORDER BY id"), "1,12;2,14");
    db_close(&d);
}

SQLA_TABLE(virtual_line, "v", ID,
    SQLA_TABLE_COLUMN("x", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("n", SQLA_INTEGER, .computed = SQLA_COMPUTED("x * 2", .persisted = SQLA_NO)));

TEST(a_column_computed_when_read) {
    CHECK_TABLES("postgresql", NULL, &virtual_line);        /* version 15 has none */
    CHECK_TABLES("mssql", "CREATE TABLE v ( id INTEGER NOT NULL IDENTITY, x INTEGER NULL, "
                 "n AS (x * 2), PRIMARY KEY (id) );", &virtual_line);
    CHECK_TABLES("oracle", NULL, sqla_entity(Line));        /* nor has Oracle stored ones */
    db d = db_with(sqla_create_engine("sqlite://"), sqla_metadata_new(&virtual_line));
    sqla_stmt *q = sqla_set(sqla_insert(&virtual_line), sqla_c(&virtual_line, "x"), 21);
    CHECK_STR(rows_of(d.c, sqla_returning(q, sqla_c(&virtual_line, "n"))), "42");
    CHECK_STR(rows(d.c, "SELECT hidden FROM pragma_table_xinfo('v') WHERE name = 'n'"), "2");
    db_close(&d);
}

TEST(what_a_database_cannot_compute_is_told) {
    if (!needs_postgresql()) return;
    db d = open_empty(sqla_metadata_new(&virtual_line));
    CHECK_STATUS(sqla_create_all(d.e, d.md), SQLA_COMPILE_ERROR);
    CHECK_HAS(sqla_error(d.e)->message, "computed columns that are not stored: 'n'");
    CHECK(!there(d.c, "v"));
    db_close(&d);
}

/* ---- Identity columns ---- */

typedef struct Ticket { int64_t id; const char *name; } Ticket;
SQLA_MODEL(Ticket, "tickets",
    SQLA_COLUMN(Ticket, id, .primary_key = true,
                .identity = SQLA_IDENTITY(.always = true, .start = 5, .increment = 10)),
    SQLA_COLUMN(Ticket, name));

/* Where identity columns are not known, the key counts by itself. */
#define FIRST  (on_postgresql() ? 5 : 1)
#define SECOND (on_postgresql() ? 15 : 2)

TEST(an_identity_numbers_rows) {
    db d = open_made(sqla_metadata_new(sqla_entity(Ticket)));
    sqla_stmt *q = sqla_set(sqla_insert(sqla_entity(Ticket)), sqla_col(Ticket, name), "a");
    sqla_result *r = sqla_execute(d.c, q);
    CHECK_INT(sqla_inserted_key(r, 0), FIRST);
    sqla_result_free(r);
    q = sqla_set(sqla_insert(sqla_entity(Ticket)), sqla_col(Ticket, name), "b");
    CHECK_STR(rows_of(d.c, sqla_returning(q, sqla_col(Ticket, id))), on_postgresql() ? "15" : "2");
    if (on_postgresql()) {
        CHECK(try_sql(d.c, "INSERT INTO tickets (id) VALUES (1)") != SQLA_OK);
        CHECK_STR(rows(d.c, "SELECT is_identity, identity_generation, identity_start FROM "
                            "information_schema.columns WHERE table_name = 'tickets' AND "
                            "column_name = 'id'"), "YES,ALWAYS,5");
    }
    db_close(&d);
}

TEST(a_session_and_plain_structs_get_identities) {
    fix f = fix_open(empty_url(), sqla_metadata_new(sqla_entity(Ticket)));
    const Ticket plain[2] = { { .name = "c" }, { .name = "d" } };
    Ticket *a = sqla_add(f.s, sqla_new(Ticket, .name = "a"));
    Ticket *b = sqla_add(f.s, sqla_new(Ticket, .name = "b"));
    NEED(a && b);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(a->id, FIRST);
    CHECK_INT(b->id, SECOND);
    CHECK_STATUS(sqla_bulk_insert(f.s, Ticket, plain, 2), SQLA_OK);
    CHECK_STR(stored_list(f.s, "SELECT id FROM tickets ORDER BY name"),
              on_postgresql() ? "5,15,25,35" : "1,2,3,4");
done:
    close_fix(&f);
}

typedef struct Visit { int64_t id; int32_t number; const char *who; } Visit;
SQLA_MODEL(Visit, "visits",
    SQLA_COLUMN(Visit, id, .primary_key = true, .no_autoincrement = true),
    SQLA_COLUMN(Visit, number, .identity = SQLA_IDENTITY(.always = true, .start = 100)),
    SQLA_COLUMN(Visit, who));

TEST(an_identity_beside_the_key) {
    if (!needs_postgresql()) return;
    fix f = fix_open(empty_url(), sqla_metadata_new(sqla_entity(Visit)));
    Visit more[2] = { { .id = 8 }, { .id = 9 } };
    Visit *v = sqla_add(f.s, sqla_new(Visit, .id = 7, .who = "a"));
    NEED(v);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(v->number, 100);
    v->who = "b";
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_STATUS(sqla_bulk_insert(f.s, Visit, more, 2, .omit = SQLA_NAMES("number")), SQLA_OK);
    more[0].who = "c";
    CHECK_STATUS(sqla_bulk_update(f.s, Visit, more, 2), SQLA_OK);
    CHECK_STR(stored_list(f.s, "SELECT number FROM visits ORDER BY id"), "100,101,102");
    CHECK_STR(stored_list(f.s, "SELECT who FROM visits ORDER BY id"), "b,c,NULL");
done:
    close_fix(&f);
}

/* ---- Sequences ---- */

typedef struct Part { int64_t id; const char *name; } Part;
SQLA_MODEL(Part, "parts",
    SQLA_COLUMN(Part, id, .primary_key = true,
                .sequence = SQLA_SEQUENCE("part_seq", .start = 3, .increment = 2)),
    SQLA_COLUMN(Part, name));

static const char *const a_sequence = "SELECT count(*) FROM pg_sequences WHERE sequencename = "
                                      "'part_seq'";

TEST(sequences_come_and_go_with_their_tables) {
    if (!needs_postgresql()) return;
    db d = open_made(sqla_metadata_new(sqla_entity(Part)));
    CHECK_STR(told.text, "CREATE SEQUENCE IF NOT EXISTS part_seq INCREMENT BY 2 START WITH 3;"
                         "CREATE TABLE parts;");
    CHECK_STR(rows(d.c, a_sequence), "1");
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    CHECK_STATUS(sqla_create_all(d.e, d.md), SQLA_OK);
    CHECK_STATUS(sqla_drop_all(d.e, d.md), SQLA_OK);
    CHECK_STR(rows(d.c, a_sequence), "0");
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    CHECK_STATUS(sqla_drop_all(d.e, d.md), SQLA_OK);
    db_close(&d);
}

TEST(the_next_value_of_a_sequence) {
    if (!needs_postgresql()) return;
    db d = open_empty(sqla_metadata_new(&parent));
    DOES(d.c, sqla_create_sequence(SQLA_SEQUENCE("sq", .start = 3, .increment = 2, .minvalue = 1,
                                                 .maxvalue = 7, .cycle = true)));
    CHECK_STR(rows_of(d.c, sqla_select(sqla_next_value(SQLA_SEQUENCE("sq")))), "3");
    CHECK_INT(sqla_scalar_int(d.c, sqla_select(sqla_next_value(SQLA_SEQUENCE("sq")))), 5);
    CHECK_INT(sqla_scalar_int(d.c, sqla_select(sqla_next_value(SQLA_SEQUENCE("sq")))), 7);
    CHECK_INT(sqla_scalar_int(d.c, sqla_select(sqla_next_value(SQLA_SEQUENCE("sq")))), 1);
    CHECK(try_stmt(d.c, sqla_create_sequence(SQLA_SEQUENCE("sq"))) != SQLA_OK);
    DOES(d.c, sqla_create_sequence(SQLA_SEQUENCE("sq"), .if_not_exists = true));
    DOES(d.c, sqla_drop_sequence(SQLA_SEQUENCE("sq")));
    DOES(d.c, sqla_drop_sequence(SQLA_SEQUENCE("sq"), .if_exists = true));
    CHECK(try_stmt(d.c, sqla_select(sqla_next_value(SQLA_SEQUENCE("sq")))) != SQLA_OK);
    db_close(&d);
}

TEST(an_insert_takes_the_next_number) {
    db d = open_made(sqla_metadata_new(sqla_entity(Part)));
    sqla_result *r = sqla_execute(d.c, sqla_set(sqla_insert(sqla_entity(Part)),
                                                sqla_col(Part, name), "a"));
    CHECK_INT(sqla_inserted_key(r, 0), on_postgresql() ? 3 : 1);
    sqla_result_free(r);
    sqla_stmt *q = sqla_set(sqla_insert(sqla_entity(Part)), sqla_col(Part, name), "b");
    CHECK_STR(rows_of(d.c, sqla_returning(q, sqla_col(Part, id))), on_postgresql() ? "5" : "2");
    q = sqla_set(sqla_insert(sqla_entity(Part)), sqla_col(Part, id), 100);
    CHECK_INT(sqla_exec(d.c, q), 1);
    CHECK_STR(rows(d.c, "SELECT id, name FROM parts ORDER BY id"),
              on_postgresql() ? "3,a;5,b;100,NULL" : "1,a;2,b;100,NULL");
    db_close(&d);
}

TEST(a_session_takes_numbers_of_a_sequence) {
    fix f = fix_open(empty_url(), sqla_metadata_new(sqla_entity(Part)));
    const Part plain = { .name = "d" };
    Part *a = sqla_add(f.s, sqla_new(Part, .name = "a"));
    Part *b = sqla_add(f.s, sqla_new(Part, .name = "b"));
    Part *c = sqla_add(f.s, sqla_new(Part, .id = 100, .name = "c"));
    Part *d = sqla_add_copy(f.s, Part, &plain);
    NEED(a && b && c && d);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(a->id, on_postgresql() ? 3 : 1);
    CHECK_INT(b->id, on_postgresql() ? 5 : 2);
    CHECK_INT(c->id, 100);
    CHECK_INT(d->id, on_postgresql() ? 7 : 101);
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK(sqla_get(f.s, Part, b->id) == b);
    CHECK_STR(stored_list(f.s, "SELECT name FROM parts ORDER BY id"),
              on_postgresql() ? "a,b,d,c" : "a,b,c,d");
done:
    close_fix(&f);
}

TEST(many_objects_take_numbers_in_their_order) {
    fix f = fix_open(empty_url(), sqla_metadata_new(sqla_entity(Part)));
    enum { N = 50 };
    Part *list[N];
    char names[N][8];
    for (int i = 0; i < N; i++) {
        snprintf(names[i], sizeof names[i], "p%02d", i);
        NEED((list[i] = sqla_add(f.s, sqla_new(Part))) != NULL);
        list[i]->name = names[i];
    }
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    for (int i = 0; i < N; i++) CHECK_INT(list[i]->id, on_postgresql() ? 3 + 2 * i : i + 1);
    CHECK_INT(stored(f.s, on_postgresql()
        ? "SELECT count(*) FROM parts WHERE name = 'p' || lpad(((id - 3) / 2)::text, 2, '0')"
        : "SELECT count(*) FROM parts WHERE name = printf('p%02d', id - 1)"), N);
done:
    close_fix(&f);
}

typedef struct Count { int64_t id; const char *name; } Count;
SQLA_MODEL(Count, "counts",
    SQLA_COLUMN(Count, id, .primary_key = true,
                .identity = SQLA_IDENTITY(.start = -1, .increment = -1)),
    SQLA_COLUMN(Count, name));
typedef struct Hour { int64_t id; const char *name; } Hour;
SQLA_MODEL(Hour, "hours",
    SQLA_COLUMN(Hour, id, .primary_key = true,
                .sequence = SQLA_SEQUENCE("hour_seq", .start = 11, .maxvalue = 12, .cycle = true)),
    SQLA_COLUMN(Hour, name));

/* Keys that do not ascend are given to the right objects, too. */
TEST(numbers_that_go_down_or_round) {
    if (!needs_postgresql()) return;
    fix f = fix_open(empty_url(), sqla_metadata_new(sqla_entity(Count), sqla_entity(Hour)));
    Count *a = sqla_add(f.s, sqla_new(Count, .name = "a"));
    Count *b = sqla_add(f.s, sqla_new(Count, .name = "b"));
    Hour *x[3] = { sqla_add(f.s, sqla_new(Hour, .name = "x")),
                   sqla_add(f.s, sqla_new(Hour, .name = "y")),
                   sqla_add(f.s, sqla_new(Hour, .name = "z")) };
    NEED(a && b && x[0] && x[1] && x[2]);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(a->id, -1);
    CHECK_INT(b->id, -2);
    CHECK_STR(stored_list(f.s, "SELECT name FROM counts ORDER BY id DESC"), "a,b");
    CHECK_INT(x[0]->id, 11);
    CHECK_INT(x[1]->id, 12);
    CHECK_INT(x[2]->id, 1);
    CHECK_STR(stored_list(f.s, "SELECT name FROM hours ORDER BY id"), "z,x,y");
done:
    close_fix(&f);
}

TEST(plain_structs_take_numbers_of_a_sequence) {
    db d = open_made(sqla_metadata_new(sqla_entity(Part)));
    const Part four[4] = { { .name = "a" }, { .name = "b" }, { 100, "c" }, { .name = "d" } };
    CHECK_STATUS(sqla_bulk_insert(d.c, Part, four, 4), SQLA_OK);
    CHECK_STATUS(sqla_bulk_insert(d.c, Part, four, 1), SQLA_OK);
    CHECK_STR(rows(d.c, "SELECT id, name FROM parts ORDER BY id"), on_postgresql()
              ? "3,a;5,b;7,d;9,a;100,c" : "1,a;2,b;100,c;101,d;102,a");
    /* What is left to the table has no number: the sequence belongs to the INSERT. */
    if (on_postgresql())
        CHECK_STATUS(sqla_bulk_insert(d.c, Part, four, 1, .omit = SQLA_NAMES("id")),
                     SQLA_INTEGRITY_ERROR);
    db_close(&d);
}

typedef struct Invoice { int64_t id; int32_t number; const char *who; } Invoice;
SQLA_MODEL(Invoice, "invoices",
    SQLA_COLUMN(Invoice, id, .primary_key = true),
    SQLA_COLUMN(Invoice, number, .null_as_zero = true,
                .sequence = SQLA_SEQUENCE("number_seq", .start = 100)),
    SQLA_COLUMN(Invoice, who));

TEST(a_sequence_beside_the_key) {
    fix f = fix_open(empty_url(), sqla_metadata_new(sqla_entity(Invoice)));
    Invoice *a = sqla_add(f.s, sqla_new(Invoice, .who = "a"));
    Invoice *b = sqla_add(f.s, sqla_new(Invoice, .who = "b", .number = 7));
    NEED(a && b);
    CHECK_STATUS(sqla_flush(f.s), SQLA_OK);
    CHECK_INT(a->number, on_postgresql() ? 100 : 0);        /* NULL is read as zero */
    CHECK_INT(b->number, 7);
    a->who = "c";
    CHECK_STATUS(sqla_commit(f.s), SQLA_OK);
    CHECK_STR(stored_list(f.s, "SELECT number FROM invoices ORDER BY id"),
              on_postgresql() ? "100,7" : "NULL,7");
done:
    close_fix(&f);
}

/* ---- Indexes ---- */

SQLA_TABLE(people, "people", ID,
    SQLA_TABLE_COLUMN("name", SQLA_STRING(20)),
    SQLA_TABLE_COLUMN("gone", SQLA_INTEGER, .index = true),
    SQLA_TABLE_COLUMN("team", SQLA_INTEGER),
    SQLA_INDEX("ix_two", "team", "gone"),
    SQLA_UNIQUE_INDEX("ix_unique", "team", "name"),
    SQLA_INDEX_WITH("ix_active", SQLA_NAMES("name"), .unique = true,
        .options = SQLA_NAMES("sqlite_where", "gone = 0", "postgresql_where", "gone = 0")),
    SQLA_INDEX_SQL("ix_lower", "lower(name)"));

/* The plan of a query, where small tables use indexes too. */
static const char *plan(sqla_conn *c, const char *query) {
    static char text[600];
    snprintf(text, sizeof text, "%s %s", on_postgresql() ? "EXPLAIN" : "EXPLAIN QUERY PLAN", query);
    return rows(c, text);
}

TEST(indexes_are_used_by_the_planner) {
    db d = open_made(sqla_metadata_new(&people));
    CHECK_STATUS(sqla_exec_driver_sql(d.c, on_postgresql()
        ? "SET enable_seqscan = off; SET enable_bitmapscan = off" : "SELECT 1"), SQLA_OK);
    CHECK_STR(rows(d.c, on_postgresql()
        ? "SELECT indexname FROM pg_indexes WHERE tablename = 'people' AND indexname LIKE 'ix%' "
          "ORDER BY 1"
        : "SELECT name FROM sqlite_master WHERE tbl_name = 'people' AND name LIKE 'ix%' "
          "ORDER BY 1"), "ix_active;ix_lower;ix_people_gone;ix_two;ix_unique");
    CHECK_HAS(plan(d.c, "SELECT id FROM people WHERE lower(name) = 'a'"), "ix_lower");
    CHECK_HAS(plan(d.c, "SELECT id FROM people WHERE name = 'a' AND gone = 0"), "ix_active");
    CHECK_HAS(plan(d.c, "SELECT id FROM people WHERE team = 1 AND gone = 2"), "ix_");
    CHECK_STR(rows(d.c, on_postgresql()
        ? "SELECT indexdef FROM pg_indexes WHERE indexname = 'ix_two'"
        : "SELECT sql FROM sqlite_master WHERE name = 'ix_two'"), on_postgresql()
        ? "CREATE INDEX ix_two ON public.people USING btree (team, gone)"
        : "CREATE INDEX ix_two ON people (team, gone)");
    db_close(&d);
}

TEST(unique_indexes_refuse_rows_partial_ones_some) {
    db d = open_made(sqla_metadata_new(&people));
    WORKS(d.c, "INSERT INTO people VALUES (1, 'ann', 0, 1)");
    REFUSED(d.c, "INSERT INTO people VALUES (2, 'ann', 1, 1)");     /* ix_unique */
    REFUSED(d.c, "INSERT INTO people VALUES (2, 'ann', 0, 2)");     /* ix_active */
    WORKS(d.c, "INSERT INTO people VALUES (2, 'ann', 1, 2)");
    db_close(&d);
}

TEST(indexes_are_made_and_dropped_alone) {
    db d = open_made(sqla_metadata_new(&people));
    DOES(d.c, sqla_drop_index(&people, "ix_unique"));
    CHECK_STATUS(try_stmt(d.c, sqla_drop_index(&people, "ix_unique")), bad_sql());
    DOES(d.c, sqla_drop_index(&people, "ix_unique", .if_exists = true));
    WORKS(d.c, "INSERT INTO people VALUES (1, 'ann', 1, 1), (2, 'ann', 2, 1)");
    CHECK_STATUS(try_stmt(d.c, sqla_create_index(&people, "ix_unique")), SQLA_INTEGRITY_ERROR);
    WORKS(d.c, "DELETE FROM people WHERE id = 2");
    DOES(d.c, sqla_create_index(&people, "ix_unique"));
    DOES(d.c, sqla_create_index(&people, "ix_unique", .if_not_exists = true));
    REFUSED(d.c, "INSERT INTO people VALUES (2, 'ann', 2, 1)");
    CHECK_SQL(sqla_create_index(&people, "ix_lower"), "mysql",
              "CREATE INDEX ix_lower ON people ((lower(name)))");
    db_close(&d);
}

SQLA_TABLE(tt, "tt", ID,
    SQLA_TABLE_COLUMN("data", SQLA_TEXT),
    SQLA_TABLE_COLUMN("x", SQLA_INTEGER),
    SQLA_INDEX_WITH("i3", SQLA_NAMES("data"), .unique = true,
        .options = SQLA_NAMES("postgresql_concurrently", "true", "postgresql_using", "gin",
            "postgresql_ops", "data=text_pattern_ops", "postgresql_include", "x",
            "postgresql_nulls_not_distinct", "true", "postgresql_with", "fillfactor=50",
            "postgresql_where", "x > 5", "mysql_length", "10")),
    SQLA_INDEX_WITH("i4", SQLA_NAMES("data"), .unique = true,
        .options = SQLA_NAMES("postgresql_using", "btree", "postgresql_ops",
            "data=text_pattern_ops", "postgresql_include", "x", "postgresql_nulls_not_distinct",
            "true", "postgresql_with", "fillfactor=50", "postgresql_where", "x > 5")));

TEST(an_index_with_every_option) {
    CHECK_SQL(sqla_create_index(&tt, "i3"), "postgresql",
              "CREATE UNIQUE INDEX CONCURRENTLY i3 ON tt USING gin (data text_pattern_ops) INCLUDE "
              "(x) NULLS NOT DISTINCT WITH (fillfactor = 50) WHERE x > 5");
    CHECK_SQL(sqla_create_index(&tt, "i3"), "mysql", "CREATE UNIQUE INDEX i3 ON tt (data(10))");
    if (!needs_postgresql()) return;
    db d = open_empty(sqla_metadata_new(&tt));
    DOES(d.c, sqla_create_table(&tt));
    DOES(d.c, sqla_create_index(&tt, "i4"));
    CHECK_STR(rows(d.c, "SELECT indexdef FROM pg_indexes WHERE indexname = 'i4'"),
              "CREATE UNIQUE INDEX i4 ON public.tt USING btree (data text_pattern_ops) INCLUDE (x) "
              "NULLS NOT DISTINCT WITH (fillfactor='50') WHERE (x > 5)");
    WORKS(d.c, "INSERT INTO tt VALUES (1, NULL, 6), (2, NULL, 1)");
    REFUSED(d.c, "INSERT INTO tt VALUES (3, NULL, 7)");
    db_close(&d);
}

SQLA_TABLE(busy, "busy", ID,
    SQLA_TABLE_COLUMN("x", SQLA_INTEGER),
    SQLA_INDEX_WITH("ix_busy", SQLA_NAMES("x"),
                    .options = SQLA_NAMES("postgresql_concurrently", "true")));

TEST(an_index_is_made_concurrently_outside_a_transaction) {
    if (!needs_postgresql()) return;
    db d = open_empty(sqla_metadata_new(&busy));
    CHECK_INT(sqla_exec(d.c, sqla_create_table(&busy)), 0);
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    CHECK_STATUS(sqla_execution_options(d.c, .isolation_level = SQLA_AUTOCOMMIT), SQLA_OK);
    CHECK_INT(sqla_exec(d.c, sqla_create_index(&busy, "ix_busy")), 0);
    CHECK_STR(rows(d.c, "SELECT indisvalid FROM pg_index WHERE indexrelid = 'ix_busy'::regclass"),
              "1");
    CHECK_INT(sqla_exec(d.c, sqla_drop_index(&busy, "ix_busy", .if_exists = true)), 0);
    CHECK_STR(rows(d.c, "SELECT count(*) FROM pg_indexes WHERE indexname = 'ix_busy'"), "0");
    db_close(&d);
}

/* ---- Options of tables, columns and constraints ---- */

SQLA_TABLE(strict, "strict", ID,
    SQLA_TABLE_COLUMN("n", SQLA_INTEGER),
    SQLA_TABLE_ARGS(.options = SQLA_NAMES("sqlite_strict", "true", "sqlite_with_rowid", "false",
                                          "mysql_engine", "InnoDB")));
SQLA_TABLE(counted, "counted", ID,
    SQLA_TABLE_ARGS(.options = SQLA_NAMES("sqlite_autoincrement", "true")));

TEST(strict_tables_and_those_without_rowid) {
    CHECK_SQL(sqla_create_table(&strict), "sqlite", "CREATE TABLE strict ( id INTEGER NOT NULL, "
              "n INTEGER, PRIMARY KEY (id) ) WITHOUT ROWID, STRICT");
    CHECK_SQL(sqla_create_table(&strict), "mysql", "CREATE TABLE strict ( id INTEGER NOT NULL "
              "AUTO_INCREMENT, n INTEGER, PRIMARY KEY (id) )ENGINE=InnoDB");
    if (!needs_sqlite()) return;
    db d = open_made(sqla_metadata_new(&strict, &parent));
    WORKS(d.c, "INSERT INTO strict VALUES (1, 2)");
    REFUSED(d.c, "INSERT INTO strict VALUES (2, 'two')");
    WORKS(d.c, "SELECT rowid FROM parent");
    CHECK_STATUS(try_sql(d.c, "SELECT rowid FROM strict"), SQLA_OPERATIONAL_ERROR);
    db_close(&d);
}

/* Without AUTOINCREMENT the number of the last row, once deleted, is given out again. */
TEST(autoincrement_gives_no_number_twice) {
    if (!needs_sqlite()) return;
    db d = open_made(sqla_metadata_new(&counted, &parent));
    WORKS(d.c, "INSERT INTO parent DEFAULT VALUES; ");
    WORKS(d.c, "DELETE FROM parent");
    CHECK_STR(rows_of(d.c, sqla_returning(sqla_insert(&parent), sqla_c(&parent, "id"))), "1");
    WORKS(d.c, "INSERT INTO counted DEFAULT VALUES");
    WORKS(d.c, "DELETE FROM counted");
    CHECK_STR(rows_of(d.c, sqla_returning(sqla_insert(&counted), sqla_c(&counted, "id"))), "2");
    db_close(&d);
}

SQLA_TABLE(forgiving, "forgiving",
    SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true, .no_autoincrement = true,
                      .options = SQLA_NAMES("sqlite_on_conflict_primary_key", "REPLACE")),
    SQLA_TABLE_COLUMN("a", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("b", SQLA_INTEGER, .unique = true,
                      .options = SQLA_NAMES("sqlite_on_conflict_unique", "IGNORE")),
    SQLA_TABLE_COLUMN("c", SQLA_INTEGER, .not_null = true, .server_default = "7",
                      .options = SQLA_NAMES("sqlite_on_conflict_not_null", "REPLACE")),
    SQLA_UNIQUE_WITH(NULL, SQLA_NAMES("a"),
                     .options = SQLA_NAMES("sqlite_on_conflict", "IGNORE")));

TEST(constraints_that_ignore_or_replace) {
    if (!needs_sqlite()) return;
    CHECK_SQL(sqla_create_table(&forgiving), "sqlite", "CREATE TABLE forgiving ( id INTEGER NOT "
              "NULL, a INTEGER, b INTEGER, c INTEGER DEFAULT 7 NOT NULL ON CONFLICT REPLACE, "
              "PRIMARY KEY (id) ON CONFLICT REPLACE, UNIQUE (a) ON CONFLICT IGNORE, UNIQUE (b) ON "
              "CONFLICT IGNORE )");
    db d = open_made(sqla_metadata_new(&forgiving));
    WORKS(d.c, "INSERT INTO forgiving VALUES (1, 1, 1, 1)");
    WORKS(d.c, "INSERT INTO forgiving VALUES (2, 1, 2, 2)");        /* a: left out */
    WORKS(d.c, "INSERT INTO forgiving VALUES (3, 3, 1, 3)");        /* b: left out */
    WORKS(d.c, "INSERT INTO forgiving VALUES (1, 4, 4, NULL)");     /* replaces, with a default */
    CHECK_STR(rows(d.c, "SELECT * FROM forgiving"), "1,4,4,7");
    db_close(&d);
}

SQLA_TABLE(range_of_years, "years",
    SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .not_null = true),
    SQLA_TABLE_ARGS(.options = SQLA_NAMES("postgresql_partition_by", "RANGE (id)")));
SQLA_TABLE(heir, "heir",
    SQLA_TABLE_COLUMN("extra", SQLA_INTEGER),
    SQLA_TABLE_ARGS(.options = SQLA_NAMES("postgresql_inherits", "parent", "postgresql_with",
                                          "fillfactor=70")));
SQLA_TABLE(with_all, "t", SQLA_TABLE_COLUMN("id", SQLA_INTEGER),
    SQLA_TABLE_ARGS(.options = SQLA_NAMES("postgresql_inherits", "tt", "postgresql_partition_by",
        "RANGE (id)", "postgresql_with", "fillfactor=70", "postgresql_on_commit", "PRESERVE ROWS",
        "postgresql_tablespace", "ts")));

TEST(partitions_heirs_and_storage) {
    CHECK_SQL(sqla_create_table(&with_all), "postgresql", "CREATE TABLE t ( id INTEGER ) INHERITS "
              "(tt) PARTITION BY RANGE (id) WITH (fillfactor = 70) ON COMMIT PRESERVE ROWS "
              "TABLESPACE ts");
    if (!needs_postgresql()) return;
    db d = open_empty(sqla_metadata_new(&parent));
    DOES(d.c, sqla_create_table(&range_of_years));
    CHECK(try_sql(d.c, "INSERT INTO years VALUES (5)") != SQLA_OK);
    WORKS(d.c, "CREATE TABLE first_years PARTITION OF years FOR VALUES FROM (1) TO (10)");
    WORKS(d.c, "INSERT INTO years VALUES (5)");
    CHECK_STR(rows(d.c, "SELECT id FROM first_years"), "5");
    DOES(d.c, sqla_create_table(&parent));
    DOES(d.c, sqla_create_table(&heir));
    WORKS(d.c, "INSERT INTO heir VALUES (8, 9)");
    CHECK_STR(rows(d.c, "SELECT id FROM parent"), "8");
    CHECK_STR(rows(d.c, "SELECT reloptions FROM pg_class WHERE relname = 'heir'"),
              "{fillfactor=70}");
    db_close(&d);
}

SQLA_TABLE(fleeting, "fleeting", ID,
    SQLA_TABLE_ARGS(.prefixes = SQLA_NAMES("TEMPORARY")));
SQLA_TABLE(forgetful, "forgetful", SQLA_TABLE_COLUMN("n", SQLA_INTEGER),
    SQLA_TABLE_ARGS(.prefixes = SQLA_NAMES("TEMPORARY"),
                    .options = SQLA_NAMES("postgresql_on_commit", "delete_rows")));

TEST(a_temporary_table_is_its_connections_own) {
    sqla_engine *e = sqla_create_engine(shared_url(""));
    sqla_conn *a = sqla_connect(e), *b = sqla_connect(e);
    CHECK_INT(sqla_exec(a, sqla_create_table(&fleeting)), 0);
    CHECK_INT(sqla_exec(a, sqla_text("INSERT INTO fleeting (id) VALUES (1)")), 1);
    CHECK_STATUS(sqla_commit(a), SQLA_OK);
    CHECK_STR(rows(a, "SELECT id FROM fleeting"), "1");
    CHECK_STATUS(try_sql(b, "SELECT id FROM fleeting"), bad_sql());
    sqla_conn_close(a);
    sqla_conn_close(b);
    sqla_dispose(e);
}

TEST(a_temporary_table_is_seen_by_its_connection) {
    sqla_metadata *md = sqla_metadata_new(&fleeting);
    sqla_engine *e = sqla_create_engine(empty_url(), .pool_size = 1, .max_overflow = SQLA_NO);
    CHECK_STATUS(sqla_create_all(e, md), SQLA_OK);
    CHECK_STATUS(sqla_create_all(e, md), SQLA_OK);
    sqla_conn *c = sqla_connect(e);
    CHECK(there(c, "fleeting"));
    sqla_conn_close(c);
    CHECK_STATUS(sqla_drop_all(e, md), SQLA_OK);
    c = sqla_connect(e);
    CHECK(!there(c, "fleeting"));
    sqla_conn_close(c);
    sqla_dispose(e);
    sqla_metadata_free(md);
}

TEST(a_temporary_table_forgets_its_rows_at_commit) {
    if (!needs_postgresql()) return;
    db d = open_empty(sqla_metadata_new(&parent));
    CHECK_INT(sqla_exec(d.c, sqla_create_table(&forgetful)), 0);
    CHECK_INT(sqla_exec(d.c, sqla_text("INSERT INTO forgetful VALUES (1)")), 1);
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    CHECK_STR(rows(d.c, "SELECT count(*) FROM forgetful"), "0");
    db_close(&d);
}

SQLA_TABLE(misspelt, "misspelt", ID,
    SQLA_TABLE_ARGS(.options = SQLA_NAMES("sqlite_strickt", "true")));
SQLA_TABLE(misplaced, "misplaced", ID,
    SQLA_TABLE_COLUMN("n", SQLA_INTEGER, .options = SQLA_NAMES("sqlite_strict", "true")));
SQLA_TABLE(no_dialect, "no_dialect", ID,
    SQLA_INDEX_WITH("ix", SQLA_NAMES("id"), .options = SQLA_NAMES("db2_where", "id > 0")));
SQLA_TABLE(two_words, "two_words", ID,
    SQLA_INDEX_WITH("ix", SQLA_NAMES("id"), .options = SQLA_NAMES("postgresql_using", "gi n")));
SQLA_TABLE(no_action, "no_action", ID,
    SQLA_TABLE_COLUMN("p", SQLA_INTEGER, .foreign_key = "parent.id", .ondelete = "EXPLODE"));

static void check_refused(const sqla_table *t, sqla_status want, const char *part) {
    db d = open_empty(sqla_metadata_new(&parent, t));
    CHECK_STATUS(sqla_create_all(d.e, d.md), want);
    CHECK_HAS(sqla_error(d.e)->message, part);
    CHECK(!there(d.c, t->name) && !there(d.c, "parent"));       /* all or nothing */
    db_close(&d);
}

TEST(options_that_nobody_knows_are_refused) {
    check_refused(&misspelt, SQLA_ARGUMENT_ERROR,
                  "the table of 'misspelt': there is no option 'sqlite_strickt'");
    check_refused(&misplaced, SQLA_ARGUMENT_ERROR,
                  "the column of 'n': there is no option 'sqlite_strict'");
    check_refused(&no_dialect, SQLA_ARGUMENT_ERROR, "there is no option 'db2_where'");
    check_refused(&no_action, SQLA_COMPILE_ERROR, "unexpected SQL phrase 'EXPLODE' in ON DELETE");
    if (on_postgresql())
        check_refused(&two_words, SQLA_COMPILE_ERROR, "unexpected SQL phrase 'gi n'");
}

TEST(parts_that_are_not_there_are_refused) {
    db d = open_made(sqla_metadata_new(&ruled));
    CHECK_STATUS(try_stmt(d.c, sqla_create_index(&ruled, "ix")), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(try_stmt(d.c, sqla_drop_index(&ruled, "uq_ruled")), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(try_stmt(d.c, sqla_add_constraint(&ruled, "no")), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(try_stmt(d.c, sqla_drop_constraint(&ruled, NULL)), SQLA_ARGUMENT_ERROR);
    CHECK_STATUS(try_stmt(d.c, sqla_set_column_comment(&ruled, "no")), SQLA_NO_SUCH_COLUMN);
    CHECK_INT(sqla_exec(d.c, sqla_drop_constraint(&ruled, "no")), -1);
    CHECK_HAS(sqla_error(d.c)->message, "table 'ruled' has no constraint 'no'");
    db_close(&d);
}

/* ---- Schemas ---- */

SQLA_TABLE(app_users, "users", ID, SQLA_TABLE_ARGS(.schema = "blog"));
SQLA_TABLE(app_posts, "posts", ID,
    SQLA_TABLE_COLUMN("u", SQLA_INTEGER, .foreign_key = "blog.users.id", .index = true),
    SQLA_TABLE_ARGS(.schema = "blog"));

TEST(tables_of_a_schema) {
    db d = open_empty(sqla_metadata_new(&app_posts, &app_users));
    if (on_postgresql()) {
        DOES(d.c, sqla_drop_schema("blog", .if_exists = true, .cascade = true));
        DOES(d.c, sqla_create_schema("blog"));
        DOES(d.c, sqla_create_schema("blog", .if_not_exists = true));
        CHECK(try_stmt(d.c, sqla_create_schema("blog")) != SQLA_OK);
        CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    } else {
        CHECK_STATUS(sqla_exec_driver_sql(d.c, "ATTACH ':memory:' AS blog"), SQLA_OK);
    }
    CHECK_STATUS(sqla_create_all(d.e, d.md), SQLA_OK);
    CHECK(sqla_has_table(d.c, "blog", "posts") && !there(d.c, "posts"));
    REFUSED(d.c, "INSERT INTO blog.posts VALUES (1, 5)");
    sqla_stmt *q = sqla_set(sqla_insert(&app_users), sqla_c(&app_users, "id"), 5);
    CHECK_INT(sqla_exec(d.c, q), 1);
    WORKS(d.c, "INSERT INTO blog.posts VALUES (1, 5)");
    q = sqla_join(sqla_select(sqla_c(&app_posts, "id")), &app_users);
    CHECK_STR(rows_of(d.c, q), "1");
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    CHECK_STATUS(sqla_drop_all(d.e, d.md), SQLA_OK);
    CHECK(!sqla_has_table(d.c, "blog", "posts"));
    if (on_postgresql()) {
        DOES(d.c, sqla_drop_schema("blog"));
        CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    }
    db_close(&d);
}

/* ---- Comments ---- */

SQLA_TABLE(remarked, "remarked", ID,
    SQLA_TABLE_COLUMN("n", SQLA_INTEGER, .comment = "it's 50% of \\ n"),
    SQLA_TABLE_ARGS(.comment = "about it's"));

static const char *const comments =
    "SELECT coalesce(obj_description('remarked'::regclass), '-'), "
    "coalesce(col_description('remarked'::regclass, 2), '-')";

TEST(comments_are_in_the_catalog) {
    CHECK_TABLES("mysql", "CREATE TABLE remarked ( id INTEGER NOT NULL AUTO_INCREMENT, n INTEGER "
                 "COMMENT 'it''s 50% of \\\\ n', PRIMARY KEY (id) )COMMENT='about it''s';",
                 &remarked);
    CHECK_TABLES("sqlite", "CREATE TABLE remarked ( id INTEGER NOT NULL, n INTEGER, PRIMARY KEY "
                 "(id) );", &remarked);
    db d = open_made(sqla_metadata_new(&remarked));
    if (on_postgresql()) {
        CHECK_STR(rows(d.c, comments), "about it's,it's 50% of \\ n");
        DOES(d.c, sqla_drop_table_comment(&remarked));
        DOES(d.c, sqla_drop_column_comment(&remarked, "n"));
        CHECK_STR(rows(d.c, comments), "-,-");
        DOES(d.c, sqla_set_table_comment(&remarked));
        DOES(d.c, sqla_set_column_comment(&remarked, "n"));
        CHECK_STR(rows(d.c, comments), "about it's,it's 50% of \\ n");
    } else {
        CHECK_STR(told.text, "CREATE TABLE remarked;");
    }
    db_close(&d);
}

/* ---- Views, tables of queries ---- */

SQLA_TABLE(fruits, "fruits", ID,
    SQLA_TABLE_COLUMN("name", SQLA_STRING(20)),
    SQLA_TABLE_COLUMN("price", SQLA_INTEGER));
/* The view of them, as a table to select from. */
SQLA_TABLE(cheap, "cheap",
    SQLA_TABLE_COLUMN("id", SQLA_INTEGER), SQLA_TABLE_COLUMN("name", SQLA_STRING(20)));
#define F(name) sqla_c(&fruits, name)

static db open_fruits(void) {
    db d = open_made(sqla_metadata_new(&fruits));
    WORKS(d.c, "INSERT INTO fruits VALUES (1, 'fig', 5), (2, 'it''s %', 2), (3, 'plum', 9)");
    return d;
}

static sqla_stmt *below(int price) {
    return sqla_where(sqla_select(F("id"), F("name")), sqla_lt(F("price"), price),
                      sqla_ne(F("name"), "it's"));
}

TEST(a_view_is_queried_like_a_table) {
    db d = open_fruits();
    DOES(d.c, sqla_create_view("cheap", below(6)));
    CHECK_STR(rows_of(d.c, sqla_order_by(sqla_select(&cheap), sqla_c(&cheap, "id"))),
              "1,fig;2,it's %");
    CHECK(!there(d.c, "cheap") || on_postgresql());
    WORKS(d.c, "UPDATE fruits SET price = 1 WHERE id = 3");
    CHECK_STR(rows_of(d.c, sqla_select(sqla_max(sqla_c(&cheap, "id")))), "3");
    DOES(d.c, sqla_drop_view("cheap"));
    CHECK_STATUS(try_stmt(d.c, sqla_select(&cheap)), bad_sql());
    DOES(d.c, sqla_drop_view("cheap", .if_exists = true));
    db_close(&d);
}

TEST(views_are_replaced_or_temporary) {
    db d = open_fruits();
    DOES(d.c, sqla_create_view("cheap", below(6), .temporary = true));
    CHECK_STR(rows_of(d.c, sqla_select(sqla_count_all(), sqla_max(sqla_c(&cheap, "id")))), "2,2");
    DOES(d.c, sqla_drop_view("cheap"));
    if (on_postgresql()) {
        DOES(d.c, sqla_create_view("cheap", below(6), .or_replace = true));
        DOES(d.c, sqla_create_view("cheap", below(3), .or_replace = true));
        CHECK_STR(rows_of(d.c, sqla_select(&cheap)), "2,it's %");
    } else {
        DOES(d.c, sqla_create_view("cheap", below(6), .if_not_exists = true));
        DOES(d.c, sqla_create_view("cheap", below(3), .if_not_exists = true));
        CHECK_STR(rows_of(d.c, sqla_select(sqla_count_all(), sqla_max(sqla_c(&cheap, "id")))),
                  "2,2");
    }
    CHECK_SQL(sqla_create_view("vw", below(6), .or_replace = true), "default",
              "CREATE OR REPLACE VIEW vw AS SELECT fruits.id, fruits.name FROM fruits WHERE "
              "fruits.price < 6 AND fruits.name != 'it''s'");
    db_close(&d);
}

TEST(a_materialized_view_keeps_its_rows) {
    if (!needs_postgresql()) return;
    db d = open_fruits();
    DOES(d.c, sqla_create_view("cheap", below(6), .materialized = true));
    WORKS(d.c, "DELETE FROM fruits");
    CHECK_STR(rows_of(d.c, sqla_select(sqla_count_all(), sqla_max(sqla_c(&cheap, "id")))), "2,2");
    WORKS(d.c, "REFRESH MATERIALIZED VIEW cheap");
    CHECK_STR(rows_of(d.c, sqla_select(&cheap)), "");
    DOES(d.c, sqla_drop_view("cheap", .materialized = true));
    db_close(&d);
}

TEST(a_table_of_the_rows_of_a_query) {
    db d = open_fruits();
    DOES(d.c, sqla_create_table_as("cheap", below(6)));
    WORKS(d.c, "DELETE FROM fruits");
    CHECK_STR(rows_of(d.c, sqla_order_by(sqla_select(&cheap), sqla_c(&cheap, "id"))),
              "1,fig;2,it's %");
    DOES(d.c, sqla_create_table_as("cheap", below(1), .if_not_exists = true));
    CHECK_STATUS(try_stmt(d.c, sqla_create_table_as("cheap", below(1))), bad_sql());
    DOES(d.c, sqla_create_table_as("passing", sqla_select(F("id")), .temporary = true));
    CHECK_STR(rows(d.c, "SELECT count(*) FROM passing"), "0");
    CHECK_SQL(sqla_create_table_as("nt", sqla_select(F("id"))), "mssql",
              "SELECT fruits.id INTO nt FROM fruits");
    db_close(&d);
}

/* ---- EXCLUDE, NULLS NOT DISTINCT, NOT VALID ---- */

SQLA_TABLE(bookings, "bookings", ID,
    SQLA_TABLE_COLUMN("room", SQLA_INTEGER),
    SQLA_TABLE_COLUMN("during", SQLA_PG_INT4RANGE),
    SQLA_EXCLUDE("exc_during", SQLA_NAMES("during", "&&"), .where = "room > 1"));
SQLA_TABLE(lonely, "lonely", ID,
    SQLA_TABLE_COLUMN("a", SQLA_INTEGER),
    SQLA_UNIQUE_WITH("uq_lonely", SQLA_NAMES("a"),
                     .options = SQLA_NAMES("postgresql_nulls_not_distinct", "true")),
    SQLA_CHECK_WITH("ck_lonely", "a > 0", .options = SQLA_NAMES("postgresql_not_valid", "true")));

TEST(rows_exclude_each_other) {
    CHECK_TABLES("sqlite", NULL, &bookings);
    if (!needs_postgresql()) return;
    db d = open_made(sqla_metadata_new(&bookings));
    WORKS(d.c, "INSERT INTO bookings VALUES (1, 2, '[1,5)'), (2, 2, '[5,9)')");
    REFUSED(d.c, "INSERT INTO bookings VALUES (3, 2, '[4,6)')");
    WORKS(d.c, "INSERT INTO bookings VALUES (3, 1, '[4,6)')");
    DOES(d.c, sqla_drop_constraint(&bookings, "exc_during"));
    WORKS(d.c, "INSERT INTO bookings VALUES (4, 1, '[4,6)')");
    DOES(d.c, sqla_add_constraint(&bookings, "exc_during"));
    REFUSED(d.c, "INSERT INTO bookings VALUES (5, 2, '[4,6)')");
    db_close(&d);
}

TEST(nulls_are_alike_and_old_rows_are_not_checked) {
    if (!needs_postgresql()) return;
    db d = open_empty(sqla_metadata_new(&lonely));
    WORKS(d.c, "CREATE TABLE lonely (id INTEGER, a INTEGER)");
    WORKS(d.c, "INSERT INTO lonely VALUES (1, -1), (2, NULL)");
    DOES(d.c, sqla_add_constraint(&lonely, "ck_lonely"));
    REFUSED(d.c, "INSERT INTO lonely VALUES (3, -2)");
    DOES(d.c, sqla_add_constraint(&lonely, "uq_lonely"));
    REFUSED(d.c, "INSERT INTO lonely VALUES (3, NULL)");
    db_close(&d);
}

/* ---- What the database fills in ---- */

SQLA_TABLE(filled, "filled", ID,
    SQLA_TABLE_COLUMN("n", SQLA_INTEGER, .server_default = "5"),
    SQLA_TABLE_COLUMN("t", SQLA_STRING(10), .server_default = "'it''s'"),
    SQLA_TABLE_COLUMN("at", SQLA_DATETIME, .server_default = "CURRENT_TIMESTAMP"));

TEST(server_defaults_are_fetched_after_insert) {
    db d = open_made(sqla_metadata_new(&filled));
    sqla_stmt *q = sqla_set(sqla_insert(&filled), sqla_c(&filled, "id"), 1);
    sqla_returning(q, sqla_c(&filled, "n"), sqla_c(&filled, "t"),
                   sqla_not_null(sqla_c(&filled, "at")));
    CHECK_STR(rows_of(d.c, q), "5,it's,1");
    db_close(&d);
}

/* ---- Types with constraints; types of the database ---- */

SQLA_TABLE(checked, "checked", ID,
    SQLA_TABLE_COLUMN("flag", SQLA_TYPE(.kind = SQLA_TYPE_BOOLEAN, .name = "ck_flag",
                                        .create_constraint = true)),
    SQLA_TABLE_COLUMN("mood", SQLA_TYPE(.kind = SQLA_TYPE_ENUM, .name = "mood",
        .labels = SQLA_NAMES("sad", "it's"), .not_native = true, .create_constraint = true)));

TEST(types_that_bring_a_check) {
    CHECK_TABLES("mysql", "CREATE TABLE checked ( id INTEGER NOT NULL AUTO_INCREMENT, flag BOOL, "
                 "mood VARCHAR(4), PRIMARY KEY (id), CONSTRAINT ck_flag CHECK (flag IN (0, 1)), "
                 "CONSTRAINT mood CHECK (mood IN ('sad', 'it''s')) );", &checked);
    db d = open_made(sqla_metadata_new(&checked));
    WORKS(d.c, "INSERT INTO checked (id, mood) VALUES (1, 'it''s'), (2, NULL)");
    REFUSED(d.c, "INSERT INTO checked (id, mood) VALUES (3, 'glad')");
    if (!on_postgresql()) REFUSED(d.c, "INSERT INTO checked (id, flag) VALUES (3, 2)");
    CHECK_STR(rows(d.c, on_postgresql() ? "SELECT count(*) FROM pg_type WHERE typname = 'mood'"
                                        : "SELECT 0"), "0");
    db_close(&d);
}

SQLA_TABLE(labelled, "labelled",
    SQLA_TABLE_COLUMN("any", SQLA_TYPE(.kind = SQLA_TYPE_ENUM, .name = "a", .not_native = true,
                                       .labels = SQLA_NAMES("red", "blue"))),
    SQLA_TABLE_COLUMN("known", SQLA_TYPE(.kind = SQLA_TYPE_ENUM, .name = "b", .not_native = true,
        .labels = SQLA_NAMES("red", "blue"), .validate_strings = true)));

TEST(labels_are_checked_when_asked) {
    CHECK_TABLES("mysql", "CREATE TABLE labelled ( any VARCHAR(4), known VARCHAR(4) );", &labelled);
    db d = open_made(sqla_metadata_new(&labelled));
    sqla_stmt *q = sqla_insert(&labelled);
    sqla_set(sqla_set(q, sqla_c(&labelled, "any"), "grey"), sqla_c(&labelled, "known"), "blue");
    CHECK_INT(sqla_exec(d.c, q), 1);
    CHECK_STR(rows(d.c, "SELECT \"any\", known FROM labelled"), "grey,blue");
    q = sqla_set(sqla_insert(&labelled), sqla_c(&labelled, "known"), "grey");
    CHECK_STATUS(try_stmt(d.c, q), SQLA_DATA_ERROR);
    db_close(&d);
}

#define COLOURS SQLA_ENUM("colour", "red", "it's blue")
SQLA_TABLE(paints, "paints", ID,
    SQLA_TABLE_COLUMN("one", COLOURS),
    SQLA_TABLE_COLUMN("many", SQLA_ARRAY(COLOURS)));
SQLA_TABLE(brushes, "brushes", ID, SQLA_TABLE_COLUMN("many", SQLA_ARRAY(COLOURS)));

TEST(an_enum_is_made_once_also_inside_arrays) {
    if (!needs_postgresql()) return;
    db d = open_made(sqla_metadata_new(&brushes, &paints));
    CHECK_STR(told.text, "CREATE TYPE colour AS ENUM;CREATE TABLE brushes;CREATE TABLE paints;");
    WORKS(d.c, "INSERT INTO paints VALUES (1, 'red', '{red,\"it''s blue\"}')");
    CHECK(try_sql(d.c, "INSERT INTO paints VALUES (2, 'green', NULL)") != SQLA_OK);
    CHECK(try_sql(d.c, "INSERT INTO brushes VALUES (2, '{green}')") != SQLA_OK);
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    CHECK_STATUS(sqla_create_all(d.e, d.md), SQLA_OK);
    hush();
    CHECK_STATUS(sqla_drop_all(d.e, d.md), SQLA_OK);
    CHECK_STR(told.text, "DROP TABLE paints;DROP TABLE brushes;DROP TYPE colour;");
    db_close(&d);
}

SQLA_TABLE(app_paints, "paints", ID,
    SQLA_TABLE_COLUMN("one", SQLA_TYPE(.kind = SQLA_TYPE_ENUM, .name = "colour", .schema = "blog",
                                       .labels = SQLA_NAMES("red", "blue"))));

TEST(an_enum_of_a_schema) {
    if (!needs_postgresql()) return;
    db d = open_empty(sqla_metadata_new(&app_paints));
    DOES(d.c, sqla_drop_schema("blog", .if_exists = true, .cascade = true));
    DOES(d.c, sqla_create_schema("blog"));
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    CHECK_STATUS(sqla_create_all(d.e, d.md), SQLA_OK);
    CHECK_STATUS(sqla_create_all(d.e, d.md), SQLA_OK);
    CHECK_STR(rows(d.c, "SELECT enum_range(NULL::blog.colour)"), "{red,blue}");
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    CHECK_STATUS(sqla_drop_all(d.e, d.md), SQLA_OK);
    DOES(d.c, sqla_drop_schema("blog"));        /* nothing is left in it */
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    db_close(&d);
}

SQLA_TABLE(own_types, "own_types",
    SQLA_TABLE_COLUMN("j", SQLA_PG_JSONB), SQLA_TABLE_COLUMN("h", SQLA_PG_HSTORE),
    SQLA_TABLE_COLUMN("i", SQLA_PG_INET), SQLA_TABLE_COLUMN("c", SQLA_PG_CIDR),
    SQLA_TABLE_COLUMN("m", SQLA_PG_MACADDR), SQLA_TABLE_COLUMN("m8", SQLA_PG_MACADDR8),
    SQLA_TABLE_COLUMN("v", SQLA_PG_TSVECTOR), SQLA_TABLE_COLUMN("q", SQLA_PG_TSQUERY),
    SQLA_TABLE_COLUMN("u", SQLA_UUID_EXACT), SQLA_TABLE_COLUMN("iv", SQLA_PG_INTERVAL(3)),
    SQLA_TABLE_COLUMN("r", SQLA_PG_INT4RANGE), SQLA_TABLE_COLUMN("rs", SQLA_PG_DATEMULTIRANGE),
    SQLA_TABLE_COLUMN("b", SQLA_PG_BIT(3)), SQLA_TABLE_COLUMN("vb", SQLA_PG_VARBIT(5)),
    SQLA_TABLE_COLUMN("mo", SQLA_PG_MONEY), SQLA_TABLE_COLUMN("ci", SQLA_PG_CITEXT),
    SQLA_TABLE_COLUMN("o", SQLA_PG_OID), SQLA_TABLE_COLUMN("ba", SQLA_PG_BYTEA),
    SQLA_TABLE_COLUMN("d", SQLA_PG_DOMAIN("pos")));
#define OWN(name) sqla_c(&own_types, name)

static db open_own_types(void) {
    db d = open_empty(sqla_metadata_new(&own_types));
    CHECK_STATUS(sqla_exec_driver_sql(d.c, "CREATE EXTENSION IF NOT EXISTS hstore SCHEMA public; "
        "CREATE EXTENSION IF NOT EXISTS citext SCHEMA public; "
        "CREATE DOMAIN pos AS INTEGER NOT NULL DEFAULT 1 CHECK (VALUE > 0)"), SQLA_OK);
    CHECK_STATUS(sqla_create_all(d.e, d.md), SQLA_OK);
    return d;
}

TEST(types_of_the_server_under_their_own_names) {
    if (!needs_postgresql()) return;
    db d = open_own_types();
    CHECK_STR(rows(d.c, "SELECT string_agg(format_type(atttypid, atttypmod), ', ' ORDER BY attnum) "
                        "FROM pg_attribute WHERE attrelid = 'own_types'::regclass AND attnum > 0"),
              "jsonb, hstore, inet, cidr, macaddr, macaddr8, tsvector, tsquery, uuid, "
              "interval(3), int4range, datemultirange, bit(3), bit varying(5), money, citext, oid, "
              "bytea, pos");
    REFUSED(d.c, "INSERT INTO own_types (d) VALUES (0)");
    db_close(&d);
}

TEST(values_of_the_servers_own_types) {
    if (!needs_postgresql()) return;
    db d = open_own_types();
    sqla_stmt *q = sqla_insert(&own_types);
    sqla_set(q, OWN("j"), sqla_json_of("{\"a\": [1, null]}"));
    sqla_set(q, OWN("h"), "a=>1, b=>\"x y\", c=>NULL");
    sqla_set(q, OWN("i"), "10.0.0.1/8");
    sqla_set(q, OWN("c"), "10.0.0.0/8");
    sqla_set(q, OWN("r"), "[1,5)");
    sqla_set(q, OWN("rs"), "{[2024-01-01,2024-02-01)}");
    sqla_set(q, OWN("b"), "101");
    sqla_set(q, OWN("vb"), "11");
    sqla_set(q, OWN("mo"), "12.50");
    sqla_set(q, OWN("ci"), "Hello");
    sqla_set(q, OWN("o"), "77");
    sqla_set(q, OWN("d"), "3");
    CHECK_INT(sqla_exec(d.c, q), 1);
    q = sqla_select(OWN("j"), OWN("h"), OWN("i"), OWN("c"), OWN("r"), OWN("rs"), OWN("b"),
                    OWN("vb"), OWN("mo"), OWN("ci"), OWN("o"), OWN("d"));
    CHECK_STR(rows_of(d.c, q), "{\"a\": [1, null]},\"a\"=>\"1\", \"b\"=>\"x y\", \"c\"=>NULL,"
              "10.0.0.1/8,10.0.0.0/8,[1,5),{[2024-01-01,2024-02-01)},101,11,$12.50,Hello,77,3");
    CHECK_STR(rows(d.c, "SELECT h -> 'b', r = int4range(1, 5), r @> 4, ci = 'hELLO', "
                        "i << '10.0.0.0/7', j -> 'a' -> 0 FROM own_types"), "x y,1,1,1,1,1");
    q = sqla_select(sqla_count_all());
    CHECK_STR(rows_of(d.c, sqla_where(q, sqla_eq(OWN("ci"), "HELLO"))), "1");
    db_close(&d);
}

/* A column, an element of an array, a key of JSONB and HSTORE: each can be set, the rest stays. */
SQLA_TABLE(parts, "parts", ID,
    SQLA_TABLE_COLUMN("nums", SQLA_ARRAY(SQLA_INTEGER)), SQLA_TABLE_COLUMN("doc", SQLA_PG_JSONB),
    SQLA_TABLE_COLUMN("attrs", SQLA_PG_HSTORE), SQLA_TABLE_COLUMN("span", SQLA_PG_INT4RANGE));
#define PART(name) sqla_c(&parts, name)

TEST(parts_of_columns_are_set) {
    if (!needs_postgresql()) return;
    db d = open_empty(sqla_metadata_new(&parts));
    WORKS(d.c, "CREATE EXTENSION IF NOT EXISTS hstore SCHEMA public");
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    CHECK_STATUS(sqla_create_all(d.e, d.md), SQLA_OK);
    WORKS(d.c, "INSERT INTO parts VALUES (1, '{1,2,3,4}', '{\"a\": 1, \"b\": {\"c\": 2}}', "
               "'k=>v, l=>w', '[1,5)')");
    sqla_stmt *q = sqla_set(sqla_update(&parts), sqla_array_item(PART("nums"), 2), 20);
    sqla_set(q, sqla_array_slice(PART("nums"), 3, 4), sqla_array(30, 40));
    sqla_set(q, sqla_json_item(PART("doc"), "a"), 5);
    sqla_set(q, sqla_json_item(sqla_json_item(PART("doc"), "b"), "d"), sqla_json_of("[true]"));
    sqla_set(q, sqla_array_item(PART("attrs"), "k"), "it's");
    CHECK_INT(sqla_exec(d.c, q), 1);
    CHECK_STR(rows(d.c, "SELECT * FROM parts"), "1,{1,20,30,40},"
              "{\"a\": 5, \"b\": {\"c\": 2, \"d\": [true]}},\"k\"=>\"it's\", \"l\"=>\"w\",[1,5)");
    q = sqla_select(sqla_plus(sqla_array_item(sqla_func("array_agg", PART("id")), 1), 5));
    CHECK_STR(rows_of(d.c, q), "6");            /* numbers of an array whose type is not known */
    q = sqla_select(sqla_array_item(PART("attrs"), "l"), sqla_has_key(PART("attrs"), "z"),
                    sqla_contains(PART("attrs"), "l=>w"), sqla_contains(PART("span"), 4),
                    sqla_contains(PART("span"), 5), sqla_overlap(PART("span"), "[4,9)"));
    CHECK_STR(rows_of(d.c, sqla_where(q, sqla_eq(sqla_array_item(PART("attrs"), "k"), "it's"))),
              "w,0,1,1,0,1");
    db_close(&d);
}

SQLA_TABLE(measures, "measures", ID,
    SQLA_TABLE_COLUMN("n", SQLA_PG_NEW_DOMAIN("positive", "CHECK (VALUE > 0)", INTEGER)),
    SQLA_TABLE_COLUMN("m", SQLA_PG_NEW_DOMAIN("positive", "CHECK (VALUE > 0)", INTEGER)),
    SQLA_TABLE_COLUMN("code", SQLA_PG_NEW_DOMAIN("Code", "", STRING, .length = 3)));

SQLA_TABLE(domains, "domains",
    SQLA_TABLE_COLUMN("id", SQLA_PG_NEW_DOMAIN("numbers", "", INTEGER), .primary_key = true),
    SQLA_TABLE_COLUMN("at", SQLA_PG_NEW_DOMAIN("recent", "CHECK (VALUE > '2020-01-01')", DATETIME)),
    SQLA_TABLE_COLUMN("all_of", SQLA_PG_NEW_DOMAIN("several", "", ARRAY, .item = SQLA_INTEGER)));
SQLA_TABLE(clashing, "clashing",
    SQLA_TABLE_COLUMN("id", SQLA_INTEGER, .primary_key = true),
    SQLA_TABLE_COLUMN("a", SQLA_ENUM("numbers", "x", "y")),
    SQLA_TABLE_COLUMN("b", SQLA_PG_NEW_DOMAIN("numbers", "", INTEGER)));

TEST(domains_of_every_kind) {
    CHECK_TABLES("postgresql", "CREATE DOMAIN numbers AS INTEGER; CREATE DOMAIN recent AS TIMESTAMP "
                 "WITHOUT TIME ZONE CHECK (VALUE > '2020-01-01'); CREATE DOMAIN several AS "
                 "INTEGER[]; CREATE TABLE domains ( id numbers NOT NULL, at recent, all_of several, "
                 "PRIMARY KEY (id) );", &domains);
    if (!needs_postgresql()) return;
    db d = open_made(sqla_metadata_new(&domains));
    WORKS(d.c, "INSERT INTO domains VALUES (1, '2021-01-01', '{1,2}')");
    REFUSED(d.c, "INSERT INTO domains VALUES (2, '1999-01-01', '{1,2}')");
    db_close(&d);
    d = open_empty(sqla_metadata_new(&clashing));
    CHECK_STATUS(sqla_create_all(d.e, d.md), SQLA_ARGUMENT_ERROR);
    CHECK_HAS(sqla_error(d.e)->message, "type 'numbers' of clashing.b is another one in clashing.a");
    db_close(&d);
}

TEST(a_domain_comes_and_goes_with_its_tables) {
    CHECK_TABLES("postgresql", "CREATE DOMAIN positive AS INTEGER CHECK (VALUE > 0); "
                 "CREATE DOMAIN \"Code\" AS VARCHAR(3); CREATE TABLE measures ( id SERIAL NOT NULL, "
                 "n positive, m positive, code \"Code\", PRIMARY KEY (id) );", &measures);
    sqla_compiled *k = sqla_compile(sqla_create_table(&measures), .dialect = "sqlite");
    CHECK_STR(sqla_error(k)->message, "dialect sqlite has no type positive");
    sqla_compiled_free(k);
    if (!needs_postgresql()) return;
    db d = open_made(sqla_metadata_new(&measures));
    CHECK_STATUS(sqla_create_all(d.e, d.md), SQLA_OK);
    sqla_stmt *q = sqla_set(sqla_insert(&measures), sqla_c(&measures, "n"), 5);
    CHECK_INT(sqla_exec(d.c, sqla_set(q, sqla_c(&measures, "code"), "abc")), 1);
    CHECK_STR(rows_of(d.c, sqla_select(sqla_plus(sqla_c(&measures, "n"), 1),
                                       sqla_c(&measures, "code"))), "6,abc");
    REFUSED(d.c, "INSERT INTO measures (n) VALUES (0)");
    CHECK_STATUS(sqla_rollback(d.c), SQLA_OK);
    CHECK_STATUS(sqla_drop_all(d.e, d.md), SQLA_OK);
    CHECK_STR(rows(d.c, "SELECT count(*) FROM pg_type WHERE typname IN ('positive', 'Code')"), "0");
    db_close(&d);
}

SQLA_TABLE(variant, "variant",
    SQLA_TABLE_COLUMN("t", SQLA_TYPE(.kind = SQLA_TYPE_STRING, .length = 10,
                                     .variants = SQLA_VARIANTS("mysql", SQLA_TEXT,
                                                               "postgresql", SQLA_PG_INET))),
    SQLA_TABLE_COLUMN("u", SQLA_UUID_EXACT));

TEST(a_type_of_its_own_in_one_dialect) {
    CHECK_TABLES("mysql", "CREATE TABLE variant ( t TEXT, u UUID );", &variant);
    CHECK_TABLES("oracle", "CREATE TABLE variant ( t VARCHAR2(10 CHAR), u UUID );", &variant);
    CHECK_TABLES("mssql", "CREATE TABLE variant ( t VARCHAR(10) NULL, u UUID NULL );", &variant);
    CHECK_TABLES("sqlite", "CREATE TABLE variant ( t VARCHAR(10), u UUID );", &variant);
    db d = open_made(sqla_metadata_new(&variant));
    sqla_stmt *q = sqla_set(sqla_insert(&variant), sqla_c(&variant, "t"), "10.0.0.1");
    CHECK_INT(sqla_exec(d.c, q), 1);
    CHECK_STR(rows(d.c, on_postgresql() ? "SELECT host(t), t << '10.0.0.0/8' FROM variant"
                                        : "SELECT t, 1 FROM variant"), "10.0.0.1,1");
    db_close(&d);
}

SQLA_TABLE(nulls_of_json, "nulls", ID,
    SQLA_TABLE_COLUMN("j", SQLA_TYPE(.kind = SQLA_TYPE_JSON, .json_null = true)),
    SQLA_TABLE_COLUMN("k", SQLA_JSON));

TEST(null_of_json_or_of_sql) {
    db d = open_made(sqla_metadata_new(&nulls_of_json));
    sqla_stmt *q = sqla_set(sqla_insert(&nulls_of_json), sqla_c(&nulls_of_json, "id"), 1);
    sqla_set(q, sqla_c(&nulls_of_json, "j"), sqla_json_of(NULL));
    sqla_set(q, sqla_c(&nulls_of_json, "k"), sqla_json_of(NULL));
    CHECK_INT(sqla_exec(d.c, q), 1);
    CHECK_STR(rows(d.c, "SELECT j IS NULL, k IS NULL, CAST(j AS text) FROM nulls"), "0,1,null");
    /* Two types of one kind do not share a compiled statement. */
    const sqla_type *types[] = {
        SQLA_TYPE(.kind = SQLA_TYPE_JSON, .exact = "JSON", .json_null = true),
        SQLA_TYPE(.kind = SQLA_TYPE_JSON, .exact = "JSON") };
    for (int i = 0; i < 2; i++) {
        sqla_expr *x = sqla_is_null(sqla_type_coerce(sqla_param("x"), types[i]));
        CHECK_INT(sqla_scalar_int(d.c, sqla_select(sqla_cast(x, SQLA_INTEGER)),
                                  SQLA_PARAMS("x", sqla_json_of(NULL))), i);
    }
    q = sqla_select(sqla_is_null(sqla_c(&nulls_of_json, "j")),
                    sqla_is_null(sqla_c(&nulls_of_json, "k")));
    CHECK_STR(rows_of(d.c, q), "0,1");
    db_close(&d);
}

/* ---- Time zones ---- */

SQLA_TABLE(moments, "moments", ID,
    SQLA_TABLE_COLUMN("at", SQLA_DATETIME_TZ), SQLA_TABLE_COLUMN("plain", SQLA_DATETIME),
    SQLA_TABLE_COLUMN("fine", SQLA_MYSQL_TIMESTAMP(3)));

TEST(an_instant_is_the_same_in_every_time_zone) {
    CHECK_TABLES("postgresql", "CREATE TABLE moments ( id SERIAL NOT NULL, at TIMESTAMP WITH TIME "
                 "ZONE, plain TIMESTAMP WITHOUT TIME ZONE, fine TIMESTAMP WITHOUT TIME ZONE, "
                 "PRIMARY KEY (id) );", &moments);
    CHECK_TABLES("mssql", "CREATE TABLE moments ( id INTEGER NOT NULL IDENTITY, at DATETIMEOFFSET "
                 "NULL, plain DATETIME NULL, fine TIMESTAMP NULL, PRIMARY KEY (id) );", &moments);
    db d = open_made(sqla_metadata_new(&moments));
    sqla_datetime noon = { sqla_datetime_of(2024, 6, 1, 12).us + 7 };
    sqla_stmt *q = sqla_set(sqla_insert(&moments), sqla_c(&moments, "at"), noon);
    sqla_set(q, sqla_c(&moments, "plain"), noon);
    CHECK_INT(sqla_exec(d.c, q), 1);
    if (on_postgresql()) WORKS(d.c, "SET TIME ZONE 'Asia/Tokyo'");
    sqla_result *r = sqla_execute(d.c, sqla_select(sqla_c(&moments, "at"),
                                                   sqla_c(&moments, "plain")));
    sqla_datetime at = { 0 }, plain = { 0 };
    CHECK(sqla_next(r));
    CHECK_STATUS(sqla_row_read(r, 0, &at), SQLA_OK);
    CHECK_STATUS(sqla_row_read(r, 1, &plain), SQLA_OK);
    sqla_result_free(r);
    CHECK_INT(at.us, noon.us);
    CHECK_INT(plain.us, noon.us);
    /* A text with an offset is the instant that it names. */
    WORKS(d.c, "INSERT INTO moments (at) VALUES ('2024-06-01 21:00:00.000007+09:00')");
    q = sqla_select(sqla_count_all());
    if (on_postgresql())
        CHECK_INT(sqla_scalar_int(d.c, sqla_where(q, sqla_eq(sqla_c(&moments, "at"), noon))), 2);
    else sqla_unref(q);
    q = sqla_order_by(sqla_select(sqla_c(&moments, "at")), sqla_desc(sqla_c(&moments, "id")));
    CHECK_STATUS(sqla_scalar(d.c, q, &at), SQLA_OK);
    CHECK_INT(at.us, noon.us);
    db_close(&d);
}

/* ---- What triggers do ---- */

typedef struct Stamped { int64_t id; int n; sqla_opt_int64 made, changed; } Stamped;
SQLA_MODEL(Stamped, "stamped",
    SQLA_COLUMN(Stamped, id, .primary_key = true),
    SQLA_COLUMN(Stamped, n),
    SQLA_COLUMN(Stamped, made, .server_fetched = true),
    SQLA_COLUMN(Stamped, changed, .server_onupdate = true));

TEST(values_of_triggers_are_read_again) {
    db d = open_made(sqla_metadata_new(sqla_entity(Stamped)));
    sqla_session *s = NULL;
    Stamped *o = NULL;
    if (on_postgresql()) {
        WORKS(d.c, "CREATE FUNCTION stamp() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN "
                   "IF TG_OP = ''INSERT'' THEN NEW.made = NEW.n * 10; "
                   "ELSE NEW.changed = NEW.n * 100; END IF; RETURN NEW; END'");
        WORKS(d.c, "CREATE TRIGGER stamped_i BEFORE INSERT OR UPDATE ON stamped "
                   "FOR EACH ROW EXECUTE FUNCTION stamp()");
    } else {
        WORKS(d.c, "CREATE TRIGGER stamped_i AFTER INSERT ON stamped BEGIN "
                   "UPDATE stamped SET made = NEW.n * 10 WHERE id = NEW.id; END");
        WORKS(d.c, "CREATE TRIGGER stamped_u AFTER UPDATE OF n ON stamped BEGIN "
                   "UPDATE stamped SET changed = NEW.n * 100 WHERE id = NEW.id; END");
    }
    CHECK_STATUS(sqla_commit(d.c), SQLA_OK);
    s = sqla_session_open(d.e, d.md);
    o = sqla_add(s, sqla_new(Stamped, .n = 5));
    NEED(o);
    CHECK_STATUS(sqla_flush(s), SQLA_OK);
    CHECK(sqla_state(o) & SQLA_EXPIRED);
    CHECK_STATUS(sqla_refresh(o), SQLA_OK);
    CHECK_INT(o->made.has, true);
    CHECK_INT(o->made.value, 50);
    CHECK_INT(o->changed.has, false);
    o->n = 6;
    CHECK_STATUS(sqla_flush(s), SQLA_OK);
    CHECK_STATUS(sqla_refresh(o), SQLA_OK);
    CHECK_INT(o->made.value, 50);
    CHECK_INT(o->changed.value, 600);
done:
    sqla_session_close(s);
    db_close(&d);
}

typedef struct Coded Coded;
typedef struct Coding { int64_t id; sqla_opt_int64 code; Coded *coded; } Coding;
struct Coded { int64_t id; sqla_opt_int64 code; };
SQLA_DECLARE_MODEL(Coded);
SQLA_MODEL(Coded, "coded",
    SQLA_COLUMN(Coded, id, .primary_key = true),
    SQLA_COLUMN(Coded, code, .server_fetched = true, .unique = true, .server_default = "77"));
SQLA_MODEL(Coding, "coding",
    SQLA_COLUMN(Coding, id, .primary_key = true),
    SQLA_COLUMN(Coding, code, .foreign_key = "coded.code"),
    SQLA_RELATIONSHIP(Coding, coded, Coded));

TEST(a_key_that_the_database_gives_reaches_those_who_refer_to_it) {
    db d = open_made(sqla_metadata_new(sqla_entity(Coded), sqla_entity(Coding)));
    sqla_session *s = sqla_session_open(d.e, d.md);
    Coding *o = sqla_add(s, sqla_new(Coding));
    NEED(o);
    o->coded = sqla_add(s, sqla_new(Coded));
    CHECK_STATUS(sqla_flush(s), SQLA_OK);
    CHECK_STATUS(sqla_commit(s), SQLA_OK);
    CHECK_INT(sqla_scalar_int(d.c, sqla_text("SELECT code FROM coding")), 77);
done:
    sqla_session_close(s);
    db_close(&d);
}

/* ---- Without RETURNING ---- */

typedef struct Silent {
    int64_t        id;
    int            n;
    sqla_opt_int64 given, twice, edits;
} Silent;
SQLA_MODEL(Silent, "silent",
    SQLA_COLUMN(Silent, id, .primary_key = true),
    SQLA_COLUMN(Silent, n),
    SQLA_COLUMN(Silent, given, .server_default = "7"),
    SQLA_COLUMN(Silent, twice, .computed = SQLA_COMPUTED("n * 2", .persisted = true)),
    SQLA_COLUMN(Silent, edits, .onupdate = SQLA_DEFAULT_SQL("coalesce(edits, 0) + 1")),
    SQLA_TABLE_ARGS(.no_implicit_returning = true));

static sqla_status count_returning(sqla_event *ev, void *arg) {
    *(int *)arg += strstr(ev->sql, "RETURNING") != NULL;
    return SQLA_OK;
}

TEST(a_table_that_does_not_return_rows) {
    db d = open_made(sqla_metadata_new(sqla_entity(Silent)));
    int returning = 0;
    sqla_session *s = sqla_session_open(d.e, d.md);
    Silent *o[3] = { NULL };
    sqla_listen(d.e, SQLA_BEFORE_CURSOR_EXECUTE, count_returning, &returning);
    for (int i = 0; i < 3; i++) {
        o[i] = sqla_add(s, sqla_new(Silent, .n = i + 1));
        NEED(o[i]);
    }
    o[1]->id = 10;
    CHECK_STATUS(sqla_flush(s), SQLA_OK);
    CHECK(o[0]->id > 0 && o[2]->id > 0 && o[0]->id != o[2]->id);
    CHECK_INT(o[1]->id, 10);
    CHECK(sqla_state(o[0]) & SQLA_EXPIRED);
    CHECK(sqla_get(s, Silent, o[2]->id) == o[2]);
    CHECK_STATUS(sqla_refresh(o[2]), SQLA_OK);
    CHECK_INT(o[2]->given.value, 7);
    CHECK_INT(o[2]->twice.value, 6);
    CHECK_INT(o[2]->edits.has, false);
    o[2]->n = 5;
    CHECK_STATUS(sqla_flush(s), SQLA_OK);
    CHECK_STATUS(sqla_refresh(o[2]), SQLA_OK);
    CHECK_INT(o[2]->twice.value, 10);
    CHECK_INT(o[2]->edits.value, 1);
    CHECK_STATUS(sqla_setattr(o[2], n, sqla_plus(sqla_col(Silent, n), 1)), SQLA_OK);
    CHECK_STATUS(sqla_flush(s), SQLA_OK);
    CHECK_STATUS(sqla_refresh(o[2]), SQLA_OK);
    CHECK_INT(o[2]->n, 6);
    CHECK_INT(o[2]->edits.value, 2);
    Silent *by = sqla_add(s, sqla_new(Silent));
    NEED(by);
    CHECK_STATUS(sqla_setattr(by, n, sqla_plus(sqla_literal(40), 2)), SQLA_OK);
    CHECK_STATUS(sqla_flush(s), SQLA_OK);
    CHECK(by->id > 0);
    CHECK_STATUS(sqla_refresh(by), SQLA_OK);
    CHECK_INT(by->n, 42);
    CHECK_INT(returning, 0);
    CHECK_STATUS(sqla_commit(s), SQLA_OK);
    sqla_stmt *q = sqla_set(sqla_insert(sqla_entity(Silent)), sqla_col(Silent, n), 9);
    sqla_result *r = sqla_execute(d.c, sqla_ref(q));
    CHECK_INT(sqla_rowcount(r), 1);
    CHECK_INT(sqla_inserted_key(r, 0) > 0, !on_postgresql());
    sqla_result_free(r);
    CHECK_INT(returning, 0);
    sqla_unref(q);
done:
    sqla_session_close(s);
    db_close(&d);
}

typedef struct Numbered { int64_t id; int n; } Numbered;
SQLA_MODEL(Numbered, "numbered_silent",
    SQLA_COLUMN(Numbered, id, .primary_key = true, .sequence = SQLA_SEQUENCE("silent_ids",
                                                                             .start = 50)),
    SQLA_COLUMN(Numbered, n),
    SQLA_TABLE_ARGS(.no_implicit_returning = true));
typedef struct Lost { int64_t id; int n; } Lost;
SQLA_MODEL(Lost, "lost",
    SQLA_COLUMN(Lost, id, .primary_key = true, .default_value = SQLA_DEFAULT_SQL("40 + 2")),
    SQLA_COLUMN(Lost, n),
    SQLA_TABLE_ARGS(.no_implicit_returning = true));

TEST(keys_of_a_table_that_does_not_return_them) {
    db d = open_made(sqla_metadata_new(sqla_entity(Numbered), sqla_entity(Lost)));
    sqla_session *s = sqla_session_open(d.e, d.md);
    Numbered *o[100] = { NULL };
    int n = quick() ? 4 : 100;
    for (int i = 0; i < n; i++) NEED(o[i] = sqla_add(s, sqla_new(Numbered, .n = i)));
    CHECK_STATUS(sqla_flush(s), SQLA_OK);
    for (int i = 0; i < n; i++) CHECK_INT(o[i]->id, (on_postgresql() ? 50 : 1) + i);
    CHECK_STATUS(sqla_commit(s), SQLA_OK);
    CHECK(sqla_add(s, sqla_new(Lost, .n = 1)));
    CHECK_STATUS(sqla_flush(s), SQLA_NOT_SUPPORTED);
    CHECK_STR(sqla_error(s)->message, "Lost.id: the key that the database made is not known, "
              "because the table has no RETURNING");
    CHECK_STATUS(sqla_rollback(s), SQLA_OK);
    CHECK_INT(sqla_scalar_int(d.c, sqla_text("SELECT count(*) FROM lost")), 0);
done:
    sqla_session_close(s);
    db_close(&d);
}

/* ---- Of one dialect, and in keys of several columns ---- */

SQLA_TABLE(choosy, "choosy", ID,
    SQLA_TABLE_COLUMN("n", SQLA_INTEGER),
    SQLA_CHECK_WITH("ck_choosy", "n > 0", .dialects = "postgresql mysql"),
    SQLA_INDEX_WITH("ix_choosy_lite", SQLA_NAMES("n"), .dialects = "sqlite"),
    SQLA_INDEX_WITH("ix_choosy_server", SQLA_NAMES("n"), .dialects = "postgresql"));

TEST(constraints_and_indexes_of_one_dialect) {
    db d = open_made(sqla_metadata_new(&choosy));
    if (on_postgresql()) {
        REFUSED(d.c, "INSERT INTO choosy VALUES (1, -5)");
        CHECK_STR(told.text, "CREATE TABLE choosy;CREATE INDEX ix_choosy_server ON choosy;");
    } else {
        WORKS(d.c, "INSERT INTO choosy VALUES (1, -5)");
        CHECK_STR(told.text, "CREATE TABLE choosy;CREATE INDEX ix_choosy_lite ON choosy;");
    }
    db_close(&d);
}

typedef struct Entry { int64_t account, number; int amount; } Entry;
SQLA_MODEL(Entry, "lines",
    SQLA_COLUMN(Entry, account, .primary_key = true),
    SQLA_COLUMN(Entry, number, .primary_key = true, .autoincrement = true),
    SQLA_COLUMN(Entry, amount));

TEST(one_column_of_a_key_of_several_numbers_itself) {
    sqla_metadata *md = sqla_metadata_new(sqla_entity(Entry));
    if (!on_postgresql()) {                     /* SQLite has no such thing, and says so */
        db d = open_empty(md);
        CHECK_STATUS(sqla_create_all(d.e, md), SQLA_COMPILE_ERROR);
        CHECK(strstr(sqla_error(d.e)->message, "lines") != NULL);
        db_close(&d);
        return;
    }
    db d = open_made(md);
    sqla_session *s = sqla_session_open(d.e, md);
    Entry *a = sqla_add(s, sqla_new(Entry, .account = 7, .amount = 1));
    Entry *b = sqla_add(s, sqla_new(Entry, .account = 8, .amount = 2));
    CHECK_STATUS(sqla_commit(s), SQLA_OK);
    if (a && b) CHECK_INT(a->number, 1);
    if (a && b) CHECK_INT(b->number, 2);
    sqla_session_close(s);
    CHECK_STR(rows(d.c, "SELECT account, number, amount FROM lines ORDER BY number"),
              "7,1,1;8,2,2");
    db_close(&d);
}

/* ---- Listeners that add DDL of their own ---- */

static sqla_status add_function(sqla_event *ev, void *arg) {
    int *calls = arg;
    ++*calls;
    if (!on_postgresql()) return SQLA_OK;
    return sqla_exec_driver_sql(ev->conn, "CREATE FUNCTION twice(n integer) RETURNS integer "
                                          "LANGUAGE sql AS 'SELECT n * 2'");
}

TEST(a_listener_adds_what_one_dialect_needs) {
    int calls = 0;
    sqla_metadata *md = sqla_metadata_new(&parent);
    CHECK_STATUS(sqla_listen(md, SQLA_AFTER_CREATE, add_function, &calls), SQLA_OK);
    db d = open_made(md);
    CHECK_INT(calls, 1);
    if (on_postgresql()) CHECK_STR(rows(d.c, "SELECT twice(21)"), "42");
    db_close(&d);
}

TESTS(create, T(all_is_made_once_and_dropped_backwards),
      T(tables_in_a_circle_get_their_keys_at_the_end),
      T(a_key_that_is_added_later_breaks_a_circle), T(a_circle_without_names_cannot_be_dropped),
      T(statements_make_and_drop_what_they_name), T(cascade_takes_along_what_depends_on_a_table),
      T(keys_of_two_columns_and_not_null_hold),
      T(foreign_keys_of_two_columns_act_on_delete_and_update),
      T(a_deferred_foreign_key_is_checked_at_commit), T(match_full_wants_all_columns_or_none),
      T(unique_and_check_refuse_rows), T(conventions_name_what_has_no_name),
      T(constraints_are_dropped_and_added_by_their_name),
      T(names_of_a_convention_are_dropped_too),
      T(a_computed_value_is_fetched_after_insert_and_update),
      T(a_session_fetches_computed_values), T(an_expression_alone_computes_too),
      T(an_expression_alone_is_an_update_like_others), T(a_copy_of_a_plain_struct_computes_too),
      T(a_value_of_ones_own_is_not_computed), T(plain_structs_leave_computed_columns_alone),
      T(a_column_computed_when_read), T(what_a_database_cannot_compute_is_told),
      T(an_identity_numbers_rows), T(a_session_and_plain_structs_get_identities),
      T(an_identity_beside_the_key), T(sequences_come_and_go_with_their_tables),
      T(the_next_value_of_a_sequence), T(an_insert_takes_the_next_number),
      T(a_session_takes_numbers_of_a_sequence), T(many_objects_take_numbers_in_their_order),
      T(numbers_that_go_down_or_round), T(plain_structs_take_numbers_of_a_sequence),
      T(a_sequence_beside_the_key), T(indexes_are_used_by_the_planner),
      T(unique_indexes_refuse_rows_partial_ones_some), T(indexes_are_made_and_dropped_alone),
      T(an_index_with_every_option), T(an_index_is_made_concurrently_outside_a_transaction),
      T(strict_tables_and_those_without_rowid), T(autoincrement_gives_no_number_twice),
      T(constraints_that_ignore_or_replace), T(partitions_heirs_and_storage),
      T(a_temporary_table_is_its_connections_own), T(a_temporary_table_is_seen_by_its_connection),
      T(a_temporary_table_forgets_its_rows_at_commit), T(options_that_nobody_knows_are_refused),
      T(parts_that_are_not_there_are_refused), T(tables_of_a_schema),
      T(comments_are_in_the_catalog), T(a_view_is_queried_like_a_table),
      T(views_are_replaced_or_temporary), T(a_materialized_view_keeps_its_rows),
      T(a_table_of_the_rows_of_a_query), T(rows_exclude_each_other),
      T(nulls_are_alike_and_old_rows_are_not_checked),
      T(server_defaults_are_fetched_after_insert), T(types_that_bring_a_check),
      T(labels_are_checked_when_asked), T(an_enum_is_made_once_also_inside_arrays),
      T(an_enum_of_a_schema), T(types_of_the_server_under_their_own_names),
      T(values_of_the_servers_own_types), T(parts_of_columns_are_set),
      T(a_domain_comes_and_goes_with_its_tables),
      T(domains_of_every_kind), T(a_type_of_its_own_in_one_dialect),
      T(null_of_json_or_of_sql), T(values_of_triggers_are_read_again),
      T(a_key_that_the_database_gives_reaches_those_who_refer_to_it),
      T(an_instant_is_the_same_in_every_time_zone), T(a_table_that_does_not_return_rows), T(keys_of_a_table_that_does_not_return_them),
      T(constraints_and_indexes_of_one_dialect),
      T(one_column_of_a_key_of_several_numbers_itself),
      T(a_listener_adds_what_one_dialect_needs));
