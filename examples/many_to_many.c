/* many_to_many.c - the idea: a table between two models is no object of the program. Appending to a
 * list, on either side, inserts a row into it, and removing deletes that row. */
#define SQLA_IMPLEMENTATION
#define SQLA_SQLITE
#include "sqla.h"
#include <stdio.h>

typedef struct Student Student;
typedef struct Course Course;
struct Student { int64_t id; const char *name; SQLA_LIST(Course) courses; };
struct Course { int64_t id; const char *title; SQLA_LIST(Student) students; };

/* A type of NULL: that of the column behind the foreign key. */
SQLA_TABLE(enrolments, "enrolments",
    SQLA_TABLE_COLUMN("student_id", NULL, .primary_key = true, .foreign_key = "students.id"),
    SQLA_TABLE_COLUMN("course_id",  NULL, .primary_key = true, .foreign_key = "courses.id"));

SQLA_DECLARE_MODEL(Course);
SQLA_MODEL(Student, "students",
    SQLA_COLUMN(Student, id, .primary_key = true),
    SQLA_COLUMN(Student, name, .not_null = true),
    SQLA_RELATIONSHIP(Student, courses, Course, .back_populates = "students",
                      .secondary = &enrolments, .order_by = "title"));

SQLA_MODEL(Course, "courses",
    SQLA_COLUMN(Course, id, .primary_key = true),
    SQLA_COLUMN(Course, title, .not_null = true),
    SQLA_RELATIONSHIP(Course, students, Student, .back_populates = "courses",
                      .secondary = &enrolments, .order_by = "name"));

static void print_courses(sqla_session *s) {
    sqla_stmt *q = sqla_select(sqla_entity(Course));
    sqla_options(q, sqla_selectinload(sqla_rel(Course, students)));     /* two queries for all */
    sqla_foreach(Course, course, s, sqla_order_by(q, sqla_col(Course, title))) {
        printf("  %s:", course->title);
        sqla_each(Student, student, course, students) printf(" %s", student->name);
        puts("");
    }
    q = sqla_select_from(sqla_select(sqla_count_all()), &enrolments);
    printf("  %lld enrolments\n", (long long)sqla_scalar_int(s, q));
}

int main(void) {
    sqla_metadata *models = sqla_metadata_new(sqla_entity(Student), sqla_entity(Course),
                                              &enrolments);
    sqla_engine *engine = sqla_create_engine("sqlite://");
    sqla_create_all(engine, models);
    sqla_session *s = sqla_session_open(engine, models);

    Student *ann = sqla_new(Student, .name = "Ann"), *bob = sqla_new(Student, .name = "Bob");
    Course *algebra = sqla_new(Course, .title = "Algebra");
    Course *biology = sqla_new(Course, .title = "Biology");
    sqla_append(ann, courses, algebra);                     /* from one side ... */
    sqla_append(ann, courses, biology);
    sqla_append(algebra, students, bob);                    /* ... or from the other */
    sqla_add(s, ann);                   /* and through the lists all the others */
    sqla_commit(s);
    puts("at first");
    print_courses(s);

    sqla_remove(ann, courses, algebra);
    sqla_append(bob, courses, biology);
    sqla_commit(s);
    puts("Ann leaves Algebra, Bob takes Biology");
    print_courses(s);

    sqla_session_delete(s, bob);                            /* his rows between go with him */
    sqla_commit(s);
    puts("Bob leaves the school");
    print_courses(s);

    int failed = sqla_failed(s);
    if (failed) fprintf(stderr, "%s\n", sqla_error(s)->message);
    sqla_session_close(s);
    sqla_dispose(engine);
    sqla_metadata_free(models);
    return failed;
}
