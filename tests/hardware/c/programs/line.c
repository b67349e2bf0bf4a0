#include "line.h"

static int digit(int c)
{
    return c <= '9' ? c - '0' : c - 'a' + 10;
}

int read_line(uint8_t *bytes, size_t room, size_t *size)
{
    int letter = read_char();
    *size = 0;
    if (letter < 0)
        return -1;
    for (int c = read_char(); c != '\n'; c = read_char()) {
        int low = read_char();
        if (*size < room)
            bytes[(*size)++] = (uint8_t)(digit(c) << 4 | digit(low));
    }
    return letter;
}

void write_hex(const uint8_t *bytes, size_t size)
{
    for (size_t k = 0; k < size; k++) {
        write_char("0123456789abcdef"[bytes[k] >> 4]);
        write_char("0123456789abcdef"[bytes[k] & 15]);
    }
}
