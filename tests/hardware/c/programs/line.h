/* Lines of hex digits, in and out, for programs of the tests: on this computer, or on an emulated
 * board whose serial port they are. */
#ifndef LINE_H
#define LINE_H

#include <stddef.h>
#include <stdint.h>

/* Read or write a character; the machine's own. read_char returns -1 at the end. */
int read_char(void);
void write_char(char c);

/* Read a line: a letter, which is returned (-1 at the end), and bytes in hex. */
int read_line(uint8_t *bytes, size_t room, size_t *size);
void write_hex(const uint8_t *bytes, size_t size);

#endif
