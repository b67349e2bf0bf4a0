#include "bvm_frame.h"

#include <string.h>

static uint8_t *put16(uint8_t *at, unsigned value)
{
    at[0] = (uint8_t)(value & 0xFFu);
    at[1] = (uint8_t)(value >> 8 & 0xFFu);
    return at + 2;
}

static uint8_t *put32(uint8_t *at, uint32_t value)
{
    return put16(put16(at, value & 0xFFFFu), value >> 16);
}

static uint8_t *put_float(uint8_t *at, float value)
{
    uint32_t bits;
    memcpy(&bits, &value, sizeof bits);
    return put32(at, bits);
}

static uint16_t get16(const uint8_t *at)
{
    return (uint16_t)(at[0] | at[1] << 8);
}

static uint32_t get32(const uint8_t *at)
{
    return get16(at) | (uint32_t)get16(at + 2) << 16;
}

uint32_t bvm_crc32(const uint8_t *bytes, size_t size)
{
    /* Half a byte at a time: 16 entries of a table, instead of 256. */
    static const uint32_t nibbles[16] = {
        0x00000000u, 0x1DB71064u, 0x3B6E20C8u, 0x26D930ACu, 0x76DC4190u, 0x6B6B51F4u,
        0x4DB26158u, 0x5005713Cu, 0xEDB88320u, 0xF00F9344u, 0xD6D6A3E8u, 0xCB61B38Cu,
        0x9B64C2B0u, 0x86D3D2D4u, 0xA00AE278u, 0xBDBDF21Cu,
    };
    uint32_t crc = 0xFFFFFFFFu;
    while (size--) {
        crc ^= *bytes++;
        crc = crc >> 4 ^ nibbles[crc & 15u];
        crc = crc >> 4 ^ nibbles[crc & 15u];
    }
    return ~crc;
}

/* Write a header, and return where the body goes. */
static uint8_t *begin(uint8_t *out, uint8_t type, size_t n, bvm_header header)
{
    *out++ = (uint8_t)(BVM_VERSION << 4 | type);
    *out++ = (uint8_t)n;
    return put32(put32(put16(out, header.seq), header.index), header.time_us);
}

/* Write the check sum behind a body, and return the size of the frame. */
static size_t finish(uint8_t *out, uint8_t *end)
{
    put32(end, bvm_crc32(out, (size_t)(end - out)));
    return (size_t)(end - out) + 4;
}

size_t bvm_data(uint8_t *out, bvm_header header, const bvm_sample *samples, size_t n)
{
    if (n < 1 || n > BVM_MOST)
        return 0;
    uint8_t *at = begin(out, BVM_DATA, n, header);
    for (size_t k = 0; k < n; k++) {
        for (int axis = 0; axis < 3; axis++)
            at = put16(at, (uint16_t)samples[k].force[axis]);
        for (int axis = 0; axis < 3; axis++)
            at = put16(at, (uint16_t)samples[k].turn[axis]);
    }
    return finish(out, at);
}

size_t bvm_info(uint8_t *out, bvm_header header, const bvm_about *about)
{
    uint8_t *at = begin(out, BVM_INFO, 0, header);
    *at++ = BVM_VERSION;
    *at++ = about->firmware;
    at = put16(at, about->rate_hz);
    at = put_float(put_float(at, about->force), about->turn);
    at = put16(put16(at, about->range_g), about->range_dps);
    at = put16(at, about->millivolts);
    memcpy(at, about->uid, sizeof about->uid);
    at = put16(at + sizeof about->uid, about->session);
    *at++ = about->running;
    return finish(out, put16(at, about->capabilities));
}

size_t bvm_status(uint8_t *out, bvm_header header, const bvm_state *state)
{
    uint8_t *at = begin(out, BVM_STATUS, 0, header);
    at = put16(at, state->millivolts);
    *at++ = state->percent;
    *at++ = state->flags;
    at = put16(at, (uint16_t)state->temperature);
    at = put32(put32(at, state->overruns), state->drops);
    at = put16(at, state->bus_errors);
    *at++ = state->chip;
    return finish(out, put32(put16(at, state->late_ms), state->free_bytes));
}

static size_t two_bytes(uint8_t *out, uint8_t type, bvm_header header, uint8_t first, uint8_t second)
{
    uint8_t *at = begin(out, type, 0, header);
    *at++ = first;
    *at++ = second;
    return finish(out, at);
}

size_t bvm_resp(uint8_t *out, bvm_header header, uint8_t type, uint8_t code)
{
    return two_bytes(out, BVM_RESP, header, type, code);
}

size_t bvm_event(uint8_t *out, bvm_header header, uint8_t what, uint8_t value)
{
    return two_bytes(out, BVM_EVENT, header, what, value);
}

size_t bvm_pong(uint8_t *out, bvm_header header, uint32_t token, uint32_t received_us)
{
    return finish(out, put32(put32(begin(out, BVM_PONG, 0, header), token), received_us));
}

static int read_start(bvm_command *command, const uint8_t *body, size_t size)
{
    if (size != 6 || get16(body) == 0 || body[2] != 16 || get16(body + 3) != 2000)
        return BVM_BAD_VALUE;
    command->rate_hz = get16(body);
    command->batch = body[5];
    return BVM_OK;
}

static int read_set(bvm_command *command, const uint8_t *body, size_t size)
{
    if (size == 2 && body[0] == BVM_BEEP) {
        command->call = body[1];
    } else if (size == 7 && body[0] == BVM_SHOW) {
        command->state = body[1];
        command->reps = body[2];
        command->velocity = (int16_t)get16(body + 3);
        command->error = get16(body + 5);
    } else {
        return BVM_BAD_VALUE;
    }
    command->key = body[0];
    return BVM_OK;
}

static int read_ping(bvm_command *command, const uint8_t *body, size_t size)
{
    if (size != 4)
        return BVM_BAD_VALUE;
    command->token = get32(body);
    return BVM_OK;
}

int bvm_read(bvm_command *command, const uint8_t *frame, size_t size)
{
    if (size < BVM_OVERHEAD || frame[0] >> 4 != BVM_VERSION)
        return -1;
    if (bvm_crc32(frame, size - 4) != get32(frame + size - 4))
        return -1;
    memset(command, 0, sizeof *command);
    command->type = frame[0] & 15;
    const uint8_t *body = frame + BVM_HEAD;
    size -= BVM_OVERHEAD;
    switch (command->type) {
    case BVM_START:
        return read_start(command, body, size);
    case BVM_SET:
        return read_set(command, body, size);
    case BVM_PING:
        return read_ping(command, body, size);
    case BVM_RESEND:
        command->index = get32(frame + 4);
        return BVM_OK;
    case BVM_HELLO:
    case BVM_STOP:
    case BVM_TEST:
        return BVM_OK;
    default:
        return BVM_UNKNOWN;
    }
}

size_t bvm_stuff(uint8_t *out, const uint8_t *frame, size_t size)
{
    uint8_t *distance = out;
    uint8_t *at = out + 1;
    *distance = 1;
    while (size--) {
        if (*frame == 0) {
            distance = at;
            *at++ = 1;
        } else {
            *at++ = *frame;
            ++*distance;
        }
        frame++;
    }
    *at++ = 0;
    return (size_t)(at - out);
}

size_t bvm_unstuff(uint8_t *out, const uint8_t *piece, size_t size)
{
    size_t made = 0;
    size_t next = 0; /* where a distance stands, and not a byte */
    for (size_t k = 0; k < size; k++) {
        if (piece[k] == 0)
            return 0;
        if (k < next) {
            out[made++] = piece[k];
            continue;
        }
        next = k + piece[k];
        if (k > 0)
            out[made++] = 0; /* every distance but the first stands for one */
    }
    return next == size ? made : 0;
}

size_t bvm_receive(bvm_receiver *receiver, uint8_t byte)
{
    if (byte != 0) {
        if (receiver->size < sizeof receiver->bytes)
            receiver->bytes[receiver->size++] = byte;
        return 0;
    }
    size_t size = receiver->size;
    receiver->size = 0;
    if (size == sizeof receiver->bytes)
        return 0; /* more than any frame has */
    return bvm_unstuff(receiver->bytes, receiver->bytes, size);
}
