/* CREATE statements as text, for the suites of schema and DDL. */
#ifndef DDL_H
#define DDL_H

#include "test.h"

/* The DDL of a metadata: white space counts as one blank, and as none before a semicolon. NULL if
 * there is none. Good until the next call. */
static inline const char *ddl_text(const sqla_metadata *md, const char *dialect) {
    static char text[8000];
    char *to = text, *ddl = sqla_ddl(md, dialect);
    for (const char *s = ddl; s && *s && to < text + sizeof text - 1; s++) {
        bool space = isspace((unsigned char)*s) != 0;
        if (*s == ';' && to > text && to[-1] == ' ') to--;
        if (!space) *to++ = *s;
        else if (to > text && to[-1] != ' ') *to++ = ' ';
    }
    if (to > text && to[-1] == ' ') to--;
    *to = '\0';
    sqla_text_free(ddl);
    return ddl ? text : NULL;
}

/* The same of a metadata that is freed. */
static inline const char *ddl_of(sqla_metadata *md, const char *dialect) {
    const char *text = ddl_text(md, dialect);
    sqla_metadata_free(md);
    return text;
}

/* The tables' DDL in a dialect; a mistake in them is shown by its message. */
#define CHECK_TABLES(dialect, want, ...) do { \
        sqla_metadata *tables_ = sqla_metadata_new(__VA_ARGS__); \
        CHECK_STR(sqla_error(tables_)->message, ""); \
        const char *ddl_ = ddl_of(tables_, (dialect)); \
        CHECK_STR(ddl_, (want)); \
    } while (0)

#endif
