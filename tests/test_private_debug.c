/* The library built with SQLA_DEBUG: objects that are used after their end are told from others.
 * Blocks are kept for that only if they come from the standard allocator, so these tests put the
 * counting one aside. */
#define SQLA_DEBUG
#define SQLA_IMPLEMENTATION
#include "test.h"

typedef struct Player Player;
typedef struct Team {
    int64_t           id;
    const char       *name;
    SQLA_LIST(Player) players;
} Team;
struct Player {
    int64_t        id;
    const char    *name;
    sqla_opt_int64 team_id;
    Team          *team;
};
SQLA_DECLARE_MODEL(Player);
SQLA_MODEL(Team, "teams",
    SQLA_COLUMN(Team, id, .primary_key = true),
    SQLA_COLUMN(Team, name),
    SQLA_RELATIONSHIP(Team, players, Player, .back_populates = "team"));
SQLA_MODEL(Player, "players",
    SQLA_COLUMN(Player, id, .primary_key = true),
    SQLA_COLUMN(Player, name),
    SQLA_COLUMN(Player, team_id, .foreign_key = "teams.id"),
    SQLA_RELATIONSHIP(Player, team, Team, .back_populates = "players"));

typedef struct env {
    sqla_metadata *md;
    sqla_engine   *e;
    sqla_session  *s;
} env;

static env env_open(void) {
    sqla_set_allocator(NULL);
    sqla_metadata *md = sqla_metadata_new(sqla_entity(Team), sqla_entity(Player));
    sqla_engine *e = sqla_create_engine("sqlite://");
    CHECK_STATUS(sqla_create_all(e, md), SQLA_OK);
    return (env){ md, e, sqla_session_open(e, md) };
}

static void env_close(env *v) {
    sqla_session_close(v->s);
    sqla_dispose(v->e);
    sqla_metadata_free(v->md);
}

static const char *message(env *v) {
    return sqla_error(v->s)->message;
}

/* A player of a session that is closed. */
static Player *lost(env *v) {
    sqla_session *s = sqla_session_open(v->e, v->md);
    Player *p = sqla_add(s, sqla_new(Player, .name = "ann"));
    CHECK_STATUS(sqla_commit(s), SQLA_OK);
    sqla_session_close(s);
    return p;
}

TEST(an_object_is_not_used_after_its_session_was_closed) {
    env v = env_open();
    Player *p = lost(&v);
    CHECK(!sqla_add(v.s, p));
    CHECK_HAS(message(&v), "the session that it was in was closed");
    CHECK_STATUS(sqla_setattr(p, name, "bob"), SQLA_ARGUMENT_ERROR);
    CHECK_INT(sqla_state(p), -1);
    env_close(&v);
}

TEST(nothing_refers_to_an_object_whose_session_was_closed) {
    env v = env_open();
    Team *t = sqla_add(v.s, sqla_new(Team, .name = "red"));
    CHECK(sqla_append(t, players, lost(&v)) != SQLA_OK);
    CHECK_HAS(message(&v), "Team.players: of what was appended: the object was freed");
    env_close(&v);
}

TEST(a_reference_to_a_freed_object_is_told_by_the_flush) {
    env v = env_open();
    Team *t = sqla_new(Team, .name = "red");
    Player *p = sqla_add(v.s, sqla_new(Player, .name = "ann"));
    sqla_free(t);
    p->team = t;
    CHECK(sqla_flush(v.s) != SQLA_OK);
    CHECK_HAS(message(&v), "Player.team: of what it points to: the object was freed");
    sqla_rollback(v.s);
    env_close(&v);
}

TEST(what_never_was_an_object_is_told_so) {
    env v = env_open();
    static Player plain[2];
    CHECK(!sqla_add(v.s, &plain[1]));
    CHECK_HAS(message(&v), "it is no object");
    env_close(&v);
}

TESTS(private_debug,
    T_NO_OOM(an_object_is_not_used_after_its_session_was_closed, "standard allocator"),
    T_NO_OOM(nothing_refers_to_an_object_whose_session_was_closed, "standard allocator"),
    T_NO_OOM(a_reference_to_a_freed_object_is_told_by_the_flush, "standard allocator"),
    T_NO_OOM(what_never_was_an_object_is_told_so, "standard allocator"));
