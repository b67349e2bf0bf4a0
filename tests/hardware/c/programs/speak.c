/* Says in BVM1 what it is told by lines, and tells what it hears: the mirror of speaking.py. */
#include <string.h>

#include "bvm_frame.h"
#include "line.h"

static const uint8_t *at;

static uint32_t take(int bytes)
{
    uint32_t value = 0;
    for (int k = 0; k < bytes; k++)
        value |= (uint32_t)*at++ << 8 * k;
    return value;
}

static float take_float(void)
{
    uint32_t bits = take(4);
    float value;
    memcpy(&value, &bits, sizeof value);
    return value;
}

static bvm_header take_header(void)
{
    bvm_header header;
    header.seq = (uint16_t)take(2);
    header.index = take(4);
    header.time_us = take(4);
    return header;
}

static size_t say_data(uint8_t *out, size_t size)
{
    bvm_sample samples[BVM_MOST + 1];
    bvm_header header = take_header();
    size_t n = (size - 10) / BVM_SAMPLE;
    for (size_t k = 0; k < n; k++) {
        for (int axis = 0; axis < 3; axis++)
            samples[k].force[axis] = (int16_t)take(2);
        for (int axis = 0; axis < 3; axis++)
            samples[k].turn[axis] = (int16_t)take(2);
    }
    return bvm_data(out, header, samples, n);
}

static size_t say_info(uint8_t *out)
{
    bvm_about about;
    bvm_header header = take_header();
    take(1); /* the version, which the encoder writes by itself */
    about.firmware = (uint8_t)take(1);
    about.rate_hz = (uint16_t)take(2);
    about.force = take_float();
    about.turn = take_float();
    about.range_g = (uint16_t)take(2);
    about.range_dps = (uint16_t)take(2);
    about.millivolts = (uint16_t)take(2);
    for (int k = 0; k < 8; k++)
        about.uid[k] = (uint8_t)take(1);
    about.session = (uint16_t)take(2);
    about.running = take(1) != 0;
    about.capabilities = (uint16_t)take(2);
    return bvm_info(out, header, &about);
}

static size_t say_status(uint8_t *out)
{
    bvm_state state;
    bvm_header header = take_header();
    state.millivolts = (uint16_t)take(2);
    state.percent = (uint8_t)take(1);
    state.flags = (uint8_t)take(1);
    state.temperature = (int16_t)take(2);
    state.overruns = take(4);
    state.drops = take(4);
    state.bus_errors = (uint16_t)take(2);
    state.chip = (uint8_t)take(1);
    state.late_ms = (uint16_t)take(2);
    state.free_bytes = take(4);
    return bvm_status(out, header, &state);
}

static uint8_t *put(uint8_t *to, uint32_t value, int bytes)
{
    for (int k = 0; k < bytes; k++)
        *to++ = (uint8_t)(value >> 8 * k);
    return to;
}

static size_t tell_command(uint8_t *out, size_t size)
{
    bvm_command told;
    memset(&told, 0, sizeof told);
    int code = bvm_read(&told, at, size);
    uint8_t *to = put(out, (uint32_t)code, 1);
    to = put(put(put(put(to, told.type, 1), told.index, 4), told.rate_hz, 2), told.batch, 1);
    to = put(put(put(put(to, told.token, 4), told.key, 1), told.call, 1), told.state, 1);
    to = put(put(put(to, told.reps, 1), (uint16_t)told.velocity, 2), told.error, 2);
    return (size_t)(to - out);
}

/* Frames that bytes of a port complete, each behind its length. */
static size_t tell_received(uint8_t *out, size_t size)
{
    static bvm_receiver receiver;
    uint8_t *to = out;
    while (size--) {
        size_t whole = bvm_receive(&receiver, *at++);
        if (whole) {
            *to++ = (uint8_t)whole;
            memcpy(to, receiver.bytes, whole);
            to += whole;
        }
    }
    return (size_t)(to - out);
}

static size_t two_bytes(uint8_t *out, int letter)
{
    bvm_header header = take_header();
    uint8_t first = (uint8_t)take(1);
    uint8_t second = (uint8_t)take(1);
    return letter == 'R' ? bvm_resp(out, header, first, second)
                         : bvm_event(out, header, first, second);
}

static size_t say_pong(uint8_t *out)
{
    bvm_header header = take_header();
    uint32_t token = take(4);
    return bvm_pong(out, header, token, take(4));
}

int main(void)
{
    static uint8_t in[1024], out[2048];
    size_t size;
    int letter;
    while ((letter = read_line(in, sizeof in, &size)) >= 0) {
        at = in;
        switch (letter) {
        case 'D': size = say_data(out, size); break;
        case 'I': size = say_info(out); break;
        case 'S': size = say_status(out); break;
        case 'P': size = say_pong(out); break;
        case 'R': case 'E': size = two_bytes(out, letter); break;
        case 'C': size = tell_command(out, size); break;
        case 'Z': size = bvm_stuff(out, in, size); break;
        case 'U': size = bvm_unstuff(out, in, size); break;
        default: size = tell_received(out, size);
        }
        write_hex(out, size);
        write_char('\n');
    }
    return 0;
}
