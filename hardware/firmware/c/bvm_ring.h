/* DATA frames that wait for a slow link, or for a host that comes back: in memory that is given once;
 * the oldest goes for a new one. Used by bvm_sensor.c. */
#ifndef BVM_RING_H
#define BVM_RING_H

#include "bvm_frame.h"

#ifdef __cplusplus
extern "C" {
#endif

typedef struct {
    uint8_t *memory;
    size_t bytes;
    size_t largest; /* bytes of a frame at most */
    size_t slots;
    size_t first;   /* slot of the oldest frame */
    size_t held;    /* frames that there are */
    size_t unsent;  /* of these the newest, which have not been sent */
} bvm_ring;

/* Forget all frames; those to come have n samples at most. */
void bvm_ring_clear(bvm_ring *ring, size_t n);

/* Keep a frame of these samples. Returns whether one was lost that had not been sent. */
bool bvm_ring_add(bvm_ring *ring, bvm_header header, const bvm_sample *samples, size_t n);

/* The oldest frame that has not been sent, of which there must be one; its size goes to `size`. */
const uint8_t *bvm_ring_next(const bvm_ring *ring, size_t *size);

/* Have all frames from sample `wanted` on sent again; `end` is the number of the next sample. Returns
 * the first sample that will be sent: `wanted`, or a later one where that is gone. */
uint32_t bvm_ring_rewind(bvm_ring *ring, uint32_t wanted, uint32_t end);

#ifdef __cplusplus
}
#endif

#endif
