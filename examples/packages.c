/* packages.c - the whole way in one program: plain structs filled from a file, thousands of rows
 * stored in one transaction, questions composed from parts. The file is the package database of a
 * Debian-like system: a paragraph of "Field: value" lines for every package. */
#define _POSIX_C_SOURCE 200809L         /* getdelim, isatty, strcasecmp */
#define SQLA_IMPLEMENTATION
#define SQLA_SQLITE
#include "sqla.h"
#include <ctype.h>
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>
#include <unistd.h>

#define USAGE       "usage: packages [--db FILE.db|URL] [--section S] [--min-size KiB] " \
                    "[--needs NAME] [--name PATTERN] [STATUS-FILE]\n"
#define DPKG_STATUS "/var/lib/dpkg/status"
#define SAMPLE      "examples/packages.sample"

/* Says what is wrong; false. */
#define complain(...) (fprintf(stderr, "packages: " __VA_ARGS__), fputc('\n', stderr), false)

enum { BATCH = 1000, MAX_DEPTH = 16 };

/* ---- The tables: structs as the program wants them, and what the database makes of their fields.
 * A field that no SQLA_COLUMN names is the program's own. */

typedef struct Named { int64_t id; const char *name; } Named, Section, Maintainer;

typedef enum Kind { PRE_DEPENDS, DEPENDS, RECOMMENDS, PROVIDES } Kind;

typedef struct Package {
    int64_t        id;
    const char    *name, *version, *summary;
    char           architecture[24];
    sqla_opt_int64 section_id, maintainer_id;
    sqla_opt_int64 installed_size;              /* KiB */
    char          *lists[PROVIDES + 1];         /* by Kind, as they stand in the file, or NULL */
} Package;

typedef struct Dependency {
    int64_t        id, package_id;
    Kind           kind;
    bool           alternative;                 /* the b of "a | b" */
    const char    *name, *constraint;           /* "libc6", ">= 2.36" */
    sqla_opt_int64 target_id;                   /* what is or provides it; none: not installed */
} Dependency;

SQLA_MODEL(Section, "sections",
    SQLA_COLUMN(Section, id,             .primary_key = true),
    SQLA_COLUMN(Section, name,           .not_null = true, .unique = true));

SQLA_MODEL(Maintainer, "maintainers",
    SQLA_COLUMN(Maintainer, id,          .primary_key = true),
    SQLA_COLUMN(Maintainer, name,        .not_null = true, .unique = true));

SQLA_MODEL(Package, "packages",
    SQLA_COLUMN(Package, id,             .primary_key = true),
    SQLA_COLUMN(Package, name,           .not_null = true, .index = true),
    SQLA_COLUMN(Package, version),
    SQLA_COLUMN(Package, architecture),
    SQLA_COLUMN(Package, section_id,     .foreign_key = "sections.id", .index = true),
    SQLA_COLUMN(Package, maintainer_id,  .foreign_key = "maintainers.id"),
    SQLA_COLUMN(Package, installed_size),
    SQLA_COLUMN(Package, summary));

SQLA_MODEL(Dependency, "dependencies",
    SQLA_COLUMN(Dependency, id,          .primary_key = true),
    SQLA_COLUMN(Dependency, package_id,  .foreign_key = "packages.id", .index = true),
    SQLA_COLUMN(Dependency, kind,
                .type = SQLA_ENUM("dependency_kind", "pre-depends", "depends", "recommends")),
    SQLA_COLUMN(Dependency, alternative),
    SQLA_COLUMN(Dependency, name,        .not_null = true),
    SQLA_COLUMN(Dependency, constraint,  .name = "version_constraint"),
    SQLA_COLUMN(Dependency, target_id,   .foreign_key = "packages.id", .index = true));

#define P(field) sqla_col(Package, field)
#define D(field) sqla_col(Dependency, field)

/* ---- From the file to the structs. Strings point into the text; ids count from 1. */

typedef struct Names {                          /* names and their ids, found by hash */
    Named  *items;
    size_t *slots;                              /* index of an item plus 1; 0: free */
    size_t  count, room;
} Names;

typedef struct Catalog {
    const char *file;
    char       *text;
    bool        has_nul;                        /* the file goes on behind the text */
    Package    *packages;
    Dependency *dependencies;
    size_t      n_packages, n_dependencies;
    Names       sections, maintainers, package_ids;
} Catalog;

static void *resized(void *items, size_t count, size_t size) {
    void *more = count <= SIZE_MAX / size ? realloc(items, count * size) : NULL;
    if (!more) exit(!complain("out of memory"));
    return more;
}

/* The array with room for one item more: it doubles whenever its count is a power of two. */
static void *grown(void *items, size_t count, size_t size) {
    return count & (count - 1) ? items : resized(items, count ? 2 * count : 1, size);
}

static size_t *names_slot(const Names *n, const char *name) {
    uint64_t hash = 14695981039346656037u;
    for (const char *p = name; *p; p++) hash = (hash ^ (unsigned char)*p) * 1099511628211u;
    size_t i = (size_t)(hash >> 32) & (n->room - 1);
    while (n->slots[i] && strcmp(n->items[n->slots[i] - 1].name, name) != 0)
        i = (i + 1) & (n->room - 1);
    return &n->slots[i];
}

/* The id of a name; a new one gets the given id, or for 0 the next number. No name, no id. */
static sqla_opt_int64 names_add(Names *n, const char *name, int64_t id) {
    if (!name) return sqla_none_int64();
    if (2 * n->count >= n->room) {
        n->room = n->room ? 2 * n->room : 64;
        n->slots = resized(n->slots, n->room, sizeof *n->slots);
        memset(n->slots, 0, n->room * sizeof *n->slots);
        for (size_t i = 0; i < n->count; i++) *names_slot(n, n->items[i].name) = i + 1;
    }
    size_t *slot = names_slot(n, name);
    if (*slot == 0) {
        n->items = grown(n->items, n->count, sizeof *n->items);
        *slot = ++n->count;
        n->items[*slot - 1] = (Named){ id ? id : (int64_t)n->count, name };
    }
    return sqla_some_int64(n->items[*slot - 1].id);
}

static void catalog_free(Catalog *k) {
    Names *names[] = { &k->sections, &k->maintainers, &k->package_ids };
    for (int i = 0; i < 3; i++) free(names[i]->items), free(names[i]->slots);
    free(k->packages);
    free(k->dependencies);
    free(k->text);
}

static char *cut(char *s, const char *stops) {
    s[strcspn(s, stops)] = '\0';
    return s;
}

static char *trim(char *s) {
    while (isspace((unsigned char)*s)) s++;
    size_t n = strlen(s);
    while (n && isspace((unsigned char)s[n - 1])) n--;
    s[n] = '\0';
    return s;
}

/* "libc6 (>= 2.36), a | b:any" makes three dependencies; what is provided makes names. */
static void read_list(Catalog *k, Package *p, Kind kind) {
    char *item = p->lists[kind], stop = item ? ',' : '\0';
    while (stop) {
        bool alternative = stop == '|';
        char *end = item + strcspn(item, ",|");
        stop = *end;
        *end = '\0';
        char *constraint = strchr(item, '(');
        if (constraint) {
            *constraint++ = '\0';
            constraint = trim(cut(constraint, ")"));
        }
        char *name = cut(trim(item), " \t:[<");
        item = end + 1;
        if (*name == '\0') continue;
        if (kind == PROVIDES) {
            names_add(&k->package_ids, name, p->id);
            continue;
        }
        k->dependencies = grown(k->dependencies, k->n_dependencies, sizeof *k->dependencies);
        Dependency *d = &k->dependencies[k->n_dependencies++];
        *d = (Dependency){ .id = (int64_t)k->n_dependencies, .package_id = p->id, .kind = kind,
                           .alternative = alternative, .name = name, .constraint = constraint };
        size_t target = *names_slot(&k->package_ids, name);
        if (target) d->target_id = sqla_some_int64(k->package_ids.items[target - 1].id);
    }
}

/* The fields that matter; the first four are in the order of Kind. */
enum { PACKAGE = PROVIDES + 1, STATUS, VERSION, ARCHITECTURE, SECTION, MAINTAINER, SIZE,
       DESCRIPTION, N_FIELDS };
static const char *const field_names[N_FIELDS] = {
    "pre-depends", "depends", "recommends", "provides", "package", "status", "version",
    "architecture", "section", "maintainer", "installed-size", "description"
};

static bool add_package(Catalog *k, char *const *fields, long line) {
    const char *state = fields[STATUS] ? strrchr(fields[STATUS], ' ') : NULL;
    if (state && (!strcmp(state, " not-installed") || !strcmp(state, " config-files"))) return true;
    if (!fields[PACKAGE]) return complain("%s:%ld: a paragraph without Package", k->file, line);
    if (fields[ARCHITECTURE] && strlen(fields[ARCHITECTURE]) >= sizeof k->packages->architecture)
        return complain("%s:%ld: the Architecture is too long", k->file, line);

    k->packages = grown(k->packages, k->n_packages, sizeof *k->packages);
    Package *p = &k->packages[k->n_packages++];
    *p = (Package){ .id = (int64_t)k->n_packages, .name = fields[PACKAGE],
                    .version = fields[VERSION], .summary = fields[DESCRIPTION],
                    .section_id = names_add(&k->sections, fields[SECTION], 0),
                    .maintainer_id = names_add(&k->maintainers, fields[MAINTAINER], 0) };
    memcpy(p->lists, fields, sizeof p->lists);
    names_add(&k->package_ids, p->name, p->id);
    if (fields[ARCHITECTURE]) strcpy(p->architecture, fields[ARCHITECTURE]);
    if (fields[SIZE] && isdigit((unsigned char)*fields[SIZE]) && strlen(fields[SIZE]) < 12)
        p->installed_size = sqla_some_int64(strtoll(fields[SIZE], NULL, 10));
    return true;
}

static bool read_text(Catalog *k) {
    FILE *f = fopen(k->file, "rb");
    size_t room = 0;
    ssize_t size = f ? getdelim(&k->text, &room, '\0', f) : -1;
    bool ok = (f && !ferror(f)) || complain("%s: %s", k->file, strerror(errno));
    if (ok && size < 0) k->text = resized(k->text, 1, 1), *k->text = '\0';      /* empty */
    k->has_nul = ok && !feof(f);
    if (f) fclose(f);
    return ok;
}

/* Cuts the text into paragraphs, fields and values, in place. */
static bool read_packages(Catalog *k) {
    char *fields[N_FIELDS] = { NULL }, *at = k->text, *next;
    long line = 1, first = 0;                           /* of the paragraph; 0: none is open */
    for (; *at; at = next) {
        if (at[strspn(at, "\r")] == '\n') {             /* an empty line ends it */
            if (first && !add_package(k, fields, first)) return false;
            memset(fields, 0, sizeof fields);
            first = 0;
            line++;
            next = strchr(at, '\n') + 1;
            continue;
        }
        size_t length = strcspn(at, ": \t\r\n");
        if (length == 0 || at[length] != ':')
            return complain("%s:%ld: neither a field nor an empty line", k->file, line);
        if (!first) first = line;
        char *value = at + length + 1, *end = value + strcspn(value, "\n");
        for (; *end; end += 1 + strcspn(end + 1, "\n")) {
            line++;
            if (end[1] != ' ' && end[1] != '\t') break; /* else the field goes on, folded */
        }
        next = *end ? end + 1 : end;
        at[length] = *end = '\0';
        for (int i = 0; i < N_FIELDS; i++) {
            if (strcasecmp(at, field_names[i]) != 0) continue;
            if (i == DESCRIPTION) cut(value, "\n");     /* the summary is its first line */
            for (char *p = value; *p; p++) if (iscntrl((unsigned char)*p)) *p = ' ';
            value = trim(value);
            fields[i] = *value ? value : NULL;
        }
    }
    if (k->has_nul) return complain("%s:%ld: a NUL byte: this is not a text", k->file, line);
    if (first && !add_package(k, fields, first)) return false;
    for (size_t i = 0; i < k->n_packages; i++) read_list(k, &k->packages[i], PROVIDES);
    for (size_t i = 0; i < 3 * k->n_packages; i++)
        read_list(k, &k->packages[i / 3], (Kind)(i % 3));
    return true;
}

/* ---- From the structs to the database. */

/* Reports the connection's first error, if there is one; `before` rows were stored before it. */
static bool is_well(sqla_conn *c, const char *where, size_t before) {
    const sqla_error_record *e = sqla_error(c);
    if (e->code == SQLA_OK) return true;
    if (e->row < 0) return complain("%s: %s", where, e->message);
    return complain("%s, row %lld: %s", where, (long long)before + e->row + 1, e->message);
}

/* By the plain function below sqla_bulk_insert(c, T, rows, n): one loop serves all tables. */
static bool store(sqla_conn *c, const sqla_table *table, const void *rows, size_t n) {
    const bool terminal = isatty(STDERR_FILENO);
    size_t i = 0;
    for (; i < n; i += BATCH) {
        if (terminal) fprintf(stderr, "\r\033[Kstoring %s: %zu of %zu", table->name, i, n);
        if (sqla_conn_bulk_insert(c, table, (const char *)rows + i * table->size,
                                  n - i < BATCH ? n - i : BATCH, NULL) != SQLA_OK) break;
    }
    if (terminal) fputs("\r\033[K", stderr);
    return is_well(c, table->name, i);
}

static bool store_all(sqla_conn *c, const Catalog *k) {
    sqla_begin(c);
    bool ok = store(c, sqla_entity(Section), k->sections.items, k->sections.count)
           && store(c, sqla_entity(Maintainer), k->maintainers.items, k->maintainers.count)
           && store(c, sqla_entity(Package), k->packages, k->n_packages)
           && store(c, sqla_entity(Dependency), k->dependencies, k->n_dependencies);
    if (ok) sqla_commit(c);
    return ok && is_well(c, "commit", 0);
}

/* ---- From the database to the screen. */

/* UTF-8 text in a cell this wide, cut if it is too long; a negative width puts it to the left. */
static void print_cell(const char *text, int width, bool last) {
    int length = 0, room = abs(width);
    for (const char *p = text; *p; p++) length += ((unsigned char)*p & 0xC0) != 0x80;
    const char *dots = length > room ? "..." : "";
    const int spaces = length < room ? room - length : 0;
    printf("  %*s", width > 0 ? spaces : 0, "");
    for (room -= (int)strlen(dots); *text; text++) {
        if (((unsigned char)*text & 0xC0) != 0x80 && room-- == 0) break;
        putchar(*text);
    }
    printf("%s%*s", dots, width < 0 && !last ? spaces : 0, "");
    if (last) putchar('\n');
}

/* A result as table, its columns this wide. An error stays in the connection. Takes q. */
static void print_table(sqla_conn *c, sqla_stmt *q, const int *widths) {
    sqla_result *r = sqla_execute(c, q);
    const int n = sqla_row_count(r);
    for (int i = 0; i < n; i++) print_cell(sqla_row_name(r, i), widths[i], i == n - 1);
    bool any = false;
    for (; sqla_next(r); any = true) {
        for (int i = 0; i < n; i++) {
            const char *text = sqla_row_text(r, i);
            print_cell(text ? text : "-", widths[i], i == n - 1);
        }
    }
    if (!any) puts("  (none)");
    sqla_result_free(r);
}

/* A part of several questions: the dependency must be there. */
static sqla_expr *is_needed(void) { return sqla_ne(D(kind), RECOMMENDS); }

static void print_largest(sqla_conn *c) {
    sqla_expr *sum = sqla_sum(P(installed_size));
    sqla_stmt *largest = sqla_select(P(section_id));
    sqla_group_by(largest, P(section_id));
    sqla_order_by(largest, sqla_desc(sum));
    sqla_limit(largest, 5);

    sqla_expr *rank = sqla_over(sqla_func("rank"), .partition_by = SQLA_EXPRS(P(section_id)),
                                .order_by = SQLA_EXPRS(sqla_desc(P(installed_size)), P(id)));
    sqla_expr *total = sqla_over(sum, .partition_by = SQLA_EXPRS(P(section_id)));
    sqla_stmt *each = sqla_select(sqla_label(sqla_col(Section, name), "section"), P(name),
                                  P(installed_size), sqla_label(rank, "rank"),
                                  sqla_label(total, "total"));
    sqla_join(each, sqla_entity(Section));
    sqla_where(each, sqla_in(P(section_id), largest));
    sqla_from *ranked = sqla_subquery(each, "ranked");

    sqla_stmt *q = sqla_select(sqla_c(ranked, "section"), sqla_c(ranked, "rank"),
                               sqla_label(sqla_c(ranked, "name"), "package"),
                               sqla_label(sqla_c(ranked, "installed_size"), "KiB"),
                               sqla_label(sqla_c(ranked, "total"), "of KiB"));
    sqla_where(q, sqla_le(sqla_c(ranked, "rank"), 3));
    sqla_order_by(q, sqla_desc(sqla_c(ranked, "total")), sqla_c(ranked, "section"),
                  sqla_c(ranked, "rank"));
    puts("The largest packages of the largest sections");
    print_table(c, q, (const int[]){ -12, 4, -32, 10, 10 });
}

static void print_most_needed(sqla_conn *c) {
    sqla_expr *needed_by = sqla_count(sqla_distinct_of(D(package_id)));
    sqla_stmt *q = sqla_select(sqla_label(P(name), "package"), sqla_label(needed_by, "needed by"),
                               P(summary));
    sqla_join(q, sqla_entity(Dependency), .on = sqla_eq(D(target_id), P(id)));
    sqla_where(q, is_needed());
    sqla_group_by(q, P(id));
    sqla_order_by(q, sqla_desc(needed_by), P(name));
    puts("\nThe most needed packages");
    print_table(c, sqla_limit(q, 10), (const int[]){ -32, 10, -48 });
}

/* Ids of packages with their depth below the first one. Dependencies go in circles: UNION drops
 * the pairs that are there already, and the depth has an end. */
static sqla_from *needs_of(int64_t id) {
    sqla_stmt *start = sqla_select(P(id), sqla_label(sqla_v(0), "depth"));
    sqla_where(start, sqla_eq(P(id), id));
    sqla_from *above = sqla_cte(start, "needs", .recursive = true);
    sqla_stmt *below = sqla_select(D(target_id), sqla_plus(sqla_c(above, "depth"), 1));
    sqla_join(below, above, .on = sqla_eq(D(package_id), sqla_c(above, "id")));
    sqla_where(below, is_needed(), sqla_not_null(D(target_id)));
    sqla_where(below, sqla_lt(sqla_c(above, "depth"), MAX_DEPTH));
    return sqla_cte_union(above, below);
}

/* All that one package needs: the one of this name, or for NULL the one with the longest list. */
static bool print_needs(sqla_conn *c, const char *name, const char *concat) {
    sqla_stmt *q = sqla_select(P(id), P(name));
    sqla_outerjoin(q, sqla_entity(Dependency),
                   .on = sqla_and(sqla_eq(D(package_id), P(id)), is_needed()));
    if (name) sqla_where(q, sqla_eq(P(name), name));
    sqla_group_by(q, P(id), P(name));
    sqla_order_by(q, sqla_desc(sqla_count(D(target_id))), P(id));
    Package *first;
    sqla_status status = sqla_fetch_one(c, Package, sqla_limit(q, 1), &first);
    if (status == SQLA_NO_RESULT_FOUND && name) return complain("no package is called %s", name);
    if (status != SQLA_OK) return true;

    sqla_from *needs = needs_of(first->id);
    sqla_expr *depth = sqla_min(sqla_c(needs, "depth"));
    sqla_stmt *each = sqla_select(sqla_c(needs, "id"), sqla_label(depth, "depth"));
    sqla_group_by(each, sqla_c(needs, "id"));
    sqla_having(each, sqla_gt(depth, 0));
    sqla_from *nearest = sqla_subquery(each, "nearest");

    q = sqla_select(sqla_c(nearest, "depth"), sqla_label(sqla_count_all(), "packages"),
                    sqla_label(sqla_sum(P(installed_size)), "KiB"),
                    sqla_label(sqla_func(concat, P(name), ", "), "which are"));
    sqla_join(q, nearest, .on = sqla_eq(P(id), sqla_c(nearest, "id")));
    sqla_group_by(q, sqla_c(nearest, "depth"));
    sqla_order_by(q, sqla_c(nearest, "depth"));
    printf("\nEverything that %s needs, by the steps to it (%d at most)\n", first->name, MAX_DEPTH);
    print_table(c, q, (const int[]){ 6, 8, 10, -66 });
    sqla_fetch_free(first);
    return true;
}

static void print_unneeded(sqla_conn *c) {
    sqla_stmt *user = sqla_select(D(id));
    sqla_where(user, sqla_eq(D(target_id), P(id)), sqla_ne(D(package_id), P(id)));
    sqla_stmt *q = sqla_select(sqla_label(P(name), "package"), sqla_label(P(installed_size), "KiB"),
                               P(summary));
    sqla_where(q, sqla_not(sqla_exists(user)));
    sqla_stmt *count = sqla_select(sqla_count_all());
    sqla_select_from(count, sqla_subquery(sqla_clone(q), "unneeded"));
    printf("\nPackages that nothing needs or recommends: %lld; the largest\n",
           (long long)sqla_scalar_int(c, count));
    sqla_order_by(q, sqla_nulls_last(sqla_desc(P(installed_size))), P(name));
    print_table(c, sqla_limit(q, 5), (const int[]){ -32, 10, -48 });
}

typedef struct Options {
    const char *file, *db, *section, *min_size, *needs, *name;  /* NULL: not given */
} Options;

/* The WHERE has as many conditions as there are options. */
static void print_chosen(sqla_conn *c, const Options *o) {
    sqla_stmt *q = sqla_select(sqla_label(P(name), "package"), P(version),
                               sqla_label(sqla_col(Section, name), "section"),
                               sqla_label(P(installed_size), "KiB"),
                               sqla_label(sqla_col(Maintainer, name), "maintainer"));
    sqla_outerjoin(q, sqla_entity(Section));
    sqla_outerjoin(q, sqla_entity(Maintainer));
    fputs("\nPackages", stdout);
    if (o->section) {
        sqla_where(q, sqla_eq(sqla_col(Section, name), o->section));
        printf(" in section %s", o->section);
    }
    if (o->min_size) {
        sqla_where(q, sqla_ge(P(installed_size), strtoll(o->min_size, NULL, 10)));
        printf(" of %s KiB or more", o->min_size);
    }
    if (o->name) {
        sqla_where(q, sqla_ilike(P(name), o->name));
        printf(" named like %s", o->name);
    }
    puts(", the largest first");
    sqla_order_by(q, sqla_nulls_last(sqla_desc(P(installed_size))), P(name));
    print_table(c, sqla_limit(q, 10), (const int[]){ -28, -16, -10, 8, -28 });
}

static bool read_options(int argc, char **argv, Options *o) {
    const struct { const char *name; const char **value; } known[] = {
        { "--db", &o->db }, { "--section", &o->section }, { "--min-size", &o->min_size },
        { "--needs", &o->needs }, { "--name", &o->name }
    };
    const int n = (int)(sizeof known / sizeof *known);
    for (int i = 1; i < argc; i++) {
        int k = 0;
        while (k < n && strcmp(argv[i], known[k].name) != 0) k++;
        if (k < n && i + 1 < argc) *known[k].value = argv[++i];
        else if (k < n || *argv[i] == '-' || o->file) return fputs(USAGE, stderr), false;
        else o->file = argv[i];
    }
    char *end = "";
    if (o->min_size) strtoll(o->min_size, &end, 10);
    return *end == '\0' || complain("--min-size is no number: %s", o->min_size);
}

static double seconds(void) {
    struct timespec t;
    timespec_get(&t, TIME_UTC);
    return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* Asks without looking at errors: the connection keeps the first one until the end. */
static bool answer(sqla_conn *c, const Options *o) {
    print_largest(c);
    print_most_needed(c);
    bool server = strncmp(o->db, "postgresql", strlen("postgresql")) == 0;
    if (!print_needs(c, o->needs, server ? "string_agg" : "group_concat")) return false;
    print_unneeded(c);
    print_chosen(c, o);
    const sqla_table *tables[] = { sqla_entity(Package), sqla_entity(Section),
                                   sqla_entity(Maintainer), sqla_entity(Dependency) };
    printf("\n%s:", o->db);
    for (int i = 0; i < 4; i++) {
        sqla_stmt *q = sqla_select(sqla_count_all());
        long long count = sqla_scalar_int(c, sqla_select_from(q, tables[i]));
        printf("%s %lld %s", i ? "," : "", count, tables[i]->name);
    }
    return is_well(c, o->db, 0);
}

/* A path as URL: what could mean something else there is written as %XX. A URL stays as it is. */
static bool database_url(const char *path, char *out, size_t room) {
    size_t n = (size_t)snprintf(out, room, "sqlite:///");
    if (strstr(path, "://") && strlen(path) < room) {
        strcpy(out, path);
        return true;
    }
    for (const char *p = path; *p; p++) {
        if (n + 4 > room) return complain("%s: the name is too long", path);
        bool plain = isalnum((unsigned char)*p) || strchr("/.:_-~", *p);
        n += (size_t)snprintf(out + n, 4, plain ? "%c" : "%%%02X", (unsigned)(unsigned char)*p);
    }
    return true;
}

static bool run(const Catalog *k, const Options *o) {
    const double start = seconds();
    char url[1024];
    if (!database_url(o->db, url, sizeof url)) return false;
    sqla_metadata *tables = sqla_metadata_new(sqla_entity(Section), sqla_entity(Maintainer),
                                              sqla_entity(Package), sqla_entity(Dependency));
    sqla_engine *engine = sqla_create_engine(url);
    bool ok = (sqla_drop_all(engine, tables) == SQLA_OK     /* what an earlier run left */
            && sqla_create_all(engine, tables) == SQLA_OK)
           || complain("%s: %s", o->db, sqla_error(engine)->message);
    sqla_conn *c = sqla_connect(engine);
    ok = ok && store_all(c, k);
    const double stored = seconds();
    ok = ok && answer(c, o);
    if (ok) printf("; stored in %.3f s, answered in %.3f s\n", stored - start, seconds() - stored);
    sqla_conn_close(c);
    sqla_dispose(engine);
    sqla_metadata_free(tables);
    return ok;
}

int main(int argc, char **argv) {
    Options o = { .db = "packages.db" };
    if (!read_options(argc, argv, &o)) return 1;
    if (!o.file) o.file = access(DPKG_STATUS, R_OK) == 0 ? DPKG_STATUS : SAMPLE;
    Catalog k = { .file = o.file };
    bool ok = read_text(&k) && read_packages(&k) && run(&k, &o);
    catalog_free(&k);
    if (fflush(stdout) != 0) ok = complain("standard output: %s", strerror(errno));
    return ok ? 0 : 1;
}
