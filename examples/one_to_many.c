/* one_to_many.c - the idea: an author's list of books and each book's author are two views of one
 * foreign key. Whichever side a program changes, the other one follows, and the key is written. */
#define SQLA_IMPLEMENTATION
#define SQLA_SQLITE
#include "sqla.h"
#include <stdio.h>

typedef struct Author Author;
typedef struct Book Book;

struct Author {
    int64_t         id;
    const char     *name;
    SQLA_LIST(Book) books;
};

struct Book {
    int64_t     id;
    const char *title;
    int         year;
    int64_t     author_id;              /* what the database has */
    Author     *author;                 /* what the program uses */
};

SQLA_DECLARE_MODEL(Book);
SQLA_MODEL(Author, "authors",
    SQLA_COLUMN(Author, id, .primary_key = true),
    SQLA_COLUMN(Author, name, .not_null = true),
    SQLA_RELATIONSHIP(Author, books, Book, .back_populates = "author", .order_by = "year",
                      .cascade = SQLA_CASCADE_ALL | SQLA_DELETE_ORPHAN));

SQLA_MODEL(Book, "books",
    SQLA_COLUMN(Book, id, .primary_key = true),
    SQLA_COLUMN(Book, title, .not_null = true),
    SQLA_COLUMN(Book, year),
    SQLA_COLUMN(Book, author_id, .foreign_key = "authors.id"),
    SQLA_RELATIONSHIP(Book, author, Author, .back_populates = "books"));

static void print_books(const Author *author) {
    printf("%s:", author->name);
    sqla_each(Book, book, author, books) printf(" %d %s;", book->year, book->title);
    puts("");
}

int main(void) {
    sqla_metadata *models = sqla_metadata_new(sqla_entity(Author), sqla_entity(Book));
    sqla_engine *engine = sqla_create_engine("sqlite://");
    sqla_create_all(engine, models);
    sqla_session *s = sqla_session_open(engine, models);

    Author *wells = sqla_add(s, sqla_new(Author, .name = "Wells"));
    Author *verne = sqla_add(s, sqla_new(Author, .name = "Verne"));
    Book *moon    = sqla_new(Book, .title = "From the Earth to the Moon", .year = 1865);
    Book *balloon = sqla_new(Book, .title = "Five Weeks in a Balloon", .year = 1863);
    sqla_append(verne, books, moon);                        /* from the one side ... */
    sqla_setattr(balloon, author, sqla_obj(verne));         /* ... or from the other */
    Book *machine = sqla_new(Book, .title = "The Time Machine", .year = 1895, .author = verne);
    sqla_add_all(s, balloon, machine);                      /* only lists bring theirs along */
    printf("%zu books of %s before anything is stored\n", verne->books.count, moon->author->name);
    sqla_commit(s);
    print_books(verne);                                     /* loaded, by year */

    sqla_append(wells, books, machine);                     /* takes it from Verne's list */
    sqla_commit(s);
    print_books(verne);
    print_books(wells);

    sqla_remove(verne, books, balloon);                     /* SQLA_DELETE_ORPHAN: it is deleted */
    sqla_session_delete(s, wells);                          /* SQLA_CASCADE_ALL: so is his book */
    sqla_commit(s);
    sqla_foreach(Book, book, s, sqla_select(sqla_entity(Book)))
        printf("left: %s, key %lld\n", book->title, (long long)book->author_id);

    int failed = sqla_failed(s);
    if (failed) fprintf(stderr, "%s\n", sqla_error(s)->message);
    sqla_session_close(s);
    sqla_dispose(engine);
    sqla_metadata_free(models);
    return failed;
}
