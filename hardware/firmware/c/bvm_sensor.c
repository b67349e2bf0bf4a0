#include "bvm_sensor.h"

#include "bvm_sampling.h"

#include <string.h>

enum {
    FRAMES_A_POLL = 4,
    LOW_PERCENT = 10,
    INFO_BYTES = 47,
    REPORT_US = 10000000,
    ALONE_US = 30000000
};

static uint32_t now(const bvm_sensor *sensor)
{
    return sensor->board->now_us(sensor->board->self);
}

static bvm_header head(bvm_sensor *sensor, uint32_t index)
{
    bvm_header header = {sensor->seq++, index, now(sensor)};
    return header;
}

/* Where the next answer is to be made; NULL where too many wait, and the host must ask again. */
static uint8_t *answer(bvm_sensor *sensor)
{
    bool room = sensor->link && sensor->answering < BVM_ANSWERS;
    return room ? sensor->answers[sensor->answering] : NULL;
}

static void answered(bvm_sensor *sensor, size_t size)
{
    sensor->answer_sizes[sensor->answering++] = (uint8_t)size;
}

static void respond(bvm_sensor *sensor, uint8_t type, int code, uint32_t index)
{
    uint8_t *out = answer(sensor);
    if (out)
        answered(sensor, bvm_resp(out, head(sensor, index), type, (uint8_t)code));
}

static void tell_info(bvm_sensor *sensor)
{
    uint8_t *out = answer(sensor);
    if (out)
        answered(sensor, bvm_info(out, head(sensor, 0), &sensor->about));
}

static void tell_status(bvm_sensor *sensor)
{
    uint32_t late_ms = sensor->late_us / 1000;
    sensor->state.late_ms = (uint16_t)(late_ms < 0xFFFF ? late_ms : 0xFFFF);
    sensor->late_us = 0;
    uint8_t *out = answer(sensor);
    if (out)
        answered(sensor, bvm_status(out, head(sensor, 0), &sensor->state));
}

void bvm_sensor_event(bvm_sensor *sensor, uint8_t what, uint8_t value)
{
    uint8_t *out = answer(sensor);
    if (out)
        answered(sensor, bvm_event(out, head(sensor, 0), what, value));
}

/* Ask the board how it is, and return whether its chip is well. */
static bool measure(bvm_sensor *sensor)
{
    bvm_state *state = &sensor->state;
    state->flags = 0;
    state->percent = 255;
    state->temperature = BVM_NOT_MEASURED;
    bool well = sensor->board->measure(sensor->board->self, state);
    if (!well)
        state->flags |= BVM_CHIP_FAILS;
    sensor->about.millivolts = state->millivolts;
    return well;
}

/* How many samples the link's frames hold. */
static size_t most(const bvm_sensor *sensor)
{
    size_t n = (sensor->link->room(sensor->link->self) - BVM_OVERHEAD) / BVM_SAMPLE;
    return n < BVM_MOST ? n : (size_t)BVM_MOST;
}

static void stop(bvm_sensor *sensor)
{
    if (sensor->about.running)
        sensor->board->stop(sensor->board->self);
    sensor->about.running = sensor->sending = false;
    bvm_ring_clear(&sensor->ring, BVM_MOST);
}

static int start(bvm_sensor *sensor, const bvm_command *command)
{
    uint16_t rate = command->rate_hz;
    if (!measure(sensor) || !sensor->board->start(sensor->board->self, &rate))
        return BVM_NO_CHIP;
    sensor->about.rate_hz = rate;
    sensor->about.session++;
    sensor->about.running = sensor->sending = true;
    sensor->most = most(sensor);
    sensor->batch = command->batch && command->batch < sensor->most ? command->batch : sensor->most;
    bvm_ring_clear(&sensor->ring, sensor->most);
    sensor->reported_us = now(sensor); /* a chip takes its time to start */
    bvm_sampling_begin(sensor, sensor->reported_us);
    return BVM_OK;
}

static void resend(bvm_sensor *sensor, uint32_t wanted)
{
    if (sensor->about.running && sensor->link->room(sensor->link->self) < sensor->ring.largest) {
        sensor->most = most(sensor);
        if (sensor->batch > sensor->most)
            sensor->batch = sensor->most;
        bvm_ring_clear(&sensor->ring, sensor->most);
    }
    uint32_t first = bvm_ring_rewind(&sensor->ring, wanted, sensor->index);
    sensor->sending = sensor->about.running;
    respond(sensor, BVM_RESEND, first == wanted ? BVM_OK : BVM_TOO_OLD, first);
}

static int set(bvm_sensor *sensor, const bvm_command *command)
{
    unsigned needed = command->key == BVM_BEEP ? BVM_BEEPS : BVM_SHOWS;
    if (!sensor->board->set || !(sensor->about.capabilities & needed))
        return BVM_BAD_VALUE;
    sensor->board->set(sensor->board->self, command);
    return BVM_OK;
}

static void pong(bvm_sensor *sensor, uint32_t token)
{
    uint8_t *out = answer(sensor);
    if (out)
        answered(sensor, bvm_pong(out, head(sensor, 0), token, now(sensor)));
}

static void test(bvm_sensor *sensor)
{
    bool well = measure(sensor);
    tell_status(sensor);
    respond(sensor, BVM_TEST, well ? BVM_OK : BVM_NO_CHIP, 0);
}

static void obey(bvm_sensor *sensor, const bvm_command *command)
{
    switch (command->type) {
    case BVM_HELLO:
        tell_info(sensor);
        return;
    case BVM_START:
        stop(sensor);
        respond(sensor, BVM_START, start(sensor, command), 0);
        if (sensor->sending)
            tell_info(sensor);
        return;
    case BVM_STOP:
        stop(sensor);
        respond(sensor, BVM_STOP, BVM_OK, 0);
        return;
    case BVM_PING:
        pong(sensor, command->token);
        return;
    case BVM_SET:
        respond(sensor, BVM_SET, set(sensor, command), 0);
        return;
    case BVM_RESEND:
        resend(sensor, command->index);
        return;
    default:
        test(sensor);
    }
}

void bvm_sensor_begin(bvm_sensor *sensor, const bvm_board *board, uint8_t *memory, size_t bytes,
                      uint16_t session)
{
    memset(sensor, 0, sizeof *sensor);
    sensor->board = board;
    sensor->about = board->about;
    sensor->about.session = session;
    sensor->ring.memory = memory;
    sensor->ring.bytes = bytes;
    bvm_ring_clear(&sensor->ring, BVM_MOST);
    sensor->alone_us = now(sensor);
    measure(sensor);
}

void bvm_sensor_heard(bvm_sensor *sensor, const bvm_link *link, const uint8_t *frame, size_t size)
{
    bvm_command command;
    int code = bvm_read(&command, frame, size);
    if (code < 0)
        return;
    if (link != sensor->link) {
        sensor->link = link;
        sensor->sending = false;
        sensor->answering = 0;
    }
    if (link->room(link->self) < INFO_BYTES)
        code = BVM_MTU_TOO_SMALL;
    if (code == BVM_OK)
        obey(sensor, &command);
    else
        respond(sensor, command.type, code, 0);
}

void bvm_sensor_gone(bvm_sensor *sensor, const bvm_link *link)
{
    if (link != sensor->link)
        return;
    sensor->link = NULL;
    sensor->sending = false;
    sensor->answering = 0;
    sensor->alone_us = now(sensor);
}

static void report(bvm_sensor *sensor, uint32_t now_us)
{
    sensor->reported_us = now_us;
    measure(sensor);
    if (!sensor->sending)
        return;
    tell_info(sensor);
    tell_status(sensor);
    if (sensor->state.percent <= LOW_PERCENT && !sensor->told_low) {
        sensor->told_low = true;
        bvm_sensor_event(sensor, BVM_BATTERY_LOW, sensor->state.percent);
    }
}

/* Send what waits, as much as the link takes: answers before samples. */
static void send(bvm_sensor *sensor)
{
    const bvm_link *link = sensor->link;
    size_t sent = 0;
    while (sent < sensor->answering &&
           link->send(link->self, sensor->answers[sent], sensor->answer_sizes[sent]))
        sent++;
    sensor->answering -= sent;
    memmove(sensor->answers, sensor->answers + sent, sensor->answering * BVM_LARGEST_ANSWER);
    memmove(sensor->answer_sizes, sensor->answer_sizes + sent, sensor->answering);
    if (sensor->answering || !sensor->sending)
        return;
    for (int k = 0; k < FRAMES_A_POLL && sensor->ring.unsent; k++) {
        size_t size;
        const uint8_t *frame = bvm_ring_next(&sensor->ring, &size);
        if (!link->send(link->self, frame, size))
            return;
        sensor->ring.unsent--;
    }
}

void bvm_sensor_poll(bvm_sensor *sensor)
{
    uint32_t now_us = now(sensor);
    if (sensor->about.running) {
        bvm_sampling_poll(sensor, now_us);
        if (!sensor->link && now_us - sensor->alone_us > ALONE_US)
            stop(sensor);
        if (now_us - sensor->reported_us > REPORT_US)
            report(sensor, now_us);
    }
    if (sensor->link)
        send(sensor);
}
