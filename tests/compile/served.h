/* Included before an example, which stays as it is: the engines that it makes are for the database
 * server of SQLA_TEST_POSTGRESQL, whatever their URL says. */
#define SQLA_POSTGRESQL
#include "sqla.h"
#include <stdlib.h>

#undef SQLA__ENGINE
#define SQLA__ENGINE(url, ...) sqla_engine_create(((void)(url), getenv("SQLA_TEST_POSTGRESQL")), \
                                                  &(const sqla_engine_options){ __VA_ARGS__ })
