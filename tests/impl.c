#define SQLA_IMPLEMENTATION
#define SQLA_SQLITE
#ifndef SQLA_NO_POSTGRESQL
#define SQLA_POSTGRESQL
#endif
#include "sqla.h"
