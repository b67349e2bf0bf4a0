/* A sensor in C on an emulated board: a chip that counts, at 208 Hz of the board's clock. */

#include <string.h>

#include "bvm_sensor.h"
#include "line.h"

int port_waits(void);
uint32_t clock_us(void);
void rest(void);

static uint32_t begun_us, taken;

static uint32_t now_us(void *self)
{
    (void)self;
    return clock_us();
}

static bool start(void *self, uint16_t *rate_hz)
{
    (void)self;
    *rate_hz = 208;
    begun_us = clock_us();
    taken = 0;
    return true;
}

static void stop(void *self)
{
    (void)self;
}

static int level(void *self, bool *gap)
{
    (void)self;
    (void)gap;
    return (int)((uint64_t)(clock_us() - begun_us) * 208 / 1000000 - taken);
}

static bool read(void *self, bvm_sample *samples, size_t n)
{
    (void)self;
    memset(samples, 0, n * sizeof *samples);
    for (size_t k = 0; k < n; k++, taken++) {
        samples[k].force[0] = (int16_t)(taken & 0x7FFF);
        samples[k].force[2] = 2048;
    }
    return true;
}

static bool measure(void *self, bvm_state *state)
{
    (void)self;
    state->millivolts = 3900;
    state->percent = 80;
    state->chip = 0x6A;
    return true;
}

static size_t room(void *self)
{
    (void)self;
    return BVM_LARGEST;
}

static bool send(void *self, const uint8_t *frame, size_t size)
{
    (void)self;
    uint8_t stuffed[BVM_STUFFED];
    size = bvm_stuff(stuffed, frame, size);
    for (size_t k = 0; k < size; k++)
        write_char((char)stuffed[k]);
    return true;
}

static const bvm_board board = {
    .now_us = now_us, .start = start, .stop = stop, .level = level, .read = read,
    .measure = measure,
    .about = {.firmware = 7, .rate_hz = 208, .force = 0.004785645f, .turn = 0.00122173f,
              .range_g = 16, .range_dps = 2000, .uid = {0xC0, 0xFF, 0xEE}},
};
static const bvm_link port = {.room = room, .send = send};

int main(void)
{
    static uint8_t memory[32768];
    static bvm_sensor sensor;
    static bvm_receiver receiver;
    bvm_sensor_begin(&sensor, &board, memory, sizeof memory, 1);
    for (;;) {
        while (port_waits()) {
            size_t size = bvm_receive(&receiver, (uint8_t)read_char());
            if (size)
                bvm_sensor_heard(&sensor, &port, receiver.bytes, size);
        }
        bvm_sensor_poll(&sensor);
        rest();
    }
}
