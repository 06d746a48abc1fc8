/* sqla.h - SQLAlchemy for C, in one header.
 *
 * Tables declared in C, queries composed and checked, compiled for five SQL dialects; engine, pool,
 * transactions; rows into plain structs. Drivers stand beside this file, in drivers/.
 *
 * Do this, in one .c file of your program:
 *
 *     #define SQLA_IMPLEMENTATION
 *     #define SQLA_SQLITE             // drivers/sqla_sqlite.h, link with -lsqlite3
 *     #include "sqla.h"
 *
 * and in every other one only: #include "sqla.h". Link with -lpthread where the system needs it.
 *
 * Contents (grep '>>' finds each part twice: declarations, then implementation):
 *
 *   >>platform     versions, linkage, counting macros
 *   >>structs      the private structs (implementation only: read this first)
 *   >>errors       status codes and error records
 *   >>memory       the allocator
 *   >>strings      text builder (implementation only)
 *   >>containers   vector, topological sort (implementation only)
 *   >>values       dates, decimals, UUIDs, JSON, nullable values, sqla_value
 *   >>types        SQL types
 *   >>schema       tables, models, metadata
 *   >>nodes        life of expressions and statements: floating references, freezing, errors
 *   >>expr         columns, values, operators, functions, CASE, windows
 *   >>stmt         select, insert, update, delete, CTE, set operations, text
 *   >>compile      tree to text (implementation only)
 *   >>ddl          CREATE and DROP (implementation only)
 *   >>sqlite       dialects (implementation only) ...
 *   >>postgresql
 *   >>mysql
 *   >>oracle
 *   >>mssql
 *   >>text         statements as SQL text without a database; DDL as text
 *   >>events       functions of yours that are called when something happens
 *   >>driver       database URLs; what a driver provides
 *   >>result       rows; sets of parameters
 *   >>pool         connections kept (implementation only)
 *   >>engine       engines, connections, transactions, execution, rows into structs, bulk writes
 *   >>create       create_all, drop_all
 *   >>mapper       models made ready for sessions (implementation only)
 *   >>state        objects: sqla_new, setattr, lists, states
 *   >>identity     the identity map (implementation only)
 *   >>ormsql       relationships in statements, loader options
 *   >>load         rows to objects (implementation only)
 *   >>flush        the unit of work (implementation only)
 *   >>session      sessions: add, get, query, delete, flush, commit, merge, loops
 *
 * Chapters (each begins with four hyphens): Dropping it in. Tables and models. Expressions.
 * Statements. Parameters and values. Executing. Rows into structs and bulk writes. Transactions and
 * savepoints. Errors. Memory and ownership. Threads and the pool. SQLite. Dialects. Limits. Macros.
 * What is not said here stands at the declarations, which are the reference.
 *
 * ---- Dropping it in
 *
 * Copy this file, and drivers/sqla_sqlite.h into a folder drivers beside it. One .c file of the
 * program holds the implementation, as shown above; without SQLA_SQLITE it has no driver, and only
 * compiles statements to text. The language is C11: gcc, clang and tcc are tested, on Linux. C++20
 * only reads the declarations: keep calls in C files. What is needed besides the C library is POSIX
 * threads (not with SQLA_NO_THREADS) and the client library of the database.
 *
 * A program makes metadata from its tables, an engine from a URL, connections from the engine, and
 * releases them in the opposite order:
 *
 *     sqla_metadata *tables = sqla_metadata_new(sqla_entity(Author), sqla_entity(Book), &tags);
 *     sqla_engine *engine = sqla_create_engine("sqlite:///library.db");
 *     sqla_create_all(engine, tables);            // what is missing
 *     sqla_conn *c = sqla_connect(engine);
 *     // ... all that follows ...
 *     sqla_conn_close(c);
 *     sqla_dispose(engine);
 *     sqla_metadata_free(tables);
 *
 * ---- Tables and models
 *
 * A model describes how a struct of yours is stored; the struct stays a plain struct. Fields that
 * no SQLA_COLUMN names are your own. Models and tables stand at file scope, in one .c file; other
 * files say SQLA_DECLARE_MODEL(Author) or SQLA_DECLARE_TABLE(tags). A misspelt field, or a C type
 * that has no SQL type, does not compile.
 *
 *     typedef enum Genre { NOVEL, POETRY } Genre;
 *
 *     typedef struct Author {
 *         int64_t        id;
 *         const char    *name;
 *         char           country[3];              // text in the struct itself, with its NUL
 *         sqla_opt_int32 born;                    // may be NULL: { value, has }
 *     } Author;
 *
 *     typedef struct Book {
 *         int64_t      id, author_id;
 *         const char  *title;
 *         Genre        genre;
 *         sqla_decimal price;
 *     } Book;
 *
 *     SQLA_MODEL(Author, "authors",
 *         SQLA_COLUMN(Author, id,      .primary_key = true),
 *         SQLA_COLUMN(Author, name,    .type = SQLA_STRING(80), .not_null = true, .unique = true),
 *         SQLA_COLUMN(Author, country, .name = "country_code", .server_default = "'XX'"),
 *         SQLA_COLUMN(Author, born,    .check = "born > 0"));
 *
 *     SQLA_MODEL(Book, "books",
 *         SQLA_COLUMN(Book, id,        .primary_key = true),
 *         SQLA_COLUMN(Book, author_id, .foreign_key = "authors.id", .ondelete = "CASCADE"),
 *         SQLA_COLUMN(Book, title,     .not_null = true, .index = true),
 *         SQLA_COLUMN(Book, genre,     .type = SQLA_ENUM("genre", "novel", "poetry"),
 *                                      .default_value = SQLA_DEFAULT_INT(NOVEL)),
 *         SQLA_COLUMN(Book, price,     .type = SQLA_NUMERIC(8, 2), .server_default = "9.90"),
 *         SQLA_INDEX("ix_books_by_author", "author_id", "title"));
 *
 * A table without struct, here with a key of two columns. A column whose type is NULL takes that of
 * the column it refers to:
 *
 *     SQLA_TABLE(tags, "tags",
 *         SQLA_TABLE_COLUMN("book_id", NULL, .foreign_key = "books.id"),
 *         SQLA_TABLE_COLUMN("tag",     SQLA_STRING(30)),
 *         SQLA_PRIMARY_KEY(NULL, "book_id", "tag"));
 *
 * sqla_table_new makes a table at run time. The SQL type comes from the C type, unless .type says
 * otherwise. The last column tells whether the field can hold NULL, and how:
 *
 *   C type of the field                    SQL type               NULL
 *   bool                                   BOOLEAN                no
 *   int8_t, uint8_t, int16_t               SMALLINT               no
 *   uint16_t, int32_t, int                 INTEGER                no
 *   uint32_t, int64_t, uint64_t, size_t    BIGINT                 no
 *   float, double                          FLOAT, DOUBLE          no
 *   const char *, char *                   VARCHAR                yes: NULL
 *   char[N]                                VARCHAR(N - 1)         no
 *   sqla_bytes                             BLOB                   yes: .data is NULL
 *   sqla_date, sqla_time, sqla_datetime    DATE, TIME, DATETIME   no
 *   sqla_interval                          INTERVAL               no
 *   sqla_decimal                           NUMERIC                no
 *   sqla_uuid                              UUID, or CHAR(32)      no
 *   sqla_json                              JSON                   yes: .text is NULL
 *   sqla_opt_bool, _int16, _int32, ...     as without opt         yes: .has is false
 *   an enum                                needs .type            no
 *
 * Each dialect has its own names for them: DOUBLE PRECISION, BYTEA, NUMBER(19) ... A C type that
 * cannot hold NULL makes its column NOT NULL; .null_as_zero allows NULL and reads it as zero. Other
 * columns may be NULL unless .not_null or part of the key. MySQL and MariaDB have no VARCHAR
 * without length: give .type = SQLA_STRING(n). An enum's constants are 0, 1, 2 ... in the order of
 * its labels, which are what is stored.
 *
 * A key of one integer column without foreign key or default numbers itself (.no_autoincrement
 * prevents that). On SQLite the column's type must be INTEGER for it: so is every BIGINT that comes
 * from a C type, but not an SQLA_BIGINT that you write, nor a SMALLINT.
 *
 * .default_value is stored by an INSERT that does not give the column, .onupdate by an UPDATE that
 * does not set it; both are the library's doing. .server_default is SQL text in the table itself.
 * Metadata is needed to create tables and to take types from foreign keys; it finds mistakes in
 * them, once: sqla_error(tables). Expressions and statements work without it.
 *
 * ---- Expressions
 *
 * The left side of an operator is an expression. The right side, the elements of lists and the
 * arguments of functions may also be C values: they are bound as parameters, never part of the SQL.
 *
 *     sqla_expr *born = sqla_col(Author, born);       // checked by the compiler
 *     sqla_expr *tag  = sqla_c(&tags, "tag");         // by name, checked when it runs
 *     sqla_expr *x = sqla_and(sqla_between(born, 1800, 1899),
 *                             sqla_or(sqla_startswith(tag, "sea"), sqla_in(tag, "ship", "storm")));
 *
 * A value takes the type of what stands beside it when both are of one family: an int beside a
 * BIGINT is BIGINT, 0 and 1 beside a BOOLEAN are false and true, an int beside an enum is its
 * label. sqla_literal keeps the value's own type, sqla_cast and sqla_type_coerce choose one. In eq,
 * ne, is and is_not a bool is the constant true or false, and NULL (also a NULL const char * or an
 * empty opt) makes IS NULL or IS NOT NULL; in lt, gt, le, ge these are errors.
 *
 *   compare     eq ne lt le gt ge between is is_not is_null not_null is_distinct_from
 *   texts       like not_like ilike startswith endswith contains regexp_match concat collate
 *   lists       in not_in in_array tuple any_of all_of
 *   conditions  and or not
 *   numbers     plus minus times div floordiv mod neg; op: any operator of the database
 *   functions   func for any; count count_all sum avg min max coalesce lower upper length now
 *               extract
 *   windows     over with .partition_by, .order_by and one of .rows, .range, .groups
 *   aggregates  distinct_of, filter, within_group
 *   choose      case, case_of, when, else; cast, try_cast, type_coerce; label; asc, desc
 *   subqueries  exists, scalar_subquery; json_item, json_path, json_as_text, _int, _float, _bool
 *
 * Each is sqla_ and the name. SQL of your own is sqla_sql("..."): it, the operator of sqla_op, and
 * the texts of .check, .server_default and their kin are written as they stand, so they must never
 * come from outside. Names of tables, columns, labels, functions and collations are quoted where
 * needed.
 *
 * Macros take up to 64 arguments. Arrays of any length go through sqla_span, which stands for its
 * items in any list, and may be empty:
 *
 *     int64_t ids[] = { 3, 5, 8 };
 *     sqla_expr *conditions[2] = { x, sqla_in(sqla_col(Book, id), sqla_span(ids, 3)) };
 *     sqla_expr *all = sqla_and(sqla_span(conditions, 2));
 *     sqla_expr *rank = sqla_over(sqla_func("rank"),
 *         .partition_by = SQLA_EXPRS(sqla_col(Book, genre)),
 *         .order_by = SQLA_EXPRS(sqla_desc(sqla_col(Book, price))));
 *     sqla_expr *age = sqla_case(sqla_when(sqla_lt(born, 1900), "old"), sqla_else("new"));
 *
 * ---- Statements
 *
 * Clause functions change their statement and return it. FROM follows from the columns; a join
 * without .on takes the one foreign key between the two sides.
 *
 *     sqla_stmt *q = sqla_select(sqla_col(Author, name), sqla_label(sqla_count_all(), "books"));
 *     sqla_join(q, sqla_entity(Book));                // or .on = condition, .isouter = true
 *     if (ids[0] > 0) sqla_where(q, sqla_ge(born, 1900));     // conditions of several calls: AND
 *     sqla_group_by(q, sqla_col(Author, name));
 *     sqla_having(q, sqla_gt(sqla_count_all(), 1));
 *     sqla_order_by(q, sqla_desc(sqla_count_all()));
 *     sqla_limit(q, 10);
 *
 * Subqueries, aliases and CTEs are FROM elements; sqla_c takes columns of them by name:
 *
 *     sqla_from *top = sqla_cte(q, "top");            // or sqla_subquery, sqla_lateral
 *     sqla_from *other = sqla_alias(sqla_entity(Author), "other");
 *     q = sqla_select(sqla_c(top, "name"), sqla_col_of(other, Author, country));
 *     sqla_join(q, other, .on = sqla_eq(sqla_c(top, "name"), sqla_col_of(other, Author, name)));
 *
 *     sqla_stmt *one = sqla_select(sqla_label(sqla_v(1), "n"));        // a recursive one
 *     sqla_from *t = sqla_cte(one, "t", .recursive = true);
 *     sqla_stmt *more = sqla_select(sqla_plus(sqla_c(t, "n"), 1));
 *     sqla_where(more, sqla_lt(sqla_c(t, "n"), 5));
 *     sqla_from *to_five = sqla_cte_union_all(t, more);               // t itself is unchanged
 *     sqla_stmt *numbers = sqla_select(sqla_c(to_five, "n"));
 *
 * INSERT, UPDATE and DELETE. What is set is written in the table's column order. sqla_returning
 * makes rows of any of them:
 *
 *     sqla_stmt *i = sqla_insert(sqla_entity(Author));
 *     sqla_set(i, sqla_col(Author, name), "Melville");
 *     sqla_set(i, born, 1819);
 *     sqla_on_conflict_do_update(i, .index_elements = SQLA_EXPRS(sqla_col(Author, name)),
 *                                .set = SQLA_SETS(born, sqla_excluded(born)));
 *     sqla_returning(i, sqla_col(Author, id));
 *
 *     sqla_stmt *u = sqla_update(sqla_entity(Book));
 *     sqla_set(u, sqla_col(Book, price), sqla_times(sqla_col(Book, price), 2));
 *     sqla_where(u, sqla_eq(sqla_col(Book, genre), POETRY));
 *
 * A statement may be changed until it is part of another one or frozen. Changing it inside another
 * one poisons it: it reports an error wherever it is used. A frozen one stays as it is, and the
 * call answers a poisoned statement. sqla_clone makes a copy to be changed.
 *
 * ---- Parameters and values
 *
 * A parameter with a name is sqla_param("name"), or :name in sqla_text and sqla_sql. Its value is
 * that in SQLA_PARAMS of an execution, else from sqla_bind; without one the execution fails and
 * names it, as it does for a value without parameter. INSERT and UPDATE take names of columns as
 * well:
 *
 *     sqla_stmt *f = sqla_text("SELECT title FROM books WHERE id = :id AND price < :most");
 *     sqla_bind(f, "most", 20);
 *     sqla_result *r = sqla_execute(c, f, SQLA_PARAMS("id", 7));
 *     sqla_exec(c, sqla_insert(sqla_entity(Author)), SQLA_PARAMS("name", "Poe", "born", 1809));
 *
 * In a text, a colon before a letter, digit or underscore begins a parameter, also inside quotes
 * and comments; not so behind a letter or digit (12:30), a colon (a::int) or a backslash, which is
 * then left out: \:x is written as :x. sqla_text_columns gives the columns of a text their types.
 *
 * Values are C integers, float, double, bool, char *, NULL, the types of the table above with their
 * opts, and sqla_value, which can be any of them. Text is UTF-8. Statements keep copies;
 * SQLA_PARAMS borrows until the call returns.
 *
 *     sqla_date day = sqla_date_of(1851, 10, 18);
 *     sqla_datetime moment = sqla_datetime_of(2024, 1, 31, 12, 30);   // or sqla_utcnow()
 *     sqla_decimal price = sqla_decimal_of("12.50");
 *     sqla_opt_int32 none = sqla_none_int32(), some = sqla_some_int32(5);
 *     char text[48];
 *     puts(sqla_datetime_text(moment, text, sizeof text));
 *
 * ---- Executing
 *
 *   sqla_execute(c, q)                     a result, to be read row by row
 *   sqla_exec(c, q)                        rows affected, 0 for a select or DDL, -1: an error
 *   sqla_execute_many(c, q, sets)          once per set of parameters, all or none
 *   sqla_scalar(c, q, &x)                  first column of the first row into any C variable
 *   sqla_scalar_int, _double, _text(c, q)  the same, 0 or NULL where there is none
 *   sqla_scalars, sqla_fetch_all, _one     whole results: see the next chapter
 *   sqla_exec_driver_sql(c, sql)           SQL as it is, several statements, no rows
 *   sqla_rowcount(r), sqla_inserted_key(r, 0)   of a result: rows affected, the new key
 *
 * Each takes q: it is gone afterwards unless you have kept it (see Memory and ownership). All but
 * execute_many and exec_driver_sql take SQLA_PARAMS as last argument.
 *
 *     while (sqla_next(r)) puts(sqla_row_text(r, 0));     // _int, _double, _bool, _bytes, _read
 *     if (sqla_result_status(r) != SQLA_OK) puts(sqla_error(r)->message);
 *     sqla_result_free(r);
 *
 *     sqla_params *sets = sqla_params_new();
 *     for (int k = 0; k < 3; k++) {
 *         sqla_params_set(sets, "name", k == 0 ? "Ann" : k == 1 ? "Bea" : "Cleo");
 *         sqla_params_set(sets, "born", 1960 + k);
 *         sqla_params_next(sets);
 *     }
 *     sqla_result_free(sqla_execute_many(c, sqla_insert(sqla_entity(Author)), sets));
 *     sqla_params_free(sets);
 *
 * A result closes itself behind its last row. One that is read halfway holds its cursor until
 * sqla_result_free, the end of its transaction (sqla_next then answers false, with the status
 * SQLA_RESOURCE_CLOSED) or sqla_conn_close. Other statements may run on the connection meanwhile.
 * What sqla_row_text gives is valid until the next sqla_next, what sqla_scalar_text gives until the
 * next execution: copy it, or use sqla_fetch_all.
 *
 * Compiled statements are kept by the engine, prepared ones by each connection, under their
 * structure. The values do not count, so a statement may be built anew for every execution and is
 * compiled once. .echo of the engine shows every statement with its values on stderr; .log gives
 * the lines to a function of yours instead, and .hide_parameters keeps values out of them and out
 * of error records.
 *
 * ---- Rows into structs and bulk writes
 *
 *     Author *authors;
 *     size_t count;
 *     sqla_fetch_all(c, Author, sqla_select(sqla_entity(Author)), &authors, &count);
 *     for (size_t k = 0; k < count; k++) strcpy(authors[k].country, "US");
 *     sqla_bulk_update(c, Author, authors, count, .only = SQLA_NAMES("country_code"));
 *     sqla_fetch_free(authors);
 *
 *     int64_t *keys;
 *     sqla_scalars(c, sqla_select(sqla_col(Book, id)), &keys, &count);
 *     sqla_fetch_free(keys);
 *
 *     const Book more_books[] = { { .author_id = 1, .title = "Typee", .genre = NOVEL } };
 *     sqla_bulk_insert(c, Book, more_books, 1, .omit = SQLA_NAMES("price"));
 *
 * Columns of the result are matched to fields by their name, or the field's. What matches no field
 * is left out, fields without column are zero, and no match at all is SQLA_NO_SUCH_COLUMN. Structs
 * and texts are freed together. A value that does not fit (too big, text too long, NULL) is
 * SQLA_DATA_ERROR, and nothing is handed out. sqla_fetch_one wants exactly one row.
 *
 * sqla_bulk_insert, _update and _delete write arrays of structs as they stand, all or nothing. Only
 * keys that number themselves are left out where they are zero; they are not written back. Defaults
 * of the library do not apply; .omit leaves columns to those of the table. Updates and deletes go
 * by primary key, and do not tell of rows that were not there.
 *
 * ---- Transactions and savepoints
 *
 * The first statement of a connection begins a transaction, a SELECT too. sqla_begin does so
 * without one; inside a transaction it is SQLA_INVALID_REQUEST. sqla_begin_nested sets a savepoint.
 * sqla_commit and sqla_rollback end the innermost level; _commit_all and _rollback_all every level.
 * sqla_conn_close rolls back. A statement that fails leaves the transaction open: it is yours to
 * roll back or not. sqla_exec_driver_sql alone begins nothing: without a transaction its SQL takes
 * effect at once.
 *
 *     sqla_begin_nested(c);
 *     if (sqla_exec(c, sqla_delete(&tags)) < 0) sqla_rollback(c);     // the savepoint only
 *     else sqla_commit(c);
 *     sqla_commit(c);                                                 // the transaction
 *
 * sqla_run does a piece of work in a transaction of its own, on a connection of its own: it commits
 * if the work answers SQLA_OK, else rolls back. It does it again, three times at most, when the
 * database was busy or had to break a conflict (SQLSTATE 40001 or 40P01):
 *
 *     static sqla_status rename_author(sqla_conn *c, void *name) {
 *         sqla_stmt *q = sqla_update(sqla_entity(Author));
 *         sqla_set(q, sqla_col(Author, name), (const char *)name);
 *         sqla_exec(c, sqla_where(q, sqla_eq(sqla_col(Author, id), 1)));
 *         return sqla_error(c)->code;
 *     }
 *
 *     sqla_status status = sqla_run(engine, rename_author, "Herman Melville", .retries = 5);
 *
 * ---- Errors
 *
 * Nothing aborts, or prints without .echo. A call that is given NULL for an object answers with an
 * error, 0 or NULL. What makes an expression or a statement never returns NULL: a wrong argument,
 * or a failed allocation, gives a poisoned node, and executing it reports the first error.
 * sqla_create_engine, sqla_connect, sqla_metadata_new never return NULL either: a failed one
 * refuses every call with its error, and is released like any other.
 *
 * sqla_error(x) is a record, never NULL: code, message, sqlstate, constraint, table, column, sql,
 * params, driver_code, row, as far as they are known. A connection keeps its first error until
 * sqla_clear_error, so that a program may check once, and the last one: sqla_last_error. No rows
 * for sqla_scalar and sqla_fetch_one is only a status, SQLA_NO_RESULT_FOUND, and not recorded. An
 * engine's record is that of a failed URL, or of the last sqla_create_all or sqla_drop_all.
 *
 *     if (sqla_failed(engine)) puts(sqla_error(engine)->message);
 *     if (sqla_failed(c) && sqla_error(c)->code == SQLA_INTEGRITY_ERROR)
 *         printf("%s.%s is taken\n", sqla_error(c)->table, sqla_error(c)->column);
 *     sqla_clear_error(c);
 *
 * The codes are SQLA_STATUS_LIST, named after SQLAlchemy's exceptions. sqla_error_copy keeps a
 * record that outlives its owner.
 *
 * ---- Memory and ownership
 *
 * A new expression, FROM element or statement floats: it belongs to nobody. Whatever takes it in
 * first (another node, an execution, sqla_compile) owns it, whether or not that call succeeds, and
 * the program frees nothing. sqla_ref makes it yours; sqla_unref then gives it back. A node that is
 * not floating any more may have many parents. A statement that is never used is freed by
 * sqla_unref alone. Columns, constants and tables are never freed.
 *
 *     sqla_stmt *kept = sqla_ref(sqla_select(sqla_col(Book, title)));
 *     for (int k = 0; k < 3; k++) sqla_exec(c, kept);
 *     sqla_unref(kept);
 *     sqla_unref(numbers);                            // made above, not used
 *
 * A statement that floats is freed by its first execution or compilation, with what only it holds:
 * using it, or that, again is a use of freed memory. A part lives as long as its last parent.
 * sqla_freeze keeps a statement like sqla_ref and makes it unchangeable, with everything in it, so
 * that any thread may execute it, with values by SQLA_PARAMS:
 *
 *     sqla_stmt *by_id = sqla_select(sqla_entity(Book));
 *     sqla_where(by_id, sqla_eq(sqla_col(Book, id), sqla_param("id")));
 *     sqla_freeze(by_id);
 *     Book *book;
 *     if (sqla_fetch_one(c, Book, by_id, &book, SQLA_PARAMS("id", 1)) == SQLA_OK)
 *         sqla_fetch_free(book);
 *     sqla_unref(by_id);
 *
 * Everything else has one owner; its declaration tells which call frees it. sqla_set_allocator
 * replaces malloc for the process, .allocator of an engine for its pool and connections. The client
 * library of the database has memory of its own.
 *
 * ---- Threads and the pool
 *
 * Engines, metadata, tables and frozen statements are for all threads. A connection with its
 * results, and a statement that is not frozen, with all its parts, belong to one thread at a time.
 * tcc has no atomics: programs that it compiles should have one thread.
 *
 * An engine opens connections when they are asked for. It keeps .pool_size of them (5) and opens
 * .max_overflow more (10) that are closed after use. When all are out, sqla_connect waits
 * .pool_timeout_ms (30,000), then the connection it gives has the error SQLA_TIMEOUT.
 * .pool_recycle_s replaces old ones, .pool_pre_ping tests each before it is handed out.
 *
 *     sqla_engine *busy = sqla_create_engine("sqlite:///busy.db?journal_mode=wal", .pool_size = 20,
 *                                            .max_overflow = SQLA_NO, .echo = true);
 *     sqla_engine_stats now = sqla_engine_statistics(busy);
 *     printf("%lld out, %lld idle\n", (long long)now.checked_out, (long long)now.idle);
 *     sqla_dispose(busy);
 *
 * In options zero is the default; SQLA_NO stands for a zero that is meant.
 *
 * ---- SQLite
 *
 *   sqlite:///file.db                      a file, from the current folder
 *   sqlite:////var/lib/app/file.db         a file by its whole path; %20 is a blank
 *   sqlite://  or  sqlite:///:memory:      in memory, as long as the engine lives
 *
 * Parameters follow a question mark. They are checked when the first connection is opened: unknown
 * ones, and values that are not listed, are SQLA_ARGUMENT_ERROR.
 *
 *   mode           ro, rw, rwc (the default: make the file if it is missing)
 *   busy_timeout   milliseconds to wait for a lock; 5000
 *   foreign_keys   on (the default), off
 *   journal_mode   wal, delete, truncate, persist, memory, off; what the file has
 *   synchronous    off, normal, full, extra
 *   cache_size, temp_store, mmap_size      as the pragmas
 *
 * A database in memory has one connection. Threads take turns: sqla_connect waits up to
 * .pool_timeout_ms for another one to close its own. A second sqla_connect of the same thread
 * shares the connection, transaction included; sqla_create_all and sqla_run do so, too.
 *
 * Dates and moments are stored as text (2024-01-31, 2024-01-31 12:30:00.000000), booleans as 0 and
 * 1, UUIDs as 32 hexadecimal digits, enums as labels, intervals as a moment after 1970. Decimals
 * are integers or doubles, so only 15 digits are safe; they are rounded to their scale when read.
 * An interval with months, and an unsigned number above INT64_MAX, are refused. x REGEXP y takes
 * POSIX extended expressions (not on Windows). sqla_create_all begins as a writer (BEGIN
 * IMMEDIATE), your transactions with BEGIN: a program where several connections write uses
 * sqla_run.
 *
 * ---- Dialects
 *
 * sqla_compile gives the SQL and the parameters of any statement, without a database:
 *
 *     sqla_compiled *k = sqla_compile(sqla_select(sqla_col(Book, id)), .dialect = "postgresql");
 *     puts(sqla_failed(k) ? sqla_error(k)->message : sqla_compiled_sql(k));
 *     sqla_compiled_free(k);
 *     char *ddl = sqla_ddl(tables, "mssql");          // CREATE TABLE, ... of all tables
 *     sqla_text_free(ddl);
 *
 *   default       SQL that belongs to no database, :name; what a missing .dialect means
 *   sqlite        3.40, ?
 *   postgresql    15, $1::INTEGER: numbered, with casts where psycopg writes them
 *   mysql         8.0, ?
 *   mariadb       10.11, ?
 *   oracle        19, :1
 *   mssql         SQL Server 2022, ?
 *
 * These versions are assumed whatever server there is. .paramstyle chooses another form of
 * parameters, .literal_binds writes the values into the text, quoted for the dialect: for reading,
 * not for executing. The text is meant to be SQLAlchemy's, down to names such as anon_1 and x_1.
 * What a dialect is known not to have is SQLA_COMPILE_ERROR or SQLA_NOT_SUPPORTED; for the rest the
 * compiler writes what it is told, and the database has the last word. Only SQLite and PostgreSQL
 * have upserts here. sqla_ddl answers NULL for what a dialect cannot write, such as a VARCHAR
 * without length on MySQL.
 *
 * ---- Limits
 *
 *   arguments of a macro                   64; SQLA_PARAMS and SQLA_SETS: 32 pairs
 *   levels of nested expressions           500, see SQLA_MAX_DEPTH; and, or: one level a chain
 *   places for parameters in a statement   262,143; a list in IN is one place
 *   parameters in an SQL text              256, each name at most 127 bytes
 *   names                                  63 bytes on PostgreSQL, 64 on MySQL and MariaDB, 128 on
 *                                          Oracle and SQL Server; longer: SQLA_IDENTIFIER_ERROR
 *   decimals                               38 digits
 *   dates                                  years 1 to 9999
 *   a URL                                  1,023 bytes of path and of parameters, each
 *   an error record                        511 bytes of message and values, 1,023 of SQL; then cut
 *   compiled statements of an engine       500, see .query_cache_size; the oldest go first
 *   prepared statements of a connection    128, see .statement_cache_size
 *
 * SQLite has limits of its own: 32,766 parameters and expressions 1,000 levels deep, unless it was
 * built otherwise. Sessions, relationships, migrations, reflection, events, isolation levels and
 * calls that do not block are not there yet.
 *
 * ---- Macros
 *
 * To be defined before this file is included: SQLA_API in every file, the others where the
 * implementation is.
 *
 *   SQLA_IMPLEMENTATION   here is the implementation; in one file
 *   SQLA_SQLITE           with the driver drivers/sqla_sqlite.h
 *   SQLA_STATIC           all functions are private to this one file
 *   SQLA_API              what stands before every public function instead of extern
 *   SQLA_NO_THREADS       without locks and <pthread.h>: for programs of one thread. A pool that
 *                         is used up fails at once; the pauses of sqla_run burn time
 *   SQLA_NO_STDIO         without <stdio.h>: .echo needs .log, random UUIDs come from clock and
 *                         counter, and doubles with a fraction cannot become text (they are "?")
 *   SQLA_NO_SQLITE, SQLA_NO_POSTGRESQL, SQLA_NO_MYSQL (MariaDB too), SQLA_NO_ORACLE, SQLA_NO_MSSQL
 *                         without this dialect; sqla_compile says SQLA_NO_SUCH_MODULE. SQLite's
 *                         driver needs its dialect
 *   SQLA_MAX_DEPTH        levels that nodes may be nested, 500; at most 65,535. Each takes stack
 *                         when a statement is compiled or freed
 *   SQLA_DEBUG            sqla_live_nodes() counts expressions and statements, to find leaks
 *   SQLA_DEBUG_HOSTILE    for tests: lists move with every item, each node has memory of its own,
 *                         and whatever the cache finds is compiled again and compared. Slow
 *
 * `make footprint` shows what leaving a dialect out saves. No macro changes a public struct.
 */
#ifndef SQLA_H
#define SQLA_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* ============================================================================
 * >>platform
 * Versions, linkage, and the counting macros that every variadic macro stands on.
 * ============================================================================ */

#define SQLA_VERSION        "0.1.0"
#define SQLA_VERSION_NUMBER 100     /* major * 10000 + minor * 1000 + patch * 100 */
#define SQLA_ABI            1       /* grows when a public struct changes; travels in descriptors */

/* Linkage of every public function: SQLA_STATIC makes them private to one .c file. */
#ifndef SQLA_API
#  if defined(SQLA_STATIC) && defined(__GNUC__)
#    define SQLA_API __attribute__((unused)) static
#  elif defined(SQLA_STATIC)
#    define SQLA_API static
#  else
#    define SQLA_API extern
#  endif
#endif

#if defined(__GNUC__) && !defined(__TINYC__)
#  define SQLA__PRINTF(format, first) __attribute__((format(printf, format, first)))
#else
#  define SQLA__PRINTF(format, first)
#endif

/* In options a zero means the default; where zero itself means something, SQLA_NO says it. */
#define SQLA_NO (-1)

/* SQLA__NARG counts 1 to 64 arguments, SQLA__MAP(f, a, b) is f(a), f(b); SQLA__PAIRS(f, a, b, c, d)
 * is f(a, b), f(c, d). A 65th argument ends in an error naming SQLA_TOO_MANY_ARGUMENTS. */
#define SQLA__PICK(a1, a2, a3, a4, a5, a6, a7, a8, a9, a10, a11, a12, a13, a14, a15, a16, a17, \
    a18, a19, a20, a21, a22, a23, a24, a25, a26, a27, a28, a29, a30, a31, a32, a33, a34, a35, \
    a36, a37, a38, a39, a40, a41, a42, a43, a44, a45, a46, a47, a48, a49, a50, a51, a52, a53, \
    a54, a55, a56, a57, a58, a59, a60, a61, a62, a63, a64, a65, a66, a67, a68, a69, a70, a71, \
    a72, n, ...) n
#define SQLA__NARG(...) SQLA__PICK(__VA_ARGS__, SQLA_TOO_MANY_ARGUMENTS, \
    SQLA_TOO_MANY_ARGUMENTS, SQLA_TOO_MANY_ARGUMENTS, SQLA_TOO_MANY_ARGUMENTS, \
    SQLA_TOO_MANY_ARGUMENTS, SQLA_TOO_MANY_ARGUMENTS, SQLA_TOO_MANY_ARGUMENTS, \
    SQLA_TOO_MANY_ARGUMENTS, 64, 63, 62, 61, 60, 59, 58, 57, 56, 55, 54, 53, 52, 51, 50, 49, 48, \
    47, 46, 45, 44, 43, 42, 41, 40, 39, 38, 37, 36, 35, 34, 33, 32, 31, 30, 29, 28, 27, 26, 25, \
    24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14, 13, 12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0)
#define SQLA__CAT(a, b)  SQLA__CAT_(a, b)
#define SQLA__CAT_(a, b) a##b
#define SQLA__MAP(f, ...) SQLA__CAT(SQLA__M, SQLA__NARG(__VA_ARGS__))(f, __VA_ARGS__)
#define SQLA__M1(f, x) f(x)
#define SQLA__M2(f, x, ...) f(x), SQLA__M1(f, __VA_ARGS__)
#define SQLA__M3(f, x, ...) f(x), SQLA__M2(f, __VA_ARGS__)
#define SQLA__M4(f, x, ...) f(x), SQLA__M3(f, __VA_ARGS__)
#define SQLA__M5(f, x, ...) f(x), SQLA__M4(f, __VA_ARGS__)
#define SQLA__M6(f, x, ...) f(x), SQLA__M5(f, __VA_ARGS__)
#define SQLA__M7(f, x, ...) f(x), SQLA__M6(f, __VA_ARGS__)
#define SQLA__M8(f, x, ...) f(x), SQLA__M7(f, __VA_ARGS__)
#define SQLA__M9(f, x, ...) f(x), SQLA__M8(f, __VA_ARGS__)
#define SQLA__M10(f, x, ...) f(x), SQLA__M9(f, __VA_ARGS__)
#define SQLA__M11(f, x, ...) f(x), SQLA__M10(f, __VA_ARGS__)
#define SQLA__M12(f, x, ...) f(x), SQLA__M11(f, __VA_ARGS__)
#define SQLA__M13(f, x, ...) f(x), SQLA__M12(f, __VA_ARGS__)
#define SQLA__M14(f, x, ...) f(x), SQLA__M13(f, __VA_ARGS__)
#define SQLA__M15(f, x, ...) f(x), SQLA__M14(f, __VA_ARGS__)
#define SQLA__M16(f, x, ...) f(x), SQLA__M15(f, __VA_ARGS__)
#define SQLA__M17(f, x, ...) f(x), SQLA__M16(f, __VA_ARGS__)
#define SQLA__M18(f, x, ...) f(x), SQLA__M17(f, __VA_ARGS__)
#define SQLA__M19(f, x, ...) f(x), SQLA__M18(f, __VA_ARGS__)
#define SQLA__M20(f, x, ...) f(x), SQLA__M19(f, __VA_ARGS__)
#define SQLA__M21(f, x, ...) f(x), SQLA__M20(f, __VA_ARGS__)
#define SQLA__M22(f, x, ...) f(x), SQLA__M21(f, __VA_ARGS__)
#define SQLA__M23(f, x, ...) f(x), SQLA__M22(f, __VA_ARGS__)
#define SQLA__M24(f, x, ...) f(x), SQLA__M23(f, __VA_ARGS__)
#define SQLA__M25(f, x, ...) f(x), SQLA__M24(f, __VA_ARGS__)
#define SQLA__M26(f, x, ...) f(x), SQLA__M25(f, __VA_ARGS__)
#define SQLA__M27(f, x, ...) f(x), SQLA__M26(f, __VA_ARGS__)
#define SQLA__M28(f, x, ...) f(x), SQLA__M27(f, __VA_ARGS__)
#define SQLA__M29(f, x, ...) f(x), SQLA__M28(f, __VA_ARGS__)
#define SQLA__M30(f, x, ...) f(x), SQLA__M29(f, __VA_ARGS__)
#define SQLA__M31(f, x, ...) f(x), SQLA__M30(f, __VA_ARGS__)
#define SQLA__M32(f, x, ...) f(x), SQLA__M31(f, __VA_ARGS__)
#define SQLA__M33(f, x, ...) f(x), SQLA__M32(f, __VA_ARGS__)
#define SQLA__M34(f, x, ...) f(x), SQLA__M33(f, __VA_ARGS__)
#define SQLA__M35(f, x, ...) f(x), SQLA__M34(f, __VA_ARGS__)
#define SQLA__M36(f, x, ...) f(x), SQLA__M35(f, __VA_ARGS__)
#define SQLA__M37(f, x, ...) f(x), SQLA__M36(f, __VA_ARGS__)
#define SQLA__M38(f, x, ...) f(x), SQLA__M37(f, __VA_ARGS__)
#define SQLA__M39(f, x, ...) f(x), SQLA__M38(f, __VA_ARGS__)
#define SQLA__M40(f, x, ...) f(x), SQLA__M39(f, __VA_ARGS__)
#define SQLA__M41(f, x, ...) f(x), SQLA__M40(f, __VA_ARGS__)
#define SQLA__M42(f, x, ...) f(x), SQLA__M41(f, __VA_ARGS__)
#define SQLA__M43(f, x, ...) f(x), SQLA__M42(f, __VA_ARGS__)
#define SQLA__M44(f, x, ...) f(x), SQLA__M43(f, __VA_ARGS__)
#define SQLA__M45(f, x, ...) f(x), SQLA__M44(f, __VA_ARGS__)
#define SQLA__M46(f, x, ...) f(x), SQLA__M45(f, __VA_ARGS__)
#define SQLA__M47(f, x, ...) f(x), SQLA__M46(f, __VA_ARGS__)
#define SQLA__M48(f, x, ...) f(x), SQLA__M47(f, __VA_ARGS__)
#define SQLA__M49(f, x, ...) f(x), SQLA__M48(f, __VA_ARGS__)
#define SQLA__M50(f, x, ...) f(x), SQLA__M49(f, __VA_ARGS__)
#define SQLA__M51(f, x, ...) f(x), SQLA__M50(f, __VA_ARGS__)
#define SQLA__M52(f, x, ...) f(x), SQLA__M51(f, __VA_ARGS__)
#define SQLA__M53(f, x, ...) f(x), SQLA__M52(f, __VA_ARGS__)
#define SQLA__M54(f, x, ...) f(x), SQLA__M53(f, __VA_ARGS__)
#define SQLA__M55(f, x, ...) f(x), SQLA__M54(f, __VA_ARGS__)
#define SQLA__M56(f, x, ...) f(x), SQLA__M55(f, __VA_ARGS__)
#define SQLA__M57(f, x, ...) f(x), SQLA__M56(f, __VA_ARGS__)
#define SQLA__M58(f, x, ...) f(x), SQLA__M57(f, __VA_ARGS__)
#define SQLA__M59(f, x, ...) f(x), SQLA__M58(f, __VA_ARGS__)
#define SQLA__M60(f, x, ...) f(x), SQLA__M59(f, __VA_ARGS__)
#define SQLA__M61(f, x, ...) f(x), SQLA__M60(f, __VA_ARGS__)
#define SQLA__M62(f, x, ...) f(x), SQLA__M61(f, __VA_ARGS__)
#define SQLA__M63(f, x, ...) f(x), SQLA__M62(f, __VA_ARGS__)
#define SQLA__M64(f, x, ...) f(x), SQLA__M63(f, __VA_ARGS__)
#define SQLA__PAIRS(f, ...) SQLA__CAT(SQLA__P, SQLA__NARG(__VA_ARGS__))(f, __VA_ARGS__)
#define SQLA__P2(f, n, v) f(n, v)
#define SQLA__P4(f, n, v, ...) f(n, v), SQLA__P2(f, __VA_ARGS__)
#define SQLA__P6(f, n, v, ...) f(n, v), SQLA__P4(f, __VA_ARGS__)
#define SQLA__P8(f, n, v, ...) f(n, v), SQLA__P6(f, __VA_ARGS__)
#define SQLA__P10(f, n, v, ...) f(n, v), SQLA__P8(f, __VA_ARGS__)
#define SQLA__P12(f, n, v, ...) f(n, v), SQLA__P10(f, __VA_ARGS__)
#define SQLA__P14(f, n, v, ...) f(n, v), SQLA__P12(f, __VA_ARGS__)
#define SQLA__P16(f, n, v, ...) f(n, v), SQLA__P14(f, __VA_ARGS__)
#define SQLA__P18(f, n, v, ...) f(n, v), SQLA__P16(f, __VA_ARGS__)
#define SQLA__P20(f, n, v, ...) f(n, v), SQLA__P18(f, __VA_ARGS__)
#define SQLA__P22(f, n, v, ...) f(n, v), SQLA__P20(f, __VA_ARGS__)
#define SQLA__P24(f, n, v, ...) f(n, v), SQLA__P22(f, __VA_ARGS__)
#define SQLA__P26(f, n, v, ...) f(n, v), SQLA__P24(f, __VA_ARGS__)
#define SQLA__P28(f, n, v, ...) f(n, v), SQLA__P26(f, __VA_ARGS__)
#define SQLA__P30(f, n, v, ...) f(n, v), SQLA__P28(f, __VA_ARGS__)
#define SQLA__P32(f, n, v, ...) f(n, v), SQLA__P30(f, __VA_ARGS__)
#define SQLA__P34(f, n, v, ...) f(n, v), SQLA__P32(f, __VA_ARGS__)
#define SQLA__P36(f, n, v, ...) f(n, v), SQLA__P34(f, __VA_ARGS__)
#define SQLA__P38(f, n, v, ...) f(n, v), SQLA__P36(f, __VA_ARGS__)
#define SQLA__P40(f, n, v, ...) f(n, v), SQLA__P38(f, __VA_ARGS__)
#define SQLA__P42(f, n, v, ...) f(n, v), SQLA__P40(f, __VA_ARGS__)
#define SQLA__P44(f, n, v, ...) f(n, v), SQLA__P42(f, __VA_ARGS__)
#define SQLA__P46(f, n, v, ...) f(n, v), SQLA__P44(f, __VA_ARGS__)
#define SQLA__P48(f, n, v, ...) f(n, v), SQLA__P46(f, __VA_ARGS__)
#define SQLA__P50(f, n, v, ...) f(n, v), SQLA__P48(f, __VA_ARGS__)
#define SQLA__P52(f, n, v, ...) f(n, v), SQLA__P50(f, __VA_ARGS__)
#define SQLA__P54(f, n, v, ...) f(n, v), SQLA__P52(f, __VA_ARGS__)
#define SQLA__P56(f, n, v, ...) f(n, v), SQLA__P54(f, __VA_ARGS__)
#define SQLA__P58(f, n, v, ...) f(n, v), SQLA__P56(f, __VA_ARGS__)
#define SQLA__P60(f, n, v, ...) f(n, v), SQLA__P58(f, __VA_ARGS__)
#define SQLA__P62(f, n, v, ...) f(n, v), SQLA__P60(f, __VA_ARGS__)
#define SQLA__P64(f, n, v, ...) f(n, v), SQLA__P62(f, __VA_ARGS__)
/* SQLA__ONE(one, many, ...) is `one` for a single argument, else `many`. */
#define SQLA__ONE(one, many, ...) SQLA__PICK(__VA_ARGS__, SQLA_TOO_MANY_ARGUMENTS, \
    SQLA_TOO_MANY_ARGUMENTS, SQLA_TOO_MANY_ARGUMENTS, SQLA_TOO_MANY_ARGUMENTS, \
    SQLA_TOO_MANY_ARGUMENTS, SQLA_TOO_MANY_ARGUMENTS, SQLA_TOO_MANY_ARGUMENTS, \
    SQLA_TOO_MANY_ARGUMENTS, many, many, many, many, many, many, many, many, many, many, many, \
    many, many, many, many, many, many, many, many, many, many, many, many, many, many, many, \
    many, many, many, many, many, many, many, many, many, many, many, many, many, many, many, \
    many, many, many, many, many, many, many, many, many, many, many, many, many, many, many, \
    many, many, many, many, many, many, many, one, 0)

/* Options structs begin with a pointer to this incomplete type, so that positional use warns. */
typedef struct sqla__named sqla__named;

#ifdef __cplusplus
extern "C" {
#endif

/* ============================================================================
 * >>errors
 * One list of codes, and the record in which every failure is told.
 * ============================================================================ */

/* Names and meanings follow SQLAlchemy's exceptions. ORDER sqla_status. */
#define SQLA_STATUS_LIST(X) \
    X(SQLA_OK,                     "no error") \
    X(SQLA_ARGUMENT_ERROR,         "an argument of a call is wrong") \
    X(SQLA_MEMORY_ERROR,           "an allocation failed") \
    X(SQLA_COMPILE_ERROR,          "the statement cannot be written in this dialect") \
    X(SQLA_IDENTIFIER_ERROR,       "a name is too long for the database") \
    X(SQLA_INVALID_REQUEST,        "the call does not fit the state of the object") \
    X(SQLA_NO_SUCH_COLUMN,         "no column has this name") \
    X(SQLA_NO_SUCH_MODULE,         "no dialect or driver has this name") \
    X(SQLA_NO_REFERENCED_TABLE,    "a foreign key names a table that is not there") \
    X(SQLA_NO_REFERENCED_COLUMN,   "a foreign key names a column that is not there") \
    X(SQLA_NO_FOREIGN_KEYS,        "no foreign key joins the two tables") \
    X(SQLA_AMBIGUOUS_FOREIGN_KEYS, "more than one foreign key could join the two tables") \
    X(SQLA_RESOURCE_CLOSED,        "the connection or result is closed") \
    X(SQLA_STATEMENT_ERROR,        "parameters do not fit the statement") \
    X(SQLA_TIMEOUT,                "no connection became free in time") \
    X(SQLA_NO_RESULT_FOUND,        "a row was required, none was found") \
    X(SQLA_MULTIPLE_RESULTS_FOUND, "one row was required, more were found") \
    X(SQLA_DATA_ERROR,             "a value does not fit its type") \
    X(SQLA_INTEGRITY_ERROR,        "a constraint of the database is violated") \
    X(SQLA_OPERATIONAL_ERROR,      "the database could not do it") \
    X(SQLA_PROGRAMMING_ERROR,      "the database refuses the statement") \
    X(SQLA_INTERNAL_ERROR,         "the database is in a state it should not be in") \
    X(SQLA_NOT_SUPPORTED,          "the database or driver cannot do this") \
    X(SQLA_PENDING_ROLLBACK,       "the transaction has failed and must be rolled back first") \
    X(SQLA_STALE_DATA,             "a row is gone or was changed since it was loaded") \
    X(SQLA_DETACHED_INSTANCE,      "the object has no session to load from") \
    X(SQLA_CIRCULAR_DEPENDENCY,    "rows depend on each other in a circle") \
    X(SQLA_FLUSH_ERROR,            "objects do not fit each other or their rows")

typedef enum sqla_status {
#define SQLA__STATUS_ENUM(code, text) code,
    SQLA_STATUS_LIST(SQLA__STATUS_ENUM)
#undef SQLA__STATUS_ENUM
    SQLA_STATUS_COUNT
} sqla_status;

/* What went wrong. Texts are "" where nothing is known, and cut to their buffer. */
typedef struct sqla_error_record {
    sqla_status code;
    int         driver_code;        /* the driver's own number, 0 if none */
    bool        is_disconnect;      /* the connection is gone */
    int64_t     row;                /* of arrays, sets and fetches: which, from 0; else -1 */
    char        sqlstate[6];        /* five characters of the SQL standard, or "" */
    char        constraint[64];
    char        table[64];
    char        column[64];
    char        message[512];
    char        sql[1024];          /* the statement, its beginning if it is longer */
    char        params[512];        /* bound values, "" with .hide_parameters */
} sqla_error_record;

/* The name of a code, "SQLA_OK"; of a number that is none, "SQLA_?". Never freed. */
SQLA_API const char *sqla_status_name(sqla_status code);
/* What a code means, in a few words. Never freed. */
SQLA_API const char *sqla_status_text(sqla_status code);

/* sqla_error(x): the first error of x since sqla_clear_error(x); x is an engine, metadata, a
 * connection, a session, a result, a compiled text or a node. sqla_last_error(x): that of the last
 * call that failed. Neither is ever NULL; without error the code is SQLA_OK. Borrowed until x is
 * closed, or its next error. sqla_failed(x): is there an error? sqla_error_copy(&record, x) outlives
 * x. */
#define sqla_error(x) _Generic((x), sqla_engine *: sqla_engine_error, \
    sqla_metadata *: sqla_metadata_error, sqla_conn *: sqla_conn_error, \
    sqla_session *: sqla_session_error, sqla_result *: sqla_result_error, \
    sqla_compiled *: sqla_compiled_error, \
    sqla_expr *: sqla_expr_error, sqla_stmt *: sqla_stmt_error, sqla_from *: sqla_from_error)(x)
#define sqla_last_error(x)      _Generic((x), sqla_conn *: sqla_conn_last_error, \
    sqla_session *: sqla_session_last_error)(x)
#define sqla_failed(x)          (sqla_error(x)->code != SQLA_OK)
#define sqla_error_copy(out, x) ((void)(*(out) = *sqla_error(x)))
#define sqla_clear_error(x)     _Generic((x), sqla_conn *: sqla_conn_clear_error, \
    sqla_session *: sqla_session_clear_error)(x)

/* ============================================================================
 * >>memory
 * The allocator that everything uses.
 * ============================================================================ */

/* Sizes are in bytes and never 0; `old` and the size given to free are those of the allocation. A
 * NULL from alloc or realloc is a failure that the library reports; it never calls abort. */
typedef struct sqla_allocator {
    void *(*alloc)(size_t size, void *user);
    void *(*realloc)(void *block, size_t old, size_t size, void *user);
    void  (*free)(void *block, size_t size, void *user);
    void   *user;
} sqla_allocator;

/* Sets the allocator of the process; NULL restores malloc, realloc and free. Call it once, before
 * any other function of this header, from one thread. Copies its input. */
SQLA_API void sqla_set_allocator(const sqla_allocator *allocator);

/* ============================================================================
 * >>values
 * C types for what SQL stores, and the tagged value that holds any of them.
 * ============================================================================ */

/* Days since 1970-01-01 in the proleptic Gregorian calendar; years 1 to 9999 are stored. */
typedef struct sqla_date { int32_t days; } sqla_date;
/* Microseconds since midnight, 0 to 86,399,999,999. */
typedef struct sqla_time { int64_t us; } sqla_time;
/* Microseconds since 1970-01-01 00:00:00; UTC where the column has a time zone. */
typedef struct sqla_datetime { int64_t us; } sqla_datetime;
/* Months, days and microseconds are kept apart, as in SQL. */
typedef struct sqla_interval { int64_t us; int32_t days, months; } sqla_interval;
/* Exact: (hi * 2^64 + lo) / 10^scale, 38 digits at most, scale 0 to 38. */
typedef struct sqla_decimal { uint64_t hi, lo; int16_t scale; bool negative; } sqla_decimal;
typedef struct sqla_uuid { uint8_t bytes[16]; } sqla_uuid;
/* Bytes: NULL data is NULL. Borrowed like a const char *. */
typedef struct sqla_bytes { const void *data; size_t size; } sqla_bytes;
/* JSON text in UTF-8, NULL text is NULL. Borrowed like a const char *. */
typedef struct sqla_json { const char *text; } sqla_json;

/* Value types with a nullable form: X(name, C type). ORDER sqla_ctype (from SQLA_C_BOOL). */
#define SQLA_OPT_LIST(X) \
    X(bool, bool) X(int16, int16_t) X(int32, int32_t) X(int64, int64_t) X(float, float) \
    X(double, double) X(date, sqla_date) X(time, sqla_time) X(datetime, sqla_datetime) \
    X(interval, sqla_interval) X(decimal, sqla_decimal) X(uuid, sqla_uuid)

/* sqla_opt_int64 and kin: the value counts when `has` is true. */
#define SQLA__OPT_STRUCT(name, type) \
    typedef struct sqla_opt_##name { type value; bool has; } sqla_opt_##name;
SQLA_OPT_LIST(SQLA__OPT_STRUCT)

/* sqla_some_int64(5), sqla_none_int64() and kin: a present and an absent value. */
#define SQLA__OPT_MAKE(name, type) \
    SQLA_API sqla_opt_##name sqla_some_##name(type value); \
    SQLA_API sqla_opt_##name sqla_none_##name(void);
SQLA_OPT_LIST(SQLA__OPT_MAKE)

typedef enum sqla_value_kind {
    SQLA_VALUE_NULL, SQLA_VALUE_BOOL, SQLA_VALUE_INT, SQLA_VALUE_DOUBLE, SQLA_VALUE_TEXT,
    SQLA_VALUE_BYTES, SQLA_VALUE_DATE, SQLA_VALUE_TIME, SQLA_VALUE_DATETIME, SQLA_VALUE_INTERVAL,
    SQLA_VALUE_DECIMAL, SQLA_VALUE_UUID, SQLA_VALUE_JSON,
    SQLA_VALUE_TOO_BIG              /* an unsigned integer above INT64_MAX: refused when used */
} sqla_value_kind;

/* One value of any kind. Text, bytes and JSON are borrowed from whoever made the value. */
typedef struct sqla_value {
    sqla_value_kind kind;
    union {
        bool          b;
        int64_t       i;
        double        d;
        struct { const char *ptr; size_t size; } text;      /* also bytes and JSON */
        sqla_date     date;
        sqla_time     time;
        sqla_datetime datetime;
        sqla_interval interval;
        sqla_decimal  decimal;
        sqla_uuid     uuid;
    } as;
} sqla_value;

/* The C type of a struct field. The opt form of a type is its number plus SQLA_C_OPT. */
typedef enum sqla_ctype {
    SQLA_C_NONE, SQLA_C_BOOL, SQLA_C_INT, SQLA_C_UINT, SQLA_C_FLOAT, SQLA_C_TEXT, SQLA_C_CHARS,
    SQLA_C_BYTES, SQLA_C_DATE, SQLA_C_TIME, SQLA_C_DATETIME, SQLA_C_INTERVAL, SQLA_C_DECIMAL,
    SQLA_C_UUID, SQLA_C_JSON, SQLA_C_OPT = 32
} sqla_ctype;

/* The sqla_ctype of what a pointer points to; a type that has no SQL type does not compile. */
#define SQLA_CTYPE(p) _Generic((p), bool *: SQLA_C_BOOL, signed char *: SQLA_C_INT, \
    unsigned char *: SQLA_C_UINT, short *: SQLA_C_INT, unsigned short *: SQLA_C_UINT, \
    int *: SQLA_C_INT, unsigned *: SQLA_C_UINT, long *: SQLA_C_INT, unsigned long *: SQLA_C_UINT, \
    long long *: SQLA_C_INT, unsigned long long *: SQLA_C_UINT, float *: SQLA_C_FLOAT, \
    double *: SQLA_C_FLOAT, char **: SQLA_C_TEXT, const char **: SQLA_C_TEXT, \
    char (*)[sizeof *(p)]: SQLA_C_CHARS, sqla_bytes *: SQLA_C_BYTES, sqla_date *: SQLA_C_DATE, \
    sqla_time *: SQLA_C_TIME, sqla_datetime *: SQLA_C_DATETIME, \
    sqla_interval *: SQLA_C_INTERVAL, sqla_decimal *: SQLA_C_DECIMAL, sqla_uuid *: SQLA_C_UUID, \
    sqla_json *: SQLA_C_JSON, sqla_opt_bool *: SQLA_C_OPT + SQLA_C_BOOL, \
    sqla_opt_int16 *: SQLA_C_OPT + SQLA_C_INT, sqla_opt_int32 *: SQLA_C_OPT + SQLA_C_INT, \
    sqla_opt_int64 *: SQLA_C_OPT + SQLA_C_INT, sqla_opt_float *: SQLA_C_OPT + SQLA_C_FLOAT, \
    sqla_opt_double *: SQLA_C_OPT + SQLA_C_FLOAT, sqla_opt_date *: SQLA_C_OPT + SQLA_C_DATE, \
    sqla_opt_time *: SQLA_C_OPT + SQLA_C_TIME, \
    sqla_opt_datetime *: SQLA_C_OPT + SQLA_C_DATETIME, \
    sqla_opt_interval *: SQLA_C_OPT + SQLA_C_INTERVAL, \
    sqla_opt_decimal *: SQLA_C_OPT + SQLA_C_DECIMAL, sqla_opt_uuid *: SQLA_C_OPT + SQLA_C_UUID)

/* A place of any C type, for calls that fill it: SQLA_OUT(&x). */
typedef struct sqla_out { sqla_ctype ctype; size_t size; void *ptr; } sqla_out;
#define SQLA_OUT(p) (&(const sqla_out){ (sqla_ctype)SQLA_CTYPE(p), sizeof *(p), (p) })

/* sqla_value_of(x): the value of a C variable or constant; a NULL const char *, an empty opt and
 * NULL give SQL NULL. Text is borrowed until the call that takes the value returns. */
#define sqla_value_of(x) SQLA__VALUE_GENERIC(x, sqla_value_)
#define SQLA__VALUE_GENERIC(x, f) _Generic((x), bool: f##bool, char: f##int, signed char: f##int, \
    unsigned char: f##int, short: f##int, unsigned short: f##int, int: f##int, unsigned: f##int, \
    long: f##int, unsigned long: f##uint, long long: f##int, unsigned long long: f##uint, \
    float: f##double, double: f##double, char *: f##text, const char *: f##text, \
    void *: f##null, sqla_bytes: f##bytes, sqla_json: f##json, sqla_date: f##date, \
    sqla_time: f##time, sqla_datetime: f##datetime, sqla_interval: f##interval, \
    sqla_decimal: f##decimal, sqla_uuid: f##uuid, sqla_value: f##value, \
    sqla_opt_bool: f##opt_bool, sqla_opt_int16: f##opt_int16, sqla_opt_int32: f##opt_int32, \
    sqla_opt_int64: f##opt_int64, sqla_opt_float: f##opt_float, sqla_opt_double: f##opt_double, \
    sqla_opt_date: f##opt_date, sqla_opt_time: f##opt_time, sqla_opt_datetime: f##opt_datetime, \
    sqla_opt_interval: f##opt_interval, sqla_opt_decimal: f##opt_decimal, \
    sqla_opt_uuid: f##opt_uuid SQLA__VALUE_NODES_##f)(x)
#define SQLA__VALUE_NODES_sqla_value_
/* Every name that sqla_value_of and sqla_v can choose: X(name, C type). */
#define SQLA_LITERAL_LIST(X) \
    X(bool, bool) X(int, int64_t) X(uint, uint64_t) X(double, double) X(text, const char *) \
    X(null, const void *) X(bytes, sqla_bytes) X(json, sqla_json) X(date, sqla_date) \
    X(time, sqla_time) X(datetime, sqla_datetime) X(interval, sqla_interval) \
    X(decimal, sqla_decimal) X(uuid, sqla_uuid) X(value, sqla_value) \
    X(opt_bool, sqla_opt_bool) X(opt_int16, sqla_opt_int16) X(opt_int32, sqla_opt_int32) \
    X(opt_int64, sqla_opt_int64) X(opt_float, sqla_opt_float) X(opt_double, sqla_opt_double) \
    X(opt_date, sqla_opt_date) X(opt_time, sqla_opt_time) X(opt_datetime, sqla_opt_datetime) \
    X(opt_interval, sqla_opt_interval) X(opt_decimal, sqla_opt_decimal) X(opt_uuid, sqla_opt_uuid)
/* sqla_value_int(5) and kin: what sqla_value_of stands on. */
#define SQLA__VALUE_MAKE(name, type) SQLA_API sqla_value sqla_value_##name(type x);
SQLA_LITERAL_LIST(SQLA__VALUE_MAKE)

/* Calendar values. Out of range (month 13, 30 February) gives the nearest valid one below. */
SQLA_API sqla_date sqla_date_of(int year, int month, int day);
SQLA_API sqla_time sqla_time_of(int hour, int minute, int second, int us);
/* Year, month, day, hour, minute, second; the last three may be left out. */
#define sqla_datetime_of(...) SQLA__DATETIME(__VA_ARGS__, 0, 0, 0, 0)
#define SQLA__DATETIME(y, m, d, h, mi, s, ...) \
    sqla_datetime_join(sqla_date_of(y, m, d), sqla_time_of(h, mi, s, 0))
SQLA_API sqla_datetime sqla_datetime_join(sqla_date date, sqla_time time);
/* Seconds since 1970-01-01 00:00:00 UTC. */
SQLA_API sqla_datetime sqla_datetime_from_unix(int64_t seconds);
/* The present moment in UTC. */
SQLA_API sqla_datetime sqla_utcnow(void);
/* "-12.50": digits, one point, an optional sign. Anything else, or more than 38 digits, gives a
 * decimal that is refused with SQLA_DATA_ERROR when it is used (scale -1). */
SQLA_API sqla_decimal sqla_decimal_of(const char *text);
/* 32 hexadecimal digits, hyphens anywhere between; wrong text gives the nil UUID. */
SQLA_API sqla_uuid sqla_uuid_of(const char *text);
/* A random UUID, version 4 of RFC 9562; from the system's random source where there is one. */
SQLA_API sqla_uuid sqla_uuid4(void);
/* Takes JSON text as it is; the database checks it. Borrowed until the call that uses it. */
SQLA_API sqla_json sqla_json_of(const char *text);

/* Each writes at most n bytes with the NUL into buf and returns it: "2024-01-31",
 * "23:59:59.000001", "2024-01-31 23:59:59", "12.50", 36 characters of a UUID. 64 bytes suffice. */
SQLA_API const char *sqla_date_text(sqla_date v, char *buf, size_t n);
SQLA_API const char *sqla_time_text(sqla_time v, char *buf, size_t n);
SQLA_API const char *sqla_datetime_text(sqla_datetime v, char *buf, size_t n);
SQLA_API const char *sqla_interval_text(sqla_interval v, char *buf, size_t n);
SQLA_API const char *sqla_decimal_text(sqla_decimal v, char *buf, size_t n);
SQLA_API const char *sqla_uuid_text(sqla_uuid v, char *buf, size_t n);

/* ============================================================================
 * >>types
 * SQL types. A macro such as SQLA_STRING(50) is the address of a const descriptor.
 * ============================================================================ */

/* ORDER sqla__type_rows, sqla_dialect.types. */
typedef enum sqla_type_kind {
    SQLA_TYPE_NULL, SQLA_TYPE_BOOLEAN, SQLA_TYPE_SMALLINT, SQLA_TYPE_INTEGER, SQLA_TYPE_BIGINT,
    SQLA_TYPE_FLOAT, SQLA_TYPE_DOUBLE, SQLA_TYPE_NUMERIC, SQLA_TYPE_STRING, SQLA_TYPE_TEXT,
    SQLA_TYPE_UNICODE, SQLA_TYPE_UNICODE_TEXT, SQLA_TYPE_BINARY, SQLA_TYPE_DATE, SQLA_TYPE_TIME,
    SQLA_TYPE_DATETIME, SQLA_TYPE_INTERVAL, SQLA_TYPE_ENUM, SQLA_TYPE_UUID, SQLA_TYPE_JSON,
    SQLA_TYPE_ARRAY, SQLA_TYPE_COUNT
} sqla_type_kind;

typedef struct sqla_type sqla_type;
struct sqla_type {
    sqla_type_kind     kind;
    int                length;      /* characters or bytes; 0: none given */
    int                precision;   /* digits; 0: none given */
    int                scale;       /* digits after the point */
    bool               timezone;    /* of DATETIME and TIME */
    const char        *name;        /* of ENUM */
    const char *const *labels;      /* of ENUM: ended by NULL; a label's position is its value */
    const sqla_type   *item;        /* of ARRAY */
};

#define SQLA__TYPE(...)      (&(const sqla_type){ __VA_ARGS__ })
#define SQLA_BOOLEAN         SQLA__TYPE(.kind = SQLA_TYPE_BOOLEAN)
#define SQLA_SMALLINT        SQLA__TYPE(.kind = SQLA_TYPE_SMALLINT)
#define SQLA_INTEGER         SQLA__TYPE(.kind = SQLA_TYPE_INTEGER)
#define SQLA_BIGINT          SQLA__TYPE(.kind = SQLA_TYPE_BIGINT)
#define SQLA_FLOAT           SQLA__TYPE(.kind = SQLA_TYPE_FLOAT)
#define SQLA_DOUBLE          SQLA__TYPE(.kind = SQLA_TYPE_DOUBLE)
#define SQLA_NUMERIC(p, s)   SQLA__TYPE(.kind = SQLA_TYPE_NUMERIC, .precision = (p), .scale = (s))
#define SQLA_STRING(n)       SQLA__TYPE(.kind = SQLA_TYPE_STRING, .length = (n))
#define SQLA_TEXT            SQLA__TYPE(.kind = SQLA_TYPE_TEXT)
#define SQLA_UNICODE(n)      SQLA__TYPE(.kind = SQLA_TYPE_UNICODE, .length = (n))
#define SQLA_UNICODE_TEXT    SQLA__TYPE(.kind = SQLA_TYPE_UNICODE_TEXT)
#define SQLA_LARGE_BINARY    SQLA__TYPE(.kind = SQLA_TYPE_BINARY)
#define SQLA_DATE            SQLA__TYPE(.kind = SQLA_TYPE_DATE)
#define SQLA_TIME            SQLA__TYPE(.kind = SQLA_TYPE_TIME)
#define SQLA_DATETIME        SQLA__TYPE(.kind = SQLA_TYPE_DATETIME)
#define SQLA_DATETIME_TZ     SQLA__TYPE(.kind = SQLA_TYPE_DATETIME, .timezone = true)
#define SQLA_INTERVAL        SQLA__TYPE(.kind = SQLA_TYPE_INTERVAL)
#define SQLA_UUID            SQLA__TYPE(.kind = SQLA_TYPE_UUID)
#define SQLA_JSON            SQLA__TYPE(.kind = SQLA_TYPE_JSON)
#define SQLA_ARRAY(of)       SQLA__TYPE(.kind = SQLA_TYPE_ARRAY, .item = (of))
/* A C enum whose constants are 0, 1, 2 ...; the database stores the labels, in this order. */
#define SQLA_ENUM(name_, ...) SQLA__TYPE(.kind = SQLA_TYPE_ENUM, .name = (name_), \
    .labels = (const char *const[]){ __VA_ARGS__, NULL })

/* ============================================================================
 * >>schema
 * Tables, with or without a C struct, and the metadata that gathers them.
 * ============================================================================ */

typedef struct sqla_table    sqla_table;
typedef struct sqla_metadata sqla_metadata;
typedef struct sqla_expr     sqla_expr;      /* a node: a value, column, condition ... */
typedef struct sqla_stmt     sqla_stmt;      /* a node: a statement */
typedef struct sqla_from     sqla_from;      /* a node: something to select from */
typedef struct sqla_engine   sqla_engine;
typedef struct sqla_conn     sqla_conn;
typedef struct sqla_result   sqla_result;
typedef struct sqla_compiled sqla_compiled;
typedef struct sqla_session  sqla_session;
typedef struct sqla_event    sqla_event;
typedef sqla_status sqla_event_fn(sqla_event *event, void *arg);

/* What an INSERT stores in a column that is not given (.default_value), and an UPDATE that does not
 * set it (.onupdate). */
typedef struct sqla_default {
    enum { SQLA__DEFAULT_NONE, SQLA__DEFAULT_INT, SQLA__DEFAULT_BOOL, SQLA__DEFAULT_DOUBLE,
           SQLA__DEFAULT_TEXT, SQLA__DEFAULT_SQL, SQLA__DEFAULT_FN } kind;
    int64_t     i;
    double      d;
    const char *text;
    sqla_value (*fn)(void);         /* called once a row */
} sqla_default;
#define SQLA_DEFAULT_INT(x)    { .kind = SQLA__DEFAULT_INT, .i = (x) }
#define SQLA_DEFAULT_BOOL(x)   { .kind = SQLA__DEFAULT_BOOL, .i = (x) }
#define SQLA_DEFAULT_DOUBLE(x) { .kind = SQLA__DEFAULT_DOUBLE, .d = (x) }
#define SQLA_DEFAULT_TEXT(x)   { .kind = SQLA__DEFAULT_TEXT, .text = (x) }
#define SQLA_DEFAULT_SQL(x)    { .kind = SQLA__DEFAULT_SQL, .text = (x) }
#define SQLA_DEFAULT_FN(x)     { .kind = SQLA__DEFAULT_FN, .fn = (x) }

typedef struct sqla_column_def {
    const char      *attr;              /* name of the field; of a table without struct, the name */
    size_t           offset, size;      /* of the field in bytes; 0, 0 without struct */
    sqla_ctype       ctype;             /* SQLA_C_NONE without struct */
    const sqla_type *type;              /* NULL: from the C type or the foreign key */
    const char      *name;              /* NULL: attr */
    bool             primary_key;
    bool             not_null;          /* value types are NOT NULL anyway, as in Mapped[int] */
    bool             null_as_zero;      /* a value type may be NULL in the table; read as zero */
    bool             unique, index;
    bool             no_autoincrement;
    const char      *foreign_key;       /* "table.column" or "schema.table.column" */
    const char      *ondelete, *fk_onupdate;    /* "CASCADE", "SET NULL", "RESTRICT", ... */
    const char      *server_default;    /* SQL text, as it stands after DEFAULT */
    const char      *check;             /* SQL text of a CHECK for this column */
    const char      *comment;
    sqla_default     default_value, onupdate;
} sqla_column_def;

typedef enum sqla_item_kind {
    SQLA_ITEM_COLUMN, SQLA_ITEM_PRIMARY_KEY, SQLA_ITEM_UNIQUE, SQLA_ITEM_INDEX, SQLA_ITEM_CHECK,
    SQLA_ITEM_FOREIGN_KEY, SQLA_ITEM_TABLE_ARGS, SQLA_ITEM_RELATIONSHIP, SQLA_ITEM_MAPPER_ARGS,
    SQLA_ITEM_VALIDATES
} sqla_item_kind;

typedef struct sqla_constraint_def {
    const char        *name;            /* NULL: without name, or by the naming convention */
    const char *const *columns;         /* ended by NULL */
    const char        *sql;             /* of CHECK; of an index on expressions */
    bool               unique;          /* of an index */
    const char        *target;          /* of a foreign key: "table" */
    const char *const *target_columns;
    const char        *ondelete, *fk_onupdate;
} sqla_constraint_def;

typedef struct sqla_table_args { const char *schema, *comment; } sqla_table_args;

/* What happens to the objects behind a relationship, by what happens to their parent. */
enum {
    SQLA_CASCADE_SAVE_UPDATE    = 1,    /* added with it */
    SQLA_CASCADE_MERGE          = 2,    /* merged with it; these two are the default */
    SQLA_CASCADE_EXPUNGE        = 4,    /* taken out of the session with it */
    SQLA_CASCADE_DELETE         = 8,    /* deleted with it */
    SQLA_CASCADE_REFRESH_EXPIRE = 16,   /* refreshed and expired with it */
    SQLA_CASCADE_ALL            = 31,   /* all of these */
    SQLA_DELETE_ORPHAN          = 32,   /* deleted when taken from it; goes with DELETE */
    SQLA_CASCADE_NONE           = 64    /* nothing, not even the default */
};

/* How a relationship is loaded. */
typedef enum sqla_lazy {
    SQLA_LAZY_SELECT,               /* by a query of its own when it is asked for */
    SQLA_LAZY_JOINED,               /* by a LEFT OUTER JOIN in the query of its parents */
    SQLA_LAZY_SELECTIN,             /* by one more query with all keys, WHERE ... IN */
    SQLA_LAZY_SUBQUERY,             /* by one more query, as SELECTIN */
    SQLA_LAZY_IMMEDIATE,            /* by a query for each parent, at once */
    SQLA_LAZY_RAISE,                /* asking for it is an error unless it is loaded */
    SQLA_LAZY_RAISE_ON_SQL,         /* likewise, but the identity map may answer */
    SQLA_LAZY_NOLOAD,               /* never: it is empty */
    SQLA_LAZY_WRITE_ONLY,           /* never: sqla_related makes a query of it */
    SQLA_LAZY_CONTAINS_EAGER        /* of queries: from the columns of a join in the query itself */
} sqla_lazy;

/* A condition between the rows of two FROM elements: columns of each by sqla_c. For `secondary` the
 * one side is the table between. */
typedef sqla_expr *sqla_join_fn(const sqla_from *self, const sqla_from *other);

typedef struct sqla_relationship_def {
    const char       *attr;             /* name of the field */
    size_t            offset, size;     /* of the field in bytes */
    bool              list;             /* an SQLA_LIST; false: a pointer */
    const sqla_table *target;
    const char       *back_populates;   /* attribute of the target for the other direction */
    const char       *order_by;         /* "name, age DESC NULLS LAST": target's attributes */
    const char       *foreign_keys;     /* attributes (of secondary: columns), to choose a key */
    const char       *remote_side;      /* attributes on the target's side, where both are one */
    const sqla_table *secondary;        /* the table between, of a many-to-many */
    sqla_join_fn     *primaryjoin;      /* NULL: by the foreign key */
    sqla_join_fn     *secondaryjoin;    /* (secondary, target); NULL: by the foreign key */
    unsigned          cascade;          /* SQLA_CASCADE_...; 0: SAVE_UPDATE and MERGE */
    sqla_lazy         lazy;
    bool              viewonly;         /* read, never written */
    bool              passive_deletes;  /* deleting: the database sees to children not loaded */
    bool              post_update;      /* the key is written by an UPDATE of its own */
    bool              single_parent;    /* an object has one parent: for SQLA_DELETE_ORPHAN */
    bool              innerjoin;        /* joined loading by JOIN: there always is one */
} sqla_relationship_def;

/* Options of a mapping; attributes by name. */
typedef struct sqla_mapper_args {
    sqla__named *_named;
    const char  *version_id_col;    /* counts from 1; a stale one is SQLA_STALE_DATA at the flush */
    bool         no_confirm_deleted;    /* DELETE may find fewer rows than expected */
} sqla_mapper_args;

typedef struct sqla_validates {
    sqla_event_fn     *fn;
    const char *const *attrs;
} sqla_validates;

typedef struct sqla_item {
    sqla_item_kind kind;
    union {
        sqla_column_def       column;
        sqla_constraint_def   constraint;
        sqla_table_args       args;
        sqla_relationship_def relationship;
        sqla_mapper_args      mapper_args;
        sqla_validates        validates;
    } as;
} sqla_item;

/* The objects behind a to-many relationship, as a field of a struct. Read only: it changes by
 * sqla_append and sqla_remove. */
#define SQLA_LIST(T) struct { T *const *items; size_t count; }

/* Room for what the library knows of one item; its contents are private. */
typedef struct sqla_slot { void *room[6]; int64_t more[2]; } sqla_slot;
typedef struct sqla_cell { void *mapper; int64_t serial; int state; } sqla_cell;

/* A table: const data that may live in read-only memory, beside its slots and its cell. */
struct sqla_table {
    int              abi;               /* SQLA_ABI of the file that made it */
    const char      *model;             /* name of the struct, or of the variable */
    const char      *name;
    size_t           size;              /* of the struct in bytes; 0 without struct */
    const sqla_item *items;
    size_t           n_items;
    sqla_slot       *slots;             /* n_items + 1 */
    sqla_cell       *cell;
};

/* At file scope: a table mapped from a C struct, and its declaration for other files. */
#define SQLA_DECLARE_MODEL(T) extern const sqla_table sqla_model_##T
#define SQLA_MODEL(T, table, ...) \
    SQLA__DEFINE_TABLE(sqla_model_##T, T, table, sizeof(T), __VA_ARGS__)
/* At file scope: a table without struct, as the const sqla_table `var`. */
#define SQLA_DECLARE_TABLE(var) extern const sqla_table var
#define SQLA_TABLE(var, table, ...) SQLA__DEFINE_TABLE(var, var, table, 0, __VA_ARGS__)
#define SQLA__DEFINE_TABLE(var, model_, table, size_, ...) \
    extern const sqla_table var; \
    static const sqla_item sqla__items_##var[] = { __VA_ARGS__ }; \
    static sqla_slot sqla__slots_##var[sizeof sqla__items_##var / sizeof(sqla_item) + 1]; \
    static sqla_cell sqla__cell_##var; \
    const sqla_table var = { SQLA_ABI, #model_, table, size_, sqla__items_##var, \
        sizeof sqla__items_##var / sizeof(sqla_item), sqla__slots_##var, &sqla__cell_##var }

/* Items of a model or table; further members of sqla_column_def follow as designators. */
#define SQLA_COLUMN(T, ...) SQLA__COLUMN(T, __VA_ARGS__, )
#define SQLA__COLUMN(T, f, ...) { .kind = SQLA_ITEM_COLUMN, .as.column = { .attr = #f, \
    .offset = offsetof(T, f), .size = sizeof(((T *)0)->f), \
    .ctype = (sqla_ctype)SQLA_CTYPE(&((T *)0)->f), __VA_ARGS__ } }
#define SQLA_TABLE_COLUMN(name_, ...) SQLA__TABLE_COLUMN(name_, __VA_ARGS__, )
#define SQLA__TABLE_COLUMN(name_, type_, ...) \
    { .kind = SQLA_ITEM_COLUMN, .as.column = { .attr = (name_), .type = (type_), __VA_ARGS__ } }
/* A list of names, for items and options. */
#define SQLA_NAMES(...) ((const char *const[]){ __VA_ARGS__, NULL })
#define SQLA_PRIMARY_KEY(name_, ...) { .kind = SQLA_ITEM_PRIMARY_KEY, \
    .as.constraint = { .name = (name_), .columns = SQLA_NAMES(__VA_ARGS__) } }
#define SQLA_UNIQUE(name_, ...) { .kind = SQLA_ITEM_UNIQUE, \
    .as.constraint = { .name = (name_), .columns = SQLA_NAMES(__VA_ARGS__) } }
#define SQLA_INDEX(name_, ...) { .kind = SQLA_ITEM_INDEX, \
    .as.constraint = { .name = (name_), .columns = SQLA_NAMES(__VA_ARGS__) } }
#define SQLA_UNIQUE_INDEX(name_, ...) { .kind = SQLA_ITEM_INDEX, \
    .as.constraint = { .name = (name_), .columns = SQLA_NAMES(__VA_ARGS__), .unique = true } }
#define SQLA_INDEX_SQL(name_, text) { .kind = SQLA_ITEM_INDEX, \
    .as.constraint = { .name = (name_), .sql = (text) } }
#define SQLA_CHECK(name_, text) { .kind = SQLA_ITEM_CHECK, \
    .as.constraint = { .name = (name_), .sql = (text) } }
/* columns and target_columns are SQLA_NAMES lists of the same length. */
#define SQLA_FOREIGN_KEY(name_, ...) SQLA__FOREIGN_KEY(name_, __VA_ARGS__, )
#define SQLA__FOREIGN_KEY(name_, columns_, target_, target_columns_, ...) \
    { .kind = SQLA_ITEM_FOREIGN_KEY, .as.constraint = { .name = (name_), .columns = columns_, \
      .target = (target_), .target_columns = target_columns_, __VA_ARGS__ } }
#define SQLA_TABLE_ARGS(...) { .kind = SQLA_ITEM_TABLE_ARGS, .as.args = { __VA_ARGS__ } }
/* A field of T that leads to objects of `Target`: a Target * (to one) or an SQLA_LIST(Target);
 * further members of sqla_relationship_def follow as designators. The direction comes from the
 * foreign key between the two tables. Mistakes are found by sqla_metadata_new. */
#define SQLA_RELATIONSHIP(T, f, ...) SQLA__RELATIONSHIP(T, f, __VA_ARGS__, )
#define SQLA__RELATIONSHIP(T, f, Target, ...) { .kind = SQLA_ITEM_RELATIONSHIP, \
    .as.relationship = { .attr = #f, .offset = offsetof(T, f), .size = sizeof(((T *)0)->f), \
        .list = _Generic(&((T *)0)->f, Target **: 0, default: 1), .target = &sqla_model_##Target, \
        __VA_ARGS__ } }
#define SQLA_MAPPER_ARGS(...) { .kind = SQLA_ITEM_MAPPER_ARGS, .as.mapper_args = { __VA_ARGS__ } }
/* fn is called with each new value of these attributes (event SQLA_ATTRIBUTE_SET, and _APPEND for
 * relationships): it may refuse by a status, or change the value by sqla_event_set_value. */
#define SQLA_VALIDATES(fn_, ...) { .kind = SQLA_ITEM_VALIDATES, \
    .as.validates = { .fn = (fn_), .attrs = SQLA_NAMES(__VA_ARGS__) } }

/* The table of a model, for every call that takes a table. */
#define sqla_entity(T) (&sqla_model_##T)

/* A table made at run time. Copies its input, names and types included. Fails like any
 * constructor: the answer is never NULL, and whatever is given it reports the error.
 * Caller frees with sqla_table_free, after every statement, metadata and engine that used it. */
SQLA_API const sqla_table *sqla_table_new(const char *name, const sqla_item *items, size_t n);
SQLA_API void              sqla_table_free(const sqla_table *table);

/* Gathers tables, resolves their foreign keys and relationships, and makes their models ready for
 * sessions; mistakes are found here, once, and named: sqla_error(metadata). A model may be in
 * several metadata: its relationships are those of the first. Thread-safe to read.
 * Caller frees with sqla_metadata_free. */
#define sqla_metadata_new(...) sqla_metadata_new_n((const sqla_table *const[]){ __VA_ARGS__ }, \
    (size_t)SQLA__NARG(__VA_ARGS__))
SQLA_API sqla_metadata *sqla_metadata_new_n(const sqla_table *const *tables, size_t n);
SQLA_API void sqla_metadata_free(sqla_metadata *md);
/* A table by "name" or "schema.name", or NULL. Borrowed until the table is freed. */
SQLA_API const sqla_table *sqla_metadata_table(const sqla_metadata *md, const char *name);
/* Table i in dependency order (referred tables first), or NULL past the end. Borrowed until the
 * table is freed. */
SQLA_API const sqla_table *sqla_metadata_sorted(const sqla_metadata *md, size_t i);
SQLA_API const sqla_error_record *sqla_metadata_error(const sqla_metadata *md);

/* ============================================================================
 * >>nodes
 * What expressions, FROM elements and statements have in common: their life.
 *
 * Floating: a new node belongs to nobody. Putting it into another node, executing or compiling it
 * takes that floating reference, whether or not the call succeeds; a node that is no longer
 * floating gets a reference more, so it may have many parents. Builders never return NULL: a wrong
 * argument gives a poisoned node that reports the first error wherever it is used. A node belongs
 * to one thread until it is frozen.
 * ============================================================================ */

/* sqla_ref(x) takes the floating reference if there is one, else adds one, and returns x.
 * sqla_unref(x) drops one; of a floating node it frees the node. x: expression, statement, FROM. */
#define sqla_ref(x) _Generic((x), sqla_expr *: sqla_expr_ref, sqla_stmt *: sqla_stmt_ref, \
    sqla_from *: sqla_from_ref)(x)
#define sqla_unref(x) _Generic((x), sqla_expr *: sqla_expr_unref, sqla_stmt *: sqla_stmt_unref, \
    sqla_from *: sqla_from_unref)(x)
/* The same by name. Caller frees with the matching unref. */
SQLA_API sqla_expr *sqla_expr_ref(sqla_expr *x);
SQLA_API sqla_stmt *sqla_stmt_ref(sqla_stmt *x);
SQLA_API sqla_from *sqla_from_ref(sqla_from *x);
SQLA_API void sqla_expr_unref(sqla_expr *x);
SQLA_API void sqla_stmt_unref(sqla_stmt *x);
SQLA_API void sqla_from_unref(sqla_from *x);
/* The error of a poisoned node; SQLA_OK for a sound one. Borrowed until the node is freed. */
SQLA_API const sqla_error_record *sqla_expr_error(const sqla_expr *x);
SQLA_API const sqla_error_record *sqla_stmt_error(const sqla_stmt *x);
SQLA_API const sqla_error_record *sqla_from_error(const sqla_from *x);
/* A statement of its own with the same clauses, to be changed independently; nodes below it are
 * shared. Borrows q. Floating: see above. */
SQLA_API sqla_stmt *sqla_clone(sqla_stmt *q);
/* Makes q and all below it unchangeable, so that any number of threads may execute it; takes its
 * floating reference and returns q. Caller frees with sqla_unref. */
SQLA_API sqla_stmt *sqla_freeze(sqla_stmt *q);
/* Gives the parameter `name` of q a value for every execution that does not bring its own. Refused
 * on a frozen statement. Copies its input. x is any C value. */
#define sqla_bind(q, name, x) \
    sqla_stmt_bind((q), (name), (const sqla_value[]){ sqla_value_of(x) })
SQLA_API sqla_stmt *sqla_stmt_bind(sqla_stmt *q, const char *name, const sqla_value *value);
/* Nodes alive in this process, for leak tests; counted under SQLA_DEBUG only, else 0. */
SQLA_API int64_t sqla_live_nodes(void);

/* ============================================================================
 * >>expr
 * Columns, values, operators and functions. Floating: all return new nodes (see >>nodes).
 *
 * The left side of an operator is an expression; the right side, list elements and function
 * arguments may be any C value, which is bound, never written into the SQL. A bare value takes the
 * type of the expression beside it when both are of one family. In eq, ne, is and is_not a bool is
 * the constant true or false, and NULL makes IS [NOT] NULL.
 * ============================================================================ */

/* A C value as an expression: bound by its C type. Statements become scalar subqueries, tables and
 * FROM elements stand for all their columns. Copies its input. */
#define sqla_v(x)       SQLA__VALUE_GENERIC(x, sqla_v_)
/* The same, but the value keeps its own type whatever stands beside it. */
#define sqla_literal(x) sqla_literal_n(sqla_v(x))
SQLA_API sqla_expr *sqla_literal_n(sqla_expr *x);
#define SQLA__VALUE_NODES_sqla_v_ , sqla_expr *: sqla_v_expr, sqla_stmt *: sqla_v_stmt, \
    sqla_from *: sqla_v_from, const sqla_table *: sqla_v_table
/* sqla_v_int(5) and kin: what sqla_v stands on. Floating: see >>nodes. */
#define SQLA__LITERAL_MAKE(name, type) SQLA_API sqla_expr *sqla_v_##name(type x);
SQLA_LITERAL_LIST(SQLA__LITERAL_MAKE)
SQLA_API sqla_expr *sqla_v_expr(sqla_expr *x);
SQLA_API sqla_expr *sqla_v_stmt(sqla_stmt *x);
SQLA_API sqla_expr *sqla_v_from(sqla_from *x);
SQLA_API sqla_expr *sqla_v_table(const sqla_table *x);

/* Lists of expressions: arguments of the _n functions, members of options. */
typedef struct sqla_exprs { sqla_expr *const *items; size_t count; } sqla_exprs;
#define SQLA__EXPRS(...)  (sqla_expr *const[]){ __VA_ARGS__ }, (size_t)SQLA__NARG(__VA_ARGS__)
#define SQLA__VALUES(...) (sqla_expr *const[]){ SQLA__MAP(sqla_v, __VA_ARGS__) }, \
    (size_t)SQLA__NARG(__VA_ARGS__)
#define SQLA_EXPRS(...)   { SQLA__EXPRS(__VA_ARGS__) }
/* An array as part of any list: sqla_in(x, sqla_span(ids, n)), sqla_and(sqla_span(conditions, n)).
 * Items are expressions or values of one C type; n may be 0. Copies its input. Floating. */
#define sqla_span(ptr, n) sqla_span_n(SQLA__SPAN(ptr), sizeof *(ptr), (ptr), (n))
#define SQLA__SPAN(p) _Generic((p)[0], sqla_expr *: SQLA_C_NONE, bool: SQLA_C_BOOL, \
    signed char: SQLA_C_INT, unsigned char: SQLA_C_UINT, short: SQLA_C_INT, \
    unsigned short: SQLA_C_UINT, int: SQLA_C_INT, unsigned: SQLA_C_UINT, long: SQLA_C_INT, \
    unsigned long: SQLA_C_UINT, long long: SQLA_C_INT, unsigned long long: SQLA_C_UINT, \
    float: SQLA_C_FLOAT, double: SQLA_C_FLOAT, char *: SQLA_C_TEXT, const char *: SQLA_C_TEXT, \
    sqla_date: SQLA_C_DATE, sqla_datetime: SQLA_C_DATETIME, sqla_decimal: SQLA_C_DECIMAL, \
    sqla_uuid: SQLA_C_UUID)
SQLA_API sqla_expr *sqla_span_n(int ctype, size_t size, const void *items, size_t n);

/* A column of a model, checked by the compiler: sqla_col(User, age). Never freed. */
#define sqla_col(T, f) sqla_field(&sqla_model_##T, offsetof(T, f), #f)
SQLA_API sqla_expr *sqla_field(const sqla_table *table, size_t offset, const char *attr);
/* A column by name: of a table, or of an alias, subquery or CTE (which it keeps alive). */
#define sqla_c(from, name) _Generic((from), const sqla_table *: sqla_table_c, \
    sqla_from *: sqla_from_c, const sqla_from *: sqla_side_c)((from), (name))
SQLA_API sqla_expr *sqla_table_c(const sqla_table *table, const char *name);
SQLA_API sqla_expr *sqla_from_c(sqla_from *from, const char *name);
SQLA_API sqla_expr *sqla_side_c(const sqla_from *side, const char *name);   /* see sqla_join_fn */
/* A column of an alias of a model, checked by the compiler. */
#define sqla_col_of(from, T, f) sqla_from_field((from), &sqla_model_##T, offsetof(T, f), #f)
SQLA_API sqla_expr *sqla_from_field(sqla_from *from, const sqla_table *table, size_t offset,
                                    const char *attr);

/* A named parameter, given by SQLA_PARAMS or sqla_bind; its type is that of what stands beside it.
 * Copies its input. Floating. */
SQLA_API sqla_expr *sqla_param(const char *name);
/* Constants. Never freed. */
SQLA_API sqla_expr *sqla_null(void);
SQLA_API sqla_expr *sqla_true(void);
SQLA_API sqla_expr *sqla_false(void);
/* A fragment of SQL, written as it stands; :name in it is a parameter. Copies its input. */
SQLA_API sqla_expr *sqla_sql(const char *text);

/* Operators. ORDER sqla__op_rows. */
typedef enum sqla_op_kind {
    SQLA_OP_NONE,
    SQLA_OP_EQ, SQLA_OP_NE, SQLA_OP_LT, SQLA_OP_LE, SQLA_OP_GT, SQLA_OP_GE,
    SQLA_OP_IS, SQLA_OP_IS_NOT, SQLA_OP_IS_DISTINCT, SQLA_OP_IS_NOT_DISTINCT,
    SQLA_OP_LIKE, SQLA_OP_NOT_LIKE, SQLA_OP_ILIKE, SQLA_OP_NOT_ILIKE,
    SQLA_OP_STARTSWITH, SQLA_OP_NOT_STARTSWITH, SQLA_OP_ENDSWITH, SQLA_OP_NOT_ENDSWITH,
    SQLA_OP_CONTAINS, SQLA_OP_NOT_CONTAINS, SQLA_OP_REGEXP, SQLA_OP_NOT_REGEXP,
    SQLA_OP_IN, SQLA_OP_NOT_IN, SQLA_OP_BETWEEN, SQLA_OP_NOT_BETWEEN,
    SQLA_OP_PLUS, SQLA_OP_MINUS, SQLA_OP_TIMES, SQLA_OP_DIV, SQLA_OP_FLOORDIV, SQLA_OP_MOD,
    SQLA_OP_CONCAT, SQLA_OP_COLLATE, SQLA_OP_CUSTOM, SQLA_OP_JSON_ITEM, SQLA_OP_JSON_PATH,
    SQLA_OP_AND, SQLA_OP_OR, SQLA_OP_NOT, SQLA_OP_IS_TRUE, SQLA_OP_IS_FALSE, SQLA_OP_NEG,
    SQLA_OP_DISTINCT, SQLA_OP_ANY, SQLA_OP_ALL, SQLA_OP_EXISTS,
    SQLA_OP_ASC, SQLA_OP_DESC, SQLA_OP_NULLS_FIRST, SQLA_OP_NULLS_LAST,
    SQLA_OP_COMMA, SQLA_OP_COUNT
} sqla_op_kind;

/* The plain functions below the operator macros: `right` may be any node, also a bound value. */
SQLA_API sqla_expr *sqla_unary(sqla_op_kind op, sqla_expr *x);
SQLA_API sqla_expr *sqla_binary(sqla_op_kind op, sqla_expr *left, sqla_expr *right);

#define sqla_eq(a, b)                   sqla_binary(SQLA_OP_EQ, (a), sqla_v(b))
#define sqla_ne(a, b)                   sqla_binary(SQLA_OP_NE, (a), sqla_v(b))
#define sqla_lt(a, b)                   sqla_binary(SQLA_OP_LT, (a), sqla_v(b))
#define sqla_le(a, b)                   sqla_binary(SQLA_OP_LE, (a), sqla_v(b))
#define sqla_gt(a, b)                   sqla_binary(SQLA_OP_GT, (a), sqla_v(b))
#define sqla_ge(a, b)                   sqla_binary(SQLA_OP_GE, (a), sqla_v(b))
#define sqla_is(a, b)                   sqla_binary(SQLA_OP_IS, (a), sqla_v(b))
#define sqla_is_not(a, b)               sqla_binary(SQLA_OP_IS_NOT, (a), sqla_v(b))
#define sqla_is_null(a)                 sqla_binary(SQLA_OP_IS, (a), sqla_null())
#define sqla_not_null(a)                sqla_binary(SQLA_OP_IS_NOT, (a), sqla_null())
#define sqla_is_distinct_from(a, b)     sqla_binary(SQLA_OP_IS_DISTINCT, (a), sqla_v(b))
#define sqla_is_not_distinct_from(a, b) sqla_binary(SQLA_OP_IS_NOT_DISTINCT, (a), sqla_v(b))
#define sqla_plus(a, b)                 sqla_binary(SQLA_OP_PLUS, (a), sqla_v(b))
#define sqla_minus(a, b)                sqla_binary(SQLA_OP_MINUS, (a), sqla_v(b))
#define sqla_times(a, b)                sqla_binary(SQLA_OP_TIMES, (a), sqla_v(b))
#define sqla_div(a, b)                  sqla_binary(SQLA_OP_DIV, (a), sqla_v(b))
#define sqla_floordiv(a, b)             sqla_binary(SQLA_OP_FLOORDIV, (a), sqla_v(b))
#define sqla_mod(a, b)                  sqla_binary(SQLA_OP_MOD, (a), sqla_v(b))
#define sqla_concat(a, b)               sqla_binary(SQLA_OP_CONCAT, (a), sqla_v(b))
#define sqla_regexp_match(a, b)         sqla_binary(SQLA_OP_REGEXP, (a), sqla_v(b))
#define sqla_not(a)                     sqla_unary(SQLA_OP_NOT, (a))
#define sqla_neg(a)                     sqla_unary(SQLA_OP_NEG, (a))
#define sqla_asc(a)                     sqla_unary(SQLA_OP_ASC, (a))
#define sqla_desc(a)                    sqla_unary(SQLA_OP_DESC, (a))
#define sqla_nulls_first(a)             sqla_unary(SQLA_OP_NULLS_FIRST, (a))
#define sqla_nulls_last(a)              sqla_unary(SQLA_OP_NULLS_LAST, (a))
#define sqla_distinct_of(a)             sqla_unary(SQLA_OP_DISTINCT, (a))
#define sqla_any_of(a)                  sqla_unary(SQLA_OP_ANY, sqla_v(a))
#define sqla_all_of(a)                  sqla_unary(SQLA_OP_ALL, sqla_v(a))

/* LIKE and its kin. `.escape` is one character: "/"; `.autoescape` also escapes %, _ and the escape
 * character in a text given as C value (startswith, endswith and contains only). */
typedef struct sqla_like_options {
    sqla__named *_named;
    const char  *escape;            /* NULL: none; with .autoescape "/" */
    bool         autoescape;
} sqla_like_options;
#define sqla_like(a, ...)       SQLA__LIKE(SQLA_OP_LIKE, a, __VA_ARGS__, ._named = NULL)
#define sqla_not_like(a, ...)   SQLA__LIKE(SQLA_OP_NOT_LIKE, a, __VA_ARGS__, ._named = NULL)
#define sqla_ilike(a, ...)      SQLA__LIKE(SQLA_OP_ILIKE, a, __VA_ARGS__, ._named = NULL)
#define sqla_not_ilike(a, ...)  SQLA__LIKE(SQLA_OP_NOT_ILIKE, a, __VA_ARGS__, ._named = NULL)
#define sqla_startswith(a, ...) SQLA__LIKE(SQLA_OP_STARTSWITH, a, __VA_ARGS__, ._named = NULL)
#define sqla_endswith(a, ...)   SQLA__LIKE(SQLA_OP_ENDSWITH, a, __VA_ARGS__, ._named = NULL)
#define sqla_contains(a, ...)   SQLA__LIKE(SQLA_OP_CONTAINS, a, __VA_ARGS__, ._named = NULL)
#define SQLA__LIKE(op, a, b, ...) \
    sqla_match((op), (a), sqla_v(b), &(const sqla_like_options){ __VA_ARGS__ })
SQLA_API sqla_expr *sqla_match(sqla_op_kind op, sqla_expr *left, sqla_expr *right,
                               const sqla_like_options *options);

/* x BETWEEN low AND high, ends included. */
#define sqla_between(x, low, high) sqla_between_n((x), sqla_v(low), sqla_v(high))
SQLA_API sqla_expr *sqla_between_n(sqla_expr *x, sqla_expr *low, sqla_expr *high);
/* x IN (values), or in the rows of one statement. An empty list is false, as in SQLAlchemy. */
#define sqla_in(x, ...)            sqla_in_n((x), SQLA__VALUES(__VA_ARGS__))
#define sqla_not_in(x, ...)        sqla_not(sqla_in(x, __VA_ARGS__))
#define sqla_in_array(x, ptr, n)   sqla_in((x), sqla_span((ptr), (n)))
SQLA_API sqla_expr *sqla_in_n(sqla_expr *x, sqla_expr *const *items, size_t n);
/* Conditions joined. Of none: and is true, or is false. */
#define sqla_and(...) sqla_and_n(SQLA__EXPRS(__VA_ARGS__))
#define sqla_or(...)  sqla_or_n(SQLA__EXPRS(__VA_ARGS__))
SQLA_API sqla_expr *sqla_and_n(sqla_expr *const *items, size_t n);
SQLA_API sqla_expr *sqla_or_n(sqla_expr *const *items, size_t n);
/* (a, b): to compare several columns at once. */
#define sqla_tuple(...) sqla_tuple_n(SQLA__VALUES(__VA_ARGS__))
SQLA_API sqla_expr *sqla_tuple_n(sqla_expr *const *items, size_t n);
/* An operator of your own, written as given between its operands. Copies its input. */
#define sqla_op(a, op, b) sqla_op_n((a), (op), sqla_v(b))
SQLA_API sqla_expr *sqla_op_n(sqla_expr *left, const char *op, sqla_expr *right);
/* x AS name. Copies its input. */
SQLA_API sqla_expr *sqla_label(sqla_expr *x, const char *name);
/* CAST(x AS type); TRY_CAST is SQL Server's; type_coerce changes only how C values are bound and
 * read. Copies its input. */
#define sqla_cast(x, type)        sqla_cast_n(sqla_v(x), (type))
#define sqla_try_cast(x, type)    sqla_try_cast_n(sqla_v(x), (type))
#define sqla_type_coerce(x, type) sqla_type_coerce_n(sqla_v(x), (type))
SQLA_API sqla_expr *sqla_cast_n(sqla_expr *x, const sqla_type *type);
SQLA_API sqla_expr *sqla_try_cast_n(sqla_expr *x, const sqla_type *type);
SQLA_API sqla_expr *sqla_type_coerce_n(sqla_expr *x, const sqla_type *type);
/* x COLLATE name. Copies its input. */
SQLA_API sqla_expr *sqla_collate(sqla_expr *x, const char *name);
/* EXTRACT(field FROM x): "year", "month", "day", "hour", "minute", "second", "epoch", "dow" ... */
SQLA_API sqla_expr *sqla_extract(const char *field, sqla_expr *x);

/* CASE: arms in order, sqla_else last; sqla_case_of(x, ...) compares x with each arm's value. */
typedef struct sqla_arm sqla_arm;
#define sqla_when(condition, result) sqla_when_n((condition), sqla_v(result))
#define sqla_else(result)            sqla_when_n(NULL, sqla_v(result))
#define sqla_case(...)     sqla_case_n(NULL, (sqla_arm *const[]){ __VA_ARGS__ }, \
    (size_t)SQLA__NARG(__VA_ARGS__))
#define sqla_case_of(x, ...) sqla_case_n((x), (sqla_arm *const[]){ __VA_ARGS__ }, \
    (size_t)SQLA__NARG(__VA_ARGS__))
SQLA_API sqla_arm  *sqla_when_n(sqla_expr *condition, sqla_expr *result);
SQLA_API sqla_expr *sqla_case_n(sqla_expr *value, sqla_arm *const *arms, size_t n);

/* Any function of the database: sqla_func("round", x, 2). Known names have a known type and are
 * translated between dialects. Copies its input. */
#define sqla_func(...) SQLA__ONE(SQLA__FUNC1, SQLA__FUNCN, __VA_ARGS__)(__VA_ARGS__)
#define SQLA__FUNC1(name)      sqla_func_n((name), NULL, 0)
#define SQLA__FUNCN(name, ...) sqla_func_n((name), SQLA__VALUES(__VA_ARGS__))
SQLA_API sqla_expr *sqla_func_n(const char *name, sqla_expr *const *args, size_t n);
#define sqla_count(x)       sqla_func("count", x)
#define sqla_count_all()    sqla_func_n("count", NULL, 0)
#define sqla_sum(x)         sqla_func("sum", x)
#define sqla_avg(x)         sqla_func("avg", x)
#define sqla_min(x)         sqla_func("min", x)
#define sqla_max(x)         sqla_func("max", x)
#define sqla_coalesce(...)  sqla_func("coalesce", __VA_ARGS__)
#define sqla_lower(x)       sqla_func("lower", x)
#define sqla_upper(x)       sqla_func("upper", x)
#define sqla_length(x)      sqla_func("length", x)
#define sqla_now()          sqla_func_n("now", NULL, 0)

/* A window frame: bounds are rows before (negative) or after the current one. */
#define SQLA_UNBOUNDED   INT64_MIN  /* as start: from the first row; as end: to the last */
#define SQLA_CURRENT_ROW 0
typedef struct sqla_frame { int64_t start, end; bool given; } sqla_frame;
#define SQLA_FRAME(start_, end_) { .start = (start_), .end = (end_), .given = true }
/* f OVER (PARTITION BY ... ORDER BY ... frame); one of rows, range, groups at most. */
typedef struct sqla_over_options {
    sqla__named *_named;
    sqla_exprs   partition_by, order_by;    /* empty: none */
    sqla_frame   rows, range, groups;
} sqla_over_options;
#define sqla_over(...)       SQLA__OVER(__VA_ARGS__, ._named = NULL)
#define SQLA__OVER(f, ...)   sqla_over_n((f), &(const sqla_over_options){ __VA_ARGS__ })
SQLA_API sqla_expr *sqla_over_n(sqla_expr *f, const sqla_over_options *options);
/* f FILTER (WHERE conditions); f WITHIN GROUP (ORDER BY expressions). */
#define sqla_filter(f, ...)       sqla_filter_n((f), SQLA__EXPRS(__VA_ARGS__))
#define sqla_within_group(f, ...) sqla_within_group_n((f), SQLA__EXPRS(__VA_ARGS__))
SQLA_API sqla_expr *sqla_filter_n(sqla_expr *f, sqla_expr *const *items, size_t n);
SQLA_API sqla_expr *sqla_within_group_n(sqla_expr *f, sqla_expr *const *items, size_t n);

/* EXISTS (q); and q as a value: one column, at most one row. Both take q. */
SQLA_API sqla_expr *sqla_exists(sqla_stmt *q);
SQLA_API sqla_expr *sqla_scalar_subquery(sqla_stmt *q);
/* In ON CONFLICT DO UPDATE: the value that could not be inserted, excluded.column. */
SQLA_API sqla_expr *sqla_excluded(sqla_expr *column);

/* JSON: an element by key or index, by a path of keys and indexes, and as an SQL value. */
#define sqla_json_item(x, key)  sqla_binary(SQLA_OP_JSON_ITEM, (x), sqla_v(key))
#define sqla_json_path(x, ...)  sqla_json_path_n((x), SQLA__VALUES(__VA_ARGS__))
SQLA_API sqla_expr *sqla_json_path_n(sqla_expr *x, sqla_expr *const *keys, size_t n);
SQLA_API sqla_expr *sqla_json_as_text(sqla_expr *x);
SQLA_API sqla_expr *sqla_json_as_int(sqla_expr *x);
SQLA_API sqla_expr *sqla_json_as_float(sqla_expr *x);
SQLA_API sqla_expr *sqla_json_as_bool(sqla_expr *x);

/* ============================================================================
 * >>stmt
 * Statements. Floating: those that make one return a new node (see >>nodes); each clause function
 * returns its statement, so that calls may be nested.
 * ============================================================================ */

/* SELECT items: expressions, C values, tables (all their columns), FROM elements. */
#define sqla_select(...) sqla_select_n(SQLA__VALUES(__VA_ARGS__))
SQLA_API sqla_stmt *sqla_select_n(sqla_expr *const *items, size_t n);
#define sqla_add_columns(q, ...) sqla_add_columns_n((q), SQLA__VALUES(__VA_ARGS__))
SQLA_API sqla_stmt *sqla_add_columns_n(sqla_stmt *q, sqla_expr *const *items, size_t n);
/* Conditions of WHERE and HAVING; those of several calls are ANDed. */
#define sqla_where(q, ...)  sqla_where_n((q), SQLA__EXPRS(__VA_ARGS__))
#define sqla_having(q, ...) sqla_having_n((q), SQLA__EXPRS(__VA_ARGS__))
SQLA_API sqla_stmt *sqla_where_n(sqla_stmt *q, sqla_expr *const *items, size_t n);
SQLA_API sqla_stmt *sqla_having_n(sqla_stmt *q, sqla_expr *const *items, size_t n);
#define sqla_group_by(q, ...) sqla_group_by_n((q), SQLA__EXPRS(__VA_ARGS__))
#define sqla_order_by(q, ...) sqla_order_by_n((q), SQLA__EXPRS(__VA_ARGS__))
SQLA_API sqla_stmt *sqla_group_by_n(sqla_stmt *q, sqla_expr *const *items, size_t n);
SQLA_API sqla_stmt *sqla_order_by_n(sqla_stmt *q, sqla_expr *const *items, size_t n);
/* Joins a table or FROM element to what is there already; without .on the ON clause comes from
 * the one foreign key between them. */
typedef struct sqla_join_options {
    sqla__named *_named;
    sqla_expr   *on;                /* NULL: from the foreign key */
    bool         isouter, full;
} sqla_join_options;
#define sqla_join(...)            SQLA__JOIN(__VA_ARGS__, ._named = NULL)
#define SQLA__JOIN(q, right, ...) sqla_join_n((q), NULL, sqla_v(right), \
    &(const sqla_join_options){ __VA_ARGS__ })
#define sqla_outerjoin(...)       SQLA__JOIN(__VA_ARGS__, .isouter = true, ._named = NULL)
#define sqla_join_from(...)       SQLA__JOIN_FROM(__VA_ARGS__, ._named = NULL)
#define SQLA__JOIN_FROM(q, left, right, ...) sqla_join_n((q), sqla_v(left), sqla_v(right), \
    &(const sqla_join_options){ __VA_ARGS__ })
SQLA_API sqla_stmt *sqla_join_n(sqla_stmt *q, sqla_expr *left, sqla_expr *right,
                                const sqla_join_options *options);
/* A FROM element that no column names. */
#define sqla_select_from(q, x) sqla_select_from_n((q), sqla_v(x))
SQLA_API sqla_stmt *sqla_select_from_n(sqla_stmt *q, sqla_expr *x);
/* Row counts: C integers or expressions, 0 or more. */
#define sqla_limit(q, x)  sqla_limit_n((q), sqla_v(x))
#define sqla_offset(q, x) sqla_offset_n((q), sqla_v(x))
SQLA_API sqla_stmt *sqla_limit_n(sqla_stmt *q, sqla_expr *x);
SQLA_API sqla_stmt *sqla_offset_n(sqla_stmt *q, sqla_expr *x);
SQLA_API sqla_stmt *sqla_distinct(sqla_stmt *q);
/* In a subquery: takes these FROM elements from the statement around it. */
#define sqla_correlate(q, x) sqla_correlate_n((q), sqla_v(x))
SQLA_API sqla_stmt *sqla_correlate_n(sqla_stmt *q, sqla_expr *x);
typedef struct sqla_for_update_options {
    sqla__named *_named;
    bool         read, nowait, skip_locked, key_share;
} sqla_for_update_options;
#define sqla_with_for_update(...)       SQLA__FOR_UPDATE(__VA_ARGS__, ._named = NULL)
#define SQLA__FOR_UPDATE(q, ...) \
    sqla_with_for_update_n((q), &(const sqla_for_update_options){ __VA_ARGS__ })
SQLA_API sqla_stmt *sqla_with_for_update_n(sqla_stmt *q, const sqla_for_update_options *options);

/* Set operations on two selects, themselves statements with ORDER BY, LIMIT and OFFSET. */
typedef enum sqla_set_kind {
    SQLA_UNION, SQLA_UNION_ALL, SQLA_INTERSECT, SQLA_EXCEPT
} sqla_set_kind;
#define sqla_union(a, b)     sqla_set_operation(SQLA_UNION, (a), (b))
#define sqla_union_all(a, b) sqla_set_operation(SQLA_UNION_ALL, (a), (b))
#define sqla_intersect(a, b) sqla_set_operation(SQLA_INTERSECT, (a), (b))
#define sqla_except(a, b)    sqla_set_operation(SQLA_EXCEPT, (a), (b))
SQLA_API sqla_stmt *sqla_set_operation(sqla_set_kind kind, sqla_stmt *a, sqla_stmt *b);

/* FROM elements made of statements and tables; a NULL name makes one up (anon_1, users_1). Take q.
 * Copies its input. Floating. */
SQLA_API sqla_from *sqla_subquery(sqla_stmt *q, const char *name);
SQLA_API sqla_from *sqla_lateral(sqla_stmt *q, const char *name);
#define sqla_alias(x, name) sqla_alias_n(sqla_v(x), (name))
SQLA_API sqla_from *sqla_alias_n(sqla_expr *x, const char *name);
/* WITH name AS (q). A recursive one begins with its first rows; sqla_cte_union_all(t, member) makes
 * the whole, whose member selects from t. t is unchanged. */
typedef struct sqla_cte_options {
    sqla__named *_named;
    bool         recursive;
    bool         materialized, not_materialized;    /* PostgreSQL and SQLite */
} sqla_cte_options;
#define sqla_cte(...)          SQLA__CTE(__VA_ARGS__, ._named = NULL)
#define SQLA__CTE(q, name, ...) sqla_cte_n((q), (name), &(const sqla_cte_options){ __VA_ARGS__ })
SQLA_API sqla_from *sqla_cte_n(sqla_stmt *q, const char *name, const sqla_cte_options *options);
SQLA_API sqla_from *sqla_cte_union_all(sqla_from *t, sqla_stmt *member);
SQLA_API sqla_from *sqla_cte_union(sqla_from *t, sqla_stmt *member);

/* INSERT, UPDATE and DELETE of one table. */
SQLA_API sqla_stmt *sqla_insert(const sqla_table *table);
SQLA_API sqla_stmt *sqla_update(const sqla_table *table);
SQLA_API sqla_stmt *sqla_delete(const sqla_table *table);
/* SET column = x, or the value of an inserted column. Written in the table's column order;
 * sqla_ordered(q) keeps the order of the calls (UPDATE). */
#define sqla_set(q, column, x) sqla_set_n((q), (column), sqla_v(x))
SQLA_API sqla_stmt *sqla_set_n(sqla_stmt *q, sqla_expr *column, sqla_expr *x);
SQLA_API sqla_stmt *sqla_ordered(sqla_stmt *q);
/* Ends the row of an INSERT: what follows is the next one, of the same columns. */
SQLA_API sqla_stmt *sqla_values_next(sqla_stmt *q);
/* INSERT INTO table (columns) SELECT ...; columns: SQLA_NAMES("a", "b"). Takes select. */
SQLA_API sqla_stmt *sqla_insert_from(sqla_stmt *q, const char *const *columns, sqla_stmt *select);
#define sqla_returning(q, ...) sqla_returning_n((q), SQLA__VALUES(__VA_ARGS__))
SQLA_API sqla_stmt *sqla_returning_n(sqla_stmt *q, sqla_expr *const *items, size_t n);
/* Upserts of SQLite and PostgreSQL. */
typedef struct sqla_conflict_options {
    sqla__named *_named;
    sqla_exprs   index_elements;    /* columns of the unique index */
    const char  *constraint;        /* or the name of a constraint (PostgreSQL) */
    sqla_exprs   set;               /* SQLA_SETS(column, value, ...) */
    sqla_expr   *where;             /* NULL: every conflicting row */
} sqla_conflict_options;
#define SQLA_SETS(...) { (sqla_expr *const[]){ SQLA__PAIRS(SQLA__SET, __VA_ARGS__) }, \
    (size_t)SQLA__NARG(__VA_ARGS__) }
#define SQLA__SET(column, x) (column), sqla_v(x)
#define sqla_on_conflict_do_update(...)  SQLA__CONFLICT(true, __VA_ARGS__, ._named = NULL)
#define sqla_on_conflict_do_nothing(...) SQLA__CONFLICT(false, __VA_ARGS__, ._named = NULL)
#define SQLA__CONFLICT(update, q, ...) \
    sqla_on_conflict((q), (update), &(const sqla_conflict_options){ __VA_ARGS__ })
SQLA_API sqla_stmt *sqla_on_conflict(sqla_stmt *q, bool update,
                                     const sqla_conflict_options *options);

/* How a session executes a statement. */
typedef struct sqla_execution_option_set {
    sqla__named *_named;
    int          yield_per;         /* sqla_foreach fetches so many objects at a time; 0: all */
    int          synchronize;       /* SQLA_NO: UPDATE and DELETE leave loaded objects alone */
    bool         populate_existing; /* loaded objects are overwritten, changes included */
    bool         no_autoflush;
} sqla_execution_option_set;
#define sqla_execution_options(...)       SQLA__EXECUTION(__VA_ARGS__, ._named = NULL)
#define SQLA__EXECUTION(q, ...) \
    sqla_stmt_execution_options((q), &(const sqla_execution_option_set){ __VA_ARGS__ })
SQLA_API sqla_stmt *sqla_stmt_execution_options(sqla_stmt *q, const sqla_execution_option_set *o);
#define sqla_yield_per(q, n) sqla_execution_options((q), .yield_per = (n))

/* SQL of your own; :name is a parameter (\: is a colon, :: is left alone). Copies its input. */
SQLA_API sqla_stmt *sqla_text(const char *sql);
/* Names and types of a text's columns, in order: labels of typed expressions, or columns. */
#define sqla_text_columns(q, ...) sqla_text_columns_n((q), SQLA__EXPRS(__VA_ARGS__))
SQLA_API sqla_stmt *sqla_text_columns_n(sqla_stmt *q, sqla_expr *const *items, size_t n);

/* ============================================================================
 * >>text
 * Statements and DDL as SQL text, with no database at hand.
 * ============================================================================ */

typedef enum sqla_paramstyle {
    SQLA_PARAMSTYLE_DEFAULT,        /* the dialect's own */
    SQLA_NAMED,                     /* :x_1 */
    SQLA_QMARK,                     /* ? */
    SQLA_FORMAT,                    /* %s */
    SQLA_PYFORMAT,                  /* %(x_1)s */
    SQLA_NUMERIC_STYLE,             /* :1 */
    SQLA_NUMERIC_DOLLAR             /* $1 */
} sqla_paramstyle;

typedef struct sqla_compile_options {
    sqla__named    *_named;
    const char     *dialect;        /* sqlite postgresql mysql mariadb oracle mssql default */
    sqla_paramstyle paramstyle;
    bool            literal_binds;  /* values written into the text, quoted for the dialect */
    sqla_engine    *engine;         /* its dialect and its statement cache; NULL: none */
} sqla_compile_options;
/* The SQL of a statement and its parameters. Takes q. The answer is never NULL; a failure is told
 * by sqla_error(compiled). Caller frees with sqla_compiled_free. */
#define sqla_compile(...)     SQLA__COMPILE(__VA_ARGS__, ._named = NULL)
#define SQLA__COMPILE(q, ...) sqla_compile_n((q), &(const sqla_compile_options){ __VA_ARGS__ })
SQLA_API sqla_compiled *sqla_compile_n(sqla_stmt *q, const sqla_compile_options *options);
SQLA_API void sqla_compiled_free(sqla_compiled *c);
/* The text, "" after a failure. Borrowed until sqla_compiled_free. */
SQLA_API const char *sqla_compiled_sql(const sqla_compiled *c);
/* Parameters in the order of their places in the text: how many, the name of one ("x_1"; NULL past
 * the end), its value (SQL NULL past the end). Borrowed until sqla_compiled_free. */
SQLA_API size_t sqla_compiled_count(const sqla_compiled *c);
SQLA_API const char *sqla_compiled_name(const sqla_compiled *c, size_t i);
SQLA_API const sqla_value *sqla_compiled_value(const sqla_compiled *c, size_t i);
SQLA_API const sqla_error_record *sqla_compiled_error(const sqla_compiled *c);
/* CREATE statements for every table of md in dependency order, each ended by ";\n\n". NULL without
 * memory, for a dialect that is none, and for a type or name that the dialect cannot have
 * (sqla_create_all tells which). Caller frees with sqla_text_free. */
SQLA_API char *sqla_ddl(const sqla_metadata *md, const char *dialect);
SQLA_API void  sqla_text_free(char *text);

/* ============================================================================
 * >>events
 * Functions of yours that are called when something happens.
 * ============================================================================ */

/* ORDER sqla__evt_names. Which members of sqla_event are set is said behind each. */
typedef enum sqla_event_id {
    SQLA_BEFORE_INSERT, SQLA_AFTER_INSERT,      /* model: session, conn, object */
    SQLA_BEFORE_UPDATE, SQLA_AFTER_UPDATE,
    SQLA_BEFORE_DELETE, SQLA_AFTER_DELETE,
    SQLA_INIT,                                  /* model: object, made by sqla_new */
    SQLA_LOAD,                                  /* model: session, object, loaded for the first
                                                 * time */
    SQLA_REFRESH, SQLA_EXPIRE,                  /* model: session, object */
    SQLA_ATTRIBUTE_SET,                         /* attribute or model: object, attr, value, old; of
                                                 * relationships other, old_other */
    SQLA_ATTRIBUTE_APPEND, SQLA_ATTRIBUTE_REMOVE,   /* object, attr, other */
    SQLA_BEFORE_FLUSH, SQLA_AFTER_FLUSH,        /* session */
    SQLA_AFTER_FLUSH_POSTEXEC,
    SQLA_BEFORE_COMMIT, SQLA_AFTER_COMMIT, SQLA_AFTER_ROLLBACK, SQLA_AFTER_SOFT_ROLLBACK,
    SQLA_AFTER_BEGIN,                           /* session, conn */
    SQLA_AFTER_TRANSACTION_CREATE, SQLA_AFTER_TRANSACTION_END,
    SQLA_TRANSIENT_TO_PENDING, SQLA_PENDING_TO_TRANSIENT, SQLA_PENDING_TO_PERSISTENT,
    SQLA_LOADED_AS_PERSISTENT, SQLA_PERSISTENT_TO_DELETED, SQLA_PERSISTENT_TO_TRANSIENT,
    SQLA_PERSISTENT_TO_DETACHED, SQLA_DELETED_TO_DETACHED, SQLA_DELETED_TO_PERSISTENT,
    SQLA_DETACHED_TO_PERSISTENT,                /* session or model: session, object */
    SQLA_DO_ORM_EXECUTE,                        /* session: stmt, which may be changed */
    SQLA_AFTER_BULK_INSERT, SQLA_AFTER_BULK_UPDATE, SQLA_AFTER_BULK_DELETE, /* session: rowcount */
    SQLA_EVENT_COUNT
} sqla_event_id;

/* What happened. Members that do not belong to the event are NULL. Borrowed until the callback
 * returns. */
struct sqla_event {
    sqla_event_id id;
    sqla_session *session;
    sqla_conn    *conn;
    void         *object;
    const char   *attr;             /* name of the attribute */
    sqla_value    value, old;       /* of a column */
    void         *other, *old_other;    /* of a relationship: object set, appended or removed; and
                                         * the one that it replaces */
    sqla_stmt    *stmt;
    int64_t       rowcount;
    bool          changed;          /* the callback gave another value */
};

/* In a callback of SQLA_ATTRIBUTE_SET on a column: stores x instead. Text is borrowed until the
 * callback returns. */
#define sqla_event_set_value(ev, x) \
    sqla_event_put_value((ev), (const sqla_value[]){ sqla_value_of(x) })
SQLA_API void sqla_event_put_value(sqla_event *ev, const sqla_value *value);

/* Calls fn(event, arg) at each such event of the target: a model (sqla_entity(T)), an attribute
 * (sqla_col(T, f) or sqla_rel(T, f)) or a session. Functions are called in the order in which they
 * were added; one that returns another status than SQLA_OK vetoes: the call, flush or commit fails
 * with it (those after the fact are only told). Listeners of models are shared by all sessions: add
 * them before other threads use the model. Models must be in a living metadata. */
#define sqla_listen(target, id, fn, arg) SQLA__LISTEN(target, true, id, fn, arg)
/* Takes a listener away again: the same four arguments. */
#define sqla_unlisten(target, id, fn, arg) SQLA__LISTEN(target, false, id, fn, arg)
#define SQLA__LISTEN(target, on, id, fn, arg) _Generic((target), \
    const sqla_table *: sqla_model_listen, sqla_expr *: sqla_attr_listen, \
    sqla_session *: sqla_session_listen)((target), (on), (id), (fn), (arg))
SQLA_API sqla_status sqla_model_listen(const sqla_table *model, bool on, sqla_event_id id,
                                       sqla_event_fn *fn, void *arg);
SQLA_API sqla_status sqla_attr_listen(sqla_expr *attr, bool on, sqla_event_id id, sqla_event_fn *fn,
                                      void *arg);
SQLA_API sqla_status sqla_session_listen(sqla_session *s, bool on, sqla_event_id id,
                                         sqla_event_fn *fn, void *arg);

/* ============================================================================
 * >>driver
 * What a driver file provides, and the few functions it may call. Users of databases skip this.
 *
 * Steps to add a driver: (1) drivers/sqla_NAME.h defines one `const sqla_driver sqla_NAME_driver`;
 * (2) it includes nothing of the implementation and calls only what is declared here; (3) part C
 * includes it under SQLA_NAME and lists it in sqla__drv_all; (4) the tests run on it.
 * ============================================================================ */

#define SQLA_DRIVER_VERSION 1

/* A database URL, split and decoded. Texts are "" where the URL has none. */
typedef struct sqla_url {
    char dialect[32], driver[32];
    char user[128], password[128], host[256], port[8];
    char database[1024];
    char query[1024];               /* decoded "key=value", each ended by NUL; then a NUL */
} sqla_url;
/* Splits dialect+driver://user:password@host:port/database?key=value (RFC 3986) into out. */
SQLA_API sqla_status sqla_url_parse(const char *text, sqla_url *out);
/* The URL as text with the password as ***; at most n bytes with the NUL. Returns buf. */
SQLA_API const char *sqla_url_text(const sqla_url *url, char *buf, size_t n);
/* A value of the URL's query, or NULL. Borrowed until url is gone. */
SQLA_API const char *sqla_url_query(const sqla_url *url, const char *key);

/* Memory that lives as long as its owner says: strings of fetched rows go there. */
typedef struct sqla_arena sqla_arena;
/* n bytes (aligned to 8) or NULL. Borrowed until the arena's owner frees it. */
SQLA_API void *sqla_arena_alloc(sqla_arena *arena, size_t n);

/* One column of a result and the struct field it goes to, or a field and the parameter it feeds. */
typedef struct sqla_field_plan {
    int              column;        /* of the result, or of the row of parameters, from 0 */
    uint8_t          ctype;         /* sqla_ctype, with SQLA_C_OPT */
    bool             null_as_zero;
    bool             direct;        /* no conversion by SQL type is needed */
    uint32_t         offset, size;  /* of the field in bytes */
    const sqla_type *type;
    const char      *name;          /* for messages */
} sqla_field_plan;

/* The table behind which a database stands. Every function answers a status; on failure it fills
 * `err` by sqla_driver_fail. A connection and its statements are used by one thread at a time. */
typedef struct sqla_driver {
    int         version;            /* SQLA_DRIVER_VERSION */
    const char *dialect;            /* name of its SQL dialect */
    const char *name;
    uint32_t    native;             /* bit 1 << sqla_value_kind: bound without conversion to text */
    int         max_params;         /* of one statement */
    sqla_status (*open)(const sqla_url *url, void **conn, sqla_error_record *err);
    void        (*close)(void *conn);
    /* Is the connection alive and idle? No error is recorded. */
    bool        (*ping)(void *conn);
    /* Runs statements without parameters or rows: BEGIN, SAVEPOINT, DDL. */
    sqla_status (*run)(void *conn, const char *sql, sqla_error_record *err);
    sqla_status (*prepare)(void *conn, const char *sql, size_t size, void **stmt,
                           sqla_error_record *err);
    void        (*finalize)(void *stmt);
    /* Parameter i from 0. Text and bytes stay valid until reset. */
    sqla_status (*bind)(void *stmt, int i, const sqla_value *value, sqla_error_record *err);
    /* Parameters first, first + 1 ... from a struct's fields; it stays valid until reset. */
    sqla_status (*bind_fields)(void *stmt, int first, const sqla_field_plan *plan, size_t n,
                               const void *record, sqla_error_record *err);
    /* Executes, or goes to the next row; *row says whether there is one. */
    sqla_status (*step)(void *stmt, bool *row, sqla_error_record *err);
    /* Ends the execution; the statement may be bound and stepped again. */
    void        (*reset)(void *stmt);
    int         (*column_count)(void *stmt);
    const char *(*column_name)(void *stmt, int i);
    /* Value i of the current row; text is valid until the next step. */
    void        (*value)(void *stmt, int i, sqla_value *out);
    /* The current row into a struct; texts are copied into the arena. */
    sqla_status (*load)(void *stmt, const sqla_field_plan *plan, size_t n, void *record,
                        sqla_arena *arena, sqla_error_record *err);
    int64_t     (*changes)(void *conn);     /* rows affected by the last INSERT, UPDATE or DELETE */
    int64_t     (*last_id)(void *conn);     /* integer key of the last INSERT */
    bool        (*in_transaction)(void *conn);
} sqla_driver;

/* Fills an error record; returns code. */
SQLA_API sqla_status sqla_driver_fail(sqla_error_record *err, sqla_status code, int driver_code,
                                      const char *message);
/* Stores a driver's value into a field, converting by plan->type; texts go into the arena. */
SQLA_API sqla_status sqla_driver_store(const sqla_field_plan *plan, const sqla_value *value,
                                       void *record, sqla_arena *arena, sqla_error_record *err);
/* Reads a field as a value fit for binding: kinds outside `native` become text in scratch (96
 * bytes at least). NULL, or what is wrong with the value. */
SQLA_API const char *sqla_driver_read(const sqla_field_plan *plan, const void *record,
                                      uint32_t native, sqla_value *out, char *scratch);
/* Is this well-formed UTF-8? Texts that are not are refused with SQLA_DATA_ERROR. */
SQLA_API bool sqla_driver_utf8(const char *text, size_t n);
/* Memory for a driver's connection, from the process's allocator, zeroed; NULL without memory.
 * Caller frees with sqla_driver_free, giving the same size. */
SQLA_API void *sqla_driver_alloc(size_t size);
SQLA_API void  sqla_driver_free(void *block, size_t size);

/* ============================================================================
 * >>result
 * Rows of an execution, read one at a time.
 * ============================================================================ */

/* Values for an execution's named parameters, ended by a NULL name; also for columns of an INSERT
 * or UPDATE that the statement does not set. */
typedef struct sqla_pair { const char *name; sqla_value value; } sqla_pair;
#define SQLA_PARAMS(...) \
    ((const sqla_pair[]){ SQLA__PAIRS(SQLA__PAIR, __VA_ARGS__), { .name = NULL } })
#define SQLA__PAIR(n, x) { (n), sqla_value_of(x) }

/* Many sets of parameters, for sqla_execute_many: set, set, next, set, set, next ... The names of
 * the first set are those of all. Copies its input. Caller frees with sqla_params_free. */
typedef struct sqla_params sqla_params;
SQLA_API sqla_params *sqla_params_new(void);
#define sqla_params_set(p, name, x) \
    sqla_params_put((p), (name), (const sqla_value[]){ sqla_value_of(x) })
SQLA_API sqla_status sqla_params_put(sqla_params *p, const char *name, const sqla_value *value);
SQLA_API sqla_status sqla_params_next(sqla_params *p);
SQLA_API size_t      sqla_params_count(const sqla_params *p);
SQLA_API void        sqla_params_free(sqla_params *p);

/* Goes to the next row. False at the end and after an error: sqla_result_status tells which. The
 * result is closed at its end. */
SQLA_API bool sqla_next(sqla_result *r);
SQLA_API sqla_status sqla_result_status(const sqla_result *r);
SQLA_API const sqla_error_record *sqla_result_error(const sqla_result *r);
/* Frees a result, at any time before its connection is closed (which frees it too). */
SQLA_API void sqla_result_free(sqla_result *r);
/* The first row and no more: true if there is one. _one: exactly one, else the result has the
 * status SQLA_NO_RESULT_FOUND or SQLA_MULTIPLE_RESULTS_FOUND; _one_or_none: false without row. */
SQLA_API bool sqla_result_first(sqla_result *r);
SQLA_API bool sqla_result_one(sqla_result *r);
SQLA_API bool sqla_result_one_or_none(sqla_result *r);

/* The columns: how many, the place of a name (-1: none), the name of a place (NULL: none).
 * Borrowed until the result is freed. */
SQLA_API int sqla_row_count(const sqla_result *r);
SQLA_API int sqla_row_index(const sqla_result *r, const char *name);
SQLA_API const char *sqla_row_name(const sqla_result *r, int i);
/* Column i of the current row, from 0. NULL, a missing column and no row give 0, false or NULL;
 * text converts. Borrowed until the next sqla_next. */
SQLA_API bool        sqla_row_is_null(sqla_result *r, int i);
SQLA_API int64_t     sqla_row_int(sqla_result *r, int i);
SQLA_API double      sqla_row_double(sqla_result *r, int i);
SQLA_API bool        sqla_row_bool(sqla_result *r, int i);
SQLA_API const char *sqla_row_text(sqla_result *r, int i);
SQLA_API sqla_bytes  sqla_row_bytes(sqla_result *r, int i);
/* The value by the SQL type of its column: a date is a date, an enum its number. */
SQLA_API sqla_status sqla_row_get(sqla_result *r, int i, sqla_value *out);
/* The value into a C variable of any type: sqla_row_read(r, 0, &x). Text is borrowed until the next
 * sqla_next. SQLA_DATA_ERROR if it does not fit. */
#define sqla_row_read(r, i, p) sqla_row_out((r), (i), SQLA_OUT(p))
SQLA_API sqla_status sqla_row_out(sqla_result *r, int i, const sqla_out *out);

/* Item i of a row from a session's query as an object: sqla_row_object(r, 0, User). NULL without
 * object, or if it is of another model. Borrowed until its session frees it. */
#define sqla_row_object(r, i, T) ((T *)sqla_row_object_of((r), (i), sqla_entity(T)))
SQLA_API void *sqla_row_object_of(sqla_result *r, int i, const sqla_table *model);

/* Rows affected by an INSERT, UPDATE or DELETE; of several executions the sum; 0 for DDL, -1 for a
 * query and while rows of RETURNING are still to be read. */
SQLA_API int64_t sqla_rowcount(const sqla_result *r);
/* Integer key i of the row that an INSERT stored; 0 if there is none. */
SQLA_API int64_t sqla_inserted_key(const sqla_result *r, int i);

/* ============================================================================
 * >>engine
 * Engines, connections, transactions and execution.
 * ============================================================================ */

/* Where an engine writes what it executes; text is one line without its end. */
typedef void sqla_log_fn(const char *text, void *user);

typedef struct sqla_engine_options {
    sqla__named          *_named;
    bool                  echo;             /* log every statement */
    bool                  hide_parameters;  /* values stay out of log and error records */
    int                   pool_size;        /* connections kept; 0: 5 */
    int                   max_overflow;     /* connections beyond them; 0: 10; SQLA_NO: none */
    int                   pool_timeout_ms;  /* waiting for one; 0: 30,000; SQLA_NO: not at all */
    int                   pool_recycle_s;   /* age in seconds at which one is replaced; 0: never */
    bool                  pool_pre_ping;    /* test a connection before it is handed out */
    int                   query_cache_size; /* compiled statements kept; 0: 500; SQLA_NO: none */
    int                   statement_cache_size; /* prepared ones per connection; 0: 128 */
    sqla_log_fn          *log;              /* with .echo: where to; NULL: stderr */
    void                 *log_user;
    const sqla_allocator *allocator;        /* for engine, pool and prepared statements */
} sqla_engine_options;
/* An engine for a database URL: "sqlite:///file.db", "sqlite://" (in memory). No connection is
 * opened yet. Thread-safe. The answer is never NULL: a failed engine refuses every call with its
 * error. Copies its input. Caller frees with sqla_dispose, after its connections. */
#define sqla_create_engine(...)   SQLA__ENGINE(__VA_ARGS__, ._named = NULL)
#define SQLA__ENGINE(url, ...) \
    sqla_engine_create((url), &(const sqla_engine_options){ __VA_ARGS__ })
SQLA_API sqla_engine *sqla_engine_create(const char *url, const sqla_engine_options *options);
/* Closes the idle connections and frees the engine; one that still has connections out is freed
 * when the last of them is closed. */
SQLA_API void sqla_dispose(sqla_engine *e);
/* The error of a failed engine, or of the last set-up call (create_all ...). */
SQLA_API const sqla_error_record *sqla_engine_error(const sqla_engine *e);
/* Name of the engine's dialect. Never freed. */
SQLA_API const char *sqla_engine_dialect(const sqla_engine *e);
/* Counts of an engine, all at one moment. */
typedef struct sqla_engine_stats {
    int64_t opened;                 /* connections opened so far */
    int64_t checked_out, idle;      /* connections now */
    int64_t compiled;               /* statements compiled so far: what the cache did not have */
    int64_t cached;                 /* compiled statements in the cache now */
} sqla_engine_stats;
SQLA_API sqla_engine_stats sqla_engine_statistics(sqla_engine *e);

/* A connection from the engine's pool; thread-safe, but the connection itself belongs to one
 * thread. The answer is never NULL. Caller frees with sqla_conn_close, which rolls back what was
 * not committed and frees the connection's results. */
SQLA_API sqla_conn *sqla_connect(sqla_engine *e);
SQLA_API void       sqla_conn_close(sqla_conn *c);
SQLA_API const sqla_error_record *sqla_conn_error(const sqla_conn *c);
SQLA_API const sqla_error_record *sqla_conn_last_error(const sqla_conn *c);
SQLA_API void       sqla_conn_clear_error(sqla_conn *c);

/* Transactions. The first statement begins one by itself; sqla_begin after that is
 * SQLA_INVALID_REQUEST. commit and rollback end the innermost level (savepoint first), _all ends
 * everything; without a transaction they do nothing. */
#define sqla_begin(x) _Generic((x), sqla_conn *: sqla_conn_begin, \
    sqla_session *: sqla_session_begin)(x)
#define sqla_begin_nested(x) _Generic((x), sqla_conn *: sqla_conn_begin_nested, \
    sqla_session *: sqla_session_begin_nested)(x)
#define sqla_commit(x) _Generic((x), sqla_conn *: sqla_conn_commit, \
    sqla_session *: sqla_session_commit)(x)
#define sqla_rollback(x) _Generic((x), sqla_conn *: sqla_conn_rollback, \
    sqla_session *: sqla_session_rollback)(x)
#define sqla_commit_all(x) _Generic((x), sqla_conn *: sqla_conn_commit_all, \
    sqla_session *: sqla_session_commit_all)(x)
#define sqla_rollback_all(x) _Generic((x), sqla_conn *: sqla_conn_rollback_all, \
    sqla_session *: sqla_session_rollback_all)(x)
#define sqla_in_transaction(x) _Generic((x), sqla_conn *: sqla_conn_in_transaction, \
    sqla_session *: sqla_session_in_transaction)(x)
SQLA_API sqla_status sqla_conn_begin(sqla_conn *c);
SQLA_API sqla_status sqla_conn_begin_nested(sqla_conn *c);
SQLA_API sqla_status sqla_conn_commit(sqla_conn *c);
SQLA_API sqla_status sqla_conn_rollback(sqla_conn *c);
SQLA_API sqla_status sqla_conn_commit_all(sqla_conn *c);
SQLA_API sqla_status sqla_conn_rollback_all(sqla_conn *c);
SQLA_API bool        sqla_conn_in_transaction(const sqla_conn *c);

/* sqla_transaction(x) { ... } runs its body in a transaction of x, a connection or session: its end
 * and `continue` commit, `break` rolls back, and so do return and goto where the compiler has the
 * attribute cleanup (gcc, clang); elsewhere the next transaction, commit or close of x does. It
 * joins a transaction that a statement has begun. Inside another block, or after sqla_begin, it is
 * SQLA_INVALID_REQUEST and the body does not run, as when BEGIN fails. sqla_savepoint(x) { ... } is
 * the same with a savepoint, and may stand inside both. sqla_outcome(x): how the last block ended.
 * A `break` meant for a loop around the block only leaves the block. */
typedef struct sqla_block {
    sqla_conn    *conn;             /* of a connection, else of a session; both NULL: nothing */
    sqla_session *session;
    int           kind, state;      /* 0 ready, 1 in the body, 2 its end was reached, 3 over */
    int           level, outer;     /* of the transaction: its own, and that of the block around */
} sqla_block;
#define sqla_transaction(x) SQLA__BLOCK(x, 0, SQLA__CAT(sqla__block_, __LINE__))
#define sqla_savepoint(x)   SQLA__BLOCK(x, 1, SQLA__CAT(sqla__block_, __LINE__))
#if defined(__GNUC__)
#  define SQLA__CLEANUP(f) __attribute__((cleanup(f)))
#else
#  define SQLA__CLEANUP(f)
#endif
#define SQLA__BLOCK(x, kind, v) \
    for (sqla_block v SQLA__CLEANUP(sqla_block_end) = _Generic((x), \
             sqla_conn *: sqla_conn_block, sqla_session *: sqla_session_block)((x), (kind)); \
         v.state < 2; sqla_block_end(&v)) \
        for (v.state = 1; v.state == 1; v.state = 2)
/* What the blocks stand on; kind 0: transaction, 1: savepoint, 2 (sessions): no autoflush. */
SQLA_API sqla_block  sqla_conn_block(sqla_conn *c, int kind);
SQLA_API void        sqla_block_end(sqla_block *b);
#define sqla_outcome(x) _Generic((x), sqla_conn *: sqla_conn_outcome, \
    sqla_session *: sqla_session_outcome)(x)
SQLA_API sqla_status sqla_conn_outcome(const sqla_conn *c);

/* Execution. Takes q. The last argument, SQLA_PARAMS(...), may be left out. The result is never
 * NULL. Caller frees with sqla_result_free, or leaves it to sqla_conn_close. */
#define sqla_execute(...) SQLA__EXECUTE(__VA_ARGS__, NULL, )
#define SQLA__EXECUTE(x, q, params, ...) \
    _Generic((x), sqla_conn *: sqla_conn_execute, \
        sqla_session *: sqla_session_execute)((x), (q), (params))
SQLA_API sqla_result *sqla_conn_execute(sqla_conn *c, sqla_stmt *q, const sqla_pair *params);
/* Executes and frees: rows affected; 0 for a select or DDL; -1 after an error. Takes q. */
#define sqla_exec(...) SQLA__EXEC(__VA_ARGS__, NULL, )
#define SQLA__EXEC(x, q, params, ...) \
    _Generic((x), sqla_conn *: sqla_conn_exec, \
        sqla_session *: sqla_session_exec)((x), (q), (params))
SQLA_API int64_t sqla_conn_exec(sqla_conn *c, sqla_stmt *q, const sqla_pair *params);
/* Executes once per set of parameters, all or none. Takes q; the sets stay the caller's. Caller
 * frees with sqla_result_free. */
#define sqla_execute_many(x, q, sets) \
    _Generic((x), sqla_conn *: sqla_conn_execute_many, \
    sqla_session *: sqla_session_execute_many)((x), (q), (sets))
SQLA_API sqla_result *sqla_conn_execute_many(sqla_conn *c, sqla_stmt *q, const sqla_params *sets);
/* SQL of the driver's own, without parameters or rows: PRAGMA, scripts of several statements. */
SQLA_API sqla_status sqla_exec_driver_sql(sqla_conn *c, const char *sql);

/* The first column of the first row. sqla_scalar(x, q, &out) fills any C type; without row it is
 * SQLA_NO_RESULT_FOUND (which is not recorded). The others give 0, NULL or false then. Texts are
 * borrowed until the next execution on x. Takes q. */
#define sqla_scalar(...) SQLA__SCALAR(__VA_ARGS__, NULL, )
#define SQLA__SCALAR(x, q, p, params, ...) \
    _Generic((x), sqla_conn *: sqla_conn_scalar, \
        sqla_session *: sqla_session_scalar)((x), (q), SQLA_OUT(p), (params))
SQLA_API sqla_status sqla_conn_scalar(sqla_conn *c, sqla_stmt *q, const sqla_out *out,
                                      const sqla_pair *params);
#define sqla_scalar_int(...)    SQLA__SCALAR_INT(__VA_ARGS__, NULL, )
#define SQLA__SCALAR_INT(x, q, params, ...) \
    _Generic((x), sqla_conn *: sqla_conn_scalar_int, \
        sqla_session *: sqla_session_scalar_int)((x), (q), (params))
SQLA_API int64_t sqla_conn_scalar_int(sqla_conn *c, sqla_stmt *q, const sqla_pair *params);
#define sqla_scalar_double(...) SQLA__SCALAR_DOUBLE(__VA_ARGS__, NULL, )
#define SQLA__SCALAR_DOUBLE(x, q, params, ...) \
    _Generic((x), sqla_conn *: sqla_conn_scalar_double, \
        sqla_session *: sqla_session_scalar_double)((x), (q), (params))
SQLA_API double sqla_conn_scalar_double(sqla_conn *c, sqla_stmt *q, const sqla_pair *params);
#define sqla_scalar_text(...)   SQLA__SCALAR_TEXT(__VA_ARGS__, NULL, )
#define SQLA__SCALAR_TEXT(x, q, params, ...) \
    _Generic((x), sqla_conn *: sqla_conn_scalar_text, \
        sqla_session *: sqla_session_scalar_text)((x), (q), (params))
SQLA_API const char *sqla_conn_scalar_text(sqla_conn *c, sqla_stmt *q, const sqla_pair *params);

/* Rows straight into plain structs, in one block with their texts: the columns of the result are
 * matched to the fields of T by name. sqla_fetch_all(c, T, q, &items, &count) fills a T * and a
 * size_t (NULL and 0 without rows or after an error); sqla_fetch_one(c, T, q, &item) fills one
 * T *, SQLA_NO_RESULT_FOUND and SQLA_MULTIPLE_RESULTS_FOUND otherwise; sqla_scalars(c, q, &items,
 * &count) fills an array of the first column. Takes q. Caller frees with sqla_fetch_free. */
typedef struct sqla_fetch {
    const sqla_table *table;        /* NULL: an array of the first column, by `item` */
    sqla_out          item;         /* C type of an element */
    void             *items;        /* where the pointer to the block goes */
    size_t           *count;        /* where the count goes; NULL: exactly one row is wanted */
} sqla_fetch;
#define sqla_fetch_all(...) SQLA__FETCH_ALL(__VA_ARGS__, NULL, )
#define SQLA__FETCH_ALL(x, T, q, out, n, params, ...)                                              \
    SQLA__FETCH(x)                                                                                 \
    ((x), (q),                                                                                     \
     &(const sqla_fetch){ .table = sqla_entity(T), .items = (1 ? (out) : (T **)0), .count = (n) }, \
     (params))
#define sqla_fetch_one(...) SQLA__FETCH_ONE(__VA_ARGS__, NULL, )
#define SQLA__FETCH_ONE(x, T, q, out, params, ...) SQLA__FETCH(x)((x), (q), &(const sqla_fetch){ \
    .table = sqla_entity(T), .items = (1 ? (out) : (T **)0) }, (params))
#define sqla_scalars(...) SQLA__SCALARS(__VA_ARGS__, NULL, )
#define SQLA__SCALARS(x, q, out, n, params, ...) SQLA__FETCH(x)((x), (q), &(const sqla_fetch){ \
    .item = { (sqla_ctype)SQLA_CTYPE(*(out)), sizeof **(out), NULL }, .items = (out), \
    .count = (n) }, (params))
#define SQLA__FETCH(x) _Generic((x), sqla_conn *: sqla_conn_fetch, \
    sqla_session *: sqla_session_fetch)
SQLA_API sqla_status sqla_conn_fetch(sqla_conn *c, sqla_stmt *q, const sqla_fetch *fetch,
                                     const sqla_pair *params);
SQLA_API void sqla_fetch_free(void *items);

/* Arrays of plain structs written the fastest way the database has, all or nothing. Every mapped
 * column is stored as it stands in the struct, but zero autoincrement keys are left to the
 * database. Updates and deletes find rows by primary key. An error's record tells the row. */
typedef struct sqla_bulk_options {
    sqla__named       *_named;
    const char *const *omit;        /* insert: columns left to the database, SQLA_NAMES("id") */
    const char *const *only;        /* update: the columns to write; NULL: all but the key */
    bool               on_conflict_do_nothing;      /* insert */
} sqla_bulk_options;
#define sqla_bulk_insert(...) SQLA__BULK(bulk_insert, __VA_ARGS__, ._named = NULL)
#define sqla_bulk_update(...) SQLA__BULK(bulk_update, __VA_ARGS__, ._named = NULL)
#define sqla_bulk_delete(...) SQLA__BULK(bulk_delete, __VA_ARGS__, ._named = NULL)
#define SQLA__BULK(f, x, T, rows, n, ...) _Generic((x), sqla_conn *: sqla_conn_##f, \
    sqla_session *: sqla_session_##f)((x), sqla_entity(T), (1 ? (rows) : (const T *)0), (n), \
    &(const sqla_bulk_options){ __VA_ARGS__ })
SQLA_API sqla_status sqla_conn_bulk_insert(sqla_conn *c, const sqla_table *table, const void *rows,
                                           size_t n, const sqla_bulk_options *options);
SQLA_API sqla_status sqla_conn_bulk_update(sqla_conn *c, const sqla_table *table, const void *rows,
                                           size_t n, const sqla_bulk_options *options);
SQLA_API sqla_status sqla_conn_bulk_delete(sqla_conn *c, const sqla_table *table, const void *rows,
                                           size_t n, const sqla_bulk_options *options);

/* Runs work(connection, arg) in a transaction: commits on SQLA_OK, else rolls back and returns the
 * status. Runs it again when the database was busy or chose it as the victim of a conflict.
 * SQLA_INVALID_REQUEST: an in-memory database whose connection this thread has in a transaction. */
typedef sqla_status sqla_work_fn(sqla_conn *c, void *arg);
typedef struct sqla_run_options {
    sqla__named *_named;
    int          retries;           /* after the first try; 0: 3; SQLA_NO: none */
    int          backoff_ms;        /* before the first retry, doubled each time; 0: 10 */
} sqla_run_options;
#define sqla_run(...)               SQLA__RUN(__VA_ARGS__, ._named = NULL)
#define SQLA__RUN(e, work, arg, ...) \
    sqla_run_n((e), (work), (arg), &(const sqla_run_options){ __VA_ARGS__ })
SQLA_API sqla_status sqla_run_n(sqla_engine *e, sqla_work_fn *work, void *arg,
                                const sqla_run_options *options);

/* ============================================================================
 * >>create
 * Tables made and dropped.
 * ============================================================================ */

/* Creates the tables of md that are missing, in dependency order; drops those that are there, in
 * reverse. In one transaction where the database can. */
SQLA_API sqla_status sqla_create_all(sqla_engine *e, sqla_metadata *md);
SQLA_API sqla_status sqla_drop_all(sqla_engine *e, sqla_metadata *md);
/* Is there a table of this name (and schema)? */
SQLA_API bool sqla_has_table(sqla_conn *c, const char *schema, const char *name);

/* ============================================================================
 * >>state
 * Objects: structs of a mapped model with a hidden header in front. Only what sqla_new, a session
 * or sqla_add_copy made is an object; a struct on the stack, a copy or an item of sqla_fetch_all is
 * refused. An object belongs to the thread that uses its session.
 * ============================================================================ */

/* A new transient object: sqla_new(User, .name = "ann", .age = 3). Fields are given by name, and
 * only those count as given: others take their column's default at the flush (constant ones at
 * once). Texts are borrowed until the flush that stores the object, which copies them; references
 * are kept in step on both sides (back_populates). NULL only without memory, or when the model is
 * in no metadata. Caller frees with sqla_free, until a session takes it. */
#define sqla_new(...) SQLA__ONE(SQLA__NEW1, SQLA__NEWN, __VA_ARGS__)(#__VA_ARGS__, __VA_ARGS__)
#define SQLA__NEW1(text, T)      ((T *)sqla_object_new(sqla_entity(T), NULL, ""))
#define SQLA__NEWN(text, T, ...) \
    ((T *)sqla_object_new(sqla_entity(T), &(const T){ __VA_ARGS__ }, text))
/* given: the macro's text, or "T, .a, .b"; NULL: every column is given. Copies its input. Caller
 * frees with sqla_free. */
SQLA_API void *sqla_object_new(const sqla_table *model, const void *init, const char *given);
/* Frees an object that no session holds, or takes an unchanged one out of its session and frees it.
 * Others refer to it no longer only if they are told: take it out of lists first. */
SQLA_API sqla_status sqla_free(void *object);

/* A text with the object's life, for its fields; "" without memory, which the next flush reports.
 * sqla_strf formats like printf. Borrowed until the flush, which copies it, or the object's end. */
SQLA_API const char *sqla_str(void *object, const char *text);
SQLA_API const char *sqla_strf(void *object, const char *format, ...);

/* Sets an attribute: a C value, an expression that the database computes at the flush, NULL, or for
 * a reference sqla_obj(other). Unlike a plain assignment it calls validators and listeners at once,
 * keeps the other side of a relationship in step, and counts as a change in any case. Copies its
 * input. */
#define sqla_setattr(o, f, x) \
    sqla_object_set((o), (sizeof((o)->f) ? #f : #f), sqla_v(x))
SQLA_API sqla_status sqla_object_set(void *object, const char *attr, sqla_expr *value);
/* Adds to and takes from a to-many relationship; the other side is kept in step. Works without
 * loading it. Adding NULL (sqla_new without memory) makes the object's flush fail. */
#define sqla_append(o, f, x) \
    sqla_collection_append((o), #f, (1 ? (x) : (o)->f.items[0]))
#define sqla_remove(o, f, x) \
    sqla_collection_remove((o), #f, (1 ? (x) : (o)->f.items[0]))
SQLA_API sqla_status sqla_collection_append(void *object, const char *attr, const void *other);
SQLA_API sqla_status sqla_collection_remove(void *object, const char *attr, const void *other);
/* Makes the relationship hold exactly these objects. Loads it first. */
#define sqla_replace(o, f, ptr, n) \
    sqla_collection_replace((o), #f, (1 ? (ptr) : (o)->f.items), (n))
SQLA_API sqla_status sqla_collection_replace(void *object, const char *attr, const void *items,
                                             size_t n);

/* States of an object; SQLA_EXPIRED may be added to SQLA_PERSISTENT. */
typedef enum sqla_object_state {
    SQLA_TRANSIENT,                 /* new, in no session */
    SQLA_PENDING,                   /* added, not stored yet */
    SQLA_PERSISTENT,                /* stored, in a session */
    SQLA_DELETED,                   /* its row was deleted in the open transaction */
    SQLA_DETACHED,                  /* stored, in no session */
    SQLA_STATE_MASK = 7,
    SQLA_EXPIRED = 8                /* will be loaded anew by the next call that visits it */
} sqla_object_state;
/* The state; -1 of what is no object. */
SQLA_API int sqla_state(const void *object);
/* The session of a pending, persistent or deleted object, or NULL. Borrowed until it is closed. */
SQLA_API sqla_session *sqla_session_of(const void *object);
/* The model. Never freed. NULL of what is no object. */
SQLA_API const sqla_table *sqla_model_of(const void *object);
/* Does the object differ from its row (from nothing, if new)? */
SQLA_API bool sqla_modified(const void *object);
/* Is this attribute loaded or given? */
#define sqla_is_loaded(o, f) sqla_object_is_loaded((o), (sizeof((o)->f) ? #f : #f))
SQLA_API bool sqla_object_is_loaded(const void *object, const char *attr);
/* What the next flush will store of an attribute. For columns `value` and `old`; for relationships
 * how many objects were added and removed, and each of them. Borrowed until the next change. */
typedef struct sqla_attr_history {
    bool         changed;
    sqla_value   value, old;        /* old: NULL if it was never loaded */
    void *const *added, *const *removed;
    size_t       n_added, n_removed;
} sqla_attr_history;
#define sqla_history(o, f) sqla_object_history((o), (sizeof((o)->f) ? #f : #f))
SQLA_API sqla_attr_history sqla_object_history(const void *object, const char *attr);
/* Makes the next flush write this attribute, for changes behind a pointer that it cannot see. */
#define sqla_flag_modified(o, f) sqla_object_flag((o), (sizeof((o)->f) ? #f : #f))
SQLA_API sqla_status sqla_object_flag(void *object, const char *attr);
/* The primary key, at most n values; gives how many there are, 0 of an object without key. Texts
 * are borrowed until the object changes. */
SQLA_API size_t sqla_identity(const void *object, sqla_value *out, size_t n);
/* "User(id=1, name='ann')", at most n bytes with the NUL, into buf, which is returned. Loads
 * nothing; texts are cut after 40 bytes. */
SQLA_API const char *sqla_repr(const void *object, char *buf, size_t n);

/* ============================================================================
 * >>ormsql
 * Relationships in statements.
 * ============================================================================ */

/* A relationship, checked by the compiler: sqla_rel(User, posts); of an alias of User:
 * sqla_rel_of(boss, User, posts). It stands as second argument of sqla_join, in sqla_eq, sqla_ne
 * and sqla_is_null (to one), sqla_contains (to many), in loader options, and in the functions
 * below. The model must be in a living metadata. Floating. */
#define sqla_rel(T, f) sqla_relationship(NULL, sqla_entity(T), (sizeof(((T *)0)->f) ? #f : #f))
#define sqla_rel_of(from, T, f) \
    sqla_relationship((from), sqla_entity(T), (sizeof(((T *)0)->f) ? #f : #f))
SQLA_API sqla_expr *sqla_relationship(sqla_from *from, const sqla_table *model, const char *attr);
/* The same leading to an alias of its target; and with a further condition on the target, which
 * goes into ON or WHERE. Take rel and what follows. Floating. */
#define sqla_of_type(rel, x)      sqla_relationship_to((rel), sqla_v(x))
SQLA_API sqla_expr *sqla_relationship_to(sqla_expr *rel, sqla_expr *from);
SQLA_API sqla_expr *sqla_rel_and(sqla_expr *rel, sqla_expr *condition);
/* An object as a value: sqla_eq(sqla_rel(Post, author), sqla_obj(ann)). It must have a key; a
 * pending one is flushed for it. Floating. Borrows the object until the call that takes the node.*/
SQLA_API sqla_expr *sqla_obj(const void *object);
/* EXISTS: is there one behind a to-many (any) or to-one (has) relationship, for which the condition
 * holds? It may be left out. Takes both. Floating. */
#define sqla_any(...)                 SQLA__ANY(__VA_ARGS__, NULL, )
#define SQLA__ANY(rel, condition, ...) sqla_any_n((rel), (condition))
SQLA_API sqla_expr *sqla_any_n(sqla_expr *rel, sqla_expr *condition);
#define sqla_has(...)                 SQLA__HAS(__VA_ARGS__, NULL, )
#define SQLA__HAS(rel, condition, ...) sqla_has_n((rel), (condition))
SQLA_API sqla_expr *sqla_has_n(sqla_expr *rel, sqla_expr *condition);
/* The condition that a row is behind this relationship of an object. Takes rel. Floating. */
SQLA_API sqla_expr *sqla_with_parent(const void *object, sqla_expr *rel);
/* SELECT of the objects behind a relationship of one object, to be filtered. Floating. */
#define sqla_related(o, f) sqla_related_to((o), (sizeof((o)->f) ? #f : #f))
SQLA_API sqla_stmt *sqla_related_to(const void *object, const char *attr);

/* How a query loads relationships: sqla_options(q, sqla_selectinload(sqla_rel(User, posts),
 * sqla_rel(Post, comments)), ...). Several relationships of one option nest, and options may stand
 * behind them: sqla_selectinload(posts, sqla_joinedload(author)). sqla_contains_eager takes the
 * rows of a join that the query has itself; an alias that it joins is named by sqla_of_type. Take
 * what they are given. Floating. */
#define sqla_options(q, ...) sqla_options_n((q), SQLA__EXPRS(__VA_ARGS__))
SQLA_API sqla_stmt *sqla_options_n(sqla_stmt *q, sqla_expr *const *options, size_t n);
#define sqla_selectinload(...)   sqla_loader(SQLA_LAZY_SELECTIN, SQLA__EXPRS(__VA_ARGS__))
#define sqla_joinedload(...)     sqla_loader(SQLA_LAZY_JOINED, SQLA__EXPRS(__VA_ARGS__))
#define sqla_subqueryload(...)   sqla_loader(SQLA_LAZY_SUBQUERY, SQLA__EXPRS(__VA_ARGS__))
#define sqla_lazyload(...)       sqla_loader(SQLA_LAZY_SELECT, SQLA__EXPRS(__VA_ARGS__))
#define sqla_immediateload(...)  sqla_loader(SQLA_LAZY_IMMEDIATE, SQLA__EXPRS(__VA_ARGS__))
#define sqla_raiseload(...)      sqla_loader(SQLA_LAZY_RAISE, SQLA__EXPRS(__VA_ARGS__))
#define sqla_noload(...)         sqla_loader(SQLA_LAZY_NOLOAD, SQLA__EXPRS(__VA_ARGS__))
#define sqla_contains_eager(...) sqla_loader(SQLA_LAZY_CONTAINS_EAGER, SQLA__EXPRS(__VA_ARGS__))
SQLA_API sqla_expr *sqla_loader(sqla_lazy how, sqla_expr *const *path, size_t n);

/* ============================================================================
 * >>session
 * Sessions: objects of one unit of work, each row once (identity map), written back by the flush.
 *
 * A session belongs to one thread. It takes a connection when it first needs one, and gives it back
 * at the end of the transaction. Errors: sqla_error(s) is the first one since sqla_clear_error(s),
 * sqla_last_error(s) that of the last call. A flush or statement that fails leaves the transaction
 * to be rolled back: until then calls answer SQLA_PENDING_ROLLBACK.
 * ============================================================================ */

/* A database of its own for some of a session's models. */
typedef struct sqla_session_bind {
    const sqla_table *model;
    sqla_engine      *engine;
} sqla_session_bind;

typedef struct sqla_session_options {
    sqla__named             *_named;
    bool                     keep_on_commit;    /* commit does not expire objects */
    bool                     no_autoflush;      /* queries do not flush first */
    bool                     no_autobegin;      /* sqla_begin must be called before statements */
    const sqla_session_bind *binds;     /* ended by a NULL model; NULL: the one engine for all.
                                         * Copies its input. */
    void                    *info;      /* yours: sqla_session_info */
    const sqla_allocator    *allocator; /* for objects and what belongs to them */
} sqla_session_options;
/* A session on an engine or an open connection (whose transaction it then joins: its commit ends a
 * level of its own only). Never NULL: a failed one refuses every call. Caller frees with
 * sqla_session_close, before engine and metadata. */
#define sqla_session_open(...) SQLA__SESSION(__VA_ARGS__, ._named = NULL)
#define SQLA__SESSION(x, md, ...) _Generic((x), sqla_engine *: sqla_session_on_engine, \
    sqla_conn *: sqla_session_on_conn)((x), (md), &(const sqla_session_options){ __VA_ARGS__ })
SQLA_API sqla_session *sqla_session_on_engine(sqla_engine *e, sqla_metadata *md,
                                              const sqla_session_options *options);
SQLA_API sqla_session *sqla_session_on_conn(sqla_conn *c, sqla_metadata *md,
                                            const sqla_session_options *options);
/* Rolls back what is open and frees the session with all its objects. */
SQLA_API void sqla_session_close(sqla_session *s);
/* Rolls back what is open and frees all objects; the session may be used on. */
SQLA_API void sqla_session_clear(sqla_session *s);
SQLA_API const sqla_error_record *sqla_session_error(const sqla_session *s);
SQLA_API const sqla_error_record *sqla_session_last_error(const sqla_session *s);
SQLA_API void  sqla_session_clear_error(sqla_session *s);
/* What .info was. Borrowed until its owner frees it. */
SQLA_API void *sqla_session_info(const sqla_session *s);
/* The connection of the open transaction, beginning one if there is none, for the database of
 * `model` (NULL: the one engine). NULL if there is none to be had. Borrowed until it ends. */
SQLA_API sqla_conn *sqla_session_conn(sqla_session *s, const sqla_table *model);

/* A session per thread: sqla_scoped_get(r) is this thread's, opened when it first asks;
 * sqla_scoped_remove(r) closes it. Thread-safe. Caller frees with sqla_scoped_free, when the
 * threads are done; it closes those left. */
typedef struct sqla_scoped sqla_scoped;
#define sqla_scoped_new(...) SQLA__SCOPED(__VA_ARGS__, ._named = NULL)
#define SQLA__SCOPED(e, md, ...) \
    sqla_scoped_make((e), (md), &(const sqla_session_options){ __VA_ARGS__ })
SQLA_API sqla_scoped  *sqla_scoped_make(sqla_engine *e, sqla_metadata *md,
                                        const sqla_session_options *options);
SQLA_API sqla_session *sqla_scoped_get(sqla_scoped *r);
SQLA_API void          sqla_scoped_remove(sqla_scoped *r);
SQLA_API void          sqla_scoped_free(sqla_scoped *r);

/* Puts a transient or detached object into the session, with all that cascades from it; returns it,
 * or NULL. NULL is an error too: sqla_new without memory. Takes ownership of the object: the
 * session frees it. */
SQLA_API void *sqla_add(sqla_session *s, void *object);
#define sqla_add_all(s, ...) \
    sqla_add_n((s), (void *const[]){ __VA_ARGS__ }, (size_t)SQLA__NARG(__VA_ARGS__))
SQLA_API sqla_status sqla_add_n(sqla_session *s, void *const *objects, size_t n);
/* Adds a copy of a plain struct: every column given, but for a zero autoincrement key. Copies its
 * input; the object is borrowed until the session frees it. */
#define sqla_add_copy(s, T, p) \
    ((T *)sqla_session_add_copy((s), sqla_entity(T), (1 ? (p) : (const T *)0)))
SQLA_API void *sqla_session_add_copy(sqla_session *s, const sqla_table *model, const void *record);
/* Marks a persistent object: the next flush deletes its row, and what cascades from it. */
SQLA_API sqla_status sqla_session_delete(sqla_session *s, void *object);
/* Takes an object out of its session, without a change to the database; it is detached (transient,
 * if it was pending). What cascades goes too. Caller frees with sqla_free. */
SQLA_API sqla_status sqla_expunge(void *object);
SQLA_API sqla_status sqla_expunge_all(sqla_session *s);
/* Writes all changes to the database, in the open transaction: ordered by dependency, all or
 * nothing. Queries do it by themselves, unless in sqla_no_autoflush(s) { ... }. */
SQLA_API sqla_status sqla_flush(sqla_session *s);
#define sqla_no_autoflush(s) SQLA__BLOCK(s, 2, SQLA__CAT(sqla__block_, __LINE__))

/* The object of a row, by primary key (of several columns in their order); from the session if it
 * is there, else from the database. NULL if there is none, which is no error. */
#define sqla_get(s, T, ...) ((T *)sqla_session_get((s), sqla_entity(T), \
    SQLA_KEY(__VA_ARGS__), NULL))
typedef struct sqla_key { const sqla_value *values; size_t n; } sqla_key;
#define SQLA_KEY(...) ((sqla_key){ (const sqla_value[SQLA__NARG(__VA_ARGS__)]){ \
    SQLA__MAP(sqla_value_of, __VA_ARGS__) }, (size_t)SQLA__NARG(__VA_ARGS__) })
typedef struct sqla_get_options {
    sqla__named *_named;
    bool         populate_existing; /* load it anew, changes are lost */
    bool         for_update;        /* likewise, and lock the row where the database can */
    bool         required;          /* no row is SQLA_NO_RESULT_FOUND */
    sqla_expr   *options;           /* a loader option, or NULL */
} sqla_get_options;
#define sqla_get_with(s, T, ...)      SQLA__GET_WITH(s, T, __VA_ARGS__, ._named = NULL)
#define SQLA__GET_WITH(s, T, key, ...) ((T *)sqla_session_get((s), sqla_entity(T), (key), \
    &(const sqla_get_options){ __VA_ARGS__ }))
/* Like sqla_get, but no row is SQLA_NO_RESULT_FOUND. Borrowed until the session frees it. */
#define sqla_get_one(s, T, ...) \
    sqla_get_with(s, T, SQLA_KEY(__VA_ARGS__), .required = true)
/* Borrowed until the session frees it. Takes the option. */
SQLA_API void *sqla_session_get(sqla_session *s, const sqla_table *model, sqla_key key,
                                const sqla_get_options *options);
/* The one object with this value of an attribute, or NULL. */
#define sqla_get_by(s, T, f, x) ((T *)sqla_session_one((s), sqla_entity(T), \
    sqla_where(sqla_select(sqla_entity(T)), sqla_eq(sqla_col(T, f), x)), NULL, SQLA__ONE_OR_NONE))

/* Objects of a query, whose first item is the model. sqla_one wants exactly one, else NULL and
 * SQLA_NO_RESULT_FOUND or SQLA_MULTIPLE_RESULTS_FOUND; sqla_first and sqla_one_or_none give NULL
 * without row. SQLA_PARAMS may follow. Take q. */
enum { SQLA__FIRST, SQLA__ONE_OR_NONE, SQLA__ONE_EXACTLY };
#define sqla_one(s, T, ...)         SQLA__ONE_OF(s, T, SQLA__ONE_EXACTLY, __VA_ARGS__, NULL, )
#define sqla_one_or_none(s, T, ...) SQLA__ONE_OF(s, T, SQLA__ONE_OR_NONE, __VA_ARGS__, NULL, )
#define sqla_first(s, T, ...)       SQLA__ONE_OF(s, T, SQLA__FIRST, __VA_ARGS__, NULL, )
#define SQLA__ONE_OF(s, T, want, q, params, ...) \
    ((T *)sqla_session_one((s), sqla_entity(T), (q), (params), (want)))
/* Borrowed until the session frees it. Takes q. */
SQLA_API void *sqla_session_one(sqla_session *s, const sqla_table *model, sqla_stmt *q,
                                const sqla_pair *params, int want);
/* All of them. Caller frees with sqla_list_free; it ends by itself with the transaction after this
 * one, or the session. */
typedef struct sqla_list { void *const *items; size_t count; sqla_session *session; } sqla_list;
#define sqla_all(s, T, ...) SQLA__ALL_OF(s, T, __VA_ARGS__, NULL, )
#define SQLA__ALL_OF(s, T, q, params, ...) sqla_session_all((s), sqla_entity(T), (q), (params))
SQLA_API sqla_list sqla_session_all(sqla_session *s, const sqla_table *model, sqla_stmt *q,
                                    const sqla_pair *params);
SQLA_API void sqla_list_free(sqla_list list);

/* Loops over objects. The body may load, flush and commit; `break` and `continue` work.
 * sqla_foreach runs a query (with sqla_yield_per in parts: objects that it made are freed with
 * their part, unless changed or kept by sqla_keep). sqla_each goes through a relationship, loading
 * it on first use; the list may not change meanwhile but for the current element, which may be
 * removed. sqla_list_each goes through the answer of sqla_all. */
typedef struct sqla_cursor {
    sqla_session *session;
    void *const  *items;            /* of the list in hand */
    size_t        count, at;
    const void   *object;           /* sqla_each: whose */
    const char   *attr;
    const void   *last;             /* the element given last */
    void         *stream;           /* of a query in parts */
    const sqla_table *model;
    bool          own, over;
} sqla_cursor;
#define sqla_foreach(T, v, s, q) \
    SQLA__EACH(T, v, sqla_session_cursor((s), sqla_entity(T), (q)))
#define sqla_each(T, v, o, f) SQLA__EACH(T, v, sqla_collection_cursor((o), \
    (sizeof(_Generic((o)->f.items, T *const *: 1)) ? #f : #f)))
#define sqla_list_each(T, v, list) SQLA__EACH(T, v, sqla_list_cursor((list), sqla_entity(T)))
#define SQLA__EACH(T, v, begin) \
    for (sqla_cursor sqla__cursor_##v SQLA__CLEANUP(sqla_cursor_end) = begin; \
         !sqla__cursor_##v.over; sqla_cursor_end(&sqla__cursor_##v)) \
        for (T *v; (v = (T *)sqla_cursor_next(&sqla__cursor_##v)) != NULL;)
SQLA_API sqla_cursor sqla_session_cursor(sqla_session *s, const sqla_table *model, sqla_stmt *q);
SQLA_API sqla_cursor sqla_collection_cursor(const void *object, const char *attr);
SQLA_API sqla_cursor sqla_list_cursor(sqla_list list, const sqla_table *model);
/* Borrowed until the session frees it. */
SQLA_API void *sqla_cursor_next(sqla_cursor *c);
SQLA_API void  sqla_cursor_end(sqla_cursor *c);
/* An object of a query in parts lives on, as others do. */
SQLA_API void  sqla_keep(void *object);
/* Loads an attribute if it is not loaded: of a reference the object (NULL if there is none), of
 * others the object itself; NULL after an error. The session flushes first. Borrowed until the
 * session frees it. */
#define sqla_load(o, f) sqla_object_load((o), (sizeof((o)->f) ? #f : #f))
SQLA_API void *sqla_object_load(void *object, const char *attr);

/* Loads an object anew: all its columns, or those named; changes to them are lost. */
#define sqla_refresh(...) SQLA__ONE(SQLA__REFRESH1, SQLA__REFRESHN, __VA_ARGS__)(__VA_ARGS__)
#define SQLA__REFRESH1(o)      sqla_object_refresh((o), NULL)
#define SQLA__REFRESHN(o, ...) sqla_object_refresh((o), SQLA_NAMES(__VA_ARGS__))
SQLA_API sqla_status sqla_object_refresh(void *object, const char *const *attrs);
/* Marks values as no longer certain: the next call that visits the object loads them anew. The last
 * ones stay readable; changes are lost. */
#define sqla_expire(...) SQLA__ONE(SQLA__EXPIRE1, SQLA__EXPIREN, __VA_ARGS__)(__VA_ARGS__)
#define SQLA__EXPIRE1(o)      sqla_object_expire((o), NULL)
#define SQLA__EXPIREN(o, ...) sqla_object_expire((o), SQLA_NAMES(__VA_ARGS__))
SQLA_API sqla_status sqla_object_expire(void *object, const char *const *attrs);
SQLA_API sqla_status sqla_expire_all(sqla_session *s);
/* The object, loaded anew if it is expired; NULL if its row is gone. Borrowed until the session
 * frees it. */
SQLA_API void *sqla_fresh(void *object);
/* Copies the state of an object onto the one with the same key in the session, which is loaded, or
 * made if there is none, and returned; what cascades is merged too. The given object stays the
 * caller's. sqla_merge_copy takes a plain struct. Copies its input; the answer is borrowed until
 * the session frees it. */
SQLA_API void *sqla_merge(sqla_session *s, const void *object);
#define sqla_merge_copy(s, T, p) \
    ((T *)sqla_session_merge_copy((s), sqla_entity(T), (1 ? (p) : (const T *)0)))
SQLA_API void *sqla_session_merge_copy(sqla_session *s, const sqla_table *model,
                                       const void *record);
/* A detached or persistent object becomes new: to be added as another row. */
SQLA_API sqla_status sqla_make_transient(void *object);
/* A transient object with a key becomes detached: as if loaded before, unloaded now. */
SQLA_API sqla_status sqla_make_transient_to_detached(void *object);
SQLA_API bool sqla_was_deleted(const void *object);
/* Object i of those added, changed, or marked for deletion since the last flush; NULL past the end.
 * Borrowed until the next flush. */
SQLA_API void *sqla_session_new(sqla_session *s, size_t i);
SQLA_API void *sqla_session_dirty(sqla_session *s, size_t i);
SQLA_API void *sqla_session_deleted(sqla_session *s, size_t i);
/* Is this object in the session? */
SQLA_API bool sqla_session_contains(const sqla_session *s, const void *object);
/* How many objects the session holds, of any state. */
SQLA_API size_t sqla_session_count(const sqla_session *s);

/* What the macros of >>engine stand on for sessions; the same rules hold. Queries flush first; an
 * UPDATE or DELETE brings loaded objects along. Caller frees with sqla_result_free. */
SQLA_API sqla_result *sqla_session_execute(sqla_session *s, sqla_stmt *q, const sqla_pair *params);
SQLA_API int64_t      sqla_session_exec(sqla_session *s, sqla_stmt *q, const sqla_pair *params);
SQLA_API sqla_result *sqla_session_execute_many(sqla_session *s, sqla_stmt *q,
                                                const sqla_params *sets);
SQLA_API sqla_status  sqla_session_scalar(sqla_session *s, sqla_stmt *q, const sqla_out *out,
                                          const sqla_pair *params);
SQLA_API int64_t      sqla_session_scalar_int(sqla_session *s, sqla_stmt *q,
                                              const sqla_pair *params);
SQLA_API double       sqla_session_scalar_double(sqla_session *s, sqla_stmt *q,
                                                 const sqla_pair *params);
SQLA_API const char  *sqla_session_scalar_text(sqla_session *s, sqla_stmt *q,
                                               const sqla_pair *params);
SQLA_API sqla_status  sqla_session_fetch(sqla_session *s, sqla_stmt *q, const sqla_fetch *fetch,
                                         const sqla_pair *params);
SQLA_API sqla_status  sqla_session_bulk_insert(sqla_session *s, const sqla_table *table,
                                               const void *rows, size_t n,
                                               const sqla_bulk_options *options);
SQLA_API sqla_status  sqla_session_bulk_update(sqla_session *s, const sqla_table *table,
                                               const void *rows, size_t n,
                                               const sqla_bulk_options *options);
SQLA_API sqla_status  sqla_session_bulk_delete(sqla_session *s, const sqla_table *table,
                                               const void *rows, size_t n,
                                               const sqla_bulk_options *options);
SQLA_API sqla_status  sqla_session_begin(sqla_session *s);
SQLA_API sqla_status  sqla_session_begin_nested(sqla_session *s);
SQLA_API sqla_status  sqla_session_commit(sqla_session *s);
SQLA_API sqla_status  sqla_session_rollback(sqla_session *s);
SQLA_API sqla_status  sqla_session_commit_all(sqla_session *s);
SQLA_API sqla_status  sqla_session_rollback_all(sqla_session *s);
SQLA_API bool         sqla_session_in_transaction(const sqla_session *s);
SQLA_API sqla_block   sqla_session_block(sqla_session *s, int kind);
SQLA_API sqla_status  sqla_session_outcome(const sqla_session *s);
/* The label of an enum column's value: sqla_enum_label(sqla_col(Post, status), post->status). NULL
 * if it has none. Never freed. */
SQLA_API const char  *sqla_enum_label(sqla_expr *column, int64_t value);
/* Like sqla_run, with a session on a connection of its own: work(session, arg). */
typedef sqla_status sqla_session_work_fn(sqla_session *s, void *arg);
SQLA_API sqla_status sqla_run_session(sqla_engine *e, sqla_metadata *md, sqla_session_work_fn *work,
                                      void *arg);

#ifdef __cplusplus
}
#endif

#endif /* SQLA_H */

/* ############################################################################
 * Implementation
 * ############################################################################ */
#ifdef SQLA_IMPLEMENTATION
#undef SQLA_IMPLEMENTATION

#include <limits.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#ifndef SQLA_NO_STDIO
#  include <stdio.h>
#endif

/* ============================================================================
 * >>platform                                                    prefix sqla__plat_ SQLA__
 * What differs between compilers and systems: atomics, threads, clock, random bytes.
 * Uses: nothing
 * ============================================================================ */

/* Helpers that only some of the dialects call, which may be switched off. */
#if defined(__GNUC__)
#  define SQLA__MAYBE_UNUSED __attribute__((unused))
#else
#  define SQLA__MAYBE_UNUSED
#endif

#define SQLA__STATIC_ASSERT(condition, text) _Static_assert(condition, text)
#define SQLA__COUNT_OF(array) (sizeof(array) / sizeof *(array))

/* Node pools hide use after free from address checkers, so checked builds go without. */
#if defined(__has_feature)
#  if __has_feature(address_sanitizer)
#    define SQLA__NO_POOL
#  endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(SQLA_DEBUG_HOSTILE) || defined(__TINYC__)
#  define SQLA__NO_POOL               /* tcc has no thread-local storage */
#endif

#if defined(__GNUC__) && !defined(__TINYC__)
#  define SQLA__THREAD_LOCAL __thread
#  define SQLA__LOAD(p)      __atomic_load_n((p), __ATOMIC_ACQUIRE)
#  define SQLA__STORE(p, v)  __atomic_store_n((p), (v), __ATOMIC_RELEASE)
#  define SQLA__ADD(p, v)    __atomic_add_fetch((p), (v), __ATOMIC_ACQ_REL)
#  define SQLA__CLAIM(p)     sqla__plat_claim(p)
static bool sqla__plat_claim(int *p)
{
    int zero = 0;
    return __atomic_compare_exchange_n(p, &zero, 1, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE);
}
#else
#  define SQLA__THREAD_LOCAL
#  define SQLA__LOAD(p)      (*(p))
#  define SQLA__STORE(p, v)  (*(p) = (v))
#  define SQLA__ADD(p, v)    (*(p) += (v))
#  define SQLA__CLAIM(p)     (*(p) == 0 ? (*(p) = 1, true) : false)
#endif

#if defined(SQLA_NO_THREADS)
typedef struct sqla__mutex { char unused; } sqla__mutex;
static void sqla__plat_mutex_init(sqla__mutex *m) { m->unused = 0; }
static void sqla__plat_mutex_free(sqla__mutex *m) { (void)m; }
static void sqla__plat_lock(sqla__mutex *m) { (void)m; }
static void sqla__plat_unlock(sqla__mutex *m) { (void)m; }
static void sqla__plat_signal(sqla__mutex *m) { (void)m; }
static bool sqla__plat_wait(sqla__mutex *m, int64_t until_us)
{
    (void)m;
    (void)until_us;
    return false;
}
#elif defined(_WIN32)
#include <windows.h>
typedef struct sqla__mutex { CRITICAL_SECTION lock; CONDITION_VARIABLE wake; } sqla__mutex;
static void sqla__plat_mutex_init(sqla__mutex *m)
{
    InitializeCriticalSection(&m->lock);
    InitializeConditionVariable(&m->wake);
}
static void sqla__plat_mutex_free(sqla__mutex *m) { DeleteCriticalSection(&m->lock); }
static void sqla__plat_lock(sqla__mutex *m) { EnterCriticalSection(&m->lock); }
static void sqla__plat_unlock(sqla__mutex *m) { LeaveCriticalSection(&m->lock); }
static void sqla__plat_signal(sqla__mutex *m) { WakeAllConditionVariable(&m->wake); }
#else
#include <pthread.h>
typedef struct sqla__mutex { pthread_mutex_t lock; pthread_cond_t wake; } sqla__mutex;
static void sqla__plat_mutex_init(sqla__mutex *m)
{
    pthread_mutex_init(&m->lock, NULL);
    pthread_cond_init(&m->wake, NULL);
}
static void sqla__plat_mutex_free(sqla__mutex *m)
{
    pthread_cond_destroy(&m->wake);
    pthread_mutex_destroy(&m->lock);
}
static void sqla__plat_lock(sqla__mutex *m) { pthread_mutex_lock(&m->lock); }
static void sqla__plat_unlock(sqla__mutex *m) { pthread_mutex_unlock(&m->lock); }
static void sqla__plat_signal(sqla__mutex *m) { pthread_cond_broadcast(&m->wake); }
#endif

/* Microseconds since 1970 by the C library's clock. */
static int64_t sqla__plat_now_us(void)
{
    struct timespec t;
    if (timespec_get(&t, TIME_UTC) != TIME_UTC) return (int64_t)time(NULL) * 1000000;
    return (int64_t)t.tv_sec * 1000000 + t.tv_nsec / 1000;
}

#if !defined(SQLA_NO_THREADS)
/* Waits for a signal until a moment of sqla__plat_now_us; false when it has passed. */
static bool sqla__plat_wait(sqla__mutex *m, int64_t until_us)
{
#if defined(_WIN32)
    int64_t left = (until_us - sqla__plat_now_us()) / 1000;
    return left > 0 && SleepConditionVariableCS(&m->wake, &m->lock, (DWORD)left);
#else
    struct timespec t;
    t.tv_sec = (time_t)(until_us / 1000000);
    t.tv_nsec = (long)(until_us % 1000000) * 1000;
    return pthread_cond_timedwait(&m->wake, &m->lock, &t) == 0;
#endif
}
#endif

/* Sleeps by waiting for a signal that nobody sends: needs no more than the threads header. */
static void sqla__plat_sleep_ms(int ms)
{
    int64_t until = sqla__plat_now_us() + (int64_t)ms * 1000;
    sqla__mutex m;
    sqla__plat_mutex_init(&m);
    sqla__plat_lock(&m);
    while (sqla__plat_wait(&m, until)) continue;
    sqla__plat_unlock(&m);
    sqla__plat_mutex_free(&m);
#if defined(SQLA_NO_THREADS)
    while (sqla__plat_now_us() < until) continue;
#endif
}

/* A small mixing step (SplitMix64 by Steele, Lea and Flood) for hashes and the fallback below. */
static uint64_t sqla__plat_mix(uint64_t x)
{
    x += 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

/* Fills out from the system's random source; without one, from clock and addresses. */
static void sqla__plat_random(uint8_t *out, size_t n)
{
    static uint64_t counter;
    size_t got = 0;
#ifndef SQLA_NO_STDIO
    FILE *f = fopen("/dev/urandom", "rb");
    if (f) {
        got = fread(out, 1, n, f);
        fclose(f);
    }
#endif
    for (; got < n; got++) {
        uint64_t x = SQLA__ADD(&counter, 1) ^ (uint64_t)sqla__plat_now_us();
        out[got] = (uint8_t)sqla__plat_mix(x ^ (uint64_t)(uintptr_t)out);
    }
}

/* ============================================================================
 * >>structs                                                     prefix sqla__
 * The private structs that sections share, field by field.
 * Uses: platform
 * ============================================================================ */

typedef struct sqla_dialect sqla_dialect;

/* Growing text. After a failed allocation it stays as it is and `failed` is set (sticky). */
typedef struct sqla__str {
    char  *data;                    /* NUL-terminated once anything was put; NULL before */
    size_t size, capacity;          /* in bytes, the NUL not counted */
    bool   failed;
} sqla__str;

/* Growing array of pointers, in node memory. */
typedef struct sqla__vec {
    void   **items;
    uint32_t n, capacity;
} sqla__vec;

/* Kinds of nodes. ORDER sqla__node_rows. */
typedef enum sqla__kind {
    SQLA__K_POISON,
    SQLA__K_COLUMN,       /* sqla__column: column of a table; lives in the table's slots */
    SQLA__K_COLREF,       /* sqla__colref: column of an alias, subquery or CTE */
    SQLA__K_BIND,         /* sqla__bind: a value or a named parameter */
    SQLA__K_LIST,         /* sqla__list: values that become as many parameters */
    SQLA__K_SPAN,         /* sqla__op: expressions that melt into the list they are put in */
    SQLA__K_CONST,        /* sqla_expr: op 0 NULL, 1 true, 2 false */
    SQLA__K_SQL,          /* sqla__op: a fragment, its text in parts; kids are its parameters */
    SQLA__K_OP,           /* sqla__op: operator over kids */
    SQLA__K_FUNC,         /* sqla__op: text is the name; kids are arguments */
    SQLA__K_CASE,         /* sqla__op: kids: value or NULL, then SQLA__K_ARM nodes */
    SQLA__K_ARM,          /* sqla__op: kids: condition or NULL (else), result */
    SQLA__K_CAST,         /* sqla__op: op 0 CAST, 1 type_coerce, 2 TRY_CAST; e.type owned */
    SQLA__K_LABEL,        /* sqla__op: text is the name */
    SQLA__K_EXTRACT,      /* sqla__op: text is the field */
    SQLA__K_OVER,         /* sqla__op: kids: function, PARTITION BY, ORDER BY */
    SQLA__K_FILTER,       /* sqla__op: kids: function, conditions */
    SQLA__K_WITHIN,       /* sqla__op: kids: function, ORDER BY */
    SQLA__K_SUBQUERY,     /* sqla__op: kid: statement, as a value */
    SQLA__K_EXISTS,       /* sqla__op: kid: statement */
    SQLA__K_TUPLE,        /* sqla__op: (a, b) */
    SQLA__K_EXCLUDED,     /* sqla__op: kid: column */
    SQLA__K_JSON,         /* sqla__op: op is the sqla_type_kind wanted; kid: JSON element */
    SQLA__K_TABLE,        /* sqla_from: a table; lives in the table's slots */
    SQLA__K_ALIAS,        /* sqla_from: another name of a table or FROM element */
    SQLA__K_SELECTED,     /* sqla_from: a subquery; op 1: LATERAL */
    SQLA__K_CTE,          /* sqla_from */
    SQLA__K_JOIN,         /* sqla__join */
    SQLA__K_REL,          /* sqla__relref: a relationship */
    SQLA__K_OBJECT,       /* sqla__objref: an object as a value */
    SQLA__K_OPTION,       /* sqla__op: op is the sqla_lazy; kids: relationships, further options */
    SQLA__K_SELECT,       /* sqla_stmt, as all below */
    SQLA__K_SETOP,
    SQLA__K_INSERT,
    SQLA__K_UPDATE,
    SQLA__K_DELETE,
    SQLA__K_STMT_TEXT,
    SQLA__K_COUNT
} sqla__kind;

enum {                              /* flags of a node */
    SQLA__FLOATING = 1,             /* the one reference belongs to nobody yet */
    SQLA__FROZEN   = 2,             /* unchangeable; counted with atomics */
    SQLA__IMMORTAL = 4,             /* never counted, never freed */
    SQLA__INSIDE   = 8,             /* a statement that is inside another node */
    SQLA__LITERAL  = 16,            /* a bind made from a C value: takes its neighbour's type */
    SQLA__MARKED   = 32             /* of OUTER joins, materialized CTEs ...: see the kind */
};

typedef struct sqla__node {
    uint8_t  kind;                  /* sqla__kind */
    uint8_t  flags;
    uint16_t op;                    /* sqla_op_kind, or as the kind says */
    int32_t  refs;
    uint16_t depth;                 /* levels, this one included */
    uint16_t extra;                 /* as the kind says */
    uint32_t n;                     /* kids */
} sqla__node;

struct sqla_expr {
    sqla__node       node;
    const sqla_type *type;          /* NULL: unknown. Borrowed from the table, or from this node */
};

typedef struct sqla__column {
    sqla_expr              e;
    const sqla_table      *table;
    const sqla_column_def *def;
    uint32_t               index;   /* among the table's columns */
    uint32_t               offset;  /* of the field: look-ups stay in the slots */
} sqla__column;

typedef struct sqla__colref {
    sqla_expr   e;
    sqla_from  *from;               /* a reference of its own */
    const char *name;               /* in this node */
} sqla__colref;

typedef struct sqla__bind {
    sqla_expr   e;
    sqla_value  value;              /* text points into this node */
    const char *name;               /* NULL: anonymous */
} sqla__bind;

typedef struct sqla__list {
    sqla_expr   e;
    sqla_value *values;             /* node memory; texts lie behind the values */
} sqla__list;

typedef struct sqla__op {
    sqla_expr   e;
    const char *text;               /* in this node; NULL: none */
    int64_t     x, y;               /* of OVER: frame */
    sqla_expr  *kid[];
} sqla__op;

struct sqla_from {
    sqla_expr         e;
    const sqla_table *table;        /* of TABLE */
    sqla_expr        *element;      /* of ALIAS: a FROM element; of SELECTED and CTE: a statement */
    const char       *name;         /* NULL: anonymous */
    sqla_from        *restates;     /* of CTE: the one whose name it takes over */
};

typedef struct sqla__join {
    sqla_expr  e;                   /* flags MARKED: outer; op 1: full */
    sqla_expr *left, *right, *on;   /* left NULL: what is there; on NULL: by foreign key */
} sqla__join;

/* What statements do with a relationship: its node brings the functions along, because mappers
 * stand far below the builders. */
typedef struct sqla__rel    sqla__rel;
typedef struct sqla__relref sqla__relref;
typedef struct sqla__rel_ops {
    sqla_stmt *(*join)(sqla_stmt *q, sqla__relref *rel, bool isouter, bool full);
    sqla_expr *(*compare)(sqla_op_kind op, sqla__relref *rel, sqla_expr *right);
} sqla__rel_ops;
struct sqla__relref {
    sqla_expr            e;
    const sqla__rel_ops *ops;
    const sqla__rel     *rel;
    sqla_from           *from;      /* alias of the parent; NULL: its table */
    sqla_from           *to;        /* alias of the target; NULL: its table */
    sqla_expr           *condition; /* NULL: none */
};
typedef struct sqla__objref { sqla_expr e; const void *object; } sqla__objref;

/* Lists of a statement. ORDER sqla__stmt_encode. */
typedef enum sqla__part {
    SQLA__COLUMNS, SQLA__FROMS, SQLA__JOINS, SQLA__WHERE, SQLA__GROUP, SQLA__HAVING, SQLA__ORDER,
    SQLA__CORRELATE, SQLA__SETS, SQLA__RETURNING, SQLA__CONFLICT_ON, SQLA__CONFLICT_SET,
    SQLA__CONFLICT_WHERE, SQLA__STMTS, SQLA__LIMIT, SQLA__OFFSET, SQLA__OPTIONS, SQLA__PART_COUNT
} sqla__part;

enum {                              /* clauses of a statement that are yes or no */
    SQLA__DISTINCT = 1, SQLA__ORDERED = 2, SQLA__FOR_UPDATE = 4, SQLA__FOR_READ = 8,
    SQLA__NOWAIT = 16, SQLA__SKIP_LOCKED = 32, SQLA__KEY_SHARE = 64,
    SQLA__CONFLICT_UPDATE = 128, SQLA__CONFLICT_NOTHING = 256, SQLA__FROM_SELECT = 512,
    SQLA__BROKEN = 1024,            /* its last WHERE is a poisoned node: the first error */
    SQLA__POPULATE = 2048, SQLA__NO_SYNCHRONIZE = 4096, SQLA__NO_AUTOFLUSH = 8192
};

typedef struct sqla__given {        /* a value from sqla_bind */
    struct sqla__given *next;
    const char         *name;       /* in this block */
    sqla_value          value;      /* text in this block */
} sqla__given;

struct sqla_stmt {
    sqla_expr         e;
    const sqla_table *table;        /* of INSERT, UPDATE, DELETE */
    const char       *text;         /* of STMT_TEXT; name of a constraint of INSERT; node memory */
    sqla__vec         part[SQLA__PART_COUNT];
    uint32_t          clauses;
    uint32_t          rows;         /* of INSERT: rows begun by sqla_values_next */
    int               yield_per;    /* objects that a session fetches at a time; 0: all */
    sqla__given      *given;        /* newest first */
    uint64_t          frozen_hash;  /* of the key below */
    uint32_t         *frozen_key;   /* of a frozen statement: its structure; NULL: none */
    const sqla_expr **frozen_bind;  /* its values, behind the words in the same block */
    size_t            frozen_words, frozen_binds;
};

/* A statement's structure as words, for the caches; see sqla__node_encode. */
typedef struct sqla__key {
    uint32_t         *word;
    size_t            n, capacity;
    const sqla_expr **seen;         /* shared nodes in order of appearance */
    size_t            n_seen, seen_capacity;
    const sqla_expr **bind;         /* binds and lists in order of appearance */
    size_t            n_bind, bind_capacity;
    bool              failed;       /* out of memory */
    uint32_t          word_room[192];
    const sqla_expr  *seen_room[16], *bind_room[32];
} sqla__key;

/* Where the value of one parameter of a compiled statement comes from. */
typedef enum sqla__source {
    SQLA__FROM_NODE,                /* bind number `index` of the key */
    SQLA__FROM_PARAM,               /* an execution's parameter of this name */
    SQLA__FROM_DEFAULT,             /* a column's default */
    SQLA__FROM_INT                  /* the number `index` */
} sqla__source;

typedef struct sqla__slot {
    uint8_t             source;     /* sqla__source */
    bool                list;       /* as many parameters as the list has values */
    bool                literal;    /* written into the text at execution */
    bool                negated;    /* of a list: NOT IN */
    bool                no_cast;    /* written without the dialect's cast */
    bool                json;       /* a JSON key, bound as the path $."key" ... */
    bool                braces;     /* ... or a path, bound as {key, 1} */
    bool                named;      /* by the user: sqla_param, :name, or a column to be given */
    uint16_t            tuple;      /* of a list: values per element; 0 or 1: plain */
    int64_t             index;
    const char         *name;       /* in the compiled statement's memory */
    const sqla_type    *type;       /* likewise; NULL: unknown */
    const sqla_default *fallback;
} sqla__slot;

typedef struct sqla__result_column {
    const char       *name;
    const sqla_type  *type;         /* NULL: unknown */
    const sqla_table *table;        /* set for a column of an entity: whose */
    int               item;         /* place among the select items */
} sqla__result_column;

/* A compiled statement, shared by counting. All memory is in its arena. */
typedef struct sqla__plan {
    int32_t              refs;
    int64_t              serial;    /* unique in the engine */
    uint64_t             hash;
    uint32_t            *key;
    size_t               key_words;
    char                *text;      /* template with markers: see sqla__sql_mark */
    size_t               text_size;
    char                *sql;       /* final text; NULL if it depends on the values (dynamic) */
    size_t               sql_size;
    sqla__slot          *slot;
    int                  n_slots;
    int                 *order;     /* slots in the order of their places; as long as n_order */
    int                  n_order;
    sqla__result_column *column;
    int                  n_columns;
    bool                 is_insert, is_dml, is_text;
    struct sqla__plan   *next;      /* in a bucket of the engine's cache */
    struct sqla__plan   *newer, *older;
    struct sqla_arena   *arena;
} sqla__plan;

struct sqla_arena {
    struct sqla__mem_block *blocks;     /* newest first */
    size_t              left;       /* bytes free in the newest */
    char               *at;
    const sqla_allocator *allocator;
};

/* Compiled statements of an engine: a hash table, least recently used go first. */
typedef struct sqla__cache {
    sqla__mutex  lock;
    sqla__plan  *bucket[256];
    sqla__plan  *newest, *oldest;
    int          n, max;
    int64_t      compiled;          /* compilations so far */
    int64_t      serial;
} sqla__cache;

/* A prepared statement of one database connection. */
typedef struct sqla__prepared {
    struct sqla__prepared *next;    /* in its bucket */
    struct sqla__prepared *newer, *older;
    sqla__plan            *plan;    /* a reference of its own */
    uint64_t shape; /* of a dynamic plan: hash of list lengths and literals; else 0 */
    void                  *stmt;    /* the driver's */
    bool                   busy;    /* a result reads from it */
    char                  *sql;     /* text of a dynamic plan; NULL: the plan's */
    size_t                 sql_size;
    int                   *order;   /* slots by place; the plan's, or of a dynamic plan its own */
    int                    n_order, n_own_order;
    sqla_field_plan       *fields;  /* where columns go in `fields_of`'s struct */
    int                    n_fields;
    int64_t                fields_of;       /* serial of a table; 0: none yet */
} sqla__prepared;

/* A database connection as the pool keeps it; several sqla_conn of one thread share that of an
 * in-memory database. */
typedef struct sqla__raw {
    struct sqla__raw *next;         /* idle ones of the pool */
    void             *handle;       /* the driver's */
    int64_t           opened_us;
    const void       *thread;       /* whose it is while it is out */
    int               refs;         /* connections that use it */
    int               level;        /* 0 no transaction, 1 in one, 2 ... in savepoints */
    const sqla_conn  *owner;        /* who began the open transaction; NULL: none */
    int               savepoints;   /* numbers given in this transaction */
    bool              begun;        /* by sqla_begin, not by a statement */
    bool              broken;       /* not to be kept */
    sqla__prepared   *bucket[64];
    sqla__prepared   *newest, *oldest;
    int               n_prepared;
    struct sqla_result *results;    /* open ones */
} sqla__raw;

struct sqla_engine {
    sqla_error_record   error;
    sqla_error_record   setup;      /* of the last set-up call */
    sqla_allocator      allocator;
    sqla_url            url;
    sqla_engine_options options;
    const sqla_dialect *dialect;
    const sqla_driver  *driver;
    sqla__cache         cache;
    sqla__mutex         lock;       /* of all below */
    sqla__raw          *idle;
    sqla__raw          *out;        /* of an in-memory database: the one that is out */
    int                 n_idle, n_out;
    bool                shared;     /* one connection for all: a database in memory */
    bool                disposed;
    int64_t             opened;
};

struct sqla_conn {
    sqla_error_record first, last;
    sqla_engine      *engine;       /* NULL: this is the static failed connection */
    sqla__raw        *raw;          /* NULL: it could not be opened */
    sqla_arena        arena;        /* values of the execution in progress */
    sqla_arena        scalars;      /* texts handed out by sqla_scalar */
    sqla_result      *spare;        /* a freed result, to be used again */
    sqla_result      *failed;       /* results without `raw` */
    sqla_status       outcome;      /* of the last block */
    int               blocks;       /* level of the innermost open one; 0: none */
};

/* Rows that were read before they are handed out: those of a session. */
typedef struct sqla__rows {
    sqla_value *value;              /* n_items of each row, row after row */
    void      **object;             /* likewise: objects of entities; NULL elsewhere */
    int        *column;             /* of each item: its column in the plan, the first of several */
    int         n_items;
    size_t      n, at;              /* rows; that which comes next */
} sqla__rows;

struct sqla_result {
    sqla_conn         *conn;        /* NULL: a static failed result */
    sqla__rows        *rows;        /* NULL: rows come from the driver. In `bound` */
    sqla_result       *next;        /* open ones of its connection */
    const sqla_error_record *error; /* NULL: none */
    sqla_status        status;
    sqla__prepared    *prepared;    /* NULL: closed */
    sqla__plan        *plan;        /* a reference of its own */
    bool               stepped;     /* the first row is read, sqla_next has not given it yet */
    bool               has_row;
    bool               done;
    bool               buffered;    /* the row is in `kept` */
    int                n_columns;
    int64_t            rowcount;    /* -1: unknown */
    int64_t            key;         /* generated by an INSERT */
    sqla_value        *kept;
    sqla_arena         arena;       /* of `kept`, of texts made for sqla_row_text */
    sqla_stmt         *stmt;        /* keeps bound texts alive while rows are read; NULL: done */
    sqla_arena         bound;       /* bound texts that were made or copied */
};

struct sqla_params {
    char       **name;
    size_t       n_names, name_capacity;
    sqla_value  *value;             /* n_names of each set, set after set */
    size_t       n_values, value_capacity;
    size_t       sets, filled;      /* finished sets; values of the one in progress */
    const char  *odd;               /* a name that other sets have not; NULL: none */
    sqla_arena   arena;
    sqla_status  status;
};

struct sqla_compiled {
    const sqla_error_record *error; /* NULL: none */
    sqla__plan       *plan;
    sqla__str         sql;
    sqla_arena        arena;
    sqla_value       *value;        /* by place */
    const char      **name;
    size_t            n;
};

/* ---- Objects */

typedef struct sqla__mem_shared sqla__mem_shared;   /* see >>memory */
typedef struct sqla__mapper   sqla__mapper;
typedef struct sqla__object   sqla__object;
typedef struct sqla__listener sqla__listener;

struct sqla__listener {             /* a callback; newest last */
    sqla__listener *next;
    sqla_event_id   id;
    const char     *attr;           /* NULL: of the whole model or session */
    sqla_event_fn  *fn;
    void           *arg;
    bool            validator;      /* from SQLA_VALIDATES: in the mapper's arena */
};

/* What an INSERT does with a column that was not given. */
typedef enum sqla__fill {
    SQLA__FILL_FIELD,               /* stores the field as it stands */
    SQLA__FILL_OMIT,                /* leaves it out: NULL */
    SQLA__FILL_SERVER,              /* leaves it out, and fetches what the database put there */
    SQLA__FILL_KEY,                 /* likewise, by the number of the last row */
    SQLA__FILL_SQL,                 /* stores an SQL expression, and fetches it */
    SQLA__FILL_FN                   /* calls a function and stores its answer */
} sqla__fill;

typedef struct sqla__attr {         /* a mapped column */
    sqla__column       *column;
    sqla_field_plan     plan;
    sqla__fill          fill;
    bool                key;        /* of the primary key */
    bool                foreign;    /* of a foreign key */
    bool                text;       /* holds a pointer to text or bytes */
    bool                constant;   /* has a constant default, stored by sqla_new */
} sqla__attr;

typedef enum sqla__direction {
    SQLA__ONE_TO_MANY, SQLA__MANY_TO_ONE, SQLA__MANY_TO_MANY
} sqla__direction;

/* Two columns that are equal in rows that belong together. */
typedef struct sqla__pairing {
    sqla__column *one, *other;
    int           one_attr, other_attr;     /* of the parent and the target; -1: of secondary */
} sqla__pairing;

struct sqla__rel {                  /* a mapped relationship */
    const sqla_relationship_def *def;
    sqla__mapper   *parent, *target;
    uint32_t        index;          /* among the parent's */
    uint32_t        bit;            /* among the parent's attributes */
    sqla__direction direction;
    bool            list;
    bool            get;            /* to one, by the target's primary key: the map may know it */
    bool            writes;         /* not viewonly */
    unsigned        cascade;
    sqla__rel      *reverse;        /* NULL: none */
    uint64_t        orphan;         /* bit in sqla__object.orphan; 0: no DELETE_ORPHAN */
    int             n_pairs, n_far;
    sqla__pairing  *pair;           /* parent and target, or parent and secondary */
    sqla__pairing  *far;            /* secondary and target */
    struct sqla__map_order *order;  /* ORDER BY; see >>mapper */
    int             n_order;
    sqla_stmt      *lazy;           /* frozen: the query of one object; parameters k0, k1 ... */
};

struct sqla__mapper {               /* one per model, shared by all metadata; in its arena */
    const sqla_table *table;
    struct sqla__map_group *group;  /* with which it is freed; see >>mapper */
    int             serial;         /* unique in the process */
    uint32_t        n_attrs, n_rels, n_keys, words;     /* words: of a set of attributes */
    sqla__attr     *attr;
    sqla__rel      *rel;
    uint32_t       *key;            /* which attributes */
    int             auto_key;       /* attribute that the database numbers; -1: none */
    int             int_key;        /* attribute that is the whole key, an integer; -1: none */
    int             version;        /* attribute; -1: none */
    bool            has_text;
    bool            eager;          /* some relationship is loaded with its objects by default */
    bool            loose_deletes;  /* no_confirm_deleted */
    uint64_t        orphans;        /* bits of all relationships that may make orphans of its rows*/
    int             n_orphans;
    uint32_t       *special;        /* attributes whose fill is not SQLA__FILL_FIELD */
    uint32_t        n_special;
    size_t          snapshot_at, rels_at, bits_at, cell;    /* in bytes from the struct */
    sqla_field_plan *fields;        /* of all attributes, column by column */
    sqla_stmt      *get;            /* frozen: SELECT by primary key; parameters k0, k1 ... */
    sqla__listener *listeners;
    sqla_arena      arena;
};

/* What is to be written of a relationship: objects put in and taken out since the last flush. */
typedef struct sqla__changes {
    void **added, **removed;
    size_t n_added, n_removed, added_capacity, removed_capacity;
} sqla__changes;

typedef struct sqla__relstate {     /* of one relationship of an object */
    void          *known;           /* to one: the reference as the library last saw it */
    void         **items;           /* to many: what the field's .items points to */
    size_t         capacity;
    sqla__changes *changes;         /* NULL: none */
} sqla__relstate;

typedef struct sqla__assigned {     /* an SQL expression to be stored in an attribute */
    struct sqla__assigned *next;
    uint32_t               attr;
    sqla_expr             *x;       /* a reference of its own */
} sqla__assigned;

/* Keys to be copied into an object before it is written, because a list of `from` has it. */
typedef struct sqla__sync {
    struct sqla__sync *next;
    const sqla__rel   *rel;
    sqla__object      *from;        /* NULL: taken out; the key becomes NULL */
} sqla__sync;

enum {                              /* flags of an object */
    SQLA__OBJ_IN_MAP   = 1,
    SQLA__OBJ_DELETE   = 2,         /* its row goes at the next flush */
    SQLA__OBJ_SAVE     = 4,         /* this flush writes it */
    SQLA__OBJ_STALE    = 8,         /* some attribute is expired: see its loaded bits */
    SQLA__OBJ_FLAGGED  = 16,        /* some attribute is to be written unseen: see its given bits */
    SQLA__OBJ_STREAMED = 32,        /* made by a query in parts, which frees it */
    SQLA__OBJ_HIDDEN   = 64,        /* sqla_new could not tell which fields were given */
    SQLA__OBJ_NO_CHILD = 128,       /* NULL was appended: out of memory in sqla_new */
    SQLA__OBJ_SWITCH   = 256,       /* takes over the row of a deleted object */
    SQLA__OBJ_WAS_DELETED = 512,
    SQLA__OBJ_NO_TEXT  = 1024,      /* sqla_str had no memory */
    SQLA__OBJ_CHANGED  = 2048       /* a relationship has changes */
};

/* The hidden header of an object. Behind it: the struct, its snapshot (as last loaded or stored), a
 * sqla__relstate for each relationship, and four sets of attributes: loaded; given; lists that a
 * query is filling (in a flush: keys to become NULL); columns whose value listeners know, and
 * relationships that must not be loaded. */
struct sqla__object {
    sqla__mapper   *mapper;
    sqla_session   *session;        /* whose memory it is; NULL: the caller's */
    sqla__object   *next, *prev;    /* in its session */
    sqla__mem_shared    *home;           /* where it lies */
    sqla__mem_shared    *texts;          /* where its loaded texts lie; NULL: none */
    struct sqla__mem_block *extra;  /* texts by sqla_str */
    sqla__assigned *assigned;
    sqla__sync     *syncs;          /* of the flush in progress */
    uint64_t        hash;           /* of its key, while in the map */
    uint64_t        orphan;         /* relationships it was taken out of: see sqla__rel.orphan */
    int64_t         order;          /* in which objects were added */
    int64_t         gen;            /* the session's generation when it was loaded */
    int64_t         mark;           /* of the walk or query that met it last */
    struct sqla__undo *undo;        /* how it was in the innermost level that changed it */
    int             rank;           /* in a flush: rows with a lower one go first */
    uint16_t        flags;
    uint8_t         state;          /* sqla_object_state */
    uint8_t         unused[sizeof(void *) == 8 ? 1 : 9];    /* to a multiple of 16 bytes */
    int64_t         listed;         /* mark of the query that gave it out last */
    uint64_t        canary;         /* last: just in front of the struct */
};

typedef struct sqla__undo {         /* how an object was when a level of the transaction began */
    struct sqla__undo *next;        /* in its level, in whose arena it lies */
    struct sqla__undo *before;      /* of the same object, in an outer level */
    sqla__object      *object;      /* NULL: it has left the session */
    sqla__mem_shared  *texts;       /* a reference */
    void              *record;      /* copy of the struct; NULL: none was needed so far */
    int                level;
    uint8_t            state;
} sqla__undo;

typedef struct sqla__level {        /* of a session's transaction: 1 is the outermost */
    struct sqla__level *up;
    sqla__undo         *undo;
    sqla_arena          arena;
    int                 number;
    bool                begun;      /* by sqla_begin or a block */
    bool                failed;     /* everything but rollback is refused */
    sqla_error_record  *why;        /* of the failure; NULL: out of memory */
} sqla__level;

/* Something replaced that the user may still look at. */
typedef struct sqla__retired {
    struct sqla__retired *next;
    sqla__mem_shared          *chunk;    /* a reference; NULL: */
    void                 *block;    /* memory of `size` bytes */
    size_t                size;
    int64_t               txn;      /* in which it was replaced */
} sqla__retired;

typedef struct sqla__bound {        /* a database of a session */
    const sqla_table *model;        /* NULL: of all others */
    sqla_engine      *engine;
    sqla_conn        *conn;         /* NULL: none yet */
    int               levels;       /* of the session's, begun there too */
    int               base;         /* levels of a connection that was given */
} sqla__bound;

/* What the sections above call of a session, so that they need not know it. */
typedef struct sqla__session_ops {
    sqla_status (*add)(sqla_session *s, sqla__object *o);
    sqla_status (*expunge)(sqla__object *o);
    sqla_status (*autoflush)(sqla_session *s);
    sqla_conn  *(*conn)(sqla_session *s, const sqla_table *model);
    sqla_status (*fresh)(sqla__object *o);      /* loads it anew if it is expired */
} sqla__session_ops;

struct sqla_session {
    const sqla__session_ops *ops;
    sqla_error_record first, last;
    sqla_allocator    allocator;
    sqla_metadata    *md;
    sqla_session_options options;
    sqla__bound      *bound;        /* the last one is that of all others */
    size_t            n_bound;
    bool              given_conn;   /* bound[0].conn is the caller's */
    sqla__object     *objects, *tail;
    size_t            n_objects;
    sqla__object    **map;          /* the identity map: open addressing, a power of two */
    size_t            map_size, map_used;
    sqla__mem_shared      *cells, *texts;
    int64_t           gen;          /* objects loaded in an older one are expired */
    int64_t           order, mark, txn;
    sqla__level      *level;        /* innermost; NULL: no transaction */
    int               no_autoflush; /* blocks open */
    int               blocks;       /* transaction and savepoint blocks open */
    size_t            n_pending, n_deleting;
    bool              flushing;
    sqla_status       outcome;
    sqla__retired    *retired;      /* newest first */
    sqla__listener   *listeners;
    struct sqla__sess_stream *streams;      /* queries in parts; see >>session */
    sqla_arena        scratch;      /* of the flush in progress, or the last one if it failed */
};

/* ============================================================================
 * >>errors                                                      prefix sqla__err_
 * Codes and texts, and records filled without allocating.
 * Uses: platform
 * ============================================================================ */

static const char *const sqla__err_names[] = {
#define SQLA__STATUS_NAME(code, text) #code,
    SQLA_STATUS_LIST(SQLA__STATUS_NAME)
#undef SQLA__STATUS_NAME
};
static const char *const sqla__err_texts[] = {
#define SQLA__STATUS_TEXT(code, text) text,
    SQLA_STATUS_LIST(SQLA__STATUS_TEXT)
#undef SQLA__STATUS_TEXT
};
SQLA__STATIC_ASSERT(SQLA__COUNT_OF(sqla__err_names) == SQLA_STATUS_COUNT, "ORDER sqla_status");

static const sqla_error_record sqla__err_none = { .row = -1 };
static const sqla_error_record sqla__err_null = {
    .code = SQLA_ARGUMENT_ERROR, .row = -1, .message = "the object given is NULL" };
static const sqla_error_record sqla__err_memory = {
    .code = SQLA_MEMORY_ERROR, .row = -1, .message = "out of memory" };

/* Copies text into a buffer of n bytes; cuts before a UTF-8 sequence that would not fit whole. */
static void sqla__err_copy(char *to, size_t n, const char *from, size_t size)
{
    if (!from) size = 0;
    if (size >= n) {
        size = n - 1;
        while (size > 0 && ((unsigned char)from[size] & 0xC0) == 0x80) size--;
    }
    if (size) memcpy(to, from, size);
    to[size] = 0;
}

/* A formatter for messages: %s text, %d int, %l int64_t, %z size_t, %q text in quotes (cut at 80
 * bytes, NULL is "NULL"), %%. Needs no <stdio.h>. */
static void sqla__err_vformat(char *to, size_t n, const char *format, va_list args)
{
    size_t at = 0;
    for (const char *f = format; *f && at + 1 < n; f++) {
        char number[24];
        const char *text = number;
        bool quoted = *f == '%' && f[1] == 'q';
        if (*f != '%' || f[1] == '%') {
            to[at++] = *f;
            if (*f == '%') f++;
            continue;
        }
        f++;
        if (*f == 's' || *f == 'q') {
            text = va_arg(args, const char *);
            if (!text) text = "NULL", quoted = false;
        } else {
            int64_t v = *f == 'd' ? va_arg(args, int) : *f == 'z' ? (int64_t)va_arg(args, size_t)
                                                                  : va_arg(args, int64_t);
            char *end = number + sizeof number;
            uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
            *--end = 0;
            do *--end = (char)('0' + u % 10); while (u /= 10);
            if (v < 0) *--end = '-';
            text = end;
        }
        if (quoted && at + 1 < n) to[at++] = '\'';
        size_t size = strlen(text), room = n - at;
        if (quoted && size > 80 && room > 81) room = 81;
        sqla__err_copy(to + at, room, text, size);
        at += strlen(to + at);
        if (quoted && at + 1 < n) to[at++] = '\'';
    }
    to[at] = 0;
}

/* Clears a record and fills code and message; returns code. */
static sqla_status sqla__err_set(sqla_error_record *e, sqla_status code, const char *format, ...)
{
    va_list args;
    *e = sqla__err_none;
    e->code = code;
    va_start(args, format);
    sqla__err_vformat(e->message, sizeof e->message, format, args);
    va_end(args);
    return code;
}

const char *sqla_status_name(sqla_status code)
{
    return (unsigned)code < SQLA_STATUS_COUNT ? sqla__err_names[code] : "SQLA_?";
}

const char *sqla_status_text(sqla_status code)
{
    return (unsigned)code < SQLA_STATUS_COUNT ? sqla__err_texts[code] : "unknown code";
}

/* ============================================================================
 * >>memory                                                      prefix sqla__mem_
 * The process's allocator, arenas, and the memory of nodes.
 * Uses: platform structs
 * ============================================================================ */

static void *sqla__mem_std_alloc(size_t size, void *user) { (void)user; return malloc(size); }
static void *sqla__mem_std_realloc(void *block, size_t old, size_t size, void *user)
{
    (void)old, (void)user;
    return realloc(block, size);
}
static void sqla__mem_std_free(void *block, size_t size, void *user)
{
    (void)size, (void)user;
    free(block);
}
static const sqla_allocator sqla__mem_standard = {
    sqla__mem_std_alloc, sqla__mem_std_realloc, sqla__mem_std_free, NULL };
static sqla_allocator sqla__mem_process = {
    sqla__mem_std_alloc, sqla__mem_std_realloc, sqla__mem_std_free, NULL };

static void *sqla__mem_alloc(const sqla_allocator *a, size_t size)
{
    return size > SIZE_MAX / 2 ? NULL : a->alloc(size, a->user);
}

static void *sqla__mem_zero(const sqla_allocator *a, size_t size)
{
    void *p = sqla__mem_alloc(a, size);
    if (p) memset(p, 0, size);
    return p;
}

static void sqla__mem_free(const sqla_allocator *a, void *block, size_t size)
{
    if (block) a->free(block, size, a->user);
}

/* Grows an array of items of `width` bytes so that it holds n; true when it does. */
static bool sqla__mem_grow(const sqla_allocator *a, void **items, size_t *capacity, size_t n,
                           size_t width)
{
    if (n <= *capacity) return true;
    size_t want = *capacity ? *capacity : 8;
    while (want < n) want = want > SIZE_MAX / 4 ? n : want * 2;
    if (want > SIZE_MAX / 2 / width) return false;
    void *p = *items ? a->realloc(*items, *capacity * width, want * width, a->user)
                     : sqla__mem_alloc(a, want * width);
    if (!p) return false;
    *items = p;
    *capacity = want;
    return true;
}

/* Arenas: blocks that are freed together. */
typedef struct sqla__mem_block { struct sqla__mem_block *next; size_t size; } sqla__mem_block;
enum { SQLA__MEM_BLOCK = 1000 };    /* the first: small allocations are the quick ones */

static void sqla__mem_arena_init(sqla_arena *arena, const sqla_allocator *allocator)
{
    memset(arena, 0, sizeof *arena);
    arena->allocator = allocator;
}

static void sqla__mem_arena_free(sqla_arena *arena)
{
    for (sqla__mem_block *b = arena->blocks, *next; b; b = next) {
        next = b->next;
        sqla__mem_free(arena->allocator, b, b->size);
    }
    sqla__mem_arena_init(arena, arena->allocator);
}

/* A new block: twice the last one's size up to 256 KiB, so that big fetches need few of them. */
/* Everything in `from` lives as long as `to` from now on. */
SQLA__MAYBE_UNUSED static void sqla__mem_arena_move(sqla_arena *to, sqla_arena *from)
{
    sqla__mem_block **at = &to->blocks;
    while (*at) at = &(*at)->next;
    *at = from->blocks;
    sqla__mem_arena_init(from, from->allocator);
}

static void *sqla__mem_arena_slow(sqla_arena *arena, size_t n)
{
    size_t size = arena->blocks ? arena->blocks->size * 2 : SQLA__MEM_BLOCK;
    if (size > 262144) size = 262144;
    if (n > SIZE_MAX / 4) return NULL;
    if (size < n + sizeof(sqla__mem_block)) size = n + sizeof(sqla__mem_block);
    sqla__mem_block *b = (sqla__mem_block *)sqla__mem_alloc(arena->allocator, size);
    if (!b) return NULL;
    b->next = arena->blocks;
    b->size = size;
    arena->blocks = b;
    arena->at = (char *)(b + 1) + n;
    arena->left = size - sizeof *b - n;
    return b + 1;
}

/* Chunks: blocks of many small things, freed with the last of them. */
struct sqla__mem_shared {
    sqla_allocator allocator;       /* its own: objects outlive the session that made them */
    size_t         size, used;      /* in bytes, this header included */
    int64_t        refs;            /* things inside, and whoever is still filling it */
    int64_t        padding;         /* what follows is aligned to 16 bytes */
};
SQLA__STATIC_ASSERT(sizeof(struct sqla__mem_shared) % 16 == 0, "what follows a chunk is aligned");

static sqla__mem_shared *sqla__mem_chunk_new(const sqla_allocator *a, size_t room)
{
    size_t size = sizeof(sqla__mem_shared) + room;
    sqla__mem_shared *c = room < SIZE_MAX / 2 ? (sqla__mem_shared *)sqla__mem_alloc(a, size) : NULL;
    if (!c) return NULL;
    memset(c, 0, sizeof *c);
    c->allocator = *a;
    c->size = size;
    c->used = sizeof *c;
    c->refs = 1;
    return c;
}

static void sqla__mem_chunk_unref(sqla__mem_shared *c)
{
    if (!c || --c->refs > 0) return;
    sqla_allocator a = c->allocator;
    sqla__mem_free(&a, c, c->size);
}

/* Makes *c a chunk with n bytes left, a new and larger one if need be. False without memory. */
static bool sqla__mem_chunk_room(sqla__mem_shared **c, const sqla_allocator *a, size_t n)
{
    if (*c && (*c)->refs == 1) (*c)->used = sizeof **c;     /* nothing in it lives */
    if (*c && (*c)->size - (*c)->used >= n) return true;
    size_t room = *c ? (*c)->size * 2 : 1024;
    if (room > 16384) room = 16384;
    sqla__mem_shared *fresh = sqla__mem_chunk_new(a, room > n ? room : n);
    if (!fresh) return false;
    sqla__mem_chunk_unref(*c);
    *c = fresh;
    return true;
}

/* Node memory: small blocks cut from chunks that are freed with their last block, so that building
 * and dropping a statement costs a few allocations. The chunk being cut belongs to its thread;
 * sqla__mem_detach gives it up before its nodes may be freed by another one. */
typedef struct sqla__mem_chunk {
    int32_t  live;                  /* blocks in use */
    uint32_t used, size;            /* in bytes, this header included */
    int32_t  shared;                /* nodes of several threads: count with atomics */
} sqla__mem_chunk;
typedef struct sqla__mem_prefix {
    uint32_t offset, size;
} sqla__mem_prefix; /* before each block */
enum { SQLA__MEM_CHUNK = 1024, SQLA__MEM_SMALL = 480 };

#ifndef SQLA__NO_POOL
static SQLA__THREAD_LOCAL sqla__mem_chunk *sqla__mem_current;
#endif

/* A chunk with its first block of `need` bytes, prefix included. */
static void *sqla__mem_new_chunk(size_t need, size_t size)
{
    sqla__mem_chunk *c;
    if (need > UINT32_MAX / 2) return NULL;
    c = (sqla__mem_chunk *)sqla__mem_alloc(&sqla__mem_process, size);
    if (!c) return NULL;
    *c = (sqla__mem_chunk){ 1, (uint32_t)(sizeof *c + need), (uint32_t)size, 0 };
    sqla__mem_prefix *p = (sqla__mem_prefix *)(void *)(c + 1);
    *p = (sqla__mem_prefix){ sizeof *c + sizeof *p, (uint32_t)(need - sizeof *p) };
    return p + 1;
}

static void *sqla__mem_node(size_t size)
{
    size_t need = sizeof(sqla__mem_prefix) + ((size + 7) & ~(size_t)7);
#ifndef SQLA__NO_POOL
    sqla__mem_chunk *c = sqla__mem_current;
    if (need <= SQLA__MEM_SMALL) {
        if (!c || c->used + need > c->size) {
            void *first = sqla__mem_new_chunk(need, SQLA__MEM_CHUNK);
            if (first) {
                sqla__mem_current = (sqla__mem_chunk *)(void *)((char *)first
                    - sizeof(sqla__mem_prefix) - sizeof(sqla__mem_chunk));
            }
            return first;
        }
        sqla__mem_prefix *p = (sqla__mem_prefix *)(void *)((char *)c + c->used);
        p->offset = (uint32_t)(c->used + sizeof *p);
        p->size = (uint32_t)(need - sizeof *p);
        c->used += (uint32_t)need;
        if (c->shared) SQLA__ADD(&c->live, 1); else c->live++;
        return p + 1;
    }
#endif
    return sqla__mem_new_chunk(need, sizeof(sqla__mem_chunk) + need);
}

static void sqla__mem_node_free(void *block)
{
    if (!block) return;
    sqla__mem_prefix *p = (sqla__mem_prefix *)block - 1;
    sqla__mem_chunk *c = (sqla__mem_chunk *)(void *)((char *)block - p->offset);
    int32_t live = c->shared ? SQLA__ADD(&c->live, -1) : --c->live;
    if (live > 0) return;
#ifndef SQLA__NO_POOL
    if (c == sqla__mem_current) sqla__mem_current = NULL;
#endif
    sqla__mem_free(&sqla__mem_process, c, c->size);
}

/* Makes a block's chunk safe to be freed from by any thread. */
static void sqla__mem_detach(void *block)
{
    sqla__mem_prefix *p = (sqla__mem_prefix *)block - 1;
    sqla__mem_chunk *c = (sqla__mem_chunk *)(void *)((char *)block - p->offset);
    c->shared = 1;
#ifndef SQLA__NO_POOL
    if (c == sqla__mem_current) sqla__mem_current = NULL;
#endif
}

void sqla_set_allocator(const sqla_allocator *allocator)
{
    sqla__mem_process = allocator ? *allocator : sqla__mem_standard;
}

void *sqla_arena_alloc(sqla_arena *arena, size_t n)
{
    if (!arena) return NULL;
    n = (n + 7) & ~(size_t)7;
    if (n > arena->left) return sqla__mem_arena_slow(arena, n);
    void *p = arena->at;
    arena->at += n;
    arena->left -= n;
    return p;
}

void *sqla_driver_alloc(size_t size) { return sqla__mem_zero(&sqla__mem_process, size ? size : 1); }
void sqla_driver_free(void *block, size_t size)
{
    sqla__mem_free(&sqla__mem_process, block, size ? size : 1);
}

/* ============================================================================
 * >>strings                                                     prefix sqla__str_
 * The sticky text builder, comparison without case, numbers.
 * Uses: memory errors
 * ============================================================================ */

static bool sqla__str_reserve(sqla__str *s, size_t more)
{
    void *data = s->data;
    if (s->failed || more > SIZE_MAX / 4) return s->failed = true, false;
    if (s->size + more + 1 <= s->capacity) return true;
    size_t n = s->size + more + 1;
    if (n < 256) n = 256;
    if (!sqla__mem_grow(&sqla__mem_process, &data, &s->capacity, n, 1)) s->failed = true;
    s->data = (char *)data;
    return !s->failed;
}

static void sqla__str_add(sqla__str *s, const char *text, size_t n)
{
    if (s->size + n + 1 > s->capacity && !sqla__str_reserve(s, n)) return;
    if (s->failed) return;
    memcpy(s->data + s->size, text, n);
    s->size += n;
    s->data[s->size] = 0;
}

static void sqla__str_put(sqla__str *s, const char *text) { sqla__str_add(s, text, strlen(text)); }
static void sqla__str_char(sqla__str *s, char c) { sqla__str_add(s, &c, 1); }

static void sqla__str_int(sqla__str *s, int64_t v)
{
    char digits[24], *end = digits + sizeof digits;
    uint64_t u = v < 0 ? 0 - (uint64_t)v : (uint64_t)v;
    do *--end = (char)('0' + u % 10); while (u /= 10);
    if (v < 0) *--end = '-';
    sqla__str_add(s, end, (size_t)(digits + sizeof digits - end));
}

static void sqla__str_free(sqla__str *s)
{
    sqla__mem_free(&sqla__mem_process, s->data, s->capacity);
    memset(s, 0, sizeof *s);
}

static char sqla__str_lower(char c) { return c >= 'A' && c <= 'Z' ? (char)(c + 32) : c; }

/* Equal but for the case of ASCII letters? */
static bool sqla__str_same(const char *a, const char *b)
{
    while (*a && sqla__str_lower(*a) == sqla__str_lower(*b)) a++, b++;
    return *a == 0 && *b == 0;
}

static bool sqla__str_is(const char *a, const char *b) { return a && b && strcmp(a, b) == 0; }

static bool sqla__str_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_'
        || (unsigned char)c >= 0x80;
}

/* Length of the first parameter name in :name text, 0 if there is none here: the colon must not
 * follow a letter, colon or backslash, nor stand before another colon. */
static size_t sqla__str_param(const char *text, const char *at)
{
    size_t n = 1;
    if (*at != ':' || (at > text && (sqla__str_letter(at[-1]) || at[-1] == ':' || at[-1] == '\\')))
        return 0;
    while (sqla__str_letter(at[n])) n++;
    return n > 1 && at[n] != ':' ? n - 1 : 0;
}

/* The integer parts of 2^32 * abs(sin(i + 1)), from RFC 1321. */
static const uint32_t sqla__str_md5_table[64] = {
    0xd76aa478, 0xe8c7b756, 0x242070db, 0xc1bdceee, 0xf57c0faf, 0x4787c62a,
    0xa8304613, 0xfd469501, 0x698098d8, 0x8b44f7af, 0xffff5bb1, 0x895cd7be,
    0x6b901122, 0xfd987193, 0xa679438e, 0x49b40821, 0xf61e2562, 0xc040b340,
    0x265e5a51, 0xe9b6c7aa, 0xd62f105d, 0x02441453, 0xd8a1e681, 0xe7d3fbc8,
    0x21e1cde6, 0xc33707d6, 0xf4d50d87, 0x455a14ed, 0xa9e3e905, 0xfcefa3f8,
    0x676f02d9, 0x8d2a4c8a, 0xfffa3942, 0x8771f681, 0x6d9d6122, 0xfde5380c,
    0xa4beea44, 0x4bdecfa9, 0xf6bb4b60, 0xbebfbc70, 0x289b7ec6, 0xeaa127fa,
    0xd4ef3085, 0x04881d05, 0xd9d4d039, 0xe6db99e5, 0x1fa27cf8, 0xc4ac5665,
    0xf4292244, 0x432aff97, 0xab9423a7, 0xfc93a039, 0x655b59c3, 0x8f0ccc92,
    0xffeff47d, 0x85845dd1, 0x6fa87e4f, 0xfe2ce6e0, 0xa3014314, 0x4e0811a1,
    0xf7537e82, 0xbd3af235, 0x2ad7d2bb, 0xeb86d391,
};

/* One block of MD5 (RFC 1321). */
static void sqla__str_md5_block(uint32_t state[4], const unsigned char *block)
{
    static const uint8_t shifts[16] = { 7, 12, 17, 22, 5, 9, 14, 20, 4, 11, 16, 23, 6, 10, 15, 21 };
    uint32_t a = state[0], b = state[1], c = state[2], d = state[3];
    for (uint32_t i = 0; i < 64; i++) {
        uint32_t round = i / 16, g = round == 0 ? i : round == 1 ? 5 * i + 1
                                   : round == 2 ? 3 * i + 5 : 7 * i;
        uint32_t f = round == 0 ? (b & c) | (~b & d) : round == 1 ? (d & b) | (~d & c)
                   : round == 2 ? b ^ c ^ d : c ^ (b | ~d);
        const unsigned char *w = block + g % 16 * 4;
        uint32_t sum = a + f + sqla__str_md5_table[i]
            + ((uint32_t)w[0] | (uint32_t)w[1] << 8 | (uint32_t)w[2] << 16 | (uint32_t)w[3] << 24);
        uint32_t shift = shifts[round * 4 + i % 4];
        a = d, d = c, c = b;
        b += sum << shift | sum >> (32 - shift);
    }
    state[0] += a, state[1] += b, state[2] += c, state[3] += d;
}

/* The MD5 of a name as 32 digits: SQLAlchemy cuts long names with its end. Whole blocks are hashed
 * in place, the last ones from a copy with the padding. */
static void sqla__str_md5(const char *text, size_t n, char hex[33])
{
    uint32_t state[4] = { 0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476 };
    unsigned char last[128] = { 0 };
    size_t done = 0, rest;
    for (; n - done >= 64; done += 64)
        sqla__str_md5_block(state, (const unsigned char *)text + done);
    rest = n - done;
    memcpy(last, text + done, rest);
    last[rest] = 0x80;
    size_t end = rest < 56 ? 64 : 128;
    for (size_t i = 0; i < 8; i++) last[end - 8 + i] = (unsigned char)((uint64_t)n * 8 >> (8 * i));
    for (size_t i = 0; i < end; i += 64) sqla__str_md5_block(state, last + i);
    for (size_t i = 0; i < 16; i++) {
        unsigned byte = state[i / 4] >> (i % 4 * 8) & 255;
        hex[2 * i] = "0123456789abcdef"[byte >> 4];
        hex[2 * i + 1] = "0123456789abcdef"[byte & 15];
    }
    hex[32] = 0;
}

/* Is this well-formed UTF-8 (RFC 3629: no surrogates, no overlong forms)? */
static bool sqla__str_utf8(const char *text, size_t n)
{
    const unsigned char *p = (const unsigned char *)text, *end = p + n;
    while (p < end) {
        unsigned c = *p++, more = c < 0x80 ? 0 : c < 0xC2 ? 9 : c < 0xE0 ? 1 : c < 0xF0 ? 2
                                : c < 0xF5 ? 3 : 9;
        if (more == 0) continue;
        if (more == 9 || (size_t)(end - p) < more) return false;
        unsigned low = c == 0xE0 ? 0xA0 : c == 0xF0 ? 0x90 : 0x80;
        unsigned high = c == 0xED ? 0x9F : c == 0xF4 ? 0x8F : 0xBF;
        if (*p < low || *p > high) return false;
        for (p++, more--; more; more--) if ((*p++ & 0xC0) != 0x80) return false;
    }
    return true;
}

/* ============================================================================
 * >>containers                                       prefix sqla__vec_ sqla__topo_
 * Pointer vectors in node memory, and the topological sort.
 * Uses: memory
 * ============================================================================ */

/* Appends; false without memory. Under SQLA_DEBUG_HOSTILE the array moves on every push. */
static bool sqla__vec_push(sqla__vec *v, void *item)
{
#ifdef SQLA_DEBUG_HOSTILE
    bool full = v->n < 1024 || v->n == v->capacity;     /* beyond, only the time would move */
#else
    bool full = v->n == v->capacity;
#endif
    if (full) {
        uint32_t capacity = v->n == v->capacity ? (v->capacity ? v->capacity * 2 : 8) : v->capacity;
        void **items = (void **)sqla__mem_node(capacity * sizeof *items);
        if (!items) return false;
        if (v->n) memcpy(items, v->items, v->n * sizeof *items);
        sqla__mem_node_free(v->items);
        v->items = items;
        v->capacity = capacity;
    }
    v->items[v->n++] = item;
    return true;
}

static bool sqla__vec_has(const sqla__vec *v, const void *item)
{
    for (uint32_t i = 0; i < v->n; i++) if (v->items[i] == item) return true;
    return false;
}

static bool sqla__vec_add_new(sqla__vec *v, void *item)
{
    return sqla__vec_has(v, item) || sqla__vec_push(v, item);
}

static void sqla__vec_free(sqla__vec *v)
{
    sqla__mem_node_free(v->items);
    memset(v, 0, sizeof *v);
}

/* Sorts 0 .. n-1 so that what an item needs stands before it, and otherwise keeps their order:
 * needs(i, j, user) tells whether i needs j. Writes indexes to out; items of a circle come last,
 * in their order, and their number is returned. */
static size_t sqla__topo_sort(size_t n, bool (*needs)(size_t, size_t, const void *),
                              const void *user, size_t *out)
{
    size_t done = 0;
    bool moved = true;
    for (size_t i = 0; i < n; i++) out[i] = i;
    while (done < n && moved) {
        moved = false;
        for (size_t k = done; k < n; k++) {
            bool ready = true;
            for (size_t j = done; j < n && ready; j++)
                ready = j == k || !needs(out[k], out[j], user);
            if (!ready) continue;
            size_t item = out[k];
            memmove(out + done + 1, out + done, (k - done) * sizeof *out);
            out[done++] = item;
            moved = true;
        }
    }
    return n - done;
}

/* ============================================================================
 * >>values                                                      prefix sqla__val_
 * Tagged values; calendar, decimals and UUIDs with their text forms.
 * Uses: platform memory strings
 * ============================================================================ */

#define SQLA__VAL_SOME(name, type) \
    sqla_opt_##name sqla_some_##name(type value) \
    { \
        sqla_opt_##name x; \
        memset(&x, 0, sizeof x); \
        x.value = value; \
        x.has = true; \
        return x; \
    } \
    sqla_opt_##name sqla_none_##name(void) \
    { \
        sqla_opt_##name x; \
        memset(&x, 0, sizeof x); \
        return x; \
    }
SQLA_OPT_LIST(SQLA__VAL_SOME)

sqla_value sqla_value_null(const void *x)
{
    (void)x;
    return (sqla_value){ .kind = SQLA_VALUE_NULL };
}
sqla_value sqla_value_bool(bool x) { return (sqla_value){ .kind = SQLA_VALUE_BOOL, .as.b = x }; }
sqla_value sqla_value_int(int64_t x) { return (sqla_value){ .kind = SQLA_VALUE_INT, .as.i = x }; }
sqla_value sqla_value_uint(uint64_t x)
{
    if (x > INT64_MAX) return (sqla_value){ .kind = SQLA_VALUE_TOO_BIG };
    return sqla_value_int((int64_t)x);
}
sqla_value sqla_value_double(double x)
{
    return (sqla_value){ .kind = SQLA_VALUE_DOUBLE, .as.d = x };
}
sqla_value sqla_value_text(const char *x)
{
    if (!x) return sqla_value_null(NULL);
    return (sqla_value){ .kind = SQLA_VALUE_TEXT, .as.text = { x, strlen(x) } };
}
sqla_value sqla_value_bytes(sqla_bytes x)
{
    if (!x.data) return sqla_value_null(NULL);
    return (sqla_value){ .kind = SQLA_VALUE_BYTES, .as.text = { (const char *)x.data, x.size } };
}
sqla_value sqla_value_json(sqla_json x)
{
    sqla_value v = sqla_value_text(x.text);
    if (x.text) v.kind = SQLA_VALUE_JSON;
    return v;
}
sqla_value sqla_value_date(sqla_date x)
{
    return (sqla_value){ .kind = SQLA_VALUE_DATE, .as.date = x };
}
sqla_value sqla_value_time(sqla_time x)
{
    return (sqla_value){ .kind = SQLA_VALUE_TIME, .as.time = x };
}
sqla_value sqla_value_datetime(sqla_datetime x)
{
    return (sqla_value){ .kind = SQLA_VALUE_DATETIME, .as.datetime = x };
}
sqla_value sqla_value_interval(sqla_interval x)
{
    return (sqla_value){ .kind = SQLA_VALUE_INTERVAL, .as.interval = x };
}
sqla_value sqla_value_decimal(sqla_decimal x)
{
    return (sqla_value){ .kind = SQLA_VALUE_DECIMAL, .as.decimal = x };
}
sqla_value sqla_value_uuid(sqla_uuid x)
{
    return (sqla_value){ .kind = SQLA_VALUE_UUID, .as.uuid = x };
}
sqla_value sqla_value_value(sqla_value x) { return x; }

#define SQLA__VAL_OPT(name, of) \
    sqla_value sqla_value_opt_##name(sqla_opt_##name x) \
    { return x.has ? sqla_value_##of(x.value) : sqla_value_null(NULL); }
SQLA__VAL_OPT(bool, bool)
SQLA__VAL_OPT(int16, int)
SQLA__VAL_OPT(int32, int)
SQLA__VAL_OPT(int64, int)
SQLA__VAL_OPT(float, double)
SQLA__VAL_OPT(double, double)
SQLA__VAL_OPT(date, date)
SQLA__VAL_OPT(time, time)
SQLA__VAL_OPT(datetime, datetime)
SQLA__VAL_OPT(interval, interval)
SQLA__VAL_OPT(decimal, decimal)
SQLA__VAL_OPT(uuid, uuid)

/* Has the value its text behind a pointer? */
static bool sqla__val_is_text(const sqla_value *v)
{
    return v->kind == SQLA_VALUE_TEXT || v->kind == SQLA_VALUE_BYTES || v->kind == SQLA_VALUE_JSON;
}

static const int64_t SQLA__VAL_DAY_US = 86400000000;

/* Days since 1970-01-01 of a civil date (proleptic Gregorian; eras of 400 years = 146,097 days). */
static int32_t sqla__val_days(int year, int month, int day)
{
    int y = month <= 2 ? year - 1 : year, era = (y >= 0 ? y : y - 399) / 400,
        of_era = y - era * 400;
    int of_year = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    return era * 146097 + of_era * 365 + of_era / 4 - of_era / 100 + of_year - 719468;
}

static void sqla__val_civil(int32_t days, int *year, int *month, int *day)
{
    int64_t z = (int64_t)days + 719468, era = (z >= 0 ? z : z - 146096) / 146097;
    int of_era = (int)(z - era * 146097);
    int y = (of_era - of_era / 1460 + of_era / 36524 - of_era / 146096) / 365;
    int of_year = of_era - (365 * y + y / 4 - y / 100), m = (5 * of_year + 2) / 153;
    *day = of_year - (153 * m + 2) / 5 + 1;
    *month = m < 10 ? m + 3 : m - 9;
    *year = (int)(y + era * 400) + (*month <= 2);
}

static int sqla__val_clamp(int x, int low, int high) { return x < low ? low : x > high ? high : x; }

static int sqla__val_month_days(int year, int month)
{
    static const int days[] = { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2 && leap ? 29 : days[month - 1];
}

sqla_date sqla_date_of(int year, int month, int day)
{
    int32_t days, first = sqla__val_days(1, 1, 1), last = sqla__val_days(9999, 12, 31);
    if (year < 1) return (sqla_date){ first };
    if (year > 9999) return (sqla_date){ last };
    if (month > 12) month = 12, day = 31;
    if (month < 1) days = sqla__val_days(year, 1, 1) - 1;
    else if (day < 1) days = sqla__val_days(year, month, 1) - 1;
    else
        days =
            sqla__val_days(year, month, sqla__val_clamp(day, 1, sqla__val_month_days(year, month)));
    return (sqla_date){ days < first ? first : days };
}

sqla_time sqla_time_of(int hour, int minute, int second, int us)
{
    int64_t s = (int64_t)sqla__val_clamp(hour, 0, 23) * 3600 + sqla__val_clamp(minute, 0, 59) * 60
        + sqla__val_clamp(second, 0, 59);
    return (sqla_time){ s * 1000000 + sqla__val_clamp(us, 0, 999999) };
}

sqla_datetime sqla_datetime_join(sqla_date date, sqla_time time)
{
    return (sqla_datetime){ date.days * SQLA__VAL_DAY_US + time.us };
}
sqla_datetime sqla_datetime_from_unix(int64_t seconds)
{
    int64_t most = INT64_MAX / 1000000;
    return (sqla_datetime){ (seconds > most ? most : seconds < -most ? -most : seconds) * 1000000 };
}
sqla_datetime sqla_utcnow(void) { return (sqla_datetime){ sqla__plat_now_us() }; }

static sqla_date sqla__val_date_part(sqla_datetime v)
{
    int64_t days = v.us / SQLA__VAL_DAY_US;
    return (sqla_date){ (int32_t)(v.us % SQLA__VAL_DAY_US < 0 ? days - 1 : days) };
}

static sqla_time sqla__val_time_part(sqla_datetime v)
{
    int64_t us = v.us % SQLA__VAL_DAY_US;
    return (sqla_time){ us < 0 ? us + SQLA__VAL_DAY_US : us };
}

/* Writes v in at least `width` digits; returns the end. */
static char *sqla__val_digits(char *at, int64_t v, int width)
{
    char digits[24];
    int n = 0;
    do digits[n++] = (char)('0' + v % 10); while (v /= 10);
    while (n < width) digits[n++] = '0';
    while (n) *at++ = digits[--n];
    return at;
}

static char *sqla__val_put_date(char *at, sqla_date v)
{
    int year, month, day;
    sqla__val_civil(v.days, &year, &month, &day);
    at = sqla__val_digits(at, year < 0 ? 0 : year, 4);
    *at++ = '-';
    at = sqla__val_digits(at, month, 2);
    *at++ = '-';
    return sqla__val_digits(at, day, 2);
}

/* The fraction is written when it is not zero, or always (SQLite's storage format). */
static char *sqla__val_put_time(char *at, sqla_time v, bool always)
{
    int64_t s = v.us / 1000000;
    at = sqla__val_digits(at, s / 3600, 2);
    *at++ = ':';
    at = sqla__val_digits(at, s / 60 % 60, 2);
    *at++ = ':';
    at = sqla__val_digits(at, s % 60, 2);
    if (v.us % 1000000 == 0 && !always) return at;
    *at++ = '.';
    return sqla__val_digits(at, v.us % 1000000, 6);
}

static char *sqla__val_put_datetime(char *at, sqla_datetime v, bool always)
{
    at = sqla__val_put_date(at, sqla__val_date_part(v));
    *at++ = ' ';
    return sqla__val_put_time(at, sqla__val_time_part(v), always);
}

/* Reads up to `most` digits; false without any. */
static bool sqla__val_take(const char **at, const char *end, int most, int *out)
{
    int n = 0;
    for (*out = 0; n < most && *at < end && **at >= '0' && **at <= '9'; n++, (*at)++)
        *out = *out * 10 + (**at - '0');
    return n > 0;
}

static bool sqla__val_take_char(const char **at, const char *end, char c)
{
    return *at < end && **at == c ? ((*at)++, true) : false;
}

static bool sqla__val_parse_date(const char **at, const char *end, sqla_date *out)
{
    int y, m, d;
    if (!sqla__val_take(at, end, 4, &y) || !sqla__val_take_char(at, end, '-')
        || !sqla__val_take(at, end, 2, &m) || !sqla__val_take_char(at, end, '-')
        || !sqla__val_take(at, end, 2, &d)) return false;
    if (y < 1 || m < 1 || m > 12 || d < 1 || d > sqla__val_month_days(y, m)) return false;
    out->days = sqla__val_days(y, m, d);
    return true;
}

static bool sqla__val_parse_time(const char **at, const char *end, sqla_time *out)
{
    int h, m, s = 0, us = 0;
    if (!sqla__val_take(at, end, 2, &h) || !sqla__val_take_char(at, end, ':')
        || !sqla__val_take(at, end, 2, &m)) return false;
    if (sqla__val_take_char(at, end, ':') && !sqla__val_take(at, end, 2, &s)) return false;
    if (sqla__val_take_char(at, end, '.')) {
        const char *start = *at;
        if (!sqla__val_take(at, end, 6, &us)) return false;
        for (int n = (int)(*at - start); n < 6; n++) us *= 10;
        while (*at < end && **at >= '0' && **at <= '9') (*at)++;
    }
    if (h > 23 || m > 59 || s > 59) return false;
    *out = sqla_time_of(h, m, s, us);
    return true;
}

/* "date", "date time" or "date" T "time", with an optional offset (+02:00 or Z) brought to UTC. */
static bool sqla__val_parse_datetime(const char *at, const char *end, sqla_datetime *out)
{
    sqla_date date;
    sqla_time time = { 0 };
    int64_t offset = 0;
    if (!sqla__val_parse_date(&at, end, &date)) return false;
    if (at < end && (*at == ' ' || *at == 'T')) {
        at++;
        if (!sqla__val_parse_time(&at, end, &time)) return false;
    }
    if (at < end && (*at == '+' || *at == '-')) {
        int h, m = 0, sign = *at++ == '-' ? -1 : 1;
        if (!sqla__val_take(&at, end, 2, &h)) return false;
        sqla__val_take_char(&at, end, ':');
        sqla__val_take(&at, end, 2, &m);
        offset = sign * (h * 60 + m) * (int64_t)60000000;
    } else {
        sqla__val_take_char(&at, end, 'Z');
    }
    out->us = sqla_datetime_join(date, time).us - offset;
    return at == end;
}

/* hi:lo = hi:lo * 10 + digit; false when it leaves 128 bits. */
static bool sqla__val_times10(uint64_t *hi, uint64_t *lo, unsigned digit)
{
    uint64_t low = (*lo & 0xFFFFFFFFu) * 10 + digit, mid = (*lo >> 32) * 10 + (low >> 32);
    if (*hi > UINT64_MAX / 10 - 1) return false;
    *hi = *hi * 10 + (mid >> 32);
    *lo = mid << 32 | (low & 0xFFFFFFFFu);
    return true;
}

/* hi:lo /= 10; returns the remainder. */
static unsigned sqla__val_over10(uint64_t *hi, uint64_t *lo)
{
    uint64_t part[4] = { *hi >> 32, *hi & 0xFFFFFFFFu, *lo >> 32, *lo & 0xFFFFFFFFu }, rest = 0;
    for (int i = 0; i < 4; i++) {
        rest = rest << 32 | part[i];
        part[i] = rest / 10;
        rest %= 10;
    }
    *hi = part[0] << 32 | part[1];
    *lo = part[2] << 32 | part[3];
    return (unsigned)rest;
}

static sqla_decimal sqla__val_parse_decimal(const char *at, const char *end)
{
    sqla_decimal d = { 0, 0, 0, false };
    int digits = 0, any = 0;
    bool point = false;
    if (at < end && (*at == '-' || *at == '+')) d.negative = *at++ == '-';
    for (; at < end; at++) {
        if (*at == '.' && !point) {
            point = true;
            continue;
        }
        if (*at < '0' || *at > '9' || digits == 38 || d.scale == 38
            || !sqla__val_times10(&d.hi, &d.lo, (unsigned)(*at - '0'))) break;
        any++;
        digits += d.hi || d.lo;
        d.scale = (int16_t)(d.scale + point);
    }
    if (at < end || !any) d = (sqla_decimal){ 0, 0, -1, false };
    return d;
}

static char *sqla__val_put_decimal(char *at, sqla_decimal v)
{
    char digits[80];
    int n = 0;
    if (v.scale < 0 || v.scale > 38) return memcpy(at, "NaN", 3), at + 3;
    while (v.hi || v.lo || n <= v.scale) {
        digits[n++] = (char)('0' + sqla__val_over10(&v.hi, &v.lo));
        if (n == v.scale && v.scale) digits[n++] = '.', v.scale = (int16_t)(v.scale + 1);
    }
    if (v.negative) *at++ = '-';
    while (n) *at++ = digits[--n];
    return at;
}

static double sqla__val_decimal_double(sqla_decimal v)
{
    char text[64];
    *sqla__val_put_decimal(text, v) = 0;
    return strtod(text, NULL);
}

sqla_decimal sqla_decimal_of(const char *text)
{
    return text ? sqla__val_parse_decimal(text, text + strlen(text))
                : (sqla_decimal){ 0, 0, -1, false };
}

/* 32 hexadecimal digits with hyphens anywhere; false for anything else. */
static bool sqla__val_parse_uuid(const char *at, const char *end, sqla_uuid *out)
{
    int n = 0;
    memset(out, 0, sizeof *out);
    for (; at < end; at++) {
        char c = sqla__str_lower(*at);
        int digit = c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
        if (c == '-') continue;
        if (digit < 0 || n == 32) return false;
        out->bytes[n / 2] = (uint8_t)(out->bytes[n / 2] << 4 | digit);
        n++;
    }
    return n == 32;
}

sqla_uuid sqla_uuid_of(const char *text)
{
    sqla_uuid v;
    if (!text || !sqla__val_parse_uuid(text, text + strlen(text), &v)) memset(&v, 0, sizeof v);
    return v;
}

sqla_uuid sqla_uuid4(void)
{
    sqla_uuid v;
    sqla__plat_random(v.bytes, sizeof v.bytes);
    v.bytes[6] = (uint8_t)((v.bytes[6] & 0x0F) | 0x40);
    v.bytes[8] = (uint8_t)((v.bytes[8] & 0x3F) | 0x80);
    return v;
}

static char *sqla__val_put_uuid(char *at, sqla_uuid v, bool hyphens)
{
    for (int i = 0; i < 16; i++) {
        if (hyphens && (i == 4 || i == 6 || i == 8 || i == 10)) *at++ = '-';
        *at++ = "0123456789abcdef"[v.bytes[i] >> 4];
        *at++ = "0123456789abcdef"[v.bytes[i] & 15];
    }
    return at;
}

/* "P1Y2M3DT4H5M6.5S" would need a parser nobody has; "14 mons 3 days 04:05:06.5" is what
 * PostgreSQL writes and reads. */
static char *sqla__val_put_interval(char *at, sqla_interval v)
{
    if (v.months) {
        if (v.months < 0) *at++ = '-';
        at = sqla__val_digits(at, v.months < 0 ? -(int64_t)v.months : v.months, 1);
        memcpy(at, " mons ", 6), at += 6;
    }
    if (v.days) {
        if (v.days < 0) *at++ = '-';
        at = sqla__val_digits(at, v.days < 0 ? -(int64_t)v.days : v.days, 1);
        memcpy(at, " days ", 6), at += 6;
    }
    if (v.us < 0) *at++ = '-';
    if (v.us == INT64_MIN) v.us++;              /* has no positive counterpart */
    return sqla__val_put_time(at, (sqla_time){ v.us < 0 ? -v.us : v.us }, false);
}

sqla_json sqla_json_of(const char *text) { return (sqla_json){ text }; }

/* Ends a text in scratch and copies what fits. */
static const char *sqla__val_give(char *scratch, char *end, char *buf, size_t n)
{
    if (!buf || n == 0) return "";
    sqla__err_copy(buf, n, scratch, (size_t)(end - scratch));
    return buf;
}

const char *sqla_date_text(sqla_date v, char *buf, size_t n)
{
    char s[32];
    return sqla__val_give(s, sqla__val_put_date(s, v), buf, n);
}
const char *sqla_time_text(sqla_time v, char *buf, size_t n)
{
    char s[48];
    return sqla__val_give(s, sqla__val_put_time(s, v, false), buf, n);
}
const char *sqla_datetime_text(sqla_datetime v, char *buf, size_t n)
{
    char s[64];
    return sqla__val_give(s, sqla__val_put_datetime(s, v, false), buf, n);
}
const char *sqla_interval_text(sqla_interval v, char *buf, size_t n)
{
    char s[96];
    return sqla__val_give(s, sqla__val_put_interval(s, v), buf, n);
}
const char *sqla_decimal_text(sqla_decimal v, char *buf, size_t n)
{
    char s[64];
    return sqla__val_give(s, sqla__val_put_decimal(s, v), buf, n);
}
const char *sqla_uuid_text(sqla_uuid v, char *buf, size_t n)
{
    char s[40];
    return sqla__val_give(s, sqla__val_put_uuid(s, v, true), buf, n);
}

/* ============================================================================
 * >>types                                                       prefix sqla__type_
 * SQL types against C types: which goes with which, and values converted both ways.
 * Uses: errors memory strings values
 * ============================================================================ */

/* Types of one family take each other's type when a bare value meets an expression. */
typedef enum sqla__type_family {
    SQLA__TYPE_OTHER, SQLA__TYPE_INTS, SQLA__TYPE_FLOATS, SQLA__TYPE_EXACT, SQLA__TYPE_TEXTS,
    SQLA__TYPE_BLOBS, SQLA__TYPE_BOOLS, SQLA__TYPE_DATES, SQLA__TYPE_TIMES,
    SQLA__TYPE_DATETIMES, SQLA__TYPE_INTERVALS, SQLA__TYPE_UUIDS, SQLA__TYPE_JSONS
} sqla__type_family;

/* ORDER sqla_type_kind. `value` is the kind that results have, NULL where it is the driver's. */
static const struct sqla__type_row {
    const char     *name;
    sqla__type_family    family;
    sqla_value_kind value;
} sqla__type_rows[] = {
    { "NULL", SQLA__TYPE_OTHER, SQLA_VALUE_NULL },
    { "BOOLEAN", SQLA__TYPE_BOOLS, SQLA_VALUE_BOOL },
    { "SMALLINT", SQLA__TYPE_INTS, SQLA_VALUE_NULL },
    { "INTEGER", SQLA__TYPE_INTS, SQLA_VALUE_NULL },
    { "BIGINT", SQLA__TYPE_INTS, SQLA_VALUE_NULL },
    { "FLOAT", SQLA__TYPE_FLOATS, SQLA_VALUE_NULL },
    { "DOUBLE", SQLA__TYPE_FLOATS, SQLA_VALUE_NULL },
    { "NUMERIC", SQLA__TYPE_EXACT, SQLA_VALUE_DECIMAL },
    { "VARCHAR", SQLA__TYPE_TEXTS, SQLA_VALUE_NULL },
    { "TEXT", SQLA__TYPE_TEXTS, SQLA_VALUE_NULL },
    { "VARCHAR", SQLA__TYPE_TEXTS, SQLA_VALUE_NULL },
    { "TEXT", SQLA__TYPE_TEXTS, SQLA_VALUE_NULL },
    { "BLOB", SQLA__TYPE_BLOBS, SQLA_VALUE_NULL },
    { "DATE", SQLA__TYPE_DATES, SQLA_VALUE_DATE },
    { "TIME", SQLA__TYPE_TIMES, SQLA_VALUE_TIME },
    { "DATETIME", SQLA__TYPE_DATETIMES, SQLA_VALUE_DATETIME },
    { "INTERVAL", SQLA__TYPE_INTERVALS, SQLA_VALUE_INTERVAL },
    { "ENUM", SQLA__TYPE_TEXTS, SQLA_VALUE_INT },
    { "UUID", SQLA__TYPE_UUIDS, SQLA_VALUE_UUID },
    { "JSON", SQLA__TYPE_JSONS, SQLA_VALUE_JSON },
    { "ARRAY", SQLA__TYPE_OTHER, SQLA_VALUE_NULL },
};
SQLA__STATIC_ASSERT(SQLA__COUNT_OF(sqla__type_rows) == SQLA_TYPE_COUNT, "ORDER sqla_type_kind");

/* One descriptor of each kind without length or name. ORDER sqla_type_kind. */
static const sqla_type sqla__type_plain[] = {
    { .kind = SQLA_TYPE_NULL }, { .kind = SQLA_TYPE_BOOLEAN }, { .kind = SQLA_TYPE_SMALLINT },
    { .kind = SQLA_TYPE_INTEGER }, { .kind = SQLA_TYPE_BIGINT }, { .kind = SQLA_TYPE_FLOAT },
    { .kind = SQLA_TYPE_DOUBLE }, { .kind = SQLA_TYPE_NUMERIC }, { .kind = SQLA_TYPE_STRING },
    { .kind = SQLA_TYPE_TEXT }, { .kind = SQLA_TYPE_UNICODE }, { .kind = SQLA_TYPE_UNICODE_TEXT },
    { .kind = SQLA_TYPE_BINARY }, { .kind = SQLA_TYPE_DATE }, { .kind = SQLA_TYPE_TIME },
    { .kind = SQLA_TYPE_DATETIME }, { .kind = SQLA_TYPE_INTERVAL }, { .kind = SQLA_TYPE_ENUM },
    { .kind = SQLA_TYPE_UUID }, { .kind = SQLA_TYPE_JSON }, { .kind = SQLA_TYPE_ARRAY },
};
SQLA__STATIC_ASSERT(SQLA__COUNT_OF(sqla__type_plain) == SQLA_TYPE_COUNT, "ORDER sqla_type_kind");

static sqla_type_kind sqla__type_kind(const sqla_type *t) { return t ? t->kind : SQLA_TYPE_NULL; }
static sqla__type_family sqla__type_family_of(const sqla_type *t)
{
    return sqla__type_rows[sqla__type_kind(t)].family;
}
/* The SQL type of a C value. */
static const sqla_type *sqla__type_of_value(const sqla_value *v)
{
    static const uint8_t kinds[] = { SQLA_TYPE_NULL, SQLA_TYPE_BOOLEAN, SQLA_TYPE_INTEGER,
        SQLA_TYPE_DOUBLE, SQLA_TYPE_STRING, SQLA_TYPE_BINARY, SQLA_TYPE_DATE, SQLA_TYPE_TIME,
        SQLA_TYPE_DATETIME, SQLA_TYPE_INTERVAL, SQLA_TYPE_NUMERIC, SQLA_TYPE_UUID, SQLA_TYPE_JSON,
        SQLA_TYPE_BIGINT };
    if (v->kind == SQLA_VALUE_NULL) return NULL;
    if (v->kind == SQLA_VALUE_TEXT)
        for (size_t i = 0; i < v->as.text.size; i++)
            if ((unsigned char)v->as.text.ptr[i] > 127) return &sqla__type_plain[SQLA_TYPE_UNICODE];
    if (v->kind == SQLA_VALUE_INT && (v->as.i > INT32_MAX || v->as.i <= INT32_MIN))
        return &sqla__type_plain[SQLA_TYPE_BIGINT];
    return &sqla__type_plain[kinds[v->kind]];
}

/* The SQL type of a struct field (Mapped[T]); a char array's length is added by the DDL. */
static const sqla_type *sqla__type_of_field(unsigned ctype, size_t size)
{
    static const uint8_t kinds[] = { SQLA_TYPE_NULL, SQLA_TYPE_BOOLEAN, SQLA_TYPE_INTEGER,
        SQLA_TYPE_INTEGER, SQLA_TYPE_FLOAT, SQLA_TYPE_STRING, SQLA_TYPE_STRING, SQLA_TYPE_BINARY,
        SQLA_TYPE_DATE, SQLA_TYPE_TIME, SQLA_TYPE_DATETIME, SQLA_TYPE_INTERVAL, SQLA_TYPE_NUMERIC,
        SQLA_TYPE_UUID, SQLA_TYPE_JSON };
    unsigned kind = ctype & (SQLA_C_OPT - 1);
    size_t bytes = ctype & SQLA_C_OPT ? (size > 8 ? 8 : size / 2) : size;
    if (kind >= SQLA__COUNT_OF(kinds)) return NULL;
    if (kind == SQLA_C_INT && bytes <= 2) return &sqla__type_plain[SQLA_TYPE_SMALLINT];
    if (kind == SQLA_C_UINT && bytes <= 1) return &sqla__type_plain[SQLA_TYPE_SMALLINT];
    if ((kind == SQLA_C_INT && bytes == 8) || (kind == SQLA_C_UINT && bytes >= 4))
        return &sqla__type_plain[SQLA_TYPE_BIGINT];
    if (kind == SQLA_C_FLOAT && bytes == 8) return &sqla__type_plain[SQLA_TYPE_DOUBLE];
    return &sqla__type_plain[kinds[kind]];
}

/* May a field of this C type hold NULL? */
static bool sqla__type_nullable(unsigned ctype)
{
    return (ctype & SQLA_C_OPT) || ctype == SQLA_C_NONE || ctype == SQLA_C_TEXT
        || ctype == SQLA_C_BYTES || ctype == SQLA_C_JSON;
}

/* Bytes of the value inside a field; the `has` of an opt follows them. */
static size_t sqla__type_value_size(unsigned ctype, size_t size)
{
    static const uint8_t sizes[] = { 0, sizeof(bool), 0, 0, 0, 0, 0, 0, sizeof(sqla_date),
        sizeof(sqla_time), sizeof(sqla_datetime), sizeof(sqla_interval), sizeof(sqla_decimal),
        sizeof(sqla_uuid), 0 };
    if (!(ctype & SQLA_C_OPT)) return size;
    unsigned kind = ctype & (SQLA_C_OPT - 1);
    if (kind < SQLA__COUNT_OF(sizes) && sizes[kind]) return sizes[kind];
    return size > 8 ? 8 : size / 2; /* a 64-bit opt has 12 bytes on some 32-bit systems */
}

/* The type that a bare value takes beside an expression of type `beside`: that one when both are of
 * one family; C's ints are also what C has for true, false and enum constants. */
static const sqla_type *sqla__type_adopt(const sqla_value *v, const sqla_type *beside)
{
    const sqla_type *own = sqla__type_of_value(v);
    sqla_type_kind kind = sqla__type_kind(beside);
    if (!own) return beside;
    if (!beside) return own;
    if (v->kind == SQLA_VALUE_INT && (kind == SQLA_TYPE_ENUM || kind == SQLA_TYPE_BOOLEAN))
        return beside;
    return sqla__type_family_of(own) == sqla__type_family_of(beside)
        && sqla__type_family_of(own) != SQLA__TYPE_OTHER ? beside : own;
}

/* Bytes that a copy of a type needs behind its struct, names and labels included. */
static size_t sqla__type_extra(const sqla_type *t)
{
    size_t n = t->name ? strlen(t->name) + 1 : 0;
    if (t->item) n += sizeof *t + sqla__type_extra(t->item) + 16;
    if (!t->labels) return n;
    for (const char *const *label = t->labels; *label; label++)
        n += strlen(*label) + 1 + sizeof(char *);
    return n + 2 * sizeof(char *);
}

/* Writes a copy of t and what it points to into room of sizeof(sqla_type) + sqla__type_extra. */
static sqla_type *sqla__type_copy(void *room, const sqla_type *t)
{
    sqla_type *copy = (sqla_type *)room;
    char *at = (char *)(copy + 1);
    *copy = *t;
    if (t->item) {
        copy->item = sqla__type_copy(at, t->item);
        at += (sizeof *t + sqla__type_extra(t->item) + 7) & ~(size_t)7;
    }
    if (t->labels) {
        size_t n = 0;
        const char **labels = (const char **)(void *)at;
        while (t->labels[n]) n++;
        at += (n + 1) * sizeof *labels;
        for (size_t i = 0; i < n; i++) {
            labels[i] = at;
            at += strlen(strcpy(at, t->labels[i])) + 1;
        }
        labels[n] = NULL;
        copy->labels = labels;
    }
    if (t->name) copy->name = strcpy(at, t->name);
    return copy;
}

static int sqla__type_label_index(const sqla_type *t, const char *text, size_t n)
{
    for (int i = 0; t->labels && t->labels[i]; i++)
        if (strlen(t->labels[i]) == n && memcmp(t->labels[i], text, n) == 0) return i;
    return -1;
}

static bool sqla__type_text_int(const char *at, size_t n, int64_t *out)
{
    const char *end = at + n;
    bool minus = n && *at == '-';
    uint64_t u = 0;
    if (n && (*at == '-' || *at == '+')) at++;
    if (at == end) return false;
    for (; at < end; at++) {
        if (*at < '0' || *at > '9' || u > (UINT64_MAX - 9) / 10) return false;
        u = u * 10 + (uint64_t)(*at - '0');
    }
    if (u > (uint64_t)INT64_MAX + minus) return false;
    *out = minus ? (int64_t)(0 - u) : (int64_t)u;
    return true;
}

static bool sqla__type_text_double(const char *at, size_t n, double *out)
{
    char copy[64], *end;
    if (n == 0 || n >= sizeof copy) return false;
    memcpy(copy, at, n);
    copy[n] = 0;
    *out = strtod(copy, &end);
    return end == copy + n;
}

/* The shortest text that reads back as the same double, in at least 32 bytes. */
static char *sqla__type_put_double(char *at, double d)
{
#ifndef SQLA_NO_STDIO
    int n = 0;
    for (int digits = 15; digits <= 17; digits++) {
        n = snprintf(at, 32, "%.*g", digits, d);
        if (strtod(at, NULL) == d) break;
    }
    return at + n;
#else
    /* Seventeen digits and an exponent; long double keeps the last ones right. */
    long double x = d < 0 ? -(long double)d : (long double)d;
    int exponent = 0;
    if (d != d || d - d != 0) return memcpy(at, d != d ? "nan" : d < 0 ? "-inf" : "inf", 5),
                                     at + (d < 0 ? 4 : 3);
    if (d < 0) *at++ = '-';
    if (x == (long double)(int64_t)x && x < 9e15L) return sqla__val_digits(at, (int64_t)x, 1);
    for (; x >= 10; exponent++) x /= 10;
    for (; x < 1; exponent--) x *= 10;
    *at++ = (char)('0' + (int)x);
    *at++ = '.';
    for (int i = 0; i < 16; i++) {
        x = (x - (int)x) * 10;
        *at++ = (char)('0' + (int)x);
    }
    *at++ = 'e';
    if (exponent < 0) *at++ = '-';
    return sqla__val_digits(at, exponent < 0 ? -exponent : exponent, 1);
#endif
}

/* A double rounded to `scale` digits after the point: NUMERIC on a database that stores doubles. */
static bool sqla__type_double_decimal(double d, int scale, sqla_decimal *out)
{
    double big = d < 0 ? -d : d;
    int left = scale;
    while (left-- > 0) big *= 10;
    if (!(big < 9e15)) {
        char text[64];
        *sqla__type_put_double(text, d) = 0;
        *out = sqla_decimal_of(text);
        return out->scale >= 0;
    }
    *out = (sqla_decimal){ 0, (uint64_t)(big + 0.5), (int16_t)scale, d < 0 && big + 0.5 >= 1 };
    return true;
}

/* Any value but text and bytes as text in scratch (96 bytes). */
static void sqla__type_as_text(sqla_value *v, char *scratch)
{
    char *end = scratch;
    switch (v->kind) {
    case SQLA_VALUE_BOOL: *end++ = v->as.b ? '1' : '0'; break;
    case SQLA_VALUE_INT:
        if (v->as.i < 0) *end++ = '-';
        if (v->as.i == INT64_MIN) end = memcpy(end, "9223372036854775808", 19), end += 19;
        else end = sqla__val_digits(end, v->as.i < 0 ? -v->as.i : v->as.i, 1);
        break;
    case SQLA_VALUE_DOUBLE: end = sqla__type_put_double(end, v->as.d); break;
    case SQLA_VALUE_DATE: end = sqla__val_put_date(end, v->as.date); break;
    case SQLA_VALUE_TIME: end = sqla__val_put_time(end, v->as.time, true); break;
    case SQLA_VALUE_DATETIME: end = sqla__val_put_datetime(end, v->as.datetime, true); break;
    case SQLA_VALUE_INTERVAL: end = sqla__val_put_interval(end, v->as.interval); break;
    case SQLA_VALUE_DECIMAL: end = sqla__val_put_decimal(end, v->as.decimal); break;
    case SQLA_VALUE_UUID: end = sqla__val_put_uuid(end, v->as.uuid, true); break;
    default: return;
    }
    *end = 0;
    v->kind = SQLA_VALUE_TEXT;
    v->as.text.ptr = scratch;
    v->as.text.size = (size_t)(end - scratch);
}

static bool sqla__type_as_int(sqla_value *v)
{
    int64_t i = 0;
    if (v->kind == SQLA_VALUE_BOOL) i = v->as.b;
    else if (v->kind == SQLA_VALUE_DOUBLE) {
        if (!(v->as.d >= -9007199254740992.0 && v->as.d <= 9007199254740992.0)) return false;
        i = (int64_t)v->as.d;
        if ((double)i != v->as.d) return false;
    } else if (v->kind == SQLA_VALUE_DECIMAL) {
        char scratch[96];
        sqla__type_as_text(v, scratch);
        if (!sqla__type_text_int(v->as.text.ptr, v->as.text.size, &i)) return false;
    } else if (v->kind != SQLA_VALUE_TEXT
               || !sqla__type_text_int(v->as.text.ptr, v->as.text.size, &i)) return false;
    v->kind = SQLA_VALUE_INT;
    v->as.i = i;
    return true;
}

static bool sqla__type_as_double(sqla_value *v)
{
    double d = 0;
    if (v->kind == SQLA_VALUE_INT) d = (double)v->as.i;
    else if (v->kind == SQLA_VALUE_BOOL) d = v->as.b;
    else if (v->kind == SQLA_VALUE_DECIMAL) d = sqla__val_decimal_double(v->as.decimal);
    else if (v->kind != SQLA_VALUE_TEXT
             || !sqla__type_text_double(v->as.text.ptr, v->as.text.size, &d)) return false;
    v->kind = SQLA_VALUE_DOUBLE;
    v->as.d = d;
    return true;
}

static bool sqla__type_as_decimal(sqla_value *v, const sqla_type *type)
{
    sqla_decimal d = { 0, 0, -1, false };
    int scale = type && (type->scale || type->precision) ? type->scale : 10;
    if (v->kind == SQLA_VALUE_INT) {
        uint64_t u = v->as.i < 0 ? 0 - (uint64_t)v->as.i : (uint64_t)v->as.i;
        d = (sqla_decimal){ 0, u, 0, v->as.i < 0 };
        for (int i = 0; type && i < type->scale && sqla__val_times10(&d.hi, &d.lo, 0); i++)
            d.scale++;
    } else if (v->kind == SQLA_VALUE_DOUBLE) {
        if (!sqla__type_double_decimal(v->as.d, scale, &d)) return false;
    } else if (v->kind == SQLA_VALUE_TEXT) {
        d = sqla__val_parse_decimal(v->as.text.ptr, v->as.text.ptr + v->as.text.size);
    }
    v->kind = SQLA_VALUE_DECIMAL;
    v->as.decimal = d;
    return d.scale >= 0;
}

static bool sqla__type_as_calendar(sqla_value *v, sqla_value_kind want)
{
    const char *at = v->as.text.ptr, *end = at;
    sqla_value out = { .kind = want };
    bool good = true;
    if (v->kind == SQLA_VALUE_DATE && want == SQLA_VALUE_DATETIME)
        out.as.datetime = sqla_datetime_join(v->as.date, (sqla_time){ 0 });
    else if (v->kind == SQLA_VALUE_DATETIME && want == SQLA_VALUE_DATE)
        out.as.date = sqla__val_date_part(v->as.datetime);
    else if (v->kind == SQLA_VALUE_DATETIME && want == SQLA_VALUE_TIME)
        out.as.time = sqla__val_time_part(v->as.datetime);
    else if (v->kind != SQLA_VALUE_TEXT) return false;
    else {
        end += v->as.text.size;
        if (want == SQLA_VALUE_DATETIME) {
            good = sqla__val_parse_datetime(at, end, &out.as.datetime);
        } else {
            good = want == SQLA_VALUE_DATE ? sqla__val_parse_date(&at, end, &out.as.date)
                                           : sqla__val_parse_time(&at, end, &out.as.time);
            good = good && at == end;
        }
    }
    *v = out;
    return good;
}

/* SQLAlchemy stores an interval on databases without the type as a moment after 1970-01-01. */
static bool sqla__type_as_interval(sqla_value *v)
{
    if (!sqla__type_as_calendar(v, SQLA_VALUE_DATETIME)) return false;
    int64_t us = v->as.datetime.us;
    v->kind = SQLA_VALUE_INTERVAL;
    v->as.interval = (sqla_interval){ us % SQLA__VAL_DAY_US, (int32_t)(us / SQLA__VAL_DAY_US), 0 };
    return true;
}

static bool sqla__type_as_uuid(sqla_value *v)
{
    sqla_uuid u;
    const char *at = v->as.text.ptr;
    if (v->kind == SQLA_VALUE_BYTES && v->as.text.size == 16) memcpy(u.bytes, at, 16);
    else if (v->kind != SQLA_VALUE_TEXT || !sqla__val_parse_uuid(at, at + v->as.text.size, &u))
        return false;
    v->kind = SQLA_VALUE_UUID;
    v->as.uuid = u;
    return true;
}

/* Brings a value that is not NULL to another kind; scratch (96 bytes) holds made texts. */
static bool sqla__type_to_kind(sqla_value *v, sqla_value_kind want, const sqla_type *type,
                               char *scratch)
{
    if (v->kind == want) return true;
    if (v->kind == SQLA_VALUE_JSON && want != SQLA_VALUE_TEXT && want != SQLA_VALUE_BYTES)
        return false;
    switch (want) {
    case SQLA_VALUE_BOOL:
        if (v->kind != SQLA_VALUE_INT) return false;
        *v = sqla_value_bool(v->as.i != 0);
        return true;
    case SQLA_VALUE_INT: return sqla__type_as_int(v);
    case SQLA_VALUE_DOUBLE: return sqla__type_as_double(v);
    case SQLA_VALUE_TEXT: case SQLA_VALUE_BYTES: case SQLA_VALUE_JSON:
        if (!sqla__val_is_text(v)) sqla__type_as_text(v, scratch);
        v->kind = want;
        return true;
    case SQLA_VALUE_DATE: case SQLA_VALUE_TIME: case SQLA_VALUE_DATETIME:
        return sqla__type_as_calendar(v, want);
    case SQLA_VALUE_INTERVAL: return sqla__type_as_interval(v);
    case SQLA_VALUE_DECIMAL: return sqla__type_as_decimal(v, type);
    case SQLA_VALUE_UUID: return sqla__type_as_uuid(v);
    default: return false;
    }
}

/* A driver's value as its SQL type says; false if the database holds something else. */
static bool sqla__type_result(sqla_value *v, const sqla_type *type, char *scratch)
{
    sqla_value_kind want = sqla__type_rows[sqla__type_kind(type)].value;
    if (v->kind == SQLA_VALUE_NULL || want == SQLA_VALUE_NULL) return true;
    if (type->kind == SQLA_TYPE_ENUM && v->kind == SQLA_VALUE_TEXT) {
        int i = sqla__type_label_index(type, v->as.text.ptr, v->as.text.size);
        *v = sqla_value_int(i);
        return i >= 0;
    }
    return sqla__type_to_kind(v, want, type, scratch);
}

/* Numbers for a database without exact decimals: an integer, a double that keeps 15 digits, else
 * the text. */
static void sqla__type_bind_decimal(sqla_value *v, char *scratch)
{
    sqla_decimal d = v->as.decimal;
    if (d.hi == 0 && d.lo < (uint64_t)1000000000000000u) {
        double number = sqla__val_decimal_double(d);
        *v = d.scale ? sqla_value_double(number) : sqla_value_int((int64_t)number);
        return;
    }
    sqla__type_as_text(v, scratch);
}

/* Can what is bound be read again? Days and microseconds count from 1970-01-01. */
static bool sqla__type_in_range(const sqla_value *v)
{
    const int64_t first = -719162, behind = 2932897;            /* 0001-01-01 and 10000-01-01 */
    switch ((int)v->kind) {
    case SQLA_VALUE_DATE: return v->as.date.days >= first && v->as.date.days < behind;
    case SQLA_VALUE_TIME: return v->as.time.us >= 0 && v->as.time.us < SQLA__VAL_DAY_US;
    case SQLA_VALUE_DATETIME:
        return v->as.datetime.us >= first * SQLA__VAL_DAY_US
               && v->as.datetime.us < behind * SQLA__VAL_DAY_US;
    default: return true;
    }
}

/* A value made fit for binding: by its SQL type, and by what the driver takes (`native`). NULL, or
 * what is wrong with it. scratch has 96 bytes. */
static const char *sqla__type_bind(sqla_value *v, const sqla_type *type, uint32_t native,
                                   char *scratch)
{
    if (v->kind == SQLA_VALUE_NULL) return NULL;
    if (v->kind == SQLA_VALUE_TOO_BIG) return "the number is above 9223372036854775807";
    if (v->kind == SQLA_VALUE_INT && sqla__type_kind(type) == SQLA_TYPE_ENUM) {
        int64_t n = 0;
        while (type->labels && type->labels[n] && n < v->as.i) n++;
        if (v->as.i < 0 || !type->labels || !type->labels[n]) return "the enum has no such label";
        *v = sqla_value_text(type->labels[n]);
    }
    if (v->kind == SQLA_VALUE_INT && sqla__type_kind(type) == SQLA_TYPE_BOOLEAN) {
        if (v->as.i != 0 && v->as.i != 1) return "a boolean is 0 or 1";
        v->as.b = v->as.i == 1;
        v->kind = SQLA_VALUE_BOOL;
    }
    if ((v->kind == SQLA_VALUE_TEXT || v->kind == SQLA_VALUE_JSON)
        && !sqla__str_utf8(v->as.text.ptr, v->as.text.size)) return "the text is not valid UTF-8";
    if (v->kind == SQLA_VALUE_DECIMAL && (v->as.decimal.scale < 0 || v->as.decimal.scale > 38))
        return "the decimal is not a number of at most 38 digits";
    if (!sqla__type_in_range(v)) return "the date or time is outside years 1 to 9999 or the day";
    if (native >> v->kind & 1) return NULL;
    if (v->kind == SQLA_VALUE_UUID) {
        *v = (sqla_value){ .kind = SQLA_VALUE_TEXT,
                           .as.text = { scratch, (size_t)(sqla__val_put_uuid(scratch, v->as.uuid,
                                                                             false) - scratch) } };
        return NULL;
    }
    if (v->kind == SQLA_VALUE_DECIMAL) {
        sqla__type_bind_decimal(v, scratch);
        return NULL;
    }
    if (v->kind == SQLA_VALUE_INTERVAL) {
        sqla_interval i = v->as.interval;
        if (i.months) return "this database has no months in intervals";
        *v = sqla_value_datetime((sqla_datetime){ i.days * SQLA__VAL_DAY_US + i.us });
    }
    if (v->kind == SQLA_VALUE_JSON) v->kind = SQLA_VALUE_TEXT;
    sqla__type_as_text(v, scratch);
    return NULL;
}

/* The kind of value that a field of this C type takes. ORDER sqla_ctype. */
static sqla_value_kind sqla__type_field_kind(unsigned ctype)
{
    static const uint8_t kinds[] = { SQLA_VALUE_NULL, SQLA_VALUE_BOOL, SQLA_VALUE_INT,
        SQLA_VALUE_INT, SQLA_VALUE_DOUBLE, SQLA_VALUE_TEXT, SQLA_VALUE_TEXT, SQLA_VALUE_BYTES,
        SQLA_VALUE_DATE, SQLA_VALUE_TIME, SQLA_VALUE_DATETIME, SQLA_VALUE_INTERVAL,
        SQLA_VALUE_DECIMAL, SQLA_VALUE_UUID, SQLA_VALUE_JSON };
    unsigned kind = ctype & (SQLA_C_OPT - 1);
    return kind < SQLA__COUNT_OF(kinds) ? (sqla_value_kind)kinds[kind] : SQLA_VALUE_NULL;
}

/* Writes an integer of `size` bytes; false if it does not fit. */
static bool sqla__type_write_int(void *to, size_t size, bool is_unsigned, int64_t v)
{
    int64_t high = size >= 8 ? INT64_MAX : ((int64_t)1 << (size * 8 - !is_unsigned)) - 1;
    int64_t low = is_unsigned ? 0 : size >= 8 ? INT64_MIN : -high - 1;
    int8_t v8 = (int8_t)v;
    int16_t v16 = (int16_t)v;
    int32_t v32 = (int32_t)v;
    if (v < low || v > high) return false;
    memcpy(to, size == 1 ? (void *)&v8 : size == 2 ? (void *)&v16 : size == 4 ? (void *)&v32
                                                                           : (void *)&v, size);
    return true;
}

static int64_t sqla__type_read_int(const void *from, size_t size, bool is_unsigned, bool *big)
{
    int8_t v8;
    int16_t v16;
    int32_t v32;
    int64_t v64 = 0;
    *big = false;
    switch (size) {
    case 1: memcpy(&v8, from, 1); return is_unsigned ? (int64_t)(uint8_t)v8 : v8;
    case 2: memcpy(&v16, from, 2); return is_unsigned ? (int64_t)(uint16_t)v16 : v16;
    case 4: memcpy(&v32, from, 4); return is_unsigned ? (int64_t)(uint32_t)v32 : v32;
    default: memcpy(&v64, from, 8); *big = is_unsigned && v64 < 0; return v64;
    }
}

static sqla_status sqla__type_store_text(const sqla_field_plan *plan, const sqla_value *v,
                                         char *to, sqla_arena *arena, sqla_error_record *err)
{
    unsigned kind = plan->ctype & (SQLA_C_OPT - 1);
    size_t n = v->as.text.size;
    char *copy;
    if (kind != SQLA_C_BYTES && n && memchr(v->as.text.ptr, 0, n))
        return sqla__err_set(err, SQLA_DATA_ERROR, "column %q: the text has a NUL inside",
                             plan->name);
    if (kind == SQLA_C_CHARS) {
        if (n >= plan->size)
            return sqla__err_set(err, SQLA_DATA_ERROR,
                "column %q: %z bytes of text do not fit the field of %d", plan->name, n,
                (int)plan->size);
        memset(to, 0, plan->size);
        if (n) memcpy(to, v->as.text.ptr, n);
        return SQLA_OK;
    }
    copy = arena ? (char *)sqla_arena_alloc(arena, n + 1) : (char *)(uintptr_t)v->as.text.ptr;
    if (!copy) return sqla__err_set(err, SQLA_MEMORY_ERROR, "out of memory");
    if (arena) {
        if (n) memcpy(copy, v->as.text.ptr, n);
        copy[n] = 0;
    }
    if (kind == SQLA_C_BYTES) {
        sqla_bytes b = { copy, n };
        memcpy(to, &b, sizeof b);
    } else {
        memcpy(to, &copy, sizeof copy);         /* const char *, or the one member of sqla_json */
    }
    return SQLA_OK;
}

static sqla_status sqla__type_store_null(const sqla_field_plan *plan, char *to,
                                         sqla_error_record *err)
{
    if (!sqla__type_nullable(plan->ctype) && !plan->null_as_zero)
        return sqla__err_set(err, SQLA_DATA_ERROR,
            "column %q is NULL, its field cannot be (use sqla_opt_... or .null_as_zero)",
            plan->name);
    memset(to, 0, plan->size);
    return SQLA_OK;
}

/* The value that a field holds. */
static sqla_value sqla__type_load(const sqla_field_plan *plan, const char *from)
{
    unsigned kind = plan->ctype & (SQLA_C_OPT - 1);
    size_t size = sqla__type_value_size(plan->ctype, plan->size);
    sqla_value v = { .kind = sqla__type_field_kind(plan->ctype) };
    const char *text = from;
    float f;
    bool big;
    if ((plan->ctype & SQLA_C_OPT) && !from[size]) return sqla_value_null(NULL);
    switch (kind) {
    case SQLA_C_INT: case SQLA_C_UINT:
        v.as.i = sqla__type_read_int(from, size, kind == SQLA_C_UINT, &big);
        if (big) v.kind = SQLA_VALUE_TOO_BIG;
        break;
    case SQLA_C_FLOAT:
        if (size == sizeof f) memcpy(&f, from, size), v.as.d = (double)f;
        else memcpy(&v.as.d, from, sizeof v.as.d);
        break;
    case SQLA_C_TEXT: case SQLA_C_JSON:
        memcpy(&text, from, sizeof text);
        if (!text) return sqla_value_null(NULL);
        v.as.text.ptr = text;
        v.as.text.size = strlen(text);
        break;
    case SQLA_C_CHARS:
        v.as.text.ptr = from;
        while (v.as.text.size < size && from[v.as.text.size]) v.as.text.size++;
        break;
    case SQLA_C_BYTES: {
        sqla_bytes b;
        memcpy(&b, from, sizeof b);
        return sqla_value_bytes(b);
    }
    default: memcpy(&v.as, from, size); break;
    }
    return v;
}

/* Stores a typed value (after sqla__type_result) into its field. */
static sqla_status sqla__type_store(const sqla_field_plan *plan, sqla_value *v, char *to,
                                    sqla_arena *arena, sqla_error_record *err)
{
    char scratch[96];
    unsigned kind = plan->ctype & (SQLA_C_OPT - 1);
    size_t size = sqla__type_value_size(plan->ctype, plan->size);
    if (v->kind == SQLA_VALUE_NULL) return sqla__type_store_null(plan, to, err);
    if (!sqla__type_to_kind(v, sqla__type_field_kind(plan->ctype), plan->type, scratch))
        return sqla__err_set(err, SQLA_DATA_ERROR, "column %q: the value does not fit its C type",
                             plan->name);
    switch (kind) {
    case SQLA_C_INT: case SQLA_C_UINT:
        if (!sqla__type_write_int(to, size, kind == SQLA_C_UINT, v->as.i))
            return sqla__err_set(err, SQLA_DATA_ERROR,
                "column %q: %l does not fit the field of %d bytes", plan->name, v->as.i, (int)size);
        break;
    case SQLA_C_FLOAT: {
        float f = (float)v->as.d;
        bool finite = v->as.d - v->as.d == 0;
        if (size == sizeof f && finite && f - f != 0)
            return sqla__err_set(err, SQLA_DATA_ERROR, "column %q: the number does not fit a float",
                                 plan->name);
        memcpy(to, size == sizeof f ? (void *)&f : (void *)&v->as.d, size);
        break;
    }
    case SQLA_C_TEXT: case SQLA_C_CHARS: case SQLA_C_BYTES: case SQLA_C_JSON:
        if (v->as.text.ptr == scratch && !arena)
            return sqla__err_set(err, SQLA_DATA_ERROR, "column %q is no text", plan->name);
        return sqla__type_store_text(plan, v, to, arena, err);
    default: memcpy(to, &v->as, size); break;
    }
    if (plan->ctype & SQLA_C_OPT) to[size] = 1;
    return SQLA_OK;
}

/* Do fields of this plan pass between driver and struct without conversion by SQL type? */
static bool sqla__type_is_direct(unsigned ctype, const sqla_type *type)
{
    unsigned kind = ctype & (SQLA_C_OPT - 1);
    sqla_type_kind t = sqla__type_kind(type);
    if (kind >= SQLA_C_DATE && kind <= SQLA_C_UUID) return false;
    return t != SQLA_TYPE_ENUM && t != SQLA_TYPE_NUMERIC && t != SQLA_TYPE_INTERVAL
        && t != SQLA_TYPE_UUID && t != SQLA_TYPE_DATE && t != SQLA_TYPE_TIME
        && t != SQLA_TYPE_DATETIME && (t != SQLA_TYPE_BOOLEAN || kind == SQLA_C_BOOL);
}

sqla_status sqla_driver_fail(sqla_error_record *err, sqla_status code, int driver_code,
                             const char *message)
{
    if (!err) return code;
    sqla__err_set(err, code, "%s", message);
    err->driver_code = driver_code;
    return code;
}

sqla_status sqla_driver_store(const sqla_field_plan *plan, const sqla_value *value, void *record,
                              sqla_arena *arena, sqla_error_record *err)
{
    char scratch[96], shown[96];
    sqla_value v;
    sqla_status status;
    if (!plan || !value || !record || !err) return SQLA_ARGUMENT_ERROR;
    v = *value;
    if (v.kind == SQLA_VALUE_TEXT)
        sqla__err_copy(shown, sizeof shown, v.as.text.ptr, v.as.text.size);
    else shown[0] = 0;
    if (!sqla__type_result(&v, plan->type, scratch))
        status = sqla__err_set(err, SQLA_DATA_ERROR, "column %q holds no %s: %q", plan->name,
                               sqla__type_rows[sqla__type_kind(plan->type)].name, shown);
    else status = sqla__type_store(plan, &v, (char *)record + plan->offset, arena, err);
    if (status && plan->name)
        sqla__err_copy(err->column, sizeof err->column, plan->name, strlen(plan->name));
    return status;
}

const char *sqla_driver_read(const sqla_field_plan *plan, const void *record, uint32_t native,
                             sqla_value *out, char *scratch)
{
    if (!plan || !record || !out || !scratch) return "NULL given to sqla_driver_read";
    *out = sqla__type_load(plan, (const char *)record + plan->offset);
    if (plan->ctype == SQLA_C_CHARS && out->as.text.size == plan->size)
        return "the field has no NUL at its end";
    return sqla__type_bind(out, plan->type, native, scratch);
}

bool sqla_driver_utf8(const char *text, size_t n)
{
    return n == 0 || (text && sqla__str_utf8(text, n));
}

/* ============================================================================
 * >>schema                                                      prefix sqla__schema_
 * Tables and their columns; metadata: what belongs together, checked once.
 * Uses: errors memory strings containers types
 * ============================================================================ */

SQLA__STATIC_ASSERT(sizeof(sqla__column) <= sizeof(sqla_slot), "a slot holds a column node");
SQLA__STATIC_ASSERT(sizeof(struct sqla_from) <= sizeof(sqla_slot), "a slot holds a table node");

static const char *sqla__schema_name(const sqla_column_def *def)
{
    return def->name ? def->name : def->attr;
}

/* Fills the slots of a table: its column nodes and, last, its FROM node. */
static void sqla__schema_fill(const sqla_table *t)
{
    static int64_t serial;
    uint32_t index = 0;
    t->cell->serial = SQLA__ADD(&serial, 1);
    for (size_t i = 0; i < t->n_items; i++) {
        sqla__column c = { .table = t, .def = &t->items[i].as.column };
        if (t->items[i].kind != SQLA_ITEM_COLUMN) continue;
        c.e.node = (sqla__node){ SQLA__K_COLUMN, SQLA__IMMORTAL | SQLA__FROZEN, 0, 1, 1, 0, 0 };
        c.e.type = c.def->type ? c.def->type : sqla__type_of_field(c.def->ctype, c.def->size);
        if (c.e.type && c.e.type->kind == SQLA_TYPE_NULL) c.e.type = NULL;
        c.index = index++;
        c.offset = (uint32_t)c.def->offset;
        memcpy(&t->slots[i], &c, sizeof c);
    }
    struct sqla_from from = { .table = t, .name = t->name };
    from.e.node = (sqla__node){ SQLA__K_TABLE, SQLA__IMMORTAL | SQLA__FROZEN, 0, 1, 1, 0, 0 };
    memcpy(&t->slots[t->n_items], &from, sizeof from);
}

/* Makes the nodes of a table on first use, by whichever thread comes first. False if the table was
 * made by another version of this header. */
static bool sqla__schema_ready(const sqla_table *t)
{
    if (SQLA__LOAD(&t->cell->state) == 2) return true;
    if (t->abi != SQLA_ABI) return false;
    if (SQLA__CLAIM(&t->cell->state)) {
        sqla__schema_fill(t);
        SQLA__STORE(&t->cell->state, 2);
    }
    while (SQLA__LOAD(&t->cell->state) != 2) continue;
    return true;
}

static sqla__column *sqla__schema_slot(const sqla_table *t, size_t i)
{
    return (sqla__column *)(void *)&t->slots[i];
}
static sqla_from *sqla__schema_from(const sqla_table *t)
{
    return (sqla_from *)(void *)&t->slots[t->n_items];
}

/* The next column from item *i on, or NULL; *i moves behind it. */
static sqla__column *sqla__schema_next(const sqla_table *t, size_t *i)
{
    while (*i < t->n_items)
        if (t->items[(*i)++].kind == SQLA_ITEM_COLUMN) return sqla__schema_slot(t, *i - 1);
    return NULL;
}

static sqla__column *sqla__schema_column(const sqla_table *t, const char *name)
{
    sqla__column *c;
    for (size_t i = 0; (c = sqla__schema_next(t, &i)) != NULL;)
        if (strcmp(sqla__schema_name(c->def), name) == 0) return c;
    return NULL;
}

/* By attribute; the offset only speeds up the search: a base struct and its first member share
 * it. */
static sqla__column *sqla__schema_attr(const sqla_table *t, size_t offset, const char *attr)
{
    for (size_t i = 0; i < t->n_items; i++) {
        sqla__column *c = sqla__schema_slot(t, i);
        if (c->offset != offset || c->e.node.kind != SQLA__K_COLUMN) continue;
        if (c->def->attr == attr || strcmp(c->def->attr, attr) == 0) return c;
    }
    return NULL;
}

static const sqla_table_args *sqla__schema_args(const sqla_table *t)
{
    static const sqla_table_args none = { NULL, NULL };
    for (size_t i = 0; i < t->n_items; i++)
        if (t->items[i].kind == SQLA_ITEM_TABLE_ARGS) return &t->items[i].as.args;
    return &none;
}

/* Is this "schema.name" or "name" the table's? */
static bool sqla__schema_is_named(const sqla_table *t, const char *name, size_t n)
{
    const char *schema = sqla__schema_args(t)->schema;
    size_t s = schema ? strlen(schema) : 0, size = strlen(t->name);
    if (!schema) return n == size && memcmp(name, t->name, n) == 0;
    return n == s + 1 + size && memcmp(name, schema, s) == 0 && name[s] == '.'
        && memcmp(name + s + 1, t->name, size) == 0;
}

static bool sqla__schema_in_list(const char *const *names, const char *name)
{
    for (; names && *names; names++) if (strcmp(*names, name) == 0) return true;
    return false;
}

static bool sqla__schema_is_key(const sqla__column *c)
{
    if (c->def->primary_key) return true;
    for (size_t i = 0; i < c->table->n_items; i++)
        if (c->table->items[i].kind == SQLA_ITEM_PRIMARY_KEY
            && sqla__schema_in_list(c->table->items[i].as.constraint.columns,
                                    sqla__schema_name(c->def))) return true;
    return false;
}

/* A foreign key, of a column or of the table. */
typedef struct sqla__schema_fk {
    const char        *name;                /* NULL: without */
    const char *const *columns, *const *targets;
    size_t             n;
    const char        *table;               /* the target's name: its beginning ... */
    size_t             table_size;          /* ... and length */
    const char        *ondelete, *onupdate;
    const char        *one[2], *one_target[2];
} sqla__schema_fk;

/* Fills *fk from item i; false if that is no foreign key. fk points into itself: do not copy it. */
static bool sqla__schema_foreign(const sqla_table *t, size_t i, sqla__schema_fk *fk)
{
    const sqla_item *item = &t->items[i];
    if (item->kind != SQLA_ITEM_FOREIGN_KEY
        && (item->kind != SQLA_ITEM_COLUMN || !item->as.column.foreign_key)) return false;
    memset(fk, 0, sizeof *fk);
    if (item->kind == SQLA_ITEM_COLUMN) {
        const char *text = item->as.column.foreign_key, *dot = strrchr(text, '.');
        fk->table = text;
        fk->table_size = dot ? (size_t)(dot - text) : strlen(text);
        fk->one[0] = sqla__schema_name(&item->as.column);
        fk->one_target[0] = dot ? dot + 1 : "";
        fk->columns = fk->one;
        fk->targets = fk->one_target;
        fk->ondelete = item->as.column.ondelete;
        fk->onupdate = item->as.column.fk_onupdate;
    } else {
        const sqla_constraint_def *c = &item->as.constraint;
        fk->name = c->name;
        fk->table = c->target ? c->target : "";
        fk->table_size = strlen(fk->table);
        fk->columns = c->columns;
        fk->targets = c->target_columns;
        fk->ondelete = c->ondelete;
        fk->onupdate = c->fk_onupdate;
    }
    while (fk->columns && fk->columns[fk->n]) fk->n++;
    return true;
}

/* The one integer key column that the database numbers by itself, or NULL. */
static sqla__column *sqla__schema_auto_key(const sqla_table *t)
{
    sqla__column *c, *found = NULL;
    for (size_t i = 0; (c = sqla__schema_next(t, &i)) != NULL;) {
        if (!sqla__schema_is_key(c)) continue;
        if (found) return NULL;
        found = c;
    }
    if (!found || found->def->no_autoincrement || found->def->foreign_key
        || found->def->server_default || found->def->default_value.kind != SQLA__DEFAULT_NONE
        || sqla__type_family_of(found->e.type) != SQLA__TYPE_INTS) return NULL;
    return found;
}

static bool sqla__schema_not_null(const sqla__column *c)
{
    return sqla__schema_is_key(c) || c->def->not_null
        || (!sqla__type_nullable(c->def->ctype) && !c->def->null_as_zero);
}

/* The field plan of a column, for fetches and bulk writes. */
static sqla_field_plan sqla__schema_plan(const sqla__column *c, int column)
{
    return (sqla_field_plan){ .column = column, .ctype = (uint8_t)c->def->ctype,
        .null_as_zero = c->def->null_as_zero,
        .direct = sqla__type_is_direct(c->def->ctype, c->e.type),
        .offset = (uint32_t)c->def->offset, .size = (uint32_t)c->def->size, .type = c->e.type,
        .name = sqla__schema_name(c->def) };
}

struct sqla_metadata {
    sqla_error_record  error;
    const sqla_table **table;       /* as given, then in dependency order */
    size_t             n, capacity;
    size_t             circular;    /* tables at the end that depend on each other in a circle */
    struct sqla__map_group *mapped; /* a reference; NULL: without models. See >>mapper */
};

static sqla_metadata sqla__schema_no_memory = {
    .error = { .code = SQLA_MEMORY_ERROR, .row = -1, .message = "out of memory" } };

static const sqla_table *sqla__schema_find(const sqla_metadata *md, const char *name, size_t n)
{
    for (size_t i = 0; i < md->n; i++)
        if (sqla__schema_is_named(md->table[i], name, n)) return md->table[i];
    return NULL;
}

/* Every name of a constraint's list is a column of the table. */
static bool sqla__schema_check_names(sqla_metadata *md, const sqla_table *t,
                                     const char *const *names)
{
    for (; names && *names; names++) {
        if (sqla__schema_column(t, *names)) continue;
        sqla__err_set(&md->error, SQLA_ARGUMENT_ERROR,
                      "table %q (%s): a constraint or index names column %q, which it has not",
                      t->name, t->model, *names);
        return false;
    }
    return true;
}

/* The attribute of a column: what the model calls it. */
static const char *sqla__schema_attr_name(const sqla_table *t, const char *column)
{
    sqla__column *c = sqla__schema_column(t, column);
    return c ? c->def->attr : column;
}

/* A foreign key's table and columns exist; a column without type takes its target's. */
static bool sqla__schema_check_foreign(sqla_metadata *md, const sqla_table *t,
                                       const sqla__schema_fk *fk)
{
    const sqla_table *target = sqla__schema_find(md, fk->table, fk->table_size);
    char name[160];
    sqla__err_copy(name, sizeof name, fk->table, fk->table_size);
    if (!target) {
        sqla__err_set(&md->error, SQLA_NO_REFERENCED_TABLE,
                      "foreign key of %q.%s (%s.%s): there is no table %q in this metadata",
                      t->name, fk->n ? fk->columns[0] : "?", t->model,
                      fk->n ? sqla__schema_attr_name(t, fk->columns[0]) : "?", name);
        return false;
    }
    size_t targets = 0;
    while (fk->targets && fk->targets[targets]) targets++;
    if (!fk->n || targets != fk->n) {
        sqla__err_set(&md->error, SQLA_ARGUMENT_ERROR,
            "foreign key of %q (%s) to %q: %z columns refer to %z", t->name, t->model, name, fk->n,
            targets);
        return false;
    }
    for (size_t k = 0; k < fk->n; k++) {
        sqla__column *from = sqla__schema_column(t, fk->columns[k]);
        sqla__column *to = fk->targets && fk->targets[k]
            ? sqla__schema_column(target, fk->targets[k]) : NULL;
        if (!to) {
            sqla__err_set(&md->error, SQLA_NO_REFERENCED_COLUMN,
                "foreign key of %q.%s (%s.%s): table %q has no column %q", t->name, fk->columns[k],
                t->model, sqla__schema_attr_name(t, fk->columns[k]), name,
                fk->targets && fk->targets[k] ? fk->targets[k] : "");
            return false;
        }
        if (from && !from->e.type) from->e.type = to->e.type;
    }
    return true;
}

static bool sqla__schema_check_columns(sqla_metadata *md, const sqla_table *t)
{
    sqla__column *c;
    for (size_t i = 0; (c = sqla__schema_next(t, &i)) != NULL;) {
        const char *name = sqla__schema_name(c->def);
        if (!name || !*name) {
            sqla__err_set(&md->error, SQLA_ARGUMENT_ERROR, "table %q (%s): a column has no name",
                          t->name, t->model);
            return false;
        }
        if (sqla__schema_column(t, name) != c) {
            sqla__err_set(&md->error, SQLA_ARGUMENT_ERROR,
                          "table %q (%s): two columns are named %q", t->name, t->model, name);
            return false;
        }
    }
    return true;
}

static bool sqla__schema_check_table(sqla_metadata *md, const sqla_table *t)
{
    sqla__schema_fk fk;
    if (!sqla__schema_check_columns(md, t)) return false;
    for (size_t i = 0; i < t->n_items; i++) {
        const sqla_item *item = &t->items[i];
        if (item->kind > SQLA_ITEM_COLUMN && item->kind < SQLA_ITEM_TABLE_ARGS
            && !sqla__schema_check_names(md, t, item->as.constraint.columns)) return false;
    }
    for (size_t i = 0; i < t->n_items; i++)
        if (sqla__schema_foreign(t, i, &fk) && !sqla__schema_check_foreign(md, t, &fk))
            return false;
    for (size_t i = 0; i < t->n_items; i++) {
        if (t->items[i].kind != SQLA_ITEM_COLUMN || sqla__schema_slot(t, i)->e.type) continue;
        sqla__err_set(&md->error, SQLA_ARGUMENT_ERROR, "column %q.%s (%s) has no type", t->name,
                      sqla__schema_name(&t->items[i].as.column), t->model);
        return false;
    }
    return true;
}

/* What a table that could not be made is: by wrong arguments, by lack of memory. */
static const sqla_table sqla__schema_no_table = { .abi = SQLA_ABI, .model = "sqla_table_new" };
static const sqla_table sqla__schema_oom_table = { .abi = SQLA_ABI, .model = "sqla_table_new" };

static bool sqla__schema_add(sqla_metadata *md, const sqla_table *t)
{
    if (t == &sqla__schema_oom_table) {
        md->error = sqla__err_memory;
        return false;
    }
    if (!t || !t->name || !t->cell) {
        sqla__err_set(&md->error, SQLA_ARGUMENT_ERROR, "table %z given to sqla_metadata_new %s",
                      md->n, t ? "could not be made" : "is NULL");
        return false;
    }
    if (!sqla__schema_ready(t)) {
        sqla__err_set(&md->error, SQLA_ARGUMENT_ERROR,
            "table %q (%s) was compiled with another version of sqla.h (ABI %d, not %d)", t->name,
            t->model, t->abi, SQLA_ABI);
        return false;
    }
    for (size_t i = 0; i < md->n; i++) {
        const char *a = sqla__schema_args(t)->schema, *b = sqla__schema_args(md->table[i])->schema;
        if (strcmp(md->table[i]->name, t->name) != 0 || ((a || b) && !sqla__str_is(a, b))) continue;
        sqla__err_set(&md->error, SQLA_INVALID_REQUEST,
            "table %q is defined twice: by %s and by %s", t->name, md->table[i]->model, t->model);
        return false;
    }
    md->table[md->n++] = t;
    return true;
}

static bool sqla__schema_needs(size_t i, size_t j, const void *user)
{
    const sqla_metadata *md = (const sqla_metadata *)user;
    sqla__schema_fk fk;
    for (size_t k = 0; k < md->table[i]->n_items; k++)
        if (i != j && sqla__schema_foreign(md->table[i], k, &fk)
            && sqla__schema_is_named(md->table[j], fk.table, fk.table_size)) return true;
    return false;
}

/* Puts the tables in dependency order; scratch has room for n of each. */
static void sqla__schema_sort(sqla_metadata *md, size_t *order, const sqla_table **sorted)
{
    md->circular = sqla__topo_sort(md->n, sqla__schema_needs, md, order);
    for (size_t i = 0; i < md->n; i++) sorted[i] = md->table[order[i]];
    memcpy(md->table, sorted, md->n * sizeof *sorted);
}

static sqla_metadata *sqla__schema_gather(const sqla_table *const *tables, size_t n)
{
    const sqla_allocator *a = &sqla__mem_process;
    sqla_metadata *md = (sqla_metadata *)sqla__mem_zero(a, sizeof *md);
    if (!md) return &sqla__schema_no_memory;
    md->error = sqla__err_none;
    if (n > SIZE_MAX / 64 || (n && !tables)) {
        sqla__err_set(&md->error, SQLA_ARGUMENT_ERROR, "sqla_metadata_new: no tables given");
        return md;
    }
    /* One block: the tables, and room to sort them. */
    md->capacity = n + 1;
    md->table = (const sqla_table **)sqla__mem_zero(a, md->capacity * 3 * sizeof *md->table);
    if (!md->table) {
        sqla__mem_free(a, md, sizeof *md);
        return &sqla__schema_no_memory;
    }
    for (size_t i = 0; i < n; i++) if (!sqla__schema_add(md, tables[i])) return md;
    /* Twice, because a column may take its type through a chain of foreign keys. */
    for (size_t i = 0; i < 2 * n; i++) {
        sqla_error_record before = md->error;
        bool good = sqla__schema_check_table(md, md->table[i % n]);
        if (good) continue;
        if (i >= n || md->error.code != SQLA_ARGUMENT_ERROR) return md;
        md->error = before;
    }
    sqla__schema_sort(md, (size_t *)(void *)(md->table + md->capacity),
                      md->table + 2 * md->capacity);
    return md;
}

static void sqla__schema_free(sqla_metadata *md)
{
    if (!md || md == &sqla__schema_no_memory) return;
    sqla__mem_free(&sqla__mem_process, md->table, md->capacity * 3 * sizeof *md->table);
    sqla__mem_free(&sqla__mem_process, md, sizeof *md);
}

#ifdef SQLA_NO_ORM
sqla_metadata *sqla_metadata_new_n(const sqla_table *const *tables, size_t n)
{
    return sqla__schema_gather(tables, n);
}
void sqla_metadata_free(sqla_metadata *md) { sqla__schema_free(md); }
#endif

const sqla_error_record *sqla_metadata_error(const sqla_metadata *md)
{
    return md ? &md->error : &sqla__err_null;
}

const sqla_table *sqla_metadata_table(const sqla_metadata *md, const char *name)
{
    return md && name ? sqla__schema_find(md, name, strlen(name)) : NULL;
}

const sqla_table *sqla_metadata_sorted(const sqla_metadata *md, size_t i)
{
    return md && md->error.code == SQLA_OK && i < md->n ? md->table[i] : NULL;
}

/* A table made at run time: one arena holds the descriptor and all it points to. */
typedef struct sqla__schema_owned {
    sqla_table table;               /* first: the user's pointer is this one */
    sqla_cell  cell;
    sqla_arena arena;
} sqla__schema_owned;


static const char *sqla__schema_keep(sqla_arena *arena, const char *text, bool *good)
{
    size_t n = text ? strlen(text) + 1 : 0;
    char *copy = text ? (char *)sqla_arena_alloc(arena, n) : NULL;
    if (!text) return NULL;
    if (!copy) return *good = false, NULL;
    return (const char *)memcpy(copy, text, n);
}

static const char *const *sqla__schema_keep_names(sqla_arena *arena, const char *const *names,
                                                  bool *good)
{
    size_t n = 0;
    const char **copy;
    if (!names) return NULL;
    while (names[n]) n++;
    copy = (const char **)sqla_arena_alloc(arena, (n + 1) * sizeof *copy);
    if (!copy) return *good = false, NULL;
    for (size_t i = 0; i < n; i++) copy[i] = sqla__schema_keep(arena, names[i], good);
    copy[n] = NULL;
    return copy;
}

static void sqla__schema_keep_item(sqla_arena *arena, sqla_item *item, bool *good)
{
    sqla_column_def *c = &item->as.column;
    sqla_constraint_def *k = &item->as.constraint;
    const char **texts[] = { &c->attr, &c->name, &c->foreign_key, &c->ondelete, &c->fk_onupdate,
                             &c->server_default, &c->check, &c->comment, &c->default_value.text,
                             &c->onupdate.text };
    const char **others[] = { &k->name, &k->sql, &k->target, &k->ondelete, &k->fk_onupdate };
    if (item->kind == SQLA_ITEM_TABLE_ARGS) {
        item->as.args.schema = sqla__schema_keep(arena, item->as.args.schema, good);
        item->as.args.comment = sqla__schema_keep(arena, item->as.args.comment, good);
    } else if (item->kind == SQLA_ITEM_COLUMN) {
        for (size_t i = 0; i < SQLA__COUNT_OF(texts); i++)
            *texts[i] = sqla__schema_keep(arena, *texts[i], good);
        if (!c->type) return;
        void *room = sqla_arena_alloc(arena, sizeof *c->type + sqla__type_extra(c->type));
        c->type = room ? sqla__type_copy(room, c->type) : NULL;
        if (!room) *good = false;
    } else if (item->kind < SQLA_ITEM_TABLE_ARGS) {
        for (size_t i = 0; i < SQLA__COUNT_OF(others); i++)
            *others[i] = sqla__schema_keep(arena, *others[i], good);
        k->columns = sqla__schema_keep_names(arena, k->columns, good);
        k->target_columns = sqla__schema_keep_names(arena, k->target_columns, good);
    }
}

const sqla_table *sqla_table_new(const char *name, const sqla_item *items, size_t n)
{
    const sqla_allocator *a = &sqla__mem_process;
    bool good = true;
    sqla__schema_owned *t;
    if (!name || (n && !items) || n > 100000) return &sqla__schema_no_table;
    t = (sqla__schema_owned *)sqla__mem_zero(a, sizeof *t);
    if (!t) return &sqla__schema_oom_table;
    sqla__mem_arena_init(&t->arena, a);
    sqla_item *copy = (sqla_item *)sqla_arena_alloc(&t->arena, (n + 1) * sizeof *copy);
    sqla_slot *slots = (sqla_slot *)sqla_arena_alloc(&t->arena, (n + 1) * sizeof *slots);
    if (copy && slots) {
        if (n) memcpy(copy, items, n * sizeof *copy);
        memset(slots, 0, (n + 1) * sizeof *slots);
        for (size_t i = 0; i < n; i++) sqla__schema_keep_item(&t->arena, &copy[i], &good);
        t->table = (sqla_table){ SQLA_ABI, "sqla_table_new",
            sqla__schema_keep(&t->arena, name, &good), 0, copy, n, slots, &t->cell };
    }
    if (copy && slots && good) return &t->table;
    sqla__mem_arena_free(&t->arena);
    sqla__mem_free(a, t, sizeof *t);
    return &sqla__schema_oom_table;
}

void sqla_table_free(const sqla_table *table)
{
    sqla__schema_owned *t = (sqla__schema_owned *)(uintptr_t)table;
    if (!table || !table->cell || table->cell != &t->cell) return;
    sqla__mem_arena_free(&t->arena);
    sqla__mem_free(&sqla__mem_process, t, sizeof *t);
}

/* ============================================================================
 * >>nodes                                                       prefix sqla__node_
 * One representation for expressions, FROM elements and statements: life, poison, kids, keys.
 *
 * Steps to add a node: (1) a kind in sqla__kind, with the struct it uses; (2) its row in
 * sqla__node_rows; (3) if it is no sqla__op, its kids in sqla__node_each and its words in
 * sqla__node_encode; (4) its text in >>compile (sqla__sql_expr); (5) a builder in >>expr or >>stmt.
 * Uses: platform errors memory containers values types
 * ============================================================================ */

#ifndef SQLA_MAX_DEPTH
#  define SQLA_MAX_DEPTH 500        /* levels of nested nodes: bounds the stack that visitors use */
#endif
SQLA__STATIC_ASSERT(SQLA_MAX_DEPTH > 0 && SQLA_MAX_DEPTH < 60000, "depths are 16 bits wide");

/* What a kind's struct is. ORDER sqla__kind. */
typedef enum sqla__node_shape {
    SQLA__NODE_PLAIN, SQLA__NODE_OP, SQLA__NODE_FROM, SQLA__NODE_STMT
} sqla__node_shape;
static const struct sqla__node_row { const char *name; uint8_t shape; } sqla__node_rows[] = {
    { "poison", SQLA__NODE_PLAIN }, { "column", SQLA__NODE_PLAIN },
    { "column reference", SQLA__NODE_PLAIN }, { "value", SQLA__NODE_PLAIN },
    { "list of values", SQLA__NODE_PLAIN }, { "span", SQLA__NODE_OP },
    { "constant", SQLA__NODE_PLAIN }, { "SQL fragment", SQLA__NODE_OP },
    { "operator", SQLA__NODE_OP }, { "function", SQLA__NODE_OP }, { "case", SQLA__NODE_OP },
    { "arm of a case", SQLA__NODE_OP }, { "cast", SQLA__NODE_OP }, { "label", SQLA__NODE_OP },
    { "extract", SQLA__NODE_OP }, { "over", SQLA__NODE_OP }, { "filter", SQLA__NODE_OP },
    { "within group", SQLA__NODE_OP }, { "scalar subquery", SQLA__NODE_OP },
    { "exists", SQLA__NODE_OP }, { "tuple", SQLA__NODE_OP }, { "excluded", SQLA__NODE_OP },
    { "JSON value", SQLA__NODE_OP }, { "table", SQLA__NODE_FROM }, { "alias", SQLA__NODE_FROM },
    { "subquery", SQLA__NODE_FROM }, { "CTE", SQLA__NODE_FROM }, { "join", SQLA__NODE_PLAIN },
    { "relationship", SQLA__NODE_PLAIN }, { "object", SQLA__NODE_PLAIN },
    { "loader option", SQLA__NODE_OP },
    { "SELECT", SQLA__NODE_STMT }, { "set operation", SQLA__NODE_STMT },
    { "INSERT", SQLA__NODE_STMT }, { "UPDATE", SQLA__NODE_STMT }, { "DELETE", SQLA__NODE_STMT },
    { "text", SQLA__NODE_STMT },
};
SQLA__STATIC_ASSERT(SQLA__COUNT_OF(sqla__node_rows) == SQLA__K_COUNT, "ORDER sqla__kind");

/* A poisoned node carries the first error. Larger than any other node, so that it may stand for
 * any of them. */
typedef struct sqla__node_poisoned {
    sqla_expr         e;
    sqla_error_record record;
    sqla__vec         kept;         /* refused arguments, which the caller may name once more */
} sqla__node_poisoned;
static sqla__node_poisoned sqla__node_oom = {
    { { SQLA__K_POISON, SQLA__IMMORTAL | SQLA__FROZEN, 0, 1, 1, 0, 0 }, NULL },
    { .code = SQLA_MEMORY_ERROR, .row = -1, .message = "out of memory" }, { NULL, 0, 0 } };

#ifdef SQLA_DEBUG
static int64_t sqla__node_live;
#  define SQLA__NODE_LIVE(n) SQLA__ADD(&sqla__node_live, n)
#else
#  define SQLA__NODE_LIVE(n) ((void)0)
#endif

static bool sqla__node_is_bad(const sqla_expr *x) { return x->node.kind == SQLA__K_POISON; }
static bool sqla__node_is_stmt(const sqla_expr *x)
{
    return sqla__node_rows[x->node.kind].shape == SQLA__NODE_STMT;
}
static bool sqla__node_is_from(const sqla_expr *x)
{
    return sqla__node_rows[x->node.kind].shape == SQLA__NODE_FROM;
}

/* What a call answers that would change a frozen statement. */
static sqla__node_poisoned sqla__node_frozen = {
    { { SQLA__K_POISON, SQLA__IMMORTAL | SQLA__FROZEN, 0, 1, 1, 0, 0 }, NULL },
    { .code = SQLA_INVALID_REQUEST, .row = -1,
      .message = "the statement is frozen: sqla_clone it, or give values with SQLA_PARAMS" },
    { NULL, 0, 0 } };

/* A zeroed floating node of `size` bytes, or the poisoned node that says out of memory. */
static void *sqla__node_new(sqla__kind kind, size_t size)
{
    sqla_expr *x = (sqla_expr *)sqla__mem_node(size);
    if (!x) return &sqla__node_oom;
    memset(x, 0, size);
    x->node.kind = (uint8_t)kind;
    x->node.flags = SQLA__FLOATING;
    x->node.refs = 1;
    x->node.depth = 1;
    SQLA__NODE_LIVE(1);
    return x;
}

static void *sqla__node_poison(sqla_status code, const char *format, ...)
{
    sqla__node_poisoned *p = (sqla__node_poisoned *)sqla__node_new(SQLA__K_POISON, sizeof *p);
    va_list args;
    if (p == &sqla__node_oom) return p;
    p->record.row = -1;
    p->record.code = code;
    va_start(args, format);
    sqla__err_vformat(p->record.message, sizeof p->record.message, format, args);
    va_end(args);
    return p;
}

static const sqla_error_record *sqla__node_error(const sqla_expr *x)
{
    if (!x) return &sqla__err_null;
    if (sqla__node_is_stmt(x) && ((const sqla_stmt *)x)->clauses & SQLA__BROKEN) {
        const sqla__vec *where = &((const sqla_stmt *)x)->part[SQLA__WHERE];
        for (uint32_t i = 0; i < where->n; i++)
            if (sqla__node_is_bad((const sqla_expr *)where->items[i]))
                return &((const sqla__node_poisoned *)where->items[i])->record;
        return &sqla__err_memory;
    }
    return sqla__node_is_bad(x) ? &((const sqla__node_poisoned *)x)->record : &sqla__err_none;
}

/* Takes the floating reference, or adds one. */
static void *sqla__node_ref(void *node)
{
    sqla_expr *x = (sqla_expr *)node;
    if (!x || (x->node.flags & SQLA__IMMORTAL)) return x;
    if (x->node.flags & SQLA__FROZEN) SQLA__ADD(&x->node.refs, 1);
    else if (x->node.flags & SQLA__FLOATING) x->node.flags &= (uint8_t)~SQLA__FLOATING;
    else x->node.refs++;
    return x;
}

static sqla_expr *sqla__node_first_part(sqla_stmt *q, uint32_t *part, uint32_t *i)
{
    for (; *part < SQLA__PART_COUNT; (*part)++, *i = 0)
        if (*i < q->part[*part].n) return (sqla_expr *)q->part[*part].items[(*i)++];
    return NULL;
}

/* Calls fn for each node directly below x. */
static void sqla__node_each(sqla_expr *x, void (*fn)(sqla_expr *, void *), void *user)
{
    uint32_t part = 0, i = 0;
    sqla_expr *kid;
    if (sqla__node_rows[x->node.kind].shape == SQLA__NODE_OP) {
        for (; i < x->node.n; i++)
            if (((sqla__op *)x)->kid[i]) fn(((sqla__op *)x)->kid[i], user);
    } else if (sqla__node_is_stmt(x)) {
        while ((kid = sqla__node_first_part((sqla_stmt *)x, &part, &i)) != NULL) fn(kid, user);
    } else if (x->node.kind == SQLA__K_COLREF) {
        fn(&((sqla__colref *)x)->from->e, user);
    } else if (x->node.kind == SQLA__K_JOIN) {
        sqla__join *j = (sqla__join *)x;
        if (j->left) fn(j->left, user);
        if (j->right) fn(j->right, user);
        if (j->on) fn(j->on, user);
    } else if (x->node.kind == SQLA__K_REL) {
        sqla__relref *r = (sqla__relref *)x;
        if (r->from) fn(&r->from->e, user);
        if (r->to) fn(&r->to->e, user);
        if (r->condition) fn(r->condition, user);
    } else if (sqla__node_is_from(x) && x->node.kind != SQLA__K_TABLE) {
        sqla_from *f = (sqla_from *)x;
        if (f->element) fn(f->element, user);
        if (f->restates) fn(&f->restates->e, user);
    }
}

/* The memory of a node besides its own block. */
static void sqla__node_free_parts(sqla_expr *x)
{
    if (x->node.kind == SQLA__K_LIST) sqla__mem_node_free(((sqla__list *)x)->values);
    if (!sqla__node_is_stmt(x)) return;
    sqla_stmt *q = (sqla_stmt *)x;
    for (int i = 0; i < SQLA__PART_COUNT; i++) sqla__mem_node_free(q->part[i].items);
    for (sqla__given *g = q->given, *next; g; g = next) {
        next = g->next;
        sqla__mem_node_free(g);
    }
    sqla__mem_node_free((void *)(uintptr_t)q->text);
    sqla__mem_node_free(q->frozen_key);
}

/* Visitors recurse, so these stand before their definitions. forward: sqla__node_unref */
static void sqla__node_unref(void *node);
static void sqla__node_unref_kid(sqla_expr *x, void *user) { (void)user, sqla__node_unref(x); }

static void sqla__node_unref(void *node)
{
    sqla_expr *x = (sqla_expr *)node;
    if (!x || (x->node.flags & SQLA__IMMORTAL)) return;
    int32_t refs = x->node.flags & SQLA__FROZEN ? SQLA__ADD(&x->node.refs, -1) : --x->node.refs;
    if (refs > 0) return;
    if (x->node.kind == SQLA__K_OP) {           /* the most frequent kinds without the visitor */
        for (uint32_t i = 0; i < x->node.n; i++) sqla__node_unref(((sqla__op *)x)->kid[i]);
    } else if (x->node.kind == SQLA__K_POISON) {
        sqla__vec *kept = &((sqla__node_poisoned *)x)->kept;
        for (uint32_t i = 0; i < kept->n; i++) sqla__node_unref(kept->items[i]);
        sqla__vec_free(kept);
    } else if (x->node.kind != SQLA__K_BIND) {
        sqla__node_each(x, sqla__node_unref_kid, NULL);
        sqla__node_free_parts(x);
    }
    SQLA__NODE_LIVE(-1);
    sqla__mem_node_free(x);
}

/* Turns a reference into the floating one, or drops it where others own the node. */
static void sqla__node_give_back(sqla_expr *x)
{
    if (x->node.flags & SQLA__IMMORTAL) return;
    if (!(x->node.flags & SQLA__FROZEN) && x->node.refs == 1) x->node.flags |= SQLA__FLOATING;
    else sqla__node_unref(x);
}

/* Frees a node that nobody owns: arguments of a call that failed. */
static void sqla__node_drop(void *node)
{
    sqla_expr *x = (sqla_expr *)node;
    if (x && (x->node.flags & SQLA__FLOATING)) sqla__node_unref(x);
}

/* The poisoned answer of a call takes a refused argument along, for as long as it lives itself: the
 * caller may name the argument again before the error is looked at. */
static void sqla__node_keep(void *bad, void *node)
{
    sqla__node_poisoned *p = (sqla__node_poisoned *)bad;
    sqla_expr *x = (sqla_expr *)node;
    if (!x || &p->e == x || !(x->node.flags & SQLA__FLOATING)) return;
    if (!(p->e.node.flags & SQLA__IMMORTAL) && sqla__vec_push(&p->kept, x)) sqla__node_ref(x);
    else sqla__node_unref(x);
}

/* Puts a node into a parent: takes its reference; a statement may not change from now on. */
static sqla_expr *sqla__node_attach(sqla_expr *x)
{
    if (x && !(x->node.flags & SQLA__FROZEN) && sqla__node_is_stmt(x))
        x->node.flags |= SQLA__INSIDE;
    return (sqla_expr *)sqla__node_ref(x);
}

/* A poisoned argument as a call's answer: itself if it is floating, else a copy, because the caller
 * keeps its own reference. */
static sqla_expr *sqla__node_pass(sqla_expr *bad)
{
    const sqla_error_record *why = &((sqla__node_poisoned *)bad)->record;
    if (bad->node.flags & (SQLA__FLOATING | SQLA__IMMORTAL)) return bad;
    return (sqla_expr *)sqla__node_poison(why->code, "%s", why->message);
}

/* Counts a list's items with spans melted in; finds the first that is NULL or poisoned. */
static size_t sqla__node_count(sqla_expr *const *items, size_t n, sqla_expr **bad)
{
    size_t total = 0;
    *bad = NULL;
    if (n && !items)
        *bad = (sqla_expr *)sqla__node_poison(SQLA_ARGUMENT_ERROR, "a list of %z is NULL", n);
    for (size_t i = 0; items && i < n; i++) {
        if (!items[i] || sqla__node_is_bad(items[i])) {
            if (!*bad)
                *bad = items[i] ? items[i]
                    : (sqla_expr *)sqla__node_poison(SQLA_ARGUMENT_ERROR,
                          "argument %z of a list of %z is NULL", i, n);
            continue;
        }
        total += items[i]->node.kind == SQLA__K_SPAN ? items[i]->node.n : 1;
    }
    return total;
}

/* The same for a list of arguments, `bad` perhaps among them. Gives the answer of the call. */
static sqla_expr *sqla__node_refuse(void *bad, sqla_expr *const *items, size_t n)
{
    sqla_expr *answer = sqla__node_pass((sqla_expr *)bad);
    for (size_t i = 0; items && i < n; i++) {
        bool again = false;                     /* without memory the first keeping may free it */
        for (size_t j = 0; j < i; j++) again = again || items[j] == items[i];
        if (!again) sqla__node_keep(answer, items[i]);
    }
    return answer;
}

/* A sqla__op of kind with a text (NULL: none) and kids, spans melted in. NULL kids are allowed
 * where `holes` says so. Takes the kids; gives the first poisoned one instead if there is one. */
static sqla_expr *sqla__node_op(sqla__kind kind, const char *text, sqla_expr *const *kids,
                                size_t n, bool holes)
{
    sqla_expr *bad = NULL;
    size_t total = holes ? n : sqla__node_count(kids, n, &bad), size = text ? strlen(text) + 1 : 0;
    uint16_t depth = 0;
    for (size_t i = 0; holes && kids && i < n; i++)
        if (kids[i] && sqla__node_is_bad(kids[i])) { bad = kids[i]; break; }
    if (!bad && total > UINT32_MAX / 64)
        bad = (sqla_expr *)sqla__node_poison(SQLA_ARGUMENT_ERROR, "a list is too long");
    sqla__op *x = bad ? NULL
        : (sqla__op *)sqla__node_new(kind, sizeof *x + total * sizeof *x->kid + size);
    if (!x || sqla__node_is_bad(&x->e))
        return sqla__node_refuse(bad ? bad : &sqla__node_oom.e, kids, n);
    for (size_t i = 0; i < n; i++) {
        sqla__op *span = (sqla__op *)kids[i];
        if (kids[i] && kids[i]->node.depth > depth) depth = kids[i]->node.depth;
        if (!kids[i] || kids[i]->node.kind != SQLA__K_SPAN) {
            x->kid[x->e.node.n++] = sqla__node_attach(kids[i]);
            continue;
        }
        for (uint32_t k = 0; k < span->e.node.n; k++)
            x->kid[x->e.node.n++] = sqla__node_attach(span->kid[k]);
        sqla__node_drop(span);
    }
    x->e.node.depth = (uint16_t)(depth + 1);
    if (text) x->text = (const char *)memcpy(x->kid + total, text, size);
    if (depth < SQLA_MAX_DEPTH) return &x->e;
    bad = (sqla_expr *)sqla__node_poison(SQLA_COMPILE_ERROR,
        "expressions are nested more than %d levels deep", SQLA_MAX_DEPTH);
    sqla__node_keep(bad, x);
    return bad;
}

/* Keys. A statement's structure as words: two statements have the same words exactly when their SQL
 * and their parameters' places and types are the same. Nodes that may be shared count as ordinals
 * of first appearance, tables as serial numbers; values are left out. */
static void sqla__node_key_init(sqla__key *k)
{
    k->word = k->word_room, k->capacity = SQLA__COUNT_OF(k->word_room);
    k->seen = k->seen_room, k->seen_capacity = SQLA__COUNT_OF(k->seen_room);
    k->bind = k->bind_room, k->bind_capacity = SQLA__COUNT_OF(k->bind_room);
    k->n = k->n_seen = k->n_bind = 0;
    k->failed = false;
}

static void sqla__node_key_free(sqla__key *k)
{
    const sqla_allocator *a = &sqla__mem_process;
    if (k->word != k->word_room) sqla__mem_free(a, k->word, k->capacity * sizeof *k->word);
    if (k->seen != k->seen_room)
        sqla__mem_free(a, (void *)k->seen, k->seen_capacity * sizeof *k->seen);
    if (k->bind != k->bind_room)
        sqla__mem_free(a, (void *)k->bind, k->bind_capacity * sizeof *k->bind);
}

/* Doubles one of a key's arrays, which begin in the key itself. */
static void *sqla__node_key_grow(sqla__key *k, void *items, void *room, size_t *capacity,
                                 size_t width)
{
    const sqla_allocator *a = &sqla__mem_process;
    size_t old = *capacity * width;
    void *p =
        items == room ? sqla__mem_alloc(a, old * 2) : a->realloc(items, old, old * 2, a->user);
    if (!p) return k->failed = true, NULL;
    if (items == room) memcpy(p, room, old);
    *capacity *= 2;
    return p;
}

static bool sqla__node_word_room(sqla__key *k)
{
    void *p = sqla__node_key_grow(k, k->word, k->word_room, &k->capacity, sizeof *k->word);
    if (p) k->word = (uint32_t *)p;
    return p != NULL;
}

static void sqla__node_word(sqla__key *k, uint32_t word)
{
    if (k->n < k->capacity || sqla__node_word_room(k)) k->word[k->n++] = word;
}

static void sqla__node_two_words(sqla__key *k, uint32_t first, uint32_t second)
{
    if (k->n + 2 > k->capacity && !sqla__node_word_room(k)) return;
    k->word[k->n] = first;
    k->word[k->n + 1] = second;
    k->n += 2;
}

static void sqla__node_words_text(sqla__key *k, const char *text)
{
    size_t n = text ? strlen(text) : 0;
    sqla__node_word(k, text ? (uint32_t)n + 1 : 0);
    for (size_t i = 0; i < n; i += 4) {
        uint32_t word = 0;
        memcpy(&word, text + i, n - i < 4 ? n - i : 4);
        sqla__node_word(k, word);
    }
}

static void sqla__node_words_type(sqla__key *k, const sqla_type *t)
{
    sqla__node_word(k, t ? (uint32_t)t->kind + 1 + (t->timezone ? 256u : 0) : 0);
    if (!t) return;
    sqla__node_word(k, (uint32_t)t->length ^ (uint32_t)t->precision << 16);
    sqla__node_word(k, (uint32_t)t->scale);
    sqla__node_words_text(k, t->name);
    for (const char *const *label = t->labels; label && *label; label++)
        sqla__node_words_text(k, *label);
    sqla__node_words_text(k, NULL);
    if (t->kind == SQLA_TYPE_ARRAY) sqla__node_word(k, (uint32_t)sqla__type_kind(t->item));
}

/* The ordinal of a node already seen, or -1 after adding it. */
static int64_t sqla__node_seen(sqla__key *k, const sqla_expr *x)
{
    for (size_t i = k->n_seen; i-- > 0;) if (k->seen[i] == x) return (int64_t)i;
    if (k->n_seen == k->seen_capacity) {
        void *p = sqla__node_key_grow(k, (void *)k->seen, (void *)k->seen_room, &k->seen_capacity,
                                      sizeof *k->seen);
        if (!p) return -1;
        k->seen = (const sqla_expr **)p;
    }
    k->seen[k->n_seen++] = x;
    return -1;
}

static void sqla__node_key_bind(sqla__key *k, const sqla_expr *x)
{
    if (k->n_bind == k->bind_capacity) {
        void *p = sqla__node_key_grow(k, (void *)k->bind, (void *)k->bind_room, &k->bind_capacity,
                                      sizeof *k->bind);
        if (!p) return;
        k->bind = (const sqla_expr **)p;
    }
    k->bind[k->n_bind++] = x;
}

static void sqla__node_words_bind(sqla__key *k, const sqla_expr *x)
{
    const sqla__bind *b = (const sqla__bind *)x;
    sqla__node_word(k, (uint32_t)(x->node.kind | sqla__type_kind(x->type) << 8
        | (uint32_t)x->node.extra << 16) | (x->type && x->type->timezone ? 0x8000u : 0));
    if (x->node.kind == SQLA__K_LIST) sqla__node_word(k, x->node.n == 0);
    else sqla__node_words_text(k, b->name);
    if (x->type && x->type->kind == SQLA_TYPE_ENUM) sqla__node_words_text(k, x->type->name);
    sqla__node_key_bind(k, x);
}

static void sqla__node_words_op(sqla__key *k, const sqla__op *x)
{
    sqla__node_two_words(k, (uint32_t)(x->e.node.kind | (uint32_t)x->e.node.op << 8),
                         x->e.node.n | (uint32_t)x->e.node.extra << 20);
    switch (x->e.node.kind) {
    case SQLA__K_OP: case SQLA__K_FUNC: case SQLA__K_LABEL: case SQLA__K_EXTRACT: case SQLA__K_SQL:
        sqla__node_words_text(k, x->text);
        break;
    case SQLA__K_CAST: sqla__node_words_type(k, x->e.type); break;
    case SQLA__K_OVER:
        sqla__node_word(k, (uint32_t)x->x), sqla__node_word(k, (uint32_t)(x->x >> 32));
        sqla__node_word(k, (uint32_t)x->y), sqla__node_word(k, (uint32_t)(x->y >> 32));
        break;
    default: break;
    }
}

/* forward: sqla__node_encode */
static void sqla__node_encode(sqla__key *k, const sqla_expr *x);

static void sqla__node_words_stmt(sqla__key *k, const sqla_stmt *q)
{
    sqla__node_word(k, (uint32_t)(q->e.node.kind | (uint32_t)q->e.node.op << 8));
    sqla__node_word(k, q->clauses & (SQLA__POPULATE - 1));
    if (q->e.node.kind > SQLA__K_SETOP) {
        sqla__node_word(k, q->table ? (uint32_t)q->table->cell->serial : 0);
        sqla__node_word(k, q->rows);
        sqla__node_words_text(k, q->text);
    }
    for (int p = 0; p < SQLA__PART_COUNT; p++) {
        if (!q->part[p].n || p == SQLA__OPTIONS) continue;
        sqla__node_word(k, (uint32_t)p << 24 | q->part[p].n);
        for (uint32_t i = 0; i < q->part[p].n; i++)
            sqla__node_encode(k, (const sqla_expr *)q->part[p].items[i]);
    }
    sqla__node_word(k, 0xFFFFFFFFu);
}

static void sqla__node_words_other(sqla__key *k, const sqla_expr *x)
{
    const sqla_from *f = (const sqla_from *)x;
    const sqla__join *j = (const sqla__join *)x;
    sqla__node_word(k, (uint32_t)(x->node.kind | (uint32_t)x->node.op << 8)
                    | (uint32_t)(x->node.flags & SQLA__MARKED) << 16);
    if (x->node.kind == SQLA__K_JOIN) {
        sqla__node_encode(k, j->left);
        sqla__node_encode(k, j->right);
        sqla__node_encode(k, j->on);
    } else if (sqla__node_is_from(x)) {
        sqla__node_words_text(k, f->name);
        sqla__node_encode(k, f->element);
        sqla__node_encode(k, f->restates ? &f->restates->e : NULL);
    } else if (x->node.kind == SQLA__K_COLREF) {
        sqla__node_words_text(k, ((const sqla__colref *)x)->name);
        sqla__node_encode(k, &((const sqla__colref *)x)->from->e);
    }
}

/* Other threads may hold and release a frozen node meanwhile. */
static int32_t sqla__node_refs(const sqla_expr *x)
{
    if (!(x->node.flags & SQLA__FROZEN)) return x->node.refs;
    return SQLA__ADD((int32_t *)(uintptr_t)&x->node.refs, 0);
}

static void sqla__node_encode(sqla__key *k, const sqla_expr *x)
{
    if (!x) {
        sqla__node_word(k, 0);
        return;
    }
    if (x->node.kind == SQLA__K_COLUMN) {
        const sqla__column *c = (const sqla__column *)x;
        sqla__node_two_words(k, SQLA__K_COLUMN | c->index << 8, (uint32_t)c->table->cell->serial);
        return;
    }
    if (x->node.kind == SQLA__K_TABLE) {
        const sqla_table *t = ((const sqla_from *)x)->table;
        sqla__node_two_words(k, SQLA__K_TABLE, (uint32_t)t->cell->serial);
        return;
    }
    if (sqla__node_refs(x) > 1) {               /* shared: the second time it is only its ordinal */
        int64_t ordinal = sqla__node_seen(k, x);
        sqla__node_word(k, ordinal < 0 ? 0xFFu : 0xFEu);
        if (ordinal >= 0) {
            sqla__node_word(k, (uint32_t)ordinal);
            return;
        }
    }
    if (x->node.kind == SQLA__K_BIND || x->node.kind == SQLA__K_LIST) {
        sqla__node_words_bind(k, x);
    } else if (sqla__node_rows[x->node.kind].shape == SQLA__NODE_OP) {
        const sqla__op *op = (const sqla__op *)x;
        sqla__node_words_op(k, op);
        for (uint32_t i = 0; i < x->node.n; i++) sqla__node_encode(k, op->kid[i]);
    } else if (sqla__node_is_stmt(x)) {
        sqla__node_words_stmt(k, (const sqla_stmt *)x);
    } else {
        sqla__node_words_other(k, x);
    }
}

static uint64_t sqla__node_hash(const uint32_t *word, size_t n)
{
    uint64_t h = n * 0x9e3779b97f4a7c15u, two;
    for (; n >= 2; n -= 2, word += 2) {
        memcpy(&two, word, sizeof two);
        h = (h ^ two) * 0xff51afd7ed558ccdu;
        h ^= h >> 32;
    }
    if (n) h = (h ^ *word) * 0xff51afd7ed558ccdu;
    return h ^ h >> 29;
}

static void sqla__node_freeze(sqla_expr *x, void *user)
{
    (void)user;
    if (x->node.flags & SQLA__FROZEN) return;
    x->node.flags = (uint8_t)((x->node.flags | SQLA__FROZEN) & ~SQLA__FLOATING);
    sqla__mem_detach(x);
    if (x->node.kind == SQLA__K_LIST && ((sqla__list *)x)->values)
        sqla__mem_detach(((sqla__list *)x)->values);
    if (sqla__node_is_stmt(x)) {
        sqla_stmt *q = (sqla_stmt *)x;
        for (int i = 0; i < SQLA__PART_COUNT; i++)
            if (q->part[i].items) sqla__mem_detach(q->part[i].items);
        for (sqla__given *g = q->given; g; g = g->next) sqla__mem_detach(g);
        if (q->text) sqla__mem_detach((void *)(uintptr_t)q->text);
    }
    sqla__node_each(x, sqla__node_freeze, user);
}

/* Keeps the key of a frozen statement, so that executing it needs no walk for it. */
static void sqla__node_keep_key(sqla_stmt *q)
{
    sqla__key k;
    sqla__node_key_init(&k);
    sqla__node_encode(&k, &q->e);
    size_t words = (k.n + 1) & ~(size_t)1, binds = k.n_bind * sizeof *k.bind;
    if (!k.failed) q->frozen_key = (uint32_t *)sqla__mem_node(words * sizeof *k.word + binds + 8);
    if (q->frozen_key) {
        memcpy(q->frozen_key, k.word, k.n * sizeof *k.word);
        q->frozen_bind = (const sqla_expr **)(void *)(q->frozen_key + words);
        if (binds) memcpy((void *)q->frozen_bind, (const void *)k.bind, binds);
        q->frozen_words = k.n;
        q->frozen_binds = k.n_bind;
        q->frozen_hash = sqla__node_hash(k.word, k.n);
        sqla__mem_detach(q->frozen_key);
    }
    sqla__node_key_free(&k);
}

sqla_expr *sqla_expr_ref(sqla_expr *x) { return (sqla_expr *)sqla__node_ref(x); }
sqla_stmt *sqla_stmt_ref(sqla_stmt *x) { return (sqla_stmt *)sqla__node_ref(x); }
sqla_from *sqla_from_ref(sqla_from *x) { return (sqla_from *)sqla__node_ref(x); }
void sqla_expr_unref(sqla_expr *x) { sqla__node_unref(x); }
void sqla_stmt_unref(sqla_stmt *x) { sqla__node_unref(x); }
void sqla_from_unref(sqla_from *x) { sqla__node_unref(x); }

const sqla_error_record *sqla_expr_error(const sqla_expr *x) { return sqla__node_error(x); }
const sqla_error_record *sqla_stmt_error(const sqla_stmt *x)
{
    return sqla__node_error((const sqla_expr *)x);
}
const sqla_error_record *sqla_from_error(const sqla_from *x)
{
    return sqla__node_error((const sqla_expr *)x);
}

int64_t sqla_live_nodes(void)
{
#ifdef SQLA_DEBUG
    return SQLA__LOAD(&sqla__node_live);
#else
    return 0;
#endif
}

sqla_stmt *sqla_freeze(sqla_stmt *q)
{
    if (!q || sqla__node_is_bad(&q->e) || (q->e.node.flags & SQLA__FROZEN)) {
        if (q && !(q->e.node.flags & SQLA__FROZEN)) q->e.node.flags &= (uint8_t)~SQLA__FLOATING;
        return q;
    }
    sqla__node_freeze(&q->e, NULL);
    sqla__node_keep_key(q);
    return q;
}

static const char *sqla__node_text(const char *text)
{
    size_t n = strlen(text) + 1;
    void *copy = sqla__mem_node(n);
    return copy ? (const char *)memcpy(copy, text, n) : NULL;
}

/* Copies the lists of a statement; what they hold is shared. */
static bool sqla__node_copy_parts(sqla_stmt *to, const sqla_stmt *from)
{
    for (int p = 0; p < SQLA__PART_COUNT; p++) {
        for (uint32_t i = 0; i < from->part[p].n; i++) {
            if (!sqla__vec_push(&to->part[p], from->part[p].items[i])) return false;
            sqla__node_ref(from->part[p].items[i]);
        }
    }
    return !from->text || (to->text = sqla__node_text(from->text)) != NULL;
}

static bool sqla__node_give(sqla_stmt *q, const char *name, const sqla_value *value)
{
    size_t n = strlen(name) + 1, size = sqla__val_is_text(value) ? value->as.text.size + 1 : 0;
    sqla__given *g = (sqla__given *)sqla__mem_node(sizeof *g + n + size);
    if (!g) return false;
    g->name = (const char *)memcpy(g + 1, name, n);
    g->value = *value;
    if (size) {
        char *text = (char *)(g + 1) + n;
        memcpy(text, value->as.text.ptr, size - 1);
        text[size - 1] = 0;
        g->value.as.text.ptr = text;
    }
    g->next = q->given;
    q->given = g;
    return true;
}

/* The values given with sqla_bind, the newest in front. */
static bool sqla__node_copy_given(sqla_stmt *to, const sqla__given *g)
{
    bool good = true;
    for (; g && good; g = g->next) good = sqla__node_give(to, g->name, &g->value);
    sqla__given *at = to->given, *next;
    for (to->given = NULL; at; at = next) {     /* each went in front: turn them round */
        next = at->next;
        at->next = to->given;
        to->given = at;
    }
    return good;
}

sqla_stmt *sqla_clone(sqla_stmt *q)
{
    if (!q) return (sqla_stmt *)sqla__node_poison(SQLA_ARGUMENT_ERROR, "sqla_clone: NULL given");
    if (sqla__node_is_bad(&q->e)) return (sqla_stmt *)sqla__node_poison(
        sqla__node_error(&q->e)->code, "%s", sqla__node_error(&q->e)->message);
    sqla_stmt *copy = (sqla_stmt *)sqla__node_new((sqla__kind)q->e.node.kind, sizeof *copy);
    if (sqla__node_is_bad(&copy->e)) return copy;
    copy->e.node.op = q->e.node.op;
    copy->e.node.extra = q->e.node.extra;
    copy->e.node.depth = q->e.node.depth;
    copy->table = q->table;
    copy->clauses = q->clauses;
    copy->rows = q->rows;
    copy->yield_per = q->yield_per;
    if (sqla__node_copy_parts(copy, q) && sqla__node_copy_given(copy, q->given)) return copy;
    sqla__node_unref(copy);
    return (sqla_stmt *)&sqla__node_oom;
}

sqla_stmt *sqla_stmt_bind(sqla_stmt *q, const char *name, const sqla_value *value)
{
    if (!q || sqla__node_is_bad(&q->e) || !name || !value) return q;
    if (q->e.node.flags & SQLA__FROZEN) return (sqla_stmt *)&sqla__node_frozen;
    if (!sqla__node_give(q, name, value)) q->clauses |= SQLA__BROKEN;   /* out of memory */
    return q;
}

/* ============================================================================
 * >>expr                                                        prefix sqla__expr_
 * Operators, coercion of C values, functions, CASE, windows.
 * Uses: errors memory strings containers values types schema nodes
 * ============================================================================ */

/* Operators. ORDER sqla_op_kind. Precedence as in SQLAlchemy: an operand is put in parentheses when
 * its operator binds no tighter than the one around it. */
enum {
    SQLA__EXPR_BOOL = 1,            /* the result is true or false */
    SQLA__EXPR_CHAIN = 2,           /* a op b op c needs no parentheses */
    SQLA__EXPR_LIKE = 4,
    SQLA__EXPR_POSTFIX = 8,
    SQLA__EXPR_TRANSPARENT = 16     /* a label or type shows through: ASC, DESC ... */
};
typedef struct sqla__expr_op_row {
    const char *text;
    int8_t      precedence;
    uint8_t     flags;
    uint8_t     negated;            /* sqla_op_kind of NOT (a op b); 0: NOT is written */
} sqla__expr_op_row;
static const sqla__expr_op_row sqla__expr_ops[] = {
    { "", 15, 0, 0 },
    { " = ", 5, SQLA__EXPR_BOOL, SQLA_OP_NE },
    { " != ", 5, SQLA__EXPR_BOOL, SQLA_OP_EQ },
    { " < ", 5, SQLA__EXPR_BOOL, SQLA_OP_GE },
    { " <= ", 5, SQLA__EXPR_BOOL, SQLA_OP_GT },
    { " > ", 5, SQLA__EXPR_BOOL, SQLA_OP_LE },
    { " >= ", 5, SQLA__EXPR_BOOL, SQLA_OP_LT },
    { " IS ", 5, SQLA__EXPR_BOOL, SQLA_OP_IS_NOT },
    { " IS NOT ", 5, SQLA__EXPR_BOOL, SQLA_OP_IS },
    { " IS DISTINCT FROM ", 5, SQLA__EXPR_BOOL, SQLA_OP_IS_NOT_DISTINCT },
    { " IS NOT DISTINCT FROM ", 5, SQLA__EXPR_BOOL, SQLA_OP_IS_DISTINCT },
    { " LIKE ", 5, SQLA__EXPR_BOOL | SQLA__EXPR_LIKE, SQLA_OP_NOT_LIKE },
    { " NOT LIKE ", 5, SQLA__EXPR_BOOL | SQLA__EXPR_LIKE, SQLA_OP_LIKE },
    { " ILIKE ", 5, SQLA__EXPR_BOOL | SQLA__EXPR_LIKE, SQLA_OP_NOT_ILIKE },
    { " NOT ILIKE ", 5, SQLA__EXPR_BOOL | SQLA__EXPR_LIKE, SQLA_OP_ILIKE },
    { " LIKE ", -100, SQLA__EXPR_BOOL | SQLA__EXPR_LIKE, SQLA_OP_NOT_STARTSWITH },
    { " NOT LIKE ", -100, SQLA__EXPR_BOOL | SQLA__EXPR_LIKE, SQLA_OP_STARTSWITH },
    { " LIKE ", -100, SQLA__EXPR_BOOL | SQLA__EXPR_LIKE, SQLA_OP_NOT_ENDSWITH },
    { " NOT LIKE ", -100, SQLA__EXPR_BOOL | SQLA__EXPR_LIKE, SQLA_OP_ENDSWITH },
    { " LIKE ", -100, SQLA__EXPR_BOOL | SQLA__EXPR_LIKE, SQLA_OP_NOT_CONTAINS },
    { " NOT LIKE ", -100, SQLA__EXPR_BOOL | SQLA__EXPR_LIKE, SQLA_OP_CONTAINS },
    { " <regexp> ", 5, SQLA__EXPR_BOOL, SQLA_OP_NOT_REGEXP },
    { " <not regexp> ", 5, SQLA__EXPR_BOOL, SQLA_OP_REGEXP },
    { " IN ", 5, SQLA__EXPR_BOOL, SQLA_OP_NOT_IN },
    { " NOT IN ", 5, SQLA__EXPR_BOOL, SQLA_OP_IN },
    { " BETWEEN ", 5, SQLA__EXPR_BOOL, SQLA_OP_NOT_BETWEEN },
    { " NOT BETWEEN ", 5, SQLA__EXPR_BOOL, SQLA_OP_BETWEEN },
    { " + ", 7, SQLA__EXPR_CHAIN, 0 },
    { " - ", 7, 0, 0 },
    { " * ", 8, SQLA__EXPR_CHAIN, 0 },
    { " / ", 8, 0, 0 },
    { " / ", 8, 0, 0 },
    { " % ", 8, 0, 0 },
    { " || ", 5, SQLA__EXPR_CHAIN, 0 },
    { " COLLATE ", 4, SQLA__EXPR_TRANSPARENT, 0 },
    { "", 0, 0, 0 },
    { "", 15, SQLA__EXPR_CHAIN, 0 },
    { "", 15, SQLA__EXPR_CHAIN, 0 },
    { " AND ", 3, SQLA__EXPR_BOOL | SQLA__EXPR_CHAIN, 0 },
    { " OR ", 2, SQLA__EXPR_BOOL | SQLA__EXPR_CHAIN, 0 },
    { "NOT ", 5, SQLA__EXPR_BOOL, 0 },
    { "", 5, SQLA__EXPR_BOOL, SQLA_OP_IS_FALSE },
    { "", 5, SQLA__EXPR_BOOL, SQLA_OP_IS_TRUE },
    { "-", 8, 0, 0 },
    { "DISTINCT ", 5, 0, 0 },
    { "ANY ", 15, 0, 0 },
    { "ALL ", 15, 0, 0 },
    { "EXISTS ", 0, SQLA__EXPR_BOOL, 0 },
    { " ASC", 3, SQLA__EXPR_POSTFIX | SQLA__EXPR_TRANSPARENT, 0 },
    { " DESC", 3, SQLA__EXPR_POSTFIX | SQLA__EXPR_TRANSPARENT, 0 },
    { " NULLS FIRST", 3, SQLA__EXPR_POSTFIX | SQLA__EXPR_TRANSPARENT, 0 },
    { " NULLS LAST", 3, SQLA__EXPR_POSTFIX | SQLA__EXPR_TRANSPARENT, 0 },
    { ", ", -1, SQLA__EXPR_CHAIN, 0 },
};
SQLA__STATIC_ASSERT(SQLA__COUNT_OF(sqla__expr_ops) == SQLA_OP_COUNT, "ORDER sqla_op_kind");

static sqla_expr sqla__expr_consts[] = {
    { { SQLA__K_CONST, SQLA__IMMORTAL | SQLA__FROZEN, 0, 1, 1, 0, 0 }, NULL },
    { { SQLA__K_CONST, SQLA__IMMORTAL | SQLA__FROZEN, 1, 1, 1, 0, 0 },
      &sqla__type_plain[SQLA_TYPE_BOOLEAN] },
    { { SQLA__K_CONST, SQLA__IMMORTAL | SQLA__FROZEN, 2, 1, 1, 0, 0 },
      &sqla__type_plain[SQLA_TYPE_BOOLEAN] },
};

static bool sqla__expr_is_op(const sqla_expr *x, sqla_op_kind op)
{
    return x->node.kind == SQLA__K_OP && x->node.op == op;
}
static bool sqla__expr_is_const(const sqla_expr *x, int which)
{
    return x->node.kind == SQLA__K_CONST && x->node.op == which;
}
/* A value written in C and not yet used elsewhere: it may still take a type. */
static bool sqla__expr_is_literal(const sqla_expr *x)
{
    return x->node.kind == SQLA__K_BIND && (x->node.flags & SQLA__LITERAL)
        && (x->node.flags & SQLA__FLOATING);
}

static sqla_expr *sqla__expr_literal(const sqla_value *value)
{
    bool text = sqla__val_is_text(value);
    size_t size = text ? value->as.text.size + 1 : 0;
    sqla__bind *b;
    if (size > SIZE_MAX / 4) return &sqla__node_oom.e;
    b = (sqla__bind *)sqla__node_new(SQLA__K_BIND, sizeof *b + size);
    if (sqla__node_is_bad(&b->e)) return &b->e;
    b->e.node.flags |= SQLA__LITERAL;
    b->e.type = sqla__type_of_value(value);
    b->value = *value;
    if (text) {
        b->value.as.text.ptr = (const char *)(b + 1);
        if (size > 1) memcpy(b + 1, value->as.text.ptr, size - 1);
    }
    return &b->e;
}

#define SQLA__EXPR_V(name, type) \
    sqla_expr *sqla_v_##name(type x) \
    { \
        sqla_value v = sqla_value_##name(x); \
        return sqla__expr_literal(&v); \
    }
SQLA_LITERAL_LIST(SQLA__EXPR_V)

/* "what: left operand is NULL" as a poisoned node, or the first of two that is poisoned. */
static sqla_expr *sqla__expr_null_argument(const char *what, sqla_expr *a, sqla_expr *b)
{
    sqla_expr *bad = a && sqla__node_is_bad(a) ? a : b && sqla__node_is_bad(b) ? b : NULL;
    if (!bad) bad = (sqla_expr *)sqla__node_poison(SQLA_ARGUMENT_ERROR,
        "%s: an operand is NULL where an expression is needed", what);
    return sqla__node_refuse(bad, (sqla_expr *const[]){ a, b }, 2);
}

sqla_expr *sqla_v_expr(sqla_expr *x)
{
    return x ? x : sqla__expr_null_argument("sqla_v", NULL, NULL);
}

/* The type of a statement's only column, for its use as a value. */
static const sqla_type *sqla__expr_stmt_type(const sqla_stmt *q)
{
    while (q->e.node.kind == SQLA__K_SETOP) q = (const sqla_stmt *)q->part[SQLA__STMTS].items[0];
    if (!q->part[SQLA__COLUMNS].n) return NULL;
    return ((const sqla_expr *)q->part[SQLA__COLUMNS].items[0])->type;
}

sqla_expr *sqla_scalar_subquery(sqla_stmt *q)
{
    if (!q) return sqla__expr_null_argument("sqla_scalar_subquery", NULL, NULL);
    sqla_expr *kid = &q->e, *x = sqla__node_op(SQLA__K_SUBQUERY, NULL, &kid, 1, true);
    if (!sqla__node_is_bad(x)) x->type = sqla__expr_stmt_type(q);
    return x;
}

sqla_expr *sqla_v_stmt(sqla_stmt *x) { return sqla_scalar_subquery(x); }
sqla_expr *sqla_v_from(sqla_from *x) { return sqla_v_expr((sqla_expr *)x); }

sqla_expr *sqla_v_table(const sqla_table *x)
{
    if (!x) return sqla__expr_null_argument("table", NULL, NULL);
    if (x == &sqla__schema_oom_table) return &sqla__node_oom.e;
    if (!x->name || !x->cell)
        return (sqla_expr *)sqla__node_poison(SQLA_ARGUMENT_ERROR,
            "the table could not be made (sqla_table_new without a name, or out of memory)");
    if (!sqla__schema_ready(x))
        return (sqla_expr *)sqla__node_poison(SQLA_ARGUMENT_ERROR,
            "table %q was compiled with another version of sqla.h", x->name);
    return &sqla__schema_from(x)->e;
}

sqla_expr *sqla_literal_n(sqla_expr *x)
{
    if (x && x->node.kind == SQLA__K_BIND && (x->node.flags & SQLA__FLOATING))
        x->node.flags &= (uint8_t)~SQLA__LITERAL;
    return sqla_v_expr(x);
}

/* Values of a span as one node. */
static sqla_expr *sqla__expr_list(const sqla_value *values, size_t n, const sqla_type *type)
{
    sqla__list *x;
    size_t text = 0;
    char *at;
    for (size_t i = 0; i < n; i++)
        if (sqla__val_is_text(&values[i])) text += values[i].as.text.size + 1;
    x = (sqla__list *)sqla__node_new(SQLA__K_LIST, sizeof *x);
    if (sqla__node_is_bad(&x->e)) return &x->e;
    x->values = (sqla_value *)sqla__mem_node(n * sizeof *values + text + 1);
    if (!x->values) {
        sqla__node_unref(x);
        return &sqla__node_oom.e;
    }
    x->e.node.n = (uint32_t)n;
    x->e.type = type;
    if (n) memcpy(x->values, values, n * sizeof *values);
    at = (char *)(x->values + n);
    for (size_t i = 0; i < n; i++) {
        if (!sqla__val_is_text(&values[i])) continue;
        size_t size = values[i].as.text.size;
        if (size) memcpy(at, values[i].as.text.ptr, size);
        at[size] = 0;
        x->values[i].as.text.ptr = at;
        at += size + 1;
    }
    return &x->e;
}

static sqla_expr *sqla__expr_span_values(int ctype, size_t size, const char *items, size_t n)
{
    const sqla_allocator *a = &sqla__mem_process;
    sqla_field_plan plan = { .ctype = (uint8_t)ctype, .size = (uint32_t)size };
    sqla_value *values;
    const sqla_type *type = NULL;
    sqla_expr *x;
    if (n > UINT32_MAX / sizeof *values) return &sqla__node_oom.e;
    values = (sqla_value *)sqla__mem_alloc(a, (n + 1) * sizeof *values);
    if (!values) return &sqla__node_oom.e;
    for (size_t i = 0; i < n; i++) {
        const sqla_type *own;
        values[i] = sqla__type_load(&plan, items + i * size);
        own = sqla__type_of_value(&values[i]);
        if (own && (!type || own->kind == SQLA_TYPE_BIGINT)) type = own;
    }
    x = sqla__expr_list(values, n, type);
    sqla__mem_free(a, values, (n + 1) * sizeof *values);
    return x;
}

sqla_expr *sqla_span_n(int ctype, size_t size, const void *items, size_t n)
{
    if (!items && n)
        return (sqla_expr *)sqla__node_poison(SQLA_ARGUMENT_ERROR, "sqla_span: NULL given");
    if (ctype != SQLA_C_NONE) return sqla__expr_span_values(ctype, size, (const char *)items, n);
    return sqla__node_op(SQLA__K_SPAN, NULL, (sqla_expr *const *)items, n, false);
}

sqla_expr *sqla_field(const sqla_table *table, size_t offset, const char *attr)
{
    sqla__column *c;
    if (table && table->cell && attr && SQLA__LOAD(&table->cell->state) == 2
        && (c = sqla__schema_attr(table, offset, attr)) != NULL) return &c->e;
    sqla_expr *t = sqla_v_table(table);
    if (sqla__node_is_bad(t)) return t;
    if (!attr) return sqla__expr_null_argument("sqla_field", NULL, NULL);
    c = sqla__schema_attr(table, offset, attr);
    if (c) return &c->e;
    return (sqla_expr *)sqla__node_poison(SQLA_NO_SUCH_COLUMN,
        "model %s (table %q) has no column for its field %q", table->model, table->name, attr);
}

sqla_expr *sqla_table_c(const sqla_table *table, const char *name)
{
    sqla__column *c;
    sqla_expr *t = sqla_v_table(table);
    if (sqla__node_is_bad(t)) return t;
    if (!name) return sqla__expr_null_argument("sqla_c", NULL, NULL);
    c = sqla__schema_column(table, name);
    if (c) return &c->e;
    return (sqla_expr *)sqla__node_poison(SQLA_NO_SUCH_COLUMN, "table %q has no column %q",
                                          table->name, name);
}

/* The name that a select item has in the result; NULL for expressions without one. */
static const char *sqla__expr_name(const sqla_expr *x)
{
    const sqla__op *op = (const sqla__op *)x;
    switch (x->node.kind) {
    case SQLA__K_COLUMN: return sqla__schema_name(((const sqla__column *)x)->def);
    case SQLA__K_COLREF: return ((const sqla__colref *)x)->name;
    case SQLA__K_LABEL: return op->text;
    case SQLA__K_CAST: return sqla__expr_name(op->kid[0]);
    case SQLA__K_OP:
        return x->node.n == 1 ? sqla__expr_name(op->kid[0]) : NULL;
    default: return NULL;
    }
}

/* Looks a column up in what a FROM element offers. Sets *type; true when it is there. The forward
 * prototype is for statements inside FROM elements. forward: sqla__expr_find_in_stmt */
static bool sqla__expr_find_in_stmt(const sqla_stmt *q, const char *name, const sqla_type **type);

static bool sqla__expr_find(const sqla_expr *from, const char *name, const sqla_type **type)
{
    const sqla_from *f = (const sqla_from *)from;
    if (from->node.kind == SQLA__K_TABLE) {
        sqla__column *c = sqla__schema_column(f->table, name);
        *type = c ? c->e.type : NULL;
        return c != NULL;
    }
    if (from->node.kind == SQLA__K_ALIAS) return sqla__expr_find(f->element, name, type);
    return f->element && sqla__node_is_stmt(f->element)
        && sqla__expr_find_in_stmt((const sqla_stmt *)f->element, name, type);
}

/* "sum_2": may this be the made-up name of an unlabelled function? Left to the database then. */
static bool sqla__expr_made_up(const char *name)
{
    size_t n = strlen(name);
    while (n && name[n - 1] >= '0' && name[n - 1] <= '9') n--;
    return n > 1 && name[n] && name[n - 1] == '_';
}

static bool sqla__expr_find_in_stmt(const sqla_stmt *q, const char *name, const sqla_type **type)
{
    const sqla__vec *list = &q->part[q->e.node.kind >= SQLA__K_INSERT
        && q->e.node.kind <= SQLA__K_DELETE ? SQLA__RETURNING : SQLA__COLUMNS];
    *type = NULL;
    if (q->e.node.kind == SQLA__K_SETOP)
        return sqla__expr_find_in_stmt((const sqla_stmt *)q->part[SQLA__STMTS].items[0], name,
                                       type);
    for (uint32_t i = 0; i < list->n; i++) {
        const sqla_expr *x = (const sqla_expr *)list->items[i];
        if (sqla__node_is_from(x)) {
            if (sqla__expr_find(x, name, type)) return true;
        } else if (sqla__str_is(sqla__expr_name(x), name)) {
            *type = x->type;
            return true;
        }
    }
    return q->e.node.kind == SQLA__K_STMT_TEXT ? list->n == 0 : sqla__expr_made_up(name);
}

static const char *sqla__expr_from_name(const sqla_from *f)
{
    return f->name ? f->name : sqla__node_rows[f->e.node.kind].name;
}

sqla_expr *sqla_from_c(sqla_from *from, const char *name)
{
    const sqla_type *type;
    size_t size = name ? strlen(name) + 1 : 0;
    sqla__colref *x;
    if (!from || sqla__node_is_bad(&from->e))
        return sqla__expr_null_argument("sqla_c", (sqla_expr *)from, NULL);
    if (from->e.node.kind == SQLA__K_TABLE) return sqla_table_c(from->table, name);
    if (!name) return sqla__expr_null_argument("sqla_c", NULL, &from->e);
    if (!sqla__expr_find(&from->e, name, &type)) {
        x = (sqla__colref *)sqla__node_poison(SQLA_NO_SUCH_COLUMN, "%q has no column %q",
                                              sqla__expr_from_name(from), name);
        sqla__node_keep(x, from);
        return &x->e;
    }
    x = (sqla__colref *)sqla__node_new(SQLA__K_COLREF, sizeof *x + size);
    if (sqla__node_is_bad(&x->e)) {
        sqla__node_keep(x, from);
        return &x->e;
    }
    x->from = (sqla_from *)sqla__node_attach(&from->e);
    x->e.node.depth = (uint16_t)(from->e.node.depth + 1);
    x->e.type = type;
    x->name = (const char *)memcpy(x + 1, name, size);
    return &x->e;
}

sqla_expr *sqla_side_c(const sqla_from *side, const char *name)
{
    return sqla_from_c((sqla_from *)(uintptr_t)side, name);
}

sqla_expr *sqla_from_field(sqla_from *from, const sqla_table *table, size_t offset,
                           const char *attr)
{
    sqla_expr *c = sqla_field(table, offset, attr);
    if (sqla__node_is_bad(c)) {
        sqla__node_keep(c, from);
        return c;
    }
    return sqla_from_c(from, sqla__schema_name(((sqla__column *)c)->def));
}

sqla_expr *sqla_param(const char *name)
{
    size_t size = name ? strlen(name) + 1 : 0;
    sqla__bind *b;
    if (size < 2)
        return (sqla_expr *)sqla__node_poison(SQLA_ARGUMENT_ERROR, "sqla_param: the name is empty");
    b = (sqla__bind *)sqla__node_new(SQLA__K_BIND, sizeof *b + size);
    if (sqla__node_is_bad(&b->e)) return &b->e;
    b->name = (const char *)memcpy(b + 1, name, size);
    return &b->e;
}

sqla_expr *sqla_null(void) { return &sqla__expr_consts[0]; }
sqla_expr *sqla_true(void) { return &sqla__expr_consts[1]; }
sqla_expr *sqla_false(void) { return &sqla__expr_consts[2]; }

enum { SQLA__EXPR_TEXT_PARAMS = 1000 };

/* Parameters of a text, one node each; up to `room` of them. */
static size_t sqla__expr_text_params(const char *text, sqla_expr **out, size_t room)
{
    size_t n = 0;
    for (const char *at = text; *at && n < room; at++) {
        char name[128];
        size_t size = sqla__str_param(text, at);
        if (!size) continue;
        sqla__err_copy(name, sizeof name, at + 1, size);
        out[n++] = size < sizeof name ? sqla_param(name)
            : (sqla_expr *)sqla__node_poison(SQLA_ARGUMENT_ERROR,
                  "a parameter's name has more than %d bytes: %q", (int)sizeof name - 1, name);
        at += size;
    }
    return n;
}

sqla_expr *sqla_sql(const char *text)
{
    sqla_expr *params[SQLA__EXPR_TEXT_PARAMS + 1];
    if (!text) return (sqla_expr *)sqla__node_poison(SQLA_ARGUMENT_ERROR, "sqla_sql: NULL given");
    size_t n = sqla__expr_text_params(text, params, SQLA__COUNT_OF(params));
    if (n > SQLA__EXPR_TEXT_PARAMS)
        return sqla__node_refuse(sqla__node_poison(SQLA_ARGUMENT_ERROR,
            "a text has more than %d places for parameters", SQLA__EXPR_TEXT_PARAMS), params, n);
    return sqla__node_op(SQLA__K_SQL, text, params, n, false);
}

/* A value beside an expression takes its type; a parameter without type as well. Types that live
 * in a node are replaced by the plain one of their kind unless the value dies with that node. */
static void sqla__expr_adopt(sqla_expr *x, const sqla_expr *beside)
{
    sqla__bind *b = (sqla__bind *)x;
    const sqla_type *type = beside->type;
    if (beside->node.kind == SQLA__K_BIND && beside->node.flags & SQLA__LITERAL) return;
    if (x->node.kind == SQLA__K_LIST && (x->node.flags & SQLA__FLOATING) && x->node.n) {
        const sqla_value *v = ((sqla__list *)x)->values;
        const sqla_type *adopted = sqla__type_adopt(v, type);
        if (adopted == type) x->type = type;
        return;
    }
    if (x->node.kind == SQLA__K_LIST && (x->node.flags & SQLA__FLOATING)) x->type = type;
    if (x->node.kind != SQLA__K_BIND || !(x->node.flags & SQLA__FLOATING)) return;
    if (x->node.flags & SQLA__LITERAL) x->type = sqla__type_adopt(&b->value, type);
    else if (!x->type) x->type = type;
}

/* For =, !=, IS and IS NOT: a bool or NULL on the right side becomes a constant. Gives NULL where
 * nothing changes. */
static sqla_expr *sqla__expr_constant(const sqla_expr *left, const sqla_expr *right)
{
    const sqla__bind *b = (const sqla__bind *)right;
    bool truth;
    if (!sqla__expr_is_literal(right)) return NULL;
    if (b->value.kind == SQLA_VALUE_NULL) return sqla_null();
    if (b->value.kind == SQLA_VALUE_BOOL) truth = b->value.as.b;
    else if (b->value.kind == SQLA_VALUE_INT && sqla__type_kind(left->type) == SQLA_TYPE_BOOLEAN
             && (b->value.as.i == 0 || b->value.as.i == 1)) truth = b->value.as.i == 1;
    else return NULL;
    return truth ? sqla_true() : sqla_false();
}

/* The type of an arithmetic result, as SQLAlchemy's expression adaptation has it. */
static const sqla_type *sqla__expr_arithmetic_type(sqla_op_kind op, const sqla_expr *a,
                                                   const sqla_expr *b)
{
    sqla__type_family fa = sqla__type_family_of(a->type), fb = sqla__type_family_of(b->type);
    if (op == SQLA_OP_DIV && fa == SQLA__TYPE_INTS && fb == SQLA__TYPE_INTS)
        return &sqla__type_plain[SQLA_TYPE_NUMERIC];
    if (fa == SQLA__TYPE_INTS && (fb == SQLA__TYPE_EXACT || fb == SQLA__TYPE_FLOATS))
        return b->type;
    if (op == SQLA_OP_MINUS && fa == fb && fa == SQLA__TYPE_DATES)
        return &sqla__type_plain[SQLA_TYPE_INTEGER];
    if (op == SQLA_OP_MINUS && fa == fb && fa == SQLA__TYPE_DATETIMES)
        return &sqla__type_plain[SQLA_TYPE_INTERVAL];
    return a->type ? a->type : b->type;
}

static const sqla_type *sqla__expr_binary_type(sqla_op_kind op, const sqla_expr *a,
                                               const sqla_expr *b)
{
    if (sqla__expr_ops[op].flags & SQLA__EXPR_BOOL) return &sqla__type_plain[SQLA_TYPE_BOOLEAN];
    if (op == SQLA_OP_CONCAT) return &sqla__type_plain[SQLA_TYPE_STRING];
    if (op == SQLA_OP_JSON_ITEM || op == SQLA_OP_JSON_PATH)
        return &sqla__type_plain[SQLA_TYPE_JSON];
    return op == SQLA_OP_CUSTOM ? a->type : sqla__expr_arithmetic_type(op, a, b);
}

/* An operator over two operands that are neither NULL nor poisoned. */
static sqla_expr *sqla__expr_pair(sqla_op_kind op, const char *text, sqla_expr *a, sqla_expr *b)
{
    sqla_expr *kids[2] = { a, b }, *x;
    const sqla_type *type = sqla__expr_binary_type(op, a, b);
    uint16_t depth = a->node.depth > b->node.depth ? a->node.depth : b->node.depth;
    if (text || depth >= SQLA_MAX_DEPTH || a->node.kind == SQLA__K_SPAN
        || b->node.kind == SQLA__K_SPAN) {
        x = sqla__node_op(SQLA__K_OP, text, kids, 2, true);
        if (sqla__node_is_bad(x)) return x;
    } else {                                    /* the most frequent node, made without detours */
        sqla__op *pair = (sqla__op *)sqla__node_new(SQLA__K_OP, sizeof *pair + sizeof kids);
        if (sqla__node_is_bad(&pair->e)) return sqla__node_refuse(pair, kids, 2);
        pair->e.node.n = 2;
        pair->e.node.depth = (uint16_t)(depth + 1);
        pair->kid[0] = sqla__node_attach(a);
        pair->kid[1] = sqla__node_attach(b);
        x = &pair->e;
    }
    x->node.op = (uint16_t)op;
    x->type = type;
    return x;
}

static bool sqla__expr_takes_constants(sqla_op_kind op)
{
    return op == SQLA_OP_EQ || op == SQLA_OP_NE || op == SQLA_OP_IS || op == SQLA_OP_IS_NOT
        || op == SQLA_OP_IS_DISTINCT || op == SQLA_OP_IS_NOT_DISTINCT;
}

/* A constant on the right side: NULL turns = into IS; < and kin are refused. */
static sqla_expr *sqla__expr_with_constant(sqla_op_kind op, sqla_expr *left, sqla_expr *constant)
{
    if (!sqla__expr_takes_constants(op)) {
        sqla_expr *bad = (sqla_expr *)sqla__node_poison(SQLA_ARGUMENT_ERROR,
            "only eq, ne, is, is_not and is_distinct_from take NULL, true or false, not '%s'",
            sqla__expr_ops[op].text);
        sqla__node_keep(bad, left);
        return bad;
    }
    if (constant == sqla_null() && op == SQLA_OP_EQ) op = SQLA_OP_IS;
    if (constant == sqla_null() && op == SQLA_OP_NE) op = SQLA_OP_IS_NOT;
    return sqla__expr_pair(op, NULL, left, constant);
}

static sqla_expr *sqla__expr_wrong_operator(sqla_op_kind op, sqla_expr *a, sqla_expr *b)
{
    sqla_expr *bad = (sqla_expr *)sqla__node_poison(SQLA_ARGUMENT_ERROR,
        "operator %d does not take so many operands", (int)op);
    return sqla__node_refuse(bad, (sqla_expr *const[]){ a, b }, 2);
}

sqla_expr *sqla_binary(sqla_op_kind op, sqla_expr *left, sqla_expr *right)
{
    sqla_expr *constant;
    if (!left || !right || sqla__node_is_bad(left) || sqla__node_is_bad(right))
        return sqla__expr_null_argument("operator", left, right);
    if (left->node.kind == SQLA__K_REL)
        return ((sqla__relref *)left)->ops->compare(op, (sqla__relref *)left, right);
    if ((unsigned)op >= SQLA_OP_COUNT || op == SQLA_OP_NONE || op >= SQLA_OP_AND
        || op == SQLA_OP_CUSTOM || op == SQLA_OP_COLLATE || op == SQLA_OP_BETWEEN
        || op == SQLA_OP_NOT_BETWEEN) return sqla__expr_wrong_operator(op, left, right);
    constant = op <= SQLA_OP_IS_NOT_DISTINCT ? sqla__expr_constant(left, right) : NULL;
    if (constant) {
        sqla__node_drop(right);
        return sqla__expr_with_constant(op, left, constant);
    }
    if (op <= SQLA_OP_GE && right == sqla_null()) return sqla__expr_with_constant(op, left, right);
    if (op == SQLA_OP_JSON_ITEM) return sqla__expr_pair(op, NULL, left, right);
    sqla__expr_adopt(right, left);
    sqla__expr_adopt(left, right);
    if (op == SQLA_OP_PLUS && sqla__type_family_of(left->type) == SQLA__TYPE_TEXTS)
        op = SQLA_OP_CONCAT;
    return sqla__expr_pair(op, NULL, left, right);
}

/* % and _ and the escape character itself, escaped. */
static sqla_expr *sqla__expr_autoescape(sqla_expr *x, char escape)
{
    sqla__bind *b = (sqla__bind *)x;
    sqla__str s = { 0 };
    sqla_value v = b->value;
    if (x->node.kind != SQLA__K_BIND || v.kind != SQLA_VALUE_TEXT) {
        return sqla__node_refuse(sqla__node_poison(SQLA_ARGUMENT_ERROR,
            ".autoescape needs a text given as C value"), &x, 1);
    }
    sqla__str_reserve(&s, 1);
    for (size_t i = 0; i < v.as.text.size; i++) {
        char c = v.as.text.ptr[i];
        if (c == '%' || c == '_' || c == escape) sqla__str_char(&s, escape);
        sqla__str_char(&s, c);
    }
    v.as.text.ptr = s.data;
    v.as.text.size = s.size;
    sqla__node_drop(x);
    x = s.failed ? &sqla__node_oom.e : sqla__expr_literal(&v);
    sqla__str_free(&s);
    return x;
}

sqla_expr *sqla_match(sqla_op_kind op, sqla_expr *left, sqla_expr *right,
                      const sqla_like_options *options)
{
    const char *escape = options ? options->escape : NULL;
    if (!left || !right || sqla__node_is_bad(left) || sqla__node_is_bad(right)
        || op < SQLA_OP_LIKE || op > SQLA_OP_NOT_CONTAINS)
        return sqla__expr_null_argument("like", left, right);
    if (left->node.kind == SQLA__K_REL)
        return ((sqla__relref *)left)->ops->compare(op, (sqla__relref *)left, right);
    if (escape && strlen(escape) != 1) {
        return sqla__node_refuse(sqla__node_poison(SQLA_ARGUMENT_ERROR,
            ".escape is one character, not %q", escape), (sqla_expr *const[]){ left, right }, 2);
    }
    if (options && options->autoescape) {
        if (!escape) escape = "/";
        right = sqla__expr_autoescape(right, escape[0]);
        if (sqla__node_is_bad(right)) return sqla__expr_null_argument("like", left, right);
    }
    sqla__expr_adopt(right, left);
    return sqla__expr_pair(op, escape, left, right);
}

sqla_expr *sqla_between_n(sqla_expr *x, sqla_expr *low, sqla_expr *high)
{
    sqla_expr *kids[3] = { x, low, high };
    if (x && low && !sqla__node_is_bad(x) && !sqla__node_is_bad(low)) sqla__expr_adopt(low, x);
    if (x && high && !sqla__node_is_bad(x) && !sqla__node_is_bad(high)) sqla__expr_adopt(high, x);
    x = sqla__node_op(SQLA__K_OP, NULL, kids, 3, false);
    if (sqla__node_is_bad(x)) return x;
    x->node.op = SQLA_OP_BETWEEN;
    x->type = &sqla__type_plain[SQLA_TYPE_BOOLEAN];
    return x;
}

/* Does this kind answer true or false without saying so: a column, a function, a label? In a
 * condition it is then written as the dialect needs it: b, or b = 1. */
static bool sqla__expr_is_bare_bool(const sqla_expr *x)
{
    return sqla__type_kind(x->type) == SQLA_TYPE_BOOLEAN
        && (x->node.kind == SQLA__K_COLUMN || x->node.kind == SQLA__K_COLREF
            || x->node.kind == SQLA__K_FUNC || x->node.kind == SQLA__K_CAST
            || x->node.kind == SQLA__K_LABEL || x->node.kind == SQLA__K_BIND
            || x->node.kind == SQLA__K_CASE || x->node.kind == SQLA__K_SUBQUERY
            || x->node.kind == SQLA__K_JSON);
}

static sqla_expr *sqla__expr_unary_op(sqla_op_kind op, sqla_expr *x, const sqla_type *type)
{
    x = sqla__node_op(SQLA__K_OP, NULL, &x, 1, true);
    if (sqla__node_is_bad(x)) return x;
    x->node.op = (uint16_t)op;
    x->type = type;
    return x;
}

/* A condition for WHERE, AND, OR, HAVING, WHEN. */
static sqla_expr *sqla__expr_condition(sqla_expr *x)
{
    if (x && (sqla__expr_is_bare_bool(x) || (x->node.kind == SQLA__K_CONST && x->node.op)))
        return sqla__expr_unary_op(SQLA_OP_IS_TRUE, x, &sqla__type_plain[SQLA_TYPE_BOOLEAN]);
    return x;
}

/* NOT x, with the operator itself negated where it has a counterpart. */
static sqla_expr *sqla__expr_not(sqla_expr *x)
{
    const sqla_type *boolean = &sqla__type_plain[SQLA_TYPE_BOOLEAN];
    sqla__op *op = (sqla__op *)x;
    if (x->node.kind == SQLA__K_CONST && x->node.op)
        return x->node.op == 1 ? sqla_false() : sqla_true();
    bool any = x->node.kind == SQLA__K_OP && x->node.n == 2
        && (sqla__expr_is_op(op->kid[1], SQLA_OP_ANY) || sqla__expr_is_op(op->kid[1], SQLA_OP_ALL));
    if (x->node.kind == SQLA__K_OP && sqla__expr_ops[x->node.op].negated && !any) {
        sqla_expr *y = sqla__node_op(SQLA__K_OP, op->text, op->kid, x->node.n, true);
        if (!sqla__node_is_bad(y)) {
            y->node.op = sqla__expr_ops[x->node.op].negated;
            y->type = x->type;
        }
        sqla__node_drop(x);
        return y;
    }
    if (sqla__expr_is_bare_bool(x)) return sqla__expr_unary_op(SQLA_OP_IS_FALSE, x, boolean);
    return sqla__expr_unary_op(SQLA_OP_NOT, x, boolean);
}

sqla_expr *sqla_unary(sqla_op_kind op, sqla_expr *x)
{
    if (!x || sqla__node_is_bad(x)) return sqla__expr_null_argument("operator", x, NULL);
    if ((unsigned)op >= SQLA_OP_COUNT || op < SQLA_OP_NOT || op == SQLA_OP_COMMA)
        return sqla__expr_wrong_operator(op, x, NULL);
    if (op == SQLA_OP_NOT) return sqla__expr_not(x);
    return sqla__expr_unary_op(op, x, x->type);
}

/* All of a list's items plain values, so that it can be one list of any length? */
static bool sqla__expr_all_values(sqla_expr *const *items, size_t n)
{
    for (size_t i = 0; i < n; i++)
        if (!sqla__expr_is_literal(items[i])
            && !(items[i]->node.kind == SQLA__K_LIST && items[i]->node.flags & SQLA__FLOATING))
            return false;
    return true;
}

/* (1, 2), (3, 4): tuples of values of one length? */
static size_t sqla__expr_tuple_width(sqla_expr *const *items, size_t n)
{
    size_t width = 0;
    for (size_t i = 0; i < n; i++) {
        sqla__op *t = (sqla__op *)items[i];
        if (t->e.node.kind != SQLA__K_TUPLE || !(t->e.node.flags & SQLA__FLOATING)) return 0;
        if (i && t->e.node.n != width) return 0;
        width = t->e.node.n;
        for (size_t k = 0; k < width; k++)
            if (t->kid[k]->node.kind != SQLA__K_BIND || !(t->kid[k]->node.flags & SQLA__LITERAL))
                return 0;
    }
    return width;
}

/* The values of literals, lists and tuples of literals, one after another. */
static size_t sqla__expr_gather(sqla_expr *const *items, size_t n, sqla_value *out)
{
    size_t total = 0;
    for (size_t i = 0; i < n; i++) {
        const sqla__list *list = (const sqla__list *)items[i];
        const sqla__op *tuple = (const sqla__op *)items[i];
        size_t many = items[i]->node.kind == SQLA__K_BIND ? 1 : items[i]->node.n;
        for (size_t k = 0; out && k < many; k++)
            out[total + k] = items[i]->node.kind == SQLA__K_LIST ? list->values[k]
                : ((const sqla__bind *)(items[i]->node.kind == SQLA__K_TUPLE ? tuple->kid[k]
                                                                           : items[i]))->value;
        total += many;
    }
    return total;
}

/* Merges values (and tuples of `width` values) into one list node; takes the items. */
static sqla_expr *sqla__expr_merge(sqla_expr *const *items, size_t n, size_t width)
{
    const sqla_allocator *a = &sqla__mem_process;
    size_t total = sqla__expr_gather(items, n, NULL), size = (total + 1) * sizeof(sqla_value);
    sqla_value *values = (sqla_value *)sqla__mem_alloc(a, size);
    sqla_expr *list = &sqla__node_oom.e;
    if (values) {
        sqla__expr_gather(items, n, values);
        list = sqla__expr_list(values, total, total && !width ? sqla__type_of_value(values) : NULL);
        sqla__mem_free(a, values, size);
    }
    if (!sqla__node_is_bad(list)) list->node.extra = (uint16_t)width;
    for (size_t i = 0; i < n; i++) sqla__node_drop(items[i]);
    return list;
}

sqla_expr *sqla_in_n(sqla_expr *x, sqla_expr *const *items, size_t n)
{
    sqla_expr *bad = NULL, *right;
    size_t width = 0;
    sqla__node_count(items, n, &bad);
    if (!x || sqla__node_is_bad(x) || bad) {
        return sqla__node_refuse(sqla__expr_null_argument("in", x, bad), items, n);
    }
    if (n == 1 && items[0]->node.kind == SQLA__K_SUBQUERY) right = items[0];
    else if (n == 1 && items[0]->node.kind == SQLA__K_LIST) right = items[0];
    else if (sqla__expr_all_values(items, n)
             || (n && x->node.kind == SQLA__K_TUPLE
                 && (width = sqla__expr_tuple_width(items, n)) > 0))
        right = sqla__expr_merge(items, n, width);
    else right = sqla__node_op(SQLA__K_TUPLE, NULL, items, n, false);
    if (sqla__node_is_bad(right)) return sqla__expr_null_argument("in", x, right);
    if (width && width != x->node.n) {
        return sqla__node_refuse(sqla__node_poison(SQLA_ARGUMENT_ERROR,
            "in: tuples of %z values compared with a tuple of another length", width),
            (sqla_expr *const[]){ x, right }, 2);
    }
    if (right->node.kind == SQLA__K_LIST && !right->node.extra)
        sqla__expr_adopt(right, x);
    else if (right->node.kind == SQLA__K_TUPLE)
        for (uint32_t i = 0; i < right->node.n; i++)
            if (((sqla__op *)right)->kid[i]->node.flags & SQLA__LITERAL)
                ((sqla__op *)right)->kid[i]->type =
                    sqla__type_adopt(&((sqla__bind *)((sqla__op *)right)->kid[i])->value, x->type);
    return sqla__expr_pair(SQLA_OP_IN, NULL, x, right);
}

/* Collects the conditions of a list for AND or OR: constants that change nothing are left out,
 * lists of the same operator melt in (which keeps long chains shallow), bare booleans are made
 * conditions. *absorbed: a constant decides all. False without memory. */
static bool sqla__expr_collect(sqla_op_kind op, const sqla__op *list, sqla__vec *kids,
                               bool *absorbed)
{
    int neutral = op == SQLA_OP_AND ? 1 : 2;
    for (uint32_t i = 0; i < list->e.node.n; i++) {
        sqla_expr *kid = list->kid[i];
        if (sqla__expr_is_const(kid, neutral)) continue;
        *absorbed = *absorbed || sqla__expr_is_const(kid, 3 - neutral);
        if (sqla__expr_is_op(kid, op)) {
            for (uint32_t k = 0; k < kid->node.n; k++)
                if (!sqla__vec_push(kids, ((sqla__op *)kid)->kid[k])) return false;
            continue;
        }
        if (sqla__expr_is_bare_bool(kid)) kid = sqla__expr_condition(kid);
        if (sqla__node_is_bad(kid) || !sqla__vec_push(kids, kid)) {
            sqla__node_drop(kid);
            return false;
        }
    }
    return true;
}

/* AND or OR of conditions, folded as SQLAlchemy folds them. */
static sqla_expr *sqla__expr_all(sqla_op_kind op, sqla_expr *const *items, size_t n)
{
    sqla_expr *list = sqla__node_op(SQLA__K_SPAN, NULL, items, n, false), *x;
    sqla__vec kids = { 0 };
    bool absorbed = false;
    if (sqla__node_is_bad(list)) return list;
    bool good = sqla__expr_collect(op, (sqla__op *)list, &kids, &absorbed);
    if (!good) x = &sqla__node_oom.e;
    else if (absorbed || kids.n == 0)
        x = (op == SQLA_OP_AND) == absorbed ? sqla_false() : sqla_true();
    else if (kids.n == 1) x = (sqla_expr *)sqla__node_ref(kids.items[0]);
    else x = sqla__node_op(SQLA__K_OP, NULL, (sqla_expr **)kids.items, kids.n, false);
    if (good && !absorbed && kids.n > 1 && !sqla__node_is_bad(x)) {
        x->node.op = (uint16_t)op;
        x->type = &sqla__type_plain[SQLA_TYPE_BOOLEAN];
    }
    bool one = good && !absorbed && kids.n == 1;
    if (!good || absorbed)
        for (uint32_t i = 0; i < kids.n; i++) sqla__node_drop(kids.items[i]);
    sqla__vec_free(&kids);
    sqla__node_unref(list);
    if (one) sqla__node_give_back(x);
    return x;
}

sqla_expr *sqla_and_n(sqla_expr *const *items, size_t n)
{
    return sqla__expr_all(SQLA_OP_AND, items, n);
}
sqla_expr *sqla_or_n(sqla_expr *const *items, size_t n)
{
    return sqla__expr_all(SQLA_OP_OR, items, n);
}
sqla_expr *sqla_tuple_n(sqla_expr *const *items, size_t n)
{
    return sqla__node_op(SQLA__K_TUPLE, NULL, items, n, false);
}

sqla_expr *sqla_op_n(sqla_expr *left, const char *op, sqla_expr *right)
{
    if (!left || !right || !op || sqla__node_is_bad(left) || sqla__node_is_bad(right))
        return sqla__expr_null_argument("sqla_op", left, right);
    sqla__expr_adopt(right, left);
    return sqla__expr_pair(SQLA_OP_CUSTOM, op, left, right);
}

/* A node with one kid and a text. */
static sqla_expr *sqla__expr_named(sqla__kind kind, const char *what, sqla_expr *x,
                                   const char *text)
{
    if (!x || !text || !*text || sqla__node_is_bad(x))
        return sqla__expr_null_argument(what, x, NULL);
    const sqla_type *type = x->type;
    x = sqla__node_op(kind, text, &x, 1, true);
    if (!sqla__node_is_bad(x)) x->type = type;
    return x;
}

sqla_expr *sqla_label(sqla_expr *x, const char *name)
{
    return sqla__expr_named(SQLA__K_LABEL, "sqla_label", x, name);
}

sqla_expr *sqla_collate(sqla_expr *x, const char *name)
{
    x = sqla__expr_named(SQLA__K_OP, "sqla_collate", x, name);
    if (!sqla__node_is_bad(x)) x->node.op = SQLA_OP_COLLATE;
    return x;
}

sqla_expr *sqla_extract(const char *field, sqla_expr *x)
{
    x = sqla__expr_named(SQLA__K_EXTRACT, "sqla_extract", x, field);
    if (!sqla__node_is_bad(x)) x->type = &sqla__type_plain[SQLA_TYPE_INTEGER];
    return x;
}

/* A cast owns a copy of its type: behind the one kid, in the same block. */
static sqla_expr *sqla__expr_cast(uint16_t op, sqla_expr *x, const sqla_type *type)
{
    sqla__op *c;
    if (!x || !type || sqla__node_is_bad(x)) return sqla__expr_null_argument("sqla_cast", x, NULL);
    if (x->node.depth >= SQLA_MAX_DEPTH) return sqla__node_op(SQLA__K_CAST, NULL, &x, 1, true);
    c = (sqla__op *)sqla__node_new(SQLA__K_CAST, sizeof *c + sizeof *c->kid + sizeof *type
                                   + sqla__type_extra(type));
    if (sqla__node_is_bad(&c->e)) return sqla__expr_null_argument("sqla_cast", x, &c->e);
    c->e.type = sqla__type_copy(c->kid + 1, type);
    if (sqla__expr_is_literal(x) || (x->node.kind == SQLA__K_BIND && !x->type)) x->type = c->e.type;
    c->e.node.op = op;
    c->e.node.n = 1;
    c->e.node.depth = (uint16_t)(x->node.depth + 1);
    c->kid[0] = sqla__node_attach(x);
    return &c->e;
}

sqla_expr *sqla_cast_n(sqla_expr *x, const sqla_type *type) { return sqla__expr_cast(0, x, type); }
sqla_expr *sqla_try_cast_n(sqla_expr *x, const sqla_type *type)
{
    return sqla__expr_cast(2, x, type);
}
sqla_expr *sqla_type_coerce_n(sqla_expr *x, const sqla_type *type)
{
    return sqla__expr_cast(1, x, type);
}

sqla_arm *sqla_when_n(sqla_expr *condition, sqla_expr *result)
{
    sqla_expr *kids[2] = { condition, result };
    if (!result) return (sqla_arm *)sqla__expr_null_argument("sqla_when", kids[0], NULL);
    const sqla_type *type = result->type;
    sqla_expr *x = sqla__node_op(SQLA__K_ARM, NULL, kids, 2, true);
    if (!sqla__node_is_bad(x)) x->type = type;
    return (sqla_arm *)x;
}

sqla_expr *sqla_case_n(sqla_expr *value, sqla_arm *const *arms, size_t n)
{
    sqla_expr *kids[66];
    const sqla_type *type = NULL;
    if (n == 0 || n > 65 || !arms) return sqla__expr_null_argument("sqla_case", value, NULL);
    kids[0] = value;
    for (size_t i = 0; i < n; i++) {
        sqla_expr *arm = kids[i + 1] = arms[i] ? (sqla_expr *)arms[i]
            : sqla__expr_null_argument("sqla_case", NULL, NULL);
        if (arm->node.kind != SQLA__K_ARM) continue;
        sqla_expr *condition = ((sqla__op *)arm)->kid[0];
        if (!type) type = arm->type;
        if (value && condition && condition->node.flags & SQLA__LITERAL && value->type)
            condition->type = sqla__type_adopt(&((sqla__bind *)condition)->value, value->type);
        if (!condition && i + 1 < n) {
            sqla_expr *bad = (sqla_expr *)sqla__node_poison(SQLA_ARGUMENT_ERROR,
                "sqla_case: sqla_else is not the last arm");
            sqla__node_refuse(bad, kids, i + 1);
            return sqla__node_refuse(bad, (sqla_expr *const *)arms + i, n - i);
        }
    }
    sqla_expr *x = sqla__node_op(SQLA__K_CASE, NULL, kids, n + 1, true);
    if (!sqla__node_is_bad(x)) x->type = type;
    return x;
}

/* Functions whose result type is known. `from` is the argument that has the type, 0 for none. */
static const struct sqla__expr_func_row {
    const char *name;
    uint8_t     type, from;
} sqla__expr_funcs[] = {
    { "count", SQLA_TYPE_INTEGER, 0 }, { "sum", 0, 1 }, { "max", 0, 1 }, { "min", 0, 1 },
    { "coalesce", 0, 1 }, { "lower", 0, 1 }, { "upper", 0, 1 }, { "now", SQLA_TYPE_DATETIME, 0 },
    { "concat", SQLA_TYPE_STRING, 0 }, { "char_length", SQLA_TYPE_INTEGER, 0 },
    { "rank", SQLA_TYPE_INTEGER, 0 }, { "dense_rank", SQLA_TYPE_INTEGER, 0 },
    { "percent_rank", SQLA_TYPE_NUMERIC, 0 }, { "cume_dist", SQLA_TYPE_NUMERIC, 0 },
    { "current_date", SQLA_TYPE_DATE, 0 }, { "current_time", SQLA_TYPE_TIME, 0 },
    { "current_timestamp", SQLA_TYPE_DATETIME, 0 }, { "localtime", SQLA_TYPE_DATETIME, 0 },
    { "localtimestamp", SQLA_TYPE_DATETIME, 0 }, { "current_user", SQLA_TYPE_STRING, 0 },
    { "session_user", SQLA_TYPE_STRING, 0 }, { "user", SQLA_TYPE_STRING, 0 },
};

sqla_expr *sqla_func_n(const char *name, sqla_expr *const *args, size_t n)
{
    const sqla_type *type = NULL;
    sqla_expr *x;
    if (!name || !*name)
        return sqla__node_refuse(sqla__expr_null_argument("sqla_func", NULL, NULL), args, n);
    for (size_t i = 0; i < SQLA__COUNT_OF(sqla__expr_funcs); i++) {
        const struct sqla__expr_func_row *row = &sqla__expr_funcs[i];
        if (!sqla__str_same(row->name, name)) continue;
        if (!row->from) type = &sqla__type_plain[row->type];
        else if (n >= row->from && args[row->from - 1]) type = args[row->from - 1]->type;
        break;
    }
    x = sqla__node_op(SQLA__K_FUNC, name, args, n, false);
    if (!sqla__node_is_bad(x)) x->type = type;
    return x;
}

/* A node over one function and a list: the counts of the list's parts are kept in x and y. */
static sqla_expr *sqla__expr_around(sqla__kind kind, const char *what, sqla_expr *f,
                                    const sqla_exprs *lists, size_t n_lists)
{
    sqla__vec kids = { 0 };
    size_t split = 1;
    bool good = true;
    bool missing = false;
    for (size_t i = 0; i < n_lists; i++) missing = missing || (lists[i].count && !lists[i].items);
    if (!f || sqla__node_is_bad(f) || missing) {
        sqla_expr *bad = sqla__expr_null_argument(what, missing ? NULL : f, f);
        for (size_t i = 0; i < n_lists; i++)
            sqla__node_refuse(bad, lists[i].items, lists[i].count);
        return bad;
    }
    const sqla_type *type = f->type;
    good = sqla__vec_push(&kids, f);
    for (size_t i = 0; i < n_lists; i++) {
        sqla_expr *bad = NULL;
        if (i == 0) split += sqla__node_count(lists[i].items, lists[i].count, &bad);
        for (size_t k = 0; k < lists[i].count; k++)
            good = good && sqla__vec_push(&kids, kind == SQLA__K_FILTER
                ? sqla__expr_condition(lists[i].items[k]) : lists[i].items[k]);
    }
    sqla_expr *x = good ? sqla__node_op(kind, NULL, (sqla_expr **)kids.items, kids.n, false)
                        : &sqla__node_oom.e;
    if (!good) {
        sqla__node_drop(f);
        for (size_t i = 0; i < n_lists; i++)
            sqla__node_refuse(x, lists[i].items, lists[i].count);
    }
    sqla__vec_free(&kids);
    if (sqla__node_is_bad(x)) return x;
    x->type = type;
    x->node.extra = (uint16_t)split;
    return x;
}

sqla_expr *sqla_over_n(sqla_expr *f, const sqla_over_options *options)
{
    static const sqla_over_options none = { 0 };
    const sqla_over_options *o = options ? options : &none;
    const sqla_frame *frame = o->rows.given ? &o->rows : o->range.given ? &o->range : &o->groups;
    sqla_exprs lists[2] = { o->partition_by, o->order_by };
    sqla__op *x = (sqla__op *)sqla__expr_around(SQLA__K_OVER, "sqla_over", f, lists, 2);
    if (sqla__node_is_bad(&x->e)) return &x->e;
    if (o->rows.given + o->range.given + o->groups.given > 1) {
        sqla_expr *over = &x->e;
        return sqla__node_refuse(sqla__node_poison(SQLA_ARGUMENT_ERROR,
            "sqla_over: only one of .rows, .range and .groups may be given"), &over, 1);
    }
    x->e.node.op = o->rows.given ? 1 : o->range.given ? 2 : o->groups.given ? 3 : 0;
    x->x = frame->start;
    x->y = frame->end;
    return &x->e;
}

sqla_expr *sqla_filter_n(sqla_expr *f, sqla_expr *const *items, size_t n)
{
    sqla_exprs list = { items, n };
    return sqla__expr_around(SQLA__K_FILTER, "sqla_filter", f, &list, 1);
}
sqla_expr *sqla_within_group_n(sqla_expr *f, sqla_expr *const *items, size_t n)
{
    sqla_exprs list = { items, n };
    return sqla__expr_around(SQLA__K_WITHIN, "sqla_within_group", f, &list, 1);
}

sqla_expr *sqla_exists(sqla_stmt *q)
{
    if (!q) return sqla__expr_null_argument("sqla_exists", NULL, NULL);
    sqla_expr *kid = &q->e, *x = sqla__node_op(SQLA__K_EXISTS, NULL, &kid, 1, true);
    if (!sqla__node_is_bad(x)) x->type = &sqla__type_plain[SQLA_TYPE_BOOLEAN];
    return x;
}

sqla_expr *sqla_excluded(sqla_expr *column)
{
    if (!column || column->node.kind != SQLA__K_COLUMN)
        return sqla__expr_null_argument("sqla_excluded", column, NULL);
    sqla_expr *x = sqla__node_op(SQLA__K_EXCLUDED, NULL, &column, 1, true);
    if (!sqla__node_is_bad(x)) x->type = column->type;
    return x;
}

/* Appends one step of a JSON path: ."key" or [index]. */
static void sqla__expr_json_step(sqla__str *path, const sqla_value *key)
{
    if (key->kind == SQLA_VALUE_INT) {
        sqla__str_char(path, '[');
        sqla__str_int(path, key->as.i);
        sqla__str_char(path, ']');
        return;
    }
    sqla__str_put(path, ".\"");
    sqla__str_add(path, key->as.text.ptr, key->as.text.size);
    sqla__str_char(path, '"');
}

/* A key or a whole path as $."a"[1], or a path as {a, 1}. */
static void sqla__expr_json_text(sqla__str *out, const sqla_value *v, bool braces)
{
    bool path = v->kind == SQLA_VALUE_TEXT && v->as.text.size && v->as.text.ptr[0] == '$';
    if (!path) sqla__str_char(out, '$');
    if (!path) sqla__expr_json_step(out, v);
    if (path && !braces) sqla__str_add(out, v->as.text.ptr, v->as.text.size);
    if (!path || !braces) return;
    sqla__str_char(out, '{');
    for (size_t i = 1; i < v->as.text.size;) {
        char end = v->as.text.ptr[i] == '[' ? ']' : '"';
        size_t start = i + (end == ']' ? 1 : 2);
        if (i > 1) sqla__str_put(out, ", ");
        for (i = start; i < v->as.text.size && v->as.text.ptr[i] != end; i++)
            sqla__str_char(out, v->as.text.ptr[i]);
        i++;
    }
    sqla__str_char(out, '}');
}

/* The steps become one text, $."a"[1]: it is bound as one parameter. */
sqla_expr *sqla_json_path_n(sqla_expr *x, sqla_expr *const *keys, size_t n)
{
    sqla_expr *bad = NULL, *path = NULL;
    sqla__str text = { 0 };
    sqla__node_count(keys, n, &bad);
    sqla__str_put(&text, "$");
    for (size_t i = 0; i < n && !bad; i++) {
        const sqla_value *key = &((sqla__bind *)keys[i])->value;
        if (keys[i]->node.kind != SQLA__K_BIND || (key->kind != SQLA_VALUE_INT
                                                 && key->kind != SQLA_VALUE_TEXT))
            bad = (sqla_expr *)sqla__node_poison(SQLA_ARGUMENT_ERROR,
                "sqla_json_path: a step is a text or an integer");
        else sqla__expr_json_step(&text, key);
    }
    if (!bad) path = text.failed ? &sqla__node_oom.e : sqla_v_text(text.data);
    sqla__str_free(&text);
    if (bad) path = sqla__node_refuse(bad, keys, n);
    else for (size_t i = 0; i < n; i++) sqla__node_drop(keys[i]);
    if (!x || sqla__node_is_bad(x) || sqla__node_is_bad(path))
        return sqla__expr_null_argument("sqla_json_path", x, path);
    return sqla__expr_pair(SQLA_OP_JSON_PATH, NULL, x, path);
}

static sqla_expr *sqla__expr_json_as(sqla_expr *x, sqla_type_kind kind)
{
    if (!x || sqla__node_is_bad(x)) return sqla__expr_null_argument("sqla_json_as", x, NULL);
    if (!sqla__expr_is_op(x, SQLA_OP_JSON_ITEM) && !sqla__expr_is_op(x, SQLA_OP_JSON_PATH)) {
        return sqla__node_refuse(sqla__node_poison(SQLA_INVALID_REQUEST,
            "sqla_json_as_...: the operand is no sqla_json_item or sqla_json_path"), &x, 1);
    }
    x = sqla__node_op(SQLA__K_JSON, NULL, &x, 1, true);
    if (sqla__node_is_bad(x)) return x;
    x->node.op = (uint16_t)kind;
    x->type = &sqla__type_plain[kind];
    return x;
}

sqla_expr *sqla_json_as_text(sqla_expr *x) { return sqla__expr_json_as(x, SQLA_TYPE_STRING); }
sqla_expr *sqla_json_as_int(sqla_expr *x) { return sqla__expr_json_as(x, SQLA_TYPE_INTEGER); }
sqla_expr *sqla_json_as_float(sqla_expr *x) { return sqla__expr_json_as(x, SQLA_TYPE_FLOAT); }
sqla_expr *sqla_json_as_bool(sqla_expr *x) { return sqla__expr_json_as(x, SQLA_TYPE_BOOLEAN); }

/* ============================================================================
 * >>stmt                                                        prefix sqla__stmt_
 * Statements and the FROM elements made of them.
 * Uses: containers types schema nodes expr
 * ============================================================================ */

static void *sqla__stmt_bad(const char *what)
{
    return sqla__node_poison(SQLA_ARGUMENT_ERROR, "%s: an argument is NULL", what);
}

/* Turns a statement into one that reports `why`, keeping its address: users hold it. The first
 * reason stays. Its lists are dropped; the room is that of a poisoned node. */
static void sqla__stmt_poison(sqla_stmt *q, sqla_expr *why)
{
    if (sqla__vec_push(&q->part[SQLA__WHERE], why)) sqla__node_attach(why);
    else sqla__node_drop(why);
    q->clauses |= SQLA__BROKEN;
}

/* A statement that may not be changed keeps what it refuses with its error. A frozen one, which
 * other threads may read, and a missing one keep nothing. */
static void sqla__stmt_refuse(sqla_stmt *q, sqla_expr *x)
{
    sqla_expr *bad = q && sqla__node_is_bad(&q->e) ? &q->e : NULL;
    if (q && !bad && !(q->e.node.flags & SQLA__FROZEN) && q->clauses & SQLA__BROKEN) {
        const sqla__vec *where = &q->part[SQLA__WHERE];
        for (uint32_t i = 0; i < where->n && !bad; i++)
            if (sqla__node_is_bad((sqla_expr *)where->items[i])) bad = (sqla_expr *)where->items[i];
    }
    if (bad && !(bad->node.flags & SQLA__FROZEN)) sqla__node_keep(bad, x);
    else sqla__node_drop(x);
}

/* May this statement be changed? If not it is poisoned, or (frozen) left as it is. */
static bool sqla__stmt_open(sqla_stmt *q, const char *what)
{
    if (!q || sqla__node_is_bad(&q->e) || (q->e.node.flags & SQLA__FROZEN)) return false;
    if (!(q->e.node.flags & SQLA__INSIDE)) return true;
    if (!(q->clauses & SQLA__BROKEN))
        sqla__stmt_poison(q, (sqla_expr *)sqla__node_poison(SQLA_INVALID_REQUEST,
            "%s: the statement is already part of another one; change it before, or sqla_clone it",
            what));
    return false;
}

/* What a clause function answers: its statement, or why it has none. */
static sqla_stmt *sqla__stmt_answer(sqla_stmt *q, const char *what)
{
    if (!q) return (sqla_stmt *)sqla__stmt_bad(what);
    if (!sqla__node_is_bad(&q->e) && (q->e.node.flags & SQLA__FROZEN))
        return (sqla_stmt *)&sqla__node_frozen;
    return q;
}

/* Kinds of statements that have a clause, as bits. ORDER sqla__part. */
#define SQLA__STMT_BIT(kind) (1u << ((kind) - SQLA__K_SELECT))
enum {
    SQLA__STMT_SELECT = 1,
    SQLA__STMT_SETOP = 2,
    SQLA__STMT_INSERT = 4,
    SQLA__STMT_UPDATE = 8,
    SQLA__STMT_DELETE = 16,
    SQLA__STMT_SQL = 32,
    SQLA__STMT_QUERY = SQLA__STMT_SELECT | SQLA__STMT_SETOP,
    SQLA__STMT_DML = SQLA__STMT_INSERT | SQLA__STMT_UPDATE | SQLA__STMT_DELETE
};
static const uint8_t sqla__stmt_has[] = {
    SQLA__STMT_SELECT | SQLA__STMT_INSERT | SQLA__STMT_SQL, SQLA__STMT_SELECT | SQLA__STMT_SQL,
    SQLA__STMT_SELECT, SQLA__STMT_SELECT | SQLA__STMT_UPDATE | SQLA__STMT_DELETE,
    SQLA__STMT_SELECT, SQLA__STMT_SELECT, SQLA__STMT_QUERY, SQLA__STMT_SELECT,
    SQLA__STMT_INSERT | SQLA__STMT_UPDATE, SQLA__STMT_DML, SQLA__STMT_INSERT, SQLA__STMT_INSERT,
    SQLA__STMT_INSERT, SQLA__STMT_SETOP | SQLA__STMT_INSERT, SQLA__STMT_QUERY, SQLA__STMT_QUERY,
    SQLA__STMT_QUERY };
SQLA__STATIC_ASSERT(SQLA__COUNT_OF(sqla__stmt_has) == SQLA__PART_COUNT, "ORDER sqla__part");

/* Appends a node to a clause; takes it. A poisoned one poisons the statement. */
static void sqla__stmt_push(sqla_stmt *q, sqla__part part, sqla_expr *x)
{
    if (sqla__node_is_bad(x)) {
        sqla__stmt_poison(q, x);                /* later ones too: they keep what they refused */
        return;
    }
    if (x->node.depth >= SQLA_MAX_DEPTH) {
        sqla_expr *bad = (sqla_expr *)sqla__node_poison(SQLA_COMPILE_ERROR,
            "statements are nested more than %d levels deep", SQLA_MAX_DEPTH);
        sqla__node_keep(bad, x);
        sqla__stmt_push(q, part, bad);
        return;
    }
    if (!sqla__vec_push(&q->part[part], x)) {
        sqla__node_drop(x);
        sqla__stmt_poison(q, &sqla__node_oom.e);
        return;
    }
    if (x->node.depth >= q->e.node.depth) q->e.node.depth = (uint16_t)(x->node.depth + 1);
    sqla__node_attach(x);
}

/* Appends a list to a clause, spans melted in. */
static sqla_stmt *sqla__stmt_list(sqla_stmt *q, const char *what, sqla__part part,
                                  sqla_expr *const *items, size_t n)
{
    bool open = sqla__stmt_open(q, what);
    if (open && !(sqla__stmt_has[part] & SQLA__STMT_BIT(q->e.node.kind))) {
        sqla__stmt_poison(q, (sqla_expr *)sqla__node_poison(SQLA_INVALID_REQUEST,
            "%s: a statement of the kind %s has no such clause", what,
            sqla__node_rows[q->e.node.kind].name));
        open = false;
    }
    if (open && n && !items)
        sqla__stmt_push(q, part, sqla__expr_null_argument(what, NULL, NULL));
    for (size_t i = 0; items && i < n; i++) {
        sqla_expr *x = items[i] ? items[i]
                                : (sqla_expr *)sqla__node_poison(
                                    SQLA_ARGUMENT_ERROR, "%s: argument %z is NULL", what, i);
        if (part == SQLA__WHERE || part == SQLA__HAVING) x = sqla__expr_condition(x);
        if (!open) {
            sqla__stmt_refuse(q, x);
        } else if (x->node.kind == SQLA__K_SPAN) {
            for (uint32_t k = 0; k < x->node.n; k++)
                sqla__stmt_push(q, part, ((sqla__op *)x)->kid[k]);
            sqla__node_drop(x);
        } else {
            sqla__stmt_push(q, part, x);
        }
    }
    return sqla__stmt_answer(q, what);
}

static sqla_stmt *sqla__stmt_new(sqla__kind kind)
{
    sqla_stmt *q = (sqla_stmt *)sqla__node_new(kind, sizeof *q);
    return q;
}

sqla_stmt *sqla_select_n(sqla_expr *const *items, size_t n)
{
    return sqla__stmt_list(sqla__stmt_new(SQLA__K_SELECT), "sqla_select", SQLA__COLUMNS, items, n);
}
sqla_stmt *sqla_add_columns_n(sqla_stmt *q, sqla_expr *const *items, size_t n)
{
    /* A text has columns too, but by sqla_text_columns: here it is refused like a join. */
    bool text = q && q->e.node.kind == SQLA__K_STMT_TEXT;
    return sqla__stmt_list(q, "sqla_add_columns", text ? SQLA__JOINS : SQLA__COLUMNS, items, n);
}
sqla_stmt *sqla_where_n(sqla_stmt *q, sqla_expr *const *items, size_t n)
{
    return sqla__stmt_list(q, "sqla_where", SQLA__WHERE, items, n);
}
sqla_stmt *sqla_having_n(sqla_stmt *q, sqla_expr *const *items, size_t n)
{
    return sqla__stmt_list(q, "sqla_having", SQLA__HAVING, items, n);
}
sqla_stmt *sqla_group_by_n(sqla_stmt *q, sqla_expr *const *items, size_t n)
{
    return sqla__stmt_list(q, "sqla_group_by", SQLA__GROUP, items, n);
}
sqla_stmt *sqla_order_by_n(sqla_stmt *q, sqla_expr *const *items, size_t n)
{
    return sqla__stmt_list(q, "sqla_order_by", SQLA__ORDER, items, n);
}
sqla_stmt *sqla_select_from_n(sqla_stmt *q, sqla_expr *x)
{
    return sqla__stmt_list(q, "sqla_select_from", SQLA__FROMS, &x, 1);
}
sqla_stmt *sqla_correlate_n(sqla_stmt *q, sqla_expr *x)
{
    return sqla__stmt_list(q, "sqla_correlate", SQLA__CORRELATE, &x, 1);
}
sqla_stmt *sqla_returning_n(sqla_stmt *q, sqla_expr *const *items, size_t n)
{
    return sqla__stmt_list(q, "sqla_returning", SQLA__RETURNING, items, n);
}

/* LIMIT and OFFSET: the last call counts. */
static sqla_stmt *sqla__stmt_row_count(sqla_stmt *q, const char *what, sqla__part part,
                                       sqla_expr *x)
{
    sqla__bind *b = (sqla__bind *)x;
    if (q && !sqla__node_is_bad(&q->e) && q->part[part].n && sqla__stmt_open(q, what))
        sqla__node_unref(q->part[part].items[--q->part[part].n]);
    if (x && x->node.kind == SQLA__K_BIND && b->name == NULL
        && (b->value.kind != SQLA_VALUE_INT || b->value.as.i < 0)) {
        x = sqla__node_refuse(sqla__node_poison(SQLA_ARGUMENT_ERROR, "%s: not a number of rows",
                                                what), &x, 1);
    } else if (x && x->node.kind == SQLA__K_BIND && !x->type && !b->name) {
        x->type = &sqla__type_plain[SQLA_TYPE_INTEGER];
    }
    return sqla__stmt_list(q, what, part, &x, 1);
}

sqla_stmt *sqla_limit_n(sqla_stmt *q, sqla_expr *x)
{
    return sqla__stmt_row_count(q, "sqla_limit", SQLA__LIMIT, x);
}
sqla_stmt *sqla_offset_n(sqla_stmt *q, sqla_expr *x)
{
    return sqla__stmt_row_count(q, "sqla_offset", SQLA__OFFSET, x);
}

static sqla_stmt *sqla__stmt_clause(sqla_stmt *q, const char *what, sqla__part like,
                                    uint32_t clauses)
{
    if (q) sqla__stmt_list(q, what, like, NULL, 0);     /* refuses the wrong kind */
    if (sqla__stmt_open(q, what)) q->clauses |= clauses;
    return sqla__stmt_answer(q, what);
}

sqla_stmt *sqla_distinct(sqla_stmt *q)
{
    return sqla__stmt_clause(q, "sqla_distinct", SQLA__FROMS, SQLA__DISTINCT);
}
sqla_stmt *sqla_ordered(sqla_stmt *q)
{
    return sqla__stmt_clause(q, "sqla_ordered", SQLA__SETS, SQLA__ORDERED);
}

sqla_stmt *sqla_with_for_update_n(sqla_stmt *q, const sqla_for_update_options *options)
{
    static const sqla_for_update_options none = { 0 };
    const sqla_for_update_options *o = options ? options : &none;
    return sqla__stmt_clause(q, "sqla_with_for_update", SQLA__ORDER, SQLA__FOR_UPDATE
        | (o->read ? SQLA__FOR_READ : 0u) | (o->nowait ? SQLA__NOWAIT : 0u)
        | (o->skip_locked ? SQLA__SKIP_LOCKED : 0u) | (o->key_share ? SQLA__KEY_SHARE : 0u));
}

/* A join node; takes all three, of which left and on may be NULL. */
static sqla_expr *sqla__stmt_join(sqla_expr *left, sqla_expr *right,
                                  const sqla_join_options *o)
{
    sqla_expr *kids[3] = { right, left ? left : right, o->on ? o->on : right }, *bad;
    sqla__join *j = NULL;
    sqla__node_count(kids, 3, &bad);
    if (!bad && ((!sqla__node_is_from(right) && right->node.kind != SQLA__K_JOIN)
                 || (left && !sqla__node_is_from(left))))
        bad = (sqla_expr *)sqla__node_poison(SQLA_ARGUMENT_ERROR,
            "sqla_join: a %s is no table, alias, subquery or CTE",
            sqla__node_rows[(sqla__node_is_from(right) ? left : right)->node.kind].name);
    if (!bad) {
        j = (sqla__join *)sqla__node_new(SQLA__K_JOIN, sizeof *j);
        if (sqla__node_is_bad(&j->e)) bad = &j->e;
    }
    if (bad) return sqla__node_refuse(bad, kids, 3);
    if (o->isouter) j->e.node.flags |= SQLA__MARKED;
    j->e.node.op = o->full;
    for (int i = 0; i < 3; i++)
        if (kids[i]->node.depth >= j->e.node.depth)
            j->e.node.depth = (uint16_t)(kids[i]->node.depth + 1);
    j->right = sqla__node_attach(right);
    j->left = left ? sqla__node_attach(left) : NULL;
    j->on = o->on ? sqla__node_attach(sqla__expr_condition(o->on)) : NULL;
    return &j->e;
}

sqla_stmt *sqla_join_n(sqla_stmt *q, sqla_expr *left, sqla_expr *right,
                       const sqla_join_options *options)
{
    static const sqla_join_options none = { 0 };
    const sqla_join_options *o = options ? options : &none;
    if (right && right->node.kind == SQLA__K_REL && !left && !o->on)
        return ((sqla__relref *)right)->ops->join(q, (sqla__relref *)right, o->isouter, o->full);
    sqla_expr *x = sqla__stmt_join(left, right, o);
    return sqla__stmt_list(q, "sqla_join", SQLA__JOINS, &x, 1);
}

sqla_stmt *sqla_set_operation(sqla_set_kind kind, sqla_stmt *a, sqla_stmt *b)
{
    sqla_expr *both[2] = { (sqla_expr *)a, (sqla_expr *)b };
    for (int i = 0; i < 2; i++) {
        if (!both[i] || !sqla__node_is_stmt(both[i]) || both[i]->node.kind <= SQLA__K_SETOP)
            continue;
        if (both[i]->node.kind == SQLA__K_STMT_TEXT) continue;
        both[i] = sqla__node_refuse(sqla__node_poison(SQLA_ARGUMENT_ERROR,
            "set operation: an operand is no query"), &both[i], 1);
    }
    sqla_stmt *q = sqla__stmt_new(SQLA__K_SETOP);
    if (!sqla__node_is_bad(&q->e)) q->e.node.op = (uint16_t)kind;
    return sqla__stmt_list(q, "set operation", SQLA__STMTS, both, 2);
}

/* A FROM element over a statement or another element; takes it. */
static sqla_from *sqla__stmt_from(sqla__kind kind, const char *what, sqla_expr *element,
                                  const char *name)
{
    size_t size = name ? strlen(name) + 1 : 0;
    sqla_from *f;
    if (!element || sqla__node_is_bad(element))
        return (sqla_from *)sqla__expr_null_argument(what, element, NULL);
    if (element->node.kind >= SQLA__K_INSERT && element->node.kind <= SQLA__K_DELETE
        && !((sqla_stmt *)element)->part[SQLA__RETURNING].n) {
        return (sqla_from *)sqla__node_refuse(sqla__node_poison(SQLA_ARGUMENT_ERROR,
            "%s: the statement returns no rows", what), &element, 1);
    }
    if (sqla__node_error(element)->code) {
        const sqla_error_record *why = sqla__node_error(element);
        return (sqla_from *)sqla__node_refuse(sqla__node_poison(why->code, "%s", why->message),
                                              &element, 1);
    }
    f = element->node.depth >= SQLA_MAX_DEPTH
        ? (sqla_from *)sqla__node_poison(SQLA_COMPILE_ERROR,
              "statements are nested more than %d levels deep", SQLA_MAX_DEPTH)
        : (sqla_from *)sqla__node_new(kind, sizeof *f + size);
    if (sqla__node_is_bad(&f->e)) return (sqla_from *)sqla__node_refuse(f, &element, 1);
    f->element = sqla__node_attach(element);
    f->e.node.depth = (uint16_t)(element->node.depth + 1);
    if (name) f->name = (const char *)memcpy(f + 1, name, size);
    return f;
}

sqla_from *sqla_subquery(sqla_stmt *q, const char *name)
{
    return sqla__stmt_from(SQLA__K_SELECTED, "sqla_subquery", (sqla_expr *)q, name);
}

sqla_from *sqla_lateral(sqla_stmt *q, const char *name)
{
    sqla_from *f = sqla__stmt_from(SQLA__K_SELECTED, "sqla_lateral", (sqla_expr *)q, name);
    if (!sqla__node_is_bad(&f->e)) f->e.node.op = 1;
    return f;
}

sqla_from *sqla_alias_n(sqla_expr *x, const char *name)
{
    if (x && !sqla__node_is_bad(x) && !sqla__node_is_from(x))
        return (sqla_from *)sqla__expr_null_argument("sqla_alias", NULL, x);
    return sqla__stmt_from(SQLA__K_ALIAS, "sqla_alias", x, name);
}

sqla_from *sqla_cte_n(sqla_stmt *q, const char *name, const sqla_cte_options *options)
{
    sqla_from *f = sqla__stmt_from(SQLA__K_CTE, "sqla_cte", (sqla_expr *)q, name);
    if (sqla__node_is_bad(&f->e) || !options) return f;
    f->e.node.op = (uint16_t)((options->recursive ? 1 : 0) | (options->materialized ? 2 : 0)
        | (options->not_materialized ? 4 : 0));
    return f;
}

/* The whole of a recursive CTE: same name, its first rows joined by `member`. */
static sqla_from *sqla__stmt_restate(sqla_from *t, sqla_stmt *member, sqla_set_kind kind)
{
    sqla_from *f;
    if (!t || sqla__node_is_bad(&t->e) || t->e.node.kind != SQLA__K_CTE || !member)
        return (sqla_from *)sqla__expr_null_argument("sqla_cte_union", (sqla_expr *)t,
                                                     (sqla_expr *)member);
    sqla_stmt *both = sqla_set_operation(kind, (sqla_stmt *)t->element, member);
    f = sqla__stmt_from(SQLA__K_CTE, "sqla_cte_union", &both->e, t->name);
    if (sqla__node_is_bad(&f->e)) {
        sqla__node_keep(f, t);
        return f;
    }
    f->e.node.op = t->e.node.op;
    f->restates = (sqla_from *)sqla__node_attach(&t->e);
    return f;
}

sqla_from *sqla_cte_union_all(sqla_from *t, sqla_stmt *member)
{
    return sqla__stmt_restate(t, member, SQLA_UNION_ALL);
}
sqla_from *sqla_cte_union(sqla_from *t, sqla_stmt *member)
{
    return sqla__stmt_restate(t, member, SQLA_UNION);
}

static sqla_stmt *sqla__stmt_dml(sqla__kind kind, const sqla_table *table)
{
    sqla_expr *t = sqla_v_table(table);
    sqla_stmt *q = sqla__node_is_bad(t) ? (sqla_stmt *)t : sqla__stmt_new(kind);
    if (!sqla__node_is_bad(&q->e)) q->table = table;
    return q;
}

sqla_stmt *sqla_insert(const sqla_table *table) { return sqla__stmt_dml(SQLA__K_INSERT, table); }
sqla_stmt *sqla_update(const sqla_table *table) { return sqla__stmt_dml(SQLA__K_UPDATE, table); }
sqla_stmt *sqla_delete(const sqla_table *table) { return sqla__stmt_dml(SQLA__K_DELETE, table); }

/* Column and value as neighbours in a list of pairs; the value takes the column's type. */
static void sqla__stmt_pair(sqla_stmt *q, const char *what, sqla__part part, sqla_expr *column,
                            sqla_expr *x)
{
    bool open = sqla__stmt_open(q, what);
    sqla_expr *bad = !column || !x || sqla__node_is_bad(column) || sqla__node_is_bad(x)
        ? sqla__expr_null_argument(what, column, x) : NULL;
    if (!bad && open && (column->node.kind != SQLA__K_COLUMN
                         || ((sqla__column *)column)->table != q->table)) {
        bad = (sqla_expr *)sqla__node_poison(SQLA_ARGUMENT_ERROR,
            "%s: %q is no column of table %q", what, sqla__expr_name(column), q->table->name);
        sqla__node_refuse(bad, (sqla_expr *const[]){ column, x }, 2);
    }
    if (bad) {
        if (open) sqla__stmt_push(q, part, bad);
        else sqla__stmt_refuse(q, bad);
        return;
    }
    if (!open) {
        if (x != column) sqla__stmt_refuse(q, column);
        sqla__stmt_refuse(q, x);
        return;
    }
    if (column->type) sqla__expr_adopt(x, column);
    else if (sqla__expr_is_literal(x)) x->type = NULL;      /* the database knows better */
    sqla__stmt_push(q, part, column);
    sqla__stmt_push(q, part, x);
}

sqla_stmt *sqla_set_n(sqla_stmt *q, sqla_expr *column, sqla_expr *x)
{
    if (q && !sqla__node_is_bad(&q->e) && q->e.node.kind != SQLA__K_INSERT
        && q->e.node.kind != SQLA__K_UPDATE)
        return sqla__stmt_list(q, "sqla_set", SQLA__SETS, (sqla_expr *const[]){ column, x }, 2);
    sqla__stmt_pair(q, "sqla_set", SQLA__SETS, column, x);
    return sqla__stmt_answer(q, "sqla_set");
}

sqla_stmt *sqla_values_next(sqla_stmt *q)
{
    if (q && !sqla__node_is_bad(&q->e) && q->e.node.kind != SQLA__K_INSERT)
        return sqla__stmt_list(q, "sqla_values_next", SQLA__CONFLICT_ON, NULL, 1);
    if (sqla__stmt_open(q, "sqla_values_next")) {
        q->rows++;
        sqla__stmt_push(q, SQLA__SETS, sqla_null());        /* a row ends: two constants */
        sqla__stmt_push(q, SQLA__SETS, sqla_null());
    }
    return sqla__stmt_answer(q, "sqla_values_next");
}

sqla_stmt *sqla_insert_from(sqla_stmt *q, const char *const *columns, sqla_stmt *select)
{
    sqla_expr *x = (sqla_expr *)select;
    bool open = q && !sqla__node_is_bad(&q->e) && q->table != NULL;
    if (!q) return (sqla_stmt *)sqla__node_refuse(sqla__stmt_bad("sqla_insert_from"), &x, 1);
    if (open && (!columns || !*columns))
        x = sqla__expr_null_argument("sqla_insert_from", NULL, x);      /* no columns */
    for (; open && columns && *columns; columns++) {
        sqla_expr *c = sqla_table_c(q->table, *columns);
        sqla__stmt_list(q, "sqla_insert_from", SQLA__COLUMNS, &c, 1);
    }
    sqla__stmt_clause(q, "sqla_insert_from", SQLA__CONFLICT_ON, SQLA__FROM_SELECT);
    return sqla__stmt_list(q, "sqla_insert_from", SQLA__STMTS, &x, 1);
}

sqla_stmt *sqla_on_conflict(sqla_stmt *q, bool update, const sqla_conflict_options *options)
{
    static const sqla_conflict_options none = { 0 };
    const sqla_conflict_options *o = options ? options : &none;
    const char *what = update ? "sqla_on_conflict_do_update" : "sqla_on_conflict_do_nothing";
    if (!q) {
        sqla_expr *bad = (sqla_expr *)sqla__stmt_bad(what);
        sqla__node_refuse(bad, o->index_elements.items, o->index_elements.count);
        sqla__node_refuse(bad, o->set.items, o->set.count);
        return (sqla_stmt *)sqla__node_refuse(bad, &o->where, 1);
    }
    sqla__stmt_clause(q, what, SQLA__CONFLICT_ON,
                      update ? SQLA__CONFLICT_UPDATE : SQLA__CONFLICT_NOTHING);
    sqla__stmt_list(q, what, SQLA__CONFLICT_ON, o->index_elements.items, o->index_elements.count);
    for (size_t i = 0; i + 1 < o->set.count && q; i += 2)
        sqla__stmt_pair(q, what, SQLA__CONFLICT_SET, o->set.items[i], o->set.items[i + 1]);
    if (o->where) sqla__stmt_list(q, what, SQLA__CONFLICT_WHERE, &o->where, 1);
    if (o->constraint && sqla__stmt_open(q, what) && !q->text) {
        q->text = sqla__node_text(o->constraint);
        if (!q->text) sqla__stmt_poison(q, &sqla__node_oom.e);
    }
    return sqla__stmt_answer(q, what);
}

sqla_stmt *sqla_options_n(sqla_stmt *q, sqla_expr *const *options, size_t n)
{
    for (size_t i = 0; options && i < n; i++) {
        if (!options[i] || sqla__node_is_bad(options[i])
            || options[i]->node.kind == SQLA__K_OPTION) continue;
        sqla_expr *bad = (sqla_expr *)sqla__node_poison(SQLA_ARGUMENT_ERROR,
            "sqla_options: argument %z is a %s, no loader option", i,
            sqla__node_rows[options[i]->node.kind].name);
        sqla__node_refuse(bad, options, n);
        return sqla__stmt_list(q, "sqla_options", SQLA__WHERE, &bad, 1);
    }
    return sqla__stmt_list(q, "sqla_options", SQLA__OPTIONS, options, n);
}

sqla_stmt *sqla_stmt_execution_options(sqla_stmt *q, const sqla_execution_option_set *o)
{
    if (o && sqla__stmt_open(q, "sqla_execution_options")) {
        if (o->yield_per) q->yield_per = o->yield_per > 0 ? o->yield_per : 0;
        if (o->populate_existing) q->clauses |= SQLA__POPULATE;
        if (o->synchronize == SQLA_NO) q->clauses |= SQLA__NO_SYNCHRONIZE;
        if (o->no_autoflush) q->clauses |= SQLA__NO_AUTOFLUSH;
    }
    return sqla__stmt_answer(q, "sqla_execution_options");
}

sqla_stmt *sqla_text(const char *sql)
{
    sqla_stmt *q;
    if (!sql) return (sqla_stmt *)sqla__stmt_bad("sqla_text");
    q = sqla__stmt_new(SQLA__K_STMT_TEXT);
    if (sqla__node_is_bad(&q->e)) return q;
    sqla_expr *fragment = sqla_sql(sql);
    return sqla__stmt_list(q, "sqla_text", SQLA__FROMS, &fragment, 1);
}

sqla_stmt *sqla_text_columns_n(sqla_stmt *q, sqla_expr *const *items, size_t n)
{
    return sqla__stmt_list(q, "sqla_text_columns", SQLA__COLUMNS, items, n);
}

/* ============================================================================
 * >>compile                                                     prefix sqla__sql_
 * Turns a statement tree into SQL text and parameter slots; knows dialects only by their table.
 *
 * The text is a template: each parameter's place is a marker with the slot's number, so that parts
 * may be written in any order (CTEs), lists may have any length, and every paramstyle comes from
 * one pass. sqla__sql_render makes the final text.
 * Uses: errors memory strings containers values types schema nodes expr stmt
 * ============================================================================ */

typedef struct sqla__sql sqla__sql;

/* A dialect: data, and functions for what data cannot say; NULL functions mean the standard form.
 * Grows with what its databases need; `version` is that of this struct. */
struct sqla_dialect {
    int              version;               /* 1 */
    const char      *name;
    char             open_quote, close_quote;
    const char      *reserved;              /* words between spaces; NULL: the standard ones */
    const uint32_t  *filter;                /* of these words: see sqla__sql_is_reserved */
    int              max_identifier;        /* in bytes */
    sqla_paramstyle  style;
    const char      *true_text, *false_text;
    bool             native_bool;           /* a bare column is a condition */
    bool             no_as;                 /* FROM t alias, without AS */
    bool             no_order_label;        /* ORDER BY repeats the expression, not its label */
    bool             no_recursive;          /* WITH without RECURSIVE */
    bool             cte_after_insert;      /* INSERT INTO t WITH ... SELECT */
    const char      *begin_write;           /* of a transaction that will write; NULL: BEGIN */
    bool             backslashes;           /* escape in texts: they are doubled */
    bool             plain_collations;      /* COLLATE name is never quoted */
    bool             no_div_cast;           /* / never cuts fractions */
    bool             schema_on_index;       /* CREATE INDEX schema.name ON table */
    bool             schema_before_index;   /* CREATE INDEX schema.name ON schema.table */
    bool             json_braces;           /* JSON paths are {a, 1, b} */
    const char      *try_cast;              /* "TRY_CAST("; NULL: there is none */
    bool             float_precision;       /* FLOAT(24) */
    bool             uuid_hyphens;          /* in literals */
    bool             comment_procedure;     /* comments by a procedure of SQL Server */
    bool             bare_returning;        /* RETURNING id, not t.id */
    bool             fetch_key;             /* INSERT returns its generated key unasked */
    bool             no_multi_values;       /* INSERT ... VALUES (), () is not to be had */
    bool             on_conflict;           /* INSERT ... ON CONFLICT */
    bool             integer_keys;          /* only an INTEGER key numbers itself */
    bool             serial_types;          /* SERIAL */
    bool             enum_types;            /* CREATE TYPE ... AS ENUM */
    bool             explicit_null;         /* NULL is written for columns that may be */
    bool             default_last;          /* DEFAULT after NOT NULL */
    bool             group_defaults;        /* DEFAULT (expression) */
    bool             inline_comments, comment_on;
    const char      *auto_key;              /* what makes a key number itself */
    const char      *from_dual;             /* FROM of a SELECT without one; RETURNING has INTO */
    const char      *join;                  /* " JOIN " */
    const char      *except_text;           /* "EXCEPT" */
    const char      *concat;                /* " || "; NULL: the function concat() */
    const char      *empty_in;              /* NULL: the standard form */
    const char      *default_values;        /* of an INSERT without columns */
    const char      *update_from, *delete_from;     /* keyword of further tables; NULL: refused */
    bool             repeat_table;          /* ... before which the table itself stands again */
    bool update_tables; /* UPDATE t, u SET t.a = u.b; DELETE FROM t USING t, u */
    const char *const *functions;           /* name, text, name, text, ..., NULL */
    const char *const *types;               /* DDL names by sqla_type_kind; NULL: standard */
    const char *const *cast_types;          /* of CAST; "": no CAST is written; NULL: types */
    const char *const *casts;               /* of parameters, by sqla_type_kind; NULL: none */
    bool (*op)(sqla__sql *s, const sqla__op *x);    /* true: it has written the operator */
    bool (*json)(sqla__sql *s, const sqla__op *x);  /* likewise, a JSON element as an SQL value */
    bool (*extract)(sqla__sql *s, const sqla__op *x);
    void (*limit)(sqla__sql *s, const sqla_stmt *q);
    void (*top)(sqla__sql *s, const sqla_stmt *q);  /* after SELECT */
    void (*for_update)(sqla__sql *s, const sqla_stmt *q);
    bool (*output)(sqla__sql *s, const sqla_stmt *q);   /* RETURNING before VALUES or WHERE */
    bool (*type)(sqla__sql *s, const sqla_type *t);     /* DDL type; false: by name */
    void (*literal)(sqla__sql *s, const sqla_value *v, const sqla_type *t);
};

/* A SELECT being written. */
typedef struct sqla__sql_frame {
    struct sqla__sql_frame *up;
    const sqla_stmt    *stmt;
    sqla__vec           froms;              /* what it selects from, members of joins included */
    bool                scalar;             /* a value or EXISTS: may correlate by itself */
    bool                lateral;
} sqla__sql_frame;

/* A FROM clause: a leaf, or a join of two. */
typedef struct sqla__sql_clause {
    const sqla_expr     *leaf;
    struct sqla__sql_clause *left, *right;
    const sqla_expr     *on;                /* NULL: by the foreign key found */
    bool                 outer, full;
} sqla__sql_clause;

/* A select item with entities opened up: a node, or the column `name` of `from`. */
typedef struct sqla__sql_item {
    const sqla_expr *x, *from;
    const char      *name;                  /* NULL: a made-up one */
    const sqla_type *type;
    const sqla_table *entity;
    int              item;
    const char      *label;                 /* written after AS; NULL: none */
    bool             repeated;              /* stands in the list before: has no name outside */
} sqla__sql_item;

typedef struct sqla__sql_anon_name {
    const void *of;                         /* a node */
    const char *column;                     /* or a column of it; NULL: itself */
    const char *name;
} sqla__sql_anon_name;
typedef struct sqla__sql_base_count { const char *text; int count; } sqla__sql_base_count;
typedef struct sqla__sql_cte_text {
    const sqla_from *from;
    const char *text;
    size_t size;
} sqla__sql_cte_text;

struct sqla__sql {
    const sqla_dialect *d;
    sqla_paramstyle     style;
    bool                literal;            /* values into the text */
    bool                failed;
    sqla_error_record  *err;
    sqla__str           out;
    sqla_arena         *arena;              /* names, slots and all else that the plan keeps */
    const sqla__key    *key;
    size_t              next_bind;          /* where the search in key->bind goes on */
    int                *slot_of;            /* by ordinal in key->bind; -1: none yet */
    sqla__slot         *slot;
    size_t              n_slots, slot_capacity;
    sqla__sql_anon_name         *anon;
    size_t              n_anon, anon_capacity;
    sqla__sql_base_count         *base;
    size_t              n_base, base_capacity;
    sqla__sql_cte_text          *cte;
    size_t              n_cte, cte_capacity;
    sqla__result_column *column;
    size_t              n_columns, column_capacity;
    sqla__sql_frame        *frame;
    const sqla_from    *inside_cte;
    const sqla_table   *bare;               /* its columns are written without table */
    const char         *bind_base;          /* names anonymous binds: the column beside them */
    const char         *crud_name;          /* names the bind of a column being stored */
    bool                recursive;          /* a recursive CTE was met */
    bool                negated_in;
    bool                operand;            /* what is written now stands beside an operator */
    bool                no_tables;          /* columns are written without what they come from */
    bool                any_named;          /* a slot has a name of the user's */
    bool                qualified_sets;     /* SET t.a = ... */
    uint32_t            row, row_start;     /* of a multi-row INSERT: which row, where it begins */
    bool                json_key;           /* the bind written now is a JSON key or path */
    bool                no_cast;
    bool                top_level;          /* columns written now are those of the result */
    const char *const  *given;              /* names of the execution's parameters, for INSERT */
    size_t              n_given;
    const sqla__given  *values;             /* of sqla_bind, for literals */
};

static void sqla__sql_put(sqla__sql *s, const char *text) { sqla__str_put(&s->out, text); }

static void sqla__sql_fail(sqla__sql *s, sqla_status code, const char *format, ...)
{
    va_list args;
    if (s->failed) return;
    s->failed = true;
    *s->err = sqla__err_none;
    s->err->code = code;
    va_start(args, format);
    sqla__err_vformat(s->err->message, sizeof s->err->message, format, args);
    va_end(args);
}

static void sqla__sql_no_memory(sqla__sql *s)
{
    sqla__sql_fail(s, SQLA_MEMORY_ERROR, "out of memory");
}

/* Room for one more item of an array of the compiler; NULL without memory. */
static void *sqla__sql_more(sqla__sql *s, void *array, size_t *n, size_t *capacity, size_t width)
{
    void **items = (void **)array, *p = NULL;
    memcpy(&p, items, sizeof p);
    if (!sqla__mem_grow(&sqla__mem_process, &p, capacity, *n + 1, width)) {
        sqla__sql_no_memory(s);
        return NULL;
    }
    memcpy(items, &p, sizeof p);
    char *at = (char *)p + (*n)++ * width;
    memset(at, 0, width);
    return at;
}

static const char *sqla__sql_keep(sqla__sql *s, const char *text, size_t n)
{
    char *copy = (char *)sqla_arena_alloc(s->arena, n + 1);
    if (!copy) {
        sqla__sql_no_memory(s);
        return "";
    }
    memcpy(copy, text, n);
    copy[n] = 0;
    return copy;
}

static const sqla_type *sqla__sql_keep_type(sqla__sql *s, const sqla_type *t)
{
    void *room;
    if (!t) return NULL;
    if (t >= sqla__type_plain && t < sqla__type_plain + SQLA_TYPE_COUNT) return t;
    room = sqla_arena_alloc(s->arena, sizeof *t + sqla__type_extra(t));
    if (!room) return sqla__sql_no_memory(s), NULL;
    return sqla__type_copy(room, t);
}

/* ---- Names */

/* Words that need quotes in every dialect; a dialect adds its own. */
static const char sqla__sql_reserved[] =
    " all analyse analyze and any array as asc asymmetric authorization between binary both case"
    " cast check collate column constraint create cross current_date current_role current_time"
    " current_timestamp current_user default deferrable desc distinct do else end except false for"
    " foreign freeze from full grant group having ilike in initially inner intersect into is isnull"
    " join leading left like limit localtime localtimestamp natural new not notnull null off offset"
    " old on only or order outer overlaps placing primary references right select session_user set"
    " similar some symmetric table then to trailing true union unique user using verbose when"
    " where ";
static const uint32_t sqla__sql_filter[26] = {
    0x08c9d080u, 0x10020000u, 0x48690047u, 0x0200a018u, 0x00088004u, 0x02320900u, 0x00200002u,
    0x08000000u, 0x08121420u, 0x00004000u, 0x00000000u, 0x51080003u, 0x00000000u, 0x80000900u,
    0x09209006u, 0x10040000u, 0x00000000u, 0x0000000au, 0xa00c0004u, 0x2018c000u, 0x04208000u,
    0x00400000u, 0x00104000u, 0x00000000u, 0x00000000u, 0x00000000u,
};

/* Most names are none of the words, and a filter tells: by a word's first letter, the bit that its
 * last letter and length make. What passes is looked for. */
static bool sqla__sql_is_reserved(const sqla_dialect *d, const char *name, size_t n)
{
    const char *words = d->reserved ? d->reserved : sqla__sql_reserved;
    const uint32_t *filter = d->reserved ? d->filter : sqla__sql_filter;
    unsigned bit = ((unsigned char)name[n - 1] * 3u + (unsigned)n) & 31;
    if (name[0] < 'a' || name[0] > 'z' || !(filter[name[0] - 'a'] >> bit & 1)) return false;
    for (const char *at = strstr(words, name); at; at = strstr(at + 1, name))
        if (at > words && at[-1] == ' ' && at[n] == ' ') return true;
    return false;
}

/* A plain name is lower-case ASCII letters, digits, _ and $, begins with none of 0-9 $, and is no
 * reserved word of the dialect. */
static bool sqla__sql_is_plain(const sqla_dialect *d, const char *name, size_t n)
{
    if (n == 0 || name[0] == '$' || (name[0] >= '0' && name[0] <= '9')) return false;
    if (name[0] == '_' && d->open_quote == '"' && sqla__str_is(d->name, "oracle")) return false;
    for (size_t i = 0; i < n; i++) {
        char c = name[i];
        if (!((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_' || c == '$'))
            return false;
    }
    return !sqla__sql_is_reserved(d, name, n);
}

/* Text that is not ours may hold the marker's byte: it is doubled, sqla__sql_render undoes it. DDL
 * has no markers and is not rendered. */
static void sqla__sql_foreign(sqla__sql *s, const char *text, size_t n)
{
    for (const char *mark; s->key && (mark = (const char *)memchr(text, 1, n)) != NULL;) {
        size_t before = (size_t)(mark - text) + 1;
        sqla__str_add(&s->out, text, before);
        sqla__str_char(&s->out, 1);
        text += before;
        n -= before;
    }
    sqla__str_add(&s->out, text, n);
}

static void sqla__sql_quote(sqla__sql *s, const char *name)
{
    size_t n = strlen(name);
    bool percent = s->style == SQLA_FORMAT || s->style == SQLA_PYFORMAT;
    if (s->d->max_identifier && n > (size_t)s->d->max_identifier)
        sqla__sql_fail(s, SQLA_IDENTIFIER_ERROR, "identifier %q exceeds maximum length of %d", name,
                       s->d->max_identifier);
    if (sqla__sql_is_plain(s->d, name, n)) {
        sqla__str_add(&s->out, name, n);
        return;
    }
    sqla__str_char(&s->out, s->d->open_quote);
    for (const char *c = name; *c; c++) {
        if (*c == s->d->close_quote || (*c == '%' && percent)) sqla__str_char(&s->out, *c);
        sqla__sql_foreign(s, c, 1);
    }
    sqla__str_char(&s->out, s->d->close_quote);
}

/* Parameter names must be words: what is none becomes what SQLAlchemy makes of it. */
static void sqla__sql_plain_name(char *name)
{
    static const char from[] = "%():.[] ", to[] = "PAZC____";
    for (; *name; name++) {
        const char *at = strchr(from, *name);
        if (at) *name = to[at - from];
    }
}

/* The base of a made-up name: runs of blanks, parentheses, % and $ are one underscore, and none
 * stands at an end. */
static void sqla__sql_plain_base(char *to, size_t room, const char *base)
{
    char *at = to;
    for (; *base && at + 1 < to + room; base++) {
        bool odd = strchr("%() $", *base) != NULL;
        if ((odd || *base == '_') && at == to) continue;
        if (odd && at[-1] == '_' && strchr("%() $", base[-1])) continue;
        *at++ = odd ? '_' : *base;
    }
    while (at > to && at[-1] == '_') at--;
    *at = 0;
    sqla__sql_plain_name(to);
}

/* base_1, base_2 ... in order of appearance. */
static const char *sqla__sql_number(sqla__sql *s, const char *base)
{
    char text[160];
    sqla__sql_base_count *b = NULL;
    sqla__sql_plain_base(text, 128, base);
    if (strcmp(text, base) != 0) base = sqla__sql_keep(s, text, strlen(text));
    for (size_t i = 0; i < s->n_base && !b; i++)
        if (s->base[i].text == base || strcmp(s->base[i].text, base) == 0) b = &s->base[i];
    if (!b) {
        b = (sqla__sql_base_count *)sqla__sql_more(s, &s->base, &s->n_base, &s->base_capacity,
                                                   sizeof *b);
        if (!b) return "";
        b->text = base;
    }
    char *end = text + strlen(text);
    *end++ = '_';
    end = sqla__val_digits(end, ++b->count, 1);
    return sqla__sql_keep(s, text, (size_t)(end - text));
}

/* The made-up name of a node or of a column of it, always the same for the same one. */
static const char *sqla__sql_anon(sqla__sql *s, const void *of, const char *column,
                                  const char *base)
{
    sqla__sql_anon_name *n;
    for (size_t i = 0; i < s->n_anon; i++)
        if (s->anon[i].of == of
            && (column ? sqla__str_is(s->anon[i].column, column) : !s->anon[i].column))
            return s->anon[i].name;
    const char *name = sqla__sql_number(s, base);
    n = (sqla__sql_anon_name *)sqla__sql_more(s, &s->anon, &s->n_anon, &s->anon_capacity,
                                              sizeof *n);
    if (n) *n = (sqla__sql_anon_name){ of, column, name };
    return name;
}

static const char *sqla__sql_from_name(sqla__sql *s, const sqla_from *f)
{
    const sqla_from *inner = f;
    if (f->name) return f->name;
    while (inner->e.node.kind == SQLA__K_ALIAS && inner->element)
        inner = (const sqla_from *)inner->element;
    return sqla__sql_anon(s, f, NULL,
                          inner->e.node.kind == SQLA__K_TABLE ? inner->table->name : "anon");
}

static void sqla__sql_table_name(sqla__sql *s, const sqla_table *t)
{
    const char *schema = sqla__schema_args(t)->schema;
    if (schema) {
        sqla__sql_quote(s, schema);
        sqla__sql_put(s, ".");
    }
    sqla__sql_quote(s, t->name);
}

/* A column with the name of what it comes from. */
static void sqla__sql_column(sqla__sql *s, const sqla_expr *from, const char *name)
{
    const sqla_from *f = (const sqla_from *)from;
    if (s->no_tables) {
        sqla__sql_quote(s, name);
        return;
    }
    if (from->node.kind == SQLA__K_TABLE) {
        if (s->bare != f->table) {
            sqla__sql_table_name(s, f->table);
            sqla__sql_put(s, ".");
        }
    } else {
        sqla__sql_quote(s, sqla__sql_from_name(s, f));
        sqla__sql_put(s, ".");
    }
    sqla__sql_quote(s, name);
}

/* ---- Parameters */

/* What a dialect writes behind a parameter of this type; NULL: nothing. */
static const char *sqla__sql_cast_of(const sqla_dialect *d, const sqla_type *t)
{
    if (!d->casts) return NULL;
    if (t && t->timezone && t->kind == SQLA_TYPE_DATETIME) return "TIMESTAMP WITH TIME ZONE";
    if (t && t->timezone && t->kind == SQLA_TYPE_TIME) return "TIME WITH TIME ZONE";
    return d->casts[sqla__type_kind(t)];
}

/* The marker of a slot: byte 1 and its number in three bytes of six bits. */
static void sqla__sql_mark(sqla__sql *s, size_t slot)
{
    char mark[4] = { 1, (char)(0x30 + (slot >> 12 & 63)), (char)(0x30 + (slot >> 6 & 63)),
                     (char)(0x30 + (slot & 63)) };
    sqla__str_add(&s->out, mark, sizeof mark);
}

/* A marker and the cast of this place: one parameter may stand in places of different types. */
static void sqla__sql_mark_typed(sqla__sql *s, size_t slot, const sqla_type *t)
{
    const char *cast = s->no_cast ? NULL : sqla__sql_cast_of(s->d, t);
    sqla__sql_mark(s, slot);
    if (!cast) return;
    sqla__sql_put(s, "::");
    sqla__sql_put(s, cast);
}

static sqla__slot *sqla__sql_slot(sqla__sql *s)
{
    if (s->n_slots == 262143) {
        sqla__sql_fail(s, SQLA_COMPILE_ERROR, "more than 262143 parameters in one statement");
        return NULL;
    }
    return (sqla__slot *)sqla__sql_more(s, &s->slot, &s->n_slots, &s->slot_capacity,
                                        sizeof *s->slot);
}

/* A text in quotes, what SQL or the driver would read differently doubled. */
static void sqla__sql_quoted(sqla__sql *s, const char *text, size_t n)
{
    bool percent = s->style == SQLA_FORMAT || s->style == SQLA_PYFORMAT;
    sqla__sql_put(s, "'");
    for (size_t i = 0; i < n; i++) {
        char c = text[i];
        if (c == 0)
            sqla__sql_fail(s, SQLA_COMPILE_ERROR, "a text with a NUL inside cannot be written");
        if (c == '\'' || (c == '%' && percent) || (c == '\\' && s->d->backslashes))
            sqla__str_char(&s->out, c);
        sqla__sql_foreign(s, &c, 1);
    }
    sqla__sql_put(s, "'");
}

/* A number as Python's repr has it: 100.0, 1e+16. */
static void sqla__sql_double(sqla__sql *s, double d)
{
    char text[48];
    *sqla__type_put_double(text, d) = 0;
    sqla__sql_put(s, text);
    if (!strpbrk(text, ".en")) sqla__sql_put(s, ".0");
}

static void sqla__sql_default_literal(sqla__sql *s, const sqla_value *v)
{
    char scratch[100];
    sqla_value copy = *v;
    switch (v->kind) {
    case SQLA_VALUE_NULL: sqla__sql_put(s, "NULL"); return;
    case SQLA_VALUE_BOOL: sqla__sql_put(s, v->as.b ? s->d->true_text : s->d->false_text); return;
    case SQLA_VALUE_DOUBLE: sqla__sql_double(s, v->as.d); return;
    case SQLA_VALUE_BYTES: case SQLA_VALUE_INTERVAL: case SQLA_VALUE_TOO_BIG:
        sqla__sql_fail(s, SQLA_COMPILE_ERROR,
                       "a value of this type cannot be written into the SQL (literal_binds)");
        return;
    case SQLA_VALUE_TIME: *sqla__val_put_time(scratch, v->as.time, false) = 0; break;
    case SQLA_VALUE_DATETIME: *sqla__val_put_datetime(scratch, v->as.datetime, false) = 0; break;
    case SQLA_VALUE_UUID:
        *sqla__val_put_uuid(scratch, v->as.uuid, s->d->uuid_hyphens) = 0;
        break;
    default: sqla__type_as_text(&copy, scratch); break;
    }
    if (copy.kind != SQLA_VALUE_TEXT && copy.kind != SQLA_VALUE_JSON)
        copy = sqla_value_text(scratch);
    if (v->kind == SQLA_VALUE_INT || v->kind == SQLA_VALUE_DECIMAL)
        sqla__str_add(&s->out, copy.as.text.ptr, copy.as.text.size);
    else sqla__sql_quoted(s, copy.as.text.ptr, copy.as.text.size);
}

static void sqla__sql_literal(sqla__sql *s, const sqla_value *value, const sqla_type *type)
{
    char scratch[100];
    sqla_value v = *value;
    const char *wrong = sqla__type_bind(&v, type, ~0u, scratch);
    if (s->out.size && s->out.data[s->out.size - 1] == '-') sqla__sql_put(s, " ");  /* no comment */
    if (wrong) sqla__sql_fail(s, SQLA_DATA_ERROR, "%s", wrong);
    else if (s->d->literal) s->d->literal(s, &v, type);
    else sqla__sql_default_literal(s, &v);
}

/* Ordinal of a bind among those of the key; they come in nearly the same order, so the search
 * goes on where the last one ended. */
static size_t sqla__sql_ordinal(sqla__sql *s, const sqla_expr *x)
{
    size_t n = s->key->n_bind;
    for (size_t i = 0; i < n; i++) {
        size_t at = s->next_bind + i < n ? s->next_bind + i : s->next_bind + i - n;
        if (s->key->bind[at] != x) continue;
        s->next_bind = at + 1 < n ? at + 1 : 0;
        return at;
    }
    return SIZE_MAX;
}

static void sqla__sql_json_literal(sqla__sql *s, const sqla_value *v)
{
    sqla__str path = { 0 };
    sqla__expr_json_text(&path, v, s->d->json_braces);
    if (path.failed) sqla__sql_no_memory(s);
    else sqla__sql_quoted(s, path.data, path.size);
    sqla__str_free(&path);
}

/* The value that sqla_bind gave a parameter, written into the text; false: it gave none. */
static bool sqla__sql_given_literal(sqla__sql *s, const char *name, const sqla_type *t)
{
    const sqla__given *g = s->values;
    while (g && strcmp(g->name, name) != 0) g = g->next;
    if (g) sqla__sql_literal(s, &g->value, t);
    return g != NULL;
}

/* forward: sqla__sql_literal_list */
static void sqla__sql_literal_list(sqla__sql *s, const sqla__list *list);

static void sqla__sql_name_clash(sqla__sql *s, const char *name)
{
    sqla__sql_fail(s, SQLA_COMPILE_ERROR,
                   "parameter %q has the name of one that the statement makes itself", name);
}

/* A parameter's place. Its name: its own, that of the column being stored, or made up from what
 * stands beside it. */
static void sqla__sql_bind(sqla__sql *s, const sqla_expr *x)
{
    const sqla__bind *b = (const sqla__bind *)x;
    bool list = x->node.kind == SQLA__K_LIST;
    const char *name = list ? NULL : b->name;
    size_t ordinal = sqla__sql_ordinal(s, x);
    sqla__slot *slot;
    if (s->literal && !name) {
        if (list) sqla__sql_literal_list(s, (const sqla__list *)x);
        else if (s->json_key) sqla__sql_json_literal(s, &b->value);
        else sqla__sql_literal(s, &b->value, x->type);
        return;
    }
    if (s->literal && sqla__sql_given_literal(s, name, x->type)) return;
    if (ordinal == SIZE_MAX) {
        sqla__sql_fail(s, SQLA_COMPILE_ERROR, "a value outside the statement");
        return;
    }
    for (size_t i = 0; name && i < s->n_slots; i++)
        if (s->slot[i].name && strcmp(s->slot[i].name, name) == 0) {
            if (!s->slot[i].named) sqla__sql_name_clash(s, name);
            sqla__sql_mark_typed(s, i, x->type);    /* the same parameter once more */
            return;
        }
    if (s->slot_of[ordinal] >= 0) {
        sqla__sql_mark_typed(s, (size_t)s->slot_of[ordinal], list ? NULL : x->type);
        return;
    }
    const char *made = name ? sqla__sql_keep(s, name, strlen(name)) : s->crud_name ? s->crud_name
        : sqla__sql_number(s, s->bind_base && (list || x->node.flags & SQLA__LITERAL)
                                  ? s->bind_base : "param");
    for (size_t i = 0; !name && s->any_named && i < s->n_slots; i++)
        if (s->slot[i].named && strcmp(s->slot[i].name, made) == 0) sqla__sql_name_clash(s, made);
    s->any_named = s->any_named || name;
    const sqla_type *type = sqla__sql_keep_type(s, x->type);
    slot = sqla__sql_slot(s);
    if (!slot) return;
    s->slot_of[ordinal] = (int)s->n_slots - 1;
    slot->source = SQLA__FROM_NODE;
    slot->index = (int64_t)ordinal;
    slot->name = made;
    slot->type = type;
    slot->list = list;
    slot->negated = list && s->negated_in;
    slot->tuple = list ? x->node.extra : 0;
    slot->no_cast = s->no_cast || slot->tuple;
    slot->json = s->json_key;
    slot->braces = s->json_key && s->d->json_braces;
    slot->named = name != NULL;
    sqla__sql_mark_typed(s, s->n_slots - 1, list ? NULL : x->type);
}

/* A parameter that is no node: a column's default, or one that the execution brings. */
static void sqla__sql_other_slot(sqla__sql *s, sqla__source source, const sqla__column *c,
                                 const sqla_default *fallback)
{
    const char *name = sqla__sql_keep(s, sqla__schema_name(c->def),
                                      strlen(sqla__schema_name(c->def)));
    const sqla_type *type = sqla__sql_keep_type(s, c->e.type);
    sqla__slot *slot = sqla__sql_slot(s);
    if (!slot) return;
    slot->source = (uint8_t)source;
    slot->name = name;
    slot->type = type;
    slot->fallback = fallback;
    slot->named = source == SQLA__FROM_PARAM;
    sqla__sql_mark_typed(s, s->n_slots - 1, type);
}

/* A number that the dialect adds by itself, such as SQLite's OFFSET 0. */
static void sqla__sql_int_slot(sqla__sql *s, int64_t value)
{
    const char *name = sqla__sql_number(s, "param");
    sqla__slot *slot = sqla__sql_slot(s);
    if (!slot) return;
    slot->source = SQLA__FROM_INT;
    slot->index = value;
    slot->name = name;
    slot->type = &sqla__type_plain[SQLA_TYPE_INTEGER];
    sqla__sql_mark_typed(s, s->n_slots - 1, slot->type);
}

/* ---- Expressions. Visitors recurse. forward: sqla__sql_expr sqla__sql_query sqla__sql_from */
static void sqla__sql_expr(sqla__sql *s, const sqla_expr *x);
static void sqla__sql_query(sqla__sql *s, const sqla_stmt *q, bool as_from);
static void sqla__sql_from(sqla__sql *s, const sqla_expr *x);

enum { SQLA__SQL_ASBOOL = -10, SQLA__SQL_ALWAYS = 100, SQLA__SQL_NEVER = -1000 };

/* What an anonymous bind beside this expression is named after. */
static const char *sqla__sql_base(const sqla_expr *x)
{
    if (x->node.kind == SQLA__K_FUNC) return ((const sqla__op *)x)->text;
    if (x->node.kind == SQLA__K_COLUMN || x->node.kind == SQLA__K_COLREF) return sqla__expr_name(x);
    return "param";
}

static int sqla__sql_precedence(const sqla_expr *x)
{
    switch (x->node.kind) {
    case SQLA__K_OP:
        if (x->node.op == SQLA_OP_IS_TRUE || x->node.op == SQLA_OP_IS_FALSE) return 1000;
        return sqla__expr_ops[x->node.op].precedence;
    case SQLA__K_EXISTS: return 0;
    default: return 1000;                       /* stands by itself */
    }
}

/* An operand inside an operator of this precedence, in parentheses if it needs them. `chain` is
 * that operator when repeating it needs none. */
static void sqla__sql_operand(sqla__sql *s, const sqla_expr *x, int against, sqla_op_kind chain)
{
    while (x->node.kind == SQLA__K_LABEL) x = ((const sqla__op *)x)->kid[0];
    bool group = sqla__sql_precedence(x) <= against;
    if (chain && sqla__expr_is_op(x, chain) && sqla__expr_ops[chain].flags & SQLA__EXPR_CHAIN)
        group = false;
    if (group) sqla__sql_put(s, "(");
    s->operand = against >= 0 && !group;
    sqla__sql_expr(s, x);
    s->operand = false;
    if (group) sqla__sql_put(s, ")");
}

/* A list of expressions after a separator. */
static void sqla__sql_list(sqla__sql *s, sqla_expr *const *items, size_t n, const char *between,
                           int against)
{
    for (size_t i = 0; i < n; i++) {
        if (i) sqla__sql_put(s, between);
        sqla__sql_operand(s, items[i], against, SQLA_OP_NONE);
    }
}

static void sqla__sql_escape(sqla__sql *s, const sqla__op *x)
{
    if (!x->text) return;
    sqla__sql_put(s, " ESCAPE ");
    sqla__sql_quoted(s, x->text, strlen(x->text));
}

/* startswith and kin: LIKE over a concatenation with '%'. */
static void sqla__sql_affix(sqla__sql *s, const sqla__op *x, bool before, bool after)
{
    const char *percent = s->style == SQLA_FORMAT || s->style == SQLA_PYFORMAT ? "'%%'" : "'%'";
    const char *join = s->d->concat ? s->d->concat : ", ";
    sqla__sql_operand(s, x->kid[0], 5, SQLA_OP_NONE);
    sqla__sql_put(s, sqla__expr_ops[x->e.node.op].text);
    if (!s->d->concat) sqla__sql_put(s, "concat(");
    if (before) sqla__sql_put(s, percent), sqla__sql_put(s, join);
    sqla__sql_operand(s, x->kid[1], 5, SQLA_OP_CONCAT);
    if (after) sqla__sql_put(s, join), sqla__sql_put(s, percent);
    if (!s->d->concat) sqla__sql_put(s, ")");
    sqla__sql_escape(s, x);
}

/* ILIKE where the database has none. */
static void sqla__sql_lower_like(sqla__sql *s, const sqla__op *x)
{
    sqla__sql_put(s, "lower(");
    sqla__sql_operand(s, x->kid[0], 5, SQLA_OP_NONE);
    sqla__sql_put(s, x->e.node.op == SQLA_OP_ILIKE ? ") LIKE lower(" : ") NOT LIKE lower(");
    sqla__sql_operand(s, x->kid[1], 5, SQLA_OP_NONE);
    sqla__sql_put(s, ")");
    sqla__sql_escape(s, x);
}

static void sqla__sql_between(sqla__sql *s, const sqla__op *x)
{
    sqla__sql_operand(s, x->kid[0], 5, SQLA_OP_NONE);
    sqla__sql_put(s, sqla__expr_ops[x->e.node.op].text);
    sqla__sql_operand(s, x->kid[1], 3, SQLA_OP_NONE);
    sqla__sql_put(s, " AND ");
    sqla__sql_operand(s, x->kid[2], 3, SQLA_OP_NONE);
}

static void sqla__sql_in(sqla__sql *s, const sqla__op *x)
{
    bool negated = x->e.node.op == SQLA_OP_NOT_IN, before = s->negated_in;
    const sqla_expr *right = x->kid[1];
    bool list = right->node.kind == SQLA__K_LIST;
    if (negated) sqla__sql_put(s, "(");
    sqla__sql_operand(s, x->kid[0], 5, SQLA_OP_NONE);
    sqla__sql_put(s, sqla__expr_ops[x->e.node.op].text);
    s->negated_in = negated;
    if (list) sqla__sql_put(s, "(");
    sqla__sql_expr(s, right);
    if (list) sqla__sql_put(s, ")");
    s->negated_in = before;
    if (negated) sqla__sql_put(s, ")");
}

static void sqla__sql_enum_type(sqla__sql *s, const sqla_type *t)
{
    size_t longest = 0;
    for (const char *const *label = t->labels; label && *label; label++)
        if (strlen(*label) > longest) longest = strlen(*label);
    sqla__sql_put(s, "VARCHAR(");
    sqla__str_int(&s->out, (int64_t)longest);
    sqla__sql_put(s, ")");
}

/* The name of a type in DDL or, from `names`, in CAST. */
static void sqla__sql_type(sqla__sql *s, const sqla_type *t, const char *const *names)
{
    const char *name = names ? names[t->kind] : NULL;
    if (s->d->type && s->d->type(s, t)) return;
    if (!name) name = sqla__type_rows[t->kind].name;
    switch (t->kind) {
    case SQLA_TYPE_ARRAY: case SQLA_TYPE_NULL:
        sqla__sql_fail(s, SQLA_COMPILE_ERROR, "dialect %s has no type %s", s->d->name,
                       sqla__type_rows[t->kind].name);
        return;
    case SQLA_TYPE_ENUM: sqla__sql_enum_type(s, t); return;
    case SQLA_TYPE_UUID:
        sqla__sql_put(s, names && names[t->kind] ? name : "CHAR(32)");
        return;
    case SQLA_TYPE_INTERVAL:
        sqla__sql_put(s, names && names[t->kind] ? name : "DATETIME");
        return;
    default: break;
    }
    sqla__sql_put(s, name);
    if (t->kind == SQLA_TYPE_FLOAT && t->precision && s->d->float_precision) {
        sqla__sql_put(s, "(");
        sqla__str_int(&s->out, t->precision);
        sqla__sql_put(s, ")");
    } else if (t->kind == SQLA_TYPE_NUMERIC && t->precision) {
        sqla__sql_put(s, "(");
        sqla__str_int(&s->out, t->precision);
        sqla__sql_put(s, ", ");
        sqla__str_int(&s->out, t->scale);
        sqla__sql_put(s, ")");
    } else if (t->length && !strchr(name, '(')) {
        sqla__sql_put(s, "(");
        sqla__str_int(&s->out, t->length);
        sqla__sql_put(s, ")");
    }
}

/* Division: / keeps fractions, // cuts them, whatever the database's own / does. */
static void sqla__sql_divide(sqla__sql *s, const sqla__op *x)
{
    sqla__type_family divisor = sqla__type_family_of(x->kid[1]->type);
    bool floor = x->e.node.op == SQLA_OP_FLOORDIV;
    bool sqlite = s->d->empty_in != NULL, cast = !floor && !s->d->no_div_cast;
    bool ints = divisor == SQLA__TYPE_INTS
        && sqla__type_family_of(x->kid[0]->type) == SQLA__TYPE_INTS;
    bool cut = floor && (!ints || s->d->no_div_cast);
    bool number = divisor == SQLA__TYPE_FLOATS || divisor == SQLA__TYPE_EXACT;
    if (cut) sqla__sql_put(s, "FLOOR(");
    sqla__sql_operand(s, x->kid[0], 8, SQLA_OP_NONE);
    sqla__sql_put(s, " / ");
    if (cast) sqla__sql_put(s, sqlite ? "(" : "CAST(");
    sqla__sql_operand(s, x->kid[1], 8, SQLA_OP_NONE);
    if (cast) sqla__sql_put(s, sqlite ? " + 0.0" : " AS ");
    if (cast && !sqlite) {
        const sqla_type *t = number ? x->kid[1]->type : &sqla__type_plain[SQLA_TYPE_NUMERIC];
        sqla__sql_type(s, t, s->d->types);
    }
    if (cast || cut) sqla__sql_put(s, ")");
}

static void sqla__sql_truth(sqla__sql *s, const sqla__op *x)
{
    bool is_true = x->e.node.op == SQLA_OP_IS_TRUE;
    if (s->d->native_bool) {
        if (!is_true) sqla__sql_put(s, "NOT ");
        sqla__sql_operand(s, x->kid[0], 5, SQLA_OP_NONE);
    } else {
        sqla__sql_operand(s, x->kid[0], 5, SQLA_OP_NONE);
        sqla__sql_put(s, is_true ? " = 1" : " = 0");
    }
}

static void sqla__sql_unary(sqla__sql *s, const sqla__op *x)
{
    const sqla__expr_op_row *row = &sqla__expr_ops[x->e.node.op];
    int against = row->precedence;
    if (x->e.node.op >= SQLA_OP_ASC && x->e.node.op <= SQLA_OP_NULLS_LAST
        && sqla__sql_precedence(x->kid[0]) == 3) against = 2;      /* x DESC NULLS LAST */
    if (x->e.node.op == SQLA_OP_NOT && x->kid[0]->node.kind == SQLA__K_OP)
        against = SQLA__SQL_ALWAYS;             /* NOT (a + b) */
    if (!(row->flags & SQLA__EXPR_POSTFIX)) sqla__sql_put(s, row->text);
    sqla__sql_operand(s, x->kid[0], against, SQLA_OP_NONE);
    if (row->flags & SQLA__EXPR_POSTFIX) sqla__sql_put(s, row->text);
}

static void sqla__sql_binary(sqla__sql *s, const sqla__op *x, const char *text)
{
    sqla_op_kind op = (sqla_op_kind)x->e.node.op;
    int against = sqla__expr_ops[op].precedence;
    for (uint32_t i = 0; i < x->e.node.n; i++) {
        if (i) sqla__sql_put(s, text);
        sqla__sql_operand(s, x->kid[i], against, op);
    }
}

static void sqla__sql_custom(sqla__sql *s, const sqla__op *x)
{
    sqla__sql_operand(s, x->kid[0], 0, SQLA_OP_NONE);
    sqla__sql_put(s, " ");
    sqla__sql_foreign(s, x->text, strlen(x->text));
    sqla__sql_put(s, " ");
    sqla__sql_operand(s, x->kid[1], 0, SQLA_OP_NONE);
}

/* concat(a, b, c) where || means something else: a chain becomes one call. */
static void sqla__sql_concat_args(sqla__sql *s, const sqla_expr *x)
{
    if (!sqla__expr_is_op(x, SQLA_OP_CONCAT)) {
        sqla__sql_expr(s, x);
        return;
    }
    const sqla__op *op = (const sqla__op *)x;
    sqla__sql_concat_args(s, op->kid[0]);
    sqla__sql_put(s, ", ");
    sqla__sql_concat_args(s, op->kid[1]);
}

static void sqla__sql_op_text(sqla__sql *s, const sqla__op *x)
{
    switch (x->e.node.op) {
    case SQLA_OP_STARTSWITH: case SQLA_OP_NOT_STARTSWITH: sqla__sql_affix(s, x, false, true); break;
    case SQLA_OP_ENDSWITH: case SQLA_OP_NOT_ENDSWITH: sqla__sql_affix(s, x, true, false); break;
    case SQLA_OP_CONTAINS: case SQLA_OP_NOT_CONTAINS: sqla__sql_affix(s, x, true, true); break;
    case SQLA_OP_ILIKE: case SQLA_OP_NOT_ILIKE: sqla__sql_lower_like(s, x); break;
    case SQLA_OP_BETWEEN: case SQLA_OP_NOT_BETWEEN: sqla__sql_between(s, x); break;
    case SQLA_OP_IN: case SQLA_OP_NOT_IN: sqla__sql_in(s, x); break;
    case SQLA_OP_DIV: case SQLA_OP_FLOORDIV: sqla__sql_divide(s, x); break;
    case SQLA_OP_IS_TRUE: case SQLA_OP_IS_FALSE: sqla__sql_truth(s, x); break;
    case SQLA_OP_CUSTOM: sqla__sql_custom(s, x); break;
    case SQLA_OP_COLLATE:
        sqla__sql_operand(s, x->kid[0], 4, SQLA_OP_NONE);
        sqla__sql_put(s, " COLLATE ");
        if (s->d->plain_collations) sqla__sql_foreign(s, x->text, strlen(x->text));
        else sqla__sql_quote(s, x->text);
        break;
    case SQLA_OP_CONCAT:
        if (s->d->concat) {
            sqla__sql_binary(s, x, s->d->concat);
        } else {
            sqla__sql_put(s, "concat(");
            sqla__sql_concat_args(s, &x->e);
            sqla__sql_put(s, ")");
        }
        break;
    case SQLA_OP_JSON_ITEM: case SQLA_OP_JSON_PATH:
        sqla__sql_operand(s, x->kid[0], SQLA__SQL_NEVER, SQLA_OP_NONE);
        sqla__sql_put(s, "[");
        sqla__sql_expr(s, x->kid[1]);
        sqla__sql_put(s, "]");
        break;
    case SQLA_OP_MOD:
        sqla__sql_binary(s, x, s->style == SQLA_FORMAT || s->style == SQLA_PYFORMAT ? " %% "
                                                                                     : " % ");
        break;
    default:
        if (x->e.node.n == 1) sqla__sql_unary(s, x);
        else sqla__sql_binary(s, x, sqla__expr_ops[x->e.node.op].text);
        if (sqla__expr_ops[x->e.node.op].flags & SQLA__EXPR_LIKE) sqla__sql_escape(s, x);
        break;
    }
}

static void sqla__sql_op(sqla__sql *s, const sqla__op *x)
{
    const char *before = s->bind_base;
    if (x->e.node.n > 1 && x->e.node.op != SQLA_OP_AND && x->e.node.op != SQLA_OP_OR) {
        s->bind_base = sqla__sql_base(x->kid[0]);
    } else if (x->e.node.n == 1) {
        s->bind_base = NULL;
    }
    if (!s->d->op || !s->d->op(s, x)) sqla__sql_op_text(s, x);
    s->bind_base = before;
}

SQLA__MAYBE_UNUSED static const char *sqla__sql_lookup(const char *const *pairs, const char *name)
{
    for (; pairs && *pairs; pairs += 2) if (sqla__str_same(pairs[0], name)) return pairs[1];
    return NULL;
}

/* Functions that SQL writes without parentheses. */
static const char *const sqla__sql_functions[] = {
    "current_date", "CURRENT_DATE", "current_time", "CURRENT_TIME",
    "current_timestamp", "CURRENT_TIMESTAMP", "current_user", "CURRENT_USER",
    "localtime", "LOCALTIME", "localtimestamp", "LOCALTIMESTAMP", "session_user", "SESSION_USER",
    "user", "USER", "sysdate", "sysdate", NULL };

/* Parts of a dotted name are quoted one by one: pkg.fn. */
static void sqla__sql_function_name(sqla__sql *s, const char *name)
{
    char part[128];
    for (const char *dot; *name; name = dot) {
        dot = strchr(name, '.');
        if (!dot) dot = name + strlen(name);
        size_t n = (size_t)(dot - name);
        bool word = n > 0;
        for (size_t i = 0; i < n; i++) word = word && sqla__str_letter(name[i]);
        sqla__err_copy(part, sizeof part, name, n);
        if (word && n < sizeof part) sqla__sql_put(s, part);
        else sqla__sql_quote(s, part);
        if (*dot) sqla__sql_put(s, "."), dot++;
    }
}

static void sqla__sql_function(sqla__sql *s, const sqla__op *x)
{
    const char *mapped = sqla__sql_lookup(s->d->functions, x->text), *before = s->bind_base;
    bool star = x->e.node.n == 0 && sqla__str_same(x->text, "count");
    if (!mapped) mapped = sqla__sql_lookup(sqla__sql_functions, x->text);
    if (mapped && x->e.node.n == 0 && !strchr(mapped, '~')) {
        sqla__sql_put(s, mapped);
        return;
    }
    if (mapped && strchr(mapped, '~')) sqla__str_add(&s->out, mapped, strlen(mapped) - 1);
    else sqla__sql_function_name(s, x->text);
    s->bind_base = x->text;
    sqla__sql_put(s, star ? "(*" : "(");
    for (uint32_t i = 0; i < x->e.node.n; i++) {
        if (i) sqla__sql_put(s, ", ");
        sqla__sql_operand(s, x->kid[i], -1, SQLA_OP_NONE);
    }
    sqla__sql_put(s, ")");
    s->bind_base = before;
}

static void sqla__sql_case(sqla__sql *s, const sqla__op *x)
{
    const char *before = s->bind_base;
    s->bind_base = NULL;
    sqla__sql_put(s, "CASE");
    if (x->kid[0]) {
        sqla__sql_put(s, " ");
        sqla__sql_expr(s, x->kid[0]);
    }
    for (uint32_t i = 1; i < x->e.node.n; i++) {
        const sqla__op *arm = (const sqla__op *)x->kid[i];
        if (arm->kid[0]) {
            sqla__sql_put(s, " WHEN ");
            sqla__sql_operand(s, arm->kid[0], SQLA__SQL_ALWAYS, SQLA_OP_NONE);
            sqla__sql_put(s, " THEN ");
        } else {
            sqla__sql_put(s, " ELSE ");
        }
        sqla__sql_operand(s, arm->kid[1], SQLA__SQL_NEVER, SQLA_OP_NONE);
    }
    sqla__sql_put(s, " END");
    s->bind_base = before;
}

static void sqla__sql_cast(sqla__sql *s, const sqla__op *x)
{
    const char *before = s->bind_base;
    const char *const *names = s->d->cast_types ? s->d->cast_types : s->d->types;
    s->bind_base = NULL;
    if (x->e.node.op == 1 || (names && names[x->e.type->kind] && !*names[x->e.type->kind])) {
        sqla__sql_expr(s, x->kid[0]);
    } else {
        if (x->e.node.op == 2 && !s->d->try_cast)
            sqla__sql_fail(s, SQLA_COMPILE_ERROR, "dialect %s has no TRY_CAST", s->d->name);
        sqla__sql_put(s, x->e.node.op == 2 && s->d->try_cast ? s->d->try_cast : "CAST(");
        sqla__sql_expr(s, x->kid[0]);
        sqla__sql_put(s, " AS ");
        sqla__sql_type(s, x->e.type, names);
        sqla__sql_put(s, ")");
    }
    s->bind_base = before;
}

/* A frame bound: rows before or after, or without end. */
static void sqla__sql_bound(sqla__sql *s, int64_t n, bool start)
{
    if (n == SQLA_UNBOUNDED) {
        sqla__sql_put(s, start ? "UNBOUNDED PRECEDING" : "UNBOUNDED FOLLOWING");
    } else if (n == SQLA_CURRENT_ROW) {
        sqla__sql_put(s, "CURRENT ROW");
    } else {
        if (s->literal || s->d->top) sqla__str_int(&s->out, n < 0 ? -n : n);
        else sqla__sql_int_slot(s, n < 0 ? -n : n);
        sqla__sql_put(s, n < 0 ? " PRECEDING" : " FOLLOWING");
    }
}

static void sqla__sql_over(sqla__sql *s, const sqla__op *x)
{
    static const char *const units[] = { "", "ROWS BETWEEN ", "RANGE BETWEEN ", "GROUPS BETWEEN " };
    uint32_t split = x->e.node.extra, n = x->e.node.n;
    const char *space = "", *before = s->bind_base;
    s->bind_base = NULL;
    sqla__sql_expr(s, x->kid[0]);
    sqla__sql_put(s, " OVER (");
    if (split > 1) {
        sqla__sql_put(s, "PARTITION BY ");
        sqla__sql_list(s, x->kid + 1, split - 1, ", ", -1);
        space = " ";
    }
    if (n > split) {
        sqla__sql_put(s, space);
        sqla__sql_put(s, "ORDER BY ");
        sqla__sql_list(s, x->kid + split, n - split, ", ", -1);
        space = " ";
    }
    if (x->e.node.op) {
        sqla__sql_put(s, space);
        sqla__sql_put(s, units[x->e.node.op]);
        sqla__sql_bound(s, x->x, true);
        sqla__sql_put(s, " AND ");
        sqla__sql_bound(s, x->y, false);
    }
    sqla__sql_put(s, ")");
    s->bind_base = before;
}

static void sqla__sql_around(sqla__sql *s, const sqla__op *x, const char *text, const char *between,
                             int against)
{
    const char *before = s->bind_base;
    s->bind_base = NULL;
    sqla__sql_expr(s, x->kid[0]);
    sqla__sql_put(s, text);
    sqla__sql_list(s, x->kid + 1, x->e.node.n - 1, between, against);
    sqla__sql_put(s, ")");
    s->bind_base = before;
}

static void sqla__sql_subquery(sqla__sql *s, const sqla__op *x, const char *word)
{
    const char *base = s->bind_base, *crud = s->crud_name;
    const sqla_table *bare = s->bare;
    bool top = s->top_level;
    s->bind_base = s->crud_name = NULL;
    s->bare = NULL;
    s->top_level = false;
    sqla__sql_put(s, word);
    sqla__sql_put(s, "(");
    sqla__sql_query(s, (const sqla_stmt *)x->kid[0], false);
    sqla__sql_put(s, ")");
    s->bind_base = base;
    s->crud_name = crud;
    s->bare = bare;
    s->top_level = top;
}

/* Text of the user with :name parameters; its kids are those in order. */
static void sqla__sql_fragment(sqla__sql *s, const sqla__op *x)
{
    const char *text = x->text, *from = text;
    uint32_t param = 0;
    bool percent = s->style == SQLA_FORMAT || s->style == SQLA_PYFORMAT;
    for (const char *at = text; *at; at++) {
        size_t name = sqla__str_param(text, at);
        bool escaped = *at == '\\' && at[1] == ':';
        if (!name && !escaped && !(percent && *at == '%')) continue;
        sqla__sql_foreign(s, from, (size_t)(at - from));
        from = at;
        if (name && param < x->e.node.n) {
            sqla__sql_bind(s, x->kid[param++]);
            from = at + 1 + name;
            at += name;
        } else if (escaped) {
            from = at + 1;
            at++;
        } else if (*at == '%') {
            sqla__sql_put(s, "%");
        }
    }
    sqla__sql_foreign(s, from, strlen(from));
}

static void sqla__sql_tuple(sqla__sql *s, const sqla__op *x)
{
    bool before = s->no_cast;
    sqla__sql_put(s, "(");
    sqla__sql_list(s, x->kid, x->e.node.n, ", ", -1);
    sqla__sql_put(s, ")");
    s->no_cast = before;
}

static void sqla__sql_const(sqla__sql *s, const sqla_expr *x)
{
    sqla__sql_put(s, x->node.op == 0 ? "NULL" : x->node.op == 1 ? s->d->true_text
                                                                : s->d->false_text);
}

static void sqla__sql_expr(sqla__sql *s, const sqla_expr *x)
{
    const sqla__op *op = (const sqla__op *)x;
    const sqla__column *c = (const sqla__column *)x;
    const sqla__colref *r = (const sqla__colref *)x;
    if (s->failed) return;
    switch (x->node.kind) {
    case SQLA__K_COLUMN:
        sqla__sql_column(s, &sqla__schema_from(c->table)->e, sqla__schema_name(c->def));
        break;
    case SQLA__K_COLREF: sqla__sql_column(s, &r->from->e, r->name); break;
    case SQLA__K_BIND: case SQLA__K_LIST: sqla__sql_bind(s, x); break;
    case SQLA__K_CONST: sqla__sql_const(s, x); break;
    case SQLA__K_SQL: sqla__sql_fragment(s, op); break;
    case SQLA__K_OP: sqla__sql_op(s, op); break;
    case SQLA__K_FUNC: sqla__sql_function(s, op); break;
    case SQLA__K_CASE: sqla__sql_case(s, op); break;
    case SQLA__K_CAST: sqla__sql_cast(s, op); break;
    case SQLA__K_LABEL: sqla__sql_operand(s, op->kid[0], -1, SQLA_OP_NONE); break;
    case SQLA__K_EXTRACT:
        if (s->d->extract && s->d->extract(s, op)) break;
        sqla__sql_put(s, "EXTRACT(");
        sqla__sql_foreign(s, op->text, strlen(op->text));
        sqla__sql_put(s, " FROM ");
        sqla__sql_expr(s, op->kid[0]);
        sqla__sql_put(s, ")");
        break;
    case SQLA__K_OVER: sqla__sql_over(s, op); break;
    case SQLA__K_FILTER: sqla__sql_around(s, op, " FILTER (WHERE ", " AND ", 3); break;
    case SQLA__K_WITHIN: sqla__sql_around(s, op, " WITHIN GROUP (ORDER BY ", ", ", -1); break;
    case SQLA__K_SUBQUERY: sqla__sql_subquery(s, op, ""); break;
    case SQLA__K_EXISTS: sqla__sql_subquery(s, op, "EXISTS "); break;
    case SQLA__K_TUPLE: sqla__sql_tuple(s, op); break;
    case SQLA__K_EXCLUDED:
        sqla__sql_put(s, "excluded.");
        sqla__sql_quote(s, sqla__expr_name(op->kid[0]));
        break;
    case SQLA__K_JSON:
        if (!s->d->json || !s->d->json(s, op)) sqla__sql_expr(s, op->kid[0]);
        break;
    case SQLA__K_POISON:
        sqla__sql_fail(s, SQLA_ARGUMENT_ERROR, "poisoned");
        *s->err = ((const sqla__node_poisoned *)x)->record;
        break;
    default:
        sqla__sql_fail(s, SQLA_ARGUMENT_ERROR, "a %s cannot stand where a value is needed",
                       sqla__node_rows[x->node.kind].name);
    }
}

/* A key of JSON_EXTRACT and kin: a path, bound or written. */
SQLA__MAYBE_UNUSED static void sqla__sql_json_extract(sqla__sql *s, const sqla__op *x,
                                                      const char *function)
{
    bool before = s->json_key;
    sqla__sql_put(s, function);
    sqla__sql_put(s, "(");
    s->json_key = false;
    sqla__sql_operand(s, x->kid[0], SQLA__SQL_NEVER, SQLA_OP_NONE);
    sqla__sql_put(s, ", ");
    s->json_key = true;
    s->bind_base = sqla__sql_base(x->kid[0]);
    sqla__sql_expr(s, x->kid[1]);
    s->json_key = before;
    sqla__sql_put(s, ")");
}

/* A row count that this dialect has in the text: a slot filled at execution. */
SQLA__MAYBE_UNUSED static void sqla__sql_in_text(sqla__sql *s, const sqla_expr *x)
{
    size_t before = s->n_slots;
    sqla__sql_expr(s, x);
    if (s->n_slots > before && x->node.kind == SQLA__K_BIND) s->slot[before].literal = true;
}

static void sqla__sql_literal_list(sqla__sql *s, const sqla__list *list)
{
    uint32_t width = list->e.node.extra ? list->e.node.extra : 1;
    if (list->e.node.n == 0)
        sqla__sql_put(s, s->d->empty_in ? s->d->empty_in
                         : s->negated_in ? "NULL) OR (1 = 1" : "NULL) AND (1 != 1");
    if (width > 1 && s->d->empty_in && list->e.node.n) sqla__sql_put(s, "VALUES ");
    for (uint32_t i = 0; i < list->e.node.n; i++) {
        if (i) sqla__sql_put(s, ", ");
        if (width > 1 && i % width == 0) sqla__sql_put(s, "(");
        sqla__sql_literal(s, &list->values[i], list->e.type);
        if (width > 1 && i % width == width - 1) sqla__sql_put(s, ")");
    }
}

/* ---- FROM elements */

static void sqla__sql_alias_suffix(sqla__sql *s, const sqla_from *f)
{
    sqla__sql_put(s, s->d->no_as ? " " : " AS ");
    sqla__sql_quote(s, sqla__sql_from_name(s, f));
}

/* Writes into another text; returns what was written there, in the arena. */
static const char *sqla__sql_aside(sqla__sql *s, const sqla_stmt *q, size_t *size)
{
    sqla__str before = s->out, mine;
    bool top = s->top_level;
    memset(&s->out, 0, sizeof s->out);
    s->top_level = false;
    sqla__sql_query(s, q, true);
    mine = s->out;
    s->out = before;
    s->top_level = top;
    if (mine.failed) sqla__sql_no_memory(s);
    const char *text = sqla__sql_keep(s, mine.data ? mine.data : "", mine.size);
    *size = mine.size;
    sqla__str_free(&mine);
    return text;
}

/* Entities in FROM elements. forward: sqla__sql_open sqla__sql_item_name sqla__sql_label_item */
static void sqla__sql_open(sqla__sql *s, const sqla_expr *x, int item,
                           sqla__sql_item **items, size_t *n, size_t *capacity);
static const char *sqla__sql_item_name(sqla__sql *s, const sqla__sql_item *item);
static void sqla__sql_label_item(sqla__sql *s, sqla__sql_item *items, size_t i, bool as_from,
                                 int *again);

/* The items of a statement as those outside see them: by their labels, repeated ones left out. */
static size_t sqla__sql_outside(sqla__sql *s, sqla__sql_item *items, size_t first, size_t n)
{
    size_t kept = first;
    int again = 0;
    for (size_t i = first; i < n && !s->failed; i++)
        sqla__sql_label_item(s, items + first, i - first, true, &again);
    for (size_t i = first; i < n && !s->failed; i++) {
        if (items[i].repeated) continue;
        items[kept] = items[i];
        items[kept].name = items[i].label ? items[i].label : sqla__sql_item_name(s, &items[i]);
        items[kept++].label = NULL;
    }
    return kept;
}

/* The column names of a recursive CTE: h(id, x). */
static void sqla__sql_cte_columns(sqla__sql *s, const sqla_from *f)
{
    const sqla_stmt *q = (const sqla_stmt *)f->element;
    sqla__sql_item *items = NULL;
    size_t n = 0, capacity = 0;
    while (q->e.node.kind == SQLA__K_SETOP) q = (const sqla_stmt *)q->part[SQLA__STMTS].items[0];
    for (uint32_t i = 0; i < q->part[SQLA__COLUMNS].n; i++)
        sqla__sql_open(s, (const sqla_expr *)q->part[SQLA__COLUMNS].items[i], (int)i, &items, &n,
                       &capacity);
    n = sqla__sql_outside(s, items, 0, n);
    sqla__sql_put(s, "(");
    for (size_t i = 0; i < n; i++) {
        if (i) sqla__sql_put(s, ", ");
        sqla__sql_quote(s, items[i].name);
    }
    sqla__sql_put(s, ")");
    sqla__mem_free(&sqla__mem_process, items, capacity * sizeof *items);
}

/* A CTE is written when it is first met, in front of the whole statement; later only its name. */
static void sqla__sql_cte(sqla__sql *s, const sqla_from *f)
{
    const char *name = sqla__sql_from_name(s, f);
    const sqla_from *before = s->inside_cte;
    sqla__sql_cte_text *c;
    sqla__str out = s->out;
    size_t size;
    for (size_t i = 0; i < s->n_cte; i++) {
        if (s->cte[i].from == f || s->cte[i].from->restates == f) {
            sqla__sql_quote(s, name);
            return;
        }
    }
    for (const sqla_from *in = before; in; in = in->restates) {
        if (in == f) {
            sqla__sql_quote(s, name);
            return;
        }
    }
    for (size_t i = 0; i < s->n_cte; i++)
        if (strcmp(sqla__sql_from_name(s, s->cte[i].from), name) == 0)
            sqla__sql_fail(s, SQLA_COMPILE_ERROR,
                           "two different CTEs have the same name: %q", name);
    s->inside_cte = f;
    const char *inner = sqla__sql_aside(s, (const sqla_stmt *)f->element, &size);
    s->inside_cte = before;
    memset(&s->out, 0, sizeof s->out);
    sqla__sql_quote(s, name);
    if (f->e.node.op & 1) sqla__sql_cte_columns(s, f);
    sqla__sql_put(s, !s->d->on_conflict ? " AS (" : f->e.node.op & 2 ? " AS MATERIALIZED ("
                     : f->e.node.op & 4 ? " AS NOT MATERIALIZED (" : " AS (");
    sqla__str_add(&s->out, inner, size);
    sqla__sql_put(s, ")");
    if (f->e.node.op & 1) s->recursive = true;
    c = (sqla__sql_cte_text *)sqla__sql_more(s, &s->cte, &s->n_cte, &s->cte_capacity, sizeof *c);
    if (c) {
        c->from = f;
        c->size = s->out.size;
        c->text = sqla__sql_keep(s, s->out.data ? s->out.data : "", s->out.size);
    }
    sqla__str_free(&s->out);
    s->out = out;
    sqla__sql_quote(s, name);
}

/* A FROM element without the name it gets here. */
static void sqla__sql_from_body(sqla__sql *s, const sqla_expr *x)
{
    const sqla_from *f = (const sqla_from *)x;
    size_t size;
    if (x->node.kind == SQLA__K_ALIAS) {
        sqla__sql_from_body(s, f->element);
        return;
    }
    if (x->node.kind != SQLA__K_SELECTED) {
        sqla__sql_from(s, x);
        return;
    }
    sqla__sql_put(s, x->node.op ? "LATERAL (" : "(");
    if (s->frame) s->frame->lateral = x->node.op != 0;
    const char *inner = sqla__sql_aside(s, (const sqla_stmt *)f->element, &size);
    if (s->frame) s->frame->lateral = false;
    sqla__str_add(&s->out, inner, size);
    sqla__sql_put(s, ")");
}

static void sqla__sql_from(sqla__sql *s, const sqla_expr *x)
{
    const sqla_from *f = (const sqla_from *)x;
    if (s->failed) return;
    switch (x->node.kind) {
    case SQLA__K_TABLE: sqla__sql_table_name(s, f->table); break;
    case SQLA__K_ALIAS:
        sqla__sql_from_body(s, f->element);
        sqla__sql_alias_suffix(s, f);
        break;
    case SQLA__K_CTE: sqla__sql_cte(s, f); break;
    case SQLA__K_SELECTED:
        sqla__sql_from_body(s, x);
        sqla__sql_alias_suffix(s, f);
        break;
    default: sqla__sql_expr(s, x); break;       /* a poisoned node tells its error there */
    }
}

/* Adds what an expression selects from; subqueries keep theirs to themselves. */
static void sqla__sql_froms(sqla__sql *s, const sqla_expr *x, sqla__vec *out)
{
    const sqla__op *op = (const sqla__op *)x;
    const void *from = NULL;
    switch (x->node.kind) {
    case SQLA__K_COLUMN: from = sqla__schema_from(((const sqla__column *)x)->table); break;
    case SQLA__K_COLREF: from = ((const sqla__colref *)x)->from; break;
    case SQLA__K_TABLE:
    case SQLA__K_ALIAS:
    case SQLA__K_SELECTED:
    case SQLA__K_CTE:
        from = x;
        break;
    case SQLA__K_SUBQUERY: case SQLA__K_EXISTS: case SQLA__K_EXCLUDED: return;
    default:
        if (sqla__node_rows[x->node.kind].shape != SQLA__NODE_OP) return;
        for (uint32_t i = 0; i < x->node.n; i++)
            if (op->kid[i]) sqla__sql_froms(s, op->kid[i], out);
        return;
    }
    if (!sqla__vec_add_new(out, (void *)(uintptr_t)from)) sqla__sql_no_memory(s);
}

/* ---- Joins */

static sqla__sql_clause *sqla__sql_new_clause(sqla__sql *s, const sqla_expr *leaf)
{
    sqla__sql_clause *c = (sqla__sql_clause *)sqla_arena_alloc(s->arena, sizeof *c);
    if (!c) {
        sqla__sql_no_memory(s);
        return NULL;
    }
    memset(c, 0, sizeof *c);
    c->leaf = leaf;
    return c;
}

static bool sqla__sql_clause_has(const sqla__sql_clause *c, const void *leaf)
{
    return c->leaf ? c->leaf == leaf
                   : sqla__sql_clause_has(c->left, leaf) || sqla__sql_clause_has(c->right, leaf);
}

/* The table whose foreign keys and columns a FROM element shows: its own, or that of its alias. */
static const sqla_table *sqla__sql_base_table(const sqla_expr *x)
{
    const sqla_from *f = (const sqla_from *)x;
    while (x->node.kind == SQLA__K_ALIAS) x = f->element, f = (const sqla_from *)x;
    return x->node.kind == SQLA__K_TABLE ? f->table : NULL;
}

/* Under which name a FROM element shows a table's column; NULL: it does not. */
static const char *sqla__sql_shows(const sqla_expr *from, const sqla_table *t, const char *column)
{
    const sqla_from *f = (const sqla_from *)from;
    const sqla_stmt *q;
    if (sqla__sql_base_table(from)) return sqla__sql_base_table(from) == t ? column : NULL;
    if (from->node.kind == SQLA__K_ALIAS) return sqla__sql_shows(f->element, t, column);
    q = (const sqla_stmt *)f->element;
    if (!q || q->e.node.kind != SQLA__K_SELECT) return NULL;
    for (uint32_t i = 0; i < q->part[SQLA__COLUMNS].n; i++) {
        const sqla_expr *x = (const sqla_expr *)q->part[SQLA__COLUMNS].items[i], *in = x;
        if (x->node.kind == SQLA__K_LABEL) in = ((const sqla__op *)x)->kid[0];
        const sqla__column *c = (const sqla__column *)in;
        if (x->node.kind == SQLA__K_TABLE && ((const sqla_from *)x)->table == t) return column;
        if (in->node.kind == SQLA__K_COLUMN && c->table == t
            && strcmp(sqla__schema_name(c->def), column) == 0) return sqla__expr_name(x);
    }
    return NULL;
}

/* One possible ON clause: fk of `child`, shown by child_from, against what parent_from shows. */
typedef struct sqla__sql_match {
    const sqla_expr *parent, *child;
    const sqla_table *table;                /* whose foreign key */
    size_t           item;                  /* which */
    const sqla_table *target;
} sqla__sql_match;

static const sqla_table *sqla__sql_named_table(const sqla_expr *from, const char *name, size_t n)
{
    const sqla_table *t = sqla__sql_base_table(from);
    const sqla_stmt *q = (const sqla_stmt *)((const sqla_from *)from)->element;
    if (t) return sqla__schema_is_named(t, name, n) ? t : NULL;
    if (from->node.kind == SQLA__K_ALIAS)
        return sqla__sql_named_table(((const sqla_from *)from)->element, name, n);
    for (uint32_t i = 0; q && q->e.node.kind == SQLA__K_SELECT && i < q->part[SQLA__COLUMNS].n;
         i++) {
        const sqla_expr *x = (const sqla_expr *)q->part[SQLA__COLUMNS].items[i];
        if (x->node.kind == SQLA__K_LABEL) x = ((const sqla__op *)x)->kid[0];
        t = x->node.kind == SQLA__K_COLUMN ? ((const sqla__column *)x)->table
            : x->node.kind == SQLA__K_TABLE ? ((const sqla_from *)x)->table : NULL;
        if (t && sqla__schema_is_named(t, name, n)) return t;
    }
    return NULL;
}

/* Counts the foreign keys of `t`, shown by child, that point to what parent shows. */
static int sqla__sql_matches(const sqla_expr *parent, const sqla_expr *child, const sqla_table *t,
                             sqla__sql_match *out)
{
    sqla__schema_fk fk;
    int found = 0;
    for (size_t i = 0; t && i < t->n_items; i++) {
        if (!sqla__schema_foreign(t, i, &fk)) continue;
        const sqla_table *target = sqla__sql_named_table(parent, fk.table, fk.table_size);
        bool all = target != NULL;
        for (size_t k = 0; all && k < fk.n; k++)
            all = fk.targets && fk.targets[k] && sqla__sql_shows(parent, target, fk.targets[k])
                && sqla__sql_shows(child, t, fk.columns[k]);
        if (!all) continue;
        *out = (sqla__sql_match){ parent, child, t, i, target };
        found++;
    }
    return found;
}

/* Tables whose columns a FROM element shows, tried for foreign keys. */
static int sqla__sql_child_matches(const sqla_expr *parent, const sqla_expr *child,
                                   sqla__sql_match *out)
{
    const sqla_table *t = sqla__sql_base_table(child), *last = NULL;
    const sqla_stmt *q = (const sqla_stmt *)((const sqla_from *)child)->element;
    int found = 0;
    if (t) return sqla__sql_matches(parent, child, t, out);
    if (child->node.kind == SQLA__K_ALIAS)
        q = (const sqla_stmt *)((const sqla_from *)((const sqla_from *)child)->element)->element;
    for (uint32_t i = 0; q && q->e.node.kind == SQLA__K_SELECT && i < q->part[SQLA__COLUMNS].n;
         i++) {
        const sqla_expr *x = (const sqla_expr *)q->part[SQLA__COLUMNS].items[i];
        if (x->node.kind == SQLA__K_LABEL) x = ((const sqla__op *)x)->kid[0];
        t = x->node.kind == SQLA__K_COLUMN ? ((const sqla__column *)x)->table
            : x->node.kind == SQLA__K_TABLE ? ((const sqla_from *)x)->table : NULL;
        if (t && t != last) found += sqla__sql_matches(parent, child, t, out);
        last = t;
    }
    return found;
}

/* Foreign keys between a clause and an element, in either direction; how many, and the last. */
static int sqla__sql_between_froms(const sqla__sql_clause *a, const sqla_expr *b,
                                   sqla__sql_match *out)
{
    if (!a->leaf)
        return sqla__sql_between_froms(a->left, b, out) + sqla__sql_between_froms(a->right, b, out);
    return sqla__sql_child_matches(a->leaf, b, out)
        + (a->leaf == b ? 0 : sqla__sql_child_matches(b, a->leaf, out));
}

static const char *sqla__sql_from_label(const sqla_expr *x)
{
    const sqla_from *f = (const sqla_from *)x;
    return f->name ? f->name : sqla__node_rows[x->node.kind].name;
}

/* Finds the ON clause of a join: the right-most member of the left side is asked first. */
static bool sqla__sql_find_on(sqla__sql *s, const sqla__sql_clause *left, const sqla_expr *right,
                              sqla__sql_match *out)
{
    int found = left->leaf ? 0 : sqla__sql_between_froms(left->right, right, out);
    if (!found) found = sqla__sql_between_froms(left, right, out);
    const sqla__sql_clause *shown = left;
    while (!shown->leaf) shown = shown->right;
    if (found > 1)
        sqla__sql_fail(s, SQLA_AMBIGUOUS_FOREIGN_KEYS,
            "can't join %q and %q: they have more than one foreign key between them; give .on",
            sqla__sql_from_label(shown->leaf), sqla__sql_from_label(right));
    if (found == 0)
        sqla__sql_fail(s, SQLA_NO_FOREIGN_KEYS,
            "can't join %q and %q: there is no foreign key between them; give .on",
            sqla__sql_from_label(shown->leaf), sqla__sql_from_label(right));
    return found == 1;
}

static void sqla__sql_write_on(sqla__sql *s, const sqla__sql_match *m)
{
    sqla__schema_fk fk;
    sqla__schema_foreign(m->table, m->item, &fk);
    for (size_t k = 0; k < fk.n; k++) {
        if (k) sqla__sql_put(s, " AND ");
        sqla__sql_column(s, m->parent, sqla__sql_shows(m->parent, m->target, fk.targets[k]));
        sqla__sql_put(s, " = ");
        sqla__sql_column(s, m->child, sqla__sql_shows(m->child, m->table, fk.columns[k]));
    }
}

static void sqla__sql_write_clause(sqla__sql *s, const sqla__sql_clause *c)
{
    sqla__sql_match m;
    if (s->failed) return;
    if (c->leaf) {
        sqla__sql_from(s, c->leaf);
        return;
    }
    sqla__sql_write_clause(s, c->left);
    sqla__sql_put(s, c->full ? " FULL OUTER JOIN " : c->outer ? " LEFT OUTER JOIN " : s->d->join);
    if (!c->right->leaf) sqla__sql_put(s, "(");
    sqla__sql_write_clause(s, c->right);
    if (!c->right->leaf) sqla__sql_put(s, ")");
    sqla__sql_put(s, " ON ");
    if (c->on) sqla__sql_operand(s, c->on, SQLA__SQL_ASBOOL, SQLA_OP_NONE);
    else if (sqla__sql_find_on(s, c->left, c->right->leaf, &m)) sqla__sql_write_on(s, &m);
}

/* Does every column of an ON clause come from one of the two? */
static bool sqla__sql_on_fits(sqla__sql *s, const sqla_expr *on, const sqla__sql_clause *a,
                              const sqla_expr *b)
{
    sqla__vec froms = { 0 };
    bool fits = true;
    sqla__sql_froms(s, on, &froms);
    for (uint32_t i = 0; i < froms.n; i++)
        fits = fits && (froms.items[i] == b || sqla__sql_clause_has(a, froms.items[i]));
    sqla__vec_free(&froms);
    return fits;
}

/* Which of the clauses a join without explicit left side goes to; -1 after an error. */
static int64_t sqla__sql_left_side(sqla__sql *s, const sqla__vec *clauses, const sqla__join *j)
{
    int64_t found = -1;
    int many = 0;
    sqla__sql_match m;
    for (uint32_t i = 0; i < clauses->n; i++) {
        const sqla__sql_clause *c = (const sqla__sql_clause *)clauses->items[i];
        bool fits = j->on ? clauses->n == 1 || sqla__sql_on_fits(s, j->on, c, j->right)
                          : sqla__sql_between_froms(c, j->right, &m) > 0;
        if (c->leaf == j->right || !fits) continue;
        if (found < 0) found = i;
        many++;
    }
    if (many == 1) return found;
    if (many == 0 && clauses->n == 1 && ((sqla__sql_clause *)clauses->items[0])->leaf != j->right)
        return 0;
    sqla__sql_fail(s, many ? SQLA_INVALID_REQUEST : clauses->n ? SQLA_NO_FOREIGN_KEYS
                                                               : SQLA_INVALID_REQUEST,
        many ? "can't tell which of several FROM elements to join %q to; use sqla_select_from or "
               "sqla_join_from"
             : "don't know how to join to %q: nothing to join from, or no foreign key; give .on",
        sqla__sql_from_label(j->right));
    return -1;
}

/* Adds one join to the clauses, replacing the one it extends. */
static void sqla__sql_add_join(sqla__sql *s, sqla__vec *clauses, const sqla_stmt *q,
                               const sqla__join *j)
{
    sqla__vec guess = { 0 }, found = { 0 };
    sqla__sql_clause *joined = sqla__sql_new_clause(s, NULL),
                     *right = sqla__sql_new_clause(s, j->right);
    int64_t at = -1;
    if (!joined || !right) return;
    if (j->right->node.kind == SQLA__K_JOIN) {      /* a join of its own, in parentheses */
        const sqla__join *inner = (const sqla__join *)j->right;
        right->leaf = NULL;
        right->left = sqla__sql_new_clause(s, inner->left);
        right->right = sqla__sql_new_clause(s, inner->right);
        right->on = inner->on;
        if (!right->left || !right->right) return;
    }
    if (j->left) {
        for (uint32_t i = 0; i < clauses->n; i++)
            if (sqla__sql_clause_has((sqla__sql_clause *)clauses->items[i], j->left)) at = i;
        if (at < 0 && !sqla__vec_push(clauses, sqla__sql_new_clause(s, j->left)))
            sqla__sql_no_memory(s);
        if (at < 0) at = (int64_t)clauses->n - 1;
    } else if (clauses->n) {
        at = sqla__sql_left_side(s, clauses, j);
    } else {
        for (uint32_t i = 0; i < q->part[SQLA__COLUMNS].n; i++)
            sqla__sql_froms(s, (const sqla_expr *)q->part[SQLA__COLUMNS].items[i], &found);
        for (uint32_t i = 0; i < found.n; i++)
            if (!sqla__vec_push(&guess, sqla__sql_new_clause(s, (const sqla_expr *)found.items[i])))
                sqla__sql_no_memory(s);
        at = sqla__sql_left_side(s, &guess, j);
        if (at >= 0 && !sqla__vec_push(clauses, guess.items[at])) sqla__sql_no_memory(s);
        if (at >= 0) at = (int64_t)clauses->n - 1;
    }
    if (!s->failed && at >= 0) {
        joined->left = (sqla__sql_clause *)clauses->items[at];
        joined->right = right;
        joined->on = j->on;
        joined->outer = j->e.node.flags & SQLA__MARKED;
        joined->full = j->e.node.op != 0;
        clauses->items[at] = joined;
    }
    sqla__vec_free(&guess);
    sqla__vec_free(&found);
}

/* ---- SELECT */

static bool sqla__sql_in_frame(const sqla__sql_frame *f, const void *from)
{
    return f && sqla__vec_has(&f->froms, from);
}

/* Is a FROM element already in a clause? */
static bool sqla__sql_covered(const sqla__vec *clauses, const void *from)
{
    for (uint32_t i = 0; i < clauses->n; i++)
        if (sqla__sql_clause_has((const sqla__sql_clause *)clauses->items[i], from)) return true;
    return false;
}

static void sqla__sql_add_clause(sqla__sql *s, sqla__vec *clauses, const void *from)
{
    if (sqla__sql_covered(clauses, from)) return;
    sqla__sql_clause *c = sqla__sql_new_clause(s, (const sqla_expr *)from);
    if (c && !sqla__vec_push(clauses, c)) sqla__sql_no_memory(s);
}

/* All members of the clauses, for the frame. */
static void sqla__sql_members(sqla__sql *s, const sqla__sql_clause *c, sqla__vec *out)
{
    if (c->leaf) {
        if (!sqla__vec_add_new(out, (void *)(uintptr_t)c->leaf)) sqla__sql_no_memory(s);
        return;
    }
    sqla__sql_members(s, c->left, out);
    sqla__sql_members(s, c->right, out);
}

/* Takes away what a subquery gets from the statement around it: what it names by sqla_correlate,
 * or, in a value or EXISTS with more than one FROM element, all that the enclosing one has. */
static void sqla__sql_correlate(sqla__sql *s, const sqla_stmt *q, const sqla__sql_frame *frame,
                                sqla__vec *clauses)
{
    const sqla__vec *named = &q->part[SQLA__CORRELATE];
    bool automatic = !named->n && clauses->n > 1 && (frame->scalar || frame->lateral);
    uint32_t kept = 0, before = clauses->n;
    if (!frame->up || !(named->n || automatic)) return;
    for (uint32_t i = 0; i < clauses->n; i++) {
        const sqla__sql_clause *c = (const sqla__sql_clause *)clauses->items[i];
        bool gone = c->leaf && (automatic ? sqla__sql_in_frame(frame->up, c->leaf)
                                          : sqla__vec_has(named, c->leaf));
        if (!automatic && gone) {
            gone = false;
            for (const sqla__sql_frame *f = frame->up; f && !gone; f = f->up)
                gone = sqla__sql_in_frame(f, c->leaf);
        }
        if (!gone) clauses->items[kept++] = clauses->items[i];
    }
    clauses->n = kept;
    if (kept == 0 && before)
        sqla__sql_fail(s, SQLA_INVALID_REQUEST,
            "a subquery has no FROM element of its own: all belong to the statement around it");
}

/* The clauses of a SELECT's FROM, in SQLAlchemy's order: select_from and joins, then what columns
 * and conditions name. */
static void sqla__sql_clauses(sqla__sql *s, const sqla_stmt *q, sqla__vec *clauses)
{
    static const uint8_t sources[] = { SQLA__COLUMNS, SQLA__WHERE };
    sqla__vec found = { 0 };
    for (uint32_t i = 0; i < q->part[SQLA__FROMS].n; i++)
        sqla__sql_add_clause(s, clauses, q->part[SQLA__FROMS].items[i]);
    for (uint32_t i = 0; i < q->part[SQLA__JOINS].n && !s->failed; i++)
        sqla__sql_add_join(s, clauses, q, (const sqla__join *)q->part[SQLA__JOINS].items[i]);
    for (size_t k = 0; k < sizeof sources; k++)
        for (uint32_t i = 0; i < q->part[sources[k]].n; i++)
            sqla__sql_froms(s, (const sqla_expr *)q->part[sources[k]].items[i], &found);
    for (uint32_t i = 0; i < found.n && !s->failed; i++)
        sqla__sql_add_clause(s, clauses, found.items[i]);
    sqla__vec_free(&found);
}

/* Opens an item up: an entity becomes its columns. */
static void sqla__sql_open(sqla__sql *s, const sqla_expr *x, int item,
                           sqla__sql_item **items, size_t *n, size_t *capacity)
{
    const sqla_from *f = (const sqla_from *)x;
    sqla__sql_item *at;
    if (!sqla__node_is_from(x)) {
        at = (sqla__sql_item *)sqla__sql_more(s, items, n, capacity, sizeof *at);
        if (at)
            *at = (sqla__sql_item){
                .x = x, .name = sqla__expr_name(x), .type = x->type, .item = item
            };
        return;
    }
    if (x->node.kind == SQLA__K_TABLE) {
        sqla__column *c;
        for (size_t i = 0; (c = sqla__schema_next(f->table, &i)) != NULL;) {
            sqla__sql_open(s, &c->e, item, items, n, capacity);
            if (!s->failed) (*items)[*n - 1].entity = f->table;
        }
        return;
    }
    const sqla_expr *inner = x;
    while (inner->node.kind == SQLA__K_ALIAS) inner = ((const sqla_from *)inner)->element;
    size_t first = *n;
    if (inner->node.kind == SQLA__K_TABLE) {
        sqla__sql_open(s, inner, item, items, n, capacity);
    } else {
        const sqla_stmt *q = (const sqla_stmt *)((const sqla_from *)inner)->element;
        while (q->e.node.kind == SQLA__K_SETOP)
            q = (const sqla_stmt *)q->part[SQLA__STMTS].items[0];
        const sqla__vec *list = &q->part[q->e.node.kind >= SQLA__K_INSERT
            && q->e.node.kind <= SQLA__K_DELETE ? SQLA__RETURNING : SQLA__COLUMNS];
        for (uint32_t i = 0; i < list->n; i++)
            sqla__sql_open(s, (const sqla_expr *)list->items[i], item, items, n, capacity);
    }
    if (inner->node.kind != SQLA__K_TABLE) *n = sqla__sql_outside(s, *items, first, *n);
    for (size_t i = first; i < *n && !s->failed; i++) {
        at = *items + i;
        at->x = NULL;
        at->from = x;
    }
}

/* What a made-up label is numbered after: "sum" of sum(x), else "anon". */
static const char *sqla__sql_anon_base(const sqla__sql_item *item)
{
    if (item->x && item->x->node.kind == SQLA__K_FUNC) {
        const char *name = ((const sqla__op *)item->x)->text, *dot = strrchr(name, '.');
        return dot ? dot + 1 : name;
    }
    if (item->x && item->x->node.kind == SQLA__K_WITHIN)
        return ((const sqla__op *)((const sqla__op *)item->x)->kid[0])->text;
    return item->name ? item->name : "anon";
}

/* Two addresses that are the same for the same column or expression. */
static const char *sqla__sql_item_anon(sqla__sql *s, const sqla__sql_item *item)
{
    const sqla_expr *x = item->x;
    if (!x) return sqla__sql_anon(s, item->from, item->name, item->name);
    if (x->node.kind != SQLA__K_COLREF)
        return sqla__sql_anon(s, x, NULL, sqla__sql_anon_base(item));
    return sqla__sql_anon(s, ((const sqla__colref *)x)->from, item->name, item->name);
}

static const char *sqla__sql_item_name(sqla__sql *s, const sqla__sql_item *item)
{
    return item->name ? item->name : sqla__sql_item_anon(s, item);
}

static bool sqla__sql_same_item(const sqla__sql_item *a, const sqla__sql_item *b)
{
    const sqla_expr *fa = a->from, *fb = b->from;
    if (a->x == b->x && a->x) return true;
    if (a->x && a->x->node.kind == SQLA__K_COLREF) fa = &((const sqla__colref *)a->x)->from->e;
    if (b->x && b->x->node.kind == SQLA__K_COLREF) fb = &((const sqla__colref *)b->x)->from->e;
    return fa && fa == fb && sqla__str_is(a->name, b->name);
}

/* Does an item need AS, and which name? Names that come twice are told apart: another column of
 * the same name becomes id_1, the same column once more id__1. */
static void sqla__sql_label_item(sqla__sql *s, sqla__sql_item *items, size_t i, bool as_from,
                                 int *again)
{
    sqla__sql_item *it = &items[i];
    const sqla_expr *x = it->x;
    char text[160];
    bool same = false, taken = false;
    for (size_t k = 0; k < i; k++) {
        same = same || sqla__sql_same_item(&items[k], it);
        taken = taken || (it->name && items[k].name && strcmp(it->name, items[k].name) == 0);
    }
    if (same) {
        const char *name = it->name ? it->name : sqla__sql_item_anon(s, it);
        sqla__err_copy(text, 128, name, strlen(name));
        char *end = text + strlen(text);
        memcpy(end, "__", 2);
        end = sqla__val_digits(end + 2, ++*again, 1);
        it->label = sqla__sql_keep(s, text, (size_t)(end - text));
        it->repeated = true;
        return;
    }
    if (taken && !(x && x->node.kind == SQLA__K_LABEL)) {
        it->label = sqla__sql_item_anon(s, it);
        return;
    }
    if (!x) {
        it->label = as_from ? it->name : NULL;
    } else if (x->node.kind == SQLA__K_LABEL) {
        it->label = it->name;
    } else if (x->node.kind == SQLA__K_COLUMN || x->node.kind == SQLA__K_COLREF) {
        it->label = as_from ? it->name : NULL;
    } else if (x->node.kind == SQLA__K_OP && x->node.n == 1) {
        bool truth = x->node.op == SQLA_OP_IS_TRUE || x->node.op == SQLA_OP_IS_FALSE;
        if (as_from || !it->name || (truth && !s->d->native_bool))
            it->label = sqla__sql_item_name(s, it);
    } else if (x->node.kind != SQLA__K_SQL) {
        it->label = sqla__sql_item_name(s, it);
    }
}

/* Adds an item to the columns of the result. */
static void sqla__sql_result_column(sqla__sql *s, const sqla__sql_item *it)
{
    const char *name = it->label ? it->label : it->name ? it->name : "";
    const sqla_type *type = sqla__sql_keep_type(s, it->type);
    sqla__result_column *c = (sqla__result_column *)sqla__sql_more(s, &s->column, &s->n_columns,
        &s->column_capacity, sizeof *c);
    if (!c) return;
    *c = (sqla__result_column){ sqla__sql_keep(s, name, strlen(name)), type, it->entity, it->item };
}

static void sqla__sql_write_item(sqla__sql *s, const sqla__sql_item *it)
{
    if (it->x) {
        const sqla__op *op = (const sqla__op *)it->x;
        if (it->x->node.kind == SQLA__K_LABEL) sqla__sql_operand(s, op->kid[0], -1, SQLA_OP_NONE);
        else sqla__sql_expr(s, it->x);
    } else {
        sqla__sql_column(s, it->from, it->name);
    }
    if (it->label) {
        sqla__sql_put(s, " AS ");
        sqla__sql_quote(s, it->label);
    }
}

/* The items after SELECT or RETURNING. */
static void sqla__sql_items(sqla__sql *s, const sqla__vec *list, bool as_from, const char *prefix)
{
    sqla__sql_item *items = NULL;
    size_t n = 0, capacity = 0;
    int again = 0;
    bool top = s->top_level;
    const char *base = s->bind_base;
    s->bind_base = NULL;
    s->top_level = false;
    for (uint32_t i = 0; i < list->n; i++)
        sqla__sql_open(s, (const sqla_expr *)list->items[i], (int)i, &items, &n, &capacity);
    for (size_t i = 0; i < n && !s->failed; i++) {
        sqla__sql_label_item(s, items, i, as_from, &again);
        if (i) sqla__sql_put(s, ", ");
        sqla__sql_put(s, prefix);
        sqla__sql_write_item(s, &items[i]);
        if (top) sqla__sql_result_column(s, &items[i]);
    }
    s->top_level = top;
    s->bind_base = base;
    sqla__mem_free(&sqla__mem_process, items, capacity * sizeof *items);
}

/* Conditions joined by AND. */
static void sqla__sql_conditions(sqla__sql *s, const char *word, const sqla__vec *list)
{
    uint32_t real = 0;
    if (!list->n) return;
    sqla__sql_put(s, word);
    for (uint32_t i = 0; i < list->n; i++) {
        const sqla_expr *x = (const sqla_expr *)list->items[i];
        if (real++) sqla__sql_put(s, " AND ");
        sqla__sql_operand(s, x, list->n > 1 ? 3 : SQLA__SQL_ASBOOL, list->n > 1 ? SQLA_OP_AND
                                                                               : SQLA_OP_NONE);
    }
}

/* The label that an ORDER BY or GROUP BY item stands for: written by its name where the SELECT
 * has it among its columns. */
static bool sqla__sql_is_column_label(const sqla_stmt *q, const sqla_expr *x)
{
    const sqla__vec *list = &q->part[SQLA__COLUMNS];
    if (x->node.kind != SQLA__K_LABEL || q->e.node.kind != SQLA__K_SELECT) return false;
    for (uint32_t i = 0; i < list->n; i++) {
        const sqla_expr *c = (const sqla_expr *)list->items[i];
        if (c == x || (c->node.kind == SQLA__K_LABEL
                       && strcmp(((const sqla__op *)c)->text, ((const sqla__op *)x)->text) == 0
                       && ((const sqla__op *)c)->kid[0] == ((const sqla__op *)x)->kid[0]))
            return true;
    }
    return false;
}

static void sqla__sql_order_item(sqla__sql *s, const sqla_stmt *q, const sqla_expr *x, bool labels)
{
    const sqla__op *op = (const sqla__op *)x;
    if (x->node.kind == SQLA__K_OP && x->node.n == 1
        && sqla__expr_ops[x->node.op].flags & SQLA__EXPR_POSTFIX) {
        sqla__sql_order_item(s, q, op->kid[0], labels);
        sqla__sql_put(s, sqla__expr_ops[x->node.op].text);
    } else if (labels && sqla__sql_is_column_label(q, x) && !s->d->no_order_label) {
        sqla__sql_quote(s, op->text);
    } else {
        sqla__sql_operand(s, x, -1, SQLA_OP_NONE);
    }
}

static void sqla__sql_order(sqla__sql *s, const char *word, const sqla_stmt *q, sqla__part part)
{
    const sqla__vec *list = &q->part[part];
    if (!list->n) return;
    sqla__sql_put(s, word);
    for (uint32_t i = 0; i < list->n; i++) {
        if (i) sqla__sql_put(s, ", ");
        sqla__sql_order_item(s, q, (const sqla_expr *)list->items[i], part == SQLA__ORDER);
    }
}

static const sqla_expr *sqla__sql_row_count(const sqla_stmt *q, sqla__part part)
{
    return q->part[part].n ? (const sqla_expr *)q->part[part].items[0] : NULL;
}

/* LIMIT n OFFSET m, as most databases have it. */
static void sqla__sql_limit(sqla__sql *s, const sqla_stmt *q)
{
    const sqla_expr *limit = sqla__sql_row_count(q, SQLA__LIMIT);
    const sqla_expr *offset = sqla__sql_row_count(q, SQLA__OFFSET);
    if (s->d->limit) {
        s->d->limit(s, q);
        return;
    }
    if (limit) {
        sqla__sql_put(s, " LIMIT ");
        sqla__sql_expr(s, limit);
    }
    if (offset) {
        if (!limit) sqla__sql_put(s, " LIMIT -1");
        sqla__sql_put(s, " OFFSET ");
        sqla__sql_expr(s, offset);
    }
}

static void sqla__sql_for_update(sqla__sql *s, const sqla_stmt *q)
{
    if (!(q->clauses & SQLA__FOR_UPDATE)) return;
    if (s->d->for_update) s->d->for_update(s, q);
    else sqla__sql_put(s, " FOR UPDATE");
}

static void sqla__sql_select_body(sqla__sql *s, const sqla_stmt *q, const sqla__vec *clauses,
                                  bool as_from)
{
    sqla__sql_put(s, "SELECT ");
    if (q->clauses & SQLA__DISTINCT) sqla__sql_put(s, "DISTINCT ");
    if (s->d->top) s->d->top(s, q);
    sqla__sql_items(s, &q->part[SQLA__COLUMNS], as_from, "");
    if (clauses->n) sqla__sql_put(s, " FROM ");
    for (uint32_t i = 0; i < clauses->n; i++) {
        if (i) sqla__sql_put(s, ", ");
        sqla__sql_write_clause(s, (const sqla__sql_clause *)clauses->items[i]);
    }
    if (!clauses->n && s->d->from_dual) sqla__sql_put(s, s->d->from_dual);
    sqla__sql_conditions(s, " WHERE ", &q->part[SQLA__WHERE]);
    sqla__sql_order(s, " GROUP BY ", q, SQLA__GROUP);
    sqla__sql_conditions(s, " HAVING ", &q->part[SQLA__HAVING]);
    sqla__sql_order(s, " ORDER BY ", q, SQLA__ORDER);
    if (q->part[SQLA__LIMIT].n || q->part[SQLA__OFFSET].n) sqla__sql_limit(s, q);
    sqla__sql_for_update(s, q);
}

static void sqla__sql_select(sqla__sql *s, const sqla_stmt *q, bool as_from)
{
    sqla__sql_frame frame = { .up = s->frame, .stmt = q, .scalar = !as_from,
                          .lateral = s->frame && s->frame->lateral };
    sqla__vec clauses = { 0 };
    sqla__sql_clauses(s, q, &clauses);
    sqla__sql_correlate(s, q, &frame, &clauses);
    for (uint32_t i = 0; i < clauses.n && !s->failed; i++)
        sqla__sql_members(s, (const sqla__sql_clause *)clauses.items[i], &frame.froms);
    frame.lateral = false;
    s->frame = &frame;
    if (!s->failed) sqla__sql_select_body(s, q, &clauses, as_from);
    s->frame = frame.up;
    sqla__vec_free(&frame.froms);
    sqla__vec_free(&clauses);
}

/* Operands with ORDER BY, LIMIT or another set operation inside stand in parentheses. */
static void sqla__sql_set_operation(sqla__sql *s, const sqla_stmt *q, bool as_from)
{
    static const char *const words[] = { " UNION ", " UNION ALL ", " INTERSECT ", " EXCEPT " };
    bool top = s->top_level;
    for (uint32_t i = 0; i < q->part[SQLA__STMTS].n; i++) {
        const sqla_stmt *part = (const sqla_stmt *)q->part[SQLA__STMTS].items[i];
        bool group = part->part[SQLA__ORDER].n || part->part[SQLA__LIMIT].n
            || part->part[SQLA__OFFSET].n || part->e.node.kind == SQLA__K_SETOP;
        if (i && q->e.node.op == SQLA_EXCEPT && s->d->except_text) {
            sqla__sql_put(s, " ");
            sqla__sql_put(s, s->d->except_text);
            sqla__sql_put(s, " ");
        } else if (i) {
            sqla__sql_put(s, words[q->e.node.op]);
        }
        s->top_level = top && i == 0;
        if (group) sqla__sql_put(s, "(");
        sqla__sql_query(s, part, as_from);
        if (group) sqla__sql_put(s, ")");
    }
    s->top_level = top;
    s->no_tables = true;                        /* ORDER BY id: columns of the result */
    sqla__sql_order(s, " ORDER BY ", q, SQLA__ORDER);
    s->no_tables = false;
    if (q->part[SQLA__LIMIT].n || q->part[SQLA__OFFSET].n) sqla__sql_limit(s, q);
    sqla__sql_for_update(s, q);
}

/* ---- INSERT, UPDATE, DELETE */

static void sqla__sql_returning(sqla__sql *s, const sqla_stmt *q, const char *word)
{
    const sqla_table *bare = s->bare;
    if (!q->part[SQLA__RETURNING].n) return;
    sqla__sql_put(s, word);
    if (s->d->bare_returning) s->bare = q->table;
    sqla__sql_items(s, &q->part[SQLA__RETURNING], false, "");
    s->bare = bare;
}

/* The value set for a column in an UPDATE, or in the row of an INSERT whose pairs begin at `start`;
 * the last one counts. */
static const sqla_expr *sqla__sql_set_value(const sqla_stmt *q, const sqla__column *c,
                                            uint32_t start)
{
    const sqla__vec *list = &q->part[SQLA__SETS];
    const sqla_expr *found = NULL;
    for (uint32_t i = start; i + 1 < list->n && list->items[i] != &sqla__expr_consts[0]; i += 2)
        if (list->items[i] == &c->e) found = (const sqla_expr *)list->items[i + 1];
    return found;
}

static bool sqla__sql_is_given(const sqla__sql *s, const char *name)
{
    for (size_t i = 0; i < s->n_given; i++) if (strcmp(s->given[i], name) == 0) return true;
    return false;
}

/* Where the value of a column comes from: 0 nowhere, 1 set, 2 a parameter of its name, 3 its
 * default. `bare` says that nothing was set or given: then all columns are parameters. */
static int sqla__sql_column_source(const sqla__sql *s, const sqla_stmt *q, const sqla__column *c,
                                   bool bare)
{
    const sqla_default *d = q->e.node.kind == SQLA__K_INSERT ? &c->def->default_value
                                                           : &c->def->onupdate;
    if (sqla__sql_set_value(q, c, 0)) return 1;
    if (sqla__sql_is_given(s, sqla__schema_name(c->def)) || bare) return 2;
    return d->kind != SQLA__DEFAULT_NONE ? 3 : 0;
}

/* The value of a column in VALUES or SET. */
static void sqla__sql_store(sqla__sql *s, const sqla_stmt *q, const sqla__column *c, int source)
{
    const sqla_default *d = q->e.node.kind == SQLA__K_INSERT ? &c->def->default_value
                                                           : &c->def->onupdate;
    const sqla_expr *x = source == 1 ? sqla__sql_set_value(q, c, s->row_start) : NULL;
    const char *crud = s->crud_name, *name = sqla__schema_name(c->def);
    char text[160];
    if (source == 1 && !x) {
        sqla__sql_fail(s, SQLA_COMPILE_ERROR, "INSERT into %q: row %d sets no value for column %q",
                       q->table->name, (int)s->row, name);
        return;
    }
    if (source == 2) {
        sqla__sql_other_slot(s, SQLA__FROM_PARAM, c, NULL);
    } else if (source == 3 && d->kind == SQLA__DEFAULT_SQL) {
        sqla__sql_foreign(s, d->text, strlen(d->text));
    } else if (source == 3) {
        sqla__sql_other_slot(s, SQLA__FROM_DEFAULT, c, d);
    } else {
        sqla__err_copy(text, 128, name, strlen(name));
        sqla__sql_plain_name(text);
        if (q->rows) {
            char *end = text + strlen(text);
            memcpy(end, "_m", 2);
            *sqla__val_digits(end + 2, s->row, 1) = 0;
        }
        bool plain = x->node.kind == SQLA__K_BIND;
        if (plain) s->crud_name = sqla__sql_keep(s, text, strlen(text));
        sqla__sql_operand(s, x, plain ? SQLA__SQL_NEVER : SQLA__SQL_ALWAYS, SQLA_OP_NONE);
        s->crud_name = crud;
    }
}

/* Parameters that name no column are wrong; found here because their names choose the columns. */
static bool sqla__sql_sets_nothing(const sqla__sql *s, const sqla_stmt *q)
{
    sqla__column *c;
    if (q->part[SQLA__SETS].n) return false;
    for (size_t i = 0; (c = sqla__schema_next(q->table, &i)) != NULL;)
        if (sqla__sql_is_given(s, sqla__schema_name(c->def))) return false;
    return s->given == NULL;
}

static void sqla__sql_conflict(sqla__sql *s, const sqla_stmt *q)
{
    const sqla__vec *on = &q->part[SQLA__CONFLICT_ON], *set = &q->part[SQLA__CONFLICT_SET];
    sqla__column *c;
    bool first = true;
    if (!(q->clauses & (SQLA__CONFLICT_UPDATE | SQLA__CONFLICT_NOTHING))) return;
    if (!s->d->on_conflict) {
        sqla__sql_fail(s, SQLA_COMPILE_ERROR, "dialect %s has no ON CONFLICT", s->d->name);
        return;
    }
    sqla__sql_put(s, " ON CONFLICT");
    if (q->text) {
        sqla__sql_put(s, " ON CONSTRAINT ");
        sqla__sql_quote(s, q->text);
    }
    for (uint32_t i = 0; i < on->n; i++) {
        const sqla_table *bare = s->bare;
        sqla__sql_put(s, i ? ", " : " (");
        s->bare = q->table;
        sqla__sql_expr(s, (const sqla_expr *)on->items[i]);
        s->bare = bare;
    }
    if (on->n) sqla__sql_put(s, ")");
    sqla__sql_put(s, q->clauses & SQLA__CONFLICT_UPDATE ? " DO UPDATE SET " : " DO NOTHING");
    for (size_t i = 0; (c = sqla__schema_next(q->table, &i)) != NULL;) {
        for (uint32_t k = 0; k + 1 < set->n; k += 2) {
            if (set->items[k] != &c->e) continue;
            if (!first) sqla__sql_put(s, ", ");
            first = false;
            sqla__sql_quote(s, sqla__schema_name(c->def));
            sqla__sql_put(s, " = ");
            s->bind_base = sqla__schema_name(c->def);
            sqla__sql_operand(s, (const sqla_expr *)set->items[k + 1], SQLA__SQL_ALWAYS,
                              SQLA_OP_NONE);
            s->bind_base = NULL;
        }
    }
    sqla__sql_conditions(s, " WHERE ", &q->part[SQLA__CONFLICT_WHERE]);
}

/* (a, b) of an INSERT; fills source with where each column's value comes from. */
static size_t sqla__sql_insert_columns(sqla__sql *s, const sqla_stmt *q, uint8_t *source)
{
    bool bare = sqla__sql_sets_nothing(s, q);
    sqla__column *c;
    size_t n = 0;
    for (size_t i = 0, k = 0; (c = sqla__schema_next(q->table, &i)) != NULL; k++) {
        source[k] = (uint8_t)sqla__sql_column_source(s, q, c, bare);
        if (!source[k]) continue;
        sqla__sql_put(s, n++ ? ", " : " (");
        sqla__sql_quote(s, sqla__schema_name(c->def));
    }
    if (n) sqla__sql_put(s, ")");
    return n;
}

/* The generated key of a single row, where the database tells it by RETURNING. */
static void sqla__sql_fetch_key(sqla__sql *s, const sqla_stmt *q, bool before_values)
{
    sqla__column *key = sqla__schema_auto_key(q->table);
    sqla__vec list = { 0 };
    void *items[1];
    if (!s->d->fetch_key || q->part[SQLA__RETURNING].n || q->rows || !key
        || (q->clauses & SQLA__FROM_SELECT) || sqla__sql_column_source(s, q, key,
               sqla__sql_sets_nothing(s, q)) || (s->d->output != NULL) != before_values) return;
    items[0] = key;
    list.items = items;
    list.n = list.capacity = 1;
    sqla_stmt shell = *q;
    shell.part[SQLA__RETURNING] = list;
    if (s->d->output) s->d->output(s, &shell);
    else sqla__sql_returning(s, &shell, " RETURNING ");
}

static void sqla__sql_insert_values(sqla__sql *s, const sqla_stmt *q, const uint8_t *source)
{
    sqla__column *c;
    if (q->rows && s->d->no_multi_values)
        sqla__sql_fail(s, SQLA_COMPILE_ERROR, "dialect %s has no INSERT of several rows",
                       s->d->name);
    sqla__sql_put(s, " VALUES ");
    const sqla__vec *sets = &q->part[SQLA__SETS];
    for (s->row = 0; s->row <= q->rows; s->row++) {
        bool first = true;
        if (s->row && s->row_start >= sets->n) break;   /* a values_next with nothing behind */
        sqla__sql_put(s, s->row ? ", (" : "(");
        for (size_t i = 0, k = 0; (c = sqla__schema_next(q->table, &i)) != NULL; k++) {
            if (!source[k]) continue;
            if (!first) sqla__sql_put(s, ", ");
            first = false;
            sqla__sql_store(s, q, c, source[k]);
        }
        sqla__sql_put(s, ")");
        for (; s->row_start < sets->n && sets->items[s->row_start] != &sqla__expr_consts[0];
             s->row_start += 2) {
            c = (sqla__column *)sets->items[s->row_start];
            if (s->row && !sqla__sql_set_value(q, c, 0))
                sqla__sql_fail(s, SQLA_COMPILE_ERROR,
                               "INSERT into %q: row %d sets column %q, the first row does not",
                               q->table->name, (int)s->row, sqla__schema_name(c->def));
        }
        s->row_start += 2;                              /* behind the pair that ends the row */
    }
    s->row = s->row_start = 0;
}

/* RETURNING ... INTO :3, :4 of Oracle: parameters that come out. */
static void sqla__sql_into(sqla__sql *s, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        sqla__sql_put(s, i ? ", " : " INTO ");
        sqla__sql_int_slot(s, 0);
    }
}

/* Moves WITH ... in front of the statement. */
static void sqla__sql_put_ctes(sqla__sql *s)
{
    sqla__str body = s->out;
    if (!s->n_cte || s->failed) return;
    memset(&s->out, 0, sizeof s->out);
    sqla__sql_put(s, s->recursive && !s->d->no_recursive ? "WITH RECURSIVE " : "WITH ");
    for (size_t i = 0; i < s->n_cte; i++) {
        if (i) sqla__sql_put(s, ", ");
        sqla__str_add(&s->out, s->cte[i].text, s->cte[i].size);
    }
    sqla__sql_put(s, " ");
    sqla__str_add(&s->out, body.data ? body.data : "", body.size);
    if (body.failed) s->out.failed = true;
    sqla__str_free(&body);
}

/* The SELECT of an INSERT; its WITH stands before it or before the whole, as the dialect has it. */
static void sqla__sql_insert_query(sqla__sql *s, const sqla_stmt *select)
{
    bool top = s->top_level;
    sqla__str before = s->out, mine;
    s->top_level = false;
    if (s->d->cte_after_insert) memset(&s->out, 0, sizeof s->out);
    sqla__sql_query(s, select, false);
    s->top_level = top;
    if (!s->d->cte_after_insert) return;
    sqla__sql_put_ctes(s);
    s->n_cte = 0;
    mine = s->out;
    s->out = before;
    if (mine.failed) s->out.failed = true;
    else if (mine.data) sqla__str_add(&s->out, mine.data, mine.size);
    sqla__str_free(&mine);
}

static void sqla__sql_insert(sqla__sql *s, const sqla_stmt *q)
{
    size_t n = 0, columns = q->table->n_items, before;
    uint8_t *source = (uint8_t *)sqla_arena_alloc(s->arena, columns + 1);
    if (!source) {
        sqla__sql_no_memory(s);
        return;
    }
    memset(source, 0, columns + 1);
    sqla__sql_put(s, "INSERT INTO ");
    sqla__sql_table_name(s, q->table);
    if (q->clauses & SQLA__FROM_SELECT) {
        for (uint32_t i = 0; i < q->part[SQLA__COLUMNS].n; i++) {
            sqla__sql_put(s, i ? ", " : " (");
            sqla__sql_quote(s, sqla__expr_name((const sqla_expr *)q->part[SQLA__COLUMNS].items[i]));
        }
        sqla__sql_put(s, q->part[SQLA__COLUMNS].n ? ") " : " ");
        sqla__sql_insert_query(s, (const sqla_stmt *)q->part[SQLA__STMTS].items[0]);
    } else {
        n = sqla__sql_insert_columns(s, q, source);
        if (s->d->output) s->d->output(s, q);
        sqla__sql_fetch_key(s, q, true);
        if (n) sqla__sql_insert_values(s, q, source);
        else sqla__sql_put(s, s->d->default_values ? s->d->default_values : " DEFAULT VALUES");
    }
    sqla__sql_conflict(s, q);
    before = s->n_columns;
    if (!s->d->output) sqla__sql_returning(s, q, " RETURNING ");
    sqla__sql_fetch_key(s, q, false);
    if (s->d->from_dual) sqla__sql_into(s, s->n_columns - before);
}

/* FROM elements besides the table itself. */
static void sqla__sql_extra_froms(sqla__sql *s, const sqla_stmt *q, sqla__vec *out)
{
    sqla__vec found = { 0 };
    static const uint8_t sources[] = { SQLA__SETS, SQLA__WHERE };
    for (size_t k = 0; k < sizeof sources; k++)
        for (uint32_t i = 0; i < q->part[sources[k]].n; i++)
            sqla__sql_froms(s, (const sqla_expr *)q->part[sources[k]].items[i], &found);
    for (uint32_t i = 0; i < found.n; i++)
        if (found.items[i] != sqla__schema_from(q->table) && !sqla__vec_push(out, found.items[i]))
            sqla__sql_no_memory(s);
    sqla__vec_free(&found);
}

static void sqla__sql_more_tables(sqla__sql *s, const sqla_table *t, const sqla__vec *extra,
                                  const char *keyword, const char *statement)
{
    if (!extra->n) return;
    if (keyword) {
        sqla__sql_put(s, keyword);
        if (s->d->repeat_table) sqla__sql_table_name(s, t), sqla__sql_put(s, ", ");
    } else {
        sqla__sql_fail(s, SQLA_NOT_SUPPORTED, "dialect %s has no %s with further tables: %q",
                       s->d->name, statement,
                       sqla__sql_from_label((const sqla_expr *)extra->items[0]));
    }
    for (uint32_t i = 0; i < extra->n && !s->failed; i++) {
        if (i) sqla__sql_put(s, ", ");
        sqla__sql_from(s, (const sqla_expr *)extra->items[i]);
    }
}

static void sqla__sql_set_target(sqla__sql *s, const sqla__column *c)
{
    if (s->qualified_sets) sqla__sql_table_name(s, c->table), sqla__sql_put(s, ".");
    sqla__sql_quote(s, sqla__schema_name(c->def));
}

/* SET a=..., b=... in the table's order, or in that of the calls. */
static void sqla__sql_update_sets(sqla__sql *s, const sqla_stmt *q)
{
    const sqla__vec *sets = &q->part[SQLA__SETS];
    bool bare = sqla__sql_sets_nothing(s, q), ordered = q->clauses & SQLA__ORDERED;
    sqla__column *c;
    size_t n = 0;
    for (uint32_t k = 0; ordered && k + 1 < sets->n; k += 2) {
        c = (sqla__column *)sets->items[k];
        sqla__sql_put(s, n++ ? ", " : "");
        sqla__sql_set_target(s, c);
        sqla__sql_put(s, "=");
        sqla__sql_store(s, q, c, 1);
    }
    for (size_t i = 0; (c = sqla__schema_next(q->table, &i)) != NULL;) {
        int source = sqla__sql_column_source(s, q, c, bare);
        if (!source || (ordered && source == 1)) continue;
        sqla__sql_put(s, n++ ? ", " : "");
        sqla__sql_set_target(s, c);
        sqla__sql_put(s, "=");
        sqla__sql_store(s, q, c, source);
    }
    if (!n) sqla__sql_fail(s, SQLA_COMPILE_ERROR, "UPDATE of %q sets no column", q->table->name);
}

static void sqla__sql_update(sqla__sql *s, const sqla_stmt *q)
{
    sqla__vec extra = { 0 };
    sqla__sql_frame frame = { .up = s->frame, .stmt = q };
    size_t before;
    sqla__sql_extra_froms(s, q, &extra);
    if (!sqla__vec_push(&frame.froms, sqla__schema_from(q->table))) sqla__sql_no_memory(s);
    for (uint32_t i = 0; i < extra.n; i++)
        if (!sqla__vec_push(&frame.froms, extra.items[i])) sqla__sql_no_memory(s);
    s->frame = &frame;
    sqla__sql_put(s, "UPDATE ");
    sqla__sql_table_name(s, q->table);
    if (s->d->update_tables) sqla__sql_more_tables(s, q->table, &extra, ", ", "UPDATE");
    s->qualified_sets = s->d->update_tables && extra.n;
    sqla__sql_put(s, " SET ");
    sqla__sql_update_sets(s, q);
    s->qualified_sets = false;
    if (s->d->output) s->d->output(s, q);
    if (!s->d->update_tables)
        sqla__sql_more_tables(s, q->table, &extra, s->d->update_from, "UPDATE");
    sqla__sql_conditions(s, " WHERE ", &q->part[SQLA__WHERE]);
    before = s->n_columns;
    if (!s->d->output) sqla__sql_returning(s, q, " RETURNING ");
    if (s->d->from_dual) sqla__sql_into(s, s->n_columns - before);
    s->frame = frame.up;
    sqla__vec_free(&frame.froms);
    sqla__vec_free(&extra);
}

static void sqla__sql_delete(sqla__sql *s, const sqla_stmt *q)
{
    sqla__vec extra = { 0 };
    sqla__sql_frame frame = { .up = s->frame, .stmt = q };
    size_t before;
    sqla__sql_extra_froms(s, q, &extra);
    if (!sqla__vec_push(&frame.froms, sqla__schema_from(q->table))) sqla__sql_no_memory(s);
    s->frame = &frame;
    sqla__sql_put(s, "DELETE FROM ");
    sqla__sql_table_name(s, q->table);
    if (s->d->output) s->d->output(s, q);
    if (s->d->update_tables && extra.n) {
        sqla__sql_put(s, " USING ");
        sqla__sql_table_name(s, q->table);
        sqla__sql_more_tables(s, q->table, &extra, ", ", "DELETE");
    } else {
        sqla__sql_more_tables(s, q->table, &extra, s->d->delete_from, "DELETE");
    }
    sqla__sql_conditions(s, " WHERE ", &q->part[SQLA__WHERE]);
    before = s->n_columns;
    if (!s->d->output) sqla__sql_returning(s, q, " RETURNING ");
    if (s->d->from_dual) sqla__sql_into(s, s->n_columns - before);
    s->frame = frame.up;
    sqla__vec_free(&frame.froms);
    sqla__vec_free(&extra);
}

static void sqla__sql_stmt_text(sqla__sql *s, const sqla_stmt *q)
{
    for (uint32_t i = 0; i < q->part[SQLA__COLUMNS].n && s->top_level; i++) {
        const sqla_expr *x = (const sqla_expr *)q->part[SQLA__COLUMNS].items[i];
        sqla__sql_item it = { .x = x, .name = sqla__expr_name(x), .type = x->type, .item = (int)i };
        sqla__sql_result_column(s, &it);
    }
    if (q->part[SQLA__FROMS].n) sqla__sql_expr(s, (const sqla_expr *)q->part[SQLA__FROMS].items[0]);
}

static void sqla__sql_query(sqla__sql *s, const sqla_stmt *q, bool as_from)
{
    if (s->failed) return;
    if (q->clauses & SQLA__BROKEN) {
        sqla__sql_fail(s, SQLA_MEMORY_ERROR, "out of memory");
        *s->err = *sqla__node_error(&q->e);
        return;
    }
    switch (q->e.node.kind) {
    case SQLA__K_SELECT: sqla__sql_select(s, q, as_from); break;
    case SQLA__K_SETOP: sqla__sql_set_operation(s, q, as_from); break;
    case SQLA__K_INSERT: sqla__sql_insert(s, q); break;
    case SQLA__K_UPDATE: sqla__sql_update(s, q); break;
    case SQLA__K_DELETE: sqla__sql_delete(s, q); break;
    case SQLA__K_STMT_TEXT: sqla__sql_stmt_text(s, q); break;
    default: sqla__sql_expr(s, &q->e); break;
    }
}

/* ---- The finished text */

static void sqla__sql_free(sqla__sql *s)
{
    const sqla_allocator *a = &sqla__mem_process;
    sqla__str_free(&s->out);
    sqla__mem_free(a, s->slot, s->slot_capacity * sizeof *s->slot);
    sqla__mem_free(a, s->anon, s->anon_capacity * sizeof *s->anon);
    sqla__mem_free(a, s->base, s->base_capacity * sizeof *s->base);
    sqla__mem_free(a, s->cte, s->cte_capacity * sizeof *s->cte);
    sqla__mem_free(a, s->column, s->column_capacity * sizeof *s->column);
}

/* One parameter's place in the given style; `number` counts from 1. */
static void sqla__sql_place(sqla__str *out, sqla_paramstyle style, const char *name, int number)
{
    switch (style) {
    case SQLA_NAMED: sqla__str_char(out, ':'), sqla__str_put(out, name); break;
    case SQLA_FORMAT: sqla__str_put(out, "%s"); break;
    case SQLA_PYFORMAT:
        sqla__str_put(out, "%("), sqla__str_put(out, name), sqla__str_put(out, ")s");
        break;
    case SQLA_NUMERIC_STYLE: sqla__str_char(out, ':'), sqla__str_int(out, number); break;
    case SQLA_NUMERIC_DOLLAR: sqla__str_char(out, '$'), sqla__str_int(out, number); break;
    default: sqla__str_char(out, '?'); break;
    }
}

/* How to write the final text of a template. */
typedef struct sqla__sql_rendering {
    const sqla_dialect *d;
    sqla_paramstyle     style;
    const size_t       *count;          /* values of each slot's list */
    const int64_t      *number;         /* values of literal slots */
    int                *order;          /* slots as their places come; room for every marker */
    int                *seen;           /* per slot: its number, 0 before its first place */
    int                 n_order, next;
} sqla__sql_rendering;

/* The places of a list: ?, ?, ? or what stands for none. */
static void sqla__sql_render_list(sqla__str *out, sqla__sql_rendering *r, const sqla__slot *slot,
                                  size_t n, const char *cast)
{
    size_t width = slot->tuple ? slot->tuple : 1;
    char name[176];
    if (n == 0)
        sqla__str_put(out, r->d->empty_in ? r->d->empty_in
                      : slot->negated ? "NULL) OR (1 = 1" : "NULL) AND (1 != 1");
    if (width > 1 && r->d->empty_in && n) sqla__str_put(out, "VALUES ");
    for (size_t i = 0; i < n; i++) {
        if (i) sqla__str_put(out, ", ");
        if (width > 1 && i % width == 0) sqla__str_char(out, '(');
        sqla__err_copy(name, 128, slot->name, strlen(slot->name));
        char *end = name + strlen(name);
        *end++ = '_';
        end = sqla__val_digits(end, (int64_t)(i / width) + 1, 1);
        if (width > 1) *end++ = '_', end = sqla__val_digits(end, (int64_t)(i % width) + 1, 1);
        *end = 0;
        sqla__sql_place(out, r->style, name, r->next++);
        if (cast && width == 1) sqla__str_put(out, "::"), sqla__str_put(out, cast);
        if (width > 1 && i % width == width - 1) sqla__str_char(out, ')');
    }
}

static void sqla__sql_render_slot(sqla__str *out, sqla__sql_rendering *r, const sqla__plan *p,
                                  int slot)
{
    const sqla__slot *k = &p->slot[slot];
    const char *cast = k->no_cast ? NULL : sqla__sql_cast_of(r->d, k->type);
    bool numbered = r->style == SQLA_NUMERIC_STYLE || r->style == SQLA_NUMERIC_DOLLAR;
    if (k->literal) {
        sqla__str_int(out, r->number[slot]);
        return;
    }
    if (r->style == SQLA_NAMED || r->style == SQLA_PYFORMAT) numbered = true;
    if (!numbered || !r->seen[slot] || k->list) {
        r->order[r->n_order++] = slot;
        if (k->list) {
            sqla__sql_render_list(out, r, k, r->count[slot], cast);
            return;
        }
        r->seen[slot] = r->next++;
    }
    sqla__sql_place(out, r->style, k->name, r->seen[slot]);
}

/* Writes the final text of a plan's template. */
static void sqla__sql_render(sqla__str *out, sqla__sql_rendering *r, const sqla__plan *p)
{
    const char *at = p->text, *end = at + p->text_size;
    while (at < end) {
        const char *mark = (const char *)memchr(at, 1, (size_t)(end - at));
        size_t plain = (size_t)((mark ? mark : end) - at);
        sqla__str_add(out, at, plain);
        if (!mark) break;
        if (mark + 1 < end && mark[1] == 1) {       /* a byte 1 of the user's own text */
            sqla__str_char(out, 1);
            at = mark + 2;
            continue;
        }
        sqla__sql_render_slot(out, r, p, (mark[1] - 0x30) << 12 | (mark[2] - 0x30) << 6
                              | (mark[3] - 0x30));
        at = mark + 4;
    }
}

static size_t sqla__sql_count_marks(const char *text, size_t n)
{
    size_t marks = 0;
    for (const char *at = text, *end = text + n;
         (at = (const char *)memchr(at, 1, (size_t)(end - at))) != NULL;) {
        if (at + 1 < end && at[1] == 1) at += 2;
        else marks++, at += 4;
        if (at >= end) break;
    }
    return marks;
}

/* Takes the compiler's arrays into the plan's arena. */
static void *sqla__sql_take(sqla__sql *s, const void *items, size_t n, size_t width)
{
    void *copy = sqla_arena_alloc(s->arena, n * width + 1);
    if (!copy) sqla__sql_no_memory(s);
    else if (n) memcpy(copy, items, n * width);
    return copy;
}

/* The final text of a plan that does not depend on values. */
static void sqla__sql_finish(sqla__sql *s, sqla__plan *p)
{
    bool dynamic = false;
    sqla__str out = { 0 };
    int *seen = (int *)sqla__sql_take(s, NULL, 0, 1);
    for (size_t i = 0; i < s->n_slots; i++)
        dynamic = dynamic || p->slot[i].list || p->slot[i].literal;
    if (dynamic || s->failed) return;
    seen = (int *)sqla_arena_alloc(s->arena, (s->n_slots + 1) * sizeof *seen);
    if (!seen) {
        sqla__sql_no_memory(s);
        return;
    }
    memset(seen, 0, (s->n_slots + 1) * sizeof *seen);
    sqla__sql_rendering r = { s->d, s->style, NULL, NULL, p->order, seen, 0, 1 };
    sqla__sql_render(&out, &r, p);
    p->n_order = r.n_order;
    p->sql_size = out.size;
    p->sql =
        out.failed ? NULL : (char *)sqla__sql_take(s, out.data ? out.data : "", out.size + 1, 1);
    if (out.failed) sqla__sql_no_memory(s);
    else if (p->sql) p->sql[out.size] = 0;
    sqla__str_free(&out);
}

/* Does a text of the user's change rows? Told by its first word. */
static bool sqla__sql_text_changes(const char *text)
{
    static const char *const verbs[] = { "insert", "update", "delete", "replace", "merge", "with" };
    char word[8] = "";
    while (*text == ' ' || *text == '\n' || *text == '\t' || *text == '\r') text++;
    for (size_t i = 0; i + 1 < sizeof word && sqla__str_letter(text[i]); i++) word[i] = text[i];
    for (size_t i = 0; i < SQLA__COUNT_OF(verbs); i++)
        if (sqla__str_same(verbs[i], word)) return true;
    return false;
}

static void sqla__sql_fill_plan(sqla__sql *s, const sqla_stmt *q, sqla__plan *p)
{
    bool dml = q->e.node.kind >= SQLA__K_INSERT && q->e.node.kind <= SQLA__K_DELETE;
    size_t marks;
    p->text_size = s->out.size;
    p->text = (char *)sqla__sql_take(s, s->out.data ? s->out.data : "", s->out.size, 1);
    p->slot = (sqla__slot *)sqla__sql_take(s, s->slot, s->n_slots, sizeof *s->slot);
    p->column =
        (sqla__result_column *)sqla__sql_take(s, s->column, s->n_columns, sizeof *s->column);
    p->key = (uint32_t *)sqla__sql_take(s, s->key->word, s->key->n, sizeof *s->key->word);
    p->key_words = s->key->n;
    p->n_slots = (int)s->n_slots;
    p->n_columns = (int)s->n_columns;
    p->is_insert = q->e.node.kind == SQLA__K_INSERT && sqla__schema_auto_key(q->table);
    if (s->failed) return;
    p->is_text = q->e.node.kind == SQLA__K_STMT_TEXT;
    p->is_dml = dml || (p->is_text && s->n_columns == 0
                        && sqla__sql_text_changes(s->out.data ? s->out.data : ""));
    marks = sqla__sql_count_marks(p->text, p->text_size);
    p->order = (int *)sqla_arena_alloc(s->arena, (marks + 1) * sizeof *p->order);
    if (!p->order) sqla__sql_no_memory(s);
    p->n_order = (int)marks;
    sqla__sql_finish(s, p);
}

/* What a compilation is asked for. */
typedef struct sqla__sql_request {
    const sqla_dialect *dialect;
    sqla_paramstyle     style;
    bool                literal;
    const char *const  *given;          /* parameter names, for INSERT and UPDATE; NULL: unknown */
    size_t              n_given;
} sqla__sql_request;

static sqla__plan *sqla__sql_new_plan(const sqla_allocator *a)
{
    sqla__plan *p = (sqla__plan *)sqla__mem_zero(a, sizeof *p + sizeof *p->arena);
    if (!p) return NULL;
    p->refs = 1;
    p->arena = (sqla_arena *)(p + 1);
    sqla__mem_arena_init(p->arena, a);
    return p;
}

static void sqla__sql_release(sqla__plan *p)
{
    if (!p || SQLA__ADD(&p->refs, -1) > 0) return;
    const sqla_allocator *a = p->arena->allocator;
    sqla__mem_arena_free(p->arena);
    sqla__mem_free(a, p, sizeof *p + sizeof *p->arena);
}

/* Compiles q, whose key is k, into a plan that the caller releases; NULL with *err filled. */
static sqla__plan *sqla__sql_compile(const sqla_stmt *q, const sqla__key *k,
                                     const sqla__sql_request *want, const sqla_allocator *a,
                                     sqla_error_record *err)
{
    sqla__plan *p = sqla__sql_new_plan(a);
    sqla__sql s;
    memset(&s, 0, sizeof s);
    s.d = want->dialect;
    s.style = want->style ? want->style : want->dialect->style;
    s.literal = want->literal;
    s.given = want->given;
    s.n_given = want->n_given;
    s.err = err;
    s.key = k;
    s.values = q->given;
    s.top_level = true;
    if (p) {
        s.arena = p->arena;
        s.slot_of = (int *)sqla_arena_alloc(p->arena, (k->n_bind + 1) * sizeof *s.slot_of);
    }
    if (!p || !s.slot_of || k->failed) {
        sqla__sql_no_memory(&s);
    } else {
        memset(s.slot_of, 0xFF, (k->n_bind + 1) * sizeof *s.slot_of);
        sqla__sql_query(&s, q, false);
        sqla__sql_put_ctes(&s);
        if (s.out.failed) sqla__sql_no_memory(&s);
        if (!s.failed) sqla__sql_fill_plan(&s, q, p);
    }
    sqla__sql_free(&s);
    if (!s.failed) return p;
    sqla__sql_release(p);
    return NULL;
}

/* ============================================================================
 * >>ddl                                                         prefix sqla__ddl_
 * CREATE and DROP of tables and indexes.
 * Uses: strings values types schema compile
 * ============================================================================ */

/* The type that a column is created with: a char array knows its length, a 64-bit key inferred from
 * C is INTEGER where only that numbers itself (SQLite), a foreign key has its target's. */
static void sqla__ddl_type(sqla__sql *s, const sqla_metadata *md, const sqla__column *c)
{
    sqla_type t = *(c->e.type ? c->e.type : &sqla__type_plain[SQLA_TYPE_NULL]);
    sqla__schema_fk fk;
    for (size_t i = 0; md && !c->def->type && i < c->table->n_items; i++) {
        if (!sqla__schema_foreign(c->table, i, &fk)) continue;
        const sqla_table *target = sqla__schema_find(md, fk.table, fk.table_size);
        for (size_t k = 0; target && target != c->table && k < fk.n; k++) {
            sqla__column *to = sqla__schema_column(target, fk.targets[k]);
            if (to && strcmp(fk.columns[k], sqla__schema_name(c->def)) == 0) {
                sqla__ddl_type(s, md, to);
                return;
            }
        }
    }
    if (!c->def->type && c->def->ctype == SQLA_C_CHARS) t.length = (int)c->def->size - 1;
    if (!c->def->type && t.kind == SQLA_TYPE_BIGINT && s->d->integer_keys)
        t.kind = SQLA_TYPE_INTEGER;
    sqla__sql_type(s, &t, s->d->types);
}

static void sqla__ddl_quoted_text(sqla__sql *s, const char *text)
{
    sqla_value v = sqla_value_text(text);
    sqla__sql_literal(s, &v, NULL);
}

static void sqla__ddl_default(sqla__sql *s, const sqla__column *c)
{
    const char *text = c->def->server_default;
    bool group = false;
    if (!text) return;
    if (s->d->group_defaults && *text != '\'' && *text != '"' && *text != '(')
        for (const char *at = text; *at; at++) group = group || !sqla__str_letter(*at);
    sqla__sql_put(s, group ? " DEFAULT (" : " DEFAULT ");
    sqla__sql_foreign(s, text, strlen(text));
    if (group) sqla__sql_put(s, ")");
}

static void sqla__ddl_column(sqla__sql *s, const sqla_metadata *md, const sqla__column *c)
{
    bool key = sqla__schema_auto_key(c->table) == c, not_null = sqla__schema_not_null(c);
    sqla__sql_quote(s, sqla__schema_name(c->def));
    sqla__sql_put(s, " ");
    if (key && s->d->serial_types) {
        sqla_type_kind kind = c->e.type->kind;
        sqla__sql_put(s, kind == SQLA_TYPE_BIGINT ? "BIGSERIAL" : kind == SQLA_TYPE_SMALLINT
                      ? "SMALLSERIAL" : "SERIAL");
    } else {
        sqla__ddl_type(s, md, c);
    }
    if (!s->d->default_last) sqla__ddl_default(s, c);
    if (not_null) sqla__sql_put(s, " NOT NULL");
    else if (s->d->explicit_null) sqla__sql_put(s, " NULL");
    if (s->d->inline_comments && c->def->comment) {
        sqla__sql_put(s, " COMMENT ");
        sqla__ddl_quoted_text(s, c->def->comment);
    }
    if (s->d->default_last) sqla__ddl_default(s, c);
    if (key && s->d->auto_key) sqla__sql_put(s, s->d->auto_key);
    if (c->def->check) {
        sqla__sql_put(s, " CHECK (");
        sqla__sql_foreign(s, c->def->check, strlen(c->def->check));
        sqla__sql_put(s, ")");
    }
}

static void sqla__ddl_names(sqla__sql *s, const char *const *names)
{
    sqla__sql_put(s, "(");
    for (size_t i = 0; names && names[i]; i++) {
        if (i) sqla__sql_put(s, ", ");
        sqla__sql_quote(s, names[i]);
    }
    sqla__sql_put(s, ")");
}

static void sqla__ddl_constraint_name(sqla__sql *s, const char *name)
{
    sqla__sql_put(s, ", ");
    if (!name) return;
    sqla__sql_put(s, "CONSTRAINT ");
    sqla__sql_quote(s, name);
    sqla__sql_put(s, " ");
}

/* ON DELETE and ON UPDATE take keywords only: anything else would be SQL from a description. */
static void sqla__ddl_action(sqla__sql *s, const char *when, const char *action)
{
    static const char *const known[] = { "CASCADE", "SET NULL", "RESTRICT", "NO ACTION",
                                         "SET DEFAULT" };
    for (size_t i = 0; action && i < SQLA__COUNT_OF(known); i++) {
        if (!sqla__str_same(known[i], action)) continue;
        sqla__sql_put(s, when);
        sqla__sql_put(s, action);
        return;
    }
    if (action)
        sqla__sql_fail(s, SQLA_COMPILE_ERROR, "unexpected SQL phrase %q in%s", action, when);
}

static void sqla__ddl_foreign(sqla__sql *s, const sqla_table *t, const sqla__schema_fk *fk)
{
    char name[256];
    const char *schema = sqla__schema_args(t)->schema;
    sqla__ddl_constraint_name(s, fk->name);
    sqla__sql_put(s, "FOREIGN KEY");
    sqla__ddl_names(s, fk->columns);
    sqla__sql_put(s, " REFERENCES ");
    sqla__err_copy(name, sizeof name, fk->table, fk->table_size);
    char *dot = strchr(name, '.'), *rest = dot ? dot + 1 : name;
    if (dot) *dot = 0;
    /* SQLite looks for the target in the schema of the table itself, and nowhere else. */
    if (dot && !(s->d->schema_on_index && sqla__str_is(schema, name))) {
        sqla__sql_quote(s, name);
        sqla__sql_put(s, ".");
    }
    sqla__sql_quote(s, rest);
    sqla__sql_put(s, " ");
    sqla__ddl_names(s, fk->targets);
    sqla__ddl_action(s, " ON DELETE ", fk->ondelete);
    if (!s->d->from_dual) sqla__ddl_action(s, " ON UPDATE ", fk->onupdate);
}

static void sqla__ddl_primary_key(sqla__sql *s, const sqla_table *t)
{
    const sqla_constraint_def *named = NULL;
    bool first = true;
    sqla__column *c;
    for (size_t i = 0; i < t->n_items; i++)
        if (t->items[i].kind == SQLA_ITEM_PRIMARY_KEY) named = &t->items[i].as.constraint;
    if (named && named->columns && named->columns[0]) {
        sqla__ddl_constraint_name(s, named->name);
        sqla__sql_put(s, "PRIMARY KEY ");
        sqla__ddl_names(s, named->columns);
        return;
    }
    for (size_t i = 0; (c = sqla__schema_next(t, &i)) != NULL;) {
        if (!sqla__schema_is_key(c)) continue;
        sqla__sql_put(s, first ? ", PRIMARY KEY (" : ", ");
        first = false;
        sqla__sql_quote(s, sqla__schema_name(c->def));
    }
    if (!first) sqla__sql_put(s, ")");
}

/* Constraints of the table in their order, then those that columns brought with them. */
static void sqla__ddl_constraints(sqla__sql *s, const sqla_table *t)
{
    sqla__schema_fk fk;
    for (size_t i = 0; i < t->n_items; i++) {
        const sqla_constraint_def *k = &t->items[i].as.constraint;
        if (t->items[i].kind == SQLA_ITEM_UNIQUE) {
            sqla__ddl_constraint_name(s, k->name);
            sqla__sql_put(s, "UNIQUE ");
            sqla__ddl_names(s, k->columns);
        } else if (t->items[i].kind == SQLA_ITEM_CHECK) {
            sqla__ddl_constraint_name(s, k->name);
            sqla__sql_put(s, "CHECK (");
            sqla__sql_foreign(s, k->sql ? k->sql : "", k->sql ? strlen(k->sql) : 0);
            sqla__sql_put(s, ")");
        } else if (t->items[i].kind == SQLA_ITEM_FOREIGN_KEY && sqla__schema_foreign(t, i, &fk)) {
            sqla__ddl_foreign(s, t, &fk);
        }
    }
    for (size_t i = 0; i < t->n_items; i++) {
        const sqla_column_def *c = &t->items[i].as.column;
        if (t->items[i].kind != SQLA_ITEM_COLUMN) continue;
        if (c->unique && !c->index) {
            sqla__sql_put(s, ", UNIQUE (");
            sqla__sql_quote(s, sqla__schema_name(c));
            sqla__sql_put(s, ")");
        }
        if (sqla__schema_foreign(t, i, &fk)) sqla__ddl_foreign(s, t, &fk);
    }
}

static void sqla__ddl_create_table(sqla__sql *s, const sqla_metadata *md, const sqla_table *t)
{
    const sqla_table_args *args = sqla__schema_args(t);
    bool first = true;
    sqla__column *c;
    sqla__sql_put(s, "CREATE TABLE ");
    sqla__sql_table_name(s, t);
    sqla__sql_put(s, " (");
    for (size_t i = 0; (c = sqla__schema_next(t, &i)) != NULL;) {
        sqla__sql_put(s, first ? "\n\t" : ", \n\t");
        first = false;
        sqla__ddl_column(s, md, c);
    }
    sqla__ddl_primary_key(s, t);
    sqla__ddl_constraints(s, t);
    sqla__sql_put(s, "\n)");
    if (s->d->inline_comments && args->comment) {
        sqla__sql_put(s, "COMMENT=");
        sqla__ddl_quoted_text(s, args->comment);
    }
}

/* ix_table_column, the name of an index that has none. */
static void sqla__ddl_made_up_index(sqla__sql *s, const sqla_table *t, const char *column)
{
    const char *schema = sqla__schema_args(t)->schema;
    sqla__str name = { 0 };
    size_t most = (size_t)s->d->max_identifier;
    sqla__str_put(&name, "ix_");
    if (schema) sqla__str_put(&name, schema), sqla__str_char(&name, '_');
    sqla__str_put(&name, t->name);
    sqla__str_char(&name, '_');
    sqla__str_put(&name, column);
    if (most && name.size > most && !name.failed) { /* cut, with the end of a hash for the rest */
        char hash[33];
        sqla__str_md5(name.data, name.size, hash);
        name.size = most - 8;
        name.data[name.size] = 0;
        sqla__str_char(&name, '_');
        sqla__str_put(&name, hash + 28);
    }
    if (name.failed) sqla__sql_no_memory(s);
    else sqla__sql_quote(s, name.data);
    sqla__str_free(&name);
}

/* Index item i of a table, or that of a column with .index; false if it is none. */
static bool sqla__ddl_create_index(sqla__sql *s, const sqla_table *t, size_t i)
{
    const sqla_item *item = &t->items[i];
    const sqla_constraint_def *k = &item->as.constraint;
    bool column = item->kind == SQLA_ITEM_COLUMN;
    const char *one[2] = { column ? sqla__schema_name(&item->as.column) : NULL, NULL };
    const char *const *names = column ? one : k->columns;
    const char *schema = s->d->schema_on_index ? sqla__schema_args(t)->schema : NULL;
    if (!(column && item->as.column.index) && item->kind != SQLA_ITEM_INDEX) return false;
    sqla__sql_put(s, (column ? item->as.column.unique : k->unique) ? "CREATE UNIQUE INDEX "
                                                                  : "CREATE INDEX ");
    const char *before = s->d->schema_before_index ? sqla__schema_args(t)->schema : schema;
    if (before) sqla__sql_quote(s, before), sqla__sql_put(s, ".");
    if (column || !k->name) sqla__ddl_made_up_index(s, t, names && names[0] ? names[0] : "sql");
    else sqla__sql_quote(s, k->name);
    sqla__sql_put(s, " ON ");
    if (schema) sqla__sql_quote(s, t->name);
    else sqla__sql_table_name(s, t);
    sqla__sql_put(s, " ");
    if (column || !k->sql) {
        sqla__ddl_names(s, names);
    } else {
        bool group = s->d->backslashes && k->sql[0] != '(';     /* MySQL wants ((expression)) */
        sqla__sql_put(s, group ? "((" : "(");
        sqla__sql_foreign(s, k->sql, strlen(k->sql));
        sqla__sql_put(s, group ? "))" : ")");
    }
    return true;
}

static void sqla__ddl_type_name(sqla__sql *s, const sqla_type *t)
{
    sqla__sql_quote(s, t->name ? t->name : "");
}

/* The first column of md with an enum type of this name. */
static const sqla__column *sqla__ddl_first_enum(const sqla_metadata *md, const char *name)
{
    sqla__column *c;
    for (size_t k = 0; k < md->n; k++)
        for (size_t i = 0; (c = sqla__schema_next(md->table[k], &i)) != NULL;)
            if (sqla__type_kind(c->e.type) == SQLA_TYPE_ENUM && sqla__str_is(c->e.type->name, name))
                return c;
    return NULL;
}

/* CREATE TYPE of an enum that comes for the first time in md, on databases that have it so. */
static bool sqla__ddl_create_enum(sqla__sql *s, const sqla_metadata *md, const sqla__column *c)
{
    const sqla_type *t = c->e.type;
    if (!s->d->enum_types || sqla__type_kind(t) != SQLA_TYPE_ENUM
        || sqla__ddl_first_enum(md, t->name) != c) return false;
    sqla__sql_put(s, "CREATE TYPE ");
    sqla__ddl_type_name(s, t);
    sqla__sql_put(s, " AS ENUM (");
    for (const char *const *label = t->labels; label && *label; label++) {
        if (label != t->labels) sqla__sql_put(s, ", ");
        sqla__ddl_quoted_text(s, *label);
    }
    sqla__sql_put(s, ")");
    return true;
}

/* SQL Server keeps comments as a property of the object. */
static void sqla__ddl_comment_procedure(sqla__sql *s, const sqla_table *t, const sqla__column *c,
                                        const char *text)
{
    const char *schema = sqla__schema_args(t)->schema;
    sqla__sql_put(s, "execute sp_addextendedproperty 'MS_Description', N");
    sqla__sql_quoted(s, text, strlen(text));
    sqla__sql_put(s, ", 'schema', ");
    sqla__sql_quote(s, schema ? schema : "dbo");
    sqla__sql_put(s, ", 'table', ");
    sqla__sql_quote(s, t->name);
    if (c) sqla__sql_put(s, ", 'column', ");
    if (c) sqla__sql_quote(s, sqla__schema_name(c->def));
}

/* Comments as statements of their own: COMMENT ON. */
static bool sqla__ddl_comment(sqla__sql *s, const sqla_table *t, const sqla__column *c)
{
    const char *text = c ? c->def->comment : sqla__schema_args(t)->comment;
    if (!text || !(s->d->comment_on || s->d->comment_procedure)) return false;
    if (s->d->comment_procedure) {
        sqla__ddl_comment_procedure(s, t, c, text);
        return true;
    }
    sqla__sql_put(s, c ? "COMMENT ON COLUMN " : "COMMENT ON TABLE ");
    sqla__sql_table_name(s, t);
    if (c) {
        sqla__sql_put(s, ".");
        sqla__sql_quote(s, sqla__schema_name(c->def));
    }
    sqla__sql_put(s, " IS ");
    sqla__sql_quoted(s, text, strlen(text));
    return true;
}

static void sqla__ddl_drop_table(sqla__sql *s, const sqla_table *t)
{
    sqla__sql_put(s, "DROP TABLE ");
    sqla__sql_table_name(s, t);
}

/* Hands each statement that makes table t to `give`, in order; false when give has had enough. */
typedef bool sqla__ddl_give(sqla__sql *s, void *user);

static bool sqla__ddl_finish(sqla__sql *s, sqla__ddl_give *give, void *user)
{
    bool good;
    if (s->out.failed) sqla__sql_no_memory(s);
    good = !s->failed && give(s, user);
    s->out.size = 0;
    return good;
}

static bool sqla__ddl_each(sqla__sql *s, const sqla_metadata *md, const sqla_table *t,
                           sqla__ddl_give *give, void *user)
{
    sqla__column *c;
    for (size_t i = 0; (c = sqla__schema_next(t, &i)) != NULL;)
        if (sqla__ddl_create_enum(s, md, c) && !sqla__ddl_finish(s, give, user)) return false;
    sqla__ddl_create_table(s, md, t);
    if (!sqla__ddl_finish(s, give, user)) return false;
    for (size_t i = 0; i < t->n_items; i++)
        if (sqla__ddl_create_index(s, t, i) && !sqla__ddl_finish(s, give, user)) return false;
    if (sqla__ddl_comment(s, t, NULL) && !sqla__ddl_finish(s, give, user)) return false;
    for (size_t i = 0; (c = sqla__schema_next(t, &i)) != NULL;)
        if (sqla__ddl_comment(s, t, c) && !sqla__ddl_finish(s, give, user)) return false;
    return true;
}

/* A compiler for DDL, without key or parameters; the caller frees it with sqla__sql_free. */
static void sqla__ddl_start(sqla__sql *s, const sqla_dialect *d, sqla_error_record *err)
{
    memset(s, 0, sizeof *s);
    s->d = d;
    s->style = d->style;
    s->literal = true;
    s->err = err;
}

/* ============================================================================
 * >>sqlite                                                      prefix sqla__lite_
 * SQLite: what differs from the standard form (https://www.sqlite.org/lang.html).
 * Uses: values types expr compile
 * ============================================================================ */

/* The form without a database: what every dialect's table starts from. */
static const sqla_dialect sqla__lite_default = {
    .version = 1, .name = "default", .open_quote = '"', .close_quote = '"', .style = SQLA_NAMED,
    .true_text = "true", .false_text = "false", .native_bool = true, .join = " JOIN ",
    .concat = " || ", .update_from = " FROM ", .delete_from = " , ", .on_conflict = true,
    .try_cast = "TRY_CAST(",
};

#ifndef SQLA_NO_SQLITE
static const char sqla__lite_words[] =
    " add after all alter analyze and as asc attach autoincrement before begin between by"
    " cascade case cast check collate column commit conflict constraint create cross"
    " current_date current_time current_timestamp database default deferrable deferred delete"
    " desc detach distinct drop each else end escape except exclusive exists explain fail"
    " false for foreign from full glob group having if ignore immediate in index indexed"
    " initially inner insert instead intersect into is isnull join key left like limit match"
    " natural not notnull null of offset on or order outer plan pragma primary query raise"
    " references reindex rename replace restrict right rollback row select set table temp"
    " temporary then to transaction trigger true union unique update using vacuum values view"
    " virtual when where ";
static const uint32_t sqla__lite_filter[26] = {
    0x48409280u, 0x0022a000u, 0x48690057u, 0x42b02018u, 0x912a8004u, 0x02120900u, 0x00200400u,
    0x08000000u, 0x093a3424u, 0x00004000u, 0x00004000u, 0x00080003u, 0x20000000u, 0x80000900u,
    0x09101004u, 0x00044200u, 0x00010000u, 0x0070831au, 0x80000004u, 0x2038c000u, 0x04208000u,
    0x80002a00u, 0x00104000u, 0x00000000u, 0x00000000u, 0x00000000u,
};
static const char *const sqla__lite_functions[] = {
    "now", "CURRENT_TIMESTAMP", "char_length", "length~", NULL };

/* LIMIT always has its OFFSET here, as SQLAlchemy writes it. */
static void sqla__lite_limit(sqla__sql *s, const sqla_stmt *q)
{
    const sqla_expr *limit = sqla__sql_row_count(q, SQLA__LIMIT);
    const sqla_expr *offset = sqla__sql_row_count(q, SQLA__OFFSET);
    sqla__sql_put(s, " LIMIT ");
    if (limit) sqla__sql_expr(s, limit);
    else if (s->literal) sqla__sql_put(s, "-1");
    else sqla__sql_int_slot(s, -1);
    sqla__sql_put(s, " OFFSET ");
    if (offset) sqla__sql_expr(s, offset);
    else if (s->literal) sqla__sql_put(s, "0");
    else sqla__sql_int_slot(s, 0);
}

static void sqla__lite_for_update(sqla__sql *s, const sqla_stmt *q) { (void)s, (void)q; }

static bool sqla__lite_extract(sqla__sql *s, const sqla__op *x)
{
    static const char *const formats[] = { "month", "%m", "day", "%d", "year", "%Y",
        "second", "%S", "hour", "%H", "doy", "%j", "minute", "%M", "epoch", "%s", "dow", "%w",
        "week", "%W", NULL };
    const char *format = sqla__sql_lookup(formats, x->text);
    if (!format) {
        sqla__sql_fail(s, SQLA_COMPILE_ERROR, "%q is not a valid extract argument", x->text);
        return true;
    }
    sqla__sql_put(s, "CAST(STRFTIME('");
    sqla__sql_put(s, format);
    sqla__sql_put(s, "', ");
    sqla__sql_expr(s, x->kid[0]);
    sqla__sql_put(s, ") AS INTEGER)");
    return true;
}

static bool sqla__lite_op(sqla__sql *s, const sqla__op *x)
{
    switch (x->e.node.op) {
    case SQLA_OP_IS_DISTINCT: sqla__sql_binary(s, x, " IS NOT "); return true;
    case SQLA_OP_IS_NOT_DISTINCT: sqla__sql_binary(s, x, " IS "); return true;
    case SQLA_OP_REGEXP: sqla__sql_binary(s, x, " REGEXP "); return true;
    case SQLA_OP_NOT_REGEXP: sqla__sql_binary(s, x, " NOT REGEXP "); return true;
    case SQLA_OP_JSON_ITEM: case SQLA_OP_JSON_PATH:
        sqla__sql_put(s, "JSON_QUOTE(");
        sqla__sql_json_extract(s, x, "JSON_EXTRACT");
        sqla__sql_put(s, ")");
        return true;
    default: return false;
    }
}

static bool sqla__lite_json(sqla__sql *s, const sqla__op *x)
{
    sqla__sql_put(s, "CAST(");
    sqla__sql_json_extract(s, (const sqla__op *)x->kid[0], "JSON_EXTRACT");
    sqla__sql_put(s, " AS ");
    sqla__sql_put(s, sqla__type_rows[x->e.node.op].name);
    sqla__sql_put(s, ")");
    return true;
}

/* SQLite stores moments with their microseconds, always. */
static void sqla__lite_literal(sqla__sql *s, const sqla_value *v, const sqla_type *t)
{
    (void)t;
    char text[64];
    sqla_value copy = *v;
    if (v->kind == SQLA_VALUE_TIME) {
        *sqla__val_put_time(text, v->as.time, true) = 0;
        copy = sqla_value_text(text);
    } else if (v->kind == SQLA_VALUE_DATETIME) {
        *sqla__val_put_datetime(text, v->as.datetime, true) = 0;
        copy = sqla_value_text(text);
    }
    sqla__sql_default_literal(s, &copy);
}

static const sqla_dialect sqla__lite_dialect = {
    .version = 1,
    .name = "sqlite",
    .open_quote = '"',
    .close_quote = '"',
    .reserved = sqla__lite_words, .filter = sqla__lite_filter,
    .style = SQLA_QMARK,
    .true_text = "1",
    .false_text = "0",
    .bare_returning = true,
    .join = " JOIN ",
    .concat = " || ",
    .on_conflict = true,
    .empty_in = "SELECT 1 FROM (SELECT 1) WHERE 1!=1",
    .update_from = " FROM ",
    .begin_write = "BEGIN IMMEDIATE",
    .integer_keys = true,
    .schema_on_index = true,
    .group_defaults = true,
    .functions = sqla__lite_functions,
    .op = sqla__lite_op,
    .json = sqla__lite_json,
    .extract = sqla__lite_extract,
    .limit = sqla__lite_limit,
    .for_update = sqla__lite_for_update,
    .literal = sqla__lite_literal,
};
#endif

/* ============================================================================
 * >>postgresql                                                  prefix sqla__pg_
 * PostgreSQL 15 (https://www.postgresql.org/docs/15/sql.html); casts as psycopg writes them.
 * Uses: types expr compile
 * ============================================================================ */

#ifndef SQLA_NO_POSTGRESQL
static const char sqla__pg_words[] =
    " all analyse analyze and any array as asc asymmetric authorization between binary both"
    " case cast check collate column constraint create cross current_catalog current_date"
    " current_role current_schema current_time current_timestamp current_user default"
    " deferrable desc distinct do else end except false fetch for foreign freeze from full"
    " grant group having ilike in initially inner intersect into is isnull join leading left"
    " like limit localtime localtimestamp natural new not notnull null of off offset old on"
    " only or order outer over overlaps placing primary references returning right select"
    " session_user similar some symmetric table then to trailing true union unique user using"
    " variadic verbose when where window with ";
static const uint32_t sqla__pg_filter[26] = {
    0x08c9d080u, 0x10020000u, 0x486b0057u, 0x0200a018u, 0x00088004u, 0x22320900u, 0x00200002u,
    0x08000000u, 0x08121420u, 0x00004000u, 0x00000000u, 0x51080003u, 0x00000000u, 0x80000900u,
    0x0d309006u, 0x10040000u, 0x00000000u, 0x4000000au, 0x200c0004u, 0x2018c000u, 0x04208000u,
    0x00420000u, 0x10104800u, 0x00000000u, 0x00000000u, 0x00000000u,
};
static const char *const sqla__pg_types[SQLA_TYPE_COUNT] = {
    [SQLA_TYPE_DOUBLE] = "DOUBLE PRECISION", [SQLA_TYPE_BINARY] = "BYTEA",
    [SQLA_TYPE_INTERVAL] = "INTERVAL", [SQLA_TYPE_UUID] = "UUID" };
static const char *const sqla__pg_casts[SQLA_TYPE_COUNT] = {
    [SQLA_TYPE_SMALLINT] = "SMALLINT", [SQLA_TYPE_INTEGER] = "INTEGER",
    [SQLA_TYPE_BIGINT] = "BIGINT", [SQLA_TYPE_STRING] = "VARCHAR", [SQLA_TYPE_TEXT] = "VARCHAR",
    [SQLA_TYPE_UNICODE] = "VARCHAR", [SQLA_TYPE_UNICODE_TEXT] = "VARCHAR",
    [SQLA_TYPE_DATE] = "DATE", [SQLA_TYPE_TIME] = "TIME WITHOUT TIME ZONE",
    [SQLA_TYPE_DATETIME] = "TIMESTAMP WITHOUT TIME ZONE",
    [SQLA_TYPE_UUID] = "UUID", [SQLA_TYPE_JSON] = "JSON" };

static bool sqla__pg_type(sqla__sql *s, const sqla_type *t)
{
    if (t->kind == SQLA_TYPE_DATETIME || t->kind == SQLA_TYPE_TIME) {
        sqla__sql_put(s, t->kind == SQLA_TYPE_TIME ? "TIME" : "TIMESTAMP");
        sqla__sql_put(s, t->timezone ? " WITH TIME ZONE" : " WITHOUT TIME ZONE");
    } else if (t->kind == SQLA_TYPE_ENUM) {
        sqla__sql_quote(s, t->name ? t->name : "");
    } else if (t->kind == SQLA_TYPE_ARRAY && t->item) {
        sqla__sql_type(s, t->item, s->d->types);
        sqla__sql_put(s, "[]");
    } else {
        return false;
    }
    return true;
}

static void sqla__pg_json_key(sqla__sql *s, const sqla__op *x, const char *item, const char *path)
{
    const sqla_expr *key = x->kid[1];
    bool is_path = x->e.node.op == SQLA_OP_JSON_PATH, before = s->no_cast;
    sqla__sql_operand(s, x->kid[0], 15, SQLA_OP_NONE);
    sqla__sql_put(s, is_path ? path : item);
    s->bind_base = sqla__sql_base(x->kid[0]);
    s->no_cast = true;
    s->json_key = is_path;
    sqla__sql_expr(s, key);
    s->no_cast = before;
    s->json_key = false;
    if (!is_path && !s->literal)
        sqla__sql_put(s, sqla__type_family_of(key->type) == SQLA__TYPE_INTS ? "::INT"
                                                                                  : "::TEXT");
}

static bool sqla__pg_op(sqla__sql *s, const sqla__op *x)
{
    switch (x->e.node.op) {
    case SQLA_OP_ILIKE: case SQLA_OP_NOT_ILIKE:
        sqla__sql_binary(s, x, sqla__expr_ops[x->e.node.op].text);
        sqla__sql_escape(s, x);
        return true;
    case SQLA_OP_REGEXP: sqla__sql_binary(s, x, " ~ "); return true;
    case SQLA_OP_NOT_REGEXP: sqla__sql_binary(s, x, " !~ "); return true;
    case SQLA_OP_JSON_ITEM: case SQLA_OP_JSON_PATH:
        sqla__pg_json_key(s, x, " -> ", " #> ");
        return true;
    default: return false;
    }
}

static bool sqla__pg_json(sqla__sql *s, const sqla__op *x)
{
    bool group = s->operand;                    /* as SQLAlchemy has it */
    s->operand = false;
    sqla__sql_put(s, group ? "CAST((" : "CAST(");
    sqla__pg_json_key(s, (const sqla__op *)x->kid[0], " ->> ", " #>> ");
    sqla__sql_put(s, group ? ") AS " : " AS ");
    sqla__sql_put(s, sqla__type_rows[x->e.node.op].name);
    sqla__sql_put(s, ")");
    return true;
}

static void sqla__pg_limit(sqla__sql *s, const sqla_stmt *q)
{
    const sqla_expr *limit = sqla__sql_row_count(q, SQLA__LIMIT);
    const sqla_expr *offset = sqla__sql_row_count(q, SQLA__OFFSET);
    if (limit) {
        sqla__sql_put(s, " LIMIT ");
        sqla__sql_expr(s, limit);
    }
    if (!offset) return;
    if (!limit) sqla__sql_put(s, " LIMIT ALL");
    sqla__sql_put(s, " OFFSET ");
    sqla__sql_expr(s, offset);
}

static void sqla__pg_for_update(sqla__sql *s, const sqla_stmt *q)
{
    bool read = q->clauses & SQLA__FOR_READ, key = q->clauses & SQLA__KEY_SHARE;
    sqla__sql_put(s, read ? (key ? " FOR KEY SHARE" : " FOR SHARE")
                          : (key ? " FOR NO KEY UPDATE" : " FOR UPDATE"));
    if (q->clauses & SQLA__NOWAIT) sqla__sql_put(s, " NOWAIT");
    if (q->clauses & SQLA__SKIP_LOCKED) sqla__sql_put(s, " SKIP LOCKED");
}

static const sqla_dialect sqla__pg_dialect = {
    .version = 1,
    .name = "postgresql",
    .open_quote = '"',
    .close_quote = '"',
    .reserved = sqla__pg_words,
    .filter = sqla__pg_filter,
    .max_identifier = 63,
    .style = SQLA_NUMERIC_DOLLAR,
    .true_text = "true",
    .false_text = "false",
    .native_bool = true,
    .fetch_key = true,
    .join = " JOIN ",
    .concat = " || ",
    .on_conflict = true,
    .update_from = " FROM ",
    .delete_from = " USING ",
    .serial_types = true,
    .enum_types = true,
    .comment_on = true,
    .types = sqla__pg_types,
    .casts = sqla__pg_casts,
    .op = sqla__pg_op,
    .json = sqla__pg_json,
    .limit = sqla__pg_limit,
    .for_update = sqla__pg_for_update,
    .type = sqla__pg_type,
    .json_braces = true,
    .uuid_hyphens = true, .float_precision = true,
};
#endif

/* ============================================================================
 * >>mysql                                                       prefix sqla__my_
 * MySQL 8.0 and MariaDB 10.11 (https://dev.mysql.com/doc/refman/8.0/en/sql-statements.html).
 * Uses: values types expr compile
 * ============================================================================ */

#ifndef SQLA_NO_MYSQL
static const char sqla__my_words[] =
    " accessible add admin all alter analyze and array as asc asensitive before between bigint"
    " binary blob both by call cascade case change char character check collate column"
    " condition constraint continue convert create cross cube cume_dist current_date"
    " current_time current_timestamp current_user cursor database databases day_hour"
    " day_microsecond day_minute day_second dec decimal declare default delayed delete"
    " dense_rank desc describe deterministic distinct distinctrow div double drop dual each"
    " else elseif empty enclosed escaped except exists exit explain false fetch first_value"
    " float float4 float8 for force foreign from fulltext function general generated get"
    " get_master_public_key grant group grouping groups having high_priority hour_microsecond"
    " hour_minute hour_second if ignore ignore_server_ids in index infile inner inout"
    " insensitive insert int int1 int2 int3 int4 int8 integer intersect interval into"
    " io_after_gtids io_before_gtids is iterate join json_table key keys kill lag last_value"
    " lateral lead leading leave left like limit linear lines load localtime localtimestamp"
    " lock long longblob longtext loop low_priority master_bind master_heartbeat_period"
    " master_ssl_verify_server_cert match maxvalue mediumblob mediumint mediumtext member"
    " middleint minute_microsecond minute_second mod modifies natural no_write_to_binlog not"
    " nth_value ntile null numeric of on optimize optimizer_costs option optionally or order"
    " out outer outfile over parallel parse_gcol_expr partition percent_rank persist"
    " persist_only precision primary procedure purge qualify range rank read read_write reads"
    " real recursive references regexp release rename repeat replace require resignal restrict"
    " return revoke right rlike role row row_number rows schema schemas second_microsecond"
    " select sensitive separator set show signal slow smallint spatial specific sql"
    " sql_after_gtids sql_before_gtids sql_big_result sql_calc_found_rows sql_small_result"
    " sqlexception sqlstate sqlwarning ssl starting stored straight_join system table"
    " terminated then tinyblob tinyint tinytext to trailing trigger true undo union unique"
    " unlock unsigned update usage use using utc_date utc_time utc_timestamp values varbinary"
    " varchar varcharacter varying virtual when where while window with write xor year_month"
    " zerofill ";
static const uint32_t sqla__my_filter[26] = {
    0x0a419080u, 0x10222404u, 0xdce9016eu, 0x4af9393cu, 0x911b0005u, 0x26164816u, 0xa0200803u,
    0x1d800000u, 0xacf235a7u, 0x02004000u, 0x20004100u, 0x53994833u, 0x7281806au, 0x81110980u,
    0x8df11100u, 0x019c3028u, 0x00040000u, 0x6379113fu, 0xe1c63f95u, 0x2058c018u, 0x24b68080u,
    0xb0100804u, 0x10104800u, 0x02000000u, 0x00000004u, 0x00001000u,
};
static const char sqla__my_maria_words[] =
    " accessible add all alter analyze and as asc asensitive before between bigint binary blob"
    " body both by call cascade case change char character check collate column condition"
    " constraint continue convert create cross current_date current_role current_time"
    " current_timestamp current_user cursor database databases day_hour day_microsecond"
    " day_minute day_second dec decimal declare default delayed delete desc describe"
    " deterministic distinct distinctrow div do_domain_ids double drop dual each else elseif"
    " elsif enclosed escaped except exists exit explain false fetch float float4 float8 for"
    " force foreign from fulltext general goto grant group having high_priority history"
    " hour_microsecond hour_minute hour_second if ignore ignore_domain_ids ignore_server_ids"
    " in index infile inner inout insensitive insert int int1 int2 int3 int4 int8 integer"
    " intersect interval into is iterate join key keys kill leading leave left like limit"
    " linear lines load localtime localtimestamp lock long longblob longtext loop low_priority"
    " master_heartbeat_period master_ssl_verify_server_cert match maxvalue mediumblob"
    " mediumint mediumtext middleint minute_microsecond minute_second mod modifies natural"
    " no_write_to_binlog not null numeric offset on optimize option optionally or order others"
    " out outer outfile over package page_checksum parse_vcol_expr partition period position"
    " precision primary procedure purge raise range read read_write reads real recursive"
    " ref_system_id references regexp release rename repeat replace require resignal restrict"
    " return returning revoke right rlike row_number rows rowtype schema schemas"
    " second_microsecond select sensitive separator set show signal slow smallint spatial"
    " specific sql sql_big_result sql_calc_found_rows sql_small_result sqlexception sqlstate"
    " sqlwarning ssl starting stats_auto_recalc stats_persistent stats_sample_pages"
    " straight_join system system_time table terminated then tinyblob tinyint tinytext to"
    " trailing trigger true undo union unique unlock unsigned update usage use using utc_date"
    " utc_time utc_timestamp values varbinary varchar varcharacter varying versioning when"
    " where while window with without write xor year_month zerofill ";
static const uint32_t sqla__my_maria_filter[26] = {
    0x0a409080u, 0x1022a404u, 0xdce9014eu, 0x4af9397cu, 0x919a0005u, 0x22124816u, 0x00220802u,
    0x1d840000u, 0xacf23427u, 0x00004000u, 0x20004100u, 0x53994033u, 0x6281806au, 0x80010980u,
    0x8de11004u, 0x015c0020u, 0x00000000u, 0x6371111fu, 0xe5c23e95u, 0x2058c018u, 0x24b68080u,
    0xb0100004u, 0x10104808u, 0x02000000u, 0x00000004u, 0x00001000u,
};
static const char *const sqla__my_functions[] = { "random", "rand~", NULL };
static const char *const sqla__my_types[SQLA_TYPE_COUNT] = { [SQLA_TYPE_BOOLEAN] = "BOOL" };
static const char *const sqla__my_maria_types[SQLA_TYPE_COUNT] = {
    [SQLA_TYPE_BOOLEAN] = "BOOL", [SQLA_TYPE_UUID] = "UUID" };
static const char *const sqla__my_casts[SQLA_TYPE_COUNT] = {
    [SQLA_TYPE_BOOLEAN] = "", [SQLA_TYPE_SMALLINT] = "SIGNED INTEGER",
    [SQLA_TYPE_INTEGER] = "SIGNED INTEGER", [SQLA_TYPE_BIGINT] = "SIGNED INTEGER",
    [SQLA_TYPE_FLOAT] = "", [SQLA_TYPE_DOUBLE] = "", [SQLA_TYPE_NUMERIC] = "DECIMAL",
    [SQLA_TYPE_STRING] = "CHAR", [SQLA_TYPE_TEXT] = "CHAR", [SQLA_TYPE_UNICODE] = "CHAR",
    [SQLA_TYPE_UNICODE_TEXT] = "CHAR", [SQLA_TYPE_BINARY] = "BINARY", [SQLA_TYPE_ENUM] = "",
    [SQLA_TYPE_UUID] = "" };

static bool sqla__my_type(sqla__sql *s, const sqla_type *t)
{
    if (t->kind == SQLA_TYPE_ENUM) {
        sqla__sql_put(s, "ENUM(");
        for (const char *const *label = t->labels; label && *label; label++) {
            sqla_value v = sqla_value_text(*label);
            if (label != t->labels) sqla__sql_put(s, ",");
            sqla__sql_literal(s, &v, NULL);
        }
        sqla__sql_put(s, ")");
        return true;
    }
    if (t->kind == SQLA_TYPE_STRING && !t->length && !s->key)
        sqla__sql_fail(s, SQLA_COMPILE_ERROR, "VARCHAR requires a length on dialect %s",
                       s->d->name);
    return false;
}

static bool sqla__my_op(sqla__sql *s, const sqla__op *x)
{
    switch (x->e.node.op) {
    case SQLA_OP_IS_DISTINCT:
        sqla__sql_put(s, "NOT (");
        sqla__sql_binary(s, x, " <=> ");
        sqla__sql_put(s, ")");
        return true;
    case SQLA_OP_IS_NOT_DISTINCT: sqla__sql_binary(s, x, " <=> "); return true;
    case SQLA_OP_REGEXP: sqla__sql_binary(s, x, " REGEXP "); return true;
    case SQLA_OP_NOT_REGEXP: sqla__sql_binary(s, x, " NOT REGEXP "); return true;
    case SQLA_OP_JSON_ITEM: case SQLA_OP_JSON_PATH:
        sqla__sql_json_extract(s, x, "JSON_EXTRACT");
        return true;
    default: return false;
    }
}

/* JSON's null is not SQL's: CASE tells them apart. */
static bool sqla__my_json(sqla__sql *s, const sqla__op *x)
{
    const sqla__op *item = (const sqla__op *)x->kid[0];
    sqla_type_kind kind = (sqla_type_kind)x->e.node.op;
    sqla__sql_put(s, "CASE ");
    sqla__sql_json_extract(s, item, "JSON_EXTRACT");
    sqla__sql_put(s, " WHEN 'null' THEN NULL ");
    if (kind == SQLA_TYPE_BOOLEAN) {
        sqla__sql_put(s, "WHEN true THEN true ELSE false END");
        return true;
    }
    sqla__sql_put(s, kind == SQLA_TYPE_INTEGER ? "ELSE CAST("
                     : kind == SQLA_TYPE_FLOAT ? "ELSE "
                                               : "ELSE JSON_UNQUOTE(");
    sqla__sql_json_extract(s, item, "JSON_EXTRACT");
    sqla__sql_put(s, kind == SQLA_TYPE_INTEGER ? " AS SIGNED INTEGER) END"
                  : kind == SQLA_TYPE_FLOAT ? "+0.0000000000000000000000 END" : ") END");
    return true;
}

/* LIMIT offset, count. */
static void sqla__my_limit(sqla__sql *s, const sqla_stmt *q)
{
    const sqla_expr *limit = sqla__sql_row_count(q, SQLA__LIMIT);
    const sqla_expr *offset = sqla__sql_row_count(q, SQLA__OFFSET);
    sqla__sql_put(s, " LIMIT ");
    if (offset) {
        sqla__sql_expr(s, offset);
        sqla__sql_put(s, ", ");
        if (!limit) sqla__sql_put(s, "18446744073709551615");
    }
    if (limit) sqla__sql_expr(s, limit);
}

static void sqla__my_for_update(sqla__sql *s, const sqla_stmt *q)
{
    sqla__sql_put(s, q->clauses & SQLA__FOR_READ ? " LOCK IN SHARE MODE" : " FOR UPDATE");
    if (q->clauses & SQLA__NOWAIT) sqla__sql_put(s, " NOWAIT");
    if (q->clauses & SQLA__SKIP_LOCKED) sqla__sql_put(s, " SKIP LOCKED");
}

#define SQLA__MY_COMMON \
    .version = 1, .open_quote = '`', .close_quote = '`', .max_identifier = 64, \
    .style = SQLA_QMARK, .true_text = "true", .false_text = "false", .join = " INNER JOIN ", \
    .default_values = " () VALUES ()", .functions = sqla__my_functions, \
    .cast_types = sqla__my_casts, .inline_comments = true, .default_last = true, \
    .group_defaults = true, .auto_key = " AUTO_INCREMENT", .op = sqla__my_op, \
    .json = sqla__my_json, .limit = sqla__my_limit, .for_update = sqla__my_for_update, \
    .type = sqla__my_type, .update_tables = true, .backslashes = true, .no_div_cast = true, \
    .float_precision = true, \
    .cte_after_insert = true
static const sqla_dialect sqla__my_dialect = { SQLA__MY_COMMON, .name = "mysql",
                                               .reserved = sqla__my_words,
                                               .filter = sqla__my_filter, .types = sqla__my_types };
static const sqla_dialect sqla__my_maria_dialect = { SQLA__MY_COMMON, .name = "mariadb",
                                                     .reserved = sqla__my_maria_words,
                                                     .filter = sqla__my_maria_filter,
                                                     .types = sqla__my_maria_types };
#endif

/* ============================================================================
 * >>oracle                                                      prefix sqla__ora_
 * Oracle 19 (https://docs.oracle.com/en/database/oracle/oracle-database/19/sqlrf/).
 * Uses: strings types expr compile
 * ============================================================================ */

#ifndef SQLA_NO_ORACLE
static const char sqla__ora_words[] =
    " all alter and any as asc between by char check cluster comment compress connect create"
    " current date decimal default delete desc distinct drop else exclusive exists float for"
    " from grant group having identified in index insert integer intersect into is level like"
    " lock long minus mode nocompress not nowait null number of on option or order pctfree"
    " prior public raw rename resource revoke select set share size smallint start synonym"
    " table then to trigger uid union unique update user values varchar varchar2 view where"
    " with ";
static const uint32_t sqla__ora_filter[26] = {
    0x0800d080u, 0x00022000u, 0x2420004au, 0x00382818u, 0x81080000u, 0x02000802u, 0x00200002u,
    0x08000000u, 0x28423024u, 0x00000000u, 0x00000000u, 0x02080220u, 0x40080000u, 0x9000010cu,
    0x09111000u, 0x08408000u, 0x00000000u, 0x00a00100u, 0x80184016u, 0x2010c000u, 0x04208000u,
    0xe0000200u, 0x10100000u, 0x00000000u, 0x00000000u, 0x00000000u,
};
static const char *const sqla__ora_functions[] = {
    "now", "CURRENT_TIMESTAMP", "char_length", "LENGTH~", NULL };
static const char *const sqla__ora_types[SQLA_TYPE_COUNT] = { [SQLA_TYPE_BOOLEAN] = "SMALLINT",
                                                              [SQLA_TYPE_BIGINT] = "NUMBER(19)",
                                                              [SQLA_TYPE_DOUBLE] =
                                                                  "DOUBLE PRECISION",
                                                              [SQLA_TYPE_TEXT] = "CLOB",
                                                              [SQLA_TYPE_UNICODE_TEXT] = "CLOB",
                                                              [SQLA_TYPE_DATETIME] = "DATE",
                                                              [SQLA_TYPE_INTERVAL] =
                                                                  "INTERVAL DAY TO SECOND",
                                                              [SQLA_TYPE_JSON] = "BLOB" };

static bool sqla__ora_type(sqla__sql *s, const sqla_type *t)
{
    size_t longest = (size_t)t->length;
    if (t->kind == SQLA_TYPE_FLOAT && t->precision)
        sqla__sql_fail(s, SQLA_COMPILE_ERROR,
                       "oracle counts the precision of FLOAT in binary digits: leave it out");
    if (t->kind != SQLA_TYPE_STRING && t->kind != SQLA_TYPE_UNICODE && t->kind != SQLA_TYPE_ENUM)
        return false;
    for (const char *const *label = t->labels; label && *label; label++)
        if (strlen(*label) > longest) longest = strlen(*label);
    sqla__sql_put(s, t->kind == SQLA_TYPE_ENUM && !s->key ? "VARCHAR" : "VARCHAR2");
    if (!longest && !s->key) return true;
    sqla__sql_put(s, "(");
    sqla__str_int(&s->out, longest ? (int64_t)longest : 4000);
    sqla__sql_put(s, " CHAR)");
    return true;
}

static void sqla__ora_call(sqla__sql *s, const sqla__op *x, const char *before, const char *after)
{
    int against = sqla__expr_ops[x->e.node.op].precedence;
    sqla__sql_put(s, before);
    sqla__sql_operand(s, x->kid[0], against, SQLA_OP_NONE);
    sqla__sql_put(s, ", ");
    sqla__sql_operand(s, x->kid[1], against, SQLA_OP_NONE);
    sqla__sql_put(s, after);
}

/* The path of a JSON function stands in the text: Oracle takes no parameter there. */
static void sqla__ora_json_path(sqla__sql *s, const sqla__op *x, const char *function)
{
    const sqla_value *key = &((const sqla__bind *)x->kid[1])->value;
    sqla__str path = { 0 };
    sqla__sql_put(s, function);
    sqla__sql_put(s, "(");
    sqla__sql_operand(s, x->kid[0], SQLA__SQL_NEVER, SQLA_OP_NONE);
    sqla__sql_put(s, ", ");
    if (x->kid[1]->node.kind != SQLA__K_BIND || (key->kind != SQLA_VALUE_TEXT
                                               && key->kind != SQLA_VALUE_INT)) {
        sqla__sql_fail(s, SQLA_COMPILE_ERROR, "oracle needs JSON keys given as C values");
        return;
    }
    if (x->e.node.op == SQLA_OP_JSON_PATH) {
        sqla__str_add(&path, key->as.text.ptr, key->as.text.size);
    } else {
        sqla__str_char(&path, '$');
        sqla__expr_json_step(&path, key);
    }
    sqla_value v = { .kind = SQLA_VALUE_TEXT, .as.text = { path.data, path.size } };
    if (path.failed) sqla__sql_no_memory(s);
    else sqla__sql_default_literal(s, &v);
    sqla__str_free(&path);
}

static bool sqla__ora_op(sqla__sql *s, const sqla__op *x)
{
    switch (x->e.node.op) {
    case SQLA_OP_IS_DISTINCT: sqla__ora_call(s, x, "DECODE(", ", 0, 1) = 1"); return true;
    case SQLA_OP_IS_NOT_DISTINCT: sqla__ora_call(s, x, "DECODE(", ", 0, 1) = 0"); return true;
    case SQLA_OP_REGEXP: sqla__ora_call(s, x, "REGEXP_LIKE(", ")"); return true;
    case SQLA_OP_NOT_REGEXP: sqla__ora_call(s, x, "NOT REGEXP_LIKE(", ")"); return true;
    case SQLA_OP_MOD: sqla__ora_call(s, x, "mod(", ")"); return true;
    case SQLA_OP_JSON_ITEM: case SQLA_OP_JSON_PATH:
        sqla__ora_json_path(s, x, "JSON_QUERY");
        sqla__sql_put(s, ")");
        return true;
    default: return false;
    }
}

static bool sqla__ora_json(sqla__sql *s, const sqla__op *x)
{
    const sqla__op *item = (const sqla__op *)x->kid[0];
    sqla_type_kind kind = (sqla_type_kind)x->e.node.op;
    if (kind == SQLA_TYPE_BOOLEAN) {
        sqla__sql_put(s, "CASE ");
        sqla__ora_json_path(s, item, "JSON_VALUE");
        sqla__sql_put(s, ") WHEN 'true' THEN 1 WHEN 'false' THEN 0 ELSE CAST(");
        sqla__ora_json_path(s, item, "JSON_VALUE");
        sqla__sql_put(s, ") AS NUMBER(1)) END");
        return true;
    }
    sqla__ora_json_path(s, item, "JSON_VALUE");
    sqla__sql_put(s, " RETURNING ");
    sqla__sql_put(s, kind == SQLA_TYPE_STRING ? "VARCHAR2(4000)" : sqla__type_rows[kind].name);
    sqla__sql_put(s, " ERROR ON ERROR)");
    return true;
}

/* Row counts stand in the text: they are slots filled at execution. */
static void sqla__ora_limit(sqla__sql *s, const sqla_stmt *q)
{
    const sqla_expr *limit = sqla__sql_row_count(q, SQLA__LIMIT);
    const sqla_expr *offset = sqla__sql_row_count(q, SQLA__OFFSET);
    if (offset) {
        sqla__sql_put(s, " OFFSET ");
        sqla__sql_in_text(s, offset);
        sqla__sql_put(s, " ROWS");
    }
    if (limit) {
        sqla__sql_put(s, " FETCH FIRST ");
        sqla__sql_in_text(s, limit);
        sqla__sql_put(s, " ROWS ONLY");
    }
}

static void sqla__ora_for_update(sqla__sql *s, const sqla_stmt *q)
{
    sqla__sql_put(s, " FOR UPDATE");
    if (q->clauses & SQLA__NOWAIT) sqla__sql_put(s, " NOWAIT");
    if (q->clauses & SQLA__SKIP_LOCKED) sqla__sql_put(s, " SKIP LOCKED");
}

static void sqla__ora_literal(sqla__sql *s, const sqla_value *v, const sqla_type *t)
{
    (void)t;
    bool moment = v->kind == SQLA_VALUE_DATETIME, fraction = moment && v->as.datetime.us % 1000000;
    if (moment || v->kind == SQLA_VALUE_DATE)
        sqla__sql_put(s, fraction ? "TO_TIMESTAMP(" : "TO_DATE(");
    sqla__sql_default_literal(s, v);
    if (v->kind == SQLA_VALUE_DATE) sqla__sql_put(s, ", 'YYYY-MM-DD')");
    if (moment) sqla__sql_put(s, fraction ? ", 'YYYY-MM-DD HH24:MI:SS.FF')"
                                          : ", 'YYYY-MM-DD HH24:MI:SS')");
}

static const sqla_dialect sqla__ora_dialect = {
    .version = 1,
    .name = "oracle",
    .open_quote = '"',
    .close_quote = '"',
    .reserved = sqla__ora_words,
    .filter = sqla__ora_filter,
    .max_identifier = 128,
    .style = SQLA_NUMERIC_STYLE,
    .true_text = "1",
    .false_text = "0",
    .no_as = true,
    .no_div_cast = true,
    .no_order_label = true,
    .no_recursive = true,
    .fetch_key = true,
    .no_multi_values = true,
    .join = " JOIN ",
    .except_text = "MINUS",
    .concat = " || ",
    .from_dual = " FROM DUAL",
    .comment_on = true,
    .schema_before_index = true,
    .cte_after_insert = true,
    .functions = sqla__ora_functions,
    .types = sqla__ora_types,
    .op = sqla__ora_op,
    .json = sqla__ora_json,
    .limit = sqla__ora_limit,
    .for_update = sqla__ora_for_update,
    .type = sqla__ora_type,
    .literal = sqla__ora_literal,
};
#endif

/* ============================================================================
 * >>mssql                                                       prefix sqla__ms_
 * SQL Server 2022 (https://learn.microsoft.com/en-us/sql/t-sql/language-reference).
 * Uses: strings types expr compile
 * ============================================================================ */

#ifndef SQLA_NO_MSSQL
static const char sqla__ms_words[] =
    " add all alter and any as asc authorization backup begin between break browse bulk by"
    " cascade case check checkpoint close clustered coalesce collate column commit compute"
    " constraint contains containstable continue convert create cross current current_date"
    " current_time current_timestamp current_user cursor database dbcc deallocate declare"
    " default delete deny desc disk distinct distributed double drop dump else end errlvl"
    " escape except exec execute exists exit external fetch file fillfactor for foreign"
    " freetext freetexttable from full function goto grant group having holdlock identity"
    " identity_insert identitycol if in index inner insert intersect into is join key kill"
    " left like lineno load merge national nocheck nonclustered not null nullif of off offsets"
    " on open opendatasource openquery openrowset openxml option or order outer over percent"
    " pivot plan precision primary print proc procedure public raiserror read readtext"
    " reconfigure references replication restore restrict return revert revoke right rollback"
    " rowcount rowguidcol rule save schema securityaudit select session_user set setuser"
    " shutdown some statistics system_user table tablesample textsize then to top tran"
    " transaction trigger truncate tsequal union unique unpivot update updatetext use user"
    " values varying view waitfor when where while with writetext ";
static const uint32_t sqla__ms_filter[26] = {
    0x0880d080u, 0x0062a060u, 0x58f9004eu, 0x02f0a038u, 0x8068b405u, 0x320e0911u, 0x00220002u,
    0x08000200u, 0x081ab824u, 0x00004000u, 0x00004100u, 0x00090001u, 0x00100000u, 0x81001100u,
    0x2d315841u, 0x010ce00au, 0x00000000u, 0x8469421eu, 0xa00c020eu, 0x24b8c800u, 0x04248048u,
    0x90000200u, 0x30104020u, 0x00000000u, 0x00000000u, 0x00000000u,
};
static const char *const sqla__ms_functions[] = {
    "now", "CURRENT_TIMESTAMP", "char_length", "LEN~", "length", "LEN~",
    "current_date", "GETDATE()", NULL };
static const char *const sqla__ms_types[SQLA_TYPE_COUNT] = {
    [SQLA_TYPE_BOOLEAN] = "BIT", [SQLA_TYPE_DOUBLE] = "DOUBLE PRECISION",
    [SQLA_TYPE_TEXT] = "VARCHAR(max)",
    [SQLA_TYPE_UNICODE] = "NVARCHAR", [SQLA_TYPE_UNICODE_TEXT] = "NVARCHAR(max)",
    [SQLA_TYPE_BINARY] = "VARBINARY(max)",
    [SQLA_TYPE_UUID] = "UNIQUEIDENTIFIER", [SQLA_TYPE_JSON] = "NVARCHAR(max)" };

static bool sqla__ms_type(sqla__sql *s, const sqla_type *t)
{
    if ((t->kind == SQLA_TYPE_STRING || t->kind == SQLA_TYPE_UNICODE) && !t->length)
        sqla__sql_put(s, t->kind == SQLA_TYPE_STRING ? "VARCHAR(max)" : "NVARCHAR(max)");
    else if (t->kind == SQLA_TYPE_DATETIME && t->timezone) sqla__sql_put(s, "DATETIMEOFFSET");
    else return false;
    return true;
}

static bool sqla__ms_op(sqla__sql *s, const sqla__op *x)
{
    bool distinct = x->e.node.op == SQLA_OP_IS_DISTINCT;
    switch (x->e.node.op) {
    case SQLA_OP_IS_DISTINCT: case SQLA_OP_IS_NOT_DISTINCT:
        sqla__sql_put(s, distinct ? "NOT EXISTS (SELECT " : "EXISTS (SELECT ");
        sqla__sql_operand(s, x->kid[0], 5, SQLA_OP_NONE);
        sqla__sql_put(s, " INTERSECT SELECT ");
        sqla__sql_operand(s, x->kid[1], 5, SQLA_OP_NONE);
        sqla__sql_put(s, ")");
        return true;
    case SQLA_OP_REGEXP: case SQLA_OP_NOT_REGEXP:
        sqla__sql_fail(s, SQLA_COMPILE_ERROR, "mssql dialect does not support regular expressions");
        return true;
    case SQLA_OP_JSON_ITEM: case SQLA_OP_JSON_PATH:
        sqla__sql_json_extract(s, x, "JSON_QUERY");
        return true;
    default: return false;
    }
}

static bool sqla__ms_json(sqla__sql *s, const sqla__op *x)
{
    const sqla__op *item = (const sqla__op *)x->kid[0];
    sqla_type_kind kind = (sqla_type_kind)x->e.node.op;
    sqla__sql_put(s, "CASE ");
    sqla__sql_json_extract(s, item, "JSON_VALUE");
    sqla__sql_put(s, " WHEN NULL THEN NULL ");
    if (kind == SQLA_TYPE_BOOLEAN) sqla__sql_put(s, "WHEN 'true' THEN 1 WHEN 'false' THEN 0 ");
    sqla__sql_put(s, kind == SQLA_TYPE_STRING ? "ELSE " : "ELSE CAST(");
    sqla__sql_json_extract(s, item, "JSON_VALUE");
    sqla__sql_put(s, kind == SQLA_TYPE_STRING ? "" : kind == SQLA_TYPE_BOOLEAN ? " AS BIT)"
                  : kind == SQLA_TYPE_FLOAT ? " AS FLOAT)" : " AS INTEGER)");
    sqla__sql_put(s, " END");
    return true;
}

static bool sqla__ms_extract(sqla__sql *s, const sqla__op *x)
{
    sqla__sql_put(s, "DATEPART(");
    sqla__sql_put(s, sqla__str_same(x->text, "dow") ? "weekday"
                  : sqla__str_same(x->text, "doy") ? "dayofyear" : x->text);
    sqla__sql_put(s, ", ");
    sqla__sql_expr(s, x->kid[0]);
    sqla__sql_put(s, ")");
    return true;
}

/* Without offset a limit is TOP n, written into the text. */
static void sqla__ms_top(sqla__sql *s, const sqla_stmt *q)
{
    const sqla_expr *limit = sqla__sql_row_count(q, SQLA__LIMIT);
    if (!limit || q->part[SQLA__OFFSET].n) return;
    sqla__sql_put(s, "TOP ");
    sqla__sql_in_text(s, limit);
    sqla__sql_put(s, " ");
}

static void sqla__ms_limit(sqla__sql *s, const sqla_stmt *q)
{
    const sqla_expr *limit = sqla__sql_row_count(q, SQLA__LIMIT);
    const sqla_expr *offset = sqla__sql_row_count(q, SQLA__OFFSET);
    if (!offset) return;
    if (!q->part[SQLA__ORDER].n)
        sqla__sql_fail(s, SQLA_COMPILE_ERROR,
                       "MSSQL requires an order_by when using an OFFSET or a "
                       "non-simple LIMIT clause");
    sqla__sql_put(s, " OFFSET ");
    sqla__sql_expr(s, offset);
    sqla__sql_put(s, " ROWS");
    if (!limit) return;
    sqla__sql_put(s, " FETCH FIRST ");
    sqla__sql_expr(s, limit);
    sqla__sql_put(s, " ROWS ONLY");
}

static void sqla__ms_for_update(sqla__sql *s, const sqla_stmt *q) { (void)s, (void)q; }

static void sqla__ms_literal(sqla__sql *s, const sqla_value *v, const sqla_type *t)
{
    sqla_type_kind kind = sqla__type_kind(t);
    if (v->kind == SQLA_VALUE_TEXT && (kind == SQLA_TYPE_UNICODE || kind == SQLA_TYPE_UNICODE_TEXT))
        sqla__sql_put(s, "N");
    sqla__sql_default_literal(s, v);
}

/* OUTPUT inserted.id, before VALUES or WHERE. */
static bool sqla__ms_output(sqla__sql *s, const sqla_stmt *q)
{
    const sqla_table *bare = s->bare;
    if (!q->part[SQLA__RETURNING].n) return false;
    sqla__sql_put(s, " OUTPUT ");
    s->bare = q->table;
    sqla__sql_items(s, &q->part[SQLA__RETURNING], false,
                    q->e.node.kind == SQLA__K_DELETE ? "deleted." : "inserted.");
    s->bare = bare;
    return true;
}

static const sqla_dialect sqla__ms_dialect = {
    .version = 1,
    .name = "mssql",
    .open_quote = '[',
    .close_quote = ']',
    .reserved = sqla__ms_words, .filter = sqla__ms_filter,
    .max_identifier = 128,
    .style = SQLA_QMARK,
    .true_text = "1",
    .false_text = "0",
    .no_recursive = true,
    .fetch_key = true,
    .join = " JOIN ",
    .concat = " + ",
    .update_from = " FROM ",
    .delete_from = " FROM ",
    .repeat_table = true,
    .explicit_null = true,
    .default_last = true,
    .auto_key = " IDENTITY",
    .functions = sqla__ms_functions,
    .types = sqla__ms_types,
    .op = sqla__ms_op,
    .json = sqla__ms_json,
    .extract = sqla__ms_extract,
    .top = sqla__ms_top,
    .limit = sqla__ms_limit,
    .for_update = sqla__ms_for_update,
    .output = sqla__ms_output,
    .type = sqla__ms_type,
    .literal = sqla__ms_literal,
    .plain_collations = true,
    .uuid_hyphens = true,
    .comment_procedure = true, .try_cast = "TRY_CAST (", .float_precision = true,
};
#endif

/* ============================================================================
 * >>text                                                        prefix sqla__text_
 * Dialects by name, the cache of compiled statements, and sqla_compile.
 * Uses: memory strings values schema nodes expr compile ddl sqlite postgresql mysql oracle mssql
 * ============================================================================ */

static const sqla_dialect *const sqla__text_dialects[] = {
    &sqla__lite_default,
#ifndef SQLA_NO_SQLITE
    &sqla__lite_dialect,
#endif
#ifndef SQLA_NO_POSTGRESQL
    &sqla__pg_dialect,
#endif
#ifndef SQLA_NO_MYSQL
    &sqla__my_dialect, &sqla__my_maria_dialect,
#endif
#ifndef SQLA_NO_ORACLE
    &sqla__ora_dialect,
#endif
#ifndef SQLA_NO_MSSQL
    &sqla__ms_dialect,
#endif
};

static const sqla_dialect *sqla__text_dialect(const char *name)
{
    for (size_t i = 0; i < SQLA__COUNT_OF(sqla__text_dialects); i++)
        if (strcmp(sqla__text_dialects[i]->name, name ? name : "default") == 0)
            return sqla__text_dialects[i];
    return NULL;
}

/* ---- The cache */

static void sqla__text_unlink(sqla__cache *cache, sqla__plan *p)
{
    if (p->newer) p->newer->older = p->older; else cache->newest = p->older;
    if (p->older) p->older->newer = p->newer; else cache->oldest = p->newer;
    p->newer = p->older = NULL;
}

static void sqla__text_link(sqla__cache *cache, sqla__plan *p)
{
    p->older = cache->newest;
    if (cache->newest) cache->newest->newer = p; else cache->oldest = p;
    cache->newest = p;
}

static void sqla__text_evict(sqla__cache *cache, sqla__plan *p)
{
    sqla__plan **at = &cache->bucket[p->hash & 255];
    while (*at != p) at = &(*at)->next;
    *at = p->next;
    sqla__text_unlink(cache, p);
    cache->n--;
    sqla__sql_release(p);
}

static void sqla__text_cache_free(sqla__cache *cache)
{
    while (cache->oldest) sqla__text_evict(cache, cache->oldest);
}

static bool sqla__text_has_key(const sqla__plan *p, uint64_t hash, const uint32_t *words, size_t n)
{
    return p->hash == hash && p->key_words == n && memcmp(p->key, words, n * sizeof *words) == 0;
}

/* A plan from the cache, with a reference for the caller; NULL: not there. */
static sqla__plan *sqla__text_find(sqla__cache *cache, uint64_t hash, const uint32_t *words,
                                   size_t n)
{
    sqla__plan *p;
    if (cache->max <= 0) return NULL;
    sqla__plat_lock(&cache->lock);
    for (p = cache->bucket[hash & 255]; p; p = p->next)
        if (sqla__text_has_key(p, hash, words, n)) break;
    if (p) {
        SQLA__ADD(&p->refs, 1);
        sqla__text_unlink(cache, p);
        sqla__text_link(cache, p);
    }
    sqla__plat_unlock(&cache->lock);
    return p;
}

/* Adds a plan; the least recently used one makes room. */
static void sqla__text_add(sqla__cache *cache, sqla__plan *p)
{
    sqla__plat_lock(&cache->lock);
    cache->compiled++;
    p->serial = ++cache->serial;
    if (cache->max > 0) {
        if (cache->n >= cache->max) sqla__text_evict(cache, cache->oldest);
        SQLA__ADD(&p->refs, 1);
        p->next = cache->bucket[p->hash & 255];
        cache->bucket[p->hash & 255] = p;
        sqla__text_link(cache, p);
        cache->n++;
    }
    sqla__plat_unlock(&cache->lock);
}

/* The key of an execution: the statement's, and for INSERT and UPDATE the names of parameters,
 * which choose columns. `given` NULL: compiled without execution. */
static void sqla__text_key(sqla__key *k, const sqla_stmt *q, const char *const *given, size_t n)
{
    bool names = q->e.node.kind == SQLA__K_INSERT || q->e.node.kind == SQLA__K_UPDATE;
    sqla__node_key_init(k);
    sqla__node_encode(k, &q->e);
    sqla__node_word(k, given && names ? (uint32_t)n + 1 : 0);
    for (size_t i = 0; given && names && i < n; i++) sqla__node_words_text(k, given[i]);
}

#ifdef SQLA_DEBUG_HOSTILE
/* Trusts no cache: what was found must be what a compilation gives now, to the byte. */
static bool sqla__text_verify(const sqla__plan *found, const sqla_stmt *q, const sqla__key *k,
                              const sqla__sql_request *want, sqla_error_record *err)
{
    sqla__plan *now = sqla__sql_compile(q, k, want, &sqla__mem_process, err);
    if (!now) return err->code == SQLA_MEMORY_ERROR ? false : (err->code = SQLA_OK, true);
    bool same = now->text_size == found->text_size && now->n_slots == found->n_slots
        && memcmp(now->text, found->text, found->text_size) == 0;
    if (!same)
        sqla__err_set(err, SQLA_INTERNAL_ERROR, "the statement cache mixed up two statements: %q",
                      now->sql ? now->sql : "");
    sqla__sql_release(now);
    return same;
}
#endif

/* Compiles, or finds what was compiled before. The caller releases the plan. */
static sqla__plan *sqla__text_plan(const sqla_stmt *q, const sqla__key *k,
                                   const sqla__sql_request *want, sqla__cache *cache,
                                   sqla_error_record *err)
{
    uint64_t hash = sqla__node_hash(k->word, k->n);
    sqla__plan *p = cache && !k->failed ? sqla__text_find(cache, hash, k->word, k->n) : NULL;
#ifdef SQLA_DEBUG_HOSTILE
    if (p && !sqla__text_verify(p, q, k, want, err)) {
        sqla__sql_release(p);
        return NULL;
    }
#endif
    if (p) return p;
    p = sqla__sql_compile(q, k, want, &sqla__mem_process, err);
    if (!p) return NULL;
    p->hash = hash;
    if (cache) sqla__text_add(cache, p);
    return p;
}

/* ---- Values */

/* A JSON key as the path that JSON functions take; a path of braces where the slot says so. */
static bool sqla__text_json_path(sqla_value *v, bool braces, sqla_arena *arena)
{
    sqla__str path = { 0 };
    if (v->kind != SQLA_VALUE_INT && v->kind != SQLA_VALUE_TEXT) return true;
    sqla__expr_json_text(&path, v, braces);
    char *copy = path.failed ? NULL : (char *)sqla_arena_alloc(arena, path.size + 1);
    if (copy) {
        memcpy(copy, path.data, path.size + 1);
        *v = (sqla_value){ .kind = SQLA_VALUE_TEXT, .as.text = { copy, path.size } };
    }
    sqla__str_free(&path);
    return copy != NULL;
}

static sqla_value sqla__text_default(const sqla_default *d)
{
    switch (d->kind) {
    case SQLA__DEFAULT_INT: return sqla_value_int(d->i);
    case SQLA__DEFAULT_BOOL: return sqla_value_bool(d->i != 0);
    case SQLA__DEFAULT_DOUBLE: return sqla_value_double(d->d);
    case SQLA__DEFAULT_TEXT: return sqla_value_text(d->text);
    case SQLA__DEFAULT_FN: return d->fn ? d->fn() : sqla_value_null(NULL);
    default: return sqla_value_null(NULL);
    }
}

/* What an execution takes its values from. */
typedef struct sqla__text_source {
    const sqla_expr *const *bind;       /* by ordinal of the key */
    const sqla__given      *given;      /* of sqla_bind */
    const sqla_pair        *pairs;      /* of SQLA_PARAMS; NULL: none */
    sqla_arena             *arena;      /* for texts that must be made */
} sqla__text_source;

static const sqla_value *sqla__text_named(const sqla__text_source *from, const char *name)
{
    for (const sqla_pair *p = from->pairs; p && p->name; p++)
        if (strcmp(p->name, name) == 0) return &p->value;
    for (const sqla__given *g = from->given; g; g = g->next)
        if (strcmp(g->name, name) == 0) return &g->value;
    return NULL;
}

/* The value of a slot that is no list. False: a named parameter has none. */
static bool sqla__text_value(const sqla__slot *slot, const sqla__text_source *from, sqla_value *out)
{
    const sqla_value *named;
    switch (slot->source) {
    case SQLA__FROM_INT: *out = sqla_value_int(slot->index); return true;
    case SQLA__FROM_DEFAULT: *out = sqla__text_default(slot->fallback); return true;
    default: break;
    }
    if (!slot->named) {
        *out = ((const sqla__bind *)from->bind[slot->index])->value;
        return !slot->json || sqla__text_json_path(out, slot->braces, from->arena);
    }
    named = sqla__text_named(from, slot->name);
    *out = named ? *named : sqla_value_null(NULL);
    return named != NULL;
}

/* ---- sqla_compile */

static sqla_compiled sqla__text_no_memory = { .error = &sqla__err_memory };

/* Notes the error of a compilation in a copy of its own. */
static void sqla__text_note(sqla_compiled *c, const sqla_error_record *e)
{
    sqla_error_record *copy = (sqla_error_record *)sqla__mem_alloc(&sqla__mem_process, sizeof *e);
    if (copy) *copy = *e;
    c->error = copy ? copy : &sqla__err_memory;
}

/* Values per list, numbers of literal slots. */
static bool sqla__text_shape(const sqla__plan *p, const sqla__text_source *from, size_t *count,
                             int64_t *number)
{
    sqla_value v;
    for (int i = 0; i < p->n_slots; i++) {
        count[i] = p->slot[i].list ? from->bind[p->slot[i].index]->node.n : 1;
        number[i] = 0;
        if (!p->slot[i].literal) continue;
        if (!sqla__text_value(&p->slot[i], from, &v) || v.kind != SQLA_VALUE_INT) return false;
        number[i] = v.as.i;
    }
    return true;
}

/* The final text of a dynamic plan, and the order of its slots' places. All in `arena`. */
static bool sqla__text_render(const sqla__plan *p, const sqla_dialect *d, sqla_paramstyle style,
                              const sqla__text_source *from, sqla__str *out, int **order,
                              int *n_order)
{
    size_t n = (size_t)p->n_slots + 1, marks = (size_t)p->n_order + 1;
    size_t *count = (size_t *)sqla_arena_alloc(from->arena, n * sizeof *count);
    int64_t *number = (int64_t *)sqla_arena_alloc(from->arena, n * sizeof *number);
    int *seen = (int *)sqla_arena_alloc(from->arena, n * sizeof *seen);
    *order = (int *)sqla_arena_alloc(from->arena, marks * sizeof **order);
    if (!count || !number || !seen || !*order) return false;
    memset(seen, 0, n * sizeof *seen);
    if (!sqla__text_shape(p, from, count, number)) return false;
    sqla__sql_rendering r = { d, style, count, number, *order, seen, 0, 1 };
    sqla__sql_render(out, &r, p);
    *n_order = r.n_order;
    return !out->failed;
}

/* x_1_2: the name of a list's second value; x_1_2_1 of a tuple's. */
static const char *sqla__text_list_name(sqla_compiled *c, const sqla__slot *slot, uint32_t k)
{
    char text[200], *end;
    uint32_t width = slot->tuple ? slot->tuple : 1;
    sqla__err_copy(text, 128, slot->name, strlen(slot->name));
    end = text + strlen(text);
    *end++ = '_';
    end = sqla__val_digits(end, k / width + 1, 1);
    if (width > 1) *end++ = '_', end = sqla__val_digits(end, k % width + 1, 1);
    char *copy = (char *)sqla_arena_alloc(&c->arena, (size_t)(end - text) + 1);
    if (!copy) return NULL;
    memcpy(copy, text, (size_t)(end - text));
    copy[end - text] = 0;
    return copy;
}

/* Fills the compiled object's list of parameters by place. */
static bool sqla__text_fill(sqla_compiled *c, const sqla__text_source *from, const int *order,
                            int n_order)
{
    size_t n = 0;
    for (int i = 0; i < n_order; i++) {
        const sqla__slot *slot = &c->plan->slot[order[i]];
        n += slot->list ? from->bind[slot->index]->node.n : 1;
    }
    c->value = (sqla_value *)sqla_arena_alloc(&c->arena, (n + 1) * sizeof *c->value);
    c->name = (const char **)sqla_arena_alloc(&c->arena, (n + 1) * sizeof *c->name);
    if (!c->value || !c->name) return false;
    for (int i = 0; i < n_order; i++) {
        const sqla__slot *slot = &c->plan->slot[order[i]];
        const sqla_expr *x = slot->list ? from->bind[slot->index] : NULL;
        for (uint32_t k = 0; k < (x ? x->node.n : 1); k++) {
            c->name[c->n] = x ? sqla__text_list_name(c, slot, k) : slot->name;
            if (!c->name[c->n]) return false;
            if (x) c->value[c->n] = ((const sqla__list *)x)->values[k];
            else sqla__text_value(slot, from, &c->value[c->n]);
            if (sqla__val_is_text(&c->value[c->n])) {
                size_t size = c->value[c->n].as.text.size;
                char *copy = (char *)sqla_arena_alloc(&c->arena, size + 1);
                if (!copy) return false;
                memcpy(copy, c->value[c->n].as.text.ptr, size);
                copy[size] = 0;
                c->value[c->n].as.text.ptr = copy;
            }
            c->n++;
        }
    }
    return true;
}

/* A name given by sqla_bind that is no parameter of the statement; NULL: there is none. */
static const char *sqla__text_unknown(const sqla__plan *p, const sqla__given *g)
{
    for (; g; g = g->next) {
        bool known = false;
        for (int i = 0; i < p->n_slots && !known; i++)
            known = p->slot[i].named && strcmp(p->slot[i].name, g->name) == 0;
        if (!known) return g->name;
    }
    return NULL;
}

static void sqla__text_compile(sqla_compiled *c, const sqla_stmt *q, const sqla__sql_request *want,
                               sqla__cache *cache)
{
    sqla__key k;
    sqla_error_record err;
    err.code = SQLA_OK;
    int *order = NULL, n_order = 0;
    sqla_paramstyle style = want->style ? want->style : want->dialect->style;
    sqla__text_key(&k, q, NULL, 0);
    c->plan = sqla__text_plan(q, &k, want, cache, &err);
    if (c->plan) {
        sqla__text_source from = { k.bind, q->given, NULL, &c->arena };
        bool good = true;
        if (!c->plan->sql)
            good =
                sqla__text_render(c->plan, want->dialect, style, &from, &c->sql, &order, &n_order);
        else order = c->plan->order, n_order = c->plan->n_order;
        const char *unknown = sqla__text_unknown(c->plan, q->given);
        if (unknown && !want->literal)
            sqla__err_set(&err, SQLA_STATEMENT_ERROR, "the statement has no parameter %q",
                          unknown);
        else if (!good || !sqla__text_fill(c, &from, order, n_order))
            sqla__err_set(&err, SQLA_MEMORY_ERROR, "out of memory");
    }
    if (err.code) sqla__text_note(c, &err);
    sqla__node_key_free(&k);
}

sqla_compiled *sqla_compile_n(sqla_stmt *q, const sqla_compile_options *options)
{
    static const sqla_compile_options none = { 0 };
    const sqla_compile_options *o = options ? options : &none;
    sqla_engine *e = o->engine;
    sqla__sql_request want = { .style = o->paramstyle, .literal = o->literal_binds };
    sqla_compiled *c = (sqla_compiled *)sqla__mem_zero(&sqla__mem_process, sizeof *c);
    if (!c) {
        sqla__node_drop(q);
        return &sqla__text_no_memory;
    }
    sqla__mem_arena_init(&c->arena, &sqla__mem_process);
    want.dialect = e && e->dialect ? e->dialect : sqla__text_dialect(o->dialect);
    if (!want.dialect)
    {
        sqla_error_record err;
        sqla__err_set(&err, SQLA_NO_SUCH_MODULE, "there is no dialect %q", o->dialect);
        sqla__text_note(c, &err);
    }
    else if (sqla__node_error((const sqla_expr *)q)->code)
        sqla__text_note(c, sqla__node_error((const sqla_expr *)q));
    else sqla__text_compile(c, q, &want,
                            e && !o->paramstyle && !o->literal_binds ? &e->cache : NULL);
    sqla__node_drop(q);
    return c;
}

void sqla_compiled_free(sqla_compiled *c)
{
    if (!c || c == &sqla__text_no_memory) return;
    sqla__sql_release(c->plan);
    sqla__str_free(&c->sql);
    sqla__mem_arena_free(&c->arena);
    if (c->error && c->error != &sqla__err_memory)
        sqla__mem_free(&sqla__mem_process, (void *)(uintptr_t)c->error, sizeof *c->error);
    sqla__mem_free(&sqla__mem_process, c, sizeof *c);
}

const char *sqla_compiled_sql(const sqla_compiled *c)
{
    if (!c || c->error || !c->plan) return "";
    return c->plan->sql ? c->plan->sql : c->sql.data ? c->sql.data : "";
}

size_t sqla_compiled_count(const sqla_compiled *c) { return c && !c->error ? c->n : 0; }
const char *sqla_compiled_name(const sqla_compiled *c, size_t i)
{
    return c && i < c->n ? c->name[i] : NULL;
}
const sqla_value *sqla_compiled_value(const sqla_compiled *c, size_t i)
{
    static const sqla_value null = { .kind = SQLA_VALUE_NULL };
    return c && i < c->n ? &c->value[i] : &null;
}
const sqla_error_record *sqla_compiled_error(const sqla_compiled *c)
{
    if (!c) return &sqla__err_null;
    return c->error ? c->error : &sqla__err_none;
}

static bool sqla__text_collect(sqla__sql *s, void *user)
{
    sqla__str *all = (sqla__str *)user;
    sqla__str_add(all, s->out.data, s->out.size);
    sqla__str_put(all, ";\n\n");
    return !all->failed;
}

char *sqla_ddl(const sqla_metadata *md, const char *dialect)
{
    const sqla_dialect *d = sqla__text_dialect(dialect);
    sqla_error_record err = sqla__err_none;
    sqla__str all = { 0 };
    sqla__sql s;
    char *text = NULL;
    bool good = true;
    if (!md || md->error.code || !d) return NULL;
    sqla__ddl_start(&s, d, &err);
    for (size_t i = 0; i < md->n && good; i++)
        good = sqla__ddl_each(&s, md, md->table[i], sqla__text_collect, &all);
    sqla__sql_free(&s);
    /* The text's size stands before it, for sqla_text_free. */
    size_t n = sizeof(size_t) + all.size + 1;
    if (good && !all.failed) text = (char *)sqla__mem_alloc(&sqla__mem_process, n);
    if (text) {
        memcpy(text, &n, sizeof n);
        text += sizeof n;
        memcpy(text, all.data ? all.data : "", all.size + 1);
    }
    sqla__str_free(&all);
    return text;
}

void sqla_text_free(char *text)
{
    size_t n;
    if (!text) return;
    memcpy(&n, text - sizeof n, sizeof n);
    sqla__mem_free(&sqla__mem_process, text - sizeof n, n);
}

/* ============================================================================
 * >>events                                                      prefix sqla__evt_
 * Lists of listeners; whoever owns one fires them.
 * Uses: errors memory strings
 * ============================================================================ */
#ifndef SQLA_NO_ORM

static const char *const sqla__evt_names[] = {
    "before_insert", "after_insert", "before_update", "after_update", "before_delete",
    "after_delete", "init", "load", "refresh", "expire", "set", "append", "remove", "before_flush",
    "after_flush", "after_flush_postexec", "before_commit", "after_commit", "after_rollback",
    "after_soft_rollback", "after_begin", "after_transaction_create", "after_transaction_end",
    "transient_to_pending", "pending_to_transient", "pending_to_persistent",
    "loaded_as_persistent", "persistent_to_deleted", "persistent_to_transient",
    "persistent_to_detached", "deleted_to_detached", "deleted_to_persistent",
    "detached_to_persistent", "do_orm_execute", "after_bulk_insert", "after_bulk_update",
    "after_bulk_delete",
};
SQLA__STATIC_ASSERT(SQLA__COUNT_OF(sqla__evt_names) == SQLA_EVENT_COUNT, "ORDER sqla_event_id");

/* What has an event: a model, a session, an attribute. ORDER sqla_event_id. */
enum { SQLA__EVT_MODEL = 1, SQLA__EVT_SESSION = 2, SQLA__EVT_ATTR = 4 };
static int sqla__evt_targets(sqla_event_id id)
{
    if (id <= SQLA_EXPIRE) return SQLA__EVT_MODEL;
    if (id <= SQLA_ATTRIBUTE_REMOVE) return SQLA__EVT_MODEL | SQLA__EVT_ATTR;
    if (id >= SQLA_TRANSIENT_TO_PENDING && id <= SQLA_DETACHED_TO_PERSISTENT)
        return SQLA__EVT_MODEL | SQLA__EVT_SESSION;
    return SQLA__EVT_SESSION;
}

/* Adds a listener at the end of a list, or takes one away. */
static sqla_status sqla__evt_listen(sqla__listener **list, bool on, int target,
                                    const sqla__listener *want)
{
    sqla__listener **at = list, *l;
    if (!want->fn || (unsigned)want->id >= SQLA_EVENT_COUNT
        || !(sqla__evt_targets(want->id) & target)) return SQLA_ARGUMENT_ERROR;
    for (; (l = *at) != NULL; at = &l->next) {
        bool same = l->id == want->id && l->fn == want->fn && l->arg == want->arg && !l->validator
            && (l->attr == want->attr || sqla__str_is(l->attr, want->attr));
        if (!same || on) continue;
        *at = l->next;
        sqla__mem_free(&sqla__mem_process, l, sizeof *l);
        return SQLA_OK;
    }
    if (!on) return SQLA_INVALID_REQUEST;
    l = (sqla__listener *)sqla__mem_alloc(&sqla__mem_process, sizeof *l);
    if (!l) return SQLA_MEMORY_ERROR;
    *l = *want;
    l->next = NULL;
    *at = l;
    return SQLA_OK;
}

static void sqla__evt_free(sqla__listener *list)
{
    for (sqla__listener *l = list, *next; l; l = next) {
        next = l->next;
        if (!l->validator) sqla__mem_free(&sqla__mem_process, l, sizeof *l);
    }
}

/* Calls the listeners of an event in order, until one refuses. */
static sqla_status sqla__evt_fire(const sqla__listener *list, sqla_event *ev)
{
    for (const sqla__listener *l = list, *next; l; l = next) {
        next = l->next;
        if (l->id != ev->id || (l->attr && !sqla__str_is(l->attr, ev->attr))) continue;
        sqla_status status = l->fn(ev, l->arg);
        if (status) return status;
    }
    return SQLA_OK;
}

/* Is anybody listening? Spares the owner the trouble of filling an event. */
static bool sqla__evt_wanted(const sqla__listener *list, sqla_event_id id)
{
    for (; list; list = list->next) if (list->id == id) return true;
    return false;
}

void sqla_event_put_value(sqla_event *ev, const sqla_value *value)
{
    if (!ev || !value) return;
    ev->value = *value;
    ev->changed = true;
}

#endif /* SQLA_NO_ORM */

/* ============================================================================
 * >>driver                                        prefix sqla__drv_ sqla__sqlite_
 * URLs, and the drivers that are switched on.
 * Uses: errors strings
 * ============================================================================ */

/* "%40" as "@"; false for a broken escape or a text that does not fit. */
static bool sqla__drv_decode(const char *at, size_t n, char *to, size_t room)
{
    size_t size = 0;
    for (size_t i = 0; i < n; i++) {
        char c = at[i];
        if (c == '%') {
            int v = 0;
            if (i + 2 >= n + 0 && i + 2 > n - 1) return false;
            for (int k = 1; k <= 2; k++) {
                char h = sqla__str_lower(at[i + (size_t)k]);
                int digit = h >= '0' && h <= '9'   ? h - '0'
                            : h >= 'a' && h <= 'f' ? h - 'a' + 10
                                                   : -1;
                if (digit < 0) return false;
                v = v * 16 + digit;
            }
            c = (char)v;
            i += 2;
        } else if (c == '+' && room == sizeof ((sqla_url *)0)->query) {
            c = ' ';
        }
        if (size + 1 >= room || c == 0) return false;
        to[size++] = c;
    }
    to[size] = 0;
    return true;
}

/* user:password@host:port; IPv6 addresses stand in brackets. */
static bool sqla__drv_authority(const char *at, size_t n, sqla_url *out)
{
    const char *end = at + n, *host = at, *colon, *port;
    for (const char *p = at; p < end; p++) if (*p == '@') host = p + 1;
    if (host > at) {
        size_t user = (size_t)(host - 1 - at);
        colon = (const char *)memchr(at, ':', user);
        if (colon && !sqla__drv_decode(colon + 1, (size_t)(host - 2 - colon), out->password,
                                       sizeof out->password)) return false;
        if (!sqla__drv_decode(at, colon ? (size_t)(colon - at) : user, out->user, sizeof out->user))
            return false;
    }
    port =
        host < end && *host == '[' ? (const char *)memchr(host, ']', (size_t)(end - host)) : host;
    if (!port) return false;
    colon = (const char *)memchr(port, ':', (size_t)(end - port));
    if (colon && !sqla__drv_decode(colon + 1, (size_t)(end - colon - 1), out->port,
                                   sizeof out->port)) return false;
    for (const char *c = out->port; *c; c++) if (*c < '0' || *c > '9') return false;
    if (!colon) colon = end;
    if (host < end && *host == '[') return sqla__drv_decode(host + 1, (size_t)(port - host - 1),
                                                            out->host, sizeof out->host);
    return sqla__drv_decode(host, (size_t)(colon - host), out->host, sizeof out->host);
}

/* key=value&key=value, decoded, each ended by a NUL. */
static bool sqla__drv_query(const char *at, sqla_url *out)
{
    char one[sizeof out->query];
    size_t used = 0;
    while (*at) {
        size_t n = strcspn(at, "&");
        if (n && (!memchr(at, '=', n) || !sqla__drv_decode(at, n, one, sizeof one)
                  || used + strlen(one) + 2 > sizeof out->query)) return false;
        if (n) {
            memcpy(out->query + used, one, strlen(one) + 1);
            used += strlen(one) + 1;
        }
        at += n;
        if (*at) at++;
    }
    out->query[used] = 0;
    return true;
}

#ifdef SQLA_SQLITE
/* Each driver file defines its table. forward: sqla__sqlite_driver */
static const sqla_driver sqla__sqlite_driver;
#  include "drivers/sqla_sqlite.h"
#endif

static const sqla_driver *const sqla__drv_all[] = {
#ifdef SQLA_SQLITE
    &sqla__sqlite_driver,
#endif
    NULL
};

static const sqla_driver *sqla__drv_find(const sqla_url *url)
{
    for (size_t i = 0; sqla__drv_all[i]; i++) {
        const sqla_driver *d = sqla__drv_all[i];
        if (d->version != SQLA_DRIVER_VERSION || strcmp(d->dialect, url->dialect) != 0) continue;
        if (!*url->driver || strcmp(url->driver, d->name) == 0) return d;
    }
    return NULL;
}

sqla_status sqla_url_parse(const char *text, sqla_url *out)
{
    const char *colon, *plus, *slash, *query;
    if (!text || !out) return SQLA_ARGUMENT_ERROR;
    memset(out, 0, sizeof *out);
    colon = strstr(text, "://");
    if (!colon || colon == text) return SQLA_ARGUMENT_ERROR;
    for (const char *c = text; c < colon; c++)
        if (!sqla__str_letter(*c) && *c != '+' && *c != '.') return SQLA_ARGUMENT_ERROR;
    plus = (const char *)memchr(text, '+', (size_t)(colon - text));
    if (!sqla__drv_decode(text, (size_t)((plus ? plus : colon) - text), out->dialect,
                          sizeof out->dialect)) return SQLA_ARGUMENT_ERROR;
    if (plus && !sqla__drv_decode(plus + 1, (size_t)(colon - plus - 1), out->driver,
                                  sizeof out->driver)) return SQLA_ARGUMENT_ERROR;
    text = colon + 3;
    query = strchr(text, '?');
    if (!query) query = text + strlen(text);
    slash = (const char *)memchr(text, '/', (size_t)(query - text));
    if (!slash) slash = query;
    if (!sqla__drv_authority(text, (size_t)(slash - text), out)) return SQLA_ARGUMENT_ERROR;
    if (slash < query && !sqla__drv_decode(slash + 1, (size_t)(query - slash - 1), out->database,
                                           sizeof out->database)) return SQLA_ARGUMENT_ERROR;
    return *query && !sqla__drv_query(query + 1, out) ? SQLA_ARGUMENT_ERROR : SQLA_OK;
}

/* Appends a part of a URL, escaping what separates its parts. */
static void sqla__drv_encode(sqla__str *s, const char *text, const char *keep)
{
    for (; *text; text++) {
        unsigned char c = (unsigned char)*text;
        bool plain = (sqla__str_letter(*text) && c < 0x80) || strchr("-.~", *text)
            || strchr(keep, *text);
        if (plain) {
            sqla__str_char(s, *text);
        } else {
            sqla__str_char(s, '%');
            sqla__str_char(s, "0123456789ABCDEF"[c >> 4]);
            sqla__str_char(s, "0123456789ABCDEF"[c & 15]);
        }
    }
}

const char *sqla_url_text(const sqla_url *url, char *buf, size_t n)
{
    sqla__str s = { 0 };
    if (!buf || n == 0) return buf;
    buf[0] = 0;
    if (!url) return buf;
    sqla__str_put(&s, url->dialect);
    if (*url->driver) sqla__str_char(&s, '+'), sqla__str_put(&s, url->driver);
    sqla__str_put(&s, "://");
    sqla__drv_encode(&s, url->user, "");
    if (*url->password) sqla__str_put(&s, ":***");
    if (*url->user || *url->password) sqla__str_char(&s, '@');
    bool ipv6 = strchr(url->host, ':') != NULL;
    if (ipv6) sqla__str_char(&s, '[');
    sqla__drv_encode(&s, url->host, ":");
    if (ipv6) sqla__str_char(&s, ']');
    if (*url->port) sqla__str_char(&s, ':'), sqla__str_put(&s, url->port);
    if (*url->database) sqla__str_char(&s, '/'), sqla__drv_encode(&s, url->database, "/:");
    for (const char *q = url->query; *q; q += strlen(q) + 1) {
        sqla__str_char(&s, q == url->query ? '?' : '&');
        sqla__drv_encode(&s, q, "=/:");
    }
    sqla__err_copy(buf, n, s.data ? s.data : "", s.size);
    sqla__str_free(&s);
    return buf;
}

const char *sqla_url_query(const sqla_url *url, const char *key)
{
    size_t n = key ? strlen(key) : 0;
    for (const char *q = url ? url->query : ""; *q && n; q += strlen(q) + 1)
        if (strncmp(q, key, n) == 0 && q[n] == '=') return q + n + 1;
    return NULL;
}

/* ============================================================================
 * >>result                                                      prefix sqla__res_
 * Rows of an execution; sets of parameters.
 * Uses: errors memory strings values types nodes compile
 * ============================================================================ */

static sqla_result sqla__res_no_memory = {
    .error = &sqla__err_memory, .status = SQLA_MEMORY_ERROR, .done = true, .rowcount = -1 };
static sqla_result sqla__res_null = {
    .error = &sqla__err_null, .status = SQLA_ARGUMENT_ERROR, .done = true, .rowcount = -1 };
static const sqla_error_record sqla__res_ended = {
    .code = SQLA_RESOURCE_CLOSED, .row = -1,
    .message = "the transaction ended before all rows were read" };

static const sqla_driver *sqla__res_driver(const sqla_result *r) { return r->conn->engine->driver; }

/* Notes an error in the result and its connection: the first one stays, the last one as well. */
static sqla_status sqla__res_note(sqla_result *r, const sqla_error_record *e)
{
    const sqla_allocator *a = &sqla__mem_process;
    if (!r->conn) return e->code;
    r->conn->last = *e;
    if (!r->conn->first.code) r->conn->first = *e;
    if (r->status) return e->code;
    r->status = e->code;
    sqla_error_record *copy = (sqla_error_record *)sqla__mem_alloc(a, sizeof *e);
    if (copy) *copy = *e;
    r->error = copy ? copy : &sqla__err_memory;
    return e->code;
}

/* Gives the cursor back: the statement may be executed again. */
static void sqla__res_close(sqla_result *r)
{
    sqla__prepared *p = r->prepared;
    r->done = true;
    r->has_row = r->buffered;
    if (!p) return;
    sqla__res_driver(r)->reset(p->stmt);
    /* With RETURNING the count of changed rows is known only now. */
    if (p->plan->is_dml && r->rowcount < 0)
        r->rowcount = sqla__res_driver(r)->changes(r->conn->raw->handle);
    p->busy = false;
    r->prepared = NULL;
    sqla__node_unref(r->stmt);
    r->stmt = NULL;
    sqla__mem_arena_free(&r->bound);
}

static bool sqla__res_step(sqla_result *r)
{
    sqla_error_record err = sqla__err_none;
    bool row = false;
    if (r->rows) return r->rows->at < r->rows->n;
    if (!r->prepared) return false;
    if (sqla__res_driver(r)->step(r->prepared->stmt, &row, &err)) {
        sqla__res_note(r, &err);
        row = false;
    }
    if (!row) sqla__res_close(r);
    return row;
}

/* Copies the current row into the result, so that it outlives the cursor. */
static bool sqla__res_keep(sqla_result *r)
{
    size_t n = (size_t)r->n_columns;
    if (r->rows) return r->buffered = true;
    r->kept = (sqla_value *)sqla_arena_alloc(&r->arena, (n + 1) * sizeof *r->kept);
    for (size_t i = 0; r->kept && i < n; i++) {
        sqla_value *v = &r->kept[i];
        sqla__res_driver(r)->value(r->prepared->stmt, (int)i, v);
        if (!sqla__val_is_text(v)) continue;
        char *copy =
            v->as.text.ptr ? (char *)sqla_arena_alloc(&r->arena, v->as.text.size + 1) : NULL;
        if (!copy) {
            r->kept = NULL;
            break;
        }
        memcpy(copy, v->as.text.ptr, v->as.text.size);
        copy[v->as.text.size] = 0;
        v->as.text.ptr = copy;
    }
    r->buffered = r->kept != NULL;
    if (!r->kept) sqla__res_note(r, &sqla__err_memory);
    return r->buffered;
}

/* Goes to the next row; what sqla_next stands on. */
static bool sqla__res_next(sqla_result *r)
{
    r->buffered = false;
    if (r->done) return r->has_row = false;
    if (r->rows) {
        r->done = r->rows->at >= r->rows->n;
        r->rows->at += !r->done;
        return r->has_row = !r->done;
    }
    if (r->arena.blocks) sqla__mem_arena_free(&r->arena);
    if (r->stepped) r->stepped = false;
    else if (!sqla__res_step(r)) return false;
    return r->has_row = true;
}

/* The first row, kept; and whether there was a second. */
static bool sqla__res_only(sqla_result *r, bool *more)
{
    *more = false;
    if (!r || !sqla__res_next(r)) return false;
    if (!sqla__res_keep(r)) {
        sqla__res_close(r);
        return r->has_row = false;
    }
    *more = sqla__res_step(r);
    sqla__res_close(r);
    return r->has_row = r->status == SQLA_OK;
}

static sqla_status sqla__res_refuse(sqla_result *r, sqla_status code, const char *text)
{
    sqla_error_record e;
    r->has_row = r->buffered = false;
    sqla__err_set(&e, code, "%s", text);
    return sqla__res_note(r, &e);
}

bool sqla_next(sqla_result *r) { return r && sqla__res_next(r); }

sqla_status sqla_result_status(const sqla_result *r) { return r ? r->status : SQLA_ARGUMENT_ERROR; }

const sqla_error_record *sqla_result_error(const sqla_result *r)
{
    if (!r) return &sqla__err_null;
    if (r->status == SQLA_OK) return &sqla__err_none;
    return r->error ? r->error : &sqla__err_memory;
}

bool sqla_result_first(sqla_result *r)
{
    if (!r || !sqla_next(r)) return false;
    if (!sqla__res_keep(r)) return false;
    sqla__res_close(r);
    return r->has_row = true;
}

bool sqla_result_one(sqla_result *r)
{
    bool more;
    if (!r) return false;
    if (!sqla__res_only(r, &more)) {
        if (!r->status) sqla__res_refuse(r, SQLA_NO_RESULT_FOUND, "no row was found where one was "
                                                                  "required");
        return false;
    }
    if (!more) return true;
    sqla__res_refuse(r, SQLA_MULTIPLE_RESULTS_FOUND, "more than one row was found");
    return false;
}

bool sqla_result_one_or_none(sqla_result *r)
{
    bool more;
    if (!r || !sqla__res_only(r, &more)) return false;
    if (!more) return true;
    sqla__res_refuse(r, SQLA_MULTIPLE_RESULTS_FOUND, "more than one row was found");
    return false;
}

int sqla_row_count(const sqla_result *r) { return r ? r->n_columns : 0; }

/* The plan's column behind an item. */
static int sqla__res_place(const sqla_result *r, int i)
{
    return r->rows && i >= 0 && i < r->rows->n_items ? r->rows->column[i] : i;
}

const char *sqla_row_name(const sqla_result *r, int i)
{
    if (!r || i < 0 || i >= r->n_columns) return NULL;
    i = sqla__res_place(r, i);
    if (r->plan && i < r->plan->n_columns) return r->plan->column[i].name;
    return r->prepared ? sqla__res_driver(r)->column_name(r->prepared->stmt, i) : "";
}

int sqla_row_index(const sqla_result *r, const char *name)
{
    for (int i = 0; name && r && i < r->n_columns; i++)
        if (sqla__str_is(sqla_row_name(r, i), name)) return i;
    return -1;
}

static const sqla_type *sqla__res_type(const sqla_result *r, int i)
{
    i = sqla__res_place(r, i);
    return r->plan && i >= 0 && i < r->plan->n_columns ? r->plan->column[i].type : NULL;
}

/* The driver's value of column i; false (NULL) without row or column. */
static bool sqla__res_raw(sqla_result *r, int i, sqla_value *out)
{
    *out = sqla_value_null(NULL);
    if (!r || !r->has_row || i < 0 || i >= r->n_columns) return false;
    if (r->rows) *out = r->rows->value[(r->rows->at - 1) * (size_t)r->n_columns + (size_t)i];
    else if (r->buffered) *out = r->kept[i];
    else sqla__res_driver(r)->value(r->prepared->stmt, i, out);
    if (!sqla__val_is_text(out) || out->as.text.ptr) return true;
    sqla__res_note(r, &sqla__err_memory);
    *out = sqla_value_null(NULL);
    return false;
}

bool sqla_row_is_null(sqla_result *r, int i)
{
    sqla_value v;
    sqla__res_raw(r, i, &v);
    return v.kind == SQLA_VALUE_NULL;
}

/* A value in its typed kind brought to another one; false if it cannot be. */
static bool sqla__res_as(sqla_result *r, int i, sqla_value_kind kind, sqla_value *out,
                         char *scratch)
{
    const sqla_type *type = r ? sqla__res_type(r, i) : NULL;
    bool is_enum = sqla__type_kind(type) == SQLA_TYPE_ENUM && kind == SQLA_VALUE_INT;
    if (!sqla__res_raw(r, i, out) || out->kind == SQLA_VALUE_NULL) return false;
    if (is_enum && !sqla__type_result(out, type, scratch)) return false;
    if (kind == SQLA_VALUE_BOOL && out->kind == SQLA_VALUE_DOUBLE)
        *out = sqla_value_bool(out->as.d != 0);
    return sqla__type_to_kind(out, kind, type, scratch);
}

int64_t sqla_row_int(sqla_result *r, int i)
{
    sqla_value v;
    char scratch[96];
    if (sqla__res_as(r, i, SQLA_VALUE_INT, &v, scratch)) return v.as.i;
    return sqla__res_as(r, i, SQLA_VALUE_DOUBLE, &v, scratch) && v.as.d > -9.2e18 && v.as.d < 9.2e18
        ? (int64_t)v.as.d : 0;
}

double sqla_row_double(sqla_result *r, int i)
{
    sqla_value v;
    char scratch[96];
    return sqla__res_as(r, i, SQLA_VALUE_DOUBLE, &v, scratch) ? v.as.d : 0;
}

bool sqla_row_bool(sqla_result *r, int i)
{
    sqla_value v;
    char scratch[96];
    return sqla__res_as(r, i, SQLA_VALUE_BOOL, &v, scratch) && v.as.b;
}

const char *sqla_row_text(sqla_result *r, int i)
{
    sqla_value v;
    char scratch[96];
    if (!sqla__res_as(r, i, SQLA_VALUE_TEXT, &v, scratch)) return NULL;
    if (v.as.text.ptr != scratch) return v.as.text.ptr;
    char *copy = (char *)sqla_arena_alloc(&r->arena, v.as.text.size + 1);
    if (!copy) {
        sqla__res_note(r, &sqla__err_memory);
        return NULL;
    }
    return (const char *)memcpy(copy, scratch, v.as.text.size + 1);
}

sqla_bytes sqla_row_bytes(sqla_result *r, int i)
{
    sqla_value v;
    sqla_bytes none = { NULL, 0 };
    if (!sqla__res_raw(r, i, &v) || !sqla__val_is_text(&v)) return none;
    return (sqla_bytes){ v.as.text.ptr, v.as.text.size };
}

sqla_status sqla_row_get(sqla_result *r, int i, sqla_value *out)
{
    char scratch[96];
    const sqla_type *type = r ? sqla__res_type(r, i) : NULL;
    sqla_error_record e;
    if (!r || !out) return SQLA_ARGUMENT_ERROR;
    if (!sqla__res_raw(r, i, out)) return r->status ? r->status : SQLA_NO_SUCH_COLUMN;
    if (sqla__type_result(out, type, scratch)) return SQLA_OK;
    sqla__err_set(&e, SQLA_DATA_ERROR, "column %q holds no %s", sqla_row_name(r, i),
                  sqla__type_rows[sqla__type_kind(type)].name);
    *out = sqla_value_null(NULL);
    return sqla__res_note(r, &e);
}

sqla_status sqla_row_out(sqla_result *r, int i, const sqla_out *out)
{
    sqla_value v;
    sqla_error_record e = sqla__err_none;
    sqla_status status;
    if (!r || !out || !out->ptr) return SQLA_ARGUMENT_ERROR;
    if (!r->has_row || i < 0 || i >= r->n_columns) return SQLA_NO_SUCH_COLUMN;
    sqla_field_plan plan = { .ctype = (uint8_t)out->ctype, .size = (uint32_t)out->size,
                             .type = sqla__res_type(r, i), .name = sqla_row_name(r, i) };
    if (!sqla__res_raw(r, i, &v) && r->status) return r->status;
    status = sqla_driver_store(&plan, &v, out->ptr, &r->arena, &e);
    return status ? sqla__res_note(r, &e) : SQLA_OK;
}

int64_t sqla_rowcount(const sqla_result *r) { return r ? r->rowcount : -1; }
int64_t sqla_inserted_key(const sqla_result *r, int i) { return r && i == 0 ? r->key : 0; }

void sqla_result_free(sqla_result *r)
{
    if (!r || !r->conn) return;
    sqla_conn *c = r->conn;
    sqla__res_close(r);
    sqla__mem_arena_free(&r->bound);
    sqla_result **lists[2] = { &c->failed, c->raw ? &c->raw->results : &c->failed };
    for (int i = 0; i < 2; i++) {
        sqla_result **at = lists[i];
        while (*at && *at != r) at = &(*at)->next;
        if (*at) *at = r->next;
    }
    sqla__sql_release(r->plan);
    sqla__mem_arena_free(&r->arena);
    if (r->error && r->error != &sqla__err_memory && r->error != &sqla__res_ended)
        sqla__mem_free(&sqla__mem_process, (void *)(uintptr_t)r->error, sizeof *r->error);
    if (!c->spare) {
        c->spare = r;
        return;
    }
    sqla__mem_free(&sqla__mem_process, r, sizeof *r);
}

/* ---- Sets of parameters */

sqla_params *sqla_params_new(void)
{
    sqla_params *p = (sqla_params *)sqla__mem_zero(&sqla__mem_process, sizeof *p);
    if (p) sqla__mem_arena_init(&p->arena, &sqla__mem_process);
    return p;
}

/* The place of a name in a set; the first set makes new ones. -1: no such name. */
static int64_t sqla__res_param_place(sqla_params *p, const char *name)
{
    void *names = (void *)p->name;
    for (size_t i = 0; i < p->n_names; i++) if (strcmp(p->name[i], name) == 0) return (int64_t)i;
    if (p->sets) return -1;
    char *copy = (char *)sqla_arena_alloc(&p->arena, strlen(name) + 1);
    if (!copy || !sqla__mem_grow(&sqla__mem_process, &names, &p->name_capacity, p->n_names + 1,
                                 sizeof *p->name)) {
        p->status = SQLA_MEMORY_ERROR;
        return -1;
    }
    p->name = (char **)names;
    p->name[p->n_names] = strcpy(copy, name);
    return (int64_t)p->n_names++;
}

sqla_status sqla_params_put(sqla_params *p, const char *name, const sqla_value *value)
{
    if (!p || !name || !value) return SQLA_ARGUMENT_ERROR;
    int64_t place = sqla__res_param_place(p, name);
    if (p->status) return p->status;
    if (place < 0) {
        char *copy = (char *)sqla_arena_alloc(&p->arena, strlen(name) + 1);
        p->odd = copy ? strcpy(copy, name) : NULL;
        return p->status = SQLA_STATEMENT_ERROR;
    }
    size_t at = p->sets * p->n_names + (size_t)place, first = p->sets * p->n_names;
    void *values = p->value;
    if (!sqla__mem_grow(&sqla__mem_process, &values, &p->value_capacity, first + p->n_names,
                        sizeof *p->value)) return p->status = SQLA_MEMORY_ERROR;
    p->value = (sqla_value *)values;
    while (p->n_values < first + p->n_names)
        p->value[p->n_values++] = (sqla_value){ .kind = SQLA_VALUE_TOO_BIG };
    p->value[at] = *value;
    p->filled++;
    if (!sqla__val_is_text(value)) return SQLA_OK;
    char *copy = (char *)sqla_arena_alloc(&p->arena, value->as.text.size + 1);
    if (!copy) return p->status = SQLA_MEMORY_ERROR;
    if (value->as.text.size) memcpy(copy, value->as.text.ptr, value->as.text.size);
    copy[value->as.text.size] = 0;
    p->value[at].as.text.ptr = copy;
    return SQLA_OK;
}

sqla_status sqla_params_next(sqla_params *p)
{
    if (!p) return SQLA_ARGUMENT_ERROR;
    if (p->status) return p->status;
    if (p->filled != p->n_names || !p->n_names) {
        for (size_t i = 0; i < p->n_names && !p->odd; i++)      /* the first one not given */
            if (p->n_values <= p->sets * p->n_names
                || p->value[p->sets * p->n_names + i].kind == SQLA_VALUE_TOO_BIG)
                p->odd = p->name[i];
        return p->status = SQLA_STATEMENT_ERROR;
    }
    p->sets++;
    p->filled = 0;
    return SQLA_OK;
}

size_t sqla_params_count(const sqla_params *p) { return p ? p->sets + (p->filled > 0) : 0; }

void sqla_params_free(sqla_params *p)
{
    if (!p) return;
    sqla__mem_free(&sqla__mem_process, (void *)p->name, p->name_capacity * sizeof *p->name);
    sqla__mem_free(&sqla__mem_process, p->value, p->value_capacity * sizeof *p->value);
    sqla__mem_arena_free(&p->arena);
    sqla__mem_free(&sqla__mem_process, p, sizeof *p);
}

/* ============================================================================
 * >>pool                                                        prefix sqla__pool_
 * Database connections: opened, kept, handed out, and their prepared statements.
 * Uses: platform errors memory compile text
 * ============================================================================ */

/* ---- Prepared statements of one connection, least recently used go first */

static void sqla__pool_unlink(sqla__raw *raw, sqla__prepared *p)
{
    if (p->newer) p->newer->older = p->older; else raw->newest = p->older;
    if (p->older) p->older->newer = p->newer; else raw->oldest = p->newer;
    p->newer = p->older = NULL;
}

static void sqla__pool_link(sqla__raw *raw, sqla__prepared *p)
{
    p->older = raw->newest;
    if (raw->newest) raw->newest->newer = p; else raw->oldest = p;
    raw->newest = p;
}

static uint64_t sqla__pool_bucket(uint64_t hash, uint64_t shape) { return (hash ^ shape) & 63; }

static void sqla__pool_forget(sqla_engine *e, sqla__raw *raw, sqla__prepared *p)
{
    sqla__prepared **at = &raw->bucket[sqla__pool_bucket(p->plan->hash, p->shape)];
    while (*at != p) at = &(*at)->next;
    *at = p->next;
    sqla__pool_unlink(raw, p);
    raw->n_prepared--;
    e->driver->finalize(p->stmt);
    if (p->n_own_order)
        sqla__mem_free(&e->allocator, p->order, (size_t)p->n_own_order * sizeof(int));
    sqla__mem_free(&e->allocator, p->fields, (size_t)p->n_fields * sizeof *p->fields);
    sqla__mem_free(&e->allocator, p->sql, p->sql_size);
    sqla__sql_release(p->plan);
    sqla__mem_free(&e->allocator, p, sizeof *p);
}

/* Makes room: drops the oldest statements that nobody reads from. */
static void sqla__pool_trim(sqla_engine *e, sqla__raw *raw, int most)
{
    for (sqla__prepared *p = raw->oldest, *next; p && raw->n_prepared > most; p = next) {
        next = p->newer;
        if (!p->busy) sqla__pool_forget(e, raw, p);
    }
}

/* A prepared statement that is free to use. */
static sqla__prepared *sqla__pool_find(sqla__raw *raw, uint64_t hash, const uint32_t *words,
                                       size_t n, uint64_t shape)
{
    sqla__prepared *p = raw->bucket[sqla__pool_bucket(hash, shape)];
    for (; p; p = p->next)
        if (p->shape == shape && !p->busy && sqla__text_has_key(p->plan, hash, words, n)) break;
    if (p && raw->newest != p) {
        sqla__pool_unlink(raw, p);
        sqla__pool_link(raw, p);
    }
    return p;
}

/* Keeps a freshly prepared statement; takes the plan's reference and the driver's statement. */
static sqla__prepared *sqla__pool_keep(sqla_engine *e, sqla__raw *raw, sqla__plan *plan, void *stmt,
                                       uint64_t shape)
{
    int most = e->options.statement_cache_size;
    sqla__prepared *p = (sqla__prepared *)sqla__mem_zero(&e->allocator, sizeof *p);
    if (!p) return NULL;
    sqla__pool_trim(e, raw, most > 0 ? most - 1 : 0);
    p->plan = plan;
    p->stmt = stmt;
    p->shape = shape;
    sqla__prepared **bucket = &raw->bucket[sqla__pool_bucket(plan->hash, shape)];
    p->next = *bucket;
    *bucket = p;
    sqla__pool_link(raw, p);
    raw->n_prepared++;
    return p;
}

/* ---- Connections */

/* Tells threads apart without asking the system: each has this variable at its own address. */
static const void *sqla__pool_thread(void)
{
#if defined(__TINYC__) || defined(SQLA_NO_THREADS)
    return NULL;
#else
    static SQLA__THREAD_LOCAL char here;
    return &here;
#endif
}

static void sqla__pool_destroy(sqla_engine *e, sqla__raw *raw)
{
    while (raw->oldest) sqla__pool_forget(e, raw, raw->oldest);
    e->driver->close(raw->handle);
    sqla__mem_free(&e->allocator, raw, sizeof *raw);
}

static sqla__raw *sqla__pool_open(sqla_engine *e, sqla_error_record *err)
{
    sqla__raw *raw = (sqla__raw *)sqla__mem_zero(&e->allocator, sizeof *raw);
    if (!raw) {
        sqla__err_set(err, SQLA_MEMORY_ERROR, "out of memory");
        return NULL;
    }
    if (e->driver->open(&e->url, &raw->handle, err)) {
        sqla__mem_free(&e->allocator, raw, sizeof *raw);
        return NULL;
    }
    raw->opened_us = sqla__plat_now_us();
    return raw;
}

/* Is an idle connection still good for use? */
static bool sqla__pool_is_fresh(const sqla_engine *e, const sqla__raw *raw)
{
    int64_t age = sqla__plat_now_us() - raw->opened_us;
    if (e->options.pool_recycle_s > 0 && age > e->options.pool_recycle_s * (int64_t)1000000)
        return false;
    return !e->options.pool_pre_ping || e->driver->ping(raw->handle);
}

static int sqla__pool_most(const sqla_engine *e)
{
    return e->shared ? 1 : e->options.pool_size + e->options.max_overflow;
}

/* Waits, with the lock held, until a connection is free or may be opened. False: in vain. */
static bool sqla__pool_wait(sqla_engine *e, sqla_error_record *err)
{
    int64_t until = sqla__plat_now_us() + e->options.pool_timeout_ms * (int64_t)1000;
    while (!e->idle && e->n_out >= sqla__pool_most(e)) {
        if (e->options.pool_timeout_ms > 0 && sqla__plat_wait(&e->lock, until)) continue;
        if (!e->idle && e->n_out >= sqla__pool_most(e)) {
            sqla__err_set(err, SQLA_TIMEOUT, e->shared
                ? "the in-memory database is in use by another thread (timeout %d ms)"
                : "QueuePool limit of size %d overflow %d reached, connection timed out",
                e->shared ? e->options.pool_timeout_ms : e->options.pool_size,
                e->options.max_overflow);
            return false;
        }
    }
    return true;
}

/* The connection of an in-memory database that this thread has out already, or NULL. */
static sqla__raw *sqla__pool_mine(sqla_engine *e)
{
    sqla__raw *raw = e->shared ? e->out : NULL;
    return raw && raw->refs && raw->thread == sqla__pool_thread() ? raw : NULL;
}

/* Checks a connection out; NULL with *err filled. */
static sqla__raw *sqla__pool_get(sqla_engine *e, sqla_error_record *err)
{
    sqla__raw *raw;
    sqla__plat_lock(&e->lock);
    raw = sqla__pool_mine(e);
    if (raw) {
        raw->refs++;
        sqla__plat_unlock(&e->lock);
        return raw;
    }
    if (!sqla__pool_wait(e, err)) {
        sqla__plat_unlock(&e->lock);
        return NULL;
    }
    e->n_out++;
    raw = e->idle;
    if (raw) e->idle = raw->next, e->n_idle--;
    sqla__plat_unlock(&e->lock);
    if (raw && !e->shared && !sqla__pool_is_fresh(e, raw)) {
        sqla__pool_destroy(e, raw);
        raw = NULL;
    }
    bool opened = !raw;
    if (!raw) raw = sqla__pool_open(e, err);
    sqla__plat_lock(&e->lock);
    if (raw) {
        raw->refs = 1;
        raw->next = NULL;
        raw->thread = sqla__pool_thread();
        e->opened += opened;
        if (e->shared) e->out = raw;
    } else {
        e->n_out--;
        sqla__plat_signal(&e->lock);
    }
    sqla__plat_unlock(&e->lock);
    return raw;
}

static void sqla__pool_free_engine(sqla_engine *e)
{
    sqla_allocator a = e->allocator;
    while (e->idle) {
        sqla__raw *raw = e->idle;
        e->idle = raw->next;
        sqla__pool_destroy(e, raw);
    }
    sqla__text_cache_free(&e->cache);
    sqla__plat_mutex_free(&e->cache.lock);
    sqla__plat_mutex_free(&e->lock);
    sqla__mem_free(&a, e, sizeof *e);
}

/* Gives a connection back; one too many, or broken, is closed. */
static void sqla__pool_put(sqla_engine *e, sqla__raw *raw)
{
    bool last, keep;
    sqla__plat_lock(&e->lock);
    if (--raw->refs > 0) {
        sqla__plat_unlock(&e->lock);
        return;
    }
    keep = !raw->broken && !e->disposed && (e->shared || e->n_idle < e->options.pool_size);
    e->out = NULL;
    if (keep) {
        raw->next = e->idle;
        e->idle = raw;
        e->n_idle++;
    } else {                    /* still counted, so that the engine outlives what it closes */
        sqla__plat_unlock(&e->lock);
        sqla__pool_destroy(e, raw);
        sqla__plat_lock(&e->lock);
    }
    e->n_out--;
    last = e->disposed && e->n_out == 0;
    sqla__plat_signal(&e->lock);
    sqla__plat_unlock(&e->lock);
    if (last) sqla__pool_free_engine(e);
}

/* ============================================================================
 * >>engine                                            prefix sqla__eng_ sqla__conn_
 * Engines, connections, transactions, execution, and rows in and out of structs.
 * Uses: platform errors memory strings values types schema nodes compile ddl text driver result
 *   pool
 * ============================================================================ */

/* ---- Log */

/* One line a call: white space is one blank. */
static void sqla__eng_log(const sqla_engine *e, const char *text)
{
    sqla__str line = { 0 };
    if (!e->options.echo) return;
    if (sqla__str_reserve(&line, 1)) line.data[0] = 0;
    for (; *text; text++) {
        bool space = *text == ' ' || *text == '\n' || *text == '\t' || *text == '\r';
        if (!space || (text[1] && !strchr(" \n\t\r", text[1])))
            sqla__str_char(&line, space ? ' ' : *text);
    }
    if (line.failed) {
        sqla__str_free(&line);
        return;
    }
#ifdef SQLA_NO_STDIO
    if (e->options.log) e->options.log(line.data, e->options.log_user);
#else
    if (e->options.log) e->options.log(line.data, e->options.log_user);
    else fprintf(stderr, "sqla: %s\n", line.data);
#endif
    sqla__str_free(&line);
}

/* A value for log and error records. */
static void sqla__eng_show(sqla__str *s, const sqla_value *value)
{
    char scratch[100];
    sqla_value v = *value;
    bool quoted =
        v.kind != SQLA_VALUE_INT && v.kind != SQLA_VALUE_DOUBLE && v.kind != SQLA_VALUE_BOOL;
    size_t n;
    if (v.kind == SQLA_VALUE_NULL || v.kind == SQLA_VALUE_TOO_BIG) {
        sqla__str_put(s, "NULL");
        return;
    }
    if (v.kind == SQLA_VALUE_BYTES) {
        sqla__str_put(s, "<");
        sqla__str_int(s, (int64_t)v.as.text.size);
        sqla__str_put(s, " bytes>");
        return;
    }
    sqla__type_as_text(&v, scratch);
    n = v.as.text.size < 200 ? v.as.text.size : 200;
    if (quoted) sqla__str_char(s, '\'');
    sqla__str_add(s, v.as.text.ptr, n);
    if (n < v.as.text.size) sqla__str_put(s, "...");
    if (quoted) sqla__str_char(s, '\'');
}

/* ---- Errors of a connection */

static sqla_conn sqla__conn_no_memory = {
    .first = { .code = SQLA_MEMORY_ERROR, .row = -1, .message = "out of memory" },
    .last = { .code = SQLA_MEMORY_ERROR, .row = -1, .message = "out of memory" } };

static sqla_status sqla__conn_note(sqla_conn *c, const sqla_error_record *e)
{
    if (c == &sqla__conn_no_memory) return SQLA_MEMORY_ERROR;
    if (e != &c->last) c->last = *e;
    if (!c->first.code) c->first = *e;
    if (e->is_disconnect && c->raw) c->raw->broken = true;
    return e->code;
}

static sqla_status sqla__conn_fail(sqla_conn *c, sqla_status code, const char *text)
{
    sqla_error_record e;
    sqla__err_set(&e, code, "%s", text);
    return sqla__conn_note(c, &e);
}

/* May this connection be used? */
static sqla_status sqla__conn_usable(sqla_conn *c)
{
    if (!c) return SQLA_ARGUMENT_ERROR;
    if (c->raw) return SQLA_OK;
    return c->first.code ? c->first.code : SQLA_RESOURCE_CLOSED;
}

/* ---- Transactions */

/* Runs a statement of the library's own. */
static sqla_status sqla__conn_run(sqla_conn *c, const char *sql)
{
    sqla_error_record err = sqla__err_none;
    sqla__eng_log(c->engine, sql);
    if (c->engine->driver->run(c->raw->handle, sql, &err) == SQLA_OK) return SQLA_OK;
    sqla__err_copy(err.sql, sizeof err.sql, sql, strlen(sql));
    return sqla__conn_note(c, &err);
}

/* Ends the cursors of a transaction that ends. */
static void sqla__conn_close_results(sqla_conn *c)
{
    for (sqla_result *r = c->raw->results; r; r = r->next) {
        if (!r->done && r->status == SQLA_OK) {
            r->status = SQLA_RESOURCE_CLOSED;
            r->error = &sqla__res_ended;
        }
        r->stepped = false;
        sqla__res_close(r);
    }
}

/* Gives the database connection back; the results live on without rows. */
static void sqla__conn_release(sqla_conn *c)
{
    sqla__raw *raw = c->raw;
    if (!raw) return;
    sqla__conn_close_results(c);
    sqla_result **at = &raw->results, *r;
    while ((r = *at) != NULL) {
        if (r->conn != c) {
            at = &r->next;
            continue;
        }
        *at = r->next;
        r->next = c->failed;
        c->failed = r;
    }
    c->raw = NULL;
    if (raw->refs == 1 && c->engine->driver->in_transaction(raw->handle)) raw->broken = true;
    sqla__pool_put(c->engine, raw);
}

/* Takes a database connection again after sqla__conn_release. */
static sqla_status sqla__conn_acquire(sqla_conn *c)
{
    sqla_error_record err = sqla__err_none;
    if (c->raw) return SQLA_OK;
    if (!c->engine || c->engine->error.code) return sqla__conn_usable(c);
    c->raw = sqla__pool_get(c->engine, &err);
    return c->raw ? SQLA_OK : sqla__conn_note(c, &err);
}

static sqla_status sqla__conn_autobegin(sqla_conn *c)
{
    if (c->raw->level) return SQLA_OK;
    sqla_status status = sqla__conn_run(c, "BEGIN");
    if (status) return status;
    c->raw->level = 1;
    c->raw->savepoints = 0;
    c->raw->begun = false;
    c->raw->owner = c;
    return SQLA_OK;
}

/* "SAVEPOINT sa_savepoint_2": the name is that of the innermost open level, or of the next one. */
static sqla_status sqla__conn_savepoint(sqla_conn *c, const char *verb, int number)
{
    char sql[80];
    size_t n = strlen(verb);
    memcpy(sql, verb, n);
    memcpy(sql + n, "sa_savepoint_", 13);
    *sqla__val_digits(sql + n + 13, number, 1) = 0;
    return sqla__conn_run(c, sql);
}

/* The database may have ended the transaction by itself (disk full, some conflicts). */
static void sqla__conn_check_level(sqla_conn *c)
{
    if (c->raw->level && !c->engine->driver->in_transaction(c->raw->handle)) {
        c->raw->level = 0;
        c->raw->owner = NULL;
    }
}

sqla_status sqla_conn_begin(sqla_conn *c)
{
    sqla_status status = sqla__conn_usable(c);
    if (status) return status;
    if (c->raw->level)
        return sqla__conn_fail(c, SQLA_INVALID_REQUEST,
            "a transaction is already begun on this connection (the first statement begins one)");
    status = sqla__conn_autobegin(c);
    c->raw->begun = !status;
    return status;
}

sqla_status sqla_conn_begin_nested(sqla_conn *c)
{
    sqla_status status = sqla__conn_usable(c);
    if (status || (status = sqla__conn_autobegin(c)) != SQLA_OK) return status;
    status = sqla__conn_savepoint(c, "SAVEPOINT ", c->raw->level);
    if (!status) c->raw->level++;
    return status;
}

sqla_status sqla_conn_commit(sqla_conn *c)
{
    sqla_status status = sqla__conn_usable(c);
    if (status || !c->raw->level) return status;
    if (c->blocks && c->raw->level <= c->blocks)
        return sqla__conn_fail(c, SQLA_INVALID_REQUEST,
                               "sqla_commit inside a block: its end commits");
    if (c->raw->level > 1) {
        status = sqla__conn_savepoint(c, "RELEASE SAVEPOINT ", c->raw->level - 1);
        if (!status) c->raw->level--;
        return status;
    }
    sqla__conn_close_results(c);
    status = sqla__conn_run(c, "COMMIT");
    if (!status) c->raw->level = 0, c->raw->owner = NULL;
    else sqla__conn_check_level(c);
    return status;
}

sqla_status sqla_conn_rollback(sqla_conn *c)
{
    sqla_status status = sqla__conn_usable(c);
    if (status || !c->raw->level) return status;
    sqla__conn_close_results(c);
    sqla__conn_check_level(c);
    if (c->raw->level > 1) {
        status = sqla__conn_savepoint(c, "ROLLBACK TO SAVEPOINT ", c->raw->level - 1);
        if (!status) c->raw->level--;
        return status;
    }
    if (c->raw->level) status = sqla__conn_run(c, "ROLLBACK");
    if (status) c->raw->broken = true;
    c->raw->level = 0;
    c->raw->owner = NULL;
    return status;
}

sqla_status sqla_conn_commit_all(sqla_conn *c)
{
    sqla_status status = sqla__conn_usable(c);
    while (!status && c->raw->level) status = sqla_conn_commit(c);
    return status;
}

sqla_status sqla_conn_rollback_all(sqla_conn *c)
{
    sqla_status status = sqla__conn_usable(c);
    if (!status && c->raw->level > 1) c->raw->level = 1;
    return status ? status : sqla_conn_rollback(c);
}

bool sqla_conn_in_transaction(const sqla_conn *c) { return c && c->raw && c->raw->level > 0; }

/* ---- Execution */

/* What an execution is made of, from its arguments to the prepared statement. */
typedef struct sqla__conn_execution {
    sqla_conn        *c;
    sqla_stmt        *q;
    sqla__key         key;
    const uint32_t   *words;            /* of the key, or of a frozen statement */
    size_t            n_words;
    uint64_t          hash, shape;
    sqla__text_source      values;
    sqla__prepared   *prepared;
    const char       *given_room[16];
    const char      **given;            /* names of the parameters */
    size_t            n_given;
    sqla_arena       *arena;            /* for texts made on the way */
    bool              outlives;         /* rows are read after the call: its texts are copied */
    sqla__plan       *plan;             /* compiled for this execution; NULL: it was prepared */
    sqla_error_record err;
} sqla__conn_execution;

static void sqla__conn_run_free(sqla__conn_execution *x)
{
    sqla__node_key_free(&x->key);
    sqla__sql_release(x->plan);
    if (x->given != x->given_room)
        sqla__mem_free(&sqla__mem_process, (void *)x->given, x->n_given * sizeof *x->given);
}

/* Fills the names of an execution's parameters; false without memory. */
static bool sqla__conn_names(sqla__conn_execution *x, const sqla_pair *pairs)
{
    size_t n = 0;
    x->given = x->given_room;
    while (pairs && pairs[n].name) n++;
    x->n_given = n;
    if (n > SQLA__COUNT_OF(x->given_room))
        x->given = (const char **)sqla__mem_alloc(&sqla__mem_process, n * sizeof *x->given);
    if (!x->given) {
        x->given = x->given_room;
        x->n_given = 0;
        return false;
    }
    for (size_t i = 0; i < n; i++) x->given[i] = pairs[i].name;
    return true;
}

/* The statement's structure: ready in a frozen one, else by a walk. */
static bool sqla__conn_identify(sqla__conn_execution *x, const sqla_pair *pairs)
{
    const sqla_stmt *q = x->q;
    bool names = q->e.node.kind == SQLA__K_INSERT || q->e.node.kind == SQLA__K_UPDATE;
    x->values = (sqla__text_source){ x->key.bind, q->given, pairs, x->arena };
    if (q->frozen_key && !names) {
        x->words = q->frozen_key;
        x->n_words = q->frozen_words;
        x->hash = q->frozen_hash;
        x->values.bind = q->frozen_bind;
        return true;
    }
    if (names && !sqla__conn_names(x, pairs)) return false;
    if (names) {
        sqla__text_key(&x->key, q, x->given, x->n_given);
    } else {
        sqla__node_key_init(&x->key);
        sqla__node_encode(&x->key, &q->e);
    }
    x->words = x->key.word;
    x->n_words = x->key.n;
    x->hash = sqla__node_hash(x->words, x->n_words);
    x->values.bind = x->key.bind;
    return !x->key.failed;
}

/* A hash of what a dynamic plan's text depends on: list lengths and numbers in the text. */
static uint64_t sqla__conn_shape(const sqla__plan *p, const sqla__text_source *from)
{
    uint64_t h = 1;
    sqla_value v;
    if (p->sql) return 0;
    for (int i = 0; i < p->n_slots; i++) {
        if (p->slot[i].list) h = sqla__plat_mix(h ^ from->bind[p->slot[i].index]->node.n);
        if (p->slot[i].literal && sqla__text_value(&p->slot[i], from, &v))
            h = sqla__plat_mix(h ^ (uint64_t)v.as.i ^ (uint64_t)i << 56);
    }
    return h;
}

/* Copies a frozen statement's key where the compiler looks for it. */
static void sqla__conn_thaw(sqla__conn_execution *x)
{
    if (x->words == x->key.word) return;
    sqla__node_key_init(&x->key);
    for (size_t i = 0; i < x->q->frozen_words; i++) sqla__node_word(&x->key, x->q->frozen_key[i]);
    for (size_t i = 0; i < x->q->frozen_binds; i++)
        sqla__node_key_bind(&x->key, x->q->frozen_bind[i]);
}

static bool sqla__conn_prepare(sqla__conn_execution *x, sqla__plan *p)
{
    sqla_engine *e = x->c->engine;
    sqla__raw *raw = x->c->raw;
    sqla__str sql = { 0 };
    int *order = p->order, n_order = p->n_order, *own = NULL;
    void *stmt = NULL;
    char *keep = NULL;
    bool good = true;
    if (!p->sql) {
        good =
            sqla__text_render(p, e->dialect, e->dialect->style, &x->values, &sql, &order, &n_order);
        own = good ? (int *)sqla__mem_alloc(&e->allocator, ((size_t)n_order + 1) * sizeof *own)
                   : NULL;
        keep = own ? (char *)sqla__mem_alloc(&e->allocator, sql.size + 1) : NULL;
        if (own) memcpy(own, order, (size_t)n_order * sizeof *own);
        if (keep) memcpy(keep, sql.data ? sql.data : "", sql.size + 1);
        else sqla__err_set(&x->err, SQLA_MEMORY_ERROR, "out of memory");
        good = keep != NULL;
    }
    const char *text = p->sql ? p->sql : sql.data ? sql.data : "";
    if (good) {
        good =
            e->driver->prepare(raw->handle, text, p->sql ? p->sql_size : sql.size, &stmt, &x->err)
            == SQLA_OK;
        if (!good) sqla__err_copy(x->err.sql, sizeof x->err.sql, text, strlen(text));
    }
    if (good) {
        x->prepared = sqla__pool_keep(e, raw, p, stmt, x->shape);
        if (!x->prepared) {
            e->driver->finalize(stmt);
            sqla__err_set(&x->err, SQLA_MEMORY_ERROR, "out of memory");
        } else {
            SQLA__ADD(&p->refs, 1);
            x->prepared->order = order;
            x->prepared->n_order = n_order;
            if (own) {
                x->prepared->order = own;
                x->prepared->n_own_order = n_order + 1;
                x->prepared->sql = keep;
                x->prepared->sql_size = sql.size + 1;
                own = NULL;
                keep = NULL;
            }
        }
    }
    if (own) sqla__mem_free(&e->allocator, own, ((size_t)n_order + 1) * sizeof *own);
    if (keep) sqla__mem_free(&e->allocator, keep, sql.size + 1);
    sqla__str_free(&sql);
    return x->prepared != NULL;
}

/* Finds or makes the prepared statement: on this connection, else from the engine's plans. */
static bool sqla__conn_find(sqla__conn_execution *x)
{
    static const char *const nothing[1] = { NULL };
    sqla_engine *e = x->c->engine;
    sqla__raw *raw = x->c->raw;
    sqla__plan *p = NULL;
    sqla__sql_request want = { .dialect = e->dialect,
                               .given = x->given ? x->given : nothing,
                               .n_given = x->n_given };
    x->prepared = sqla__pool_find(raw, x->hash, x->words, x->n_words, 0);
    if (!x->prepared) p = sqla__text_find(&e->cache, x->hash, x->words, x->n_words);
#ifdef SQLA_DEBUG_HOSTILE
    sqla__conn_thaw(x);
    if ((p || x->prepared)
        && !sqla__text_verify(p ? p : x->prepared->plan, x->q, &x->key, &want, &x->err)) {
        sqla__sql_release(p);
        x->prepared = NULL;
        return false;
    }
#endif
    if (x->prepared) return true;
    if (!p) {
        sqla__conn_thaw(x);
        p = sqla__sql_compile(x->q, &x->key, &want, &sqla__mem_process, &x->err);
        if (!p) return false;
        p->hash = x->hash;
        sqla__text_add(&e->cache, p);
    }
    x->shape = sqla__conn_shape(p, &x->values);
    if (x->shape) x->prepared = sqla__pool_find(raw, x->hash, x->words, x->n_words, x->shape);
    x->plan = p;
    return x->prepared || sqla__conn_prepare(x, p);
}

/* Every name given is a parameter of the statement. */
static bool sqla__conn_check_names(sqla__conn_execution *x, const sqla_pair *pairs)
{
    const sqla__plan *p = x->prepared->plan;
    const char *unknown = sqla__text_unknown(p, x->q->given);
    for (; !unknown && pairs && pairs->name; pairs++) {
        bool known = false;
        for (int i = 0; i < p->n_slots && !known; i++)
            known = p->slot[i].named && strcmp(p->slot[i].name, pairs->name) == 0;
        if (!known) unknown = pairs->name;
    }
    if (unknown)
        sqla__err_set(&x->err, SQLA_STATEMENT_ERROR, "the statement has no parameter %q", unknown);
    return !unknown;
}

/* Binds one value; texts made on the way lie in the connection's arena until the reset. */
static bool sqla__conn_bind(sqla__conn_execution *x, int at, const sqla__slot *slot, sqla_value v)
{
    const sqla_driver *d = x->c->engine->driver;
    char scratch[96];
    if (v.kind == SQLA_VALUE_INT && sqla__type_family_of(slot->type) == SQLA__TYPE_INTS)
        return d->bind(x->prepared->stmt, at, &v, &x->err) == SQLA_OK;
    const char *wrong = sqla__type_bind(&v, slot->type, d->native, scratch);
    if (wrong) {
        sqla__err_set(&x->err, SQLA_DATA_ERROR, "parameter %q: %s", slot->name, wrong);
        sqla__err_copy(x->err.column, sizeof x->err.column, slot->name, strlen(slot->name));
        return false;
    }
    if (sqla__val_is_text(&v) && (v.as.text.ptr == scratch || (x->outlives && slot->named)
                              || slot->source == SQLA__FROM_DEFAULT)) {
        char *copy = (char *)sqla_arena_alloc(x->arena, v.as.text.size + 1);
        if (!copy) {
            sqla__err_set(&x->err, SQLA_MEMORY_ERROR, "out of memory");
            return false;
        }
        if (v.as.text.size) memcpy(copy, v.as.text.ptr, v.as.text.size);
        copy[v.as.text.size] = 0;
        v.as.text.ptr = copy;
    }
    return d->bind(x->prepared->stmt, at, &v, &x->err) == SQLA_OK;
}

static bool sqla__conn_bind_all(sqla__conn_execution *x)
{
    const sqla__prepared *p = x->prepared;
    const sqla__plan *plan = p->plan;
    int at = 0;
    sqla_value v;
    for (int i = 0; i < p->n_order; i++) {
        const sqla__slot *slot = &plan->slot[p->order[i]];
        if (slot->list) {
            const sqla__list *list = (const sqla__list *)x->values.bind[slot->index];
            sqla__slot typed = *slot;
            typed.type = list->e.type;
            for (uint32_t k = 0; k < list->e.node.n; k++)
                if (!sqla__conn_bind(x, at++, &typed, list->values[k])) return false;
            continue;
        }
        if (!sqla__text_value(slot, &x->values, &v)) {
            sqla__err_set(&x->err, SQLA_STATEMENT_ERROR,
                          "a value is required for bind parameter %q", slot->name);
            return false;
        }
        if (!sqla__conn_bind(x, at++, slot, v)) return false;
    }
    return true;
}

/* The values of an execution in one line, for log and error record: as they are bound. */
static void sqla__conn_show_values(const sqla__conn_execution *x, sqla__str *s)
{
    const sqla__plan *p = x->prepared ? x->prepared->plan : x->plan;
    const int *order = x->prepared ? x->prepared->order : p->order;
    int n_order = x->prepared ? x->prepared->n_order : p->sql ? p->n_order : 0;
    char scratch[96];
    sqla_value v;
    sqla__str_char(s, '(');
    for (int i = 0, n = 0; i < n_order && n < 100; i++) {
        const sqla__slot *slot = &p->slot[order[i]];
        const sqla__list *list =
            slot->list ? (const sqla__list *)x->values.bind[slot->index] : NULL;
        for (uint32_t k = 0; k < (list ? list->e.node.n : 1) && n < 100; k++) {
            if (list) v = list->values[k];
            else if (slot->source == SQLA__FROM_DEFAULT && slot->fallback->kind == SQLA__DEFAULT_FN)
                v = sqla_value_text("a default's function");    /* called once a row, not here */
            else if (!sqla__text_value(slot, &x->values, &v)) continue;
            if (n++) sqla__str_put(s, ", ");
            if (sqla__type_kind(slot->type) == SQLA_TYPE_ENUM)
                sqla__type_bind(&v, slot->type, ~0u, scratch);
            sqla__eng_show(s, &v);
        }
    }
    sqla__str_char(s, ')');
}

/* The text of an execution's prepared statement. */
static const char *sqla__conn_sql(const sqla__conn_execution *x)
{
    const char *own = x->prepared->sql;
    return own ? own : x->prepared->plan->sql ? x->prepared->plan->sql : "";
}

static void sqla__conn_log_execution(const sqla__conn_execution *x)
{
    sqla__str s = { 0 };
    const sqla_engine *e = x->c->engine;
    if (!e->options.echo) return;
    sqla__eng_log(e, sqla__conn_sql(x));
    if (e->options.hide_parameters) sqla__str_put(&s, "[parameters hidden]");
    else sqla__conn_show_values(x, &s);
    if (!s.failed) sqla__eng_log(e, s.data);
    sqla__str_free(&s);
}

/* Adds the statement and its values to the error. */
static void sqla__conn_explain(sqla__conn_execution *x)
{
    sqla__str s = { 0 };
    const sqla__plan *p = x->prepared ? x->prepared->plan : x->plan;
    if (!p) return;
    const char *sql = x->prepared ? sqla__conn_sql(x) : p->sql;
    if (!*x->err.sql && sql) sqla__err_copy(x->err.sql, sizeof x->err.sql, sql, strlen(sql));
    if (x->c->engine->options.hide_parameters) return;
    sqla__conn_show_values(x, &s);
    if (!s.failed) sqla__err_copy(x->err.params, sizeof x->err.params, s.data, s.size);
    sqla__str_free(&s);
}

/* From the arguments of an execution to a statement that is bound and ready. The caller calls
 * sqla__conn_run_free. */
static bool sqla__conn_ready(sqla__conn_execution *x, sqla_conn *c, sqla_stmt *q,
                             const sqla_pair *pairs)
{
    const sqla_error_record *bad = sqla__node_error((const sqla_expr *)q);
    x->c = c;
    x->q = q;
    x->prepared = NULL;
    x->plan = NULL;
    x->shape = 0;
    x->given = x->given_room;
    x->n_given = 0;
    x->err.code = SQLA_OK;
    x->key.word = x->key.word_room, x->key.seen = x->key.seen_room, x->key.bind = x->key.bind_room;
    x->words = NULL;
    if (bad->code) {
        x->err = *bad;
        return false;
    }
    if (x->arena == &c->arena) sqla__mem_arena_free(&c->arena);
    if (!sqla__conn_identify(x, pairs)) {
        sqla__err_set(&x->err, SQLA_MEMORY_ERROR, "out of memory");
        return false;
    }
    if (!sqla__conn_find(x) || !sqla__conn_check_names(x, pairs)) return false;
    if (sqla__conn_autobegin(c)) {
        x->err = c->last;
        return false;
    }
    return sqla__conn_bind_all(x);
}

/* Notes the failure of an execution. */
static sqla_status sqla__conn_give_up(sqla__conn_execution *x)
{
    if (x->err.code == SQLA_OK) return SQLA_OK;
    sqla__conn_explain(x);
    sqla__conn_note(x->c, &x->err);
    if (x->prepared) x->c->engine->driver->reset(x->prepared->stmt);
    sqla__conn_check_level(x->c);
    return x->err.code;
}

/* A result of this connection, from its spare one if there is one. */
static sqla_result *sqla__conn_result(sqla_conn *c)
{
    sqla_result *r = c->spare;
    if (!r) r = (sqla_result *)sqla__mem_alloc(&sqla__mem_process, sizeof *r);
    if (!r) return NULL;
    c->spare = NULL;
    memset(r, 0, sizeof *r);
    r->conn = c;
    r->rowcount = -1;
    r->done = true;
    sqla__mem_arena_init(&r->arena, &sqla__mem_process);
    sqla__mem_arena_init(&r->bound, &sqla__mem_process);
    sqla_result **list = c->raw ? &c->raw->results : &c->failed;
    r->next = *list;
    *list = r;
    return r;
}

static sqla_result *sqla__conn_failed_result(sqla_conn *c, const sqla_error_record *e)
{
    sqla_result *r = sqla__conn_result(c);
    if (!r) return &sqla__res_no_memory;
    r->status = e->code;
    sqla_error_record *copy = (sqla_error_record *)sqla__mem_alloc(&sqla__mem_process, sizeof *e);
    if (copy) *copy = *e;
    r->error = copy ? copy : &sqla__err_memory;
    return r;
}

/* Steps a ready statement for the first time and fills the result. */
static void sqla__conn_start(sqla__conn_execution *x, sqla_result *r)
{
    const sqla_driver *d = x->c->engine->driver;
    sqla__prepared *p = x->prepared;
    bool row = false;
    if (x->c->engine->options.echo) sqla__conn_log_execution(x);
    if (d->step(p->stmt, &row, &x->err)) return;
    r->prepared = p;
    r->plan = p->plan;
    SQLA__ADD(&r->plan->refs, 1);
    r->n_columns = d->column_count(p->stmt);
    r->stepped = row;
    r->done = false;
    p->busy = true;
    if (!p->plan->is_dml && r->n_columns == 0) r->rowcount = 0;
    if (p->plan->is_dml && !row) r->rowcount = d->changes(x->c->raw->handle);
    if (p->plan->is_insert && r->rowcount != 0) r->key = d->last_id(x->c->raw->handle);
    if (p->plan->is_text) sqla__conn_check_level(x->c);         /* it may have been COMMIT */
    if (!row) sqla__res_close(r);
}

sqla_result *sqla_conn_execute(sqla_conn *c, sqla_stmt *q, const sqla_pair *params)
{
    sqla__conn_execution x;
    sqla_status status = sqla__conn_usable(c);
    sqla_result *r = status ? NULL : sqla__conn_result(c);
    if (!r) {
        sqla__node_drop(q);
        if (!status) sqla__conn_note(c, &sqla__err_memory);
        if (!c) return &sqla__res_null;
        return status && c != &sqla__conn_no_memory ? sqla__conn_failed_result(c, &c->first)
                                                    : &sqla__res_no_memory;
    }
    x.arena = &r->bound;
    x.outlives = true;
    if (sqla__conn_ready(&x, c, q, params)) sqla__conn_start(&x, r);
    if (sqla__conn_give_up(&x)) sqla__res_note(r, &x.err);
    if (r->prepared) r->stmt = (sqla_stmt *)sqla__node_ref(q);
    else sqla__mem_arena_free(&r->bound);
    sqla__conn_run_free(&x);
    sqla__node_drop(q);
    return r;
}

int64_t sqla_conn_exec(sqla_conn *c, sqla_stmt *q, const sqla_pair *params)
{
    sqla_result *r = sqla_conn_execute(c, q, params);
    int64_t n;
    while (sqla_next(r)) continue;
    n = r->status ? -1 : r->rowcount < 0 ? 0 : r->rowcount;
    sqla_result_free(r);
    return n;
}

sqla_status sqla_exec_driver_sql(sqla_conn *c, const char *sql)
{
    sqla_status status = sqla__conn_usable(c);
    if (status) return status;
    if (!sql) return sqla__conn_fail(c, SQLA_ARGUMENT_ERROR, "sqla_exec_driver_sql: NULL given");
    status = sqla__conn_run(c, sql);
    bool open = c->engine->driver->in_transaction(c->raw->handle);
    if (!open) c->raw->level = 0, c->raw->owner = NULL;
    else if (!c->raw->level) c->raw->level = 1, c->raw->owner = c;
    return status;
}

/* A savepoint around a call that is all or nothing. */
static sqla_status sqla__conn_enter(sqla_conn *c)
{
    sqla_status status = sqla__conn_autobegin(c);
    return status ? status : sqla__conn_run(c, "SAVEPOINT sqla_all_or_nothing");
}

static void sqla__conn_leave(sqla_conn *c, bool good)
{
    sqla_error_record first = c->first, last = c->last;
    sqla__conn_check_level(c);
    if (!c->raw->level) return;
    if (!good) sqla__conn_run(c, "ROLLBACK TO SAVEPOINT sqla_all_or_nothing");
    sqla__conn_run(c, "RELEASE SAVEPOINT sqla_all_or_nothing");
    if (!good) c->first = first, c->last = last;
}

/* The pairs of one set of parameters. */
static void sqla__conn_set_pairs(const sqla_params *sets, size_t set, sqla_pair *out)
{
    for (size_t i = 0; i < sets->n_names; i++) {
        out[i].name = sets->name[i];
        out[i].value = sets->value[set * sets->n_names + i];
    }
    out[sets->n_names].name = NULL;
}

static bool sqla__conn_each_set(sqla__conn_execution *x, const sqla_params *sets, sqla_pair *pairs,
                                int64_t *total)
{
    const sqla_driver *d = x->c->engine->driver;
    size_t n = sqla_params_count(sets);
    for (size_t i = 0; i < n; i++) {
        bool row = true;
        sqla__conn_set_pairs(sets, i, pairs);
        sqla__mem_arena_free(&x->c->arena);
        bool good = sqla__conn_bind_all(x);
        while (good && row) good = d->step(x->prepared->stmt, &row, &x->err) == SQLA_OK;
        if (!good) {
            x->err.row = (int64_t)i;
            return false;
        }
        *total += x->prepared->plan->is_dml ? d->changes(x->c->raw->handle) : 0;
        d->reset(x->prepared->stmt);
    }
    return true;
}

static void sqla__conn_many(sqla__conn_execution *x, const sqla_params *sets, sqla_pair *pairs,
                            sqla_result *r)
{
    int64_t total = 0;
    bool good;
    if (x->prepared->plan->n_columns && !x->prepared->plan->is_dml) {
        sqla__err_set(&x->err, SQLA_INVALID_REQUEST,
                      "sqla_execute_many: a SELECT is executed once");
        return;
    }
    if (sqla__conn_enter(x->c)) {
        x->err = x->c->last;
        return;
    }
    if (x->c->engine->options.echo) sqla__conn_log_execution(x);
    good = sqla__conn_each_set(x, sets, pairs, &total);
    x->c->engine->driver->reset(x->prepared->stmt);
    if (good) r->rowcount = total;
    else sqla__conn_give_up(x);
    sqla__conn_leave(x->c, good);
}

sqla_result *sqla_conn_execute_many(sqla_conn *c, sqla_stmt *q, const sqla_params *sets)
{
    sqla__conn_execution x;
    sqla_result *r;
    sqla_pair *pairs;
    sqla_status status = sqla__conn_usable(c);
    if (status) return sqla_conn_execute(c, q, NULL);
    r = sqla__conn_result(c);
    size_t size = ((sets ? sets->n_names : 0) + 1) * sizeof *pairs;
    pairs = (sqla_pair *)sqla__mem_alloc(&sqla__mem_process, size);
    memset(&x.err, 0, sizeof x.err);
    x.given = x.given_room;
    x.prepared = NULL;
    x.plan = NULL;
    x.arena = &c->arena;
    x.outlives = false;
    x.c = c;
    sqla__node_key_init(&x.key);
    if (!r || !pairs) {
        sqla__err_set(&x.err, SQLA_MEMORY_ERROR, "out of memory");
    } else if (!sets || sets->status || (sets->filled && sets->filled != sets->n_names)) {
        sqla__err_set(&x.err, !sets ? SQLA_ARGUMENT_ERROR : sets->status ? sets->status
                                                                         : SQLA_STATEMENT_ERROR,
            !sets ? "sqla_execute_many: no sets of parameters given"
                  : "sqla_execute_many: a set has other parameters than the first one: %q",
            sets && sets->odd ? sets->odd : sets && sets->n_names ? sets->name[0] : NULL);
    } else if (sqla__node_error((const sqla_expr *)q)->code) {
        x.err = *sqla__node_error((const sqla_expr *)q);
    } else if (!sqla_params_count(sets)) {
        r->rowcount = 0;
    } else {
        sqla__conn_set_pairs(sets, 0, pairs);
        if (sqla__conn_ready(&x, c, q, pairs)) sqla__conn_many(&x, sets, pairs, r);
    }
    if (x.err.code) {
        sqla__conn_give_up(&x);
        if (r) sqla__res_note(r, &x.err);
    }
    sqla__conn_run_free(&x);
    sqla__mem_free(&sqla__mem_process, pairs, size);
    sqla__node_drop(q);
    return r ? r : &sqla__res_no_memory;
}

/* ---- Scalars */

sqla_status sqla_conn_scalar(sqla_conn *c, sqla_stmt *q, const sqla_out *out,
                             const sqla_pair *params)
{
    sqla_status status = sqla__conn_usable(c);
    sqla_error_record e = sqla__err_none;
    if (status || !out || !out->ptr) {
        sqla__node_drop(q);
        return status ? status : SQLA_ARGUMENT_ERROR;
    }
    sqla__mem_arena_free(&c->scalars);
    memset(out->ptr, 0, out->size);
    sqla_result *r = sqla_conn_execute(c, q, params);
    if (sqla_next(r)) {
        sqla_value v;
        sqla_field_plan plan = { .ctype = (uint8_t)out->ctype, .size = (uint32_t)out->size,
                                 .type = sqla__res_type(r, 0), .name = sqla_row_name(r, 0) };
        sqla__res_raw(r, 0, &v);
        status = r->status;
        if (!status) status = sqla_driver_store(&plan, &v, out->ptr, &c->scalars, &e);
        if (e.code) sqla__conn_note(c, &e);
    } else {
        status = r->status ? r->status : SQLA_NO_RESULT_FOUND;
    }
    sqla_result_free(r);
    return status;
}

/* The first row's first column, for the forms that answer a value. */
static sqla_result *sqla__conn_first(sqla_conn *c, sqla_stmt *q, const sqla_pair *params)
{
    sqla_result *r = sqla_conn_execute(c, q, params);
    sqla_next(r);
    return r;
}

int64_t sqla_conn_scalar_int(sqla_conn *c, sqla_stmt *q, const sqla_pair *params)
{
    sqla_result *r = sqla__conn_first(c, q, params);
    int64_t v = sqla_row_int(r, 0);
    sqla_result_free(r);
    return v;
}

double sqla_conn_scalar_double(sqla_conn *c, sqla_stmt *q, const sqla_pair *params)
{
    sqla_result *r = sqla__conn_first(c, q, params);
    double v = sqla_row_double(r, 0);
    sqla_result_free(r);
    return v;
}

const char *sqla_conn_scalar_text(sqla_conn *c, sqla_stmt *q, const sqla_pair *params)
{
    const char *text = NULL;
    sqla_out out = { SQLA_C_TEXT, sizeof text, (void *)&text };
    return sqla_conn_scalar(c, q, &out, params) == SQLA_OK ? text : NULL;
}

/* ---- Rows into structs */

/* Before the items of a fetched block. */
typedef struct sqla__conn_fetched {
    sqla_arena texts;
    size_t     size;                    /* of the whole block in bytes */
    int64_t    align;
} sqla__conn_fetched;

/* The column of the result for each field of a table. */
static bool sqla__conn_match(sqla__conn_execution *x, const sqla_table *t, sqla_field_plan *fields,
                             int *n)
{
    const sqla_driver *d = x->c->engine->driver;
    const sqla__plan *p = x->prepared->plan;
    int columns = d->column_count(x->prepared->stmt);
    sqla__column *c;
    *n = 0;
    for (int i = 0; i < columns; i++) {
        const char *name =
            i < p->n_columns ? p->column[i].name : d->column_name(x->prepared->stmt, i);
        c = name ? sqla__schema_column(t, name) : NULL;
        if (!c && name)
            for (size_t k = 0; (c = sqla__schema_next(t, &k)) != NULL;)
                if (strcmp(c->def->attr, name) == 0) break;
        if (!c || !c->def->size) continue;
        fields[(*n)++] = sqla__schema_plan(c, i);
    }
    if (*n) return true;
    sqla__err_set(&x->err, SQLA_NO_SUCH_COLUMN, "no column of the result is a field of model %s",
                  t->model);
    return false;
}

/* The field plan of a prepared statement and a table, made once. */
static bool sqla__conn_fields(sqla__conn_execution *x, const sqla_table *t)
{
    sqla__prepared *p = x->prepared;
    const sqla_allocator *a = &x->c->engine->allocator;
    size_t columns = (size_t)x->c->engine->driver->column_count(p->stmt);
    int n;
    if (p->fields_of == t->cell->serial) return true;
    sqla__mem_free(a, p->fields, (size_t)p->n_fields * sizeof *p->fields);
    p->fields_of = 0;
    p->n_fields = 0;
    p->fields = NULL;
    if (!columns) {
        sqla__err_set(&x->err, SQLA_RESOURCE_CLOSED, "the statement returns no rows");
        return false;
    }
    sqla_field_plan *room = (sqla_field_plan *)sqla__mem_alloc(a, columns * sizeof *room);
    if (!room) {
        sqla__err_set(&x->err, SQLA_MEMORY_ERROR, "out of memory");
        return false;
    }
    if (sqla__conn_match(x, t, room, &n)) {
        p->fields = (sqla_field_plan *)sqla__mem_alloc(a, (size_t)n * sizeof *room);
        if (p->fields) memcpy(p->fields, room, (size_t)n * sizeof *room);
        else sqla__err_set(&x->err, SQLA_MEMORY_ERROR, "out of memory");
        if (p->fields) p->n_fields = n, p->fields_of = t->cell->serial;
    }
    sqla__mem_free(a, room, columns * sizeof *room);
    return p->fields != NULL;
}

/* Bytes for the texts of a single row, in one block with it. */
enum { SQLA__CONN_ONE_ROOM = 480 };

/* A block for `capacity` items, grown from an older one; with room for the texts of one. */
static sqla__conn_fetched *sqla__conn_block(sqla__conn_fetched *old, size_t capacity, size_t width)
{
    const sqla_allocator *a = &sqla__mem_process;
    size_t size;
    sqla__conn_fetched *b;
    if (capacity > (SIZE_MAX / 4 - sizeof *b) / width) return NULL;
    size = sizeof *b + capacity * width + (capacity == 1 ? SQLA__CONN_ONE_ROOM : 0);
    b = (sqla__conn_fetched *)(old ? a->realloc(old, old->size, size, a->user)
                                   : sqla__mem_alloc(a, size));
    if (!b) return NULL;
    if (!old) sqla__mem_arena_init(&b->texts, a);
    if (capacity == 1) {                        /* one row: never grown, so never moved */
        size_t used = (width + 7) & ~(size_t)7;
        b->texts.at = (char *)(b + 1) + used;
        b->texts.left = SQLA__CONN_ONE_ROOM - (used - width);
    }
    b->size = size;
    return b;
}

static void sqla__conn_free_block(sqla__conn_fetched *b)
{
    if (!b) return;
    sqla__mem_arena_free(&b->texts);
    sqla__mem_free(&sqla__mem_process, b, b->size);
}

/* Reads all rows (or, with `one`, at most two) into a block. */
static sqla__conn_fetched *sqla__conn_read(sqla__conn_execution *x, const sqla_field_plan *fields,
                                           int n_fields, size_t width, bool one, size_t *count)
{
    const sqla_driver *d = x->c->engine->driver;
    size_t capacity = one ? 1 : 16, n = 0;
    sqla__conn_fetched *b = sqla__conn_block(NULL, capacity, width), *bigger;
    bool row = false, good = b != NULL;
    while (good) {
        if (d->step(x->prepared->stmt, &row, &x->err)) break;
        if (!row || (one && n++ == 1)) break;
        if (n == capacity && !one) {
            bigger = sqla__conn_block(b, capacity * 2, width);
            if (!bigger) {
                good = false;
                break;
            }
            b = bigger;
            capacity *= 2;
        }
        char *item = (char *)(b + 1) + (one ? 0 : n) * width;
        memset(item, 0, width);
        if (d->load(x->prepared->stmt, fields, (size_t)n_fields, item, &b->texts, &x->err)) {
            x->err.row = (int64_t)n;
            break;
        }
        if (!one) n++;
    }
    if (!good) sqla__err_set(&x->err, SQLA_MEMORY_ERROR, "out of memory");
    d->reset(x->prepared->stmt);
    *count = n;
    return b;
}

static sqla_status sqla__conn_fetch_rows(sqla__conn_execution *x, const sqla_fetch *f, void **items,
                                         size_t *count)
{
    sqla_field_plan one = { .ctype = (uint8_t)f->item.ctype, .size = (uint32_t)f->item.size };
    const sqla_field_plan *fields = &one;
    const sqla__plan *p = x->prepared->plan;
    int n = 1;
    sqla__conn_fetched *b;
    if (f->table) {
        if (!sqla__conn_fields(x, f->table)) return x->err.code;
        fields = x->prepared->fields;
        n = x->prepared->n_fields;
    } else {
        one.type = p->n_columns ? p->column[0].type : NULL;
        one.direct = sqla__type_is_direct(one.ctype, one.type);
        one.name = p->n_columns ? p->column[0].name : "1";
        if (!x->c->engine->driver->column_count(x->prepared->stmt))
            return sqla__err_set(&x->err, SQLA_RESOURCE_CLOSED, "the statement returns no rows");
    }
    if (x->c->engine->options.echo) sqla__conn_log_execution(x);
    b = sqla__conn_read(x, fields, n, f->table ? f->table->size : f->item.size, !f->count, count);
    if (x->err.code == SQLA_OK && *count && (f->count || *count == 1)) {
        *items = b + 1;
        return SQLA_OK;
    }
    sqla__conn_free_block(b);
    if (x->err.code) return x->err.code;
    return f->count ? SQLA_OK : *count ? SQLA_MULTIPLE_RESULTS_FOUND : SQLA_NO_RESULT_FOUND;
}

sqla_status sqla_conn_fetch(sqla_conn *c, sqla_stmt *q, const sqla_fetch *fetch,
                            const sqla_pair *params)
{
    sqla__conn_execution x;
    void *items = NULL;
    size_t count = 0;
    sqla_status status = sqla__conn_usable(c);
    if (!status && (!fetch || !fetch->items || (fetch->table && !fetch->table->size)))
        status = sqla__conn_fail(c, SQLA_ARGUMENT_ERROR, "sqla_fetch: no struct to fetch into");
    if (!status) {
        x.arena = &c->arena;
        x.outlives = false;
        if (sqla__conn_ready(&x, c, q, params))
            status = sqla__conn_fetch_rows(&x, fetch, &items, &count);
        if (x.err.code) status = sqla__conn_give_up(&x);
        sqla__conn_run_free(&x);
    }
    if (status) count = 0;
    if (fetch && fetch->items) memcpy(fetch->items, &items, sizeof items);
    if (fetch && fetch->count) *fetch->count = count;
    sqla__node_drop(q);
    if (status == SQLA_MULTIPLE_RESULTS_FOUND)
        sqla__conn_fail(c, status, "sqla_fetch_one: more than one row was found");
    return status;
}

void sqla_fetch_free(void *items)
{
    if (items) sqla__conn_free_block((sqla__conn_fetched *)items - 1);
}

/* ---- Bulk: arrays of structs written with statements of many rows */

typedef enum sqla__conn_bulk_kind {
    SQLA__CONN_INSERT,
    SQLA__CONN_UPDATE,
    SQLA__CONN_DELETE
} sqla__conn_bulk_kind;

typedef struct sqla__conn_bulk_job {
    sqla_conn               *c;
    sqla__conn_bulk_kind          kind;
    const sqla_table        *table;
    const sqla_bulk_options *options;
    const char              *rows;
    sqla_field_plan         *fields;    /* of one row, in the order of its parameters */
    int                      n_fields, n_keys;
    sqla__column            *auto_key;  /* left out of the rows written now; NULL: none */
    void                    *stmt;      /* for `width` rows */
    size_t                   width;
    sqla_error_record        err;
} sqla__conn_bulk_job;

/* Fills the fields of a row: for UPDATE and DELETE the key first. */
static bool sqla__conn_bulk_fields(sqla__conn_bulk_job *b)
{
    const sqla_bulk_options *o = b->options;
    sqla__column *c;
    b->n_fields = b->n_keys = 0;
    for (int pass = b->kind == SQLA__CONN_INSERT; pass < (b->kind == SQLA__CONN_DELETE ? 1 : 2);
         pass++) {
        for (size_t i = 0; (c = sqla__schema_next(b->table, &i)) != NULL;) {
            const char *name = sqla__schema_name(c->def);
            bool key = sqla__schema_is_key(c);
            if (!c->def->size || (pass == 0) != (key && b->kind != SQLA__CONN_INSERT)) continue;
            if (b->kind == SQLA__CONN_INSERT && (c == b->auto_key
                    || sqla__schema_in_list(o->omit, name))) continue;
            if (b->kind == SQLA__CONN_UPDATE && pass && o->only
                && !sqla__schema_in_list(o->only, name)) continue;
            b->fields[b->n_fields] = sqla__schema_plan(c, b->n_fields);
            b->n_fields++;
            if (pass == 0) b->n_keys++;
        }
    }
    if (b->n_fields > 0 && (b->kind == SQLA__CONN_INSERT || b->n_keys)
        && (b->kind != SQLA__CONN_UPDATE || b->n_fields > b->n_keys)) return true;
    sqla__err_set(&b->err, SQLA_ARGUMENT_ERROR,
                  "bulk write of %s: no columns to write, or no primary key to find rows by",
                  b->table->model);
    return false;
}

/* Names in .omit and .only must be columns. */
static bool sqla__conn_bulk_check(sqla__conn_bulk_job *b, const char *const *names)
{
    for (; names && *names; names++) {
        if (sqla__schema_column(b->table, *names)) continue;
        sqla__err_set(&b->err, SQLA_NO_SUCH_COLUMN, "table %q has no column %q", b->table->name,
                      *names);
        return false;
    }
    return true;
}

/* (?, ?), (?, ?): `rows` times `columns` places, numbered where the dialect numbers them. */
static void sqla__conn_places(sqla__sql *s, size_t rows, int columns, const char *open,
                              const char *close)
{
    int number = 1;
    for (size_t i = 0; i < rows; i++) {
        sqla__sql_put(s, i ? ", " : "");
        sqla__sql_put(s, open);
        for (int k = 0; k < columns; k++) {
            if (k) sqla__sql_put(s, ", ");
            sqla__sql_place(&s->out, s->style, "p", number++);
        }
        sqla__sql_put(s, close);
    }
}

static void sqla__conn_bulk_insert_sql(const sqla__conn_bulk_job *b, sqla__sql *s, size_t rows)
{
    sqla__sql_put(s, "INSERT INTO ");
    sqla__sql_table_name(s, b->table);
    for (int i = 0; i < b->n_fields; i++) {
        sqla__sql_put(s, i ? ", " : " (");
        sqla__sql_quote(s, b->fields[i].name);
    }
    sqla__sql_put(s, ") VALUES ");
    sqla__conn_places(s, rows, b->n_fields, "(", ")");
    if (b->options->on_conflict_do_nothing) sqla__sql_put(s, " ON CONFLICT DO NOTHING");
}

/* One row at a time: on SQLite UPDATE ... FROM (VALUES ...) seeks each row twice and is slower. */
static void sqla__conn_bulk_update_sql(const sqla__conn_bulk_job *b, sqla__sql *s)
{
    sqla__sql_put(s, "UPDATE ");
    sqla__sql_table_name(s, b->table);
    for (int i = 0; i < b->n_fields; i++) {
        bool key = i < b->n_keys;
        int at = key ? i + b->n_fields - b->n_keys : i - b->n_keys;
        b->fields[i].column = at;
    }
    for (int i = b->n_keys; i < b->n_fields; i++) {
        sqla__sql_put(s, i > b->n_keys ? ", " : " SET ");
        sqla__sql_quote(s, b->fields[i].name);
        sqla__sql_put(s, "=");
        sqla__sql_place(&s->out, s->style, "p", b->fields[i].column + 1);
    }
    for (int i = 0; i < b->n_keys; i++) {
        sqla__sql_put(s, i ? " AND " : " WHERE ");
        sqla__sql_quote(s, b->fields[i].name);
        sqla__sql_put(s, " = ");
        sqla__sql_place(&s->out, s->style, "p", b->fields[i].column + 1);
    }
}

static void sqla__conn_bulk_delete_sql(const sqla__conn_bulk_job *b, sqla__sql *s, size_t rows)
{
    sqla__sql_put(s, "DELETE FROM ");
    sqla__sql_table_name(s, b->table);
    sqla__sql_put(s, b->n_keys > 1 ? " WHERE (" : " WHERE ");
    for (int i = 0; i < b->n_keys; i++) {
        if (i) sqla__sql_put(s, ", ");
        sqla__sql_quote(s, b->fields[i].name);
    }
    sqla__sql_put(s, b->n_keys > 1 ? ") IN (VALUES " : " IN (");
    sqla__conn_places(s, rows, b->n_keys, b->n_keys > 1 ? "(" : "", b->n_keys > 1 ? ")" : "");
    sqla__sql_put(s, ")");
}

/* Prepares the statement for `rows` rows, unless it is there already. */
static bool sqla__conn_bulk_prepare(sqla__conn_bulk_job *b, size_t rows)
{
    const sqla_driver *d = b->c->engine->driver;
    sqla__sql s;
    if (b->stmt && b->width == rows) return true;
    if (b->stmt) d->finalize(b->stmt);
    b->stmt = NULL;
    sqla__ddl_start(&s, b->c->engine->dialect, &b->err);
    if (b->kind == SQLA__CONN_INSERT) sqla__conn_bulk_insert_sql(b, &s, rows);
    else if (b->kind == SQLA__CONN_UPDATE) sqla__conn_bulk_update_sql(b, &s);
    else sqla__conn_bulk_delete_sql(b, &s, rows);
    if (s.out.failed) sqla__sql_no_memory(&s);
    if (!s.failed) sqla__eng_log(b->c->engine, s.out.data);
    if (!s.failed && d->prepare(b->c->raw->handle, s.out.data, s.out.size, &b->stmt, &b->err))
        sqla__err_copy(b->err.sql, sizeof b->err.sql, s.out.data, s.out.size);
    b->width = rows;
    sqla__sql_free(&s);
    return b->stmt != NULL;
}

/* Writes n rows with one statement; b->err.row is the row where that is known. */
static bool sqla__conn_bulk_write(sqla__conn_bulk_job *b, size_t first, size_t n)
{
    const sqla_driver *d = b->c->engine->driver;
    bool row = false, good = sqla__conn_bulk_prepare(b, n);
    for (size_t i = 0; good && i < n; i++) {
        good = d->bind_fields(b->stmt, (int)i * b->n_fields, b->fields, (size_t)b->n_fields,
                              b->rows + (first + i) * b->table->size, &b->err) == SQLA_OK;
        if (!good) b->err.row = (int64_t)(first + i);
    }
    if (good) good = d->step(b->stmt, &row, &b->err) == SQLA_OK;
    if (b->stmt) d->reset(b->stmt);
    return good;
}

/* A statement of many rows failed: which row was it? Written one by one they tell. */
static void sqla__conn_bulk_blame(sqla__conn_bulk_job *b, size_t first, size_t n)
{
    const sqla_driver *d = b->c->engine->driver;
    sqla_error_record whole = b->err;
    if (b->err.row >= 0) return;
    for (size_t i = 0; i < n; i++) {
        if (!d->in_transaction(b->c->raw->handle)) break;   /* undone by the database itself */
        if (sqla__conn_bulk_write(b, first + i, 1)) continue;
        b->err.row = (int64_t)(first + i);
        return;
    }
    b->err = whole;
}

static bool sqla__conn_key_is_zero(const sqla__conn_bulk_job *b, const sqla_field_plan *key,
                                   size_t row)
{
    sqla_value v = sqla__type_load(key, b->rows + row * b->table->size + key->offset);
    return v.kind == SQLA_VALUE_NULL || (v.kind == SQLA_VALUE_INT && v.as.i == 0);
}

/* Writes all rows: runs whose generated key is zero, and others, take different columns. */
static bool sqla__conn_bulk_all(sqla__conn_bulk_job *b, size_t n)
{
    sqla__column *key = b->kind == SQLA__CONN_INSERT ? sqla__schema_auto_key(b->table) : NULL;
    /* In SQLite only INTEGER numbers itself, or what the DDL makes INTEGER. */
    if (key && b->c->engine->dialect->integer_keys && key->e.type->kind != SQLA_TYPE_INTEGER
        && (key->def->type || key->e.type->kind != SQLA_TYPE_BIGINT)) key = NULL;
    size_t most = 0, chunk;
    if (key
        && (!key->def->size || sqla__schema_in_list(b->options->omit, sqla__schema_name(key->def))))
        key = NULL;
    sqla_field_plan plan = { 0 };
    if (key) plan = sqla__schema_plan(key, 0);
    for (size_t i = 0, run; i < n; i += run) {
        bool zero = key && sqla__conn_key_is_zero(b, &plan, i);
        for (run = 1; key && i + run < n && sqla__conn_key_is_zero(b, &plan, i + run) == zero;
             run++)
            continue;
        if (!key) run = n;
        if (i == 0 || (b->auto_key != NULL) != zero) {
            if (b->stmt) b->c->engine->driver->finalize(b->stmt);
            b->stmt = NULL;
            b->auto_key = zero ? key : NULL;
            if (!sqla__conn_bulk_fields(b)) return false;
            most = (size_t)(b->c->engine->driver->max_params / b->n_fields);
            if (most > 128) most = 128;             /* wider ones gain nothing */
            if (b->kind == SQLA__CONN_UPDATE) most = 1;
            if (most == 0) most = 1;
        }
        for (size_t k = 0; k < run; k += chunk) {
            chunk = run - k < most ? run - k : most;
            if (sqla__conn_bulk_write(b, i + k, chunk)) continue;
            sqla__conn_bulk_blame(b, i + k, chunk);
            return false;
        }
    }
    return true;
}

static sqla_status sqla__conn_bulk_refuse(sqla_conn *c, const sqla_table *table)
{
    sqla_error_record e;
    sqla__err_set(&e, SQLA_ARGUMENT_ERROR,
                  "bulk write of %q: no struct is mapped, or no rows given",
                  table ? table->name : NULL);
    return sqla__conn_note(c, &e);
}

static sqla_status sqla__conn_bulk(sqla_conn *c, sqla__conn_bulk_kind kind, const sqla_table *table,
                                   const void *rows, size_t n, const sqla_bulk_options *options)
{
    static const sqla_bulk_options none = { 0 };
    const sqla_allocator *a = &sqla__mem_process;
    sqla__conn_bulk_job b = {
        c,    kind, table,         options ? options : &none, (const char *)rows, NULL, 0, 0, NULL,
        NULL, 0,    sqla__err_none
    };
    sqla_status status = sqla__conn_usable(c);
    if (status) return status;
    if (!table || !table->cell || !sqla__schema_ready(table) || !table->size || (n && !rows))
        return sqla__conn_bulk_refuse(c, table);
    if (!n) return SQLA_OK;
    size_t size = (table->n_items + 1) * sizeof *b.fields;
    b.fields = (sqla_field_plan *)sqla__mem_alloc(a, size);
    if (!b.fields) return sqla__conn_note(c, &sqla__err_memory);
    bool good =
        sqla__conn_bulk_check(&b, b.options->omit) && sqla__conn_bulk_check(&b, b.options->only);
    if (good && sqla__conn_enter(c)) {
        sqla__mem_free(a, b.fields, size);
        return c->last.code;
    }
    if (good) {
        good = sqla__conn_bulk_all(&b, n);
        if (b.stmt) c->engine->driver->finalize(b.stmt);
        if (!good) sqla__conn_note(c, &b.err);
        sqla__conn_leave(c, good);
    } else {
        sqla__conn_note(c, &b.err);
    }
    sqla__mem_free(a, b.fields, size);
    return good ? SQLA_OK : b.err.code;
}

sqla_status sqla_conn_bulk_insert(sqla_conn *c, const sqla_table *table, const void *rows, size_t n,
                                  const sqla_bulk_options *options)
{
    return sqla__conn_bulk(c, SQLA__CONN_INSERT, table, rows, n, options);
}
sqla_status sqla_conn_bulk_update(sqla_conn *c, const sqla_table *table, const void *rows, size_t n,
                                  const sqla_bulk_options *options)
{
    return sqla__conn_bulk(c, SQLA__CONN_UPDATE, table, rows, n, options);
}
sqla_status sqla_conn_bulk_delete(sqla_conn *c, const sqla_table *table, const void *rows, size_t n,
                                  const sqla_bulk_options *options)
{
    return sqla__conn_bulk(c, SQLA__CONN_DELETE, table, rows, n, options);
}

/* ---- Objects written: batches of rows of one table, alike in which columns they set */

typedef struct sqla__conn_batch {
    sqla__conn_bulk_kind   kind;
    const sqla_table      *table;
    const sqla_field_plan *set;     /* stored from a record; .column counts from 0 */
    int                    n_set;
    const char *const     *sql;     /* column, SQL text, column, SQL text ... stored as well */
    int                    n_sql;   /* columns of them */
    const sqla_field_plan *where;   /* compared with the row's old record; likewise from 0 */
    int                    n_where;
    const sqla_field_plan *back;    /* read back into the record */
    int                    n_back;
    const sqla_field_plan *key;     /* takes the number that the database gave; NULL: none */
    bool                   checked; /* each row must be found */
    const uint32_t        *words;   /* what tells the shape from others of its table and kind */
    size_t                 n_words;
} sqla__conn_batch;

typedef struct sqla__conn_row {
    void       *record;
    const void *was;                /* the record with the old key */
} sqla__conn_row;

/* Rows of one DELETE: more gain nothing. */
enum { SQLA__CONN_DELETES = 128 };

static void sqla__conn_shape_where(const sqla__conn_batch *w, sqla__sql *s)
{
    for (int i = 0; i < w->n_where; i++) {
        sqla__sql_put(s, i ? " AND " : " WHERE ");
        sqla__sql_table_name(s, w->table);
        sqla__sql_put(s, ".");
        sqla__sql_quote(s, w->where[i].name);
        sqla__sql_put(s, " = ");
        sqla__sql_place(&s->out, s->style, "p", w->n_set + i + 1);
    }
}

static void sqla__conn_shape_insert(const sqla__conn_batch *w, sqla__sql *s)
{
    sqla__sql_put(s, "INSERT INTO ");
    sqla__sql_table_name(s, w->table);
    if (w->n_set + w->n_sql == 0) sqla__sql_put(s, " DEFAULT VALUES");
    for (int i = 0; i < w->n_set + w->n_sql; i++) {
        sqla__sql_put(s, i ? ", " : " (");
        sqla__sql_quote(s, i < w->n_set ? w->set[i].name : w->sql[2 * (i - w->n_set)]);
    }
    for (int i = 0; i < w->n_set + w->n_sql; i++) {
        sqla__sql_put(s, i ? ", " : ") VALUES (");
        if (i < w->n_set) sqla__sql_place(&s->out, s->style, "p", i + 1);
        else sqla__sql_put(s, w->sql[2 * (i - w->n_set) + 1]);
    }
    if (w->n_set + w->n_sql) sqla__sql_put(s, ")");
}

static void sqla__conn_shape_update(const sqla__conn_batch *w, sqla__sql *s)
{
    sqla__sql_put(s, "UPDATE ");
    sqla__sql_table_name(s, w->table);
    for (int i = 0; i < w->n_set + w->n_sql; i++) {
        sqla__sql_put(s, i ? ", " : " SET ");
        sqla__sql_quote(s, i < w->n_set ? w->set[i].name : w->sql[2 * (i - w->n_set)]);
        sqla__sql_put(s, "=");
        if (i < w->n_set) sqla__sql_place(&s->out, s->style, "p", i + 1);
        else sqla__sql_put(s, w->sql[2 * (i - w->n_set) + 1]);
    }
    sqla__conn_shape_where(w, s);
}

static void sqla__conn_shape_delete(const sqla__conn_batch *w, sqla__sql *s, size_t rows)
{
    sqla__sql_put(s, "DELETE FROM ");
    sqla__sql_table_name(s, w->table);
    if (w->n_where > 1 || rows == 1) {
        sqla__conn_shape_where(w, s);
        return;
    }
    sqla__sql_put(s, " WHERE ");
    sqla__sql_table_name(s, w->table);
    sqla__sql_put(s, ".");
    sqla__sql_quote(s, w->where[0].name);
    sqla__sql_put(s, " IN (");
    sqla__conn_places(s, rows, 1, "", "");
    sqla__sql_put(s, ")");
}

/* A plan for the shape's statement, made as the compiler makes one, but without a tree. */
static sqla__plan *sqla__conn_shape_plan(sqla_conn *c, const sqla__conn_batch *w, size_t rows,
                                         const uint32_t *words, size_t n, sqla_error_record *err)
{
    sqla__plan *p = sqla__sql_new_plan(&sqla__mem_process);
    sqla__sql s;
    sqla__ddl_start(&s, c->engine->dialect, err);
    if (w->kind == SQLA__CONN_INSERT) sqla__conn_shape_insert(w, &s);
    else if (w->kind == SQLA__CONN_UPDATE) sqla__conn_shape_update(w, &s);
    else sqla__conn_shape_delete(w, &s, rows);
    for (int i = 0; i < w->n_back; i++) {
        sqla__sql_put(&s, i ? ", " : " RETURNING ");
        sqla__sql_quote(&s, w->back[i].name);
    }
    if (p) {
        s.arena = p->arena;
        p->sql = (char *)(uintptr_t)sqla__sql_keep(&s, s.out.data ? s.out.data : "", s.out.size);
        p->sql_size = s.out.size;
        p->key = (uint32_t *)sqla_arena_alloc(p->arena, n * sizeof *words);
    }
    if (!p || !p->key || s.out.failed) sqla__sql_no_memory(&s);
    sqla__sql_free(&s);
    if (s.failed) {
        sqla__sql_release(p);
        return NULL;
    }
    memcpy(p->key, words, n * sizeof *words);
    p->key_words = n;
    p->hash = sqla__node_hash(words, n);
    p->is_dml = true;
    p->is_insert = w->kind == SQLA__CONN_INSERT;
    return p;
}

/* The prepared statement of a shape: on this connection, else from the engine's plans. */
static sqla__prepared *sqla__conn_shape_ready(sqla_conn *c, const sqla__conn_batch *w, size_t rows,
                                              sqla_error_record *err)
{
    uint32_t words[40];
    sqla__prepared *found;
    size_t n = w->n_words + 3;
    void *stmt = NULL;
    if (n > SQLA__COUNT_OF(words)) {
        sqla__err_set(err, SQLA_NOT_SUPPORTED, "table %q has too many columns", w->table->name);
        return NULL;
    }
    words[0] = 0xFFFFFF00u | (uint32_t)w->kind;
    words[1] = (uint32_t)w->table->cell->serial;
    words[2] = w->kind == SQLA__CONN_DELETE ? (uint32_t)rows : 0;
    memcpy(words + 3, w->words, w->n_words * sizeof *words);
    uint64_t hash = sqla__node_hash(words, n);
    found = sqla__pool_find(c->raw, hash, words, n, 0);
    if (found) return found;
    sqla__plan *p = sqla__text_find(&c->engine->cache, hash, words, n);
    if (!p) {
        p = sqla__conn_shape_plan(c, w, rows, words, n, err);
        if (!p) return NULL;
        sqla__text_add(&c->engine->cache, p);
    }
    if (c->engine->driver->prepare(c->raw->handle, p->sql, p->sql_size, &stmt, err)) {
        sqla__err_copy(err->sql, sizeof err->sql, p->sql, p->sql_size);
        sqla__sql_release(p);
        return NULL;
    }
    found = sqla__pool_keep(c->engine, c->raw, p, stmt, 0);
    if (found) return found;
    c->engine->driver->finalize(stmt);
    sqla__sql_release(p);
    *err = sqla__err_memory;
    return NULL;
}

/* The values of a row in one line, for log and error record. */
static void sqla__conn_shape_show(const sqla__conn_batch *w, const sqla__conn_row *row,
                                  sqla__str *s)
{
    const sqla_field_plan *lists[2] = { w->set, w->where };
    int counts[2] = { w->n_set, w->n_where }, n = 0;
    char scratch[96];
    sqla__str_char(s, '(');
    for (int k = 0; k < 2; k++) {
        for (int i = 0; i < counts[k]; i++) {
            const char *record = (const char *)(k ? row->was : row->record);
            sqla_value v = sqla__type_load(&lists[k][i], record + lists[k][i].offset);
            if (n++) sqla__str_put(s, ", ");
            if (sqla__type_kind(lists[k][i].type) == SQLA_TYPE_ENUM)
                sqla__type_bind(&v, lists[k][i].type, ~0u, scratch);
            sqla__eng_show(s, &v);
        }
    }
    sqla__str_char(s, ')');
}

static void sqla__conn_shape_log(sqla_conn *c, const sqla__conn_batch *w, const char *sql,
                                 const sqla__conn_row *rows, size_t n)
{
    sqla__str s = { 0 };
    const sqla_engine *e = c->engine;
    if (!e->options.echo) return;
    sqla__eng_log(e, sql);
    if (e->options.hide_parameters) sqla__str_put(&s, "[parameters hidden]");
    else sqla__conn_shape_show(w, rows, &s);
    if (n > 1) {
        sqla__str_put(&s, " ... ");
        sqla__str_int(&s, (int64_t)n);
        sqla__str_put(&s, " rows");
    }
    if (!s.failed) sqla__eng_log(e, s.data);
    sqla__str_free(&s);
}

/* Executes for one row, or (DELETE) for `n` rows at once; false with *err filled. */
static bool sqla__conn_shape_row(sqla_conn *c, const sqla__conn_batch *w, void *stmt,
                                 const sqla__conn_row *row, size_t n, sqla_arena *arena,
                                 sqla_error_record *err)
{
    const sqla_driver *d = c->engine->driver;
    bool got = false, first = true;
    if (w->n_set && d->bind_fields(stmt, 0, w->set, (size_t)w->n_set, row->record, err))
        return false;
    for (size_t i = 0; w->n_where && i < n; i++)
        if (d->bind_fields(stmt, w->n_set + (int)i * w->n_where, w->where, (size_t)w->n_where,
                           row[i].was, err)) return false;
    for (;; first = false) {
        if (d->step(stmt, &got, err)) return false;
        if (!got) break;
        if (first && d->load(stmt, w->back, (size_t)w->n_back, row->record, arena, err))
            return false;
    }
    if (w->key) {
        sqla_value v = sqla_value_int(d->last_id(c->raw->handle));
        if (sqla_driver_store(w->key, &v, row->record, NULL, err)) return false;
    }
    if (!w->checked || d->changes(c->raw->handle) == (int64_t)n) return true;
    sqla__err_set(err, SQLA_STALE_DATA,
        "%s of table %q: %l rows were found where %z were expected",
        w->kind == SQLA__CONN_UPDATE ? "UPDATE" : "DELETE", w->table->name,
        d->changes(c->raw->handle), n);
    return false;
}

/* Writes rows of one shape. On failure err->row says which one, where that is known. */
static bool sqla__conn_write(sqla_conn *c, const sqla__conn_batch *w, const sqla__conn_row *rows,
                             size_t n, sqla_arena *arena, sqla_error_record *err)
{
    const sqla_driver *d = c->engine->driver;
    bool several = w->kind == SQLA__CONN_DELETE && w->n_where == 1, good = true;
    sqla__prepared *p = NULL;
    for (size_t i = 0, step; good && i < n; i += step) {
        size_t before = step = several ? n - i : 1;
        if (step > SQLA__CONN_DELETES) before = step = SQLA__CONN_DELETES;
        /* A width of its own for each count would fill the caches: powers of two. */
        while (several && step < SQLA__CONN_DELETES && (step & (step - 1))) step &= step - 1;
        if (!p || several) p = sqla__conn_shape_ready(c, w, step, err);
        if (!p) return false;
        if (i == 0 || (several && step != before)) sqla__conn_shape_log(c, w, p->plan->sql,
                                                                      rows + i, several ? step : n);
        good = sqla__conn_shape_row(c, w, p->stmt, rows + i, step, arena, err);
        d->reset(p->stmt);
        if (good) continue;
        if (step == 1) err->row = (int64_t)i;
        if (!*err->table) sqla__err_copy(err->table, sizeof err->table, w->table->name,
                                         strlen(w->table->name));
        sqla__err_copy(err->sql, sizeof err->sql, p->plan->sql, p->plan->sql_size);
        sqla__str s = { 0 };
        if (!c->engine->options.hide_parameters) sqla__conn_shape_show(w, rows + i, &s);
        if (s.data && !s.failed) sqla__err_copy(err->params, sizeof err->params, s.data, s.size);
        sqla__str_free(&s);
    }
    if (!good) sqla__conn_check_level(c);
    return good;
}

/* ---- Blocks */

sqla_block sqla_conn_block(sqla_conn *c, int kind)
{
    sqla_block b = { .conn = c, .kind = kind, .state = 3 };
    sqla_status status = sqla__conn_usable(c);
    /* Where a block was left without its end, what it began is undone now. */
    if (!status && kind == 0 && (c->blocks || c->raw->begun))
        status = sqla__conn_fail(c, SQLA_INVALID_REQUEST,
            c->blocks ? "sqla_transaction inside another block: use sqla_savepoint"
                      : "sqla_transaction after sqla_begin");
    if (!status) status = kind ? sqla_conn_begin_nested(c) : sqla__conn_autobegin(c);
    if (c && c != &sqla__conn_no_memory) c->outcome = status;
    if (status) return b;
    b.state = 0;
    b.outer = c->blocks;
    b.level = c->blocks = c->raw->level;
    return b;
}

/* Ends the block: its end was reached, or it was left before. A level that is gone already was
 * rolled back inside; deeper ones were left open and go with it. */
static sqla_status sqla__conn_block_end(sqla_conn *c, const sqla_block *b)
{
    sqla_status status = SQLA_OK;
    c->blocks = b->outer;
    if (!c->raw || c->raw->level < b->level) return c->outcome;
    while (!status && c->raw->level > b->level) status = sqla_conn_rollback(c);
    if (!status && b->state == 2) status = sqla_conn_commit(c);
    if (!status && b->state == 2) return status;
    if (c->raw->level >= b->level) sqla_conn_rollback(c);
    return status;
}

sqla_status sqla_conn_outcome(const sqla_conn *c) { return c ? c->outcome : SQLA_ARGUMENT_ERROR; }

#ifdef SQLA_NO_ORM
void sqla_block_end(sqla_block *b)
{
    if (!b || b->state == 3) return;
    b->conn->outcome = sqla__conn_block_end(b->conn, b);
    b->state = 3;
}
#endif

/* ---- Engines */

static sqla_engine sqla__eng_no_memory = {
    .error = { .code = SQLA_MEMORY_ERROR, .row = -1, .message = "out of memory" } };

static int sqla__eng_number(int given, int otherwise)
{
    return given == SQLA_NO ? 0 : given > 0 ? given : otherwise;
}

/* Fills the defaults in, so that nobody asks twice. */
static void sqla__eng_defaults(sqla_engine_options *o)
{
    o->pool_size = sqla__eng_number(o->pool_size, 5);
    o->max_overflow = sqla__eng_number(o->max_overflow, 10);
    o->pool_timeout_ms = sqla__eng_number(o->pool_timeout_ms, 30000);
    o->pool_recycle_s = sqla__eng_number(o->pool_recycle_s, 0);
    o->query_cache_size = sqla__eng_number(o->query_cache_size, 500);
    o->statement_cache_size = sqla__eng_number(o->statement_cache_size, 128);
}

static void sqla__eng_connect_url(sqla_engine *e, const char *url)
{
    char shown[512];
    if (sqla_url_parse(url, &e->url)) {
        /* What cannot be parsed may hold a password anywhere: only its first word is told. */
        size_t shown_size = url ? strcspn(url, ":@/") : 0;
        sqla__err_copy(shown, sizeof shown, url, shown_size);
        sqla__err_set(&e->error, SQLA_ARGUMENT_ERROR, "could not parse %q as a database URL",
                      url ? shown : NULL);
        return;
    }
    e->driver = sqla__drv_find(&e->url);
    e->dialect = sqla__text_dialect(e->url.dialect);
    if (!e->driver || !e->dialect) {
        e->driver = NULL;
        sqla__err_set(&e->error, SQLA_NO_SUCH_MODULE,
                      "no driver for %s%s%s is switched on "
                      "(SQLA_SQLITE ... before sqla.h)",
                      e->url.dialect, *e->url.driver ? "+" : "", e->url.driver);
        return;
    }
    e->dialect = sqla__text_dialect(e->driver->dialect);
    e->shared = strcmp(e->driver->dialect, "sqlite") == 0
        && (!*e->url.database || strcmp(e->url.database, ":memory:") == 0);
}

sqla_engine *sqla_engine_create(const char *url, const sqla_engine_options *options)
{
    const sqla_allocator *a =
        options && options->allocator ? options->allocator : &sqla__mem_process;
    sqla_engine *e = (sqla_engine *)sqla__mem_zero(a, sizeof *e);
    if (!e) return &sqla__eng_no_memory;
    e->allocator = *a;
    e->error = e->setup = sqla__err_none;
    if (options) e->options = *options;
    sqla__eng_defaults(&e->options);
    e->cache.max = e->options.query_cache_size;
    sqla__plat_mutex_init(&e->lock);
    sqla__plat_mutex_init(&e->cache.lock);
    sqla__eng_connect_url(e, url);
    return e;
}

void sqla_dispose(sqla_engine *e)
{
    if (!e || e == &sqla__eng_no_memory) return;
    sqla__plat_lock(&e->lock);
    bool last = e->n_out == 0;
    e->disposed = true;
    sqla__plat_unlock(&e->lock);
    if (last) sqla__pool_free_engine(e);
}

const sqla_error_record *sqla_engine_error(const sqla_engine *e)
{
    if (!e) return &sqla__err_null;
    return e->error.code ? &e->error : &e->setup;
}

const char *sqla_engine_dialect(const sqla_engine *e)
{
    return e && e->dialect ? e->dialect->name : "";
}

sqla_engine_stats sqla_engine_statistics(sqla_engine *e)
{
    sqla_engine_stats s = { 0 };
    if (!e || !e->driver) return s;
    sqla__plat_lock(&e->lock);
    s.opened = e->opened;
    s.checked_out = e->n_out;
    s.idle = e->n_idle;
    sqla__plat_unlock(&e->lock);
    sqla__plat_lock(&e->cache.lock);
    s.compiled = e->cache.compiled;
    s.cached = e->cache.n;
    sqla__plat_unlock(&e->cache.lock);
    return s;
}

sqla_conn *sqla_connect(sqla_engine *e)
{
    sqla_conn *c = e && e != &sqla__eng_no_memory
        ? (sqla_conn *)sqla__mem_zero(&e->allocator, sizeof *c)
        : e ? NULL : (sqla_conn *)sqla__mem_zero(&sqla__mem_process, sizeof *c);
    if (!c) return &sqla__conn_no_memory;
    c->engine = e;
    c->first = c->last = sqla__err_none;
    sqla__mem_arena_init(&c->arena, &sqla__mem_process);
    sqla__mem_arena_init(&c->scalars, &sqla__mem_process);
    if (!e) sqla__err_set(&c->last, SQLA_ARGUMENT_ERROR, "sqla_connect: the engine is NULL");
    else if (e->error.code) c->last = e->error;
    else c->raw = sqla__pool_get(e, &c->last);
    if (!c->raw) c->first = c->last;
    else c->last = sqla__err_none;
    return c;
}

/* Frees the results of one connection; others may share its database connection. */
static void sqla__conn_free_results(sqla_conn *c)
{
    for (int i = 0; i < 2; i++) {
        sqla_result *r = i ? c->failed : c->raw ? c->raw->results : NULL, *next;
        for (; r; r = next) {
            next = r->next;
            if (r->conn == c) sqla_result_free(r);
        }
    }
}

void sqla_conn_close(sqla_conn *c)
{
    if (!c || c == &sqla__conn_no_memory) return;
    sqla_engine *e = c->engine;
    sqla_allocator a = e ? e->allocator : sqla__mem_process;
    sqla__conn_free_results(c);
    if (c->raw) {
        if (c->raw->owner == c || (c->raw->refs == 1 && c->raw->level)) sqla_conn_rollback_all(c);
        if (c->raw->refs == 1 && e->driver->in_transaction(c->raw->handle)) c->raw->broken = true;
    }
    if (c->spare) sqla__mem_free(&sqla__mem_process, c->spare, sizeof *c->spare);
    sqla__mem_arena_free(&c->arena);
    sqla__mem_arena_free(&c->scalars);
    sqla__raw *raw = c->raw;
    sqla__mem_free(&a, c, sizeof *c);
    if (raw) sqla__pool_put(e, raw);
}

const sqla_error_record *sqla_conn_error(const sqla_conn *c)
{
    return c ? &c->first : &sqla__err_null;
}
const sqla_error_record *sqla_conn_last_error(const sqla_conn *c)
{
    return c ? &c->last : &sqla__err_null;
}

void sqla_conn_clear_error(sqla_conn *c)
{
    if (c && c != &sqla__conn_no_memory && c->raw) c->first = c->last = sqla__err_none;
}

/* Is this the kind of error that goes away when the work is done again (SQLSTATE 40001, 40P01)? */
static bool sqla__eng_is_conflict(const sqla_error_record *e)
{
    return strcmp(e->sqlstate, "40001") == 0 || strcmp(e->sqlstate, "40P01") == 0;
}

sqla_status sqla_run_n(sqla_engine *e, sqla_work_fn *work, void *arg,
                       const sqla_run_options *options)
{
    int retries = sqla__eng_number(options ? options->retries : 0, 3);
    int wait = sqla__eng_number(options ? options->backoff_ms : 0, 10);
    if (options && options->retries == SQLA_NO) retries = 0;
    if (!e || !work) return SQLA_ARGUMENT_ERROR;
    for (int try = 0;; try++) {
        sqla_conn *c = sqla_connect(e);
        sqla_status status = sqla__conn_usable(c);
        if (!status && c->raw->level) {         /* an in-memory database, in this thread's hands */
            sqla_conn_close(c);
            return SQLA_INVALID_REQUEST;
        }
        if (!status) status = sqla_conn_begin(c);
        if (!status) status = work(c, arg);
        if (!status) status = sqla_conn_commit_all(c);
        bool again = status && try < retries && (sqla__eng_is_conflict(&c->last)
                                                 || sqla__eng_is_conflict(&c->first));
        if (status && c->raw) sqla_conn_rollback_all(c);
        sqla_conn_close(c);
        if (!again) return status;
        sqla__plat_sleep_ms(wait);
        if (wait < 10000) wait *= 2;
    }
}

/* ============================================================================
 * >>create                                                      prefix sqla__create_
 * What exists, what is missing, in which order it is made.
 * Uses: errors memory schema stmt compile ddl engine
 * ============================================================================ */

bool sqla_has_table(sqla_conn *c, const char *schema, const char *name)
{
    sqla_error_record err = sqla__err_none;
    sqla__sql s;
    if (sqla__conn_usable(c) || !name) return false;
    sqla__ddl_start(&s, c->engine->dialect, &err);
    sqla__sql_put(&s, "SELECT count(*) FROM ");
    if (schema) {
        sqla__sql_quote(&s, schema);
        sqla__sql_put(&s, ".");
    }
    sqla__sql_put(&s, "sqlite_master WHERE type = 'table' AND name = :name");
    if (s.out.failed) err = sqla__err_memory;
    if (err.code) sqla__conn_note(c, &err);
    sqla_stmt *q = err.code ? NULL : sqla_text(s.out.data);
    sqla__sql_free(&s);
    return q && sqla_conn_scalar_int(c, q, SQLA_PARAMS("name", name)) > 0;
}

static bool sqla__create_run(sqla__sql *s, void *user)
{
    sqla_conn *c = (sqla_conn *)user;
    return sqla__conn_run(c, s->out.data) == SQLA_OK;
}

/* Makes or drops the tables in the open transaction. */
static sqla_status sqla__create_tables(sqla_conn *c, sqla_metadata *md, bool drop)
{
    sqla_error_record err = sqla__err_none;
    sqla__sql s;
    bool good = true;
    sqla__ddl_start(&s, c->engine->dialect, &err);
    for (size_t i = 0; i < md->n && good; i++) {
        const sqla_table *t = md->table[drop ? md->n - 1 - i : i];
        bool there = sqla_has_table(c, sqla__schema_args(t)->schema, t->name);
        good = c->first.code == SQLA_OK;
        if (!good || there != drop) continue;
        if (drop) {
            sqla__ddl_drop_table(&s, t);
            good = sqla__ddl_finish(&s, sqla__create_run, c);
        } else {
            good = sqla__ddl_each(&s, md, t, sqla__create_run, c);
        }
    }
    sqla__sql_free(&s);
    if (err.code) sqla__conn_note(c, &err);
    return good ? SQLA_OK : c->first.code;
}

static sqla_status sqla__create_all(sqla_engine *e, sqla_metadata *md, bool drop)
{
    sqla_status status;
    if (!e) return SQLA_ARGUMENT_ERROR;
    if (e->error.code) return e->error.code;
    e->setup = sqla__err_none;
    if (!md) return sqla__err_set(&e->setup, SQLA_ARGUMENT_ERROR, "the metadata given is NULL");
    if (md->error.code) {
        e->setup = md->error;
        return md->error.code;
    }
    sqla_conn *c = sqla_connect(e);
    status = sqla__conn_usable(c);
    bool mine = !status && !c->raw->level;
    /* SQLite waits for a lock only when a transaction begins as a writer. */
    if (mine && e->dialect->begin_write) status = sqla_exec_driver_sql(c, e->dialect->begin_write);
    else if (mine) status = sqla_conn_begin(c);
    if (!status) status = sqla__create_tables(c, md, drop);
    if (!status && mine) status = sqla_conn_commit(c);
    if (status) e->setup = c->first;
    if (status && mine) sqla_conn_rollback_all(c);
    sqla_conn_close(c);
    return status;
}

sqla_status sqla_create_all(sqla_engine *e, sqla_metadata *md)
{
    return sqla__create_all(e, md, false);
}
sqla_status sqla_drop_all(sqla_engine *e, sqla_metadata *md)
{
    return sqla__create_all(e, md, true);
}

/* ============================================================================
 * >>mapper                                                      prefix sqla__map_
 * Models made ready for sessions: attributes, relationships and their queries.
 * Uses: platform errors memory strings types schema nodes expr stmt events
 * ============================================================================ */
#ifndef SQLA_NO_ORM

/* Mappers that were built together refer to each other, and are freed together. */
typedef struct sqla__map_group {
    int                       refs; /* models of metadata, and groups that refer to this one */
    size_t                    n_mappers, n_needs;
    sqla__mapper            **mapper;
    struct sqla__map_group  **needs;
    size_t                    capacity;     /* of both arrays */
} sqla__map_group;

struct sqla__map_order {            /* an item of .order_by */
    sqla__column *column;
    bool          desc;
    int           nulls;            /* 1 first, 2 last, 0 not said */
};

/* One thread at a time builds and frees mappers. */
static int sqla__map_lock;
static void sqla__map_enter(void) { while (!SQLA__CLAIM(&sqla__map_lock)) continue; }
static void sqla__map_leave(void) { SQLA__STORE(&sqla__map_lock, 0); }

static sqla__mapper *sqla__map_of(const sqla_table *t)
{
    return t && t->cell ? (sqla__mapper *)SQLA__LOAD(&t->cell->mapper) : NULL;
}

/* What is wrong with a mapping, once: the first mistake stays. */
static bool sqla__map_fail(sqla_metadata *md, sqla_status code, const sqla__mapper *m,
                           const char *attr, const char *format, ...)
{
    char text[400];
    va_list args;
    va_start(args, format);
    sqla__err_vformat(text, sizeof text, format, args);
    va_end(args);
    if (!md->error.code)
        sqla__err_set(&md->error, code, "%s%s%s: %s", m->table->model, attr ? "." : "",
                      attr ? attr : "", text);
    return false;
}

static bool sqla__map_no_memory(sqla_metadata *md)
{
    if (!md->error.code) md->error = sqla__err_memory;
    return false;
}

static int sqla__map_attr(const sqla__mapper *m, const char *name)
{
    for (uint32_t i = 0; i < m->n_attrs; i++)
        if (m->attr[i].column->def->attr == name) return (int)i;
    for (uint32_t i = 0; name && i < m->n_attrs; i++)
        if (strcmp(m->attr[i].column->def->attr, name) == 0) return (int)i;
    return -1;
}

static sqla__rel *sqla__map_rel(const sqla__mapper *m, const char *name)
{
    for (uint32_t i = 0; i < m->n_rels; i++)
        if (m->rel[i].def->attr == name) return &m->rel[i];
    for (uint32_t i = 0; name && i < m->n_rels; i++)
        if (strcmp(m->rel[i].def->attr, name) == 0) return &m->rel[i];
    return NULL;
}

static int sqla__map_column(const sqla__mapper *m, const sqla__column *c)
{
    for (uint32_t i = 0; i < m->n_attrs; i++) if (m->attr[i].column == c) return (int)i;
    return -1;
}

/* ---- Attributes */

static bool sqla__map_is_foreign(const sqla__column *c)
{
    sqla__schema_fk fk;
    for (size_t i = 0; i < c->table->n_items; i++) {
        if (!sqla__schema_foreign(c->table, i, &fk)) continue;
        for (size_t k = 0; k < fk.n; k++)
            if (strcmp(fk.columns[k], sqla__schema_name(c->def)) == 0) return true;
    }
    return false;
}

static sqla__fill sqla__map_fill(const sqla__attr *a, const sqla__column *auto_key)
{
    const sqla_column_def *def = a->column->def;
    switch ((int)def->default_value.kind) {
    case SQLA__DEFAULT_NONE: break;
    case SQLA__DEFAULT_SQL: return SQLA__FILL_SQL;
    case SQLA__DEFAULT_FN: return SQLA__FILL_FN;
    default: return SQLA__FILL_FIELD;
    }
    if (def->server_default) return SQLA__FILL_SERVER;
    if (a->column == auto_key) return SQLA__FILL_KEY;
    if ((a->key || a->foreign) && !sqla__type_nullable(def->ctype)) return SQLA__FILL_OMIT;
    return SQLA__FILL_FIELD;
}

static bool sqla__map_fill_attrs(sqla_metadata *md, sqla__mapper *m)
{
    const sqla__column *auto_key = sqla__schema_auto_key(m->table);
    sqla__column *c;
    for (size_t i = 0; (c = sqla__schema_next(m->table, &i)) != NULL;) {
        sqla__attr *a = &m->attr[m->n_attrs];
        bool key = sqla__schema_is_key(c);
        if (!c->def->size && key)
            return sqla__map_fail(md, SQLA_ARGUMENT_ERROR, m, c->def->attr,
                                  "a column of the primary key has no field");
        if (!c->def->size) continue;
        unsigned kind = c->def->ctype & (SQLA_C_OPT - 1);
        a->column = c;
        a->plan = sqla__schema_plan(c, (int)m->n_attrs);
        a->key = key;
        a->foreign = sqla__map_is_foreign(c);
        a->text = kind == SQLA_C_TEXT || kind == SQLA_C_BYTES || kind == SQLA_C_JSON;
        a->fill = sqla__map_fill(a, auto_key);
        a->constant = a->fill == SQLA__FILL_FIELD
            && c->def->default_value.kind != SQLA__DEFAULT_NONE;
        m->has_text = m->has_text || a->text;
        m->fields[m->n_attrs] = a->plan;
        m->fields[m->n_attrs].column = (int)c->index;
        if (a->fill != SQLA__FILL_FIELD) m->special[m->n_special++] = m->n_attrs;
        if (c == auto_key) m->auto_key = (int)m->n_attrs;
        if (key) m->key[m->n_keys++] = m->n_attrs;
        m->n_attrs++;
    }
    if (!m->n_keys)
        return sqla__map_fail(md, SQLA_ARGUMENT_ERROR, m, NULL,
                              "a model without primary key has no relationships");
    const sqla__attr *first = &m->attr[m->key[0]];
    unsigned kind = first->plan.ctype;
    if (m->n_keys == 1 && (kind == SQLA_C_INT || kind == SQLA_C_UINT)) m->int_key = (int)m->key[0];
    return true;
}

/* SQLA_VALIDATES and SQLA_MAPPER_ARGS. */
static bool sqla__map_fill_args(sqla_metadata *md, sqla__mapper *m)
{
    for (size_t i = 0; i < m->table->n_items; i++) {
        const sqla_item *item = &m->table->items[i];
        if (item->kind == SQLA_ITEM_MAPPER_ARGS) {
            const sqla_mapper_args *args = &item->as.mapper_args;
            m->loose_deletes = args->no_confirm_deleted;
            if (!args->version_id_col) continue;
            m->version = sqla__map_attr(m, args->version_id_col);
            if (m->version < 0 || (m->attr[m->version].plan.ctype != SQLA_C_INT
                                   && m->attr[m->version].plan.ctype != SQLA_C_UINT))
                return sqla__map_fail(md, SQLA_ARGUMENT_ERROR, m, args->version_id_col,
                                      "version_id_col is no attribute of an integer type");
            continue;
        }
        if (item->kind != SQLA_ITEM_VALIDATES) continue;
        for (const char *const *name = item->as.validates.attrs; *name; name++) {
            sqla__rel *rel = sqla__map_rel(m, *name);
            if (!item->as.validates.fn || (!rel && sqla__map_attr(m, *name) < 0))
                return sqla__map_fail(md, SQLA_ARGUMENT_ERROR, m, *name,
                                      "SQLA_VALIDATES names no attribute, or no function");
            sqla__listener *l = (sqla__listener *)sqla_arena_alloc(&m->arena, sizeof *l);
            if (!l) return sqla__map_no_memory(md);
            *l = (sqla__listener){ m->listeners,
                rel && rel->def->list ? SQLA_ATTRIBUTE_APPEND : SQLA_ATTRIBUTE_SET, *name,
                item->as.validates.fn, NULL, true };
            m->listeners = l;
        }
    }
    return true;
}

/* An array in the mapper's arena, zeroed. */
static void *sqla__map_array(sqla__mapper *m, size_t n, size_t width)
{
    void *p = sqla_arena_alloc(&m->arena, (n + 1) * width);
    if (p) memset(p, 0, (n + 1) * width);
    return p;
}

static size_t sqla__map_round(size_t n) { return (n + 15) & ~(size_t)15; }

static sqla__mapper *sqla__map_new(sqla_metadata *md, const sqla_table *t)
{
    static int serial;
    sqla__mapper *m = (sqla__mapper *)sqla__mem_zero(&sqla__mem_process, sizeof *m);
    if (!m) return sqla__map_no_memory(md), NULL;
    sqla__mem_arena_init(&m->arena, &sqla__mem_process);
    m->table = t;
    m->serial = ++serial;
    m->auto_key = m->int_key = m->version = -1;
    m->attr = (sqla__attr *)sqla__map_array(m, t->n_items, sizeof *m->attr);
    m->rel = (sqla__rel *)sqla__map_array(m, t->n_items, sizeof *m->rel);
    m->key = (uint32_t *)sqla__map_array(m, t->n_items, sizeof *m->key);
    m->special = (uint32_t *)sqla__map_array(m, t->n_items, sizeof *m->special);
    m->fields = (sqla_field_plan *)sqla__map_array(m, t->n_items, sizeof *m->fields);
    if (!m->attr || !m->rel || !m->key || !m->special || !m->fields)
        return sqla__map_no_memory(md), m;
    if (!sqla__map_fill_attrs(md, m)) return m;
    for (size_t i = 0; i < t->n_items; i++) {
        if (t->items[i].kind != SQLA_ITEM_RELATIONSHIP) continue;
        sqla__rel *rel = &m->rel[m->n_rels];
        rel->def = &t->items[i].as.relationship;
        rel->parent = m;
        rel->index = m->n_rels++;
        rel->bit = m->n_attrs + rel->index;
        rel->list = rel->def->list;
        rel->writes = !rel->def->viewonly;
        m->eager = m->eager || (rel->def->lazy >= SQLA_LAZY_JOINED
                                && rel->def->lazy <= SQLA_LAZY_IMMEDIATE);
        rel->cascade = rel->def->cascade ? rel->def->cascade
            : rel->writes ? SQLA_CASCADE_SAVE_UPDATE | SQLA_CASCADE_MERGE : SQLA_CASCADE_NONE;
    }
    sqla__map_fill_args(md, m);
    m->words = (m->n_attrs + m->n_rels + 63) / 64;
    m->snapshot_at = sqla__map_round(t->size);
    m->rels_at = m->snapshot_at + sqla__map_round(t->size);
    m->bits_at = m->rels_at + sqla__map_round(m->n_rels * sizeof(sqla__relstate));
    m->cell = sqla__map_round(m->bits_at + 4 * m->words * sizeof(uint64_t));
    return m;
}

/* ---- Relationships */

/* Is this name in a list of names "a, b"? */
static bool sqla__map_in_names(const char *names, const char *name)
{
    size_t n = strlen(name);
    for (const char *at = names; at && *at;) {
        while (*at == ' ' || *at == ',') at++;
        size_t size = strcspn(at, ", ");
        if (size == n && strncmp(at, name, n) == 0) return true;
        at += size;
    }
    return false;
}

/* Names of a column in .foreign_keys and .remote_side: its attribute, or "Model.attribute". */
static bool sqla__map_names_column(const char *names, const sqla__column *c)
{
    char full[160];
    size_t n = strlen(c->table->model), k = strlen(c->def->attr);
    if (sqla__map_in_names(names, c->def->attr)) return true;
    if (sqla__map_in_names(names, sqla__schema_name(c->def))) return true;
    if (n + k + 2 > sizeof full) return false;
    memcpy(full, c->table->model, n);
    full[n] = '.';
    memcpy(full + n + 1, c->def->attr, k + 1);
    return sqla__map_in_names(names, full);
}

/* Every name of .foreign_keys or .remote_side is a column of one of the tables. */
static bool sqla__map_check_names(sqla_metadata *md, const sqla__rel *rel, const char *what,
                                  const char *names)
{
    const sqla_table *tables[3] = { rel->parent->table, rel->target->table, rel->def->secondary };
    for (const char *at = names; at && *at;) {
        char name[160];
        bool found = false;
        while (*at == ' ' || *at == ',') at++;
        size_t size = strcspn(at, ", ");
        sqla__err_copy(name, sizeof name, at, size);
        for (int i = 0; i < 3 && !found; i++) {
            sqla__column *c;
            for (size_t k = 0; tables[i] && (c = sqla__schema_next(tables[i], &k)) != NULL;)
                found = found || sqla__map_names_column(name, c);
        }
        if (size && !found)
            return sqla__map_fail(md, SQLA_ARGUMENT_ERROR, rel->parent, rel->def->attr,
                                  "%s names %q, which no table of the relationship has", what,
                                  name);
        at += size;
    }
    return true;
}

/* The keys of `from` that refer to `to`: fills pairs (one: in `to`, other: in `from`) from the one
 * that fits, and counts how many fit. `names`: only keys of these columns; NULL: any. */
static int sqla__map_keys(sqla_metadata *md, sqla__mapper *m, const sqla_table *from,
                          const sqla_table *to, const char *names, sqla__pairing **pairs, int *n)
{
    sqla__schema_fk fk;
    int found = 0;
    for (size_t i = 0; i < from->n_items; i++) {
        if (!sqla__schema_foreign(from, i, &fk)
            || sqla__schema_find(md, fk.table, fk.table_size) != to) continue;
        bool fits = true;
        for (size_t k = 0; k < fk.n && names; k++)
            fits = fits && sqla__map_names_column(names, sqla__schema_column(from, fk.columns[k]));
        if (!fits) continue;
        if (found++) continue;
        *pairs = (sqla__pairing *)sqla__map_array(m, fk.n, sizeof **pairs);
        *n = *pairs ? (int)fk.n : 0;
        for (size_t k = 0; *pairs && k < fk.n; k++) {
            (*pairs)[k].one = sqla__schema_column(to, fk.targets[k]);
            (*pairs)[k].other = sqla__schema_column(from, fk.columns[k]);
        }
    }
    return found;
}

static bool sqla__map_no_key(sqla_metadata *md, const sqla__rel *rel, int found)
{
    return sqla__map_fail(md, found ? SQLA_AMBIGUOUS_FOREIGN_KEYS : SQLA_NO_FOREIGN_KEYS,
        rel->parent, rel->def->attr, found
            ? "more than one foreign key joins tables %q and %q: name its columns in .foreign_keys"
            : "no foreign key joins tables %q and %q", rel->parent->table->name,
        (rel->def->secondary ? rel->def->secondary : rel->target->table)->name);
}

/* Turns the columns of pairs round: a key may lie on either side. */
static void sqla__map_swap(sqla__pairing *pairs, int n)
{
    for (int i = 0; i < n; i++) {
        sqla__column *c = pairs[i].one;
        pairs[i].one = pairs[i].other;
        pairs[i].other = c;
    }
}

/* The equations of a join function between its two sides, as pairs; counts those whose second (or,
 * negative, first) column refers to the other one. */
static bool sqla__map_equations(sqla__mapper *m, const sqla_expr *x, const sqla_from *self,
                                const sqla_from *other, const sqla_table *a, const sqla_table *b,
                                sqla__pairing **pairs, int *n)
{
    const sqla__op *op = (const sqla__op *)x;
    if (x->node.kind != SQLA__K_OP) return true;
    if (x->node.op == SQLA_OP_AND) {
        for (uint32_t i = 0; i < x->node.n; i++)
            if (!sqla__map_equations(m, op->kid[i], self, other, a, b, pairs, n)) return false;
        return true;
    }
    if (x->node.op != SQLA_OP_EQ || op->kid[0]->node.kind != SQLA__K_COLREF
        || op->kid[1]->node.kind != SQLA__K_COLREF) return true;
    const sqla__colref *l = (const sqla__colref *)op->kid[0];
    const sqla__colref *r = (const sqla__colref *)op->kid[1];
    if (l->from == other && r->from == self) {
        const sqla__colref *swap = l;
        l = r;
        r = swap;
    }
    if (l->from != self || r->from != other) return true;
    sqla__pairing *more = (sqla__pairing *)sqla__map_array(m, (size_t)*n + 1, sizeof *more);
    if (!more) return false;
    if (*n) memcpy(more, *pairs, (size_t)*n * sizeof *more);
    more[*n].one = sqla__schema_column(a, l->name);
    more[*n].other = sqla__schema_column(b, r->name);
    *pairs = more;
    ++*n;
    return true;
}

/* Pairs from a join function, called with aliases of both tables. */
static bool sqla__map_from_function(sqla_metadata *md, sqla__rel *rel, sqla_join_fn *fn,
                                    const sqla_table *a, const sqla_table *b,
                                    sqla__pairing **pairs, int *n)
{
    sqla_from *self = (sqla_from *)sqla_ref(sqla_alias(a, "self"));
    sqla_from *other = (sqla_from *)sqla_ref(sqla_alias(b, "other"));
    sqla_expr *x = fn(self, other);
    bool good = x && !sqla__node_is_bad(x);
    if (good) {
        sqla__node_ref(x);
        if (!sqla__map_equations(rel->parent, x, self, other, a, b, pairs, n))
            good = sqla__map_no_memory(md);
    } else {
        sqla_status code = x ? sqla__node_error(x)->code : SQLA_ARGUMENT_ERROR;
        sqla__map_fail(md, code, rel->parent, rel->def->attr, "its join function: %s",
                       x ? sqla__node_error(x)->message : "NULL");
    }
    if (x) sqla__node_unref(x);
    sqla__node_unref(self);
    sqla__node_unref(other);
    return good;
}

static bool sqla__map_refers(sqla_metadata *md, const sqla__column *from, const sqla__column *to)
{
    sqla__schema_fk fk;
    for (size_t i = 0; i < from->table->n_items; i++) {
        if (!sqla__schema_foreign(from->table, i, &fk)
            || sqla__schema_find(md, fk.table, fk.table_size) != to->table) continue;
        for (size_t k = 0; k < fk.n; k++)
            if (sqla__schema_column(from->table, fk.columns[k]) == from
                && sqla__schema_column(to->table, fk.targets[k]) == to) return true;
    }
    return false;
}

/* The direction of pairs that a function gave: where is the key? */
static bool sqla__map_direct(sqla_metadata *md, sqla__rel *rel)
{
    const char *names = rel->def->foreign_keys;
    bool here = false, there = false;
    for (int i = 0; i < rel->n_pairs; i++) {
        const sqla__column *one = rel->pair[i].one, *other = rel->pair[i].other;
        here = here || (names ? sqla__map_names_column(names, one)
                              : sqla__map_refers(md, one, other));
        there = there || (names ? sqla__map_names_column(names, other)
                                : sqla__map_refers(md, other, one));
    }
    if (here && there)                          /* both are one table */
        here = rel->def->remote_side
            && sqla__map_names_column(rel->def->remote_side, rel->pair[0].other) && !rel->list;
    rel->direction = here ? SQLA__MANY_TO_ONE : SQLA__ONE_TO_MANY;
    if (here || there || rel->def->viewonly) return rel->n_pairs > 0 || rel->def->viewonly
        || sqla__map_no_key(md, rel, 0);
    return sqla__map_no_key(md, rel, 0);
}

static bool sqla__map_pairs_secondary(sqla_metadata *md, sqla__rel *rel)
{
    const sqla_relationship_def *def = rel->def;
    const sqla_table *between = def->secondary, *a = rel->parent->table, *b = rel->target->table;
    int near = 1, far = 1;
    rel->direction = SQLA__MANY_TO_MANY;
    if (def->primaryjoin) {
        if (!sqla__map_from_function(md, rel, def->primaryjoin, a, between, &rel->pair,
                                     &rel->n_pairs)) return false;
    } else {
        near = sqla__map_keys(md, rel->parent, between, a, def->foreign_keys, &rel->pair,
                              &rel->n_pairs);
    }
    if (def->secondaryjoin) {
        if (!sqla__map_from_function(md, rel, def->secondaryjoin, between, b, &rel->far,
                                     &rel->n_far)) return false;
        sqla__map_swap(rel->far, rel->n_far);
    } else {
        far = sqla__map_keys(md, rel->parent, between, b, NULL, &rel->far, &rel->n_far);
        /* Both keys refer to one table: .foreign_keys names the near one. */
        if (far == 2 && a == b && def->foreign_keys && rel->n_pairs
            && sqla__map_names_column(def->foreign_keys, rel->far[0].other)) {
            sqla__schema_fk fk;
            for (size_t i = 0; i < between->n_items; i++)
                if (sqla__schema_foreign(between, i, &fk)
                    && sqla__schema_find(md, fk.table, fk.table_size) == b) {
                    for (size_t k = 0; k < fk.n && k < (size_t)rel->n_far; k++) {
                        rel->far[k].one = sqla__schema_column(b, fk.targets[k]);
                        rel->far[k].other = sqla__schema_column(between, fk.columns[k]);
                    }
                }
        }
        if (far == 2 && a == b && def->foreign_keys) far = 1;
    }
    if (near != 1 || far != 1) return sqla__map_no_key(md, rel, near > 1 || far > 1 ? 2 : 0);
    if (!rel->n_pairs || !rel->n_far) return sqla__map_no_key(md, rel, 0);
    return true;
}

static bool sqla__map_pairs_plain(sqla_metadata *md, sqla__rel *rel)
{
    const sqla_relationship_def *def = rel->def;
    const sqla_table *a = rel->parent->table, *b = rel->target->table;
    sqla__pairing *up = NULL, *down = NULL;
    int n_up = 0, n_down = 0;
    if (def->primaryjoin)
        return sqla__map_from_function(md, rel, def->primaryjoin, a, b, &rel->pair, &rel->n_pairs)
            && sqla__map_direct(md, rel);
    int ups = sqla__map_keys(md, rel->parent, a, b, def->foreign_keys, &up, &n_up);
    int downs = a == b ? 0
        : sqla__map_keys(md, rel->parent, b, a, def->foreign_keys, &down, &n_down);
    if (ups + downs != 1) return sqla__map_no_key(md, rel, ups + downs);
    bool here = ups == 1;
    if (a == b) here = def->remote_side && up && sqla__map_names_column(def->remote_side,
                                                                       up[0].one);
    rel->direction = here ? SQLA__MANY_TO_ONE : SQLA__ONE_TO_MANY;
    rel->pair = ups ? up : down;
    rel->n_pairs = ups ? n_up : n_down;
    if (!rel->n_pairs) return sqla__map_no_memory(md);
    if (here) sqla__map_swap(rel->pair, rel->n_pairs);      /* one: the parent's column */
    return true;
}

/* The attributes behind the columns of a relationship. */
static bool sqla__map_pair_attrs(sqla_metadata *md, sqla__rel *rel)
{
    for (int i = 0; i < rel->n_pairs; i++) {
        sqla__pairing *p = &rel->pair[i];
        p->one_attr = sqla__map_column(rel->parent, p->one);
        p->other_attr = rel->def->secondary ? -1 : sqla__map_column(rel->target, p->other);
        if (p->one_attr < 0 || (!rel->def->secondary && p->other_attr < 0))
            return sqla__map_fail(md, SQLA_ARGUMENT_ERROR, rel->parent, rel->def->attr,
                "column %q of the join has no field",
                sqla__schema_name((p->one_attr < 0 ? p->one : p->other)->def));
    }
    for (int i = 0; i < rel->n_far; i++) {
        rel->far[i].one_attr = sqla__map_column(rel->target, rel->far[i].one);
        if (rel->far[i].one_attr < 0)
            return sqla__map_fail(md, SQLA_ARGUMENT_ERROR, rel->parent, rel->def->attr,
                "column %q of the join has no field", sqla__schema_name(rel->far[i].one->def));
    }
    rel->get = rel->direction == SQLA__MANY_TO_ONE && !rel->def->primaryjoin
        && rel->n_pairs == (int)rel->target->n_keys;
    for (int i = 0; i < rel->n_pairs && rel->get; i++)
        rel->get = rel->target->attr[rel->pair[i].other_attr].key;
    return true;
}

/* .order_by as columns: "a, b DESC NULLS LAST". */
static bool sqla__map_order(sqla_metadata *md, sqla__rel *rel)
{
    const char *at = rel->def->order_by;
    size_t most = 1;
    for (const char *c = at; c && *c; c++) most += *c == ',';
    rel->order = (struct sqla__map_order *)sqla__map_array(rel->parent, most, sizeof *rel->order);
    if (!rel->order) return sqla__map_no_memory(md);
    while (at && *at) {
        struct sqla__map_order *o = &rel->order[rel->n_order];
        for (int word = 0;; word++) {
            char text[80];
            while (*at == ' ') at++;
            size_t n = strcspn(at, " ,");
            sqla__err_copy(text, sizeof text, at, n);
            at += n;
            if (!n) break;
            if (word == 0) {
                int attr = sqla__map_attr(rel->target, text);
                o->column = attr >= 0 ? rel->target->attr[attr].column
                                      : sqla__schema_column(rel->target->table, text);
                if (!o->column)
                    return sqla__map_fail(md, SQLA_ARGUMENT_ERROR, rel->parent, rel->def->attr,
                        ".order_by names %q, which %s has not", text, rel->target->table->model);
            } else if (sqla__str_same(text, "desc")) {
                o->desc = true;
            } else if (sqla__str_same(text, "first")) {
                o->nulls = 1;
            } else if (sqla__str_same(text, "last")) {
                o->nulls = 2;
            } else if (!sqla__str_same(text, "asc") && !sqla__str_same(text, "nulls")) {
                return sqla__map_fail(md, SQLA_ARGUMENT_ERROR, rel->parent, rel->def->attr,
                                      ".order_by: %q is none of ASC, DESC, NULLS FIRST, NULLS LAST",
                                      text);
            }
        }
        if (o->column) rel->n_order++;
        if (*at == ',') at++;
    }
    return true;
}

static bool sqla__map_check_cascade(sqla_metadata *md, sqla__rel *rel)
{
    const sqla_relationship_def *def = rel->def;
    if (!(rel->cascade & SQLA_DELETE_ORPHAN)) return true;
    if (!(rel->cascade & SQLA_CASCADE_DELETE))
        return sqla__map_fail(md, SQLA_ARGUMENT_ERROR, rel->parent, def->attr,
                              "SQLA_DELETE_ORPHAN goes with SQLA_CASCADE_DELETE");
    if (rel->direction != SQLA__ONE_TO_MANY && !def->single_parent)
        return sqla__map_fail(md, SQLA_ARGUMENT_ERROR, rel->parent, def->attr,
            "SQLA_DELETE_ORPHAN on a %s relationship needs .single_parent",
            rel->direction == SQLA__MANY_TO_ONE ? "many-to-one" : "many-to-many");
    if (rel->target->n_orphans >= 64)
        return sqla__map_fail(md, SQLA_ARGUMENT_ERROR, rel->parent, def->attr,
                              "more than 64 relationships delete orphans of %s",
                              rel->target->table->model);
    rel->orphan = UINT64_C(1) << rel->target->n_orphans++;
    rel->target->orphans |= rel->orphan;
    return true;
}

static bool sqla__map_relate(sqla_metadata *md, sqla__rel *rel)
{
    const sqla_relationship_def *def = rel->def;
    struct { void *const *items; size_t count; } list;
    bool known = false;
    for (size_t i = 0; i < md->n; i++) known = known || md->table[i] == def->target;
    rel->target = known ? sqla__map_of(def->target) : NULL;
    if (!rel->target)
        return sqla__map_fail(md, SQLA_INVALID_REQUEST, rel->parent, def->attr,
                              "its target %s is not in this metadata",
                              def->target ? def->target->model : "NULL");
    if (def->size != (def->list ? sizeof list : sizeof(void *)))
        return sqla__map_fail(md, SQLA_ARGUMENT_ERROR, rel->parent, def->attr,
            "the field is neither a %s * nor an SQLA_LIST(%s)", def->target->model,
            def->target->model);
    if (def->secondary && !sqla__schema_ready(def->secondary)) def = NULL;
    if (!def || !sqla__map_check_names(md, rel, ".foreign_keys", def->foreign_keys)
        || !sqla__map_check_names(md, rel, ".remote_side", def->remote_side)) return false;
    if (!(def->secondary ? sqla__map_pairs_secondary(md, rel) : sqla__map_pairs_plain(md, rel)))
        return false;
    if (def->list != (rel->direction != SQLA__MANY_TO_ONE) && rel->direction != SQLA__ONE_TO_MANY)
        return sqla__map_fail(md, SQLA_ARGUMENT_ERROR, rel->parent, def->attr,
            def->list ? "it is many-to-one: the field must be a %s *"
                      : "it is many-to-many: the field must be an SQLA_LIST(%s)",
            def->target->model);
    return sqla__map_pair_attrs(md, rel) && sqla__map_order(md, rel)
        && sqla__map_check_cascade(md, rel);
}

static bool sqla__map_reverse(sqla_metadata *md, sqla__rel *rel)
{
    const char *name = rel->def->back_populates;
    if (!name) return true;
    sqla__rel *other = sqla__map_rel(rel->target, name);
    if (!other)
        return sqla__map_fail(md, SQLA_INVALID_REQUEST, rel->parent, rel->def->attr,
            ".back_populates names %q, which is no relationship of %s", name,
            rel->target->table->model);
    const char *back = other->def->back_populates;
    if (other->target != rel->parent || (back && strcmp(back, rel->def->attr) != 0))
        return sqla__map_fail(md, SQLA_ARGUMENT_ERROR, rel->parent, rel->def->attr,
            ".back_populates names %s.%s, which does not lead back to it",
            rel->target->table->model, name);
    if (other->direction == rel->direction && rel->direction != SQLA__MANY_TO_MANY)
        return sqla__map_fail(md, SQLA_ARGUMENT_ERROR, rel->parent, rel->def->attr,
            "it and %s.%s have the same direction: one of them needs .remote_side",
            rel->target->table->model, name);
    rel->reverse = other;
    if (!other->reverse) other->reverse = rel;
    return true;
}

/* ---- Queries of a mapper, frozen: any thread may execute them */

static const char *const sqla__map_params[] = { "k0", "k1", "k2", "k3", "k4", "k5", "k6", "k7",
    "k8", "k9", "k10", "k11", "k12", "k13", "k14", "k15" };

/* A column of a table, or of an alias of it. */
static sqla_expr *sqla__map_c(sqla_from *from, sqla__column *c)
{
    return from ? sqla_from_c(from, sqla__schema_name(c->def)) : &c->e;
}

/* Adds a relationship's ORDER BY. */
static void sqla__map_order_by(sqla_stmt *q, const sqla__rel *rel, sqla_from *target)
{
    for (int i = 0; i < rel->n_order; i++) {
        sqla_expr *x = sqla__map_c(target, rel->order[i].column);
        if (rel->order[i].desc) x = sqla_desc(x);
        if (rel->order[i].nulls) x = rel->order[i].nulls == 1 ? sqla_nulls_first(x)
                                                             : sqla_nulls_last(x);
        sqla_order_by_n(q, &x, 1);
    }
}

static sqla_stmt *sqla__map_select(const sqla__mapper *m)
{
    sqla_expr *entity = sqla_v_table(m->table);
    return sqla_select_n(&entity, 1);
}

/* column = :ki; or turned round, as SQLAlchemy has it for what refers to the row in hand. */
static void sqla__map_where_param(sqla_stmt *q, sqla_expr *column, int i, bool turned)
{
    sqla_expr *value = sqla_param(sqla__map_params[i]);
    sqla_expr *x = turned ? sqla_binary(SQLA_OP_EQ, value, column)
                          : sqla_binary(SQLA_OP_EQ, column, value);
    sqla_where_n(q, &x, 1);
}

static void sqla__map_where_equal(sqla_stmt *q, sqla_expr *a, sqla_expr *b)
{
    sqla_expr *x = sqla_binary(SQLA_OP_EQ, a, b);
    sqla_where_n(q, &x, 1);
}

/* The query of one object's relationship. A join function is not taken apart: the parent's row
 * stands in the query under another name. */
static sqla_stmt *sqla__map_lazy(const sqla__rel *rel)
{
    sqla_stmt *q = sqla__map_select(rel->target);
    if (rel->def->primaryjoin || rel->def->secondaryjoin) {
        sqla_from *self = sqla_alias(rel->parent->table, "self");
        sqla_from *target = sqla__schema_from(rel->target->table);
        sqla_from *between = rel->def->secondary ? sqla__schema_from(rel->def->secondary) : NULL;
        sqla_expr *x;
        sqla__node_ref(self);
        if (rel->def->primaryjoin) {
            x = rel->def->primaryjoin(self, between ? between : target);
            sqla_where_n(q, &x, 1);
        } else {
            for (int i = 0; i < rel->n_pairs; i++)
                sqla__map_where_equal(q, sqla__map_c(self, rel->pair[i].one),
                                      &rel->pair[i].other->e);
        }
        if (rel->def->secondaryjoin) {
            x = rel->def->secondaryjoin(between, target);
            sqla_where_n(q, &x, 1);
        }
        for (uint32_t i = 0; i < rel->parent->n_keys; i++)
            sqla__map_where_param(q, sqla__map_c(self, rel->parent->attr[rel->parent->key[i]]
                                                           .column), (int)i, false);
        sqla__node_unref(self);
    } else {
        for (int i = 0; i < rel->n_pairs; i++)
            sqla__map_where_param(q, &rel->pair[i].other->e, i,
                                  rel->direction != SQLA__MANY_TO_ONE);
    }
    for (int i = 0; i < rel->n_far && !rel->def->secondaryjoin; i++)
        sqla__map_where_equal(q, &rel->far[i].one->e, &rel->far[i].other->e);
    sqla__map_order_by(q, rel, NULL);
    return sqla_freeze(q);
}

static bool sqla__map_queries(sqla_metadata *md, sqla__mapper *m)
{
    if (m->n_keys > SQLA__COUNT_OF(sqla__map_params))
        return sqla__map_fail(md, SQLA_NOT_SUPPORTED, m, NULL, "the key has more than 16 columns");
    m->get = sqla__map_select(m);
    for (uint32_t i = 0; i < m->n_keys; i++)
        sqla__map_where_param(m->get, &m->attr[m->key[i]].column->e, (int)i, false);
    m->get = sqla_freeze(m->get);
    const sqla_error_record *why = sqla__node_error(&m->get->e);
    for (uint32_t i = 0; i < m->n_rels && !why->code; i++) {
        m->rel[i].lazy = sqla__map_lazy(&m->rel[i]);
        why = sqla__node_error(&m->rel[i].lazy->e);
    }
    if (!why->code) return true;
    if (!md->error.code) md->error = *why;
    return false;
}

/* ---- Groups */

static void sqla__map_free(sqla__mapper *m)
{
    if (!m) return;
    if (sqla__map_of(m->table) == m) SQLA__STORE(&m->table->cell->mapper, NULL);
    if (m->get) sqla__node_unref(m->get);
    for (uint32_t i = 0; i < m->n_rels; i++) if (m->rel[i].lazy) sqla__node_unref(m->rel[i].lazy);
    sqla__evt_free(m->listeners);
    sqla__mem_arena_free(&m->arena);
    sqla__mem_free(&sqla__mem_process, m, sizeof *m);
}

static void sqla__map_group_unref(sqla__map_group *g)
{
    if (!g || --g->refs > 0) return;
    for (size_t i = 0; i < g->n_mappers; i++) sqla__map_free(g->mapper[i]);
    for (size_t i = 0; i < g->n_needs; i++) sqla__map_group_unref(g->needs[i]);
    sqla__mem_free(&sqla__mem_process, (void *)g->mapper, 2 * g->capacity * sizeof *g->mapper);
    sqla__mem_free(&sqla__mem_process, g, sizeof *g);
}

static sqla__map_group *sqla__map_group_new(size_t n)
{
    sqla__map_group *g = (sqla__map_group *)sqla__mem_zero(&sqla__mem_process, sizeof *g);
    if (!g) return NULL;
    g->capacity = n + 1;
    g->mapper = (sqla__mapper **)sqla__mem_zero(&sqla__mem_process,
                                                2 * g->capacity * sizeof *g->mapper);
    if (!g->mapper) {
        sqla__mem_free(&sqla__mem_process, g, sizeof *g);
        return NULL;
    }
    g->needs = (sqla__map_group **)(void *)(g->mapper + g->capacity);
    g->refs = 1;
    return g;
}

/* Is this a model for sessions? One without primary key and relationships is a plain struct. */
static bool sqla__map_wanted(const sqla_table *t)
{
    sqla__column *c;
    bool key = false;
    for (size_t i = 0; t->size && (c = sqla__schema_next(t, &i)) != NULL;)
        key = key || sqla__schema_is_key(c);
    for (size_t i = 0; t->size && i < t->n_items; i++)
        key = key || t->items[i].kind >= SQLA_ITEM_RELATIONSHIP;
    return key;
}

/* Builds what the models of md need that no other metadata has built. */
static bool sqla__map_build(sqla_metadata *md, sqla__map_group *g)
{
    for (size_t i = 0; i < md->n; i++) {
        const sqla_table *t = md->table[i];
        sqla__mapper *m = sqla__map_of(t);
        if (m) {
            m->group->refs++;
            g->needs[g->n_needs++] = m->group;
        } else if (sqla__map_wanted(t)) {
            m = sqla__map_new(md, t);
            if (!m) return false;
            m->group = g;
            g->mapper[g->n_mappers++] = m;
            SQLA__STORE(&t->cell->mapper, m);
            if (md->error.code) return false;
        }
    }
    for (size_t i = 0; i < g->n_mappers; i++)
        for (uint32_t k = 0; k < g->mapper[i]->n_rels; k++)
            if (!sqla__map_relate(md, &g->mapper[i]->rel[k])) return false;
    for (size_t i = 0; i < g->n_mappers; i++)
        for (uint32_t k = 0; k < g->mapper[i]->n_rels; k++)
            if (!sqla__map_reverse(md, &g->mapper[i]->rel[k])) return false;
    for (size_t i = 0; i < g->n_mappers; i++)
        if (!sqla__map_queries(md, g->mapper[i])) return false;
    return true;
}

sqla_metadata *sqla_metadata_new_n(const sqla_table *const *tables, size_t n)
{
    sqla_metadata *md = sqla__schema_gather(tables, n);
    if (md->error.code) return md;
    sqla__map_enter();
    sqla__map_group *g = sqla__map_group_new(md->n);
    if (!g) sqla__map_no_memory(md);
    if (g && sqla__map_build(md, g)) md->mapped = g;
    else sqla__map_group_unref(g);
    sqla__map_leave();
    if (!md->mapped && !md->error.code) sqla__map_no_memory(md);
    return md;
}

void sqla_metadata_free(sqla_metadata *md)
{
    if (!md || md == &sqla__schema_no_memory) return;
    sqla__map_enter();
    sqla__map_group_unref(md->mapped);
    sqla__map_leave();
    sqla__schema_free(md);
}

sqla_status sqla_model_listen(const sqla_table *model, bool on, sqla_event_id id, sqla_event_fn *fn,
                              void *arg)
{
    sqla__mapper *m = sqla__map_of(model);
    sqla__listener want = { NULL, id, NULL, fn, arg, false };
    return m ? sqla__evt_listen(&m->listeners, on, SQLA__EVT_MODEL, &want) : SQLA_ARGUMENT_ERROR;
}

const char *sqla_enum_label(sqla_expr *column, int64_t value)
{
    const sqla_type *t = column && !sqla__node_is_bad(column) ? column->type : NULL;
    if (!t || t->kind != SQLA_TYPE_ENUM || value < 0) return NULL;
    for (const char *const *label = t->labels; label && *label; label++, value--)
        if (value == 0) return *label;
    return NULL;
}

#endif /* SQLA_NO_ORM */

/* ============================================================================
 * >>state                                                       prefix sqla__state_
 * Objects: their memory, attributes, snapshots, histories and collections.
 *
 * The struct is the user's and may change at any time without a word; the snapshot behind it is
 * what was last loaded or stored. What differs is a change.
 * Uses: platform errors memory strings values types nodes text events mapper
 * ============================================================================ */
#ifndef SQLA_NO_ORM

SQLA__STATIC_ASSERT(sizeof(sqla__object) % 16 == 0, "the struct behind a header is aligned");

#if defined(__clang__) || (defined(__GNUC__) && !defined(__TINYC__))
#  define SQLA__STATE_UNCHECKED __attribute__((no_sanitize("address"), noinline))
#else
#  define SQLA__STATE_UNCHECKED
#endif

static char *sqla__state_record(const sqla__object *o) { return (char *)(uintptr_t)(o + 1); }
static char *sqla__state_snapshot(const sqla__object *o)
{
    return sqla__state_record(o) + o->mapper->snapshot_at;
}
static sqla__relstate *sqla__state_rel(const sqla__object *o, const sqla__rel *rel)
{
    return (sqla__relstate *)(void *)(sqla__state_record(o) + o->mapper->rels_at) + rel->index;
}
static uint64_t *sqla__state_loaded(const sqla__object *o)
{
    return (uint64_t *)(void *)(sqla__state_record(o) + o->mapper->bits_at);
}
static uint64_t *sqla__state_given(const sqla__object *o)
{
    return sqla__state_loaded(o) + o->mapper->words;
}
/* Columns whose present value listeners know; of relationships: those not to be loaded. */
static uint64_t *sqla__state_told(const sqla__object *o)
{
    return sqla__state_loaded(o) + 3 * o->mapper->words;
}
static bool sqla__state_bit(const uint64_t *set, uint32_t i) { return set[i / 64] >> (i % 64) & 1; }
static void sqla__state_put_bit(uint64_t *set, uint32_t i, bool on)
{
    if (on) set[i / 64] |= UINT64_C(1) << (i % 64);
    else set[i / 64] &= ~(UINT64_C(1) << (i % 64));
}
static bool sqla__state_is_loaded(const sqla__object *o, uint32_t bit)
{
    return sqla__state_bit(sqla__state_loaded(o), bit);
}
static bool sqla__state_is_given(const sqla__object *o, uint32_t bit)
{
    return sqla__state_bit(sqla__state_given(o), bit);
}

/* Is the object not stored yet? */
static bool sqla__state_is_new(const sqla__object *o)
{
    return o->state == SQLA_TRANSIENT || o->state == SQLA_PENDING;
}
static bool sqla__state_in_session(const sqla__object *o)
{
    return o->session && (o->state == SQLA_PENDING || o->state == SQLA_PERSISTENT
                          || o->state == SQLA_DELETED);
}

static uint64_t sqla__state_canary(const void *record)
{
    return sqla__plat_mix((uint64_t)(uintptr_t)record ^ UINT64_C(0x5DEECE66D5A1B7E5));
}

/* The word in front of a struct, whatever it is. */
SQLA__STATE_UNCHECKED static uint64_t sqla__state_peek(const void *record)
{
    return ((const volatile uint64_t *)record)[-1];
}

/* The object behind the user's pointer; NULL if it is none: the header's last word depends on its
 * address, so neither structs of other origin nor copies have it. */
static sqla__object *sqla__state_of(const void *record)
{
    if (!record || (uintptr_t)record % 16) return NULL;
    if (sqla__state_peek(record) != sqla__state_canary(record)) return NULL;
    return (sqla__object *)(uintptr_t)record - 1;
}

/* Records an error in a session; a look-up's answer does not count as its first one. */
static sqla_status sqla__state_note(sqla_session *s, const sqla_error_record *e)
{
    if (!s) return e->code;
    if (e != &s->last) s->last = *e;
    if (!s->first.code) s->first = *e;
    return e->code;
}

/* Refuses a call on an object; the message names model and attribute (NULL: none). */
static sqla_status sqla__state_fail(const sqla__object *o, sqla_status code, const char *attr,
                                    const char *format, ...)
{
    sqla_error_record e = sqla__err_none;
    char text[400];
    va_list args;
    va_start(args, format);
    sqla__err_vformat(text, sizeof text, format, args);
    va_end(args);
    sqla__err_set(&e, code, "%s%s%s: %s", o ? o->mapper->table->model : "object", attr ? "." : "",
                  attr ? attr : "", text);
    return sqla__state_note(o ? o->session : NULL, &e);
}

static const sqla_allocator *sqla__state_allocator(const sqla__object *o)
{
    return &o->home->allocator;
}

/* ---- Memory */

/* An object in *home, which becomes a fresh chunk if it is full. NULL without memory. */
static sqla__object *sqla__state_new(sqla__mapper *m, sqla__mem_shared **home,
                                     const sqla_allocator *a)
{
    size_t size = sizeof(sqla__object) + m->cell;
    if (!sqla__mem_chunk_room(home, a, size)) return NULL;
    sqla__object *o = (sqla__object *)(void *)((char *)*home + (*home)->used);
    (*home)->used += size;
    (*home)->refs++;
    memset(o, 0, size);
    o->mapper = m;
    o->home = *home;
    o->canary = sqla__state_canary(o + 1);
    return o;
}

/* Keeps what was replaced until the following transaction has ended: the user may look at it. */
static void sqla__state_retire(sqla_session *s, sqla__mem_shared *chunk, void *block, size_t size)
{
    sqla__retired *r = NULL;
    if (!chunk && !block) return;
    if (s) r = (sqla__retired *)sqla__mem_alloc(&s->allocator, sizeof *r);
    if (!r) {
        sqla__mem_chunk_unref(chunk);
        if (s) sqla__mem_free(&s->allocator, block, size);
        return;
    }
    *r = (sqla__retired){ s->retired, chunk, block, size, s->txn };
    s->retired = r;
}

static void sqla__state_free_changes(sqla__object *o, const sqla__rel *rel)
{
    sqla__relstate *st = sqla__state_rel(o, rel);
    const sqla_allocator *a = sqla__state_allocator(o);
    if (!st->changes) return;
    sqla__mem_free(a, (void *)st->changes->added, st->changes->added_capacity * sizeof(void *));
    sqla__mem_free(a, (void *)st->changes->removed, st->changes->removed_capacity * sizeof(void *));
    sqla__mem_free(a, st->changes, sizeof *st->changes);
    st->changes = NULL;
}

static void sqla__state_free_assigned(sqla__object *o)
{
    for (sqla__assigned *x = o->assigned, *next; x; x = next) {
        next = x->next;
        sqla__node_unref(x->x);
        sqla__mem_free(sqla__state_allocator(o), x, sizeof *x);
    }
    o->assigned = NULL;
}

static void sqla__state_free_syncs(sqla__object *o)
{
    for (sqla__sync *x = o->syncs, *next; x; x = next) {
        next = x->next;
        sqla__mem_free(sqla__state_allocator(o), x, sizeof *x);
    }
    o->syncs = NULL;
}

static void sqla__state_free_extra(sqla__object *o)
{
    for (sqla__mem_block *b = o->extra, *next; b; b = next) {
        next = b->next;
        sqla__mem_free(sqla__state_allocator(o), b, b->size);
    }
    o->extra = NULL;
}

/* Frees an object that is in no list of its session any more. */
static void sqla__state_free(sqla__object *o)
{
    const sqla_allocator *a = sqla__state_allocator(o);
    for (uint32_t i = 0; i < o->mapper->n_rels; i++) {
        sqla__relstate *st = sqla__state_rel(o, &o->mapper->rel[i]);
        sqla__mem_free(a, (void *)st->items, st->capacity * sizeof *st->items);
        sqla__state_free_changes(o, &o->mapper->rel[i]);
    }
    sqla__state_free_assigned(o);
    sqla__state_free_syncs(o);
    sqla__state_free_extra(o);
    sqla__mem_chunk_unref(o->texts);
    o->canary = 0;
    sqla__mem_chunk_unref(o->home);
}

/* A text with the object's life, n bytes and a NUL. */
static const char *sqla__state_text(sqla__object *o, const char *text, size_t n)
{
    size_t size = sizeof(sqla__mem_block) + n + 1;
    sqla__mem_block *b = n < SIZE_MAX / 2
        ? (sqla__mem_block *)sqla__mem_alloc(sqla__state_allocator(o), size) : NULL;
    if (!b) return NULL;
    b->size = size;
    b->next = o->extra;
    o->extra = b;
    char *copy = (char *)(b + 1);
    if (n) memcpy(copy, text, n);
    copy[n] = 0;
    return copy;
}

/* Pointer and length of a text field; length 0 with a NULL pointer: NULL. */
static const char *sqla__state_text_field(const sqla__attr *a, const char *record, size_t *n)
{
    const char *text;
    sqla_bytes bytes;
    if ((a->plan.ctype & (SQLA_C_OPT - 1)) == SQLA_C_BYTES) {
        memcpy(&bytes, record + a->plan.offset, sizeof bytes);
        *n = bytes.data ? bytes.size : 0;
        return (const char *)bytes.data;
    }
    memcpy(&text, record + a->plan.offset, sizeof text);
    *n = text ? strlen(text) : 0;
    return text;
}

/* Copies all texts of the struct into the session's memory and points the fields there. What was
 * there before is kept for a while. False without memory. */
static bool sqla__state_keep_texts(sqla_session *s, sqla__object *o)
{
    const sqla__mapper *m = o->mapper;
    char *record = sqla__state_record(o), *at;
    size_t total = 0, n;
    if (!m->has_text) return true;
    for (uint32_t i = 0; i < m->n_attrs; i++)
        if (m->attr[i].text && sqla__state_text_field(&m->attr[i], record, &n)) total += n + 1;
    if (total && !sqla__mem_chunk_room(&s->texts, &s->allocator, total)) return false;
    at = total ? (char *)s->texts + s->texts->used : NULL;
    for (uint32_t i = 0; i < m->n_attrs && total; i++) {
        const char *text = m->attr[i].text ? sqla__state_text_field(&m->attr[i], record, &n) : NULL;
        if (!text) continue;
        if (n) memcpy(at, text, n);
        at[n] = 0;
        memcpy(record + m->attr[i].plan.offset, &at, sizeof at);    /* first member of bytes */
        at += n + 1;
    }
    if (total) {
        s->texts->used += (total + 7) & ~(size_t)7;
        if (s->texts->used > s->texts->size) s->texts->used = s->texts->size;
        s->texts->refs++;
    }
    sqla__state_retire(s, o->texts, NULL, 0);
    o->texts = total ? s->texts : NULL;
    for (sqla__mem_block *b = o->extra, *next; b; b = next) {
        next = b->next;
        sqla__state_retire(s, NULL, b, b->size);
    }
    o->extra = NULL;
    return true;
}

/* ---- Fields */

static bool sqla__state_same_value(unsigned kind, size_t size, const char *x, const char *y)
{
    sqla_decimal d, e;
    sqla_interval i, j;
    sqla_bytes b, c;
    const char *t, *u;
    float f, g;
    double h, k;
    switch (kind) {
    case SQLA_C_BOOL: return !*x == !*y;
    case SQLA_C_FLOAT:
        if (size == sizeof f) {
            memcpy(&f, x, sizeof f), memcpy(&g, y, sizeof g);
            h = (double)f, k = (double)g;
        } else {
            memcpy(&h, x, sizeof h), memcpy(&k, y, sizeof k);
        }
        return !(h < k) && !(h > k) && (h == h) == (k == k);
    case SQLA_C_TEXT: case SQLA_C_JSON:
        memcpy(&t, x, sizeof t), memcpy(&u, y, sizeof u);
        return t == u || (t && u && strcmp(t, u) == 0);
    case SQLA_C_CHARS: return strncmp(x, y, size) == 0;
    case SQLA_C_BYTES:
        memcpy(&b, x, sizeof b), memcpy(&c, y, sizeof c);
        if (!b.data || !c.data) return !b.data && !c.data;
        return b.size == c.size && (!b.size || memcmp(b.data, c.data, b.size) == 0);
    case SQLA_C_INTERVAL:
        memcpy(&i, x, sizeof i), memcpy(&j, y, sizeof j);
        return i.us == j.us && i.days == j.days && i.months == j.months;
    case SQLA_C_DECIMAL:
        memcpy(&d, x, sizeof d), memcpy(&e, y, sizeof e);
        return d.hi == e.hi && d.lo == e.lo && d.scale == e.scale && d.negative == e.negative;
    default: return memcmp(x, y, size) == 0;
    }
}

/* Do two records hold the same in this field? Padding, bytes behind the NUL of an inline text, the
 * sign of zero and the bits of a NaN do not count. */
static bool sqla__state_same(const sqla__attr *a, const char *x, const char *y)
{
    size_t size = a->plan.size;
    x += a->plan.offset;
    y += a->plan.offset;
    if (memcmp(x, y, size) == 0) return true;
    unsigned kind = a->plan.ctype & (SQLA_C_OPT - 1);
    if (a->plan.ctype & SQLA_C_OPT) {
        size = sqla__type_value_size(a->plan.ctype, a->plan.size);
        if (!x[size] || !y[size]) return !x[size] && !y[size];
    }
    return sqla__state_same_value(kind, size, x, y);
}

static bool sqla__state_differs(const sqla__object *o, uint32_t i)
{
    return !sqla__state_same(&o->mapper->attr[i], sqla__state_record(o), sqla__state_snapshot(o));
}

static sqla_value sqla__state_value(const sqla__object *o, uint32_t i, const char *record)
{
    const sqla_field_plan *plan = &o->mapper->attr[i].plan;
    return sqla__type_load(plan, record + plan->offset);
}

/* Is this field zero, or NULL? */
static bool sqla__state_is_zero(const sqla__attr *a, const char *record)
{
    const char *at = record + a->plan.offset;
    for (uint32_t i = 0; i < a->plan.size; i++) if (at[i]) return false;
    return true;
}

/* Does a flush have to write this column, as far as can be seen? */
static bool sqla__state_is_changed(const sqla__object *o, uint32_t i)
{
    return sqla__state_is_given(o, i) || sqla__state_differs(o, i);
}

static bool sqla__state_columns_changed(const sqla__object *o)
{
    const sqla__mapper *m = o->mapper;
    const char *record = sqla__state_record(o);
    if (o->assigned) return true;
    for (uint32_t i = 0; i < m->words; i++)
        if (sqla__state_given(o)[i]) return true;
    if (memcmp(record, sqla__state_snapshot(o), m->table->size) == 0) return false;
    for (uint32_t i = 0; i < m->n_attrs; i++) if (sqla__state_differs(o, i)) return true;
    return false;
}

/* The current reference of a to-one relationship. */
static sqla__object *sqla__state_ref(const sqla__object *o, const sqla__rel *rel)
{
    void *p;
    memcpy(&p, sqla__state_record(o) + rel->def->offset, sizeof p);
    return p ? sqla__state_of(p) : NULL;
}

static void *sqla__state_ref_raw(const sqla__object *o, const sqla__rel *rel)
{
    void *p;
    memcpy(&p, sqla__state_record(o) + rel->def->offset, sizeof p);
    return p;
}

static void sqla__state_put_ref(sqla__object *o, const sqla__rel *rel, void *p)
{
    memcpy(sqla__state_record(o) + rel->def->offset, &p, sizeof p);
    sqla__state_rel(o, rel)->known = p;
}

/* The list of a to-many relationship as the user sees it. */
static void *const *sqla__state_items(const sqla__object *o, const sqla__rel *rel, size_t *n)
{
    struct { void *const *items; size_t count; } list;
    memcpy(&list, sqla__state_record(o) + rel->def->offset, sizeof list);
    *n = list.items ? list.count : 0;
    return list.items;
}

static void sqla__state_put_list(sqla__object *o, const sqla__rel *rel, size_t n)
{
    struct { void *const *items; size_t count; } list = { sqla__state_rel(o, rel)->items, n };
    memcpy(sqla__state_record(o) + rel->def->offset, &list, sizeof list);
}

/* Is the list in the struct the whole one? That of a new object is. */
static bool sqla__state_is_whole(const sqla__object *o, const sqla__rel *rel)
{
    return sqla__state_is_new(o) || sqla__state_is_loaded(o, rel->bit);
}

/* Values of a whole generation expire at once; this makes an object notice it. */
static void sqla__state_visit(sqla__object *o)
{
    if (!o->session || o->state != SQLA_PERSISTENT || o->gen >= o->session->gen) return;
    o->gen = o->session->gen;
    memset(sqla__state_loaded(o), 0, o->mapper->words * sizeof(uint64_t));
    o->flags |= SQLA__OBJ_STALE;
}

/* The values of a key, and whether there is one: all present, and no zero that stands for none. */
static bool sqla__state_key(const sqla__object *o, const char *record, sqla_value *out)
{
    const sqla__mapper *m = o->mapper;
    for (uint32_t i = 0; i < m->n_keys; i++) {
        const sqla__attr *a = &m->attr[m->key[i]];
        out[i] = sqla__type_load(&a->plan, record + a->plan.offset);
        if (out[i].kind == SQLA_VALUE_NULL) return false;
        if ((a->fill == SQLA__FILL_KEY || a->fill == SQLA__FILL_OMIT)
            && sqla__state_is_zero(a, record) && !sqla__state_is_given(o, m->key[i])) return false;
    }
    return true;
}

/* ---- New objects */

/* The fields that the text of an initialiser names: "User, .name = f(a, b), .age = 3". */
static bool sqla__state_scan(const sqla__mapper *m, const char *text, uint64_t *given)
{
    int depth = 0;
    bool start = false, all = true;
    for (const char *at = text; *at; at++) {
        if (*at == '"' || *at == '\'') {
            char quote = *at++;
            while (*at && *at != quote) at += *at == '\\' && at[1] ? 2 : 1;
            if (!*at) break;
            if (start) all = start = false;
        } else if (strchr("([{", *at)) {
            depth++;
            if (start) all = start = false;
        } else if (strchr(")]}", *at)) {
            depth--;
        } else if (*at == ',' && depth == 0) {
            start = true;
        } else if (start && *at == '.') {
            const char *name = ++at;
            char copy[128];
            while (sqla__str_letter(*at)) at++;
            sqla__err_copy(copy, sizeof copy, name, (size_t)(at - name));
            int attr = sqla__map_attr(m, copy);
            if (attr >= 0) sqla__state_put_bit(given, (uint32_t)attr, true);
            at--;
            start = false;
        } else if (start && *at != ' ' && *at != '\n' && *at != '\t') {
            all = start = false;                /* a macro, or a value by position */
        }
    }
    return all;
}

/* The same, remembering the last text: a loop scans it once. */
static bool sqla__state_scan_once(const sqla__mapper *m, const char *text, uint64_t *given)
{
#if defined(__GNUC__) && !defined(__TINYC__)
    static __thread struct { int serial; bool all; uint64_t given[4]; char text[400]; } last;
    size_t n = strlen(text);
    if (last.serial == m->serial && n < sizeof last.text && memcmp(last.text, text, n + 1) == 0) {
        memcpy(given, last.given, m->words * sizeof *given);
        return last.all;
    }
    bool all = sqla__state_scan(m, text, given);
    if (n >= sizeof last.text || m->words > SQLA__COUNT_OF(last.given)) return all;
    last.serial = m->serial;
    last.all = all;
    memcpy(last.text, text, n + 1);
    memcpy(last.given, given, m->words * sizeof *given);
    return all;
#else
    return sqla__state_scan(m, text, given);
#endif
}

static void sqla__state_store_default(sqla__object *o, uint32_t i)
{
    const sqla__attr *a = &o->mapper->attr[i];
    sqla_error_record err = sqla__err_none;
    sqla_value v = sqla__text_default(&a->column->def->default_value);
    if (sqla_driver_store(&a->plan, &v, sqla__state_record(o), NULL, &err))
        o->flags |= SQLA__OBJ_NO_TEXT;
}

/* Fills what sqla_new was not given; false if it cannot know what that is. */
static void sqla__state_fill(sqla__object *o, const char *text)
{
    const sqla__mapper *m = o->mapper;
    uint64_t *given = sqla__state_given(o);
    bool all = true;
    if (!text) for (uint32_t i = 0; i < m->n_attrs; i++) {
        const sqla__attr *a = &m->attr[i];
        bool zero = sqla__state_is_zero(a, sqla__state_record(o));
        sqla__state_put_bit(given, i, a->fill != SQLA__FILL_KEY || !zero);
    }
    else all = sqla__state_scan_once(m, text, given);
    for (uint32_t i = 0; i < m->n_attrs; i++) {
        const sqla__attr *a = &m->attr[i];
        if (!a->constant && (a->fill == SQLA__FILL_FIELD || a->fill == SQLA__FILL_OMIT
                             || a->fill == SQLA__FILL_KEY)) continue;
        if (sqla__state_bit(given, i) || !sqla__state_is_zero(a, sqla__state_record(o))) continue;
        if (!all) o->flags |= SQLA__OBJ_HIDDEN;
        else if (a->constant) sqla__state_store_default(o, i);
    }
    memcpy(sqla__state_snapshot(o), sqla__state_record(o), m->table->size);
}

/* ---- Collections: the plain changes, below events and the other side */

static bool sqla__state_push(const sqla_allocator *a, void ***items, size_t *n, size_t *capacity,
                             void *x)
{
    void *p = (void *)*items;
    if (!sqla__mem_grow(a, &p, capacity, *n + 1, sizeof **items)) return false;
    *items = (void **)p;
    (*items)[(*n)++] = x;
    return true;
}

static bool sqla__state_take(void **items, size_t *n, const void *x)
{
    for (size_t i = *n; i-- > 0;) {
        if (items[i] != x) continue;
        memmove((void *)(items + i), (void *)(items + i + 1), (--*n - i) * sizeof *items);
        return true;
    }
    return false;
}

/* Makes room for n items in the list; the old array stays for a while, someone may look at it. */
static bool sqla__state_list_room(sqla__object *o, const sqla__rel *rel, size_t n)
{
    sqla__relstate *st = sqla__state_rel(o, rel);
    const sqla_allocator *a = sqla__state_allocator(o);
    size_t count, capacity = st->capacity ? st->capacity * 2 : 4;
    if (n <= st->capacity) return true;
    while (capacity < n) capacity *= 2;
    void **items = (void **)sqla__mem_alloc(a, capacity * sizeof *items);
    if (!items) return false;
    sqla__state_items(o, rel, &count);
    if (count && st->items) memcpy((void *)items, (void *)st->items, count * sizeof *items);
    if (o->session) sqla__state_retire(o->session, NULL, (void *)st->items,
                                       st->capacity * sizeof *items);
    else sqla__mem_free(a, (void *)st->items, st->capacity * sizeof *items);
    st->items = items;
    st->capacity = capacity;
    sqla__state_put_list(o, rel, count);
    return true;
}

static sqla__changes *sqla__state_changes(sqla__object *o, const sqla__rel *rel)
{
    sqla__relstate *st = sqla__state_rel(o, rel);
    if (!st->changes)
        st->changes = (sqla__changes *)sqla__mem_zero(sqla__state_allocator(o),
                                                      sizeof *st->changes);
    if (st->changes) o->flags |= SQLA__OBJ_CHANGED;
    return st->changes;
}

static bool sqla__state_add_change(sqla__object *o, const sqla__rel *rel, void *x)
{
    sqla__changes *c = sqla__state_changes(o, rel);
    if (!c) return false;
    if (c->n_removed && sqla__state_take(c->removed, &c->n_removed, x)) return true;
    return sqla__state_push(sqla__state_allocator(o), &c->added, &c->n_added, &c->added_capacity,
                            x);
}

static bool sqla__state_remove_change(sqla__object *o, const sqla__rel *rel, void *x)
{
    sqla__changes *c = sqla__state_changes(o, rel);
    if (!c) return false;
    if (c->n_added && sqla__state_take(c->added, &c->n_added, x)) return true;
    return sqla__state_push(sqla__state_allocator(o), &c->removed, &c->n_removed,
                            &c->removed_capacity, x);
}

static bool sqla__state_list_has(const sqla__object *o, const sqla__rel *rel, const void *x)
{
    size_t n;
    void *const *items = sqla__state_items(o, rel, &n);
    while (n-- > 0) if (items[n] == x) return true;
    return false;
}

static bool sqla__state_list_add(sqla__object *o, const sqla__rel *rel, sqla__object *other)
{
    size_t n;
    if (sqla__state_is_whole(o, rel)) {
        sqla__state_items(o, rel, &n);
        if (!sqla__state_list_room(o, rel, n + 1)) return false;
        sqla__state_rel(o, rel)->items[n] = other + 1;
        sqla__state_put_list(o, rel, n + 1);
    }
    other->orphan &= ~rel->orphan;
    return sqla__state_add_change(o, rel, other + 1);
}

static bool sqla__state_list_remove(sqla__object *o, const sqla__rel *rel, sqla__object *other)
{
    size_t n;
    sqla__state_items(o, rel, &n);
    if (sqla__state_is_whole(o, rel)) {
        if (!n || !sqla__state_take(sqla__state_rel(o, rel)->items, &n, other + 1)) return true;
        sqla__state_put_list(o, rel, n);
    }
    other->orphan |= rel->orphan;
    return sqla__state_remove_change(o, rel, other + 1);
}

/* ---- Both sides */

/* May `other` stand behind this relationship of o? */
static sqla_status sqla__state_fits(const sqla__object *o, const sqla__rel *rel,
                                    const sqla__object *other)
{
    if (other->mapper != rel->target)
        return sqla__state_fail(o, SQLA_ARGUMENT_ERROR, rel->def->attr,
            "an object of %s was given, %s is needed", other->mapper->table->model,
            rel->target->table->model);
    if (sqla__state_in_session(o) && sqla__state_in_session(other) && o->session != other->session)
        return sqla__state_fail(o, SQLA_INVALID_REQUEST, rel->def->attr,
                                "the object given belongs to another session");
    return SQLA_OK;
}

static sqla_status sqla__state_oom(const sqla__object *o)
{
    return sqla__state_note(o->session, &sqla__err_memory);
}

static sqla_status sqla__state_fire(sqla__object *o, sqla_event_id id, const sqla__rel *rel,
                                    sqla__object *other, sqla__object *old)
{
    if (!sqla__evt_wanted(o->mapper->listeners, id)) return SQLA_OK;
    sqla_event ev = { .id = id, .session = o->session, .object = o + 1, .attr = rel->def->attr,
                      .other = other ? other + 1 : NULL, .old_other = old ? old + 1 : NULL };
    sqla_status status = sqla__evt_fire(o->mapper->listeners, &ev);
    if (!status) return SQLA_OK;
    return sqla__state_fail(o, status, rel->def->attr, "a listener or validator refused the value");
}

/* A pending object without the parent it must have is not to be stored. */
static sqla_status sqla__state_drop_orphan(sqla__object *o)
{
    if (!o->orphan || o->state != SQLA_PENDING || !o->session) return SQLA_OK;
    return o->session->ops->expunge(o);
}

/* An object put behind a relationship follows its parent into the session. */
static sqla_status sqla__state_follow(sqla__object *o, const sqla__rel *rel, sqla__object *other)
{
    if (!(rel->cascade & SQLA_CASCADE_SAVE_UPDATE) || sqla__state_in_session(other)) return SQLA_OK;
    if (!sqla__state_in_session(o) || o->state == SQLA_DELETED) return SQLA_OK;
    return o->session->ops->add(o->session, other);
}

/* Stores a reference, with its change for the key on the other side where that is there. */
static bool sqla__state_write_ref(sqla__object *o, const sqla__rel *rel, sqla__object *old,
                                  sqla__object *other)
{
    sqla__state_put_ref(o, rel, other ? other + 1 : NULL);
    sqla__state_put_bit(sqla__state_loaded(o), rel->bit, true);
    sqla__state_put_bit(sqla__state_given(o), rel->bit, true);
    o->flags |= SQLA__OBJ_CHANGED;
    if (old) old->orphan |= rel->orphan;
    if (other) other->orphan &= ~rel->orphan;
    if (rel->direction == SQLA__MANY_TO_ONE) return true;
    return (!old || sqla__state_remove_change(o, rel, old + 1))
        && (!other || sqla__state_add_change(o, rel, other + 1));
}

/* A reference goes from `old` to `other`; each may be NULL. Both sides are kept in step. */
static sqla_status sqla__state_set_ref(sqla__object *o, const sqla__rel *rel, sqla__object *old,
                                       sqla__object *other)
{
    const sqla__rel *back = rel->reverse;
    sqla_status status = other ? sqla__state_fits(o, rel, other) : SQLA_OK;
    bool good;
    if (!status) status = sqla__state_fire(o, SQLA_ATTRIBUTE_SET, rel, other, old);
    if (!status && back && back->list && old && old != other)
        status = sqla__state_fire(old, SQLA_ATTRIBUTE_REMOVE, back, o, NULL);
    if (!status && back && back->list && other && old != other)
        status = sqla__state_fire(other, SQLA_ATTRIBUTE_APPEND, back, o, NULL);
    if (status) return status;
    good = sqla__state_write_ref(o, rel, old == other ? NULL : old, other);
    if (old == other) return good ? SQLA_OK : sqla__state_oom(o);
    if (back && back->list) {
        if (old) good = sqla__state_list_remove(old, back, o) && good;
        if (other) good = sqla__state_list_add(other, back, o) && good;
    } else if (back) {                          /* one to one */
        sqla__object *before = other ? sqla__state_ref(other, back) : NULL;
        if (old && sqla__state_ref(old, back) == o)
            good = sqla__state_write_ref(old, back, o, NULL) && good;
        if (before && before != o && sqla__state_ref(before, rel) == other)
            good = sqla__state_write_ref(before, rel, other, NULL) && good;
        if (other) good = sqla__state_write_ref(other, back, before, o) && good;
        if (before && before != o && before->state == SQLA_PENDING)
            status = sqla__state_drop_orphan(before);
    }
    if (!good) return sqla__state_oom(o);
    if (!status && other) status = sqla__state_follow(o, rel, other);
    if (!status && old) status = sqla__state_drop_orphan(old);
    return status ? status : sqla__state_drop_orphan(o);
}

static sqla_status sqla__state_append(sqla__object *o, const sqla__rel *rel, sqla__object *other)
{
    const sqla__rel *back = rel->reverse;
    sqla_status status = sqla__state_fits(o, rel, other);
    bool good = true;
    if (!status) status = sqla__state_fire(o, SQLA_ATTRIBUTE_APPEND, rel, other, NULL);
    if (!status && back) status = sqla__state_fire(other, back->list ? SQLA_ATTRIBUTE_APPEND
                                                                    : SQLA_ATTRIBUTE_SET, back, o,
                                                   back->list ? NULL
                                                              : sqla__state_ref(other, back));
    if (status) return status;
    if (back && !back->list) {
        sqla__object *old = sqla__state_ref(other, back);
        if (old && old != o) good = sqla__state_list_remove(old, rel, other);
        if (old == o && sqla__state_list_has(o, rel, other + 1))
            return sqla__state_follow(o, rel, other);
        good = sqla__state_write_ref(other, back, old == o ? NULL : old, o) && good;
    } else if (back) {
        good = sqla__state_list_add(other, back, o);
    }
    good = sqla__state_list_add(o, rel, other) && good;
    if (!good) return sqla__state_oom(o);
    return sqla__state_follow(o, rel, other);
}

static sqla_status sqla__state_remove(sqla__object *o, const sqla__rel *rel, sqla__object *other)
{
    const sqla__rel *back = rel->reverse;
    sqla_status status = sqla__state_fits(o, rel, other);
    bool good;
    if (!status && sqla__state_is_whole(o, rel) && !sqla__state_list_has(o, rel, other + 1))
        return sqla__state_fail(o, SQLA_INVALID_REQUEST, rel->def->attr,
                                "the object to be removed is not in the list");
    if (!status) status = sqla__state_fire(o, SQLA_ATTRIBUTE_REMOVE, rel, other, NULL);
    if (!status && back)
        status = back->list ? sqla__state_fire(other, SQLA_ATTRIBUTE_REMOVE, back, o, NULL)
                            : sqla__state_fire(other, SQLA_ATTRIBUTE_SET, back, NULL, o);
    if (status) return status;
    good = sqla__state_list_remove(o, rel, other);
    if (back && back->list) good = sqla__state_list_remove(other, back, o) && good;
    else if (back && (sqla__state_ref(other, back) == o
                      || !sqla__state_is_loaded(other, back->bit)))
        good = sqla__state_write_ref(other, back, o, NULL) && good;
    return good ? sqla__state_drop_orphan(other) : sqla__state_oom(o);
}

/* Finds references that were plainly assigned since the library looked last, and does for them what
 * sqla_setattr would have done. */
static sqla_status sqla__state_find_refs(sqla__object *o)
{
    for (uint32_t i = 0; i < o->mapper->n_rels; i++) {
        sqla__rel *rel = &o->mapper->rel[i];
        if (rel->list) continue;
        void *now = sqla__state_ref_raw(o, rel), *known = sqla__state_rel(o, rel)->known;
        if (now == known) continue;
        sqla__object *other = sqla__state_of(now);
        if (now && !other)
            return sqla__state_fail(o, SQLA_ARGUMENT_ERROR, rel->def->attr,
                "what it points to is no object: only what sqla_new or a session made is one");
        sqla_status status = sqla__state_set_ref(o, rel, known ? sqla__state_of(known) : NULL,
                                                 other);
        if (!status) continue;
        sqla__state_put_ref(o, rel, known);
        return status;
    }
    return SQLA_OK;
}

/* Tells listeners of columns that were plainly assigned; they may change or refuse the value. */
static sqla_status sqla__state_tell(sqla__object *o)
{
    bool fresh = sqla__state_is_new(o);
    if (!sqla__evt_wanted(o->mapper->listeners, SQLA_ATTRIBUTE_SET)) return SQLA_OK;
    for (uint32_t i = 0; i < o->mapper->n_attrs; i++) {
        const sqla__attr *a = &o->mapper->attr[i];
        sqla_error_record err = sqla__err_none;
        if (sqla__state_bit(sqla__state_told(o), i) || !sqla__state_is_changed(o, i)
            || (fresh && a->constant && !sqla__state_is_given(o, i))) continue;
        sqla_event ev = { .id = SQLA_ATTRIBUTE_SET, .session = o->session, .object = o + 1,
                          .attr = a->column->def->attr,
                          .value = sqla__state_value(o, i, sqla__state_record(o)),
                          .old = fresh ? sqla_value_null(NULL)
                                       : sqla__state_value(o, i, sqla__state_snapshot(o)) };
        sqla__state_put_bit(sqla__state_told(o), i, true);
        sqla_status status = sqla__evt_fire(o->mapper->listeners, &ev);
        if (status) return sqla__state_fail(o, status, ev.attr,
                                            "a listener or validator refused the value");
        if (!ev.changed) continue;
        if (sqla__val_is_text(&ev.value) && a->text) {
            ev.value.as.text.ptr = sqla__state_text(o, ev.value.as.text.ptr,
                                                    ev.value.as.text.size);
            if (!ev.value.as.text.ptr) return sqla__state_oom(o);
        }
        if (sqla_driver_store(&a->plan, &ev.value, sqla__state_record(o), NULL, &err))
            return sqla__state_fail(o, err.code, a->column->def->attr, "%s", err.message);
    }
    return SQLA_OK;
}

/* Forgets the changes of an object: they are stored, or undone. */
static void sqla__state_settle(sqla__object *o)
{
    for (uint32_t i = 0; i < o->mapper->n_rels; i++)
        sqla__state_free_changes(o, &o->mapper->rel[i]);
    memset(sqla__state_given(o), 0, o->mapper->words * sizeof(uint64_t));
    for (uint32_t i = 0; o->mapper->listeners && i < o->mapper->n_attrs; i++)
        sqla__state_put_bit(sqla__state_told(o), i, false);
    sqla__state_free_assigned(o);
    o->flags &= (uint16_t)~(SQLA__OBJ_CHANGED | SQLA__OBJ_FLAGGED | SQLA__OBJ_SAVE
                            | SQLA__OBJ_SWITCH);
    o->orphan = 0;
}

/* ---- Public functions */

void *sqla_object_new(const sqla_table *model, const void *init, const char *given)
{
    sqla__mapper *m = sqla__map_of(model);
    if (!m) return NULL;
    sqla__mem_shared *home = sqla__mem_chunk_new(&sqla__mem_process,
                                                 sizeof(sqla__object) + m->cell);
    sqla__object *o = home ? sqla__state_new(m, &home, &sqla__mem_process) : NULL;
    sqla__mem_chunk_unref(home);
    if (!o) return NULL;
    char *record = sqla__state_record(o);
    if (init) memcpy(record, init, m->table->size);
    sqla__state_fill(o, given);
    for (uint32_t i = 0; i < m->n_rels; i++) {
        size_t n;
        if (!m->rel[i].list) continue;
        sqla__state_items(o, &m->rel[i], &n);
        if (n) o->flags |= SQLA__OBJ_HIDDEN;    /* lists are not initialised */
        memset(record + m->rel[i].def->offset, 0, m->rel[i].def->size);
    }
    if (m->n_rels && sqla__state_find_refs(o)) o->flags |= SQLA__OBJ_NO_CHILD;
    if (sqla__evt_wanted(m->listeners, SQLA_INIT)) {
        sqla_event ev = { .id = SQLA_INIT, .object = record };
        sqla__evt_fire(m->listeners, &ev);
    }
    return record;
}

const char *sqla_str(void *object, const char *text)
{
    sqla__object *o = sqla__state_of(object);
    const char *copy = o && text ? sqla__state_text(o, text, strlen(text)) : NULL;
    if (o && !copy) o->flags |= SQLA__OBJ_NO_TEXT;
    return copy ? copy : "";
}

#ifndef SQLA_NO_STDIO
const char *sqla_strf(void *object, const char *format, ...)
{
    sqla__object *o = sqla__state_of(object);
    char *copy = NULL;
    va_list args;
    va_start(args, format);
    int n = o && format ? vsnprintf(NULL, 0, format, args) : -1;
    va_end(args);
    if (n >= 0) copy = (char *)(uintptr_t)sqla__state_text(o, "", 0);
    if (copy) {                                 /* room for the real text, in the same list */
        sqla__mem_block *b = o->extra;
        size_t size = sizeof *b + (size_t)n + 1;
        void *bigger = sqla__state_allocator(o)->realloc(b, b->size, size,
                                                         sqla__state_allocator(o)->user);
        if (bigger) {
            o->extra = b = (sqla__mem_block *)bigger;
            b->size = size;
            copy = (char *)(b + 1);
            va_start(args, format);
            vsnprintf(copy, (size_t)n + 1, format, args);
            va_end(args);
        } else {
            copy = NULL;
        }
    }
    if (o && !copy) o->flags |= SQLA__OBJ_NO_TEXT;
    return copy ? copy : "";
}
#endif

/* Stores a C value in a column; listeners may change or refuse it. */
static sqla_status sqla__state_store(sqla__object *o, uint32_t i, sqla_value v)
{
    const sqla__attr *a = &o->mapper->attr[i];
    sqla_error_record err = sqla__err_none;
    if (sqla__evt_wanted(o->mapper->listeners, SQLA_ATTRIBUTE_SET)) {
        sqla__state_put_bit(sqla__state_told(o), i, true);
        sqla_event ev = { .id = SQLA_ATTRIBUTE_SET, .session = o->session, .object = o + 1,
                          .attr = a->column->def->attr, .value = v,
                          .old = sqla__state_value(o, i, sqla__state_record(o)) };
        sqla_status status = sqla__evt_fire(o->mapper->listeners, &ev);
        if (status)
            return sqla__state_fail(o, status, ev.attr,
                                    "a listener or validator refused the value");
        v = ev.value;
    }
    if (sqla__val_is_text(&v) && a->text) {
        const char *copy = v.as.text.ptr
            ? sqla__state_text(o, v.as.text.ptr, v.as.text.size) : NULL;
        if (!copy) return sqla__state_oom(o);
        v.as.text.ptr = copy;
    }
    if (sqla_driver_store(&a->plan, &v, sqla__state_record(o), NULL, &err))
        return sqla__state_fail(o, err.code, a->column->def->attr, "%s", err.message);
    if (sqla__state_is_new(o) || !sqla__state_is_loaded(o, i))
        sqla__state_put_bit(sqla__state_given(o), i, true);
    return SQLA_OK;
}

/* An expression that the database is to compute. Takes x. */
static sqla_status sqla__state_assign(sqla__object *o, uint32_t i, sqla_expr *x)
{
    sqla__assigned *a;
    for (a = o->assigned; a && a->attr != i; a = a->next) continue;
    if (!a) {
        a = (sqla__assigned *)sqla__mem_zero(sqla__state_allocator(o), sizeof *a);
        if (!a) return sqla__state_oom(o);
        a->attr = i;
        a->next = o->assigned;
        o->assigned = a;
    }
    if (a->x) sqla__node_unref(a->x);
    a->x = (sqla_expr *)sqla__node_ref(x);
    return SQLA_OK;
}

static void sqla__state_unassign(sqla__object *o, uint32_t i)
{
    for (sqla__assigned **at = &o->assigned, *a; (a = *at) != NULL; at = &a->next) {
        if (a->attr != i) continue;
        *at = a->next;
        sqla__node_unref(a->x);
        sqla__mem_free(sqla__state_allocator(o), a, sizeof *a);
        return;
    }
}

static sqla_status sqla__state_set_column(sqla__object *o, uint32_t i, sqla_expr *x)
{
    const sqla__bind *b = (const sqla__bind *)x;
    sqla_value v = sqla_value_null(NULL);
    if (x->node.kind == SQLA__K_BIND && !b->name) v = b->value;
    else if (x->node.kind == SQLA__K_CONST && x->node.op) v = sqla_value_bool(x->node.op == 1);
    else if (x->node.kind != SQLA__K_CONST) return sqla__state_assign(o, i, x);
    sqla__state_unassign(o, i);
    return sqla__state_store(o, i, v);
}

sqla_status sqla_object_set(void *object, const char *attr, sqla_expr *value)
{
    sqla__object *o = sqla__state_of(object);
    sqla_status status;
    if (!o || !attr || !value || sqla__node_is_bad(value)) {
        status = value && sqla__node_is_bad(value) ? sqla__node_error(value)->code
                                                   : SQLA_ARGUMENT_ERROR;
        if (o) status = sqla__state_fail(o, status, attr, "sqla_setattr: %s",
                                         value ? sqla__node_error(value)->message
                                               : "an argument is NULL");
        sqla__node_drop(value);
        return status;
    }
    sqla__state_visit(o);
    int bit = sqla__map_attr(o->mapper, attr);
    bool blind = bit >= 0 && !sqla__state_is_loaded(o, (uint32_t)bit);
    if (o->flags & SQLA__OBJ_STALE && o->state == SQLA_PERSISTENT && !o->session->flushing
        && (status = o->session->ops->fresh(o)) != SQLA_OK) {
        sqla__node_drop(value);
        return status;
    }
    sqla__rel *rel = sqla__map_rel(o->mapper, attr);
    int i = rel ? -1 : sqla__map_attr(o->mapper, attr);
    const sqla__bind *b = (const sqla__bind *)value;
    bool null = value->node.kind == SQLA__K_CONST
        || (value->node.kind == SQLA__K_BIND && b->value.kind == SQLA_VALUE_NULL);
    sqla__object *other = value->node.kind == SQLA__K_OBJECT
        ? sqla__state_of(((const sqla__objref *)value)->object) : NULL;
    if (i >= 0) {
        status = value->node.kind == SQLA__K_OBJECT
            ? sqla__state_fail(o, SQLA_ARGUMENT_ERROR, attr, "a column was given an object")
            : sqla__state_set_column(o, (uint32_t)i, value);
        if (!status && blind) sqla__state_put_bit(sqla__state_given(o), (uint32_t)i, true);
    } else if (!rel || rel->list) {
        status = sqla__state_fail(o, SQLA_ARGUMENT_ERROR, attr, rel
            ? "a list changes by sqla_append, sqla_remove and sqla_replace"
            : "the model has no such attribute");
    } else if (!other && !null) {
        status = sqla__state_fail(o, SQLA_ARGUMENT_ERROR, attr,
                                  "a relationship takes sqla_obj(object) or NULL");
    } else {
        void *known = sqla__state_rel(o, rel)->known;
        status = sqla__state_set_ref(o, rel, known ? sqla__state_of(known) : NULL, other);
    }
    sqla__node_drop(value);
    return status;
}

/* The objects of a call that changes a list; NULL after an error. */
static sqla__rel *sqla__state_list_call(sqla__object *o, const char *attr)
{
    sqla__rel *rel = o && attr ? sqla__map_rel(o->mapper, attr) : NULL;
    if (rel && rel->list) {
        sqla__state_visit(o);
        return rel;
    }
    if (o) sqla__state_fail(o, SQLA_ARGUMENT_ERROR, attr, "it is no to-many relationship");
    return NULL;
}

sqla_status sqla_collection_append(void *object, const char *attr, const void *other)
{
    sqla__object *o = sqla__state_of(object), *x = sqla__state_of(other);
    sqla__rel *rel = sqla__state_list_call(o, attr);
    if (!rel) return SQLA_ARGUMENT_ERROR;
    if (!other) {
        o->flags |= SQLA__OBJ_NO_CHILD;
        return sqla__state_fail(o, SQLA_MEMORY_ERROR, attr,
                                "NULL was appended: sqla_new had no memory, or no metadata");
    }
    if (!x) return sqla__state_fail(o, SQLA_ARGUMENT_ERROR, attr,
        "what was appended is no object: only what sqla_new or a session made is one");
    return sqla__state_append(o, rel, x);
}

sqla_status sqla_collection_remove(void *object, const char *attr, const void *other)
{
    sqla__object *o = sqla__state_of(object), *x = sqla__state_of(other);
    sqla__rel *rel = sqla__state_list_call(o, attr);
    if (!rel) return SQLA_ARGUMENT_ERROR;
    if (!x) return sqla__state_fail(o, SQLA_ARGUMENT_ERROR, attr, "what is to be removed is no "
                                                                  "object");
    return sqla__state_remove(o, rel, x);
}

int sqla_state(const void *object)
{
    sqla__object *o = sqla__state_of(object);
    if (!o) return -1;
    sqla__state_visit(o);
    return o->state | (o->state == SQLA_PERSISTENT && o->flags & SQLA__OBJ_STALE ? SQLA_EXPIRED
                                                                                : 0);
}

sqla_session *sqla_session_of(const void *object)
{
    sqla__object *o = sqla__state_of(object);
    return o && sqla__state_in_session(o) ? o->session : NULL;
}

const sqla_table *sqla_model_of(const void *object)
{
    sqla__object *o = sqla__state_of(object);
    return o ? o->mapper->table : NULL;
}

bool sqla_was_deleted(const void *object)
{
    sqla__object *o = sqla__state_of(object);
    return o && (o->state == SQLA_DELETED || o->flags & SQLA__OBJ_WAS_DELETED);
}

/* Do its relationships have something to store? */
static bool sqla__state_rels_changed(const sqla__object *o)
{
    for (uint32_t i = 0; i < o->mapper->n_rels; i++) {
        const sqla__rel *rel = &o->mapper->rel[i];
        const sqla__changes *c = sqla__state_rel(o, rel)->changes;
        if (c && (c->n_added || c->n_removed)) return true;
        if (!rel->list && sqla__state_ref_raw(o, rel) != sqla__state_rel(o, rel)->known)
            return true;
    }
    return false;
}

bool sqla_modified(const void *object)
{
    sqla__object *o = sqla__state_of(object);
    if (!o) return false;
    return sqla__state_is_new(o) || sqla__state_columns_changed(o) || sqla__state_rels_changed(o);
}

/* The bit of an attribute; -1 without such. */
static int sqla__state_attr_bit(const sqla__object *o, const char *attr)
{
    sqla__rel *rel = o && attr ? sqla__map_rel(o->mapper, attr) : NULL;
    if (rel) return (int)rel->bit;
    return o && attr ? sqla__map_attr(o->mapper, attr) : -1;
}

bool sqla_object_is_loaded(const void *object, const char *attr)
{
    sqla__object *o = sqla__state_of(object);
    int bit = sqla__state_attr_bit(o, attr);
    if (bit < 0) return false;
    sqla__state_visit(o);
    if (sqla__state_is_loaded(o, (uint32_t)bit) || sqla__state_is_given(o, (uint32_t)bit))
        return true;
    if ((uint32_t)bit < o->mapper->n_attrs) return sqla__state_differs(o, (uint32_t)bit);
    const sqla__rel *rel = &o->mapper->rel[(uint32_t)bit - o->mapper->n_attrs];
    if (!rel->list) return sqla__state_ref_raw(o, rel) != sqla__state_rel(o, rel)->known;
    return sqla__state_is_new(o) && sqla__state_rel(o, rel)->items;
}

sqla_attr_history sqla_object_history(const void *object, const char *attr)
{
    sqla_attr_history h = { 0 };
    sqla__object *o = sqla__state_of(object);
    sqla__rel *rel = o && attr ? sqla__map_rel(o->mapper, attr) : NULL;
    int i = o && attr && !rel ? sqla__map_attr(o->mapper, attr) : -1;
    h.value = h.old = sqla_value_null(NULL);
    if (i >= 0) {
        h.changed = sqla__state_is_changed(o, (uint32_t)i);
        h.value = sqla__state_value(o, (uint32_t)i, sqla__state_record(o));
        if (!sqla__state_is_new(o))
            h.old = sqla__state_value(o, (uint32_t)i, sqla__state_snapshot(o));
    } else if (rel) {
        sqla__relstate *st = sqla__state_rel(o, rel);
        void *was;
        if (!rel->list && rel->direction == SQLA__MANY_TO_ONE) {
            memcpy(&was, sqla__state_snapshot(o) + rel->def->offset, sizeof was);
            h.changed = sqla__state_is_given(o, rel->bit)
                && sqla__state_ref_raw(o, rel) != was;
            h.changed = h.changed || sqla__state_ref_raw(o, rel) != st->known;
            if (h.changed) {
                char *now = sqla__state_record(o) + rel->def->offset;
                char *then = sqla__state_snapshot(o) + rel->def->offset;
                h.added = (void *const *)(void *)now;
                h.n_added = sqla__state_ref_raw(o, rel) != NULL;
                h.removed = (void *const *)(void *)then;
                h.n_removed = was != NULL;
            }
        } else if (st->changes) {
            h.added = st->changes->added;
            h.n_added = st->changes->n_added;
            h.removed = st->changes->removed;
            h.n_removed = st->changes->n_removed;
            h.changed = h.n_added || h.n_removed;
        }
    }
    return h;
}

sqla_status sqla_object_flag(void *object, const char *attr)
{
    sqla__object *o = sqla__state_of(object);
    int i = o && attr ? sqla__map_attr(o->mapper, attr) : -1;
    if (!o) return SQLA_ARGUMENT_ERROR;
    if (i < 0) return sqla__state_fail(o, SQLA_ARGUMENT_ERROR, attr, "it is no column attribute");
    sqla__state_put_bit(sqla__state_given(o), (uint32_t)i, true);
    o->flags |= SQLA__OBJ_FLAGGED;
    return SQLA_OK;
}

size_t sqla_identity(const void *object, sqla_value *out, size_t n)
{
    sqla__object *o = sqla__state_of(object);
    sqla_value key[SQLA__COUNT_OF(sqla__map_params)];
    if (!o || !sqla__state_key(o, sqla__state_is_new(o) ? sqla__state_record(o)
                                                        : sqla__state_snapshot(o), key)) return 0;
    for (size_t i = 0; out && i < n && i < o->mapper->n_keys; i++) out[i] = key[i];
    return o->mapper->n_keys;
}

const char *sqla_repr(const void *object, char *buf, size_t n)
{
    sqla__object *o = sqla__state_of(object);
    sqla__str s = { 0 };
    char scratch[96];
    if (!buf || !n) return buf;
    buf[0] = 0;
    if (!o) return buf;
    sqla__str_put(&s, o->mapper->table->model);
    for (uint32_t i = 0; i < o->mapper->n_attrs; i++) {
        sqla_value v = sqla__state_value(o, i, sqla__state_record(o));
        bool quoted = sqla__val_is_text(&v);
        sqla__str_put(&s, i ? ", " : "(");
        sqla__str_put(&s, o->mapper->attr[i].column->def->attr);
        sqla__str_char(&s, '=');
        if (v.kind == SQLA_VALUE_NULL) {
            sqla__str_put(&s, "NULL");
            continue;
        }
        if (!quoted) sqla__type_as_text(&v, scratch);
        bool cut = quoted && v.as.text.size > 40;
        if (quoted) sqla__str_char(&s, '\'');
        sqla__str_add(&s, v.as.text.ptr, cut ? 40 : v.as.text.size);
        if (quoted) sqla__str_put(&s, cut ? "...'" : "'");
    }
    sqla__str_char(&s, ')');
    if (!s.failed) sqla__err_copy(buf, n, s.data, s.size);
    sqla__str_free(&s);
    return buf;
}

sqla_status sqla_attr_listen(sqla_expr *attr, bool on, sqla_event_id id, sqla_event_fn *fn,
                             void *arg)
{
    sqla_status status = SQLA_ARGUMENT_ERROR;
    sqla__mapper *m = NULL;
    sqla__listener want = { NULL, id, NULL, fn, arg, false };
    if (attr && attr->node.kind == SQLA__K_COLUMN) {
        m = sqla__map_of(((sqla__column *)attr)->table);
        want.attr = ((sqla__column *)attr)->def->attr;
    } else if (attr && attr->node.kind == SQLA__K_REL) {
        m = ((sqla__relref *)attr)->rel->parent;
        want.attr = ((sqla__relref *)attr)->rel->def->attr;
    }
    if (m) status = sqla__evt_listen(&m->listeners, on, SQLA__EVT_ATTR, &want);
    sqla__node_drop(attr);
    return status;
}

#endif /* SQLA_NO_ORM */

/* ============================================================================
 * >>identity                                                    prefix sqla__ident_
 * The identity map: the one object of a session for each row.
 * Uses: platform memory state
 * ============================================================================ */
#ifndef SQLA_NO_ORM

static uint64_t sqla__ident_hash_value(uint64_t h, const sqla_value *v)
{
    h ^= (uint64_t)v->kind << 56;
    switch (v->kind) {
    case SQLA_VALUE_TEXT: case SQLA_VALUE_BYTES: case SQLA_VALUE_JSON:
        for (size_t i = 0; i < v->as.text.size; i++)
            h = (h ^ (unsigned char)v->as.text.ptr[i]) * 0x100000001b3u;
        return sqla__plat_mix(h);
    case SQLA_VALUE_UUID:
        for (size_t i = 0; i < 16; i++) h = (h ^ v->as.uuid.bytes[i]) * 0x100000001b3u;
        return sqla__plat_mix(h);
    case SQLA_VALUE_DECIMAL: return sqla__plat_mix(h ^ v->as.decimal.lo ^ v->as.decimal.hi << 7);
    case SQLA_VALUE_DATE: return sqla__plat_mix(h ^ (uint64_t)v->as.date.days);
    case SQLA_VALUE_BOOL: return sqla__plat_mix(h ^ v->as.b);
    case SQLA_VALUE_DOUBLE: return sqla__plat_mix(h ^ (uint64_t)(int64_t)v->as.d);
    case SQLA_VALUE_INTERVAL: return sqla__plat_mix(h ^ (uint64_t)v->as.interval.us);
    default: return sqla__plat_mix(h ^ (uint64_t)v->as.i);
    }
}

static uint64_t sqla__ident_hash(const sqla__mapper *m, const sqla_value *key)
{
    uint64_t h = (uint64_t)m->serial * 0x9e3779b97f4a7c15u;
    for (uint32_t i = 0; i < m->n_keys; i++) h = sqla__ident_hash_value(h, &key[i]);
    return h | 1;
}

static bool sqla__ident_same_value(const sqla_value *a, const sqla_value *b)
{
    if (a->kind != b->kind) return false;
    switch (a->kind) {
    case SQLA_VALUE_TEXT: case SQLA_VALUE_BYTES: case SQLA_VALUE_JSON:
        return a->as.text.size == b->as.text.size
            && memcmp(a->as.text.ptr, b->as.text.ptr, a->as.text.size) == 0;
    case SQLA_VALUE_UUID: return memcmp(&a->as.uuid, &b->as.uuid, 16) == 0;
    case SQLA_VALUE_DECIMAL:
        return sqla__state_same_value(SQLA_C_DECIMAL, sizeof a->as.decimal,
                                      (const char *)&a->as.decimal, (const char *)&b->as.decimal);
    case SQLA_VALUE_DATE: return a->as.date.days == b->as.date.days;
    case SQLA_VALUE_BOOL: return a->as.b == b->as.b;
    case SQLA_VALUE_DOUBLE: return !(a->as.d < b->as.d) && !(a->as.d > b->as.d);
    case SQLA_VALUE_INTERVAL:
        return sqla__state_same_value(SQLA_C_INTERVAL, sizeof a->as.interval,
                                      (const char *)&a->as.interval, (const char *)&b->as.interval);
    default: return a->as.i == b->as.i;
    }
}

/* Is this key, with this hash, the object's? Its snapshot holds the key of its row. */
static bool sqla__ident_is(const sqla__object *o, const sqla__mapper *m, uint64_t hash,
                           const sqla_value *key)
{
    if (o->hash != hash || o->mapper != m) return false;
    for (uint32_t i = 0; i < m->n_keys; i++) {
        sqla_value v = sqla__state_value(o, m->key[i], sqla__state_snapshot(o));
        if (!sqla__ident_same_value(&v, &key[i])) return false;
    }
    return true;
}

static sqla__object *sqla__ident_find(const sqla_session *s, const sqla__mapper *m,
                                      const sqla_value *key)
{
    if (!s->map_size) return NULL;
    uint64_t hash = sqla__ident_hash(m, key);
    size_t mask = s->map_size - 1;
    for (size_t i = (size_t)hash & mask; s->map[i]; i = (i + 1) & mask)
        if (sqla__ident_is(s->map[i], m, hash, key)) return s->map[i];
    return NULL;
}

static void sqla__ident_place(sqla__object **map, size_t size, sqla__object *o)
{
    size_t i = (size_t)o->hash & (size - 1);
    while (map[i]) i = (i + 1) & (size - 1);
    map[i] = o;
}

/* Makes room for one more; false without memory. */
static bool sqla__ident_room(sqla_session *s)
{
    if ((s->map_used + 1) * 4 <= s->map_size * 3) return true;
    size_t size = s->map_size ? s->map_size * 2 : 64;
    sqla__object **map = (sqla__object **)sqla__mem_zero(&s->allocator, size * sizeof *map);
    if (!map) return false;
    for (size_t i = 0; i < s->map_size; i++)
        if (s->map[i]) sqla__ident_place(map, size, s->map[i]);
    sqla__mem_free(&s->allocator, (void *)s->map, s->map_size * sizeof *map);
    s->map = map;
    s->map_size = size;
    return true;
}

/* Adds an object by the key of its snapshot, for which there is room. */
static void sqla__ident_add(sqla_session *s, sqla__object *o, uint64_t hash)
{
    o->hash = hash;
    o->flags |= SQLA__OBJ_IN_MAP;
    sqla__ident_place(s->map, s->map_size, o);
    s->map_used++;
}

/* Takes an object out; those behind it close the gap. */
static void sqla__ident_remove(sqla_session *s, sqla__object *o)
{
    if (!(o->flags & SQLA__OBJ_IN_MAP)) return;
    o->flags &= (uint16_t)~SQLA__OBJ_IN_MAP;
    size_t mask = s->map_size - 1, i = (size_t)o->hash & mask, gap;
    while (s->map[i] != o) i = (i + 1) & mask;
    s->map_used--;
    for (gap = i;;) {
        s->map[gap] = NULL;
        do {
            i = (i + 1) & mask;
            if (!s->map[i]) return;
        } while (((i - (size_t)s->map[i]->hash) & mask) < ((i - gap) & mask));
        s->map[gap] = s->map[i];
        gap = i;
    }
}

#endif /* SQLA_NO_ORM */

/* ============================================================================
 * >>ormsql                                                      prefix sqla__orm_
 * Relationships in statements, lowered to core nodes as they are built; loader options, lowered to
 * joins when a session executes the query.
 * Uses: errors memory schema nodes expr stmt mapper state
 * ============================================================================ */
#ifndef SQLA_NO_ORM

static sqla_from *sqla__orm_table(const sqla_table *t) { return sqla__schema_from(t); }

static sqla_expr *sqla__orm_and(sqla_expr *a, sqla_expr *b)
{
    sqla_expr *both[2] = { a, b };
    if (!a || !b) return a ? a : b;
    return sqla_and_n(both, 2);
}

/* one = other, the referred column on the left as SQLAlchemy has it. */
static sqla_expr *sqla__orm_equal(const sqla__rel *rel, const sqla__pairing *p, sqla_from *one,
                                  sqla_from *other)
{
    sqla_expr *a = sqla__map_c(one, p->one), *b = sqla__map_c(other, p->other);
    return rel->direction == SQLA__MANY_TO_ONE ? sqla_binary(SQLA_OP_EQ, b, a)
                                               : sqla_binary(SQLA_OP_EQ, a, b);
}

/* The condition between the parent and what is next to it: the target, or the table between. */
static sqla_expr *sqla__orm_near(const sqla__rel *rel, sqla_from *parent, sqla_from *next)
{
    sqla_expr *x = NULL;
    if (rel->def->primaryjoin) return rel->def->primaryjoin(parent, next);
    for (int i = 0; i < rel->n_pairs; i++)
        x = sqla__orm_and(x, sqla__orm_equal(rel, &rel->pair[i], parent, next));
    return x;
}

/* The condition between target and the table between. */
static sqla_expr *sqla__orm_far(const sqla__rel *rel, sqla_from *target, sqla_from *between)
{
    sqla_expr *x = NULL;
    if (rel->def->secondaryjoin) return rel->def->secondaryjoin(between, target);
    for (int i = 0; i < rel->n_far; i++)
        x = sqla__orm_and(x, sqla_binary(SQLA_OP_EQ, sqla__map_c(target, rel->far[i].one),
                                         sqla__map_c(between, rel->far[i].other)));
    return x;
}

/* A join node of two FROM elements. */
static sqla_expr *sqla__orm_pair(sqla_from *left, sqla_from *right, sqla_expr *on)
{
    sqla_join_options o = { .on = on };
    return sqla__stmt_join(&left->e, &right->e, &o);
}

static void sqla__orm_add_join(sqla_stmt *q, sqla_from *left, sqla_expr *right, sqla_expr *on,
                               bool outer, bool full)
{
    sqla_join_options o = { .on = on, .isouter = outer, .full = full };
    sqla_join_n(q, left ? &left->e : NULL, right, &o);
}

/* Joins a relationship: target may be an alias, which the caller holds. */
static void sqla__orm_join_to(sqla_stmt *q, const sqla__rel *rel, sqla_from *parent,
                              sqla_from *target, sqla_expr *condition, bool outer, bool full)
{
    if (!rel->def->secondary) {
        sqla__orm_add_join(q, parent, &target->e,
            sqla__orm_and(sqla__orm_near(rel, parent, target), condition), outer, full);
        return;
    }
    sqla_from *between = sqla_alias(rel->def->secondary, NULL);
    sqla__node_ref(between);
    sqla_expr *near = sqla__orm_near(rel, parent, between);
    sqla_expr *far = sqla__orm_and(sqla__orm_far(rel, target, between), condition);
    if (outer || full) {
        sqla__orm_add_join(q, parent, sqla__orm_pair(between, target, far), near, outer, full);
    } else {
        sqla__orm_add_join(q, parent, &between->e, near, false, false);
        sqla__orm_add_join(q, between, &target->e, far, false, false);
    }
    sqla__node_unref(between);
}

static sqla_from *sqla__orm_parent(const sqla__relref *r)
{
    return r->from ? r->from : sqla__orm_table(r->rel->parent->table);
}
static sqla_from *sqla__orm_target(const sqla__relref *r)
{
    return r->to ? r->to : sqla__orm_table(r->rel->target->table);
}

static sqla_stmt *sqla__orm_join(sqla_stmt *q, sqla__relref *r, bool isouter, bool full)
{
    sqla__node_ref(r);
    if (sqla__stmt_open(q, "sqla_join"))
        sqla__orm_join_to(q, r->rel, sqla__orm_parent(r), sqla__orm_target(r), r->condition,
                          isouter, full);
    sqla__node_unref(r);
    return sqla__stmt_answer(q, "sqla_join");
}

static sqla_expr *sqla__orm_poison(sqla_status code, const sqla__rel *rel, const char *text)
{
    return (sqla_expr *)sqla__node_poison(code, "%s.%s: %s", rel->parent->table->model,
                                          rel->def->attr, text);
}

/* A column of an object as a bound value. A pending object gets its key by a flush. */
static sqla_expr *sqla__orm_value(const sqla__rel *rel, sqla__object *o, int attr)
{
    const sqla__attr *a = &o->mapper->attr[attr];
    if (o->state == SQLA_PENDING && o->session) o->session->ops->autoflush(o->session);
    if (sqla__state_is_new(o) && a->key && sqla__state_is_zero(a, sqla__state_record(o)))
        return sqla__orm_poison(SQLA_INVALID_REQUEST, rel,
                                "it is compared with an object that has no key yet");
    sqla_value v = sqla__state_value(o, (uint32_t)attr, sqla__state_record(o));
    sqla_expr *x = sqla_v_value(v);
    if (!sqla__node_is_bad(x)) {
        x->type = a->column->e.type;
        x->node.flags &= (uint8_t)~SQLA__LITERAL;
    }
    return x;
}

/* :value = other column ..., for the row that stands on the parent's (near) or target's side. */
static sqla_expr *sqla__orm_is_parent(const sqla__rel *rel, sqla__object *o, sqla_from *next)
{
    sqla_expr *x = NULL;
    for (int i = 0; i < rel->n_pairs; i++) {
        sqla_expr *v = sqla__orm_value(rel, o, rel->pair[i].one_attr);
        sqla_expr *c = sqla__map_c(next, rel->pair[i].other);
        x = sqla__orm_and(x, rel->direction == SQLA__MANY_TO_ONE ? sqla_binary(SQLA_OP_EQ, c, v)
                                                                 : sqla_binary(SQLA_OP_EQ, v, c));
    }
    return x;
}

static sqla_expr *sqla__orm_is_target(const sqla__rel *rel, sqla__object *o, sqla_from *parent)
{
    sqla_expr *x = NULL;
    if (rel->def->secondary) {
        sqla_from *between = sqla_alias(rel->def->secondary, NULL);
        sqla__node_ref(between);
        x = sqla__orm_near(rel, parent, between);
        for (int i = 0; i < rel->n_far; i++)
            x = sqla__orm_and(x, sqla_binary(SQLA_OP_EQ,
                sqla__orm_value(rel, o, rel->far[i].one_attr),
                sqla__map_c(between, rel->far[i].other)));
        sqla__node_unref(between);
        return x;
    }
    bool list = rel->direction == SQLA__ONE_TO_MANY;
    for (int i = 0; i < rel->n_pairs; i++) {
        sqla_expr *c = sqla__map_c(parent, rel->pair[i].one);
        sqla_expr *v = sqla__orm_value(rel, o, rel->pair[i].other_attr);
        x = sqla__orm_and(x, list ? sqla_binary(SQLA_OP_EQ, c, v) : sqla_binary(SQLA_OP_EQ, v, c));
    }
    return x;
}

/* key IS NULL of a to-one relationship; for one to one, that there is no other row. */
static sqla_expr *sqla__orm_is_null(const sqla__rel *rel, sqla_from *parent)
{
    sqla_expr *x = NULL;
    for (int i = 0; i < rel->n_pairs; i++)
        x = sqla__orm_and(x, sqla_binary(SQLA_OP_IS, sqla__map_c(parent, rel->pair[i].one),
                                         sqla_null()));
    return x;
}

/* Conditions of the user's on the target speak of its table; under an alias they must speak of
 * that. Gives x itself where nothing changes. Statements inside are left alone. */
static sqla_expr *sqla__orm_adapt(sqla_expr *x, const sqla_table *t, sqla_from *alias)
{
    sqla__op *op = (sqla__op *)x;
    bool changed = false;
    if (x->node.kind == SQLA__K_COLUMN && ((sqla__column *)x)->table == t)
        return sqla_from_c(alias, sqla__schema_name(((sqla__column *)x)->def));
    if (sqla__node_rows[x->node.kind].shape != SQLA__NODE_OP || x->node.n > 64
        || x->node.kind == SQLA__K_SUBQUERY || x->node.kind == SQLA__K_EXISTS) return x;
    sqla_expr *kids[64];
    for (uint32_t i = 0; i < x->node.n; i++) {
        kids[i] = op->kid[i] ? sqla__orm_adapt(op->kid[i], t, alias) : NULL;
        changed = changed || kids[i] != op->kid[i];
    }
    if (!changed) return x;
    sqla__op *y = (sqla__op *)sqla__node_op((sqla__kind)x->node.kind, op->text, kids, x->node.n,
                                            true);
    if (sqla__node_is_bad(&y->e)) return &y->e;
    y->e.node.op = x->node.op;
    y->e.node.extra = x->node.extra;
    y->e.type = x->type;
    y->x = op->x;
    y->y = op->y;
    return &y->e;
}

/* EXISTS (SELECT 1 FROM target WHERE ...), the parent taken from the statement around it. */
static sqla_expr *sqla__orm_exists(const sqla__relref *r, sqla_expr *condition)
{
    const sqla__rel *rel = r->rel;
    sqla_from *parent = sqla__orm_parent(r), *target = sqla__orm_target(r);
    bool self = rel->target == rel->parent && !r->to && !r->from;
    sqla_expr *one = sqla_sql("1");
    sqla_stmt *q = sqla_select_n(&one, 1);
    if (self) target = sqla_alias(rel->target->table, NULL);
    sqla__node_ref(target);
    if (condition && self) {
        sqla_expr *adapted = sqla__orm_adapt(condition, rel->target->table, target);
        if (adapted != condition) sqla__node_drop(condition);
        condition = adapted;
    }
    sqla_select_from_n(q, &target->e);
    if (rel->def->secondary) {
        sqla_from *between = sqla__orm_table(rel->def->secondary);
        sqla_select_from_n(q, &between->e);
        sqla_expr *near = sqla__orm_near(rel, parent, between);
        sqla_expr *far = sqla__orm_far(rel, target, between);
        sqla_where_n(q, &near, 1);
        sqla_where_n(q, &far, 1);
    } else {
        sqla_expr *near = sqla__orm_near(rel, parent, target);
        sqla_where_n(q, &near, 1);
    }
    sqla_expr *more = r->condition;
    if (more) sqla_where_n(q, &more, 1);
    if (condition) sqla_where_n(q, &condition, 1);
    sqla_correlate_n(q, &parent->e);
    sqla__node_unref(target);
    return sqla_exists(q);
}

/* relationship = object, <> object, and the same with NULL. */
static sqla_expr *sqla__orm_compare(sqla_op_kind op, sqla__relref *r, sqla_expr *right)
{
    const sqla__rel *rel = r->rel;
    const sqla__bind *b = (const sqla__bind *)right;
    sqla_from *parent = sqla__orm_parent(r);
    bool null = right == sqla_null()
        || (right->node.kind == SQLA__K_BIND && b->value.kind == SQLA_VALUE_NULL && !b->name);
    bool equal = op == SQLA_OP_EQ || op == SQLA_OP_IS || op == SQLA_OP_CONTAINS;
    bool other = op == SQLA_OP_NE || op == SQLA_OP_IS_NOT || op == SQLA_OP_NOT_CONTAINS;
    sqla__object *o = right->node.kind == SQLA__K_OBJECT
        ? sqla__state_of(((const sqla__objref *)right)->object) : NULL;
    sqla_expr *x = NULL;
    sqla__node_ref(r);
    if (!equal && !other) {
        x = sqla__orm_poison(SQLA_ARGUMENT_ERROR, rel, "a relationship cannot be compared so");
    } else if (null && rel->direction == SQLA__MANY_TO_ONE) {
        x = sqla__orm_is_null(rel, parent);
        if (other) x = sqla_not(x);
    } else if (null) {
        if (rel->list) x = sqla__orm_poison(SQLA_INVALID_REQUEST, rel,
            "a to-many relationship is compared with sqla_contains or sqla_any");
        else x = sqla__orm_exists(r, NULL);
        if (!rel->list && equal) x = sqla_not(x);
    } else if (!o) {
        x = sqla__orm_poison(SQLA_ARGUMENT_ERROR, rel, "it is compared with sqla_obj(object)");
    } else if (o->mapper != rel->target) {
        x = sqla__orm_poison(SQLA_ARGUMENT_ERROR, rel, "it is compared with an object of another "
                                                       "model");
    } else if (rel->list && op != SQLA_OP_CONTAINS && op != SQLA_OP_NOT_CONTAINS) {
        x = sqla__orm_poison(SQLA_INVALID_REQUEST, rel,
                             "a to-many relationship is compared with sqla_contains or sqla_any");
    } else if (equal) {
        x = sqla__orm_is_target(rel, o, parent);
    } else if (rel->direction == SQLA__MANY_TO_ONE) {
        sqla_expr *ne = NULL, *either[2];
        for (int i = 0; i < rel->n_pairs; i++) {
            either[0] = sqla_binary(SQLA_OP_NE, sqla__map_c(parent, rel->pair[i].one),
                                    sqla__orm_value(rel, o, rel->pair[i].other_attr));
            either[1] = sqla_is_null(sqla__map_c(parent, rel->pair[i].one));
            ne = sqla__orm_and(ne, sqla_or_n(either, 2));
        }
        x = ne;
    } else {
        x = sqla_not(sqla__orm_is_target(rel, o, parent));
    }
    if (!x) x = sqla__orm_poison(SQLA_INVALID_REQUEST, rel, "it has no columns to compare");
    if (sqla__node_is_bad(x)) sqla__node_keep(x, right);
    else sqla__node_drop(right);
    sqla__node_unref(r);
    return x;
}

static const sqla__rel_ops sqla__orm_ops = { sqla__orm_join, sqla__orm_compare };

/* ---- Public builders */

static sqla__relref *sqla__orm_rel(sqla_from *from, const sqla__rel *rel)
{
    sqla__relref *r = (sqla__relref *)sqla__node_new(SQLA__K_REL, sizeof *r);
    if (sqla__node_is_bad(&r->e)) {
        if (from) sqla__node_keep(r, from);
        return r;
    }
    r->ops = &sqla__orm_ops;
    r->rel = rel;
    r->from = from ? (sqla_from *)sqla__node_attach(&from->e) : NULL;
    if (from) r->e.node.depth = (uint16_t)(from->e.node.depth + 1);
    return r;
}

sqla_expr *sqla_relationship(sqla_from *from, const sqla_table *model, const char *attr)
{
    sqla__mapper *m = sqla__map_of(model);
    sqla__rel *rel = m && attr ? sqla__map_rel(m, attr) : NULL;
    sqla_expr *bad = from && sqla__node_is_bad(&from->e) ? &from->e : NULL;
    if (!bad && !rel)
        bad = (sqla_expr *)sqla__node_poison(m ? SQLA_NO_SUCH_COLUMN : SQLA_INVALID_REQUEST,
            m ? "%s has no relationship %q"
              : "%s is in no metadata, which its relationship %q needs", model ? model->model : "?",
            attr);
    if (bad) return sqla__node_refuse(bad, (sqla_expr *const[]){ from ? &from->e : NULL }, 1);
    return &sqla__orm_rel(from, rel)->e;
}

/* A relationship node with one part more; takes both. */
static sqla_expr *sqla__orm_refine(const char *what, sqla_expr *x, sqla_from *to,
                                   sqla_expr *condition)
{
    sqla_expr *part = to ? &to->e : condition;
    if (!x || sqla__node_is_bad(x) || !part || sqla__node_is_bad(part)
        || x->node.kind != SQLA__K_REL) return sqla__expr_null_argument(what, x, part);
    const sqla__relref *old = (const sqla__relref *)x;
    sqla__relref *r = sqla__orm_rel(old->from, old->rel);
    if (sqla__node_is_bad(&r->e)) return sqla__node_refuse(r, (sqla_expr *const[]){ x, part }, 2);
    sqla_from *target = to ? to : old->to;
    if (target) r->to = (sqla_from *)sqla__node_attach(&target->e);
    if (old->condition) r->condition = sqla__node_attach(old->condition);
    if (condition) {
        sqla_expr *all = r->condition ? sqla__orm_and(r->condition, condition) : condition;
        all = sqla__node_attach(all);
        if (r->condition) sqla__node_unref(r->condition);
        r->condition = all;
    }
    uint16_t depth = part->node.depth;
    if (depth >= r->e.node.depth) r->e.node.depth = (uint16_t)(depth + 1);
    sqla__node_drop(x);
    return &r->e;
}

sqla_expr *sqla_relationship_to(sqla_expr *rel, sqla_expr *from)
{
    if (from && !sqla__node_is_bad(from) && !sqla__node_is_from(from))
        return sqla__expr_null_argument("sqla_of_type", rel, NULL);
    return sqla__orm_refine("sqla_of_type", rel, (sqla_from *)from, NULL);
}

sqla_expr *sqla_rel_and(sqla_expr *rel, sqla_expr *condition)
{
    return sqla__orm_refine("sqla_rel_and", rel, NULL, condition);
}

sqla_expr *sqla_obj(const void *object)
{
    sqla__object *o = sqla__state_of(object);
    sqla__objref *x = o ? (sqla__objref *)sqla__node_new(SQLA__K_OBJECT, sizeof *x) : NULL;
    if (!x) return (sqla_expr *)sqla__node_poison(SQLA_ARGUMENT_ERROR,
        "sqla_obj: what is given is no object of a session or of sqla_new");
    if (!sqla__node_is_bad(&x->e)) x->object = object;
    return &x->e;
}

static sqla_expr *sqla__orm_any(const char *what, sqla_expr *x, sqla_expr *condition, bool list)
{
    const sqla__relref *r = (const sqla__relref *)x;
    if (!x || sqla__node_is_bad(x) || x->node.kind != SQLA__K_REL
        || (condition && sqla__node_is_bad(condition)))
        return sqla__expr_null_argument(what, x, condition);
    if (what[5] != 'w' && r->rel->list != list) {
        sqla_expr *bad = sqla__orm_poison(SQLA_INVALID_REQUEST, r->rel,
            list ? "sqla_any is for to-many relationships: use sqla_has"
                 : "sqla_has is for to-one relationships: use sqla_any");
        return sqla__node_refuse(bad, (sqla_expr *const[]){ x, condition }, 2);
    }
    sqla__node_ref(x);
    sqla_expr *answer = sqla__orm_exists(r, condition);
    sqla__node_unref(x);
    return answer;
}

sqla_expr *sqla_any_n(sqla_expr *rel, sqla_expr *condition)
{
    return sqla__orm_any("sqla_any", rel, condition, true);
}
sqla_expr *sqla_has_n(sqla_expr *rel, sqla_expr *condition)
{
    return sqla__orm_any("sqla_has", rel, condition, false);
}

sqla_expr *sqla_with_parent(const void *object, sqla_expr *x)
{
    sqla__object *o = sqla__state_of(object);
    const sqla__relref *r = (const sqla__relref *)x;
    if (!x || sqla__node_is_bad(x) || x->node.kind != SQLA__K_REL)
        return sqla__expr_null_argument("sqla_with_parent", x, NULL);
    const sqla__rel *rel = r->rel;
    if (!o || o->mapper != rel->parent)
        return sqla__node_refuse(sqla__orm_poison(SQLA_ARGUMENT_ERROR, rel,
            "sqla_with_parent was given no object of its model"), &x, 1);
    sqla__node_ref(x);
    sqla_from *target = sqla__orm_target(r);
    sqla_expr *answer;
    if (rel->def->secondary) {
        sqla_from *between = sqla_alias(rel->def->secondary, NULL);
        sqla__node_ref(between);
        answer = sqla__orm_and(sqla__orm_is_parent(rel, o, between),
                               sqla__orm_far(rel, target, between));
        sqla__node_unref(between);
    } else {
        answer = sqla__orm_is_parent(rel, o, target);
    }
    sqla__node_unref(x);
    return answer;
}

sqla_stmt *sqla_related_to(const void *object, const char *attr)
{
    sqla__object *o = sqla__state_of(object);
    sqla__rel *rel = o && attr ? sqla__map_rel(o->mapper, attr) : NULL;
    if (!rel) return (sqla_stmt *)sqla__node_poison(SQLA_ARGUMENT_ERROR,
        "sqla_related: no object, or %q is no relationship of it", attr);
    sqla_stmt *q = sqla__map_select(rel->target);
    sqla_expr *x = sqla_with_parent(object, &sqla__orm_rel(NULL, rel)->e);
    sqla_where_n(q, &x, 1);
    sqla__map_order_by(q, rel, NULL);
    return q;
}

sqla_expr *sqla_loader(sqla_lazy how, sqla_expr *const *path, size_t n)
{
    sqla_expr *x = sqla__node_op(SQLA__K_OPTION, NULL, path, n, false);
    if (sqla__node_is_bad(x)) return x;
    if (!x->node.n) return sqla__node_refuse(sqla__node_poison(SQLA_ARGUMENT_ERROR,
        "a loader option names no relationship"), &x, 1);
    for (uint32_t i = 0; i < x->node.n; i++) {
        uint8_t kind = ((sqla__op *)x)->kid[i]->node.kind;
        if (kind == SQLA__K_REL || (kind == SQLA__K_OPTION && i > 0)) continue;
        return sqla__node_refuse(sqla__node_poison(SQLA_ARGUMENT_ERROR,
            "a loader option takes relationships: sqla_rel(T, f)"), &x, 1);
    }
    x->node.op = (uint16_t)how;
    return x;
}

/* ---- Queries of a session: which entities, and what is loaded with them */

typedef struct sqla__orm_load {     /* a relationship to be loaded with its parent */
    const sqla__rel       *rel;
    sqla_lazy              how;
    bool                   named;   /* by an option */
    sqla_expr             *condition;   /* NULL: none. Borrowed from the query, as ... */
    sqla_from             *to;      /* CONTAINS_EAGER: an alias of the target; NULL: its table */
    struct sqla__orm_load *child, *next;
} sqla__orm_load;

typedef struct sqla__orm_entity {
    sqla__mapper    *mapper;
    int              item;          /* select item of its first column */
    int              visible;       /* item as the user sees it; -1: loaded along */
    int              parent;        /* entity; -1: none */
    const sqla__rel *rel;           /* from the parent */
    const int       *column;        /* result column of each column of the table; NULL: in a row */
    sqla__orm_load  *loads;         /* in queries of their own */
} sqla__orm_entity;

typedef struct sqla__orm_query {
    sqla_stmt        *stmt;         /* to be executed; a reference if `own` */
    bool              own;
    bool              many;         /* rows multiply: objects are made unique */
    int               n_items;      /* as the user sees them ... */
    int               shift;        /* ... behind so many that were put in front of them */
    sqla__orm_entity *entity;
    int               n_entities, capacity;
    sqla_arena       *arena;
    bool              failed;       /* out of memory */
} sqla__orm_query;

static sqla__orm_entity *sqla__orm_add_entity(sqla__orm_query *oq, sqla__mapper *m, int item,
                                              int visible)
{
    if (oq->n_entities == oq->capacity) {
        int capacity = oq->capacity ? oq->capacity * 2 : 4;
        sqla__orm_entity *e = (sqla__orm_entity *)sqla_arena_alloc(oq->arena,
            (size_t)capacity * sizeof *e);
        if (!e) return oq->failed = true, NULL;
        if (oq->n_entities) memcpy(e, oq->entity, (size_t)oq->n_entities * sizeof *e);
        oq->entity = e;
        oq->capacity = capacity;
    }
    sqla__orm_entity *e = &oq->entity[oq->n_entities++];
    *e = (sqla__orm_entity){ m, item, visible, -1, NULL, NULL, NULL };
    return e;
}

/* The mapped table behind a select item; NULL if it is none. */
static const sqla_table *sqla__orm_item_table(const sqla_expr *x)
{
    while (x->node.kind == SQLA__K_ALIAS) x = ((const sqla_from *)x)->element;
    if (x->node.kind != SQLA__K_TABLE) return NULL;
    const sqla_table *t = ((const sqla_from *)x)->table;
    return t->size && sqla__map_of(t) ? t : NULL;
}

static sqla__orm_load *sqla__orm_find_load(sqla__orm_query *oq, sqla__orm_load **list,
                                           const sqla__rel *rel, bool make)
{
    for (; *list; list = &(*list)->next) if ((*list)->rel == rel) return *list;
    if (!make) return NULL;
    sqla__orm_load *l = (sqla__orm_load *)sqla_arena_alloc(oq->arena, sizeof *l);
    if (!l) return oq->failed = true, NULL;
    memset(l, 0, sizeof *l);
    l->rel = rel;
    return *list = l;
}

/* Puts an option's path below an entity or relationship, if it begins there. */
static bool sqla__orm_take_option(sqla__orm_query *oq, sqla__orm_load **list,
                                  const sqla__mapper *m, const sqla_expr *x)
{
    const sqla__op *option = (const sqla__op *)x;
    for (uint32_t i = 0; i < x->node.n; i++) {
        if (option->kid[i]->node.kind == SQLA__K_OPTION) {
            if (!sqla__orm_take_option(oq, list, m, option->kid[i])) return false;
            continue;
        }
        const sqla__relref *r = (const sqla__relref *)option->kid[i];
        if (r->rel->parent != m) return false;
        sqla__orm_load *l = sqla__orm_find_load(oq, list, r->rel, true);
        if (!l) return true;
        l->how = (sqla_lazy)x->node.op;
        l->named = true;
        if (r->condition) l->condition = r->condition;
        l->to = r->to;
        list = &l->child;
        m = r->rel->target;
    }
    return true;
}

/* How a mapping itself wants its relationships loaded; circles end where a model comes again. */
static void sqla__orm_defaults(sqla__orm_query *oq, sqla__orm_load **list, const sqla__mapper *m,
                               const sqla__mapper **path, int depth)
{
    path[depth] = m;
    for (uint32_t i = 0; i < m->n_rels; i++) {
        const sqla__rel *rel = &m->rel[i];
        sqla_lazy how = rel->def->lazy;
        sqla__orm_load *l = sqla__orm_find_load(oq, list, rel, false);
        if (!l && how != SQLA_LAZY_SELECT && how < SQLA_LAZY_RAISE) {
            bool again = depth > 10;
            for (int k = 0; k <= depth; k++) again = again || path[k] == rel->target;
            if (!again) l = sqla__orm_find_load(oq, list, rel, true);
            if (l) l->how = how;
        }
        if (l && depth < 12) sqla__orm_defaults(oq, &l->child, rel->target, path, depth + 1);
    }
}

/* Is anything of this tree loaded by a join? */
static bool sqla__orm_joins(const sqla__orm_load *l, bool *many)
{
    bool any = false;
    for (; l; l = l->next) {
        if (l->how != SQLA_LAZY_JOINED && l->how != SQLA_LAZY_CONTAINS_EAGER) continue;
        any = true;
        if (l->rel->list) *many = true;
        sqla__orm_joins(l->child, many);
    }
    return any;
}

/* The columns of a join that the query has itself stand in front, as SQLAlchemy has them. */
static void sqla__orm_contains(sqla__orm_query *oq, int parent, sqla__orm_load *l)
{
    sqla_from *target = l->to ? l->to : sqla__orm_table(l->rel->target->table);
    sqla__vec *columns = &oq->stmt->part[SQLA__COLUMNS];
    sqla_expr *x = &target->e;
    sqla_add_columns_n(oq->stmt, &x, 1);
    if (oq->stmt->clauses & SQLA__BROKEN) return;
    uint32_t at = (uint32_t)oq->shift++;
    void *added = columns->items[columns->n - 1];
    memmove((void *)(columns->items + at + 1), (void *)(columns->items + at),
            (columns->n - 1 - at) * sizeof *columns->items);
    columns->items[at] = added;
    for (int k = 0; k < oq->n_entities; k++)
        if (oq->entity[k].item >= (int)at) oq->entity[k].item++;
    sqla__orm_entity *e = sqla__orm_add_entity(oq, l->rel->target, (int)at, -1);
    if (!e) return;
    e->parent = parent;
    e->rel = l->rel;
}

/* Adds the joins of a tree to the query, and its columns: those below a relationship first. */
static void sqla__orm_lower(sqla__orm_query *oq, int parent, sqla_from *from, sqla__orm_load *loads)
{
    sqla__orm_load **rest = &loads, *l;
    for (l = loads; l; l = l->next) {
        if (l->how == SQLA_LAZY_CONTAINS_EAGER) {
            int at = oq->n_entities;
            sqla_from *to = l->to ? l->to : sqla__orm_table(l->rel->target->table);
            sqla__orm_contains(oq, parent, l);
            if (oq->n_entities > at) sqla__orm_lower(oq, at, to, l->child);
        }
        if (l->how != SQLA_LAZY_JOINED) continue;
        sqla_from *target = sqla_alias(l->rel->target->table, NULL);
        sqla__node_ref(target);
        sqla_expr *condition = l->condition
            ? sqla__orm_adapt(l->condition, l->rel->target->table, target) : NULL;
        sqla__orm_join_to(oq->stmt, l->rel, from, target, condition, !l->rel->def->innerjoin,
                          false);
        sqla__map_order_by(oq->stmt, l->rel, target);
        sqla__orm_entity *e = sqla__orm_add_entity(oq, l->rel->target, -1, -1);
        int at = oq->n_entities - 1;
        if (e) {
            e->parent = parent;
            e->rel = l->rel;
            sqla__orm_lower(oq, at, target, l->child);
            oq->entity[at].item = (int)oq->stmt->part[SQLA__COLUMNS].n;
        }
        sqla_expr *x = &target->e;
        sqla_add_columns_n(oq->stmt, &x, 1);
        sqla__node_unref(target);
    }
    /* What is left is loaded by queries of their own. */
    while ((l = *rest) != NULL) {
        if (l->how == SQLA_LAZY_JOINED || l->how == SQLA_LAZY_CONTAINS_EAGER) *rest = l->next;
        else rest = &l->next;
    }
    if (parent >= 0 && parent < oq->n_entities) oq->entity[parent].loads = loads;
}

/* A query whose rows are counted (LIMIT) or made distinct becomes a subquery before rows multiply:
 * its columns are selected from that, and its order is repeated. Gives the subquery, held. */
static sqla_from *sqla__orm_wrap(sqla__orm_query *oq, const sqla_table *t)
{
    sqla_from *sub = sqla_subquery(oq->stmt, NULL);
    sqla__node_ref(sub);
    sqla_stmt *outer = NULL;
    sqla__column *c;
    for (size_t i = 0; (c = sqla__schema_next(t, &i)) != NULL;) {
        sqla_expr *x = sqla_from_c(sub, sqla__schema_name(c->def));
        if (outer) sqla_add_columns_n(outer, &x, 1);
        else outer = sqla_select_n(&x, 1);
    }
    const sqla__vec *order = &oq->stmt->part[SQLA__ORDER];
    for (uint32_t i = 0; i < order->n; i++) {
        sqla_expr *x = sqla__orm_adapt((sqla_expr *)order->items[i], t, sub);
        if (x != order->items[i]) sqla_order_by_n(outer, &x, 1);
    }
    sqla__node_unref(oq->stmt);
    oq->stmt = (sqla_stmt *)sqla__node_ref(outer);
    return sub;
}

/* What is to be loaded with the entities: options, then the mappings' own wishes. */
static sqla_status sqla__orm_trees(sqla__orm_query *oq, const sqla_stmt *q, sqla__orm_load **trees,
                                   sqla_error_record *err)
{
    const sqla__mapper *path[16];
    const sqla__vec *options = &q->part[SQLA__OPTIONS];
    for (uint32_t i = 0; i < options->n; i++) {
        const sqla__op *option = (const sqla__op *)options->items[i];
        const sqla__relref *r = (const sqla__relref *)option->kid[0];
        bool taken = false;
        for (int k = 0; k < oq->n_entities && !taken; k++)
            taken = sqla__orm_take_option(oq, &trees[k], oq->entity[k].mapper, &option->e);
        if (!taken)
            return sqla__err_set(err, SQLA_ARGUMENT_ERROR,
                "a loader option for %s.%s does not begin at an entity of the query, or its "
                "relationships do not follow each other", r->rel->parent->table->model,
                r->rel->def->attr);
    }
    for (int k = 0; k < oq->n_entities; k++)
        sqla__orm_defaults(oq, &trees[k], oq->entity[k].mapper, path, 0);
    return SQLA_OK;
}

/* Finds the entities of a statement and lowers what is loaded by joins. */
static sqla_status sqla__orm_prepare(sqla__orm_query *oq, sqla_stmt *q, sqla_error_record *err)
{
    const sqla_stmt *first = q;
    while (first->e.node.kind == SQLA__K_SETOP)
        first = (const sqla_stmt *)first->part[SQLA__STMTS].items[0];
    bool dml = first->e.node.kind >= SQLA__K_INSERT && first->e.node.kind <= SQLA__K_DELETE;
    const sqla__vec *items = &first->part[dml ? SQLA__RETURNING : SQLA__COLUMNS];
    sqla__orm_load *trees[16] = { NULL };
    bool many = false;
    oq->stmt = q;
    oq->n_items = (int)items->n;
    for (uint32_t i = 0; i < items->n; i++) {
        const sqla_table *t = sqla__orm_item_table((const sqla_expr *)items->items[i]);
        if (t) sqla__orm_add_entity(oq, sqla__map_of(t), (int)i, (int)i);
    }
    if (oq->n_entities == 0 || oq->n_entities > 16) return oq->failed ? SQLA_MEMORY_ERROR : SQLA_OK;
    sqla_status status = sqla__orm_trees(oq, q, trees, err);
    if (status) return status;
    bool joins = false;
    int n = oq->n_entities;
    for (int k = 0; k < n; k++) joins = sqla__orm_joins(trees[k], &many) || joins;
    bool counted = q->part[SQLA__LIMIT].n || q->part[SQLA__OFFSET].n
        || q->clauses & SQLA__DISTINCT || q->part[SQLA__GROUP].n;
    /* Where a join will not do, a query with all keys does the same. */
    if (q != first || dml || (many && counted && items->n > 1)) {
        for (int k = 0; k < n; k++)
            for (sqla__orm_load *l = trees[k]; l; l = l->next)
                if (l->how == SQLA_LAZY_JOINED) l->how = SQLA_LAZY_SELECTIN;
        joins = false;
    }
    if (!joins) {
        for (int k = 0; k < n; k++) oq->entity[k].loads = trees[k];
        return oq->failed ? SQLA_MEMORY_ERROR : SQLA_OK;
    }
    oq->stmt = (sqla_stmt *)sqla__node_ref(sqla_clone(q));
    oq->own = true;
    oq->many = many;
    sqla_from *sub = many && counted ? sqla__orm_wrap(oq, oq->entity[0].mapper->table) : NULL;
    for (int k = 0; k < n; k++) {
        sqla_expr *x = (sqla_expr *)items->items[oq->entity[k].visible];
        sqla__orm_lower(oq, k, sub ? sub : (sqla_from *)x, trees[k]);
    }
    if (sub) sqla__node_unref(sub);
    *err = *sqla__node_error(&oq->stmt->e);
    return oq->failed ? SQLA_MEMORY_ERROR : err->code;
}

#endif /* SQLA_NO_ORM */

/* ============================================================================
 * >>load                                                        prefix sqla__load_
 * Rows to objects: queries, and relationships loaded with them or when they are asked for.
 * Uses: errors memory values types schema nodes expr stmt events driver engine mapper state
 *       identity ormsql
 * ============================================================================ */
#ifndef SQLA_NO_ORM

/* An entity while rows are read. */
typedef struct sqla__load_entity {
    const sqla__orm_entity *e;
    const sqla_field_plan  *fields;
    int                     n_fields;
    const uint32_t         *attr;       /* of each field; NULL: the mapper's, one by one */
    const int              *key;        /* result columns of the primary key */
    sqla__object           *current;
    void                  **met;        /* objects met; kept where something is loaded with them */
    size_t                  n_met, met_capacity;
} sqla__load_entity;

typedef struct sqla__load {
    sqla_session          *s;
    sqla_conn             *conn;
    sqla__orm_query        q;
    sqla__load_entity     *entity;
    int64_t                mark;
    bool                   populate;    /* overwrites what is loaded, changes included */
    bool                   again;       /* reads loaded objects again; changes stay */
    bool                   streamed;    /* objects go with their part of the query */
    bool                   values;      /* other items are wanted as well */
    bool                   offered;     /* listeners have seen the statement */
    size_t                 most;        /* rows; 0: all */
    void                 **object;      /* n_items of each row */
    sqla_value            *value;
    size_t                 n, object_capacity, value_capacity;
    void                 **filled;      /* object, relationship, object, relationship, ... */
    size_t                 n_filled, filled_capacity;
    void                 **fresh;       /* objects made; kept for listeners */
    size_t                 n_fresh, fresh_capacity;
    sqla_arena             scratch;
    sqla_arena            *texts;       /* of values handed out; NULL: scratch */
    sqla_error_record      err;         /* from here on large, and not cleared for each load */
    sqla__conn_execution   x;
} sqla__load;

static uint64_t *sqla__load_filling(const sqla__object *o)
{
    return sqla__state_loaded(o) + 2 * o->mapper->words;
}

static sqla_status sqla__load_no_memory(sqla__load *l)
{
    l->err = sqla__err_memory;
    return SQLA_MEMORY_ERROR;
}

static bool sqla__load_keep(sqla__load *l, void ***items, size_t *n, size_t *capacity, void *x)
{
    if (sqla__state_push(&l->s->allocator, items, n, capacity, x)) return true;
    sqla__load_no_memory(l);
    return false;
}

/* ---- One row */

/* Reads the fields of an entity into a struct; its texts go into the session's current chunk, of
 * which *texts becomes a reference (NULL: there were none). */
static bool sqla__load_fields(sqla__load *l, const sqla__load_entity *e, char *record,
                              sqla__mem_shared **texts)
{
    const sqla_driver *d = l->conn->engine->driver;
    sqla_session *s = l->s;
    size_t need = 64;
    *texts = NULL;
    for (;;) {
        sqla_arena arena = { NULL, 0, NULL, &s->allocator };
        if (e->e->mapper->has_text && !sqla__mem_chunk_room(&s->texts, &s->allocator, need)) {
            sqla__load_no_memory(l);
            return false;
        }
        char *start = s->texts ? (char *)s->texts + s->texts->used : NULL;
        arena.at = start;
        arena.left = s->texts ? (s->texts->size - s->texts->used) & ~(size_t)7 : 0;
        if (d->load(l->x.prepared->stmt, e->fields, (size_t)e->n_fields, record, &arena, &l->err)) {
            sqla__mem_arena_free(&arena);
            return false;
        }
        if (!arena.blocks) {
            if (arena.at != start) {
                s->texts->used += (size_t)(arena.at - start);
                s->texts->refs++;
                *texts = s->texts;
            }
            return true;
        }
        /* Too long for what was left of the chunk: once more into one that is large enough. */
        need = 64;
        for (sqla__mem_block *b = arena.blocks; b; b = b->next) need += b->size;
        need += s->texts->size - s->texts->used;
        sqla__mem_arena_free(&arena);
    }
}

/* The key of an entity in the current row: false if it is not there (NULL by an outer join). */
static bool sqla__load_key(sqla__load *l, const sqla__load_entity *e, sqla_value *key,
                           char scratch[][96])
{
    const sqla__mapper *m = e->e->mapper;
    for (uint32_t i = 0; i < m->n_keys; i++) {
        const sqla__attr *a = &m->attr[m->key[i]];
        l->conn->engine->driver->value(l->x.prepared->stmt, e->key[i], &key[i]);
        if (key[i].kind == SQLA_VALUE_NULL) return false;
        sqla_value_kind kind = sqla__type_field_kind(a->plan.ctype);
        if (key[i].kind == kind && a->plan.direct) continue;
        if (!sqla__type_result(&key[i], a->plan.type, scratch[i])
            || !sqla__type_to_kind(&key[i], kind, a->plan.type, scratch[i])) {
            sqla__err_set(&l->err, SQLA_DATA_ERROR, "column %q holds no key of its type",
                          a->plan.name);
            return false;
        }
    }
    return true;
}

/* Puts an object into the session's list. */
static void sqla__load_link(sqla_session *s, sqla__object *o)
{
    o->session = s;
    o->prev = s->tail;
    o->next = NULL;
    if (s->tail) s->tail->next = o;
    else s->objects = o;
    s->tail = o;
    s->n_objects++;
}

static void sqla__load_unlink(sqla_session *s, sqla__object *o)
{
    if (o->prev) o->prev->next = o->next;
    else s->objects = o->next;
    if (o->next) o->next->prev = o->prev;
    else s->tail = o->prev;
    o->next = o->prev = NULL;
    o->session = NULL;
    s->n_objects--;
}

/* Which attributes of a fresh object are loaded, and which must not be asked for. */
static void sqla__load_mark_loaded(sqla__object *o, const sqla__load_entity *e)
{
    uint64_t *loaded = sqla__state_loaded(o);
    for (int i = 0; i < e->n_fields; i++)
        sqla__state_put_bit(loaded, e->attr ? e->attr[i] : (uint32_t)i, true);
    for (uint32_t i = 0; i < o->mapper->n_rels; i++) {
        sqla_lazy how = o->mapper->rel[i].def->lazy;
        if (how >= SQLA_LAZY_RAISE && how <= SQLA_LAZY_RAISE_ON_SQL)
            sqla__state_put_bit(sqla__state_told(o), o->mapper->rel[i].bit, true);
    }
}

static sqla__object *sqla__load_make(sqla__load *l, sqla__load_entity *e, uint64_t hash)
{
    sqla_session *s = l->s;
    sqla__object *o = NULL;
    if (sqla__ident_room(s)) o = sqla__state_new(e->e->mapper, &s->cells, &s->allocator);
    if (!o) return sqla__load_no_memory(l), NULL;
    if (!sqla__load_fields(l, e, sqla__state_record(o), &o->texts)) {
        sqla__state_free(o);
        return NULL;
    }
    memcpy(sqla__state_snapshot(o), sqla__state_record(o), o->mapper->table->size);
    o->state = SQLA_PERSISTENT;
    o->gen = s->gen;
    if (l->streamed) o->flags |= SQLA__OBJ_STREAMED;
    sqla__load_mark_loaded(o, e);
    sqla__load_link(s, o);
    sqla__ident_add(s, o, hash);
    if (sqla__evt_wanted(o->mapper->listeners, SQLA_LOAD)
        || sqla__evt_wanted(s->listeners, SQLA_LOADED_AS_PERSISTENT)
        || sqla__evt_wanted(o->mapper->listeners, SQLA_LOADED_AS_PERSISTENT))
        sqla__load_keep(l, &l->fresh, &l->n_fresh, &l->fresh_capacity, o);
    return o;
}

/* A reference whose key has changed points to nobody until it is loaded again. */
static void sqla__load_check_refs(sqla__object *o)
{
    for (uint32_t i = 0; i < o->mapper->n_rels; i++) {
        const sqla__rel *rel = &o->mapper->rel[i];
        sqla__relstate *st = sqla__state_rel(o, rel);
        if (rel->list || rel->direction != SQLA__MANY_TO_ONE || sqla__state_is_given(o, rel->bit)
            || sqla__state_ref_raw(o, rel) != st->known || !st->known) continue;
        sqla__object *other = sqla__state_of(st->known);
        bool same = other != NULL;
        for (int k = 0; same && k < rel->n_pairs; k++) {
            sqla_value a = sqla__state_value(o, (uint32_t)rel->pair[k].one_attr,
                                             sqla__state_snapshot(o));
            sqla_value b = sqla__state_value(other, (uint32_t)rel->pair[k].other_attr,
                                             sqla__state_snapshot(other));
            same = sqla__ident_same_value(&a, &b);
        }
        if (same) continue;
        sqla__state_put_ref(o, rel, NULL);
        sqla__state_put_bit(sqla__state_loaded(o), rel->bit, false);
    }
}

/* Takes over a row that was read anew. Fields changed since stay (unless `populate`), only their
 * snapshot follows; where a text is replaced, all texts move, so that one chunk holds them. */
static void sqla__load_merge(sqla__load *l, const sqla__load_entity *e, sqla__object *o, char *row,
                             sqla__mem_shared *texts)
{
    const sqla__mapper *m = o->mapper;
    char *record = sqla__state_record(o), *snapshot = sqla__state_snapshot(o);
    bool move = false, all = e->n_fields == (int)m->n_attrs;
    for (int k = 0; k < e->n_fields && texts; k++) {
        uint32_t i = e->attr ? e->attr[k] : (uint32_t)k;
        move = move || (m->attr[i].text && !sqla__state_same(&m->attr[i], row, snapshot));
    }
    for (int k = 0; k < e->n_fields; k++) {
        uint32_t i = e->attr ? e->attr[k] : (uint32_t)k;
        const sqla_field_plan *plan = &m->attr[i].plan;
        bool mine = !l->populate && (sqla__state_differs(o, i) || sqla__state_is_given(o, i));
        bool same = sqla__state_same(&m->attr[i], row, snapshot);
        if (same && !(m->attr[i].text && move && all)) {
            if (!mine) memcpy(record + plan->offset, snapshot + plan->offset, plan->size);
        } else {
            memcpy(snapshot + plan->offset, row + plan->offset, plan->size);
            if (!mine) memcpy(record + plan->offset, row + plan->offset, plan->size);
        }
        if (l->populate) sqla__state_put_bit(sqla__state_given(o), i, false);
        sqla__state_put_bit(sqla__state_loaded(o), i, true);
    }
    if (move && all) {
        sqla__state_retire(l->s, o->texts, NULL, 0);
        o->texts = texts;
    } else if (move) {                          /* some texts: the old chunk is needed as well */
        sqla__state_retire(l->s, texts, NULL, 0);
        sqla__state_keep_texts(l->s, o);
        for (uint32_t i = 0; i < m->n_attrs; i++)
            if (m->attr[i].text && sqla__state_same(&m->attr[i], record, snapshot))
                memcpy(snapshot + m->attr[i].plan.offset, record + m->attr[i].plan.offset,
                       m->attr[i].plan.size);
    } else {
        sqla__mem_chunk_unref(texts);
    }
}

static bool sqla__load_refill(sqla__load *l, sqla__load_entity *e, sqla__object *o)
{
    sqla__mem_shared *texts;
    char *row = (char *)sqla_arena_alloc(&l->scratch, o->mapper->table->size + 1);
    if (!row) return sqla__load_no_memory(l), false;
    memset(row, 0, o->mapper->table->size);
    if (!sqla__load_fields(l, e, row, &texts)) return false;
    sqla__load_merge(l, e, o, row, texts);
    if (l->populate && e->n_fields == (int)o->mapper->n_attrs) {
        for (uint32_t i = 0; i < o->mapper->n_rels; i++) {
            sqla__state_free_changes(o, &o->mapper->rel[i]);
            sqla__state_put_bit(sqla__state_loaded(o), o->mapper->rel[i].bit, false);
            sqla__state_put_bit(sqla__state_given(o), o->mapper->rel[i].bit, false);
            if (!o->mapper->rel[i].list)
                sqla__state_put_ref(o, &o->mapper->rel[i], sqla__state_rel(o, &o->mapper->rel[i])
                                                               ->known);
        }
        sqla__state_free_assigned(o);
    }
    sqla__load_check_refs(o);
    if (e->n_fields == (int)o->mapper->n_attrs) o->flags &= (uint16_t)~SQLA__OBJ_STALE;
    if (sqla__evt_wanted(o->mapper->listeners, SQLA_REFRESH)) {
        sqla_event ev = { .id = SQLA_REFRESH, .session = l->s, .object = o + 1 };
        sqla__evt_fire(o->mapper->listeners, &ev);
    }
    return true;
}

/* The object of an entity in the current row: e->current, NULL if there is none. */
static bool sqla__load_object(sqla__load *l, sqla__load_entity *e)
{
    sqla_value key[SQLA__COUNT_OF(sqla__map_params)];
    char scratch[SQLA__COUNT_OF(sqla__map_params)][96];
    const sqla__mapper *m = e->e->mapper;
    e->current = NULL;
    if (!sqla__load_key(l, e, key, scratch)) return l->err.code == SQLA_OK;
    sqla__object *o = sqla__ident_find(l->s, m, key);
    if (!o) {
        o = sqla__load_make(l, e, sqla__ident_hash(m, key));
        if (!o) return false;
    } else if (o->mark != l->mark) {
        sqla__state_visit(o);
        if ((l->populate || l->again || o->flags & SQLA__OBJ_STALE) && !sqla__load_refill(l, e, o))
            return false;
    }
    e->current = o;
    bool first = o->mark != l->mark || !e->n_met || e->met[e->n_met - 1] != o;
    o->mark = l->mark;
    if (first && e->e->loads) return sqla__load_keep(l, &e->met, &e->n_met, &e->met_capacity, o);
    return true;
}

/* ---- Relationships from the rows themselves */

static void sqla__load_set_ref(sqla__object *o, const sqla__rel *rel, sqla__object *other)
{
    void *p = other ? other + 1 : NULL;
    if (sqla__state_is_given(o, rel->bit)
        || sqla__state_ref_raw(o, rel) != sqla__state_rel(o, rel)->known) return;
    sqla__state_put_ref(o, rel, p);
    memcpy(sqla__state_snapshot(o) + rel->def->offset, &p, sizeof p);
    sqla__state_put_bit(sqla__state_loaded(o), rel->bit, true);
}

/* A child found by its key knows its parent. */
static void sqla__load_set_back(sqla__object *child, const sqla__rel *rel, sqla__object *parent)
{
    const sqla__rel *back = rel->reverse;
    if (!back || back->list || sqla__state_is_new(child)) return;
    if (!sqla__state_is_loaded(child, back->bit)) sqla__load_set_ref(child, back, parent);
}

/* Begins a list anew, to be filled row by row. */
static bool sqla__load_begin_list(sqla__load *l, sqla__object *o, const sqla__rel *rel)
{
    sqla__relstate *st = sqla__state_rel(o, rel);
    sqla__state_put_bit(sqla__load_filling(o), rel->bit, true);
    if (st->items) sqla__state_retire(l->s, NULL, (void *)st->items,
                                      st->capacity * sizeof *st->items);
    st->items = NULL;
    st->capacity = 0;
    sqla__state_put_list(o, rel, 0);
    return sqla__load_keep(l, &l->filled, &l->n_filled, &l->filled_capacity, o)
        && sqla__load_keep(l, &l->filled, &l->n_filled, &l->filled_capacity,
                           (void *)(uintptr_t)rel);
}

static bool sqla__load_fill_list(sqla__load *l, sqla__object *o, const sqla__rel *rel,
                                 sqla__object *child)
{
    size_t n;
    sqla__state_items(o, rel, &n);
    if (!sqla__state_list_room(o, rel, n + 1)) return sqla__load_no_memory(l), false;
    sqla__state_rel(o, rel)->items[n] = child + 1;
    sqla__state_put_list(o, rel, n + 1);
    if (rel->direction == SQLA__ONE_TO_MANY) sqla__load_set_back(child, rel, o);
    return true;
}

/* A list is complete: what was put in and taken out since the last flush is repeated on it. */
static bool sqla__load_end_list(sqla__load *l, sqla__object *o, const sqla__rel *rel)
{
    sqla__changes *c = sqla__state_rel(o, rel)->changes;
    size_t n;
    sqla__state_put_bit(sqla__load_filling(o), rel->bit, false);
    sqla__state_put_bit(sqla__state_loaded(o), rel->bit, true);
    if (!c) return true;
    sqla__state_items(o, rel, &n);
    for (size_t i = 0; i < c->n_removed; i++)
        if (n) sqla__state_take(sqla__state_rel(o, rel)->items, &n, c->removed[i]);
    sqla__state_put_list(o, rel, n);
    for (size_t i = 0; i < c->n_added; i++) {
        if (sqla__state_list_has(o, rel, c->added[i])) continue;
        if (!sqla__state_list_room(o, rel, n + 1)) return sqla__load_no_memory(l), false;
        sqla__state_rel(o, rel)->items[n] = c->added[i];
        sqla__state_put_list(o, rel, ++n);
    }
    return true;
}

static bool sqla__load_end_lists(sqla__load *l)
{
    bool good = true;
    for (size_t i = 0; i + 1 < l->n_filled; i += 2)
        good = sqla__load_end_list(l, (sqla__object *)l->filled[i],
                                   (const sqla__rel *)l->filled[i + 1]) && good;
    l->n_filled = 0;
    return good;
}

/* Wires an entity that was loaded by a join to its parent in the same row. */
static bool sqla__load_wire(sqla__load *l, const sqla__load_entity *e)
{
    sqla__object *parent = l->entity[e->e->parent].current, *child = e->current;
    const sqla__rel *rel = e->e->rel;
    if (!parent) return true;
    if (!rel->list) {
        if (!sqla__state_is_loaded(parent, rel->bit)) {
            sqla__load_set_ref(parent, rel, child);
            if (child && rel->direction == SQLA__ONE_TO_MANY)
                sqla__load_set_back(child, rel, parent);
        }
        return true;
    }
    bool filling = sqla__state_bit(sqla__load_filling(parent), rel->bit);
    if (!filling && sqla__state_is_loaded(parent, rel->bit)) return true;
    if (!filling && !sqla__load_begin_list(l, parent, rel)) return false;
    if (!child) return true;
    size_t n;
    void *const *items = sqla__state_items(parent, rel, &n);
    if (n && items[n - 1] == child + 1) return true;
    if (sqla__state_list_has(parent, rel, child + 1)) return true;
    return sqla__load_fill_list(l, parent, rel, child);
}

/* ---- Queries */

/* Where an entity's columns are in the result: its fields and key. */
static bool sqla__load_plan_entity(sqla__load *l, sqla__load_entity *e)
{
    const sqla__plan *p = l->x.prepared->plan;
    const sqla__mapper *m = e->e->mapper;
    int first = 0;
    if (!e->e->column) {
        while (first < p->n_columns && p->column[first].item != e->e->item) first++;
        if (first == p->n_columns) first = 0;
    }
    int *key = (int *)sqla_arena_alloc(&l->scratch, m->n_keys * sizeof *key);
    if (!key) return false;
    for (uint32_t i = 0; i < m->n_keys; i++) {
        int c = (int)m->attr[m->key[i]].column->index;
        key[i] = e->e->column ? e->e->column[c] : first + c;
    }
    e->key = key;
    e->fields = m->fields;
    e->n_fields = (int)m->n_attrs;
    if (!first && !e->e->column) return true;
    sqla_field_plan *fields = (sqla_field_plan *)sqla_arena_alloc(&l->scratch,
        m->n_attrs * sizeof *fields);
    uint32_t *attr = (uint32_t *)sqla_arena_alloc(&l->scratch, m->n_attrs * sizeof *attr);
    if (!fields || !attr) return false;
    int n = 0;
    for (uint32_t i = 0; i < m->n_attrs; i++) {
        int c = (int)m->attr[i].column->index;
        int at = e->e->column ? e->e->column[c] : first + c;
        if (at < 0) continue;
        fields[n] = m->fields[i];
        fields[n].column = at;
        attr[n++] = i;
    }
    e->fields = fields;
    e->attr = attr;
    e->n_fields = n;
    return true;
}

static bool sqla__load_plan(sqla__load *l)
{
    size_t n = (size_t)l->q.n_entities;
    if (l->q.own || l->x.prepared->plan->is_text) l->values = l->values && !l->q.own;
    l->entity = (sqla__load_entity *)sqla_arena_alloc(&l->scratch, (n + 1) * sizeof *l->entity);
    if (!l->entity) return sqla__load_no_memory(l), false;
    memset(l->entity, 0, (n + 1) * sizeof *l->entity);
    for (size_t i = 0; i < n; i++) {
        l->entity[i].e = &l->q.entity[i];
        if (!sqla__load_plan_entity(l, &l->entity[i])) return sqla__load_no_memory(l), false;
    }
    return true;
}

/* The result column of a visible item. */
static int sqla__load_item_column(const sqla__load *l, int item)
{
    const sqla__plan *p = l->x.prepared->plan;
    for (int i = 0; i < p->n_columns; i++)
        if (p->column[i].item == item + l->q.shift) return i;
    return item;
}

static bool sqla__load_values(sqla__load *l, size_t at, const int *column)
{
    sqla_arena *texts = l->texts ? l->texts : &l->scratch;
    for (int i = 0; i < l->q.n_items; i++) {
        sqla_value *v = &l->value[at + (size_t)i];
        *v = sqla_value_null(NULL);
        if (l->object[at + (size_t)i]) continue;
        l->conn->engine->driver->value(l->x.prepared->stmt, column[i], v);
        if (!sqla__val_is_text(v)) continue;
        char *copy = v->as.text.ptr ? (char *)sqla_arena_alloc(texts, v->as.text.size + 1) : NULL;
        if (!copy) return sqla__load_no_memory(l), false;
        if (v->as.text.size) memcpy(copy, v->as.text.ptr, v->as.text.size);
        copy[v->as.text.size] = 0;
        v->as.text.ptr = copy;
    }
    return true;
}

/* Adds the current row to the answer. */
static bool sqla__load_take_row(sqla__load *l, const int *column)
{
    size_t width = (size_t)l->q.n_items, at = l->n * width;
    void *objects = (void *)l->object, *values = l->value;
    sqla__object *only = width == 1 && l->q.n_entities ? l->entity[0].current : NULL;
    if (l->q.many && only) {
        if (only->listed == l->mark) return true;
        only->listed = l->mark;
    }
    if (!sqla__mem_grow(&l->s->allocator, &objects, &l->object_capacity, at + width,
                        sizeof *l->object)) return sqla__load_no_memory(l), false;
    l->object = (void **)objects;
    for (size_t i = 0; i < width; i++) l->object[at + i] = NULL;
    for (int k = 0; k < l->q.n_entities; k++)
        if (l->q.entity[k].visible >= 0 && l->entity[k].current)
            l->object[at + (size_t)l->q.entity[k].visible] = l->entity[k].current + 1;
    if (l->values) {
        if (!sqla__mem_grow(&l->s->allocator, &values, &l->value_capacity, at + width,
                            sizeof *l->value)) return sqla__load_no_memory(l), false;
        l->value = (sqla_value *)values;
        if (!sqla__load_values(l, at, column)) return false;
    }
    l->n++;
    return true;
}

static bool sqla__load_row(sqla__load *l, const int *column)
{
    for (int k = 0; k < l->q.n_entities; k++)
        if (!sqla__load_object(l, &l->entity[k])) return false;
    for (int k = 0; k < l->q.n_entities; k++)
        if (l->q.entity[k].parent >= 0 && !sqla__load_wire(l, &l->entity[k])) return false;
    return sqla__load_take_row(l, column);
}

/* Steps through rows, at most `l->most` of them; true while there may be more. */
static bool sqla__load_rows(sqla__load *l, const int *column)
{
    const sqla_driver *d = l->conn->engine->driver;
    bool row = false;
    size_t end = l->most && !l->q.many ? l->most : SIZE_MAX;
    while (l->n < end) {
        if (d->step(l->x.prepared->stmt, &row, &l->err) || !row) return false;
        if (!sqla__load_row(l, column)) return false;
    }
    return true;
}

/* forward: sqla__load_more */
static sqla_status sqla__load_more(sqla__load *l, const sqla__orm_load *loads, void **parents,
                                   size_t n);

/* Tells listeners of objects that were loaded for the first time. */
static void sqla__load_tell(sqla__load *l)
{
    for (size_t i = 0; i < l->n_fresh; i++) {
        sqla__object *o = (sqla__object *)l->fresh[i];
        sqla_event ev = { .id = SQLA_LOAD, .session = l->s, .object = o + 1 };
        sqla__evt_fire(o->mapper->listeners, &ev);
        ev.id = SQLA_LOADED_AS_PERSISTENT;
        sqla__evt_fire(o->mapper->listeners, &ev);
        sqla__evt_fire(l->s->listeners, &ev);
    }
    l->n_fresh = 0;
}

/* After rows were read: lists are completed, listeners told, and further queries made. */
static void sqla__load_finish(sqla__load *l)
{
    if (!sqla__load_end_lists(l) && !l->err.code) l->err = sqla__err_memory;
    if (l->n_fresh) sqla__load_tell(l);
    for (int k = 0; k < l->q.n_entities && !l->err.code; k++) {
        sqla__load_entity *e = &l->entity[k];
        if (e->n_met) sqla__load_more(l, e->e->loads, e->met, e->n_met);
        e->n_met = 0;
    }
}

static void sqla__load_init(sqla__load *l, sqla_session *s)
{
    memset(l, 0, offsetof(sqla__load, err));
    l->err.code = SQLA_OK;
    l->err.sql[0] = 0;
    l->x.prepared = NULL;
    l->s = s;
    l->mark = ++s->mark;
    sqla__mem_arena_init(&l->scratch, &s->allocator);
    l->q.arena = &l->scratch;
}

static void sqla__load_free(sqla__load *l)
{
    const sqla_allocator *a = &l->s->allocator;
    for (int k = 0; l->entity && k < l->q.n_entities; k++)
        sqla__mem_free(a, (void *)l->entity[k].met, l->entity[k].met_capacity * sizeof(void *));
    sqla__mem_free(a, (void *)l->object, l->object_capacity * sizeof *l->object);
    sqla__mem_free(a, l->value, l->value_capacity * sizeof *l->value);
    sqla__mem_free(a, (void *)l->filled, l->filled_capacity * sizeof *l->filled);
    sqla__mem_free(a, (void *)l->fresh, l->fresh_capacity * sizeof *l->fresh);
    if (l->q.own) sqla__node_unref(l->q.stmt);
    sqla__mem_arena_free(&l->scratch);
}

/* Lets listeners see, and change, what is to be executed: a copy, so that the change does not stay.
 * Gives the copy, held, or q as it is if nobody listens; NULL if one refuses. */
static sqla_stmt *sqla__load_offer(sqla_session *s, sqla_stmt *q)
{
    if (!sqla__evt_wanted(s->listeners, SQLA_DO_ORM_EXECUTE)) return q;
    sqla_stmt *copy = (sqla_stmt *)sqla__node_ref(sqla_clone(q));
    sqla_event ev = { .id = SQLA_DO_ORM_EXECUTE, .session = s, .stmt = copy };
    sqla_status status = sqla__evt_fire(s->listeners, &ev);
    if (!status) return copy;
    sqla_error_record e;
    sqla__err_set(&e, status, "a listener refused the statement");
    sqla__state_note(s, &e);
    sqla__node_unref(copy);
    return NULL;
}

/* The same for a query of the library's own. */
static bool sqla__load_offer_own(sqla__load *l)
{
    sqla_stmt *q = sqla__load_offer(l->s, l->q.stmt);
    if (q == l->q.stmt) return true;
    if (!q) {
        l->err = l->s->last;
        return false;
    }
    if (l->q.own) sqla__node_unref(l->q.stmt);
    l->q.stmt = q;
    l->q.own = true;
    return true;
}

/* Prepares and binds the query; the caller reads rows and calls sqla__load_close. */
static bool sqla__load_start(sqla__load *l, const sqla_table *model, const sqla_pair *params)
{
    if (!l->offered && !sqla__load_offer_own(l)) return false;
    l->conn = l->s->ops->conn(l->s, model);
    if (!l->conn) {
        l->err = l->s->last;
        return false;
    }
    l->x.arena = &l->conn->arena;
    l->x.outlives = false;
    if (!sqla__conn_ready(&l->x, l->conn, l->q.stmt, params)) {
        l->err = l->x.err;
        sqla__conn_give_up(&l->x);
        sqla__conn_run_free(&l->x);
        return false;
    }
    l->x.prepared->busy = true;
    if (l->conn->engine->options.echo) sqla__conn_log_execution(&l->x);
    return sqla__load_plan(l);
}

static void sqla__load_close(sqla__load *l)
{
    if (!l->conn) return;
    if (l->err.code && !*l->err.sql) {
        l->x.err = l->err;
        sqla__conn_explain(&l->x);
        l->err = l->x.err;
    }
    if (l->err.code) sqla__conn_note(l->conn, &l->err);
    l->x.prepared->busy = false;
    l->conn->engine->driver->reset(l->x.prepared->stmt);
    if (l->err.code) sqla__conn_check_level(l->conn);
    sqla__conn_run_free(&l->x);
}

static const int *sqla__load_columns(sqla__load *l)
{
    int *column = (int *)sqla_arena_alloc(&l->scratch, ((size_t)l->q.n_items + 1) * sizeof *column);
    for (int i = 0; column && i < l->q.n_items; i++) column[i] = sqla__load_item_column(l, i);
    if (!column) sqla__load_no_memory(l);
    return column;
}

/* Reads a whole query, whose statement and entities are in l->q. */
static sqla_status sqla__load_run(sqla__load *l, const sqla_table *model, const sqla_pair *params)
{
    if (!sqla__load_start(l, model, params)) {
        if (l->err.code == SQLA_OK) return SQLA_OK;
        if (l->x.prepared && l->x.prepared->busy) sqla__load_close(l);
        return l->err.code;
    }
    const int *column = l->values ? sqla__load_columns(l) : NULL;
    if (!l->err.code) sqla__load_rows(l, column);
    sqla__load_close(l);
    sqla__load_finish(l);
    return l->err.code;
}

/* ---- Relationships by queries of their own: SELECT ... WHERE key IN (...) */

enum { SQLA__LOAD_BATCH = 500 };    /* as many keys as SQLAlchemy takes */

/* Parents of a batch by their key: open addressing over twice as many places. */
typedef struct sqla__load_batch {
    const sqla__rel *rel;
    const int       *attr;          /* of the parent, one for each key column */
    int              n_keys;
    sqla__object   **parent;
    size_t           n;
    sqla__object    *place[1024];
} sqla__load_batch;

static void sqla__load_parent_key(const sqla__load_batch *b, const sqla__object *o, sqla_value *key)
{
    for (int i = 0; i < b->n_keys; i++)
        key[i] = sqla__state_value(o, (uint32_t)b->attr[i], sqla__state_snapshot(o));
}

static uint64_t sqla__load_hash(const sqla__load_batch *b, const sqla_value *key)
{
    uint64_t h = 7;
    for (int i = 0; i < b->n_keys; i++) h = sqla__ident_hash_value(h, &key[i]);
    return h;
}

static bool sqla__load_same_key(const sqla__load_batch *b, const sqla_value *x, const sqla_value *y)
{
    for (int i = 0; i < b->n_keys; i++)
        if (!sqla__ident_same_value(&x[i], &y[i])) return false;
    return true;
}

static sqla__object *sqla__load_find_parent(const sqla__load_batch *b, const sqla_value *key)
{
    sqla_value other[SQLA__COUNT_OF(sqla__map_params)];
    for (size_t i = sqla__load_hash(b, key) & 1023; b->place[i]; i = (i + 1) & 1023) {
        sqla__load_parent_key(b, b->place[i], other);
        if (sqla__load_same_key(b, key, other)) return b->place[i];
    }
    return NULL;
}

/* The values of all keys as one list node. */
static sqla_expr *sqla__load_key_list(sqla__load *l, sqla__load_batch *b)
{
    size_t total = b->n * (size_t)b->n_keys;
    sqla_value *values = (sqla_value *)sqla_arena_alloc(&l->scratch, (total + 1) * sizeof *values);
    if (!values) return &sqla__node_oom.e;
    for (size_t i = 0; i < b->n; i++)
        sqla__load_parent_key(b, b->parent[i], values + i * (size_t)b->n_keys);
    const sqla__attr *first = &b->rel->parent->attr[b->attr[0]];
    sqla_expr *list = sqla__expr_list(values, total,
                                      b->n_keys == 1 ? first->column->e.type : NULL);
    if (!sqla__node_is_bad(list) && b->n_keys > 1) list->node.extra = (uint16_t)b->n_keys;
    return list;
}

/* The query of a batch; its first columns are the key. Fills `map`: where the target's are. */
static sqla_stmt *sqla__load_batch_query(sqla__load *l, sqla__load_batch *b, sqla_expr *condition,
                                         int *map)
{
    const sqla__rel *rel = b->rel;
    const sqla_table *t = rel->target->table;
    bool odd = rel->def->primaryjoin || rel->def->secondaryjoin;
    sqla_from *between = rel->def->secondary && !odd ? sqla__orm_table(rel->def->secondary) : NULL;
    sqla_from *self = odd ? sqla_alias(rel->parent->table, NULL) : NULL;
    sqla_expr *keys[SQLA__COUNT_OF(sqla__map_params)], *in;
    sqla_stmt *q = NULL;
    sqla__column *c;
    int n = b->n_keys;
    sqla__node_ref(self);
    for (int i = 0; i < n; i++)
        keys[i] = odd ? sqla__map_c(self, rel->parent->attr[b->attr[i]].column)
                      : &rel->pair[i].other->e;
    q = sqla_select_n(keys, (size_t)n);
    for (size_t i = 0; (c = sqla__schema_next(t, &i)) != NULL;) {
        sqla_expr *x = &c->e;
        map[c->index] = -1;
        for (int k = 0; k < b->n_keys; k++) if (keys[k] == x) map[c->index] = k;
        if (map[c->index] >= 0) continue;
        map[c->index] = n++;
        sqla_add_columns_n(q, &x, 1);
    }
    if (between) {
        sqla__orm_add_join(q, between, &sqla__orm_table(t)->e,
                           sqla__orm_far(rel, sqla__orm_table(t), between), false, false);
    } else if (odd) {
        sqla__orm_join_to(q, rel, self, sqla__orm_table(t), NULL, false, false);
    }
    if (b->n_keys == 1) {
        sqla_expr *list = sqla__load_key_list(l, b);
        in = sqla_in_n(keys[0], &list, 1);
    } else {
        sqla_expr *list = sqla__load_key_list(l, b);
        in = sqla_in_n(sqla_tuple_n(keys, (size_t)b->n_keys), &list, 1);
    }
    sqla_where_n(q, &in, 1);
    if (condition) sqla_where_n(q, &condition, 1);
    sqla__map_order_by(q, rel, NULL);
    if (self) sqla__node_unref(self);
    return (sqla_stmt *)sqla__node_ref(q);
}

/* Gives a child from the current row to the parent that the row's first columns name. */
static bool sqla__load_batch_row(sqla__load *l, sqla__load_batch *b)
{
    sqla_value key[SQLA__COUNT_OF(sqla__map_params)];
    char scratch[SQLA__COUNT_OF(sqla__map_params)][96];
    const sqla__rel *rel = b->rel;
    for (int i = 0; i < b->n_keys; i++) {
        const sqla_field_plan *plan = &rel->parent->attr[b->attr[i]].plan;
        l->conn->engine->driver->value(l->x.prepared->stmt, i, &key[i]);
        if (!sqla__type_result(&key[i], plan->type, scratch[i])
            || !sqla__type_to_kind(&key[i], sqla__type_field_kind(plan->ctype), plan->type,
                                   scratch[i])) return true;
    }
    sqla__object *parent = sqla__load_find_parent(b, key);
    if (!parent || !sqla__load_object(l, &l->entity[0])) return l->err.code == SQLA_OK;
    sqla__object *child = l->entity[0].current;
    if (!child) return true;
    if (rel->list) return sqla__load_fill_list(l, parent, rel, child);
    if (sqla__state_is_loaded(parent, rel->bit)) return true;
    sqla__load_set_ref(parent, rel, child);
    sqla__load_set_back(child, rel, parent);
    return true;
}

/* One query for a batch of parents. */
static bool sqla__load_batch_run(sqla__load *outer, sqla__load_batch *b, const sqla__orm_load *node)
{
    sqla__load l;
    size_t columns = b->rel->target->table->n_items;
    const sqla_driver *d;
    bool row = false;
    sqla__load_init(&l, outer->s);
    l.populate = outer->populate;
    l.streamed = outer->streamed;
    memset(b->place, 0, sizeof b->place);
    for (size_t i = 0; i < b->n; i++) {
        sqla_value key[SQLA__COUNT_OF(sqla__map_params)];
        sqla__load_parent_key(b, b->parent[i], key);
        size_t at = sqla__load_hash(b, key) & 1023;
        while (b->place[at]) at = (at + 1) & 1023;
        b->place[at] = b->parent[i];
    }
    int *map = (int *)sqla_arena_alloc(&l.scratch, (columns + 1) * sizeof *map);
    sqla__orm_entity *e = map ? sqla__orm_add_entity(&l.q, b->rel->target, 0, 0) : NULL;
    if (e) {
        e->column = map;
        l.q.stmt = sqla__load_batch_query(&l, b, node ? node->condition : NULL, map);
        l.q.own = true;
        l.q.n_items = 1;
        for (size_t i = 0; i < b->n && b->rel->list && !l.err.code; i++)
            sqla__load_begin_list(&l, b->parent[i], b->rel);
    } else {
        sqla__load_no_memory(&l);
    }
    if (!l.err.code && sqla__load_start(&l, b->rel->target->table, NULL)) {
        d = l.conn->engine->driver;
        while (!l.err.code && d->step(l.x.prepared->stmt, &row, &l.err) == SQLA_OK && row)
            if (!sqla__load_batch_row(&l, b)) break;
    }
    if (l.conn && l.x.prepared && l.x.prepared->busy) sqla__load_close(&l);
    for (size_t i = 0; i < b->n && !b->rel->list && !l.err.code; i++)
        if (!sqla__state_is_loaded(b->parent[i], b->rel->bit))
            sqla__load_set_ref(b->parent[i], b->rel, NULL);
    sqla__load_finish(&l);
    if (l.err.code) outer->err = l.err;
    sqla__load_free(&l);
    return outer->err.code == SQLA_OK;
}

/* All objects behind a to-one relationship whose key is the target's primary key: those that the
 * session has not are loaded together. */
static bool sqla__load_batch_gets(sqla__load *outer, const sqla__rel *rel, sqla__object **parents,
                                  size_t n, const sqla__orm_load *node)
{
    const sqla__mapper *t = rel->target;
    sqla_value key[SQLA__COUNT_OF(sqla__map_params)];
    sqla__load l;
    sqla__load_init(&l, outer->s);
    l.streamed = outer->streamed;
    size_t total = 0, width = t->n_keys;
    sqla_value *values = (sqla_value *)sqla_arena_alloc(&l.scratch,
        (n * width + 1) * sizeof *values);
    if (!values) sqla__load_no_memory(&l);
    for (size_t i = 0; i < n && values; i++) {
        bool whole = true;
        for (uint32_t k = 0; k < t->n_keys; k++) {
            int at = 0;
            while (rel->pair[at].other_attr != (int)t->key[k]) at++;
            key[k] = sqla__state_value(parents[i], (uint32_t)rel->pair[at].one_attr,
                                       sqla__state_record(parents[i]));
            whole = whole && key[k].kind != SQLA_VALUE_NULL;
        }
        sqla__object *there = whole ? sqla__ident_find(l.s, t, key) : NULL;
        if (there) sqla__state_visit(there);
        if (!whole || (there && !(there->flags & SQLA__OBJ_STALE))) continue;
        bool again = false;
        for (size_t k = total; k-- > 0 && !again;) {
            again = true;
            for (size_t j = 0; j < width; j++)
                again = again && sqla__ident_same_value(&values[k * width + j], &key[j]);
            if (total - k > 64) break;          /* a value twice does no harm */
        }
        if (!again) memcpy(values + total++ * width, key, width * sizeof *key);
    }
    if (total && !l.err.code) {
        sqla_expr *list = sqla__expr_list(values, total * width,
            width == 1 ? t->attr[t->key[0]].column->e.type : NULL), *in, *keys[16];
        if (!sqla__node_is_bad(list) && width > 1) list->node.extra = (uint16_t)width;
        for (size_t k = 0; k < width; k++) keys[k] = &t->attr[t->key[k]].column->e;
        in = sqla_in_n(width == 1 ? keys[0] : sqla_tuple_n(keys, width), &list, 1);
        l.q.stmt = (sqla_stmt *)sqla__node_ref(sqla__map_select(t));
        l.q.own = true;
        l.q.n_items = 1;
        sqla_where_n(l.q.stmt, &in, 1);
        if (node && node->condition) {
            sqla_expr *condition = node->condition;
            sqla_where_n(l.q.stmt, &condition, 1);
        }
        if (!sqla__orm_add_entity(&l.q, rel->target, 0, 0)) sqla__load_no_memory(&l);
        else sqla__load_run(&l, t->table, NULL);
    }
    if (l.err.code) outer->err = l.err;
    sqla__load_free(&l);
    return outer->err.code == SQLA_OK;
}

/* The key of a reference in the object's present fields; false: there is none. */
static bool sqla__load_ref_key(const sqla__object *o, const sqla__rel *rel, sqla_value *key)
{
    const sqla__mapper *t = rel->target;
    for (uint32_t k = 0; k < t->n_keys; k++) {
        int at = 0;
        while (at < rel->n_pairs && rel->pair[at].other_attr != (int)t->key[k]) at++;
        const sqla__attr *a = &o->mapper->attr[rel->pair[at].one_attr];
        key[k] = sqla__state_value(o, (uint32_t)rel->pair[at].one_attr, sqla__state_record(o));
        if (key[k].kind == SQLA_VALUE_NULL) return false;
        if (!sqla__type_nullable(a->plan.ctype) && a->plan.null_as_zero
            && sqla__state_is_zero(a, sqla__state_record(o))) return false;
    }
    return true;
}

/* References that the session can answer without asking the database. */
static bool sqla__load_from_map(sqla__object *o, const sqla__rel *rel)
{
    sqla_value key[SQLA__COUNT_OF(sqla__map_params)];
    if (!rel->get) return false;
    if (!sqla__load_ref_key(o, rel, key)) {
        sqla__load_set_ref(o, rel, NULL);
        return true;
    }
    sqla__object *other = sqla__ident_find(o->session, rel->target, key);
    if (!other) return false;
    sqla__state_visit(other);
    if (other->flags & SQLA__OBJ_STALE) return false;
    sqla__load_set_ref(o, rel, other);
    return true;
}

/* An entity of a relationship's target, with what that wants to be loaded along. */
static bool sqla__load_target(sqla__load *l, sqla__mapper *m)
{
    const sqla__mapper *path[16];
    sqla__orm_load *loads = NULL;
    sqla__orm_entity *e = sqla__orm_add_entity(&l->q, m, 0, 0);
    if (e && m->eager) sqla__orm_defaults(&l->q, &loads, m, path, 0);
    if (e) e->loads = loads;
    if (e && !l->q.failed) return true;
    sqla__load_no_memory(l);
    return false;
}

/* Loads one relationship of one object by a query. */
static sqla_status sqla__load_lazy(sqla__object *o, const sqla__rel *rel, sqla__load *outer)
{
    sqla_pair params[SQLA__COUNT_OF(sqla__map_params) + 1];
    sqla__load l;
    bool odd = rel->def->primaryjoin || rel->def->secondaryjoin;
    int n = odd ? (int)o->mapper->n_keys : rel->n_pairs;
    if (sqla__load_from_map(o, rel)) return SQLA_OK;
    for (int i = 0; i < n; i++) {
        int attr = odd ? (int)o->mapper->key[i] : rel->pair[i].one_attr;
        params[i].name = sqla__map_params[i];
        params[i].value = sqla__state_value(o, (uint32_t)attr, sqla__state_record(o));
    }
    params[n].name = NULL;
    sqla__load_init(&l, o->session);
    if (outer) l.streamed = outer->streamed;
    l.q.stmt = rel->lazy;
    l.q.n_items = 1;
    if (sqla__load_target(&l, rel->target)) sqla__load_run(&l, rel->target->table, params);
    if (!l.err.code && rel->list) {
        bool good = sqla__load_begin_list(&l, o, rel);
        for (size_t i = 0; i < l.n && good; i++)
            good = sqla__load_fill_list(&l, o, rel, sqla__state_of(l.object[i]));
        sqla__load_end_lists(&l);
    } else if (!l.err.code) {
        sqla__object *other = l.n ? sqla__state_of(l.object[0]) : NULL;
        sqla__load_set_ref(o, rel, other);
        if (other && rel->direction == SQLA__ONE_TO_MANY) sqla__load_set_back(other, rel, o);
    }
    sqla_status status = l.err.code;
    if (status) sqla__state_note(o->session, &l.err);
    if (status && outer) outer->err = l.err;
    sqla__load_free(&l);
    return status;
}

/* The objects of `parents` for which a relationship is still to be loaded, each once. */
static sqla__object **sqla__load_pending(sqla__load *l, const sqla__rel *rel, void **parents,
                                         size_t n, size_t *count)
{
    sqla__object **list = (sqla__object **)sqla_arena_alloc(&l->scratch, (n + 1) * sizeof *list);
    *count = 0;
    for (size_t i = 0; i < n && list; i++) {
        sqla__object *o = (sqla__object *)parents[i];
        if (o->state != SQLA_PERSISTENT || sqla__state_is_loaded(o, rel->bit)
            || sqla__state_bit(sqla__load_filling(o), rel->bit)) continue;
        if (!rel->list && sqla__state_is_given(o, rel->bit)) continue;
        sqla__state_put_bit(sqla__load_filling(o), rel->bit, true);
        list[(*count)++] = o;
    }
    for (size_t i = 0; i < *count; i++)
        sqla__state_put_bit(sqla__load_filling(list[i]), rel->bit, false);
    if (!list) sqla__load_no_memory(l);
    return list;
}

/* SELECTIN and SUBQUERY: the keys of all parents in as few queries as there are batches. */
static bool sqla__load_by_keys(sqla__load *l, const sqla__orm_load *node, sqla__object **list,
                               size_t n)
{
    const sqla__rel *rel = node->rel;
    int attrs[SQLA__COUNT_OF(sqla__map_params)];
    bool odd = rel->def->primaryjoin || rel->def->secondaryjoin;
    sqla__load_batch b = { .rel = rel, .attr = attrs };
    b.n_keys = odd ? (int)rel->parent->n_keys : rel->n_pairs;
    for (int i = 0; i < b.n_keys; i++)
        attrs[i] = odd ? (int)rel->parent->key[i] : rel->pair[i].one_attr;
    bool plain = rel->get || (rel->direction != SQLA__MANY_TO_ONE);
    for (size_t i = 0; i < n && !l->err.code; i += b.n) {
        b.n = n - i < SQLA__LOAD_BATCH ? n - i : SQLA__LOAD_BATCH;
        b.parent = list + i;
        if (rel->get) {
            if (!sqla__load_batch_gets(l, rel, b.parent, b.n, node)) return false;
            for (size_t k = 0; k < b.n; k++) {
                if (!sqla__load_from_map(b.parent[k], rel))
                    sqla__load_set_ref(b.parent[k], rel, NULL);
            }
        } else if (plain) {
            if (!sqla__load_batch_run(l, &b, node)) return false;
        } else {
            for (size_t k = 0; k < b.n; k++)
                if (sqla__load_lazy(b.parent[k], rel, l)) return false;
        }
    }
    return l->err.code == SQLA_OK;
}

/* The objects behind a relationship of all parents: those to be asked for what is below. */
static void **sqla__load_children(sqla__load *l, const sqla__rel *rel, void **parents, size_t n,
                                  size_t *count)
{
    size_t total = 0, k;
    for (size_t i = 0; i < n; i++) {
        if (rel->list) sqla__state_items((sqla__object *)parents[i], rel, &k), total += k;
        else total++;
    }
    void **list = (void **)sqla_arena_alloc(&l->scratch, (total + 1) * sizeof *list);
    *count = 0;
    for (size_t i = 0; i < n && list; i++) {
        sqla__object *o = (sqla__object *)parents[i];
        if (!rel->list) {
            sqla__object *other = sqla__state_ref(o, rel);
            if (other) list[(*count)++] = other;
            continue;
        }
        void *const *items = sqla__state_items(o, rel, &k);
        for (size_t j = 0; j < k; j++) list[(*count)++] = sqla__state_of(items[j]);
    }
    if (!list) sqla__load_no_memory(l);
    return list;
}

static sqla_status sqla__load_more(sqla__load *l, const sqla__orm_load *loads, void **parents,
                                   size_t n)
{
    for (const sqla__orm_load *node = loads; node && !l->err.code; node = node->next) {
        const sqla__rel *rel = node->rel;
        size_t count;
        for (size_t i = 0; i < n && node->named; i++)
            sqla__state_put_bit(sqla__state_told((sqla__object *)parents[i]), rel->bit,
                                node->how == SQLA_LAZY_RAISE);
        sqla__object **list = sqla__load_pending(l, rel, parents, n, &count);
        if (!list) return l->err.code;
        bool keys = node->how == SQLA_LAZY_SELECTIN || node->how == SQLA_LAZY_SUBQUERY
            || node->how == SQLA_LAZY_JOINED;
        if (keys && count) {
            sqla__load_by_keys(l, node, list, count);
        } else if (node->how == SQLA_LAZY_IMMEDIATE) {
            for (size_t i = 0; i < count && !l->err.code; i++) sqla__load_lazy(list[i], rel, l);
        } else if (node->how == SQLA_LAZY_NOLOAD) {
            for (size_t i = 0; i < count; i++) {
                if (rel->list) sqla__load_begin_list(l, list[i], rel);
                else sqla__load_set_ref(list[i], rel, NULL);
            }
            sqla__load_end_lists(l);
        }
        if (!node->child || l->err.code || node->how == SQLA_LAZY_RAISE) continue;
        void **children = sqla__load_children(l, rel, parents, n, &count);
        if (children && count) sqla__load_more(l, node->child, children, count);
    }
    return l->err.code;
}

/* ---- One object */

/* Loads the object of a key by the mapper's query; NULL if there is none, or after an error. */
static sqla__object *sqla__load_get(sqla_session *s, sqla__mapper *m, const sqla_value *key,
                                    bool populate, sqla_status *status)
{
    sqla_pair params[SQLA__COUNT_OF(sqla__map_params) + 1];
    sqla__load l;
    for (uint32_t i = 0; i < m->n_keys; i++) {
        params[i].name = sqla__map_params[i];
        params[i].value = key[i];
    }
    params[m->n_keys].name = NULL;
    sqla__load_init(&l, s);
    l.q.stmt = m->get;
    l.q.n_items = 1;
    l.populate = populate;
    if (!sqla__orm_add_entity(&l.q, m, 0, 0)) sqla__load_no_memory(&l);
    else sqla__load_run(&l, m->table, params);
    sqla__object *o = l.n && !l.err.code ? sqla__state_of(l.object[0]) : NULL;
    *status = l.err.code;
    if (l.err.code) sqla__state_note(s, &l.err);
    sqla__load_free(&l);
    return o;
}

/* Reads an object's row again: all columns, or those of `attrs`. SQLA_INVALID_REQUEST if the row is
 * gone. */
static sqla_status sqla__load_again(sqla__object *o, const uint32_t *attrs, size_t n, bool populate)
{
    sqla__mapper *m = o->mapper;
    sqla_value key[SQLA__COUNT_OF(sqla__map_params)];
    sqla_pair params[SQLA__COUNT_OF(sqla__map_params) + 1];
    sqla_status status;
    sqla__state_key(o, sqla__state_snapshot(o), key);
    if (!attrs) {
        sqla__object *again = sqla__load_get(o->session, m, key, populate, &status);
        if (status) return status;
        return again ? SQLA_OK : sqla__state_fail(o, SQLA_INVALID_REQUEST, NULL,
                                                  "its row is gone, it cannot be loaded again");
    }
    sqla__load l;
    sqla__load_init(&l, o->session);
    int *map = (int *)sqla_arena_alloc(&l.scratch, (m->table->n_items + 1) * sizeof *map);
    sqla__orm_entity *e = map ? sqla__orm_add_entity(&l.q, m, 0, 0) : NULL;
    if (e) {
        sqla_stmt *q = NULL;
        int column = 0;
        for (size_t i = 0; i < m->table->n_items; i++) map[i] = -1;
        for (size_t pass = 0; pass < m->n_keys + n; pass++) {
            uint32_t i = pass < m->n_keys ? m->key[pass] : attrs[pass - m->n_keys];
            sqla_expr *x = &m->attr[i].column->e;
            if (map[m->attr[i].column->index] >= 0) continue;
            map[m->attr[i].column->index] = column++;
            if (q) sqla_add_columns_n(q, &x, 1);
            else q = sqla_select_n(&x, 1);
        }
        for (uint32_t i = 0; i < m->n_keys; i++) {
            sqla__map_where_param(q, &m->attr[m->key[i]].column->e, (int)i, false);
            params[i].name = sqla__map_params[i];
            params[i].value = key[i];
        }
        params[m->n_keys].name = NULL;
        e->column = map;
        l.q.stmt = (sqla_stmt *)sqla__node_ref(q);
        l.q.own = true;
        l.q.n_items = 1;
        l.populate = populate;
        sqla__load_run(&l, m->table, params);
    } else {
        sqla__load_no_memory(&l);
    }
    status = l.err.code;
    if (status) sqla__state_note(o->session, &l.err);
    bool found = l.n > 0;
    sqla__load_free(&l);
    if (status || found) return status;
    return sqla__state_fail(o, SQLA_INVALID_REQUEST, NULL,
                            "its row is gone, it cannot be loaded again");
}

/* Loads an expired object anew; changes made since stay. */
static sqla_status sqla__load_fresh(sqla__object *o)
{
    sqla__state_visit(o);
    if (o->state != SQLA_PERSISTENT || !(o->flags & SQLA__OBJ_STALE)) return SQLA_OK;
    return sqla__load_again(o, NULL, 0, false);
}

/* Loads a relationship if it is not there, as sqla_load and sqla_each do. */
static sqla_status sqla__load_rel(sqla__object *o, sqla__rel *rel)
{
    sqla_status status;
    sqla__state_visit(o);
    if (sqla__state_is_whole(o, rel) || (!rel->list && sqla__state_is_given(o, rel->bit)))
        return SQLA_OK;
    if (!rel->list && sqla__state_ref_raw(o, rel) != sqla__state_rel(o, rel)->known)
        return SQLA_OK;                         /* plainly assigned */
    if (!o->session || o->state == SQLA_DETACHED)
        return sqla__state_fail(o, SQLA_DETACHED_INSTANCE, rel->def->attr,
                                "the object is in no session, its relationship cannot be loaded");
    if (o->state == SQLA_DELETED) return SQLA_OK;
    if (rel->def->lazy == SQLA_LAZY_WRITE_ONLY)
        return sqla__state_fail(o, SQLA_INVALID_REQUEST, rel->def->attr,
                                "it is write-only: use sqla_related");
    if (rel->def->lazy == SQLA_LAZY_NOLOAD) return SQLA_OK;
    if (sqla__state_bit(sqla__state_told(o), rel->bit)
        && !(rel->def->lazy == SQLA_LAZY_RAISE_ON_SQL && sqla__load_from_map(o, rel)))
        return sqla__state_fail(o, SQLA_INVALID_REQUEST, rel->def->attr,
                                "it is not available due to SQLA_LAZY_RAISE");
    if (sqla__state_is_loaded(o, rel->bit)) return SQLA_OK;
    status = o->session->ops->autoflush(o->session);
    if (!status && o->flags & SQLA__OBJ_STALE) status = sqla__load_fresh(o);
    if (status || sqla__state_is_loaded(o, rel->bit)) return status;
    return sqla__load_lazy(o, rel, NULL);
}

#endif /* SQLA_NO_ORM */

/* ============================================================================
 * >>flush                                                       prefix sqla__flush_
 * The unit of work: what has changed, in which order it is written, and how.
 *
 * A flush goes: find what was plainly assigned; find orphans and what deletions draw along; collect
 * rows to save; order models by their foreign keys, and rows where models form a circle; write
 * saves, then references of post_update, then rows of secondary tables, then deletions; settle.
 * Uses: errors memory values types schema nodes expr stmt text events driver result engine mapper
 *       state identity load
 * ============================================================================ */
#ifndef SQLA_NO_ORM

typedef struct sqla__flush {
    sqla_session *s;
    void        **save, **gone;     /* objects to write, and to delete */
    size_t        n_save, n_gone, save_capacity, gone_capacity;
    sqla__mapper **mapper;          /* those of both, in order */
    int          *group;            /* of each mapper: a circle has one number */
    bool         *circle;           /* of each mapper: its rows must be ordered one by one */
    size_t        n_mappers;
    sqla_arena    arena;
    sqla_error_record err;
} sqla__flush;

static bool sqla__flush_no_memory(sqla__flush *f)
{
    f->err = sqla__err_memory;
    return false;
}

static bool sqla__flush_fail(sqla__flush *f, sqla_status code, const sqla__object *o,
                             const char *attr, const char *text)
{
    if (f->err.code) return false;
    sqla__err_set(&f->err, code, "%s%s%s: %s", o->mapper->table->model, attr ? "." : "",
                  attr ? attr : "", text);
    sqla__err_copy(f->err.table, sizeof f->err.table, o->mapper->table->name,
                   strlen(o->mapper->table->name));
    return false;
}

/* An error that a call on the session has recorded there. */
static bool sqla__flush_failed_call(sqla__flush *f, sqla_status status)
{
    if (status && !f->err.code) f->err = f->s->last;
    if (status && !f->err.code) sqla__err_set(&f->err, status, "%s", sqla_status_text(status));
    return status == SQLA_OK;
}

/* Calls listeners of the model; false if one refuses. */
static bool sqla__flush_fire(sqla__flush *f, sqla__object *o, sqla_event_id id, sqla_conn *c)
{
    sqla_event ev = { .id = id, .session = f->s, .conn = c, .object = o + 1 };
    if (!o->mapper->listeners) return true;
    sqla_status status = sqla__evt_fire(o->mapper->listeners, &ev);
    return !status || sqla__flush_fail(f, status, o, NULL, "a listener refused the change");
}

static sqla_status sqla__flush_fire_session(sqla_session *s, sqla_event_id id)
{
    sqla_event ev = { .id = id, .session = s };
    return s->listeners ? sqla__evt_fire(s->listeners, &ev) : SQLA_OK;
}

/* A change of state: listeners of session and model are told. */
static void sqla__flush_tell(sqla_session *s, sqla__object *o, sqla_event_id id)
{
    sqla_event ev = { .id = id, .session = s, .object = o + 1 };
    if (s && s->listeners) sqla__evt_fire(s->listeners, &ev);
    if (o->mapper->listeners) sqla__evt_fire(o->mapper->listeners, &ev);
}

/* ---- What is to be done */

/* Has anything changed that a flush would write? */
static bool sqla__flush_is_dirty(const sqla__object *o)
{
    if (o->state == SQLA_PENDING || o->flags & (SQLA__OBJ_DELETE | SQLA__OBJ_CHANGED
                                                | SQLA__OBJ_FLAGGED | SQLA__OBJ_NO_CHILD
                                                | SQLA__OBJ_NO_TEXT)) return true;
    if (o->state != SQLA_PERSISTENT) return false;
    if (o->orphan || o->assigned) return true;
    if (o->mapper->words && memcmp(sqla__state_record(o), sqla__state_snapshot(o),
                                   o->mapper->table->size) == 0)
        return sqla__state_given(o)[0] != 0;
    return sqla__state_columns_changed(o) || sqla__state_rels_changed(o);
}

static bool sqla__flush_has_work(const sqla_session *s)
{
    if (s->n_pending || s->n_deleting) return true;
    for (const sqla__object *o = s->objects; o; o = o->next)
        if (sqla__flush_is_dirty(o)) return true;
    return false;
}

static bool sqla__flush_check(sqla__flush *f, const sqla__object *o)
{
    if (o->flags & SQLA__OBJ_NO_CHILD)
        return sqla__flush_fail(f, SQLA_MEMORY_ERROR, o, NULL,
                                "NULL was appended to it, or a reference was refused: see the "
                                "session's first error");
    if (o->flags & SQLA__OBJ_NO_TEXT)
        return sqla__flush_fail(f, SQLA_MEMORY_ERROR, o, NULL,
                                "a text made for it, or a default, could not be stored");
    if (o->flags & SQLA__OBJ_HIDDEN)
        return sqla__flush_fail(f, SQLA_ARGUMENT_ERROR, o, NULL,
                                "name the fields in sqla_new: .field = value, and no lists; a "
                                "field with a default may have been given zero");
    return true;
}

/* References that were plainly assigned take effect; what they lead to follows. */
static bool sqla__flush_find_refs(sqla__flush *f)
{
    for (sqla__object *o = f->s->objects; o; o = o->next) {
        if (o->state != SQLA_PENDING && o->state != SQLA_PERSISTENT) continue;
        if (!sqla__flush_check(f, o)) return false;
        if (o->mapper->n_rels && !sqla__flush_failed_call(f, sqla__state_find_refs(o)))
            return false;
        if (o->mapper->listeners && !(o->flags & SQLA__OBJ_DELETE)
            && !sqla__flush_failed_call(f, sqla__state_tell(o))) return false;
    }
    return true;
}

static bool sqla__flush_push(sqla__flush *f, void ***items, size_t *n, size_t *capacity, void *x)
{
    return sqla__state_push(&f->s->allocator, items, n, capacity, x) || sqla__flush_no_memory(f);
}

/* Marks an object for deletion; one that was never stored just goes. */
static bool sqla__flush_doom(sqla__flush *f, sqla__object *o)
{
    if (o->flags & SQLA__OBJ_DELETE || o->session != f->s) return true;
    if (o->state == SQLA_PENDING) return sqla__flush_failed_call(f, f->s->ops->expunge(o));
    if (o->state != SQLA_PERSISTENT) return true;
    o->flags |= SQLA__OBJ_DELETE;
    f->s->n_deleting++;
    return sqla__flush_push(f, &f->gone, &f->n_gone, &f->gone_capacity, o);
}

/* Notes that a key is to be copied into `o` before it is written; from NULL: made NULL. */
static bool sqla__flush_sync(sqla__flush *f, sqla__object *o, const sqla__rel *rel,
                             sqla__object *from)
{
    sqla__sync *x = (sqla__sync *)sqla__mem_alloc(sqla__state_allocator(o), sizeof *x), **at;
    if (!x) return sqla__flush_no_memory(f);
    *x = (sqla__sync){ NULL, rel, from };
    for (at = &o->syncs; *at; at = &(*at)->next) continue;
    *at = x;
    if (o->flags & SQLA__OBJ_SAVE) return true;
    o->flags |= SQLA__OBJ_SAVE;
    return sqla__flush_push(f, &f->save, &f->n_save, &f->save_capacity, o);
}

/* The objects behind a relationship as they are now, in memory. */
static void *const *sqla__flush_behind(const sqla__object *o, const sqla__rel *rel, size_t *n)
{
    if (rel->list) return sqla__state_items(o, rel, n);
    *n = sqla__state_ref_raw(o, rel) != NULL;
    return (void *const *)(void *)(sqla__state_record(o) + rel->def->offset);
}

/* What a deletion does along one relationship. */
static bool sqla__flush_doom_rel(sqla__flush *f, sqla__object *o, sqla__rel *rel)
{
    bool cascade = rel->cascade & SQLA_CASCADE_DELETE;
    size_t n;
    if (!rel->writes || (rel->direction != SQLA__ONE_TO_MANY && !cascade)) return true;
    if (!sqla__state_is_loaded(o, rel->bit)
        && !(rel->def->passive_deletes && rel->direction == SQLA__ONE_TO_MANY)) {
        sqla_status status = sqla__load_fresh(o);
        if (!status && !sqla__state_is_loaded(o, rel->bit)) status = sqla__load_lazy(o, rel, NULL);
        if (!sqla__flush_failed_call(f, status)) return false;
    }
    void *const *items = sqla__flush_behind(o, rel, &n);
    for (size_t i = n; i-- > 0;) {
        sqla__object *child = sqla__state_of(items[i]);
        if (!child || !sqla__state_in_session(child)) continue;
        if (cascade ? !sqla__flush_doom(f, child)
                    : !(child->flags & SQLA__OBJ_DELETE) && child->state != SQLA_DELETED
                          && !sqla__flush_sync(f, child, rel, NULL)) return false;
        items = sqla__flush_behind(o, rel, &n);     /* an expunged child leaves the list */
        if (i > n) i = n;
    }
    return true;
}

/* Orphans go, and what deletions draw along goes too. */
static bool sqla__flush_dooms(sqla__flush *f)
{
    for (sqla__object *o = f->s->objects; o; o = o->next) {
        if (o->orphan && o->state == SQLA_PERSISTENT && !sqla__flush_doom(f, o)) return false;
        if (o->flags & SQLA__OBJ_DELETE && o->state == SQLA_PERSISTENT) {
            bool known = false;
            for (size_t i = f->n_gone; i-- > 0 && !known;) known = f->gone[i] == o;
            if (!known && !sqla__flush_push(f, &f->gone, &f->n_gone, &f->gone_capacity, o))
                return false;
        }
    }
    for (size_t i = 0; i < f->n_gone; i++) {
        sqla__object *o = (sqla__object *)f->gone[i];
        for (uint32_t k = 0; k < o->mapper->n_rels; k++)
            if (!sqla__flush_doom_rel(f, o, &o->mapper->rel[k])) return false;
    }
    return true;
}

/* Keys of children that were put into and taken out of a list. */
static bool sqla__flush_children(sqla__flush *f, sqla__object *o, const sqla__rel *rel)
{
    const sqla__changes *c = sqla__state_rel(o, rel)->changes;
    if (!c || !rel->writes || rel->direction != SQLA__ONE_TO_MANY) return true;
    for (size_t i = 0; i < c->n_removed; i++) {
        sqla__object *x = sqla__state_of(c->removed[i]);
        if (!x || x->state != SQLA_PERSISTENT || x->flags & SQLA__OBJ_DELETE) continue;
        if (rel->reverse && sqla__state_is_given(x, rel->reverse->bit)
            && sqla__state_ref_raw(x, rel->reverse)) continue;      /* it has another parent */
        if (!sqla__flush_sync(f, x, rel, NULL)) return false;
    }
    for (size_t i = 0; i < c->n_added; i++) {
        sqla__object *x = sqla__state_of(c->added[i]);
        if (!x || !sqla__state_in_session(x) || x->flags & SQLA__OBJ_DELETE) continue;
        if (!sqla__flush_sync(f, x, rel, o)) return false;
    }
    return true;
}

static bool sqla__flush_collect(sqla__flush *f)
{
    for (sqla__object *o = f->s->objects; o; o = o->next) {
        bool pending = o->state == SQLA_PENDING;
        if (!pending && (o->state != SQLA_PERSISTENT || o->flags & SQLA__OBJ_DELETE)) continue;
        if (!sqla__flush_is_dirty(o)) continue;
        if (o->flags & SQLA__OBJ_CHANGED)
            for (uint32_t k = 0; k < o->mapper->n_rels; k++)
                if (!sqla__flush_children(f, o, &o->mapper->rel[k])) return false;
        if (o->flags & SQLA__OBJ_SAVE || (!pending && !sqla__state_columns_changed(o))) continue;
        o->flags |= SQLA__OBJ_SAVE;
        if (!sqla__flush_push(f, &f->save, &f->n_save, &f->save_capacity, o)) return false;
    }
    return true;
}

/* A new object with the key of one that is to be deleted takes over its row. */
static bool sqla__flush_switches(sqla__flush *f)
{
    sqla_value key[SQLA__COUNT_OF(sqla__map_params)];
    for (size_t i = 0; i < f->n_save; i++) {
        sqla__object *o = (sqla__object *)f->save[i];
        if (o->state != SQLA_PENDING || !sqla__state_key(o, sqla__state_record(o), key)) continue;
        sqla__object *old = sqla__ident_find(f->s, o->mapper, key);
        if (!old || old == o || !(old->flags & SQLA__OBJ_DELETE)) {
            if (old && old != o)
                return sqla__flush_fail(f, SQLA_FLUSH_ERROR, o, NULL,
                    "a new object has the primary key of another one in the session");
            continue;
        }
        o->flags |= SQLA__OBJ_SWITCH;
        old->flags |= SQLA__OBJ_SWITCH;         /* its row is not deleted */
    }
    return true;
}

/* ---- Order of models */

/* Does a foreign key of `from` refer to `to`, other than those of post_update? */
static bool sqla__flush_needs(const sqla__flush *f, const sqla__mapper *from,
                              const sqla__mapper *to)
{
    sqla__schema_fk fk;
    for (size_t i = 0; i < from->table->n_items; i++) {
        bool later = false;
        if (!sqla__schema_foreign(from->table, i, &fk)
            || !sqla__schema_is_named(to->table, fk.table, fk.table_size)) continue;
        const sqla__column *c = sqla__schema_column(from->table, fk.columns[0]);
        for (size_t k = 0; k < f->n_mappers; k++)
            for (uint32_t r = 0; r < f->mapper[k]->n_rels; r++) {
                const sqla__rel *rel = &f->mapper[k]->rel[r];
                if (rel->def->post_update && rel->n_pairs
                    && (rel->pair[0].one == c || rel->pair[0].other == c)) later = true;
            }
        if (!later) return true;
    }
    for (uint32_t r = 0; r < from->n_rels; r++)
        if (from->rel[r].direction == SQLA__MANY_TO_ONE && from->rel[r].target == to
            && from->rel[r].writes && !from->rel[r].def->post_update) return true;
    for (uint32_t r = 0; r < to->n_rels; r++)
        if (to->rel[r].direction == SQLA__ONE_TO_MANY && to->rel[r].target == from
            && to->rel[r].writes && !to->rel[r].def->post_update) return true;
    return false;
}

static bool sqla__flush_add_mapper(sqla__flush *f, void **objects, size_t n)
{
    for (size_t i = 0; i < n; i++) {
        sqla__mapper *m = ((sqla__object *)objects[i])->mapper;
        bool known = false;
        for (size_t k = 0; k < f->n_mappers && !known; k++) known = f->mapper[k] == m;
        if (!known) f->mapper[f->n_mappers++] = m;
    }
    return true;
}

/* Models in the order of their dependencies; those that form a circle get one group number. */
static bool sqla__flush_order(sqla__flush *f)
{
    size_t most = f->s->md->n + 1;
    f->mapper = (sqla__mapper **)sqla_arena_alloc(&f->arena, 2 * most * sizeof *f->mapper);
    f->group = (int *)sqla_arena_alloc(&f->arena, 2 * most * sizeof *f->group);
    f->circle = (bool *)sqla_arena_alloc(&f->arena, 2 * most);
    if (!f->mapper || !f->group || !f->circle) return sqla__flush_no_memory(f);
    sqla__flush_add_mapper(f, f->save, f->n_save);
    sqla__flush_add_mapper(f, f->gone, f->n_gone);
    size_t n = f->n_mappers, placed = 0;
    bool *reach = (bool *)sqla_arena_alloc(&f->arena, n * n + 1);
    sqla__mapper **sorted = f->mapper + most;
    int *group = f->group + most;
    bool *done = f->circle + most;
    if (!reach) return sqla__flush_no_memory(f);
    for (size_t i = 0; i < n; i++)
        for (size_t k = 0; k < n; k++)
            reach[i * n + k] = sqla__flush_needs(f, f->mapper[i], f->mapper[k]);
    for (size_t j = 0; j < n; j++)
        for (size_t i = 0; i < n; i++)
            for (size_t k = 0; k < n; k++)
                if (reach[i * n + j] && reach[j * n + k]) reach[i * n + k] = true;
    memset(done, 0, n);
    for (int number = 0; placed < n; number++) {
        for (size_t i = 0; i < n; i++) {
            bool ready = !done[i];
            for (size_t k = 0; k < n && ready; k++)
                ready = done[k] || !reach[i * n + k] || reach[k * n + i];
            if (!ready) continue;
            for (size_t k = i; k < n; k++) {
                if (done[k] || (k != i && !(reach[i * n + k] && reach[k * n + i]))) continue;
                done[k] = true;
                group[placed] = number;
                f->circle[placed] = reach[k * n + k];
                sorted[placed++] = f->mapper[k];
            }
            break;
        }
    }
    memcpy((void *)f->mapper, (void *)sorted, n * sizeof *sorted);
    memcpy(f->group, group, n * sizeof *group);
    return true;
}

/* ---- Order of rows in a circle of models */

/* The object in the session that a row's key points to, of those that this flush works on. */
static sqla__object *sqla__flush_by_key(const sqla__flush *f, const sqla__object *o,
                                        const sqla__mapper *target, const sqla__pairing *pairs,
                                        int n, bool one)
{
    sqla_value key[SQLA__COUNT_OF(sqla__map_params)];
    if (n != (int)target->n_keys) return NULL;
    for (uint32_t k = 0; k < target->n_keys; k++) {
        int at = 0;
        while (at < n && (one ? pairs[at].other_attr : pairs[at].one_attr) != (int)target->key[k])
            at++;
        if (at == n) return NULL;
        key[k] = sqla__state_value(o, (uint32_t)(one ? pairs[at].one_attr : pairs[at].other_attr),
                                   sqla__state_snapshot(o));
        if (key[k].kind == SQLA_VALUE_NULL) return NULL;
    }
    return sqla__ident_find(f->s, target, key);
}

/* Dependency k of an object: another one that must be written before it (deleted after it). *end
 * is set behind the last. */
static sqla__object *sqla__flush_dependency(const sqla__flush *f, const sqla__object *o, size_t k,
                                            bool gone, bool *end)
{
    const sqla__mapper *m = o->mapper;
    if (k < m->n_rels) {
        const sqla__rel *rel = &m->rel[k];
        if (rel->direction != SQLA__MANY_TO_ONE || !rel->writes || rel->def->post_update)
            return NULL;
        if (gone) return sqla__flush_by_key(f, o, rel->target, rel->pair, rel->n_pairs, true);
        return sqla__state_ref(o, rel);
    }
    k -= m->n_rels;
    if (!gone) {
        const sqla__sync *x = o->syncs;
        while (x && k-- > 0) x = x->next;
        *end = x == NULL;
        return x && !x->rel->def->post_update ? x->from : NULL;
    }
    for (size_t i = 0; i < f->n_mappers; i++)
        for (uint32_t r = 0; r < f->mapper[i]->n_rels; r++) {
            const sqla__rel *rel = &f->mapper[i]->rel[r];
            if (rel->target != m || rel->direction != SQLA__ONE_TO_MANY || !rel->writes
                || rel->def->post_update || k-- > 0) continue;
            return sqla__flush_by_key(f, o, rel->parent, rel->pair, rel->n_pairs, false);
        }
    *end = true;
    return NULL;
}

static bool sqla__flush_counts(const sqla__object *o, bool gone)
{
    if (gone) return o->flags & SQLA__OBJ_DELETE && o->state == SQLA_PERSISTENT;
    return o->flags & SQLA__OBJ_SAVE && o->state == SQLA_PENDING && !(o->flags & SQLA__OBJ_SWITCH);
}

/* Ranks of rows: those without dependencies 0, others one more than what they need. A walk with a
 * stack of its own, for chains of any length. rank -1: not seen, -2: on the stack. */
static bool sqla__flush_rank(sqla__flush *f, void **objects, size_t n, bool gone)
{
    struct visit { sqla__object *o; size_t k; } *stack = NULL;
    void *room = NULL;
    size_t depth = 0, capacity = 0;
    bool good = true;
    for (size_t i = 0; i < n; i++) ((sqla__object *)objects[i])->rank = -1;
    for (size_t i = 0; i < n && good; i++) {
        sqla__object *o = (sqla__object *)objects[i];
        if (o->rank >= 0) continue;
        for (;;) {
            if (o) {
                good = sqla__mem_grow(&f->s->allocator, &room, &capacity, depth + 1,
                                      sizeof *stack);
                if (!good) break;
                stack = (struct visit *)room;
                stack[depth++] = (struct visit){ o, 0 };
                o->rank = -2;
            }
            struct visit *v = &stack[depth - 1];
            bool end = false;
            sqla__object *d = sqla__flush_dependency(f, v->o, v->k++, gone, &end);
            o = NULL;
            if (end) {
                int rank = 0;
                end = false;
                for (size_t k = 0; !end; k++) {
                    d = sqla__flush_dependency(f, v->o, k, gone, &end);
                    if (d && d != v->o && d->rank >= rank && sqla__flush_counts(d, gone))
                        rank = d->rank + 1;
                }
                v->o->rank = rank;
                if (--depth == 0) break;
            } else if (d && (d != v->o || !gone) && sqla__flush_counts(d, gone)) {
                if (d->rank == -2) {
                    good = sqla__flush_fail(f, SQLA_CIRCULAR_DEPENDENCY, d, NULL,
                        "rows refer to each other in a circle: one of the relationships needs "
                        ".post_update");
                    break;
                }
                if (d->rank == -1) o = d;
            }
        }
    }
    sqla__mem_free(&f->s->allocator, room, capacity * sizeof *stack);
    if (!good && !f->err.code) sqla__flush_no_memory(f);
    return good;
}

/* ---- Keys */

/* Copies a key value; false if it does not fit. */
static bool sqla__flush_copy_key(sqla__flush *f, sqla__object *to, int to_attr,
                                 const sqla__object *from, int from_attr)
{
    const sqla__attr *a = &to->mapper->attr[to_attr];
    sqla_value v = sqla__state_value(from, (uint32_t)from_attr, sqla__state_record(from));
    sqla_error_record err = sqla__err_none;
    if (sqla_driver_store(&a->plan, &v, sqla__state_record(to), NULL, &err))
        return sqla__flush_fail(f, err.code, to, a->column->def->attr, err.message);
    sqla__state_put_bit(sqla__load_filling(to), (uint32_t)to_attr, false);
    if (sqla__state_is_new(to)) sqla__state_put_bit(sqla__state_given(to), (uint32_t)to_attr, true);
    return true;
}

/* Makes a key NULL; where the field has no NULL, the column is marked to be written so. */
static bool sqla__flush_clear_key(sqla__flush *f, sqla__object *o, int attr)
{
    const sqla__attr *a = &o->mapper->attr[attr];
    if (a->key)
        return sqla__flush_fail(f, SQLA_INTEGRITY_ERROR, o, a->column->def->attr,
            "a row whose primary key refers to the parent lost that parent: delete it");
    memset(sqla__state_record(o) + a->plan.offset, 0, a->plan.size);
    if (!sqla__type_nullable(a->plan.ctype))
        sqla__state_put_bit(sqla__load_filling(o), (uint32_t)attr, true);
    return true;
}

/* Keys of an object's references, and of lists that it was put into, before it is written. */
static bool sqla__flush_keys(sqla__flush *f, sqla__object *o, bool later)
{
    bool good = true;
    for (const sqla__sync *x = o->syncs; x && good; x = x->next)
        for (int i = 0; i < x->rel->n_pairs && good && !x->from
                 && x->rel->def->post_update == later; i++)
            good = sqla__flush_clear_key(f, o, x->rel->pair[i].other_attr);
    for (uint32_t k = 0; k < o->mapper->n_rels && good; k++) {
        const sqla__rel *rel = &o->mapper->rel[k];
        if (rel->direction != SQLA__MANY_TO_ONE || !rel->writes
            || !sqla__state_is_given(o, rel->bit) || rel->def->post_update != later) continue;
        sqla__object *other = sqla__state_ref(o, rel);
        if (other && (!sqla__state_in_session(other) || other->flags & SQLA__OBJ_DELETE)
            && other->state != SQLA_PERSISTENT) continue;
        for (int i = 0; i < rel->n_pairs && good; i++)
            good = other ? sqla__flush_copy_key(f, o, rel->pair[i].one_attr, other,
                                                rel->pair[i].other_attr)
                : sqla__state_is_new(o) || sqla__flush_clear_key(f, o, rel->pair[i].one_attr);
    }
    for (const sqla__sync *x = o->syncs; x && good; x = x->next)
        for (int i = 0; i < x->rel->n_pairs && good && x->from
                 && x->rel->def->post_update == later; i++)
            good = sqla__flush_copy_key(f, o, x->rel->pair[i].other_attr, x->from,
                                        x->rel->pair[i].one_attr);
    return good;
}

/* ---- Writing */

/* Which columns a statement sets, and how: objects with the same shape share one statement. */
typedef struct sqla__flush_shape {
    uint64_t set[4], sql[4], null[4], back[4];
} sqla__flush_shape;

static void sqla__flush_bit(uint64_t *set, uint32_t i) { set[i / 64] |= UINT64_C(1) << (i % 64); }

static bool sqla__flush_call_default(sqla__flush *f, sqla__object *o, uint32_t i,
                                     const sqla_default *d)
{
    const sqla__attr *a = &o->mapper->attr[i];
    sqla_error_record err = sqla__err_none;
    sqla_value v = sqla__text_default(d);
    if (sqla_driver_store(&a->plan, &v, sqla__state_record(o), &f->s->scratch, &err))
        return sqla__flush_fail(f, err.code, o, a->column->def->attr, err.message);
    return true;
}

/* The shape of an object's INSERT; calls default functions. */
static bool sqla__flush_insert_shape(sqla__flush *f, sqla__object *o, sqla__flush_shape *shape)
{
    const sqla__mapper *m = o->mapper;
    memset(shape, 0, sizeof *shape);
    if (m->version >= 0) {
        sqla_value one = sqla_value_int(1);
        sqla_driver_store(&m->attr[m->version].plan, &one, sqla__state_record(o), NULL, &f->err);
    }
    for (uint32_t w = 0; w < (m->n_attrs + 63) / 64; w++)
        shape->set[w] = m->n_attrs >= (w + 1) * 64 ? UINT64_MAX
            : (UINT64_C(1) << (m->n_attrs - w * 64)) - 1;
    for (uint32_t k = 0; k < m->n_special; k++) {
        uint32_t i = m->special[k];
        const sqla__attr *a = &m->attr[i];
        if (sqla__state_is_given(o, i) || sqla__state_differs(o, i)
            || !sqla__state_is_zero(a, sqla__state_record(o))) continue;
        if (a->fill == SQLA__FILL_FN) {
            if (!sqla__flush_call_default(f, o, i, &a->column->def->default_value)) return false;
            continue;
        }
        shape->set[i / 64] &= ~(UINT64_C(1) << (i % 64));
        if (a->fill == SQLA__FILL_SQL) sqla__flush_bit(shape->sql, i);
        if (a->fill == SQLA__FILL_SQL || a->fill == SQLA__FILL_SERVER)
            sqla__flush_bit(shape->back, i);
    }
    return true;
}

/* The shape of an object's UPDATE: its changes, and columns with an onupdate of their own. False in
 * *any: there is nothing to write. */
static bool sqla__flush_update_shape(sqla__flush *f, sqla__object *o, sqla__flush_shape *shape,
                                     bool *any)
{
    const sqla__mapper *m = o->mapper;
    bool all = o->flags & SQLA__OBJ_SWITCH;     /* a new object: everything it stores */
    memset(shape, 0, sizeof *shape);
    *any = false;
    for (uint32_t i = 0; i < m->n_attrs; i++) {
        const sqla__attr *a = &m->attr[i];
        if (sqla__state_bit(sqla__load_filling(o), i)) sqla__flush_bit(shape->null, i);
        else if ((all && !a->key && (a->fill == SQLA__FILL_FIELD || sqla__state_is_changed(o, i)))
                 || (!all && sqla__state_is_changed(o, i))) sqla__flush_bit(shape->set, i);
        else continue;
        *any = true;
    }
    for (uint32_t i = 0; i < m->n_attrs && *any; i++) {
        const sqla_default *d = &m->attr[i].column->def->onupdate;
        if (d->kind == SQLA__DEFAULT_NONE || sqla__state_bit(shape->set, i)
            || sqla__state_bit(shape->null, i)) continue;
        if (d->kind == SQLA__DEFAULT_SQL) {
            sqla__flush_bit(shape->sql, i);
            sqla__flush_bit(shape->back, i);
        } else {
            if (!sqla__flush_call_default(f, o, i, d)) return false;
            sqla__flush_bit(shape->set, i);
        }
    }
    if (m->version >= 0 && *any && !all) {
        sqla_value v = sqla__state_value(o, (uint32_t)m->version, sqla__state_snapshot(o));
        v.as.i++;
        sqla__flush_bit(shape->set, (uint32_t)m->version);
        if (sqla_driver_store(&m->attr[m->version].plan, &v, sqla__state_record(o), NULL, &f->err))
            return false;
    }
    return true;
}

static const char *sqla__flush_sql_of(const sqla__attr *a, const sqla__flush_shape *shape,
                                      uint32_t i, bool update)
{
    if (sqla__state_bit(shape->null, i)) return "NULL";
    return update ? a->column->def->onupdate.text : a->column->def->default_value.text;
}

/* Fills a batch for the engine: plans and texts in the arena. */
static bool sqla__flush_batch(sqla__flush *f, const sqla__mapper *m, const sqla__flush_shape *shape,
                              sqla__conn_batch *b)
{
    sqla_field_plan *set = (sqla_field_plan *)sqla_arena_alloc(&f->arena,
        (m->n_attrs + 1) * sizeof *set);
    sqla_field_plan *back = (sqla_field_plan *)sqla_arena_alloc(&f->arena,
        (m->n_attrs + 1) * sizeof *back);
    sqla_field_plan *where = (sqla_field_plan *)sqla_arena_alloc(&f->arena,
        (m->n_keys + 2) * sizeof *where);
    const char **sql = (const char **)sqla_arena_alloc(&f->arena,
        (2 * m->n_attrs + 2) * sizeof *sql);
    uint32_t *words = (uint32_t *)sqla_arena_alloc(&f->arena, 4 * 2 * 4 * sizeof *words);
    bool update = b->kind == SQLA__CONN_UPDATE;
    if (!set || !back || !where || !sql || !words) return sqla__flush_no_memory(f);
    b->table = m->table;
    for (uint32_t i = 0; i < m->n_attrs; i++) {
        const sqla__attr *a = &m->attr[i];
        if (sqla__state_bit(shape->set, i)) {
            set[b->n_set] = a->plan;
            set[b->n_set].column = b->n_set;
            b->n_set++;
        } else if (sqla__state_bit(shape->sql, i) || sqla__state_bit(shape->null, i)) {
            sql[2 * b->n_sql] = a->plan.name;
            sql[2 * b->n_sql++ + 1] = sqla__flush_sql_of(a, shape, i, update);
        }
        if (sqla__state_bit(shape->back, i)) {
            back[b->n_back] = a->plan;
            back[b->n_back].column = b->n_back;
            b->n_back++;
        }
    }
    if (b->kind != SQLA__CONN_INSERT) {
        for (uint32_t k = 0; k < m->n_keys + (m->version >= 0); k++) {
            uint32_t i = k < m->n_keys ? m->key[k] : (uint32_t)m->version;
            where[b->n_where] = m->attr[i].plan;
            where[b->n_where].column = b->n_where;
            b->n_where++;
        }
        b->checked = b->kind == SQLA__CONN_UPDATE || !m->loose_deletes;
    } else if (m->auto_key >= 0 && !sqla__state_bit(shape->set, (uint32_t)m->auto_key)) {
        b->key = &m->attr[m->auto_key].plan;
    }
    b->set = set, b->back = back, b->where = where, b->sql = sql, b->words = words;
    const uint64_t *masks[4] = { shape->set, shape->sql, shape->null, shape->back };
    uint32_t w = (m->n_attrs + 63) / 64;
    for (int k = 0; k < 4; k++)
        for (uint32_t i = 0; i < w && i < 4; i++) {
            words[b->n_words++] = (uint32_t)masks[k][i];
            words[b->n_words++] = (uint32_t)(masks[k][i] >> 32);
        }
    if (m->n_attrs <= 256) return true;
    sqla__err_set(&f->err, SQLA_NOT_SUPPORTED, "%s: more than 256 attributes", m->table->model);
    return false;
}

/* The connection for a model's rows. */
static sqla_conn *sqla__flush_conn(sqla__flush *f, const sqla__mapper *m)
{
    sqla_conn *c = f->s->ops->conn(f->s, m->table);
    if (!c && !f->err.code) f->err = f->s->last;
    return c;
}

/* Writes objects of one shape. */
static bool sqla__flush_write(sqla__flush *f, sqla__conn_bulk_kind kind, sqla__object **objects,
                              size_t n, const sqla__flush_shape *shape)
{
    const sqla__mapper *m = objects[0]->mapper;
    sqla__conn_batch b = { .kind = kind };
    sqla_conn *c = sqla__flush_conn(f, m);
    sqla__conn_row *rows = (sqla__conn_row *)sqla__mem_alloc(&f->s->allocator, n * sizeof *rows);
    bool good = rows || sqla__flush_no_memory(f);
    good = good && c && sqla__flush_batch(f, m, shape, &b);
    for (size_t i = 0; good && i < n; i++)
        rows[i] = (sqla__conn_row){ sqla__state_record(objects[i]),
            objects[i]->flags & SQLA__OBJ_SWITCH && kind == SQLA__CONN_UPDATE
                ? sqla__state_record(objects[i]) : sqla__state_snapshot(objects[i]) };
    if (good) {
        good = sqla__conn_write(c, &b, rows, n, &f->s->scratch, &f->err);
        if (!good) sqla__conn_note(c, &f->err);
    }
    sqla__mem_free(&f->s->allocator, rows, n * sizeof *rows);
    return good;
}

/* Where an attribute is an SQL expression: one statement for one object, from the tree. */
static bool sqla__flush_by_statement(sqla__flush *f, sqla__object *o,
                                     const sqla__flush_shape *shape, bool insert)
{
    const sqla__mapper *m = o->mapper;
    sqla_conn *c = sqla__flush_conn(f, m);
    sqla_stmt *q = insert ? sqla_insert(m->table) : sqla_update(m->table);
    sqla_error_record err = sqla__err_none;
    if (!c) {
        sqla__node_drop(q);
        return false;
    }
    sqla__node_ref(q);
    for (uint32_t i = 0; i < m->n_attrs; i++) {
        sqla_expr *column = &m->attr[i].column->e, *x = NULL;
        for (const sqla__assigned *a = o->assigned; a; a = a->next) if (a->attr == i) x = a->x;
        bool back = x || sqla__state_bit(shape->back, i) || (insert && (int)i == m->auto_key);
        if (!x && sqla__state_bit(shape->set, i))
            x = sqla_v_value(sqla__state_value(o, i, sqla__state_record(o)));
        else if (!x && (sqla__state_bit(shape->sql, i) || sqla__state_bit(shape->null, i)))
            x = sqla_sql(sqla__flush_sql_of(&m->attr[i], shape, i, !insert));
        if (x) sqla_set_n(q, column, x);
        if (back) sqla_returning_n(q, &column, 1);
    }
    for (uint32_t k = 0; !insert && k < m->n_keys + (m->version >= 0); k++) {
        uint32_t i = k < m->n_keys ? m->key[k] : (uint32_t)m->version;
        sqla_expr *x = sqla_binary(SQLA_OP_EQ, &m->attr[i].column->e,
            sqla_v_value(sqla__state_value(o, i, sqla__state_snapshot(o))));
        sqla_where_n(q, &x, 1);
    }
    sqla_result *r = sqla_conn_execute(c, q, NULL);
    bool row = sqla_next(r), good = row;
    for (uint32_t i = 0; i < m->n_attrs && good; i++) {
        int at = row ? sqla_row_index(r, m->attr[i].plan.name) : -1;
        sqla_value v;
        if (at < 0 || !sqla__res_raw(r, at, &v)) continue;
        good = sqla_driver_store(&m->attr[i].plan, &v, sqla__state_record(o), &f->s->scratch,
                                 &err) == SQLA_OK;
    }
    if (err.code) f->err = err;
    else if (sqla_result_status(r)) f->err = *sqla_result_error(r);
    else if (!row)
        sqla__err_set(&f->err, SQLA_STALE_DATA, "UPDATE of table %q found no row", m->table->name);
    sqla_result_free(r);
    sqla__node_unref(q);
    return good && !f->err.code;
}

/* How an object was before this flush, once for each level of the transaction. One that was added
 * in this level is kept as it is when it is first written. */
static bool sqla__flush_undo(sqla_session *s, sqla__object *o, bool write)
{
    sqla__level *level = s->level;
    sqla__undo *u = o->undo;
    if (!level) return true;
    if (!u || u->level != level->number) {
        u = (sqla__undo *)sqla_arena_alloc(&level->arena, sizeof *u);
        if (!u) return false;
        *u = (sqla__undo){ level->undo, o->undo, o, o->texts, NULL, level->number, o->state };
        if (u->texts) u->texts->refs++;
        level->undo = o->undo = u;
    }
    if (!write || (u->record && !sqla__state_is_new(o))) return true;
    size_t size = o->mapper->table->size;
    if (!u->record) u->record = sqla_arena_alloc(&level->arena, size);
    if (!u->record) return false;
    memcpy(u->record, sqla__state_is_new(o) ? sqla__state_record(o) : sqla__state_snapshot(o),
           size);
    return true;
}

/* An object's row is written: the struct is what is stored. */
static void sqla__flush_written(sqla__flush *f, sqla__object *o)
{
    sqla__mapper *m = o->mapper;
    uint64_t *loaded = sqla__state_loaded(o);
    bool fresh = o->state == SQLA_PENDING;
    for (uint32_t i = 0; i < m->n_attrs; i++) {
        if (sqla__state_bit(sqla__load_filling(o), i))
            sqla__state_put_bit(sqla__load_filling(o), i, false);
        if (fresh) sqla__state_put_bit(loaded, i, true);
    }
    for (uint32_t k = 0; fresh && k < m->n_rels; k++) {
        const sqla__rel *rel = &m->rel[k];
        bool known = rel->list ? sqla__state_rel(o, rel)->items != NULL
                               : sqla__state_ref_raw(o, rel) != NULL;
        sqla__state_put_bit(loaded, rel->bit, known);
    }
    if (fresh) {
        o->state = SQLA_PERSISTENT;
        o->gen = f->s->gen;
        f->s->n_pending--;
    }
}

/* Texts move into the session; the snapshot becomes what is stored. Last of all, because until then
 * the old snapshot tells what to undo. */
static bool sqla__flush_snapshot(sqla__flush *f, sqla__object *o)
{
    const sqla__mapper *m = o->mapper;
    bool texts = false;
    for (uint32_t i = 0; i < m->n_attrs && !texts; i++) {
        const char *a, *b;
        if (!m->attr[i].text) continue;
        memcpy(&a, sqla__state_record(o) + m->attr[i].plan.offset, sizeof a);
        memcpy(&b, sqla__state_snapshot(o) + m->attr[i].plan.offset, sizeof b);
        texts = a != b || (a && !o->texts);
    }
    if ((texts || o->extra) && !sqla__state_keep_texts(f->s, o)) return sqla__flush_no_memory(f);
    memcpy(sqla__state_snapshot(o), sqla__state_record(o), m->table->size);
    return true;
}

/* The key of a stored object into the map. */
static bool sqla__flush_identify(sqla__flush *f, sqla__object *o)
{
    sqla_value key[SQLA__COUNT_OF(sqla__map_params)];
    for (uint32_t i = 0; i < o->mapper->n_keys; i++)
        key[i] = sqla__state_value(o, o->mapper->key[i], sqla__state_snapshot(o));
    uint64_t hash = sqla__ident_hash(o->mapper, key);
    if (o->flags & SQLA__OBJ_IN_MAP && o->hash == hash) return true;
    if (!sqla__ident_room(f->s)) return sqla__flush_no_memory(f);
    sqla__object *other = sqla__ident_find(f->s, o->mapper, key);
    if (other && other != o && other->flags & SQLA__OBJ_DELETE) sqla__ident_remove(f->s, other);
    sqla__ident_remove(f->s, o);
    sqla__ident_add(f->s, o, hash);
    return true;
}

static int sqla__flush_by_order(const void *a, const void *b)
{
    const sqla__object *x = *(sqla__object *const *)a, *y = *(sqla__object *const *)b;
    return x->order < y->order ? -1 : x->order > y->order;
}

static int sqla__flush_by_int(const void *a, const void *b)
{
    const sqla__object *x = *(sqla__object *const *)a, *y = *(sqla__object *const *)b;
    uint32_t i = (uint32_t)x->mapper->int_key;
    sqla_value v = sqla__state_value(x, i, sqla__state_snapshot(x));
    sqla_value w = sqla__state_value(y, i, sqla__state_snapshot(y));
    return v.as.i < w.as.i ? -1 : v.as.i > w.as.i;
}

/* Those of `objects` that are of one model and rank (-1: any): new ones, or stored ones. */
static sqla__object **sqla__flush_select(sqla__flush *f, void **objects, size_t n,
                                         const sqla__mapper *m, int rank, bool fresh, size_t *count)
{
    sqla__object **list = (sqla__object **)sqla_arena_alloc(&f->arena, (n + 1) * sizeof *list);
    bool sorted = true;
    *count = 0;
    if (!list) {
        sqla__flush_no_memory(f);
        return NULL;
    }
    for (size_t i = 0; i < n; i++) {
        sqla__object *o = (sqla__object *)objects[i];
        bool is_fresh = o->state == SQLA_PENDING && !(o->flags & SQLA__OBJ_SWITCH);
        if (o->mapper != m || (rank >= 0 && o->rank != rank) || is_fresh != fresh) continue;
        if (*count && o->order < list[*count - 1]->order) sorted = false;
        list[(*count)++] = o;
    }
    if (fresh && !sorted) qsort((void *)list, *count, sizeof *list, sqla__flush_by_order);
    else if (!fresh && m->int_key >= 0)
        qsort((void *)list, *count, sizeof *list, sqla__flush_by_int);
    return list;
}

/* Prepares objects for a statement each: keys, listeners, texts and shapes; then writes runs of the
 * same shape together. */
static bool sqla__flush_rows(sqla__flush *f, sqla__object **list, size_t n, bool insert)
{
    sqla__flush_shape *shape = (sqla__flush_shape *)sqla__mem_alloc(&f->s->allocator,
        (n + 1) * sizeof *shape);
    bool good = shape || sqla__flush_no_memory(f), any;
    sqla_conn *c = good && n ? sqla__flush_conn(f, list[0]->mapper) : NULL;
    size_t kept = 0;
    good = good && (c || !n);
    for (size_t i = 0; i < n && good; i++) {
        sqla__object *o = list[i];
        any = true;
        good = sqla__flush_keys(f, o, false)
            && (insert || o->flags & SQLA__OBJ_SWITCH || sqla__state_columns_changed(o)
                || (any = false, true));
        for (uint32_t k = 0; k < o->mapper->n_attrs && good && !any; k++)
            any = sqla__state_bit(sqla__load_filling(o), k);
        if (good && any)
            good = sqla__flush_fire(f, o, insert ? SQLA_BEFORE_INSERT : SQLA_BEFORE_UPDATE, c);
        if (good && insert) good = sqla__flush_insert_shape(f, o, &shape[kept]);
        else if (good) good = sqla__flush_update_shape(f, o, &shape[kept], &any);
        if (good && (any || o->assigned)) list[kept++] = o;
    }
    for (size_t i = 0, run; i < kept && good; i += run) {
        run = 1;
        if (list[i]->assigned) {
            good = sqla__flush_by_statement(f, list[i], &shape[i], insert);
        } else {
            while (i + run < kept && !list[i + run]->assigned
                   && memcmp(&shape[i], &shape[i + run], sizeof *shape) == 0
                   && (list[i]->flags & SQLA__OBJ_SWITCH)
                       == (list[i + run]->flags & SQLA__OBJ_SWITCH)) run++;
            good = sqla__flush_write(f, insert ? SQLA__CONN_INSERT : SQLA__CONN_UPDATE, list + i,
                                     run, &shape[i]);
        }
    }
    for (size_t i = 0; i < kept && good; i++) {
        sqla__object *o = list[i];
        bool fresh = o->state == SQLA_PENDING;
        sqla__flush_written(f, o);
        good = sqla__flush_snapshot(f, o) && sqla__flush_identify(f, o)
            && sqla__flush_fire(f, o, insert ? SQLA_AFTER_INSERT : SQLA_AFTER_UPDATE, c);
        if (fresh) sqla__flush_tell(f->s, o, SQLA_PENDING_TO_PERSISTENT);
    }
    if (shape) sqla__mem_free(&f->s->allocator, shape, (n + 1) * sizeof *shape);
    return good;
}

/* Models k to end, which form one group, are saved. */
static bool sqla__flush_save_group(sqla__flush *f, size_t k, size_t end)
{
    int ranks = 0;
    size_t n;
    bool circle = f->circle[k];
    if (circle) {
        if (!sqla__flush_rank(f, f->save, f->n_save, false)) return false;
        for (size_t i = 0; i < f->n_save; i++) {
            int rank = ((sqla__object *)f->save[i])->rank;
            if (rank > ranks) ranks = rank;
        }
    }
    /* One pass over the rows for each rank would be slow for a long chain: they are sorted. */
    for (int rank = 0; rank <= ranks; rank++)
        for (size_t i = k; i < end; i++)
            for (int fresh = 0; fresh < 2; fresh++) {
                sqla__object **list = sqla__flush_select(f, f->save, f->n_save, f->mapper[i],
                                                         circle ? rank : -1, fresh, &n);
                if (!list || (n && !sqla__flush_rows(f, list, n, fresh))) return false;
            }
    return true;
}

/* References of post_update: an UPDATE of their own, once both rows are there (or before one goes).
 */
static bool sqla__flush_post_update(sqla__flush *f, void **objects, size_t n, bool gone)
{
    for (size_t i = 0; i < n; i++) {
        sqla__object *o = (sqla__object *)objects[i];
        sqla__flush_shape shape;
        bool any = false, good = true;
        memset(&shape, 0, sizeof shape);
        for (uint32_t k = 0; k < o->mapper->n_rels && good; k++) {
            const sqla__rel *rel = &o->mapper->rel[k];
            if (!rel->def->post_update || rel->direction != SQLA__MANY_TO_ONE || !rel->writes)
                continue;
            for (int p = 0; p < rel->n_pairs && gone && good; p++) {
                int attr = rel->pair[p].one_attr;
                if (sqla__state_is_zero(&o->mapper->attr[attr], sqla__state_record(o))) continue;
                good = sqla__flush_clear_key(f, o, attr);
                any = true;
            }
        }
        if (!gone) good = sqla__flush_keys(f, o, true);
        for (uint32_t a = 0; a < o->mapper->n_attrs && good; a++) {
            if (sqla__state_bit(sqla__load_filling(o), a)) sqla__flush_bit(shape.null, a);
            else if (o->mapper->attr[a].foreign && sqla__state_differs(o, a))
                sqla__flush_bit(shape.set, a);
            else continue;
            any = true;
        }
        if (!good) return false;
        if (!any) continue;
        if (!sqla__flush_write(f, SQLA__CONN_UPDATE, &o, 1, &shape)) return false;
        sqla__flush_written(f, o);
        if (!sqla__flush_snapshot(f, o)) return false;
    }
    return true;
}

/* ---- Secondary tables */

/* Of two relationships that see one secondary table from both sides, only one writes. */
static bool sqla__flush_writes_pairs(const sqla__rel *rel)
{
    if (rel->direction != SQLA__MANY_TO_MANY || !rel->writes) return false;
    const sqla__rel *back = rel->reverse;
    if (!back || !back->writes || back == rel) return true;
    if (rel->parent != back->parent) return rel->parent->serial < back->parent->serial;
    return rel->index < back->index;
}

/* One statement on a secondary table: INSERT or DELETE of the pair o, other; other NULL: of all of
 * o. */
static bool sqla__flush_pair(sqla__flush *f, const sqla__rel *rel, sqla__object *o,
                             sqla__object *other, bool insert)
{
    const sqla_table *t = rel->def->secondary;
    sqla_pair params[2 * SQLA__COUNT_OF(sqla__map_params) + 1];
    char names[2 * SQLA__COUNT_OF(sqla__map_params)][8];
    sqla_stmt *q = insert ? sqla_insert(t) : sqla_delete(t);
    sqla_conn *c = sqla__flush_conn(f, rel->parent);
    int n = 0, total = rel->n_pairs + (other ? rel->n_far : 0);
    sqla__node_ref(q);
    for (int i = 0; i < total && i < (int)SQLA__COUNT_OF(names); i++, n++) {
        bool near = i < rel->n_pairs;
        const sqla__pairing *p = near ? &rel->pair[i] : &rel->far[i - rel->n_pairs];
        names[n][0] = near ? 'a' : 'b';
        *sqla__val_digits(names[n] + 1, i, 1) = 0;
        params[n].name = names[n];
        params[n].value = sqla__state_value(near ? o : other, (uint32_t)p->one_attr,
                                            sqla__state_record(near ? o : other));
        if (insert) {
            sqla_set_n(q, &p->other->e, sqla_param(names[n]));
        } else {
            sqla_expr *x = sqla_binary(SQLA_OP_EQ, &p->other->e, sqla_param(names[n]));
            sqla_where_n(q, &x, 1);
        }
    }
    params[n].name = NULL;
    sqla_result *r = c ? sqla_conn_execute(c, q, params) : NULL;
    int64_t rows = sqla_rowcount(r);
    if (r && sqla_result_status(r)) f->err = *sqla_result_error(r);
    else if (r && other && rows != 1)
        sqla__err_set(&f->err, SQLA_STALE_DATA,
            "%s of table %q: %l rows were matched where 1 was expected",
            insert ? "INSERT" : "DELETE", t->name, rows);
    sqla_result_free(r);
    sqla__node_unref(q);
    return c && !f->err.code;
}

static bool sqla__flush_pairs_of(sqla__flush *f, sqla__object *o, const sqla__rel *rel, bool insert)
{
    const sqla__changes *c = sqla__state_rel(o, rel)->changes;
    void **items = c ? insert ? c->added : c->removed : NULL;
    size_t n = c ? insert ? c->n_added : c->n_removed : 0;
    for (size_t i = 0; i < n; i++) {
        sqla__object *x = sqla__state_of(items[i]);
        if (!x || !sqla__state_in_session(x) || x->state == SQLA_DELETED) continue;
        if (x->flags & SQLA__OBJ_DELETE || (!insert && x->state != SQLA_PERSISTENT)) continue;
        if (!sqla__flush_pair(f, rel, o, x, insert)) return false;
    }
    return true;
}

/* Rows of secondary tables: those of deleted objects, those taken out, then those put in. */
static bool sqla__flush_pairs(sqla__flush *f)
{
    for (size_t i = 0; i < f->n_gone; i++) {
        sqla__object *o = (sqla__object *)f->gone[i];
        for (uint32_t k = 0; k < o->mapper->n_rels; k++) {
            const sqla__rel *rel = &o->mapper->rel[k];
            if (rel->direction == SQLA__MANY_TO_MANY && rel->writes && !rel->def->passive_deletes
                && !(o->flags & SQLA__OBJ_SWITCH) && !sqla__flush_pair(f, rel, o, NULL, false))
                return false;
        }
    }
    for (int insert = 0; insert < 2; insert++)
        for (sqla__object *o = f->s->objects; o; o = o->next) {
            if (!(o->flags & SQLA__OBJ_CHANGED) || o->flags & SQLA__OBJ_DELETE
                || o->state != SQLA_PERSISTENT) continue;
            for (uint32_t k = 0; k < o->mapper->n_rels; k++)
                if (sqla__flush_writes_pairs(&o->mapper->rel[k])
                    && !sqla__flush_pairs_of(f, o, &o->mapper->rel[k], insert)) return false;
        }
    return true;
}

/* ---- Deletions */

static bool sqla__flush_delete_rows(sqla__flush *f, sqla__object **list, size_t n)
{
    sqla__flush_shape shape;
    size_t kept = 0;
    memset(&shape, 0, sizeof shape);
    sqla_conn *c = n ? sqla__flush_conn(f, list[0]->mapper) : NULL;
    for (size_t i = 0; i < n; i++) {
        if (!c || !sqla__flush_fire(f, list[i], SQLA_BEFORE_DELETE, c)) return false;
        if (!(list[i]->flags & SQLA__OBJ_SWITCH)) list[kept++] = list[i];
    }
    if (kept && !sqla__flush_write(f, SQLA__CONN_DELETE, list, kept, &shape)) return false;
    for (size_t i = 0; i < kept; i++)
        if (!sqla__flush_fire(f, list[i], SQLA_AFTER_DELETE, c)) return false;
    return true;
}

static bool sqla__flush_delete_group(sqla__flush *f, size_t k, size_t end)
{
    int ranks = 0;
    size_t n;
    bool circle = f->circle[k];
    if (circle) {
        if (!sqla__flush_rank(f, f->gone, f->n_gone, true)) return false;
        for (size_t i = 0; i < f->n_gone; i++)
            if (((sqla__object *)f->gone[i])->rank > ranks)
                ranks = ((sqla__object *)f->gone[i])->rank;
    }
    for (int rank = ranks; rank >= 0; rank--)
        for (size_t i = end; i-- > k;) {
            sqla__object **list = sqla__flush_select(f, f->gone, f->n_gone, f->mapper[i],
                                                     circle ? rank : -1, false, &n);
            if (!list || (n && !sqla__flush_delete_rows(f, list, n))) return false;
        }
    return true;
}

/* ---- The whole */

static bool sqla__flush_groups(sqla__flush *f)
{
    for (size_t k = 0, end; k < f->n_mappers; k = end) {
        for (end = k + 1; end < f->n_mappers && f->group[end] == f->group[k];) end++;
        if (!sqla__flush_save_group(f, k, end)) return false;
    }
    if (!sqla__flush_post_update(f, f->save, f->n_save, false)
        || !sqla__flush_post_update(f, f->gone, f->n_gone, true)
        || !sqla__flush_pairs(f)) return false;
    for (size_t end = f->n_mappers, k; end > 0; end = k) {
        for (k = end - 1; k > 0 && f->group[k - 1] == f->group[k];) k--;
        if (!sqla__flush_delete_group(f, k, end)) return false;
    }
    return true;
}

static bool sqla__flush_undos(sqla__flush *f)
{
    for (size_t i = 0; i < f->n_save; i++) {
        if (!sqla__flush_undo(f->s, (sqla__object *)f->save[i], true))
            return sqla__flush_no_memory(f);
    }
    for (size_t i = 0; i < f->n_gone; i++)
        if (!sqla__flush_undo(f->s, (sqla__object *)f->gone[i], true))
            return sqla__flush_no_memory(f);
    return true;
}

/* A key that was changed may leave references pointing to the wrong object: they are loaded anew.
 */
static void sqla__flush_check_refs(sqla__object *o)
{
    for (uint32_t i = 0; i < o->mapper->n_rels; i++) {
        const sqla__rel *rel = &o->mapper->rel[i];
        void *ref;
        if (rel->list || rel->direction != SQLA__MANY_TO_ONE || !rel->writes) continue;
        ref = sqla__state_ref_raw(o, rel);
        memcpy(sqla__state_snapshot(o) + rel->def->offset, &ref, sizeof ref);
    }
    sqla__load_check_refs(o);
}

/* Everything is written: states change, changes are forgotten. */
static void sqla__flush_settle(sqla__flush *f)
{
    for (size_t i = 0; i < f->n_gone; i++) {
        sqla__object *o = (sqla__object *)f->gone[i];
        o->state = SQLA_DELETED;
        sqla__ident_remove(f->s, o);
        o->flags &= (uint16_t)~SQLA__OBJ_DELETE;
        f->s->n_deleting--;
        sqla__state_settle(o);
        sqla__flush_tell(f->s, o, SQLA_PERSISTENT_TO_DELETED);
    }
    for (sqla__object *o = f->s->objects; o; o = o->next) {
        if (!(o->flags & (SQLA__OBJ_CHANGED | SQLA__OBJ_SAVE | SQLA__OBJ_FLAGGED))) continue;
        if (o->state != SQLA_PERSISTENT) continue;
        sqla__state_free_syncs(o);
        sqla__state_settle(o);
        sqla__flush_check_refs(o);
    }
}

/* Undoes the marks of a flush that failed, so that the next one starts anew. */
static void sqla__flush_abandon(sqla__flush *f)
{
    for (sqla__object *o = f->s->objects; o; o = o->next) {
        o->flags &= (uint16_t)~(SQLA__OBJ_SAVE | SQLA__OBJ_SWITCH);
        sqla__state_free_syncs(o);
    }
}

static void sqla__flush_free(sqla__flush *f)
{
    const sqla_allocator *a = &f->s->allocator;
    sqla__mem_free(a, (void *)f->save, f->save_capacity * sizeof *f->save);
    sqla__mem_free(a, (void *)f->gone, f->gone_capacity * sizeof *f->gone);
    sqla__mem_arena_free(&f->arena);
    if (!f->err.code) sqla__mem_arena_free(&f->s->scratch);     /* else structs still point there */
}

/* Flushes a session. *wrote: something reached the database, so that a failure leaves its
 * transaction to be rolled back. The record of a failure is in *err. */
static sqla_status sqla__flush_run(sqla_session *s, bool *wrote, sqla_error_record *err)
{
    sqla__flush f = { .s = s };
    *wrote = false;
    sqla__mem_arena_init(&f.arena, &s->allocator);
    if (!sqla__flush_has_work(s)) return SQLA_OK;
    sqla__mem_arena_free(&s->scratch);
    s->flushing = true;
    sqla_status status = sqla__flush_fire_session(s, SQLA_BEFORE_FLUSH);
    if (status) sqla__err_set(&f.err, status, "a listener refused the flush");
    bool good = !status && sqla__flush_find_refs(&f) && sqla__flush_dooms(&f)
        && sqla__flush_collect(&f) && sqla__flush_switches(&f) && sqla__flush_order(&f);
    bool changes = f.n_save || f.n_gone;
    for (sqla__object *o = s->objects; o && good && !changes; o = o->next)
        changes = o->flags & SQLA__OBJ_CHANGED;
    *wrote = true;
    if (good && changes) {
        good = s->ops->conn(s, NULL) != NULL || sqla__flush_failed_call(&f, s->last.code);
        good = good && sqla__flush_undos(&f) && sqla__flush_groups(&f);
    }
    if (good) {
        status = sqla__flush_fire_session(s, SQLA_AFTER_FLUSH);
        if (status) good = (sqla__err_set(&f.err, status, "a listener refused the flush"), false);
    }
    if (good) sqla__flush_settle(&f);
    else sqla__flush_abandon(&f);
    *err = f.err;
    sqla__flush_free(&f);
    s->flushing = false;
    if (good) sqla__flush_fire_session(s, SQLA_AFTER_FLUSH_POSTEXEC);
    return good ? SQLA_OK : err->code ? err->code : SQLA_FLUSH_ERROR;
}

#endif /* SQLA_NO_ORM */

/* ============================================================================
 * >>session                                                     prefix sqla__sess_
 * Sessions: their transaction and its levels, objects that come and go, queries, merging.
 * Uses: platform errors memory values types schema nodes expr stmt events result pool engine
 *       mapper state identity ormsql load flush
 * ============================================================================ */
#ifndef SQLA_NO_ORM

static sqla_session sqla__sess_no_memory = {
    .first = { .code = SQLA_MEMORY_ERROR, .row = -1, .message = "out of memory" },
    .last = { .code = SQLA_MEMORY_ERROR, .row = -1, .message = "out of memory" } };

static sqla_status sqla__sess_fail(sqla_session *s, sqla_status code, const char *format, ...)
{
    sqla_error_record e = sqla__err_none;
    va_list args;
    va_start(args, format);
    sqla__err_vformat(e.message, sizeof e.message, format, args);
    va_end(args);
    e.code = code;
    return sqla__state_note(s, &e);
}

/* A look-up's answer: told by sqla_last_error alone. */
static void sqla__sess_not_found(sqla_session *s, sqla_status code, const char *text)
{
    sqla__err_set(&s->last, code, "%s", text);
}

/* May the session be used? A transaction that failed must be rolled back first. */
static sqla_status sqla__sess_usable(sqla_session *s)
{
    if (!s) return SQLA_ARGUMENT_ERROR;
    if (!s->ops) return s->first.code;
    if (!s->level || !s->level->failed) return SQLA_OK;
    const sqla_error_record *why = s->level->why ? s->level->why : &sqla__err_memory;
    return sqla__sess_fail(s, SQLA_PENDING_ROLLBACK,
        "the transaction failed and must be rolled back first (sqla_rollback): %s", why->message);
}

/* The open level cannot be gone on with. */
static void sqla__sess_break(sqla_session *s, const sqla_error_record *why)
{
    if (!s->level || s->level->failed) return;
    s->level->failed = true;
    s->level->why = (sqla_error_record *)sqla__mem_alloc(&s->allocator, sizeof *why);
    if (s->level->why) *s->level->why = *why;
}

/* Takes over an error of the session's connection. What the database refused breaks the level. */
static sqla_status sqla__sess_take(sqla_session *s, const sqla_error_record *e)
{
    if (!e->code) return SQLA_OK;
    sqla__state_note(s, e);
    if (e->code >= SQLA_INTEGRITY_ERROR && e->code <= SQLA_INTERNAL_ERROR) sqla__sess_break(s, e);
    return e->code;
}

static void sqla__sess_fire(sqla_session *s, sqla_event_id id, sqla_conn *c)
{
    sqla_event ev = { .id = id, .session = s, .conn = c };
    if (s->listeners) sqla__evt_fire(s->listeners, &ev);
}

/* ---- Levels of the transaction */

static sqla_status sqla__sess_push_level(sqla_session *s, bool begun)
{
    sqla__level *level = (sqla__level *)sqla__mem_zero(&s->allocator, sizeof *level);
    if (!level) return sqla__state_note(s, &sqla__err_memory);
    level->up = s->level;
    level->number = s->level ? s->level->number + 1 : 1;
    sqla__mem_arena_init(&level->arena, &s->allocator);
    level->begun = begun;
    s->level = level;
    sqla__sess_fire(s, SQLA_AFTER_TRANSACTION_CREATE, NULL);
    return SQLA_OK;
}

static void sqla__sess_pop_level(sqla_session *s)
{
    sqla__level *level = s->level;
    s->level = level->up;
    sqla__mem_arena_free(&level->arena);
    if (level->why) sqla__mem_free(&s->allocator, level->why, sizeof *level->why);
    sqla__mem_free(&s->allocator, level, sizeof *level);
    sqla__sess_fire(s, SQLA_AFTER_TRANSACTION_END, NULL);
}

/* Work begins the transaction by itself, unless told not to. */
static sqla_status sqla__sess_autobegin(sqla_session *s)
{
    if (s->level) return SQLA_OK;
    if (s->options.no_autobegin)
        return sqla__sess_fail(s, SQLA_INVALID_REQUEST,
                               "no transaction is begun, and .no_autobegin is set");
    return sqla__sess_push_level(s, false);
}

/* The database of a model. */
static sqla__bound *sqla__sess_bound(sqla_session *s, const sqla_table *model)
{
    for (size_t i = 0; i < s->n_bound; i++)
        if (s->bound[i].model == model || !s->bound[i].model) return &s->bound[i];
    return NULL;
}

/* Brings a database up to the session's level: BEGIN, and SAVEPOINTs. */
static sqla_status sqla__sess_join(sqla_session *s, sqla__bound *b)
{
    sqla_status status = b->conn ? sqla__conn_acquire(b->conn) : SQLA_OK;
    bool first = b->levels == 0;
    if (!b->conn) {
        b->conn = sqla_connect(b->engine);
        status = sqla__conn_usable(b->conn);
    }
    if (!status && first && s->given_conn && b == &s->bound[s->n_bound - 1])
        b->base = b->conn->raw->level;
    while (!status && b->levels < s->level->number) {
        bool outer = b->levels == 0 && !b->base;
        /* A database in memory may be in the transaction of a connection beside this one. */
        status = outer ? sqla__conn_autobegin(b->conn) : sqla_conn_begin_nested(b->conn);
        if (!status) b->levels++;
    }
    if (status) return sqla__state_note(s, sqla_conn_last_error(b->conn));
    if (first) sqla__sess_fire(s, SQLA_AFTER_BEGIN, b->conn);
    return SQLA_OK;
}

static sqla_conn *sqla__sess_conn(sqla_session *s, const sqla_table *model)
{
    sqla__bound *b = sqla__sess_bound(s, model);
    if (!b) {
        sqla__sess_fail(s, SQLA_INVALID_REQUEST, "no database is bound for %q",
                        model ? model->model : "statements without a model");
        return NULL;
    }
    if (sqla__sess_autobegin(s)) return NULL;
    if (b->conn && b->conn->raw && b->levels == s->level->number) return b->conn;
    return sqla__sess_join(s, b) ? NULL : b->conn;
}

/* Frees what was replaced before the last transaction. */
static void sqla__sess_free_retired(sqla_session *s, int64_t before)
{
    sqla__retired **at = &s->retired, *r;
    while ((r = *at) != NULL) {
        if (r->txn >= before) {
            at = &r->next;
            continue;
        }
        *at = r->next;
        sqla__mem_chunk_unref(r->chunk);
        sqla__mem_free(&s->allocator, r->block, r->size);
        sqla__mem_free(&s->allocator, r, sizeof *r);
    }
}

/* A query in parts. */
typedef struct sqla__sess_stream {
    struct sqla__sess_stream *next;
    sqla_stmt  *q;                  /* a reference */
    size_t      part;               /* objects at a time */
    bool        open, more;
    sqla__load  l;
} sqla__sess_stream;

static void sqla__sess_end_stream(sqla__sess_stream *t)
{
    if (t->open) sqla__load_close(&t->l);
    t->open = t->more = false;
}

/* The transaction has ended: queries in parts have no more of them. */
static void sqla__sess_close_streams(sqla_session *s)
{
    for (sqla__sess_stream *t = s->streams; t; t = t->next) {
        if (t->open && t->more)
            sqla__sess_fail(s, SQLA_RESOURCE_CLOSED,
                            "the transaction ended before all parts of a query were read");
        sqla__sess_end_stream(t);
    }
}

/* Gives connections back after the outermost level. */
static void sqla__sess_release(sqla_session *s)
{
    sqla__sess_close_streams(s);
    for (size_t i = 0; i < s->n_bound; i++) {
        sqla__bound *b = &s->bound[i];
        b->levels = 0;
        if (b->conn && !(s->given_conn && i == s->n_bound - 1)) sqla__conn_release(b->conn);
    }
    sqla__sess_free_retired(s, s->txn);
    s->txn++;
}

/* ---- Objects in and out */

static sqla_status sqla__sess_refuse(sqla_session *s, const sqla__object *o, sqla_status code,
                                     const char *text)
{
    return sqla__sess_fail(s, code, "%s: %s", o->mapper->table->model, text);
}

static bool sqla__sess_has_model(const sqla_session *s, const sqla__object *o)
{
    for (size_t i = 0; i < s->md->n; i++) if (s->md->table[i] == o->mapper->table) return true;
    return false;
}

/* Adds one object; *added: it was not in the session before. */
static sqla_status sqla__sess_add_one(sqla_session *s, sqla__object *o, bool *added)
{
    sqla_value key[SQLA__COUNT_OF(sqla__map_params)];
    *added = false;
    if (o->session && o->session != s)
        return sqla__sess_refuse(s, o, SQLA_INVALID_REQUEST, "the object belongs to another "
                                                             "session");
    if (o->state == SQLA_PERSISTENT && o->flags & SQLA__OBJ_DELETE) {
        o->flags &= (uint16_t)~SQLA__OBJ_DELETE;
        s->n_deleting--;
    }
    if (o->state == SQLA_PENDING || o->state == SQLA_PERSISTENT) return SQLA_OK;
    if (!sqla__sess_has_model(s, o))
        return sqla__sess_refuse(s, o, SQLA_INVALID_REQUEST,
                                 "the model is not in the session's metadata");
    if (o->state == SQLA_DELETED || o->flags & SQLA__OBJ_WAS_DELETED)
        return sqla__sess_refuse(s, o, SQLA_INVALID_REQUEST,
            "the object's row was deleted: sqla_make_transient makes it new");
    if (o->state == SQLA_DETACHED) {
        sqla__state_key(o, sqla__state_snapshot(o), key);
        if (sqla__ident_find(s, o->mapper, key))
            return sqla__sess_refuse(s, o, SQLA_INVALID_REQUEST,
                "another object with the same primary key is in the session");
        if (!sqla__ident_room(s)) return sqla__state_note(s, &sqla__err_memory);
        sqla__ident_add(s, o, sqla__ident_hash(o->mapper, key));
    } else if (!sqla__flush_undo(s, o, false)) {
        return sqla__state_note(s, &sqla__err_memory);
    }
    if (!o->session) sqla__load_link(s, o);
    *added = true;
    o->order = ++s->order;
    if (o->state == SQLA_DETACHED) {
        o->state = SQLA_PERSISTENT;
        o->gen = s->gen;
        sqla__flush_tell(s, o, SQLA_DETACHED_TO_PERSISTENT);
        return SQLA_OK;
    }
    o->state = SQLA_PENDING;
    s->n_pending++;
    sqla__flush_tell(s, o, SQLA_TRANSIENT_TO_PENDING);
    return SQLA_OK;
}

/* A list of objects that a cascade still has to visit. */
typedef struct sqla__sess_walk {
    sqla_session *s;
    void        **items;
    size_t        n, capacity;
} sqla__sess_walk;

static bool sqla__sess_walk_to(sqla__sess_walk *w, sqla__object *o)
{
    const sqla_allocator *a = w->s ? &w->s->allocator : &sqla__mem_process;
    return sqla__state_push(a, &w->items, &w->n, &w->capacity, o);
}

static void sqla__sess_walk_free(sqla__sess_walk *w)
{
    sqla__mem_free(w->s ? &w->s->allocator : &sqla__mem_process, (void *)w->items,
                   w->capacity * sizeof *w->items);
}

/* Goes on to the objects behind relationships that have this cascade. */
static bool sqla__sess_walk_on(sqla__sess_walk *w, sqla__object *o, unsigned cascade)
{
    for (uint32_t i = 0; i < o->mapper->n_rels; i++) {
        const sqla__rel *rel = &o->mapper->rel[i];
        size_t n;
        if (!(rel->cascade & cascade)) continue;
        void *const *items = sqla__flush_behind(o, rel, &n);
        for (size_t k = 0; k < n; k++) {
            sqla__object *x = sqla__state_of(items[k]);
            if (x && !sqla__sess_walk_to(w, x)) return false;
        }
        const sqla__changes *c = sqla__state_rel(o, rel)->changes;
        for (size_t k = 0; rel->list && c && k < c->n_added; k++) {
            sqla__object *x = sqla__state_of(c->added[k]);
            if (x && !sqla__sess_walk_to(w, x)) return false;
        }
    }
    return true;
}

/* Adds an object and what cascades from it. */
static sqla_status sqla__sess_add(sqla_session *s, sqla__object *first)
{
    sqla__sess_walk w = { .s = s };
    sqla_status status = sqla__sess_autobegin(s);
    bool added, good = status || sqla__sess_walk_to(&w, first);
    for (size_t i = 0; i < w.n && good && !status; i++) {
        sqla__object *o = (sqla__object *)w.items[i];
        if (i && o->session && o->session == s && o->state != SQLA_TRANSIENT
            && o->state != SQLA_DETACHED) continue;
        status = sqla__sess_add_one(s, o, &added);
        if (!status && o->mapper->n_rels) status = sqla__state_find_refs(o);
        if (!status && (added || i == 0))
            good = sqla__sess_walk_on(&w, o, SQLA_CASCADE_SAVE_UPDATE);
    }
    sqla__sess_walk_free(&w);
    return good ? status : sqla__state_note(s, &sqla__err_memory);
}

/* Forgets what could be undone of an object that leaves the session. */
static void sqla__sess_forget(sqla__object *o)
{
    for (sqla__undo *u = o->undo; u; u = u->before) u->object = NULL;
    o->undo = NULL;
}

/* Takes an object out: its memory becomes the caller's. */
static void sqla__sess_detach(sqla_session *s, sqla__object *o)
{
    sqla_event_id event = o->state == SQLA_DELETED ? SQLA_DELETED_TO_DETACHED
        : o->state == SQLA_PENDING ? SQLA_PENDING_TO_TRANSIENT : SQLA_PERSISTENT_TO_DETACHED;
    bool told = sqla__state_in_session(o);
    if (o->state == SQLA_PENDING) s->n_pending--;
    if (o->flags & SQLA__OBJ_DELETE) s->n_deleting--;
    if (o->state == SQLA_DELETED) o->flags |= SQLA__OBJ_WAS_DELETED;
    sqla__ident_remove(s, o);
    sqla__sess_forget(o);
    sqla__state_visit(o);
    sqla__load_unlink(s, o);
    o->state = sqla__state_is_new(o) ? SQLA_TRANSIENT : SQLA_DETACHED;
    o->flags &= (uint16_t)~(SQLA__OBJ_DELETE | SQLA__OBJ_SAVE | SQLA__OBJ_STREAMED);
    o->orphan = 0;
    if (told) sqla__flush_tell(s, o, event);
}

/* A pending orphan: it stays the session's memory, and may be added again. */
static sqla_status sqla__sess_drop(sqla__object *o)
{
    sqla_session *s = o->session;
    if (o->state != SQLA_PENDING) return SQLA_OK;
    s->n_pending--;
    o->state = SQLA_TRANSIENT;
    o->flags &= (uint16_t)~SQLA__OBJ_SAVE;
    o->orphan = 0;
    sqla__flush_tell(s, o, SQLA_PENDING_TO_TRANSIENT);
    return SQLA_OK;
}

sqla_status sqla_flush(sqla_session *s)
{
    sqla_error_record err = sqla__err_none;
    bool wrote = false;
    sqla_status status = sqla__sess_usable(s);
    if (status) return status;
    if (s->flushing)
        return sqla__sess_fail(s, SQLA_INVALID_REQUEST, "the session is already flushing");
    status = sqla__flush_run(s, &wrote, &err);
    if (!status) return SQLA_OK;
    sqla__state_note(s, &err);
    if (wrote && !sqla__sess_autobegin(s)) sqla__sess_break(s, &err);
    return status;
}

static sqla_status sqla__sess_autoflush(sqla_session *s)
{
    if (s->flushing || s->no_autoflush || s->options.no_autoflush) return SQLA_OK;
    return sqla_flush(s);
}

static sqla_status sqla__sess_make_fresh(sqla__object *o)
{
    sqla_status status = sqla__sess_usable(o->session);
    return status ? status : sqla__load_fresh(o);
}

static const sqla__session_ops sqla__sess_ops = {
    sqla__sess_add, sqla__sess_drop, sqla__sess_autoflush, sqla__sess_conn, sqla__sess_make_fresh };

/* ---- Life of a session */

static sqla_session *sqla__sess_new(sqla_metadata *md, const sqla_session_options *o)
{
    const sqla_allocator *a = o && o->allocator ? o->allocator : &sqla__mem_process;
    sqla_session *s = (sqla_session *)sqla__mem_zero(a, sizeof *s);
    size_t n = 0;
    if (!s) return NULL;
    s->allocator = *a;
    if (o) s->options = *o;
    s->md = md;
    s->first = s->last = sqla__err_none;
    s->gen = s->txn = 1;
    sqla__mem_arena_init(&s->scratch, &s->allocator);
    while (o && o->binds && o->binds[n].model) n++;
    s->bound = (sqla__bound *)sqla__mem_zero(a, (n + 1) * sizeof *s->bound);
    if (!s->bound) {
        sqla__mem_free(a, s, sizeof *s);
        return NULL;
    }
    s->n_bound = n + 1;
    for (size_t i = 0; i < n; i++)
        s->bound[i] = (sqla__bound){ o->binds[i].model, o->binds[i].engine, NULL, 0, 0 };
    if (!md) sqla__sess_fail(s, SQLA_ARGUMENT_ERROR, "sqla_session_open: the metadata is NULL");
    else if (md->error.code) sqla__state_note(s, &md->error);
    return s;
}

sqla_session *sqla_session_on_engine(sqla_engine *e, sqla_metadata *md,
                                     const sqla_session_options *options)
{
    sqla_session *s = sqla__sess_new(md, options);
    if (!s) return &sqla__sess_no_memory;
    s->bound[s->n_bound - 1].engine = e;
    if (!e) sqla__sess_fail(s, SQLA_ARGUMENT_ERROR, "sqla_session_open: the engine is NULL");
    else if (e->error.code) sqla__state_note(s, &e->error);
    if (!s->first.code) s->ops = &sqla__sess_ops;
    return s;
}

sqla_session *sqla_session_on_conn(sqla_conn *c, sqla_metadata *md,
                                   const sqla_session_options *options)
{
    sqla_session *s = sqla__sess_new(md, options);
    if (!s) return &sqla__sess_no_memory;
    sqla__bound *b = &s->bound[s->n_bound - 1];
    b->conn = c;
    b->engine = c ? c->engine : NULL;
    s->given_conn = true;
    if (!c) sqla__sess_fail(s, SQLA_ARGUMENT_ERROR, "sqla_session_open: the connection is NULL");
    else if (sqla__conn_usable(c)) sqla__state_note(s, sqla_conn_error(c));
    if (!s->first.code) s->ops = &sqla__sess_ops;
    return s;
}

const sqla_error_record *sqla_session_error(const sqla_session *s)
{
    return s ? &s->first : &sqla__err_null;
}
const sqla_error_record *sqla_session_last_error(const sqla_session *s)
{
    return s ? &s->last : &sqla__err_null;
}
void sqla_session_clear_error(sqla_session *s)
{
    if (s && s->ops) s->first = s->last = sqla__err_none;
}
void *sqla_session_info(const sqla_session *s) { return s ? s->options.info : NULL; }

sqla_conn *sqla_session_conn(sqla_session *s, const sqla_table *model)
{
    return sqla__sess_usable(s) ? NULL : sqla__sess_conn(s, model);
}

sqla_status sqla_session_listen(sqla_session *s, bool on, sqla_event_id id, sqla_event_fn *fn,
                                void *arg)
{
    sqla__listener want = { NULL, id, NULL, fn, arg, false };
    return s && s->ops ? sqla__evt_listen(&s->listeners, on, SQLA__EVT_SESSION, &want)
                       : SQLA_ARGUMENT_ERROR;
}

/* ---- Transactions */

sqla_status sqla_session_begin(sqla_session *s)
{
    sqla_status status = sqla__sess_usable(s);
    if (status) return status;
    if (s->level)
        return sqla__sess_fail(s, SQLA_INVALID_REQUEST,
                               "a transaction is already begun on this session");
    return sqla__sess_push_level(s, true);
}

sqla_status sqla_session_begin_nested(sqla_session *s)
{
    sqla_status status = sqla__sess_usable(s);
    if (!status) status = sqla__sess_autobegin(s);
    if (!status && !s->flushing) status = sqla_flush(s);
    if (!status && !sqla__sess_conn(s, NULL)) status = s->last.code;
    if (!status) status = sqla__sess_push_level(s, true);
    for (size_t i = 0; i < s->n_bound && !status; i++)
        if (s->bound[i].levels) status = sqla__sess_join(s, &s->bound[i]);
    return status;
}

/* What the inner level could undo, the outer one can: its notes move there, unless that has one of
 * the object already. */
static void sqla__sess_merge_undo(sqla__level *level)
{
    sqla__level *up = level->up;
    for (sqla__undo *u = level->undo, *next; u; u = next) {
        bool known = u->before && up && u->before->level == up->number;
        next = u->next;
        if (!up || known || !u->object) {
            if (u->object) u->object->undo = u->before;
            sqla__mem_chunk_unref(u->texts);
            continue;
        }
        u->level = up->number;
        u->next = up->undo;
        up->undo = u;
    }
    level->undo = NULL;
    if (up) sqla__mem_arena_move(&up->arena, &level->arena);
}

/* Objects whose rows are gone for good leave the session's states, not its memory. */
static void sqla__sess_bury(sqla_session *s)
{
    for (sqla__object *o = s->objects; o; o = o->next) {
        if (o->state != SQLA_DELETED) continue;
        o->state = SQLA_DETACHED;
        o->flags |= SQLA__OBJ_WAS_DELETED;
        sqla__flush_tell(s, o, SQLA_DELETED_TO_DETACHED);
    }
}

/* Commits the databases at the innermost level. */
static sqla_status sqla__sess_commit_conns(sqla_session *s)
{
    sqla_status status = SQLA_OK;
    for (size_t i = 0; i < s->n_bound && !status; i++) {
        sqla__bound *b = &s->bound[i];
        if (!b->levels || b->levels < s->level->number) continue;
        int blocks = b->conn->blocks;
        b->conn->blocks = 0;                    /* those of the caller's connection end elsewhere */
        status = sqla_conn_commit(b->conn);
        b->conn->blocks = blocks;
        if (!status) b->levels--;
        else sqla__state_note(s, sqla_conn_last_error(b->conn));
    }
    return status;
}

static sqla_status sqla__sess_commit(sqla_session *s)
{
    sqla_status status = sqla__sess_usable(s);
    if (status) return status;
    if (s->flushing)
        return sqla__sess_fail(s, SQLA_INVALID_REQUEST, "sqla_commit while the session flushes");
    if (!s->level && !sqla__flush_has_work(s)) return SQLA_OK;
    status = sqla__sess_autobegin(s);
    bool outer = !status && !s->level->up;
    if (!status) {
        sqla_event ev = { .id = SQLA_BEFORE_COMMIT, .session = s };
        status = s->listeners ? sqla__evt_fire(s->listeners, &ev) : SQLA_OK;
        if (status) return sqla__sess_fail(s, status, "a listener refused the commit");
    }
    for (int i = 0; i < 100 && !status && (i == 0 || sqla__flush_has_work(s)); i++)
        status = sqla_flush(s);                 /* listeners may have made more work */
    if (!status) status = sqla__sess_commit_conns(s);
    if (status) {
        if (s->level) sqla__sess_break(s, &s->last);
        return status;
    }
    sqla__sess_merge_undo(s->level);
    if (!outer) {
        sqla__sess_fire(s, SQLA_AFTER_COMMIT, NULL);
        sqla__sess_pop_level(s);
        return SQLA_OK;
    }
    sqla__sess_bury(s);
    if (!s->options.keep_on_commit) s->gen++;
    sqla__sess_release(s);
    sqla__sess_fire(s, SQLA_AFTER_COMMIT, NULL);
    sqla__sess_pop_level(s);
    return SQLA_OK;
}

sqla_status sqla_session_commit(sqla_session *s)
{
    if (s && s->blocks && s->level && s->level->number <= s->blocks)
        return sqla__sess_fail(s, SQLA_INVALID_REQUEST,
                               "sqla_commit inside a block: its end commits");
    return sqla__sess_commit(s);
}

/* Puts a struct back, lists left as they are; of a new object that was written, texts stay where
 * they are: the caller's own may be gone. */
static void sqla__sess_put_back(sqla__object *o, const void *was, bool keep_texts)
{
    const sqla__mapper *m = o->mapper;
    for (uint32_t i = 0; i < m->n_attrs; i++) {
        const sqla_field_plan *plan = &m->attr[i].plan;
        if (m->attr[i].text && keep_texts) continue;
        memcpy(sqla__state_record(o) + plan->offset, (const char *)was + plan->offset, plan->size);
    }
    for (uint32_t i = 0; i < m->n_rels; i++) {
        const sqla__rel *rel = &m->rel[i];
        if (rel->list || keep_texts) continue;
        void *p;
        memcpy(&p, (const char *)was + rel->def->offset, sizeof p);
        sqla__state_put_ref(o, rel, p);
    }
}

/* An object is new again: what it holds counts as given. Keys do if they are not zero when they are
 * stored: the snapshot is made zero there, so that others differ from it. */
static void sqla__sess_renew(sqla__object *o)
{
    const sqla__mapper *m = o->mapper;
    char *snapshot = sqla__state_snapshot(o);
    sqla__state_settle(o);
    memset(sqla__state_loaded(o), 0, m->words * sizeof(uint64_t));
    memcpy(snapshot, sqla__state_record(o), m->table->size);
    for (uint32_t i = 0; i < m->n_attrs; i++) {
        const sqla__attr *a = &m->attr[i];
        if (a->fill == SQLA__FILL_KEY || a->fill == SQLA__FILL_OMIT)
            memset(snapshot + a->plan.offset, 0, a->plan.size);
        else sqla__state_put_bit(sqla__state_given(o), i,
                                 !sqla__state_is_zero(a, sqla__state_record(o)));
    }
}

/* A new object whose row is undone is transient again, its lists as they are to be stored anew. */
static void sqla__sess_undo_new(sqla_session *s, sqla__object *o, const sqla__undo *u)
{
    bool written = o->state != SQLA_PENDING && o->state != SQLA_TRANSIENT;
    sqla_event_id event = o->state == SQLA_PENDING ? SQLA_PENDING_TO_TRANSIENT
                                                   : SQLA_PERSISTENT_TO_TRANSIENT;
    bool told = o->state != SQLA_TRANSIENT;
    sqla__ident_remove(s, o);
    if (o->state == SQLA_PENDING) s->n_pending--;
    if (o->flags & SQLA__OBJ_DELETE) s->n_deleting--;
    if (written && u->record) {
        sqla__sess_put_back(o, u->record, true);
        sqla__sess_renew(o);
    } else if (u->record && !written) {
        sqla__sess_put_back(o, u->record, false);
    }
    o->state = SQLA_TRANSIENT;
    o->flags &= (uint16_t)~(SQLA__OBJ_DELETE | SQLA__OBJ_STALE);
    o->orphan = 0;
    for (uint32_t i = 0; written && i < o->mapper->n_rels; i++) {
        const sqla__rel *rel = &o->mapper->rel[i];
        size_t n;
        void *const *items = sqla__flush_behind(o, rel, &n);
        if (rel->direction == SQLA__MANY_TO_ONE) {
            if (n) sqla__state_put_bit(sqla__state_given(o), rel->bit, true);
            continue;
        }
        for (size_t k = 0; k < n; k++) sqla__state_add_change(o, rel, items[k]);
    }
    if (told) sqla__flush_tell(s, o, event);
}

/* A stored object is as it was, and will be loaded anew. */
static void sqla__sess_undo_stored(sqla_session *s, sqla__object *o, const void *was,
                                   sqla__mem_shared *texts)
{
    sqla_value key[SQLA__COUNT_OF(sqla__map_params)];
    bool deleted = o->state == SQLA_DELETED;
    if (o->flags & SQLA__OBJ_DELETE) s->n_deleting--;
    o->flags &= (uint16_t)~SQLA__OBJ_DELETE;
    sqla__sess_put_back(o, was, false);
    if (was != sqla__state_snapshot(o)) {
        memcpy(sqla__state_snapshot(o), was, o->mapper->table->size);
        if (texts && texts != o->texts) {
            sqla__state_retire(s, o->texts, NULL, 0);
            o->texts = texts;
            texts->refs++;
        }
    }
    sqla__state_settle(o);
    memset(sqla__state_loaded(o), 0, o->mapper->words * sizeof(uint64_t));
    memset(sqla__load_filling(o), 0, o->mapper->words * sizeof(uint64_t));
    o->flags |= SQLA__OBJ_STALE;
    o->state = SQLA_PERSISTENT;
    sqla__state_key(o, sqla__state_snapshot(o), key);
    uint64_t hash = sqla__ident_hash(o->mapper, key);
    if (!(o->flags & SQLA__OBJ_IN_MAP) || o->hash != hash) {
        sqla__ident_remove(s, o);
        sqla__object *other = sqla__ident_find(s, o->mapper, key);
        if (!other && sqla__ident_room(s)) sqla__ident_add(s, o, hash);
    }
    if (deleted) sqla__flush_tell(s, o, SQLA_DELETED_TO_PERSISTENT);
}

/* Brings all objects back to where the level began: first new ones, whose keys become free. */
static void sqla__sess_restore(sqla_session *s, sqla__level *level)
{
    for (int stored = 0; stored < 2; stored++)
        for (sqla__undo *u = level->undo; u; u = u->next) {
            sqla__object *o = u->object;
            bool is_new = u->state == SQLA_TRANSIENT || u->state == SQLA_PENDING;
            if (!o || is_new == (bool)stored) continue;
            if (is_new) sqla__sess_undo_new(s, o, u);
            else if (u->state == SQLA_PERSISTENT && u->record)
                sqla__sess_undo_stored(s, o, u->record, u->texts);
            o->undo = u->before;
        }
    for (sqla__undo *u = level->undo; u; u = u->next) sqla__mem_chunk_unref(u->texts);
    level->undo = NULL;
    for (sqla__object *o = s->objects; o; o = o->next) {
        if (o->state != SQLA_PERSISTENT) continue;
        if (o->flags & SQLA__OBJ_DELETE || sqla__flush_is_dirty(o))
            sqla__sess_undo_stored(s, o, sqla__state_snapshot(o), NULL);
    }
    if (!level->up) s->gen++;
}

/* Rolls the databases back to where the level began. */
static sqla_status sqla__sess_rollback_conns(sqla_session *s)
{
    sqla_status status = SQLA_OK, one;
    for (size_t i = 0; i < s->n_bound; i++) {
        sqla__bound *b = &s->bound[i];
        if (!b->levels || b->levels < s->level->number) continue;
        one = SQLA_OK;
        int target = b->base + s->level->number - 1;
        if (!b->conn->raw) continue;
        sqla__conn_check_level(b->conn);
        while (!one && b->conn->raw->level > target) one = sqla_conn_rollback(b->conn);
        b->levels = s->level->number - 1;
        if (one && !status) status = sqla__state_note(s, sqla_conn_last_error(b->conn));
    }
    return status;
}

sqla_status sqla_session_rollback(sqla_session *s)
{
    if (!s) return SQLA_ARGUMENT_ERROR;
    if (!s->ops) return s->first.code;
    if (s->flushing)
        return sqla__sess_fail(s, SQLA_INVALID_REQUEST, "sqla_rollback while the session flushes");
    if (!s->level) return SQLA_OK;
    bool outer = !s->level->up;
    sqla_status status = sqla__sess_rollback_conns(s);
    sqla__sess_restore(s, s->level);
    sqla__mem_arena_free(&s->scratch);
    if (outer) {
        sqla__sess_release(s);
        sqla__sess_fire(s, SQLA_AFTER_ROLLBACK, NULL);
    }
    sqla__sess_fire(s, SQLA_AFTER_SOFT_ROLLBACK, NULL);
    sqla__sess_pop_level(s);
    return status;
}

void sqla_session_clear(sqla_session *s)
{
    if (!s || !s->bound) return;
    s->blocks = 0;
    while (s->level) sqla_session_rollback(s);
    for (sqla__object *o = s->objects, *next; o; o = next) {
        next = o->next;
        sqla__state_free(o);
    }
    s->objects = s->tail = NULL;
    s->n_objects = s->n_pending = s->n_deleting = s->map_used = 0;
    if (s->map_size > 4096) {
        sqla__mem_free(&s->allocator, (void *)s->map, s->map_size * sizeof *s->map);
        s->map = NULL;
        s->map_size = 0;
    } else if (s->map) {
        memset((void *)s->map, 0, s->map_size * sizeof *s->map);
    }
    sqla__sess_close_streams(s);
    sqla__sess_free_retired(s, INT64_MAX);
    sqla__mem_arena_free(&s->scratch);
    sqla__mem_chunk_unref(s->cells);
    sqla__mem_chunk_unref(s->texts);
    s->cells = s->texts = NULL;
}

void sqla_session_close(sqla_session *s)
{
    if (!s || s == &sqla__sess_no_memory) return;
    sqla_session_clear(s);
    for (size_t i = 0; i < s->n_bound; i++)
        if (s->bound[i].conn && !(s->given_conn && i == s->n_bound - 1))
            sqla_conn_close(s->bound[i].conn);
    sqla__evt_free(s->listeners);
    sqla_allocator a = s->allocator;
    sqla__mem_free(&a, (void *)s->map, s->map_size * sizeof *s->map);
    sqla__mem_free(&a, s->bound, s->n_bound * sizeof *s->bound);
    sqla__mem_free(&a, s, sizeof *s);
}

sqla_status sqla_session_commit_all(sqla_session *s)
{
    sqla_status status = s ? SQLA_OK : SQLA_ARGUMENT_ERROR;
    if (s && (!s->level || !s->level->up)) return sqla_session_commit(s);
    while (!status && s->level) status = sqla_session_commit(s);
    return status;
}

sqla_status sqla_session_rollback_all(sqla_session *s)
{
    sqla_status status = s && s->ops ? SQLA_OK : s ? s->first.code : SQLA_ARGUMENT_ERROR, one;
    while (s && s->ops && s->level && !s->flushing) {
        one = sqla_session_rollback(s);
        if (!status) status = one;
    }
    return status;
}

bool sqla_session_in_transaction(const sqla_session *s) { return s && s->level; }

sqla_status sqla_session_outcome(const sqla_session *s)
{
    return s ? s->outcome : SQLA_ARGUMENT_ERROR;
}

sqla_block sqla_session_block(sqla_session *s, int kind)
{
    sqla_block b = { .session = s, .kind = kind, .state = 3 };
    if (kind == 2) {
        if (!s || !s->ops) return b;
        b.state = 0;
        s->no_autoflush++;
        return b;
    }
    sqla_status status = !s ? SQLA_ARGUMENT_ERROR : !s->ops ? s->first.code : SQLA_OK;
    if (!status && kind == 0 && (s->blocks || (s->level && s->level->begun)))
        status = sqla__sess_fail(s, SQLA_INVALID_REQUEST,
            s->blocks ? "sqla_transaction inside another block: use sqla_savepoint"
                      : "sqla_transaction after sqla_begin");
    if (!status && kind == 0 && s->level && s->level->failed) status = sqla_session_rollback(s);
    if (!status) status = kind ? sqla_session_begin_nested(s)
                               : s->level ? SQLA_OK : sqla__sess_push_level(s, false);
    if (s && s != &sqla__sess_no_memory) s->outcome = status;
    if (status) return b;
    b.state = 0;
    b.outer = s->blocks;
    b.level = s->blocks = s->level->number;
    return b;
}

static int sqla__sess_depth(const sqla_session *s) { return s->level ? s->level->number : 0; }

/* Ends a block: see sqla__conn_block_end. */
static sqla_status sqla__sess_block_end(sqla_session *s, const sqla_block *b)
{
    sqla_status status = SQLA_OK;
    s->blocks = b->outer;
    if (sqla__sess_depth(s) < b->level) return s->outcome;
    bool inner = sqla__sess_depth(s) > b->level;
    while (sqla__sess_depth(s) > b->level) sqla_session_rollback(s);
    if (b->state == 2 && !inner) status = sqla__sess_commit(s);
    if (inner) status = sqla__sess_fail(s, SQLA_INVALID_REQUEST,
                                        "a savepoint was still open at the end of its block");
    if (b->state == 2 && !status) return SQLA_OK;
    if (sqla__sess_depth(s) >= b->level) sqla_session_rollback(s);
    return status;
}

void sqla_block_end(sqla_block *b)
{
    if (!b || b->state == 3) return;
    if (b->conn) b->conn->outcome = sqla__conn_block_end(b->conn, b);
    else if (b->kind == 2) b->session->no_autoflush--;
    else if (b->session) b->session->outcome = sqla__sess_block_end(b->session, b);
    b->state = 3;
}

/* ---- Adding and removing */

void *sqla_add(sqla_session *s, void *object)
{
    sqla__object *o = sqla__state_of(object);
    if (sqla__sess_usable(s)) return NULL;
    if (!object) {
        sqla__sess_fail(s, SQLA_MEMORY_ERROR,
                        "sqla_add: NULL given: sqla_new had no memory, or its model no metadata");
        return NULL;
    }
    if (!o) {
        sqla__sess_fail(s, SQLA_ARGUMENT_ERROR, "sqla_add: what is given is no object: only what "
                        "sqla_new or a session made is one (sqla_add_copy takes plain structs)");
        return NULL;
    }
    return sqla__sess_add(s, o) ? NULL : object;
}

sqla_status sqla_add_n(sqla_session *s, void *const *objects, size_t n)
{
    sqla_status status = sqla__sess_usable(s);
    if (!status && n && !objects) status = sqla__sess_fail(s, SQLA_ARGUMENT_ERROR,
                                                           "sqla_add_all: NULL given");
    for (size_t i = 0; i < n && !status; i++)
        if (!sqla_add(s, objects[i])) status = s->last.code;
    return status;
}

void *sqla_session_add_copy(sqla_session *s, const sqla_table *model, const void *record)
{
    if (sqla__sess_usable(s)) return NULL;
    void *object = record ? sqla_object_new(model, record, NULL) : NULL;
    if (!object) {
        sqla__sess_fail(s, record ? SQLA_MEMORY_ERROR : SQLA_ARGUMENT_ERROR,
                        "sqla_add_copy: no struct, no memory, or its model is in no metadata");
        return NULL;
    }
    if (sqla_add(s, object)) return object;
    sqla__state_free(sqla__state_of(object));
    return NULL;
}

sqla_status sqla_session_delete(sqla_session *s, void *object)
{
    sqla__object *first = sqla__state_of(object);
    sqla__sess_walk w = { .s = s };
    sqla_status status = sqla__sess_usable(s);
    if (status) return status;
    if (!first) return sqla__sess_fail(s, SQLA_ARGUMENT_ERROR,
                                       "sqla_session_delete: what is given is no object");
    if (first->state == SQLA_DETACHED && !first->session
        && !(first->flags & SQLA__OBJ_WAS_DELETED)) status = sqla__sess_add(s, first);
    if (!status && (first->session != s || first->state != SQLA_PERSISTENT))
        status = sqla__sess_refuse(s, first, SQLA_INVALID_REQUEST,
            first->session && first->session != s ? "the object belongs to another session"
                                                  : "the object to be deleted is not stored");
    if (!status) status = sqla__sess_autobegin(s);
    bool good = status || sqla__sess_walk_to(&w, first);
    for (size_t i = 0; i < w.n && good && !status; i++) {
        sqla__object *o = (sqla__object *)w.items[i];
        if (o->session != s || o->state != SQLA_PERSISTENT || o->flags & SQLA__OBJ_DELETE) continue;
        for (uint32_t k = 0; k < o->mapper->n_rels && !status; k++) {
            sqla__rel *rel = &o->mapper->rel[k];
            bool load = rel->cascade & SQLA_CASCADE_DELETE
                && !(rel->def->passive_deletes && rel->direction == SQLA__ONE_TO_MANY);
            s->no_autoflush++;
            if (load) status = sqla__load_rel(o, rel);
            s->no_autoflush--;
        }
        if (status) break;
        o->flags |= SQLA__OBJ_DELETE;
        s->n_deleting++;
        good = sqla__sess_walk_on(&w, o, SQLA_CASCADE_DELETE);
    }
    sqla__sess_walk_free(&w);
    return good ? status : sqla__state_note(s, &sqla__err_memory);
}

sqla_status sqla_expunge(void *object)
{
    sqla__object *first = sqla__state_of(object);
    sqla_session *s = first ? first->session : NULL;
    sqla__sess_walk w = { .s = s };
    if (!first) return SQLA_ARGUMENT_ERROR;
    if (!s || !sqla__state_in_session(first))
        return sqla__state_fail(first, SQLA_INVALID_REQUEST, NULL, "it is in no session");
    bool good = sqla__sess_walk_to(&w, first);
    for (size_t i = 0; i < w.n && good; i++) {
        sqla__object *o = (sqla__object *)w.items[i];
        if (o->session != s || !sqla__state_in_session(o)) continue;
        good = sqla__sess_walk_on(&w, o, SQLA_CASCADE_EXPUNGE);
        if (good) sqla__sess_detach(s, o);
    }
    sqla__sess_walk_free(&w);
    return good ? SQLA_OK : sqla__state_note(s, &sqla__err_memory);
}

sqla_status sqla_expunge_all(sqla_session *s)
{
    sqla_status status = !s ? SQLA_ARGUMENT_ERROR : !s->ops ? s->first.code : SQLA_OK;
    for (sqla__object *o = status ? NULL : s->objects, *next; o; o = next) {
        next = o->next;
        if (sqla__state_in_session(o)) sqla__sess_detach(s, o);
    }
    return status;
}

sqla_status sqla_free(void *object)
{
    sqla__object *o = sqla__state_of(object);
    if (!o) return SQLA_ARGUMENT_ERROR;
    if (o->session) {
        if (sqla__state_in_session(o) && sqla__flush_is_dirty(o))
            return sqla__state_fail(o, SQLA_INVALID_REQUEST, NULL,
                "it has changes that are not stored: flush, or sqla_expunge it before sqla_free");
        sqla__sess_detach(o->session, o);
    }
    sqla__state_free(o);
    return SQLA_OK;
}

void sqla_keep(void *object)
{
    sqla__object *o = sqla__state_of(object);
    if (o) o->flags &= (uint16_t)~SQLA__OBJ_STREAMED;
}

sqla_status sqla_make_transient(void *object)
{
    sqla__object *o = sqla__state_of(object);
    if (!o) return SQLA_ARGUMENT_ERROR;
    if (o->session) sqla__sess_detach(o->session, o);
    o->flags &= (uint16_t)~(SQLA__OBJ_WAS_DELETED | SQLA__OBJ_STALE);
    sqla__sess_renew(o);
    o->state = SQLA_TRANSIENT;
    return SQLA_OK;
}

sqla_status sqla_make_transient_to_detached(void *object)
{
    sqla__object *o = sqla__state_of(object);
    sqla_value key[SQLA__COUNT_OF(sqla__map_params)];
    if (!o) return SQLA_ARGUMENT_ERROR;
    if (o->state != SQLA_TRANSIENT || !sqla__state_key(o, sqla__state_record(o), key))
        return sqla__state_fail(o, SQLA_INVALID_REQUEST, NULL,
                                "it is not transient, or has no primary key");
    if (o->session) sqla__load_unlink(o->session, o);
    memcpy(sqla__state_snapshot(o), sqla__state_record(o), o->mapper->table->size);
    sqla__state_settle(o);
    o->state = SQLA_DETACHED;
    o->flags |= SQLA__OBJ_STALE;
    memset(sqla__state_loaded(o), 0, o->mapper->words * sizeof(uint64_t));
    return SQLA_OK;
}

/* ---- Sets */

static void *sqla__sess_nth(sqla_session *s, size_t i, bool (*wanted)(const sqla__object *))
{
    for (sqla__object *o = s ? s->objects : NULL; o; o = o->next)
        if (wanted(o) && i-- == 0) return o + 1;
    return NULL;
}

static bool sqla__sess_is_pending(const sqla__object *o) { return o->state == SQLA_PENDING; }
static bool sqla__sess_is_doomed(const sqla__object *o)
{
    return o->state == SQLA_PERSISTENT && o->flags & SQLA__OBJ_DELETE;
}
static bool sqla__sess_is_dirty(const sqla__object *o)
{
    return o->state == SQLA_PERSISTENT && !(o->flags & SQLA__OBJ_DELETE) && sqla__flush_is_dirty(o);
}

void *sqla_session_new(sqla_session *s, size_t i)
{
    return sqla__sess_nth(s, i, sqla__sess_is_pending);
}
void *sqla_session_dirty(sqla_session *s, size_t i)
{
    return sqla__sess_nth(s, i, sqla__sess_is_dirty);
}
void *sqla_session_deleted(sqla_session *s, size_t i)
{
    return sqla__sess_nth(s, i, sqla__sess_is_doomed);
}

bool sqla_session_contains(const sqla_session *s, const void *object)
{
    sqla__object *o = sqla__state_of(object);
    return s && o && o->session == s && (o->state == SQLA_PENDING || o->state == SQLA_PERSISTENT);
}

size_t sqla_session_count(const sqla_session *s)
{
    size_t n = 0;
    for (const sqla__object *o = s ? s->objects : NULL; o; o = o->next)
        n += sqla__state_in_session(o);
    return n;
}

/* ---- Queries */

/* Flushes before a statement, unless that says not to. */
static sqla_status sqla__sess_before(sqla_session *s, const sqla_stmt *q)
{
    sqla_status status = sqla__sess_usable(s);
    if (!status && !(q && sqla__node_is_stmt(&q->e) && q->clauses & SQLA__NO_AUTOFLUSH))
        status = sqla__sess_autoflush(s);
    return status;
}

/* The model whose database a statement goes to: its first entity or table. */
static const sqla_table *sqla__sess_model(const sqla_stmt *q)
{
    if (!q || !sqla__node_is_stmt(&q->e)) return NULL;
    if (q->table) return q->table;
    while (q->e.node.kind == SQLA__K_SETOP) q = (const sqla_stmt *)q->part[SQLA__STMTS].items[0];
    static const uint8_t parts[] = { SQLA__COLUMNS, SQLA__FROMS };
    for (size_t p = 0; p < sizeof parts; p++)
        for (uint32_t i = 0; i < q->part[parts[p]].n; i++) {
            const sqla_expr *x = (const sqla_expr *)q->part[parts[p]].items[i];
            while (x->node.kind == SQLA__K_FUNC && x->node.n) x = ((const sqla__op *)x)->kid[0];
            while (x->node.kind == SQLA__K_LABEL) x = ((const sqla__op *)x)->kid[0];
            if (x->node.kind == SQLA__K_COLREF) x = &((const sqla__colref *)x)->from->e;
            while (x->node.kind == SQLA__K_ALIAS) x = ((const sqla_from *)x)->element;
            if (x->node.kind == SQLA__K_TABLE) return ((const sqla_from *)x)->table;
            if (x->node.kind == SQLA__K_COLUMN) return ((const sqla__column *)x)->table;
        }
    return NULL;
}

/* Prepares a query for its entities. *given is held by the caller; listeners may put another
 * statement in its place, which is held likewise. */
static sqla_status sqla__sess_prepare(sqla_session *s, sqla_stmt **given, sqla__load *l)
{
    sqla_status status = sqla__sess_before(s, *given);
    const sqla_error_record *bad = sqla__node_error((const sqla_expr *)*given);
    if (!status && bad->code) status = sqla__state_note(s, bad);
    sqla_stmt *q = status ? NULL : sqla__load_offer(s, *given);
    if (status) return status;
    if (!q) return s->last.code;
    if (q != *given) {
        sqla__node_unref(*given);
        *given = q;
    }
    sqla__load_init(l, s);
    l->offered = true;
    l->again = q->clauses & SQLA__FOR_UPDATE;
    l->populate = (q->clauses & SQLA__POPULATE)
        || (q->e.node.kind >= SQLA__K_INSERT && q->e.node.kind <= SQLA__K_DELETE);
    status = sqla__orm_prepare(&l->q, q, &l->err);
    if (status && !l->err.code) l->err = sqla__err_memory;
    if (!status) return SQLA_OK;
    sqla__state_note(s, &l->err);
    sqla__load_free(l);
    return status;
}

/* The entity that a typed call wants must be the statement's first item. */
static sqla_status sqla__sess_check(sqla__load *l, const sqla_table *model)
{
    const sqla__orm_entity *e = l->q.entity;
    if (model && l->q.n_entities && e->visible == 0 && e->mapper->table == model) return SQLA_OK;
    if (model && !sqla__map_of(model))
        return sqla__sess_fail(l->s, SQLA_ARGUMENT_ERROR,
            "%s has no primary key, or is in no metadata: it cannot be used with a session",
            model->model);
    return sqla__sess_fail(l->s, SQLA_ARGUMENT_ERROR,
        "the first item of the query is %s%s, not the model %s",
        l->q.n_entities ? "the model " : "no model", l->q.n_entities ? e->mapper->table->model : "",
        model ? model->model : "NULL");
}

/* Runs a query that is prepared, for objects of one model. */
static sqla_status sqla__sess_run(sqla__load *l, const sqla_table *model, const sqla_pair *params)
{
    sqla_status status = sqla__sess_check(l, model);
    if (!status) {
        status = sqla__load_run(l, sqla__sess_model(l->q.stmt), params);
        if (status) sqla__sess_take(l->s, &l->err);
    }
    return status;
}

void *sqla_session_one(sqla_session *s, const sqla_table *model, sqla_stmt *q,
                       const sqla_pair *params, int want)
{
    sqla__load l;
    void *found = NULL;
    sqla__node_ref(q);
    sqla_status status = sqla__sess_prepare(s, &q, &l);
    if (!status) {
        l.most = want == SQLA__FIRST ? 1 : 2;
        if (sqla__sess_run(&l, model, params) == SQLA_OK) {
            bool more = l.n > 1 && want != SQLA__FIRST;
            if (l.n && !more) found = l.object[0];
            if (more) sqla__sess_not_found(s, SQLA_MULTIPLE_RESULTS_FOUND,
                                           "more than one row was found");
            else if (!l.n && want == SQLA__ONE_EXACTLY)
                sqla__sess_not_found(s, SQLA_NO_RESULT_FOUND, "no row was found where one was "
                                                              "required");
        }
        sqla__load_free(&l);
    }
    sqla__node_unref(q);
    return found;
}

/* Keeps an array for the user until the transaction after this one has ended. */
static bool sqla__sess_keep_array(sqla_session *s, void *items, size_t size)
{
    sqla__retired *r = (sqla__retired *)sqla__mem_alloc(&s->allocator, sizeof *r);
    if (!r) return false;
    *r = (sqla__retired){ s->retired, NULL, items, size, s->txn };
    s->retired = r;
    return true;
}

sqla_list sqla_session_all(sqla_session *s, const sqla_table *model, sqla_stmt *q,
                           const sqla_pair *params)
{
    sqla_list list = { NULL, 0, s };
    sqla__load l;
    sqla__node_ref(q);
    if (sqla__sess_prepare(s, &q, &l) == SQLA_OK) {
        if (sqla__sess_run(&l, model, params) == SQLA_OK && l.n) {
            size_t width = (size_t)l.q.n_items, size = l.n * sizeof(void *);
            void **items = (void **)sqla__mem_alloc(&s->allocator, size);
            for (size_t i = 0; items && i < l.n; i++) items[i] = l.object[i * width];
            if (items && sqla__sess_keep_array(s, (void *)items, size)) {
                list.items = items;
                list.count = l.n;
            } else {
                sqla__mem_free(&s->allocator, (void *)items, size);
                sqla__state_note(s, &sqla__err_memory);
            }
        }
        sqla__load_free(&l);
    }
    sqla__node_unref(q);
    return list;
}

void sqla_list_free(sqla_list list)
{
    sqla_session *s = list.session;
    if (!s || !s->ops || !list.items) return;
    for (sqla__retired **at = &s->retired, *r; (r = *at) != NULL; at = &r->next) {
        if (r->block != (const void *)list.items) continue;
        *at = r->next;
        sqla__mem_free(&s->allocator, r->block, r->size);
        sqla__mem_free(&s->allocator, r, sizeof *r);
        return;
    }
}

/* A result over rows that were read already. */
static void sqla__sess_fill_result(sqla_result *r, sqla__load *l)
{
    int width = l->q.n_items;
    size_t cells = l->n * (size_t)width;
    sqla__rows *rows = (sqla__rows *)sqla_arena_alloc(&r->bound, sizeof *rows);
    sqla_value *value = (sqla_value *)sqla_arena_alloc(&r->bound, (cells + 1) * sizeof *value);
    void **object = (void **)sqla_arena_alloc(&r->bound, (cells + 1) * sizeof *object);
    int *column = (int *)sqla_arena_alloc(&r->bound, ((size_t)width + 1) * sizeof *column);
    if (!rows || !value || !object || !column) {
        sqla__res_note(r, &sqla__err_memory);
        return;
    }
    if (cells) memcpy((void *)object, (void *)l->object, cells * sizeof *object);
    for (size_t i = 0; i < cells; i++)
        value[i] = l->values && !object[i] ? l->value[i] : sqla_value_null(NULL);
    const sqla__plan *p = r->plan;
    for (int i = 0; i < width; i++) {
        column[i] = i;
        for (int k = p ? p->n_columns : 0; k-- > 0;)
            if (p->column[k].item == i + l->q.shift) column[i] = k;
    }
    *rows = (sqla__rows){ value, object, column, width, l->n, 0 };
    r->rows = rows;
    r->n_columns = width;
    r->done = false;
    r->rowcount = -1;
}

/* Executes a statement with entities: objects in its rows. */
static sqla_result *sqla__sess_execute_entities(sqla_session *s, sqla__load *l,
                                                const sqla_pair *params)
{
    sqla_conn *c = sqla__sess_conn(s, sqla__sess_model(l->q.stmt));
    sqla_result *r = c ? sqla__conn_result(c) : NULL;
    if (!r) {
        if (c) sqla__state_note(s, &sqla__err_memory);
        return c ? &sqla__res_no_memory : NULL;
    }
    l->values = true;
    l->texts = &r->bound;
    if (!sqla__load_start(l, sqla__sess_model(l->q.stmt), params)) {
        if (l->x.prepared && l->x.prepared->busy) sqla__load_close(l);
    } else {
        l->values = true;
        const int *column = sqla__load_columns(l);
        r->plan = l->x.prepared->plan;
        SQLA__ADD(&r->plan->refs, 1);
        if (column) sqla__load_rows(l, column);
        bool dml = r->plan->is_dml;
        sqla__load_close(l);
        sqla__load_finish(l);
        if (!l->err.code) sqla__sess_fill_result(r, l);
        if (dml) r->rowcount = (int64_t)l->n;
    }
    if (l->err.code) {
        sqla__sess_take(s, &l->err);
        sqla__res_note(r, &l->err);
    }
    return r;
}

/* ---- UPDATE and DELETE by statement bring loaded objects along */

static bool sqla__sess_synchronizes(const sqla_session *s, const sqla_stmt *q)
{
    return (q->e.node.kind == SQLA__K_UPDATE || q->e.node.kind == SQLA__K_DELETE) && s->map_used
        && q->table && sqla__map_of(q->table) && !(q->clauses & SQLA__NO_SYNCHRONIZE)
        && !q->part[SQLA__RETURNING].n;
}

/* Columns that an UPDATE sets, of those that the model has fields for. */
static size_t sqla__sess_set_attrs(const sqla__mapper *m, const sqla_stmt *q,
                                   const sqla_pair *params, uint32_t *attrs)
{
    size_t n = 0;
    if (q->e.node.kind != SQLA__K_UPDATE) return 0;
    for (uint32_t i = 0; i < m->n_attrs; i++) {
        const sqla__attr *a = &m->attr[i];
        bool set = a->column->def->onupdate.kind != SQLA__DEFAULT_NONE;
        for (uint32_t k = 0; k + 1 < q->part[SQLA__SETS].n && !set; k += 2)
            set = q->part[SQLA__SETS].items[k] == (void *)a->column;
        for (const sqla_pair *p = params; p && p->name && !set; p++)
            set = strcmp(p->name, a->plan.name) == 0;
        if (set) attrs[n++] = i;
    }
    return n;
}

static void sqla__sess_sync_row(sqla__load *l, sqla__load_entity *e, bool gone)
{
    sqla_value key[SQLA__COUNT_OF(sqla__map_params)];
    char scratch[SQLA__COUNT_OF(sqla__map_params)][96];
    if (!sqla__load_key(l, e, key, scratch)) return;
    sqla__object *o = sqla__ident_find(l->s, e->e->mapper, key);
    if (!o) return;
    sqla__state_visit(o);
    if (!sqla__flush_undo(l->s, o, true)) {
        sqla__load_no_memory(l);
    } else if (gone) {
        sqla__ident_remove(l->s, o);
        if (o->flags & SQLA__OBJ_DELETE) l->s->n_deleting--;
        o->flags &= (uint16_t)~SQLA__OBJ_DELETE;
        sqla__state_settle(o);
        o->state = SQLA_DELETED;
        sqla__flush_tell(l->s, o, SQLA_PERSISTENT_TO_DELETED);
    } else {
        sqla__load_refill(l, e, o);
    }
}

/* Executes with RETURNING, and follows its rows. The answer has the count of rows. */
static sqla_result *sqla__sess_execute_synchronized(sqla_session *s, sqla_stmt *q,
                                                    const sqla_pair *params)
{
    sqla__mapper *m = sqla__map_of(q->table);
    sqla__load l;
    sqla_conn *c = sqla__sess_conn(s, q->table);
    sqla_result *r = c ? sqla__conn_result(c) : NULL;
    if (!r) return c ? &sqla__res_no_memory : NULL;
    sqla__load_init(&l, s);
    l.populate = l.offered = true;
    l.q.stmt = (sqla_stmt *)sqla__node_ref(sqla_clone(q));
    l.q.own = true;
    int *map = (int *)sqla_arena_alloc(&l.scratch, (m->table->n_items + 1) * sizeof *map);
    uint32_t *attrs = (uint32_t *)sqla_arena_alloc(&l.scratch, (m->n_attrs + 1) * sizeof *attrs);
    sqla__orm_entity *e = map && attrs ? sqla__orm_add_entity(&l.q, m, 0, 0) : NULL;
    int64_t count = 0;
    bool row = false, gone = q->e.node.kind == SQLA__K_DELETE;
    if (e) {
        size_t n = sqla__sess_set_attrs(m, q, params, attrs);
        int column = 0;
        for (size_t i = 0; i < m->table->n_items; i++) map[i] = -1;
        for (size_t k = 0; k < m->n_keys + n; k++) {
            uint32_t i = k < m->n_keys ? m->key[k] : attrs[k - m->n_keys];
            sqla_expr *x = &m->attr[i].column->e;
            if (map[m->attr[i].column->index] >= 0) continue;
            map[m->attr[i].column->index] = column++;
            sqla_returning_n(l.q.stmt, &x, 1);
        }
        e->column = map;
        if (sqla__load_start(&l, q->table, params)) {
            const sqla_driver *d = l.conn->engine->driver;
            while (!l.err.code && d->step(l.x.prepared->stmt, &row, &l.err) == SQLA_OK && row) {
                count++;
                sqla__sess_sync_row(&l, &l.entity[0], gone);
            }
        }
        if (l.x.prepared && l.x.prepared->busy) sqla__load_close(&l);
    } else {
        sqla__load_no_memory(&l);
    }
    r->rowcount = count;
    if (l.err.code) {
        sqla__sess_take(s, &l.err);
        sqla__res_note(r, &l.err);
    }
    sqla__load_free(&l);
    return r;
}

static void sqla__sess_tell_bulk(sqla_session *s, sqla_event_id id, sqla_stmt *q, int64_t rows)
{
    sqla_event ev = { .id = id, .session = s, .stmt = q, .rowcount = rows };
    if (s->listeners) sqla__evt_fire(s->listeners, &ev);
}

/* An answer for calls that came to nothing. */
static sqla_result *sqla__sess_no_result(sqla_session *s)
{
    sqla_conn *c = s && s->n_bound ? s->bound[s->n_bound - 1].conn : NULL;
    if (!s) return &sqla__res_null;
    return c && c != &sqla__conn_no_memory ? sqla__conn_failed_result(c, &s->last)
                                           : &sqla__res_no_memory;
}

sqla_result *sqla_session_execute(sqla_session *s, sqla_stmt *q, const sqla_pair *params)
{
    sqla__load l;
    sqla_result *r = NULL;
    sqla__node_ref(q);
    if (s && s->ops && s->level == NULL && !s->bound[s->n_bound - 1].conn)
        s->bound[s->n_bound - 1].conn = sqla_connect(s->bound[s->n_bound - 1].engine);
    if (sqla__sess_prepare(s, &q, &l) == SQLA_OK) {
        sqla__kind kind = (sqla__kind)q->e.node.kind;
        if (l.q.n_entities) {
            r = sqla__sess_execute_entities(s, &l, params);
        } else if (sqla__sess_synchronizes(s, q)) {
            r = sqla__sess_execute_synchronized(s, q, params);
        } else {
            sqla_conn *c = sqla__sess_conn(s, sqla__sess_model(q));
            if (c) r = sqla_conn_execute(c, q, params);
            if (r && sqla_result_status(r)) sqla__sess_take(s, sqla_result_error(r));
        }
        sqla__load_free(&l);
        if (r && !r->status && kind >= SQLA__K_INSERT && kind <= SQLA__K_DELETE)
            sqla__sess_tell_bulk(s, kind == SQLA__K_INSERT ? SQLA_AFTER_BULK_INSERT
                : kind == SQLA__K_UPDATE ? SQLA_AFTER_BULK_UPDATE : SQLA_AFTER_BULK_DELETE, q,
                r->rowcount);
    }
    if (!r) r = sqla__sess_no_result(s);
    sqla__node_unref(q);
    return r;
}

void *sqla_row_object_of(sqla_result *r, int i, const sqla_table *model)
{
    if (!r || !r->rows || !r->has_row || i < 0 || i >= r->n_columns) return NULL;
    void *object = r->rows->object[(r->rows->at - 1) * (size_t)r->n_columns + (size_t)i];
    sqla__object *o = sqla__state_of(object);
    return o && o->mapper->table == model ? object : NULL;
}

int64_t sqla_session_exec(sqla_session *s, sqla_stmt *q, const sqla_pair *params)
{
    sqla_result *r = sqla_session_execute(s, q, params);
    while (sqla_next(r)) continue;
    int64_t n = r->status ? -1 : r->rowcount < 0 ? 0 : r->rowcount;
    sqla_result_free(r);
    return n;
}

/* The connection for a statement that the engine's own functions execute; NULL: refused. Listeners
 * may put another statement in its place. */
static sqla_conn *sqla__sess_plain(sqla_session *s, sqla_stmt **q, const sqla_table *model)
{
    sqla_conn *c = NULL;
    sqla_stmt *offered = NULL;
    if (sqla__sess_before(s, *q) == SQLA_OK) {
        const sqla_error_record *bad = *q ? sqla__node_error((const sqla_expr *)*q) : NULL;
        offered = *q && !bad->code ? sqla__load_offer(s, *q) : *q;
        if (offered || !*q)
            c = sqla__sess_conn(s, model ? model : sqla__sess_model(bad && bad->code ? NULL : *q));
    }
    if (offered && offered != *q) {             /* a copy, as if it were new */
        sqla__node_drop(*q);
        sqla__node_give_back(&offered->e);
        *q = offered;
    }
    if (!c) sqla__node_drop(*q);
    return c;
}

/* What a call on the connection came to. */
static sqla_status sqla__sess_after(sqla_session *s, sqla_conn *c, sqla_status status)
{
    if (status && status != SQLA_NO_RESULT_FOUND && c->last.code == status)
        sqla__sess_take(s, &c->last);
    else if (status) sqla__sess_not_found(s, status, sqla_status_text(status));
    return status;
}

static sqla_status sqla__sess_status(const sqla_session *s)
{
    return !s ? SQLA_ARGUMENT_ERROR : s->last.code ? s->last.code : SQLA_INVALID_REQUEST;
}

sqla_result *sqla_session_execute_many(sqla_session *s, sqla_stmt *q, const sqla_params *sets)
{
    sqla_conn *c = sqla__sess_plain(s, &q, NULL);
    if (!c) return sqla__sess_no_result(s);
    sqla_result *r = sqla_conn_execute_many(c, q, sets);
    if (sqla_result_status(r)) sqla__sess_take(s, sqla_result_error(r));
    return r;
}

sqla_status sqla_session_scalar(sqla_session *s, sqla_stmt *q, const sqla_out *out,
                                const sqla_pair *params)
{
    sqla_conn *c = sqla__sess_plain(s, &q, NULL);
    return c ? sqla__sess_after(s, c, sqla_conn_scalar(c, q, out, params)) : sqla__sess_status(s);
}

static sqla_result *sqla__sess_first(sqla_session *s, sqla_stmt *q, const sqla_pair *params)
{
    sqla_conn *c = sqla__sess_plain(s, &q, NULL);
    sqla_result *r = c ? sqla_conn_execute(c, q, params) : NULL;
    sqla_next(r);
    if (r && sqla_result_status(r)) sqla__sess_take(s, sqla_result_error(r));
    return r;
}

int64_t sqla_session_scalar_int(sqla_session *s, sqla_stmt *q, const sqla_pair *params)
{
    sqla_result *r = sqla__sess_first(s, q, params);
    int64_t v = sqla_row_int(r, 0);
    sqla_result_free(r);
    return v;
}

double sqla_session_scalar_double(sqla_session *s, sqla_stmt *q, const sqla_pair *params)
{
    sqla_result *r = sqla__sess_first(s, q, params);
    double v = sqla_row_double(r, 0);
    sqla_result_free(r);
    return v;
}

const char *sqla_session_scalar_text(sqla_session *s, sqla_stmt *q, const sqla_pair *params)
{
    const char *text = NULL;
    sqla_out out = { SQLA_C_TEXT, sizeof text, (void *)&text };
    return sqla_session_scalar(s, q, &out, params) == SQLA_OK ? text : NULL;
}

sqla_status sqla_session_fetch(sqla_session *s, sqla_stmt *q, const sqla_fetch *fetch,
                               const sqla_pair *params)
{
    sqla_conn *c = sqla__sess_plain(s, &q, NULL);
    void *none = NULL;
    if (c) return sqla__sess_after(s, c, sqla_conn_fetch(c, q, fetch, params));
    if (fetch && fetch->items) memcpy(fetch->items, &none, sizeof none);
    if (fetch && fetch->count) *fetch->count = 0;
    return sqla__sess_status(s);
}

static sqla_status sqla__sess_bulk(sqla_session *s, sqla__conn_bulk_kind kind, sqla_event_id id,
                                   const sqla_table *table, const void *rows, size_t n,
                                   const sqla_bulk_options *options)
{
    sqla_stmt *none = NULL;
    sqla_conn *c = sqla__sess_plain(s, &none, table);
    sqla_status status = c ? sqla__sess_after(s, c, sqla__conn_bulk(c, kind, table, rows, n,
                                                                   options)) : sqla__sess_status(s);
    if (!status) sqla__sess_tell_bulk(s, id, NULL, (int64_t)n);
    return status;
}

sqla_status sqla_session_bulk_insert(sqla_session *s, const sqla_table *table, const void *rows,
                                     size_t n, const sqla_bulk_options *options)
{
    return sqla__sess_bulk(s, SQLA__CONN_INSERT, SQLA_AFTER_BULK_INSERT, table, rows, n, options);
}
sqla_status sqla_session_bulk_update(sqla_session *s, const sqla_table *table, const void *rows,
                                     size_t n, const sqla_bulk_options *options)
{
    return sqla__sess_bulk(s, SQLA__CONN_UPDATE, SQLA_AFTER_BULK_UPDATE, table, rows, n, options);
}
sqla_status sqla_session_bulk_delete(sqla_session *s, const sqla_table *table, const void *rows,
                                     size_t n, const sqla_bulk_options *options)
{
    return sqla__sess_bulk(s, SQLA__CONN_DELETE, SQLA_AFTER_BULK_DELETE, table, rows, n, options);
}

/* Values of a key brought to the kinds of its fields. */
static bool sqla__sess_key(sqla_session *s, const sqla__mapper *m, const sqla_key *given,
                           sqla_value *key, char scratch[][96])
{
    if (!given->values || given->n != m->n_keys) {
        sqla__sess_fail(s, SQLA_INVALID_REQUEST, "%s: the primary key has %d columns, %z values "
                        "were given", m->table->model, (int)m->n_keys, given->n);
        return false;
    }
    for (size_t i = 0; i < given->n; i++) {
        const sqla__attr *a = &m->attr[m->key[i]];
        key[i] = given->values[i];
        if (key[i].kind == SQLA_VALUE_NULL) return false;
        if (sqla__type_result(&key[i], a->plan.type, scratch[i])
            && sqla__type_to_kind(&key[i], sqla__type_field_kind(a->plan.ctype), a->plan.type,
                                  scratch[i])) continue;
        sqla__sess_fail(s, SQLA_ARGUMENT_ERROR, "%s.%s: the value is of another type",
                        m->table->model, a->column->def->attr);
        return false;
    }
    return true;
}

/* sqla_get with a query of its own: options, or a lock. */
static void *sqla__sess_get_by_query(sqla_session *s, sqla__mapper *m, const sqla_value *key,
                                     const sqla_get_options *o)
{
    sqla_stmt *q = sqla__map_select(m);
    for (uint32_t i = 0; i < m->n_keys; i++) {
        sqla_expr *x = sqla_binary(SQLA_OP_EQ, &m->attr[m->key[i]].column->e, sqla_v_value(key[i]));
        sqla_where_n(q, &x, 1);
    }
    if (o->options) sqla_options_n(q, &o->options, 1);
    if (o->for_update) sqla_with_for_update_n(q, NULL);
    if (o->populate_existing) q->clauses |= SQLA__POPULATE;
    return sqla_session_one(s, m->table, q, NULL, SQLA__ONE_OR_NONE);
}

void *sqla_session_get(sqla_session *s, const sqla_table *model, sqla_key given,
                       const sqla_get_options *options)
{
    static const sqla_get_options none = { 0 };
    const sqla_get_options *o = options ? options : &none;
    sqla_value key[SQLA__COUNT_OF(sqla__map_params)];
    char scratch[SQLA__COUNT_OF(sqla__map_params)][96];
    sqla__mapper *m = sqla__map_of(model);
    sqla_status status = sqla__sess_usable(s);
    if (!status && !m)
        status = sqla__sess_fail(s, SQLA_ARGUMENT_ERROR, "sqla_get: the model is in no metadata");
    if (status || !sqla__sess_key(s, m, &given, key, scratch)) {
        sqla__node_drop(o->options);
        return NULL;
    }
    sqla__object *found = sqla__ident_find(s, m, key);
    if (found) sqla__state_visit(found);
    bool query = o->options || o->for_update || o->populate_existing || m->eager;
    bool must = o->options || o->for_update || o->populate_existing;
    if (found && !must && !(found->flags & SQLA__OBJ_STALE)) return found + 1;
    /* Changes to other rows cannot be the row that is looked for, new and deleted ones can. */
    if (s->n_pending || s->n_deleting) status = sqla__sess_autoflush(s);
    if (status) {
        sqla__node_drop(o->options);
        return NULL;
    }
    void *object;
    if (query) {
        object = sqla__sess_get_by_query(s, m, key, o);
    } else {
        found = sqla__load_get(s, m, key, false, &status);
        if (status) sqla__sess_take(s, &s->last);
        object = found ? found + 1 : NULL;
    }
    if (!object && !status && o->required)
        sqla__sess_not_found(s, SQLA_NO_RESULT_FOUND, "no row was found where one was required");
    return object;
}

/* ---- Loops */

static void sqla__sess_free_stream(sqla_session *s, sqla__sess_stream *t)
{
    sqla__sess_end_stream(t);
    for (sqla__sess_stream **at = &s->streams; *at; at = &(*at)->next)
        if (*at == t) {
            *at = t->next;
            break;
        }
    sqla__load_free(&t->l);
    sqla__node_unref(t->q);
    sqla__mem_free(&s->allocator, t, sizeof *t);
}

/* Frees what the last part made, unless it was changed or kept. */
static void sqla__sess_free_part(sqla_session *s)
{
    for (sqla__object *o = s->objects, *next; o; o = next) {
        next = o->next;
        if (!(o->flags & SQLA__OBJ_STREAMED) || o->state != SQLA_PERSISTENT
            || sqla__flush_is_dirty(o) || o->undo) continue;
        sqla__sess_detach(s, o);
        sqla__state_free(o);
    }
    sqla__sess_free_retired(s, s->txn);
}

/* Reads the next part into the cursor. */
static bool sqla__sess_next_part(sqla_cursor *c)
{
    sqla__sess_stream *t = (sqla__sess_stream *)c->stream;
    sqla__load *l = &t->l;
    sqla__sess_free_part(c->session);
    c->items = NULL;
    c->count = c->at = 0;
    if (!t->open || !t->more) return false;
    l->n = 0;
    l->most = t->part;
    l->mark = ++c->session->mark;
    l->err.code = SQLA_OK;
    t->more = sqla__load_rows(l, NULL);
    if (!t->more || l->err.code) sqla__sess_end_stream(t);
    sqla__load_finish(l);
    if (l->err.code) {
        sqla__sess_take(c->session, &l->err);
        return false;
    }
    size_t width = (size_t)l->q.n_items;
    for (size_t i = 0; i < l->n && width > 1; i++) l->object[i] = l->object[i * width];
    c->items = l->object;
    c->count = l->n;
    return l->n > 0;
}

static void sqla__sess_open_stream(sqla_cursor *c, sqla_stmt *q)
{
    sqla_session *s = c->session;
    sqla__sess_stream *t = (sqla__sess_stream *)sqla__mem_zero(&s->allocator, sizeof *t);
    if (!t) {
        sqla__state_note(s, &sqla__err_memory);
        c->over = true;
        return;
    }
    t->q = (sqla_stmt *)sqla__node_ref(q);
    t->part = (size_t)q->yield_per;
    if (sqla__sess_prepare(s, &t->q, &t->l)) {
        c->over = true;
        sqla__node_unref(t->q);
        sqla__mem_free(&s->allocator, t, sizeof *t);
        return;
    }
    t->next = s->streams;
    s->streams = t;
    c->stream = t;
    t->l.streamed = true;
    sqla_status status = sqla__sess_check(&t->l, c->model);
    bool whole = t->l.q.many;
    for (int k = 0; k < t->l.q.n_entities; k++)
        for (const sqla__orm_load *x = t->l.q.entity[k].loads; x; x = x->next)
            whole = whole || x->how == SQLA_LAZY_SUBQUERY;
    if (!status && whole)
        status = sqla__sess_fail(s, SQLA_INVALID_REQUEST,
            "sqla_yield_per with a list loaded by a join or subquery: use sqla_selectinload");
    if (!status && !sqla__load_start(&t->l, sqla__sess_model(t->l.q.stmt), NULL)) {
        status = t->l.err.code;
        if (status) sqla__sess_take(s, &t->l.err);
    }
    t->open = t->l.x.prepared && t->l.x.prepared->busy;
    t->more = !status && t->open;
    if (status) c->over = true;
}

void sqla_cursor_end(sqla_cursor *c)
{
    if (!c) return;
    if (c->stream) {
        sqla_session *s = c->session;
        sqla__sess_free_stream(s, (sqla__sess_stream *)c->stream);
        c->stream = NULL;
        sqla__sess_free_part(s);
        for (sqla__object *o = s->objects; o; o = o->next)      /* what is left stays for good */
            o->flags &= (uint16_t)~SQLA__OBJ_STREAMED;
    } else if (c->own && c->items) {
        sqla_list_free((sqla_list){ c->items, c->count, c->session });
    }
    c->items = NULL;
    c->own = false;
    c->over = true;
}

sqla_cursor sqla_session_cursor(sqla_session *s, const sqla_table *model, sqla_stmt *q)
{
    sqla_cursor c = { .session = s, .model = model, .own = true };
    sqla__node_ref(q);
    if (s && s->ops && q && sqla__node_is_stmt(&q->e) && q->yield_per > 0) {
        sqla__sess_open_stream(&c, q);
        if (c.over) sqla_cursor_end(&c);
    } else {
        sqla_list list = sqla_session_all(s, model, q, NULL);
        c.items = list.items;
        c.count = list.count;
    }
    sqla__node_unref(q);
    return c;
}

sqla_cursor sqla_list_cursor(sqla_list list, const sqla_table *model)
{
    return (sqla_cursor){ .session = list.session, .model = model, .items = list.items,
                          .count = list.items ? list.count : 0 };
}

sqla_cursor sqla_collection_cursor(const void *object, const char *attr)
{
    sqla__object *o = sqla__state_of(object);
    sqla__rel *rel = o && attr ? sqla__map_rel(o->mapper, attr) : NULL;
    sqla_cursor c = { .object = object, .attr = attr, .over = true };
    if (!rel || !rel->list) {
        if (o) sqla__state_fail(o, SQLA_ARGUMENT_ERROR, attr, "it is no to-many relationship");
        return c;
    }
    c.over = sqla__load_rel(o, rel) != SQLA_OK;
    return c;
}

/* The next element of a list that may lose its current one. */
static void *sqla__sess_next_element(sqla_cursor *c)
{
    sqla__object *o = sqla__state_of(c->object);
    sqla__rel *rel = o ? sqla__map_rel(o->mapper, c->attr) : NULL;
    size_t n = 0;
    void *const *items = rel ? sqla__state_items(o, rel, &n) : NULL;
    if (c->last && c->at < n && items[c->at] == c->last) c->at++;
    if (c->at >= n) return NULL;
    c->last = items[c->at];
    return items[c->at];
}

void *sqla_cursor_next(sqla_cursor *c)
{
    if (!c || c->over) return NULL;
    if (c->object) return sqla__sess_next_element(c);
    while (c->at >= c->count)
        if (!c->stream || !sqla__sess_next_part(c)) return NULL;
    return c->items[c->at++];
}

/* ---- Loading on demand, refreshing, expiring */

void *sqla_object_load(void *object, const char *attr)
{
    sqla__object *o = sqla__state_of(object);
    sqla__rel *rel = o && attr ? sqla__map_rel(o->mapper, attr) : NULL;
    int i = o && attr && !rel ? sqla__map_attr(o->mapper, attr) : -1;
    if (!o) return NULL;
    if (rel) {
        if (sqla__load_rel(o, rel)) return NULL;
        return rel->list ? object : sqla__state_ref_raw(o, rel);
    }
    if (i < 0) {
        sqla__state_fail(o, SQLA_ARGUMENT_ERROR, attr, "the model has no such attribute");
        return NULL;
    }
    sqla__state_visit(o);
    if (sqla__state_is_new(o) || sqla__state_is_loaded(o, (uint32_t)i)) return object;
    if (!o->session || o->state != SQLA_PERSISTENT) {
        sqla__state_fail(o, SQLA_DETACHED_INSTANCE, attr,
                         "the object is in no session, its attribute cannot be loaded");
        return NULL;
    }
    uint32_t one = (uint32_t)i;
    sqla_status status = o->flags & SQLA__OBJ_STALE ? sqla__load_fresh(o)
                                                    : sqla__load_again(o, &one, 1, false);
    return status ? NULL : object;
}

void *sqla_fresh(void *object)
{
    sqla__object *o = sqla__state_of(object);
    if (!o) return NULL;
    sqla__state_visit(o);
    if (o->state == SQLA_DETACHED && o->flags & SQLA__OBJ_STALE) {
        sqla__state_fail(o, SQLA_DETACHED_INSTANCE, NULL,
                         "the object is in no session, it cannot be loaded anew");
        return NULL;
    }
    if (o->state == SQLA_PERSISTENT && o->flags & SQLA__OBJ_STALE) {
        if (sqla__sess_usable(o->session) || sqla__sess_autoflush(o->session)) return NULL;
        if (sqla__load_fresh(o)) return NULL;
    }
    return object;
}

/* The attributes of a call's list; false if one is unknown. Relationships are marked unloaded. */
static bool sqla__sess_names(sqla__object *o, const char *const *attrs, uint32_t *columns,
                             size_t *n, bool *rels)
{
    *n = 0;
    *rels = false;
    for (; attrs && *attrs; attrs++) {
        const sqla__rel *rel = sqla__map_rel(o->mapper, *attrs);
        int i = rel ? -1 : sqla__map_attr(o->mapper, *attrs);
        if (rel) {
            *rels = true;
            sqla__state_free_changes(o, rel);
            sqla__state_put_bit(sqla__state_loaded(o), rel->bit, false);
            sqla__state_put_bit(sqla__state_given(o), rel->bit, false);
            if (!rel->list) sqla__state_put_ref(o, rel, sqla__state_rel(o, rel)->known);
        } else if (i >= 0) {
            if (*n < o->mapper->n_attrs) columns[(*n)++] = (uint32_t)i;
        } else {
            sqla__state_fail(o, SQLA_ARGUMENT_ERROR, *attrs, "the model has no such attribute");
            return false;
        }
    }
    return true;
}

/* One object refreshed; the walk brings those that cascade. */
static sqla_status sqla__sess_refresh_one(sqla__object *o, const char *const *attrs)
{
    const sqla_allocator *a = &o->session->allocator;
    size_t size = (o->mapper->n_attrs + 1) * sizeof(uint32_t), n = 0;
    uint32_t *columns = (uint32_t *)sqla__mem_alloc(a, size);
    bool rels = false;
    if (!columns) return sqla__state_oom(o);
    sqla__state_visit(o);
    sqla_status status = sqla__sess_names(o, attrs, columns, &n, &rels) ? SQLA_OK
                                                                       : SQLA_ARGUMENT_ERROR;
    if (!status && (!attrs || n)) status = sqla__load_again(o, attrs ? columns : NULL, n, true);
    for (; !status && rels && *attrs; attrs++) {
        sqla__rel *rel = sqla__map_rel(o->mapper, *attrs);
        if (rel) status = sqla__load_rel(o, rel);
    }
    sqla__mem_free(a, columns, size);
    return status;
}

sqla_status sqla_object_refresh(void *object, const char *const *attrs)
{
    sqla__object *first = sqla__state_of(object);
    sqla_session *s = first ? first->session : NULL;
    sqla__sess_walk w = { .s = s };
    if (!first) return SQLA_ARGUMENT_ERROR;
    sqla_status status = s ? sqla__sess_usable(s) : SQLA_OK;
    if (!s && first->state == SQLA_DETACHED)
        return sqla__state_fail(first, SQLA_DETACHED_INSTANCE, NULL,
                                "the object is in no session, it cannot be loaded anew");
    if (!status && (!s || first->state != SQLA_PERSISTENT))
        status = sqla__state_fail(first, SQLA_INVALID_REQUEST, NULL,
                                  "only a stored object of a session can be loaded anew");
    if (!status) status = sqla__sess_autoflush(s);
    bool good = status || sqla__sess_walk_to(&w, first);
    int64_t mark = status ? 0 : ++s->mark;
    for (size_t i = 0; i < w.n && good && !status; i++) {
        sqla__object *o = (sqla__object *)w.items[i];
        if (o->state != SQLA_PERSISTENT || o->session != s || (i && o->listed == mark)) continue;
        o->listed = mark;
        if (!attrs) good = sqla__sess_walk_on(&w, o, SQLA_CASCADE_REFRESH_EXPIRE);
        if (good) status = sqla__sess_refresh_one(o, i ? NULL : attrs);
        o->listed = mark;
    }
    sqla__sess_walk_free(&w);
    return good ? status : sqla__state_note(s, &sqla__err_memory);
}

/* Marks an object's values as expired; its changes are lost. */
static void sqla__sess_expire_one(sqla__object *o)
{
    const sqla__mapper *m = o->mapper;
    sqla__sess_put_back(o, sqla__state_snapshot(o), false);
    for (uint32_t i = 0; i < m->n_rels; i++)
        if (!m->rel[i].list && m->rel[i].direction == SQLA__ONE_TO_MANY)
            sqla__state_put_ref(o, &m->rel[i], sqla__state_rel(o, &m->rel[i])->known);
    uint64_t orphan = o->orphan;
    sqla__state_settle(o);
    o->orphan = orphan;
    memset(sqla__state_loaded(o), 0, m->words * sizeof(uint64_t));
    o->flags |= SQLA__OBJ_STALE;
    sqla__flush_tell(NULL, o, SQLA_EXPIRE);
}

sqla_status sqla_object_expire(void *object, const char *const *attrs)
{
    sqla__object *first = sqla__state_of(object);
    sqla_session *s = first ? first->session : NULL;
    sqla__sess_walk w = { .s = s };
    bool rels, good = true;
    if (!first) return SQLA_ARGUMENT_ERROR;
    if (!s || first->state != SQLA_PERSISTENT)
        return sqla__state_fail(first, SQLA_INVALID_REQUEST, NULL,
                                "only a stored object of a session can be expired");
    sqla__state_visit(first);
    if (attrs) {
        size_t size = (first->mapper->n_attrs + 1) * sizeof(uint32_t), n;
        uint32_t *columns = (uint32_t *)sqla__mem_alloc(&s->allocator, size);
        if (!columns) return sqla__state_oom(first);
        good = sqla__sess_names(first, attrs, columns, &n, &rels);
        for (size_t i = 0; good && i < n; i++) {
            const sqla_field_plan *plan = &first->mapper->attr[columns[i]].plan;
            memcpy(sqla__state_record(first) + plan->offset,
                   sqla__state_snapshot(first) + plan->offset, plan->size);
            sqla__state_put_bit(sqla__state_loaded(first), columns[i], false);
            sqla__state_put_bit(sqla__state_given(first), columns[i], false);
            first->flags |= SQLA__OBJ_STALE;
        }
        sqla__mem_free(&s->allocator, columns, size);
        return good ? SQLA_OK : SQLA_ARGUMENT_ERROR;
    }
    good = sqla__sess_walk_to(&w, first);
    int64_t mark = ++s->mark;
    for (size_t i = 0; i < w.n && good; i++) {
        sqla__object *o = (sqla__object *)w.items[i];
        if (o->state != SQLA_PERSISTENT || o->session != s || o->listed == mark) continue;
        o->listed = mark;
        good = sqla__sess_walk_on(&w, o, SQLA_CASCADE_REFRESH_EXPIRE);
        sqla__sess_expire_one(o);
    }
    sqla__sess_walk_free(&w);
    return good ? SQLA_OK : sqla__state_note(s, &sqla__err_memory);
}

sqla_status sqla_expire_all(sqla_session *s)
{
    if (!s) return SQLA_ARGUMENT_ERROR;
    for (sqla__object *o = s->objects; o; o = o->next)
        if (o->state == SQLA_PERSISTENT) sqla__sess_expire_one(o);
    return s->ops ? SQLA_OK : s->first.code;
}

/* ---- Merging */

/* Pairs of a given object and its counterpart in the session; an object's rank is its pair. */
typedef struct sqla__sess_merge {
    sqla_session *s;
    void        **pairs;            /* from, to, from, to, ... */
    size_t        n, capacity;
    int64_t       mark;
    sqla_status   status;
} sqla__sess_merge;

static bool sqla__sess_merge_field(sqla__object *to, const sqla__object *from, uint32_t i)
{
    const sqla__attr *a = &to->mapper->attr[i];
    if (sqla__state_same(a, sqla__state_record(from), sqla__state_record(to))
        && !sqla__state_is_new(to)) return true;
    if (a->text) {
        size_t n;
        const char *text = sqla__state_text_field(a, sqla__state_record(from), &n);
        const char *copy = text ? sqla__state_text(to, text, n) : NULL;
        if (text && !copy) return false;
        memcpy(sqla__state_record(to) + a->plan.offset, sqla__state_record(from) + a->plan.offset,
               a->plan.size);
        memcpy(sqla__state_record(to) + a->plan.offset, &copy, sizeof copy);
    } else {
        memcpy(sqla__state_record(to) + a->plan.offset, sqla__state_record(from) + a->plan.offset,
               a->plan.size);
    }
    if (sqla__state_is_new(to) || !sqla__state_is_loaded(to, i))
        sqla__state_put_bit(sqla__state_given(to), i, true);
    return true;
}

/* Was this attribute given, or loaded? Only those are merged. */
static bool sqla__sess_merges(const sqla__object *from, uint32_t i)
{
    return sqla__state_is_loaded(from, i) || sqla__state_is_changed(from, i);
}

/* The counterpart of an object: loaded, or made. */
static sqla__object *sqla__sess_merge_one(sqla__sess_merge *w, sqla__object *from)
{
    sqla_value key[SQLA__COUNT_OF(sqla__map_params)];
    sqla__object *to = NULL;
    if (from->listed == w->mark) return (sqla__object *)w->pairs[2 * (size_t)from->rank + 1];
    bool keyed = sqla__state_key(from, sqla__state_is_new(from) ? sqla__state_record(from)
                                                                : sqla__state_snapshot(from), key);
    if (from->session == w->s && sqla__state_in_session(from)) to = from;
    if (!to && keyed) {
        to = sqla__ident_find(w->s, from->mapper, key);
        if (to) sqla__state_visit(to);
        if (!to || to->flags & SQLA__OBJ_STALE)
            to = sqla__load_get(w->s, from->mapper, key, false, &w->status);
    }
    if (!to && !w->status) {
        void *made = sqla_object_new(from->mapper->table, NULL, "");
        to = sqla__state_of(made);
        if (to) {
            w->status = sqla__sess_add(w->s, to);
            if (w->status) sqla__state_free(to), to = NULL;
        }
    }
    if (!to) {
        if (!w->status) w->status = sqla__state_note(w->s, &sqla__err_memory);
        return NULL;
    }
    from->listed = w->mark;
    from->rank = (int)(w->n / 2);
    bool good = sqla__state_push(&w->s->allocator, &w->pairs, &w->n, &w->capacity, from)
        && sqla__state_push(&w->s->allocator, &w->pairs, &w->n, &w->capacity, to);
    for (uint32_t i = 0; i < from->mapper->n_attrs && good && to != from; i++)
        if (sqla__sess_merges(from, i)) good = sqla__sess_merge_field(to, from, i);
    if (!good) w->status = sqla__state_note(w->s, &sqla__err_memory);
    return good ? to : NULL;
}

/* Makes the counterpart's list hold the counterparts of the given one's. */
static void sqla__sess_merge_list(sqla__sess_merge *w, const sqla__object *from, sqla__object *to,
                                  sqla__rel *rel)
{
    size_t n, had;
    void *const *items = sqla__state_items(from, rel, &n);
    if (!w->status) w->status = sqla__load_rel(to, rel);
    for (size_t i = 0; i < n && !w->status; i++) {
        sqla__object *x = sqla__state_of(items[i]), *y = x ? sqla__sess_merge_one(w, x) : NULL;
        items = sqla__state_items(from, rel, &n);
        if (y && !sqla__state_list_has(to, rel, y + 1)) w->status = sqla__state_append(to, rel, y);
    }
    void *const *now = sqla__state_items(to, rel, &had);
    for (size_t i = had; i-- > 0 && !w->status;) {
        bool wanted = false;
        for (size_t k = 0; k < n && !wanted; k++) {
            sqla__object *x = sqla__state_of(items[k]);
            wanted = x && x->listed == w->mark
                && (sqla__object *)w->pairs[2 * (size_t)x->rank + 1] + 1 == now[i];
        }
        sqla__object *y = sqla__state_of(now[i]);
        if (!wanted && y) w->status = sqla__state_remove(to, rel, y);
        now = sqla__state_items(to, rel, &had);
        if (i > had) i = had;
    }
}

static void sqla__sess_merge_rels(sqla__sess_merge *w, sqla__object *from, sqla__object *to)
{
    for (uint32_t k = 0; k < from->mapper->n_rels && !w->status; k++) {
        sqla__rel *rel = &from->mapper->rel[k];
        if (!(rel->cascade & SQLA_CASCADE_MERGE) || from == to) continue;
        bool known = rel->list ? sqla__state_is_loaded(from, rel->bit)
                || (sqla__state_is_new(from) && sqla__state_rel(from, rel)->items)
            : sqla__state_is_loaded(from, rel->bit) || sqla__state_is_given(from, rel->bit);
        if (!known) continue;
        if (rel->list) {
            sqla__sess_merge_list(w, from, to, rel);
            continue;
        }
        sqla__object *x = sqla__state_ref(from, rel), *y = x ? sqla__sess_merge_one(w, x) : NULL;
        if (!w->status) w->status = sqla__load_rel(to, rel);
        sqla__object *old = sqla__state_ref(to, rel);
        if (!w->status && old != y) w->status = sqla__state_set_ref(to, rel, old, y);
    }
}

void *sqla_merge(sqla_session *s, const void *object)
{
    sqla__object *from = sqla__state_of(object);
    sqla__sess_merge w = { .s = s };
    if (sqla__sess_usable(s)) return NULL;
    if (!from) {
        sqla__sess_fail(s, SQLA_ARGUMENT_ERROR, "sqla_merge: what is given is no object");
        return NULL;
    }
    w.status = sqla__sess_has_model(s, from) ? sqla__sess_autoflush(s)
        : sqla__sess_refuse(s, from, SQLA_INVALID_REQUEST,
                            "the model is not in the session's metadata");
    w.mark = ++s->mark;
    s->no_autoflush++;
    sqla__object *to = w.status ? NULL : sqla__sess_merge_one(&w, from);
    for (size_t i = 0; i + 1 < w.n && !w.status; i += 2)
        sqla__sess_merge_rels(&w, (sqla__object *)w.pairs[i], (sqla__object *)w.pairs[i + 1]);
    s->no_autoflush--;
    sqla__mem_free(&s->allocator, (void *)w.pairs, w.capacity * sizeof *w.pairs);
    return w.status || !to ? NULL : to + 1;
}

void *sqla_session_merge_copy(sqla_session *s, const sqla_table *model, const void *record)
{
    if (sqla__sess_usable(s)) return NULL;
    void *copy = record ? sqla_object_new(model, record, NULL) : NULL;
    if (!copy) {
        sqla__sess_fail(s, record ? SQLA_MEMORY_ERROR : SQLA_ARGUMENT_ERROR,
                        "sqla_merge_copy: no struct, no memory, or its model is in no metadata");
        return NULL;
    }
    void *merged = sqla_merge(s, copy);
    sqla__state_free(sqla__state_of(copy));
    return merged;
}

sqla_status sqla_collection_replace(void *object, const char *attr, const void *items, size_t n)
{
    sqla__object *o = sqla__state_of(object);
    sqla__rel *rel = sqla__state_list_call(o, attr);
    void *const *wanted = (void *const *)items;
    if (!rel || (n && !items)) return SQLA_ARGUMENT_ERROR;
    sqla_status status = sqla__load_rel(o, rel);
    size_t had;
    for (size_t i = 0; i < n && !status; i++)
        if (!sqla__state_of(wanted[i]))
            status = sqla__state_fail(o, SQLA_ARGUMENT_ERROR, attr, "item %z is no object", i);
    sqla__state_items(o, rel, &had);
    for (size_t i = had; i-- > 0 && !status;) {
        void *const *now = sqla__state_items(o, rel, &had);
        bool stays = false;
        if (i >= had) continue;
        for (size_t k = 0; k < n && !stays; k++) stays = wanted[k] == now[i];
        if (!stays) status = sqla__state_remove(o, rel, sqla__state_of(now[i]));
    }
    for (size_t i = 0; i < n && !status; i++)
        if (!sqla__state_list_has(o, rel, wanted[i]))
            status = sqla__state_append(o, rel, sqla__state_of(wanted[i]));
    return status;
}

/* ---- A session per thread, and sessions for a piece of work */

typedef struct sqla__sess_thread {
    struct sqla__sess_thread *next;
    const void               *thread;
    sqla_session             *session;
} sqla__sess_thread;

struct sqla_scoped {
    sqla__mutex          lock;
    sqla_engine         *engine;
    sqla_metadata       *md;
    sqla_session_options options;
    sqla__sess_thread   *threads;
};

sqla_scoped *sqla_scoped_make(sqla_engine *e, sqla_metadata *md,
                              const sqla_session_options *options)
{
    sqla_scoped *r = (sqla_scoped *)sqla__mem_zero(&sqla__mem_process, sizeof *r);
    if (!r) return NULL;
    sqla__plat_mutex_init(&r->lock);
    r->engine = e;
    r->md = md;
    if (options) r->options = *options;
    return r;
}

sqla_session *sqla_scoped_get(sqla_scoped *r)
{
    const void *me = sqla__pool_thread();
    sqla__sess_thread *t;
    if (!r) return &sqla__sess_no_memory;
    sqla__plat_lock(&r->lock);
    for (t = r->threads; t && t->thread != me; t = t->next) continue;
    if (!t) {
        t = (sqla__sess_thread *)sqla__mem_zero(&sqla__mem_process, sizeof *t);
        if (t) {
            t->thread = me;
            t->session = sqla_session_on_engine(r->engine, r->md, &r->options);
            t->next = r->threads;
            r->threads = t;
        }
    }
    sqla_session *s = t ? t->session : &sqla__sess_no_memory;
    sqla__plat_unlock(&r->lock);
    return s;
}

void sqla_scoped_remove(sqla_scoped *r)
{
    const void *me = sqla__pool_thread();
    sqla__sess_thread *t = NULL;
    if (!r) return;
    sqla__plat_lock(&r->lock);
    for (sqla__sess_thread **at = &r->threads; *at; at = &(*at)->next)
        if ((*at)->thread == me) {
            t = *at;
            *at = t->next;
            break;
        }
    sqla__plat_unlock(&r->lock);
    if (!t) return;
    sqla_session_close(t->session);
    sqla__mem_free(&sqla__mem_process, t, sizeof *t);
}

void sqla_scoped_free(sqla_scoped *r)
{
    if (!r) return;
    for (sqla__sess_thread *t = r->threads, *next; t; t = next) {
        next = t->next;
        sqla_session_close(t->session);
        sqla__mem_free(&sqla__mem_process, t, sizeof *t);
    }
    sqla__plat_mutex_free(&r->lock);
    sqla__mem_free(&sqla__mem_process, r, sizeof *r);
}

typedef struct sqla__sess_work {
    sqla_metadata        *md;
    sqla_session_work_fn *work;
    void                 *arg;
} sqla__sess_work;

/* The work of sqla_run: a session on its connection, whose commit ends with the flush. */
static sqla_status sqla__sess_run_work(sqla_conn *c, void *arg)
{
    const sqla__sess_work *w = (const sqla__sess_work *)arg;
    sqla_session *s = sqla_session_on_conn(c, w->md, NULL);
    sqla_status status = s->ops ? w->work(s, w->arg) : s->first.code;
    if (!status) status = sqla_session_commit_all(s);
    if (status && s->bound) sqla__conn_note(c, &s->last);
    sqla_session_close(s);
    return status;
}

sqla_status sqla_run_session(sqla_engine *e, sqla_metadata *md, sqla_session_work_fn *work,
                             void *arg)
{
    sqla__sess_work w = { md, work, arg };
    return work ? sqla_run_n(e, sqla__sess_run_work, &w, NULL) : SQLA_ARGUMENT_ERROR;
}

#endif /* SQLA_NO_ORM */

#endif /* SQLA_IMPLEMENTATION */
