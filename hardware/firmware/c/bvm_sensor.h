/* A sensor that speaks BVM1 (hardware/PROTOCOL.md): it does what a host commands, numbers and stamps
 * the chip's samples, keeps frames for a slow link, reports, and goes on after a cut.
 *
 * C99, no heap. Fill in a bvm_board, and a bvm_link for each way to a host; then
 *
 *     static uint8_t memory[32768];
 *     static bvm_sensor sensor;
 *     bvm_sensor_begin(&sensor, &board, memory, sizeof memory, session);
 *
 * call bvm_sensor_heard with every frame that comes, bvm_sensor_gone when a link is cut, and
 * bvm_sensor_poll every 5 to 10 ms. All of it from one thread: interrupts only queue. Nothing of this
 * has yet run on physical hardware. */
#ifndef BVM_SENSOR_H
#define BVM_SENSOR_H

#include "bvm_frame.h"
#include "bvm_ring.h"

#ifdef __cplusplus
extern "C" {
#endif

/* What the board does; `self` is handed to each. `set` may be NULL. */
typedef struct {
    void *self;
    /* µs on a clock that wraps at 2^32. */
    uint32_t (*now_us)(void *self);
    /* Sample into an empty FIFO, +-16 g and +-2000 dps, at the rate nearest to `rate_hz`, which is set
     * to the chip's. False: the chip does not answer, or is another. */
    bool (*start)(void *self, uint16_t *rate_hz);
    void (*stop)(void *self);
    /* How many samples are in the FIFO, -1 where the chip does not answer. `gap` is set to true where
     * samples were lost before these. */
    int (*level)(void *self, bool *gap);
    /* Take n samples, which there are. After false, the next `level` is to tell of a gap. */
    bool (*read)(void *self, bvm_sample *samples, size_t n);
    /* Fill in battery, charging, temperature, chip and free memory. False: as in `start`. */
    bool (*measure)(void *self, bvm_state *state);
    /* Do what SET says: beep or show, as told by the capabilities. */
    void (*set)(void *self, const bvm_command *command);
    bvm_about about; /* firmware, scales, ranges, uid and capabilities; the rest is filled in */
} bvm_board;

/* A way to a host. */
typedef struct {
    void *self;
    /* How many bytes a frame may have: on BLE the MTU less 3. */
    size_t (*room)(void *self);
    /* Send a frame, or return false where it is not taken now. */
    bool (*send)(void *self, const uint8_t *frame, size_t size);
} bvm_link;

enum { BVM_ANSWERS = 6, BVM_LARGEST_ANSWER = 48 };

/* What a sensor knows; to be read, not written: `link` that of the host that spoke last or NULL,
 * `about.running`, `state.flags`. */
typedef struct {
    const bvm_board *board;
    const bvm_link *link;
    bvm_about about;
    bvm_state state;
    bvm_ring ring;
    uint8_t answers[BVM_ANSWERS][BVM_LARGEST_ANSWER];
    uint8_t answer_sizes[BVM_ANSWERS];
    size_t answering;
    bool sending, told_low;
    bool anew;               /* the chip has been set up anew: what it would have sampled is lost */
    uint16_t seq;
    uint32_t index;          /* of the next sample */
    size_t batch, most;      /* samples in a frame: wished, and that fit */
    uint32_t period;         /* µs / 256 */
    uint32_t newest_us;      /* of the newest sample that was taken */
    uint32_t tracked_us, tracked_index; /* since when the period is measured */
    uint32_t due_us, reported_us, alone_us, late_us;
} bvm_sensor;

/* Begin at rest. `memory` keeps frames: BVM_LARGEST bytes at least; 32 kB are 6 s at 416 Hz.
 * `session` is any number that is another one after each switching on. */
void bvm_sensor_begin(bvm_sensor *sensor, const bvm_board *board, uint8_t *memory, size_t bytes,
                      uint16_t session);

/* Take a frame from a host; a damaged one is nothing. */
void bvm_sensor_heard(bvm_sensor *sensor, const bvm_link *link, const uint8_t *frame, size_t size);

/* Learn that a link is cut; sampling goes on for 30 s. */
void bvm_sensor_gone(bvm_sensor *sensor, const bvm_link *link);

/* Tell the host of an event. */
void bvm_sensor_event(bvm_sensor *sensor, uint8_t what, uint8_t value);

/* Do what is due. */
void bvm_sensor_poll(bvm_sensor *sensor);

#ifdef __cplusplus
}
#endif

#endif
