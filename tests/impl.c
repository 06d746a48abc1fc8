#define SQLA_IMPLEMENTATION
#define SQLA_SQLITE
#include "sqla.h"
