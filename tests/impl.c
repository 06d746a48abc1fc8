#define SQLA_IMPLEMENTATION
#define SQLA_SQLITE
#define SQLA_POSTGRESQL
#include "sqla.h"
