#include "../up.h"
#include "down.h"
int f(void)
{
	return 0; 
}
