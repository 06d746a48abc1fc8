/* C++20 reads the declarations. */
#include "sqla.h"
#include "sqla.h"
