/* composite_key.c - the idea: a room is known by building and number. A key of two columns is two
 * values in sqla_get, and one foreign key of two columns in the table that refers to it. */
#define SQLA_IMPLEMENTATION
#define SQLA_SQLITE
#include "sqla.h"
#include <stdio.h>

typedef struct Booking Booking;
typedef struct Room {
    char               building[9];
    int                number, seats;
    SQLA_LIST(Booking) bookings;
} Room;

struct Booking {
    int64_t     id;
    const char *title;
    sqla_date   day;
    char        building[9];            /* these two are the foreign key */
    int         room_number;
    Room       *room;
};

SQLA_DECLARE_MODEL(Booking);
SQLA_MODEL(Room, "rooms",
    SQLA_COLUMN(Room, building, .primary_key = true),
    SQLA_COLUMN(Room, number, .primary_key = true),
    SQLA_COLUMN(Room, seats),
    SQLA_RELATIONSHIP(Room, bookings, Booking, .back_populates = "room", .order_by = "day"));

SQLA_MODEL(Booking, "bookings",
    SQLA_COLUMN(Booking, id, .primary_key = true),
    SQLA_COLUMN(Booking, title, .not_null = true),
    SQLA_COLUMN(Booking, day),
    SQLA_COLUMN(Booking, building),
    SQLA_COLUMN(Booking, room_number),
    SQLA_FOREIGN_KEY("fk_room", SQLA_NAMES("building", "room_number"),
                     "rooms", SQLA_NAMES("building", "number")),
    SQLA_RELATIONSHIP(Booking, room, Room, .back_populates = "bookings"));

static void print_room(const Room *room) {
    char day[64];
    printf("%s %d, %d seats\n", room->building, room->number, room->seats);
    sqla_each(Booking, b, room, bookings)
        printf("  %s %s\n", sqla_date_text(b->day, day, sizeof day), b->title);
}

int main(void) {
    sqla_metadata *models = sqla_metadata_new(sqla_entity(Room), sqla_entity(Booking));
    sqla_engine *engine = sqla_create_engine("sqlite://");
    sqla_create_all(engine, models);
    sqla_session *s = sqla_session_open(engine, models);

    sqla_add(s, sqla_new(Room, .building = "North", .number = 12, .seats = 8));
    sqla_add(s, sqla_new(Room, .building = "South", .number = 12, .seats = 40));
    sqla_commit(s);

    Room *small = sqla_get(s, Room, "North", 12);
    Room *large = sqla_get(s, Room, "South", 12);
    sqla_date monday = sqla_date_of(2025, 3, 3), friday = sqla_date_of(2025, 3, 7);
    Booking *talk = sqla_add(s, sqla_new(Booking, .title = "talk", .day = friday, .room = small));
    sqla_append(small, bookings, sqla_new(Booking, .title = "planning", .day = monday));
    sqla_commit(s);                     /* both columns of the foreign key come from the room */
    print_room(small);

    sqla_setattr(talk, room, sqla_obj(large));              /* more guests than seats */
    sqla_commit(s);
    print_room(small);
    print_room(large);
    printf("one object for one key: %s\n", sqla_get(s, Room, "South", 12) == large ? "yes" : "no");

    int failed = sqla_failed(s);
    if (failed) fprintf(stderr, "%s\n", sqla_error(s)->message);
    sqla_session_close(s);
    sqla_dispose(engine);
    sqla_metadata_free(models);
    return failed;
}
