/* This computer, as the programs of the tests see it. */
#include <stdio.h>

#include "line.h"

int read_char(void)
{
    return getchar();
}

void write_char(char c)
{
    putchar(c);
    if (c == '\n')
        fflush(stdout);
}
