#include "bvm_sampling.h"

enum {
    WAITING = 1, /* frames; where more wait the link is slow, and larger ones cost it less */
    AGAIN_US = 2000,
    SILENT_US = 1000000, /* without a sample, and the chip is set up anew */
    TRACKED_US = 4000000
};

static uint32_t span_us(const bvm_sensor *sensor, uint32_t samples)
{
    return (uint32_t)((uint64_t)samples * sensor->period >> 8);
}

/* Measure the period from here on. */
static void track(bvm_sensor *sensor, uint32_t index, uint32_t now_us)
{
    sensor->tracked_us = now_us;
    sensor->tracked_index = index;
}

/* Leave out the numbers of samples that were lost, as many as the clock says. */
static void skip(bvm_sensor *sensor, uint32_t level, uint32_t now_us)
{
    uint64_t since = (uint64_t)(now_us - sensor->newest_us) << 8;
    uint32_t taken = (uint32_t)((since + sensor->period / 2) / sensor->period);
    sensor->state.overruns++;
    sensor->index += taken > level ? taken - level : 0;
    sensor->newest_us = now_us - span_us(sensor, level);
    track(sensor, sensor->index + level, now_us);
}

/* Keep a frame of the n oldest of so many samples that there are. */
static bool make(bvm_sensor *sensor, uint32_t n, uint32_t level, uint32_t now_us)
{
    bvm_sample samples[BVM_MOST];
    if (!sensor->board->read(sensor->board->self, samples, n))
        return false;
    bvm_header header = {sensor->seq++, sensor->index, now_us - span_us(sensor, level - 1)};
    sensor->state.drops += bvm_ring_add(&sensor->ring, header, samples, n);
    sensor->index += n;
    sensor->newest_us = header.time_us + span_us(sensor, n - 1);
    return true;
}

/* Come back soon; the chip did not answer. */
static void fail(bvm_sensor *sensor, uint32_t now_us)
{
    if (sensor->state.bus_errors < 0xFFFF)
        sensor->state.bus_errors++;
    sensor->due_us = now_us + AGAIN_US;
}

/* Set up a chip anew that takes no samples: it may have lost its power. */
static void revive(bvm_sensor *sensor, uint32_t now_us)
{
    uint16_t rate = sensor->about.rate_hz;
    sensor->anew = sensor->board->start(sensor->board->self, &rate);
    sensor->due_us = now_us + (sensor->anew ? AGAIN_US : SILENT_US);
}

static void sample(bvm_sensor *sensor, uint32_t now_us)
{
    bool gap = sensor->anew;
    int found = sensor->board->level(sensor->board->self, &gap);
    if (found < 0) {
        fail(sensor, now_us);
        return;
    }
    uint32_t level = (uint32_t)found;
    if (level == 0 && now_us - sensor->newest_us > SILENT_US) {
        revive(sensor, now_us);
        return;
    }
    sensor->anew = false;
    uint32_t elapsed = now_us - sensor->tracked_us;
    uint32_t counted = sensor->index + level - sensor->tracked_index;
    if (gap) {
        skip(sensor, level, now_us);
    } else if (elapsed > TRACKED_US && counted > 0) {
        sensor->period = (uint32_t)(((uint64_t)elapsed << 8) / counted);
        track(sensor, sensor->index + level, now_us);
    }
    uint32_t batch = (uint32_t)(sensor->ring.unsent > WAITING ? sensor->most : sensor->batch);
    for (; level >= batch; level -= batch)
        if (!make(sensor, batch, level, now_us)) {
            fail(sensor, now_us);
            return;
        }
    sensor->due_us = now_us + span_us(sensor, batch - level);
}

void bvm_sampling_begin(bvm_sensor *sensor, uint32_t now_us)
{
    sensor->index = 0;
    sensor->period = 256000000u / sensor->about.rate_hz;
    sensor->newest_us = sensor->due_us = now_us;
    sensor->late_us = 0;
    sensor->anew = false;
    track(sensor, 0, now_us);
}

void bvm_sampling_poll(bvm_sensor *sensor, uint32_t now_us)
{
    int32_t late_us = (int32_t)(now_us - sensor->due_us);
    if (late_us > (int32_t)sensor->late_us)
        sensor->late_us = (uint32_t)late_us;
    if (late_us >= 0)
        sample(sensor, now_us);
}
