#include "commands.h"

volatile sig_atomic_t interrupted;
